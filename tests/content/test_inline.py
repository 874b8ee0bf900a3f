"""Where the inline pass takes a shorter way than Python-Markdown, and where it must not."""

from __future__ import annotations

import re

import pytest
from markdown.inlinepatterns import SimpleTagInlineProcessor

from hyperlocal.content import engine
from hyperlocal.content.inline import SIGNS
from tests.content.awkward import texts


def test_every_pattern_has_its_signs() -> None:
    """Else it is tried on every text, which nobody would notice but by the time it takes."""
    md = engine.plain()
    assert {md.inlinePatterns[name] for name in SIGNS} == set(md.inlinePatterns)


def test_no_pattern_matches_without_one_of_its_signs() -> None:
    md = engine.plain()
    searched = matched = 0
    for text in texts(1_500, seed=5):
        for name in SIGNS:
            searched += 1
            found = md.inlinePatterns[name].getCompiledRegExp().search(text.body)
            if found and name not in {"link", "image_link"}:  # these two match one bracket, and then look further
                matched += 1
                assert any(sign in text.body for sign in SIGNS[name]), (name, text.body)
    assert searched > matched > 1_000


def test_a_pattern_that_is_not_known_is_tried_on_every_text() -> None:
    """An extension of tomorrow's Python-Markdown must not be left out in silence."""
    plain, fast = engine.plain(), engine.fast()
    for md in (plain, fast):
        md.inlinePatterns.register(SimpleTagInlineProcessor("()(words)", "mark"), "unknown", 62)
    for body in ("plain words", "*plain words* and `plain words`", "- [words](words)"):
        assert fast.reset().convert(body) == plain.reset().convert(body)
        assert "<mark>words</mark>" in fast.reset().convert(body)


@pytest.mark.parametrize("name", sorted(SIGNS))
def test_a_text_with_nothing_but_the_signs_of_a_pattern_is_the_same(name: str) -> None:
    plain = engine.plain()
    for sign in SIGNS[name]:
        for body in (sign, f"a{sign}b", f"{sign} {sign}", f"{sign}a{sign}", f"- {sign}\n- {sign}a", f"> *{sign}*"):
            assert engine.to_html(body) == plain.reset().convert(body)


def test_the_same_mark_many_times_takes_a_time_in_proportion() -> None:
    """After a match the rest is looked at, not the whole again."""
    html = engine.to_html("`a` " * 5_000)
    assert len(re.findall("<code>a</code>", html)) == 5_000
