"""Words -> items: days, dates, times and what is said about them, each whole. `Monday to Friday` is one item.

What cannot be sure is refused here: a time without its end, “every 2nd Tuesday”, a word that is not known.
"""

from __future__ import annotations

import datetime as dt
import difflib

from hyperlocal import dates
from hyperlocal.hours.clocks import Typed
from hyperlocal.hours.model import Dates, NotHours
from hyperlocal.hours.words import MONTHS, WEEKDAYS, Word, real_date
from hyperlocal.values import dataclass

EXAMPLE = "Monday to Friday 9am to 5pm"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """`kind`: days, nth, fortnight, dates, easter, bank, school, span, since, and the words that stand for themselves.

    `days` are weekdays, `nth` their places in the month; a span has a `start` and perhaps an `end`.
    """

    kind: str
    text: str
    days: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()
    dates: Dates | None = None
    easter: int = 0
    start: Typed = (0, 0, 0)
    end: Typed | None = None


SELECTORS = frozenset({"days", "nth", "fortnight", "dates", "easter", "bank", "school"})


def items(found: tuple[Word, ...], today: dt.date | None) -> tuple[Item, ...]:
    """All items of a line. Raises NotHours."""
    taker = _Taker(found, today)
    made: list[Item] = []
    while taker.left():
        item = taker.take()
        if item:
            made.append(item)
    return tuple(made)


