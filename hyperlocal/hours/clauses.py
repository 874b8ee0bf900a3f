"""Items of one line -> clauses: which days, and what is on then. “Mon-Fri 9-5, closed Sundays” is two.

Days may stand before their times or after them, and “closed” too. Where it cannot be told which belongs to which, the
line is refused.
"""

from __future__ import annotations

from hyperlocal.hours.clocks import open_end, say_span, span
from hyperlocal.hours.items import EXAMPLE, SELECTORS, Item
from hyperlocal.hours.model import DAY, NotHours, Span, State
from hyperlocal.values import dataclass

_SEPARATORS = frozenset({"and", "comma", "semi", "colon"})
_SAID = {"ring": "ring first", "book": "book first", "dropin": "drop in"}
USUAL = "open on bank holidays as usual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """`groups` name days; any of them will do. `is_break`: closed for these times only. Open with neither times nor
    weekdays is a season to which other lines belong.
    """

    groups: tuple[tuple[Item, ...], ...] = ()
    state: State = "open"
    spans: tuple[Span, ...] = ()
    note: str = ""
    is_break: bool = False
    since: Item | None = None

    @property
    def is_season(self) -> bool:
        """Whether it only says in which part of the year the other lines hold."""
        return self.state == "open" and not self.spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a line says: its clauses, and what holds for them or, where it has none, for all other lines."""

    clauses: tuple[Clause, ...] = ()
    term_only: bool = False
    appointment: str = ""
    """What was typed about appointments, where that belongs to no clause."""
    otherwise: bool = False
    notes: tuple[str, ...] = ()


class _Draft:
    """A clause that is being read."""

    def __init__(self) -> None:
        self.selectors: list[tuple[str, Item]] = []  # with what stood before it
        self.spans: list[Item] = []
        self.state: State | None = None
        self.part = ""
        self.notes: list[str] = []
        self.since: Item | None = None
        self.state_first = False  # closed Sundays
        self.times_first = False  # 9am to 5pm Mondays
        self.excepting = False
        self.excluded: list[tuple[str, Item]] | None = None  # daily except Sundays 10-4

    @property
    def empty(self) -> bool:
        return not (self.selectors or self.spans or self.state or self.part)

    @property
    def whole(self) -> bool:
        """Whether days and what is on then have both been said, in that order."""
        said = bool(self.spans or self.state)
        return said and bool(self.selectors) and not (self.state_first or self.times_first)


