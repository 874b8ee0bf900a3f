"""A photo -> the published picture: upright, its colours kept, and nothing else in the file.

No EXIF, GPS, XMP, IPTC, comments or thumbnails are written: what is not handed to the encoder cannot be there.
"""

from __future__ import annotations

import io
import warnings
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from hyperlocal.content.photo import Photo, heic_ready

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
_ORIENTATION = 0x0112
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
    """The bytes of the published picture, in the format that `path` ends with."""
    from PIL import Image  # noqa: PLC0415 - only sites with photos pay for it

    heic_ready()
    form = _FORMATS.get(PurePosixPath(path).suffix.casefold(), "JPEG")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        with Image.open(photo.file) as image:
            if getattr(image, "n_frames", 1) > 1 and form in ("GIF", "WEBP", "PNG", "AVIF"):
                return _animated(image, form)
            return _still(image, form)


def _still(image: Image.Image, form: str) -> bytes:
    from PIL import ImageOps  # noqa: PLC0415

    if form == "JPEG" and image.format == "JPEG" and image.getexif().get(_ORIENTATION, 1) == 1 and image.mode != "CMYK":
        return _same_jpeg(image)
    upright = ImageOps.exif_transpose(image)
    profile = upright.info.get("icc_profile")
    fitting = _fitting(upright, form)
    # CMYK profiles make no sense once the colours are RGB.
    keep = profile if image.mode not in ("CMYK",) and form not in ("GIF", "BMP") else None
    bare = _bare(fitting)
    target = io.BytesIO()
    options = dict(_OPTIONS[form])
    if keep:
        options["icc_profile"] = keep
    bare.save(target, form, **options)
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
    return image.convert("RGBA" if see_through and "RGBA" in _MODES[form] else "RGB")


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
        frames.append(_bare(frame.convert("RGBA")))
        durations.append(int(frame.info.get("duration", 100) or 100))
    target = io.BytesIO()
    options = {key: value for key, value in _OPTIONS[form].items() if key not in ("optimize",)}
    frames[0].save(
        target,
        form,
        save_all=True,
        append_images=frames[1:],
        duration=durations,
        loop=int(image.info.get("loop", 0) or 0),
        **options,
    )
    return target.getvalue()
