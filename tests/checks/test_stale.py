"""Whom to ring: lengths of time, and who is listed."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.checks.stale import HEADINGS, NotASpan, Span, parse_span, stale
from hyperlocal.content.organisation import Organisation
from tests.exporters.test_exporters import read_back

LONDON = ZoneInfo("Europe/London")
TODAY = dt.date(2026, 11, 22)


def organisation(name: str, *lines: str) -> Organisation:
    head = "\n".join((f"name: {name}", *lines))
    one = read_back(f"---\n{head}\n---\n".encode(), f"content/organisations/{name.casefold().replace(' ', '-')}.md")
    assert one is not None
    return one


def names(*organisations: Organisation, span: str = "6m", today: dt.date = TODAY) -> list[str]:
    return [one.name for one in stale(organisations, parse_span(span), today, LONDON)]


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("6m", Span(months=6)),
        ("6 months", Span(months=6)),
        ("90d", Span(days=90)),
        ("1 day", Span(days=1)),
        ("8w", Span(days=56)),
        ("1Y", Span(months=12)),
        (" 2 years ", Span(months=24)),
    ],
)
def test_lengths_of_time_that_are_read(typed: str, span: Span) -> None:
    assert parse_span(typed) == span


@pytest.mark.parametrize(
    "typed", ["", "6", "m", "0m", "-6m", "6 moons", "1.5y", "99999d", "six months", "6m 3d", "６ｍｍ"]
)
def test_others_are_answered_with_what_to_type(typed: str) -> None:
    with pytest.raises(NotASpan, match="--stale 6m"):
        parse_span(typed)


@pytest.mark.parametrize(
    ("span", "day", "before"),
    [
        ("6m", "2026-08-31", "2026-02-28"),
        ("6m", "2024-08-31", "2024-02-29"),
        ("1y", "2024-02-29", "2023-02-28"),
        ("11m", "2026-11-22", "2025-12-22"),
        ("12m", "2026-12-31", "2025-12-31"),
        ("8w", "2026-01-01", "2025-11-06"),
        ("9999y", "2026-01-01", "0001-01-01"),
        ("9999d", "0002-01-01", "0001-01-01"),
    ],
)
def test_so_far_back(span: str, day: str, before: str) -> None:
    assert parse_span(span).before(dt.date.fromisoformat(day)) == dt.date.fromisoformat(before)


@given(st.dates(), st.integers(1, 9999), st.sampled_from("dwmy"))
def test_it_is_always_a_day_before(day: dt.date, count: int, unit: str) -> None:
    before = parse_span(f"{count}{unit}").before(day)
    assert before < day or day == before == dt.date.min


def test_the_longest_ago_come_first_and_before_them_those_never_asked() -> None:
    assert names(
        organisation("B", "checked: 2026-01-05"),
        organisation("A", "checked: 2026-01-05"),
        organisation("Recent", "checked: 2026-11-01"),
        organisation("Old", "checked: 2024-01-01"),
        organisation("The never", "town: Ashby"),
        organisation("Also never"),
    ) == ["Also never", "The never", "Old", "A", "B"]


@pytest.mark.parametrize(
    ("checked", "listed"), [("2026-05-22", False), ("2026-05-21", True), ("2026-11-22", False), ("2026-11-23", True)]
)
def test_the_last_day_that_counts_and_a_day_that_is_to_come(checked: str, listed: bool) -> None:
    assert names(organisation("A", f"checked: {checked}")) == ["A"] * listed


def test_without_checked_the_last_change_counts() -> None:
    assert names(organisation("A", "updated: 2026-11-01")) == []
    assert names(organisation("A", "updated: 2026-01-01")) == ["A"]
    assert names(organisation("A", "checked: 2024-01-01", "updated: 2026-11-01")) == ["A"]
    assert names(organisation("A", "checked: 2062-01-01", "updated: 2026-11-01")) == []


def test_everything_that_one_needs_to_ring() -> None:
    one = organisation(
        "Hall", "checked: 2026-01-05", "checked_by: coordinator", "phones: [0121 496 0000 (office), 0121 496 0001]",
        "email: hall@example.org",
    )  # fmt: skip
    [found] = stale([one], parse_span("1m"), TODAY, LONDON)
    assert dict(zip(HEADINGS, found.cells, strict=True)) == {
        "Name": "Hall",
        "Last checked": "2026-01-05",
        "Checked by": "coordinator",
        "Telephone": "0121 496 0000 (office), 0121 496 0001",
        "Email": "hall@example.org",
        "File": "content/organisations/hall.md",
    }


def test_who_asked_is_said_of_the_day_on_which_they_did() -> None:
    one = organisation("Hall", "checked: 2062-01-01", "checked_by: coordinator", "updated: 2026-01-01")
    [found] = stale([one], parse_span("1m"), TODAY, LONDON)
    assert (found.checked, found.by) == (dt.date(2026, 1, 1), "")


def test_a_day_with_an_offset_is_that_of_the_site() -> None:
    one = organisation("Hall", "checked: 2026-05-21T23:30:00-02:00")
    assert stale([one], parse_span("6m"), TODAY, LONDON) == []
