"""A typed line -> words that mean something for opening hours. English, and the Welsh names of days and months.

Nothing here decides what a line means; a word that is not known is handed on as `unknown`.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from hyperlocal.dates import numbered
from hyperlocal.hours.clocks import BARE, MIDNIGHT, NAMED, TWENTY_FOUR, TWO_DIGITS
from hyperlocal.hours.model import Dates, NotHours
from hyperlocal.values import dataclass

Value = int | str | tuple[int, ...] | Dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """`kind` says what it is (`day`, `clock`, `to`, …), `value` what it stands for, `text` what was typed."""

    kind: str
    text: str
    value: Value = 0


def words(line: str) -> tuple[Word, ...]:
    """The words of one line, in order. Raises NotHours for a day or date that there is not."""
    return tuple(_words(plain(line)))


def plain(line: str) -> str:
    """Small letters, plain spaces and hyphens, no apostrophes or abbreviation dots."""
    text = unicodedata.normalize("NFKC", line).casefold()
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    text = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff'‘’`]", "", text)
    text = re.sub(r"\b([ap])\.? ?m\b\.?", r"\1m", text)
    text = _ABBREVIATED.sub(r"\1", text)
    return " ".join(text.split()).strip(" .,;!*•·|")


def _words(text: str) -> Iterator[Word]:
    place, pattern = 0, _pattern()
    while place < len(text):
        found = pattern.match(text, place)
        if not found:
            if not text[place].isspace():
                yield Word(kind="unknown", text=text[place])
            place += 1
            continue
        kind = str(found.lastgroup)
        place = found.end()
        if kind == "filler":
            continue
        maker = _MAKERS.get(kind)
        yield from maker(found) if maker else (Word(kind=kind, text=found[0]),)


WEEKDAYS = numbered(
    "monday mondays mon mons mo llun lun / tuesday tuesdays tues tue tu mawrth /"
    "wednesday wednesdays weds wed we mercher fercher / thursday thursdays thurs thur thu th iau /"
    "friday fridays fri fris fr gwener wener / saturday saturdays sat sats sa sadwrn / sunday sundays sun suns su sul",
    0,
)
MONTHS = numbered(
    "january jan ionawr / february feb chwefror / march mar fawrth / april apr ebrill / may mai / june jun mehefin /"
    "july jul gorffennaf / august aug awst / september sept sep medi / october oct hydref / november nov tachwedd /"
    "december dec rhagfyr",
    1,
)
_ORDINALS = numbered("first 1st / second 2nd / third 3rd / fourth 4th / fifth 5th", 1) | {"last": -1, "final": -1}
_LETTERS = {"m": 0, "w": 2, "f": 4}
_FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "xmas day": (12, 25), "xmas eve": (12, 24)} | {
    "boxing day": (12, 26), "new years eve": (12, 31), "new years day": (1, 1), "new year eve": (12, 31),
    "new year day": (1, 1),
}  # fmt: skip
_EASTER = {"good friday": -2, "easter saturday": -1, "easter sunday": 0, "easter monday": 1, "easter day": 0}
_ABBREVIATED = re.compile(
    r"\b(mon|tues?|weds?|thurs?|thu|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|excl?|exc|incl?|inc|hols?|hrs?)\."
)


def _any(names: Iterator[str] | dict[str, int] | dict[str, tuple[int, int]]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


_MONTH = rf"(?:{_any(MONTHS)})\b"
_NTH_ENDING = "(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?P<{0}>20\d\d)(?!\d|[:.]\d|[ap]m| ?hrs))?"
_PATTERNS = {
    "iso": r"(?P<iso_y>20\d\d)-(?P<iso_m>\d\d)-(?P<iso_d>\d\d)(?!\d)",
    "slashed": r"(?P<sl_d>\d{1,2})[/.](?P<sl_m>\d{1,2})[/.](?P<sl_y>20\d\d|\d\d)(?![\d/])",
    "several": rf"(?P<se_a>\d{{1,2}}){_NTH_ENDING} ?(?P<se_j>-|to|and|&|,) ?(?P<se_b>\d{{1,2}}){_NTH_ENDING} (?:of )?"
    rf"(?P<se_m>{_MONTH}){_YEAR.format('se_y')}",
    "date": rf"(?:the )?(?P<da_d>\d{{1,2}}){_NTH_ENDING} ?(?:of |o )?(?P<da_m>{_MONTH}){_YEAR.format('da_y')}",
    "always": r"24/7|(?:open )?24[ -]?(?:hours|hrs|hour|h)\b(?: (?:a day|daily))?(?:[,/ ]+7 days(?: (?:a|per) week)?)?"
    r"|always open\b|(?:a)?round the clock\b|open all hours\b|day and night\b",
    "late": r"(?:(?:-|\b(?:to|til|till|until)) ?)?\blate\b|\bonwards?\b|(?<=[\dm])\+",
    "appointment": r"(?:strictly |viewing |visits )?by (?:prior )?(?:appointment|appt|arrangement)(?: only)?\b"
    r"|appointments? only\b",
    "ring": r"(?:please |but )*(?:ring|call|phone|telephone|tel)(?: us)? (?:first|ahead|before(?: (?:you )?"
    r"(?:come|coming|visit|visiting|travelling))?|to (?:check|confirm))\b",
    "book": r"(?:please )?book(?:ing)? (?:first|ahead|in advance|essential|required|needed|is essential|is required)\b"
    r"|please book\b|must be booked\b|prebooking (?:essential|required)\b",
    "dropin": r"(?:just )?drop[ -]?in\b|no (?:appointment|booking) (?:needed|necessary|required)\b|walk[ -]?ins?\b",
    "usual": r"(?:including|incl?|inc) (?:all )?(?:public|bank) hol(?:iday)?s?\b"
    r"|(?:open )?(?:(?:public|bank) hol(?:iday)?s?|ph) as usual\b|open as usual on (?:public|bank) hol(?:iday)?s?\b",
    "lunch": r"(?:for |over )?lunch(?:time|[ -]?break| hour)?\b|\bfor (?:a )?break\b",
    "closed": r"\b(?:closed|shut|off|not open|no sessions?|no meetings?|ar gau)\b",
    "except": r"\b(?:except(?:ing)?(?: for)?|excl?(?:uding)?|exc|but not|not|apart from|other than)\b",
    "otherwise": r"\b(?:or|also|plus|otherwise|(?:at )?(?:all )?other times?"
    r"|outside (?:of )?these (?:hours|times))\b",
    "term": r"(?:in |during )?(?:school )?term[ -]?times?(?: only)?\b|during (?:school )?terms?\b",
    "school": r"(?:during |in )?(?:the )?(?:school (?:hol(?:iday)?s?|vacations?)|sh\b)",
    "bankday": r"\b(?:bank|public|ph) ?hol(?:iday)?s? (?:mondays?|weekends?|mon)\b",
    "bank": r"(?:all )?(?:bank|public|statutory) hol(?:iday)?s?\b|\bbank hols\b|\bph\b|gwyliau banc\b"
    r"|g[wŵ]yl y? ?banc\b|\bb/?h\b",
    "easterday": rf"\b(?:{_any(_EASTER)})\b",
    "fixed": rf"\b(?:{_any(_FIXED)})\b",
    "everyday": r"\b(?:every ?day|daily|each day|7 days(?: (?:a|per) week)?|seven days(?: (?:a|per) week)?|all week"
    r"|bob dydd|any day)\b",
    "clock": r"(?P<ck_n>12 ?(?:noon|midday|midnight)|noon|midday|midnight|hanner dydd|hanner nos)\b"
    r"|(?P<ck_h>\d{1,2})(?:[:.]?(?P<ck_m>\d\d))?(?![\d/])(?:[:.]00)?(?!\d|st\b|nd\b|rd\b|th\b)"
    r"(?: ?(?P<ck_p>am|pm|yb|yp|yh)\b| ?(?:hrs|hr|h|hours|oclock)\b)?",
    "weekdays": r"\b(?:(?:every |all )?week ?days?)\b",
    "weekends": r"\b(?:(?:every |at |at the )?weekends?)\b",
    "alternate": r"\b(?:every other|every alternate|alternate|alternating|every second week on"
    r"|every two weeks on|fortnightly on)\b",
    "every": r"\bevery\b",
    "ofmonth": r"(?:of |in )(?:the|each|every) (?:calendar )?month\b|monthly\b|(?:each|every|a) month\b",
    "nth": rf"\b(?:{_any(_ORDINALS)})\b",
    "part": r"(?:in the )?\b(?:mornings?|afternoons?|evenings?|nights?)\b",
    "between": r"\bbetween\b",
    "from": r"\b(?:from|after|starting|beginning|o)\b",
    "to": r"-|\b(?:to|til|till|until|through|thru|tan|i)\b|→",
    "and": r"[&+/]|\b(?:and|a|ac)\b",
    "filler": r"\b(?:we are open|we are|were open|opening (?:hours|times)|oriau agor|times?|hours|hrs|open|ar agor"
    r"|of|on|at|in|the|our|is|are|every week|each week|weekly|each|for|dydd|nos|only|all year(?: round)?)\b",
    "day": rf"\b(?:{_any(WEEKDAYS)}|[mwf](?=[-/ ,]|$))\b",
    "month": rf"\b{_MONTH}",
    "semi": r"[;.](?!\d)",
    "colon": r":",
    "comma": r"[,()|]|\[|\]",
    "unknown": r"[^\W\d_]+(?:-[^\W\d_]+)*|\d+\S*",
}


@cache
def _pattern() -> re.Pattern[str]:
    """All of the above. It takes longer to be made than a page of hours to be read, so it waits until there are any."""
    return re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PATTERNS.items()))


def real_date(year: int, month: int, day: int, typed: str) -> tuple[int, int, int]:
    """The date as numbers, `year` 0 for every year. Raises NotHours when there is no such day."""
    try:
        dt.date(year or 2000, month, day)
    except ValueError:
        raise NotHours(f"“{_in_capitals(typed)}” is not a day of the calendar.") from None
    return year, month, day


def _in_capitals(text: str) -> str:
    """A date as one would write it: “31 June”."""
    return re.sub(r"\b[a-z]{3,}", lambda word: word[0].capitalize(), text.strip())


def _dates(first: tuple[int, int, int], last: tuple[int, int, int], text: str) -> Word:
    return Word(kind="dates", text=_in_capitals(text), value=Dates(first=first, last=last))


def _iso(found: re.Match[str]) -> Iterator[Word]:
    day = real_date(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"]), found[0])
    yield _dates(day, day, found[0])


def _slashed(found: re.Match[str]) -> Iterator[Word]:
    year = int(found["sl_y"])
    day = real_date(year if year > 99 else 2000 + year, int(found["sl_m"]), int(found["sl_d"]), found[0])
    yield _dates(day, day, found[0])


def _several(found: re.Match[str]) -> Iterator[Word]:
    year, month = int(found["se_y"] or 0), MONTHS[found["se_m"]]
    first, last = (real_date(year, month, int(found[name]), found[0]) for name in ("se_a", "se_b"))
    if found["se_j"] in ("-", "to"):
        if first < last:
            yield _dates(first, last, found[0])
        elif year:
            raise NotHours(f"“{found[0]}” ends before it begins.")
        else:  # “9-5 April to September” begins with times
            yield Word(kind="clock", text=found["se_a"], value=(first[2], 0, BARE))
            yield Word(kind="to", text="to")
            yield Word(kind="clock", text=found["se_b"], value=(last[2], 0, BARE))
            yield Word(kind="month", text=found["se_m"], value=month)
    else:
        yield _dates(first, first, found[0])
        yield _dates(last, last, found[0])


def _date(found: re.Match[str]) -> Iterator[Word]:
    day = real_date(int(found["da_y"] or 0), MONTHS[found["da_m"]], int(found["da_d"]), found[0])
    yield _dates(day, day, found[0])


def _fixed(found: re.Match[str]) -> Iterator[Word]:
    month, day = _FIXED[found[0]]
    yield _dates((0, month, day), (0, month, day), found[0])


def _easterday(found: re.Match[str]) -> Iterator[Word]:
    yield Word(kind="easter", text=found[0], value=_EASTER[found[0]])


def _day(found: re.Match[str]) -> Iterator[Word]:
    number = WEEKDAYS.get(found[0], _LETTERS.get(found[0], 0))
    yield Word(kind="day", text=found[0], value=(number,))


def _several_days(kind: str) -> tuple[int, ...]:
    return {"everyday": tuple(range(7)), "weekdays": (0, 1, 2, 3, 4), "weekends": (5, 6)}[kind]


def _group(found: re.Match[str]) -> Iterator[Word]:
    yield Word(kind="days", text=found[0], value=_several_days(str(found.lastgroup)))


def _month(found: re.Match[str]) -> Iterator[Word]:
    yield Word(kind="month", text=found[0], value=MONTHS[found[0]])


def _nth(found: re.Match[str]) -> Iterator[Word]:
    yield Word(kind="nth", text=found[0], value=_ORDINALS[found[0]])


def _part(found: re.Match[str]) -> Iterator[Word]:
    yield Word(kind="part", text=found[0], value=found[0].split()[-1].rstrip("s"))


def _clock(found: re.Match[str]) -> Iterator[Word]:
    """`value` is the hour, the minute, and one of the constants of clocks.py: how it was written."""
    if found["ck_n"]:
        midnight = "midnight" in found["ck_n"] or found["ck_n"] == "hanner nos"
        yield Word(kind="clock", text=found[0], value=(0 if midnight else 12, 0, MIDNIGHT if midnight else NAMED))
        return
    hour, minute, half = int(found["ck_h"]), int(found["ck_m"] or 0), found["ck_p"]
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise NotHours(f"“{found[0].strip()}” is no time of day: the clock goes from 00:00 to 23:59.")
    if half in ("am", "yb") and (hour, minute) == (12, 0):
        raise NotHours(f"“{found[0].strip()}” may be noon or midnight.", "midday", "midnight")
    if half in ("am", "yb"):
        if hour > 12:
            raise NotHours(f"“{found[0].strip()}” is no time of day: am is before 12.", f"{hour:02}:{minute:02}")
        yield Word(kind="clock", text=found[0], value=(hour % 12, minute, NAMED))
    elif half:
        yield Word(kind="clock", text=found[0], value=(hour if hour > 12 else hour % 12 + 12, minute, NAMED))
    elif hour == 0 or hour > 12 or re.match(r"0|\d{4}", found[0]):
        yield Word(kind="clock", text=found[0], value=(hour, minute, TWENTY_FOUR))
    else:
        written = TWO_DIGITS if found["ck_m"] and len(found["ck_h"]) == 2 else BARE
        yield Word(kind="clock", text=found[0], value=(hour, minute, written))


_MAKERS = {
    "iso": _iso, "slashed": _slashed, "several": _several, "date": _date, "fixed": _fixed, "easterday": _easterday,
    "day": _day, "everyday": _group, "weekdays": _group, "weekends": _group, "month": _month, "nth": _nth,
    "part": _part, "clock": _clock,
}  # fmt: skip
