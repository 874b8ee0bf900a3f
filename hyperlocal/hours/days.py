"""Which rule holds on a day, and what holds at a minute of it.

School holidays are not known to us: both answers are asked for, and where they differ the truth is “unknown”.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Literal

from hyperlocal.hours.bankholidays import BankHolidays
from hyperlocal.hours.clauses import USUAL
from hyperlocal.hours.model import DAY, Hours, Rule, Span, easter_sunday
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How things stand at one minute. `note` goes with it; `late`: open, with no end said; `term`: unknown only
    because nobody told us the school terms.
    """

    state: Literal["open", "closed", "unknown"]
    note: str = ""
    late: bool = False
    term: bool = False


def rule_on(rules: tuple[Rule, ...], day: dt.date, holidays: BankHolidays, *, school: bool) -> Rule | None:
    """The rule that holds on `day`: the last that names it. `school`: whether schools are closed then."""
    return next((rule for rule in reversed(rules) if _names(rule, day, holidays, school)), None)


Around = tuple[tuple[tuple[int, Rule], ...], ...]
"""The rules that may hold on a day, each with the minutes to add to a minute of it: once, or where schools matter
once for term time and once for school holidays."""


def around(hours: Hours, day: dt.date, holidays: BankHolidays) -> Around:
    """Today's rule, and yesterday's if its night goes on.

    A night ends at midnight when something special holds on the next day, such as “closed on Christmas Day”.
    """
    depends = any(rule.term_only or rule.holiday == "school" for rule in hours.rules)
    return tuple(_around(hours.rules, day, holidays, school) for school in ((False, True) if depends else (False,)))


def standing(hours: Hours, here: Around, minute: int) -> Standing:
    """How things stand at a wall-clock minute of the day that `here` is about."""
    told = [_state(hours, rules, minute, school) for school, rules in enumerate(here)]
    return told[0] if len(set(told)) == 1 else Standing(state="unknown", term=True)


def changes(here: Around) -> tuple[int, ...]:
    """The minutes of the day at which things may change, midnight first."""
    found = {0}
    for rules in here:
        for offset, rule in rules:
            for span in rule.spans:
                found |= {one - offset for one in (span.start, span.end) if one is not None}
    return tuple(sorted(minute for minute in found if 0 <= minute < DAY))


def unsaid_holiday(hours: Hours, day: dt.date, holidays: BankHolidays) -> bool:
    """Whether `day` is a bank holiday, and nobody said what holds then."""
    if day not in holidays.days or USUAL in hours.notes:
        return False
    rule = rule_on(hours.rules, day, holidays, school=False)
    return rule is not None and rule.level < 4


def _names(rule: Rule, day: dt.date, holidays: BankHolidays, school: bool) -> bool:
    if rule.weekdays and day.weekday() not in rule.weekdays:
        return False
    if rule.dates and not any(one.holds(day) for one in rule.dates):
        return False
    if rule.nth and not _nth(rule.nth, day):
        return False
    if rule.fortnight and (day < rule.fortnight or (day - rule.fortnight).days % 14):
        return False
    if not rule.holiday:
        return True
    if rule.holiday == "easter":
        return day == easter_sunday(day.year) + dt.timedelta(days=rule.easter)
    return day in holidays.days if rule.holiday == "bank" else school


def _nth(places: tuple[int, ...], day: dt.date) -> bool:
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return (day.day - 1) // 7 + 1 in places or (is_last and -1 in places)


def _around(
    rules: tuple[Rule, ...], day: dt.date, holidays: BankHolidays, school: bool
) -> tuple[tuple[int, Rule], ...]:
    today = rule_on(rules, day, holidays, school=school)
    before = rule_on(rules, day - dt.timedelta(days=1), holidays, school=school)
    found = ((0, today),) if today else ()
    if before and (not today or today == before or _same_table(before, today)):
        return (*found, (DAY, before))
    return found


def _same_table(before: Rule, today: Rule) -> bool:
    return before.weekly and today.weekly and before.dates == today.dates


def _state(hours: Hours, rules: tuple[tuple[int, Rule], ...], minute: int, school: int) -> Standing:
    found: list[Standing] = []
    for offset, rule in rules:
        span = _span_at(rule, minute + offset)
        if rule.state == "closed" or (rule.term_only and school):
            continue
        if rule.state == "appointment" and (span or (not rule.spans and not offset)):
            found.append(Standing(state="unknown", note=_joined("by appointment", rule.note)))
        elif span:
            found.append(Standing(state="open", note=rule.note, late=span.end is None))
    if found:
        return min(found, key=lambda one: one.state)  # open before unknown
    return Standing(state="unknown", note=hours.otherwise) if hours.otherwise else Standing(state="closed")


def _span_at(rule: Rule, minute: int) -> Span | None:
    return next((one for one in rule.spans if one.start <= minute < (DAY if one.end is None else one.end)), None)


def _joined(*parts: str) -> str:
    return ": ".join(one for one in parts if one)
