"""Clauses of all lines -> rules that do not contradict each other.

Within one span of dates each weekday has one rule: days that are typed again replace or complete what was said of them,
where that is certain. Days with the same hours are told together, so the same week always gives the same rules.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from hyperlocal.dates import WEEKDAYS
from hyperlocal.hours.clauses import Clause
from hyperlocal.hours.clocks import say_span
from hyperlocal.hours.items import Item
from hyperlocal.hours.model import DAY, Dates, NotHours, Rule, Span
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A rule for one weekday (or for none, or for an exception). `width`: how many weekdays were typed with it."""

    rule: Rule
    width: int


def placed(clauses: Sequence[Clause], before: tuple[Placed, ...], *, term_only: bool) -> tuple[Placed, ...]:
    """The rules so far and those of one more line. Raises NotHours where they contradict each other."""
    own: tuple[Placed, ...] = ()
    for clause in _in_season(clauses):
        if clause.is_break and own:
            own = _broken(clause, own)
        elif clause.is_break:
            before = _broken(clause, before)
        else:
            for one in _rules(clause, term_only):
                own = _fitted(one, own)
    for one in own:
        before = _fitted(one, before)
    return before


def in_order(found: Iterable[Placed]) -> tuple[Rule, ...]:
    """The common before the special, so that later rules replace earlier ones; alike days in one rule."""
    rules = [one.rule for one in found]
    typed = list(dict.fromkeys((rule.level, rule.dates) for rule in rules))
    # Narrow dates replace wide ones; others stay as typed.
    scopes = sorted(typed, key=lambda one: -sum(one[0] == other[0] and _within(other[1], one[1]) for other in typed))
    tables = [
        rule for scope in scopes for rule in _table([one for one in rules if one.weekly and _scope(one) == scope])
    ]
    ordered = [*tables, *(rule for rule in rules if not rule.weekly)]
    return tuple(sorted(ordered, key=lambda one: (one.level, scopes.index(_scope(one)), not one.weekly)))


def _scope(rule: Rule) -> tuple[int, tuple[Dates, ...]]:
    return rule.level, rule.dates


def _within(inner: tuple[Dates, ...], outer: tuple[Dates, ...]) -> bool:
    """Whether the outer dates are the inner ones and more."""
    return sum(one.length for one in inner) < sum(one.length for one in outer) and all(
        any(_holds(large, small.first) and _holds(large, small.last) for large in outer) for small in inner
    )


def _holds(dates: Dates, day: tuple[int, int, int]) -> bool:
    return (dates.yearly == (not day[0])) and dates.holds_numbers(day)


def _table(rules: Sequence[Rule]) -> Iterator[Rule]:
    """Rules of one weekday each -> rules of all weekdays that are alike, in the order of the week."""
    alike: dict[Rule, list[int]] = {}
    for rule in sorted(rules, key=lambda one: one.weekdays):
        alike.setdefault(dataclasses.replace(rule, weekdays=()), []).extend(rule.weekdays)
    for rule, days in alike.items():
        whole = len(days) == 7 and not (rule.state == "closed" and rule.dates)
        yield dataclasses.replace(rule, weekdays=() if whole else tuple(days))


# --- clauses -> rules ---


def _in_season(clauses: Sequence[Clause]) -> Iterator[Clause]:
    """“April to September: Monday to Friday 10-6, Saturday 10-4”: the dates at the beginning hold for all of it."""
    season: tuple[Item, ...] = ()
    for number, clause in enumerate(clauses):
        ranges = [[one for one in group if one.dates and not one.dates.single] for group in clause.groups]
        weekdays = [any(one.days for one in group) for group in clause.groups]
        mixed = any(r and w for r, w in zip(ranges, weekdays, strict=True))
        if number and mixed and not season and not clause.groups[0][0].dates:
            raise NotHours("It cannot be told whether the dates belong to all of this line. Use a line for each.")
        if any(ranges) and clause.state == "open":
            season = tuple(ranges[0])
        elif season:
            groups = tuple((*season, *group) if any(one.days for one in group) else group for group in clause.groups)
            clause = dataclasses.replace(clause, groups=groups)
        yield clause


def _rules(clause: Clause, term_only: bool) -> Iterator[Placed]:
    plain = Rule(
        state=clause.state, spans=clause.spans, note=clause.note, term_only=term_only and clause.state != "closed"
    )
    if clause.since and not any(one.kind == "fortnight" for group in clause.groups for one in group):
        raise NotHours(
            f"“from {clause.since.text}” is a first day without a last one.", "1 September 2027 to 31 August 2028"
        )
    if clause.is_season:
        raise NotHours("There are days here but no times.")
    for group in clause.groups:
        dates = tuple(one.dates for one in group if one.dates)
        scoped = dataclasses.replace(plain, dates=dates)
        weekdays = sorted({day for one in group if one.kind == "days" for day in one.days})
        others = [one for one in group if one.kind not in ("days", "dates")]
        for day in weekdays:
            yield Placed(rule=dataclasses.replace(scoped, weekdays=(day,)), width=len(weekdays))
        for one in others:
            yield Placed(rule=_special(scoped, one, clause), width=1)
        if not weekdays and not others:
            yield from _dated(scoped)


def _dated(rule: Rule) -> Iterator[Placed]:
    """Dates alone. With times they are every day of those dates."""
    if rule.weekly:
        for day in range(7):
            yield Placed(rule=dataclasses.replace(rule, weekdays=(day,)), width=7)
    else:
        yield Placed(rule=rule, width=1)


