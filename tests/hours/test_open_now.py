"""“Open now” in a real browser: six moments, the minute after, and the same answers as Python at any moment."""

from __future__ import annotations

import datetime as dt
import html
import json
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect

from hyperlocal.hours import bank_holidays, machine, open_at, read_hours, say_now
from tests.browser import open_chromium
from tests.hours.typed import hours, weeks

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).parents[2] / "themes" / "commons" / "static" / "open-now.js"
OFFICE = "Mon, Tues, Thurs & Fri 9-5\nclosed Wednesdays\nSun 11am-3pm\nclosed bank holidays\nclosed Christmas Day"
LONDON = "Europe/London"
HOLIDAYS = bank_holidays("England", 2026, 2028)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


def page_file(folder: Path, typed: str, more: str = "") -> str:
    """A page with a table, as a site would have it."""
    told = html.escape(json.dumps(machine(read_hours(typed), HOLIDAYS, LONDON)))
    (folder / "open-now.js").write_bytes(SCRIPT.read_bytes())
    page = folder / "page.html"
    page.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Hours</title>'
        f'<p id="now" data-hours="{told}" hidden></p>{more}'
        "<table><tr><th>Monday<td>9am to 5pm</table><script defer src=open-now.js></script>",
        encoding="utf-8",
    )
    return page.as_uri()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        pytest.param("2026-11-24T08:59:30+00:00", "Closed. Opens today at 9am", id="before opening"),
        pytest.param("2026-11-24T10:00:00+00:00", "Open now, until 5pm", id="open"),
        pytest.param("2026-10-25T14:30:00+00:00", "Open now, until 3pm", id="last Sunday of October"),
        pytest.param("2026-10-25T15:00:00+00:00", "Closed. Opens tomorrow at 9am", id="last Sunday of October, later"),
        pytest.param("2026-12-25T10:00:00+00:00", "Closed. Opens Sunday at 11am", id="Christmas Day"),
        pytest.param("2026-08-31T10:00:00+00:00", "Closed. Opens tomorrow at 9am", id="a bank holiday Monday"),
        pytest.param("2026-11-25T10:00:00+00:00", "Closed. Opens tomorrow at 9am", id="a closed weekday"),
        pytest.param("2026-07-14T15:59:00+00:00", "Open now, until 5pm", id="summer time"),
    ],
)
@pytest.mark.parametrize("reader", [LONDON, "America/New_York", "Pacific/Auckland"])
def test_open_now_is_right_wherever_the_reader_is(
    browser: Browser, tmp_path: Path, moment: str, words: str, reader: str
) -> None:
    context = browser.new_context(timezone_id=reader, locale="de-DE")
    page = context.new_page()
    page.clock.set_fixed_time(dt.datetime.fromisoformat(moment))
    page.goto(page_file(tmp_path, OFFICE))
    expect(page.locator("#now")).to_have_text(words)
    expect(page.locator("#now")).to_be_visible()
    context.close()


def test_it_changes_when_the_minute_comes(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.clock.install(time=dt.datetime(2026, 11, 24, 16, 58, 50, tzinfo=dt.UTC))
    page.goto(page_file(tmp_path, OFFICE))
    expect(page.locator("#now")).to_have_text("Open now, until 5pm")
    page.clock.run_for(120_000)
    expect(page.locator("#now")).to_have_text("Closed. Opens Thursday at 9am")
    page.close()


def test_what_cannot_be_known_stays_hidden(browser: Browser, tmp_path: Path) -> None:
    faults: list[str] = []
    page = browser.new_page()
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.clock.set_fixed_time(dt.datetime(2026, 11, 24, 10, tzinfo=dt.UTC))
    more = "".join(
        f'<p class="bad" data-hours="{one}" hidden>' for one in ("", "null", "{}", "[1]", "{&quot;z&quot;:1}")
    )
    page.goto(page_file(tmp_path, "Tues 9-3, term time only", f"{more}<p id=last data-hours='{_json(OFFICE)}' hidden>"))
    expect(page.locator("#last")).to_have_text("Open now, until 5pm")
    expect(page.locator("#now")).to_be_hidden()
    assert page.locator(".bad:visible").count() == 0
    assert faults == []
    assert page.evaluate("() => [document.cookie, localStorage.length, sessionStorage.length]") == ["", 0, 0]
    page.close()


def _json(typed: str) -> str:
    return json.dumps(machine(read_hours(typed), HOLIDAYS, LONDON))


def test_without_scripts_the_table_stands(browser: Browser, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(page_file(tmp_path, OFFICE))
    expect(page.locator("table")).to_be_visible()
    expect(page.locator("#now")).to_be_hidden()
    context.close()


@pytest.fixture(scope="module")
def asked(browser: Browser) -> Page:
    page = browser.new_page()
    page.set_content("<p>")
    page.add_script_tag(path=SCRIPT)
    return page


_ASK = "([hours, moments]) => moments.map(one => openNow(hours, new Date(one)))"
_YEARS = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(hours(terms=True, fortnights=True), weeks(night=True).map("\n".join)),
    st.sampled_from(["", "\nother times by appointment", "\nring first", "\nopen bank holidays as usual"]),
    st.sampled_from([LONDON, "America/New_York"]),
    st.lists(st.integers(0, 3 * 365 * 96), min_size=40, max_size=40),
)
def test_the_browser_and_python_agree(asked: Page, typed: str, more: str, zone: str, quarters: list[int]) -> None:
    """At moments of three years, every change of clocks and Christmas among them."""
    read = read_hours(typed + more)
    told = machine(read, HOLIDAYS, zone)
    if not told:
        return
    turns = [dt.datetime(2026, 3, 29), dt.datetime(2026, 10, 25), dt.datetime(2026, 12, 24), dt.datetime(2027, 12, 31)]  # noqa: DTZ001
    moments = [_YEARS + dt.timedelta(minutes=15 * one) for one in quarters]
    moments += [turn.replace(tzinfo=dt.UTC) + dt.timedelta(minutes=30 * n) for turn in turns for n in range(0, 96, 5)]
    answers = asked.evaluate(_ASK, [told, [int(one.timestamp() * 1000) for one in moments]])
    for moment, answer in zip(moments, answers, strict=True):
        there = moment.astimezone(ZoneInfo(zone))
        assert say_now(open_at(read, there, HOLIDAYS), there) == answer, there


def test_the_script_is_small_and_asks_for_nothing() -> None:
    script = SCRIPT.read_text(encoding="utf-8")
    assert len(script.encode()) < 5_500
    for word in ("fetch", "import", "XMLHttp", "localStorage", "cookie", "http", "innerHTML", "eval("):
        assert word not in script
