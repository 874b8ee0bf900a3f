"""Words set in lines, and drawn."""

from __future__ import annotations

import pytest
from PIL import Image, ImageFont

from hyperlocal.lettering import FONTS, draw, set_words
from hyperlocal.lettering.words import can_join

SIZES = (80, 60, 40)
LONG = "The parish council has agreed to ask the county for a crossing by the school and to mend the path"
joins = pytest.mark.skipif(not can_join(), reason="raqm is not here")


def test_the_largest_size_that_fits_is_taken() -> None:
    assert set_words("Fair", width=900, height=400, sizes=SIZES).size == 80
    assert set_words(LONG, width=900, height=400, sizes=SIZES).size == 60
    assert set_words("Neighbourhood", width=500, height=400, sizes=SIZES).size == 60, "a word is not broken"


def test_lines_are_broken_between_words_and_none_is_lost() -> None:
    found = set_words(LONG, width=900, height=400, sizes=SIZES)
    assert " ".join(found.lines) == LONG
    font = ImageFont.truetype(FONTS / "bold.ttf", found.size)
    assert all(font.getlength(line) <= 900 for line in found.lines)
    assert found.height <= 400 and len(found.lines) > 2


def test_no_word_is_left_alone_when_the_lines_can_be_even() -> None:
    title = "Summer fair on the green raises £4,200 for the village hall roof"
    found = set_words(title, width=840, height=600, sizes=(80,))
    assert len(found.lines) == 4 and found.lines[-1] != "roof", found.lines
    assert min(map(len, found.lines)) > max(map(len, found.lines)) * 0.6, found.lines


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    found = set_words(LONG * 3, width=600, height=150, sizes=SIZES)
    assert (found.size, len(found.lines), found.lines[-1][-1]) == (40, 3, "…")
    assert found.height <= 150
    assert ImageFont.truetype(FONTS / "bold.ttf", 40).getlength(found.lines[-1]) <= 600
    assert set_words(LONG, width=600, height=400, sizes=(40,), most_lines=1).lines[0].endswith("…")


def test_a_word_wider_than_the_box_is_broken() -> None:
    word = "Llan" * 15
    found = set_words(word, width=500, height=600, sizes=SIZES)
    assert "".join(found.lines) == word and len(found.lines) > 1
    font = ImageFont.truetype(FONTS / "bold.ttf", found.size)
    assert all(font.getlength(line) <= 500 for line in found.lines)


@joins
def test_a_word_is_not_broken_before_a_sign_of_its_letter() -> None:
    found = set_words("ক্ষি" * 30, width=200, height=9000, sizes=(60,))
    assert len(found.lines) > 3
    assert all(line[0] == "ক" for line in found.lines), found.lines


def test_letters_that_the_regular_font_has_not_are_bold() -> None:
    assert set_words("6 June", width=400, height=90, sizes=(30,), weight="regular").weight == "regular"
    assert set_words("৬ জুন", width=400, height=90, sizes=(30,), weight="regular").weight == "bold"


def extent(mask: Image.Image) -> tuple[int, int, int, int]:
    found = mask.getbbox()
    assert found is not None
    return found


def test_words_stand_where_they_are_wanted_and_nothing_is_cut_off() -> None:
    found = set_words("Jumble sale", width=900, height=200, sizes=(80,))
    start, end = (extent(draw(found, 900, where, margin=30)) for where in ("start", "end"))
    assert start[0] < 40 and end[2] > 920 and end[0] > 400
    assert start[2] - start[0] == end[2] - end[0]


@pytest.mark.parametrize("text", ["Épjgy Ŵ", "Ắ ộ"])
def test_accents_and_descenders_are_not_cut_off(text: str) -> None:
    deep = set_words(text, width=900, height=200, sizes=(80,))
    left, top, right, bottom = extent(draw(deep, 900, "middle", margin=30))
    assert left > 0 and right < 960 and top > 0 and bottom < deep.height
    assert abs((left + right) / 2 - 480) < 8


@joins
@pytest.mark.parametrize("text", ["مُحَمَّدٌ ٹھیک ہے ےۓ", "ক্ষুদ্র স্ত্রী র্কি", "ਸ੍ਰੀ ਸਿੱਖਿਆ ਪ੍ਰਬੰਧੂੰ"])
def test_joined_letters_are_not_cut_off(text: str) -> None:
    found = set_words(text, width=1000, height=400, sizes=(80,))
    _, top, _, bottom = extent(draw(found, 1000, "start", margin=30))
    assert top > 0 and bottom < found.height


@joins
def test_letters_are_joined() -> None:
    """Apart, the letters of this word are wider than together."""
    whole = extent(draw(set_words("ہمارے", width=900, height=200, sizes=(80,)), 900, "start"))
    apart = extent(draw(set_words("ہ\u200cم\u200cا\u200cر\u200cے", width=900, height=200, sizes=(80,)), 900, "start"))
    assert whole[2] - whole[0] < (apart[2] - apart[0]) * 0.95
