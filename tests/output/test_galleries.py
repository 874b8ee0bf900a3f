"""The HTML of a gallery: complete without script, light, and short in feeds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest

from hyperlocal.builder import prepare
from hyperlocal.content.photo import Photo
from hyperlocal.output import PageFile
from hyperlocal.output.address import Linker
from hyperlocal.output.galleries import gallery, gallery_in_a_feed, script
from hyperlocal.output.plan import Plan
from hyperlocal.site.target import Exhibit
from tests.conftest import MakeSite
from tests.texts import jpeg, tags

LINK = Linker(at="/news/2026/fair/")
FEED = Linker(at="/feed.xml", base="https://fair.example/", absolute=True)


def exhibit(
    name: str = "a.jpg",
    *,
    alt: str = "A tent",
    caption: str = "",
    sort: Literal["photo", "drawing", "moving"] = "photo",
    ending: str = ".jpg",
    width: int = 3000,
) -> Exhibit:
    photo = Photo(
        path=f"content/photos/fair/{name}",
        file=Path(name),
        width=width,
        height=width // 2,
        ending=ending,
        located=False,
        digest=name,
        colour="#aabbcc",
        sort=sort,
    )
    return Exhibit(photo=photo, address=f"/photos/fair/{name}", alt=alt, caption=caption)


def test_a_small_photo_leads_to_the_large_one_that_every_browser_shows() -> None:
    html = gallery([exhibit(caption="The <tea> tent")], LINK)
    assert html == (
        '<ul class="gallery">\n<li><figure><a href="../../../photos/fair/a.1600w.jpg"><picture>'
        '<source type="image/webp" srcset="../../../photos/fair/a.480w.webp 480w, '
        '../../../photos/fair/a.1600w.webp 1600w" sizes="10rem">'
        '<img src="../../../photos/fair/a.480w.jpg" width="1600" height="800" alt="A tent"'
        ' loading="lazy" decoding="async" style="background-color:#aabbcc"></picture></a>'
        "<figcaption>The &lt;tea&gt; tent</figcaption></figure></li>\n</ul>"
    )


@pytest.mark.parametrize("alt", ["", "decorative", "Decorative"])
def test_a_link_has_words_even_where_its_photo_has_none(alt: str) -> None:
    html = gallery([exhibit(), exhibit("b.jpg", alt=alt)], LINK)
    first, second = (dict(one) for one in tags(html, "a"))
    assert "aria-label" not in first and second["aria-label"] == "Photo 2 of 2"
    assert [dict(one)["alt"] for one in tags(html, "img")] == ["A tent", ""]
    assert "b.jpg" not in re.sub(r'"[^"]*"', "", html)


def test_words_cannot_break_out() -> None:
    html = gallery([exhibit(alt='"><script>', caption="<script>")], LINK)
    assert "<script>" not in html and dict(tags(html, "img")[0])["alt"] == '"><script>'


def test_a_moving_picture_and_a_small_one_are_shown_in_the_one_size_they_have() -> None:
    moving = gallery([exhibit("a.gif", sort="moving", ending=".gif", width=300)], LINK)
    assert tags(moving, "source") == [] and tags(moving, "a") == [[("href", "../../../photos/fair/a.gif.300w.gif")]]
    small = gallery([exhibit(width=300)], LINK)
    assert dict(tags(small, "source")[0])["srcset"] == "../../../photos/fair/a.300w.webp 300w"


def test_sixty_photos_are_no_heavy_page() -> None:
    html = gallery([exhibit(f"img-{number}.jpg", alt="Two girls hold up a rabbit") for number in range(60)], LINK)
    assert len(html.encode()) < 28 * 1024


def test_in_a_feed_the_first_photos_stand_and_a_link_to_the_others() -> None:
    html = gallery_in_a_feed([exhibit(f"{name}.jpg") for name in "abcde"], "/news/2026/fair/", FEED)
    assert [dict(one)["src"] for one in tags(html, "img")] == [
        f"https://fair.example/photos/fair/{name}.960w.jpg" for name in "abc"
    ]
    assert html.endswith('<p><a href="https://fair.example/news/2026/fair/">See all 5 photos</a></p>\n')
    assert "<picture" not in html and "<script" not in html
    assert "<a " not in gallery_in_a_feed([exhibit()], "/news/2026/fair/", FEED)


def test_the_script_is_our_own() -> None:
    assert script(LINK) == '<script src="../../../theme/gallery.js" defer></script>\n'


def planned(site: MakeSite, files: Mapping[str, str | bytes]) -> Plan:
    return prepare(site(files), datetime(2026, 6, 1, tzinfo=UTC)).plan


def page(found: Plan, path: str) -> str:
    (output,) = [one for one in found.outputs if one.path == path]
    assert isinstance(output, PageFile)
    return str(output.view.html) if hasattr(output.view, "html") else ""


GALLERY: dict[str, str | bytes] = {
    "content/pages/photos.md": "[gallery: fair]\n\nAnd:\n\n[gallery: fair]\n",
    "content/pages/about.md": "Words.\n",
    "content/photos/fair/a.jpg": jpeg(1000, 500),
}


def test_only_pages_with_a_gallery_have_the_script_and_once(site: MakeSite) -> None:
    found = planned(site, GALLERY)
    assert page(found, "photos/index.html").count("gallery.js") == 1
    assert "gallery.js" not in page(found, "about/index.html")
    paths = {one.path for one in found.outputs}
    assert "theme/gallery.js" in paths
    assert {path for path in paths if path.startswith("photos/fair/")} == {
        f"photos/fair/a.{width}w{ending}" for width in (480, 1000) for ending in (".jpg", ".webp")
    }


def test_a_site_without_galleries_has_no_script(site: MakeSite) -> None:
    found = planned(site, {"content/pages/about.md": "Words.\n", "content/photos/fair/a.jpg": jpeg()})
    assert not any(one.path == "theme/gallery.js" or one.path.startswith("photos/") for one in found.outputs)


def test_a_gallery_that_is_not_there_leaves_nothing_on_the_page(site: MakeSite) -> None:
    html = page(planned(site, {"content/pages/a.md": "One.\n\n[gallery: nowhere]\n\nTwo.\n"}), "a/index.html")
    assert re.sub(r"\s+", "", html) == "<p>One.</p><p>Two.</p>"


def test_a_logo_among_the_photos_stands_on_its_plate() -> None:
    logo = replace(exhibit(), photo=replace(exhibit().photo, sort="drawing", ground="dark", colour=""))
    (image,) = tags(gallery([logo], LINK), "img")
    assert dict(image)["class"] == "plate dark" and "style" not in dict(image)
