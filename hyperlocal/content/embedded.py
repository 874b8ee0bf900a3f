"""A picture inside a drawing (`data:image/jpeg;base64,…`) -> the same picture with nothing else in it."""

from __future__ import annotations

import base64
import binascii
import io
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from hyperlocal.content.decoders import quiet_decoders
from hyperlocal.content.photo import orientation, upright
from hyperlocal.content.pixels import to_srgb, written
from hyperlocal.timelimit import TooLong

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = 24_000_000
"""Of all pictures in one drawing."""
_DATA = re.compile(r"\s*data:image/(?:jpe?g|pjpeg|png|gif|webp)((?:;[^,;]*)*),(.*)", re.DOTALL | re.IGNORECASE)
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP")


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
    image.load()
    form = "PNG" if image.format in ("GIF", None) else str(image.format)
    shown = upright(to_srgb(image, image.info.get("icc_profile")), orientation(image))
    return f"data:image/{form.casefold()};base64,{base64.b64encode(written(shown, form)).decode('ascii')}"
