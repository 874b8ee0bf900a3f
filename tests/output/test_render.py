"""Rendering: the theme's templates, the owner's own, and what happens when those are broken."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import build, prepare
from hyperlocal.output.write import Kept
from hyperlocal.problems import Problem, Stop
from tests.conftest import MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 11, 22, tzinfo=UTC)
POST: dict[str, str | bytes] = {"content/posts/2026-05-01-a.md": "---\ntitle: A & <B>\n---\nHello."}


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


def test_a_template_may_be_saved_in_any_way(site: MakeSite) -> None:
    own = "<p>caf\xe9 {{ page.title }}</p>\r\n".encode("cp1252")
    text, told = made(site({**POST, "templates/post.html": own}))
    assert text.startswith("<p>café A &amp; &lt;B&gt;</p>") and told == []


@pytest.mark.parametrize("path", ["/etc/hostname", "..\\\\site.yml", "parts/../../site.yml", "commons:/etc/hostname"])
def test_only_templates_can_be_included(site: MakeSite, path: str) -> None:
    text, (problem,) = made(site({**POST, "templates/post.html": f'{{% include "{path}" %}}'}))
    assert "is not in the theme" in problem.message and "<p>Hello.</p>" in text


def test_each_broken_template_is_told_by_its_own_path(site: MakeSite) -> None:
    files = {"templates/parts/header.html": "<p>\n{{ nobody }}", "templates/home.html": "{{ nobody }}"}
    _, told = made(site({**POST, **files}))
    assert {(problem.path, problem.line) for problem in told} == {
        ("templates/parts/header.html", 2), ("templates/home.html", 1)}  # fmt: skip


def test_a_slip_in_an_own_template_is_told_there_and_not_in_the_theme(site: MakeSite) -> None:
    own = '{% from "parts/card.html" import card_item %}\n\n{{ card_item(page) }}'
    _, (problem,) = made(site({**POST, "templates/post.html": own}))
    assert (problem.path, problem.line) == ("templates/post.html", 3)


def test_a_fault_in_the_sites_own_theme_is_told_with_file_and_line(site: MakeSite) -> None:
    files = {"themes/mine/theme.yml": "title: M\n", "themes/mine/templates/post.html": "\n{% if %}"}
    folder = site({**POST, **files, "site.yml": "title: T\nid: t\ntheme: mine\n"})
    with pytest.raises(Stop) as stopped:
        build(folder, folder / "_site", NOW)
    (problem,) = stopped.value.problems
    assert (problem.path, problem.line) == ("themes/mine/templates/post.html", 2)
    assert "was used instead" not in problem.message


def test_a_feed_states_the_length_of_the_photo_that_was_written(site: MakeSite) -> None:
    files = {**POST, "content/posts/2026-05-02-b.md": "![T](t.jpg)", "content/posts/t.jpg": jpeg(400, 300)}
    folder = site(files)
    prepared = prepare(folder, NOW)
    outputs = {one.path: one for one in prepared.plan.outputs}
    # Even when the feed is asked for first, as a preview may.
    feed = prepared.renderer().render(outputs["feed.xml"]).decode()
    assert f'length="{len(prepared.renderer().render(outputs["photos/posts/t.400w.jpg"]))}"' in feed


def test_the_length_of_a_photo_that_the_last_build_made_is_known(site: MakeSite) -> None:
    files = {**POST, "content/posts/2026-05-02-b.md": "![T](t.jpg)", "content/posts/t.jpg": jpeg(400, 300)}
    prepared = prepare(site(files), NOW)
    outputs = {one.path: one for one in prepared.plan.outputs}
    photo = outputs["photos/posts/t.400w.jpg"]
    kept = Kept(key=prepared.renderer().key(photo), digest="d", size=123456, mtime_ns=1)
    assert 'length="123456"' in prepared.renderer({photo.path: kept}).render(outputs["feed.xml"]).decode()
    # Of another photo that was there, or of a file nobody knows, nothing is believed.
    for other in (replace(kept, key="another"), replace(kept, key="")):
        feed = prepared.renderer({photo.path: other}).render(outputs["feed.xml"]).decode()
        assert f'length="{len(prepared.renderer().render(photo))}"' in feed


def test_a_feed_is_made_even_when_its_photo_had_to_make_way(site: MakeSite) -> None:
    # The picture and the file would be one file on Windows and macOS.
    files = {**POST, "content/posts/2026-05-02-b.md": "![T](/Pictures/t.jpg)", "static/Pictures/t.jpg": jpeg()}
    folder = site({**files, "static/PICTURES": "x"})
    found = build(folder, folder / "_site", NOW)
    assert [problem.path for problem in found.problems if problem.rule == "same-address"] == [
        "static/Pictures/t.jpg"
    ] * 3
    assert 'length="0"' in (folder / "_site/feed.xml").read_text(encoding="utf-8")


def test_a_template_may_name_the_theme_that_it_builds_on(site: MakeSite) -> None:
    files = {
        "site.yml": "title: T\nid: t\ntheme: mine\n",
        "themes/mine/theme.yml": "title: M\n",
        "themes/mine/templates/post.html": "mine",
    }
    assert made(site({**POST, **files}))[0] == "mine\n"
    plain, _ = made(site({**POST, **files, "templates/post.html": '{% extends "post.html" %}'}))
    assert "<p>Hello.</p>" not in plain
    text, told = made(site({**POST, **files, "templates/post.html": '{% extends "commons:post.html" %}'}))
    assert "<p>Hello.</p>" in text and told == []
