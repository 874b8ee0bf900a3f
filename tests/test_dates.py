"""Dates and times as people type them."""

from __future__ import annotations

import pickle
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.dates import (
    Moment,
    NotADate,
    NotATime,
    ambiguous,
    file_name_date,
    month_name,
    parse_moment,
    parse_time,
    parse_times,
    say,
    say_short,
)

LONDON = ZoneInfo("Europe/London")
TODAY = date(2026, 5, 20)
DAYS = st.dates(min_value=date(1000, 1, 1))


def day(text: str) -> date:
    moment = parse_moment(text)
    assert moment.time is None and moment.offset is None
    return moment.day


def refused(text: str, today: date | None = TODAY) -> NotADate:
    with pytest.raises(NotADate) as caught:
        parse_moment(text, today=today)
    return caught.value


@pytest.mark.parametrize("text", ["2026-05-06", "2026/05/06", "2026-5-6", "2026.05.06", "20260506", " “2026-05-06” "])
def test_a_year_first_is_year_month_day(text: str) -> None:
    assert day(text) == date(2026, 5, 6)


@pytest.mark.parametrize(
    "text", ["05/06/2026", "5/6/26", "5.6.26", "5-6-2026", "5 / 6 / 2026", "5.06.2026.", "Fri 5/6/26"]
)
def test_otherwise_the_day_comes_first(text: str) -> None:
    assert day(text) == date(2026, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "3 April 2026",
        "3rd Apr 2026",
        "Fri 3rd of April, 2026",
        "FRIDAY the 3rd of APRIL 2026",
        "April 3, 2026",
        "Apr. 3rd 2026",
        "Friday\u00a03\u2009April\u202f2026",
        "3-Apr-26",
        "3 April ’26",
        "3 Ebrill 2026",
        "Dydd Gwener, 3 o Ebrill 2026",
        "Gwe 3ydd Ebr 2026",
        "3\u200b April 2026",
    ],
)
def test_months_and_weekdays_in_words(text: str) -> None:
    assert day(text) == date(2026, 4, 3)


def test_welsh_mawrth_is_a_month_or_a_weekday_by_its_place() -> None:
    assert day("Mawrth 3 Mawrth 2026") == date(2026, 3, 3)
    assert day("Mawrth 3, 2026") == date(2026, 3, 3)
    assert day("Tues 1 Sept 2026") == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-06 7.30pm", Moment(day=date(2026, 5, 6), time=time(19, 30))),
        ("2026-05-06T19:30", Moment(day=date(2026, 5, 6), time=time(19, 30))),
        ("5 June 2026, 19:30", Moment(day=date(2026, 6, 5), time=time(19, 30))),
        ("Sat 13 June 2026 at 2pm", Moment(day=date(2026, 6, 13), time=time(14))),
        ("nos Wener 5 Mehefin 2026 am 7yh", Moment(day=date(2026, 6, 5), time=time(19))),
        ("5/6/26 noon", Moment(day=date(2026, 6, 5), time=time(12))),
        ("3 April 26 7pm", Moment(day=date(2026, 4, 3), time=time(19))),
        ("2026-05-06T19:30:00Z", Moment(day=date(2026, 5, 6), time=time(19, 30), offset=timedelta())),
        ("2026-05-06T19:30-05:00", Moment(day=date(2026, 5, 6), time=time(19, 30), offset=timedelta(hours=-5))),
        ("2026-05-06 19:30:00 +0100", Moment(day=date(2026, 5, 6), time=time(19, 30), offset=timedelta(hours=1))),
        ("2026-05-06T19:30:05.25-05:30", Moment(
            day=date(2026, 5, 6), time=time(19, 30, 5, 250000), offset=timedelta(hours=-5, minutes=-30)
        )),
        ("Fri, 03 Apr 2026 10:00:00 GMT", Moment(day=date(2026, 4, 3), time=time(10), offset=timedelta())),
        ("2026-05-06 19:30 BST", Moment(day=date(2026, 5, 6), time=time(19, 30), offset=timedelta(hours=1))),
    ],
)  # fmt: skip
def test_a_time_after_the_date(text: str, expected: Moment) -> None:
    assert parse_moment(text) == expected


