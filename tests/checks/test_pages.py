"""What only the finished pages show."""

from __future__ import annotations

import pytest

from hyperlocal.builder import Prepared, prepare
from hyperlocal.checks.pages import HEAVIEST, dead_links, missing_words, too_heavy
from hyperlocal.dates import parse_moment
from hyperlocal.problems import Severity
from tests.conftest import MakeSite

POST = "news/2026/fair/index.html"


@pytest.fixture
def prepared(site: MakeSite) -> Prepared:
    files: dict[str, str | bytes] = {
        "content/posts/fair.md": "---\ntitle: Fair\ndate: 2026-06-30\n---\nTea.\n",
        "content/pages/about.md": "# About\n",
        "static/minutes may.pdf": b"%PDF-1.4",
        "static/tune.mp3": b"ID3",
    }
    return prepare(site(files), parse_moment("2026-11-22"))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="../../../about/">x</a>',
        '<a href="/about/">x</a>',
        '<a href="/about">x</a>',
        '<a href="/about/?x=1#who">x</a>',
        '<a href="../../../">x</a>',
        '<a href="./">x</a>',
        '<a href="#who">x</a>',
        '<a href="">x</a>',
        '<a href="../../../minutes%20may.pdf">x</a>',
        '<a href="../../../feed.xml">x</a>',
        "<a href=/about/>x</a>",
        '<a href="https://example.org/gone/">x</a>',
        '<a href="//example.org/gone/">x</a>',
        '<a href="mailto:a@b.example">x</a><a href="tel:+441214960000">y</a>',
        '<link href="../../../theme/style.css?v=1" rel="stylesheet">',
        '<audio src="/tune.mp3"></audio>',
        '<a name="gone/">x</a>',
        '<!-- <a href="/gone/">x</a> -->',
        '&lt;a href="/gone/"&gt;',
    ],
)
def test_links_that_lead_somewhere_are_fine(prepared: Prepared, html: str) -> None:
    assert list(dead_links(prepared, {POST: html})) == []


@pytest.mark.parametrize(
    ("html", "target"),
    [
        ('<a href="/gone/">x</a>', "/gone/"),
        ('<a class="x" href="../../../abut/">x</a>', "../../../abut/"),
        ('<A HREF="about/">x</A>', "about/"),
        ('<a href="/gone.html?a=1&amp;b=2">x</a>', "/gone.html?a=1&b=2"),
        ('<img src="stall.jpg" alt="">', "stall.jpg"),
        ('<script src="/app.js"></script>', "/app.js"),
        ('<link rel="stylesheet" href="/style.css">', "/style.css"),
        ('<video src="/film.mp4"></video>', "/film.mp4"),
        ('<iframe src="/map/"></iframe>', "/map/"),
        ('<a href="/minutes-may.pdf">x</a>', "/minutes-may.pdf"),
        ('<a href="/../../etc/passwd">x</a>', "/../../etc/passwd"),
        ('<a href="http://[">x</a>', "http://["),
    ],
)
def test_links_that_lead_nowhere_are_errors_of_the_text_that_shows_them(
    prepared: Prepared, html: str, target: str
) -> None:
    (problem,) = dead_links(prepared, {POST: html})
    assert (problem.severity, problem.rule, problem.path) == (Severity.ERROR, "dead-link", "content/posts/fair.md")
    assert f" {target}, " in problem.message
    assert problem.remedy


def test_a_link_twice_on_a_page_is_told_once(prepared: Prepared) -> None:
    assert len(list(dead_links(prepared, {POST: '<a href="/gone/">x</a> <a href="/gone/">y</a>'}))) == 1


def test_a_page_that_no_text_made_is_named_itself(prepared: Prepared) -> None:
    (problem,) = dead_links(prepared, {"tags/index.html": '<a href="/gone/">x</a>'})
    assert problem.path == "tags/index.html"


def test_the_page_for_lost_visitors_starts_from_a_root_known_only_to_the_host(prepared: Prepared) -> None:
    assert list(dead_links(prepared, {"404.html": '<a href="/repo/about/">x</a>'})) == []


@pytest.mark.parametrize(
    ("html", "faults"),
    [
        ('<img src="a.jpg">', 1),
        ("<IMG SRC=a.jpg>", 1),
        ('<img src="a.jpg" title="A stall">', 1),
        ('<img src="a.jpg"><img src="b.jpg">', 2),
        ('<img src="a.jpg" alt="">', 0),
        ('<img src="a.jpg" alt="A stall with cakes" />', 0),
        ("<img src=a.jpg alt>", 0),
        ('<!-- <img src="a.jpg"> -->', 0),
        ('<p title="<img>">x</p>', 0),
    ],
)
def test_a_picture_needs_words_or_a_sign_that_it_is_decoration(prepared: Prepared, html: str, faults: int) -> None:
    found = list(missing_words(prepared, {POST: html}))
    assert [(one.severity, one.path) for one in found] == [(Severity.ERROR, "content/posts/fair.md")] * faults


@pytest.mark.parametrize(("over", "told"), [(0, False), (1, True)])
def test_a_page_weighs_at_most_fifty_kilobytes_with_its_style_sheet(prepared: Prepared, over: int, told: bool) -> None:
    style = len(prepared.theme.stylesheet(prepared.config.colour).encode("utf-8"))
    text = "é" * ((HEAVIEST - style) // 2) + "x" * ((HEAVIEST - style) % 2 + over)
    found = [(one.severity, one.rule, one.path) for one in too_heavy(prepared, {POST: text})]
    assert found == ([(Severity.WARNING, "heavy-page", "content/posts/fair.md")] if told else [])
