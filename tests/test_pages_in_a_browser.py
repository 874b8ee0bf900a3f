"""Every kind of page of every kit in a real browser. The numbers are those of the project's requirements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from hyperlocal.output import PageFile
from tests.browser import open_chromium, required_axe, violations
from tests.whole_sites import BELOW, NAMES, Whole, serve

pytest_plugins = ("tests.built_sites",)
pytestmark = pytest.mark.browser

each_site = pytest.mark.parametrize("name", NAMES)

Scheme = Literal["light", "dark"]
_LOOKS: tuple[tuple[Scheme, int], ...] = (("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360))

_STORED = """async () => ({
  cookie: document.cookie,
  local: Object.keys(localStorage).join(),
  session: Object.keys(sessionStorage).join(),
  databases: (await indexedDB.databases()).map(one => one.name).join(),
  caches: (await caches.keys()).join(),
  workers: (await navigator.serviceWorker.getRegistrations()).map(one => one.scope).join(),
})"""

_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth, found = [];
  const scrolls = element => element && (/auto|scroll/.test(getComputedStyle(element).overflowX)
    || scrolls(element.parentElement));
  if (document.documentElement.scrollWidth > wide)
    found.push(`the page is ${document.documentElement.scrollWidth} px wide on a screen of ${wide} px`);
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width && (box.right > wide + 1 || box.left < -1) && !scrolls(element.parentElement))
      found.push(`${Math.round(box.left)} to ${Math.round(box.right)} px: ${element.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""

_NOT_FOR_PAPER = """() => {
  const found = [], plain = ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"];
  for (const element of document.querySelectorAll("body, body *")) {
    if (!element.checkVisibility() || !element.getClientRects().length) continue;
    const words = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const here = element.outerHTML.slice(0, 100);
    if (element.closest("nav, .skip")) found.push(`a menu: ${here}`);
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      if (part && (style.content === "none" || style.display === "none")) continue;
      if ((part || words) && style.color !== "rgb(0, 0, 0)") found.push(`${style.color} words: ${here}`);
      if (!plain.includes(style.backgroundColor)) found.push(`${style.backgroundColor} paper: ${here}`);
      if (style.backgroundImage !== "none") found.push(`a picture behind: ${here}`);
    }
  }
  return found;
}"""

_STOPS = "a[href], summary, button, input, select, textarea, [controls], [tabindex='0']"

_FOCUSED = """stops => {
  const luminance = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(c => c / 255)
    .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const contrast = (a, b) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const behind = element => {
    const colour = element ? getComputedStyle(element).backgroundColor : "rgb(255, 255, 255)";
    return colour === "rgba(0, 0, 0, 0)" ? behind(element.parentElement) : colour;
  };
  const element = document.activeElement;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const all = [...document.querySelectorAll(stops)].filter(one => one.checkVisibility());
  return {
    place: all.indexOf(element),
    of: all.length,
    here: element.outerHTML.slice(0, 120),
    in_view: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    contrast: contrast(luminance(style.outlineColor), luminance(behind(element.parentElement))),
    in_content: Boolean(element.closest("main")),
  };
}"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def shown(whole_sites: Mapping[str, Whole], chromium: Browser) -> Iterator[Mapping[str, str]]:
    """Every site at the root of a server of its own: its address, without the last slash."""
    with ExitStack() as stack:
        yield {name: stack.enter_context(serve(one.plain)).rstrip("/") for name, one in whole_sites.items()}


@contextmanager
def fresh_page(browser: Browser, width: int = 1280, height: int = 900, scale: float = 1) -> Iterator[Page]:
    """A page that no other page was in before: no cookies, no memory."""
    with browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale) as context:
        yield context.new_page()


def telling(whole: Whole) -> list[PageFile]:
    """The pages to try what hangs on templates, not on words: of one site all kinds, of the others the front page."""
    return [
        page
        for page in whole.kinds()
        if page.template == "home.html" or (whole.name == "everything" and page.template != "redirect.html")
    ]


