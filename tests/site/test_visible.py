"""What readers may see now. Days are days in the site's time zone, whatever the clock does there."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.content.source import Written
from hyperlocal.dates import parse_moment
from hyperlocal.site.visible import Held, Why, begun, visible
from tests.texts import page, post

LONDON = ZoneInfo("Europe/London")
UTC = ZoneInfo("UTC")


def shown(text: Written, now: str, zone: ZoneInfo = LONDON) -> bool:
    return not visible([text], datetime.fromisoformat(now), zone)[1]


def held(text: Written, now: str = "2026-06-15T12:00Z") -> Held:
    kept, (one,) = visible([text], datetime.fromisoformat(now), LONDON)
    assert kept == []
    return one


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("2026-01-10", "2026-01-10T00:00Z"),  # winter: midnight is midnight in UTC
        ("2026-07-01", "2026-06-30T23:00Z"),  # summer: an hour before
        ("2026-03-29", "2026-03-29T00:00Z"),  # the day on which the clocks go forward
        ("2026-10-25", "2026-10-24T23:00Z"),  # the day on which they go back
        ("2026-07-01 19:30", "2026-07-01T18:30Z"),
        ("2026-07-01T19:30:00+02:00", "2026-07-01T17:30Z"),
        ("2026-07-01T23:30:00Z", "2026-07-01T23:30Z"),
        ("2026-03-29 01:30", "2026-03-29T01:30Z"),  # a time that is not on any clock that night
        ("2026-10-25 01:30", "2026-10-25T00:30Z"),  # a time that is there twice: the first
    ],
)
def test_a_post_comes_out_at_its_moment_and_not_a_minute_before(typed: str, first: str) -> None:
    text = post(date=typed)
    before = (datetime.fromisoformat(first) - timedelta(minutes=1)).isoformat()
    assert shown(text, first)
    assert not shown(text, before)
    # A page that asks to be kept back waits in the same way.
    assert shown(page(publish=typed), first) and not shown(page(publish=typed), before)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2026-06-30", "2026-06-30T22:59Z"),  # the day itself counts
        ("2026-12-31", "2026-12-31T23:59Z"),
        ("2026-10-25", "2026-10-25T23:59Z"),  # a day of 25 hours
        ("2026-06-30 19:30", "2026-06-30T18:29Z"),
    ],
)
def test_expires_means_until_the_end_of_that_day_or_until_that_minute(typed: str, last: str) -> None:
    text = post(date="2026-01-01", expires=typed)
    assert shown(text, last)
    assert not shown(text, (datetime.fromisoformat(last) + timedelta(minutes=1)).isoformat())


def test_a_day_begins_where_the_site_is() -> None:
    now = "2026-06-30T23:30Z"
    assert shown(post(date="2026-07-01"), now)
    assert not shown(post(date="2026-07-01"), now, UTC)
    assert shown(post(date="2026-07-01"), "2026-06-30T15:00Z", ZoneInfo("Asia/Tokyo"))


def test_in_the_hour_that_comes_twice_what_has_come_out_stays_out() -> None:
    # 01:45 in summer time, and half an hour later, when the clock on the wall says 01:15.
    text = post(date="2026-10-25 01:30")
    assert visible([text], datetime(2026, 10, 25, 1, 45, tzinfo=LONDON), LONDON)[0] == [text]
    assert visible([text], datetime(2026, 10, 25, 1, 15, fold=1, tzinfo=LONDON), LONDON)[0] == [text]


@settings(max_examples=100, deadline=None)
@given(
    day=st.dates(date(2026, 3, 27), date(2026, 10, 27)),
    minute=st.integers(0, 1439),
    since_spring=st.timedeltas(timedelta(0), timedelta(days=214)),
)
def test_the_answer_does_not_depend_on_the_zone_that_now_is_told_in(
    day: date, minute: int, since_spring: timedelta
) -> None:
    moment = parse_moment(f"{day} {minute // 60:02}:{minute % 60:02}")
    instant = datetime(2026, 3, 27, tzinfo=UTC) + since_spring
    answers = {begun(moment, instant.astimezone(zone), LONDON) for zone in (UTC, LONDON, ZoneInfo("America/New_York"))}
    assert len(answers) == 1


def test_publish_counts_instead_of_the_date() -> None:
    assert shown(post(date="2027-01-01", publish="2026-06-01"), "2026-06-15T12:00Z")
    assert not shown(post(date="2026-01-01", publish="2026-07-01"), "2026-06-15T12:00Z")


def test_pages_need_no_date() -> None:
    assert shown(page(), "1999-01-01T00:00Z")


def test_what_is_held_says_why_and_from_when() -> None:
    assert held(post("content/posts/a.md", title="A", date="2026-07-01")) == Held(
        path="content/posts/a.md", title="A", why=Why.TO_COME, day=date(2026, 7, 1)
    )
    assert held(page(expires="2026-05-31")).why is Why.OVER
    assert held(page(expires="2026-05-31")).day == date(2026, 5, 31)
    # Told as the day that it is here.
    assert held(post(date="2026-12-31T23:30:00-05:00")).day == date(2027, 1, 1)


def test_a_draft_is_a_draft_whatever_its_dates_say() -> None:
    draft = post(draft=True, date="2026-07-01", expires="2020-01-01")
    assert (held(draft).why, held(draft).day) == (Why.DRAFT, None)


def test_for_the_preview_what_is_held_is_shown_too_in_its_place_and_still_told_of() -> None:
    texts = [
        post("content/posts/a.md", draft=True),
        post("content/posts/b.md"),
        post("content/posts/c.md", date="2027-01-01"),
    ]
    now = datetime.fromisoformat("2026-06-15T12:00Z")
    all_of_them, told = visible(texts, now, LONDON, drafts=True)
    assert all_of_them == texts
    assert told == visible(texts, now, LONDON)[1]
    assert [one.path for one in told] == ["content/posts/a.md", "content/posts/c.md"]


def test_the_order_of_the_texts_stays() -> None:
    first, second, third = (
        post("content/posts/b.md"),
        post("content/posts/a.md", draft=True),
        post("content/posts/c.md"),
    )
    kept, waiting = visible([first, second, third], datetime(2026, 6, 1, tzinfo=UTC), LONDON)
    assert (kept, [one.path for one in waiting]) == ([first, third], ["content/posts/a.md"])
