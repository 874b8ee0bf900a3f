"""What something costs, as an amount: only when the words leave no doubt, so that no machine states a wrong price."""

from __future__ import annotations

import re

from hyperlocal.values import dataclass

_FREE = re.compile(
    r"(?:(?:it is|it’s|it's|always|completely|entirely|all) )*free(?: of charge| to (?:all|everyone|everybody|join))?"
    r"|no (?:charge|cost)|(?:there is )?no charge|nothing|£0(?:\.00)?",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"£\s?(?P<pounds>\d{1,6})(?:\.(?P<pence>\d\d))?(?:,? (?P<each>"
    r"(?:a|an|per|each|for each|every|for one) [^\d£,;:()/]{1,60}|each|weekly|monthly|yearly|a head))?"
)
_DOUBT = re.compile(
    r"\b(?:or|from|about|around|to|up|unless|if|but|except|plus|and|less|more|free|donations?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """An amount in pounds, and what one gets for it: “a session”, or ""."""

    pounds: float
    each: str = ""


def charge(typed: str) -> Charge | None:
    """“Free”, “£3”, “£2.50 a session” -> the amount. None when there is more to say: “free for members”, “from £3”."""
    words = " ".join(typed.split()).rstrip(".! ")
    if _FREE.fullmatch(words):
        return Charge(pounds=0)
    found = _AMOUNT.fullmatch(words)
    if found is None or _DOUBT.search(found["each"] or ""):
        return None
    amount = int(found["pounds"]) + int(found["pence"] or 0) / 100
    return Charge(pounds=round(amount, 2), each=found["each"] or "")
