"""The kinds of values that a field may have; each is used in a declaration: `title: str = line("Title", "…")`."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from hyperlocal.dates import Moment, NotADate, parse_moment
from hyperlocal.fields import Field, Kind, Unreadable
from hyperlocal.frontmatter import Entry
from hyperlocal.palette import parse_colour
from hyperlocal.problems import nearest
from hyperlocal.yamltext import NotYaml, Value, write_lines, write_list, write_scalar

YES = frozenset({"yes", "true", "on", "y", "1", "ie", "ydy"})
NO = frozenset({"no", "false", "off", "n", "0", "na", "nac ydy"})
_KEPT_BACK = ("draft", "hidden", "private", "pending")
_NOTE = re.compile(r"(?:^|[ \t])#(?:[ \t].*)?$", re.MULTILINE)
_EMAIL = re.compile(r"[^@\s<>,;:\"]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_WEB = re.compile(r"(https?://)?([\w-]+(?:\.[\w-]+)*)(?::\d{1,5})?(?:[/?#][^\s\"<>]*)?", re.IGNORECASE)

MOST_LETTERS, MOST_PARTS = 10_000, 500
"""Characters of one detail, or of one part of a list, which may be shown on every page; and parts of one list."""


def line(
    label: str, hint: str, *, synonyms: Sequence[str] = (), vital: bool = False, default: Any = "", example: str = ""
) -> Any:
    """One line of text: the rest of the line, whatever is in it."""
    kind = Kind(name="text", read=_read_line, write=write_scalar, example=example or default or "some words")
    return declare(kind, label, hint, synonyms, vital=vital, default=default)


def text(label: str, hint: str, *, synonyms: Sequence[str] = ()) -> Any:
    """Text of one or several lines (a list or a group is read as lines)."""
    kind = Kind(name="text", read=_read_text, write=write_lines, example="one or more lines")
    return declare(kind, label, hint, synonyms, default="")


def words(label: str, hint: str, *, synonyms: Sequence[str] = ()) -> Any:
    """Several short names, between commas or as a list. Names given under two synonyms are put together."""
    kind = Kind(name="list", read=_read_words, write=write_list, example="one, two, three")
    return declare(kind, label, hint, synonyms, default=(), merge=True)


def items(label: str, hint: str, *, synonyms: Sequence[str] = ()) -> Any:
    """Several texts which may hold commas: a list, or one text on each line."""
    kind = Kind(name="list", read=_read_items, write=write_list, example="a line for each")
    return declare(kind, label, hint, synonyms, default=(), merge=True)


def yes_no(label: str, hint: str, *, default: bool, vital: bool = False) -> Any:
    """yes or no, in the usual ways of writing it."""
    kind = Kind(name="yes-no", read=_read_yes_no, write=_write_yes_no, example="yes")
    return declare(kind, label, hint, (), default=default, vital=vital)


def draft(label: str, hint: str) -> Any:
    """Whether to keep it back: `draft: yes`, `published: false` or `status: draft`; one of them is enough."""
    kind = Kind(name="yes-no", read=_read_draft, write=_write_yes_no, example="yes")
    return declare(kind, label, hint, ("published", "status"), default=False, vital=True, merge=True)


def whole_number(label: str, hint: str, *, synonyms: Sequence[str] = (), example: str = "10") -> Any:
    """A whole number, such as a place in the menu."""
    kind = Kind(name="number", read=_read_number, write=str, example=example)
    return declare(kind, label, hint, synonyms, default=None)


def decimal(label: str, hint: str, *, synonyms: Sequence[str] = (), example: str = "52.4814") -> Any:
    """A number with a decimal point, such as a latitude; kept as typed."""
    kind = Kind(name="number", read=_read_decimal, write=str, example=example)
    return declare(kind, label, hint, synonyms, default="")


def moment(label: str, hint: str, *, synonyms: Sequence[str] = (), vital: bool = True) -> Any:
    """A day, perhaps with a time, as British people write it."""
    kind = Kind(name="date", read=_read_moment, write=_write_moment, example="2026-11-22")
    return declare(kind, label, hint, synonyms, default=None, vital=vital)


def choice(label: str, hint: str, *options: str, default: str) -> Any:
    """One of a few words."""
    kind = Kind(
        name="choice", read=lambda entry: _read_choice(entry, options), write=write_scalar, example=" or ".join(options)
    )
    return declare(kind, label, hint, (), default=default)


def colour(label: str, hint: str, *, synonyms: Sequence[str] = ("color",), default: Any = None) -> Any:
    """A colour: `#1d6b52`, or an English name such as `dark green`."""
    kind = Kind(name="colour", read=_read_colour, write=lambda value: f'"{value}"', example='"#1d6b52"')
    return declare(kind, label, hint, synonyms, default=default)


def email(label: str, hint: str, *, synonyms: Sequence[str] = ()) -> Any:
    """An email address."""
    kind = Kind(name="email", read=_read_email, write=write_scalar, example="hello@example.org")
    return declare(kind, label, hint, synonyms, default="")


def web_address(label: str, hint: str, *, synonyms: Sequence[str] = ()) -> Any:
    """A web address; `www.…` is read as `https://www.…`."""
    kind = Kind(name="web-address", read=_read_web_address, write=write_scalar, example="https://example.org/")
    return declare(kind, label, hint, synonyms, default="")


def declare(
    kind: Kind,
    label: str,
    hint: str,
    synonyms: Sequence[str],
    *,
    default: Any,
    vital: bool = False,
    merge: bool = False,
) -> Any:
    field = Field(name="", label=label, hint=hint, kind=kind, synonyms=tuple(synonyms), vital=vital, merge=merge)
    return dataclasses.field(default=default, metadata={"field": field})


def _one_text(entry: Entry, found: str | None, example: str) -> str:
    if found is None:
        raise Unreadable(
            f"“{entry.key}” has a list or a group here, but it needs one line of text.",
            f"Write it like this:  {entry.key}: {example}",
        )
    return found.strip()


def _typed(entry: Entry, example: str) -> str:
    """The value as one text without a note after it; cut short, for it may be a paragraph in the wrong place."""
    found = " ".join(_one_text(entry, entry.bare(), example).split())
    return found if len(found) <= 200 else f"{found[:60]}…"


def _read_line(entry: Entry) -> str | None:
    lines = _short(entry, _one_text(entry, entry.text(), "some words")).split("\n")
    return " ".join(filter(None, map(str.strip, lines))) or None


def _read_text(entry: Entry) -> str | None:
    return _short(entry, "\n".join(_flat(_structure(entry)))) or None


def _short(entry: Entry, found: str) -> str:
    """A value that people can have meant: it may be shown on every page."""
    if len(found) > MOST_LETTERS:
        message = f"“{entry.key}” has {len(found):,} letters, more than a detail can have; so it was left out."
        raise Unreadable(message, f"Write a few words, and put the rest below the second ---:  {entry.key}: some words")
    return found


def _structure(entry: Entry) -> Value:
    try:
        return entry.value()
    except NotYaml as fault:
        raise Unreadable(
            f"The lines under “{entry.key}” could not be read: {fault.reason} (line {fault.line}).",
            f"Write a list like this:  {entry.key}: [one, two]",
        ) from None


def _flat(value: Value) -> list[str]:
    """Every text inside a value, in order, with the names in a group; a text of several lines gives several."""
    if isinstance(value, str):
        return [one.strip() for one in value.split("\n") if one.strip()]
    if isinstance(value, Mapping):
        named = (f"{key}: {one}" if isinstance(one, str) and one else one for key, one in value.items())
        return [one for part in named for one in _flat(part)]
    return [one for part in value for one in _flat(part)]


def _read_words(entry: Entry) -> tuple[str, ...] | None:
    found = _structure(entry)
    if isinstance(found, str):
        # “#fair #fête” is two names; “Room #3” is one.
        between = r"[,;\n]|\s+(?=#)" if found.startswith("#") else r"[,;\n]"
        found = tuple(re.split(between, _NOTE.sub("", found)))
    names = (one.strip(" \"'“”").removeprefix("#").strip() for one in _flat(found))
    return few(entry, dict.fromkeys(name for name in names if name))


def _read_items(entry: Entry) -> tuple[str, ...] | None:
    # “Facebook: https://…” is the address: people see its name in it.
    found = (re.sub(r"^[^:/]*:\s+(?=https?://\S+$)", "", one) for one in _flat(_structure(entry)))
    return few(entry, dict.fromkeys(found))


def few(entry: Entry, found: Iterable[str]) -> tuple[str, ...] | None:
    """A list that people can have meant: a page or a redirect may be made for each part of it."""
    parts = tuple(found)
    if len(parts) > MOST_PARTS or any(len(part) > MOST_LETTERS for part in parts):
        message = f"“{entry.key}” has {len(parts):,} parts, or one that is very long; so all were left out."
        raise Unreadable(message, f"Keep those that matter, {MOST_PARTS} at the most:  {entry.key}: [one, two]")
    return parts or None


def _read_yes_no(entry: Entry) -> bool | None:
    typed = _typed(entry, "yes")
    if typed.casefold() in YES | NO:
        return typed.casefold() in YES
    raise Unreadable(f"“{typed}” is neither yes nor no.", f"Write one of these:  {entry.key}: yes   {entry.key}: no")


def _read_draft(entry: Entry) -> bool | None:
    if entry.name != "status":
        return _read_yes_no(entry) != (entry.name == "published")
    typed = _typed(entry, "draft").casefold()
    near = None if typed in _KEPT_BACK else nearest(typed, _KEPT_BACK)
    if near:
        raise Unreadable(f"“{typed}” is not a status that is known.", f"Did you mean  {entry.key}: {near}")
    return typed in _KEPT_BACK


def _write_yes_no(value: bool) -> str:
    return "true" if value else "false"


def _read_number(entry: Entry) -> int | None:
    typed = _typed(entry, "10")
    if re.fullmatch(r"[+-]?\d{1,9}", typed):
        return int(typed)
    raise Unreadable(f"“{typed}” is not a whole number.", f"Write it like this:  {entry.key}: 10")


def _read_decimal(entry: Entry) -> str | None:
    typed = _typed(entry, "52.4814")
    if re.fullmatch(r"[+-]?\d{1,3}(?:\.\d{1,12})?", typed):
        return typed.lstrip("+")
    raise Unreadable(f"“{typed}” is not a number.", f"Write it like this:  {entry.key}: 52.4814")


def _read_moment(entry: Entry) -> Moment | None:
    typed = _typed(entry, "2026-11-22")
    try:
        return parse_moment(typed)
    except NotADate as fault:
        example = fault.suggestion or "2026-11-22"
        raise Unreadable(fault.message, f"Write the date like this:  {entry.key}: {example}") from None


def _write_moment(value: Moment) -> str:
    if value.offset is not None:
        return dt.datetime.combine(value.day, value.time or dt.time(), dt.timezone(value.offset)).isoformat()
    if value.time is None:
        return value.day.isoformat()
    exact = value.time.second or value.time.microsecond
    return f"{value.day.isoformat()} {value.time.isoformat('auto' if exact else 'minutes')}"


def _read_choice(entry: Entry, options: Sequence[str]) -> str | None:
    typed = _typed(entry, options[0])
    folded = typed.casefold()
    if folded in options:
        return folded
    near = nearest(folded, options)
    listed = ", ".join(options[:-1]) + " or " + options[-1]
    raise Unreadable(
        f"“{typed}” is not one of the words “{entry.key}” can have.",
        f"Did you mean  {entry.key}: {near}" if near else f"Write {listed}.",
    )


def _read_colour(entry: Entry) -> str | None:
    typed = _typed(entry, '"#1d6b52"')
    found = parse_colour(typed)
    if found is None:
        raise Unreadable(
            f"“{typed}” is not a colour that browsers know.",
            f'Write six letters and digits after a #, or an English name:  {entry.key}: "#1d6b52"   {entry.key}: teal',
        )
    return found.hex


def _read_email(entry: Entry) -> str | None:
    typed = _typed(entry, "hello@example.org").removeprefix("mailto:").strip("<>")
    if _EMAIL.fullmatch(typed):
        return typed
    raise Unreadable(f"“{typed}” is not an email address.", f"Write it like this:  {entry.key}: hello@example.org")


def _read_web_address(entry: Entry) -> str | None:
    typed = _short(entry, _one_text(entry, entry.bare(), "https://example.org/"))
    found = _WEB.fullmatch(typed)
    # A word alone (“none”, “soon”) is no address.
    if found and (found[1] or re.search(r"\.[^\W\d_][\w-]+$", found[2])):
        return typed if found[1] else f"https://{typed}"
    raise Unreadable(
        f"“{_typed(entry, '')}” is not a web address.", f"Write it like this:  {entry.key}: https://example.org/"
    )
