from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.hours import osm, read_hours, schedules
from hyperlocal.hours.reading import LONGEST_LINE, MOST_LINES
from tests.hours.forms import FORMS, REFUSED
from tests.hours.typed import PHRASES, hours

PIECES = sorted(
    {word for form in (*(one.typed for one in FORMS), *(one for one, _ in REFUSED)) for word in form.split()}
)


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from([*PIECES, "\n", ";", ",", "-"]), max_size=14).map(" ".join),
        st.lists(st.sampled_from(PHRASES), max_size=12).map(" ".join),
    )
)
@settings(max_examples=600, deadline=None)
def test_nothing_typed_is_ever_a_fault_and_no_line_is_lost(typed: str) -> None:
    """Each line is understood or kept; and what was understood can be said and read again."""
    read = read_hours(typed)
    lines = re.split("\r\n?|[\n\u2028\u2029\x0b\x0c\x85]", typed)
    assert all(one.text == lines[one.line].strip() for one in read.unread)
    again = read_hours("\n".join(read.said))
    assert not again.unread
    assert (again.rules, again.notes, again.otherwise) == (read.rules, read.notes, read.otherwise)
    assert osm(again) == osm(read)


@given(hours(terms=True, fortnights=True))
@settings(max_examples=100, deadline=None)
def test_what_is_said_back_means_the_same(typed: str) -> None:
    read = read_hours(typed)
    again = read_hours("\n".join(read.said))
    assert (again.rules, again.said, again.unread) == (read.rules, read.said, ())


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Mon-Fri 9-5\nApril to September", "April to September, Monday to Friday: 9am to 5pm"),
        ("Term time only\nMon-Fri 9-3", "Monday to Friday: 9am to 3pm, term time only"),
        ("Mon-Fri 9-5\nby appointment only", "Monday to Friday: 9am to 5pm, by appointment"),
        ("Mon-Fri 9-5\nother times by appointment", "Monday to Friday: 9am to 5pm / Other times: by appointment"),
        ("Mon-Fri 9-5\nring first\nRing first", "Monday to Friday: 9am to 5pm / Ring first"),
        ("Opening hours:\nMon 9-5", "Monday: 9am to 5pm"),
        ("We are open:\r\nMon 9-5\r\n\r\nTue 10-4", "Monday: 9am to 5pm / Tuesday: 10am to 4pm"),
        (
            "April to September:\nMon 10-6\nOctober to March:\nMon 10-4\nclosed Christmas Day",
            "April to September, Monday: 10am to 6pm / October to March, Monday: 10am to 4pm / Christmas Day: closed",
        ),
    ],
)
def test_lines_that_hold_for_others(typed: str, said: str) -> None:
    read = read_hours(typed)
    assert (" / ".join(read.said), read.unread) == (said, ())


@pytest.mark.parametrize(
    ("typed", "line", "why"),
    [
        ("Mon-Fri 9-5\nby appointment", 1, "all of these times, or for other times"),
        ("term time only", 0, "no days and times for this"),
        ("April to June", 0, "no days and times for this"),
        ("April to June: Mon 9-5\nJuly to August", 1, "other dates too"),
        ("Mon 9-5\n\n\nsnow", 3, "not a word"),
        ("Mon 9-5\nring first April to June", 1, "what these dates belong to"),
        ("Mon 9-5\n1 May 2027 to 3 June 2027 and August", 1, "have a year and some have none"),
        ("Mon 9-5\nApril closed August", 1, "no times"),
        ("Mon 9-5\n\t(and)", 1, "no days and no times"),
    ],
)
def test_lines_that_hold_for_nothing_certain(typed: str, line: int, why: str) -> None:
    (unread,) = read_hours(typed).unread
    assert unread.line == line
    assert unread.text == typed.split("\n")[line].strip()
    assert why in unread.message
    assert unread.message.endswith("So this line is shown as it was typed, and nothing is worked out from it.")


def test_a_line_is_read_whole_or_not_at_all() -> None:
    read = read_hours("Tue 9-5\nMon 9-5. By appointment. Wed 9-1")
    assert read.said == ("Tuesday: 9am to 5pm",)
    assert [one.line for one in read.unread] == [1]


def test_a_remark_is_not_dropped() -> None:
    """Of a line that is half understood nothing is used: the other half may say the opposite."""
    read = read_hours("Mon-Fri 9-5 except when it floods")
    assert read.rules == ()
    assert schedules(read) == [{"description": "Mon-Fri 9-5 except when it floods"}]


def test_a_megabyte_is_refused_at_once() -> None:
    started = time.process_time()
    for text in ("Mon 9-5 " * 200_000, "Mon 9-5\n" * 200_000, "9" * 1_000_000, "\n" * 1_000_000 + "Mon 9-5"):
        read = read_hours(text)
        assert len(read.unread) <= 2
    assert time.process_time() - started < 2
    assert read_hours("\n" * MOST_LINES + "Mon 9-5").unread[0].line == MOST_LINES
    assert read_hours("x" * (LONGEST_LINE + 1)).unread
