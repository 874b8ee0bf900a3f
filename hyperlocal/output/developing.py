"""A photo's file -> its picture: upright, in sRGB, no larger than it is wanted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hyperlocal.content.decoders import heic_ready, quiet_decoders
from hyperlocal.content.photo import ROOM, SIDEWAYS, Photo, orientation, room_for, upright
from hyperlocal.content.pixels import fitting, to_srgb

if TYPE_CHECKING:
    from PIL import Image


@contextmanager
def reading(photo: Photo) -> Iterator[None]:
    """Whatever goes wrong with a photo in here is told as an OSError: it has gone, or has changed to one that cannot be
    read, since it was looked at."""
    heic_ready()
    try:
        with quiet_decoders():
            yield
    except OSError:
        raise
    # The readers of the many formats raise whatever they like for a damaged file.
    except Exception as fault:
        raise OSError(f"{photo.path} cannot be read: {fault}") from fault


def developed(photo: Photo, size: tuple[int, int]) -> Image.Image:
    """The picture at this size (of the upright one), in L, RGB or RGBA.

    A JPEG is decoded at a half, a quarter or an eighth where that is enough, and what is recoloured and turned is the
    small picture. To be used inside `reading`.
    """
    from PIL import Image  # noqa: PLC0415 - only sites with photos pay for it

    with Image.open(photo.file) as image:
        stored = image.size
        image.draft(None, _lying(size, image))
        with ROOM.taken(room_for(image, stored)):
            image.load()
            wanted = _lying(size, image)  # after loading: some formats are turned by then
            plain = fitting(image, ("L", "RGB", "RGBA", "LA", "CMYK"))
            if plain.size != wanted:
                plain = plain.resize(wanted, Image.Resampling.LANCZOS, reducing_gap=3.0)
            shown = upright(to_srgb(plain, image.info.get("icc_profile")), orientation(image))
            if shown is not image:
                image.close()  # what was decoded takes much more room than what is left of it
    return _opaque(shown)


def _lying(size: tuple[int, int], image: Image.Image) -> tuple[int, int]:
    """The size of an upright picture, as it lies in the file."""
    return size[::-1] if orientation(image) in SIDEWAYS else size


def _opaque(image: Image.Image) -> Image.Image:
    """Without its alpha, where that says nothing."""
    if image.mode == "LA":
        return image.convert("RGBA")
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        return image.convert("RGB")
    return image
