"""What British people type <-> dates and times.

A date that begins with a four-digit year is ISO 8601 (year, month, day); every other date is day, month, year.
Nothing is guessed: what could mean two things, or is no day at all, is refused in words that say what to type instead.
The words are English or Welsh, and the same on every machine: the computer's own language settings play no part.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import unicodedata
from calendar import isleap, monthrange

from hyperlocal.values import dataclass


class _Unread(ValueError):
    def __init__(self, message: str, suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


class NotADate(_Unread):
    """The text is no date. `message` says why; `suggestion` is an ISO date (perhaps with a time) to type, or ""."""


class NotATime(_Unread):
    """The text is no time of day. `message` says why; `suggestion` is a time to type, or "" when none is likely."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A day as somebody wrote it, with the time and the offset from UTC if those were written too."""

    day: dt.date
    time: dt.time | None = None
    offset: dt.timedelta | None = None

    def at(self, zone: dt.tzinfo) -> dt.datetime:
        """The instant, told in `zone`: midnight when no time was given. An offset may make it another day there."""
        local = dt.datetime.combine(self.day, self.time or dt.time(), tzinfo=zone)
        if self.offset is None:
            return local
        try:
            return local.replace(tzinfo=dt.timezone(self.offset)).astimezone(zone)
        except OverflowError:  # The last hours of the year 9999, which some tools write for "never".
            return local

    def day_in(self, zone: dt.tzinfo) -> dt.date:
        """The day it is in `zone` at that instant."""
        return self.day if self.offset is None else self.at(zone).date()


def parse_moment(text: str, *, today: dt.date | None = None) -> Moment:
    """Read a date, perhaps with a time and an offset: `2026-06-05T19:30:00+01:00`, `5/6/26`, `Fri 5th June 2026, 7pm`.

    A two-digit year is 20xx. A date without a year is the next such date counted from `today`, which itself counts;
    with no `today` it is refused. Raises NotADate for everything that is not one certain day (and one certain time).
    """
    plain = _plain(text[:_LONGEST])
    typed = _match(plain, text) if len(text) <= _LONGEST else None
    if typed is None:
        raise _no_date_here(text, plain)
    try:
        day = _checked_day(typed, text, today)
    except NotADate as fault:
        day_and_time = _iso(f"{fault.suggestion} {typed.rest}") or fault.suggestion
        raise NotADate(fault.message, fault.suggestion and day_and_time) from None
    try:
        time, offset = _time_and_offset(typed.rest)
    except NotATime as fault:
        raise NotADate(fault.message, f"{day.isoformat()} {fault.suggestion}".strip()) from None
    return Moment(day=day, time=time, offset=offset)


def parse_time(text: str) -> dt.time:
    """Read one time of day: `7.30pm`, `7 pm`, `19:30`, `19.30`, `1930`, `noon`, `12 midnight` (00:00).

    A lone `7` or `7.30` may be morning or evening, so it is refused. Raises NotATime.
    """
    try:
        start, end = parse_times(text)
    except NotATime as fault:
        raise NotATime(fault.message, fault.suggestion.partition("-")[0]) from None
    if end is not None:
        raise NotATime(f"{_quoted(text)} is a start and a finish, and only one time fits here.", _clock_text(start))
    return start


def parse_times(text: str) -> tuple[dt.time, dt.time | None]:
    """Read a start and a finish (`7-9pm`, `10am to 4pm`, `19:30-21:00`), or a single time with None for the finish.

    When only one side says am or pm, the other is the nearest that makes sense: `11-1pm` is 11:00 to 13:00.
    A finish before the start is on the next day. Raises NotATime.
    """
    parts = _BETWEEN_TIMES.split(_plain(text).removeprefix("from ")) if len(text) <= _LONGEST else [""]
    start, end = _clock(parts[0]), _clock(parts[-1])
    if start is None or len(parts) > 2:
        raise _bad_clock(parts[0] if len(parts) < 3 else "", text)
    if end is None:
        raise NotATime(_bad_clock(parts[1], text).message, _clock_text(start.time) if start.certain else "")
    if len(parts) == 2:
        return _pair(start, end, text)
    if not start.certain:
        raise _morning_or_evening(text, _clock_text(_likely(start)))
    return start.time, None


