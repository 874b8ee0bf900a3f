from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from hyperlocal.hours import bank_holidays, open_at, read_hours, say_now

LONDON = ZoneInfo("Europe/London")
OFFICE = "Mon-Fri 9-5\nSat 10-12\nclosed bank holidays\nclosed Christmas Day"


def said(typed: str, moment: str, nation: str = "England") -> str:
    """`moment` is in UTC."""
    here = dt.datetime.fromisoformat(f"{moment}+00:00").astimezone(LONDON)
    return say_now(open_at(read_hours(typed), here, bank_holidays(nation, 2026, 2027)), here)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-25T08:59", "Closed. Opens today at 9am"),
        ("2026-11-25T09:00", "Open now, until 5pm"),
        ("2026-11-25T16:59", "Open now, until 5pm"),
        ("2026-11-25T17:00", "Closed. Opens tomorrow at 9am"),
        ("2026-11-28T12:00", "Closed. Opens Monday at 9am"),
        ("2026-12-25T10:00", "Closed. Opens Tuesday at 9am"),  # 26 is a bank holiday, 27 a Sunday, 28 a substitute
        ("2026-08-31T10:00", "Closed. Opens tomorrow at 9am"),
        ("2026-10-24T22:30", "Closed. Opens Monday at 9am"),
        ("2026-10-25T00:30", "Closed. Opens tomorrow at 9am"),  # still summer time
        ("2026-10-26T08:59", "Closed. Opens today at 9am"),
        ("2026-10-26T09:00", "Open now, until 5pm"),
        ("2026-03-27T09:00", "Open now, until 5pm"),
        ("2026-03-30T08:00", "Open now, until 5pm"),  # summer time since yesterday
        ("2026-03-30T07:59", "Closed. Opens today at 9am"),
    ],
)
def test_an_office_through_the_year(moment: str, words: str) -> None:
    assert said(OFFICE, moment) == words


def test_nations_differ() -> None:
    assert said(OFFICE, "2026-08-31T10:00", "Scotland") == "Open now, until 5pm"
    assert said(OFFICE, "2026-08-03T10:00", "Scotland") == "Closed. Opens tomorrow at 9am"


@pytest.mark.parametrize(
    ("typed", "moment", "words"),
    [
        ("Mon-Fri 9-5", "2026-08-31T10:00", "Open now, until 5pm. Today is a bank holiday: check first"),
        ("Mon-Fri 9-5", "2026-08-30T10:00", "Closed. Opens tomorrow at 9am. That is a bank holiday: check first"),
        ("Mon-Fri 9-5\nOpen bank holidays as usual", "2026-08-31T10:00", "Open now, until 5pm"),
        ("Mon-Fri 9-5\nbank holidays 10-12", "2026-08-31T09:30", "Open now, until midday"),
        ("24 hours", "2026-11-25T09:00", "Open now"),
        ("Mon, Wed and Thurs 24 hours, Fri 12-5", "2026-11-25T09:00", "Open now, until midnight tomorrow"),
        ("Fri 8pm to 1am", "2026-11-28T00:30", "Open now, until 1am"),
        ("Fri 8pm to 1am\nclosed 28 November 2026", "2026-11-28T00:30", "Closed. Opens Friday at 8pm"),
        ("Fri 7pm till late", "2026-11-27T20:00", "Open now, till late"),
        ("Mon-Fri 24 hours", "2026-11-25T09:00", "Open now, until midnight on Friday"),
        ("Wed by appointment", "2026-11-25T09:00", "By appointment"),
        ("Wed 9-12, by appointment (ring first)", "2026-11-25T10:00", "By appointment: ring first"),
        ("Wed 9-12, by appointment\nMon 9-5", "2026-11-25T12:00", "Closed. Opens Monday at 9am"),
        ("Wed 9-12, ring first", "2026-11-25T10:00", "Open now, until midday. Ring first"),
        ("Mon 9-5, other times by appointment", "2026-11-25T10:00", "By appointment"),
        ("Mon-Fri 9-3, term time only", "2026-11-25T10:00", ""),
        ("Mon-Fri 9-3, term time only", "2026-11-25T17:00", "Closed now"),
        ("Mon-Fri 9-3\nSat 10-12, term time only", "2026-11-27T17:00", "Closed now"),
        ("Mon-Fri 9-3\nSat 10-12, term time only", "2026-11-28T17:00", "Closed. Opens Monday at 9am"),
        (
            "every other Tuesday from 5 January 2027, 10-12",
            "2027-01-12T10:30",
            "Closed. Opens Tuesday 19 January at 10am",
        ),
        ("every other Tuesday from 5 January 2027, 10-12", "2027-01-13T10:00", "Closed. Opens Tuesday at 10am"),
        ("every other Tuesday from 5 January 2027, 10-12", "2027-01-19T10:00", "Open now, until midday"),
        (
            "every other Tuesday from 5 January 2027, 10-12",
            "2026-12-22T10:30",
            "Closed. Opens Tuesday 5 January at 10am",
        ),
        ("April to September daily 10-6", "2026-11-25T10:00", "Closed. Opens Thursday 1 April at 10am"),
        ("Mon-Fri 9-5\nclosed when it floods", "2026-11-25T10:00", ""),
        ("Mon-Fri 9-5", "2028-11-25T10:00", ""),
        ("Mon-Fri 9-5", "2025-12-31T10:00", ""),
        ("ring first", "2026-11-25T10:00", ""),
        ("", "2026-11-25T10:00", ""),
    ],
)
def test_words_for_every_state(typed: str, moment: str, words: str) -> None:
    assert said(typed, moment) == words


def test_nothing_is_foretold_beyond_the_years_that_are_known() -> None:
    assert said("2 January 2028 10-12\nMon 9-5", "2027-12-31T12:00") == "Closed now"


def test_the_answer_is_a_value_too() -> None:
    now = open_at(read_hours(OFFICE), dt.datetime(2026, 11, 25, 10, tzinfo=LONDON), bank_holidays("Wales", 2026, 2026))
    assert (now.state, now.changes, now.late, now.check) == ("open", dt.datetime(2026, 11, 25, 17), False, False)  # noqa: DTZ001 - the wall clock
