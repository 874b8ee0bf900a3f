"""Declared fields: one declaration reads a value, writes it back, words its error and fills its row in the docs.

@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    title: str = line("Title", "What people will see in lists.")

reading = read(Post, head, "content/posts/fair.md")
if reading.whole: Post(**reading.values, …)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from hyperlocal.frontmatter import Entry, Head, plain_name
from hyperlocal.problems import Problem, error, nearest, warning
from hyperlocal.values import dataclass

_NOTHING = frozenset({"", "~", "null"})
"""What other programs write for an empty value."""


class Unreadable(ValueError):
    """A value that cannot be what its field needs: what was read, and what to type."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What a value may be. `read` raises `Unreadable`; `write` gives YAML; `example` is shown in docs and messages.
    `inner` declares the details that each of several things has."""

    name: str
    read: Callable[[Entry], Any]
    write: Callable[[Any], str]
    example: str
    inner: type | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """What a kind with `inner` reads: the things that could be read, and what there is to say (of no path yet)."""

    values: tuple[Any, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One declared field. `synonyms` are other names we read; `merge` puts the values under all of them together.
    A file whose `vital` field cannot be read is left out."""

    name: str
    label: str
    hint: str
    kind: Kind
    synonyms: tuple[str, ...] = ()
    vital: bool = False
    merge: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.name, *self.synonyms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a head gave. `values` has every readable field; `lines` the line of each; `whole` is false when a vital
    field could not be read; `unknown` are the entries that no field claims."""

    values: Mapping[str, Any]
    lines: Mapping[str, int]
    problems: tuple[Problem, ...]
    unknown: tuple[Entry, ...]
    whole: bool


def read(declaring: type, head: Head, path: str) -> Reading:
    """Read every field that the class `declaring` declares. Never raises."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    whole = True
    given = {entry.name: entry for entry in head.entries}  # of two the last, as every YAML reader takes it
    for field, names in _named(declaring):
        found = [given[name] for name in names if name in given]
        entries = [entry for entry in found if not _is_empty(entry, field.kind)]
        if not entries:
            continue
        problems += _unused(field, entries, path)
        for entry in entries if field.merge else entries[:1]:
            try:
                value = field.kind.read(entry)
            except Unreadable as fault:
                whole = whole and not field.vital
                say_so = error if field.vital else warning
                problems.append(say_so(f"bad-{field.kind.name}", path, entry.line, fault.message, fault.remedy))
                continue
            if isinstance(value, Several):
                problems += [dataclasses.replace(one, path=path) for one in value.problems]
                value = value.values or None
            if value is None:
                continue
            values[field.name] = _together(values[field.name], value) if field.name in values else value
            lines.setdefault(field.name, entry.line)
    claimed = {name for _, names in _named(declaring) for name in names}
    unknown = tuple(entry for entry in head.entries if entry.name not in claimed)
    return Reading(values=values, lines=lines, problems=tuple(problems), unknown=unknown, whole=whole)


def like(declaring: type, name: str) -> Any:
    """The declaration of a field that another class has already: `town: str = like(Place, "town")`."""
    found = next(one for one in dataclasses.fields(declaring) if one.name == name)
    return dataclasses.field(default=found.default, metadata=found.metadata)


@cache
def declared(declaring: type) -> tuple[Field, ...]:
    """The fields of a class, in the order they are written down."""
    return tuple(
        dataclasses.replace(field.metadata["field"], name=field.name)
        for field in dataclasses.fields(declaring)
        if "field" in field.metadata
    )


def known_names(declaring: type) -> tuple[str, ...]:
    """Every name that is read, for “did you mean”; the proper names first."""
    fields = declared(declaring)
    return tuple([f.name for f in fields] + [synonym for f in fields for synonym in f.synonyms if "." not in synonym])


def meant(entry: Entry, declaring: type) -> str | None:
    """The proper name of the field nearest to an unknown name, within two letters; None when nothing is near."""
    near = nearest(entry.key.replace(" ", "_"), known_names(declaring))
    return next((field.name for field in declared(declaring) if near in field.names), None)


def written(declaring: type, values: Mapping[str, Any]) -> dict[str, str]:
    """The values as the YAML texts of a head, in declared order; fields without a value are left out."""
    return {
        f.name: f.kind.write(values[f.name]) for f in declared(declaring) if values.get(f.name) not in (None, "", ())
    }


def documentation(declaring: type) -> tuple[tuple[str, str, str, str], ...]:
    """A row for the docs for each field: name, example, what it is for, other names that are read."""
    return tuple((f.name, f.kind.example, f.hint, ", ".join(f.synonyms)) for f in declared(declaring))


@cache
def _named(declaring: type) -> tuple[tuple[Field, tuple[str, ...]], ...]:
    """Each field with the names by which it may be given, the proper one first."""
    return tuple((field, tuple(dict.fromkeys(map(plain_name, field.names)))) for field in declared(declaring))


def _is_empty(entry: Entry, kind: Kind) -> bool:
    if entry.more or entry.fixed is not None:
        return entry.fixed in ("", ())
    return entry.text() == "" if kind.name == "text" else entry.bare() in _NOTHING


def _together(earlier: Any, value: Any) -> Any:
    return earlier or value if isinstance(value, bool) else tuple(dict.fromkeys((*earlier, *value)))


def _unused(field: Field, entries: Sequence[Entry], path: str) -> Iterable[Problem]:
    if field.merge or len({_signature(entry) for entry in entries}) < 2:
        return ()
    used, *others = entries
    return [
        warning(
            "not-used",
            path,
            other.line,
            f"“{other.key}” was not used here, because “{used.key}” on line {used.line} says the same thing.",
            "Keep the one that is right and take the other line out.",
        )
        for other in others
    ]


def _signature(entry: Entry) -> tuple[object, ...]:
    return (entry.first, entry.more, str(entry.fixed))
