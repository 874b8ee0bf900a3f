"""Rules -> `schedule` objects of Open Referral UK (HSDS-UK 3.0), as plain dicts without `id`.

A schedule is an RFC 5545 rule with WEEKLY or MONTHLY only. What cannot be told that way (part of each year, bank
holidays, named days) has its times and a `description`, but no `freq`, so that nobody reads it as each week. Closures
stand in the `notes` of every schedule. Times are those of the wall clock without an offset, since any one offset would
be wrong for half of the year.
"""

from __future__ import annotations

from collections.abc import Iterator

from hyperlocal.hours.model import DAY, Hours, Rule, Span
from hyperlocal.hours.saying import capital, say_rule
from hyperlocal.hours.schema_org import clock

Schedule = dict[str, str | int]

_BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def schedules(hours: Hours) -> list[Schedule]:
    """One for each span of times of each rule, then one for each line that was not understood, as typed."""
    closures = [say_rule(rule) for rule in hours.rules if rule.state == "closed" and rule.level > 0]
    notes = ". ".join([*closures, *(capital(note) for note in hours.notes)])
    told = [one for rule in hours.rules if rule.state != "closed" for one in _schedules(rule)]
    if hours.otherwise:
        told.append({"description": f"Other times: {hours.otherwise}", "attending_type": capital(hours.otherwise)})
    if not told:
        told = [{"description": words} for words in hours.said]
        notes = ""
    told += [{"description": one.text} for one in hours.unread]
    return [_with_notes(one, notes) for one in told]


def _with_notes(one: Schedule, notes: str) -> Schedule:
    every = ". ".join(str(part) for part in (one.get("notes"), notes) if part)
    return {**one, "notes": every} if every else one


def _schedules(rule: Rule) -> Iterator[Schedule]:
    base: Schedule = {"description": say_rule(rule), **_when(rule)}
    if rule.state == "appointment":
        base["attending_type"] = "By appointment"
    elif rule.note:
        base["attending_type"] = capital(rule.note)
    if rule.term_only:
        base["notes"] = "Term time only"
    for span in rule.spans or (None,):
        yield {**base, **_times(span)}


def _when(rule: Rule) -> Schedule:
    told: Schedule = {}
    if rule.dates and not rule.dates[0].yearly and len(rule.dates) == 1:
        told["valid_from"], told["valid_to"] = (
            "{:04}-{:02}-{:02}".format(*one) for one in (rule.dates[0].first, rule.dates[0].last)
        )
    elif rule.dates:
        return {}
    if rule.holiday or (rule.dates and not rule.weekly and not rule.nth):
        return told
    days = rule.weekdays or tuple(range(7))
    if rule.nth:
        byday = ",".join(f"{nth}{_BYDAY[day]}" for day in days for nth in rule.nth)
        return {**told, "freq": "MONTHLY", "byday": byday}
    told |= {"freq": "WEEKLY", "byday": ",".join(_BYDAY[day] for day in days)}
    if rule.fortnight:
        told |= {"interval": 2, "dtstart": rule.fortnight.isoformat()}
    return told


def _times(span: Span | None) -> Schedule:
    if not span:
        return {}
    if span.end is None:
        return {"opens_at": clock(span.start)}
    return {
        "opens_at": clock(span.start),
        "closes_at": "23:59" if (span.start, span.end) == (0, DAY) else clock(span.end),
    }
