"""The directory as readers use it: a box to find somebody, which nobody needs; open now, on a page that was built."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, expect

from hyperlocal.builder import build
from tests.browser import open_chromium, required_axe, violations
from tests.conftest import MakeSite

pytestmark = pytest.mark.browser

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
PROFILES = {
    "content/organisations/crossway.md": "---\nname: The Crossway\ntown: Quillbury\nlanguages: Urdu, Polish\n"
    "hours: Monday to Friday 9am to 5pm\nservices:\n  Debt advice\n---\nW",
    "content/organisations/cafe.md": "---\nname: Café Fort\ntown: Hartley\naccess: step-free\n---\nW",
    "content/organisations/odd.md": "---\nname: <b>Odd</b> & Co\n---\nW",
    **{f"content/organisations/club-{i}.md": f"---\nname: Club {i}\n---\nW" for i in range(60)},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def made(site: MakeSite, *, portable: bool = False) -> Path:
    folder = site(PROFILES)
    build(folder, folder / "_site", NOW, portable=portable)
    return folder / "_site"


def found(page: Page) -> list[str]:
    return page.locator(".filter li a").all_text_contents()


def test_the_box_finds_by_name_place_service_and_language_and_fetches_only_when_used(
    site: MakeSite, browser: Browser
) -> None:
    with served(made(site)) as root:
        page = browser.new_page()
        asked: list[str] = []
        faults: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(f"{root}/organisations/")
        box = page.get_by_label("Find an organisation")
        expect(box).to_be_visible()
        assert not [url for url in asked if url.endswith("filter.js")]
        for typed, names in (
            ("debt", ["The Crossway"]), ("polish quill", ["The Crossway"]), ("CAFE", ["Café Fort"]),
            ("step-free", ["Café Fort"]), ("odd", ["<b>Odd</b> & Co"]),
        ):  # fmt: skip
            box.fill(typed)
            expect(page.locator(".filter [role=status]")).to_have_text("1 organisation.")
            assert found(page) == names
            expect(page.locator(".filtered")).to_be_hidden()
        assert len([url for url in asked if url.endswith("filter.js")]) == 1
        assert all(url.startswith(root) for url in asked)
        box.fill("club")
        expect(page.locator(".filter [role=status]")).to_contain_text("60 organisations. The first 50 are shown")
        page.evaluate(required_axe())
        assert violations(page) == []
        box.press("Escape")
        expect(page.locator(".filtered")).to_be_visible()
        box.fill("crossway")
        page.locator(".filter li a").click()
        expect(page).to_have_url(f"{root}/organisations/crossway/")
        assert faults == []
        page.close()


def test_it_works_from_a_usb_stick(site: MakeSite, browser: Browser) -> None:
    output = made(site, portable=True)
    page = browser.new_page()
    page.goto((output / "organisations/a-z/index.html").as_uri())
    page.get_by_label("Find an organisation").fill("debt")
    page.locator(".filter li a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The Crossway")
    page.close()


def test_without_script_there_is_no_box_and_everybody_is_listed(site: MakeSite, browser: Browser) -> None:
    output = made(site)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((output / "organisations/index.html").as_uri())
    expect(page.locator(".filter")).to_be_hidden()
    assert page.locator(".filtered a[href$='crossway/']").count() == 1
    page.goto((output / "organisations/crossway/index.html").as_uri())
    expect(page.locator(".open-now")).to_be_hidden()
    expect(page.get_by_role("table")).to_contain_text("9am to 5pm")
    context.close()


def test_a_list_that_cannot_be_fetched_leaves_the_lists(site: MakeSite, browser: Browser) -> None:
    output = made(site)
    (output / "organisations/filter.js").unlink()
    page = browser.new_page()
    page.goto((output / "organisations/index.html").as_uri())
    page.get_by_label("Find an organisation").fill("debt")
    expect(page.locator(".filter [role=status]")).to_contain_text("could not be read")
    expect(page.locator(".filtered")).to_be_visible()
    page.close()


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-24T08:59:00+00:00", "Closed. Opens today at 9am"),
        ("2026-11-24T10:00:00+00:00", "Open now, until 5pm"),
        ("2026-10-25T14:30:00+00:00", "Closed. Opens tomorrow at 9am"),
    ],
)
def test_a_built_page_says_what_is_open_now(site: MakeSite, browser: Browser, moment: str, words: str) -> None:
    page = browser.new_page(timezone_id="America/New_York")
    page.clock.set_fixed_time(dt.datetime.fromisoformat(moment))
    page.goto((made(site) / "organisations/crossway/index.html").as_uri())
    expect(page.locator(".open-now")).to_have_text(words)
    page.close()
