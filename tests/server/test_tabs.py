"""Open tabs follow each save, in a real browser, with the preview as a process of its own."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, TimeoutError

from tests.browser import open_chromium, required_axe, violations
from tests.conftest import SITE_YML, MakeSite
from tests.server.saves import SAVES

pytestmark = pytest.mark.browser

DEADLINE = 60.0
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"
BALL = "---\ntitle: Winter ball\ndate: 2025-12-30\n---\nWe dance.\n"
SHEET = "ours/static/style.css"
FILES: Mapping[str, str] = {
    "site.yml": f"{SITE_YML}theme: ours\n",
    "ours/theme.yml": "title: Ours\n",
    SHEET: "h1 { color: rgb(1, 2, 3) }",
    "content/posts/fair.md": FAIR,
    "content/posts/ball.md": BALL,
    "content/pages/about.md": "We are here.",
}

Scheme = Literal["light", "dark"]
_LOOKS: tuple[tuple[Scheme, int], ...] = (("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360))


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """`hyperlocal serve` until the block is left; gives its address. It must end cleanly."""
    command = [sys.executable, "-m", "hyperlocal", "serve", str(folder), "--port", str(port), "--now", "2026-11-22"]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    # What it says is not looked at here, and must not fill a pipe.
    with (folder.parent / "said.txt").open("w+", encoding="utf-8") as said:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=said, text=True, env=environment)
        assert process.stdout is not None
        out = process.stdout
        try:
            line = next(line for line in out if "http://" in line)
            reading = threading.Thread(target=out.read)
            reading.start()
            yield line[line.index("http://") :].strip()
            process.terminate()
            assert process.wait(DEADLINE) == 0
            reading.join()
        finally:
            process.kill()
            process.wait()
            out.close()
        said.seek(0)
        assert "Traceback" not in said.read()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    with chromium.new_context(viewport={"width": 1000, "height": 700}) as context:
        context.set_default_timeout(DEADLINE * 1000)
        yield context


def opened(context: BrowserContext, url: str) -> Page:
    """A tab that has heard how things are."""
    page = context.new_page()
    page.goto(url)
    heard(page)
    return page


def heard(page: Page) -> None:
    """Wait until somebody holds the stream, and every tab is of the newest state."""
    page.wait_for_function("async () => (await navigator.locks.query()).held.length === 1")


def tag(url: str) -> str:
    """What the preview says that the page of this address is known by now."""
    try:
        with urlopen(Request(url, method="HEAD"), timeout=DEADLINE) as response:
            return str(response.headers["ETag"])
    except HTTPError as fault:
        with fault:
            return str(fault.headers["ETag"])


def state(url: str) -> dict[str, Any]:
    with urlopen(f"{url}.hyperlocal/state", timeout=DEADLINE) as response:
        found: dict[str, Any] = json.loads(response.read())
        return found


def until(condition: Callable[[], bool]) -> None:
    """Ask again and again until it is so: each question goes to the browser or the preview, so this does not spin."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not come to be in time"


