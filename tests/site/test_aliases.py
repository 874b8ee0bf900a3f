"""Old addresses go on working, and never stand in the way of a new one."""

from __future__ import annotations

import pytest

from hyperlocal.problems import Severity
from hyperlocal.site.aliases import redirects
from tests.texts import page, post


def old(*aliases: str) -> list[str]:
    """The files that answer for the aliases of /about/."""
    found, problems = redirects([("/about/", page(aliases=aliases))], frozenset({"/", "/about/", "/news/"}))
    assert problems == []
    assert {one.address for one in found} <= {"/about/"} and {one.source for one in found} <= {"content/pages/about.md"}
    return [one.old for one in found]


@pytest.mark.parametrize(
    ("typed", "file"),
    [
        ("/who-we-are/", "who-we-are/index.html"),
        ("who-we-are", "who-we-are/index.html"),
        ("/about.html", "about.html"),
        ("/index.php?page=about", "index.php"),
        ("https://old.example.org/2019/05/about/#top", "2019/05/about/index.html"),
        ("/Wer%20sind%20wir/", "Wer sind wir/index.html"),
        ("/من-نحن/", "من-نحن/index.html"),
        ("/a//b/", "a/b/index.html"),
        ("/v1.2/", "v1.2/index.html"),
        ("/.well-known/about/", ".well-known/about/index.html"),
    ],
)
def test_an_old_address_in_any_form_is_a_file_that_answers(typed: str, file: str) -> None:
    assert old(typed) == [file]


def test_the_address_itself_and_repeats_are_no_fault() -> None:
    assert old("/about/", "/about", "about/index.html") == []
    assert old("/b/", "/a/", "/b", "/a/index.html") == ["a/index.html", "b/index.html"]


@pytest.mark.parametrize(
    "typed",
    [
        "/",
        "https://old.example.org",
        "/:categories/:title/",
        "/{{ slug }}/",
        "/../../etc/passwd",
        "/%2e%2e/secret/",
        "\\windows\\",
        "C:/about",
        "/a*b/",
        "/a\x00b/",
        "/.hyperlocal.json",
        "/.git/config",
        "/" + "a" * 300 + "/",
        "/" + "a/" * 40,
        "/" + f"{'a' * 100}/" * 10,
    ],
)
def test_what_cannot_be_an_old_address_is_told(typed: str) -> None:
    found, (problem,) = redirects([("/about/", page(aliases=(typed,)))], frozenset({"/about/"}))
    assert found == ()
    assert (problem.rule, problem.path, problem.severity) == ("bad-alias", "content/pages/about.md", Severity.ERROR)
    assert f"“{typed}”" in problem.message and "aliases: /old-name/" in problem.remedy


@pytest.mark.parametrize("typed", ["/news/", "/news", "/News/", "/news/index.html"])
def test_an_old_address_never_takes_the_place_of_a_page(typed: str) -> None:
    found, (problem,) = redirects([("/about/", page(aliases=(typed,)))], frozenset({"/about/", "/news/"}))
    assert found == ()
    assert problem.rule == "alias-taken" and "a page of this site" in problem.message


def test_two_pages_cannot_have_been_at_one_address() -> None:
    texts = [
        ("/news/2026/fair/", post(aliases=("/fair/",))),
        ("/about/", page(aliases=("/Fair/", "/other/"))),
    ]
    found, (problem,) = redirects(texts, frozenset({"/about/", "/news/2026/fair/"}))
    assert [(one.old, one.address) for one in found] == [
        ("fair/index.html", "/news/2026/fair/"),
        ("other/index.html", "/about/"),
    ]
    assert problem.path == "content/pages/about.md" and "content/posts/fair.md" in problem.message


def test_a_page_in_other_capitals_is_still_that_page() -> None:
    found, (problem,) = redirects([("/about/", page(aliases=("/About/",)))], frozenset({"/about/"}))
    assert found == () and "this page itself" in problem.message
