"""How alike two pictures are, by a measure that knows what matters."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from benchmarks import photos
from benchmarks.similarity import compare, ssim

PHOTO = photos.photo(3, (480, 360))


def as_jpeg(quality: int) -> Image.Image:
    target = io.BytesIO()
    PHOTO.save(target, "JPEG", quality=quality)
    return Image.open(target)


def test_a_picture_is_like_itself_and_less_like_a_worse_one() -> None:
    assert ssim(PHOTO, PHOTO) == pytest.approx(1, abs=1e-4)
    fine, coarse = ssim(PHOTO, as_jpeg(90)), ssim(PHOTO, as_jpeg(20))
    assert 0.9 < fine < 1 and coarse < fine - 0.05
    assert ssim(PHOTO, PHOTO.transpose(Image.Transpose.FLIP_LEFT_RIGHT)) < 0.5
    assert ssim(PHOTO, PHOTO.filter(ImageFilter.GaussianBlur(3))) < 0.9


def test_pictures_are_found_by_their_photo_whoever_made_them(tmp_path: Path) -> None:
    (tmp_path / "photos").mkdir()
    (tmp_path / "out/deep").mkdir(parents=True)
    for number in (2, 21):  # one is held on its side
        photos.save(number, tmp_path / f"photos/photo-{number}.jpg", (1200, 900))
    with Image.open(tmp_path / "photos/photo-2.jpg") as opened:
        upright = opened.transpose(Image.Transpose.ROTATE_270).resize((480, 640), Image.Resampling.LANCZOS)
    upright.save(tmp_path / "out/deep/photo-2_hu_1a2b.webp", lossless=True)
    upright.save(tmp_path / "out/photo-2.480w.jpg", quality=50)
    upright.save(tmp_path / "out/photo-21.480w.jpg", quality=95)  # another's name
    found = compare(tmp_path / "photos", tmp_path / "out")
    assert set(found) == {"jpg 480", "webp 480"}
    assert found["webp 480"][0] > 0.99 > found["jpg 480"][0] and found["webp 480"][1] == 1
    assert found["webp 480"][2] > found["jpg 480"][2] > 1