def marked(page: Page) -> None:
    """Leave a mark that the next load takes away."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    """Whether the page was not loaded again."""
    return bool(page.evaluate("window.stayed === true"))


_RIGHT = "wanted => `W/\"${document.querySelector('script[data-page]')?.dataset.page}\"` === wanted"
_TAKE = """() => {
  const stayed = window.stayed === true;
  window.stayed = true;
  return [document.querySelector("script[data-page]").dataset.page, stayed, document.querySelector("main").innerText];
}"""


def when_all_are_right(tabs: Sequence[tuple[str, Page]], url: str) -> list[tuple[str, bool, str]]:
    """Wait until each tab shows the page that the preview has for its place now. Gives the tag of each one's page,
    whether it has stayed since the last time, and its words."""
    end = time.monotonic() + DEADLINE
    loaded = [False] * len(tabs)
    while True:
        tags = {place: tag(url + place) for place in dict(tabs)}
        found = []
        for number, (place, page) in enumerate(tabs):
            # A time of its own, since a folder may be read again while one waits.
            with suppress(TimeoutError):
                page.wait_for_function(_RIGHT, arg=tags[place], timeout=5000, polling=20)
            shown, stayed_so_far, words = page.evaluate(_TAKE)
            loaded[number] = loaded[number] or not stayed_so_far
            found.append((f'W/"{shown}"', not loaded[number], str(words)))
        wanted = {place: tag(url + place) for place in tags}
        if [one[0] for one in found] == [wanted[place] for place, _ in tabs]:
            return found
        assert time.monotonic() < end, "not every tab came to be right in time"


_SHOWN = """selector => [...document.querySelectorAll("body > hyperlocal-preview")]
  .map(host => host.shadowRoot.querySelector(selector)).filter(one => one?.checkVisibility())
  .map(one => one.innerText).join()"""


def panel(page: Page) -> str:
    """The words of the panel that lies over the page; "" while it does not."""
    return _shown(page, "dialog[open]")


def pill(page: Page) -> str:
    """The words in the corner."""
    return _shown(page, ".pill")


def _shown(page: Page, selector: str) -> str:
    try:
        return str(page.evaluate(_SHOWN, selector))
    except Error as fault:
        assert "Execution context was destroyed" in fault.message
        return "(the page is being loaded)"


# --- What it must show: forty tabs, fifty saves ---


def test_after_each_of_fifty_saves_in_eleven_ways_forty_tabs_show_the_right_page(
    site: MakeSite, context: BrowserContext
) -> None:
    folder = site(FILES)
    places = {"news/2026/fair/": 6, "": 3, "news/": 3, "about/": 10, "news/2025/ball/": 18}
    with served(folder) as url:
        tabs = [(place, opened(context, url + place)) for place, count in places.items() for _ in range(count)]
        assert len(tabs) == 40
        ways = list(SAVES.items())
        before = when_all_are_right(tabs, url)
        for number in range(50):
            name, save = ways[number % len(ways)]
            words = f"Save {number}, {name}"
            save(folder, FAIR.replace("Tea and cake", words))
            until(lambda words=words: words in _text(f"{url}news/2026/fair/"))  # type: ignore[misc]
            after = when_all_are_right(tabs, url)
            for (place, _), (old, *_), (new, did_stay, text) in zip(tabs, before, after, strict=True):
                assert words in text or place != "news/2026/fair/"
                assert did_stay or new != old, f"{place} was loaded again for nothing"
            before = after
        version = state(url)["version"]
        assert version < 50 * 6, "it was read again and again"
        begun = time.monotonic()
        until(lambda: bool(state(url)) and time.monotonic() > begun + 3)
        assert state(url)["version"] <= version + 1


def _text(url: str) -> str:
    with urlopen(url, timeout=DEADLINE) as response:
        return str(response.read().decode("utf-8"))


def test_there_is_one_stream_however_many_tabs_and_when_its_tab_closes_another_takes_over(
    site: MakeSite, context: BrowserContext
) -> None:
    folder = site(FILES)
    streams: list[Page] = []
    context.on(
        "request", lambda request: streams.append(request.frame.page) if "hyperlocal/events" in request.url else None
    )
    with served(folder) as url:
        tabs = [opened(context, f"{url}about/") for _ in range(12)]
        assert len(streams) == 1
        for number in range(4):
            count, holder = len(streams), streams[-1]
            tabs.remove(holder)
            holder.close()
            until(lambda count=count: bool(tabs[0].title()) and len(streams) > count)  # type: ignore[misc]
            assert streams[-1] in tabs
            (folder / "content/pages/about.md").write_text(f"Words {number}.", encoding="utf-8")
            for page in tabs:
                page.get_by_text(f"Words {number}.").wait_for()


def test_the_tab_that_holds_the_stream_tells_the_others(site: MakeSite, context: BrowserContext) -> None:
    folder = site(FILES)
    with served(folder) as url:
        holder = opened(context, f"{url}about/")
        tabs = [opened(context, f"{url}news/2026/fair/") for _ in range(4)]
        marked(holder)
        for number in range(3):
            (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", f"{number} owls"), encoding="utf-8")
            for page in tabs:
                page.get_by_text(f"Tea and {number} owls.").wait_for()
        assert stayed(holder), "its own page is the same"


def test_a_change_that_came_while_nobody_held_the_stream_is_not_missed(site: MakeSite, context: BrowserContext) -> None:
    folder = site(FILES)
    with served(folder) as url:
        tabs = [opened(context, f"{url}about/") for _ in range(3)]
        for number in range(5):
            (folder / "content/pages/about.md").write_text(f"Words {number}.", encoding="utf-8")
            # All are loaded again at once, so the stream goes from one to the next; meanwhile the next save comes.
            (folder / "content/pages/about.md").write_text(f"More words {number}.", encoding="utf-8")
        for page in tabs:
            page.get_by_text("More words 4.").wait_for()


def test_when_the_preview_is_started_again_the_tabs_come_back(site: MakeSite, context: BrowserContext) -> None:
    folder = site(FILES)
    with served(folder) as url:
        tabs = [opened(context, f"{url}about/") for _ in range(3)]
        for page in tabs:
            marked(page)
    port = int(url.rstrip("/").rpartition(":")[2])
    (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "owls"), encoding="utf-8")
    with served(folder, port) as again:
        assert again == url
        for page in tabs:
            # Theirs are the same as before. But it may be a newer hyperlocal, with another script.
            page.wait_for_function("document.readyState === 'complete' && !window.stayed")
        (folder / "content/pages/about.md").write_text("Written in the morning.", encoding="utf-8")
        for page in tabs:
            page.get_by_text("Written in the morning.").wait_for()


def test_a_tab_that_is_hidden_waits_until_it_is_looked_at(site: MakeSite, context: BrowserContext) -> None:
    context.add_init_script(
        "Object.defineProperty(document, 'visibilityState', {get: () => window.away ? 'hidden' : 'visible'})"
    )
    folder = site(FILES)
    with served(folder) as url:
        hidden, seen = opened(context, f"{url}about/"), opened(context, f"{url}about/")
        hidden.evaluate("window.away = true; dispatchEvent(new Event('visibilitychange'))")
        marked(hidden)
        (folder / "content/pages/about.md").write_text("New words.", encoding="utf-8")
        seen.get_by_text("New words.").wait_for()
        assert stayed(hidden)
        hidden.evaluate("window.away = false; dispatchEvent(new Event('visibilitychange'))")
        hidden.get_by_text("New words.").wait_for()


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("piece.html", "<p>{}"),
        ("bare.html", "<!doctype html><title>x</title>{}"),
        ("open.html", "<html><!-- {} </body>"),
    ],
)
def test_pages_of_any_shape_follow(site: MakeSite, context: BrowserContext, name: str, broken: str) -> None:
    folder = site({**FILES, f"static/{name}": broken.format("One")})
    with served(folder) as url:
        page = opened(context, url + name)
        (folder / "static" / name).write_text(broken.format("Two!"), encoding="utf-8")
        page.wait_for_function("document.documentElement.outerHTML.includes('Two!')")


def test_a_page_that_is_not_there_yet_comes_by_itself(site: MakeSite, context: BrowserContext) -> None:
    folder = site(FILES)
    with served(folder) as url:
        page = opened(context, f"{url}news/2026/picnic/")
        assert "Page not found" in page.inner_text("main")
        (folder / "content/posts/picnic.md").write_text(FAIR.replace("Tea", "Jam"), encoding="utf-8")
        page.get_by_text("Jam and cake.").wait_for()
        (folder / "content/posts/picnic.md").unlink()
        page.get_by_text("Page not found").wait_for()


def test_a_site_that_could_never_be_read_says_why_until_it_can(site: MakeSite, context: BrowserContext) -> None:
    folder = site(FILES)
    with served(folder) as url:
        (folder / "site.yml").write_text("format: 99\n", encoding="utf-8")
        until(lambda: state(url)["problems"]["errors"] == 1)
        page = opened(context, f"{url}about/")
        until(lambda: "format" in panel(page))
        assert "We are here." in page.inner_text("main")
        (folder / "site.yml").write_text(FILES["site.yml"], encoding="utf-8")
        until(lambda: panel(page) == "")


# --- The style sheet ---


def test_new_rules_take_the_place_of_old_ones_without_a_load_or_a_flash(
    site: MakeSite, context: BrowserContext
) -> None:
    folder = site(FILES)
    with served(folder) as url:
        tabs = [opened(context, f"{url}about/"), opened(context, f"{url}news/2026/fair/")]
        for page in tabs:
            marked(page)
            # Were there a moment without rules, a frame would see it.
            page.evaluate("""() => {
                window.seen = new Set();
                const look = () => {
                  seen.add(getComputedStyle(document.querySelector("h1")).color);
                  requestAnimationFrame(look);
                };
                look();
              }""")
        for shade in range(4, 9):
            (folder / SHEET).write_text(f"h1 {{ color: rgb({shade}, 2, 3) }}", encoding="utf-8")
            for page in tabs:
                page.wait_for_function(f"getComputedStyle(document.querySelector('h1')).color === 'rgb({shade}, 2, 3)'")
        for page in tabs:
            assert stayed(page)
            page.wait_for_function("document.querySelectorAll('link[rel=stylesheet]').length === 1")
            assert set(page.evaluate("[...seen]")) <= {f"rgb({shade}, 2, 3)" for shade in (1, *range(4, 9))}
        # With words and rules both new, the page is loaded.
        (folder / SHEET).write_text("h1 { color: rgb(9, 2, 3) }", encoding="utf-8")
        (folder / "content/pages/about.md").write_text("New words.", encoding="utf-8")
        tabs[0].get_by_text("New words.").wait_for()
        tabs[0].wait_for_function("getComputedStyle(document.querySelector('h1')).color === 'rgb(9, 2, 3)'")


# --- The scroll place ---


@pytest.mark.parametrize("draft", ["", "draft: yes\n"], ids=["plain", "with a note"])
def test_the_scroll_place_is_kept_over_many_loads(site: MakeSite, context: BrowserContext, draft: str) -> None:
    long = "---\ntitle: Long\n" + draft + "---\n" + "\n\n".join(f"Paragraph {n} of words." for n in range(200))
    folder = site({**FILES, "content/pages/long.md": long})
    with served(folder) as url:
        page = opened(context, f"{url}long/")
        page.evaluate("scrollTo(0, 3000)")
        place = page.evaluate("scrollY")
        assert place == 3000
        top = page.get_by_text("Paragraph 60 of").bounding_box()
        assert top is not None
        for number in range(5):
            (folder / "content/pages/long.md").write_text(f"{long}\n\nThe end, {number}.", encoding="utf-8")
            page.get_by_text(f"The end, {number}.").wait_for()
            page.wait_for_function(f"scrollY === {place}")
        now = page.get_by_text("Paragraph 60 of").bounding_box()
        assert now is not None
        assert now["y"] == top["y"]


# --- What is to be mended ---


def test_what_is_wrong_lies_over_the_last_good_page_and_goes_when_it_is_mended(
    site: MakeSite, context: BrowserContext
) -> None:
    folder = site(FILES)
    with served(folder) as url:
        page, other = opened(context, f"{url}news/2026/fair/"), opened(context, f"{url}about/")
        marked(page)
        (folder / "content/posts/fair.md").write_text(FAIR.replace("2026-06-30", "31/11/2026"), encoding="utf-8")
        for one in (page, other):
            until(lambda one=one: "content/posts/fair.md, line 3" in panel(one))  # type: ignore[misc]
            assert "1 thing to mend" in panel(one)
            assert one.locator("hyperlocal-preview dialog code").first.inner_text().startswith("date: ")
        assert "Tea and cake." in page.inner_text("main"), "the last good page"
        assert stayed(page)
        page.reload()
        assert "Tea and cake." in page.inner_text("main"), "and for whoever comes now"
        marked(page)
        until(lambda: "content/posts/fair.md, line 3" in panel(page))
        (folder / "content/posts/fair.md").write_text(FAIR, encoding="utf-8")
        for one in (page, other):
            until(lambda one=one: panel(one) == "" and pill(one) == "")  # type: ignore[misc]
        assert stayed(page), "the page is the same as before"


def test_it_can_be_closed_with_the_keyboard_and_stays_closed_until_there_is_something_else(
    site: MakeSite, context: BrowserContext
) -> None:
    folder = site(FILES)
    with served(folder) as url:
        page = opened(context, f"{url}about/")
        (folder / "content/pages/about.md").write_text("[x](nowhere.md)", encoding="utf-8")
        until(lambda: "nowhere.md" in panel(page))
        page.keyboard.press("Escape")
        assert panel(page) == ""
        assert pill(page) == "1 to mend"
        page.reload()
        until(lambda: pill(page) == "1 to mend")
        page.goto(f"{url}news/")
        until(lambda: pill(page) == "1 to mend")
        assert panel(page) == ""
        page.get_by_role("button", name="1 to mend").focus()
        page.keyboard.press("Enter")
        until(lambda: "nowhere.md" in panel(page))
        page.keyboard.press("Enter")  # on “Close”, which has the focus
        assert panel(page) == ""
        (folder / "content/pages/about.md").write_text("[x](nobody.md)", encoding="utf-8")
        until(lambda: "nobody.md" in panel(page))
        (folder / "content/pages/about.md").write_text("All is well.", encoding="utf-8")
        until(lambda: panel(page) == "" and pill(page) == "")


def test_warnings_do_not_lie_over_the_page(site: MakeSite, context: BrowserContext) -> None:
    folder = site({**FILES, "content/pages/about.md": "[[Who are you?]]"})
    with served(folder) as url:
        page = opened(context, f"{url}about/")
        until(lambda: pill(page) == "1 to look at")
        assert panel(page) == ""
        page.get_by_role("button", name="1 to look at").click()
        until(lambda: "Who are you?" in panel(page))
        (folder / "content/pages/about.md").write_text("[[Who are you?]] [[And you?]]", encoding="utf-8")
        until(lambda: pill(page) == "2 to look at")


def test_a_fault_of_a_template_is_told_once_its_page_is_looked_at(site: MakeSite, context: BrowserContext) -> None:
    folder = site(FILES)
    with served(folder) as url:
        page = opened(context, f"{url}about/")
        (folder / "templates").mkdir()
        (folder / "templates/page.html").write_text("{{ page.nonsense }}", encoding="utf-8")
        until(lambda: "templates/page.html" in panel(page))
        assert "We are here." in page.inner_text("main")


# --- What is held back ---


def test_a_draft_says_so_on_its_page_and_wherever_it_is_listed(site: MakeSite, context: BrowserContext) -> None:
    hedge = FAIR.replace("title: Summer fair", "draft: yes\ntitle: The hedge")
    folder = site({**FILES, "content/posts/hedge.md": hedge})
    with served(folder) as url:
        page, news = opened(context, f"{url}news/2026/hedge/"), opened(context, f"{url}news/")
        strip = page.locator("hyperlocal-preview aside[aria-label=Preview]")
        assert strip.inner_text().split("\n") == ["Draft: not published", "content/posts/hedge.md"]
        link = news.get_by_role("link", name=re.compile("The hedge"))
        news.locator("main hyperlocal-preview").wait_for()
        assert link.locator("hyperlocal-preview span").inner_text() == "Draft"
        assert news.locator("main hyperlocal-preview").count() == 1
        page.emulate_media(media="print")
        assert not strip.is_visible()
        (folder / "content/posts/hedge.md").write_text(hedge.replace("draft: yes\n", ""), encoding="utf-8")
        until(lambda: strip.count() == 0)
        until(lambda: news.locator("main hyperlocal-preview").count() == 0)


# --- How it looks ---


def test_everything_that_lies_over_pages_is_accessible_and_none_of_it_is_printed(
    site: MakeSite, chromium: Browser
) -> None:
    hedge = FAIR.replace("title: Summer fair", "draft: yes\ntitle: The hedge").replace("cake", "[cake](nowhere.md)")
    files = {**FILES, SHEET: "", "content/posts/hedge.md": hedge, "content/pages/about.md": "[[Who are you?]]"}
    folder = site(files)
    found: list[str] = []
    with served(folder) as url, ExitStack() as stack:
        for scheme, width in _LOOKS:
            context = stack.enter_context(
                chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            )
            context.add_init_script(required_axe())
            page = opened(context, f"{url}news/2026/hedge/")
            until(lambda page=page: "nowhere.md" in panel(page))  # type: ignore[misc]
            found += [f"open, {scheme}, {width}: {fault}" for fault in violations(page)]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.emulate_media(media="print")
            assert not page.locator("hyperlocal-preview >> :is(dialog, .pill, aside, .room):visible").count()
            page.emulate_media(media="screen")
            page.keyboard.press("Escape")
            found += [f"closed, {scheme}, {width}: {fault}" for fault in violations(page)]
            page.goto(f"{url}news/")
            page.locator("main hyperlocal-preview").wait_for()
            found += [f"a list, {scheme}, {width}: {fault}" for fault in violations(page)]
    assert not found, "\n".join(found)


def test_the_page_that_stands_where_there_is_none_is_accessible(site: MakeSite, chromium: Browser) -> None:
    folder = site({**FILES, "ours/templates/page.html": "{{ page.nonsense }}"})
    found: list[str] = []
    with served(folder) as url, ExitStack() as stack:
        for scheme, width in _LOOKS:
            context = stack.enter_context(
                chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            )
            context.add_init_script(required_axe())
            page = opened(context, f"{url}about/")
            assert "ours/templates/page.html, line 1" in page.inner_text("main")
            found += [f"{scheme}, {width}: {fault}" for fault in violations(page)]
            assert not page.locator("hyperlocal-preview").count(), "it says it all itself"
        (folder / "ours/templates/page.html").unlink()
        page.get_by_text("We are here.").wait_for()
    assert not found, "\n".join(found)
