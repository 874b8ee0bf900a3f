"""Bytes as people saved them -> text, and back.

The rule: a byte order mark is believed; else it is UTF-8 if it can be; else it is Windows-1252, which is what “ANSI”
means in Notepad on every British computer. Guessing by letter frequency is wrong on short files (it turns £ into Ł).
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A file's text with its line ends as they were, and what is needed to write it the same way.

    `encoding` is one of utf-8, utf-16-le, utf-16-be, utf-32-le, utf-32-be, windows-1252. `bom` is the byte order mark
    the file began with (b"" for none); the text does not hold it. `repaired`: some bytes did not fit the encoding and
    were read as well as can be, so writing the text back would not give the very same bytes.
    """

    text: str
    encoding: str
    bom: bytes = b""
    repaired: bool = False

    def encode(self, text: str) -> bytes:
        """`text` as this file would hold it: the same encoding, the same mark. `decode` reads it back unchanged.

        Where that encoding cannot hold every character, or would be taken for another when the file is read again,
        the answer is UTF-8, so that nothing is lost. Raises UnicodeEncodeError for lone surrogates, which are no text.
        """
        for encoding, bom in ((self.encoding, self.bom), ("utf-8", b"")):
            try:
                data = bom + _encoded(text, encoding)
            except UnicodeEncodeError:
                continue
            if decode(data).text == text:
                return data
        return codecs.BOM_UTF8 + text.encode()


def decode(data: bytes) -> Decoded:
    """Read a file's bytes. Never fails: see the rule above, and `Decoded.repaired`."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding, bom)
    if unmarked := _unmarked_utf_16(data):
        return _decoded(data, unmarked, b"")
    try:
        return Decoded(text=data.decode(), encoding="utf-8")
    except UnicodeDecodeError:
        return Decoded(text=codecs.charmap_decode(data, "strict", _WINDOWS)[0], encoding=_WINDOWS_NAME)


def lines(text: str) -> list[str]:
    """The lines of `text`, each with the end it has; joined they are `text` again.

    Lines end as in an editor (CRLF, LF, or CR alone), so that numbers agree with what people see. `normalise`
    keeps the numbers.
    """
    return _LINE.findall(text)


def normalise(text: str) -> str:
    """Text ready to be read: lines end with LF, letters are composed (Unicode NFC), stray characters are gone.

    Characters that XML 1.0 or HTML forbid are dropped, and so are soft hyphens, zero-width spaces and byte order marks
    inside; the two joiners that some scripts need stay, and so do non-breaking spaces. Line and paragraph separators
    from word processors become spaces, because no editor counts them as lines.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():  # most heads and many texts: then little can be wrong, and it is found ten times as fast
        return _ASCII_DROPPED.sub("", text.replace("\x0b", " ").replace("\x0c", " "))
    # A text has few different letters, and looking at those takes a tenth of looking at all.
    if not _ODD.isdisjoint(set(text)):
        text = text.translate(_MENDED)
    return composed(text)


def composed(text: str) -> str:
    """The text in composed Unicode (NFC), of whatever length.

    Of more than 30 accents on one letter the rest is dropped (UAX #15, 13.2, has the same number): sorting a megabyte
    of them would take hours, and no language has four.
    """
    if len(text) > _QUICK and any(map(unicodedata.combining, set(text))) and _NO_WORD.search(text):
        text = _accents().sub(r"\1", text)
    return unicodedata.normalize("NFC", text)


@cache
def _accents() -> re.Pattern[str]:
    """Finds the accents beyond the thirtieth."""
    some = "".join(letter for letter in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(letter))
    return re.compile(f"([{some}]{{30}})[{some}]+")


def double_encoded(text: str) -> str | None:
    """The text put right if some of it is UTF-8 that was once read as Windows-1252 (“cafÃ©”, “itâ€™s”), else None.

    Only pieces that make no sense otherwise are changed, so “NÃO”, “château…” and “Âr” are left alone. Give it the
    text as decoded: `normalise` drops control characters that may belong to a piece.
    """
    repaired = text
    for _ in range(_MOST_ROUNDS if _SUSPECT.search(text) else 0):
        again = _mangled().sub(_put_right, repaired)
        if again == repaired:
            break
        repaired = again
    return None if repaired == text else repaired


def first_double_encoded_line(text: str) -> tuple[int, str, str] | None:
    """Where that begins: the number of the line (from 1), the odd word as typed, and the word put right."""
    found = _mangled().search(text) if _SUSPECT.search(text) else None
    if not found:
        return None
    start, end = found.span()
    while start and not text[start - 1].isspace() and found.start() - start < _LONGEST_WORD:
        start -= 1
    while end < len(text) and not text[end].isspace() and end - found.end() < _LONGEST_WORD:
        end += 1
    piece = text[start:end]
    return len(lines(text[:end])), piece, double_encoded(piece) or piece


_WINDOWS_NAME = "windows-1252"

# UTF-32 first: its little-endian mark begins with that of UTF-16.
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_WINDOWS = "".join(bytes([value]).decode("cp1252", "ignore") or chr(value) for value in range(256))
"""The character of every byte. The five that Windows-1252 leaves open are control characters, as browsers have them."""

