"""Rendering: the theme's templates, the owner's own, and what happens when those are broken."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import build
from hyperlocal.problems import Problem, Stop
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
POST = {"content/posts/2026-05-01-a.md": "---\ntitle: A & <B>\n---\nHello."}


def made(folder: Path) -> tuple[str, list[Problem]]:
    found = build(folder, folder / "_site", NOW)
    text = (folder / "_site/news/2026/a/index.html").read_text(encoding="utf-8")
    return text, [problem for problem in found.problems if problem.rule == "broken-template"]


def test_text_is_escaped_and_bodies_are_not(site: MakeSite) -> None:
    text, _ = made(site(POST))
    assert "<h1>A &amp; &lt;B&gt;</h1>" in text and "<p>Hello.</p>" in text


def test_one_template_is_overridden_by_name_and_can_reach_the_themes_own(site: MakeSite) -> None:
    own = '{% extends "commons:post.html" %}{% block content %}<p>Mine</p>{{ super() }}{% endblock %}'
    text, told = made(site({**POST, "templates/post.html": own}))
    assert "<p>Mine</p>" in text and "<p>Hello.</p>" in text and told == []


@pytest.mark.parametrize(
    ("own", "line", "says"),
    [
        ("<p>\n{% if %}", 2, "could not be read"),
        ("<p>\n\n{{ page.colour }}", 3, "“colour”"),
        ("{{ nobody }}", 1, "“nobody”"),
        ('{% include "parts/nothing.html" %}', 1, "parts/nothing.html"),
        ("{{ 1 // 0 }}", 1, "filled in"),
        ('{% include "post.html" %}', None, "itself"),
    ],
)
def test_a_broken_template_is_told_with_its_line_and_the_themes_own_used(
    site: MakeSite, own: str, line: int | None, says: str
) -> None:
    text, told = made(site({**POST, "templates/post.html": own}))
    assert "<p>Hello.</p>" in text
    assert len(told) == 1 and told[0].path == "templates/post.html" and says in told[0].message
    assert line is None or told[0].line == line
    assert "hyperlocal.output" not in told[0].message


def test_a_template_cannot_read_files_outside_its_folders(site: MakeSite) -> None:
    _, told = made(site({**POST, "templates/post.html": '{% include "../site.yml" %}'}))
    assert len(told) == 1


def test_a_broken_theme_stops_the_build_in_words(site: MakeSite) -> None:
    folder = site({**POST, "site.yml": "title: T\nid: t\ntheme: mine\n", "mine/theme.yml": "title: Mine\n",
                   "mine/templates/post.html": "{{ nobody }}"})  # fmt: skip
    with pytest.raises(Stop) as stopped:
        build(folder, folder / "_site", NOW)
    assert stopped.value.problems[0].path == "mine/post.html" or "mine" in stopped.value.problems[0].path
