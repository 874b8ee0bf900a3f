"""OSM text that is made by us and read by somebody else's program."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.hours import osm, read_hours
from tests.hours.typed import hours, weeks
from tests.hours.weeks import as_others_read, as_we_read, bank_holidays_of_others

HOLIDAYS = bank_holidays_of_others()


@settings(max_examples=150, deadline=None)
@given(st.one_of(hours(), hours(), weeks(night=True).map("\n".join)))
def test_others_read_our_osm_as_we_do_for_two_years(typed: str) -> None:
    """Every change of two years, which is more than every quarter of an hour, bank holidays included.

    What cannot be compared is left out of what is made up: school holidays and every other week, which nobody tells
    that program; `||`, which it forgets on days that have a rule; and nights beside exceptions, where it lets a night
    go on that began on a closed day.
    """
    read = read_hours(typed)
    if read.rules:
        assert as_others_read(osm(read)) == as_we_read(read, HOLIDAYS)


def test_the_trials_are_about_something() -> None:
    read = read_hours("Mon-Fri 9-5\nclosed bank holidays\nFirst Saturday 10-1")
    told = as_others_read(osm(read))
    assert len(told) > 900
    assert told != as_we_read(read_hours("Mon-Fri 9-5\nFirst Saturday 10-1"), HOLIDAYS)
    assert told != as_we_read(read_hours("Mon-Fri 9-5\nclosed bank holidays\nSecond Saturday 10-1"), HOLIDAYS)
    assert len(HOLIDAYS.days) == 20


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Mon-Fri 9-5\nFri 8pm-1am\nSat 10-12", ""),
        ("Fri 8pm-1am\nSat 10-12", "Sa 10:00-12:00, Fr 20:00-25:00"),
        ("Fri 8pm-1am\nSat closed\nclosed bank holidays", "Sa off, Fr 20:00-25:00; PH off"),
        ("Tues 9.30-11.30, term time only\nSat 10-12", "Tu 09:30-11:30; Sa 10:00-12:00; SH Tu off"),
        ("first Tues 9.30-11.30, term time only\nSat 10-12", "Sa 10:00-12:00; Tu[1] 09:30-11:30; SH Tu[1] off"),
        ("ring first", 'unknown "ring first"'),
        ("Open bank holidays as usual\nMon 9-5", "Mo 09:00-17:00"),
        ("24 hours, ring first", '24/7 open "ring first"'),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_what_the_table_of_forms_does_not_show(typed: str, text: str) -> None:
    if text:
        assert osm(read_hours(typed)) == text
    else:
        assert read_hours(typed).unread or not typed
