"""A photo -> the published pictures: upright, in the sizes that pages show, true in colour, and nothing else in a file.

No EXIF, GPS, XMP, IPTC, comments or thumbnails are written: what is not handed to the encoder cannot be there. Nor is a
colour profile, which may name the camera or the screen: colours are turned into sRGB (IEC 61966-2-1), which is what a
picture without a profile is taken for.

One decoding serves all sizes: a JPEG is decoded at a half, a quarter or an eighth where that is enough, each size is
made from the one above it, and what is turned and recoloured is the small picture, not the large one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from hyperlocal.content.decoders import heic_ready, quiet_decoders
from hyperlocal.content.photo import ROOM, SIDEWAYS, orientation, room_for, upright
from hyperlocal.output import moving
from hyperlocal.output.colours import fitting, to_srgb
from hyperlocal.output.photoset import Cut, PhotoSet

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
"""WebP for drawings: smaller than PNG, and no grey flies round letters. `quality` is how hard it tries."""
_FEW_COLOURS = 4096
_LARGE = 4_000_000
"""Pixels."""
_LARGEST_WHOLE = 60_000_000
"""Pixels. Of a JPEG with more, every second one is taken."""
_WHOLE: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85, "method": 4},
    "AVIF": {"quality": 70, "speed": 8, "max_threads": 1},
    "GIF": {"optimize": False},
    "TIFF": {"compression": "tiff_lzw"},
    "BMP": {},
}
_FORMATS = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".jpe": "JPEG",
    ".jfif": "JPEG",
    ".png": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".bmp": "BMP",
}


def publish(made: PhotoSet) -> tuple[bytes, ...]:
    """The bytes of each picture that a photo is published as, in the order of its cuts.

    Raises OSError when the file has gone, or has changed to one that cannot be read, since it was looked at.
    """
    heic_ready()
    photo = made.photo
    try:
        with quiet_decoders():
            found = {cut: _whole(made, cut) for cut in made.cuts if cut.is_whole}
            sized = [cut for cut in made.cuts if not cut.is_whole]
            if sized and photo.sort == "moving":
                found |= {cut: _opened_moving(made, cut) for cut in sized}
            elif sized:
                found |= dict(_sized(made, sized))
    except OSError:
        raise
    # The readers of the many formats raise whatever they like for a damaged file.
    except Exception as fault:
        raise OSError(f"{photo.path} cannot be read: {fault}") from fault
    return tuple(found[cut] for cut in made.cuts)


def _sized(made: PhotoSet, cuts: list[Cut]) -> Iterator[tuple[Cut, bytes]]:
    """Every size in every format, the largest size first."""
    from PIL import Image  # noqa: PLC0415 - only sites with photos pay for it

    sizes = sorted({(cut.width, cut.height) for cut in cuts}, reverse=True)
    with Image.open(made.photo.file) as image:
        stored = image.size
        image.draft(None, _lying(sizes[0], image))
        with ROOM.taken(room_for(image, stored)):
            image.load()
            few = made.photo.sort == "drawing" and image.getcolors(_FEW_COLOURS) is not None
            picture = _first(image, _lying(sizes[0], image))
            if picture is not image:
                image.close()  # what was decoded takes much more room than what is left of it
            for size in sizes:
                if picture.size != size:
                    picture = picture.resize(size, Image.Resampling.LANCZOS)
                for cut in cuts:
                    if (cut.width, cut.height) == size:
                        yield cut, _encoded(picture, cut.ending, sharp=few)


def _lying(size: tuple[int, int], image: Image.Image) -> tuple[int, int]:
    """The size of an upright picture, as it lies in the file."""
    return size[::-1] if orientation(image) in SIDEWAYS else size


def _first(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The largest size, upright, in colours that every format holds."""
    from PIL.Image import Resampling  # noqa: PLC0415

    plain = fitting(image, ("L", "RGB", "RGBA", "LA", "CMYK"))
    small = plain if plain.size == size else plain.resize(size, Resampling.LANCZOS, reducing_gap=3.0)
    shown = upright(to_srgb(small, image.info.get("icc_profile")), orientation(image))
    if shown.mode == "LA":
        return shown.convert("RGBA")
    if shown.mode == "RGBA" and shown.getchannel("A").getextrema() == (255, 255):
        return shown.convert("RGB")
    return shown


def _encoded(picture: Image.Image, ending: str, *, sharp: bool) -> bytes:
    target = io.BytesIO()
    options = _SHARP if sharp and ending == ".webp" else _OPTIONS[ending]
    _bare(picture).save(target, _FORMATS[ending], **options)
    return target.getvalue()


def _opened_moving(made: PhotoSet, cut: Cut) -> bytes:
    from PIL import Image  # noqa: PLC0415

    with Image.open(made.photo.file) as image, ROOM.taken(room_for(image, image.size)):
        return moving.sized(image, (cut.width, cut.height))


def _whole(made: PhotoSet, cut: Cut) -> bytes:
    """The whole photo, in the format that it had, or in the nearest that browsers open."""
    from PIL import Image  # noqa: PLC0415

    form = _FORMATS.get(cut.ending, "JPEG")
    with Image.open(made.photo.file) as image, ROOM.taken(room_for(image, image.size)):
        if form in moving.FORMATS and getattr(image, "n_frames", 1) > 1:
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
        target = io.BytesIO()
        bare = _bare(fitting(upright(recoloured, turned), _MODES[form]))
        # To look for the smallest PNG takes two minutes for a large one.
        slow = form == "PNG" and bare.width * bare.height > _LARGE
        bare.save(target, form, **({"compress_level": 6} if slow else _WHOLE[form]))
        return target.getvalue()


_MODES = {
    "JPEG": ("RGB", "L"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("RGB", "RGBA"),
    "AVIF": ("RGB", "RGBA"),
    "TIFF": ("1", "L", "RGB", "RGBA", "CMYK"),
    "BMP": ("1", "L", "RGB"),
    "GIF": ("L", "P"),
}


def _same_jpeg(image: Image.Image) -> bytes:
    """A JPEG that is upright already, with its own quality: encoding it finer would only make it larger."""
    # What lies in `info` would be written again: the comment and XMP among it.
    image.info = {}
    target = io.BytesIO()
    image.save(target, "JPEG", quality="keep", progressive=True, optimize=True, exif=b"")
    return target.getvalue()


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone: `info` holds nothing but what they need to be seen right."""
    from PIL.ImageFile import ImageFile  # noqa: PLC0415 - only sites with photos pay for it

    # What was opened from a file knows more than `info`. What was made here does not, and a large one is not copied.
    bare = image.copy() if isinstance(image, ImageFile) else image
    bare.info = {key: value for key, value in image.info.items() if key == "transparency"}
    bare.getexif().clear()
    return bare
