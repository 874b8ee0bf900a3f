from __future__ import annotations

import pytest

from hyperlocal.hours import read_hours


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mon-Fri 9-5\nWed 9-8", "Monday, Tuesday, Thursday and Friday: 9am to 5pm / Wednesday: 9am to 8pm"),
        ("Wed 9-8\nMon-Fri 9-5", "Monday, Tuesday, Thursday and Friday: 9am to 5pm / Wednesday: 9am to 8pm"),
        ("Mon 9-12\nMon 1pm-5pm", "Monday: 9am to midday and 1pm to 5pm"),
        ("Mon 9-5\nMon 9-5", "Monday: 9am to 5pm"),
        ("closed weekends\nSat 9-12", "Saturday: 9am to midday / Sunday: closed"),
        ("closed bank holidays\nMon 9-5", "Monday: 9am to 5pm / Bank holidays: closed"),
        ("first Sat 10-1\nSat 9-5", "Saturday: 9am to 5pm / First Saturday of the month: 10am to 1pm"),
        ("Sat 9-5\nclosed first Saturday", "Saturday: 9am to 5pm / First Saturday of the month: closed"),
        ("first Sat 10-12\nfirst Sat 2pm-4pm", "First Saturday of the month: 10am to midday and 2pm to 4pm"),
        (
            "June to August: daily 10-8\nApril to September: daily 10-6",
            "April to September, every day: 10am to 6pm / June to August, every day: 10am to 8pm",
        ),
        ("Mon-Sat 9-5\nclosed 12-1", "Monday to Saturday: 9am to midday and 1pm to 5pm"),
        (
            "closed 12-1\nMon-Fri 9-5\nSat 9-12",
            "Monday to Friday: 9am to midday and 1pm to 5pm / Saturday: 9am to midday",
        ),
        (
            "April to September: daily 10-6, closed Mondays",
            "April to September, Monday: closed / April to September, Tuesday to Sunday: 10am to 6pm",
        ),
        ("April to June: Mon-Fri closed\nApril to June: weekends closed", "April to June, Monday to Sunday: closed"),
        ("Christmas Eve 10-12\nChristmas Eve 2pm-4pm", "Christmas Eve: 10am to midday and 2pm to 4pm"),
    ],
)
def test_what_was_said_twice(typed: str, said: str) -> None:
    read = read_hours(typed)
    assert (" / ".join(read.said), read.unread) == (said, ())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Mon 9-5\nMon 10-6", "two different times"),
        ("Mon-Wed 9-5\nWed-Fri 10-6", "two different times"),
        ("Mon-Fri 9-5\nWed 6pm-8pm", "instead of 9am to 5pm, or as well"),
        ("Sat 2pm-4pm\nfirst Sat 10-1", "instead of 2pm to 4pm, or as well"),
        ("first Sat 10-1\nfirst and third Sat 2pm-4pm", "other times above"),
        ("fourth Sat 10-1\nlast Sat 2pm-4pm", "other times above"),
        ("Wed 9-12\nWed by appointment 2pm-4pm", "two different times"),
        ("Sat 9-12\nclosed 1pm-2pm", "both before and after"),
        ("Mon-Fri 9-5\nevery other Tuesday 10-12", "a date to count from"),
        ("Mon-Fri 9-5\nevery other Tuesday from 6 January 2027 10-12", "not a Tuesday"),
        ("Mon-Fri 9-5\nTue 9-5 from 1 September 2027", "first day without a last one"),
        ("Sun 10-12\nMon-Fri 9-5, Sat 9-12 April to June", "times or dates"),
    ],
)
def test_what_contradicts_is_refused_and_the_rest_stands(typed: str, why: str) -> None:
    first, _, last = typed.partition("\n")
    read = read_hours(typed)
    assert read.rules == read_hours(first).rules
    (unread,) = read.unread
    assert (unread.line, unread.text) == (1, last)
    assert why in unread.message
