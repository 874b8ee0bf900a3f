"""Who a published document says wrote it, and whether a picture in it says where it was taken.

Word, LibreOffice and their like write the name of whoever is logged in into every file (and the PDF made of it); the
photos that were put in keep their place. Documents are published as they are, so their owners are told. What is read:
the Info dictionary and XMP of PDF (ISO 32000-1, 14.3), docProps/core.xml of Office (ECMA-376, 2, 11) and meta.xml of
OpenDocument (1.3, 3, 4.3). The reader is a tolerant one: what it does not find it does not tell, and no file, however
broken or hostile, costs more than a few seconds.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from hyperlocal.content.decoders import quiet_decoders
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.found import Told
from hyperlocal.content.photo import says_where
from hyperlocal.disk import read_file
from hyperlocal.timelimit import TooLong, within

MOST_BYTES = 100_000_000
"""A larger file is published without being looked into."""
SECONDS = 3.0
"""Seconds of processor time for one document. A report of 10 MB takes a twentieth of one."""
_MOST_PARTS = 5_000
_MOST_PICTURES = 200
_MOST_STREAMS = 500
_HEAD = 400_000
"""Bytes of a packed part that are unpacked: what is looked for stands at the beginning."""

_AUTHOR = re.compile(rb"/Author\s*(?:\(((?:[^()\\]|\\.){0,400})\)|<([0-9A-Fa-f\s]{0,1600})>)", re.DOTALL)
_CREATOR = re.compile(rb"<dc:creator\b[^>]{0,200}>(.{0,600}?)</dc:creator>", re.DOTALL)
_OTHERS = re.compile(
    rb"<(cp:lastModifiedBy|meta:initial-creator)\b[^>]{0,200}>([^<]{1,300})</\1>",
)
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError)
"""What `zipfile` raises for what breaks off, is locked, or is packed in a way that it does not know."""
_TAGS = re.compile(r"<[^>]*>")
_STREAM = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)
_ESCAPED = re.compile(rb"\\([nrtbf()\\]|[0-7]{1,3}|\r?\n)")
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_NOBODY = frozenset(
    [
        "", "author", "user", "admin", "administrator", "owner", "unknown", "anonymous", "none", "(anonymous)",
        "microsoft office user", "windows user", "office user", "python-docx", "openpyxl", "reportlab", "libreoffice",
        "adobe", "scanner", "(unspecified)", "unspecified", "home", "guest", "default", "canva", "pc",
    ]
)  # fmt: skip
"""What programs write there when they know of nobody."""


def read_document(job: FileJob) -> Told:
    """What one document tells; nothing when it cannot be read, which is told where it is published."""
    try:
        data = read_file(job.file, MOST_BYTES)
    except OSError:
        return Told(fleeting=True)
    ending = f".{job.path.rpartition('.')[2].casefold()}"
    names: list[str] = []
    located = False
    try:
        with within(SECONDS):
            for part in _pdf_parts(data) if ending == ".pdf" else _zip_parts(data):
                names += _names(part)
                located = located or _has_place(part)
    except TooLong:
        return Told(author=next(filter(_is_somebody, names), ""), located=located, fleeting=True)
    # What breaks off, is locked, or says of itself what is not so.
    except (*_BROKEN, OSError, ValueError, LookupError):
        pass
    return Told(author=next(filter(_is_somebody, names), ""), located=located)


def _zip_parts(data: bytes) -> Iterator[bytes]:
    """The parts of an Office or OpenDocument file that tell something: never more of each than its head, whatever it
    says of its size."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        pictures = 0
        for part in opened.infolist()[:_MOST_PARTS]:
            name = part.filename.casefold()
            picture = name.endswith((".jpg", ".jpeg", ".tif", ".tiff", ".png", ".webp", ".heic"))
            pictures += picture
            if name in ("docprops/core.xml", "meta.xml") or (picture and pictures <= _MOST_PICTURES):
                try:
                    with opened.open(part) as packed:
                        yield packed.read(_HEAD)
                except _BROKEN:
                    continue


def _pdf_parts(data: bytes) -> Iterator[bytes]:
    """The file itself, where pictures lie as they were and most say who made it; and what is packed together in it."""
    if b"/Encrypt" in data:  # then its words are not to be read, and would be rubbish
        return
    yield data
    for count, found in enumerate(_STREAM.finditer(data)):
        if count >= _MOST_STREAMS:
            return
        try:
            yield zlib.decompressobj().decompress(data[found.end() : found.end() + _HEAD], _HEAD)
        except zlib.error:
            continue


def _names(part: bytes) -> Iterator[str]:
    for found in _AUTHOR.finditer(part):
        yield _pdf_text(_unescaped(found[1]) if found[1] is not None else _from_hex(found[2]))
    for creator in _CREATOR.finditer(part):
        yield _plain(creator[1])
    for other in _OTHERS.finditer(part):
        yield _plain(other[2])


def _from_hex(digits: bytes) -> bytes:
    """ISO 32000-1, 7.3.4.3: a last digit that is missing is 0."""
    bare = b"".join(digits.split()).decode("ascii")
    return bytes.fromhex(bare + "0" * (len(bare) % 2))


def _plain(raw: bytes) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", raw.decode("utf-8", "replace"))).split())


def _unescaped(raw: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        code = found[1]
        if code[:1].isdigit():
            return bytes([int(code, 8) & 255])
        return b"" if code.endswith(b"\n") else _LETTERS.get(code, code)

    return _ESCAPED.sub(one, raw)


def _pdf_text(raw: bytes) -> str:
    """A text string of PDF: UTF-16 with its mark, UTF-8 with its mark, or nearly Latin-1 (ISO 32000-1, 7.9.2.2)."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        text = raw.decode("utf-16", "replace")
    elif raw.startswith(b"\xef\xbb\xbf"):
        text = raw[3:].decode("utf-8", "replace")
    else:
        text = raw.decode("latin-1")
    return " ".join(text.split())


def _is_somebody(name: str) -> bool:
    """Whether this may be a person: not the name of a program, no code."""
    return name.casefold() not in _NOBODY and name.isprintable() and any(one.isalpha() for one in name)


def _has_place(part: bytes) -> bool:
    """Whether there is EXIF with a place in it (EXIF 2.32, 4.6.6)."""
    at = -1
    for _ in range(_MOST_PICTURES):
        at = part.find(b"Exif\0\0", at + 1)
        if at < 0:
            return False
        if _is_located(part[at : at + 65_536]):
            return True
    return False


def _is_located(exif: bytes) -> bool:
    from PIL import Image  # noqa: PLC0415 - few documents have photos of cameras in them

    found = Image.Exif()
    try:
        with quiet_decoders():
            found.load(exif)
            return says_where(found)
    except TooLong:
        raise
    except Exception:  # damaged metadata
        return False
