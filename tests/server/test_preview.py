"""A site in memory answers as a static host would, and keeps its last good state."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from hyperlocal.builder import Prepared, prepare
from hyperlocal.dates import parse_moment
from hyperlocal.problems import Stop, error
from hyperlocal.server.preview import Preview, media_type
from tests.conftest import MakeSite

NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"


def of(folder: Path) -> Preview:
    preview = Preview(lambda: prepare(folder, NOW))
    preview.refresh()
    return preview


class Source:
    """A way of preparing that can be made to fail."""

    def __init__(self, good: Callable[[], Prepared]) -> None:
        self.good = good
        self.fault: Exception | None = None

    def __call__(self) -> Prepared:
        if self.fault is not None:
            raise self.fault
        return self.good()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/", b"Summer fair"),
        ("/index.html", b"Summer fair"),
        ("/news/2026/fair/", b"Tea and cake."),
        ("/news/2026/fair/?fbclid=1", b"Tea and cake."),
        ("/news/./2026//fair/index.html#top", b"Tea and cake."),
        ("http://localhost:8000/news/2026/fair/", b"Tea and cake."),
        ("/feed.xml", b"<rss"),
        ("/theme/style.css?v=1", b"{"),
        ("/minutes%20May.txt", b"We met."),
        ("/caf%C3%A9.txt", b"Open."),
    ],
)
def test_what_is_on_the_site_is_there(site: MakeSite, target: str, words: bytes) -> None:
    files = {"content/posts/fair.md": FAIR, "static/minutes May.txt": "We met.", "static/café.txt": "Open."}
    response = of(site(files)).get(target)
    assert response.status == 200
    assert words in response.body


@pytest.mark.parametrize(
    ("target", "location"), [("/news", "/news/"), ("/news/2026/fair?x=1", "/news/2026/fair/"), ("//news", "/news/")]
)
def test_a_folder_without_its_slash_leads_to_the_one_with_it(site: MakeSite, target: str, location: str) -> None:
    response = of(site({"content/posts/fair.md": FAIR})).get(target)
    assert (response.status, response.location, response.body) == (301, location, b"")


@pytest.mark.parametrize(
    "target",
    [
        "/nothing/",
        "/nothing",
        "/feed.xml/",
        "/site.yml",
        "/../site.yml",
        "/%2e%2e/site.yml",
        "/..%2fsite.yml",
        "/..\\site.yml",
        "/%5c..%5csite.yml",
        "/....//....//etc/passwd",
        "/content/posts/fair.md",
        "/.hyperlocal.json",
        "/news%00/",
        "/%ff",
        "//[",
        "*",
    ],
)
def test_what_is_not_on_the_site_is_the_sites_own_404(site: MakeSite, target: str) -> None:
    response = of(site({"content/posts/fair.md": FAIR})).get(target)
    assert response.status == 404
    assert b"Page not found" in response.body


def test_drafts_and_posts_to_come_are_not_shown(site: MakeSite) -> None:
    files = {
        "content/posts/fair.md": FAIR.replace("title:", "draft: yes\ntitle:"),
        "content/posts/ball.md": FAIR.replace("2026-06-30", "2027-01-01"),
    }
    preview = of(site(files))
    assert preview.get("/news/2026/fair/").status == 404
    assert preview.get("/news/2027/ball/").status == 404
    assert b"Summer fair" not in preview.get("/").body


def test_a_saved_change_is_there_after_the_next_reading(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    preview = of(folder)
    (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
    assert b"Tea and cake." in preview.get("/news/2026/fair/").body
    assert preview.refresh() == ()
    assert b"Tea and scones." in preview.get("/news/2026/fair/").body


@pytest.mark.parametrize(
    ("fault", "rule", "words"),
    [
        (Stop(error("no-site", "", None, "No site.yml.")), "no-site", "No site.yml."),
        (FileNotFoundError(2, "No such file", "content/posts/fair.md"), "unreadable", "No such file"),
        (ZeroDivisionError("division by zero"), "unforeseen", "ZeroDivisionError"),
    ],
)
def test_when_a_reading_fails_the_last_good_pages_stay_until_it_works_again(
    site: MakeSite, fault: Exception, rule: str, words: str
) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    source = Source(lambda: prepare(folder, NOW))
    preview = Preview(source)
    preview.refresh()
    source.fault = fault
    (problem,) = preview.refresh()
    assert problem.rule == rule
    assert words in problem.message
    assert preview.problems() == (problem,)
    assert preview.get("/news/2026/fair/").status == 200
    source.fault = None
    assert preview.refresh() == ()
    assert preview.problems() == ()


def test_a_site_that_was_never_good_says_what_to_mend_and_nothing_of_it_is_markup(tmp_path: Path) -> None:
    def prepared() -> Prepared:
        raise Stop(error("x", "site.yml", 3, "“<script>” & so on.", "Type it again."))

    preview = Preview(prepared)
    assert preview.problems() == ()
    assert preview.get("/").status == 500
    preview.refresh()
    response = preview.get("/")
    assert (response.status, response.media_type) == (500, "text/html; charset=utf-8")
    assert "site.yml, line 3\n  “&lt;script&gt;” &amp; so on.\n  Type it again." in response.body.decode()


def test_a_broken_template_is_told_once_its_page_was_looked_at_and_forgotten_once_it_is_mended(
    site: MakeSite,
) -> None:
    folder = site({"content/posts/fair.md": FAIR, "templates/post.html": "{{ page.nonsense }}"})
    preview = of(folder)
    assert preview.problems() == ()
    assert b"Tea and cake." in preview.get("/news/2026/fair/").body
    assert [problem.path for problem in preview.problems()] == ["templates/post.html"]
    (folder / "templates/post.html").write_text("{{ page.title }}", encoding="utf-8")
    preview.refresh()
    assert preview.get("/news/2026/fair/").body == b"Summer fair\n"
    assert preview.problems() == ()


def test_a_file_that_has_gone_since_is_an_answer_and_not_a_crash(site: MakeSite) -> None:
    folder = site({"static/menu.txt": "Soup"})
    preview = of(folder)
    (folder / "static/menu.txt").unlink()
    response = preview.get("/menu.txt")
    assert response.status == 503
    assert b"menu.txt" in response.body


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("tags/tea/atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("theme/style.css", "text/css; charset=utf-8"),
        ("favicon.svg", "image/svg+xml"),
        ("photos/A.JPG", "image/jpeg"),
        ("photos/a.webp", "image/webp"),
        ("minutes.pdf", "application/pdf"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
        ("a.nonsense", "application/octet-stream"),
    ],
)
def test_every_file_has_its_media_type(path: str, expected: str) -> None:
    assert media_type(path) == expected
