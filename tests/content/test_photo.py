"""What is found out about a picture before any page shows it."""

from __future__ import annotations

import io
import os
import struct
import sys
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.content.decoders import heic_ready
from hyperlocal.content.photo import MOST_BYTES, MOST_PIXELS, NotAPhoto, Photo, inspect

SIDEWAYS = (5, 6, 7, 8)
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
Image.init()
AVIF = pytest.mark.skipif("AVIF" not in Image.SAVE, reason="this Pillow has no AVIF")


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: object) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, form, **options)
    return target.getvalue()


def exif(orientation: int = 1, *, located: bool = False) -> Image.Exif:
    found = Image.Exif()
    found[0x0112] = orientation
    if located:
        found.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 1.0), 3: "W", 4: (0.0, 7.0, 1.0)})
    return found


def look(folder: Path, data: bytes, name: str = "photo.jpg") -> Photo:
    (folder / name).write_bytes(data)
    return inspect(f"content/{name}", folder / name)


def refused(folder: Path, data: bytes, name: str = "photo.jpg") -> str:
    with pytest.raises(NotAPhoto) as fault:
        look(folder, data, name)
    assert fault.value.remedy and str(fault.value) == fault.value.message
    return fault.value.message


@pytest.mark.parametrize(
    ("form", "ending"),
    [
        ("JPEG", ".jpg"),
        ("PNG", ".png"),
        ("GIF", ".gif"),
        ("WEBP", ".webp"),
        pytest.param("AVIF", ".avif", marks=AVIF),
        ("TIFF", ".jpg"),
        ("BMP", ".png"),
    ],
)
def test_every_kind_of_photo_is_known_whatever_it_is_called(tmp_path: Path, form: str, ending: str) -> None:
    found = look(tmp_path, picture(form), "Holiday.JPEG")
    assert (found.width, found.height, found.ending, found.located) == (60, 40, ending, False)
    assert found.path == "content/Holiday.JPEG" and found.file == tmp_path / "Holiday.JPEG"


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", pytest.param("AVIF", marks=AVIF)])
def test_the_size_is_that_of_the_upright_picture(tmp_path: Path, form: str, orientation: int) -> None:
    found = look(tmp_path, picture(form, exif=exif(orientation)))
    assert (found.width, found.height) == ((40, 60) if orientation in SIDEWAYS else (60, 40))


@pytest.mark.parametrize("orientation", [0, 9, 65_535])
def test_an_orientation_that_makes_no_sense_is_upright(tmp_path: Path, orientation: int) -> None:
    assert look(tmp_path, picture(exif=exif(orientation))).width == 60


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_says_where_it_was_taken_is_known(tmp_path: Path, form: str) -> None:
    assert look(tmp_path, picture(form, exif=exif(located=True))).located
    assert not look(tmp_path, picture(form, exif=exif())).located


def test_damaged_metadata_does_not_make_a_photo_damaged(tmp_path: Path) -> None:
    data = bytearray(picture(exif=exif(6, located=True)))
    start = data.index(b"Exif\0\0") + 10
    data[start : start + 40] = b"\xff" * 40
    assert look(tmp_path, bytes(data)).width in (40, 60)


def test_an_empty_file_may_be_on_its_way(tmp_path: Path) -> None:
    assert "0 bytes" in refused(tmp_path, b"")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP", "TIFF", "BMP"])
