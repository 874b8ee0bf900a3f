"""What readers may see now. Days are days in the site's time zone, whatever the clock does there."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.content.source import Written
from hyperlocal.dates import parse_moment
from hyperlocal.site.visible import Held, Why, begun, holds_between, visible
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


# For how long what is shown stays as it is: so long a build need not be made again

ODD_DAYS = {
    "Europe/London": "2026-03-29",
    "America/Havana": "2026-03-08",  # where midnight is skipped
    "Africa/Cairo": "2026-10-29",  # where the hour before midnight comes twice
    "Pacific/Apia": "2011-12-30",  # a day that never was
    "Pacific/Kiritimati": "2026-01-01",
    "Antarctica/Troll": "2026-10-25",  # two hours
}


def span(texts: list[Written], now: str, zone: ZoneInfo = LONDON) -> tuple[str, str]:
    """As ISO times of that zone."""
    found = holds_between(texts, datetime.fromisoformat(now), zone)
    begin, end = (datetime.fromtimestamp(one, zone).isoformat(timespec="minutes") for one in found)
    return begin, end


def test_without_texts_it_is_the_day() -> None:
    assert span([], "2026-06-15T12:00Z") == ("2026-06-15T00:00+01:00", "2026-06-16T00:00+01:00")
    assert span([], "2026-06-14T23:00Z")[0] == "2026-06-15T00:00+01:00", "its first minute is one of it"
    assert span([], "2026-03-29T12:00Z") == ("2026-03-29T00:00+00:00", "2026-03-30T00:00+01:00")


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        (post(date="2026-06-15 18:00"), "00:00", "18:00"),
        (post(date="2026-06-15 11:00"), "11:00", "00:00"),
        (post(date="2026-06-15 18:00", publish="2026-06-15 15:00"), "00:00", "15:00"),
        (page(publish="2026-06-15 15:00", expires="2026-06-15 16:00"), "00:00", "15:00"),
        (page(publish="2026-06-15 10:00", expires="2026-06-15 16:00"), "10:00", "16:00"),
        (page(expires="2026-06-15"), "00:00", "00:00"),
        (page(expires="2026-06-15 13:00"), "13:00", "00:00"),
        (post(date="2020-01-01"), "00:00", "00:00"),
    ],
)
def test_it_ends_when_a_text_comes_out_or_goes(text: Written, begin: str, end: str) -> None:
    """At noon in UTC: 13:00 in London."""
    found = span([text], "2026-06-15T12:00Z")
    assert tuple(one[11:16] for one in found) == (begin, end)


@pytest.mark.parametrize("zone", [*ODD_DAYS, "UTC", "America/Los_Angeles", "Asia/Tokyo"])
@pytest.mark.parametrize("day", ["9999-12-31", "9999-12-30", "1900-01-01", "1583-01-01"])
@pytest.mark.parametrize("expires", ["9999-12-31", "9999-12-31 23:59"])
def test_the_ends_of_time_have_a_span_too(zone: str, day: str, expires: str) -> None:
    now = parse_moment(day).at(ZoneInfo(zone))
    begin, end = holds_between([post(date=day), page(expires=expires)], now, ZoneInfo(zone))
    assert begin <= now.timestamp() < end


@settings(max_examples=60, deadline=None)
@given(data=st.data(), name=st.sampled_from(sorted(ODD_DAYS)), around=st.integers(-2_880, 2_880))
def test_within_the_span_the_same_texts_are_shown_and_it_is_the_same_day(
    data: st.DataObject, name: str, around: int
) -> None:
    zone, odd = ZoneInfo(name), date.fromisoformat(ODD_DAYS[name])

    def moment() -> str:
        day = odd + timedelta(days=data.draw(st.integers(-2, 2)))
        minute = data.draw(st.one_of(st.none(), st.integers(0, 1439)))
        return f"{day}" if minute is None else f"{day} {minute // 60:02}:{minute % 60:02}"

    texts: list[Written] = [
        *(post(date=moment()) for _ in range(2)),
        *(page(publish=moment(), expires=moment()) for _ in range(2)),
        post(date="2000-01-01", publish=moment(), expires=moment(), draft=data.draw(st.booleans())),
    ]
    now = datetime.combine(odd, time(), UTC) + timedelta(minutes=around)
    begin, end = holds_between(texts, now, zone)
    assert begin <= now.timestamp() < end

    def state(at: float) -> object:
        then = datetime.fromtimestamp(at, UTC)
        return visible(texts, then, zone), then.astimezone(zone).date()

    within = data.draw(st.lists(st.floats(0, 0.999_999), max_size=3))
    for at in (begin, end - 0.001, *(begin + part * (end - begin) for part in within)):
        assert state(at) == state(now.timestamp())