class Assembly:
    """Reads items one by one."""

    def __init__(self) -> None:
        self._drafts: list[_Draft] = []
        self._draft = _Draft()
        self._before = ""
        self._otherwise = self._alternative = self._term = False
        self._term_after = 0
        self._appointment = ""
        self._notes: list[str] = []

    def read(self, found: tuple[Item, ...]) -> Line:
        """The whole line. Raises NotHours."""
        for place, item in enumerate(found):
            follows = found[place + 1].kind if place + 1 < len(found) else ""
            self._one(item, follows)
            if item.kind not in ("colon",):
                self._before = item.kind if item.kind in _SEPARATORS | {"otherwise"} else ""
        self._finish()
        drafts = [clause for one in self._drafts for clause in _Finished(one).clauses()]
        if self._term and 1 < len(drafts) <= self._term_after:
            raise NotHours("“term time only” may belong to all of this line or to its last part. Use a line for each.")
        if self._alternative and not self._otherwise:
            raise NotHours("“or” leaves open which of the two it is.", EXAMPLE)
        return Line(
            clauses=tuple(drafts),
            term_only=self._term,
            appointment=self._appointment,
            otherwise=self._otherwise,
            notes=tuple(dict.fromkeys(self._notes)),
        )

    def _one(self, item: Item, follows: str) -> None:
        if item.kind in SELECTORS:
            self._selector(item, follows)
        elif item.kind in ("span", "always"):
            self._span(item, follows)
        elif item.kind in _SAID:
            self._note(_SAID[item.kind])
        elif item.kind == "semi":
            self._finish()
        elif item.kind not in _SEPARATORS:
            getattr(self, _READERS[item.kind])(item, follows)

    def _finish(self) -> None:
        if not self._draft.empty:
            self._drafts.append(self._draft)
        self._draft = _Draft()

    def _selector(self, item: Item, follows: str) -> None:
        if self._draft.excluded is not None and not self._draft.spans:
            self._draft.excluded.append((self._before, item))
            return
        # “Mon-Fri 9-5 April to September”: dates at the end of a line belong to what stands before them.
        trailing = item.kind == "dates" and not follows and not self._before and self._draft.spans
        if self._draft.whole and not trailing:
            self._finish()
        if self._draft.spans and not self._draft.selectors:
            self._draft.times_first = True
        self._draft.selectors.append((self._before, item))

    def _span(self, item: Item, follows: str) -> None:
        draft = self._draft
        if draft.times_first and follows in SELECTORS:
            self._finish()
        elif draft.times_first or (draft.state_first and draft.selectors):
            self._split()
        elif draft.state and not draft.state_first and draft.selectors and not draft.spans:
            pass  # “Monday closed 12 to 1”, “Wednesdays by appointment 2pm to 4pm”
        self._draft.spans.append(item)

    def _split(self) -> None:
        """“closed Sundays, Monday to Saturday 9-5”: the days after the only comma belong to the times that follow."""
        commas = [place for place, (before, _) in enumerate(self._draft.selectors) if before == "comma" and place]
        if not commas:
            if self._draft.times_first or len(self._draft.selectors) > 1:
                raise NotHours("It cannot be told which days belong to which times. Use a line for each.", EXAMPLE)
            return
        if len(commas) > 1 or self._draft.state == "appointment":
            raise NotHours("It cannot be told which days belong to which times. Use a line for each.", EXAMPLE)
        behind = self._draft.selectors[commas[0] :]
        del self._draft.selectors[commas[0] :]
        self._finish()
        self._draft.selectors = behind

    def _closed(self, item: Item, follows: str) -> None:
        draft = self._draft
        if draft.selectors and not draft.spans and not draft.state:
            draft.state = "closed"
            return
        self._finish()
        self._draft.state, self._draft.state_first = "closed", True

    def _except(self, item: Item, follows: str) -> None:
        if self._draft.selectors and not self._draft.spans and not self._draft.state:
            self._draft.excluded = []
            return
        self._closed(item, follows)
        self._draft.excepting = True

    def _by_appointment(self, item: Item, follows: str) -> None:
        draft = self._draft
        if self._before in ("otherwise", "and") and (draft.whole or draft.empty):
            self._otherwise = True
        elif draft.selectors and draft.state != "closed":
            draft.state = "appointment"
        elif draft.empty and follows in SELECTORS:
            draft.state, draft.state_first = "appointment", True
        elif draft.empty:
            self._appointment = item.text
        else:
            raise NotHours(f"It cannot be told what “{item.text}” belongs to.", "Wednesday 9am to 5pm by appointment")

    def _or_else(self, item: Item, follows: str) -> None:
        self._alternative = item.text.strip() in ("or", "otherwise") or "other" in item.text

    def _term_time(self, item: Item, follows: str) -> None:
        self._term = True
        self._term_after = len(self._drafts) + (not self._draft.empty)

    def _usual(self, item: Item, follows: str) -> None:
        self._notes.append(USUAL)

    def _lunch(self, item: Item, follows: str) -> None:
        if self._draft.state != "closed" and not (self._draft.empty and self._drafts):
            raise NotHours("“lunch” is no time by itself.", "Monday to Friday 9am to 5pm, closed for lunch 12 to 1pm")

    def _part(self, item: Item, follows: str) -> None:
        self._draft.part = item.text.split()[-1].rstrip("s")

    def _since(self, item: Item, follows: str) -> None:
        self._draft.since = item

    def _note(self, words: str) -> None:
        if self._draft.empty and not self._drafts:
            self._notes.append(words)
        else:
            (self._drafts[-1] if self._draft.empty else self._draft).notes.append(words)


