"""What people type about opening hours -> `Hours`. A line is read whole or not at all, and nothing is guessed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Sequence

from hyperlocal.hours.arranging import Placed, in_order, placed
from hyperlocal.hours.clauses import Assembly, Clause, Line
from hyperlocal.hours.items import EXAMPLE, items
from hyperlocal.hours.model import Hours, NotHours, Rule, Unread
from hyperlocal.hours.saying import say
from hyperlocal.hours.words import words
from hyperlocal.values import dataclass

LONGEST_LINE = 300
"""Characters. A longer line is a paragraph in the wrong place."""
MOST_LINES = 60
"""What follows is not read, and told of once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A line that could be taken apart. `season` is a heading above it, such as “April to September:”."""

    number: int
    text: str
    line: Line
    season: Clause | None = None


def read_hours(text: str, *, today: dt.date | None = None) -> Hours:
    """Read what was typed, one line or many. Never raises: what is not understood is in `unread`, as typed.

    `today` gives the year of a date that was typed with its weekday and without a year; other dates without a year
    come again each year.
    """
    reader = _Reader(today)
    lines = re.split(r"\r\n?|[\n\u2028\u2029\x0b\x0c\x85]", text)
    for number, line in enumerate(lines[:MOST_LINES]):
        if line.strip():
            reader.take(number, line.strip())
    if any(line.strip() for line in lines[MOST_LINES:]):
        reader.take(MOST_LINES, "\n".join(lines[MOST_LINES:]).strip())
    return reader.hours(text)


class _Reader:
    """Lines first by themselves, then against each other."""

    def __init__(self, today: dt.date | None) -> None:
        self._today = today
        self._read: list[_Read] = []
        self._unread: list[Unread] = []
        self._season: Clause | None = None
        self._rules: tuple[Placed, ...] = ()
        self._otherwise = ""
        self._notes: list[str] = []

    def take(self, number: int, text: str) -> None:
        """Take one line apart."""
        try:
            if len(text) > LONGEST_LINE or number == MOST_LINES:
                raise NotHours("This is longer than opening hours are.", EXAMPLE)
            line = Assembly().read(items(words(text), self._today))
        except NotHours as fault:
            self._refuse(number, text, fault)
            return
        if text.endswith(":") and _is_season(line):
            self._season = line.clauses[0]
        elif line != Line():
            self._read.append(_Read(number=number, text=text, line=line, season=self._season))
        elif not re.search("open|hours|times", text.casefold()):
            self._refuse(number, text, NotHours("There are no days and no times here.", EXAMPLE))

    def hours(self, typed: str) -> Hours:
        """All of it. Lines that hold for all the others come last."""
        for one in sorted(self._read, key=lambda one: not _has_days(one.line)):
            before = self._rules, self._otherwise
            try:
                self._place(one)
            except NotHours as fault:
                self._rules, self._otherwise = before
                self._refuse(one.number, one.text, fault)
        made = Hours(
            typed=typed,
            rules=in_order(self._rules),
            notes=tuple(dict.fromkeys(self._notes)),
            otherwise=self._otherwise,
            unread=tuple(sorted(self._unread, key=lambda one: one.line)),
        )
        return dataclasses.replace(made, said=say(made))

    def _place(self, one: _Read) -> None:
        line = one.line
        if _has_days(line) or any(clause.is_break for clause in line.clauses):
            clauses = _under(one.season, line.clauses)
            self._rules = placed(clauses, self._rules, term_only=line.term_only)
        elif line.clauses:
            if not _is_season(line):
                raise NotHours("It cannot be told what these dates belong to.", f"April to September, {EXAMPLE}")
            self._hold_only_in(line.clauses[0])
        elif line.term_only:
            self._change(lambda rule: dataclasses.replace(rule, term_only=True))
        if line.otherwise:
            self._otherwise = "by appointment"
        elif line.appointment:
            self._by_appointment(line.appointment)
        self._notes += line.notes

    def _hold_only_in(self, season: Clause) -> None:
        """“1 May to 30 September” on a line by itself."""
        dates = tuple(item.dates for group in season.groups for item in group if item.dates)
        if any(one.rule.dates and one.rule.weekly for one in self._rules):
            raise NotHours(
                "There are other dates too, so it cannot be told what these belong to.", "April to September:"
            )
        self._change(lambda rule: dataclasses.replace(rule, dates=dates) if not rule.holiday else rule)

    def _by_appointment(self, typed: str) -> None:
        if not self._rules:
            self._rules = (*(Placed(rule=Rule(state="appointment", weekdays=(day,)), width=7) for day in range(7)),)
        elif "only" in typed or "strictly" in typed:
            self._change(lambda rule: dataclasses.replace(rule, state="appointment"))
        else:
            raise NotHours(
                f"“{typed}” may be for all of these times, or for other times.",
                "by appointment only",
                "other times by appointment",
            )

    def _change(self, changed: Callable[[Rule], Rule]) -> None:
        """Change every rule that says when something is open."""
        made = tuple(
            one if one.rule.state == "closed" else Placed(rule=changed(one.rule), width=one.width)
            for one in self._rules
        )
        if made == self._rules:
            raise NotHours("There are no days and times for this to belong to.", f"{EXAMPLE}, term time only")
        self._rules = made

    def _refuse(self, number: int, text: str, fault: NotHours) -> None:
        told = " or ".join(f"“{one}”" for one in fault.suggestions or (EXAMPLE,))
        self._unread.append(
            Unread(
                line=number,
                text=text,
                message=f"{fault.message} So this line is shown as it was typed, and nothing is worked out from it.",
                suggestion=f"Type, for example, {told}.",
            )
        )


def _has_days(line: Line) -> bool:
    return any(clause.groups and not clause.is_season and not clause.is_break for clause in line.clauses)


def _is_season(line: Line) -> bool:
    """Whether the line has one span of dates (or some) and nothing else."""
    return bool(line.clauses) and line == Line(clauses=(Clause(groups=line.clauses[0].groups),))


def _under(season: Clause | None, clauses: Sequence[Clause]) -> Sequence[Clause]:
    """The clauses of a line below a heading with dates."""
    if not season:
        return clauses
    dates = season.groups[0]
    return [
        dataclasses.replace(
            clause,
            groups=tuple(
                (*dates, *group) if any(one.days for one in group) and not any(one.dates for one in group) else group
                for group in clause.groups
            ),
        )
        for clause in clauses
    ]
