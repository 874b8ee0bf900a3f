"""From and until: two times as somebody typed them -> minutes of the day, or a refusal in words.

The rule for times without am or pm, which docs/hours.md tells people too: they are read only when there is one
reading. “9-5” goes past noon, so it is 9am to 5pm; “7-9” may be morning or evening, so it is refused. A bare 12 is
noon. When one side says am or pm, the other is the nearest that makes sense (“7-9pm” begins at 7pm). Whoever writes
“9:00-17:00” counts in 24 hours. An end before the start is the next day, if it is a night (from 5pm on, to before
noon).
"""

from __future__ import annotations

from hyperlocal.hours.model import DAY, NotHours, Span

BARE, TWENTY_FOUR, NAMED, MIDNIGHT, TWO_DIGITS = range(5)
"""How a time was written: 9 or 9.30; 17:00, 0930 or 09:30; 9am or noon; midnight; 10:30, which may be either."""

_NOON = 720
_EVENING = 17 * 60
Typed = tuple[int, int, int]
"""Hour, minute, and how they were written."""


def say_clock(minute: int) -> str:
    """“9am”, “5:30pm”, “midday”, “midnight” (GOV.UK style, but for midnight, which must have a word here)."""
    hour, rest = divmod(minute % DAY, 60)
    if not rest and hour in (0, 12):
        return "midday" if hour else "midnight"
    return f"{(hour - 1) % 12 + 1}{f':{rest:02}' if rest else ''}{'pm' if hour >= 12 else 'am'}"


def say_span(span: Span) -> str:
    """“9am to 5pm”, “7pm till late”, “24 hours”."""
    if span.end is None:
        return f"{say_clock(span.start)} till late"
    if (span.start, span.end) == (0, DAY):
        return "24 hours"
    return f"{say_clock(span.start)} to {say_clock(span.end)}"


def open_end(start: Typed, part: str) -> Span:
    """From a time till late. Raises NotHours for a time that may be morning or evening."""
    minutes = [one for one in _candidates(start, False) if _suits(one, part)]
    if len(minutes) != 1:
        raise NotHours(
            f"“{_typed(start)}” may be morning or evening.",
            f"{say_clock(_halves(start)[0])} till late",
            f"{say_clock(_halves(start)[1])} till late",
        )
    return Span(start=minutes[0], end=None)


def span(start: Typed, end: Typed, *, part: str = "", after: int = 0) -> Span:
    """The one reading, which begins at or after `after`. `part` of the day is a key of `_PARTS`, or "".

    Raises NotHours when there is no reading, or more than one.
    """
    pairs = _readings(start, end, part)
    suitable = [one for one in pairs if _suits(one.start, part) and one.start >= after]
    if len(suitable) == 1:
        return suitable[0]
    typed = f"“{_typed(start)} to {_typed(end)}”"
    if suitable:
        raise NotHours(
            f"{typed} may be morning or evening, and people would come at the wrong time.",
            *(say_span(one) for one in sorted(suitable, key=_unlikely)),
        )
    if pairs and part:
        raise NotHours(f"{typed} is not in the {part}{' of the day' * (part == 'middle')}.")
    if pairs and after:
        raise NotHours(f"{typed} begins before the times that stand before it end.")
    if (start[0] % 12, start[1]) == (end[0] % 12, end[1]):
        halves = f"{say_clock(_halves(start)[0])} to {say_clock(_halves(start)[1])}"
        raise NotHours(f"{typed} ends when it begins.", halves, "24 hours")
    if _both_sure(start, end):
        raise NotHours(f"{typed} ends before it begins.")
    raise NotHours(f"{typed} can be read in more than one way. Add am or pm.")


def _readings(start: Typed, end: Typed, part: str) -> list[Span]:
    movable = (BARE, TWO_DIGITS)
    if start[2] in movable and end[2] in (NAMED, MIDNIGHT):
        last = _minute(end, True)
        return [min((_ordered(one, last) for one in _halves(start)), key=_length)]
    if end[2] in movable and start[2] in (NAMED, MIDNIGHT):
        first = _minute(start, False)
        return [min((_ordered(first, one) for one in _halves(end)), key=_length)]
    if _both_sure(start, end) and start[2] not in movable:
        return _night(_minute(start, False), _minute(end, True))
    as_written = Span(start=_minute(start, False), end=_minute(end, True))
    if _counts_24(start, end) and _length(as_written) > 0:
        return [as_written]
    return _bare(start, end, part)


def _bare(start: Typed, end: Typed, part: str) -> list[Span]:
    """Every reading within one day of times of which at least one has no am or pm."""
    same = (start[0] % 12, start[1]) == (end[0] % 12, end[1])
    if same or (start[2] == end[2] == BARE and end[:2] == (12, 0) and start[0] < 8 and not part):
        return []
    lasts = _candidates(end, True)
    if part in ("evening", "night") and end[:2] == (12, 0):
        lasts = (DAY,)
    return [Span(start=a, end=b) for a in _candidates(start, False) for b in lasts if a < b]


def _night(start: int, end: int) -> list[Span]:
    if start < end:
        return [Span(start=start, end=end)]
    if start > end and start >= _EVENING and end < _NOON:
        return [Span(start=start, end=end + DAY)]
    return []


def _both_sure(start: Typed, end: Typed) -> bool:
    return BARE not in (start[2], end[2]) and (start[2] != TWO_DIGITS or end[2] != TWO_DIGITS)


def _counts_24(start: Typed, end: Typed) -> bool:
    kinds = {start[2], end[2]}
    return TWENTY_FOUR in kinds or kinds == {TWO_DIGITS}


def _minute(typed: Typed, is_end: bool) -> int:
    """As written."""
    if typed[2] == MIDNIGHT:
        return DAY if is_end else 0
    return typed[0] * 60 + typed[1]


def _halves(typed: Typed) -> tuple[int, int]:
    minute = typed[0] % 12 * 60 + typed[1]
    return minute, minute + _NOON


def _candidates(typed: Typed, is_end: bool) -> tuple[int, ...]:
    if typed[2] != BARE:
        return (_minute(typed, is_end),)
    return (_halves(typed)[1],) if typed[0] == 12 else _halves(typed)


def _ordered(start: int, end: int) -> Span:
    return Span(start=start, end=end if end > start else end + DAY)


def _length(one: Span) -> int:
    return (one.end or 0) - one.start


def _suits(start: int, part: str) -> bool:
    earliest, latest = _PARTS[part]
    return earliest <= start < latest


_PARTS = {
    "": (0, DAY), "morning": (0, 720), "middle": (660, 960), "afternoon": (720, 1080), "evening": (1020, DAY),
    "night": (1080, DAY),
}  # fmt: skip


def _unlikely(one: Span) -> tuple[bool, int]:
    """Which reading to offer last: few things in a village begin before eight or after eight."""
    return not 480 <= one.start <= 1200, _length(one)


def _typed(typed: Typed) -> str:
    if typed[2] == NAMED:
        return say_clock(typed[0] * 60 + typed[1])
    if typed[2] == MIDNIGHT:
        return "midnight"
    return f"{typed[0]}:{typed[1]:02}" if typed[1] or typed[2] != BARE else str(typed[0])
