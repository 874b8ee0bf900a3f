from __future__ import annotations

from datetime import date

import pytest

from hyperlocal.hours import BankHolidays, read_hours
from hyperlocal.hours.days import around, changes, rule_on, standing, unsaid_holiday
from hyperlocal.hours.saying import say_days

HOLIDAYS = BankHolidays(first=2026, last=2027, days=frozenset({date(2026, 5, 25), date(2026, 12, 25)}))
TYPED = """
Mon-Fri 9-5
Fri 8pm to 1am
first Saturday 10-1
last Sunday 2pm-4pm
June to August: Mon-Fri 9-6
school holidays 10-12
closed bank holidays
closed Good Friday
Christmas Day 10-12
closed 7 July 2026
"""


@pytest.mark.parametrize(
    ("day", "days"),
    [
        ("2026-11-26", "Monday to Thursday"),
        ("2026-11-27", "Friday"),
        ("2026-12-05", "First Saturday of the month"),
        ("2026-12-12", ""),
        ("2026-11-29", "Last Sunday of the month"),
        ("2026-11-22", ""),
        ("2026-05-25", "Bank holidays"),
        ("2026-07-06", "June to August, Monday to Friday"),
        ("2026-07-07", "7 July 2026"),
        ("2027-07-07", "June to August, Monday to Friday"),
        ("2026-04-03", "Good Friday"),
        ("2026-12-25", "Christmas Day"),
        ("2027-12-25", "Christmas Day"),
    ],
)
def test_the_most_special_rule_holds(day: str, days: str) -> None:
    hours = read_hours(TYPED.replace("Mon-Fri 9-5", "Mon-Thurs 9-5").replace("Fri 8pm", "Fri 9am-5pm, 8pm"))
    assert not hours.unread
    rule = rule_on(hours.rules, date.fromisoformat(day), HOLIDAYS, school=False)
    assert (say_days(rule) if rule else "") == days


def test_school_holidays_are_not_known() -> None:
    hours = read_hours("Mon 9-5\nschool holidays 10-12")
    here = around(hours, date(2026, 11, 23), HOLIDAYS)
    told = [standing(hours, here, minute).state for minute in (8 * 60, 9 * 60, 11 * 60, 13 * 60, 18 * 60)]
    assert told == ["closed", "unknown", "open", "unknown", "closed"]
    assert changes(here) == (0, 540, 600, 720, 1020)


@pytest.mark.parametrize(
    ("more", "state"),
    [("", "open"), ("Sat 10-12", "open"), ("closed Saturdays", "open"), ("closed 28 November 2026", "closed")],
)
def test_a_night_goes_on_unless_the_next_day_is_special(more: str, state: str) -> None:
    hours = read_hours(f"Fri 8pm to 1am\n{more}")
    here = around(hours, date(2026, 11, 28), HOLIDAYS)
    assert standing(hours, here, 30).state == state
    assert standing(hours, here, 90).state == "closed"


def test_a_night_goes_on_into_a_day_that_appointments_rule() -> None:
    hours = read_hours("Fri 8pm to 1am\nSat by appointment")
    here = around(hours, date(2026, 11, 28), HOLIDAYS)
    assert [standing(hours, here, minute).state for minute in (30, 90)] == ["open", "unknown"]


def test_a_bank_holiday_of_which_nothing_was_said() -> None:
    day = date(2026, 5, 25)
    typed = ["Mon 9-5", "closed bank holidays", "open bank holidays as usual", "closed 25 May", "Tue 9-5"]
    told = [unsaid_holiday(read_hours(f"Mon 9-5\n{more}"), day, HOLIDAYS) for more in typed]
    assert told == [True, False, False, False, True]
    assert not unsaid_holiday(read_hours("Tue 9-5"), day, HOLIDAYS), "closed anyway"
