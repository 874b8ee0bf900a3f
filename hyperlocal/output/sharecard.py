"""The picture that goes with a link where it is shared: 1200 x 630 pixels, with title, site, day and perhaps a photo.

A card is drawn in a few steps from one colour to the next, which makes a small PNG; with a photo it is a JPEG.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from hyperlocal.content.pixels import fitting
from hyperlocal.lettering import Align, Setting, draw, set_words
from hyperlocal.lettering.words import can_write
from hyperlocal.palette import BLACK, WHITE, Colour, contrast
from hyperlocal.values import dataclass

if TYPE_CHECKING:
    from PIL import Image

WIDTH, HEIGHT = 1200, 630
_MARGIN = 64
_BAND = 112
"""The height of the strip with the site's name."""
_BESIDE = 500
"""The width of a photo that stands beside the words."""
_ABOVE = 262
"""The height of a wide one that stands above them."""
_WIDE = 2.1
"""A photo so much wider than high would lose most of itself beside the words."""
_OVERHANG = 32
"""Pixels by which a letter may reach beyond its line."""
_STEPS = 8
_QUALITY = 82
_SEEN = 1.5
"""A strip of less contrast to the paper needs a line below it."""
_TITLE_SIZES = (112, 96, 84, 74, 66, 58, 50, 44)
_BESIDE_SIZES = (84, 76, 68, 60, 54, 48, 42, 36)
_ABOVE_SIZES = (72, 64, 56, 48, 40, 34)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What stands on a card. `day` is the date in words, or ""; `accent` the site's colour, `paper` and `ink` the
    theme's light ones; `direction` the way the site's language is written."""

    title: str
    site: str
    day: str
    accent: Colour
    paper: Colour
    ink: Colour
    direction: str

    @property
    def key(self) -> str:
        """All of it in one name."""
        colours = (self.accent.hex, self.paper.hex, self.ink.hex)
        return "\0".join(("card", self.title, self.site, self.day, self.direction, *colours))


def can_draw(card: Card, *, photo: bool = False) -> bool:
    """Whether there would be something on it. What cannot be written here is left out: without its title a card has
    the photo, or else the site's name."""
    return can_write(card.title) or photo or can_write(card.site)


def draw_card(card: Card, photo: Image.Image | None = None) -> bytes:
    """The finished picture: a PNG, or with a `photo` (upright; in RGB) a JPEG. Nothing else is in the file."""
    sheet = _Sheet(card)
    titled = can_write(card.title)
    place = "none" if photo is None else _place_of(photo) if titled else "below"
    sheet.fill((0, 0, WIDTH, _BAND), "on_band")
    if contrast(card.accent, card.paper) < _SEEN:
        sheet.fill((0, _BAND - 4, WIDTH, _BAND), "ink", full=True)
    _masthead(sheet, card)
    if titled or photo is None:
        _words(sheet, card.title if titled else card.site, card.direction, place)
    target = io.BytesIO()
    if photo is None:
        # Runs alone are counted (Z_RLE): for flat colours as small as the slow way, in a twentieth of the time.
        sheet.image.save(target, "PNG", compress_level=6, compress_type=3)
    else:
        whole = sheet.image.convert("RGB")
        box = _photo_box(place, card.direction)
        whole.paste(cover(photo, box[2] - box[0], box[3] - box[1]), box[:2])
        whole.save(target, "JPEG", quality=_QUALITY, progressive=True, optimize=True)
    return target.getvalue()


def cover(photo: Image.Image, width: int, height: int) -> Image.Image:
    """The photo cut to a shape, its middle kept: a little more of the top, where faces are."""
    from PIL import Image  # noqa: PLC0415 - for cards with a photo

    scale = min(photo.width / width, photo.height / height)
    left, top = (photo.width - width * scale) * 0.5, (photo.height - height * scale) * 0.4
    box = (left, top, left + width * scale, top + height * scale)
    return fitting(photo, ("RGB",)).resize((width, height), Image.Resampling.BICUBIC, box, reducing_gap=2.0)


Place = Literal["none", "beside", "above", "below"]
"""Where the photo is: beside the title, above it, or all that is below the strip with the site's name."""
_Box = tuple[int, int, int, int]


