from __future__ import annotations

from datetime import date

import pytest

from hyperlocal.hours import read_hours
from hyperlocal.hours.model import Dates, Rule, Span
from hyperlocal.hours.saying import say, say_dates, say_list, say_rule, say_weekdays


@pytest.mark.parametrize(
    ("weekdays", "words"),
    [
        ((0,), "Monday"), ((0, 1), "Monday and Tuesday"), ((0, 1, 2), "Monday to Wednesday"),
        ((0, 2, 4), "Monday, Wednesday and Friday"), ((0, 1, 2, 4, 5, 6), "Monday to Wednesday and Friday to Sunday"),
    ],
)  # fmt: skip
def test_weekdays(weekdays: tuple[int, ...], words: str) -> None:
    assert say_weekdays(weekdays) == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ((0, 8, 1), (0, 8, 31), "August"),
        ((0, 10, 1), (0, 3, 31), "October to March"),
        ((0, 2, 1), (0, 2, 29), "February"),
        ((0, 5, 1), (0, 9, 15), "1 May to 15 September"),
        ((0, 12, 26), (0, 12, 26), "Boxing Day"),
        ((2026, 12, 26), (2026, 12, 26), "26 December 2026"),
        ((2026, 12, 24), (2027, 1, 2), "24 December 2026 to 2 January 2027"),
    ],
)
def test_dates(first: tuple[int, int, int], last: tuple[int, int, int], words: str) -> None:
    assert say_dates(Dates(first=first, last=last)) == words


def test_rules() -> None:
    nine_to_five = (Span(start=540, end=1020),)
    assert say_rule(Rule(spans=nine_to_five)) == "Every day: 9am to 5pm"
    assert say_rule(Rule(state="closed", holiday="bank")) == "Bank holidays: closed"
    assert say_rule(Rule(state="closed", holiday="easter", easter=-2)) == "Good Friday: closed"
    last = Rule(weekdays=(4,), nth=(1, -1), spans=nine_to_five, note="ring first", term_only=True)
    assert say_rule(last) == "First and last Friday of the month: 9am to 5pm, term time only, ring first"
    fortnight = Rule(weekdays=(1,), fortnight=date(2027, 1, 5), state="appointment")
    assert say_rule(fortnight) == "Every other Tuesday from 5 January 2027: by appointment"


def test_all_of_it() -> None:
    read = read_hours("ring first\nMon 9-5\nother times by appointment\nsnow")
    assert say(read) == read.said == ("Monday: 9am to 5pm", "Other times: by appointment", "Ring first")


def test_lists() -> None:
    assert [say_list(parts) for parts in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
