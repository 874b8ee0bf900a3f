"""A photo's file becomes a picture: at the size that is wanted, as it was seen, in colours that every format holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PIL.Image import Transpose

from hyperlocal.content.photo import Photo, inspect
from hyperlocal.output.developing import developed, reading

HALF = Image.new("RGB", (400, 200), "red")
HALF.paste("blue", (200, 0, 400, 200))


def photo(folder: Path, image: Image.Image, name: str = "a.png", **options: Any) -> Photo:
    image.save(folder / name, **options)
    return inspect(f"content/{name}", folder / name)


@pytest.mark.parametrize("size", [(400, 200), (100, 50), (37, 18)])
@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_it_has_the_size_that_is_wanted(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    found = developed(photo(tmp_path, HALF, name), size)
    assert found.size == size and found.mode == "RGB"


@pytest.mark.parametrize("name", ["a.png", "a.jpg"])
def test_it_is_upright_whatever_the_size(tmp_path: Path, name: str) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    one = photo(tmp_path, HALF.transpose(Transpose.ROTATE_90), name, exif=exif)
    assert (one.width, one.height) == (400, 200)
    for size in ((400, 200), (100, 50)):
        found = developed(one, size)
        left, right = found.getpixel((size[0] // 4, 10)), found.getpixel((size[0] * 3 // 4, 10))
        assert isinstance(left, tuple) and isinstance(right, tuple)
        assert found.size == size and left[0] > 200 > left[2] and right[2] > 200 > right[0]


@pytest.mark.parametrize(
    ("mode", "wanted"), [("L", "L"), ("1", "RGB"), ("P", "RGB"), ("CMYK", "RGB"), ("RGBA", "RGB"), ("LA", "RGBA")]
)
def test_its_colours_are_such_as_every_format_holds(tmp_path: Path, mode: str, wanted: str) -> None:
    name = "a.tif" if mode == "CMYK" else "a.png"
    assert developed(photo(tmp_path, HALF.convert(mode), name), (100, 50)).mode == wanted


def test_an_alpha_that_says_something_stays(tmp_path: Path) -> None:
    clear = HALF.convert("RGBA")
    clear.putpixel((0, 0), (0, 0, 0, 0))
    assert developed(photo(tmp_path, clear), (400, 200)).mode == "RGBA"


@pytest.mark.parametrize("fault", [ValueError("odd"), SyntaxError("broken"), Image.DecompressionBombError("large")])
def test_whatever_goes_wrong_is_told_with_the_photos_name(tmp_path: Path, fault: Exception) -> None:
    one = photo(tmp_path, HALF)
    with pytest.raises(OSError, match=r"content/a\.png cannot be read"), reading(one):
        raise fault


def test_a_file_that_has_gone_is_told_as_it_is(tmp_path: Path) -> None:
    one = photo(tmp_path, HALF)
    one.file.unlink()
    with pytest.raises(FileNotFoundError), reading(one):
        developed(one, (100, 50))
