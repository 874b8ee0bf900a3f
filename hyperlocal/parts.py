"""One field that holds several things, each with details of its own: telephones, places, services.

People write them in one of these ways, and all are read as the same:

services:                       services:                        phones:
  Debt advice                     - name: Debt advice              0121 496 0000 (office)
    cost: free                      cost: free                     Bookings: 0121 496 0001
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hyperlocal.fields import Kind, Several, Unreadable, declared, known_names, read, written
from hyperlocal.frontmatter import Entry, Head, plain_name, read_lines
from hyperlocal.kinds import declare, few
from hyperlocal.problems import Problem, nearest, warning
from hyperlocal.values import dataclass
from hyperlocal.yamltext import NotYaml, Value, unquote

_ITEM = re.compile(r"(?P<dash>-\s+)(?P<rest>.*)$", re.DOTALL)
_NAMED = re.compile(r"(?P<name>[^:#\n]{1,80}?)\s*:(?:\s+(?P<value>.*))?$", re.DOTALL)
_NOTE = re.compile(r"\s+#\s.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One of the things. `words` is what stands on its own line, `note` what follows a colon there; `entries` are its
    details. `line` is the line of the file on which it starts."""

    words: str
    note: str
    line: int
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...] = ()


def parts_of(entry: Entry, known: Collection[str], path: str = "") -> tuple[Part, ...]:
    """The things in the value of `entry`. `known` are the plain names of the details that one can have.

    Raises NotYaml for brackets that do not fit.
    """
    if entry.fixed is not None or entry.first[:1] in ("[", "{"):
        return tuple(_from_value(entry, entry.value(), known))
    first = "" if entry.first in ("|", "|-", "|+", ">", ">-", ">+") else _plain(entry.first)
    found = [Part(words=first, note="", line=entry.line, entries=())] if first else []
    blocks = list(_blocks(entry.more, entry.line + 1))
    if not first and len(blocks) > 1 and all(_is_detail(lines[0], known) for _, lines in blocks):
        entries, problems = read_lines(entry.more, line=entry.line + 1, path=path)
        return (Part(words="", note="", line=entry.line + 1, entries=entries, problems=problems),)
    return (*found, *(_from_lines(lines, line, known, path) for line, lines in blocks))


def several(
    label: str,
    hint: str,
    declaring: type,
    words: Callable[[str, str], Mapping[str, str]],
    *,
    example: str,
    synonyms: Sequence[str] = (),
) -> Any:
    """Several things with details of their own (see `parts`): `declaring` declares those, `words` names the details
    that may stand on the thing's own line, which it is given in two halves, before and after a colon."""
    kind = Kind(
        name="several",
        read=lambda entry: _read_several(entry, declaring, words),
        write=lambda values: _write_several(declaring, values),
        example=example,
        inner=declaring,
    )
    return declare(kind, label, hint, synonyms, default=(), merge=True)


def _blocks(lines: Sequence[str], line: int) -> Iterator[tuple[int, list[str]]]:
    """(line of the file, its lines) of each thing: a line that is indented no more than the first, and those below."""
    kept: list[str] = []
    start = edge = -1
    for number, typed in enumerate((one.expandtabs(2).rstrip() for one in lines), line):
        indent = len(typed) - len(typed.lstrip())
        if not typed or (typed.lstrip().startswith("# ") and not kept):
            continue
        if kept and indent > edge:
            kept.append(typed[edge:])
            continue
        if kept:
            yield start, kept
        start, edge, kept = number, indent if edge < 0 else min(edge, indent), [typed.lstrip()]
    if kept:
        yield start, kept


def _is_detail(typed: str, known: Collection[str]) -> bool:
    named = None if _ITEM.match(typed) else _NAMED.match(typed)
    return named is not None and plain_name(named["name"]) in known


def _from_lines(lines: Sequence[str], line: int, known: Collection[str], path: str) -> Part:
    item = _ITEM.match(lines[0])
    typed, below = (item["rest"].strip(), lines[1:]) if item else (lines[0], lines[1:])
    if item and _is_detail(typed, known):
        inside = [typed, *(one[len(item["dash"]) :] if one[: len(item["dash"])].isspace() else one for one in below)]
        entries, problems = read_lines(inside, line=line, path=path)
        return Part(words="", note="", line=line, entries=entries, problems=problems)
    words, note = _words_of(typed)
    entries, problems = read_lines(_dedented(below), line=line + 1, path=path)
    return Part(words=words, note=note, line=line, entries=entries, problems=problems)


