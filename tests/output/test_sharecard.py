"""Share cards: what is on them, that they can be read, and that nothing else is in the file."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import pairwise

import pytest
from PIL import Image

from hyperlocal.lettering.words import can_join
from hyperlocal.output.sharecard import Card, can_draw, draw_card
from hyperlocal.palette import Colour, contrast, parse_colour


def shade(text: str) -> Colour:
    found = parse_colour(text)
    assert found is not None
    return found


CARD = Card(
    title="Summer fair raises £4,200 for the hall roof",
    site="Hartley Green",
    day="Saturday 6 June 2026",
    accent=shade("#1b5e45"),
    paper=shade("#faf7ef"),
    ink=shade("#1e211c"),
    direction="ltr",
)
LONG = "The parish council has agreed to ask the county for a crossing, " * 8
Box = tuple[int, int, int, int]
MASTHEAD: Box = (0, 0, 1200, 112)
BELOW: Box = (0, 112, 1200, 630)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def red(width: int, height: int) -> Image.Image:
    return Image.new("RGB", (width, height), (220, 20, 20))


def extent(image: Image.Image, box: Box, ground: Colour) -> Box | None:
    """Where, in a part of the picture, something else than the ground is."""
    part = image.crop(box)
    plain = Image.new("RGB", part.size, (ground.red, ground.green, ground.blue))
    apart = Image.frombytes("L", part.size, bytes(a != b for a, b in zip(pixels(part), pixels(plain), strict=True)))
    return apart.getbbox()


def pixels(image: Image.Image) -> list[bytes]:
    data = image.tobytes()
    return [data[at : at + 3] for at in range(0, len(data), 3)]


def test_a_card_is_a_small_png_of_the_size_that_is_shared() -> None:
    data = draw_card(CARD)
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size, image.info) == ("PNG", (1200, 630), {})
    assert len(data) < 60_000
    chunks = [name for name in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP") if name in data]
    assert chunks == []


def test_the_same_card_has_the_same_bytes_and_each_word_counts() -> None:
    whole = draw_card(CARD)
    assert draw_card(CARD) == whole
    for other in (
        replace(CARD, title="Summer fair"),
        replace(CARD, site="Hartley"),
        replace(CARD, day="Sunday 7 June 2026"),
        replace(CARD, accent=shade("#aa0000")),
        replace(CARD, paper=shade("#ffffff")),
        replace(CARD, ink=shade("#000000")),
        replace(CARD, direction="rtl"),
    ):
        assert draw_card(other) != whole


@pytest.mark.parametrize("title", ["Fair", LONG, "Llanfair" * 8, "A", "Nước Ắ gyp"])
def test_the_words_stay_within_the_margins(title: str) -> None:
    image = opened(draw_card(replace(CARD, title=title)))
    found = extent(image, BELOW, CARD.paper)
    assert found is not None
    left, top, right, bottom = found
    assert left >= 50 and right <= 1150 and top >= 16 and bottom <= 630 - 112 - 16


@pytest.mark.parametrize("accent", ["#1b5e45", "#f2c200", "#ffffff", "#000000", "#808080", "#0000ff", "#767676"])
def test_the_site_name_can_be_read_on_every_colour(accent: str) -> None:
    image = opened(draw_card(replace(CARD, accent=shade(accent)))).crop((0, 0, 1200, 100))
    shades = {Colour(*pixel) for pixel in pixels(image)}
    assert max(contrast(one, shade(accent)) for one in shades) >= 4.5


def test_a_strip_like_the_paper_is_told_from_it_by_a_line() -> None:
    lined, plain = (opened(draw_card(replace(CARD, accent=shade(accent)))) for accent in ("#fffff8", "#f2c200"))
    assert pixels(lined.crop((0, 109, 1200, 110))) == [bytes((0x1E, 0x21, 0x1C))] * 1200
    assert pixels(plain.crop((0, 109, 1200, 110))) == [bytes((0xF2, 0xC2, 0x00))] * 1200


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("size", [(1600, 1200), (600, 1600), (3000, 900), (60, 40)])
def test_a_photo_stands_beside_or_above_the_words(direction: str, size: tuple[int, int]) -> None:
    data = draw_card(replace(CARD, direction=direction), red(*size))
    with Image.open(io.BytesIO(data)) as image:
        assert (image.format, image.size) == ("JPEG", (1200, 630))
        assert "exif" not in image.info and "icc_profile" not in image.info and "comment" not in image.info
    shown = opened(data)
    reds = [(x, y) for x in range(10, 1200, 20) for y in range(120, 630, 10) if is_red(shown, x, y)]
    share = len(reds) / (60 * 51)
    assert 0.35 < share < 0.55
    sides = {x for x, _ in reds}
    if size == (3000, 900):
        assert min(sides) == 10 and max(sides) == 1190 and max(y for _, y in reds) < 400
    else:
        assert (min(sides) == 10) is (direction == "rtl") and (max(sides) == 1190) is (direction == "ltr")
    left = 0 if direction == "ltr" or size[0] == 3000 else 520
    top = 390 if size[0] == 3000 else 112
    inks = [pixel for pixel in pixels(shown.crop((left, top, left + 660, 630))) if sum(pixel) < 150]
    assert len(inks) > 5_000, "the title is there"


def is_red(image: Image.Image, x: int, y: int) -> bool:
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return found[0] > 190 and found[1] < 60


def test_a_photo_is_not_squeezed() -> None:
    """Of a chequered photo, the squares are still squares."""
    photo = Image.new("RGB", (2000, 1000), "white")
    for x in range(0, 2000, 200):
        for y in range(0, 1000, 200):
            if (x + y) // 200 % 2:
                photo.paste((0, 0, 0), (x, y, x + 200, y + 200))
    row = pixels(opened(draw_card(CARD, photo)).crop((720, 300, 1200, 301)))
    edges = [number for number, (one, next_one) in enumerate(pairwise(row)) if abs(one[0] - next_one[0]) > 90]
    column = pixels(opened(draw_card(CARD, photo)).crop((950, 130, 951, 620)))
    downs = [number for number, (one, next_one) in enumerate(pairwise(column)) if abs(one[0] - next_one[0]) > 90]
    across, down = (max(b - a for a, b in pairwise(found)) for found in (edges, downs))
    assert abs(across - down) <= 4 and across > 90


def test_a_see_through_or_grey_photo_is_drawn_too() -> None:
    for mode in ("L", "RGBA", "P", "LA"):
        assert draw_card(CARD, Image.new(mode, (300, 200))).startswith(b"\xff\xd8")


def test_a_title_that_cannot_be_written_leaves_a_card_without_it() -> None:
    untitled = replace(CARD, title="Новости")
    assert can_draw(CARD) and can_draw(untitled)
    assert not can_draw(replace(untitled, site="Новости")), "there would be nothing on it"
    assert can_draw(replace(untitled, site="Новости"), photo=True)
    # The photo has all the room; without one, the site's name stands where the title would.
    shown = opened(draw_card(untitled, red(900, 600)))
    assert all(one[0] > 200 and one[1] < 40 for one in pixels(shown.crop((20, 130, 1180, 620)))[::997])
    named = opened(draw_card(untitled)).crop(BELOW)
    assert named.tobytes() == opened(draw_card(replace(CARD, title=CARD.site))).crop(BELOW).tobytes()


def test_a_name_and_a_day_that_cannot_be_written_are_left_out() -> None:
    assert can_draw(replace(CARD, site="Новости", day="6 июня"))
    image = opened(draw_card(replace(CARD, site="Новости", day="6 июня")))
    assert extent(image, MASTHEAD, CARD.accent) is None
    assert can_draw(replace(CARD, title="عید میلہ", site="Новости")) is can_join()


def test_from_right_to_left_the_words_begin_at_the_right() -> None:
    found = extent(opened(draw_card(replace(CARD, title="Fair", direction="rtl"))), BELOW, CARD.paper)
    assert found is not None and found[0] > 700 and found[2] > 1120
