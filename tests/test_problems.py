"""Problems read the same everywhere, and the name that was meant is found."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.problems import (
    Names,
    Problem,
    Severity,
    Stop,
    advice,
    edit_distance,
    error,
    nearest,
    warning,
    worst_first,
)

WORDS = st.text("abcde", max_size=7)


def test_a_problem_says_where_what_and_what_to_do() -> None:
    problem = error("bad-date", "content/events/fair.md", 3, "“31 June” is not a day.", "Write:  date: 2026-06-30")
    assert str(problem) == ("content/events/fair.md, line 3\n  “31 June” is not a day.\n  Write:  date: 2026-06-30")


def test_a_problem_without_a_line_or_a_file_does_not_make_one_up() -> None:
    assert str(warning("no-title", "site.yml", None, "The site has no name yet.")) == (
        "site.yml\n  The site has no name yet."
    )
    assert str(advice("no-base-url", "", None, "No address yet.")).startswith("this folder\n")


def test_each_of_the_three_has_its_weight() -> None:
    weights = [make("rule", "a.md", 1, "Something.").severity for make in (advice, warning, error)]
    assert weights == [Severity.ADVICE, Severity.WARNING, Severity.ERROR] == sorted(Severity)


def test_the_worst_comes_first_then_file_and_line_and_repeats_once() -> None:
    told = [
        advice("z", "a.md", 1, "Advice."),
        error("z", "b.md", 10, "Late."),
        error("z", "b.md", 2, "Early."),
        warning("z", "a.md", 9, "Warning."),
        error("z", "b.md", None, "The whole file."),
        error("z", "b.md", 2, "Early."),
        error("z", "a.md", 99, "The other file."),
    ]
    order = ["The other file.", "The whole file.", "Early.", "Late.", "Warning.", "Advice."]
    assert [one.message for one in worst_first(told)] == order
    assert worst_first(reversed(told)) == worst_first(told)


def test_a_stop_carries_its_problems_and_says_them() -> None:
    first, second = error("one", "a.md", 1, "First."), error("two", "b.md", None, "Second.")
    stop = Stop(first, second)
    assert stop.problems == (first, second)
    assert "a.md, line 1" in str(stop) and "Second." in str(stop)


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [
        ("title", "title", 0),
        ("titel", "title", 1),
        ("ttile", "title", 1),
        ("tite", "title", 1),
        ("titlle", "title", 1),
        ("tiddle", "title", 2),
        ("", "abc", 3),
        ("abc", "", 3),
        ("summary", "date", 6),
    ],
)
def test_distance_counts_letters_added_dropped_changed_or_swapped(left: str, right: str, distance: int) -> None:
    assert edit_distance(left, right) == distance


@settings(max_examples=100)
@given(WORDS, WORDS)
def test_distance_is_the_same_both_ways_and_bounded(left: str, right: str) -> None:
    found = edit_distance(left, right)
    assert found == edit_distance(right, left)
    assert (found == 0) == (left == right)
    assert abs(len(left) - len(right)) <= found <= max(len(left), len(right))


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("sumary", ["title", "summary"], "summary"),
        ("Sumarry", ["title", "summary"], "summary"),
        ("base_ulr", ["baseURL", "base_url"], "base_url"),
        ("languaecod", ["languageCode"], "languageCode"),
        ("smmry", ["summary"], "summary"),
        ("smmy", ["summary"], None),
        ("dtae", ["date"], "date"),
        ("tel", ["lat"], None),
        ("teal", ["lat"], None),
        ("post code", ["postcode"], "postcode"),
        ("colours", ["colour", "color"], "colour"),
        ("kolor", ["colour", "color"], "color"),
        ("xyz", ["title", "date"], None),
        ("title", [], None),
    ],
)
def test_the_nearest_name_is_the_one_that_was_meant(word: str, known: list[str], meant: str | None) -> None:
    assert nearest(word, known) == meant


def test_of_two_names_as_near_the_first_is_offered() -> None:
    assert nearest("paces", ["pages", "places"]) == "pages"
    assert nearest("paces", ["places", "pages"]) == "places"


def test_a_paragraph_is_near_to_nothing_and_costs_nothing() -> None:
    assert nearest("x" * 1_000_000, ["title", "summary"] * 100) is None
    assert nearest("x" * 1_000_000, ["x" * 999_999]) is None


@settings(max_examples=300)
@given(st.text("ab-", max_size=8), st.text("ab-", max_size=8), st.integers(0, 4))
def test_a_distance_that_is_too_large_is_only_known_to_be_so(left: str, right: str, most: int) -> None:
    assert edit_distance(left, right, most) == min(edit_distance(left, right), most + 1)


@settings(max_examples=300)
@given(st.text("abß", max_size=7), st.lists(st.text("abß", max_size=8), max_size=6))
def test_many_names_give_what_a_look_at_each_would(word: str, known: list[str]) -> None:
    limit = 2 if len(word.casefold()) >= 5 else 1
    distances = [edit_distance(word.casefold(), name.casefold()) for name in known]
    best = min(distances, default=9)
    wanted = known[distances.index(best)] if best <= limit else None
    assert Names(known).nearest(word) == nearest(word, known) == wanted


def test_after_very_many_questions_nothing_is_near_but_what_was_found_before() -> None:
    names = Names([f"a-post-about-the-fair-{number:04}" for number in range(3_000)])
    first, *others = [names.nearest(f"a-pots-about-the-fair-{number:04}") for number in range(1_000)]
    assert first == "a-post-about-the-fair-0000" and others[-1] is None
    assert names.nearest("a-pots-about-the-fair-0000") == first


@pytest.mark.parametrize("tell", [error, warning, advice])
def test_no_message_quotes_a_megabyte(tell: Callable[[str, str, int | None, str, str], Problem]) -> None:
    problem = tell("dead-link", "a.md", 1, f"“{'x' * 1_000_000}” leads nowhere.", f"Take “{'y' * 1_000_000}” out.")
    assert len(problem.message) < 2_100 and len(problem.remedy) < 2_100
    assert problem.message.startswith("“xx") and problem.message.endswith("x” leads nowhere.")
    assert tell("dead-link", "a.md", 1, "z" * 2_000, "").message == "z" * 2_000


def test_a_remedy_of_several_lines_is_set_in_and_the_lower_rank_comes_first() -> None:
    first = warning("no-alt", "z.md", 1, "Photos have no words.", "Write:  \na.jpg: A\nb.jpg: B", rank=1)
    second = warning("no-alt", "a.md", 1, "A photo has no words.", rank=2)
    assert str(first) == "z.md, line 1\n  Photos have no words.\n  Write:\n    a.jpg: A\n    b.jpg: B"
    third = error("no-consent", "b.md", 1, "It is not published.")
    assert worst_first([second, first, third]) == (third, first, second)
