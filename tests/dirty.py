"""Pictures with everything in them that cameras, telephones and programs write, and people do not want published."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Mapping

from PIL import Image, ImageCms, ImageDraw, PngImagePlugin

CANARY = "CANARY Jane Smith SN-0815"
SECRET = CANARY.encode()
PLACE = 0x47505331
"""A number that stands in the latitude, so that it can be looked for: the letters GPS1."""
MARKS = (
    b"CANARY",
    "CANARY".encode("utf-16-le"),
    "CANARY".encode("utf-16-be"),
    PLACE.to_bytes(4, "big"),
    PLACE.to_bytes(4, "little"),
)
"""None of these bytes may stand in anything that is published."""
_WIDE, _HIGH = 600, 400


def scene(width: int = _WIDE, height: int = _HIGH) -> Image.Image:
    """A picture that has enough in it for a photo, and none of the marks."""
    image = Image.radial_gradient("L").resize((width, height))
    picture = Image.merge("RGB", (image, image.rotate(90).resize((width, height)), image.rotate(180)))
    ImageDraw.Draw(picture).rectangle((width // 10, height // 10, width // 3, height // 3), fill="teal")
    return picture


def encoded(image: Image.Image, form: str, **options: object) -> bytes:
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """Maker, model, owner, serial numbers, maker's note, the place."""
    found = Image.Exif()
    found.update({0x0112: orientation, 0x010F: CANARY, 0x0110: CANARY, 0x013B: CANARY, 0x010E: CANARY, 0x8298: CANARY})
    found.get_ifd(0x8769).update({0xA430: CANARY, 0xA431: CANARY, 0xA435: CANARY, 0x927C: SECRET, 0x9286: SECRET})
    found.get_ifd(0x8825).update({1: "N", 2: (float(PLACE), 28.0, 53.0), 3: "W", 4: (0.0, 7.0, 40.0), 29: CANARY})
    return found


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes([0xFF, marker]) + (len(payload) + 2).to_bytes(2, "big") + payload


def _box(name: bytes, inside: bytes) -> bytes:
    return (8 + len(inside)).to_bytes(4, "big") + name + inside


