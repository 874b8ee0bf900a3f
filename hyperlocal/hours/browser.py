"""Hours as the small JSON that `open-now.js` reads in a browser. Keys are one letter, because each page carries it.

z: time zone; u: first and last year whose bank holidays are known; b: bank holidays; q: 1 if those were spoken of;
o: what holds otherwise; m: notes; r: rules. A rule: s: 0 closed, 1 open, 2 by appointment; d: weekdays, Monday 0;
n: places in the month; t: pairs of dates; l: single dates (after Easter); b: 1 for bank holidays; h: 1 for school
holidays; f: the day from which every other week counts; p: pairs of minutes, -1 for till late; x: 1 for term time
only; k: the number of its table; e: 1 for an exception; m: note. A date is a number such as 20261225, or 1225 for
each year.
"""

from __future__ import annotations

import datetime as dt

from hyperlocal.hours.bankholidays import BankHolidays
from hyperlocal.hours.clauses import USUAL
from hyperlocal.hours.model import Hours, Rule, easter_sunday

Json = int | str | list["Json"] | dict[str, "Json"]


def machine(hours: Hours, holidays: BankHolidays, zone: str) -> dict[str, Json] | None:
    """None when a browser could not tell: a line was not understood, or there are no rules."""
    if hours.unread or not hours.rules:
        return None
    scopes = list(dict.fromkeys(rule.dates for rule in hours.rules))
    told: dict[str, Json] = {
        "z": zone,
        "u": [holidays.first, holidays.last],
        "b": [_number(day) for day in sorted(holidays.days)],
        "q": int(USUAL in hours.notes),
        "o": hours.otherwise,
        "m": ", ".join(note for note in hours.notes if note != USUAL),
        "r": [_rule(rule, holidays, scopes.index(rule.dates)) for rule in hours.rules],
    }
    return {key: value for key, value in told.items() if value not in ("", 0)}


def _rule(rule: Rule, holidays: BankHolidays, scope: int) -> dict[str, Json]:
    years = range(holidays.first, holidays.last + 1)
    easter = [easter_sunday(year) + dt.timedelta(days=rule.easter) for year in years]
    told: dict[str, Json] = {
        "s": ("closed", "open", "appointment").index(rule.state),
        "d": list(rule.weekdays),
        "n": list(rule.nth),
        "t": [[_date(one.first), _date(one.last)] for one in rule.dates],
        "l": [_number(day) for day in easter] if rule.holiday == "easter" else [],
        "b": int(rule.holiday == "bank"),
        "h": int(rule.holiday == "school"),
        "f": _number(rule.fortnight) if rule.fortnight else 0,
        "p": [[one.start, -1 if one.end is None else one.end] for one in rule.spans],
        "x": int(rule.term_only),
        "k": scope + 1 if rule.weekly else 0,
        "e": int(rule.level >= 4),
        "m": rule.note,
    }
    return {key: value for key, value in told.items() if value not in ("", 0, [])}


def _number(day: dt.date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _date(day: tuple[int, int, int]) -> int:
    return day[0] * 10000 + day[1] * 100 + day[2]
