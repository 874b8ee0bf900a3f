"""Opening hours, typed in English: read once, told in every form that people and programs want.

This is the door to the rest of the package, which is imported when somebody has opening hours: a site without any
should not wait for it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hyperlocal.hours.bankholidays import NATIONS, BankHolidays, bank_holidays
from hyperlocal.hours.model import Dates, Hours, Rule, Span, Unread

if TYPE_CHECKING:
    from hyperlocal.hours.browser import Json
    from hyperlocal.hours.now import Now
    from hyperlocal.hours.oruk import Schedule
    from hyperlocal.hours.schema_org import Specification
    from hyperlocal.hours.week import Row

__all__ = ["NATIONS", "BankHolidays", "Dates", "Hours", "Rule", "Span", "Unread", "bank_holidays"]


def read_hours(text: str, *, today: dt.date | None = None) -> Hours:
    """What somebody typed, read. Never raises: see `Hours.unread`. With `today`, dates may lack their year."""
    if not text:
        return Hours()
    from hyperlocal.hours import reading

    return reading.read_hours(text, today=today)


def osm(hours: Hours) -> str:
    """OpenStreetMap's `opening_hours`."""
    from hyperlocal.hours import openstreetmap

    return openstreetmap.osm(hours)


def table(hours: Hours) -> tuple[Row, ...]:
    """The rows of the table on a page."""
    from hyperlocal.hours import week

    return week.table(hours)


def usual_week(hours: Hours) -> tuple[str, ...]:
    """The times of each day of a usual week, Monday first; () when there is none."""
    if not hours.rules:
        return ()
    from hyperlocal.hours import week

    return week.usual_week(hours)


def machine(hours: Hours, holidays: BankHolidays, zone: str) -> dict[str, Json] | None:
    """What the script in a reader's browser needs."""
    from hyperlocal.hours import browser

    return browser.machine(hours, holidays, zone)


def schedules(hours: Hours) -> list[Schedule]:
    """Open Referral UK's `schedule` records, without ids."""
    if not hours.typed:
        return []
    from hyperlocal.hours import oruk

    return oruk.schedules(hours)


def opening_hours_specification(hours: Hours) -> list[Specification]:
    """schema.org's, for each week."""
    if not hours.rules:
        return []
    from hyperlocal.hours import schema_org

    return schema_org.opening_hours_specification(hours)


def special_opening_hours_specification(hours: Hours) -> list[Specification]:
    """schema.org's, for dates."""
    if not hours.rules:
        return []
    from hyperlocal.hours import schema_org

    return schema_org.special_opening_hours_specification(hours)


def open_at(hours: Hours, moment: dt.datetime, holidays: BankHolidays) -> Now:
    """What holds at a moment, told in the place's own zone."""
    from hyperlocal.hours import now

    return now.open_at(hours, moment, holidays)


def say_now(now: Now, moment: dt.datetime) -> str:
    """The same in words, as the script says it."""
    from hyperlocal.hours import now as form

    return form.say_now(now, moment)
