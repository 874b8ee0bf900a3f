"""One declaration reads a value, writes it back and words its error."""

from __future__ import annotations

import datetime as dt

import pytest

from hyperlocal.fields import declared, documentation, known_names, meant
from hyperlocal.problems import Severity
from tests.forms import Form, reading, value


@pytest.mark.parametrize(("typed", "rule"), [("date: 31/11/2026", "bad-date"), ("slug:\n  - a", "bad-text")])
def test_without_a_vital_field_the_whole_is_left_out(typed: str, rule: str) -> None:
    found = reading(f"title: Fair\n{typed}")
    (problem,) = found.problems
    assert (problem.rule, problem.severity, problem.line) == (rule, Severity.ERROR, 3)
    assert not found.whole and dict(found.values) == {"title": "Fair"}


# --- several names for one thing ---


def test_words_under_several_names_are_put_together() -> None:
    found = reading("tag: hall\ntags: fair, hall\ntaxonomies:\n  tags: [fête]")
    assert found.values["tags"] == ("fair", "hall", "fête")
    assert value("social: https://a.example/\nlinks: [https://b.example/]") == (
        "https://b.example/",
        "https://a.example/",
    )
    assert found.lines["tags"] == 3
    assert found.problems == () and found.unknown == ()


def test_of_two_names_for_one_thing_the_proper_one_is_used_and_people_are_told() -> None:
    found = reading("lastmod: 2026-05-05\nupdated: 2026-05-06\nlast_modified_at: 2026-05-06")
    assert found.values["updated"].day == dt.date(2026, 5, 6)
    assert found.lines["updated"] == 3
    assert [(problem.rule, problem.line, problem.severity) for problem in found.problems] == [
        ("not-used", 2, Severity.WARNING),
        ("not-used", 4, Severity.WARNING),
    ]
    assert "“lastmod”" in found.problems[0].message and "“updated” on line 3" in found.problems[0].message


def test_two_names_that_agree_are_nothing_to_tell_of() -> None:
    assert reading("name: Fair\ntitle: Fair").problems == ()
    assert reading('name: ""\ntitle: Fair').values == {"title": "Fair"}
    assert reading('title: ""\nname: Fair').values == {"title": "Fair"}


def test_a_fault_in_a_name_with_two_spellings_is_told_once() -> None:
    assert [problem.line for problem in reading("E-Mail: nobody").problems] == [2]


# --- names that are not known ---


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("titel", "title"),
        ("Tilte", "title"),
        ("catgories", "tags"),
        ("last modified att", "updated"),
        ("webiste", "website"),
        ("adress", "address"),
        ("Dete", "date"),
        ("rawhtlm", "raw_html"),
        ("wehgitt", None),
        ("layout", None),
        ("beside", None),
    ],
)
def test_an_unknown_name_is_kept_and_the_nearest_found(key: str, name: str | None) -> None:
    found = reading(f"slug: fair\n{key}: x")
    (entry,) = found.unknown
    assert (entry.key, entry.text(), entry.line) == (key, "x", 3)
    assert found.problems == () and dict(found.values) == {"slug": "fair"}
    assert meant(entry, Form) == name


def test_the_names_for_did_you_mean_begin_with_the_proper_ones() -> None:
    names = known_names(Form)
    assert names[:3] == ("title", "slug", "address")
    assert "lastmod" in names and "taxonomies.tags" not in names and "beside" not in names


# --- the declaration itself ---


def test_a_declared_field_knows_its_names_and_default() -> None:
    title = declared(Form)[0]
    assert (title.name, title.label, title.names) == ("title", "Title", ("title", "name"))
    assert [field.name for field in declared(Form) if field.vital] == ["slug", "draft", "date"]
    form = Form()
    assert (form.title, form.tags, form.raw_html, form.draft, form.date, form.feeds) == (
        "",
        (),
        False,
        False,
        None,
        "main",
    )


def test_every_field_fills_its_row_in_the_docs() -> None:
    rows = documentation(Form)
    assert [row[0] for row in rows] == [field.name for field in declared(Form)]
    assert rows[0] == ("title", "some words", "Its name.", "name")
    assert next(row for row in rows if row[0] == "feeds")[1] == "main or all or none"
