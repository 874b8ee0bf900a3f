"""A picture inside a drawing (`data:image/jpeg;base64,…`) -> the same picture with nothing else in it."""

from __future__ import annotations

import base64
import binascii
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from hyperlocal.content.decoders import quiet_decoders
from hyperlocal.content.photo import orientation
from hyperlocal.timelimit import TooLong

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 24_000_000
"""Of all pictures in one drawing."""
_DATA = re.compile(r"\s*data:image/(?:jpe?g|pjpeg|png|gif|webp)((?:;[^,;]*)*),(.*)", re.DOTALL | re.IGNORECASE)
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_MODES = {
    "JPEG": ("RGB", "L"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA"),
    "WEBP": ("RGB", "RGBA"),
}
_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 88, "method": 4},
}


class Embedded:
    """Cleans the pictures of one drawing, and knows how many pixels are left to it."""

    def __init__(self) -> None:
        self._left = MOST_PIXELS

    def clean(self, address: str) -> str | None:
        """The `data:` address of the clean picture; None when it is none, is damaged, or is too large."""
        found = _DATA.match(address)
        if found is None:
            return None
        try:
            data = unquote_to_bytes(found[2])
            raw = base64.b64decode(data, validate=False) if "base64" in found[1].casefold() else data
        except (binascii.Error, ValueError):
            return None
        return self._cleaned(raw)

    def _cleaned(self, raw: bytes) -> str | None:
        from PIL import Image  # noqa: PLC0415 - few drawings have pictures in them

        try:
            with quiet_decoders(), Image.open(io.BytesIO(raw), formats=_FORMATS) as image:
                self._left -= image.width * image.height
                if self._left < 0:
                    return None
                return _written(image)
        except TooLong:
            raise
        # The readers of the many formats raise whatever they like for a damaged file.
        except Exception:
            return None


def _written(image: Image.Image) -> str:
    """Upright, in sRGB, in its own format (a GIF as a PNG, of its first picture)."""
    from PIL import ImageOps  # noqa: PLC0415

    image.load()
    form = "PNG" if image.format in ("GIF", None) else str(image.format)
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image) if orientation(image) != 1 else image
    kept = _in_srgb(upright, profile)
    if kept.mode not in _MODES[form]:
        see_through = form != "JPEG" and ("A" in kept.getbands() or "transparency" in kept.info)
        kept = kept.convert("RGBA" if see_through else "RGB")
    bare = kept.copy()
    bare.info = {key: value for key, value in kept.info.items() if key == "transparency"}
    bare.getexif().clear()
    target = io.BytesIO()
    bare.save(target, form, **_OPTIONS[form])
    return f"data:image/{form.casefold()};base64,{base64.b64encode(target.getvalue()).decode('ascii')}"


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The look that an embedded profile gives, without the profile."""
    if not isinstance(profile, bytes) or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    from PIL import ImageCms  # noqa: PLC0415

    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        found = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, TypeError, ValueError):
        return image
    return found or image
