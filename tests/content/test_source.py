"""Where a text lies, and the names that follow from it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.content.source import named, slug_of, source_of, stem_of, without_date
from tests.texts import page, post, source


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/posts/fair.md", ("posts", (), "fair")),
        ("content/posts/2026/05/fair.md", ("posts", ("2026", "05"), "fair")),
        ("content/posts/fair/index.md", ("posts", (), "fair")),
        ("content/posts/2026/Fair/INDEX.markdown", ("posts", ("2026",), "Fair")),
        ("content/posts/index.md", ("posts", (), "index")),
        ("content/pages/fair.md.txt", ("pages", (), "fair")),
    ],
)
def test_a_path_gives_the_kind_the_folders_and_the_name(path: str, expected: tuple[str, tuple[str, ...], str]) -> None:
    assert source_of(path) == expected


@pytest.mark.parametrize(
    ("name", "stem"),
    [("fair.md", "fair"), ("Fair.MD", "Fair"), ("fair.md.txt", "fair"), ("fair.v2.mkd", "fair.v2"), ("fair", "fair")],
)
def test_a_name_loses_its_ending(name: str, stem: str) -> None:
    assert stem_of(name) == stem


@pytest.mark.parametrize(
    ("stem", "rest"),
    [
        ("2026-11-22-fair", "fair"),
        ("2026-1-2 the fair", "the fair"),
        ("2026-11-22_fair", "fair"),
        ("2026-11-22", "2026-11-22"),
        ("2026-02-31-fair", "fair"),
        ("fair-2026-11-22", "fair-2026-11-22"),
        ("2026-fair", "2026-fair"),
    ],
)
def test_the_date_in_front_is_no_part_of_the_name(stem: str, rest: str) -> None:
    assert without_date(stem) == rest


@pytest.mark.parametrize(
    ("stem", "title"),
    [
        ("summer-fair", "Summer fair"),
        ("2026-11-22-summer_fair", "Summer fair"),
        ("WI  meeting", "WI meeting"),
        ("ŵyl-yr-haf", "Ŵyl yr haf"),
        ("عيد-مبارك", "عيد مبارك"),
        ("--", "--"),
    ],
)
def test_a_title_can_be_made_from_a_name(stem: str, title: str) -> None:
    assert named(stem) == title


@settings(max_examples=100, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_every_name_gives_one_that_is_not_empty(stem: str) -> None:
    assert without_date(stem) and named(stem)


def test_the_slug_is_that_given_or_the_name_and_never_the_title() -> None:
    assert slug_of(post("content/posts/2026-11-22-Summer Fair!.md", title="Another title")) == "summer-fair"
    assert slug_of(post(slug="The Big Fair")) == "the-big-fair"
    assert slug_of(page("content/pages/join/index.md")) == "join"


def test_a_field_that_is_not_given_has_the_first_line() -> None:
    assert source("content/posts/fair.md").line_of("title") == 1
