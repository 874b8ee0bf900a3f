from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.hours.clocks import NAMED, Typed, open_end, say_clock, say_span, span
from hyperlocal.hours.model import NotHours, Span
from hyperlocal.hours.words import words


def typed(text: str) -> tuple[Typed, Typed]:
    first, last = [word.value for word in words(text) if word.kind == "clock"]
    assert isinstance(first, tuple)
    assert isinstance(last, tuple)
    return (first[0], first[1], first[2]), (last[0], last[1], last[2])


def read(text: str, part: str = "", after: int = 0) -> str:
    start, end = typed(text)
    return say_span(span(start, end, part=part, after=after))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9-5", "9am to 5pm"), ("10-12", "10am to midday"), ("12-1", "midday to 1pm"), ("12-3", "midday to 3pm"),
        ("9-1", "9am to 1pm"), ("9.30-4.30", "9:30am to 4:30pm"), ("10.30-1.30", "10:30am to 1:30pm"),
        ("7-9pm", "7pm to 9pm"), ("9-5pm", "9am to 5pm"), ("11-1pm", "11am to 1pm"), ("9am-5", "9am to 5pm"),
        ("10am-12", "10am to midday"), ("7pm-12", "7pm to midnight"), ("7.30pm-10.30", "7:30pm to 10:30pm"),
        ("noon-3", "midday to 3pm"), ("9-17", "9am to 5pm"), ("9:00-17:00", "9am to 5pm"), ("09:00-5", "9am to 5pm"),
        ("0930-1730", "9:30am to 5:30pm"), ("10:00-12:00", "10am to midday"), ("00:00-24:00", "24 hours"),
        ("midnight-6am", "midnight to 6am"), ("5pm-midnight", "5pm to midnight"), ("8pm-1am", "8pm to 1am"),
        ("22:00-06:00", "10pm to 6am"), ("8pm-8am", "8pm to 8am"),
    ],
)  # fmt: skip
def test_times_with_one_reading(text: str, meant: str) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "suggestions"),
    [
        ("7-9", ("7pm to 9pm", "7am to 9am", "7am to 9pm")),
        ("2-4", ("2pm to 4pm", "2am to 4am", "2am to 4pm")),
        ("9-9", ("9am to 9pm", "24 hours")),
        ("5pm-5pm", ("5am to 5pm", "24 hours")),
        ("10.30-11", ("10:30am to 11am", "10:30am to 11pm")),
        ("7-12", ()),
        ("9am-5am", ()),
        ("9pm-5pm", ()),
        ("7pm-12pm", ()),
        ("11am-10am", ()),
    ],
)
def test_times_with_none_or_several(text: str, suggestions: tuple[str, ...]) -> None:
    with pytest.raises(NotHours) as fault:
        read(text)
    assert fault.value.suggestions == suggestions


def test_what_was_said_before_helps() -> None:
    assert read("1-5", after=12 * 60) == "1pm to 5pm"
    assert read("7-9", part="evening") == "7pm to 9pm"
    assert read("8-12", part="evening") == "8pm to midnight"
    assert read("1-2", part="middle") == "1pm to 2pm"
    with pytest.raises(NotHours, match="not in the morning"):
        read("2pm-4pm", part="morning")
    with pytest.raises(NotHours, match="before the times"):
        read("9am-10am", after=12 * 60)


def test_an_open_end() -> None:
    assert open_end((19, 0, NAMED), "") == Span(start=1140, end=None)
    with pytest.raises(NotHours) as fault:
        open_end((7, 0, 0), "")
    assert fault.value.suggestions == ("7am till late", "7pm till late")
    assert open_end((7, 0, 0), "evening") == Span(start=1140, end=None)


@given(st.integers(0, 1439), st.integers(1, 2160))
def test_what_is_said_is_read_again(start: int, end: int) -> None:
    made = Span(start=start, end=end)
    length = end - start
    night = end > 1440 and start >= 1020 and end <= 2160 and length < 1440
    if (length > 0 and end <= 1440) or night:
        assert read(say_span(made).replace("24 hours", "00:00-24:00")) == say_span(made)


def test_clocks_in_the_style_of_gov_uk() -> None:
    told = [say_clock(minute) for minute in (0, 5, 540, 570, 720, 725, 780, 1439, 1440, 1500)]
    assert told == ["midnight", "12:05am", "9am", "9:30am", "midday", "12:05pm", "1pm", "11:59pm", "midnight", "1am"]
