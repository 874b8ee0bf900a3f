"""What a page's head may say."""

from __future__ import annotations

import pytest

from hyperlocal.content.page import Page
from hyperlocal.fields import read
from hyperlocal.frontmatter import read as read_head
from tests.texts import page


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("order: 5", {"order": 5}),
        ("weight: -1", {"order": -1}),
        ("menu: no", {"menu": "no"}),
        ("menu: Join us", {"menu": "Join us"}),
    ],
)
def test_a_page_has_a_place_in_the_menu(line: str, values: dict[str, object]) -> None:
    found = read(Page, read_head(f"---\n{line}\n---\n"), "content/pages/about.md")
    assert found.values == values and found.problems == ()


def test_a_place_that_is_no_number_is_told_and_the_page_stays() -> None:
    found = read(Page, read_head("---\norder: first\n---\n"), "content/pages/about.md")
    assert found.whole and found.values == {} and [problem.line for problem in found.problems] == [2]


def test_a_page_has_no_date_and_no_place_unless_it_says_so() -> None:
    about = page("content/pages/about.md", "We meet.")
    assert about.order is None and about.menu == "" and about.document.html == "<p>We meet.</p>"
    found = read(Page, read_head("---\ndate: 2026-05-06\n---\n"), "content/pages/about.md")
    assert [entry.name for entry in found.unknown] == ["date"]
