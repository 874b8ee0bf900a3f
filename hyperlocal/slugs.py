"""Names that are safe in any address and on any disk: small letters a to z, digits, single hyphens between words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

LONGEST = 80
"""Characters of the longest slug."""


@lru_cache(maxsize=65_536)
def slugify(text: str) -> str:
    """The words of `text` as one name: “Te parti yn Nhŷ’r Ysgol” gives `te-parti-yn-nhyr-ysgol`.

    Always matches `[a-z0-9]+(-[a-z0-9]+)*`, has at most 80 characters, is no name that Windows keeps for itself, does
    not depend on how accents are stored (NFC, NFD), and is its own slug. Letters that have no likeness among a to z
    are stood for by a short digest of the whole text, so that two titles in Arabic get two names; a text with nothing
    left but that (or with nothing at all) gets `x` and the digest.
    """
    if text.isascii() and len(text) < _ENOUGH:
        plain = "-".join(_WORDS.findall(text.replace("'", "").replace("`", "").replace("&", " and ").lower()))
        if plain and len(plain) <= LONGEST and plain not in _KEPT_BY_WINDOWS:
            return plain
    text = unicodedata.normalize("NFC", text[:_MUCH])
    ascii_text, lost = _transliterated(text[:_ENOUGH])
    slug = "-".join(re.findall("[a-z0-9]+", ascii_text))
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()
    if not slug or (lost and len(slug) < 2):
        return f"x{digest}"
    if lost:
        return f"{_cut(slug, LONGEST - len(digest) - 1)}-{digest}"
    slug = _cut(slug, LONGEST)
    return f"{slug}-x" if slug in _KEPT_BY_WINDOWS else slug


def usual_spellings(names: Iterable[str]) -> dict[str, str]:
    """Slug -> how most of the names with that slug are spelt; of two that are as many, the first in the alphabet."""
    spelt: dict[str, list[tuple[int, str]]] = {}
    for name, times in Counter(names).items():
        spelt.setdefault(slugify(name), []).append((-times, name))
    return {slug: min(ranked)[1] for slug, ranked in spelt.items()}


def file_slug(name: str) -> str:
    """The same for a file's name, keeping its ending: `Minutes (FINAL) v2 (1).docx` gives `minutes-final-v2-1.docx`."""
    stem, _, ending = name.rstrip(". ").rpartition(".")
    if stem.strip(". ") and re.fullmatch("[A-Za-z0-9]{1,10}", ending):
        return f"{slugify(stem)}.{ending.lower()}"
    return slugify(name)


def initials(title: str) -> str:
    """One or two capitals for a small square: “Hartley Green Residents” gives “HG”, “The Crossway” gives “C”.

    Works in every script; small words (the, of, and) do not count unless there is nothing else. “•” when there is
    neither letter nor digit.
    """
    words = unicodedata.normalize("NFC", title[:_ENOUGH]).split()
    firsts = [(found[0], word) for word in words if (found := re.search(r"[^\W_]", word))]
    telling = [first for first, word in firsts if not _SMALL_WORD.fullmatch(word)] or [first for first, _ in firsts]
    return "".join(_capital(first) for first in telling[:2]) or "•"


_ENOUGH = 1000
"""Characters to look at. A longer title is a mistake, and must not take minutes."""

_MUCH = 10_000
"""Characters that count for the digest. To put a megabyte of accents in their order would take hours."""

_KEPT_BY_WINDOWS = frozenset({"con", "prn", "aux", "nul", "conin", "conout"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in range(10)
}
_WORDS = re.compile("[a-z0-9]+")
_SMALL_WORD = re.compile(r"\W*(?:an?|and|at|by|for|from|in|of|on|the|to|with|yr?|i|o|ar)\W*", re.IGNORECASE)

# What Unicode does not take apart: these are letters in their own right.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ŋ": "ng", "ı": "i", "ə": "e", "ĸ": "k", "&": " and "}
)
_APOSTROPHES = re.compile("['’‘‛`´ʼʻʹ′＇]")
_LATIN = re.compile("LATIN (?:SMALL|CAPITAL) LETTER ([A-Z])(?: WITH .*)?")


def _transliterated(text: str) -> tuple[str, bool]:
    """Small ASCII letters, digits and whatever separates them; and whether a letter or digit had to be left out."""
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text)).casefold().translate(_LETTERS)
    kept: list[str] = []
    lost = False
    for letter in unicodedata.normalize("NFKD", text):
        if letter.isascii():
            kept.append(letter)
            continue
        category = unicodedata.category(letter)
        if category.startswith("M"):  # An accent belongs to the letter before it.
            continue
        likeness = _likeness(letter)
        lost = lost or (not likeness and category[0] in "LN")
        kept.append(likeness or ("" if category == "Cf" else " "))
    return "".join(kept), lost


def _likeness(letter: str) -> str:
    """“l” for “ł” and “3” for “٣”; "" for a letter of another alphabet."""
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    found = _LATIN.fullmatch(unicodedata.name(letter, ""))
    return found[1].lower() if found else ""


def _cut(slug: str, limit: int) -> str:
    """At most `limit` characters, ending with a whole word unless that would throw away half of the room."""
    if len(slug) <= limit:
        return slug
    end = slug.rfind("-", limit // 2, limit + 1)
    return slug[:end] if end > 0 else slug[:limit]


def _capital(letter: str) -> str:
    capital = letter.upper()
    return capital if len(capital) == 1 else letter
