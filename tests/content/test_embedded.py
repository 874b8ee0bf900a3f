"""A picture inside a drawing keeps its look and loses all else."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image, ImageCms

from hyperlocal.content.embedded import MOST_PIXELS, Embedded

SECRET = b"CANARY 51.4816N"


def data(form: str, image: Image.Image | None = None, **options: object) -> bytes:
    target = io.BytesIO()
    (image or Image.new("RGB", (6, 4), "red")).save(target, form, **options)
    return target.getvalue()


def address(raw: bytes, kind: str = "image/png") -> str:
    return f"data:{kind};base64,{base64.b64encode(raw).decode()}"


def opened(cleaned: str | None) -> tuple[Image.Image, bytes]:
    assert cleaned is not None
    raw = base64.b64decode(cleaned.partition(",")[2])
    return Image.open(io.BytesIO(raw)), raw


def exif(orientation: int) -> Image.Exif:
    found = Image.Exif()
    found.update({0x0112: orientation, 0x010E: SECRET.decode()})
    return found


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_metadata_goes_and_the_picture_is_upright(form: str) -> None:
    raw = data(form, exif=exif(6), xmp=SECRET) if form == "WEBP" else data(form, exif=exif(6))
    assert SECRET in raw
    image, clean = opened(Embedded().clean(address(raw + SECRET)))
    assert (image.format, image.size, dict(image.getexif())) == (form, (4, 6), {}) and SECRET not in clean
    assert Embedded().clean(address(raw)) == Embedded().clean(address(raw))


def test_a_gif_becomes_a_still_png_and_what_is_see_through_stays_so() -> None:
    first, second = Image.new("RGB", (6, 4), "red"), Image.new("RGB", (6, 4), "blue")
    moving = data("GIF", first, save_all=True, append_images=[second], comment=SECRET)
    image, clean = opened(Embedded().clean(address(moving, "image/gif")))
    assert image.format == "PNG" and SECRET not in clean and image.convert("RGB").getpixel((0, 0)) == (255, 0, 0)
    clear, _ = opened(Embedded().clean(address(data("PNG", Image.new("RGBA", (6, 4), (255, 0, 0, 0))))))
    assert clear.convert("RGBA").getpixel((0, 0)) == (255, 0, 0, 0)


def test_a_profile_is_turned_into_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for one in (profile, srgb, b"no profile"):
        image, clean = opened(Embedded().clean(address(data("PNG", icc_profile=one))))
        assert "icc_profile" not in image.info and one not in clean


@pytest.mark.parametrize(
    "typed",
    [
        "data:image/svg+xml;base64,PHN2Zy8+",
        "data:text/html,<script>",
        "http://a.example/a.png",
        "data:image/png;base64,",
        "data:image/png;base64,AAAA",
        "data:image/png,%00%01",
        address(data("BMP")),
        address(data("JPEG")[:-20]),
        address(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ],
)
def test_what_is_no_whole_picture_is_refused(typed: str) -> None:
    assert Embedded().clean(typed) is None


def test_all_pictures_of_a_drawing_have_one_allowance() -> None:
    side = 4_000
    one = address(data("PNG", Image.new("1", (side, side))))
    allowance = Embedded()
    assert [allowance.clean(one) is not None for _ in range(3)] == [True, side * side * 2 <= MOST_PIXELS, False]
