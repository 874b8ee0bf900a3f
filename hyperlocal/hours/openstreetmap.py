"""Rules -> OpenStreetMap's `opening_hours` text.

Follows the specification on the OpenStreetMap wiki (Key:opening_hours/specification). Every other week cannot be said
there, so those times are `unknown` with words. Lines that were not understood are not part of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from hyperlocal.hours.clauses import USUAL
from hyperlocal.hours.model import DAY, Dates, Hours, Rule, Span
from hyperlocal.hours.saying import say_days

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def osm(hours: Hours) -> str:
    """“Mo-Fr 09:00-17:00; PH off”; "" when nothing was read."""
    text = ""
    for rule in _told(hours.rules):
        # A rule that is added with a comma does not cut off the night before, as one with a semicolon would.
        text += ("," if _past_midnight(rule) and rule.weekly else ";") + " " if text else ""
        text += _rule(rule, [note for note in hours.notes if note != USUAL])
    if hours.otherwise:
        text += f'{" || " if text else ""}unknown "{hours.otherwise}"'
    if not text and hours.notes:
        text = f'unknown "{_words(*hours.notes)}"'
    return text


def _told(rules: tuple[Rule, ...]) -> list[Rule]:
    """In their order, but that nights come last within their table, and school holidays after what they close."""
    tables = sorted((rule for rule in rules if rule.level < 3), key=lambda one: (one.level, rules.index(one)))
    scopes = list(dict.fromkeys((one.level, one.dates, one.weekly) for one in tables))
    tables.sort(key=lambda one: (scopes.index((one.level, one.dates, one.weekly)), _past_midnight(one)))
    return [*tables, *_terms(rules), *(rule for rule in rules if rule.level >= 3)]


def _terms(rules: tuple[Rule, ...]) -> list[Rule]:
    """What is closed in school holidays, because it is for term time only."""
    held = [rule for rule in rules if rule.term_only]
    if held and all(rule.term_only for rule in rules if rule.state != "closed" and rule.level < 3):
        return [Rule(state="closed", holiday="school")]
    return [
        Rule(state="closed", holiday="school", weekdays=rule.weekdays, nth=rule.nth, dates=rule.dates) for rule in held
    ]


def _rule(rule: Rule, notes: Iterable[str]) -> str:
    times = ",".join(_span(one) for one in rule.spans)
    comment = ", ".join(one for one in (rule.note, *notes) if one)
    if rule.state == "closed":
        end = "off"
    elif rule.fortnight:
        end = f'unknown "{_words(say_days(rule), comment)}"'
    elif rule.state == "appointment":
        end = f'unknown "{_words("by appointment", comment)}"'
    else:
        end = f'open "{_words(comment)}"' if comment else ""
    if times == "00:00-24:00" and rule == Rule(spans=rule.spans, note=rule.note):
        return f"24/7 {end}".strip()
    return " ".join(one for one in (_selector(rule), times, end) if one)


def _selector(rule: Rule) -> str:
    dates = ",".join(_dates(one) for one in rule.dates)
    holiday = {"": "", "bank": "PH", "school": "SH", "easter": _easter(rule.easter)}[rule.holiday]
    days = _weekdays(rule.weekdays)
    if rule.nth:
        days += f"[{','.join(str(one) for one in rule.nth)}]"
    elif not (days or dates or holiday):
        days = "Mo-Su"
    return " ".join(one for one in (dates, holiday, days) if one)


def _easter(days: int) -> str:
    return "easter" if not days else f"easter {days:+} day{'s' if abs(days) != 1 else ''}"


def _dates(dates: Dates) -> str:
    (year, month, day), (year_then, month_then, day_then) = dates.first, dates.last
    if not year and day == 1 and day_then == _LAST[month_then - 1]:
        return _MONTHS[month - 1] + (f"-{_MONTHS[month_then - 1]}" if month != month_then else "")
    first, last = _date(year, month, day), _date(year_then, month_then, day_then)
    return first if first == last else f"{first}-{last}"


def _date(year: int, month: int, day: int) -> str:
    return f"{f'{year} ' if year else ''}{_MONTHS[month - 1]} {day:02}"


def _weekdays(weekdays: tuple[int, ...]) -> str:
    """“Mo-We,Fr”."""
    runs: list[list[int]] = []
    for day in weekdays:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    named = [(_DAYS[run[0]], _DAYS[run[-1]], len(run)) for run in runs]
    return ",".join(
        first if count == 1 else f"{first}{'-' if count > 2 else ','}{last}" for first, last, count in named
    )


def _span(span: Span) -> str:
    return f"{_clock(span.start)}+" if span.end is None else f"{_clock(span.start)}-{_clock(span.end)}"


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _past_midnight(rule: Rule) -> bool:
    return any(one.end is not None and one.end > DAY for one in rule.spans)


def _words(*parts: str) -> str:
    """A comment, in which OSM has no way to write a quotation mark."""
    return ", ".join(one for one in parts if one).replace('"', "'")