def file_name_date(stem: str) -> tuple[dt.date | None, str]:
    """The date a file's name begins with, and the rest as typed: `2026-11-22-fair` gives 22 November and `fair`.

    `stem` has no ending such as `.md`. Without a date: None and the whole stem. Raises NotADate for `2026-02-31-fair`.
    """
    found = _FILE_NAME.fullmatch(stem)
    if not found:
        return None, stem
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    return _real_day(year, month, day, stem[: found.end("day")]), found["rest"] or ""


def say(day: dt.date) -> str:
    """“Friday 3 April 2026”."""
    return f"{WEEKDAYS[day.weekday()]} {say_short(day)}"


def say_short(day: dt.date) -> str:
    """“3 April 2026”."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def month_name(number: int) -> str:
    """“April” for 4. Raises ValueError outside 1 to 12."""
    if not 1 <= number <= 12:
        raise ValueError(f"There is no month {number}.")
    return MONTHS[number - 1]


def ambiguous(text: str) -> bool:
    """Whether somebody used to month-first dates would read another day: 5/6/2026, but not 5/5/2026 or 25/6/2026."""
    found = _DAY_FIRST.match(_plain(text[:_LONGEST]))
    if not found or found["weekday"]:
        return False
    day, month = int(found["day"]), int(found["month"])
    return day != month and 1 <= day <= 12 and 1 <= month <= 12


# Characters. A longer text is a mistake (a paragraph in the wrong place), not a date.
_LONGEST = 100

_EXAMPLE = "Write the day, the month and the year, such as 3 April 2026."

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def numbered(names: str, first: int) -> dict[str, int]:
    """Groups of words between slashes -> each word with the number of its group."""
    return {word: number for number, group in enumerate(names.split("/"), first) for word in group.split()}


# Welsh names come as they stand and with the first letter softened: “3 o Fawrth”, “nos Wener”.
_MONTH_WORDS = numbered(
    "january jan ionawr ion / february feb chwefror chwef chw / march mar mawrth fawrth maw / april apr ebrill ebr /"
    "may mai fai / june jun mehefin fehefin meh / july jul gorffennaf orffennaf gorff gor / august aug awst aws /"
    "september sept sep medi fedi med / october oct hydref hyd / november nov tachwedd dachwedd tach /"
    "december dec rhagfyr ragfyr rhag",
    1,
)
_WEEKDAY_WORDS = numbered(
    "monday mon llun lun / tuesday tues tue mawrth fawrth maw / wednesday weds wed mercher fercher mer /"
    "thursday thurs thur thu iau / friday fri gwener wener gwe / saturday sat sadwrn sad / sunday sun sul",
    0,
)
_NOON = ("noon", "midday", "12 noon", "12noon", "12 midday", "hanner dydd", "canol dydd")
_MIDNIGHT = ("midnight", "12 midnight", "hanner nos", "canol nos")
_MOVING = re.compile(r"\b(?:today|tonight|tomorrow|yesterday|next|last|this|coming|every|each|weekly|heddiw|yfory)\b")
_UNDECIDED = re.compile(r"\b(?:tbc|tba|tbd|to be (?:confirmed|announced|decided))\b")

_WEEKDAY = r"(?:(?:dydd |nos )?(?!the )(?P<weekday>[^\W\d_]+) )?"
_DAY = r"(?:the )?(?P<day>\d{1,2})(?!\d)"
_MONTH = r"(?P<month>[^\W\d_]+)"
_ORDINAL = r"(?:st|nd|rd|th|af|il|ydd|fed|ed|eg|ain)?"
_REST = r"(?P<rest>.*)"
_YEAR_FIRST = re.compile(rf"{_WEEKDAY}(?P<year>\d{{4}})(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep){_DAY}{_REST}")
_RUN_TOGETHER = re.compile(r"(?P<weekday>)(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?P<rest>(?:[t ].*)?)")
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}{_DAY} ?(?P<sep>[-/.]) ?(?P<month>\d{{1,2}})(?!\d)"
    rf"(?: ?(?P=sep) ?(?P<year>\d+)|(?:(?<=/\d)|(?<=/\d\d))(?!/)){_REST}"
)
_DAY_MONTH = re.compile(rf"{_WEEKDAY}{_DAY}{_ORDINAL}[ /-]?(?:of |o )?{_MONTH}[ /-]?{_REST}")
_MONTH_DAY = re.compile(rf"{_WEEKDAY}{_MONTH} ?{_DAY}{_ORDINAL}{_REST}")
_SEVERAL_DAYS = re.compile(rf"{_WEEKDAY}{_DAY}{_ORDINAL} ?(?:-|to|and|&|until) ?\d{{1,2}}{_ORDINAL}(?P<rest> .+)")
_YEAR_NEXT = re.compile(rf" *(?P<year>\d{{2,}})(?!\d|[:.]\d|[ap]m){_REST}")
_FILE_NAME = re.compile(rf"(?P<year>[1-9]\d{{3}})-(?P<month>\d{{1,2}})-{_DAY}(?:[-_ .–—]+{_REST})?", re.DOTALL)
_BEFORE_TIME = re.compile(r"(?P<iso>t(?=\d))? ?(?:(?:at|from|am|@|-)(?![a-z]) ?)?(?P<clock>.*)")
_OFFSET = re.compile(r"(?P<clock>.*\d) ?(?P<zone>z|bst|utc|gmt|(?:utc|gmt)?(?P<sign>[+-])(?P<h>\d\d):?(?P<m>\d\d)?)")
_BETWEEN_TIMES = re.compile(r" ?- ?| (?:to|until|till?|tan) ")
_CLOCK = re.compile(
    r"(?P<h>\d{1,2})(?:[:.]?(?P<m>\d\d)(?:[:.](?P<s>\d\d)(?:\.(?P<f>\d{1,9}))?)?)?"
    r"(?: ?(?P<half>am|pm|yb|yp|yh)| ?h(?:rs?|ours)?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """The pieces of a date before anybody asked whether there is such a day. `year` is None when none was typed."""

    year: int | None
    month: int
    day: int
    weekday: str
    rest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    """A time as the 24-hour clock has it, unless `named` (am, pm, noon). `movable`: it may be twelve hours later."""

    time: dt.time
    named: bool
    certain: bool
    movable: bool


def _plain(text: str) -> str:
    """Small letters, plain spaces and hyphens, no commas, brackets or abbreviation dots."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"[\u00ad\u200b-\u200f\u2060\ufeff'‘’`]", "", text)
    text = re.sub(r"\b([ap])\. ?m\b", r"\1m", text)
    return re.sub(r"(?:[\s,;()\[\]“”\"]|(?<=[^\W\d_])\.)+", " ", text).strip(" .")


def _match(plain: str, text: str) -> _Typed | None:
    """Take the date apart. None when no part of it looks like one."""
    for pattern in (_YEAR_FIRST, _RUN_TOGETHER, _DAY_FIRST):
        if found := pattern.fullmatch(plain):
            return _typed(found, _year(found["year"], text), int(found["month"]), found["rest"])
    named = [found for pattern in (_DAY_MONTH, _MONTH_DAY) if (found := pattern.fullmatch(plain))]
    for found in named:
        if found["month"] in _MONTH_WORDS:
            return _named_month(found, _MONTH_WORDS[found["month"]], text)
    for found in named:
        if near := difflib.get_close_matches(found["month"], _MONTH_WORDS, 1, 0.7):
            message = f"“{found['month']}” in {_quoted(text)} is not a month. Did you mean {near[0].title()}?"
            raise NotADate(message, _iso(plain.replace(found["month"], near[0])))
    return None


def _named_month(found: re.Match[str], month: int, text: str) -> _Typed:
    after = _YEAR_NEXT.fullmatch(found["rest"])
    # “3 April 12 noon” ends with a time, “3 April 26 7pm” has a year before it. Four digits are always a year.
    if after and (len(after["year"]) != 2 or not _is_time(found["rest"])):
        return _typed(found, _year(after["year"], text), month, after["rest"])
    return _typed(found, None, month, found["rest"])


def _typed(found: re.Match[str], year: int | None, month: int, rest: str) -> _Typed:
    return _Typed(year=year, month=month, day=int(found["day"]), weekday=found["weekday"] or "", rest=rest)


def _year(digits: str | None, text: str) -> int | None:
    if digits is None or len(digits) == 2:
        return 2000 + int(digits) if digits else None
    if len(digits) != 4 or int(digits) < 1000:
        raise NotADate(f"{_quoted(text)} is not a date: “{digits[:12]}” is not a year. Write all four figures of it.")
    return int(digits)


def _checked_day(typed: _Typed, text: str, today: dt.date | None) -> dt.date:
    year = _next_such_year(typed, text, today) if typed.year is None else typed.year
    day = _real_day(year, typed.month, typed.day, text)
    if not typed.weekday:
        return day
    if typed.weekday not in _WEEKDAY_WORDS:
        raise NotADate(f"“{typed.weekday}” in {_quoted(text)} is not a day of the week.", day.isoformat())
    meant = _WEEKDAY_WORDS[typed.weekday]
    if meant != day.weekday():
        raise _wrong_weekday(day, meant, text)
    return day


def _real_day(year: int, month: int, day: int, text: str) -> dt.date:
    if not 1 <= month <= 12:
        swapped = 1 <= day <= 12 and 1 <= month <= monthrange(year, day)[1]
        likely = dt.date(year, day, month) if swapped else None
        hint = f" Did you mean {say_short(likely)}?" if likely else ""
        raise NotADate(f"{_quoted(text)} is not a day: there is no month {month}.{hint}", str(likely or ""))
    last = monthrange(year, month)[1]
    if day > last:
        name = f"{month_name(month)} {year}" if month == 2 else month_name(month)
        raise NotADate(f"{_quoted(text)} is not a day: {name} has {last}.", dt.date(year, month, last).isoformat())
    if day < 1:
        raise NotADate(f"{_quoted(text)} is not a day: there is no day 0.", dt.date(year, month, 1).isoformat())
    return dt.date(year, month, day)


def _next_such_year(typed: _Typed, text: str, today: dt.date | None) -> int:
    if today is None:
        raise NotADate(f"{_quoted(text)} does not say which year. Add the year.")
    year = today.year + ((typed.month, typed.day) < (today.month, today.day))
    while (typed.month, typed.day) == (2, 29) and not isleap(year):
        year += 1
    return min(year, dt.MAXYEAR)


def _time_and_offset(rest: str) -> tuple[dt.time | None, dt.timedelta | None]:
    """What follows a date. Raises NotATime when that is something else than one time."""
    before = _BEFORE_TIME.fullmatch(rest.strip())
    clock, is_iso = (before["clock"], before["iso"]) if before else (rest, None)
    found = _OFFSET.fullmatch(clock)
    # “10:00-11:00” is a start and a finish. A minus offset is what a program wrote: a T, seconds, or “ -0400”.
    written = is_iso or re.search(r":\d\d:\d\d|:\d\d -\d{4}$", clock)
    if not found or (found["sign"] == "-" and not written):
        return parse_time(clock) if clock else None, None
    hours, minutes = int(found["h"] or found["zone"] == "bst"), int(found["m"] or 0)
    if hours * 60 + minutes > 14 * 60 or minutes > 59:
        raise NotATime(f"“{found['zone']}” after the time is not a difference from UTC.", found["clock"])
    offset = dt.timedelta(hours=hours, minutes=minutes)
    return parse_time(found["clock"]), -offset if found["sign"] == "-" else offset


def _clock(text: str) -> _Clock | None:
    if text in _NOON or text in _MIDNIGHT:
        return _Clock(time=dt.time(12 if text in _NOON else 0), named=True, certain=True, movable=False)
    found = _CLOCK.fullmatch(text)
    if not found:
        return None
    hour, half, minutes = int(found["h"]), found["half"], found["m"]
    if half:
        morning = half in ("am", "yb")
        if (hour > 12 and morning) or (hour == 0 and not morning):
            return None
        hour = hour if hour > 12 else hour % 12 + (0 if morning else 12)
    elif minutes is None and not 1 <= hour <= 12:
        return None
    try:
        time = dt.time(hour, int(minutes or 0), int(found["s"] or 0), int(f"{found['f'] or 0:0<6}"[:6]))
    except ValueError:
        return None
    fixed = hour > 12 or bool(half or found["s"] or re.match(r"0|\d{4}", text))
    certain = fixed or (len(found["h"]) == 2 and minutes is not None)
    return _Clock(time=time, named=bool(half), certain=certain, movable=not fixed)


def _pair(start: _Clock, end: _Clock, text: str) -> tuple[dt.time, dt.time]:
    if start.movable and end.named:
        return min(_both_halves(start), key=lambda time: _gap(time, end.time)), end.time
    if end.movable and start.named:
        return start.time, min(_both_halves(end), key=lambda time: _gap(start.time, time))
    # “9:00-17:00”: whoever writes 17:00 counts in 24 hours, so 9:00 is the morning.
    if end.certain and (start.certain or (end.time.hour > 12 and start.time < end.time)):
        return start.time, end.time
    first = start.time if start.certain else _likely(start)
    last = end.time if end.certain else min(_both_halves(end), key=lambda time: _gap(first, time))
    raise _morning_or_evening(text, f"{_clock_text(first)}-{_clock_text(last)}")


def _both_halves(clock: _Clock) -> tuple[dt.time, dt.time]:
    return clock.time.replace(hour=clock.time.hour % 12), clock.time.replace(hour=clock.time.hour % 12 + 12)


def _gap(start: dt.time, end: dt.time) -> int:
    """Minutes from start to end, going past midnight if need be: 1 to 1440."""
    return (end.hour * 60 + end.minute - start.hour * 60 - start.minute - 1) % 1440 + 1


def _likely(clock: _Clock) -> dt.time:
    """What to offer for a time without am or pm: few things in a village begin at five in the morning."""
    morning, evening = _both_halves(clock)
    return morning if 8 <= clock.time.hour <= 11 else evening


def _clock_text(time: dt.time) -> str:
    return time.isoformat("auto" if time.second or time.microsecond else "minutes")


def _is_time(rest: str) -> bool:
    try:
        return bool(parse_times(rest.strip()))
    except NotATime:
        return False


def _iso(text: str) -> str:
    """What to type instead, from a text that has been put right; "" when that is no certain day either."""
    try:
        moment = parse_moment(text)
    except NotADate:
        return ""
    return f"{moment.day} {_clock_text(moment.time) if moment.time else ''}".strip()


def _wrong_weekday(day: dt.date, meant: int, text: str) -> NotADate:
    away = (meant - day.weekday() + 3) % 7 - 3
    nearest = day + dt.timedelta(days=away if day.toordinal() + away <= dt.date.max.toordinal() else away - 7)
    message = f"The weekday and the date in {_quoted(text)} disagree: {say_short(day)} is a {WEEKDAYS[day.weekday()]}."
    return NotADate(f"{message} The nearest {WEEKDAYS[meant]} is {say_short(nearest)}.", nearest.isoformat())


def _no_date_here(text: str, plain: str) -> NotADate:
    if not plain:
        return NotADate(f"There is no date here. {_EXAMPLE}")
    if _UNDECIDED.search(plain):
        return NotADate(f"{_quoted(text)} is not a day yet. Leave the date out until the day is known.")
    if _MOVING.search(plain):
        return NotADate(f"{_quoted(text)} means another day each time it is read. {_EXAMPLE}")
    if found := _SEVERAL_DAYS.fullmatch(plain):
        return NotADate(f"{_quoted(text)} is more than one day. Write one.", _iso(found["day"] + found["rest"]))
    return NotADate(f"{_quoted(text)} cannot be read as a date. {_EXAMPLE}")


def _bad_clock(part: str, text: str) -> NotATime:
    """Why this is no time of day."""
    found = _CLOCK.fullmatch(part)
    if not found:
        return NotATime(f"{_quoted(text)} cannot be read as a time. Write it like 7.30pm or 19:30.")
    hour, minute = int(found["h"]), int(found["m"] or 0)
    if hour > 23 or minute > 59 or int(found["s"] or 0) > 59:
        likely = "23:59" if (hour, minute) == (24, 0) else ""
        return NotATime(f"{_quoted(text)} is not a time of day: the clock goes from 00:00 to 23:59.", likely)
    return NotATime(f"{_quoted(text)} is not a time of day. Write it like 7.30pm or 19:30.", f"{hour:02}:{minute:02}")


def _morning_or_evening(text: str, suggestion: str) -> NotATime:
    return NotATime(f"{_quoted(text)} may be morning or evening. Add am or pm, or write 24 hours.", suggestion)


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
