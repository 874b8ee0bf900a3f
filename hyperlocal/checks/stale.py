"""Whom to ring: the organisations whose facts nobody has asked after for too long.

An entry counts as checked on its `checked` date, else on its `updated` date. A date that is still to come is a slip, so
it counts for nothing: else that entry would never be asked after again.
"""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from hyperlocal.content.organisation import Organisation
from hyperlocal.site import directory_name
from hyperlocal.values import dataclass

HEADINGS = ("Name", "Last checked", "Checked by", "Telephone", "Email", "File")

_SPAN = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?|m|months?|y|years?)", re.IGNORECASE)


class NotASpan(ValueError):
    """A length of time that cannot be read; says what to type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A length of time, as people count it: six months before 31 August is 28 February."""

    days: int = 0
    months: int = 0

    def before(self, day: dt.date) -> dt.date:
        """The day that lies so far back; the first there is, if it would be earlier."""
        months = day.year * 12 + day.month - 1 - self.months
        year, month = divmod(months, 12)
        if year < 1:
            return dt.date.min
        back = dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return back - dt.timedelta(days=min(self.days, (back - dt.date.min).days))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """An organisation to ring. `checked` is None when no day is known; `by` is the role of whoever asked then."""

    name: str
    checked: dt.date | None
    by: str
    telephone: str
    email: str
    path: str

    @property
    def cells(self) -> tuple[str, ...]:
        """As the row of a table, under `HEADINGS`."""
        day = self.checked.isoformat() if self.checked else ""
        return (self.name, day, self.by, self.telephone, self.email, self.path)


def parse_span(typed: str) -> Span:
    """Read `6m`, `90d`, `8w`, `1y`, `6 months`. Raises `NotASpan`."""
    found = _SPAN.fullmatch(typed.strip())
    if found is None or int(found[1]) == 0:
        example = "Write a number and d, w, m or y (days, weeks, months, years):  --stale 6m"
        raise NotASpan(f"“{typed}” is not a length of time. {example}")
    count, unit = int(found[1]), found[2][0].casefold()
    if unit in ("d", "w"):
        return Span(days=count * (7 if unit == "w" else 1))
    return Span(months=count * (12 if unit == "y" else 1))


def stale(organisations: Iterable[Organisation], span: Span, today: dt.date, zone: ZoneInfo) -> Sequence[Stale]:
    """Those last checked more than `span` before `today`, or never; the longest ago first, then by name."""
    edge = span.before(today)
    found = [_told(one, today, zone) for one in organisations]
    late = [one for one in found if one.checked is None or one.checked < edge]
    return sorted(late, key=lambda one: (one.checked or dt.date.min, directory_name(one.name), one.path))


def _told(one: Organisation, today: dt.date, zone: ZoneInfo) -> Stale:
    days = [moment.day_in(zone) for moment in (one.checked, one.updated) if moment is not None]
    day = next((day for day in days if day <= today), None)
    numbers = (f"{phone.number} ({phone.label})" if phone.label else phone.number for phone in one.phones)
    return Stale(
        name=one.title,
        checked=day,
        by=one.checked_by if one.checked is not None and day == days[0] else "",
        telephone=", ".join(numbers),
        email=one.email,
        path=one.source.path,
    )
