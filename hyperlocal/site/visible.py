"""What readers may see now, and what waits: drafts, what is to come, what has run out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import TypeVar
from zoneinfo import ZoneInfo

from hyperlocal.content.post import Post
from hyperlocal.content.source import Written
from hyperlocal.dates import Moment, say
from hyperlocal.values import dataclass

SomeText = TypeVar("SomeText", bound=Written)


class Why(Enum):
    """Why a text is not shown."""

    DRAFT = "draft"
    TO_COME = "to come"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A text that is kept back. `day` is the day it comes out, or was the last on which it was shown."""

    path: str
    title: str
    why: Why
    day: date | None


def visible(
    texts: Sequence[SomeText], now: datetime, zone: ZoneInfo, *, drafts: bool = False
) -> tuple[list[SomeText], list[Held]]:
    """The texts to show at `now` (which knows its offset), and what there is to say of those held back.

    With `drafts`, which is for the preview alone, those held back are among the texts to show as well.
    """
    shown: list[SomeText] = []
    held: list[Held] = []
    for text in texts:
        found = _held(text, now, zone)
        if found is None or drafts:
            shown.append(text)
        if found is not None:
            held.append(found)
    return shown, held


def holds_between(texts: Iterable[Written], now: datetime, zone: ZoneInfo) -> tuple[float, float]:
    """The span of time around `now` in which the same texts are visible, and it is the same day, as POSIX times: from
    the first of the two on, and before the second."""
    today = now.astimezone(zone).date()
    moments = [_begins(today, zone), _ends(today, zone)]
    for text in texts:
        starts = text.publish or (text.date if isinstance(text, Post) else None)
        if starts is not None:
            moments.append(starts.at(zone).timestamp())
        if text.expires is not None:
            timed = text.expires.time is not None
            moments.append(text.expires.at(zone).timestamp() if timed else _ends(text.expires.day, zone))
    at = now.timestamp()
    return max(one for one in moments if one <= at), min(one for one in moments if one > at)


def _begins(day: date, zone: ZoneInfo) -> float:
    return datetime.combine(day, time(), zone).timestamp()


def _ends(day: date, zone: ZoneInfo) -> float:
    """When the next day begins; that after the last day there is, a whole day after that has begun."""
    return _begins(day + timedelta(days=1), zone) if day < date.max else _begins(day, zone) + 86_400


def _held(text: Written, now: datetime, zone: ZoneInfo) -> Held | None:
    def because(why: Why, day: date | None = None) -> Held:
        return Held(path=text.source.path, title=text.title, why=why, day=day)

    if text.draft:
        return because(Why.DRAFT)
    starts = [text.publish] if text.publish else [text.date] if isinstance(text, Post) else []
    for moment in starts:
        if not begun(moment, now, zone):
            return because(Why.TO_COME, moment.day_in(zone))
    if text.expires is not None and _over(text.expires, now, zone):
        return because(Why.OVER, text.expires.day_in(zone))
    return None


def begun(moment: Moment, now: datetime, zone: ZoneInfo) -> bool:
    """A bare date begins with its day in the site's time zone."""
    # By the instant: Python compares two times of one zone by the clock on the wall, which goes back in autumn.
    return moment.at(zone).timestamp() <= now.timestamp()


def _over(moment: Moment, now: datetime, zone: ZoneInfo) -> bool:
    """A bare date lasts to the end of its day: people mean the last day by it."""
    if moment.time is not None:
        return begun(moment, now, zone)
    return now.astimezone(zone).date() > moment.day


def why(held: Held) -> str:
    """Why a text is not shown, as the end of a sentence: “is a draft”."""
    day = say(held.day) if held.day else ""
    return {
        Why.DRAFT: "is a draft",
        Why.TO_COME: f"is not published before {day}",
        Why.OVER: f"was taken down after {day}",
    }[held.why]
