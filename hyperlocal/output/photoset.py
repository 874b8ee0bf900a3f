"""A photo that is shown -> the sizes and formats that it is published in, where each stands, how pages name them."""

from __future__ import annotations

import html as entities
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from hyperlocal.content.photo import LARGEST, Photo
from hyperlocal.output.address import Linker
from hyperlocal.output.views import Picture, PictureSource
from hyperlocal.values import dataclass

WIDTHS = (480, 960, LARGEST)
"""Pixels: a phone; a sharp phone, or the column of a page; a sharp screen."""
_TALLEST = 16_000
"""Pixels of height: WebP holds no more than 16,383."""
_NEAR = 0.9
"""A width that is nearly the photo's own is not worth a file."""
BODY_SIZES = "(min-width: 46rem) 44rem, 100vw"
"""How wide a photo in a text is shown (HTML, 4.8.4.2.1): the column of words."""
FORMATS = {
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
"""Pillow's name for what a published picture with this ending holds."""
_SMALLER = (".avif", ".webp")
"""Formats for browsers that know them, the smallest first. Every browser knows the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """One size of a photo in one format, named by its ending."""

    width: int
    height: int
    ending: str

    @property
    def key(self) -> str:
        """What tells it from the other cuts of the photo."""
        return f"{self.width}x{self.height}{self.ending}"

    @property
    def is_whole(self) -> bool:
        """Whether this is the whole photo, to be taken home and not to be shown on a page."""
        return self.width == 0


def whole(path: str) -> Cut:
    """The whole photo, in the format that its published name says."""
    return Cut(width=0, height=0, ending=PurePosixPath(path).suffix.casefold())


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoSet:
    """A photo and all that it is published as: made together, from one decoding."""

    photo: Photo
    cuts: tuple[Cut, ...]

    @property
    def key(self) -> str:
        """What all of them depend on."""
        return " ".join((self.photo.digest, self.photo.ending, *(cut.key for cut in self.cuts)))


def cuts(photo: Photo, *, avif: bool = False) -> tuple[Cut, ...]:
    """What a photo is published as where it is shown: never larger than it is. Those that every browser knows come
    last, and of them the largest last of all."""
    if photo.sort == "moving":
        endings: tuple[str, ...] = (photo.ending,)
    else:
        modern = _SMALLER if avif else _SMALLER[1:]
        endings = (*modern, ".jpg" if photo.sort == "photo" else ".png")
    sizes = _sizes(photo)
    return tuple(Cut(width=wide, height=high, ending=ending) for ending in endings for wide, high in sizes)


def _sizes(photo: Photo) -> list[tuple[int, int]]:
    largest = max(1, min(photo.width, LARGEST, photo.width * _TALLEST // photo.height))
    widths = [] if photo.sort == "moving" else [width for width in WIDTHS if width < largest * _NEAR]
    return [(width, min(_TALLEST, max(1, round(width * photo.height / photo.width)))) for width in (*widths, largest)]


def address_of(address: str, cut: Cut) -> str:
    """Where a cut stands: `/photos/fair.jpg` has `/photos/fair.480w.webp`, `/photos/logo.png` has
    `/photos/logo.png.480w.png`. No other file of the texts has such a name: theirs have no dot but the last."""
    if cut.is_whole:
        return address
    return f"{address.removesuffix('.jpg')}.{cut.width}w{cut.ending}"


def largest(photo: Photo, address: str) -> str:
    """Where the largest picture stands that every browser, feed reader and website can show."""
    return address_of(address, cuts(photo)[-1])


def media_type(path: str) -> str:
    """The media type of a picture, by the ending of its path, or by the ending alone (RFC 2046, 4.2)."""
    return f"image/{FORMATS[path[path.rfind('.') :].casefold()].casefold()}"


def view(photo: Photo, address: str, alt: str, link: Linker) -> Picture:
    """A photo as pages show it: the browser chooses among its sizes and formats."""
    made = cuts(photo, avif=link.avif)
    endings = list(dict.fromkeys(cut.ending for cut in made))
    sets = {ending: _srcset(address, [cut for cut in made if cut.ending == ending], link) for ending in endings}
    plate = (photo.ground or "light") if photo.sort == "drawing" else ""
    plain = [cut for cut in made if cut.ending == endings[-1]]
    return Picture(
        # For browsers that do not choose: one of the middle.
        src=link.file(address_of(address, plain[min(1, len(plain) - 1)])),
        srcset=sets[endings[-1]] if len(plain) > 1 else "",
        sources=tuple(PictureSource(media_type=media_type(one), srcset=sets[one]) for one in endings[:-1]),
        width=plain[-1].width,
        height=plain[-1].height,
        alt=alt,
        colour="" if plate else photo.colour,
        large=link.file(address_of(address, plain[-1])),
        plate=plate,
    )


def thumbnail(photo: Photo, address: str, alt: str, link: Linker) -> Picture:
    """The same for a page with very many: in the smallest format, the smallest size and the largest; else the smallest
    of all."""
    made = cuts(photo, avif=link.avif)
    first = [cut for cut in made if cut.ending == made[0].ending]
    plain = next(cut for cut in made if cut.ending == made[-1].ending)
    ends = _srcset(address, list(dict.fromkeys((first[0], first[-1]))), link)
    sources = (PictureSource(media_type=media_type(first[0].ending), srcset=ends),) if plain not in first else ()
    src = link.file(address_of(address, plain))
    return replace(view(photo, address, alt, link), src=src, srcset="", sources=sources)


def _srcset(address: str, made: list[Cut], link: Linker) -> str:
    return ", ".join(f"{link.file(address_of(address, cut))} {cut.width}w" for cut in made)


def tag(picture: Picture, *, lazy: bool, sizes: str = BODY_SIZES, more: Sequence[tuple[str, str]] = ()) -> str:
    """The HTML of a photo in a text, as the theme's parts/picture.html writes it elsewhere. `more` are attributes that
    its owner gave it."""
    pairs = [("src", picture.src)]
    if picture.srcset:
        pairs += [("srcset", picture.srcset), ("sizes", sizes)]
    pairs += [("width", str(picture.width)), ("height", str(picture.height)), ("alt", picture.alt)]
    if lazy:
        pairs += [("loading", "lazy"), ("decoding", "async")]
    own = dict(more)
    if picture.plate:
        own["class"] = " ".join(filter(None, [own.get("class", ""), f"plate {picture.plate}"]))
    if picture.colour:
        own["style"] = "; ".join(filter(None, [own.get("style", ""), f"background-color:{picture.colour}"]))
    image = f"<img{_attributes([*pairs, *own.items()])}>"
    if not picture.sources:
        return image
    sources = "".join(
        f"<source{_attributes([('type', one.media_type), ('srcset', one.srcset), ('sizes', sizes)])}>"
        for one in picture.sources
    )
    return f"<picture>{sources}{image}</picture>"


def plain_tag(picture: Picture, more: Sequence[tuple[str, str]] = ()) -> str:
    """The same for readers of feeds, which know one size only."""
    pairs = [("src", picture.src), ("width", str(picture.width)), ("height", str(picture.height))]
    return f"<img{_attributes([*pairs, ('alt', picture.alt), *more])}>"


def _attributes(pairs: Sequence[tuple[str, str]]) -> str:
    return "".join(f' {name}="{entities.escape(value)}"' for name, value in pairs)
