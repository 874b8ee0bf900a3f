"""Words drawn by Pillow with our own letters (fonts/): broken into lines, and as large as their place allows.

It knows nothing of sites. `words` says what can be written; here it is set. Where raqm is there it shapes the letters
(joined scripts, right to left, kerning); where it is not, letters that need none are set one after the other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hyperlocal.lettering.words import can_join, covered, direction, is_joined, plain
from hyperlocal.values import dataclass

if TYPE_CHECKING:
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).parent / "fonts"
Weight = Literal["bold", "regular"]
Align = Literal["start", "middle", "end"]
"""Where a line stands from left to right, whichever way it is written: “start” is left."""

_MEASURED = 64
_STACKED = re.compile("[\u1ea0-\u1ef9]")
_JOINERS = frozenset("\u09cd\u0a4d\u200d")
_MOST = 400
"""Letters of a text that are looked at: no card has room for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Words set in lines: which letters, how large (pixels of the em), and from one baseline to the next (pixels)."""

    lines: tuple[str, ...]
    weight: Weight
    size: int
    leading: int
    direction: str

    @property
    def height(self) -> int:
        """From the top of the first line to the foot of the last, the longest letters included."""
        return self.leading * len(self.lines)


def set_words(
    text: str,
    *,
    width: int,
    height: int,
    sizes: Sequence[int],
    weight: Weight = "bold",
    most_lines: int = 99,
) -> Setting:
    """The text in lines of words, in the first of `sizes` (largest first) in which it fits into the box.

    In the last size it ends with an ellipsis when it is still too long. Only a word that is too wide in every size is
    broken.
    """
    words = plain(text)[:_MOST]
    if weight == "regular" and not all(ord(one) in covered()[1] for one in words):
        weight = "bold"  # which has the letters of every script
    way = direction(words)
    measured = _measured(words, _font(weight, _MEASURED), way)
    fitting = [one for one in sizes if measured.widest * one <= width]
    sizes = fitting or sizes[len(sizes) // 2 :]
    for size in sizes:
        font, leading = _font(weight, size), _leading(words, size)
        room = max(1, min(most_lines, height // leading))
        lines = _in_lines(measured, width / size) if fitting else _broken(words, font, way, width)
        if len(lines) <= room:
            lines = _balanced(measured, lines, width / size) if fitting else lines
            break
    else:
        lines = [*lines[: room - 1], _cut(" ".join(lines[room - 1 :]), font, way, width)]
    return Setting(lines=tuple(lines), weight=weight, size=size, leading=leading, direction=way)


def draw(setting: Setting, width: int, align: Align, margin: int = 0) -> Image.Image:
    """The words, white on black (mode L): a mask as high as they are, and as wide as their box with a `margin` at both
    sides (pixels), for letters that reach beyond their own width."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - for those who draw something

    mask = Image.new("L", (width + 2 * margin, setting.height), 0)
    pen = ImageDraw.Draw(mask)
    font = _font(setting.weight, setting.size)
    anchor, left = {"start": ("ls", 0), "middle": ("ms", width // 2), "end": ("rs", width)}[align]
    way = setting.direction if can_join() else None
    for number, line in enumerate(setting.lines):
        baseline = number * setting.leading + round(setting.leading * 0.5 + setting.size * 0.35)
        pen.text((margin + left, baseline), line, fill=255, font=font, anchor=anchor, direction=way)
    return mask


def _leading(words: str, size: int) -> int:
    """Joined scripts have more above and below their lines, and so has Vietnamese with two accents on a letter."""
    return round(size * (1.52 if is_joined(words) else 1.4 if _STACKED.search(words) else 1.22))


@lru_cache(maxsize=64)
def _font(weight: Weight, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - for those who draw something

    layout = ImageFont.Layout.RAQM if can_join() else ImageFont.Layout.BASIC
    return ImageFont.truetype(FONTS / f"{weight}.ttf", size, layout_engine=layout)


def _width(text: str, font: FreeTypeFont, way: str) -> float:
    return font.getlength(text, direction=way if can_join() else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """Words with their widths, and that of a space, in ems."""

    words: tuple[tuple[str, float], ...]
    space: float

    @property
    def widest(self) -> float:
        return max((width for _, width in self.words), default=0.0)


def _measured(words: str, font: FreeTypeFont, way: str) -> _Measured:
    """Measured once, for all sizes: letters grow evenly, to a hundredth."""
    widths = tuple((word, _width(word, font, way) / _MEASURED * 1.01) for word in words.split())
    return _Measured(words=widths, space=_width(" ", font, way) / _MEASURED)


def _in_lines(measured: _Measured, width: float) -> list[str]:
    """As many words in each line as `width` (ems) has room for."""
    lines: list[str] = []
    free = 0.0
    for word, wide in measured.words:
        if lines and wide + measured.space <= free:
            lines[-1] += f" {word}"
            free -= wide + measured.space
        else:
            lines.append(word)
            free = width - wide
    return lines


def _balanced(measured: _Measured, lines: list[str], width: float) -> list[str]:
    """As many lines, but of much the same width, so that no word is left alone in the last."""
    narrow, wide = measured.widest, width
    for _ in range(6 if len(lines) > 1 else 0):
        middle = (narrow + wide) / 2
        found = _in_lines(measured, middle)
        if len(found) > len(lines):
            narrow = middle
        else:
            lines, wide = found, middle
    return lines


def _broken(words: str, font: FreeTypeFont, way: str, width: int) -> list[str]:
    """In lines that are broken wherever they are full: for a word that has no room in any."""
    lines: list[str] = []
    rest = words
    while _width(rest, font, way) > width:
        head = _longest(rest, "", font, way, width)
        space = head.rfind(" ")
        head = head[: space + 1] if space > len(head) // 2 else head
        lines.append(head.rstrip())
        rest = rest[len(head) :].lstrip()
    return [*lines, rest]


def _cut(line: str, font: FreeTypeFont, way: str, width: int) -> str:
    """The beginning of a line that is too long, with an ellipsis; at a space when one is near."""
    head = _longest(line, "…", font, way, width)
    space = head.rfind(" ")
    return f"{head[:space] if space > len(head) * 0.6 else head}".rstrip(" ,;:–-") + "…"


def _longest(line: str, end: str, font: FreeTypeFont, way: str, width: int) -> str:
    """The longest beginning that fits together with `end`; one letter at least."""
    fits, too_long = 1, len(line) + 1
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        if _width(line[:middle] + end, font, way) <= width:
            fits = middle
        else:
            too_long = middle
    # Not between a letter and its sign, nor where two letters become one.
    while 1 < fits < len(line) and (unicodedata.category(line[fits])[0] == "M" or line[fits - 1] in _JOINERS):
        fits -= 1
    return line[:fits]
