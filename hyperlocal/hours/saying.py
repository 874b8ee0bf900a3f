"""Rules -> English, in the style of GOV.UK: “Monday to Friday: 9am to 5pm”. What is said can be read again."""

from __future__ import annotations

from collections.abc import Sequence

from hyperlocal.dates import MONTHS, WEEKDAYS
from hyperlocal.hours.clocks import say_span
from hyperlocal.hours.model import Dates, Hours, Rule

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_NAMED = {(12, 24): "Christmas Eve", (12, 25): "Christmas Day", (12, 26): "Boxing Day", (12, 31): "New Year’s Eve"} | {
    (1, 1): "New Year’s Day"
}
_EASTER = {-2: "Good Friday", -1: "Easter Saturday", 0: "Easter Sunday", 1: "Easter Monday"}
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def say(hours: Hours) -> tuple[str, ...]:
    """A line for each rule and note. Lines that were not understood are not among them."""
    otherwise = (f"Other times: {hours.otherwise}",) if hours.otherwise else ()
    return (*(say_rule(rule) for rule in hours.rules), *otherwise, *(capital(note) for note in hours.notes))


def say_rule(rule: Rule) -> str:
    """“First Saturday of the month: 10am to 1pm, ring first”."""
    return f"{say_days(rule)}: {say_times(rule)}{f', {rule.note}' if rule.note else ''}"


def say_times(rule: Rule) -> str:
    """“9am to midday and 1pm to 5pm, term time only”, “closed”, “by appointment”."""
    parts = [" and ".join(say_span(one) for one in rule.spans)] if rule.spans else []
    parts += {"open": [], "closed": ["closed"], "appointment": ["by appointment"]}[rule.state]
    return ", ".join([*parts, *(["term time only"] if rule.term_only else [])])


def say_days(rule: Rule) -> str:
    """“Monday to Friday”, “April to September, every day”, “Bank holidays”."""
    dates = say_list([say_dates(one) for one in rule.dates])
    days = _days(rule)
    if dates and days == "every day" and (not rule.weekly or rule.state == "closed"):
        return capital(dates)
    return capital(", ".join(one for one in (dates, days) if one))


def say_dates(dates: Dates) -> str:
    """“April to September”, “24 December 2026 to 2 January 2027”, “Christmas Day”."""
    (year, month, day), (year_then, month_then, day_then) = dates.first, dates.last
    if dates.single:
        named = _NAMED.get((month, day)) if not year else None
        return named or _date(year, month, day)
    if not year and day == 1 and day_then == _LAST[month_then - 1]:
        return MONTHS[month - 1] + (f" to {MONTHS[month_then - 1]}" if month != month_then else "")
    return f"{_date(year, month, day)} to {_date(year_then, month_then, day_then)}"


def say_weekdays(weekdays: Sequence[int]) -> str:
    """“Monday to Friday”, “Monday, Wednesday and Friday”; a run of three days or more is told by its ends."""
    parts: list[str] = []
    place = 0
    while place < len(weekdays):
        end = place
        while end + 1 < len(weekdays) and weekdays[end + 1] == weekdays[end] + 1:
            end += 1
        if end - place >= 2:
            parts.append(f"{WEEKDAYS[weekdays[place]]} to {WEEKDAYS[weekdays[end]]}")
        else:
            parts += [WEEKDAYS[one] for one in weekdays[place : end + 1]]
        place = end + 1
    return say_list(parts)


def say_list(parts: Sequence[str]) -> str:
    """“a, b and c”."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def _days(rule: Rule) -> str:
    if rule.holiday:
        return {"bank": "bank holidays", "school": "school holidays"}.get(rule.holiday) or _EASTER[rule.easter]
    if rule.nth:
        return f"{say_list([_ORDINALS[one] for one in rule.nth])} {WEEKDAYS[rule.weekdays[0]]} of the month"
    if rule.fortnight:
        start = rule.fortnight
        return f"every other {WEEKDAYS[rule.weekdays[0]]} from {_date(start.year, start.month, start.day)}"
    return say_weekdays(rule.weekdays) if rule.weekdays else "every day"


def _date(year: int, month: int, day: int) -> str:
    return f"{day} {MONTHS[month - 1]}{f' {year}' if year else ''}"


def capital(text: str) -> str:
    """With a capital at its start; the other letters stay."""
    return text[:1].upper() + text[1:]
