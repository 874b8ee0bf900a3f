"""The made-up photos: the same every time, held every way, with a place in them that nobody may publish."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from benchmarks import photos


def test_photos_are_the_same_every_time_and_differ_from_each_other(tmp_path: Path) -> None:
    for name, number in (("a", 1), ("b", 1), ("c", 2)):
        photos.save(number, tmp_path / name, (160, 120))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a").read_bytes() != (tmp_path / "c").read_bytes()


def test_photos_say_how_they_were_held_and_where(tmp_path: Path) -> None:
    held = []
    for number in range(4):
        photos.save(number, tmp_path / "photo.jpg", (160, 120))
        with Image.open(tmp_path / "photo.jpg") as image:
            held.append(image.getexif()[0x0112])
            assert image.getexif().get_ifd(0x8825)[2] == (52.0, 24.0, 36.0)
            assert image.size == (160, 120)
    assert held == [1, 3, 6, 8]


def test_full_size_is_twelve_megapixels() -> None:
    assert photos.WIDE * photos.HIGH == 12_192_768