_WINDOWS_BYTES = codecs.charmap_build(_WINDOWS)

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_APART = "\u000b\u000c\u0085\u2028\u2029"
_STRAY = "".join(
    chr(one)
    for first, last in (
        (0x0, 0x8), (0xE, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x200B, 0x200B), (0xFEFF, 0xFEFF),
        (0xD800, 0xDFFF), (0xFDD0, 0xFDEF),
        *((plane * 0x10000 + 0xFFFE, plane * 0x10000 + 0xFFFF) for plane in range(17)),
    )
    for one in range(first, last + 1)
)  # fmt: skip
_ASCII_DROPPED = re.compile("[\u0000-\u0008\u000e-\u001f\u007f]")
_BULLETS = {"\uf0a7": "•", "\uf0b7": "•"}
"""Word's own bullets, which no other program can show."""
_MENDED = str.maketrans({**dict.fromkeys(_STRAY), **dict.fromkeys(_APART, " "), **_BULLETS})
_ODD = frozenset(map(chr, _MENDED))

# More letters in a row than words have: only there can so many accents be. Python takes a twentieth of the time to make
# it of the letters that are meant not to be there.
_NO_WORD = re.compile(r"[^\x00-\u02ff]{31}")
_QUICK = 2_000
"""Characters that are sorted in no time, whatever they are."""
_MOST_ROUNDS = 3
_LONGEST_WORD = 30


def _decoded(data: bytes, encoding: str, bom: bytes) -> Decoded:
    try:
        return Decoded(text=data.decode(encoding), encoding=encoding, bom=bom)
    except UnicodeDecodeError:
        pass
    if encoding != "utf-8":
        return Decoded(text=data.decode(encoding, "replace"), encoding=encoding, bom=bom, repaired=True)
    # Somebody added to a UTF-8 file with a program that writes Windows-1252: only those bytes are read as such.
    text = data.decode("utf-8", "surrogateescape")
    text = re.sub("[\udc80-\udcff]", lambda odd: _WINDOWS[ord(odd[0]) - 0xDC00], text)
    return Decoded(text=text, encoding=encoding, bom=bom, repaired=True)


def _unmarked_utf_16(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly every other byte is NUL, which no other text has."""
    head = data[:200]
    even, odd = head[::2], head[1::2]
    if len(odd) >= 2 and not even.count(0) and odd.count(0) >= 0.7 * len(odd):
        return "utf-16-le"
    if len(odd) >= 2 and not odd.count(0) and even.count(0) >= 0.7 * len(even):
        return "utf-16-be"
    return None


def _encoded(text: str, encoding: str) -> bytes:
    if encoding == _WINDOWS_NAME:
        return codecs.charmap_encode(text, "strict", _WINDOWS_BYTES)[0]
    return text.encode(encoding)


def _put_right(found: re.Match[str]) -> str:
    data = _encoded(found[0], _WINDOWS_NAME)
    # The closing quotation mark's third byte is one that many programs throw away.
    return "”" if data == b"\xe2\x80" else data.decode().lstrip("\ufeff")


def _any_of(characters: str) -> str:
    return f"[{re.escape(characters)}]"


# How the bytes of UTF-8 look when each is shown as a character of Windows-1252.
_NEXT = _WINDOWS[0x80:0xC0]
# Marks that also follow a letter in ordinary writing: “CAFÉ”, ANGÅ…, 3 Å–4 Å. Alone they prove nothing.
_ORDINARY = "‘’“”‚„‹›«»…–—•·™\u00a0"
_TELLING = "".join(mark for mark in _NEXT if mark not in _ORDINARY)
_TELLING_HIGH = "".join(mark for mark in _WINDOWS[0xA0:0xC0] if mark not in _ORDINARY)
_TWO = f"[Î-Ñ×-Û]{_any_of(_NEXT)}"
_PIECES = (
    # £ © °, then é ü ą ł ŵ: two characters.
    f"Â{_any_of(_TELLING_HIGH)}|[ÃÄÅ]{_any_of(_TELLING)}",
    # The same with an ordinary mark: only after a small letter, or before a letter.
    f"(?<=[a-zß-ÿĀ-ſ])[ÃÄÅ]{_any_of(_ORDINARY)}|(?<![A-ZÀ-Þ])[ÃÄÅ]{_any_of(_ORDINARY.replace('’', ''))}(?=[^\\W\\d_])",
    "(?<![A-ZÀ-Þ])Â\u00a0(?![:;!?»])|(?<![A-ZÀ-Þ])Â[«»·](?=\\w)",
    # Curly quotes, dashes, dots; the euro sign; the trade mark, arrows and symbols.
    f"â€{_any_of(_NEXT)}?|â‚¬|â[„†˜™šœž\u009d]{_any_of(_NEXT)}",
    # Welsh ẁ ẃ ẅ ỳ.
    f"á[º»]{_any_of(_TELLING)}|áº[‚„…]",
    # Letters of Hindi, Bengali and Punjabi; emoji; the byte order mark.
    f"à[¤-©]{_any_of(_NEXT)}|ðŸ{_any_of(_NEXT)}{{2}}(?:ï¸\u008f)?|ï»¿",
    # Greek, Cyrillic, Hebrew, Arabic: a word of three letters or more, and what follows it. Less may be chance.
    f"(?:{_TWO}){{3,}}(?:[ .,:;!?-]+(?:{_TWO})+)*",
)


@cache
def _mangled() -> re.Pattern[str]:
    """Made when it is first needed: nearly never, and it takes five milliseconds."""
    return re.compile("|".join(_PIECES))


# Nearly every text has none of these, and this is looked for much faster.
_SUSPECT = re.compile(f"[Â-Åàáâïð×Î-ÑØ-Û]{_any_of(_NEXT)}")
