"""Several things in one field: as people type them, and as programs write them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.fields import documentation, read, written
from hyperlocal.frontmatter import read as read_head
from hyperlocal.frontmatter import write_head
from hyperlocal.kinds import line, text, whole_number, words
from hyperlocal.parts import several
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    name: str = line("Name", "What it is called.", synonyms=("title",))
    about: str = text("About", "Words.", synonyms=("summary",))
    size: int | None = whole_number("Size", "How large.")
    kinds: tuple[str, ...] = words("Kinds", "What kinds.")


def halves(first: str, second: str) -> Mapping[str, str]:
    return {"name": first, "about": second}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    title: str = line("Title", "What.")
    things: tuple[Thing, ...] = several("Things", "All.", Thing, halves, synonyms=("thing",), example="Ball: round")


def reading(value: str, fence: str = "---") -> Any:
    return read(Box, read_head(f"{fence}\ntitle: A\n{value}\n{fence}\nB", path="a.md"), "a.md")


BALL = (Thing(name="Ball", about="It is round: very", size=3), Thing(name="Bat"))

FORMS = {
    "plain": "things:\n  Ball: It is round: very\n    size: 3\n  Bat",
    "names with colons": "things:\n  Ball:\n    about: It is round: very\n    size: 3\n  Bat:",
    "a list": "things:\n  - name: Ball\n    about: 'It is round: very'\n    size: 3\n  - name: Bat",
    "a list at the edge": "things:\n- name: Ball\n  about: 'It is round: very'\n  size: 3\n- Bat",
    "details below a line of a list": "things:\n  - Ball\n      about: It is round: very\n      size: 3\n  - Bat",
    "brackets": 'things: [{name: Ball, about: "It is round: very", size: "3"}, {name: Bat}]',
    "brackets by name": 'things: {Ball: {about: "It is round: very", size: "3"}, Bat: ""}',
    "another name": "thing:\n  Ball: It is round: very\n    size: 3\n  Bat",
    "empty lines and notes": "things:\n\n  # mine\n  Ball: It is round: very\n\n    size: 3\n\n  Bat\n",
    "tabs": "things:\n\tBall: It is round: very\n\t\tsize: 3\n\tBat",
    "deeper": "things:\n      Ball: It is round: very\n          size: 3\n      Bat",
    "a block": "things: |\n  Ball: It is round: very\n    size: 3\n  Bat",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_way_of_writing_reads_the_same(form: str) -> None:
    found = reading(FORMS[form])
    assert found.values["things"] == BALL
    assert found.problems == () and found.unknown == ()


def test_toml() -> None:
    found = read(
        Box, read_head('+++\ntitle = "A"\n[[things]]\nname = "Bat"\nkinds = ["x", "y"]\n+++\n', path="a.md"), "a.md"
    )
    assert found.values["things"] == (Thing(name="Bat", kinds=("x", "y")),)


def test_one_alone_needs_no_name_above_it() -> None:
    assert reading("things:\n  name: Bat\n  size: 2").values["things"] == (Thing(name="Bat", size=2),)
    assert reading("things: Bat").values["things"] == (Thing(name="Bat"),)
    assert reading("things: Bat: wood").values["things"] == (Thing(name="Bat: wood"),)


@pytest.mark.parametrize(
    ("value", "rule", "line", "said", "kept"),
    [
        ("things:\n  Ball\n    siez: 3", "unknown-key", 5, "Did you mean “size”?", 1),
        ("things:\n  Ball\n    colour of it: red", "unknown-key", 5, "name, about, size, kinds", 1),
        ("things:\n  Ball\n    size: large", "bad-number", 5, "size: 10", 1),
        ("things:\n  - size: 3\n  - Bat", "no-name", 4, "name: What it is called.", 1),
        ("things:\n  Ball\n    just some words", "no-colon", 5, "a colon and a value", 1),
        ("things: [{name: Ball]", "bad-several", 3, "a line for each", 0),
        ("things:\n  Ball\n    about:\n      - [x", "bad-text", 5, "", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(value: str, rule: str, line: int, said: str, kept: int) -> None:
    found = reading(value)
    assert len(found.values.get("things", ())) == kept
    told = [(one.rule, one.line, one.path) for one in found.problems]
    assert told == [(rule, line, "a.md")]
    assert said in found.problems[0].remedy


def test_too_many_are_left_out() -> None:
    found = reading("things:\n" + "\n".join(f"  thing {number}" for number in range(501)))
    assert "things" not in found.values
    assert [one.rule for one in found.problems] == ["bad-several"]


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=12).map(
    lambda name: " ".join(name.split())
)


@given(
    st.lists(st.builds(Thing, name=NAMES.filter(bool), about=NAMES, size=st.none() | st.integers(0, 99)), max_size=4)
)
def test_what_is_written_is_read_as_it_was(things: list[Thing]) -> None:
    values = {"title": "A", "things": tuple(things)}
    head = read_head(write_head(written(Box, values), "B"), path="a.md")
    found = read(Box, head, "a.md")
    assert found.problems == ()
    assert found.values.get("things", ()) == tuple(things)


def test_the_docs_have_one_row_for_the_whole_field() -> None:
    assert documentation(Box)[1] == ("things", "Ball: round", "All.", "thing")
