"""A photo as people bring it: what it is, and how large it will be once it is upright."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from hyperlocal.content.decoders import heic_ready, quiet_decoders
from hyperlocal.content.filejob import FileJob
from hyperlocal.disk import TooLarge, open_file
from hyperlocal.share import Room
from hyperlocal.timelimit import TooLong, within
from hyperlocal.values import dataclass

if TYPE_CHECKING:
    from PIL import Image

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
MOST_PIXELS = 120_000_000
"""A photo with more is refused."""
_MOST_MOVING = 60_000_000
"""Pixels of all the frames of an animation."""
MOST_ROOM = 540_000_000
"""Bytes of memory that decoding may take: a build has to do with 600 MB."""
ROOM = Room(MOST_ROOM)
"""What all threads together may hold; a photo that needs more than is left waits."""
LARGEST = 1600
"""Pixels of width beyond which no layout shows more."""
MOST_BYTES = 200_000_000
SECONDS = 5.0
"""Seconds of processor time for looking at one photo. That of a good camera takes a half, the slowest PNG two and a
half."""
_MOST_FRAMES = 3_000
_MOST_SCANS = 64
"""Layers of a progressive JPEG. Cameras and programs make ten; each costs a pass over all of its pixels."""
_MOST_SEGMENTS = 10_000
_MOST_IN_A_BYTE = 2_048
"""Pixels of a JPEG. A block of 64 takes a bit or more (ITU-T T.81, F.1.2); what says it holds more than four times as
many as that is a few bytes that cost seconds, all of them grey."""
# Between the pixels of a JPEG, FF stands before 00 or the number of a restart (ITU-T T.81, B.1.1.5).
_MARKER = re.compile(rb"\xff([^\x00\xff\xd0-\xd7])")

SIDEWAYS = frozenset({5, 6, 7, 8})
"""EXIF orientations (2.32, 4.6.4) of a camera that was held on its side."""
_ORIENTATION = 0x0112
MOVING = frozenset({"GIF", "WEBP", "PNG", "AVIF"})
"""Formats that can move."""
_JPEGS = frozenset({"JPEG", "MPO"})
_OF_CAMERAS = _JPEGS | {"HEIF"}
_FEW_COLOURS = 4096
# Measured (benchmarks/manyphotos.py): bytes for each pixel, with those of the copy that is made in other colours.
_BYTES_OF_FORMAT = {"WEBP": 16, "AVIF": 9, "HEIF": 11}
_BYTES_OF_MODE = {"1": 9, "L": 5, "P": 9, "RGB": 5, "RGBA": 9, "LA": 9, "CMYK": 9}
_GPS = 0x8825
# The kinds of file that a HEIC says it is (ISO/IEC 23008-12, annex B).
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"})


Sort = Literal["photo", "drawing", "moving"]
"""What a picture is to an encoder: soft, sharp or see-through, or many pictures one after the other."""


Ground = Literal["", "light", "dark"]
"""What has to be behind a see-through picture for it to be seen; "" when it has a ground of its own."""
_MOSTLY_LIGHT = 190
"""Of 255. A see-through picture with lighter colours, such as a logo in white, needs a dark ground."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """A picture file. `width` and `height` are pixels as it will be shown (upright); `ending` that of the whole picture
    when it is published (`.jpg` for a HEIC); `located` is true when the file says where it was taken. `few_colours`
    says that each of them should stay as it is; `colour` is the average ("#7a8b6c"; "" when it is see-through),
    `ground` what to put behind it; `digest` names its bytes."""

    path: str
    file: Path
    width: int
    height: int
    ending: str
    located: bool
    sort: Sort = "photo"
    few_colours: bool = False
    colour: str = ""
    ground: Ground = ""
    digest: str = ""


class NotAPhoto(ValueError):
    """The file cannot be shown as a picture; the message is for its owner. `fleeting`: another time it may be."""

    def __init__(self, message: str, remedy: str, *, fleeting: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.fleeting = fleeting


Looker = Callable[[Sequence[FileJob]], Sequence[Photo | NotAPhoto]]
"""Many photos at once, so that the work can be remembered and shared out by whoever calls."""


def look_at_all(jobs: Sequence[FileJob]) -> Sequence[Photo | NotAPhoto]:
    """The plain looker: one after the other."""
    return [look_at(job) for job in jobs]


def look_at(job: FileJob) -> Photo | NotAPhoto:
    """The photo, or why it is none."""
    try:
        return inspect(job.path, job.file, job.digest)
    except NotAPhoto as fault:
        return fault


def inspect(path: str, file: Path, digest: str = "") -> Photo:
    """Look at a picture file: all of it, so that a damaged one is found before any page shows it.

    Raises `NotAPhoto` for files that are empty, damaged, too large, or of a kind that cannot be read here.
    """
    try:
        with within(SECONDS), _opened(file) as opened:
            return _inspected(path, file, opened, digest)
    except TooLong:
        raise NotAPhoto(
            f"The photo took longer than {SECONDS:g} seconds to open.",
            "Save it as a JPEG and try again.",
            fleeting=True,
        ) from None


def _opened(file: Path) -> BinaryIO:
    try:
        return open_file(file, MOST_BYTES)
    except TooLarge:
        raise NotAPhoto(
            f"The photo has more than {MOST_BYTES // 1_000_000} MB.", "Save a smaller copy of it, as a JPEG."
        ) from None
    except OSError:
        raise NotAPhoto(
            "The photo cannot be opened.", "Close other programs that have it open, and try again."
        ) from None


def _inspected(path: str, file: Path, opened: BinaryIO, digest: str) -> Photo:
    start = opened.read(16)
    if not start:
        raise NotAPhoto(
            "The photo is empty (0 bytes). It may still be on its way from a phone or a cloud folder.",
            "Open it once on this computer, or copy it here again.",
        )
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only sites with photos pay for it

    heic = start[4:8] == b"ftyp" and start[8:12] in _HEIC_BRANDS
    ready = heic_ready()
    try:
        if start.startswith(b"\xff\xd8"):
            _check_scans(start + opened.read())
        size = opened.seek(0, SEEK_END)
        opened.seek(0)
        with quiet_decoders(), Image.open(opened) as image:
            if image.format in _JPEGS and size * _MOST_IN_A_BYTE < image.width * image.height:
                raise _damaged()
            return _measured(path, file, image, digest)
    except (NotAPhoto, TooLong):
        raise
    except Image.DecompressionBombError:
        raise _too_large() from None
    # The readers of the many formats raise whatever they like for a damaged file.
    except Exception as fault:
        if heic and not ready:
            raise NotAPhoto(
                "The photo is a HEIC, as iPhones make them, and the part that reads those is not installed.",
                'Type  pip install "hyperlocal[heic]"  or save the photo as a JPEG.',
            ) from None
        if isinstance(fault, UnidentifiedImageError) and not heic:
            raise NotAPhoto(
                "The file is named like a photo but is not one that can be read.", "Save it as a JPEG and try again."
            ) from None
        raise _damaged() from None


def orientation(image: Image.Image) -> int:
    """How the camera was held (EXIF 2.32, 4.6.4): 1 is upright, and so is what makes no sense."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # damaged metadata, which is not published anyway
        return 1
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def upright(image: Image.Image, turned: int) -> Image.Image:
    """What was stored with this EXIF orientation, as it was seen."""
    if turned == 1:
        return image
    from PIL.Image import Transpose  # noqa: PLC0415 - only sites with photos pay for it

    way = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return image.transpose(way[turned])


