"""What the rest of hyperlocal sees of opening hours."""

from __future__ import annotations

import dataclasses
import json
import pickle
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from hyperlocal import hours
from hyperlocal.hours import bank_holidays, machine, open_at, osm, read_hours, say_now, schedules, table

TYPED = "Mon-Fri 9-5\nWed 9-8\nsometimes on Sundays\nclosed bank holidays"


def test_everything_from_one_reading() -> None:
    read = read_hours(TYPED)
    assert read.said[0] == "Monday, Tuesday, Thursday and Friday: 9am to 5pm"
    assert osm(read).startswith("Mo,Tu,Th,Fr 09:00-17:00")
    assert [row.days for row in table(read)][-1] == "Bank holidays"
    assert schedules(read)[-1]["description"] == "sometimes on Sundays"
    (unread,) = read.unread
    assert (unread.line, unread.text) == (2, "sometimes on Sundays")


def test_a_line_that_was_not_understood_silences_what_machines_act_on() -> None:
    read, holidays = read_hours(TYPED), bank_holidays("England", 2026, 2026)
    moment = datetime(2026, 11, 25, 10, tzinfo=ZoneInfo("Europe/London"))
    assert hours.opening_hours_specification(read) == []
    assert hours.special_opening_hours_specification(read) == []
    assert machine(read, holidays, "Europe/London") is None
    assert say_now(open_at(read, moment, holidays), moment) == ""
    whole = read_hours(TYPED.replace("sometimes on", "closed on"))
    assert hours.opening_hours_specification(whole)
    assert say_now(open_at(whole, moment, holidays), moment) == "Open now, until 8pm"


def test_hours_are_values() -> None:
    read = read_hours(TYPED)
    assert read == read_hours(TYPED)
    assert hash(read) == hash(read_hours(TYPED))
    assert pickle.loads(pickle.dumps(read)) == read
    with pytest.raises(dataclasses.FrozenInstanceError):
        read.notes = ()  # type: ignore[misc]


def test_what_goes_to_a_page_is_json() -> None:
    read = read_hours("Mon-Fri 9-5\nclosed Good Friday")
    told = machine(read, bank_holidays("Wales", 2026, 2027), "Europe/London")
    assert json.loads(json.dumps(told)) == told


def test_all_names_are_there() -> None:
    assert all(hasattr(hours, name) for name in hours.__all__)