class _Taker:
    """Takes words off the front."""

    def __init__(self, found: tuple[Word, ...], today: dt.date | None) -> None:
        self._words = found
        self._today = today
        self._place = 0
        self._between = False

    def left(self) -> bool:
        return self._place < len(self._words)

    def take(self) -> Item | None:
        word = self._next()
        method = getattr(self, f"_take_{word.kind}", None)
        if method:
            made: Item | None = method(word)
            return made
        return Item(kind=word.kind, text=word.text)

    def _next(self) -> Word:
        self._place += 1
        return self._words[self._place - 1]

    def _peek(self, *kinds: str) -> bool:
        """Whether the next words are of these kinds."""
        ahead = self._words[self._place : self._place + len(kinds)]
        return len(ahead) == len(kinds) and all(
            word.kind in kind.split("|") for word, kind in zip(ahead, kinds, strict=True)
        )

    # --- days ---

    def _take_day(self, word: Word) -> Item | None:
        first = _days(word)[0]
        if self._peek("to", "day"):
            self._next()
            last = _days(self._next())[0]
            if first == last:
                raise NotHours(f"“{_name(word)} to {_name(word)}” begins and ends with the same day.", EXAMPLE)
            return Item(kind="days", text=word.text, days=tuple((first + n) % 7 for n in range((last - first) % 7 + 1)))
        if self._peek("dates", "to"):
            item = self._take_dates(self._next())
            self._agrees(first, word, item.dates.first if item.dates else _NO_DAY, item.text)
            return item
        if self._peek("dates"):
            return self._dated(first, word, self._next())
        return Item(kind="days", text=word.text, days=(first,))

    def _dated(self, weekday: int, word: Word, date: Word) -> Item:
        """A date with its weekday, which must agree. Without a year it is the next such date."""
        found = _of(date)
        year, month, day = found.first
        if not year and self._today:
            year = self._today.year + ((month, day) < (self._today.month, self._today.day))
        self._agrees(weekday, word, (year, month, day), date.text)
        return Item(kind="dates", text=date.text, dates=Dates(first=(year, month, day), last=(year, month, day)))

    def _agrees(self, weekday: int, word: Word, day: tuple[int, int, int], text: str) -> None:
        """Refuse a weekday that is not that of its date."""
        year, month, number = day
        if not year or (month, number) == (2, 29):
            raise NotHours(f"“{_name(word)} {text}” does not say which year.", f"{_name(word)} {text} (with its year)")
        if dt.date(year, month, number).weekday() != weekday:
            raise NotHours(f"{number} {dates.MONTHS[month - 1]} {year} is not a {_name(word)}.")

    def _take_days(self, word: Word) -> Item:
        return Item(kind="days", text=word.text, days=_days(word))

    def _take_every(self, word: Word) -> Item | None:
        if not self._peek("nth"):
            if self._peek("day"):
                return None
            raise unknown(word.text)
        nth = self._words[self._place]
        ahead = [one.kind for one in self._words[self._place + 1 : self._place + 3]]
        if isinstance(nth.value, int) and nth.value > 1 and "ofmonth" not in ahead:
            day = _name(self._words[self._place + 1]) if self._peek("nth", "day") else "Tuesday"
            raise NotHours(
                f"“every {nth.text} {day}” can mean one {day} a month, or one in every {nth.value} weeks.",
                f"{nth.text} {day} of the month",
                f"every other {day} from (its next date)",
            )
        return None

    def _take_nth(self, word: Word) -> Item:
        places = [_number(word)]
        while self._peek("and|comma", "nth") or self._peek("comma", "and", "nth"):
            while not self._peek("nth"):
                self._next()
            places.append(_number(self._next()))
        if not self._peek("day"):
            raise NotHours(
                f"“{word.text}” is followed by no day of the week.", "first Saturday of the month 10am to 1pm"
            )
        day = self._next()
        if self._peek("to|and|comma", "day"):
            raise NotHours(
                f"“{word.text} {_name(day)} {self._words[self._place].text} …” may be one of those days or all.",
                "first Saturday of the month 10am to 1pm",
            )
        if self._peek("ofmonth"):
            self._next()
        return Item(
            kind="nth", text=f"{word.text} {_name(day)}", days=_days(day), nth=tuple(sorted(set(places), key=_order))
        )

    def _take_alternate(self, word: Word) -> Item:
        if not self._peek("day"):
            raise NotHours(f"“{word.text}” is followed by no day of the week.", _FORTNIGHT)
        day = self._next()
        return Item(kind="fortnight", text=f"{word.text} {_name(day)}", days=_days(day))

    # --- dates ---

    def _take_month(self, word: Word) -> Item:
        first = last = _number(word)
        if self._peek("to", "month"):
            self._next()
            last = _number(self._next())
        if first == last and self._words[self._place - 1] is not word:
            raise NotHours(f"“{word.text} to {word.text}” begins and ends with the same month.")
        return Item(kind="dates", text=word.text, dates=Dates(first=(0, first, 1), last=(0, last, _LAST[last - 1])))

    def _take_dates(self, word: Word) -> Item:
        found = _of(word)
        if not self._peek("to"):
            return Item(kind="dates", text=word.text, dates=found)
        self._next()
        day = self._next() if self._peek("day", "dates") else None
        if self._peek("month") and "-" in word.text:
            raise NotHours(
                f"It cannot be told whether “{word.text}” is times or dates. Put the dates first.",
                "April to September, Saturday 9am to midday",
            )
        if not self._peek("dates"):
            raise NotHours(f"“{word.text}” is a first day without a last one.", "1 May to 30 September")
        end = self._next()
        dates = _between(found, _of(end), word, end)
        if day:
            self._agrees(_days(day)[0], day, dates.last, end.text)
        return Item(kind="dates", text=f"{word.text} to {end.text}", dates=dates)

    def _take_easter(self, word: Word) -> Item:
        return Item(kind="easter", text=word.text, easter=_number(word))

    # --- times ---

    def _take_between(self, word: Word) -> None:
        if not self._peek("clock"):
            raise NotHours(
                f"“{word.text}” may or may not mean the first and the last day too.", "25 December to 1 January"
            )
        self._between = True

    def _take_clock(self, word: Word) -> Item:
        start = _typed(word)
        if self._peek("late"):
            self._next()
            return Item(kind="span", text=word.text, start=start)
        if self._peek("to", "clock") or (self._between and self._peek("and", "clock")):
            self._between = False
            self._next()
            end = self._next()
            return Item(kind="span", text=f"{word.text} to {end.text}", start=start, end=_typed(end))
        raise NotHours(
            f"“{word.text.strip()}” is one time, and opening hours need two.", "7pm to 9pm", "from 7pm till late"
        )

    def _take_from(self, word: Word) -> Item | None:
        if self._peek("clock"):
            clock = self._words[self._place]
            if self._place + 1 < len(self._words) and self._words[self._place + 1].kind in ("to", "late"):
                return None
            self._next()
            return Item(kind="span", text=clock.text, start=_typed(clock))
        if self._peek("day|month|dates", "to") or self._peek("day", "dates", "to"):
            return None
        day = self._next() if self._peek("day", "dates") else None
        if self._peek("dates"):
            date = self._next()
            if day:
                self._agrees(_days(day)[0], day, _of(date).first, date.text)
            return Item(kind="since", text=date.text, dates=_of(date))
        raise unknown(word.text)

    def _take_always(self, word: Word) -> Item:
        return Item(kind="always", text=word.text)

    def _take_ofmonth(self, word: Word) -> Item:
        raise NotHours(f"“{word.text}” does not say which days.", "first Saturday of the month 10am to 1pm")

    def _take_to(self, word: Word) -> Item:
        raise NotHours(f"“{word.text}” stands between things that make no span of days or times.", EXAMPLE)

    def _take_late(self, word: Word) -> Item:
        raise NotHours(f"“{word.text}” does not say from when.", "Friday from 7pm till late")

    def _take_bankday(self, word: Word) -> Item:
        raise NotHours(f"“{word.text}” is only some of the bank holidays.", "closed bank holidays")

    def _take_unknown(self, word: Word) -> Item:
        raise unknown(word.text)


