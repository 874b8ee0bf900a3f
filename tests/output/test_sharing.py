"""Which cards and icons a site has, where they stand, and how pages name them."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.builder import Prepared, build, prepare
from hyperlocal.output import SketchFile
from hyperlocal.output.icons import Icon
from hyperlocal.output.sharecard import Card
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
SETTINGS = "title: Hartley Green\nbase_url: https://hartley.example/town/\nid: 3b1f2c9a-7d64-4c2e-9a51-0f6c8d2e7b10\n"
POSTS = {
    "site.yml": SETTINGS,
    "content/posts/2026-06-06-fair.md": "---\ntitle: Summer fair\n---\nCome.",
    "content/posts/2026-06-05-walk.md": "---\ntitle: A walk\nimage: hill.jpg\nimage_alt: A hill\n---\nUp.",
    "content/posts/2026-06-04-news.md": "---\ntitle: Новости\nimage: hill.jpg\nimage_alt: A hill\n---\nNews.",
}


def picture(mode: str = "RGB", form: str = "JPEG", colour: object = "#336699") -> bytes:
    target = io.BytesIO()
    Image.new(mode, (640, 480), colour).save(target, form)  # type: ignore[arg-type]
    return target.getvalue()


PHOTO: dict[str, str | bytes] = {"content/photos/hill.jpg": picture()}
LOGO: dict[str, str | bytes] = {"content/photos/crest.png": picture("RGBA", "PNG", (200, 0, 0, 255))}


def sketches(prepared: Prepared) -> dict[str, SketchFile]:
    return {one.path: one for one in prepared.plan.outputs if isinstance(one, SketchFile)}


def page(prepared: Prepared, path: str) -> str:
    found = next(one for one in prepared.plan.outputs if one.path == path)
    return prepared.renderer().render(found).decode()


def named(html: str, name: str) -> list[str]:
    return re.findall(rf'<meta property="{name}" content="([^"]*)">', html)


def test_each_post_has_a_card_where_its_page_says(site: MakeSite) -> None:
    prepared = prepare(site({**POSTS, **PHOTO}), NOW)
    found = sketches(prepared)
    assert {path for path in found if path.startswith("cards/")} == {
        "cards/news/2026/fair.png",
        "cards/news/2026/walk.jpg",
        "cards/news/2026/news.jpg",
    }
    card = found["cards/news/2026/fair.png"].sketch.what
    assert isinstance(card, Card)
    assert (card.title, card.site, card.day) == ("Summer fair", "Hartley Green", "Saturday 6 June 2026")
    html = page(prepared, "news/2026/fair/index.html")
    assert named(html, "og:image") == ["https://hartley.example/town/cards/news/2026/fair.png"]
    assert named(html, "og:image:width") + named(html, "og:image:height") == ["1200", "630"]
    assert named(html, "og:image:alt") == ["Summer fair – Hartley Green"]
    assert named(html, "twitter:card") == ["summary_large_image"]


def test_a_title_that_cannot_be_written_leaves_a_card_with_the_photo(site: MakeSite) -> None:
    html = page(prepare(site({**POSTS, **PHOTO}), NOW), "news/2026/news/index.html")
    assert named(html, "og:image") == ["https://hartley.example/town/cards/news/2026/news.jpg"]


def test_without_cards_the_photo_is_shared(site: MakeSite) -> None:
    files = {**POSTS, **PHOTO, "site.yml": f"{SETTINGS}share_cards: no\n"}
    html = page(prepare(site(files), NOW), "news/2026/news/index.html")
    assert named(html, "og:image") == ["https://hartley.example/town/photos/hill.640w.jpg"]
    assert named(html, "og:image:width") == ["640"] and named(html, "og:image:alt") == ["A hill"]


@pytest.mark.parametrize("settings", ["title: Hartley Green\n", f"{SETTINGS}share_cards: no\n"])
def test_without_an_address_or_where_they_are_not_wanted_there_are_none(site: MakeSite, settings: str) -> None:
    prepared = prepare(site({**POSTS, **PHOTO, "site.yml": settings}), NOW)
    assert [path for path in sketches(prepared) if path.startswith("cards/")] == []
    assert "cards/" not in page(prepared, "news/2026/fair/index.html")


def test_the_owners_own_card_is_taken_instead(site: MakeSite) -> None:
    prepared = prepare(site({**POSTS, **PHOTO, "static/cards/news/2026/fair.png": picture(form="PNG")}), NOW)
    assert "cards/news/2026/fair.png" not in sketches(prepared)
    assert "cards/news/2026/fair.png" in {one.path for one in prepared.plan.outputs}
    assert "same-address" not in {one.rule for one in prepared.problems}


def icon_links(html: str) -> list[str]:
    return re.findall(r'<link rel="(?:icon|apple-touch-icon)" href="([^"]*)"', html)


def test_icons_are_made_of_the_initials(site: MakeSite) -> None:
    prepared = prepare(site(dict(POSTS)), NOW)
    icons = [one.sketch for path, one in sketches(prepared).items() if not path.startswith("cards/")]
    assert [one.what.letters for one in icons if isinstance(one.what, Icon)] == ["HG", "HG"]
    assert icon_links(page(prepared, "index.html")) == ["favicon.ico", "favicon.svg", "apple-touch-icon.png"]
    lost = icon_links(page(prepared, "404.html"))
    assert lost == ["/town/favicon.ico", "/town/favicon.svg", "/town/apple-touch-icon.png"]
    there = {one.path for one in prepared.plan.outputs}
    assert there >= {"favicon.ico", "favicon.svg", "apple-touch-icon.png"}


def test_initials_that_cannot_be_written_leave_the_drawn_icon(site: MakeSite) -> None:
    prepared = prepare(site({**POSTS, "site.yml": SETTINGS.replace("Hartley Green", "Наша улица")}), NOW)
    assert icon_links(page(prepared, "index.html")) == ["favicon.svg"]
    assert not {"favicon.ico", "apple-touch-icon.png"} & {one.path for one in prepared.plan.outputs}


@pytest.mark.parametrize("place", ["content/photos", "content", "static", "static/pictures"])
def test_icons_are_made_of_the_logo(site: MakeSite, place: str) -> None:
    name = "pictures/crest.png" if place.endswith("pictures") else "crest.png"
    files = {**POSTS, f"{place}/crest.png": LOGO["content/photos/crest.png"], "site.yml": f"{SETTINGS}logo: {name}\n"}
    prepared = prepare(site(files), NOW)
    icons = [one.sketch for path, one in sketches(prepared).items() if not path.startswith("cards/")]
    assert [one.photo.path for one in icons if one.photo] == [f"{place}/crest.png"] * 2
    assert icon_links(page(prepared, "index.html")) == ["favicon.ico", "apple-touch-icon.png"]
    assert "favicon.svg" not in {one.path for one in prepared.plan.outputs}
    assert [one.rule for one in prepared.problems if one.path == "site.yml"] == []


@pytest.mark.parametrize(
    ("logo", "rule"),
    [
        ("crset.png", "missing-photo"),
        ("mark.svg", "not-a-logo"),
        ("https://elsewhere.example/crest.png", "not-a-logo"),
        ("2026-06-06-fair.md", "missing-photo"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_and_the_initials_stand_in(site: MakeSite, logo: str, rule: str) -> None:
    svg = {"static/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}
    prepared = prepare(site({**POSTS, **LOGO, **svg, "site.yml": f"{SETTINGS}logo: {logo}\n"}), NOW)
    told = [(one.rule, one.line) for one in prepared.problems if one.path == "site.yml"]
    assert told == [(rule, None)]
    assert icon_links(page(prepared, "index.html"))[1] == "favicon.svg"


def test_a_build_draws_them_once(site: MakeSite, tmp_path: Path) -> None:
    folder = site({**POSTS, **PHOTO})
    output = tmp_path / "out"
    built = build(folder, output, NOW)
    remembered = built.prepared.remembered
    assert remembered is not None and remembered.memo.worked_out["sketch"] == 5
    with Image.open(output / "cards/news/2026/fair.png") as card:
        assert card.size == (1200, 630)
    (folder / "content/posts/2026-06-06-fair.md").write_text("---\ntitle: Winter fair\n---\nCome.", encoding="utf-8")
    again = build(folder, output, NOW).prepared.remembered
    assert again is not None and again.memo.worked_out["sketch"] == 1


def test_requirement_32_the_card_with_a_photo_that_is_taken_away_is_gone_from_everywhere(site: MakeSite) -> None:
    noise = io.BytesIO()
    Image.effect_noise((1200, 800), 90).convert("RGB").save(noise, "JPEG")
    folder = site({**POSTS, "content/photos/hill.jpg": noise.getvalue()})
    output = folder / "_site"
    build(folder, output, NOW)
    card = (output / "cards/news/2026/walk.jpg").read_bytes()
    sample = card[len(card) // 2 :][:64]
    for name, text in POSTS.items():
        (folder / name).write_text(re.sub("(?m)^image.*\n", "", text), encoding="utf-8")
    build(folder, output, NOW)
    assert sample in everything_in(folder), "or this test tells nothing"
    (folder / "content/photos/hill.jpg").unlink()
    build(folder, output, NOW)
    assert sample not in everything_in(folder)


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())
