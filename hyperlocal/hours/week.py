"""Rules -> the rows of the table on a page, which stands whether or not a browser runs scripts."""

from __future__ import annotations

from hyperlocal.dates import WEEKDAYS
from hyperlocal.hours.model import Hours
from hyperlocal.hours.saying import say_days, say_times
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """“Monday to Friday”, “9am to 5pm”, and a note or ""."""

    days: str
    times: str
    note: str = ""


def table(hours: Hours) -> tuple[Row, ...]:
    """A row for each rule, in their order. Notes for all of it and lines not understood are not rows."""
    rows = [Row(days=say_days(rule), times=say_times(rule), note=rule.note) for rule in hours.rules]
    if hours.otherwise:
        rows.append(Row(days="Other times", times=hours.otherwise))
    return tuple(rows)


def usual_week(hours: Hours) -> tuple[str, ...]:
    """The times of each day of a usual week, Monday first; "" for a day on which it is shut. () for no such week."""
    week = [""] * len(WEEKDAYS)
    for rule in hours.rules:
        if rule.level == 0:
            for day in rule.weekdays or range(len(week)):
                week[day] = "" if rule.state == "closed" else say_times(rule)
    return tuple(week) if any(week) else ()
