"""Pictures of our own, with a photo or a logo from a file."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.content.photo import Photo, inspect
from hyperlocal.output.icons import Icon
from hyperlocal.output.sharecard import Card
from hyperlocal.output.sketch import Sketch, draw
from hyperlocal.palette import Colour

CARD = Card(
    title="Fair",
    site="Hartley Green",
    day="",
    accent=Colour(27, 94, 69),
    paper=Colour(250, 247, 239),
    ink=Colour(30, 33, 28),
    direction="ltr",
)
ICON = Icon(kind="home screen", letters="HG", accent=Colour(27, 94, 69))


def photo(folder: Path, image: Image.Image, name: str = "photo.jpg", turned: int = 1) -> Photo:
    exif = Image.Exif()
    exif[0x0112] = turned
    exif[0x010F] = "A secret camera"
    image.save(folder / name, exif=exif)
    return inspect(f"content/{name}", folder / name, "a digest")


def halves(size: tuple[int, int]) -> Image.Image:
    """Red above, blue below."""
    made = Image.new("RGB", size, (200, 0, 0))
    made.paste((0, 0, 200), (0, size[1] // 2, *size))
    return made


def pixel(data: bytes, x: int, y: int) -> tuple[int, ...]:
    with Image.open(io.BytesIO(data)) as image:
        found = image.convert("RGB").getpixel((x, y))
    assert isinstance(found, tuple)
    return tuple(map(int, found))


def test_a_photo_is_set_upright_and_its_metadata_stays_behind(tmp_path: Path) -> None:
    lying = halves((1500, 2000)).transpose(Image.Transpose.ROTATE_90)
    data = draw(Sketch(what=CARD, photo=photo(tmp_path, lying, turned=6)))
    above, below = pixel(data, 950, 150), pixel(data, 950, 600)
    assert above[0] > 150 > 50 > above[2] and below[2] > 150 > 50 > below[0]
    assert b"secret" not in data and b"Exif" not in data


def test_a_see_through_photo_stands_on_white_on_a_card(tmp_path: Path) -> None:
    data = draw(Sketch(what=CARD, photo=photo(tmp_path, Image.new("RGBA", (600, 600)), "a.png")))
    assert min(pixel(data, 950, 400)) > 245


def test_a_see_through_logo_keeps_its_holes(tmp_path: Path) -> None:
    logo = Image.new("RGBA", (200, 200))
    logo.paste((0, 120, 0, 255), (0, 0, 200, 100))
    one = photo(tmp_path, logo, "logo.png")
    drawn = draw(Sketch(what=replace(ICON, ground=one.ground), photo=one))
    assert pixel(drawn, 90, 130) == (255, 255, 255) and pixel(drawn, 90, 60) == (0, 120, 0)


@pytest.mark.parametrize("mode", ["L", "P", "LA", "CMYK", "I;16", "1"])
def test_pictures_of_every_kind_are_drawn(tmp_path: Path, mode: str) -> None:
    image = Image.new(mode, (300, 200))
    one = photo(tmp_path, image, "a.tif" if mode == "CMYK" else "a.png")
    assert draw(Sketch(what=ICON, photo=one)).startswith(b"\x89PNG")
    assert draw(Sketch(what=CARD, photo=one)).startswith(b"\xff\xd8")


def test_a_photo_that_has_gone_or_is_damaged_is_an_oserror(tmp_path: Path) -> None:
    one = photo(tmp_path, halves((900, 900)))
    whole = one.file.read_bytes()
    one.file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(OSError):
        draw(Sketch(what=CARD, photo=one))
    one.file.unlink()
    with pytest.raises(OSError):
        draw(Sketch(what=CARD, photo=one))


def test_the_key_names_everything(tmp_path: Path) -> None:
    one = photo(tmp_path, halves((90, 90)))
    keys = [
        Sketch(what=CARD).key,
        Sketch(what=replace(CARD, title="Fete")).key,
        Sketch(what=replace(CARD, accent=Colour(1, 2, 3))).key,
        Sketch(what=ICON).key,
        Sketch(what=replace(ICON, kind="tab")).key,
        Sketch(what=CARD, photo=one).key,
        Sketch(what=CARD, photo=replace(one, digest="another")).key,
    ]
    assert len(set(keys)) == len(keys) and all(keys)
    assert Sketch(what=CARD, photo=replace(one, digest="")).key == "", "nobody has looked into it"
    assert Sketch(what=CARD).key == Sketch(what=replace(CARD)).key
