"""What our fonts can write, told from tables of code points.

No font is opened, and Pillow only asked when letters have to be joined.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hyperlocal.lettering.coverage import BOLD, REGULAR

_DROPPED = frozenset({"So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn"})
"""Kinds of characters that a card may do without: pictures, and marks that are not seen."""
_SIGNS = "\u200c\u200d"
"""Join letters, or keep them apart: in Bengali and Persian they change the word; between pictures they do nothing."""
_NO_SIGNS = str.maketrans("", "", _SIGNS)
_JOINED = re.compile("[\u0600-\u06ff\u0964\u0965\u0980-\u0a76\u200c\u200d\ufd3e-\ufdff]")
"""Arabic, Bengali and Gurmukhi with their signs: letters that change with their neighbours."""
_USUAL = "[ -~\u00a1-\u00ac\u00ae-\u017f\u2013-\u201e\u2026]*"
_PLAINLY = re.compile(f"{_USUAL}[A-Za-z0-9]{_USUAL}")
"""Most titles: told at once, since a site may have thousands."""
_LIKE = str.maketrans({"\u2011": "-", "\u2028": " ", "\u2029": " ", "\u00ad": None})


def plain(text: str) -> str:
    """The words as they are drawn: letters and accents in one, single spaces, no pictures (emoji) in between."""
    whole = unicodedata.normalize("NFC", text.translate(_LIKE))
    kept = (one for one in whole if _is_letter(one))
    if not is_joined(whole.translate(_NO_SIGNS)):
        kept = (one for one in kept if one not in _SIGNS)
    return " ".join("".join(kept).split())


def can_write(text: str) -> bool:
    """Whether there is something to be written, all letters are in our fonts, and can be joined if need be."""
    if _PLAINLY.fullmatch(text):
        return True
    words = plain(text)
    if not any(one.isalnum() for one in words) or not all(ord(one) in covered()[0] for one in words):
        return False
    return not is_joined(words) or can_join()


def is_joined(text: str) -> bool:
    """Whether it has letters that are shaped by their neighbours, which the plain way of drawing would spoil."""
    return bool(_JOINED.search(text))


def can_join() -> bool:
    """Whether Pillow can shape letters here: it needs raqm with FriBiDi, which not every computer has."""
    from PIL import features  # noqa: PLC0415 - only for texts in such letters

    return bool(features.check("raqm"))


def direction(text: str) -> str:
    """The way a text is written by its first letter that has one (Unicode's UAX 9, P2): “ltr” or “rtl”."""
    kinds = (unicodedata.bidirectional(one) for one in text)
    return "rtl" if next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L" else "ltr"


@cache
def covered() -> tuple[frozenset[int], frozenset[int]]:
    """The code points of the bold letters, and of the regular ones."""
    return _codes(BOLD), _codes(REGULAR)


def _codes(spans: str) -> frozenset[int]:
    ends = ([int(end, 16) for end in span.split("-")] for span in spans.split())
    return frozenset(code for span in ends for code in range(span[0], span[-1] + 1))


def _is_letter(one: str) -> bool:
    if one in _SIGNS or one.isspace():
        return True
    if "\ufe00" <= one <= "\ufe0f":  # chooses between pictures
        return False
    return unicodedata.category(one) not in _DROPPED or (ord(one) in covered()[0] and one.isprintable())
