from __future__ import annotations

import datetime as dt

import pytest

from hyperlocal.hours import NATIONS, bank_holidays
from tests.hours.weeks import bank_holidays_of_others

# As published on www.gov.uk/bank-holidays; and, in brackets there, the days for which others stand in.
PUBLISHED = {
    ("England", 2026): "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    ("Wales", 2026): "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    ("Scotland", 2026): "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28",
    ("Northern Ireland", 2026): "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28",
    ("England", 2027): "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    ("Scotland", 2027): "01-01 01-04 03-26 05-03 05-31 08-02 11-30 12-27 12-28",
    ("Northern Ireland", 2027): "01-01 03-17 03-26 03-29 05-03 05-31 07-12 08-30 12-27 12-28",
}


@pytest.mark.parametrize(("nation", "year"), PUBLISHED)
def test_bank_holidays_are_those_that_were_published(nation: str, year: int) -> None:
    """A holiday on a weekend is there twice: the day itself and its substitute."""
    found = bank_holidays(nation, year, year).days
    working = sorted(day for day in found if day.weekday() < 5)
    assert " ".join(f"{day:%m-%d}" for day in working) == " ".join(
        one for one in PUBLISHED[nation, year].split() if dt.date.fromisoformat(f"{year}-{one}").weekday() < 5
    )
    assert all(day.weekday() < 5 for day in map(dt.date.fromisoformat, _published(nation, year)))
    weekend = {(day.month, day.day) for day in found if day.weekday() > 4}
    assert weekend <= {(12, 25), (12, 26), (1, 1), (1, 2), (7, 12), (3, 17), (11, 30)}


def _published(nation: str, year: int) -> list[str]:
    return [f"{year}-{one}" for one in PUBLISHED[nation, year].split()]


def test_all_four_nations_have_some_and_each_its_own() -> None:
    told = {nation: bank_holidays(nation, 2026, 2028).days for nation in NATIONS}
    assert told["England"] == told["Wales"]
    assert len(set(told.values())) == 3
    with pytest.raises(KeyError):
        bank_holidays("France", 2026, 2026)


def test_another_program_knows_the_same_days_but_for_new_year() -> None:
    """`opening-hours-py` has no New Year's Day for Great Britain, nor the weekend days for which others stand in."""
    theirs = {day for day in bank_holidays_of_others().days if day.year in (2026, 2027)}
    common = set[dt.date].intersection(*(set(bank_holidays(nation, 2026, 2027).days) for nation in NATIONS))
    missing = {dt.date(2026, 1, 1), dt.date(2027, 1, 1)}
    weekend = {day for day in common if day.weekday() > 4}
    assert common - theirs == missing | weekend
    assert theirs <= common


def test_it_says_which_years_it_knows() -> None:
    holidays = bank_holidays("England", 2026, 2027)
    assert [holidays.known(dt.date(year, 6, 1)) for year in (2025, 2026, 2027, 2028)] == [False, True, True, False]
    assert {day.year for day in holidays.days} == {2026, 2027}
