"""Animations: as they were, and light enough for a page."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from hyperlocal.output import moving

Image.init()
AVIF = pytest.mark.skipif("AVIF" not in Image.SAVE, reason="this Pillow has no AVIF")
FORMS = ["GIF", "WEBP", "PNG", pytest.param("AVIF", marks=AVIF)]


def film(form: str, frames: int = 6, size: tuple[int, int] = (320, 240), *, noisy: bool = False) -> Image.Image:
    """A ball that rolls to the right; `noisy` pictures cannot be made small."""
    made = []
    for number in range(frames):
        frame = Image.effect_noise(size, 90).convert("RGB") if noisy else Image.new("RGB", size, "white")
        ImageDraw.Draw(frame).ellipse((number * 20, 90, number * 20 + 40, 130), fill="red")
        made.append(frame)
    target = io.BytesIO()
    made[0].save(target, form, save_all=True, append_images=made[1:], duration=[100] * frames, loop=0)
    return Image.open(target)


def times(image: Image.Image) -> list[int]:
    found = []
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        image.load()
        found.append(int(image.info["duration"]))
    return found


@pytest.mark.parametrize("form", FORMS)
def test_on_a_page_it_moves_as_before_in_the_size_of_the_page(form: str) -> None:
    made = Image.open(io.BytesIO(moving.sized(film(form), (160, 120))))
    assert made.size == (160, 120) and made.format == form and times(made) == [100] * 6
    made.seek(5)
    pixel = made.convert("RGB").getpixel((60, 55))
    assert isinstance(pixel, tuple) and pixel[0] > 200 and pixel[1] < 60, "the ball has rolled on"


@pytest.mark.parametrize("form", ["GIF", "WEBP"])
def test_what_is_too_heavy_is_made_smaller_but_still_moves(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "BUDGET", 60_000)
    data = moving.sized(film(form, 8, (640, 480), noisy=True), (640, 480))
    made = Image.open(io.BytesIO(data))
    assert len(data) <= 60_000
    assert getattr(made, "n_frames", 1) > 1 and sum(times(made)) == 800, "and takes as long as before"
    assert made.width < 640 and abs(made.width / made.height - 4 / 3) < 0.05


def test_what_cannot_be_made_light_enough_still_moves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(moving, "BUDGET", 10)
    made = Image.open(io.BytesIO(moving.sized(film("GIF"), (320, 240))))
    assert made.format == "GIF" and sum(times(made)) >= 600


def test_all_of_it_may_be_taken_home() -> None:
    made = Image.open(io.BytesIO(moving.whole(film("GIF"), "GIF")))
    assert made.size == (320, 240) and times(made) == [100] * 6
