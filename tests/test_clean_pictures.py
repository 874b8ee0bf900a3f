"""Requirements 28 and 29 of the project's list: every published picture is upright, true in colour, and has nothing in
it but the picture. Proven on the bytes of whole built websites, by readers that share nothing with what made them.
"""

from __future__ import annotations

import io
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from hyperlocal.builder import build
from hyperlocal.cli import run
from tests import dirty
from tests.browser import ROOT
from tests.conftest import SITE_YML, MakeSite
from tests.metadata import AFTER, exif_of, foreign, form_of, pieces

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
Image.init()
PICTURES = {name: one for name, one in dirty.PICTURES.items() if one[0] in Image.SAVE}
"""Those that this Pillow can write."""


@pytest.fixture(scope="module")
def sources() -> dict[str, bytes]:
    return {name: make() for name, (_, make) in PICTURES.items()}


@pytest.fixture(scope="module")
def published(sources: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A website with each of them shown and linked in a text, on top of a text, and lying in static/."""
    folder = tmp_path_factory.mktemp("dirty") / "site"
    shown = "\n\n".join(f"![A green]({name})\n\n[The whole]({name})" for name in sources)
    files: dict[str, str | bytes] = {
        "site.yml": f"{SITE_YML}avif: yes\n",
        "content/pages/album.md": f"---\ntitle: Album\n---\n{shown}\n",
        **{
            f"content/posts/2026-05-02-{name.replace('.', '-')}.md": f"---\nimage: {name}\nimage_alt: Words\n---\nx\n"
            for name in sources
        },
    }
    for name, data in sources.items():
        files |= {f"{part}/{name}": data for part in ("content/pages", "content/posts", "static")}
    for path, written in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(written if isinstance(written, bytes) else written.encode())
    found = build(folder, folder / "_site", NOW)
    assert not [problem for problem in found.problems if problem.rule in ("bad-photo", "unreadable", "dead-link")]
    return folder / "_site"


OWN = frozenset({"favicon.ico", "apple-touch-icon.png"})


def pictures(site: Path, *, ours: bool = False) -> Iterator[tuple[str, bytes]]:
    """The pictures that were made of photos, and (if asked for) our own icons and cards too."""
    for file in sorted(site.rglob("*")):
        own = file.name in OWN or file.is_relative_to(site / "cards")
        if file.is_file() and (ours or not own) and form_of(data := file.read_bytes()):
            yield file.relative_to(site).as_posix(), data


def test_the_readers_see_what_is_there(sources: dict[str, bytes]) -> None:
    """A proof is worth what its readers find in the pictures as they were."""
    for name, data in sources.items():
        assert form_of(data) == PICTURES[name][0] and any(mark in data for mark in dirty.MARKS)
        found = foreign(data)
        assert found, name
        if form_of(data) in ("JPEG", "PNG", "TIFF"):
            assert "GPS GPSLatitude" in exif_of(data), name
    for name, parts in {
        "photo.jpg": {"APP1 Exif", "APP1 http://ns.adobe.com/xap/1.0/", "APP1 http://ns.adobe.com/xmp/extension/",
                      "APP2 ICC_PROFILE", "APP2 MPF", "APP11 JP", "APP13 Photoshop 3.0", "COM", "APP0 JFXX", AFTER},
        "scan.png": {"tEXt", "zTXt", "iTXt", "eXIf", "tIME", "prVt", "iCCP", "zzZz", "caBX", "pHYs", AFTER},
        "shot.webp": {"EXIF", "XMP ", "ICCP", "JUNK", AFTER},
        "shot.gif": {"comment", "words", "application XMP DataXMP", AFTER},
        "shot.avif": {"infe Exif", "infe mime", "colr prof", "uuid"},
        "scan.tif": {"tag 270", "tag 315", "tag 700", "tag 33723", "tag 34377", "tag 34665", "tag 34675", "tag 34853"},
        "old.bmp": {AFTER},
    }.items():  # fmt: skip
        if name in sources:
            assert parts <= set(foreign(sources[name])), (name, pieces(sources[name]))


def test_requirement_29_no_published_picture_holds_more_than_its_pixels_need(published: Path) -> None:
    found = dict(pictures(published, ours=True))
    assert len(found) > 2 * len(PICTURES) and {form_of(data) for data in found.values()} >= {
        "JPEG",
        "PNG",
        "WEBP",
        "GIF",
    }
    assert {path: foreign(data) for path, data in found.items() if foreign(data)} == {}


def test_requirement_29_another_reader_finds_no_exif(published: Path) -> None:
    for path, data in pictures(published, ours=True):
        found = exif_of(data)
        if form_of(data) == "TIFF":  # where the size of a picture is a tag as well
            found = {name: value for name, value in found.items() if "GPS" in name or dirty.CANARY in value}
        assert found == {}, path


def test_requirement_29_no_mark_is_anywhere_in_the_website(published: Path, sources: dict[str, bytes]) -> None:
    count = 0
    for file in published.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            count += 1
            assert [mark for mark in dirty.MARKS if mark in data] == [], file
    assert count > len(sources)


def test_requirement_29_nor_in_what_is_packed_for_a_host(
    published: Path, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(["pack", str(published.parent), "--output", str(tmp_path / "a.zip"), "--now", "2026-11-22"]) in (0, 1)
    capfd.readouterr()
    with zipfile.ZipFile(tmp_path / "a.zip") as opened:
        assert len(opened.namelist()) > len(PICTURES)
        for name in opened.namelist():
            assert [mark for mark in dirty.MARKS if mark in opened.read(name)] == [], name
            assert ".hyperlocal/" not in name


def test_requirement_28_pages_show_only_pictures_that_are_there_with_their_size(published: Path) -> None:
    """And those of the album are all shown."""
    html = (published / "album/index.html").read_text(encoding="utf-8")
    assert html.count("<img ") >= len(PICTURES) and "missing-photo" not in html
    assert html.count(" width=") >= len(PICTURES) and html.count(" height=") >= len(PICTURES)


# --- true in colour ---

PATCHES = ((250, 20, 30), (30, 240, 40), (20, 40, 250), (128, 128, 128), (250, 200, 60), (90, 30, 120))
"""Numbers of red, green and blue, as a camera or screen with a profile of its own means them."""


def matrix_profile(primaries: Sequence[tuple[float, float]], gamma: float | None) -> bytes:
    """A colour profile of a display (ICC.1:2022): three primaries and the white of daylight (D65), with this gamma, or
    that of sRGB. Written here by hand, so that it is not read by what made it."""
    columns = _columns(primaries)
    curve = (
        b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)) + bytes(2)
        if gamma
        else b"para" + bytes(4) + struct.pack(">HH5i", 3, 0, *(_fixed(one) for one in _SRGB_CURVE))
    )
    words = "A display".encode("utf-16-be")
    name = b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(words), 28) + words + bytes(2)
    tags = {b"desc": name, b"cprt": name, b"wtpt": _xyz(_D50)}
    tags |= {sign: _xyz(column) for sign, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    table, body, start = struct.pack(">I", len(tags)), b"", 132 + 12 * len(tags)
    for sign, data in tags.items():
        padded = data + bytes(-len(data) % 4)
        table += sign + struct.pack(">II", start + len(body), len(data))
        body += padded
    head = struct.pack(">I4sI4s4s4s", start + len(body), bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    head += struct.pack(">3i", *(_fixed(one) for one in _D50))
    return head + bytes(128 - len(head)) + table + body


_D50, _D65 = (0.9642, 1.0, 0.8249), (0.95047, 1.0, 1.08883)
_SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
_BRADFORD = ((1.0478112, 0.0228866, -0.0501270), (0.0295424, 0.9904844, -0.0170491), (-0.0092345, 0.0150436, 0.7521316))
"""From the white of D65 to that of D50, which profiles are written for."""
SRGB = ((0.64, 0.33), (0.30, 0.60), (0.15, 0.06))
DISPLAY_P3 = ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06))
ADOBE_RGB = ((0.64, 0.33), (0.21, 0.71), (0.15, 0.06))


def _fixed(value: float) -> int:
    return round(value * 65_536)


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(_fixed(one) for one in values))


def _columns(primaries: Sequence[tuple[float, float]]) -> list[tuple[float, float, float]]:
    """What full red, green and blue are in XYZ (D50)."""
    raw = [(x / y, 1.0, (1 - x - y) / y) for x, y in primaries]
    shares = solved(tuple(zip(*raw, strict=True)), _D65)
    return [times(_BRADFORD, tuple(one * share for one in column)) for column, share in zip(raw, shares, strict=True)]


Three = Sequence[float]


def times(matrix: Sequence[Three], vector: Three) -> tuple[float, float, float]:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three


def solved(matrix: Sequence[Three], wanted: Three) -> list[float]:
    """Cramer's rule."""

    def determinant(m: Sequence[Three]) -> float:
        return sum(
            m[0][i] * (m[1][(i + 1) % 3] * m[2][(i + 2) % 3] - m[1][(i + 2) % 3] * m[2][(i + 1) % 3]) for i in range(3)
        )

    columns = list(zip(*matrix, strict=True))
    replaced = [[*columns[:i], tuple(wanted), *columns[i + 1 :]] for i in range(3)]
    return [determinant(list(zip(*one, strict=True))) / determinant(matrix) for one in replaced]


def in_srgb(numbers: tuple[int, int, int], primaries: Sequence[tuple[float, float]], gamma: float | None) -> list[int]:
    """The same colour in numbers of sRGB, worked out with the formulas of IEC 61966-2-1."""
    linear = [(one / 255) ** gamma if gamma else _opened(one / 255) for one in numbers]
    xyz = [sum(share * column[i] for share, column in zip(linear, _columns(primaries), strict=True)) for i in range(3)]
    found = solved(tuple(zip(*_columns(SRGB), strict=True)), xyz)
    return [round(255 * _closed(min(1.0, max(0.0, one)))) for one in found]


def _opened(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _closed(value: float) -> float:
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def patches(numbers: Sequence[tuple[int, ...]] = PATCHES, mode: str = "RGB") -> Image.Image:
    """Squares of 80 pixels, so that no encoder mixes one with the next in its middle."""
    made = Image.new(mode, (80 * len(numbers), 80))
    for place, one in enumerate(numbers):
        made.paste(one if len(one) > 1 else one[0], (80 * place, 0, 80 * place + 80, 80))
    return made


def middles(image: Image.Image, count: int = len(PATCHES)) -> list[tuple[int, ...]]:
    """The colour in the middle of each square."""
    step = image.width / count
    plain = image.convert("RGBA")
    found = [plain.getpixel((int(step * (place + 0.5)), image.height // 2)) for place in range(count)]
    return [tuple(map(int, one)) for one in found if isinstance(one, tuple)]


def all_published(site: MakeSite, name: str, data: bytes) -> dict[str, Image.Image]:
    """Every picture that one photo, shown and linked, becomes."""
    folder = site({f"content/pages/{name}": data, "content/pages/a.md": f"![Words]({name})\n\n[whole]({name})"})
    build(folder, folder / "_site", NOW)
    found: dict[str, Image.Image] = {
        path: Image.open(io.BytesIO(written)) for path, written in pictures(folder / "_site")
    }
    assert len(found) >= 3 and not any("icc_profile" in one.info for one in found.values())
    return found


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize(
    ("primaries", "gamma"), [(DISPLAY_P3, None), (ADOBE_RGB, 2.2)], ids=["Display P3", "Adobe RGB"]
)
def test_requirement_28_wide_colours_keep_their_look_in_srgb(
    site: MakeSite, form: str, primaries: Sequence[tuple[float, float]], gamma: float | None
) -> None:
    choices: Mapping[str, dict[str, object]] = {"JPEG": {"quality": 98, "subsampling": 0}, "WEBP": {"lossless": True}}
    options = choices.get(form, {})
    data = dirty.encoded(patches(), form, icc_profile=matrix_profile(primaries, gamma), **options)
    wanted = [in_srgb(one, primaries, gamma) for one in PATCHES]
    assert (
        max(abs(a - b) for one, other in zip(wanted, PATCHES, strict=True) for a, b in zip(one, other, strict=True))
        > 15
    )
    for path, image in all_published(site, f"a.{form.casefold()}", data).items():
        lossy = 6 if path.endswith((".webp", ".jpg", ".jpeg")) else 3
        for found, one in zip(middles(image), wanted, strict=True):
            assert max(abs(a - b) for a, b in zip(found[:3], one, strict=True)) <= lossy, (path, found, one)


def test_requirement_28_inks_become_light(site: MakeSite) -> None:
    inks = ((0, 0, 0, 0), (0, 0, 0, 255), (255, 0, 0, 0), (0, 255, 0, 0), (0, 0, 255, 0))
    data = dirty.encoded(patches(inks, "CMYK"), "JPEG", quality=98)
    wanted = ((255, 255, 255), (0, 0, 0), (0, 255, 255), (255, 0, 255), (255, 255, 0))
    for path, image in all_published(site, "a.jpg", data).items():
        assert image.mode in ("RGB", "RGBA")
        for found, one in zip(middles(image, 5), wanted, strict=True):
            assert max(abs(a - b) for a, b in zip(found[:3], one, strict=True)) <= 12, (path, found)


SHADES = (0, 60, 128, 200, 255)


def deep_greys() -> Image.Image:
    """16 bits for each grey."""
    image = Image.new("I;16", (400, 80))
    for place, shade in enumerate(SHADES):
        image.paste(shade * 257, (80 * place, 0, 80 * place + 80, 80))
    return image


def deep_png(channels: int) -> bytes:
    """16 bits for each of red, green, blue (and alpha), which Pillow reads and does not write."""
    row = b"".join(struct.pack(">H", shade * 257) * channels * 80 for shade in SHADES)
    kind = {3: 2, 4: 6}[channels]
    head = struct.pack(">IIBBBBB", 400, 80, 16, kind, 0, 0, 0)
    data = zlib.compress((b"\0" + row) * 80)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I4s", len(inside), name) + inside + struct.pack(">I", zlib.crc32(name + inside))
        for name, inside in ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    )


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("grey.png", lambda: dirty.encoded(deep_greys(), "PNG")),
        ("grey.tif", lambda: dirty.encoded(deep_greys(), "TIFF")),
        ("colours.png", lambda: deep_png(3)),
    ],
)
def test_requirement_28_sixteen_bits_become_eight(site: MakeSite, name: str, data: Callable[[], bytes]) -> None:
    for path, image in all_published(site, name, data()).items():
        if image.mode[0] == "I":
            image = image.convert("F").point(lambda value: value / 257).convert("L")
        for found, shade in zip(middles(image, len(SHADES)), SHADES, strict=True):
            assert max(abs(one - shade) for one in found[:3]) <= 3, (path, found, shade)


def test_requirement_28_what_is_see_through_stays_so(site: MakeSite) -> None:
    clear = patches(((255, 0, 0, 255), (0, 0, 255, 0), (0, 255, 0, 128)), "RGBA")
    grey = patches(((200, 255), (100, 0), (50, 128)), "LA")
    palette = clear.quantize(8)
    for place, made in enumerate((clear, grey, palette)):
        for path, image in all_published(site, f"a{place}.png", dirty.encoded(made, "PNG")).items():
            found = [one[3] for one in middles(image, 3)]
            assert found[0] > 250 and found[1] < 5 and abs(found[2] - 128) < 5, (place, path, found)
    single = dirty.encoded(patches(((255, 0, 0), (0, 0, 255))).quantize(2), "PNG", transparency=0)
    before = [one[3] for one in middles(Image.open(io.BytesIO(single)), 2)]
    for path, image in all_published(site, "single.png", single).items():
        assert [one[3] for one in middles(image, 2)] == before and sorted(before) == [0, 255], path


# --- upright ---


def required_photos() -> Path:
    """The eight orientations, from the folder `shared/samples/photos` beside this project or above it."""
    named = os.environ.get("HYPERLOCAL_PHOTOS", "")
    places = [Path(named)] if named else [above / "shared/samples/photos" for above in ROOT.parents]
    found = next((place for place in places if (place / "Landscape_1.jpg").is_file()), None)
    if found is None:
        pytest.skip("The photos in eight orientations are not here. Name their folder with HYPERLOCAL_PHOTOS.")
    return found


def differs_by(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures, of 255."""
    assert one.size == other.size, (one.size, other.size)
    means = ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean
    return sum(means) / len(means)


@pytest.mark.parametrize("shape", ["Landscape", "Portrait"])
def test_requirement_28_photos_held_in_eight_ways_come_out_upright(site: MakeSite, shape: str) -> None:
    folder = required_photos()
    names = [f"{shape}_{number}.jpg" for number in range(9)]
    body = "\n\n".join(f"![Words]({name}) [All of it]({name})" for name in names)
    files: Mapping[str, str | bytes] = {f"content/pages/{name}": (folder / name).read_bytes() for name in names}
    made = site({**files, "content/pages/album.md": body})
    build(made, made / "_site", NOW)
    plain = Image.open(folder / f"{shape}_1.jpg").convert("RGB")
    found = [(path, Image.open(io.BytesIO(data))) for path, data in pictures(made / "_site")]
    assert len(found) >= 3 * len(names)
    for path, image in found:
        expected = plain if image.size == plain.size else plain.resize(image.size, Image.Resampling.LANCZOS)
        assert differs_by(image, expected) < 6, path
    assert differs_by(plain.rotate(180), plain) > 20  # so that this could be seen
    assert (plain.width > plain.height) == (shape == "Landscape")
