"""Two years of opening hours as one list of changes: nothing between two of them is left out."""

from __future__ import annotations

import datetime as dt

from opening_hours import OpeningHours

from hyperlocal.hours import BankHolidays, Hours
from hyperlocal.hours.days import around, changes, standing

FIRST, AFTER = dt.date(2026, 1, 1), dt.date(2028, 1, 1)
Changes = list[tuple[dt.datetime, str]]


def days(first: dt.date, after: dt.date) -> list[dt.date]:
    return [first + dt.timedelta(days=n) for n in range((after - first).days)]


def as_others_read(text: str) -> Changes:
    """What `opening-hours-py` makes of OSM text, with its own bank holidays of Great Britain."""
    first, after = (dt.datetime.combine(day, dt.time()) for day in (FIRST, AFTER))
    told = [(start, str(state)) for start, _, state, _ in OpeningHours(text, country="GB").intervals(first, after)]
    return _merged(told)


def as_we_read(hours: Hours, holidays: BankHolidays) -> Changes:
    told: Changes = []
    for day in days(FIRST, AFTER):
        here = around(hours, day, holidays)
        for minute in changes(here):
            moment = dt.datetime.combine(day, dt.time(minute // 60, minute % 60))
            told.append((moment, standing(hours, here, minute).state))
    return _merged(told)


def bank_holidays_of_others() -> BankHolidays:
    """Those that `opening-hours-py` knows for all of Great Britain."""
    theirs = OpeningHours("PH", country="GB")
    found = [day for day in days(dt.date(2025, 1, 1), dt.date(2029, 1, 1)) if theirs.is_open(_noon(day))]
    return BankHolidays(first=2025, last=2028, days=frozenset(found))


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12))


def _merged(told: Changes) -> Changes:
    return [one for place, one in enumerate(told) if not place or told[place - 1][1] != one[1]]
