"""Logos as readers see them: whole, on a ground on which they are seen, beside their words; photos are as they were."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from hyperlocal.builder import build
from tests.browser import open_chromium
from tests.conftest import MakeSite

pytestmark = pytest.mark.browser

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


def png(colour: tuple[int, ...], size: tuple[int, int] = (600, 200)) -> bytes:
    """A see-through picture with a bar across it, from edge to edge."""
    made = Image.new("RGBA", size)
    made.paste(colour, (0, size[1] // 4, size[0], size[1] * 3 // 4))
    target = io.BytesIO()
    made.save(target, "PNG")
    return target.getvalue()


def jpeg() -> bytes:
    target = io.BytesIO()
    Image.effect_noise((900, 300), 90).convert("RGB").save(target, "JPEG")
    return target.getvalue()


def profile(name: str, image: str) -> str:
    return f"---\nname: {name}\nimage: {image}\nimage_alt: Its sign\n---\nW"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_chromium() as opened:
        yield opened


@pytest.fixture
def made(site: MakeSite) -> Path:
    folder = site(
        {
            "content/organisations/black.md": profile("Black", "black.png"),
            "content/organisations/black.png": png((0, 0, 0, 255)),
            "content/organisations/white.md": profile("White", "white.png"),
            "content/organisations/white.png": png((255, 255, 255, 255)),
            "content/posts/2026-06-01-crest.md": "---\ntitle: Crest\nimage: crest.png\nimage_alt: A crest\n---\nC.",
            "content/posts/2026-05-31-fair.md": "---\ntitle: Fair\nimage: fair.jpg\nimage_alt: A fair\n---\nF.",
            "content/posts/crest.png": png((200, 0, 0, 255)),
            "content/posts/fair.jpg": jpeg(),
        }
    )
    build(folder, folder / "_site", NOW, portable=True)
    return folder / "_site"


def style(page: Page, source: str, name: str) -> str:
    found = page.eval_on_selector(f'img[src*="{source}"]', f"one => getComputedStyle(one).{name}")
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_logo_is_seen_on_light_and_on_dark_screens(browser: Browser, made: Path, scheme: str) -> None:
    page = browser.new_page(color_scheme=scheme)  # type: ignore[arg-type]
    for address in ("organisations/index.html", "organisations/white/index.html", "organisations/black/index.html"):
        page.goto((made / address).as_uri())
        if "black" not in address:
            assert style(page, "white", "backgroundColor") == "rgb(26, 26, 26)"
        if "white" not in address:
            assert style(page, "black", "backgroundColor") == "rgb(255, 255, 255)"
    page.close()


@pytest.mark.parametrize("width", [360, 1200])
def test_an_organisation_stands_beside_its_logo(browser: Browser, made: Path, width: int) -> None:
    """What the browser chooses among (<source>) takes no place in the grid."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((made / "organisations/index.html").as_uri())
    logo = page.locator(".organisation img").first.bounding_box()
    name = page.locator(".organisation h3").first.bounding_box()
    assert logo is not None and name is not None
    assert name["x"] >= logo["x"] + logo["width"] and abs(name["y"] - logo["y"]) < 40
    assert 2.0 < logo["width"] / logo["height"] < 3.1, "it is not squeezed"
    page.close()


def test_in_lists_of_posts_a_drawing_is_whole_and_a_photo_is_cut(browser: Browser, made: Path) -> None:
    page = browser.new_page()
    page.goto((made / "index.html").as_uri())
    assert style(page, "crest", "objectFit") == "contain"
    assert style(page, "fair", "objectFit") == "cover" and style(page, "fair", "borderRadius") == "0px"
    page.close()
