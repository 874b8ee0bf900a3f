"""The lines at the head of a file <-> names and values, with the line of each.

The same reader serves posts, pages, organisations, site.yml, theme.yml and kit.yml. It reads YAML kindly (YAML 1.1
would turn `19:30` into 1170 and stop at `title: Jumble sale: Saturday`), and TOML between `+++`, and a bare
`Title: …` block. Every value is text; what it means is decided by the declared field (`fields.py`). What it writes
is strict YAML, as Jekyll, Hugo, Decap, Sveltia and Pages CMS read it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from hyperlocal.problems import Problem, error, warning
from hyperlocal.yamltext import NotYaml, Value, compose, unquote

_FENCE = re.compile(r"(?:-{3,}|—+|[–—-]{2,3})[ \t]*$")
_TOML_FENCE = re.compile(r"\+{3}[ \t]*$")
_CLOSING = re.compile(r"(?:-{3,}|\.{3}|—+|[–—-]{2,3})[ \t]*$")
_KEY = re.compile(r"([^\W\d][\w .@/-]{0,60}?|\"[^\"]+\"|'[^']+')[ \t]*:(?:[ \t]+(.*)|(?!//)(.*))$", re.DOTALL)
_BARE_FIRST = frozenset({"title", "date", "name", "layout"})
_COMMENT = re.compile(r"(?:^|[ \t])#.*$")
_SPECIAL_START = "!&*-?|>@`%{}[],#'\":=~"
_READ_AS_OTHER = re.compile(
    r"(?:y|yes|n|no|true|false|on|off|null|~|\.nan|[-+]?\.inf|[-+]?[\d_.,:]+(?:e[-+]?\d+)?|0x[\da-f]+|0o?[0-7]+"
    r"|\d{4}-\d\d?-\d\d?.*)$",
    re.IGNORECASE,
)


def plain_name(key: str) -> str:
    """`Opening hours`, `opening_hours`, `opening-hours` and `openingHours` are one name."""
    return re.sub(r"[\s_-]+", "", key.strip("\"'")).casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One `key: value`, as typed. `line` counts from 1 in the file; `more` are the lines that belong to it."""

    key: str
    line: int
    first: str = ""
    more: tuple[str, ...] = ()
    fixed: Value | None = None

    @property
    def name(self) -> str:
        """The key without the differences that do not matter."""
        return plain_name(self.key)

    def text(self) -> str | None:
        """The value as one text: the rest of the line (`#` and `:` included), a quoted text, or a `|` or `>` block.

        None when the value is a list or a group of names.
        """
        if self.fixed is not None:
            return self.fixed if isinstance(self.fixed, str) else None
        if not self.more and not (self.first[:1] in "\"'" and self.first[:1]):
            return _uncurl(self.first)
        if not self.more:
            whole = unquote(self.first)
            return self.first if whole is None else whole
        try:
            value = self.value()
        except NotYaml:
            return " ".join([self.first, *(line.strip() for line in self.more)]).strip()
        return value if isinstance(value, str) else None

    def bare(self) -> str | None:
        """As `text`, less a ` # comment`: for values such as dates, which cannot hold a `#`."""
        text = self.text()
        return _COMMENT.sub("", text).strip() if text is not None and unquote(self.first) is None else text

    def value(self) -> Value:
        """The value with its structure: text, a tuple, or a mapping. Raises `NotYaml` with line and reason."""
        if self.fixed is not None:
            return self.fixed
        structured = self.more or self.first[:1] in ("[", "{", "|", ">")
        if not structured:
            return self.text() or ""
        if self.first and self.first[0] not in "[{|>\"'&*!" and not _COMMENT.match(self.first):
            return " ".join([self.first, *(line.strip() for line in self.more if line.strip())])
        return compose("\n".join([f"k: {self.first}", *self.more]), self.line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A file taken apart. `body_line` is the line of the file on which `body` starts, counting from 1."""

    entries: tuple[Entry, ...]
    body: str
    body_line: int
    problems: tuple[Problem, ...] = ()

    def get(self, name: str) -> Entry | None:
        """The last entry of that name (as every YAML reader takes it)."""
        wanted = plain_name(name)
        return next((entry for entry in reversed(self.entries) if entry.name == wanted), None)


def read(text: str, *, path: str = "") -> Head:
    """Take a file apart into its head and its body. `text` has `\\n` line ends. Never raises; see `problems`."""
    lines = text.split("\n")
    start = _first_line(lines)
    if start is None:
        return Head(entries=(), body=text, body_line=1)
    if _TOML_FENCE.match(lines[start]):
        return _read_toml(lines, start, path)
    span = _find_head(lines, start)
    if span is None:
        return Head(entries=(), body=text, body_line=1)
    entries, problems = read_lines(lines[span.first : span.stop], line=span.first + 1, path=path)
    if not span.closed:
        problems += (
            warning(
                "open-head",
                path,
                span.first,
                "The lines at the top start with --- but no second --- follows, so they were read up to the first "
                "empty line.",
                "Put a line with only --- between the details and the text.",
            ),
        )
    body = "\n".join(lines[span.body :])
    return Head(entries=entries, body=body, body_line=span.body + 1, problems=problems)


def read_lines(lines: Sequence[str], *, line: int = 1, path: str = "") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read `key: value` lines without fences, as in site.yml. `line` is the number of the first."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    for number, key, first, more in _chunks(lines, line):
        if key is None:
            problems.append(_no_colon(path, number, first))
            continue
        entry = Entry(key=key, line=number, first=first, more=more)
        if any(other.name == entry.name for other in entries):
            problems.append(
                warning(
                    "key-twice",
                    path,
                    number,
                    f"“{key}” is given twice. The one on this line was used.",
                    "Take one of the two lines out.",
                )
            )
        entries.extend(_flattened(entry))
    return tuple(entries), tuple(problems)


def write_scalar(value: str, *, bare: bool = False) -> str:
    """One text as strict YAML, quoted only where another reader would take it for something else.

    `bare` leaves dates, numbers and yes/no unquoted, for fields that mean them.
    """
    needs = (
        value == ""
        or value != value.strip()
        or value[0] in _SPECIAL_START
        or ": " in value
        or " #" in value
        or value.endswith(":")
        or any(ord(c) < 32 for c in value)
        or (not bare and _READ_AS_OTHER.match(value) is not None)
    )
    return json.dumps(value, ensure_ascii=False) if needs else value


def write_list(values: Sequence[str]) -> str:
    """A list on one line, as strict YAML."""
    quoted = [json.dumps(v, ensure_ascii=False) if re.search(r"[,\[\]{}]", v) else write_scalar(v) for v in values]
    return f"[{', '.join(quoted)}]"


def write_head(values: Mapping[str, str], body: str) -> str:
    """A whole file: the head with the values as given (already YAML), and the body."""
    head = "".join(f"{key}: {value}".rstrip() + "\n" for key, value in values.items())
    return f"---\n{head}---\n\n{body}"


def set_field(text: str, key: str, value: str | None) -> str:
    """The same file with one field changed, added, or (None) taken out, and no other byte altered.

    `text` keeps its own line ends; `value` is already YAML (see `write_scalar`). A file without a head gets one.
    """
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
    bare = [line.rstrip("\r\n") for line in lines]
    end = next((line[len(line.rstrip("\r\n")) :] for line in lines if line.rstrip("\r\n") != line), "\n")
    start = _first_line(bare)
    span = None if start is None else _find_head(bare, start)
    if span is None:
        return text if value is None else f"---{end}{key}: {value}{end}---{end}{end}{text}"
    wanted = plain_name(key)
    found = None
    for number, typed, _, more in _chunks(bare[span.first : span.stop], 0):
        if typed is not None and plain_name(typed) == wanted:
            found = (span.first + number, typed, len(more))
    if found is None:
        added = [] if value is None else [f"{key}: {value}{end}"]
        return "".join([*lines[: span.stop], *added, *lines[span.stop :]])
    at, typed, extra = found
    ending = lines[at + extra][len(bare[at + extra]) :]
    changed = [] if value is None else [f"{typed}: {value}{ending}"]
    return "".join([*lines[:at], *changed, *lines[at + extra + 1 :]])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Lines of a head: `first` to before `stop`; the body starts at `body`. All count from 0."""

    first: int
    stop: int
    body: int
    closed: bool


def _first_line(lines: Sequence[str]) -> int | None:
    return next((i for i, line in enumerate(lines) if line.strip("\ufeff \t")), None)


def _find_head(lines: Sequence[str], start: int) -> _Span | None:
    if not _FENCE.match(lines[start]):
        return _bare_head(lines, start)
    stop = next((i for i in range(start + 1, len(lines)) if _CLOSING.match(lines[i])), None)
    inside = lines[start + 1 : stop]
    keyed = any(_KEY.match(line) for line in inside)
    if stop is not None and (keyed or not any(line.strip() for line in inside)):
        return _Span(first=start + 1, stop=stop, body=stop + 1, closed=True)
    blank = next((i for i in range(start + 1, len(lines)) if not lines[i].strip()), len(lines))
    if stop is None and blank > start + 1 and _KEY.match(lines[start + 1]):
        return _Span(first=start + 1, stop=blank, body=blank, closed=False)
    return None


def _bare_head(lines: Sequence[str], start: int) -> _Span | None:
    """A block of `Title: …` lines without fences, as Pelican has it: only if it starts with a title or a date."""
    match = _KEY.match(lines[start])
    if match is None or plain_name(match[1]) not in _BARE_FIRST:
        return None
    stop = next((i for i in range(start, len(lines)) if not _KEY.match(lines[i])), len(lines))
    if stop < len(lines) and lines[stop].strip() and not _CLOSING.match(lines[stop]):
        return None
    return _Span(first=start, stop=stop, body=min(stop + 1, len(lines)), closed=True)


def _chunks(lines: Sequence[str], line: int) -> Iterator[tuple[int, str | None, str, tuple[str, ...]]]:
    """(line number, key, rest of the line, lines that belong to it); the key is None where there is no colon."""
    index = 0
    while index < len(lines):
        current = lines[index]
        number = line + index
        index += 1
        if not current.strip() or current.lstrip().startswith("#"):
            continue
        match = _KEY.match(current)
        if match is None:
            yield number, None, current, ()
            continue
        end = index
        while end < len(lines) and (not lines[end].strip() or lines[end][0] in " \t" or _is_item(lines[end])):
            end += 1
        while end > index and not lines[end - 1].strip():
            end -= 1
        yield number, match[1], (match[2] or match[3] or "").strip(), tuple(lines[index:end])
        index = end


def _is_item(line: str) -> bool:
    return line.startswith("- ") or line == "-"


def _no_colon(path: str, line: int, typed: str) -> Problem:
    word, _, rest = typed.strip().partition(" ")
    return error(
        "no-colon",
        path,
        line,
        f"“{typed.strip()[:60]}” has no colon after its name, so it could not be read.",
        f"Write a name, a colon and a value, like this:  {word.casefold()}: {rest.strip() or '…'}",
    )


def _flattened(entry: Entry) -> tuple[Entry, ...]:
    """Zola's and Hugo's `taxonomies:` group, as `taxonomies.tags`."""
    if entry.name != "taxonomies" or not entry.more:
        return (entry,)
    try:
        value = entry.value()
    except NotYaml:
        return (entry,)
    if not isinstance(value, Mapping):
        return (entry,)
    return tuple(Entry(key=f"taxonomies.{key}", line=entry.line, fixed=inner) for key, inner in value.items())


def _uncurl(value: str) -> str:
    """Word turns the quotes round a value into curly ones; they are not part of it."""
    for left, right in (("“", "”"), ("‘", "’")):
        inner = value[1:-1]
        if len(value) > 1 and value[0] == left and value[-1] == right and left not in inner and right not in inner:
            return inner.strip()
    return value


def _read_toml(lines: Sequence[str], start: int, path: str) -> Head:
    """Hugo's and Zola's head between `+++` lines."""
    stop = next((i for i in range(start + 1, len(lines)) if _TOML_FENCE.match(lines[i])), len(lines))
    inside = lines[start + 1 : stop]
    body = "\n".join(lines[stop + 1 :])
    try:
        table = tomllib.loads("\n".join(inside))
    except tomllib.TOMLDecodeError as fault:
        place = re.search(r"at line (\d+)", str(fault))
        line = start + 1 + (int(place[1]) if place else 1)
        problem = error(
            "toml-head",
            path,
            line,
            "The lines between +++ could not be read as TOML, so they were left out.",
            "Use --- in place of +++ and write each line like this:  title: Summer fair",
        )
        return Head(entries=(), body=body, body_line=stop + 2, problems=(problem,))
    entries = tuple(
        Entry(key=key, line=_toml_line(inside, key, start + 2), fixed=value) for key, value in _toml_values(table, "")
    )
    return Head(entries=entries, body=body, body_line=stop + 2)


def _toml_values(table: Mapping[str, object], prefix: str) -> Iterator[tuple[str, Value]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _toml_values(value, f"{prefix}{key}.")
        else:
            yield prefix + key, _as_text(value)


def _as_text(value: object) -> Value:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return tuple(_as_text(one) for one in value)
    if isinstance(value, Mapping):
        return {str(key): _as_text(one) for key, one in value.items()}
    return str(value)


def _toml_line(lines: Sequence[str], key: str, first: int) -> int:
    last = re.escape(key.rpartition(".")[2])
    found = (i for i, line in enumerate(lines) if re.match(rf"\s*[\"']?{last}[\"']?\s*=", line))
    return first + next(found, 0)
