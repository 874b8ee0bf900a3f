"""What a post's head may say."""

from __future__ import annotations

import pytest

from hyperlocal.content.post import Post
from hyperlocal.fields import Reading, declared, read
from hyperlocal.frontmatter import read as read_head
from hyperlocal.problems import Severity


def head(*lines: str) -> Reading:
    path = "content/posts/fair.md"
    return read(Post, read_head("\n".join(["---", *lines, "---", ""]), path=path), path)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("title: Jumble sale: Saturday #3", "title", "Jumble sale: Saturday #3"),
        ("name: Fair", "title", "Fair"),
        ("description: Come.", "summary", "Come."),
        ("categories: [a, b c]", "tags", ("a", "b c")),
        ("keywords: one, two", "tags", ("one", "two")),
        ("by: Jo", "author", "Jo"),
        ("organization: Hall", "organisation", "Hall"),
        ("thumbnail: a b.jpg", "image", "a b.jpg"),
        ("alt: The hall", "image_alt", "The hall"),
        ("permalink: /old/", "aliases", ("/old/",)),
        ("published: false", "draft", True),
        ("status: publish", "draft", False),
        ("language: cy", "lang", "cy"),
        ("guid: 0019", "id", "0019"),
        ("slug: 007", "slug", "007"),
    ],
)
def test_the_names_that_other_programs_use_are_read(line: str, name: str, value: object) -> None:
    found = head(line)
    assert found.values[name] == value and found.problems == () and found.unknown == ()


@pytest.mark.parametrize("name", ["date", "publish", "expires"])
def test_a_day_that_is_none_leaves_the_post_out(name: str) -> None:
    found = head(f"{name}: 31/11/2026")
    assert not found.whole and [problem.severity for problem in found.problems] == [Severity.ERROR]


def test_a_last_change_that_cannot_be_read_leaves_only_itself_out() -> None:
    found = head("updated: 31/11/2026", "title: Fair")
    assert found.whole and found.values == {"title": "Fair"}
    assert [problem.severity for problem in found.problems] == [Severity.WARNING]


def test_a_draft_that_is_neither_yes_nor_no_is_not_published() -> None:
    assert not head("draft: perhaps").whole


def test_tags_under_several_names_are_put_together() -> None:
    assert head("tags: a, b", "category: b", "taxonomies:", "  tags: [c]").values["tags"] == ("a", "b", "c")


def test_every_field_says_what_it_is_for() -> None:
    assert all(field.label and field.hint.endswith((".", "…", ")")) for field in declared(Post))