def profile() -> bytes:
    """A colour profile with a name in it, as those of screens have the name of the screen."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace("sRGB built-in".encode("utf-16-be"), CANARY[:13].encode("utf-16-be"))


def jpeg(orientation: int = 1, mode: str = "RGB", **options: object) -> bytes:
    image = scene().convert(mode)
    inside = exif(orientation).tobytes().removeprefix(b"Exif\0\0") + encoded(scene(60, 40), "JPEG", comment=SECRET)
    film = _box(b"ftyp", b"mp42" + SECRET) + _box(b"moov", b"\xa9xyz+51.48-000.12/" + SECRET)
    segments = (
        _segment(0xE0, b"JFXX\0\x10" + encoded(scene(60, 40), "JPEG", comment=SECRET)),
        _segment(0xE1, b"Exif\0\0" + inside),
        _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
        _segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + b"0" * 32 + bytes(8) + SECRET),
        _segment(0xE2, b"ICC_PROFILE\0\1\1" + profile()),
        _segment(0xE2, b"MPF\0MM\0*" + SECRET),
        _segment(0xE4, b"SamsungSerial\0" + SECRET),
        _segment(0xEB, b"JP\0\1\0\0\0\1" + _box(b"jumb", _box(b"jumd", b"c2pa\0" + SECRET))),
        _segment(0xEC, b"Ducky" + SECRET),
        _segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x1f\x1c\x02\x50\0\x19" + SECRET),
        _segment(0xFE, SECRET),
    )
    data = encoded(image, "JPEG", **options)
    second = encoded(scene(60, 40), "JPEG", comment=SECRET)
    return data[:2] + b"".join(segments) + data[2:] + second + film + SECRET + b"SEFT"


def _chunk(name: bytes, inside: bytes) -> bytes:
    return len(inside).to_bytes(4, "big") + name + inside + zlib.crc32(name + inside).to_bytes(4, "big")


def png(image: Image.Image | None = None, **options: object) -> bytes:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", CANARY)
    texts.add_text("Author", CANARY, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", CANARY, zip=True)
    texts.add(b"tIME", struct.pack(">HBBBBB", 2026, 5, 6, 7, 8, 9))
    texts.add(b"prVt", SECRET)
    data = encoded(image or scene(), "PNG", pnginfo=texts, exif=exif(), icc_profile=profile(), dpi=(72, 72), **options)
    return data[:-12] + _chunk(b"zzZz", SECRET) + _chunk(b"caBX", SECRET) + data[-12:] + SECRET


def gif(**options: object) -> bytes:
    data = encoded(scene(), "GIF", comment=SECRET, **options)
    xmp = b"!\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    words = b"!\x01\x0c" + bytes(12) + bytes([len(SECRET)]) + SECRET + b"\0"
    return data[:-1] + xmp + words + b";" + SECRET


def webp(**options: object) -> bytes:
    data = encoded(scene(), "WEBP", exif=exif(), xmp=SECRET, icc_profile=profile(), **options)
    extra = b"JUNK" + struct.pack("<I", len(SECRET)) + SECRET + bytes(len(SECRET) % 2)
    return data[:4] + struct.pack("<I", len(data) - 8 + len(extra)) + data[8:] + extra + SECRET


def avif(**options: object) -> bytes:
    data = encoded(scene(), "AVIF", exif=exif(), xmp=SECRET, icc_profile=profile(), **options)
    return data + _box(b"uuid", bytes(16) + SECRET)


def tiff(mode: str = "RGB") -> bytes:
    tags = exif()
    tags.update({number: dict(tags.get_ifd(number)) for number in (0x8769, 0x8825)})
    tags.update(dict.fromkeys((270, 271, 305, 306, 315, 33432, 42033), CANARY))
    tags.update(dict.fromkeys((700, 33723, 34377), SECRET))
    return encoded(scene().convert(mode), "TIFF", exif=tags, icc_profile=profile()) + SECRET


def bmp() -> bytes:
    return encoded(scene(), "BMP") + SECRET


def moving(form: str) -> bytes:
    more = {"save_all": True, "append_images": [scene().rotate(180)], "duration": 200}
    makers: Mapping[str, Callable[..., bytes]] = {"PNG": png, "GIF": gif, "WEBP": webp, "AVIF": avif}
    return makers[form](**more)


PICTURES: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "photo.jpg": ("JPEG", jpeg),
    "turned.jpeg": ("JPEG", lambda: jpeg(6)),
    "grey.jpg": ("JPEG", lambda: jpeg(mode="L")),
    "inks.jpg": ("JPEG", lambda: jpeg(mode="CMYK")),
    "progressive.jpg": ("JPEG", lambda: jpeg(progressive=True, quality=95, subsampling=0)),
    "scan.png": ("PNG", png),
    "palette.png": ("PNG", lambda: png(scene().quantize(16))),
    "clear.png": ("PNG", lambda: png(scene().convert("RGBA"))),
    "shot.gif": ("GIF", gif),
    "shot.webp": ("WEBP", webp),
    "lossless.webp": ("WEBP", lambda: webp(lossless=True)),
    "shot.avif": ("AVIF", avif),
    "scan.tif": ("TIFF", tiff),
    "grey.tiff": ("TIFF", lambda: tiff("L")),
    "old.bmp": ("BMP", bmp),
    "moving.gif": ("GIF", lambda: moving("GIF")),
    "moving.webp": ("WEBP", lambda: moving("WEBP")),
    "moving.png": ("PNG", lambda: moving("PNG")),
    "moving.avif": ("AVIF", lambda: moving("AVIF")),
}
