from __future__ import annotations

import pytest

from hyperlocal.hours.clocks import BARE, MIDNIGHT, NAMED, TWENTY_FOUR, TWO_DIGITS
from hyperlocal.hours.model import Dates, NotHours
from hyperlocal.hours.words import MONTHS, WEEKDAYS, plain, words


def kinds(line: str) -> str:
    return " ".join(word.kind for word in words(line))


@pytest.mark.parametrize(
    ("typed", "same"),
    [
        ("Mon – Fri, 9 a.m. — 5 P.M.", "mon - fri, 9 am - 5 pm"),
        ("Ｍｏｎ\u00a09\u202fam", "mon 9 am"),
        ("New Year’s Day", "new years day"),
        ("Sept. 1", "sept 1"),
        ("  • Monday: 9-5.  ", "monday: 9-5"),
        ("Mon\u200bday", "monday"),
    ],
)
def test_lines_are_made_plain(typed: str, same: str) -> None:
    assert plain(typed) == same


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("We are open Monday to Friday", "day to day"),
        ("Opening hours: Mon/Wed", "colon day and day"),
        ("every other Tuesday", "alternate day"),
        ("closed for lunch 12-1", "closed lunch clock to clock"),
        ("except bank holidays", "except bank"),
        ("last Friday of the month", "nth day ofmonth"),
        ("7 days a week, 24 hours", "days comma always"),
        ("7pm till late", "clock late"),
        ("19:00+", "clock late"),
        ("May 10-12", "month clock to clock"),
        ("Mawrth 10-12", "day clock to clock"),
        ("snow ☃", "unknown unknown"),
        ("", ""),
    ],
)
def test_kinds_of_words(typed: str, found: str) -> None:
    assert kinds(typed) == found


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("9", (9, 0, BARE)), ("9.30", (9, 30, BARE)), ("10:30", (10, 30, TWO_DIGITS)), ("09:30", (9, 30, TWENTY_FOUR)),
        ("0930", (9, 30, TWENTY_FOUR)), ("17.00", (17, 0, TWENTY_FOUR)), ("9am", (9, 0, NAMED)),
        ("12.30am", (0, 30, NAMED)),
        ("12pm", (12, 0, NAMED)), ("12 noon", (12, 0, NAMED)), ("midnight", (0, 0, MIDNIGHT)), ("5yp", (17, 0, NAMED)),
        ("24:00", (24, 0, TWENTY_FOUR)),
    ],
)  # fmt: skip
def test_clocks(typed: str, value: tuple[int, int, int]) -> None:
    (word,) = words(typed)
    assert (word.kind, word.value) == ("clock", value)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("25/12/2026", (2026, 12, 25), (2026, 12, 25)),
        ("25.12.26", (2026, 12, 25), (2026, 12, 25)),
        ("2026-12-25", (2026, 12, 25), (2026, 12, 25)),
        ("25th December", (0, 12, 25), (0, 12, 25)),
        ("the 25th of Dec 2026", (2026, 12, 25), (2026, 12, 25)),
        ("24-26 December", (0, 12, 24), (0, 12, 26)),
        ("Boxing Day", (0, 12, 26), (0, 12, 26)),
        ("New Year's Eve", (0, 12, 31), (0, 12, 31)),
        ("29 February", (0, 2, 29), (0, 2, 29)),
    ],
)
def test_dates(typed: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    (word,) = words(typed)
    assert word.value == Dates(first=first, last=last)


@pytest.mark.parametrize(
    "typed", ["31 June", "29 February 2027", "0/1/2026", "25:00", "9:75", "13am", "12am", "32nd May"]
)
def test_there_is_no_such_day_or_time(typed: str) -> None:
    with pytest.raises(NotHours, match=r"no time of day|noon or midnight|not a day of the calendar"):
        words(typed)


def test_every_name_of_a_day_and_a_month_is_a_word() -> None:
    assert {kinds(name) for name in WEEKDAYS} == {"day"}
    assert {kinds(name) for name in MONTHS} == {"month"}
