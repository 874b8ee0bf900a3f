"""A photo -> the published picture: upright, its colours kept, and nothing else in the file.

No EXIF, GPS, XMP, IPTC, comments or thumbnails are written: what is not handed to the encoder cannot be there.
"""

from __future__ import annotations

import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hyperlocal.content.photo import Photo, heic_ready, orientation, quiet_decoders

if TYPE_CHECKING:
    from PIL import Image

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
_MOVING = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 85, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 80, "method": 4},
    "AVIF": {"quality": 60, "speed": 6},
    "GIF": {"optimize": False},
    "TIFF": {"compression": "tiff_lzw"},
    "BMP": {},
}
_MODES = {
    "JPEG": ("RGB", "L"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("RGB", "RGBA"),
    "AVIF": ("RGB", "RGBA"),
    "TIFF": ("1", "L", "RGB", "RGBA", "CMYK"),
    "BMP": ("1", "L", "RGB"),
    "GIF": ("L", "P"),
}


def media_type(path: str) -> str:
    """The media type of a published picture, by its ending (RFC 2046, 4.2)."""
    return f"image/{_FORMATS.get(PurePosixPath(path).suffix.casefold(), 'JPEG').casefold()}"


def publish(photo: Photo, path: str) -> bytes:
    """The bytes of the published picture, in the format that `path` ends with.

    Raises OSError when the file has gone, or has changed to one that cannot be read, since it was looked at.
    """
    from PIL import Image  # noqa: PLC0415 - only sites with photos pay for it

    heic_ready()
    form = _FORMATS.get(PurePosixPath(path).suffix.casefold(), "JPEG")
    try:
        with quiet_decoders(), Image.open(photo.file) as image:
            if form in _MOVING and getattr(image, "n_frames", 1) > 1:
                return _animated(image, form)
            return _still(image, form)
    except OSError:
        raise
    # The readers of the many formats raise whatever they like for a damaged file.
    except Exception as fault:
        raise OSError(f"{photo.path} cannot be read: {fault}") from fault


def _still(image: Image.Image, form: str) -> bytes:
    if form == "JPEG" and image.format == "JPEG" and orientation(image) == 1 and image.mode != "CMYK":
        return _same_jpeg(image)
    upright = _upright(image)
    profile = upright.info.get("icc_profile")
    fitting = _fitting(upright, form)
    target = io.BytesIO()
    options = dict(_OPTIONS[form])
    # A profile for greys or inks makes no sense once the colours are red, green and blue.
    if profile and form not in ("GIF", "BMP") and (fitting.mode == image.mode or image.mode in ("RGB", "RGBA", "P")):
        options["icc_profile"] = profile
    _bare(fitting).save(target, form, **options)
    return target.getvalue()


def _same_jpeg(image: Image.Image) -> bytes:
    """A JPEG that is upright already, with its own quality: encoding it finer would only make it larger."""
    image.load()
    profile = image.info.get("icc_profile")
    # What lies in `info` would be written again: the comment and XMP among it.
    image.info = {}
    target = io.BytesIO()
    extra = {"icc_profile": profile} if profile else {}
    image.save(target, "JPEG", quality="keep", progressive=True, optimize=True, exif=b"", **extra)
    return target.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    image.load()
    turn = orientation(image)  # after loading: some formats are turned by then
    return image if turn == 1 else image.transpose(_turns()[turn])


def _turns() -> dict[int, Image.Transpose]:
    """What sets an image upright, by its EXIF orientation."""
    from PIL.Image import Transpose  # noqa: PLC0415

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }


def _fitting(image: Image.Image, form: str) -> Image.Image:
    """The image in a mode that the format can hold; transparent parts become white where it cannot hold them."""
    if image.mode in _MODES[form]:
        return image
    see_through = "A" in image.getbands() or "transparency" in image.info
    if form in ("JPEG", "BMP") and see_through:
        from PIL import Image as Images  # noqa: PLC0415

        layer = image.convert("RGBA")
        page = Images.new("RGB", image.size, "white")
        page.paste(layer, mask=layer.getchannel("A"))
        return page
    if form == "GIF":
        return image.convert("P")
    if image.mode[0] in "IF":
        image = _eight_bits(image)
    return image.convert("RGBA" if see_through and "RGBA" in _MODES[form] else "RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys with more than 256 steps, as scanners and telescopes make them, in 256."""
    values = image.convert("F")
    _, highest = values.getextrema()
    assert isinstance(highest, float)
    white = next((limit for limit in (1.0, 255.0, 65_535.0) if highest <= limit), highest)
    return values.point(lambda value: value * (255 / white)).convert("L")


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone: a copy whose `info` holds nothing but what the pixels need to be seen right."""
    bare = image.copy()
    bare.info = {key: value for key, value in image.info.items() if key == "transparency"}
    bare.getexif().clear()
    return bare


def _animated(image: Image.Image, form: str) -> bytes:
    """Every frame, with its time, and nothing else."""
    from PIL import ImageSequence  # noqa: PLC0415

    frames: list[Image.Image] = []
    durations: list[int] = []
    for frame in ImageSequence.Iterator(image):
        frames.append(_bare(_upright(frame).convert("RGBA")))
        durations.append(int(frame.info.get("duration", 100) or 100))
    options = {key: value for key, value in _OPTIONS[form].items() if key != "optimize"}
    if "loop" in image.info:  # a GIF without it is shown once
        options["loop"] = int(image.info["loop"])
    if any(frame.getchannel("A").getextrema() != (255, 255) for frame in frames):
        # Else each frame of a GIF shows through the next, and a WebP may forget that it is transparent.
        options.update({"GIF": {"disposal": 2}, "WEBP": {"kmin": 1, "kmax": 1}}.get(form, {}))
    target = io.BytesIO()
    frames[0].save(target, form, save_all=True, append_images=frames[1:], duration=durations, **options)
    return target.getvalue()