@each_site
def test_requirement_54_axe_finds_no_fault_on_any_kind_of_page(
    name: str, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    """Light and dark, wide and narrow, all four together."""
    found = []
    with fresh_page(chromium) as page:
        page.add_init_script(required_axe())
        for one in whole_sites[name].kinds():
            if one.template == "redirect.html":
                # Its one purpose is to go away at once: the refresh is held back so that it can be looked at.
                html = (whole_sites[name].plain / one.path).read_text(encoding="utf-8")
                page.goto("about:blank")
                page.set_content(re.sub(r"<meta http-equiv=.refresh.[^>]*>", "", html))
            else:
                page.goto(shown[name] + one.address)
            for scheme, width in _LOOKS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                found += [f"{one.address}, {scheme}, {width} px: {fault}" for fault in violations(page)]
    assert not found, "\n".join(found)


def test_axe_would_find_faults(chromium: Browser) -> None:
    """Words too pale to read where axe gives up by itself, a picture without words, a target too small to hit."""
    with fresh_page(chromium) as page:
        page.add_init_script(required_axe())
        page.goto("about:blank")
        page.set_content(
            "<style>p::before{content:'';position:absolute;inset:0;background:#fff} a{display:inline-block}</style>"
            "<p><span style='color:#ccc'>Pale</span></p><img src='data:,'>"
            "<a style='font-size:6px' href='#a'>a</a><a style='font-size:6px' href='#b'>b</a>"
        )
        found = "\n".join(violations(page))
    assert all(f"{rule} is wrong: " in found for rule in ("color-contrast", "image-alt", "target-size")), found


@each_site
def test_requirement_57_no_page_asks_anyone_else_for_anything_or_remembers_anything(
    name: str, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    asked: list[str] = []
    # Tall enough for pictures that wait until they are near the window.
    with fresh_page(chromium, height=12_000) as page:
        page.context.on("request", lambda request: asked.append(f"{request.url} for {page.url}"))
        for one in whole_sites[name].pages:
            page.goto(shown[name] + one.address.removesuffix("index.html"))
            if one.template == "redirect.html":
                page.wait_for_url(re.compile(r"/(news|about)/"))
        # All pages share one origin and one tab, so what any of them keeps is still there after the last.
        stored: dict[str, str] = page.evaluate(_STORED)
        cookies = page.context.cookies()
    assert len(asked) > len(whole_sites[name].pages), "the pages and at least their style sheet are asked for"
    assert not [one for one in asked if not one.startswith(shown[name] + "/")]
    assert not cookies
    assert not any(stored.values()), stored


@each_site
def test_requirement_56_a_page_says_the_same_without_javascript(
    name: str, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    said: dict[bool, list[str]] = {True: [], False: []}
    for scripts, words in said.items():
        with chromium.new_context(java_script_enabled=scripts) as context:
            page = context.new_page()
            for one in telling(whole_sites[name]):
                page.goto(shown[name] + one.address)
                told = page.locator("body").inner_text()
                for more in page.locator(".open-now, .filter").all():  # what is there for those who have scripts
                    told = told.replace(more.inner_text(), "", 1)
                words.append(" ".join(told.split()))
    assert all(len(words) > 100 for words in said[False])
    assert said[True] == said[False]


@each_site
def test_no_page_is_wider_than_a_small_screen(
    name: str, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    """WCAG 1.4.10: 320 px, and nothing to scroll to at the side."""
    pages = [page for page in whole_sites[name].kinds() if page.template != "redirect.html"]
    with fresh_page(chromium, width=320, height=640) as page:
        found = [fault for one in pages for fault in too_wide(page, shown[name] + one.address)]
    assert not found, "\n".join(found)


@each_site
def test_no_page_is_wider_than_a_large_screen_at_400_percent(
    name: str, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    """WCAG 1.4.10: 1280 by 1024 px at 400 % zoom are 320 by 256, each four screen pixels wide."""
    with fresh_page(chromium, width=320, height=256, scale=4) as page:
        found = [fault for one in telling(whole_sites[name]) for fault in too_wide(page, shown[name] + one.address)]
    assert not found, "\n".join(found)


def too_wide(page: Page, address: str) -> list[str]:
    """What sticks out at the sides of a page."""
    page.goto(address)
    faults: list[str] = page.evaluate(_TOO_WIDE)
    return [f"{address}: {fault}" for fault in faults]


@each_site
def test_on_paper_there_are_no_menus_and_the_words_are_black_on_white(
    name: str, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    """Also when the reader's screen is dark."""
    found = []
    with fresh_page(chromium) as page:
        page.emulate_media(media="print", color_scheme="dark")
        for one in telling(whole_sites[name]):
            page.goto(shown[name] + one.address)
            assert page.locator("main").inner_text().strip(), "the content itself is printed"
            faults: list[str] = page.evaluate(_NOT_FOR_PAPER)
            found += [f"{one.address}: {fault}" for fault in faults]
    assert not found, "\n".join(found)


@each_site
def test_the_first_tab_leads_past_the_menu(
    name: str, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    """WCAG 2.4.1: the skip link comes first, is seen, and moves on to the content."""
    with fresh_page(chromium) as page:
        for one in telling(whole_sites[name]):
            page.goto(shown[name] + one.address)
            page.keyboard.press("Tab")
            skip = page.locator(".skip:focus")
            assert skip.count() == 1, f"{one.address}: something else comes before the skip link"
            box = skip.bounding_box()
            assert box is not None and box["x"] >= 0 and box["y"] >= 0, f"{one.address}: the skip link is not seen"
            page.keyboard.press("Enter")
            assert page.evaluate("document.querySelector('main:target') !== null"), one.address
            if page.locator("main").locator(_STOPS).count():
                page.keyboard.press("Tab")
                assert page.evaluate(_FOCUSED, _STOPS)["in_content"], f"{one.address}: back in the menu"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@each_site
def test_everything_can_be_reached_with_the_keyboard_and_shows_where_it_is(
    name: str, scheme: Scheme, whole_sites: Mapping[str, Whole], shown: Mapping[str, str], chromium: Browser
) -> None:
    """WCAG 2.1.1, 2.4.3, 2.4.7 and 1.4.11: each stop in the order of the page, with a ring of 2 px that stands out."""
    wanted = {"home.html", "post.html", "organisation.html", "directory.html", "page.html"}
    longest = {page.template: page for page in telling(whole_sites[name]) if page.template in wanted}
    with fresh_page(chromium) as page:
        page.emulate_media(color_scheme=scheme)
        for one in longest.values():
            page.goto(shown[name] + one.address)
            order: list[int] = []
            count = 1
            while len(set(order)) < count:
                page.keyboard.press("Tab")
                stop = page.evaluate(_FOCUSED, _STOPS)
                order.append(stop["place"])
                count = stop["of"]
                assert len(order) < count + 30, f"{one.address}: stuck at {stop['here']}"
                assert stop["in_view"], f"{one.address}: out of sight: {stop['here']}"
                assert stop["width"] >= 2, f"{one.address}: no ring: {stop['here']}"
                assert stop["contrast"] >= 3, f"{one.address}: a pale ring ({stop['contrast']:.1f}): {stop['here']}"
            assert list(dict.fromkeys(order)) == list(range(count)), f"{one.address}: out of order"


def test_requirement_53_a_missing_page_deep_below_is_shown_whole(
    whole_sites: Mapping[str, Whole], chromium: Browser
) -> None:
    """404.html is shown at any depth below the site's own path: its style is there and its links lead home."""
    with serve(whole_sites["demo"].based, BELOW) as home, fresh_page(chromium) as page:
        failed: list[str] = []
        page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
        missing = f"{home}news/1999/there/is/no/such/page/"
        page.goto(missing)
        assert failed == [missing]
        assert page.locator(".masthead").evaluate("one => getComputedStyle(one).borderTopWidth") == "8px"
        page.locator("main a").first.click()
        assert page.url == home


def test_requirement_53_a_portable_site_works_from_a_folder(
    whole_sites: Mapping[str, Whole], chromium: Browser
) -> None:
    """Every place in the menu, by clicking, with its style and its pictures."""
    with fresh_page(chromium, height=12_000) as page:
        failed: list[str] = []
        page.on("requestfailed", lambda request: failed.append(request.url))
        page.goto((whole_sites["demo"].portable / "index.html").as_uri())
        labels = page.locator("nav.menu a").all_inner_texts()
        assert len(labels) > 3
        for label in labels:
            page.locator("nav.menu a", has_text=re.compile(f"^{re.escape(label)}$")).click()
            page.wait_for_load_state()
            assert page.locator("nav.menu [aria-current]").inner_text() == label
            assert page.locator(".masthead").evaluate("one => getComputedStyle(one).borderTopWidth") == "8px"
            assert page.evaluate("[...document.images].every(one => one.complete && one.naturalWidth)")
        assert not failed
