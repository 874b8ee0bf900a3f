from __future__ import annotations

import pytest

from hyperlocal.hours import read_hours, schedules
from hyperlocal.hours.oruk import Schedule


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (
            "first & last Tuesday 10-12, ring first",
            [
                {
                    "description": "First and last Tuesday of the month: 10am to midday, ring first",
                    "freq": "MONTHLY",
                    "byday": "1TU,-1TU",
                    "opens_at": "10:00",
                    "closes_at": "12:00",
                    "attending_type": "Ring first",
                }
            ],
        ),
        (
            "every other Tuesday from 5 January 2027 10-12",
            [
                {
                    "description": "Every other Tuesday from 5 January 2027: 10am to midday",
                    "freq": "WEEKLY",
                    "interval": 2,
                    "byday": "TU",
                    "dtstart": "2027-01-05",
                    "opens_at": "10:00",
                    "closes_at": "12:00",
                }
            ],
        ),
        ("closed Sundays", [{"description": "Sunday: closed"}]),
        ("ring first", [{"description": "Ring first"}]),
        ("", []),
    ],
)
def test_schedules(typed: str, told: list[Schedule]) -> None:
    assert schedules(read_hours(typed)) == told


def test_closures_and_notes_stand_in_every_schedule() -> None:
    found = schedules(read_hours("Mon 9-12\nTue 9-3, term time only\nclosed bank holidays\nbook first"))
    notes = "Bank holidays: closed. Book first"
    assert [one["notes"] for one in found] == [notes, f"Term time only. {notes}"]


def test_what_is_not_each_week_has_no_frequency() -> None:
    found = schedules(read_hours("April to June: Mon 9-5\nbank holidays 10-12\nGood Friday 10-12\nsnow"))
    assert all("freq" not in one and "byday" not in one for one in found)
    assert [one.get("opens_at") for one in found] == ["09:00", "10:00", "10:00", None]


def test_the_frequencies_are_those_that_the_schema_knows() -> None:
    found = schedules(read_hours("Mon 9-5\nfirst Tue 9-5\n1 May 2027 to 1 June 2027: Wed 9-5"))
    assert {one["freq"] for one in found} == {"WEEKLY", "MONTHLY"}
    assert (found[-1]["valid_from"], found[-1]["valid_to"]) == ("2027-05-01", "2027-06-01")
