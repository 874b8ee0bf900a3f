"""Values that are kept as JSON and read again: the same values, of the same types."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.content.reading import TextRead
from hyperlocal.problems import Problem, Severity
from hyperlocal.records import pack, packer, unpack, unpacker


class Shade(Enum):
    LIGHT = "light"
    DARK = "dark"


class Rank(IntEnum):
    LOW = 1
    HIGH = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    name: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    count: int
    inner: Leaf | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Child(Leaf):
    more: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    text: str
    whole: int
    yes: bool
    part: float
    nothing: None
    maybe: str | None
    day: dt.date
    time: dt.time
    span: dt.timedelta
    shade: Shade
    rank: Rank
    row: tuple[str, ...]
    days: tuple[dt.date, ...]
    pair: tuple[int, dt.date, str | None]
    empty: tuple[()]
    heap: frozenset[str]
    table: Mapping[str, int]
    tables: dict[str, tuple[Leaf, ...]]
    leaf: Leaf
    child: Child
    leaves: tuple[Leaf, ...]
    other: Other | None
    either: Leaf | Other
    perhaps: Leaf | Other | None
    many: tuple[Leaf | Other, ...]
    optional_day: typing.Optional[dt.date]  # noqa: UP045 - the older way to write it is read too
    deep: tuple[tuple[Leaf | None, ...], ...]


TEXTS = st.text(st.characters(codec=None))  # lone surrogates too: names of files hold them
SIMPLE: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    int: st.integers(),
    bool: st.booleans(),
    float: st.floats(allow_nan=False),
    type(None): st.none(),
    dt.date: st.dates(),
    dt.time: st.times(),
    dt.timedelta: st.integers(-(10**9), 10**9).map(lambda seconds: dt.timedelta(seconds=seconds)),
}


def values(kind: Any) -> st.SearchStrategy[Any]:
    """Any value of a type, read off its declaration independently of `records`."""
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if kind in SIMPLE:
        return SIMPLE[kind]
    if origin in (typing.Union, types.UnionType):
        return st.one_of([values(one) for one in inside])
    if origin is tuple and inside[1:] == (...,):
        return st.lists(values(inside[0]), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*[values(one) for one in inside])
    if origin is frozenset:
        return st.frozensets(values(inside[0]), max_size=4)
    if origin in (dict, Mapping):
        return st.dictionaries(TEXTS, values(inside[1]), max_size=3)
    if typing.get_origin(kind) is typing.Literal:
        return st.sampled_from(typing.get_args(kind))
    if issubclass(kind, Enum):
        return st.sampled_from(kind)
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: values(hints[field.name]) for field in dataclasses.fields(kind)})


def through_json(kind: Any, value: Any) -> Any:
    """As a kept result is written and read: see `remembering`."""
    text = json.dumps(pack(kind, value), ensure_ascii=False, separators=(",", ":"))
    return unpack(kind, json.loads(text.encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass")))


def shape(value: Any) -> Any:
    """The types all the way down: 1, 1.0 and True are equal, and are not the same."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value), [shape(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, tuple):
        return tuple, [shape(one) for one in value]
    if isinstance(value, frozenset):
        return frozenset, {shape(one) for one in value}
    if isinstance(value, Mapping):
        return dict, [(key, shape(one)) for key, one in value.items()]
    return type(value)


@settings(max_examples=150)
@given(values(Everything))
def test_every_kind_of_value_comes_back(value: Everything) -> None:
    again = through_json(Everything, value)
    assert again == value
    assert shape(again) == shape(value)


@settings(max_examples=60)
@given(values(TextRead))
def test_all_that_is_remembered_of_a_text_comes_back(value: TextRead) -> None:
    again = through_json(TextRead, value)
    assert again == value
    assert shape(again) == shape(value)


@given(values(Problem))
def test_problems_come_back(value: Problem) -> None:
    again = through_json(Problem, value)
    assert again == value and type(again.severity) is Severity


def test_values_that_json_knows_are_left_alone() -> None:
    assert packer(str) is packer(int) is packer(bool) is packer(float) is None
    assert unpacker(str | None) is packer(int | None) is None


def test_what_is_kept_is_plain_and_in_one_order() -> None:
    assert pack(frozenset[str], frozenset("hello")) == ["e", "h", "l", "o"]
    assert pack(Leaf | Other, Other(count=1, inner=None)) == [1, [1, None]]
    assert pack(dt.date, dt.date(2026, 11, 22)) == "2026-11-22"


@dataclass(frozen=True)
class WithoutSlots:
    name: str = ""


@dataclass(frozen=True, slots=True)
class HoldsBytes:
    data: bytes


@dataclass(frozen=True, slots=True)
class HoldsItself:
    inner: HoldsItself | None


UNHELD: list[Any] = [
    bytes, dt.datetime, object, Any, complex, list[str], set[str], tuple, frozenset, dict, dict[int, str], str | int,
    str | dt.date, Leaf | str, tuple[bytes, ...], tuple[int, bytes], Mapping[str, bytes], bytes | None,
    type, WithoutSlots, HoldsBytes, HoldsItself,
]  # fmt: skip


@pytest.mark.parametrize("kind", UNHELD, ids=str)
@pytest.mark.parametrize("turn", [packer, unpacker])
def test_a_type_that_cannot_be_held_is_refused_at_once(turn: Any, kind: Any) -> None:
    with pytest.raises(TypeError, match="records cannot hold"):
        turn(kind)


def test_a_value_of_a_class_below_the_declared_one_is_refused() -> None:
    """Else it would come back as less than it was."""
    with pytest.raises(TypeError):
        pack(Leaf, Child(name="a", more=("b",)))
    with pytest.raises((TypeError, KeyError)):
        pack(Leaf | Other, Child(name="a"))


@pytest.mark.parametrize("broken", [[], ["a"], ["a", 1, 2], None])
def test_a_row_of_another_length_is_refused(broken: Any) -> None:
    with pytest.raises((TypeError, ValueError, IndexError)):
        unpack(Leaf, broken)
