"""Published pictures: upright, moving where they moved, and free of everything that is not the picture."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw, PngImagePlugin
from PIL.Image import Transpose

from hyperlocal.content.photo import Photo, inspect
from hyperlocal.output.photoset import Cut, PhotoSet, cuts, whole
from hyperlocal.output.picture import publish

CANARY = "CANARY 51.4816N 0.1278W"
SECRET = CANARY.encode()
Image.init()
AVIF = pytest.mark.skipif("AVIF" not in Image.SAVE, reason="this Pillow has no AVIF")
FORMS = ["JPEG", "PNG", "WEBP", "TIFF", pytest.param("AVIF", marks=AVIF)]

CORNERS = ((8, 8), (52, 8), (52, 32), (8, 32))
COLOURS = ("red", "lime", "blue", "white")


def scene() -> Image.Image:
    """60 × 40 pixels, with another colour in each corner."""
    image = Image.new("RGB", (60, 40), "black")
    for (x, y), colour in zip(CORNERS, COLOURS, strict=True):
        ImageDraw.Draw(image).rectangle((x - 8, y - 8, x + 7, y + 7), fill=colour)
    return image


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def looked_at(folder: Path, data: bytes) -> Photo:
    file = folder / "photo.jpg"
    file.write_bytes(data)
    return inspect("content/photo.jpg", file)


def published(folder: Path, data: bytes, path: str = "") -> tuple[Photo, bytes]:
    """A photo as it is given to take home."""
    photo = looked_at(folder, data)
    (made,) = publish(PhotoSet(photo=photo, cuts=(whole(path or f"news/photo{photo.ending}"),)))
    return photo, made


def shown(folder: Path, data: bytes, *, avif: bool = False) -> tuple[Photo, dict[Cut, bytes]]:
    """A photo as pages show it."""
    photo = looked_at(folder, data)
    made = PhotoSet(photo=photo, cuts=cuts(photo, avif=avif))
    return photo, dict(zip(made.cuts, publish(made), strict=True))


def reopened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def seen(image: Image.Image) -> list[str]:
    """The colours in the corners, clockwise from the top left."""
    pixels = [image.convert("RGB").getpixel(corner) for corner in CORNERS]
    return [min(COLOURS, key=lambda name: distance(pixel, name)) for pixel in pixels]


def distance(pixel: object, name: str) -> int:
    assert isinstance(pixel, tuple)
    named = Image.new("RGB", (1, 1), name).getpixel((0, 0))
    assert isinstance(named, tuple)
    return sum(abs(int(a) - int(b)) for a, b in zip(pixel, named, strict=True))


def exif(orientation: int = 1) -> Image.Exif:
    """What a telephone writes, the place included."""
    found = Image.Exif()
    found.update({0x0112: orientation, 0x010E: CANARY, 0x013B: CANARY})
    found.get_ifd(0x8769).update({0xA431: CANARY, 0x927C: SECRET})
    found.get_ifd(0x8825).update({1: "N", 2: (51.0, 28.0, 53.0), 3: "W", 4: (0.0, 7.0, 40.0), 29: CANARY})
    return found


# --- upright ---

STORED = {
    1: None,
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_90,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_270,
}
"""How a camera held in each of the eight ways stores an upright picture."""


@pytest.mark.parametrize("orientation", STORED)
@pytest.mark.parametrize("form", FORMS)
def test_however_the_camera_was_held_the_picture_is_upright(tmp_path: Path, form: str, orientation: int) -> None:
    turn = STORED[orientation]
    stored = scene().transpose(turn) if turn is not None else scene()
    photo, data = published(tmp_path, encoded(stored, form, exif=exif(orientation)))
    found = reopened(data)
    assert found.size == (photo.width, photo.height) == (60, 40)
    assert seen(found) == list(COLOURS) and found.getexif().get(0x0112, 1) == 1


# --- clean ---


def segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def full_jpeg(image: Image.Image, orientation: int = 1, **options: object) -> bytes:
    """A JPEG with everything in it that cameras and programs write."""
    thumbnail = encoded(image, "JPEG", comment=SECRET)
    segments = (
        segment(0xE1, b"Exif\0\0" + exif(orientation).tobytes().removeprefix(b"Exif\0\0") + thumbnail),
        segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
        segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET),
        segment(0xE2, b"MPF\0" + SECRET),
        segment(0xEC, b"Ducky" + SECRET),
        segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x1c\x1c\x02\x05\0\x17" + SECRET),
        segment(0xFE, SECRET),
    )
    data = encoded(image, "JPEG", **options)
    return data[:2] + b"".join(segments) + data[2:] + b"ftypmp42" + SECRET  # a “motion photo” goes on as a film


def full_png() -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", CANARY)
    texts.add_text("Author", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", CANARY)
    texts.add(b"prVt", SECRET)
    return encoded(scene(), "PNG", pnginfo=texts, exif=exif()) + SECRET


def full_gif() -> bytes:
    data = encoded(scene(), "GIF", comment=SECRET)
    return data[:-1] + b"!\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0;" + SECRET


def full_tiff() -> bytes:
    return encoded(scene(), "TIFF", tiffinfo={270: CANARY, 315: CANARY, 700: SECRET, 33723: SECRET, 34377: SECRET})


FULL: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: full_jpeg(scene()),
    "turned JPEG": lambda: full_jpeg(scene(), 3),
    "CMYK JPEG": lambda: full_jpeg(scene().convert("CMYK")),
    "MPO": lambda: encoded(scene(), "MPO", save_all=True, append_images=[scene()], exif=exif(), comment=SECRET),
    "PNG": full_png,
    "GIF": full_gif,
    "TIFF": full_tiff,
    "WEBP": lambda: encoded(scene(), "WEBP", exif=exif(), xmp=SECRET),
    "AVIF": lambda: encoded(scene(), "AVIF", exif=exif(), xmp=SECRET),
}


@pytest.mark.parametrize("ending", [".jpg", ".png", ".gif", ".webp", ".tif", ".bmp", pytest.param(".avif", marks=AVIF)])
@pytest.mark.parametrize("form", [pytest.param(form, marks=AVIF if form == "AVIF" else ()) for form in FULL])
def test_nothing_but_the_picture_is_published(tmp_path: Path, form: str, ending: str) -> None:
    data = FULL[form]()
    assert SECRET in data
    _, clean = published(tmp_path, data, f"photo{ending}")
    assert SECRET not in clean and b"GPS" not in clean and b"Exif" not in clean and b"xmp" not in clean.lower()
    found = reopened(clean)
    assert CANARY not in str(found.info) and found.size == (60, 40)
    tags = dict(found.getexif())
    assert CANARY not in str(tags) and not found.getexif().get_ifd(0x8825)
    assert tags == {} or ending == ".tif"
    assert not {"exif", "comment", "xmp", "XML:com.adobe.xmp", "photoshop", "mp", "Comment", "Author"} & set(found.info)


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", pytest.param("AVIF", marks=AVIF)])
def test_an_animation_is_as_clean(tmp_path: Path, form: str) -> None:
    more: dict[str, object] = {"comment": SECRET} if form == "GIF" else {"exif": exif(), "xmp": SECRET}
    data = encoded(scene(), form, save_all=True, append_images=[scene().rotate(180)], **more)
    assert SECRET in data
    _, clean = published(tmp_path, data)
    assert SECRET not in clean and CANARY not in str(reopened(clean).info) and dict(reopened(clean).getexif()) == {}
    assert getattr(reopened(clean), "n_frames", 1) == 2


# --- true to the original ---


PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def swapped_profile() -> bytes:
    """A profile that means green by the first number and red by the second: nobody mistakes it for sRGB."""
    plain = bytearray(PROFILE.replace(b"sRGB", b"XRGB").replace("sRGB".encode("utf-16-be"), "XRGB".encode("utf-16-be")))
    red, green = (next(at for at in range(128, 128 + 12 * 20, 4) if plain[at : at + 4] == name) for name in RED_GREEN)
    plain[red + 4 : red + 8], plain[green + 4 : green + 8] = plain[green + 4 : green + 8], plain[red + 4 : red + 8]
    return bytes(plain)


RED_GREEN = (b"rXYZ", b"gXYZ")


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("form", FORMS)
def test_colours_are_what_the_profile_says_and_no_profile_is_published(
    tmp_path: Path, form: str, orientation: int
) -> None:
    data = encoded(scene(), form, icc_profile=swapped_profile(), exif=exif(orientation))
    photo, whole_one = published(tmp_path, data)
    turned = scene().transpose(Transpose.ROTATE_270) if orientation == 6 else scene()
    swap = {"red": "lime", "lime": "red"}
    for made in (whole_one, *shown(tmp_path, data)[1].values()):
        found = reopened(made)
        assert "icc_profile" not in found.info and found.size == turned.size == (photo.width, photo.height)
        back = found.transpose(Transpose.ROTATE_90) if orientation == 6 else found
        assert seen(back) == [swap.get(name, name) for name in COLOURS]


@pytest.mark.parametrize("profile", [b"", b"x" * 200, PROFILE[:300], PROFILE[:128] + b"\xff" * 2000])
def test_a_profile_that_makes_no_sense_is_none(tmp_path: Path, profile: bytes) -> None:
    _, data = published(tmp_path, encoded(scene(), "PNG", icc_profile=profile))
    assert "icc_profile" not in reopened(data).info and seen(reopened(data)) == list(COLOURS)


def test_a_profile_for_inks_goes_with_the_inks(tmp_path: Path) -> None:
    _, data = published(tmp_path, encoded(scene().convert("CMYK"), "JPEG", icc_profile=PROFILE))
    assert "icc_profile" not in reopened(data).info and seen(reopened(data)) == list(COLOURS)
    assert reopened(data).mode == "RGB"


@pytest.mark.parametrize("quality", [30, 95])
def test_a_jpeg_that_is_upright_keeps_its_quality_and_size(tmp_path: Path, quality: int) -> None:
    original = encoded(Image.effect_noise((60, 40), 50).convert("RGB"), "JPEG", quality=quality)
    _, data = published(tmp_path, original)
    assert len(data) <= len(original)
    assert list(reopened(data).quantization) == list(reopened(original).quantization)  # type: ignore[attr-defined]


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA", "I;16"])
def test_a_png_keeps_every_pixel(tmp_path: Path, mode: str) -> None:
    grey = Image.linear_gradient("L").resize((60, 40))
    image = grey.convert("I").point(lambda value: value * 250).convert("I;16") if mode == "I;16" else grey.convert(mode)
    if "A" in mode:
        image.putalpha(grey)
    _, data = published(tmp_path, encoded(image, "PNG"))
    found = reopened(data)
    assert found.mode == mode and found.tobytes() == image.tobytes()


@pytest.mark.parametrize("form", ["PNG", "GIF"])
def test_a_palette_with_a_transparent_colour_stays_transparent(tmp_path: Path, form: str) -> None:
    image = scene().quantize(8)
    clear = image.getpixel((30, 20))
    _, data = published(tmp_path, encoded(image, form, transparency=clear))
    found = reopened(data).convert("RGBA")
    middle, corner = found.getpixel((30, 20)), found.getpixel((8, 8))
    assert isinstance(middle, tuple) and isinstance(corner, tuple)
    assert middle[3] == 0 and corner == (255, 0, 0, 255)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white_in_a_jpeg(tmp_path: Path, mode: str) -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 30, 40), fill=(90, 90, 90, 255))
    _, data = published(tmp_path, encoded(image.convert(mode), "PNG"), "photo.jpg")
    grey = reopened(data).convert("L").tobytes()
    assert grey[59] > 250 and abs(grey[0] - 90) < 5


@pytest.mark.parametrize("ending", [".webp", ".png", ".tif", pytest.param(".avif", marks=AVIF)])
@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so_where_it_can(tmp_path: Path, mode: str, ending: str) -> None:
    image = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, 30, 40), fill=(90, 90, 90, 255))
    _, data = published(tmp_path, encoded(image.convert(mode), "PNG"), f"photo{ending}")
    alpha = reopened(data).convert("RGBA").getchannel("A").tobytes()
    assert alpha[59] < 5 and alpha[0] > 250


@pytest.mark.parametrize(("mode", "value"), [("I;16", 32_768), ("I", 32_768), ("F", 0.5), ("I", 128), ("L", 128)])
def test_a_scan_with_very_many_greys_is_not_all_white(tmp_path: Path, mode: str, value: float) -> None:
    image = Image.new(mode, (60, 40), value)
    image.putpixel((0, 0), 65_535 if value > 255 else 1 if value < 1 else 255)
    _, data = published(tmp_path, encoded(image, "TIFF"))
    assert abs(reopened(data).convert("L").tobytes()[20 * 60 + 30] - 128) <= 2


def test_the_first_page_of_a_tiff_is_shown(tmp_path: Path) -> None:
    _, data = published(tmp_path, encoded(scene(), "TIFF", save_all=True, append_images=[Image.new("RGB", (9, 9))]))
    assert seen(reopened(data)) == list(COLOURS)


# --- moving ---


def frames(clear: bool) -> list[Image.Image]:
    """A red ball that rolls to the right."""
    found = []
    for step in range(3):
        frame = Image.new("RGBA", (60, 40), (0, 0, 0, 0) if clear else (255, 255, 255, 255))
        ImageDraw.Draw(frame).rectangle((step * 20, 10, step * 20 + 15, 25), fill="red")
        found.append(frame)
    return found


@pytest.mark.parametrize("clear", [False, True])
@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", pytest.param("AVIF", marks=AVIF)])
def test_what_moves_still_moves_in_the_same_way(tmp_path: Path, form: str, clear: bool) -> None:
    first, *rest = frames(clear)
    more = {"GIF": {"disposal": 2}, "WEBP": {"kmin": 1, "kmax": 1}}.get(form, {})
    _, data = published(
        tmp_path, encoded(first, form, save_all=True, append_images=rest, duration=[100, 200, 300], loop=0, **more)
    )
    found = Image.open(io.BytesIO(data))
    assert getattr(found, "n_frames", 1) == 3
    for step, original in enumerate(frames(clear)):
        found.seek(step)
        found.load()
        assert found.info["duration"] == (step + 1) * 100
        shown = found.convert("RGBA")
        for x in (5, 25, 45):
            pixel, was = shown.getpixel((x, 15)), original.getpixel((x, 15))
            assert isinstance(pixel, tuple) and isinstance(was, tuple)
            assert abs(pixel[3] - was[3]) < 9 and (not was[3] or abs(pixel[1] - was[1]) < 9)


@pytest.mark.parametrize(("options", "loop"), [({"loop": 0}, 0), ({"loop": 3}, 3), ({}, None)])
def test_a_gif_is_shown_as_often_as_before(tmp_path: Path, options: dict[str, int], loop: int | None) -> None:
    first, *rest = frames(False)
    _, data = published(tmp_path, encoded(first, "GIF", save_all=True, append_images=rest, **options))
    assert reopened(data).info.get("loop") == loop


def test_frames_without_a_time_are_shown_for_a_tenth_of_a_second(tmp_path: Path) -> None:
    first, *rest = frames(False)
    _, data = published(tmp_path, encoded(first, "GIF", save_all=True, append_images=rest, duration=0))
    assert reopened(data).info["duration"] == 100


def test_an_animation_is_set_upright_too(tmp_path: Path) -> None:
    stored = [frame.transpose(Transpose.ROTATE_90) for frame in frames(False)]
    photo, data = published(tmp_path, encoded(stored[0], "WEBP", save_all=True, append_images=stored[1:], exif=exif(6)))
    found = reopened(data)
    assert found.size == (photo.width, photo.height) == (60, 40) and getattr(found, "n_frames", 1) == 3


# --- the rest ---


@pytest.mark.parametrize("form", FORMS)
def test_the_same_photo_gives_the_same_bytes(tmp_path: Path, form: str) -> None:
    data = encoded(scene(), form, exif=exif(6))
    assert published(tmp_path, data)[1] == published(tmp_path, data)[1]


@pytest.mark.parametrize("now", [None, b"", b"no photo", encoded(scene(), "PNG")[:80]])
def test_a_photo_that_has_changed_under_our_hands_is_told(tmp_path: Path, now: bytes | None) -> None:
    photo, _ = published(tmp_path, encoded(scene(), "PNG"))
    photo.file.unlink()
    if now is not None:
        photo.file.write_bytes(now)
    with pytest.raises(OSError):
        publish(PhotoSet(photo=photo, cuts=cuts(photo)))
