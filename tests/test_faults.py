"""Eight slips that everyone makes sooner or later. What was read, where, why it matters, what to type; nothing is lost
without a word, and the rest of the site is there."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import Built, build
from hyperlocal.problems import Problem, Severity
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = {"content/posts/2026-05-01-may-day.md": "---\ntitle: May Day\n---\nDancing on the green.\n"}


def built(folder: Path) -> Built:
    return build(folder, folder / "_site", NOW)


def told(found: Built, rule: str) -> Problem:
    """The one problem of a rule."""
    matching = [problem for problem in found.problems if problem.rule == rule]
    assert len(matching) == 1, [str(problem) for problem in found.problems]
    return matching[0]


def page(folder: Path, path: str) -> str:
    return (folder / "_site" / path).read_text(encoding="utf-8")


def the_rest_is_there(folder: Path) -> bool:
    return "Dancing on the green" in page(folder, "news/2026/may-day/index.html") and "May Day" in page(
        folder, "index.html"
    )


def test_a_day_that_is_not_in_the_calendar(site: MakeSite) -> None:
    folder = site({**GOOD, "content/posts/fair.md": "---\ntitle: Fair\ndate: 31/02/2026\n---\nCome.\n"})
    problem = told(built(folder), "bad-date")
    assert (problem.path, problem.line, problem.severity) == ("content/posts/fair.md", 3, Severity.ERROR)
    assert "31/02/2026" in problem.message and "February" in problem.message and "28" in problem.message
    assert problem.remedy.endswith("date: 2026-02-28")
    assert not (folder / "_site/news/2026/fair").exists()
    assert the_rest_is_there(folder)


def test_a_date_that_means_two_days_is_said_back(site: MakeSite) -> None:
    folder = site({**GOOD, "content/posts/fair.md": "---\ntitle: Fair\ndate: 03/04/2026\n---\nCome.\n"})
    problem = told(built(folder), "date-read")
    assert (problem.path, problem.line, problem.severity) == ("content/posts/fair.md", 3, Severity.ADVICE)
    assert "03/04/2026" in problem.message and "Friday 3 April 2026" in problem.message
    assert "date: 2026-04-03" in problem.remedy
    assert 'datetime="2026-04-03"' in page(folder, "news/2026/fair/index.html")
    assert the_rest_is_there(folder)


def test_a_picture_that_is_missing(site: MakeSite) -> None:
    folder = site(
        {**GOOD, "content/posts/2026-05-02-fair.md": "---\ntitle: Fair\n---\nCome.\n\n![The band](band.jpg)\n"}
    )
    problem = told(built(folder), "missing-photo")
    assert (problem.path, problem.line, problem.severity) == ("content/posts/2026-05-02-fair.md", 6, Severity.ERROR)
    assert "band.jpg" in problem.message and problem.remedy
    text = page(folder, "news/2026/fair/index.html")
    assert "<img" not in text and "The band" in text, "readers get the words for it, not a broken picture"
    assert the_rest_is_there(folder)


def test_two_posts_with_one_address(site: MakeSite) -> None:
    folder = site(
        {
            **GOOD,
            "content/posts/2026-05-02-fair.md": "---\ntitle: The first fair\n---\nOld.\n",
            "content/posts/2026-07-09-fair.md": "---\ntitle: The second fair\n---\nNew.\n",
        }
    )
    problem = told(built(folder), "same-address")
    assert (problem.path, problem.severity) == ("content/posts/2026-07-09-fair.md", Severity.ERROR)
    assert "/news/2026/fair/" in problem.message and "content/posts/2026-05-02-fair.md" in problem.message
    assert "slug: fair-2" in problem.remedy
    assert "The first fair" in page(folder, "news/2026/fair/index.html"), "an address does not change hands"
    assert the_rest_is_there(folder)


def test_a_colon_in_a_title_is_no_fault_at_all(site: MakeSite) -> None:
    folder = site({**GOOD, "content/posts/2026-05-02-sale.md": "---\ntitle: Jumble sale: Saturday #3\n---\nCome.\n"})
    found = built(folder)
    assert found.problems == ()
    assert "<h1>Jumble sale: Saturday #3</h1>" in page(folder, "news/2026/sale/index.html").replace(' dir="auto"', "")
    assert the_rest_is_there(folder)


@pytest.mark.parametrize("line", ["layout: nosuch", "template: nosuch.html"])
def test_a_template_that_nobody_has(site: MakeSite, line: str) -> None:
    folder = site({**GOOD, "content/posts/2026-05-02-fair.md": f"---\ntitle: Fair\n{line}\n---\nCome.\n"})
    problem = told(built(folder), "unknown-key")
    assert (problem.path, problem.line) == ("content/posts/2026-05-02-fair.md", 3)
    assert line in problem.message and "folder" in problem.message and "docs/themes.md" in problem.remedy
    assert "Come." in page(folder, "news/2026/fair/index.html")
    assert the_rest_is_there(folder)


def test_an_override_with_a_slip_in_its_name(site: MakeSite) -> None:
    folder = site({**GOOD, "templates/pots.html": "{% extends 'commons:post.html' %}"})
    problem = told(built(folder), "unknown-template")
    assert problem.path == "templates/pots.html" and "templates/post.html" in problem.remedy
    assert the_rest_is_there(folder)


def test_a_post_without_a_date(site: MakeSite) -> None:
    folder = site({**GOOD, "content/posts/fair.md": "---\ntitle: Fair\n---\nCome.\n"})
    problem = told(built(folder), "no-date")
    assert (problem.path, problem.line, problem.severity) == ("content/posts/fair.md", 1, Severity.ERROR)
    assert "left out" in problem.message and "date: 2026-11-22" in problem.remedy and "name" in problem.remedy
    assert the_rest_is_there(folder)


def test_a_misspelt_setting(site: MakeSite) -> None:
    folder = site({**GOOD, "site.yml": "title: Hartley Green\nsit_url: https://hartleygreen.example/\nid: x\n"})
    problem = told(built(folder), "unknown-setting")
    assert (problem.path, problem.line, problem.severity) == ("site.yml", 2, Severity.WARNING)
    assert "sit_url" in problem.message and "base_url" in problem.remedy
    assert the_rest_is_there(folder)


def test_all_faults_are_told_at_once_and_the_status_says_so(site: MakeSite) -> None:
    folder = site(
        {
            **GOOD,
            "content/posts/a.md": "---\ntitle: A\ndate: 31/02/2026\n---\nA.\n",
            "content/posts/b.md": "---\ntitle: B\n---\nB.\n",
            "content/posts/2026-05-03-c.md": "---\ntitle: C\n---\n[dead](nowhere.md)\n",
        }
    )
    found = built(folder)
    errors = [(problem.path, problem.rule) for problem in found.problems if problem.severity is Severity.ERROR]
    assert errors == [
        ("content/posts/2026-05-03-c.md", "dead-link"),
        ("content/posts/a.md", "bad-date"),
        ("content/posts/b.md", "no-date"),
    ]
    assert the_rest_is_there(folder)
