"""Our `dataclass` held equal to the standard library's: same words, same refusals, same values."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.values import dataclass, field


def declared(decorate: Callable[..., Any]) -> dict[str, Any]:
    """The same classes, made by one of the two decorators."""

    @decorate(frozen=True, slots=True, kw_only=True)
    class Post:
        """A post."""

        title: str
        words: int = 0
        tags: tuple[str, ...] = ()
        notes: list[str] = field(default_factory=list, compare=False, repr=False)

        @property
        def long(self) -> bool:
            return self.words > 500

    @decorate(frozen=True, slots=True, kw_only=True)
    class Event(Post):
        place: str = "Hall"

    @decorate(frozen=True, slots=True)
    class Pair:
        first: Any
        second: Any = None

    @decorate(frozen=True, slots=True)
    class One:
        only: Any

    @decorate(frozen=True, slots=True)
    class Checked:
        size: int

        def __post_init__(self) -> None:
            if self.size > 3:
                raise ValueError("too large")

    @decorate(frozen=True, slots=True)
    class Nothing:
        pass

    @decorate(frozen=True, slots=True)
    class Alike:
        name: str

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Alike)

        def __repr__(self) -> str:
            return "alike"

    return {name: kind for name, kind in locals().items() if isinstance(kind, type)}


OURS, THEIRS = declared(dataclass), declared(dataclasses.dataclass)

MADE: dict[str, tuple[str, tuple[Any, ...], dict[str, Any]]] = {
    "all": ("Post", (), {"title": "A", "words": 3, "tags": ("x",), "notes": ["n"]}),
    "least": ("Post", (), {"title": "A"}),
    "below": ("Event", (), {"title": "A", "place": "Green"}),
    "pair": ("Pair", (1, 2), {}),
    "pair by name": ("Pair", (1,), {"second": float("nan")}),
    "one": ("One", (None,), {}),
    "nothing": ("Nothing", (), {}),
    "checked": ("Checked", (3,), {}),
    "too large": ("Checked", (4,), {}),
    "own ways": ("Alike", ("a",), {}),
    "lacking": ("Post", (), {}),
    "too much": ("Pair", (1, 2, 3), {}),
    "unknown": ("Post", (), {"title": "A", "size": 3}),
    "by place": ("Post", ("A",), {}),
}


def told(do: Callable[[], Any]) -> Any:
    """What came of it, or the kind of error and its words."""
    try:
        return do()
    except Exception as fault:
        return type(fault), str(fault).replace("declared.<locals>.", "")


@pytest.mark.parametrize("name", MADE)
def test_all_is_as_the_standard_library_has_it(name: str) -> None:
    kind, places, names = MADE[name]

    def tried(kinds: dict[str, Any]) -> list[Any]:
        made = told(lambda: kinds[kind](*places, **names))
        if isinstance(made, tuple):
            return [made]
        fields = dataclasses.fields(made)
        return [
            repr(made),
            told(lambda: hash(made)),
            made == kinds[kind](*places, **names),
            made != kinds[kind](*places, **names),
            made == 3,
            made == copy.copy(made),
            [(one.name, getattr(made, one.name)) for one in fields],
            [told(lambda one=one: setattr(made, one.name, 1)) for one in fields],  # type: ignore[misc]
            [told(lambda one=one: delattr(made, one.name)) for one in fields],  # type: ignore[misc]
            told(lambda: repr(dataclasses.replace(made, **names))),
            repr(pickle.loads(pickle.dumps(made.__getstate__()))),
            kinds[kind].__match_args__,
            hasattr(made, "__dict__"),
        ]

    assert tried(OURS) == tried(THEIRS)


@given(*[st.one_of(st.none(), st.integers(0, 1), st.text(max_size=1))] * 4)
def test_equal_as_there_and_equal_values_have_one_hash(one: Any, two: Any, three: Any, four: Any) -> None:
    for name, left, right in (("Pair", (one, two), (three, four)), ("One", (one,), (three,))):
        ours, theirs = OURS[name], THEIRS[name]
        assert (ours(*left) == ours(*right)) is (theirs(*left) == theirs(*right))
        assert hash(ours(*left)) == hash(theirs(*left))


def test_what_a_class_says_of_itself_stays() -> None:
    assert OURS["Post"].__doc__ == "A post."


def test_what_is_left_out_is_made_anew_each_time() -> None:
    assert OURS["Post"](title="A").notes is not OURS["Post"](title="A").notes


def test_a_value_that_holds_itself_can_be_told() -> None:
    ring: list[Any] = []
    ring.append(OURS["One"](ring))
    assert "..." in repr(ring[0])


def test_values_travel_to_another_process() -> None:
    code = (
        "import pickle, sys; from hyperlocal.problems import error\n"
        "one = error('a', 'b.md', 3, 'Words.', 'More.')\n"
        "assert pickle.loads(pickle.dumps(one)) == one\n"
        "sys.stdout.buffer.write(pickle.dumps(one))"
    )
    sent = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    assert pickle.loads(sent).line == 3


@pytest.mark.parametrize("options", [{"frozen": False, "slots": True}, {"frozen": True, "slots": False}])
def test_values_are_frozen_and_have_slots(options: dict[str, bool]) -> None:
    with pytest.raises(TypeError, match="frozen"):
        dataclass(**options)


def test_a_field_that_cannot_be_given_is_refused() -> None:
    with pytest.raises(TypeError, match="count"):

        @dataclass(frozen=True, slots=True)
        class Odd:
            count: int = field(default=0, init=False)