def unknown(text: str) -> NotHours:
    """Why a word cannot be read, with the word that was probably meant."""
    for part in text.split("-"):
        if part in _SEVERAL_MEANINGS:
            return NotHours(*_SEVERAL_MEANINGS[part])
    if text.rstrip("s") in _VAGUE or text in _VAGUE:
        return NotHours(f"“{text}” does not say exactly when, and people would come for nothing.", EXAMPLE)
    near = difflib.get_close_matches(text, [*WEEKDAYS, *MONTHS, "closed", "bank", "holidays", "daily"], 1, 0.75)
    if near and len(text) > 3:
        return NotHours(
            f"“{text}” is not a word that can be read here. Did you mean “{near[0].title()}”?", near[0].title()
        )
    return NotHours(f"“{text}” is not a word that can be read here.", EXAMPLE)


_NO_DAY = (0, 1, 1)
_LAST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FORTNIGHT = "every other Tuesday from 5 January 2027, 10am to midday"
_VAGUE = frozenset(
    {"usual", "usually", "normally", "most", "mostly", "approx", "approximately", "about", "around", "roughly", "~"}
    | {"varies", "vary", "various", "sometimes", "often", "occasionally", "some", "tbc", "tba", "tbd", "ask"}
    | {"sunrise", "sunset", "dawn", "dusk", "dark", "flexible", "seasonal"}
)
_SEVERAL_MEANINGS = {
    "easter": ("“Easter” may be one day or several.", "closed Good Friday and Easter Monday"),
    "christmas": ("“Christmas” may be one day or several.", "closed 24 December to 2 January"),
    "xmas": ("“Xmas” may be one day or several.", "closed 24 December to 2 January"),
    "summer": ("“summer” does not say from when to when.", "April to September, every day 10am to 6pm"),
    "winter": ("“winter” does not say from when to when.", "October to March, every day 10am to 4pm"),
    "fortnightly": ("“fortnightly” does not say which weeks.", _FORTNIGHT),
    "t": ("“T” may be Tuesday or Thursday.", "Tuesday and Thursday 9am to 5pm"),
    "s": ("“S” may be Saturday or Sunday.", "Saturday and Sunday 9am to 5pm"),
}


def _between(first: Dates, last: Dates, word: Word, end: Word) -> Dates:
    """The range of two dates, of which one may lack its year."""
    if not (first.single and last.single):
        raise NotHours(f"“{word.text} to {end.text}” has more than two ends.", "1 May to 30 September")
    (year, *start), (year_then, *finish) = first.first, last.first
    if year and not year_then:
        year_then = year + (finish < start)
    elif year_then and not year:
        year = year_then - (finish < start)
    text = f"{word.text} to {end.text}"
    made = Dates(first=real_date(year, start[0], start[1], text), last=real_date(year_then, finish[0], finish[1], text))
    if made.single or (year and made.first > made.last):
        raise NotHours(f"“{word.text} to {end.text}” ends before it begins.")
    return made


def _order(nth: int) -> int:
    return nth if nth > 0 else 9


def _number(word: Word) -> int:
    assert isinstance(word.value, int)
    return word.value


def _of(word: Word) -> Dates:
    assert isinstance(word.value, Dates)
    return word.value


def _name(word: Word) -> str:
    return dates.WEEKDAYS[_days(word)[0]]


def _days(word: Word) -> tuple[int, ...]:
    assert isinstance(word.value, tuple)
    return word.value


def _typed(word: Word) -> Typed:
    assert isinstance(word.value, tuple)
    hour, minute, written = word.value
    return hour, minute, written
