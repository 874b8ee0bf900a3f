"""A gallery as readers use it: by keys, by mouse, by finger, with and without script, on a phone and in the dark."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from hyperlocal.builder import build
from tests.browser import ROOT, open_chromium, required_axe, violations
from tests.test_directory_in_a_browser import served
from tests.texts import jpeg

pytestmark = pytest.mark.browser

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)
NAMES = ("one", "two", "three", "four")
NOTES = "".join(f"{name}.jpg: Photo of {name}\n" for name in NAMES).replace(
    "of two\n", "of two\n caption: The <second> one\n people: adults-agreed\n"
)
SITE: dict[str, str | bytes] = {
    "site.yml": "format: 1\nid: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10\ntitle: Hartley Green\n",
    "content/posts/fair.md": "---\ndate: 2026-05-01\n---\nBefore.\n\n[gallery: fair]\n\nAfter.\n\n[gallery: one]\n",
    "content/photos/fair/photos.txt": NOTES,
    **{
        f"content/photos/fair/{name}.jpg": jpeg(1200, 900, colour)
        for name, colour in zip(NAMES, ("teal", "navy", "olive", "maroon"), strict=True)
    },
    "content/photos/one/five.jpg": jpeg(600, 900, "gray"),
    "content/photos/one/photos.txt": "five.jpg: decorative\n",
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("gallery")
    for path, data in SITE.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    build(folder, folder / "_site", NOW)
    with served(folder / "_site") as root:
        yield f"{root}/news/2026/fair/"


@contextmanager
def opened(
    browser: Browser, address: str, *, width: int = 1000, script: bool = True, dark: bool = False, touch: bool = False
) -> Iterator[Page]:
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": 700},
        java_script_enabled=script,
        color_scheme="dark" if dark else "light",
        has_touch=touch,
    )
    faults: list[str] = []
    try:
        page = context.new_page()
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.goto(address)
        yield page
        assert faults == []
    finally:
        context.close()


def small(page: Page, number: int) -> None:
    page.locator(".gallery").first.locator("a").nth(number).click()


def large(page: Page) -> str:
    """Which photo is shown large, by its file, once it is there."""
    image = page.locator(".viewer img")
    expect(image).to_be_visible()
    page.wait_for_function(
        "() => { const i = document.querySelector('.viewer img'); return i.complete && i.naturalWidth; }"
    )
    found: str = image.evaluate("image => image.currentSrc")
    return found.rpartition("/")[2].partition(".")[0]


def test_the_keys_go_from_photo_to_photo(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.locator(".gallery a").nth(1).focus()
        page.keyboard.press("Enter")
        assert large(page) == "two"
        for key, name in (
            ("ArrowRight", "three"),
            ("ArrowLeft", "two"),
            ("Home", "one"),
            ("End", "four"),
            ("ArrowRight", "one"),
            ("ArrowLeft", "four"),
        ):
            page.keyboard.press(key)
            expect(page.locator(".viewer img")).to_have_attribute("alt", f"Photo of {name}")
            assert large(page) == name
        page.keyboard.press("Alt+Home")
        assert large(page) == "four"


def test_focus_goes_in_stays_in_and_comes_back_to_the_photo_looked_at_last(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.locator(".gallery a").first.focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Next")).to_be_focused()
        for _ in range(8):
            page.keyboard.press("Tab")
            outside = page.evaluate(
                "document.activeElement !== document.body && !document.activeElement.closest('.viewer')"
            )
            assert outside is False
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Escape")
        expect(page.locator(".viewer")).to_be_hidden()
        expect(page.locator(".gallery a").nth(1)).to_be_focused()


def test_the_caption_and_the_count_are_said(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        small(page, 0)
        told = page.locator(".viewer [aria-live=polite]")
        expect(told.locator("figcaption")).to_have_text("Photo 1 of 4")
        page.get_by_role("button", name="Next").click()
        expect(told.locator("figcaption")).to_have_text("Photo 2 of 4The <second> one")
        expect(page.get_by_role("dialog", name="Photos")).to_be_visible()
        page.get_by_role("button", name="Previous").click()
        page.get_by_role("button", name="Previous").click()
        expect(told.locator("figcaption")).to_have_text("Photo 4 of 4")
        page.get_by_role("button", name="Close").click()
        expect(page.locator(".viewer")).to_be_hidden()


def test_a_gallery_of_one_has_nowhere_to_go_and_galleries_are_apart(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        page.locator(".gallery").nth(1).get_by_role("link", name="Photo 1 of 1").click()
        assert large(page) == "five"
        expect(page.locator(".viewer figcaption")).to_have_text("Photo 1 of 1")
        expect(page.get_by_role("button")).to_have_text(["Close"])
        expect(page.get_by_role("button", name="Close")).to_be_focused()


@pytest.mark.parametrize(("direction", "name"), [("ltr", "two"), ("rtl", "four")])
def test_arrows_go_the_way_the_page_is_read(browser: Browser, address: str, direction: str, name: str) -> None:
    with opened(browser, address) as page:
        page.evaluate(f"document.documentElement.dir = '{direction}'")
        small(page, 0)
        page.keyboard.press("ArrowRight")
        expect(page.locator(".viewer img")).to_have_attribute("alt", f"Photo of {name}")


def test_a_finger_that_goes_sideways_shows_the_next(browser: Browser, address: str) -> None:
    with opened(browser, address, width=360, touch=True) as page:
        small(page, 0)
        for way, name in ((-120, "two"), (-120, "three"), (120, "two"), (-10, "two")):
            page.locator(".viewer figure").evaluate(
                """(figure, way) => {
                  const at = (kind, x) => figure.dispatchEvent(new PointerEvent(kind, {
                    clientX: x, isPrimary: true, pointerType: "touch", bubbles: true}));
                  at("pointerdown", 180); at("pointerup", 180 + way);
                }""",
                way,
            )
            expect(page.locator(".viewer img")).to_have_attribute("alt", f"Photo of {name}")


def test_with_a_modifier_the_browser_does_as_it_always_does(browser: Browser, address: str) -> None:
    with opened(browser, address) as page, page.context.expect_page() as other:
        page.locator(".gallery a").first.click(modifiers=["ControlOrMeta"])
        assert other.value.url.endswith("/photos/fair/one.1200w.jpg")
        expect(page.locator(".viewer")).to_be_hidden()


def test_without_script_each_small_photo_leads_to_its_large_one(browser: Browser, address: str) -> None:
    with opened(browser, address, script=False) as page:
        expect(page.locator(".viewer")).to_have_count(0)
        page.get_by_role("link", name="Photo of two").click()
        page.wait_for_url("**/photos/fair/two.1200w.jpg")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, address: str, width: int, dark: bool) -> None:
    axe = required_axe()
    with opened(browser, address, width=width, dark=dark) as page:
        page.evaluate(axe)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small(page, 1)
        assert large(page) == "two"
        assert violations(page) == []
        boxes = page.locator(".viewer button, .viewer img").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(({x, y, width, height}) => [x, y, width, height])"
        )
        for x, y, wide, high in boxes:
            assert x >= 0 and y >= 0 and x + wide <= width and y + high <= 700, (x, y, wide, high)
            assert wide >= 44 and high >= 44, (wide, high)
        assert page.evaluate("document.querySelector('.viewer').scrollHeight <= innerHeight")


def test_the_small_size_is_loaded_for_the_grid_and_the_large_one_for_the_viewer(browser: Browser, address: str) -> None:
    with opened(browser, address, width=1280) as page:
        first = page.locator(".gallery img").first
        page.wait_for_function("() => document.querySelector('.gallery img').currentSrc")
        assert str(first.evaluate("image => image.currentSrc")).endswith("one.480w.webp")
        small(page, 0)
        assert large(page) == "one"
        assert str(page.locator(".viewer img").evaluate("image => image.currentSrc")).endswith("one.1200w.webp")


def test_the_grid_is_printed_and_the_viewer_is_not(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        small(page, 0)
        page.emulate_media(media="print")
        expect(page.locator(".viewer")).to_be_hidden()
        boxes = (
            page.locator(".gallery")
            .first.locator("li")
            .evaluate_all("all => all.map(one => one.getBoundingClientRect().top)")
        )
        assert len(set(boxes[:3])) == 1 and boxes[3] > boxes[0]


def test_the_viewer_is_light_and_first_party() -> None:
    text = (ROOT / "themes/commons/static/gallery.js").read_text(encoding="utf-8")
    assert len(text.encode()) <= 3 * 1024
    assert not any(word in text for word in ("http", "fetch(", "import", "localStorage", "cookie", "innerHTML"))
