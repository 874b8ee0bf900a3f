"""The small files for hosts and search engines."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

from hyperlocal.builder import prepare
from hyperlocal.output import TextFile
from hyperlocal.output.hosting import favicon
from hyperlocal.palette import Colour, contrast, parse_colour
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FILES = {
    "content/posts/2026-05-01-a.md": "---\nupdated: 2026-06-01\naliases: [/old/, /2019/a.html]\n---\nA.",
    "content/posts/2027-05-01-later.md": "Later.",
    "content/posts/2026-05-02-draft.md": "---\ndraft: yes\n---\nDraft.",
    "content/pages/caf\u00e9.md": "C.",
}


def small(site: MakeSite, files: dict[str, str]) -> dict[str, str]:
    return {one.path: one.text for one in prepare(site(files), NOW).plan.outputs if isinstance(one, TextFile)}


def test_the_sitemap_names_every_page_and_nothing_else(site: MakeSite) -> None:
    found = small(site, FILES)
    root = ElementTree.fromstring(found["sitemap.xml"])
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    places = {url.findtext(f"{space}loc"): url.findtext(f"{space}lastmod") for url in root}
    assert places["https://hartleygreen.example/news/2026/a/"] == "2026-06-01"
    assert "https://hartleygreen.example/cafe/" in places and "https://hartleygreen.example/" in places
    assert not [
        place for place in places if any(word in str(place) for word in ("later", "draft", "404", "old", "2019"))
    ]
    assert "Sitemap: https://hartleygreen.example/sitemap.xml" in found["robots.txt"]


def test_redirects_are_written_for_hosts_that_read_them(site: MakeSite) -> None:
    assert small(site, FILES)["_redirects"] == "/2019/a.html /news/2026/a/ 301\n/old/ /news/2026/a/ 301\n"


def test_rules_for_open_data_follow_those_for_old_addresses(site: MakeSite) -> None:
    assert "_headers" not in small(site, FILES)
    found = small(site, {**FILES, "content/organisations/o.md": "# O"})
    lines = found["_redirects"].splitlines()
    assert lines[:2] == ["/2019/a.html /news/2026/a/ 301", "/old/ /news/2026/a/ 301"]
    assert "/open-referral/services/:id /open-referral/services/:id.json 200" in lines
    assert found["_headers"].splitlines() == [
        "/open-referral/*", "  Access-Control-Allow-Origin: *", "  Content-Type: application/json; charset=utf-8",
    ]  # fmt: skip


def test_a_domain_is_written_down_and_gives_the_web_address(site: MakeSite) -> None:
    found = small(site, {**FILES, "site.yml": "title: T\nid: t\ndomain: https://WWW.example.org/\n"})
    assert found["CNAME"] == "www.example.org\n" and "https://www.example.org/news/" in found["sitemap.xml"]


def test_without_a_web_address_there_is_no_sitemap(site: MakeSite) -> None:
    found = small(site, {**FILES, "site.yml": "title: T\nid: t\n"})
    assert "sitemap.xml" not in found and "CNAME" not in found and found[".nojekyll"] == ""
    assert found["robots.txt"] == "User-agent: *\nAllow: /\n"


def test_the_owners_own_file_comes_before_ours(site: MakeSite) -> None:
    found = prepare(site({**FILES, "static/robots.txt": "User-agent: *\nDisallow: /\n"}), NOW)
    (own,) = [one for one in found.plan.outputs if one.path == "robots.txt"]
    assert own.source == "static/robots.txt" and found.plan.problems == ()


def test_the_favicon_can_be_read_on_any_colour() -> None:
    for name in ("black", "white", "yellow", "#777777", "teal"):
        colour = parse_colour(name)
        assert colour is not None
        drawing = ElementTree.fromstring(favicon("A & <B> Club", colour))
        text = drawing[1]
        fill = parse_colour(text.attrib["fill"])
        assert isinstance(fill, Colour) and contrast(fill, colour) >= 4 and text.text
