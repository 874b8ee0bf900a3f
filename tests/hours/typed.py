"""Opening hours as people might type them, made up: for the trials against other programs."""

from __future__ import annotations

from hypothesis import strategies as st

from hyperlocal.dates import MONTHS, WEEKDAYS
from hyperlocal.hours.clocks import say_clock

_QUARTERS = st.integers(0, 95)
_EXCEPTIONS = (
    "Christmas Day", "Boxing Day", "Christmas Eve", "New Year’s Day", "Good Friday", "Easter Monday", "Easter Sunday",
    "24 December to 2 January", "1 August to 14 August", "20 February to 29 February", "August", "November to January",
    "24 December 2026 to 2 January 2027", "14 July 2026", "29 February 2028", "1 June 2026 to 5 July 2026",
)  # fmt: skip
PHRASES = (
    "Mon", "Tues", "Wednesday", "Sat", "Mon-Fri", "weekends", "daily", "9-5", "10-12", "1-5", "7-9pm", "8pm-1am", "7pm",
    "late", "closed", "closed", "bank holidays", "Christmas Day", "Good Friday", "August", "July to September", "April",
    "24 December to 2 January", "24 December 2026", "1 May 2027 to 3 June 2027", "first", "last", "first and third",
    "every other", "from 5 January 2027", "term time only", "school holidays", "by appointment", "by appointment only",
    "other times by appointment", "ring first", "except", "and", "and", ",", ",", ";", ":", "or", "open", "for lunch",
    "12-1", "mornings", "of the month", "in", "between", "24 hours", "\n", "\n",
)  # fmt: skip
"""What lines are made of, in no order that makes sense."""
_NTH = ("first", "second", "third", "fourth", "fifth", "last", "first and third", "second and last")


@st.composite
def times(draw: st.DrawFn, *, night: bool = True) -> str:
    """One to three spans that do not overlap, the last perhaps into the night or with no end."""
    count = draw(st.integers(1, 3))
    ends = sorted(draw(st.lists(_QUARTERS, min_size=2 * count, max_size=2 * count, unique=True)))
    told = [f"{say_clock(a * 15)} to {say_clock(b * 15)}" for a, b in zip(ends[::2], ends[1::2], strict=True)]
    last = draw(st.sampled_from(["", "", "till late", "night"]))
    if last == "till late":
        told[-1] = f"{say_clock(ends[-2] * 15)} till late"
    elif last == "night" and night and ends[-2] >= 68:
        told[-1] = f"{say_clock(ends[-2] * 15)} to {say_clock(draw(st.integers(0, 40)) * 15)}"
    return " and ".join(told)


@st.composite
def weeks(draw: st.DrawFn, *, night: bool = False) -> list[str]:
    """Lines for some weekdays, each named once."""
    days = draw(st.lists(st.integers(0, 6), min_size=1, max_size=7, unique=True))
    cuts = sorted(draw(st.sets(st.integers(1, 6), max_size=2)))
    groups = [days[a:b] for a, b in zip([0, *cuts], [*cuts, 7], strict=True)]
    return [f"{' and '.join(WEEKDAYS[day] for day in group)}: {draw(_holding(night))}" for group in groups if group]


def _holding(night: bool) -> st.SearchStrategy[str]:
    spans = times(night=night)
    return st.one_of(spans, spans, spans, st.sampled_from(["closed", "by appointment", "24 hours"]))


@st.composite
def hours(draw: st.DrawFn, *, terms: bool = False, fortnights: bool = False) -> str:
    """Everything together; school terms and every other week only where asked for, since OSM readers cannot know."""
    lines = draw(st.one_of(weeks(), st.sampled_from([["24 hours"], ["Every day 9am to 5pm"], []])))
    if draw(st.booleans()):
        first, last = draw(st.lists(st.sampled_from(MONTHS), min_size=2, max_size=2, unique=True))
        lines += [f"{first} to {last}, {line}" for line in draw(weeks())]
    if draw(st.booleans()):
        day = draw(st.sampled_from(WEEKDAYS))
        holding = draw(st.one_of(times(night=False), st.just("closed")))
        lines.append(f"{draw(st.sampled_from(_NTH))} {day} of the month: {holding}")
    if terms and draw(st.booleans()):
        lines = [f"{line}, term time only" if draw(st.booleans()) else line for line in lines]
    if fortnights and draw(st.booleans()):
        lines.append(f"every other Thursday from 7 January 2027: {draw(times(night=False))}")
    exceptions = draw(st.lists(st.sampled_from(("bank holidays", *_EXCEPTIONS)), max_size=4, unique=True))
    lines += [f"{name}: {draw(st.one_of(times(night=False), st.just('closed')))}" for name in exceptions]
    return "\n".join(draw(st.permutations(lines)))
