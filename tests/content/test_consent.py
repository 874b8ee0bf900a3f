"""Who is in a photo, and whether they agreed: what is not certain is a no."""

from __future__ import annotations

import pytest

from hyperlocal.content.consent import Consent, consent_of, speaks_of_children


@pytest.mark.parametrize(
    "typed",
    [
        "none", "None", "no", "nobody", "No one", "adults-agreed", "Adults agreed", "adults – agreed.", "adult agreed",
        "children-agreed", "Children agreed", "children_agreed", "child-agreed", "kids agreed",
        "children, parents agreed",
        "children (their parents have agreed)", "adults and children agreed", "children and adults have all agreed",
    ],
)  # fmt: skip
def test_what_says_for_certain_that_all_agreed_publishes(typed: str) -> None:
    assert consent_of(typed) is Consent.GIVEN


@pytest.mark.parametrize(
    "typed", ["children", "Children", "child", "kid", "KIDS", "children-not-agreed", "kids, not asked"]
)
def test_children_without_a_word_of_consent_are_not_published(typed: str) -> None:
    assert consent_of(typed) is Consent.CHILDREN


@pytest.mark.parametrize(
    "typed",
    [
        "", "yes", "agreed", "adults", "two girls", "consent", "some", "Ann", "adults-agreed, children", "ok", "?",
        "children-agreed?? not sure", "everyone agreed", "children agreed not", "adults agreed; children not",
    ],
)  # fmt: skip
def test_what_may_mean_either_is_not_published(typed: str) -> None:
    assert consent_of(typed) is Consent.UNCLEAR


@pytest.mark.parametrize(
    ("people", "asked", "found"),
    [
        ("children", "yes", Consent.GIVEN),
        ("kids", "Agreed", Consent.GIVEN),
        ("adults", "yes", Consent.GIVEN),
        ("none", "yes", Consent.GIVEN),
        ("", "children-agreed", Consent.GIVEN),
        ("", "children", Consent.CHILDREN),
        ("children", "no", Consent.CHILDREN),
        ("children", "not yet", Consent.CHILDREN),
        ("adults-agreed", "no", Consent.UNCLEAR),
        ("", "yes", Consent.UNCLEAR),  # whose?
        ("Ann", "yes", Consent.UNCLEAR),
    ],
)
def test_a_line_about_consent_counts_with_the_one_about_people(people: str, asked: str, found: Consent) -> None:
    assert consent_of(people, asked) is found


def test_a_line_that_was_not_understood_may_be_about_children() -> None:
    assert all(map(speaks_of_children, ("poeple: Children", "two kids", "a BABY", "pupils of Year 3")))
    assert not any(map(speaks_of_children, ("Childwall Hall", "kidney beans", "")))