class _Finished:
    """A draft to which nothing will be added."""

    def __init__(self, draft: _Draft) -> None:
        self._draft = draft

    def clauses(self) -> tuple[Clause, ...]:
        """The clause, and another one for what it leaves out."""
        excluded = self._draft.excluded
        if excluded is None:
            return (self._clause(),)
        without = _Draft()
        without.selectors, without.state = excluded, "closed"
        return (self._clause(), _Finished(without)._clause())

    def _clause(self) -> Clause:
        draft = self._draft
        spans = self._spans()
        is_break = draft.state == "closed" and bool(spans) and not (draft.excepting and draft.selectors)
        if not draft.selectors and all(one.kind == "always" for one in draft.spans) and spans:
            draft.selectors.append(("", Item(kind="days", text="every day", days=tuple(range(7)))))
        if not draft.selectors and not is_break:
            what = "the times" if spans else "“closed”" if draft.state == "closed" else "this"
            raise NotHours(
                f"It is not said on which days {what} hold{'s' * (not spans)}.",
                f"every day {say_span(spans[0]) if spans else 'closed'}",
            )
        if draft.part and not spans:
            raise NotHours(f"“{draft.part}” does not say from when to when.", "Tuesday 9am to midday")
        season = all(one.dates and not one.dates.single for _, one in draft.selectors)
        if draft.selectors and not spans and not draft.state and not season:
            raise NotHours("There are days here but no times.", f"{draft.selectors[0][1].text.title()} 9am to 5pm")
        state = draft.state or "open"
        if state == "closed" and spans and not is_break:
            state = "open"
        return Clause(
            groups=self._groups(),
            state=state,
            spans=spans,
            note=", ".join(dict.fromkeys(draft.notes)),
            is_break=is_break,
            since=draft.since,
        )

    def _spans(self) -> tuple[Span, ...]:
        made: list[Span] = []
        for item in self._draft.spans:
            after = (made[-1].end or DAY) if made else 0
            if item.kind == "always":
                made.append(Span(start=0, end=DAY))
            elif item.end is None:
                made.append(open_end(item.start, self._draft.part))
            else:
                made.append(span(item.start, item.end, part=self._part(), after=after))
        ends = [one.end if one.end is not None else DAY for one in made]
        if any(later.start < end for later, end in zip(made[1:], ends, strict=False)):
            raise NotHours("Two of the times overlap.", "Monday 9am to midday and 1pm to 5pm")
        return tuple(made)

    def _part(self) -> str:
        """When in the day: a break for lunch is in the middle of it."""
        return self._draft.part or ("middle" if self._draft.state == "closed" and not self._draft.excepting else "")

    def _groups(self) -> tuple[tuple[Item, ...], ...]:
        """Each group names days by what must all hold: weekdays within a span of dates. In a list of what is closed,
        “and” and commas keep them apart.
        """
        chunks: list[list[Item]] = [[]]
        listed = self._draft.state == "closed"
        for before, item in self._draft.selectors:
            within = not self._draft.state_first and _continues(chunks[-1], before, item)
            if before and listed and chunks[-1] and not within:
                chunks.append([])
            chunks[-1].append(item)
        groups = [group for chunk in chunks for group in _grouped(chunk)]
        mixed = [group for group in groups if len({one.kind for one in group}) > 1]
        unclear = [one for one in groups if {item.kind for item in one} <= _WEEKDAYS or _is_season(one[0])]
        if listed and mixed and len(unclear) > len([one for one in mixed if _is_season(one[0])]):
            raise NotHours(f"“{mixed[0][-1].text}” may belong to all of these days or to some. Use a line for each.")
        return tuple(groups)


def _is_season(item: Item) -> bool:
    return item.dates is not None and not item.dates.single


def _continues(chunk: list[Item], before: str, item: Item) -> bool:
    """“July and August, Mondays: closed” is Mondays in both; “August and Mondays: closed” is a list."""
    if not chunk or not _is_season(chunk[0]):
        return False
    weekdays = any(one.kind in _WEEKDAYS for one in chunk)
    if _is_season(item):
        return not weekdays
    return item.kind in _WEEKDAYS and (weekdays or before == "comma")


def _grouped(chunk: list[Item]) -> list[tuple[Item, ...]]:
    """Weekdays and spans of dates in one group, everything else by itself."""
    ranges = [one for one in chunk if _is_season(one)]
    if len({one.dates.yearly for one in ranges if one.dates}) > 1:
        raise NotHours("Some of these dates have a year and some have none. Use a line for each.")
    weekdays = [one for one in chunk if one.kind in _WEEKDAYS]
    together = [one for one in chunk if one in ranges or one in weekdays]
    alone = [(one,) for one in chunk if one not in together]
    return ([tuple(together)] if together else []) + alone


_WEEKDAYS = frozenset({"days", "nth", "fortnight"})
_READERS = {
    "closed": "_closed", "except": "_except", "appointment": "_by_appointment", "otherwise": "_or_else",
    "term": "_term_time", "usual": "_usual", "lunch": "_lunch", "part": "_part", "since": "_since",
}  # fmt: skip
