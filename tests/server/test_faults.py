"""A page that says what to mend, in the words of the terminal."""

from __future__ import annotations

import pytest
from lxml import html

from hyperlocal.problems import error, warning
from hyperlocal.server.faults import fault_page, in_pieces, panel_style, place_of, unforeseen


def test_a_fault_page_says_where_what_and_what_to_type_and_nothing_of_it_is_markup() -> None:
    problem = error("x", "site.yml", 3, "“<script>” & so on.", "Type it again:  title: <b>Ash</b>")
    page = html.document_fromstring(fault_page([problem]).decode("utf-8"))
    (item,) = page.iter("li")
    assert page.get("lang") == "en-GB"
    assert ["".join(map(str, one.itertext())) for one in item.iter("p")] == [
        "site.yml, line 3",
        "“<script>” & so on.",
        "Type it again: title: <b>Ash</b>",
    ]
    assert ["".join(map(str, one.itertext())) for one in item.iter("code")] == ["title: <b>Ash</b>"]
    assert not [*page.iter("script", "b")]
    assert ["".join(map(str, one.itertext())) for one in page.iter("style")] == [panel_style()]


def test_before_the_first_reading_there_is_nothing_to_mend() -> None:
    assert "The site has not been read yet." in fault_page([]).decode("utf-8")


@pytest.mark.parametrize(
    ("remedy", "pieces"),
    [
        ("Save again.", ["Save again."]),
        ("Write it like this:  date: 2026-06-30", ["Write it like this:", "date: 2026-06-30"]),
        ("Say:  ![A](b.jpg)   or write  decorative", ["Say:", "![A](b.jpg)", "or write", "decorative"]),
    ],
)
def test_what_to_type_stands_apart_from_the_words_around_it(remedy: str, pieces: list[str]) -> None:
    assert in_pieces(remedy) == pieces


def test_a_place_is_a_file_perhaps_with_a_line() -> None:
    assert place_of(warning("x", "content/a.md", 3, "X.")) == "content/a.md, line 3"
    assert place_of(warning("x", "content/a.md", None, "X.")) == "content/a.md"
    assert place_of(warning("x", "", None, "X.")) == "this folder"


@pytest.mark.parametrize(
    ("fault", "rule", "path", "words"),
    [
        (FileNotFoundError(2, "No such file", "content/a.md"), "unreadable", "content/a.md", "No such file"),
        (PermissionError(13, "No entry"), "unreadable", "content/b.md", "No entry"),
        (ZeroDivisionError("division by zero"), "unforeseen", "content/b.md", "ZeroDivisionError: division by zero"),
    ],
)
def test_what_nobody_foresaw_is_a_problem_too(fault: Exception, rule: str, path: str, words: str) -> None:
    problem = unforeseen(fault, "content/b.md")
    assert (problem.rule, problem.path) == (rule, path)
    assert words in problem.message
    assert problem.remedy
