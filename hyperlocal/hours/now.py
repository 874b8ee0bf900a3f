"""Open now, or when again: asked at a moment of the wall clock, so that clock changes change nothing.

`themes/commons/static/open-now.js` does the same in a reader's browser; the tests hold the two equal.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from hyperlocal.dates import MONTHS, WEEKDAYS
from hyperlocal.hours.bankholidays import BankHolidays
from hyperlocal.hours.clauses import USUAL
from hyperlocal.hours.clocks import say_clock
from hyperlocal.hours.days import Standing, around, changes, standing, unsaid_holiday
from hyperlocal.hours.model import DAY, Hours
from hyperlocal.hours.saying import capital
from hyperlocal.values import dataclass

FARTHEST = 366
"""Days to look ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """`changes`: when it closes (if open) or opens (if closed), on the wall clock; None if never, or if that cannot be
    known. `late`: open till late. `check`: the day in question is a bank holiday about which nothing was said.
    """

    state: Literal["open", "closed", "unknown"]
    note: str = ""
    changes: dt.datetime | None = None
    late: bool = False
    check: bool = False


def open_at(hours: Hours, moment: dt.datetime, holidays: BankHolidays) -> Now:
    """The state at `moment`, whose own wall clock counts: give it in the place's zone.

    Unknown when a line was not understood, when there are no rules, for school terms, for appointments, and for years
    whose bank holidays are not known.
    """
    day, minute = moment.date(), moment.hour * 60 + moment.minute
    if hours.unread or not hours.rules or not holidays.known(day):
        return Now(state="unknown")
    here = standing(hours, around(hours, day, holidays), minute)
    note = _note(hours, here)
    if here.state == "unknown":
        return Now(state="unknown", note=note)
    change = None if here.late else _next(hours, day, minute, here, holidays)
    asked = change.date() if change and here.state == "closed" else day
    check = (here.state == "open" or bool(change)) and unsaid_holiday(hours, asked, holidays)
    return Now(state=here.state, note=note, changes=change, late=here.late, check=check)


def _note(hours: Hours, here: Standing) -> str:
    if here.state == "closed" or here.term:
        return ""
    parts = (here.note, ", ".join(note for note in hours.notes if note != USUAL))
    return (": " if here.state == "unknown" else ", ").join(one for one in parts if one)


def _next(hours: Hours, day: dt.date, minute: int, here: Standing, holidays: BankHolidays) -> dt.datetime | None:
    """When it closes or opens."""
    for ahead in range(FARTHEST):
        there = day + dt.timedelta(days=ahead)
        if not holidays.known(there):
            return None
        rules = around(hours, there, holidays)
        for change in changes(rules):
            if not ahead and change <= minute:
                continue
            then = standing(hours, rules, change)
            if then.state == here.state or (here.state == "closed" and then.state == "unknown" and not then.term):
                continue
            if here.state == "closed" and then.state != "open":
                return None
            return dt.datetime.combine(there, dt.time(change // 60, change % 60))
    return None


def say_now(now: Now, moment: dt.datetime) -> str:
    """“Open now, until 5pm”, “Closed. Opens Thursday at 10am”, “By appointment: ring first”; "" for what is unknown."""
    parts = [_said(now, moment)]
    if now.check:
        opens_later = now.state == "closed" and now.changes and now.changes.date() != moment.date()
        parts.append(f"{'That' if opens_later else 'Today'} is a bank holiday: check first")
    if now.state == "open" and now.note:
        parts.append(capital(now.note))
    return ". ".join(parts)


def _said(now: Now, moment: dt.datetime) -> str:
    if now.state == "unknown":
        return capital(now.note)
    if now.state == "closed":
        return f"Closed. Opens {_day(now.changes, moment)} at {_clock(now.changes)}" if now.changes else "Closed now"
    if now.late:
        return "Open now, till late"
    if not now.changes:
        return "Open now"
    hours_away = (now.changes - moment.replace(tzinfo=None)) / dt.timedelta(hours=1)
    if hours_away < 24:
        return f"Open now, until {_clock(now.changes)}"
    # Midnight belongs to the day that ends: “until midnight on Friday”.
    day = _day(now.changes - dt.timedelta(minutes=1), moment)
    return f"Open now, until {_clock(now.changes)} {'' if day in _NEAR else 'on '}{day}"


_NEAR = ("today", "tomorrow")


def _day(then: dt.datetime, moment: dt.datetime) -> str:
    away = (then.date() - moment.date()).days
    if away < 2:
        return _NEAR[away]
    name = WEEKDAYS[then.weekday()]
    return name if away < 7 else f"{name} {then.day} {MONTHS[then.month - 1]}"


def _clock(then: dt.datetime) -> str:
    return say_clock((then.hour * 60 + then.minute) % DAY)
