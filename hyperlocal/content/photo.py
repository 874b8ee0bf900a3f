"""A photo as people bring it: what it is, and how large it will be once it is upright."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

PHOTO_ENDINGS = frozenset(
    {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".bmp"}
)
_PUBLISHED = {
    "JPEG": ".jpg",
    "MPO": ".jpg",
    "PNG": ".png",
    "GIF": ".gif",
    "WEBP": ".webp",
    "AVIF": ".avif",
    "HEIF": ".jpg",
    "TIFF": ".jpg",
    "BMP": ".png",
}
_MOST_PIXELS = 120_000_000
_SIDEWAYS = frozenset({5, 6, 7, 8})
_ORIENTATION = 0x0112


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture file. `width` and `height` are pixels as it will be shown (upright); `ending` that of the published
    copy (`.jpg` for a HEIC); `located` is true when the file says where it was taken."""

    path: str
    file: Path
    width: int
    height: int
    ending: str
    located: bool


class NotAPhoto(ValueError):
    """The file cannot be shown as a picture; the message is for its owner."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


def inspect(path: str, file: Path) -> Photo:
    """Look at a picture file: all of it, so that a damaged one is found before any page shows it.

    Raises `NotAPhoto` for files that are empty, damaged, too large, or of a kind that cannot be read here.
    """
    if file.stat().st_size == 0:
        raise NotAPhoto(
            "The photo is empty (0 bytes). It may still be on its way from a phone or a cloud folder.",
            "Open it once on this computer, or copy it here again.",
        )
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only sites with photos pay for it

    heic_ready()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)
            with Image.open(file) as image:
                return _measured(path, file, image)
    except UnidentifiedImageError:
        raise _unknown(file) from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large() from None
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as fault:
        if isinstance(fault, NotAPhoto):
            raise
        raise NotAPhoto(
            "The photo is damaged: part of it is missing or cannot be read.", "Copy it here again from where it came."
        ) from None


def heic_ready() -> bool:
    """Whether photos from iPhones (HEIC) can be read here: they need the extra `hyperlocal[heic]`."""
    try:
        import pi_heif  # noqa: PLC0415 - optional
    except ImportError:
        return False
    pi_heif.register_heif_opener()
    return True


def _measured(path: str, file: Path, image: object) -> Photo:
    from PIL import Image  # noqa: PLC0415

    assert isinstance(image, Image.Image)
    width, height = image.size
    if width * height > _MOST_PIXELS:
        raise _too_large()
    ending = _PUBLISHED.get(image.format or "")
    if ending is None:
        raise NotAPhoto(
            f"The photo is a {image.format} file, which browsers do not show.", "Save it as a JPEG and try again."
        )
    image.load()
    exif = image.getexif()
    if exif.get(_ORIENTATION) in _SIDEWAYS:
        width, height = height, width
    return Photo(path=path, file=file, width=width, height=height, ending=ending, located=bool(exif.get_ifd(0x8825)))


def _too_large() -> NotAPhoto:
    return NotAPhoto(
        f"The photo has more than {_MOST_PIXELS // 1_000_000} million pixels, which is more than is safe to open.",
        "Save a smaller copy of it, about 2,000 pixels wide.",
    )


def _unknown(file: Path) -> NotAPhoto:
    if file.suffix.casefold() in (".heic", ".heif"):
        return NotAPhoto(
            "The photo is a HEIC, as iPhones make them, and the part that reads those is not installed.",
            "Type  pip install 'hyperlocal[heic]'  or save the photo as a JPEG.",
        )
    return NotAPhoto(
        "The file is named like a photo but is not one that can be read.", "Save it as a JPEG and try again."
    )
