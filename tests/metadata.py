"""Reads published pictures without Pillow and without our own code: every piece that a file is made of, by its name.

Written from the formats' own descriptions: JPEG (ITU-T T.81, B), PNG (W3C, third edition), GIF89a, WebP (RFC 9649),
AVIF and HEIC (ISO/IEC 14496-12 and 23008-12), TIFF 6.0, BMP. What follows the end of a picture is a piece too.
"""

from __future__ import annotations

import io
import logging
import struct
from collections.abc import Iterator

import exifread

AFTER = "after the end"

ALLOWED = {
    "JPEG": {"SOI", "APP0 JFIF", "DQT", "SOF0", "SOF1", "SOF2", "DHT", "DRI", "SOS", "EOI"},
    "PNG": {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "acTL", "fcTL", "fdAT"},
    "GIF": {"GIF", "control", "application NETSCAPE2.0", "image", "end"},
    "WEBP": {"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF"},
    "AVIF": {
        "ftyp", "meta", "hdlr", "pitm", "iloc", "iinf", "infe av01", "iprp", "ipco", "ipma", "iref", "auxl", "ispe",
        "pixi", "av1C", "colr nclx", "auxC", "irot", "imir", "grpl", "mdat", "moov", "mvhd", "trak", "tkhd", "mdia",
        "mdhd", "minf", "vmhd", "dinf", "dref", "url ", "stbl", "stsd", "stts", "stsc", "stsz", "stco", "stss", "tref",
        "edts", "elst", "ccst", "av01",
    },
    # Width, height, how the pixels lie; nothing in words. 282, 283 and 296 are the pixels in an inch.
    "TIFF": {f"tag {number}" for number in
             (254, 256, 257, 258, 259, 262, 273, 277, 278, 279, 282, 283, 284, 296, 317, 320, 332, 338, 339)},
    "BMP": {"BMP", "header", "pixels"},
}  # fmt: skip
"""What may be in a published picture: what its pixels need, and no more."""


def form_of(data: bytes) -> str:
    """What kind of picture this is, by its first bytes; "" for none."""
    signs = {b"\xff\xd8": "JPEG", b"\x89PNG": "PNG", b"GIF8": "GIF", b"II*\0": "TIFF", b"MM\0*": "TIFF", b"BM": "BMP"}
    if data[:4] == b"RIFF":
        return "WEBP"
    if data[4:8] == b"ftyp":
        return "AVIF"
    return next((form for sign, form in signs.items() if data.startswith(sign)), "")


def pieces(data: bytes) -> list[str]:
    """The name of each piece, in order."""
    read = {"JPEG": _jpeg, "PNG": _png, "GIF": _gif, "WEBP": _webp, "AVIF": _avif, "TIFF": _tiff, "BMP": _bmp}
    return list(read[form_of(data)](data))


def foreign(data: bytes) -> list[str]:
    """The pieces that have no business in a published picture."""
    return [one for one in pieces(data) if one not in ALLOWED[form_of(data)]]


def exif_of(data: bytes) -> dict[str, str]:
    """Every EXIF value that the package exifread finds: another reader than that which made or cleaned the picture."""
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    found = exifread.process_file(io.BytesIO(data), details=True)
    return {name: str(value) for name, value in found.items()}


def _jpeg(data: bytes) -> Iterator[str]:
    yield "SOI"
    at = 2
    while at < len(data):
        assert data[at] == 0xFF, f"no marker at {at}"
        kind = data[at + 1]
        if kind == 0xD9:
            yield "EOI"
            if at + 2 < len(data):
                yield AFTER
            return
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        payload = data[at + 4 : at + 2 + length]
        yield _segment(kind, payload)
        at += 2 + length
        if kind == 0xDA:
            while not (data[at] == 0xFF and data[at + 1] not in (0, *range(0xD0, 0xD8))):
                at += 1