@pytest.mark.parametrize(
    ("text", "suggestion", "words"),
    [
        ("1/13/2026", "2026-01-13", "there is no month 13. Did you mean 13 January 2026?"),
        ("2026-13-01", "2026-01-13", "no month 13"),
        ("13/13/2026", "", "no month 13"),
        ("31/11/2026", "2026-11-30", "“31/11/2026” is not a day: November has 30."),
        ("31/02/2026", "2026-02-28", "February 2026 has 28"),
        ("29/02/2027", "2027-02-28", "February 2027 has 28"),
        ("31 June 2026 7pm", "2026-06-30 19:00", "June has 30"),
        ("31 June", "2026-06-30", "June has 30"),
        ("00/00/2026", "", "no month 0"),
        ("0 May 2026", "2026-05-01", "no day 0"),
        ("Fri 4 April 2026 at 2pm", "2026-04-03 14:00", "4 April 2026 is a Saturday. The nearest Friday is 3 April"),
        ("Mon 3 April 2026", "2026-04-06", "3 April 2026 is a Friday. The nearest Monday is 6 April 2026."),
        ("Fri 6 April 2026", "2026-04-03", "6 April 2026 is a Monday. The nearest Friday is 3 April 2026."),
        ("Mon 31/12/9999", "9999-12-27", "is a Friday"),
        ("Wensday 3 June 2026", "2026-06-03", "not a day of the week"),
        ("3 Apirl 2026 7pm", "2026-04-03 19:00", "not a month. Did you mean April?"),
        ("5/6/206", "", "“206” is not a year"),
        ("05/06/0206", "", "“0206” is not a year"),
        ("3-5 June 2026", "2026-06-03", "more than one day"),
        ("2026-05-06 7.30", "2026-05-06 19:30", "may be morning or evening"),
        ("2026-05-06 2-4pm", "2026-05-06 14:00", "a start and a finish"),
        ("2026-05-06 10:00-11:00", "2026-05-06 10:00", "a start and a finish"),
        ("2026-05-06 in the hall", "2026-05-06", "“in the hall” cannot be read as a time"),
        ("2026-05-06T10:00+20:00", "2026-05-06 10:00", "not a difference from UTC"),
        ("next Tuesday", "", "means another day each time"),
        ("tomorrow", "", "means another day each time"),
        ("TBC", "", "not a day yet"),
        ("June 2026", "", "cannot be read as a date"),
        ("2026", "", "cannot be read as a date"),
        ("7.30pm", "", "cannot be read as a date"),
        ("12/2026", "", "cannot be read as a date"),
        ("Easter Monday", "", "cannot be read as a date"),
        ("", "", "There is no date here"),
    ],
)
def test_what_is_no_day_is_refused_with_what_to_type(text: str, suggestion: str, words: str) -> None:
    fault = refused(text)
    assert words in fault.message
    assert fault.suggestion == suggestion
    assert str(fault) == fault.message


def test_without_a_year_it_is_the_next_such_day() -> None:
    typed = ("20 May", "19 May", "Sat 13 June", "14/6", "29 February")
    days = [parse_moment(text, today=TODAY).day.isoformat() for text in typed]
    assert days == ["2026-05-20", "2027-05-19", "2026-06-13", "2026-06-14", "2028-02-29"]


def test_without_a_year_a_time_is_not_taken_for_one() -> None:
    assert parse_moment("3 April 12 noon", today=TODAY) == Moment(day=date(2027, 4, 3), time=time(12))
    assert parse_moment("3 April 10.30pm", today=TODAY) == Moment(day=date(2027, 4, 3), time=time(22, 30))


def test_without_a_year_and_without_today_the_year_is_asked_for() -> None:
    assert refused("14 June", today=None).message == "“14 June” does not say which year. Add the year."


def test_a_moment_in_a_time_zone() -> None:
    summer = Moment(day=date(2026, 7, 1))
    assert summer.at(LONDON) == datetime(2026, 7, 1, tzinfo=LONDON)
    late = Moment(day=date(2026, 7, 1), time=time(23, 30), offset=timedelta())
    assert late.at(LONDON).isoformat() == "2026-07-02T00:30:00+01:00"
    assert late.day_in(LONDON) == date(2026, 7, 2)
    never = Moment(day=date.max, time=time(23, 59), offset=timedelta(hours=-5))
    assert never.day_in(LONDON) == date.max


HALF_PAST_SEVEN = ("7.30pm", "7:30 pm", "7.30 P.M.", "730pm", "1930", "1930 hrs", "19:30", "19.30")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *((text, time(19, 30)) for text in HALF_PAST_SEVEN),
        ("7pm", time(19)),
        ("19:30:05", time(19, 30, 5)),
        ("07:30", time(7, 30)),
        ("0:15", time(0, 15)),
        *((text, time(12)) for text in ("noon", "Midday", "12 noon", "12pm", "12:00")),
        ("midnight", time(0)),
        ("12 midnight", time(0)),
        ("12am", time(0)),
        ("12.30am", time(0, 30)),
    ],
)
def test_times(text: str, expected: time) -> None:
    assert parse_time(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("7-9pm", time(19), time(21)),
        ("2–4 pm", time(14), time(16)),
        ("10am-12", time(10), time(12)),
        ("10am to 4pm", time(10), time(16)),
        ("from 10am until 4pm", time(10), time(16)),
        ("19:30-21:00", time(19, 30), time(21)),
        ("9:00-17:00", time(9), time(17)),
        ("11-1pm", time(11), time(13)),
        ("10-12pm", time(10), time(12)),
        ("10 - 12 noon", time(10), time(12)),
        ("7-midnight", time(19), time(0)),
        ("10-2am", time(22), time(2)),
        ("7pm-9.30", time(19), time(21, 30)),
        ("10.30-11.30pm", time(22, 30), time(23, 30)),
        ("9-9pm", time(9), time(21)),
        ("7.30pm", time(19, 30), None),
    ],
)
def test_a_start_and_a_finish(text: str, start: time, end: time | None) -> None:
    assert parse_times(text) == (start, end)


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("7", "19:00"),
        ("9.30", "09:30"),
        ("12", "12:00"),
        ("9-5", "09:00-17:00"),
        ("7-9", "19:00-21:00"),
        ("9.30-11.30", "09:30-11:30"),
        ("19", "19:00"),
        ("24:00", "23:59"),
        ("25:00", ""),
        ("7.75pm", ""),
        ("19:30am", "19:30"),
        ("7pm till late", "19:00"),
        ("7-8-9pm", ""),
        ("half past", ""),
        ("", ""),
    ],
)
def test_times_that_are_refused(text: str, suggestion: str) -> None:
    with pytest.raises(NotATime) as caught:
        parse_times(text)
    assert caught.value.suggestion == suggestion
    assert f"“{text}”" in caught.value.message


