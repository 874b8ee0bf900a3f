"""Amounts: those that are certain, and those that only look so."""

from __future__ import annotations

import pytest

from hyperlocal.output.charges import Charge, charge


@pytest.mark.parametrize(
    ("typed", "pounds", "each"),
    [
        ("Free", 0, ""),
        ("free of charge.", 0, ""),
        ("It is free to everyone", 0, ""),
        ("No charge", 0, ""),
        ("£0", 0, ""),
        ("£3", 3, ""),
        ("£ 2.50", 2.5, ""),
        ("£2.50 a session", 2.5, "a session"),
        ("£4 per child", 4, "per child"),
        ("£10 each", 10, "each"),
        ("£25, for each family", 25, "for each family"),
        ("£12 yearly", 12, "yearly"),
    ],
)
def test_an_amount_is_read_when_there_is_nothing_else_to_say(typed: str, pounds: float, each: str) -> None:
    assert charge(typed) == Charge(pounds=pounds, each=each)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "Ask us",
        "from £5",
        "£5 or £3",
        "£2 to £4",
        "£2-£4",
        "about £3",
        "Free for members, £2 for others",
        "Free for members",
        "free, donations welcome",
        "Pay what you can",
        "£3 a session or £10 a month",
        "£3 a session, free for carers",
        "£3 per adult and £1 per child",
        "£2.5",
        "£1,000",
        "3",
        "$3",
        "£3 a session up",
        "not free",
    ],
)
def test_what_leaves_a_doubt_is_no_amount(typed: str) -> None:
    assert charge(typed) is None


def test_very_long_words_are_no_trap() -> None:
    assert charge("it is " * 20_000 + "free!?") is None
    assert charge("£3 a " + "very " * 20_000 + "long session") is None
