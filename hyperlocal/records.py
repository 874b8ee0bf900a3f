"""Frozen values <-> plain lists and texts that JSON can hold, so that a result can be kept and read again.

A dataclass is a list of its fields in the order of their declaration; days and times are ISO 8601; tuples, sets and
mappings are what JSON has for them. The types come from the declarations: a new field needs nothing here. JSON and not
pickle, because a site's folder is handed from one person to the next, and reading a pickle can run what is in it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Mapping
from enum import Enum
from functools import cache
from typing import Any

Turn = Callable[[Any], Any]
"""Turns one value into the other form. None stands for “it is the same in both”."""


@cache
def packer(kind: Any) -> Turn | None:
    """What turns a value of the type `kind` into what JSON can hold. Raises TypeError for types not spoken of above."""
    return _turn(kind, _Packing())


@cache
def unpacker(kind: Any) -> Turn | None:
    """What turns it back. The lists that it is given are used up."""
    return _turn(kind, _Unpacking())


def pack(kind: Any, value: Any) -> Any:
    """A value of the type `kind` as JSON can hold it."""
    turn = packer(kind)
    return value if turn is None else turn(value)


def unpack(kind: Any, packed: Any) -> Any:
    """The value again."""
    turn = unpacker(kind)
    return packed if turn is None else turn(packed)


class _Packing:
    """Value -> plain."""

    of = staticmethod(packer)
    day: Turn | None = staticmethod(lambda value: value.isoformat())
    time: Turn | None = staticmethod(lambda value: value.isoformat())
    span: Turn | None = staticmethod(lambda value: value.total_seconds())

    @staticmethod
    def enum(kind: type[Enum]) -> Turn:
        return lambda value: value.value

    @staticmethod
    def row(inner: Turn | None) -> Turn:
        return list if inner is None else lambda values: [inner(value) for value in values]

    @staticmethod
    def heap(inner: Turn | None) -> Turn:
        return sorted if inner is None else lambda values: sorted(inner(value) for value in values)

    @staticmethod
    def table(inner: Turn | None) -> Turn:
        return dict if inner is None else lambda table: {key: inner(value) for key, value in table.items()}

    @staticmethod
    def record(kind: type, turns: Mapping[str, Turn | None]) -> Turn:
        names = [(name, turn) for name, turn in turns.items()]

        def packed(value: Any) -> list[Any]:
            if type(value) is not kind:  # what a class below has more would be lost
                raise TypeError(f"{type(value).__name__} is not {kind.__name__}")
            return [getattr(value, name) if turn is None else turn(getattr(value, name)) for name, turn in names]

        return packed

    @staticmethod
    def several(kinds: list[Any], turns: list[Turn | None]) -> Turn:
        known = {one: (place, turn) for place, (one, turn) in enumerate(zip(kinds, turns, strict=True))}

        def packed(value: Any) -> list[Any]:
            place, turn = known[type(value)]
            return [place, value if turn is None else turn(value)]

        return packed


class _Unpacking:
    """Plain -> value."""

    of = staticmethod(unpacker)
    day: Turn | None = staticmethod(dt.date.fromisoformat)
    time: Turn | None = staticmethod(dt.time.fromisoformat)
    span: Turn | None = staticmethod(lambda value: dt.timedelta(seconds=value))

    @staticmethod
    def enum(kind: type[Enum]) -> Turn:
        return kind

    @staticmethod
    def row(inner: Turn | None) -> Turn:
        return tuple if inner is None else lambda values: tuple([inner(value) for value in values])

    @staticmethod
    def heap(inner: Turn | None) -> Turn:
        return frozenset if inner is None else lambda values: frozenset(inner(value) for value in values)

    @staticmethod
    def table(inner: Turn | None) -> Turn | None:
        return None if inner is None else lambda table: {key: inner(value) for key, value in table.items()}

    @staticmethod
    def record(kind: type, turns: Mapping[str, Turn | None]) -> Turn:
        # Straight into the slots, a line for each: what was packed was checked when it was made, and there are very
        # many of these.
        known: dict[str, Any] = {"new": object.__new__, "kind": kind}
        lines = []
        for place, (name, turn) in enumerate(turns.items()):
            known[f"put{place}"], known[f"turn{place}"] = getattr(kind, name).__set__, turn
            lines.append(f" put{place}(made, {f'value{place}' if turn is None else f'turn{place}(value{place})'})")
        taken = "".join(f"value{place}, " for place in range(len(turns)))
        opened = [f" {taken}= row"] if turns else []
        exec("\n".join(["def unpacked(row):", *opened, " made = new(kind)", *lines, " return made"]), known)
        unpacked: Turn = known["unpacked"]
        return unpacked

    @staticmethod
    def several(kinds: list[Any], turns: list[Turn | None]) -> Turn:
        def unpacked(pair: list[Any]) -> Any:
            turn = turns[pair[0]]
            return pair[1] if turn is None else turn(pair[1])

        return unpacked


def _turn(kind: Any, way: _Packing | _Unpacking) -> Turn | None:
    origin, inside = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return _either(kind, inside, way)
    if origin is tuple and inside[1:] == (...,):
        return way.row(way.of(inside[0]))
    if origin is tuple:
        return _fixed([way.of(one) for one in inside], tuple if isinstance(way, _Unpacking) else list)
    if origin is frozenset:
        return way.heap(way.of(inside[0]))
    if origin in (dict, Mapping) and inside[0] is str:
        return way.table(way.of(inside[1]))
    if kind in (str, int, bool, float, type(None)) or origin is typing.Literal:
        return None
    known = {dt.date: way.day, dt.time: way.time, dt.timedelta: way.span}
    if kind in known:
        return known[kind]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return way.enum(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return way.record(kind, _fields(kind, way))
    raise TypeError(f"records cannot hold {kind}")


def _fields(kind: type, way: _Packing | _Unpacking) -> dict[str, Turn | None]:
    """What turns each field. Raises TypeError for a class that has no slots, or that holds itself."""
    names = [field.name for field in dataclasses.fields(kind)]
    if not all(isinstance(getattr(kind, name, None), types.MemberDescriptorType) for name in names):
        raise TypeError(f"records cannot hold {kind}: it has no slots")
    hints = typing.get_type_hints(kind)
    try:
        return {name: way.of(hints[name]) for name in names}
    except RecursionError:
        raise TypeError(f"records cannot hold {kind}: it holds itself") from None


def _fixed(turns: list[Turn | None], made: Callable[[Any], Any]) -> Turn:
    """A tuple whose places have types of their own."""

    def turned(values: Any) -> Any:
        return made([value if turn is None else turn(value) for value, turn in zip(values, turns, strict=True)])

    return turned


def _either(kind: Any, inside: tuple[Any, ...], way: _Packing | _Unpacking) -> Turn | None:
    """A type or None; or one of several dataclasses, which are told apart by their place in the declaration."""
    kinds = [one for one in inside if one is not type(None)]
    if len(kinds) != 1:
        if not all(dataclasses.is_dataclass(one) for one in kinds):
            raise TypeError(f"records cannot hold {kind}")
        inner: Turn | None = way.several(kinds, [way.of(one) for one in kinds])
    else:
        inner = way.of(kinds[0])
    return None if inner is None else lambda value: None if value is None else inner(value)