def test_two_times_where_one_fits() -> None:
    with pytest.raises(NotATime, match="start and a finish") as caught:
        parse_time("7-9pm")
    assert caught.value.suggestion == "19:00"


def test_saying_a_day_back() -> None:
    assert say(date(2026, 4, 3)) == "Friday 3 April 2026"
    assert say_short(date(2026, 4, 3)) == "3 April 2026"
    assert [month_name(n) for n in (1, 12)] == ["January", "December"]
    with pytest.raises(ValueError, match="no month 0"):
        month_name(0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5/6/2026", True),
        ("5.6.26 7pm", True),
        ("5/6", True),
        ("5/5/2026", False),
        ("25/6/2026", False),
        ("5/13/2026", False),
        ("Fri 5/6/2026", False),
        ("2026-05-06", False),
        ("5 June 2026", False),
        ("", False),
    ],
)
def test_ambiguous_to_an_american(text: str, expected: bool) -> None:
    assert ambiguous(text) is expected


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("2026-11-22-fair", (date(2026, 11, 22), "fair")),
        ("2014-10-7-The Fair", (date(2014, 10, 7), "The Fair")),
        ("2026-11-22 – fair_1", (date(2026, 11, 22), "fair_1")),
        ("2026-11-22", (date(2026, 11, 22), "")),
        ("2026-11-minutes", (None, "2026-11-minutes")),
        ("2026-11-221", (None, "2026-11-221")),
        ("0121-49-60", (None, "0121-49-60")),
        ("fair-2026-11-22", (None, "fair-2026-11-22")),
    ],
)
def test_the_date_of_a_file_name(stem: str, expected: tuple[date | None, str]) -> None:
    assert file_name_date(stem) == expected


def test_an_impossible_date_of_a_file_name() -> None:
    with pytest.raises(NotADate, match="“2026-02-31” is not a day") as caught:
        file_name_date("2026-02-31-fair")
    assert caught.value.suggestion == "2026-02-28"


def test_faults_survive_the_way_back_from_another_process() -> None:
    fault = refused("31/11/2026")
    copy = pickle.loads(pickle.dumps(fault))
    assert (type(copy), copy.message, copy.suggestion) == (NotADate, fault.message, fault.suggestion)


@settings(max_examples=60)
@given(DAYS)
def test_every_day_reads_back_however_it_is_written(value: date) -> None:
    forms = [value.isoformat(), say(value), say_short(value), f"{value.day}/{value.month}/{value.year:04}"]
    assert {day(form) for form in forms} == {value}
    assert file_name_date(f"{value}-x") == (value, "x")


@settings(max_examples=60)
@given(st.times(), st.integers(-14 * 60, 14 * 60))
def test_every_iso_instant_reads_back(clock: time, minutes: int) -> None:
    sign, size = "-" if minutes < 0 else "+", abs(minutes)
    text = f"2026-05-06T{clock.isoformat()}{sign}{size // 60:02}:{size % 60:02}"
    assert parse_moment(text) == Moment(day=date(2026, 5, 6), time=clock, offset=timedelta(minutes=minutes))


PIECES = (
    *("1", "31", "13", "2026", "26", "0", "/", "-", ".", ":", "Z", "T", "+01:00"),
    *("Fri", "June", "Feb", "Jnue", "pm", "th", "to", "noon", "’", "ŵ", "٣"),
)


@settings(max_examples=150)
@given(st.lists(st.sampled_from([" ", *PIECES]), max_size=9).map("".join))
def test_whatever_is_typed_is_read_or_refused_with_something_that_reads(text: str) -> None:
    try:
        parse_moment(text, today=TODAY)
    except NotADate as fault:
        assert fault.suggestion == "" or parse_moment(fault.suggestion).day.year >= 1000
    try:
        parse_times(text)
    except NotATime as fault:
        assert fault.suggestion == "" or parse_times(fault.suggestion)


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_no_text_breaks_the_readers(text: str) -> None:
    for read in (parse_moment, parse_time):
        try:
            read(text)
        except (NotADate, NotATime) as fault:
            assert fault.message
