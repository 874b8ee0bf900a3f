"""The pixels of a picture and nothing else: in sRGB (IEC 61966-2-1), whatever a camera, scanner or printer meant by its
numbers; in the kind of colours that a format holds; and written without a word of what its file said besides."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

MODES = {
    "JPEG": ("RGB", "L"),
    "PNG": ("1", "L", "LA", "P", "RGB", "RGBA", "I;16"),
    "WEBP": ("RGB", "RGBA"),
    "AVIF": ("RGB", "RGBA"),
    "TIFF": ("1", "L", "RGB", "RGBA", "CMYK"),
    "BMP": ("1", "L", "RGB"),
    "GIF": ("L", "P"),
}
"""The kinds of colours that a format holds, by Pillow's names for both."""
_OPTIONS: dict[str, dict[str, object]] = {
    "JPEG": {"quality": 88, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "WEBP": {"quality": 85, "method": 4},
    "AVIF": {"quality": 70, "speed": 8, "max_threads": 1},
    "GIF": {"optimize": False},
    "TIFF": {"compression": "tiff_lzw"},
    "BMP": {},
}
_LARGE = 4_000_000
"""Pixels of a PNG from which on to look for the smallest file takes minutes."""
_LARGEST_PROFILE = 4_000_000
"""Bytes. Those of printers have half a million; more is not what a photo needs."""


def to_srgb(image: Image.Image, profile: object) -> Image.Image:
    """The image in sRGB, by its colour profile (ICC.1:2022) if it has one that can be read; else as it is.

    Inks (CMYK) without a profile are turned into light by the plain rule, since browsers do not show them.
    """
    if isinstance(profile, bytes) and 128 < len(profile) <= _LARGEST_PROFILE:
        with contextlib.suppress(Exception):  # a damaged profile is none
            return _by_profile(image, profile)
    return image.convert("RGB") if image.mode == "CMYK" else image


def _by_profile(image: Image.Image, data: bytes) -> Image.Image:
    from PIL import ImageCms  # noqa: PLC0415 - only photos with a profile pay for it

    profile = ImageCms.ImageCmsProfile(io.BytesIO(data))
    if image.mode == "RGB" and ImageCms.getProfileDescription(profile).startswith("sRGB"):
        return image
    if image.mode in ("P", "1", "LA") or image.mode[0] in "IF":
        return image
    target = "RGBA" if image.mode == "RGBA" else "RGB"
    turned = ImageCms.profileToProfile(
        image,
        profile,
        ImageCms.createProfile("sRGB"),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode=target,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert turned is not None
    turned.info.pop("icc_profile", None)
    return turned


def fitting(image: Image.Image, modes: Sequence[str]) -> Image.Image:
    """The image in one of these modes of Pillow's; transparent parts become white where none can hold them."""
    if image.mode in modes:
        return image
    see_through = "A" in image.getbands() or "transparency" in image.info
    if see_through and not {"RGBA", "P"} & set(modes):
        return _on_white(image)
    if modes == ("L", "P"):
        return image.convert("P")
    if image.mode[0] in "IF":
        image = _eight_bits(image)
        if image.mode in modes:
            return image
    return image.convert("RGBA" if see_through and "RGBA" in modes else "RGB")


def _on_white(image: Image.Image) -> Image.Image:
    from PIL import Image as Images  # noqa: PLC0415 - only sites with photos pay for it

    layer = image.convert("RGBA")
    page = Images.new("RGB", image.size, "white")
    page.paste(layer, mask=layer.getchannel("A"))
    return page


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys with more than 256 steps, as scanners and telescopes make them, in 256."""
    # Sixteen bits stay so until they are eight: a large scan in floating point would fill the memory.
    values = image if image.mode == "I;16" else image.convert("F")
    _, highest = values.getextrema()
    assert isinstance(highest, float | int)
    white = next((limit for limit in (1.0, 255.0, 65_535.0) if highest <= limit), highest)
    return values.point(lambda value: value * (255 / white)).convert("L")


def bare(image: Image.Image) -> Image.Image:
    """The pixels alone: `info` holds nothing but what they need to be seen right."""
    from PIL.ImageFile import ImageFile  # noqa: PLC0415 - only sites with photos pay for it

    # What was opened from a file knows more than `info`. What was made here does not, and a large one is not copied.
    alone = image.copy() if isinstance(image, ImageFile) else image
    alone.info = {key: value for key, value in image.info.items() if key == "transparency"}
    alone.getexif().clear()
    return alone


def written(image: Image.Image, form: str) -> bytes:
    """The file of a picture at its full size, in a format of Pillow's."""
    alone = bare(fitting(image, MODES[form]))
    slow = form == "PNG" and alone.width * alone.height > _LARGE
    target = io.BytesIO()
    alone.save(target, form, **({"compress_level": 6} if slow else _OPTIONS[form]))
    return target.getvalue()