def _special(rule: Rule, item: Item, clause: Clause) -> Rule:
    if item.kind == "nth":
        return dataclasses.replace(rule, weekdays=item.days, nth=item.nth)
    if item.kind == "easter":
        return dataclasses.replace(rule, holiday="easter", easter=item.easter)
    if item.kind == "fortnight":
        return dataclasses.replace(rule, weekdays=item.days, fortnight=_start(item, clause))
    return dataclasses.replace(rule, holiday="bank" if item.kind == "bank" else "school")


# --- rules that meet ---


def _fitted(new: Placed, others: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The others, changed where the new one replaces or completes them, and the new one."""
    kept: list[Placed] = []
    for old in others:
        if old.rule == new.rule:
            continue
        if not _meet(old.rule, new.rule):
            kept.append(old)
        elif _selector(old.rule) == _selector(new.rule):
            new = _one_of(old, new)
        else:
            _replaces(old.rule, new.rule)
            kept.append(old)
    return (*kept, new)


def _selector(rule: Rule) -> Rule:
    return dataclasses.replace(rule, state="open", spans=(), note="", term_only=False)


def _meet(old: Rule, new: Rule) -> bool:
    """Whether there may be a day that both name, and it matters."""
    if old.dates != new.dates or old.holiday != new.holiday or old.easter != new.easter:
        return False
    if old.weekdays != new.weekdays:
        return False
    if old.nth and new.nth and not set(old.nth) & set(new.nth):
        late = {4, 5}
        return (-1 in old.nth and bool(late & set(new.nth))) or (-1 in new.nth and bool(late & set(old.nth)))
    return True


def _one_of(old: Placed, new: Placed) -> Placed:
    """What holds for a day about which two things were said."""
    if old.width != new.width and (_overlap(old.rule, new.rule) or old.rule.state != new.rule.state):
        return min(old, new, key=lambda one: one.width)
    alike = (old.rule.state, old.rule.term_only) == (new.rule.state, new.rule.term_only)
    if not alike or _overlap(old.rule, new.rule):
        raise NotHours(f"{_day(new.rule)} has been given two different times, and one must be wrong.")
    if old.width != new.width:
        _instead_or_as_well(old.rule, new.rule)
    note = ", ".join(dict.fromkeys(one for one in (old.rule.note, new.rule.note) if one))
    spans = tuple(sorted((*old.rule.spans, *new.rule.spans), key=lambda one: one.start))
    return Placed(rule=dataclasses.replace(new.rule, spans=spans, note=note), width=new.width)


def _replaces(old: Rule, new: Rule) -> None:
    """One is each week and the other some weeks of a month, or both are some. Raises NotHours if uncertain."""
    if old.nth and new.nth:
        raise NotHours(f"The {_day(new)}s that are named here have been given other times above.")
    if old.state == new.state == "open" and not _overlap(old, new):
        _instead_or_as_well(old, new)


def _instead_or_as_well(old: Rule, new: Rule) -> None:
    day, first, second = _day(new), _said(old.spans), _said(new.spans)
    raise NotHours(
        f"It cannot be told whether {second} on {day} is instead of {first}, or as well.",
        f"{day} {second}” with {day} left out of the other line, or “{day} {_said((*old.spans, *new.spans))}",
    )


def _overlap(one: Rule, other: Rule) -> bool:
    """Whether they are open at the same time. A whole day overlaps everything."""
    if not one.spans or not other.spans:
        return True
    return any(a.start < (b.end or DAY) and b.start < (a.end or DAY) for a in one.spans for b in other.spans)


def _broken(clause: Clause, found: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """With a break for lunch. Raises NotHours when nothing is open around it."""
    days = {day for group in clause.groups for one in group for day in one.days}
    made = tuple(
        Placed(rule=_with_break(one.rule, clause.spans), width=one.width)
        if one.rule.weekly and (not days or days & set(one.rule.weekdays))
        else one
        for one in found
    )
    if made == found:
        raise NotHours(f"Nothing was said to be open both before and after {_said(clause.spans)}.")
    return made


def _with_break(rule: Rule, breaks: tuple[Span, ...]) -> Rule:
    spans = rule.spans
    for pause in breaks:
        spans = tuple(part for span in spans for part in _around(span, pause))
    return dataclasses.replace(rule, spans=spans)


def _around(span: Span, pause: Span) -> tuple[Span, ...]:
    end = span.end or DAY
    if pause.end is None or not span.start < pause.start < pause.end < end:
        return (span,)
    return Span(start=span.start, end=pause.start), Span(start=pause.end, end=span.end)


def _start(item: Item, clause: Clause) -> dt.date:
    """The day from which every other week is counted. Raises NotHours."""
    day = WEEKDAYS[item.days[0]]
    example = f"every other {day} from (the next date, with its year) {_said(clause.spans)}"
    dates = clause.since.dates if clause.since else None
    if not dates or dates.yearly:
        raise NotHours(
            f"“{item.text}” does not say which weeks: a date to count from is needed, with its year.", example
        )
    start = dt.date(*dates.first)
    if start.weekday() != item.days[0]:
        raise NotHours(f"The date to count from, {clause.since.text if clause.since else ''}, is not a {day}.", example)
    return start


def _day(rule: Rule) -> str:
    return WEEKDAYS[rule.weekdays[0]] if rule.weekdays else "This day"


def _said(spans: tuple[Span, ...]) -> str:
    return " and ".join(say_span(one) for one in spans) or "closed"
