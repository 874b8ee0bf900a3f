from __future__ import annotations

from datetime import date

import pytest

from hyperlocal.hours.items import Item, items
from hyperlocal.hours.model import Dates, NotHours
from hyperlocal.hours.words import words


def found(line: str, today: date | None = date(2026, 11, 25)) -> tuple[Item, ...]:
    return items(words(line), today)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("Mon", (0,)), ("Monday to Friday", (0, 1, 2, 3, 4)), ("Fri-Mon", (4, 5, 6, 0)), ("weekends", (5, 6))],
)
def test_days(typed: str, days: tuple[int, ...]) -> None:
    (item,) = found(typed)
    assert (item.kind, item.days) == ("days", days)


@pytest.mark.parametrize(
    ("typed", "nth"),
    [
        ("first Saturday", (1,)), ("1st and 3rd Saturday of the month", (1, 3)), ("last Saturday", (-1,)),
        ("last, first and second Saturdays", (1, 2, -1)), ("every first Saturday", (1,)),
        ("every 2nd Saturday of the month", (2,)),
    ],
)  # fmt: skip
def test_places_in_the_month(typed: str, nth: tuple[int, ...]) -> None:
    (item,) = found(typed)
    assert (item.kind, item.days, item.nth) == ("nth", (5,), nth)


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("April to September", (0, 4, 1), (0, 9, 30)),
        ("in February", (0, 2, 1), (0, 2, 29)),
        ("24 December to 2 January", (0, 12, 24), (0, 1, 2)),
        ("24 December to 2 January 2027", (2026, 12, 24), (2027, 1, 2)),
        ("24 December 2026 to 2 January", (2026, 12, 24), (2027, 1, 2)),
        ("1 May 2027 to 30 September", (2027, 5, 1), (2027, 9, 30)),
        ("from Thursday 24 December to Saturday 2 January 2027", (2026, 12, 24), (2027, 1, 2)),
        ("Thursday 24 December", (2026, 12, 24), (2026, 12, 24)),
        ("Friday 1 January", (2027, 1, 1), (2027, 1, 1)),
    ],
)
def test_spans_of_dates(typed: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    (item,) = found(typed)
    assert item.dates == Dates(first=first, last=last)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("every 2nd Tuesday", "one Tuesday a month, or one in every 2 weeks"),
        ("first Saturday to Sunday", "may be one of those days"),
        ("first of the month", "followed by no day"),
        ("Friday 24 December", "not a Friday"),
        ("24 December 2026 to", "first day without a last one"),
        ("2 January 2027 to 24 December 2026", "ends before it begins"),
        ("29 February to 1 March 2027", "not a day of the calendar"),
        ("7pm", "one time"),
        ("till late", "from when"),
        ("monthly", "which days"),
        ("mon to", "no span"),
        ("May to May", "same month"),
        ("between Christmas Day and New Year's Day", "may or may not"),
        ("12am", "noon or midnight"),
        ("every", "not a word"),
        ("from", "not a word"),
        ("Wendesday", "Did you mean “Wednesday”"),
        ("roughly", "exactly when"),
    ],
)
def test_what_is_not_certain_is_refused(typed: str, why: str) -> None:
    with pytest.raises(NotHours, match=why):
        found(typed)


def test_a_weekday_with_a_date_needs_a_year_or_today() -> None:
    with pytest.raises(NotHours, match="which year"):
        found("Thursday 24 December", None)
    assert found("Thursday 24 December 2026", None)[0].dates == Dates(first=(2026, 12, 24), last=(2026, 12, 24))


def test_times() -> None:
    kinds = [
        (item.kind, item.start[:2], item.end and item.end[:2]) for item in found("9-5 7pm till late between 1 and 2pm")
    ]
    assert kinds == [("span", (9, 0), (5, 0)), ("span", (19, 0), None), ("span", (1, 0), (14, 0))]
