from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.hours.model import Dates, Rule, easter_sunday


def test_easter_is_when_it_is() -> None:
    known = {2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2038: (4, 25), 2285: (3, 22)}
    assert {year: (easter_sunday(year).month, easter_sunday(year).day) for year in known} == known


@given(st.integers(1583, 9999))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    easter = easter_sunday(year)
    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)


@pytest.mark.parametrize(
    ("first", "last", "inside", "outside"),
    [
        ((0, 4, 1), (0, 9, 30), ["2026-04-01", "2027-09-30"], ["2026-03-31", "2026-10-01"]),
        ((0, 10, 1), (0, 3, 31), ["2026-12-31", "2027-01-01", "2027-03-31"], ["2027-04-01", "2027-09-30"]),
        ((0, 2, 1), (0, 2, 29), ["2026-02-28", "2028-02-29"], ["2026-03-01"]),
        ((2026, 12, 24), (2027, 1, 2), ["2026-12-24", "2027-01-02"], ["2026-12-23", "2027-01-03", "2025-12-25"]),
    ],
)
def test_dates_hold_days(
    first: tuple[int, int, int], last: tuple[int, int, int], inside: list[str], outside: list[str]
) -> None:
    dates = Dates(first=first, last=last)
    assert all(dates.holds(date.fromisoformat(day)) for day in inside)
    assert not any(dates.holds(date.fromisoformat(day)) for day in outside)


def test_the_length_of_dates() -> None:
    assert Dates(first=(0, 12, 25), last=(0, 12, 25)).length == 1
    assert Dates(first=(0, 12, 24), last=(0, 1, 2)).length == 10
    assert Dates(first=(2026, 12, 24), last=(2027, 1, 2)).length == 10
    assert Dates(first=(0, 10, 1), last=(0, 3, 31)).length > 180


def test_the_special_comes_after_the_common() -> None:
    summer = Dates(first=(0, 6, 1), last=(0, 8, 31))
    day, that_day = Dates(first=(0, 12, 25), last=(0, 12, 25)), Dates(first=(2026, 12, 25), last=(2026, 12, 25))
    rules = [
        Rule(weekdays=(0,)),
        Rule(weekdays=(0,), nth=(1,)),
        Rule(weekdays=(0,), dates=(summer,)),
        Rule(holiday="school"),
        Rule(holiday="bank"),
        Rule(state="closed", dates=(summer,)),
        Rule(holiday="easter"),
        Rule(dates=(that_day,)),
    ]
    assert [rule.level for rule in rules] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert Rule(dates=(day,)).level == 5
    assert [rule.weekly for rule in rules] == [True, False, True, False, False, False, False, False]
