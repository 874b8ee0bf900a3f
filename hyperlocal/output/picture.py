"""A photo -> the published pictures: upright, in the sizes that pages show, true in colour, and nothing else in a file.

No EXIF, GPS, XMP, IPTC, comments or thumbnails are written: what is not handed to the encoder cannot be there. Nor is a
colour profile, which may name the camera or the screen: colours are turned into sRGB (IEC 61966-2-1), which is what a
picture without a profile is taken for.

One decoding serves all sizes: each is made from the one above it.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hyperlocal.content.photo import MOVING, ROOM, Photo, orientation, room_for, upright
from hyperlocal.content.pixels import bare, to_srgb, written
from hyperlocal.output import moving
from hyperlocal.output.developing import developed, reading
from hyperlocal.output.photoset import FORMATS, Cut, PhotoSet

if TYPE_CHECKING:
    from PIL import Image

_OPTIONS: dict[str, dict[str, object]] = {
    ".jpg": {"quality": 80, "progressive": True, "optimize": True},
    ".webp": {"quality": 82, "method": 2},
    # One thread each: the cores have other photos to make.
    ".avif": {"quality": 60, "speed": 8, "max_threads": 1},
    ".png": {"compress_level": 6},
}
_SHARP = {"lossless": True, "quality": 40, "method": 2}
"""WebP for few colours: smaller than PNG, and no grey flies round letters. `quality` is how hard it tries."""
_LARGEST_WHOLE = 60_000_000
"""Pixels. Of a JPEG with more, every second one is taken."""


def publish(made: PhotoSet) -> tuple[bytes, ...]:
    """The bytes of each picture that a photo is published as, in the order of its cuts.

    Raises OSError when the file has gone, or has changed to one that cannot be read, since it was looked at.
    """
    photo = made.photo
    sized = [cut for cut in made.cuts if not cut.is_whole]
    with reading(photo):
        found = {cut: _whole(photo, cut) for cut in made.cuts if cut.is_whole}
        found |= _moving(photo, sized) if photo.sort == "moving" else _sized(photo, sized)
    return tuple(found[cut] for cut in made.cuts)


def _sized(photo: Photo, cuts: Sequence[Cut]) -> dict[Cut, bytes]:
    """Every size in every format, the largest size first."""
    from PIL.Image import Resampling  # noqa: PLC0415 - only sites with photos pay for it

    found: dict[Cut, bytes] = {}
    picture: Image.Image | None = None
    for cut in sorted(cuts, key=lambda cut: -cut.width):
        size = (cut.width, cut.height)
        picture = developed(photo, size) if picture is None else picture
        if picture.size != size:
            picture = picture.resize(size, Resampling.LANCZOS)
        found[cut] = _encoded(picture, cut.ending, sharp=photo.few_colours)
    return found


def _encoded(picture: Image.Image, ending: str, *, sharp: bool) -> bytes:
    target = io.BytesIO()
    options = _SHARP if sharp and ending == ".webp" else _OPTIONS[ending]
    bare(picture).save(target, FORMATS[ending], **options)
    return target.getvalue()


def _moving(photo: Photo, cuts: Sequence[Cut]) -> dict[Cut, bytes]:
    from PIL import Image  # noqa: PLC0415

    with Image.open(photo.file) as image, ROOM.taken(room_for(image, image.size)):
        return {cut: moving.sized(image, (cut.width, cut.height)) for cut in cuts}


def _whole(photo: Photo, cut: Cut) -> bytes:
    """The whole photo, in the format that it had, or in the nearest that browsers open."""
    from PIL import Image  # noqa: PLC0415

    form = FORMATS.get(cut.ending, "JPEG")
    with Image.open(photo.file) as image, ROOM.taken(room_for(image, image.size)):
        if photo.sort == "moving" and form in MOVING:
            return moving.whole(image, form)
        profile = image.info.get("icc_profile")
        if image.width * image.height > _LARGEST_WHOLE:
            image.draft(None, (image.width // 2, image.height // 2))
        image.load()
        recoloured, turned = to_srgb(image, profile), orientation(image)
        if recoloured is not image:
            image.close()  # two of a large photo are enough
        if form == "JPEG" and image.format == "JPEG" and turned == 1 and recoloured is image:
            return _same_jpeg(image)
        return written(upright(recoloured, turned), form)


def _same_jpeg(image: Image.Image) -> bytes:
    """A JPEG that is upright already, with its own quality: encoding it finer would only make it larger."""
    # What lies in `info` would be written again: the comment and XMP among it.
    image.info = {}
    target = io.BytesIO()
    image.save(target, "JPEG", quality="keep", progressive=True, optimize=True, exif=b"")
    return target.getvalue()
