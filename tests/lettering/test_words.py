"""What our fonts can write, and how words are made ready."""

from __future__ import annotations

import subprocess
import sys

import pytest

from hyperlocal.lettering.words import can_join, can_write, direction, is_joined, plain


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Summer  fair\n2026 ", "Summer fair 2026"),
        ("Fair 🎉 today 👨‍👩‍👧 ☀️", "Fair today"),
        ("Cafe\u0301", "Café"),
        ("co\u00adoperative non\u2011stop", "cooperative non-stop"),
        ("50 © ™ ½ °C", "50 © ™ ½ °C"),
        ("র\u200d\u09cdয", "র\u200d\u09cdয"),
    ],
)
def test_plain_words(text: str, drawn: str) -> None:
    assert plain(text) == drawn


@pytest.mark.parametrize(
    ("text", "can"),
    [
        ("Jumble sale", True),
        ("Cyfarfod y Pwyllgor ŵŷ", True),
        ("Fair 🎉", True),
        ("🎉", False),
        ("…", False),
        ("", False),
        ("社区新闻", False),
        ("Новости", False),
        ("Fair 社", False),
        ("a\u0336b\u0336", False),
    ],
)
def test_can_write(text: str, can: bool) -> None:
    assert can_write(text) is can


@pytest.mark.parametrize("text", ["عید میلہ", "গ্রামের সংবাদ", "ਪਿੰਡ ਦੀਆਂ ਖ਼ਬਰਾਂ", "Eid عید"])
def test_letters_that_are_joined_need_raqm(text: str) -> None:
    assert is_joined(plain(text))
    assert can_write(text) is can_join()


@pytest.mark.parametrize(
    ("text", "way"), [("Fair", "ltr"), ("2026 عید", "rtl"), ("Eid عید", "ltr"), ("2026", "ltr"), ("বাংলা", "ltr")]
)
def test_the_first_letter_gives_the_direction(text: str, way: str) -> None:
    assert direction(text) == way


def test_pillow_is_not_asked_about_plain_letters() -> None:
    code = (
        "import sys\nfrom hyperlocal.lettering.words import can_write\n"
        "assert can_write('Jumble sale') and not can_write('Новости')\nprint('PIL' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
