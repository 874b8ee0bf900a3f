"""Bank holidays of the four nations, from the library `holidays`.

It knows what proclamations have added (a coronation, a football tournament), which no rule could. A holiday that falls
on a weekend is given twice: the day itself and its substitute, since people who close for one close for both.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from hyperlocal.values import dataclass

NATIONS = {"England": "ENG", "Northern Ireland": "NIR", "Scotland": "SCT", "Wales": "WLS"}
"""The nations by their names, and their codes in ISO 3166-2:GB."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankHolidays:
    """The bank holidays from the first day of one year to the last day of another. Of other days nothing is known."""

    first: int
    last: int
    days: frozenset[dt.date] = frozenset()

    def known(self, day: dt.date) -> bool:
        """Whether it is known if `day` is a bank holiday."""
        return self.first <= day.year <= self.last


@lru_cache(maxsize=64)
def bank_holidays(nation: str, first: int, last: int) -> BankHolidays:
    """The bank holidays of a nation in these years, both included. Raises KeyError for a nation that is none of ours.

    The library takes a tenth of a second to be imported, so this is asked for only by a site with opening hours.
    """
    import holidays  # noqa: PLC0415 - see above

    found = holidays.country_holidays("GB", subdiv=NATIONS[nation], years=range(first, last + 1))
    return BankHolidays(first=first, last=last, days=frozenset(found))
