"""What is drawn later, and the name of all that it depends on."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.output.drawing import Argument, Drawing, digest_of


@dataclass(frozen=True, slots=True)
class Named:
    """A value with a name that stands for all of it."""

    digest: str


def joined(*words: object) -> str:
    return " ".join(map(str, words))


def other(*words: object) -> str:
    return ""


SIMPLE = st.one_of(
    st.text(max_size=4), st.text("1:,()<>\n\0", max_size=6), st.integers(-3, 12), st.booleans(), st.none(),
    st.dates(date(2026, 1, 1), date(2026, 1, 3)), st.text("ab,()<>", min_size=1, max_size=3).map(Named),
)  # fmt: skip
ARGUMENTS = st.lists(
    st.recursive(SIMPLE, lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=6), max_size=4
)


def same(one: object, two: object) -> bool:
    """Equal, and of the same types: 1 and True are not one argument."""
    if isinstance(one, (tuple, list)) and isinstance(two, (tuple, list)):
        return len(one) == len(two) and all(map(same, one, two))
    return type(one) is type(two) and one == two


def test_it_is_called_when_it_is_needed_with_what_it_may_look_at() -> None:
    assert Drawing(joined, ("a", 1, None))() == "a 1 None"


@given(ARGUMENTS, ARGUMENTS)
def test_two_keys_are_one_only_for_the_same_arguments(one: list[Argument], two: list[Argument]) -> None:
    keys = Drawing(joined, tuple(one)).key, Drawing(joined, tuple(two)).key
    assert (keys[0] == keys[1]) is same(one, two)


NEAR: list[tuple[Argument, ...]] = [
    (), ("",), ((),), ("", ""), ("", ()), (("", ""),), ((("",),),), ("a", "b"), ("a,b",), ("a\nb",), (("a", "b"),),
    (("a,1:b",),), ("1:a",), (None,), ("None",), (1,), ("1",), (True,), (False,), (0,), (date(2026, 1, 1),),
    ("2026-01-01",), (Named("a"),), ("<a>",), ((Named("a"), "b"),), (Named("a"), "b"), (Named("a>,1:b"),), (12, 3),
    (1, 23),
    ("a", ("b",)), (("a",), "b"), (("a", ("b",)),),
]  # fmt: skip


def test_arguments_that_look_alike_have_keys_of_their_own() -> None:
    keys = [digest_of(*one) for one in NEAR]
    assert [(NEAR[a], NEAR[b]) for a, b in itertools.combinations(range(len(NEAR)), 2) if keys[a] == keys[b]] == []


def test_another_function_is_another_drawing() -> None:
    assert Drawing(joined, ("a",)).key != Drawing(other, ("a",)).key


def test_the_key_is_the_same_in_every_process() -> None:
    code = "from tests.output.test_drawing import NEAR, digest_of; print([digest_of(*one) for one in NEAR])"
    root = Path(__file__).parent.parent.parent
    said = {
        subprocess.run([sys.executable, "-c", code], cwd=root, env={**os.environ, "PYTHONHASHSEED": seed},
                       capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert said == {f"{[digest_of(*one) for one in NEAR]}\n"}


def test_lone_surrogates_have_a_key() -> None:
    assert digest_of("\udce9") != digest_of("\udce8")


@pytest.mark.parametrize("value", [1.5, b"x", [1], {"a": 1}, {1}, object(), Named(""), (1, [2])])
def test_a_value_without_a_digest_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no digest, so no page may depend on it"):
        Drawing(joined, (value,)).key  # noqa: B018


def test_a_digest_that_is_no_text_is_none() -> None:
    class Odd:
        digest = 5

    with pytest.raises(TypeError):
        digest_of(Odd())
