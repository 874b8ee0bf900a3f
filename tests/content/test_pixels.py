"""Whatever numbers a camera, scanner or printer wrote, readers see the colours that were meant."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms

from hyperlocal.content.pixels import fitting, to_srgb

SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def wide_gamut(red: tuple[float, float], green: tuple[float, float], blue: tuple[float, float]) -> bytes:
    """The sRGB profile with other primaries (x, y; white D65): the matrix that ICC.1 asks for, adapted to D50."""
    primaries = [(x / y, 1.0, (1 - x - y) / y) for x, y in (red, green, blue)]
    columns = [list(row) for row in zip(*primaries, strict=True)]
    scales = _solved(columns, [0.95047, 1.0, 1.08883])
    bradford = [
        [1.0478112, 0.0228866, -0.0501270],
        [0.0295424, 0.9904844, -0.0170491],
        [-0.0092345, 0.0150436, 0.7521316],
    ]
    data = bytearray(SRGB.replace(b"sRGB", b"Wide").replace("sRGB".encode("utf-16-be"), "Wide".encode("utf-16-be")))
    for name, primary, scale in zip((b"rXYZ", b"gXYZ", b"bXYZ"), primaries, scales, strict=True):
        wanted = [sum(m * value * scale for m, value in zip(row, primary, strict=True)) for row in bradford]
        entry = next(at for at in range(132, 132 + 12 * 20, 12) if data[at : at + 4] == name)
        start = int.from_bytes(data[entry + 4 : entry + 8], "big") + 8
        for place, value in enumerate(wanted):
            data[start + 4 * place : start + 4 * place + 4] = round(value * 65_536).to_bytes(4, "big", signed=True)
    return bytes(data)


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Cramer's rule, for three unknowns."""
    whole = _determinant(matrix)
    return [
        _determinant(
            [[right[row] if column == place else matrix[row][column] for column in range(3)] for row in range(3)]
        )
        / whole
        for place in range(3)
    ]


def _determinant(m: list[list[float]]) -> float:
    return (
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    )


DISPLAY_P3 = wide_gamut((0.680, 0.320), (0.265, 0.690), (0.150, 0.060))


@pytest.mark.parametrize(
    ("stored", "meant"),
    [
        # Worked out from SMPTE EG 432-1 and IEC 61966-2-1, clipped to what sRGB can show.
        ((128, 128, 128), (128, 128, 128)), ((255, 255, 255), (255, 255, 255)), ((0, 0, 0), (0, 0, 0)),
        ((200, 100, 50), (214, 95, 34)), ((100, 150, 100), (86, 151, 97)), ((255, 0, 0), (255, 0, 0)),
    ],
)  # fmt: skip
def test_the_colours_of_a_telephone_are_those_that_it_saw(
    stored: tuple[int, int, int], meant: tuple[int, int, int]
) -> None:
    found = to_srgb(Image.new("RGB", (4, 4), stored), DISPLAY_P3).getpixel((1, 1))
    assert isinstance(found, tuple)
    assert all(abs(got - wanted) <= 3 for got, wanted in zip(found, meant, strict=True)), found


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "P", "LA", "I;16"])
def test_a_picture_in_srgb_or_without_a_profile_stays_as_it_is(mode: str) -> None:
    image = Image.new("L", (4, 4), 90).convert("RGB").convert(mode) if mode != "I;16" else Image.new(mode, (4, 4), 9000)
    assert to_srgb(image, None) is image
    if mode == "RGB":
        assert to_srgb(image, SRGB) is image


def test_what_is_see_through_stays_so_in_other_colours() -> None:
    image = Image.new("RGBA", (4, 4), (200, 100, 50, 77))
    found = to_srgb(image, DISPLAY_P3)
    pixel = found.getpixel((0, 0))
    assert found.mode == "RGBA" and isinstance(pixel, tuple) and pixel[3] == 77 and pixel[:3] != (200, 100, 50)


@pytest.mark.parametrize("profile", [None, b"", b"no profile", SRGB, b"x" * 5_000_000])
def test_inks_become_light(profile: bytes | None) -> None:
    found = to_srgb(Image.new("CMYK", (4, 4), (0, 255, 255, 0)), profile)
    pixel = found.getpixel((0, 0))
    assert found.mode == "RGB" and isinstance(pixel, tuple) and pixel[0] > 200 and pixel[1] < 60 and pixel[2] < 60


def test_a_scan_of_greys_with_a_profile_is_shown_as_it_was_meant() -> None:
    grey = io.BytesIO()
    Image.new("L", (4, 4), 128).save(grey, "PNG")
    assert to_srgb(Image.open(grey), SRGB).convert("L").getpixel((0, 0)) == 128, "a profile for colours tells nothing"


@pytest.mark.parametrize(
    ("mode", "modes", "wanted"),
    [
        ("P", ("RGB", "RGBA"), "RGB"), ("1", ("L", "RGB"), "RGB"), ("I;16", ("L", "RGB"), "L"), ("F", ("RGB",), "RGB"),
        ("LA", ("RGB", "L"), "RGB"), ("LA", ("RGB", "RGBA"), "RGBA"), ("RGBA", ("L", "P"), "P"),
        ("CMYK", ("RGB", "CMYK"), "CMYK"), ("YCbCr", ("RGB",), "RGB"),
    ],
)  # fmt: skip
def test_a_picture_is_put_into_colours_that_the_format_holds(mode: str, modes: tuple[str, ...], wanted: str) -> None:
    assert fitting(Image.new(mode, (4, 4)), modes).mode == wanted


def test_what_is_see_through_is_white_where_nothing_else_can_be() -> None:
    assert fitting(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), ("L", "RGB")).getpixel((0, 0)) == (255, 255, 255)
