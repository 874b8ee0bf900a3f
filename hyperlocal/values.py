"""`@dataclass` for the frozen values of this package: what the standard library's does, made in a quarter of the time.

The standard decorator compiles six methods for each class. A hundred classes are a tenth of a second, which is most
of what a person waits for after changing one word. Here only `__init__` is compiled; the others are shared by all
classes, and say the same. A type checker reads the standard one.
"""

from __future__ import annotations

import dataclasses
from dataclasses import field
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field
    from dataclasses import dataclass as dataclass

__all__ = ["dataclass", "field"]


def _dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type], type]:
    """As `dataclasses.dataclass(frozen=True, slots=True)`, with or without `kw_only`; nothing else is offered.

    Raises TypeError for what it does not know: fields that `__init__` does not take, and classes that it did not make.
    """
    if not (frozen and slots):
        raise TypeError("The values of this package are frozen and have slots.")

    def made(plain: type) -> type:
        cls: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(plain)
        fields = dataclasses.fields(cls)
        offered = _methods(cls, fields)
        for name, method in offered.items():
            if name not in cls.__dict__:
                method.__qualname__ = f"{cls.__qualname__}.{name}"
                setattr(cls, name, method)
        if cls.__dict__.get("__hash__") is None:  # as for a class that says by itself when two are equal
            setattr(cls, "__hash__", offered["__hash__"])  # noqa: B010 - a type checker minds the plain form
        return cls

    return made


if not TYPE_CHECKING:
    dataclass = _dataclass


def _methods(cls: type, fields: tuple[Field[Any], ...]) -> dict[str, Callable[..., Any]]:
    names = [field.name for field in fields]
    shown = [field.name for field in fields if field.repr]
    compared = _values([field.name for field in fields if field.compare])
    hashed = _values([field.name for field in fields if (field.compare if field.hash is None else field.hash)])
    kept = _values(names)

    @recursive_repr()
    def __repr__(self: Any) -> str:
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in shown)
        return f"{type(self).__qualname__}({told})"

    def __eq__(self: Any, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compared(self) == compared(other)

    def __hash__(self: Any) -> int:
        return hash(hashed(self))

    def __setattr__(self: Any, name: str, value: Any) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self: Any, name: str) -> None:
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

    def __getstate__(self: Any) -> list[Any]:
        return list(kept(self))

    def __setstate__(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    methods = (__repr__, __eq__, __hash__, __setattr__, __delattr__, __getstate__, __setstate__)
    return {"__init__": _init(cls, fields), **{method.__name__: method for method in methods}}


def _values(names: list[str]) -> Callable[[Any], tuple[Any, ...]]:
    """What gets the values of these fields from one value, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda self: (getattr(self, names[0]),)) if names else lambda self: ()


def _init(cls: type, fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    """`__init__`, which puts each value straight into its slot: faster than by name, which is refused to all others."""
    known: dict[str, Any] = {"_missing": dataclasses.MISSING}
    positional, keywords, lines = ["self"], list[str](), list[str]()
    for number, one in enumerate(fields):
        if not one.init:
            raise TypeError(f"{cls.__qualname__}.{one.name}: a field that __init__ does not take is not known here.")
        taken, value = one.name, one.name
        if one.default is not dataclasses.MISSING:
            known[f"_default{number}"] = one.default
            taken += f"=_default{number}"
        elif one.default_factory is not dataclasses.MISSING:
            known[f"_factory{number}"] = one.default_factory
            taken += "=_missing"
            value = f"_factory{number}() if {one.name} is _missing else {one.name}"
        (keywords if one.kw_only else positional).append(taken)
        known[f"_set{number}"] = getattr(cls, one.name).__set__
        lines.append(f" _set{number}(self, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append(" self.__post_init__()")
    takes = ", ".join(positional + (["*", *keywords] if keywords else []))
    exec("\n".join([f"def __init__({takes}):", *(lines or [" pass"])]), known)
    made: Callable[..., None] = known["__init__"]
    return made