def test_a_photo_that_breaks_off_is_damaged(tmp_path: Path, form: str) -> None:
    noise = io.BytesIO()
    Image.effect_noise((60, 40), 80).convert("RGB").save(noise, form)
    whole = noise.getvalue()
    assert "damaged" in refused(tmp_path, whole[: len(whole) // 2])


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_an_animation_that_breaks_off_is_damaged(tmp_path: Path, form: str) -> None:
    frames = [Image.effect_noise((60, 40), sigma).convert("RGB") for sigma in (40, 60, 80)]
    target = io.BytesIO()
    frames[0].save(target, form, save_all=True, append_images=frames[1:])
    assert "damaged" in refused(tmp_path, target.getvalue()[:-400])
    assert look(tmp_path, target.getvalue()).width == 60


@pytest.mark.parametrize(
    "data", [b"hello", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"PK\x03\x04" + bytes(99), bytes(999)]
)
def test_what_is_only_named_like_a_photo_is_told(tmp_path: Path, data: bytes) -> None:
    assert "named like a photo" in refused(tmp_path, data)


def test_a_kind_of_picture_that_browsers_do_not_show_is_named(tmp_path: Path) -> None:
    assert "PPM" in refused(tmp_path, picture("PPM"))


@pytest.mark.parametrize("size", [(MOST_PIXELS // 10_000 + 1, 10_000), (60_000, 60_000)])
def test_a_photo_with_very_many_pixels_is_not_opened(tmp_path: Path, size: tuple[int, int]) -> None:
    small = picture("PNG")
    head = b"IHDR" + struct.pack(">II", *size) + small[24:29]
    bomb = small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]
    assert "120 million pixels" in refused(tmp_path, bomb, "bomb.png")


def test_between_the_limit_of_pillow_and_ours_there_is_no_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 60 * 40 - 1)
    assert look(tmp_path, picture()).width == 60


def test_the_pixels_of_all_frames_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    frames = [Image.new("1", (60, 40), number % 2) for number in range(3)]
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    assert look(tmp_path, target.getvalue()).width == 60
    monkeypatch.setattr("hyperlocal.content.photo._MOST_MOVING", 60 * 40 * 3 - 1)
    assert "pixels" in refused(tmp_path, target.getvalue())


def test_a_heic_without_its_reader_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)  # as if it were not installed
    assert not heic_ready()
    for name in ("IMG_1.HEIC", "IMG_1.jpg"):
        with pytest.raises(NotAPhoto, match="HEIC") as fault:
            look(tmp_path, HEIC, name)
        assert "hyperlocal[heic]" in fault.value.remedy
    assert "HEIC" not in refused(tmp_path, HEIC.replace(b"ftypheic", b"ftypavif"))


def test_a_damaged_heic_with_its_reader_is_damaged(tmp_path: Path) -> None:
    pytest.importorskip("pi_heif", reason="the extra hyperlocal[heic] is not installed")
    assert heic_ready()
    assert "damaged" in refused(tmp_path, HEIC, "IMG_1.HEIC")


def test_a_file_that_has_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAPhoto, match="cannot be opened"):
        inspect("content/gone.jpg", tmp_path / "gone.jpg")


def test_a_jpeg_with_thousands_of_layers_is_refused_at_once(tmp_path: Path) -> None:
    """Each layer is a hundred bytes and costs a pass over all pixels, inside one call that nothing can interrupt."""
    plain = picture(size=(4_000, 4_000), mode="L", progressive=True)
    layer = plain[plain.rindex(b"\xff\xda") : -2]
    start = time.process_time()
    assert "damaged" in refused(tmp_path, plain[:-2] + layer * 3_000 + b"\xff\xd9")
    assert time.process_time() - start < 5
    assert look(tmp_path, plain).width == 4_000


def test_what_follows_the_end_of_a_jpeg_is_not_counted(tmp_path: Path) -> None:
    """The film of a moving photo, in which any bytes may stand."""
    assert look(tmp_path, picture() + b"\xff\xda\x00\x02" * 100).width == 60


def test_a_jpeg_of_nothing_but_segments_is_refused_at_once(tmp_path: Path) -> None:
    start = time.process_time()
    assert "damaged" in refused(tmp_path, b"\xff\xd8" + b"\xff\xe1\x00\x02" * 1_000_000)
    assert time.process_time() - start < 5


def test_an_animation_of_very_many_small_pictures_is_refused_at_once(tmp_path: Path) -> None:
    one = picture("GIF", (1, 1), "P")
    frame = one[one.rindex(b"\x2c") : -1]
    start = time.process_time()
    assert "3,000 pictures" in refused(tmp_path, one[:-1] + frame * 50_000 + b";", "a.gif")
    assert time.process_time() - start < 5


def test_a_photo_that_takes_too_long_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hyperlocal.content.photo.SECONDS", 0.05)
    frames = [Image.new("RGB", (600, 600), (shade, 0, 0)) for shade in range(160)]
    target = io.BytesIO()
    frames[0].save(target, "PNG", save_all=True, append_images=frames[1:])
    assert "took longer than 0.05 seconds" in refused(tmp_path, target.getvalue(), "a.png")


def test_a_file_of_gigabytes_that_is_named_like_a_photo_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "photo.jpg").open("wb") as huge:
        huge.write(picture())
        huge.truncate(MOST_BYTES + 1)
    with pytest.raises(NotAPhoto, match="200 MB"):
        inspect("content/photo.jpg", tmp_path / "photo.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_is_named_like_a_photo_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "photo.jpg")
    with pytest.raises(NotAPhoto, match="cannot be opened"):
        inspect("content/photo.jpg", tmp_path / "photo.jpg")


@pytest.mark.parametrize("chunk", [b"zTXt", b"iCCP"])
def test_words_in_a_photo_that_swell_do_not_fill_the_memory(tmp_path: Path, chunk: bytes) -> None:
    plain = picture("PNG", (8, 8))
    data = b"a\0\0" + zlib.compress(bytes(200_000_000), 9)
    swelling = struct.pack(">I", len(data)) + chunk + data + struct.pack(">I", zlib.crc32(chunk + data))
    start = time.process_time()
    assert "damaged" in refused(tmp_path, plain[:33] + swelling + plain[33:], "a.png")
    assert time.process_time() - start < 5


def test_what_would_fill_the_memory_is_refused_and_what_need_not_is_not(tmp_path: Path) -> None:
    """61 million pixels: a JPEG is decoded at a fraction of them, other formats have to be decoded whole."""
    image = Image.new("1", (8_000, 7_600))
    image.save(tmp_path / "plan.png")
    with pytest.raises(NotAPhoto, match=r"61 million pixels.*PNG"):
        inspect("plan.png", tmp_path / "plan.png")
    image.convert("L").save(tmp_path / "plan.jpg", quality=20)
    assert inspect("plan.jpg", tmp_path / "plan.jpg").width == 8_000


def see_through(mode: str, colour: object) -> bytes:
    """The left half of it is drawn, the right half is not."""
    made = Image.new("RGBA", (40, 40))
    made.paste(colour, (0, 0, 20, 40))  # type: ignore[arg-type]
    target = io.BytesIO()
    made.convert(mode).save(target, "PNG")
    return target.getvalue()


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
@pytest.mark.parametrize(
    ("colour", "ground"), [((0, 0, 0, 255), "light"), ((255, 255, 255, 255), "dark"), ((200, 30, 30, 255), "light")]
)
def test_what_is_see_through_says_on_which_ground_it_is_seen(
    tmp_path: Path, mode: str, colour: tuple[int, ...], ground: str
) -> None:
    assert look(tmp_path, see_through(mode, colour), "a.png").ground == ground


def test_what_has_a_ground_of_its_own_needs_none(tmp_path: Path) -> None:
    assert look(tmp_path, picture("PNG"), "a.png").ground == ""
    assert look(tmp_path, picture("PNG", mode="RGBA"), "b.png").ground == "light", "it is empty, and so on any"


def test_a_jpeg_that_says_it_is_much_larger_than_its_bytes_can_hold_is_damaged(tmp_path: Path) -> None:
    data = bytearray(picture())
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = struct.pack(">HH", 10_000, 11_000)
    start = time.process_time()
    assert "damaged" in refused(tmp_path, bytes(data))
    assert time.process_time() - start < 1
    flat = picture(size=(4_000, 4_000), mode="L", progressive=True, optimize=True)
    assert look(tmp_path, flat).width == 4_000  # nothing is smaller for its size