def _words_of(typed: str) -> tuple[str, str]:
    """“Bookings: 0121 496 0001” -> the two halves; a web address and a time have their colon inside."""
    quoted = unquote(typed)
    if quoted is not None:
        return quoted.strip(), ""
    named = _NAMED.match(typed)
    if named is None or (named["value"] is None and not typed.rstrip().endswith(":")):
        return _plain(typed), ""
    return _plain(named["name"]), _plain(named["value"] or "")


def _plain(typed: str) -> str:
    quoted = unquote(typed)
    return (_NOTE.sub("", typed) if quoted is None else quoted).strip()


def _dedented(lines: Sequence[str]) -> list[str]:
    edge = min((len(one) - len(one.lstrip()) for one in lines if one.strip()), default=0)
    return [one[edge:] for one in lines]


def _from_value(entry: Entry, value: Value, known: Collection[str]) -> Iterator[Part]:
    """What a program wrote in brackets, or in TOML: its details have no lines of their own."""
    if isinstance(value, str):
        for typed in value.split("\n"):
            if typed.strip():
                words, note = _words_of(typed.strip())
                yield Part(words=words, note=note, line=entry.line, entries=())
    elif isinstance(value, Mapping):
        if all(plain_name(key) in known for key in value):
            yield Part(words="", note="", line=entry.line, entries=_details(entry, value))
            return
        for key, one in value.items():
            inside = _details(entry, one) if isinstance(one, Mapping) else ()
            yield Part(words=key, note=one if isinstance(one, str) else "", line=entry.line, entries=inside)
    else:
        for one in value:
            yield from _from_value(entry, one, known)


def _details(entry: Entry, value: Mapping[str, Value]) -> tuple[Entry, ...]:
    return tuple(Entry(key=key, line=entry.line, fixed=one) for key, one in value.items())


def _read_several(entry: Entry, declaring: type, words: Callable[[str, str], Mapping[str, str]]) -> Several | None:
    known = frozenset(map(plain_name, known_names(declaring)))
    try:
        parts = parts_of(entry, known)
    except NotYaml as fault:
        raise Unreadable(
            f"The lines under “{entry.key}” could not be read: {fault.reason} (line {fault.line}).",
            "Write a line for each, with its details below it, two spaces further in.",
        ) from None
    few(entry, (part.words + part.note for part in parts))
    read_parts = [_read_part(part, declaring, words) for part in parts]
    values = tuple(value for value, _ in read_parts if value is not None)
    return Several(values=values, problems=tuple(problem for _, told in read_parts for problem in told))


def _read_part(
    part: Part, declaring: type, words: Callable[[str, str], Mapping[str, str]]
) -> tuple[Any | None, list[Problem]]:
    """One of the things, if it has what it is called by (its first detail), and what there is to say."""
    said = {key: value for key, value in words(part.words, part.note).items() if value}
    entries = (*(Entry(key=key, line=part.line, fixed=value) for key, value in said.items()), *part.entries)
    reading = read(declaring, Head(entries=entries, body="", body_line=1), "")
    problems = [*part.problems, *reading.problems]
    problems += [_unknown(one, declaring) for one in reading.unknown]
    first = declared(declaring)[0]
    if not reading.values.get(first.name):
        told = f"What starts on this line has no “{first.name}”, so it was left out."
        return None, [*problems, warning("no-name", "", part.line, told, f"Add a line:  {first.name}: {first.hint}")]
    return declaring(**reading.values), problems


def _unknown(entry: Entry, declaring: type) -> Problem:
    near = nearest(entry.key.replace(" ", "_"), known_names(declaring))
    named = ", ".join(field.name for field in declared(declaring))
    return warning(
        "unknown-key",
        "",
        entry.line,
        f"“{entry.key}” is no detail that this can have, so it does nothing.",
        f"Did you mean “{near}”?" if near else f"These are known: {named}.",
    )


def _write_several(declaring: type, values: Iterable[Any]) -> str:
    """A list of groups, as every YAML reader takes it."""
    lines = [""]
    for value in values:
        names = {one.name: getattr(value, one.name) for one in declared(declaring)}
        details = [f"{name}: {text}".replace("\n", "\n  ") for name, text in written(declaring, names).items()]
        lines.append("  - " + "\n    ".join(line.replace("\n", "\n  ") for line in details))
    return "\n".join(lines)
