"""Rules -> schema.org's `OpeningHoursSpecification`, as plain dicts for JSON-LD (schema.org 30).

Both lists belong to a `Place`. Programs act on what stands here, so only what is true on every such day is said:

- A weekday that has other hours in some weeks, in part of each year or in school holidays is left out altogether, and
  so is one that is open till late. Dates that come again each year cannot be told, and no year is invented for them.
- A yearly closure of up to two weeks (Christmas) does not keep the week from being told.
- Bank holidays are schema.org's `PublicHolidays`. Closed is `opens` and `closes` at 00:00; a whole day is 00:00 to
  23:59; a night `closes` before it `opens`.
- Where a line was not understood, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator

from hyperlocal.dates import WEEKDAYS
from hyperlocal.hours.model import DAY, Hours, Rule, Span

Specification = dict[str, str | list[str]]

LONGEST_CLOSURE = 14
"""Days of a yearly closure that does not matter for the week."""


def opening_hours_specification(hours: Hours) -> list[Specification]:
    """`openingHoursSpecification`: what holds each week, and on bank holidays."""
    if hours.unread:
        return []
    told: list[Specification] = []
    for rule in hours.rules:
        if rule.level == 0:
            days = [day for day in _days(rule) if not _uncertain(hours.rules, day)]
            if days and rule.state == "open" and not rule.term_only:
                told += _each({"dayOfWeek": _named(days)}, rule)
        elif rule.holiday == "bank" and rule.state != "appointment":
            told += _each({"dayOfWeek": "https://schema.org/PublicHolidays"}, rule)
    return told


def special_opening_hours_specification(hours: Hours) -> list[Specification]:
    """`specialOpeningHoursSpecification`: what holds on dates whose year was typed."""
    if hours.unread:
        return []
    told: list[Specification] = []
    for rule in hours.rules:
        plain = not (rule.nth or rule.fortnight or rule.term_only or rule.state == "appointment")
        for dates in rule.dates:
            if plain and not dates.yearly:
                first, last = ("{:04}-{:02}-{:02}".format(*one) for one in (dates.first, dates.last))
                days: Specification = {"dayOfWeek": _named(list(rule.weekdays))} if rule.weekdays else {}
                told += _each({"validFrom": first, "validThrough": last, **days}, rule)
    return told


def _days(rule: Rule) -> tuple[int, ...]:
    return rule.weekdays or tuple(range(7))


def _named(days: list[int]) -> list[str]:
    return [f"https://schema.org/{WEEKDAYS[day]}" for day in days]


def _uncertain(rules: tuple[Rule, ...], day: int) -> bool:
    """Whether other rules make the weekday's hours untrue in more than a few weeks."""
    return any(_unsettles(rule) for rule in rules if day in _days(rule))


def _unsettles(rule: Rule) -> bool:
    if rule.level == 0:
        return any(one.end is None for one in rule.spans)
    if rule.level == 5:
        return sum(one.length for one in rule.dates) > LONGEST_CLOSURE
    dated = bool(rule.dates) and not rule.dates[0].yearly
    return rule.level < 4 and not dated


def _each(days: Specification, rule: Rule) -> Iterator[Specification]:
    base: Specification = {"@type": "OpeningHoursSpecification", **days}
    if rule.state == "closed":
        yield {**base, "opens": "00:00", "closes": "00:00"}
    elif all(one.end is not None for one in rule.spans):
        for span in rule.spans:
            yield {**base, "opens": clock(span.start), "closes": _closes(span)}


def _closes(span: Span) -> str:
    return "23:59" if (span.start, span.end) == (0, DAY) else clock(span.end or 0)


def clock(minute: int) -> str:
    """“17:00”; midnight is “00:00”."""
    return f"{minute % DAY // 60:02}:{minute % 60:02}"
