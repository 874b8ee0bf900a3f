"""Opening hours as values: what every other form (English, OSM, schema.org, Open Referral, the page) is made from.

Times are wall-clock minutes of a day in the place's own zone, so a clock change does not move them. Rules stand in the
order in which later ones replace earlier ones for the days they name, as in OSM's `opening_hours`.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from hyperlocal.values import dataclass

State = Literal["open", "closed", "appointment"]

DAY = 1440
"""Minutes. On the two days of a year when clocks change the wall clock still names 1440 of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From one wall-clock minute of a day to another; beyond 1440 is the next day. `end` is None for “till late”."""

    start: int
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """The days from `first` to `last`, each (year, month, day); year 0 in both means every year.

    Without years `last` may stand before `first` (October to March). 29 February stands for the end of February.
    """

    first: tuple[int, int, int]
    last: tuple[int, int, int]

    @property
    def yearly(self) -> bool:
        """Whether they come again each year."""
        return not self.first[0]

    @property
    def single(self) -> bool:
        """Whether this is one day."""
        return self.first == self.last

    @property
    def length(self) -> int:
        """How many days, about."""
        (year, month, day), (year_then, month_then, day_then) = self.first, self.last
        days = (year_then - year) * 372 + (month_then - month) * 31 + day_then - day
        return days + 1 if days >= 0 else days + 373

    def holds(self, day: dt.date) -> bool:
        """Whether `day` is among them."""
        return self.holds_numbers((day.year * (not self.yearly), day.month, day.day))

    def holds_numbers(self, day: tuple[int, int, int]) -> bool:
        """The same for (year, month, day), with year 0 if these are dates of every year."""
        if self.first <= self.last:
            return self.first <= day <= self.last
        return day >= self.first or day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """On these days: open, closed, or open to those with an appointment.

    A day must suit all of `weekdays` (Monday is 0; () is every day), `nth` of them in the month (-1 is the last; ()
    is each), `dates` (() is always), `holiday` and `fortnight` (every other week, counted from that day).
    `holiday`: `bank`, `school`, `easter` with `easter` days after Easter Sunday, or "". `spans` is () when the whole
    day is meant. With `term_only` it holds outside school holidays, and those days are closed. `note` is said beside
    the times.
    """

    state: State = "open"
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    dates: tuple[Dates, ...] = ()
    holiday: Literal["", "bank", "school", "easter"] = ""
    easter: int = 0
    fortnight: dt.date | None = None
    spans: tuple[Span, ...] = ()
    term_only: bool = False
    note: str = ""

    @property
    def weekly(self) -> bool:
        """Whether it is part of a week's table, always or within `dates`; not an exception to one."""
        if self.nth or self.holiday or self.fortnight:
            return False
        closes = self.state == "closed" and not self.weekdays
        return not self.dates or not (closes or all(one.single for one in self.dates))

    @property
    def level(self) -> int:
        """How special it is: the more special replaces the more common, whichever was typed first."""
        if self.holiday:
            return {"school": 3, "bank": 4, "easter": 6}[self.holiday]
        if not self.dates:
            return 0 if self.weekly else 1
        if self.weekly or self.nth or self.fortnight:
            return 2
        return 5 if self.dates[0].yearly else 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line that was not understood. `line` counts from 0; `text` is as typed; `message` says what was not understood
    and why it matters; `suggestion` is a sentence that says what to type.
    """

    line: int
    text: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """What was typed, and what it means. `said` is the same in our words, a line for each rule and note.

    `otherwise` is what holds outside all rules (`by appointment`), or "". `notes` belong to all of it.
    """

    typed: str = ""
    rules: tuple[Rule, ...] = ()
    notes: tuple[str, ...] = ()
    otherwise: str = ""
    unread: tuple[Unread, ...] = ()
    said: tuple[str, ...] = ()


class NotHours(ValueError):
    """A line is no opening hours that we can be sure of. `suggestions` are what may be typed instead."""

    def __init__(self, message: str, *suggestions: str) -> None:
        super().__init__(message)
        self.message = message
        self.suggestions = tuple(dict.fromkeys(one for one in suggestions if one))


def easter_sunday(year: int) -> dt.date:
    """Easter of the Gregorian calendar (the Anonymous Gregorian algorithm, as printed in Nature, 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return dt.date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)
