"""Languages and their short names."""

from __future__ import annotations

import re

import pytest

from hyperlocal.output import tongues
from hyperlocal.output.tongues import code_of


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Welsh", "cy"), ("cymraeg", "cy"), ("  British   Sign Language ", "bfi"), ("BSL", "bfi"), ("Urdu", "ur")],
)
def test_a_language_is_known_by_its_name(typed: str, code: str) -> None:
    assert code_of(typed) == code


@pytest.mark.parametrize("typed", ["", "Klingon", "Kurdish", "English and Welsh"])
def test_what_is_not_one_language_has_no_short_name(typed: str) -> None:
    assert code_of(typed) == ""


def test_the_table_is_of_small_letters_and_short_names() -> None:
    for name, code in tongues._CODES.items():
        assert name == name.casefold().strip() and re.fullmatch("[a-z]{2,3}", code)