def _segment(kind: int, payload: bytes) -> str:
    if 0xE0 <= kind <= 0xEF:
        return f"APP{kind - 0xE0} {payload.split(bytes(1))[0][:40].decode('latin-1')}"
    if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):
        return f"SOF{kind - 0xC0}"
    return {0xC4: "DHT", 0xDB: "DQT", 0xDD: "DRI", 0xDA: "SOS", 0xFE: "COM"}.get(kind, f"{kind:02X}")


def _png(data: bytes) -> Iterator[str]:
    at = 8
    while at < len(data):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        yield name.decode("latin-1")
        at += 12 + length
        if name == b"IEND" and at < len(data):
            yield AFTER
            return


def _gif(data: bytes) -> Iterator[str]:
    yield "GIF"
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    while at < len(data):
        kind = data[at]
        if kind == 0x3B:
            yield "end"
            if at + 1 < len(data):
                yield AFTER
            return
        if kind == 0x21:
            names = {0xF9: "control", 0xFE: "comment", 0x01: "words", 0xFF: "application"}
            name = names.get(data[at + 1], f"extension {data[at + 1]:02X}")
            yield f"{name} {data[at + 3 : at + 14].decode('latin-1')}" if name == "application" else name
            at += 2
        else:
            assert kind == 0x2C, f"no block at {at}"
            yield "image"
            at += 10 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 0x80 else 0) + 1
        while data[at]:
            at += data[at] + 1
        at += 1


def _webp(data: bytes) -> Iterator[str]:
    end = 8 + int.from_bytes(data[4:8], "little")
    yield from _riff(data[12:end])
    if len(data) > end:
        yield AFTER


def _riff(data: bytes) -> Iterator[str]:
    at = 0
    while at + 8 <= len(data):
        name, length = struct.unpack("<4sI", data[at : at + 8])
        yield name.decode("latin-1")
        if name == b"ANMF":
            yield from _riff(data[at + 24 : at + 8 + length])
        at += 8 + length + length % 2


_FULL = {"meta": 4, "iinf": 6, "iref": 4, "stsd": 8, "dref": 8}
"""How many bytes stand before the boxes that lie in a box."""
_HOLDING = frozenset(
    {"meta", "iinf", "iprp", "ipco", "iref", "moov", "trak", "mdia", "minf", "dinf", "dref", "stbl"}
) | {"stsd", "edts", "tref"}


def _avif(data: bytes) -> Iterator[str]:
    at = 0
    while at < len(data):
        length, raw = struct.unpack(">I4s", data[at : at + 8])
        head = 8
        if length == 1:
            length, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        length = length or len(data) - at
        assert length >= head, f"no box at {at}"
        name, inside = raw.decode("latin-1"), data[at + head : at + length]
        if name == "infe":
            name = f"infe {inside[8:12].decode('latin-1')}"
        elif name == "colr":
            name = f"colr {inside[:4].decode('latin-1')}"
        yield name
        if name in _HOLDING:
            yield from _avif(inside[_FULL.get(name, 0) :])
        at += length


def _tiff(data: bytes) -> Iterator[str]:
    order = "<" if data[:2] == b"II" else ">"
    (at,) = struct.unpack(f"{order}I", data[4:8])
    while at:
        (count,) = struct.unpack(f"{order}H", data[at : at + 2])
        for number in range(count):
            (tag,) = struct.unpack(f"{order}H", data[at + 2 + 12 * number : at + 4 + 12 * number])
            yield f"tag {tag}"
        (at,) = struct.unpack(f"{order}I", data[at + 2 + 12 * count : at + 6 + 12 * count])


def _bmp(data: bytes) -> Iterator[str]:
    size, _, start, header = struct.unpack("<IIII", data[2:18])
    yield from ("BMP", "header", "pixels")
    colours = int.from_bytes(data[46:50], "little")
    if start != 14 + header + 4 * colours or size != len(data):
        yield AFTER