def _place_of(photo: Image.Image) -> Place:
    return "above" if photo.width / photo.height > _WIDE else "beside"


def _photo_box(place: Place, direction: str) -> _Box:
    if place in ("above", "below"):
        return (0, _BAND, WIDTH, _BAND + _ABOVE if place == "above" else HEIGHT)
    return (0, _BAND, _BESIDE, HEIGHT) if direction == "rtl" else (WIDTH - _BESIDE, _BAND, WIDTH, HEIGHT)


def _masthead(sheet: _Sheet, card: Card) -> None:
    """The site's name, and at the other end the day."""
    day = set_words(card.day, width=440, height=_BAND, sizes=(30, 26, 22), weight="regular", most_lines=1)
    free = WIDTH - 2 * _MARGIN - (480 if can_write(card.day) else 0)
    start, end = _ends(card.direction)
    if can_write(card.site):
        name = set_words(card.site, width=free, height=_BAND - 16, sizes=(44, 38, 32, 28), most_lines=2)
        left = _MARGIN if start == "start" else WIDTH - _MARGIN - free
        sheet.write(name, (left, (_BAND - name.height) // 2), free, start, "on_band")
    if can_write(card.day):
        left = WIDTH - _MARGIN - 440 if end == "end" else _MARGIN
        sheet.write(day, (left, (_BAND - day.height) // 2), 440, end, "on_band")


def _words(sheet: _Sheet, words: str, direction: str, place: Place) -> None:
    """The title, as large as it may be, in the middle of the free height."""
    left, top, right, bottom = _MARGIN, _BAND + 36, WIDTH - _MARGIN, HEIGHT - 36
    sizes: tuple[int, ...] = _TITLE_SIZES
    if place == "beside":
        sizes = _BESIDE_SIZES
        left, right = (_BESIDE + 48, right) if direction == "rtl" else (left, WIDTH - _BESIDE - 40)
    elif place == "above":
        sizes, top, bottom = _ABOVE_SIZES, _BAND + _ABOVE + 20, HEIGHT - 20
    title = set_words(words, width=right - left, height=bottom - top, sizes=sizes)
    upper = top + (bottom - top - title.height) // 2
    sheet.write(title, (left, upper), right - left, _ends(direction)[0], "ink")


def _ends(direction: str) -> tuple[Align, Align]:
    """Where a line begins, and where it ends."""
    return ("end", "start") if direction == "rtl" else ("start", "end")


class _Sheet:
    """The card while it is drawn: each pixel is one of 8 steps from a ground to what is written on it."""

    _INKS = ("ink", "on_band")

    def __init__(self, card: Card) -> None:
        from PIL import Image  # noqa: PLC0415 - for those who draw a card

        light = WHITE if contrast(WHITE, card.accent) >= contrast(BLACK, card.accent) else card.ink
        on_band = light if contrast(light, card.accent) >= 4.5 else BLACK
        pairs = ((card.paper, card.ink), (card.accent, on_band))
        self.image = Image.new("P", (WIDTH, HEIGHT), 0)
        self.image.putpalette([part for ground, ink in pairs for part in _ramp(ground, ink)])

    def fill(self, box: _Box, ink: str, *, full: bool = False) -> None:
        """The ground that belongs to an ink; or `full`, the ink itself."""
        self.image.paste(self._INKS.index(ink) * _STEPS + (_STEPS - 1 if full else 0), box)

    def write(self, words: Setting, place: tuple[int, int], width: int, align: Align, ink: str) -> None:
        """Set words in a box of the ground that belongs to `ink`; they cover what was there."""
        first = self._INKS.index(ink) * _STEPS
        steps = [first + (grey * (_STEPS - 1) + 127) // 255 for grey in range(256)]
        mask = draw(words, width, align, margin=_OVERHANG).point(steps)
        self.image.paste(mask, (place[0] - _OVERHANG, place[1]))


def _ramp(ground: Colour, ink: Colour) -> list[int]:
    pairs = ((ground.red, ink.red), (ground.green, ink.green), (ground.blue, ink.blue))
    return [round(low + (high - low) * step / (_STEPS - 1)) for step in range(_STEPS) for low, high in pairs]
