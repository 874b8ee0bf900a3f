"""Animations: every frame, with its time, and nothing else; small enough for a reader on a slow line."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hyperlocal.content.photo import SIDEWAYS, orientation, upright
from hyperlocal.values import dataclass

if TYPE_CHECKING:
    from PIL import Image

BUDGET = 1_000_000
"""Bytes that an animation on a page may have: as much as ten photos."""
_TRIES = 5
_SMALLEST = 160
"""Pixels of width below which it is not made smaller, but frames are left out."""
_OPTIONS: dict[str, dict[str, object]] = {
    "WEBP": {"quality": 75, "method": 2},
    "AVIF": {"quality": 60, "speed": 8, "max_threads": 1},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """How an animation is written: at which size, with every how manieth frame."""

    format: str
    size: tuple[int, int]
    every: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class _Film:
    """What is known of all frames: their times (milliseconds), and whether something behind them would be seen."""

    image: Image.Image
    durations: tuple[int, ...]
    clear: bool


def whole(image: Image.Image, form: str) -> bytes:
    """All frames at their own size."""
    size = image.size[::-1] if orientation(image) in SIDEWAYS else image.size
    return _written(_seen(image), _Form(format=form, size=size))


def sized(image: Image.Image, size: tuple[int, int]) -> bytes:
    """All frames, no larger than `size` (pixels), and smaller, then fewer, where they would not fit into `BUDGET`."""
    film = _seen(image)
    form = _Form(format=image.format or "GIF", size=size)
    made = _written(film, form)
    for _ in range(_TRIES):
        if len(made) <= BUDGET:
            break
        form = _smaller(form, len(made))
        made = _written(film, form)
    return made


def _seen(image: Image.Image) -> _Film:
    """All frames looked through once, whatever is made of them."""
    durations, clear = [], False
    for number in range(getattr(image, "n_frames", 1)):
        image.seek(number)
        image.load()
        durations.append(int(image.info.get("duration", 100) or 100))
        clear = clear or image.convert("RGBA").getchannel("A").getextrema() != (255, 255)
    return _Film(image=image, durations=tuple(durations), clear=clear)


def _smaller(form: _Form, length: int) -> _Form:
    """The next to try, by how much the last was too large: bytes go with the pixels, and with the frames."""
    width, height = form.size
    ratio = (BUDGET / length) ** 0.5 * 0.95
    if width * ratio < _SMALLEST:
        return _Form(format=form.format, size=form.size, every=form.every * 2)
    size = max(1, round(width * ratio)), max(1, round(height * ratio))
    return _Form(format=form.format, size=size, every=form.every)


def _written(film: _Film, form: _Form) -> bytes:
    image, every = film.image, form.every
    # A frame that stays is shown for the time of those that are left out after it, too.
    durations = [sum(film.durations[start : start + every]) for start in range(0, len(film.durations), every)]
    frames = _Frames(image, form)
    options = dict(_OPTIONS.get(form.format, {}))
    if "loop" in image.info:  # a GIF without it is shown once
        options["loop"] = int(image.info["loop"])
    if film.clear:
        # Else each frame of a GIF shows through the next, and a WebP may forget that it is transparent.
        options.update({"GIF": {"disposal": 2}, "WEBP": {"kmin": 1, "kmax": 1}}.get(form.format, {}))
    target = io.BytesIO()
    frames[0].save(target, form.format, save_all=True, append_images=frames, duration=durations, **options)
    return target.getvalue()


class _Frames:
    """The frames after the first, made one at a time as an encoder asks for them (some do so twice): all of them would
    fill the memory."""

    def __init__(self, image: Image.Image, form: _Form) -> None:
        self._image, self._form = image, form

    def __iter__(self) -> Iterator[Image.Image]:
        for number in range(self._form.every, getattr(self._image, "n_frames", 1), self._form.every):
            yield self[number]

    def __getitem__(self, number: int) -> Image.Image:
        from PIL.Image import Resampling  # noqa: PLC0415 - only sites with photos pay for it

        self._image.seek(number)
        frame = upright(self._image.convert("RGBA"), orientation(self._image))
        if frame.size != self._form.size:
            frame = frame.resize(self._form.size, Resampling.LANCZOS, reducing_gap=3.0)
        frame.info = {}
        frame.getexif().clear()
        return frame