def _measured(path: str, file: Path, image: Image.Image, digest: str) -> Photo:
    if image.width * image.height > MOST_PIXELS:
        raise _too_large()
    ending = _PUBLISHED.get(image.format or "")
    if ending is None:
        raise NotAPhoto(
            f"The photo is a {image.format} file, which browsers do not show.", "Save it as a JPEG and try again."
        )
    _check_room(image)
    located = _located(image)
    whole = image.size
    # Damage shows as well in a JPEG decoded to an eighth of its width, in a fraction of the time and the memory.
    image.draft(None, (max(1, image.width // 8), max(1, image.height // 8)))
    with ROOM.taken(room_for(image, whole)):
        image.load()
        clear, few = _see_through(image), _has_few_colours(image)
        moves = image.format in MOVING and getattr(image, "n_frames", 1) > 1
        colour, ground = ("", _ground(image)) if clear else (_average(image), "")
        if moves:
            _check_frames(image)
    # After loading: some formats are turned by then.
    width, height = reversed(whole) if orientation(image) in SIDEWAYS else whole
    return Photo(
        path=path,
        file=file,
        width=width,
        height=height,
        ending=ending,
        located=located,
        sort="moving" if moves else "drawing" if clear or few else "photo",
        few_colours=few,
        colour=colour,
        ground=ground,
        digest=digest,
    )


def room_for(image: Image.Image, whole: tuple[int, int]) -> int:
    """Bytes that it takes at most to decode an image, as `draft` left it, and to turn its colours into others.

    `whole` is its size in the file: a JPEG in layers is kept as the numbers it is made of until the last has come.
    """
    each = _BYTES_OF_FORMAT.get(image.format or "") or _BYTES_OF_MODE.get(image.mode, 11)
    return image.width * image.height * each + _is_layered(image) * whole[0] * whole[1] * 6


def _is_layered(image: Image.Image) -> bool:
    return bool(image.info.get("progressive"))


def _check_room(image: Image.Image) -> None:
    """Refuse what would fill the memory. A JPEG that is not in layers can be decoded at a fraction of its size."""
    if (image.format in _JPEGS and not _is_layered(image)) or room_for(image, image.size) <= MOST_ROOM:
        return
    millions = image.width * image.height / 1_000_000
    raise NotAPhoto(
        f"The photo has {millions:.0f} million pixels, which is more than is safe to open in a {image.format} file.",
        "Save it as a JPEG, or save a smaller copy of it, about 2,000 pixels wide.",
    )


def _has_few_colours(image: Image.Image) -> bool:
    """What a camera has seen never has."""
    if image.format in _OF_CAMERAS or image.mode[0] in "IF":
        return False
    return image.getcolors(_FEW_COLOURS) is not None


def _see_through(image: Image.Image) -> bool:
    """Whether something behind the picture would be seen."""
    if "transparency" in image.info:
        return True
    if "A" not in image.getbands():
        return False
    lowest, _ = image.getchannel("A").getextrema()
    return lowest != 255


def _ground(image: Image.Image) -> Ground:
    """By the parts that are not see-through."""
    from PIL import ImageStat  # noqa: PLC0415 - only sites with photos pay for it

    whole = image.convert("RGBA")
    whole.thumbnail((256, 256))
    seen = ImageStat.Stat(whole.convert("L"), whole.getchannel("A").point(lambda part: 255 * (part > 127)))
    return "dark" if seen.count[0] and seen.mean[0] > _MOSTLY_LIGHT else "light"


def _average(image: Image.Image) -> str:
    """The colour to show while the picture is on its way: “#7a8b6c”."""
    from PIL.Image import Resampling  # noqa: PLC0415

    if image.mode[0] in "IF":
        return ""
    plain = image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")
    dot = plain.resize((1, 1), Resampling.BOX).convert("RGB").getpixel((0, 0))
    assert isinstance(dot, tuple)
    return "#{:02x}{:02x}{:02x}".format(*map(int, dot))


def _check_scans(data: bytes) -> None:
    """Refuse a JPEG with thousands of layers or segments: a few hundred bytes can cost a minute."""
    scans = segments = 0
    at = 2
    while (found := _MARKER.search(data, at)) and found[1] != b"\xd9":  # the end; what follows is no picture
        segments += 1
        scans += found[1] == b"\xda"
        if scans > _MOST_SCANS or segments > _MOST_SEGMENTS:
            raise _damaged()
        at = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")


def _damaged() -> NotAPhoto:
    return NotAPhoto(
        "The photo is damaged: part of it is missing or cannot be read.", "Copy it here again from where it came."
    )


def _check_frames(image: Image.Image) -> None:
    frames = getattr(image, "n_frames", 1)
    if frames * image.width * image.height > _MOST_MOVING or frames > _MOST_FRAMES:
        raise NotAPhoto(
            f"The animation has more than {_MOST_FRAMES:,} pictures, or more than {_MOST_MOVING // 1_000_000} million "
            "pixels in all of them, which is more than is safe to open.",
            "Save a shorter or smaller one, or put a film on a website for films and link to it.",
        )
    for number in range(1, frames):
        image.seek(number)
        image.load()


def says_where(exif: Image.Exif) -> bool:
    """Whether a picture's EXIF holds a place (EXIF 2.32, 4.6.6)."""
    return bool(exif.get_ifd(_GPS))


def _located(image: Image.Image) -> bool:
    try:
        return says_where(image.getexif())
    except Exception:  # damaged metadata, which is not published anyway
        return False


def _too_large() -> NotAPhoto:
    return NotAPhoto(
        f"The photo has more than {MOST_PIXELS // 1_000_000} million pixels, which is more than is safe to open.",
        "Save a smaller copy of it, about 2,000 pixels wide.",
    )
