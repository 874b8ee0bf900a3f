"""The lines at the head of a file <-> names and values, with the line of each.

The same reader serves posts, pages, organisations, site.yml, theme.yml and kit.yml. It reads YAML kindly (YAML 1.1
would turn `19:30` into 1170 and stop at `title: Jumble sale: Saturday`), and TOML between `+++`, and a bare
`Title: …` block. Every value is text; what it means is decided by the declared field (`fields.py`). What it writes
is strict YAML, as Jekyll, Hugo, Decap, Sveltia and Pages CMS read it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from hyperlocal.headfaults import MOST_ENTRIES, open_head, too_many, unreadable
from hyperlocal.problems import Problem, error, warning
from hyperlocal.values import dataclass
from hyperlocal.yamltext import NotYaml, Value, compose, one_line, simple_list, toml_keys, toml_values, unquote
from hyperlocal.yamltext import write_list as write_list
from hyperlocal.yamltext import write_scalar as write_scalar

_FENCE = re.compile(r"( {0,3})(?:-{3,}|—+|[–—-]{2,3})[ \t]*$")
_CLOSING = re.compile(r"(?:-{3,}|\.{3}|—+|[–—-]{2,3})[ \t]*$")
_TOML_FENCE = re.compile(r"\+{3}[ \t]*$")
# “We meet at 19:30” is no key; nor is “https://…”, nor a sentence that ends before the colon.
_KEY = re.compile(
    r"(?P<indent>[ \t]*)(?P<key>[^\W\d](?:[\w @/\u00a0-]|\.(?=\w)){0,40}?|\"[^\"]+\"|'[^']+')\s*:"
    r"(?:\s+(?P<apart>.*)|(?!//|(?:(?<=\s\d:)|(?<=\s\d\d:))\d)(?P<close>.*))$",
    re.DOTALL,
)
_BARE_FIRST = frozenset({"title", "date", "name", "layout"})
_COMMENT = re.compile(r"^#(?:[ \t].*)?$|(?<=\S)[ \t]+#.*$")


@lru_cache(maxsize=4096)
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
        if not self.more:
            return one_line(self.first)
        try:
            value = self.value()
        except NotYaml:
            return self._joined()
        return value if isinstance(value, str) else None

    def bare(self) -> str | None:
        """As `text`, less a ` # comment`: for values such as dates, which cannot hold a `#`."""
        text = self.text()
        quoted = self.fixed is not None or unquote(self.first) is not None
        return text if text is None or quoted else _COMMENT.sub("", text).strip()

    def value(self) -> Value:
        """The value with its structure: text, a tuple, or a mapping. Raises `NotYaml` with line and reason."""
        if self.fixed is not None:
            return self.fixed
        if not self.more and self.first[:1] not in ("[", "{", "|", ">"):
            return one_line(self.first)
        listed = simple_list(self.first, self.more)
        if listed is not None:
            return listed
        if _is_plain(self.first):
            return self._joined()
        return compose("\n".join([f"k: {self.first}", *map(_untabbed, self.more)]), self.line)

    def _joined(self) -> str:
        """The words of all its lines."""
        words = (line.strip() for line in self.more)
        return " ".join([one_line(self.first), *(line for line in words if line and line[0] != "#")]).strip()


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
    span = _find_head(lines)
    if span is None:
        return Head(entries=(), body=text, body_line=1)
    inside = lines[span.first : span.stop]
    read_inside = _read_toml if span.toml else read_lines
    entries, problems = read_inside(inside, line=span.first + 1, path=path)
    if not span.closed:
        problems += (open_head(path, lines, span.fence),)
    return Head(entries=entries, body="\n".join(lines[span.body :]), body_line=span.body + 1, problems=problems)


def read_settings(text: str, *, path: str = "") -> Head:
    """Read a file that is nothing but a head, such as site.yml. Fences in it do no harm."""
    lines = text.split("\n")
    span = _find_head(lines)
    if span is None or not span.toml:
        entries, problems = read_lines(["" if _CLOSING.match(line) else line for line in lines], path=path)
        return Head(entries=entries, body="", body_line=len(lines), problems=problems)
    head = read(text, path=path)
    entries, problems = read_lines(head.body.split("\n"), line=head.body_line, path=path)
    return Head(entries=(*head.entries, *entries), body="", body_line=len(lines), problems=(*head.problems, *problems))


def read_lines(lines: Sequence[str], *, line: int = 1, path: str = "") -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Read `key: value` lines without fences. `line` is the number of the first."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    seen: set[str] = set()
    for count, chunk in enumerate(_chunks(lines), 1):
        number = line + chunk.at
        if count > MOST_ENTRIES:
            problems.append(too_many(path, number))
            break
        if chunk.key is None:
            problems.append(unreadable(path, number, lines[chunk.at].strip()))
            continue
        entry = Entry(key=chunk.key, line=number, first=chunk.first, more=tuple(lines[chunk.at + 1 : chunk.end]))
        if entry.name in seen:
            message = f"“{chunk.key}” is given twice. The one on this line was used."
            problems.append(warning("key-twice", path, number, message, "Take one of the two lines out."))
        seen.add(entry.name)
        entries.extend(_flattened(entry))
        if len(entries) > MOST_ENTRIES:
            del entries[MOST_ENTRIES:]
            problems.append(too_many(path, number))
            break
    return tuple(entries), tuple(problems)


def write_head(values: Mapping[str, str], body: str) -> str:
    """A whole file: the head with the values as given (already YAML), and the body."""
    fields = (f"{key}:{value}" if value.startswith("\n") else f"{key}: {value}" for key, value in values.items())
    head = "".join(f"{field.rstrip()}\n" for field in fields)
    return f"---\n{head}---\n\n{body}"


def set_field(text: str, key: str, value: str | None) -> str:
    """The same file with one field changed, added, or (None) taken out, and no other byte altered.

    `text` keeps its own line ends; `value` is already YAML (see `write_scalar`). A file without a head gets one. A
    field that is given twice is changed where it counts, and taken out wherever it stands. Raises `NotYaml` when the
    head is TOML, which is read but not written.
    """
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)
    bare = [line.rstrip("\r\n") for line in lines]
    end = next((line[len(typed) :] for line, typed in zip(lines, bare, strict=True) if line != typed), "\n")
    span = _find_head(bare)
    if span is None:
        return text if value is None else f"---{end}{_field(f'{key}: ', value, end)}{end}---{end}{end}{text}"
    if span.toml:
        raise NotYaml(span.first, "the lines at the top are TOML, between +++, which is read but not written")
    inside, head = bare[span.first : span.stop], lines[span.first : span.stop]
    chunks = list(_chunks(inside))
    found = [chunk for chunk in chunks if chunk.key is not None and plain_name(chunk.key) == plain_name(key)]
    for chunk in reversed(found if value is None else found[-1:]):
        ending = head[chunk.end - 1][len(inside[chunk.end - 1]) :]
        head[chunk.at : chunk.end] = [] if value is None else [_field(chunk.start, value, end) + ending]
    if value is not None and not found:
        head = _added(head, chunks, key, value, end)
    if span.fence is None and value is None and head and _find_head([line.rstrip("\r\n") for line in head]) is None:
        head = [f"---{end}", *head, f"---{end}"]  # without its title a bare block would be taken for text
    return "".join([*lines[: span.first], *head, *lines[span.stop :]])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    """Lines of a head: `first` to before `stop`; the body starts at `body`; `fence` is above. All count from 0."""

    fence: int | None
    first: int
    stop: int
    body: int
    closed: bool = True
    toml: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Chunk:
    """A key with its value: the lines `at` to before `end`, counting from 0. `start` is what stands before the value.
    The key is None where there is none to be found."""

    at: int
    end: int
    key: str | None = None
    start: str = ""
    first: str = ""


def _find_head(lines: Sequence[str]) -> _Span | None:
    start = next((i for i, line in enumerate(lines) if line.strip("\ufeff \t")), None)
    if start is None:
        return None
    plus = _TOML_FENCE.match(lines[start]) is not None
    opening = _FENCE.match(lines[start])
    if opening is None and not plus:
        return _bare_head(lines, start)
    closing, indent = (_CLOSING, opening[1]) if opening else (_TOML_FENCE, "")
    below = range(start + 1, len(lines))
    stop = next((i for i in below if closing.match(lines[i].removeprefix(indent))), None)
    if stop is not None:
        inside = lines[start + 1 : stop]
        toml = plus and toml_keys(inside)
        if toml or _is_head(inside):
            return _Span(fence=start, first=start + 1, stop=stop, body=stop + 1, toml=toml)
    first = next((i for i in below if lines[i].strip()), len(lines))
    blank = next((i for i in range(first, len(lines)) if not lines[i].strip()), len(lines))
    inside = lines[first:blank]
    toml = plus and toml_keys(inside)
    keys = [plain_name(match["key"]) for match in map(_KEY.match, inside) if match]
    if toml or (inside and _KEY.match(inside[0]) and (len(keys) > 1 or keys[0] in _BARE_FIRST)):
        return _Span(fence=start, first=first, stop=blank, body=blank, closed=False, toml=toml)
    return None


def _is_head(inside: Sequence[str]) -> bool:
    """Whether what lies between two fences is a head, and not some text between two rules."""
    lines = [line for line in inside if not line.lstrip().startswith("#")]
    blocks = [list(block) for full, block in groupby(lines, key=lambda line: bool(line.strip())) if full]
    if not blocks:
        return not any(line.strip() for line in inside)
    first = blocks[0][0]
    keyed = [line for line in blocks[0] if _KEY.match(line)]
    if first not in keyed and plain_name(first.split()[0]) not in _BARE_FIRST:
        return 2 * len(keyed) > len(blocks[0])
    # A rule has an empty line before it; the second fence of a head has not.
    goes_on = (_KEY.match(block[0]) or block[0][0] in " \t" or _is_item(block[0]) for block in blocks[1:])
    return bool(keyed) and (bool(inside[-1].strip()) or all(goes_on))


def _bare_head(lines: Sequence[str], start: int) -> _Span | None:
    """A block of `Title: …` lines without a fence above: only if it starts with a title, a date or the like, or if it
    has a title and a fence below."""
    stop = next((i for i in range(start, len(lines)) if not lines[i].strip() or _CLOSING.match(lines[i])), len(lines))
    keys = [(line, _KEY.match(line)) for line in lines[start:stop]]
    names = [plain_name(match["key"]) for _, match in keys if match]
    fenced = stop < len(lines) and bool(lines[stop].strip())
    if not keys or not keys[0][1] or not (names[0] in _BARE_FIRST or (fenced and "title" in names)):
        return None
    if not all(match or line[0] in " \t" or _is_item(line) for line, match in keys):
        return None
    return _Span(fence=None, first=start, stop=stop, body=min(stop + 1, len(lines)))


def _chunks(lines: Sequence[str]) -> Iterator[_Chunk]:
    """The keys of a head in their order, each with the lines that belong to it."""
    index = 0
    while index < len(lines):
        current = lines[index]
        index += 1
        if not current.strip() or current.lstrip().startswith("#"):
            continue
        match = _KEY.match(current)
        if match is None:
            yield _Chunk(at=index - 1, end=index)
            continue
        first = (match["apart"] or match["close"] or "").strip()
        end = _end(lines, index, len(_untabbed(match["indent"])), first)
        start = f"{match['indent']}{match['key']}: "
        yield _Chunk(at=index - 1, end=end, key=match["key"], start=start, first=first)
        index = end


def _end(lines: Sequence[str], start: int, indent: int, first: str) -> int:
    """Where the lines end that belong to a key: from `start` those that are indented, list items and empty ones."""
    plain = _is_plain(first)
    end = _flow_end(lines, start, first)
    while end < len(lines):
        line = lines[end]
        match = _KEY.match(line)
        if match and (plain or len(_untabbed(match["indent"])) <= indent):
            break
        if line.strip() and line[0] not in " \t" and (plain or not _is_item(line)):
            break
        end += 1
    # A comment after the last line is no part of the value, but in a block it is its text.
    aside = ("", "#") if plain or first[:1] not in tuple("|>\"'") else ("",)
    while end > start and lines[end - 1].strip()[:1] in aside:
        end -= 1
    return end


def _flow_end(lines: Sequence[str], start: int, first: str) -> int:
    """Where a list ends that is opened with [ and closed some lines further down; `start` for all else."""
    closing = {"[": "]", "{": "}"}.get(first[:1])
    if closing is None or closing in first:
        return start
    for index in range(start, len(lines)):
        if closing in lines[index]:
            return index + 1
        if closing == "]" and lines[index][:1] not in " \t" and _KEY.match(lines[index]):
            break
    return start


def _is_plain(first: str) -> bool:
    """Whether a value is a text on its line: it neither opens something nor is it empty."""
    return bool(first) and (first[0] not in "[{|>\"'&*!#" or unquote(first) is not None)


def _is_item(line: str) -> bool:
    return line.startswith(("- ", "-\t")) or line == "-"


def _untabbed(line: str) -> str:
    """The line with spaces for the tabs it starts with, which YAML forbids there."""
    words = line.lstrip(" \t")
    return line[: len(line) - len(words)].expandtabs(4) + words


def _field(start: str, value: str, end: str) -> str:
    indent = start[: len(start) - len(start.lstrip())]
    return (start + value.replace("\n", end + indent)).rstrip(" ")


def _added(head: list[str], chunks: Sequence[_Chunk], key: str, value: str, end: str) -> list[str]:
    """The lines of a head with one more key at its end, set in as the others are."""
    first = next((chunk.start for chunk in chunks if chunk.start), "")
    line = _field(f"{first[: len(first) - len(first.lstrip())]}{key}: ", value, end)
    if head and not head[-1].endswith(("\r", "\n")):
        return [*head[:-1], head[-1] + end, line]
    return [*head, line + end]


def _flattened(entry: Entry) -> tuple[Entry, ...]:
    """Zola's and Hugo's `taxonomies:` group, as `taxonomies.tags`."""
    if entry.name != "taxonomies":
        return (entry,)
    try:
        value = entry.value()
    except NotYaml:
        return (entry,)
    if not isinstance(value, Mapping):
        return (entry,)
    starts: dict[str, int] = {}
    for below, line in enumerate(entry.more, 1):
        starts.setdefault(re.split(r"\s*:", line.lstrip(" \t\"'"), maxsplit=1)[0].rstrip("\"'"), below)
    return tuple(
        Entry(key=f"taxonomies.{key}", line=entry.line + starts.get(key, 0), fixed=inner)
        for key, inner in value.items()
    )


def _read_toml(lines: Sequence[str], *, line: int, path: str) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Hugo's and Zola's head between `+++` lines."""
    try:
        values = toml_values(lines, line)
    except NotYaml as fault:
        problem = error(
            "toml-head",
            path,
            fault.line,
            "The lines between +++ could not be read as TOML, so they were left out.",
            "Use --- in place of +++ and write each line like this:  title: Summer fair",
        )
        return (), (problem,)
    told = (too_many(path, values[MOST_ENTRIES][1]),) if len(values) > MOST_ENTRIES else ()
    return tuple(Entry(key=key, line=number, fixed=value) for key, number, value in values[:MOST_ENTRIES]), told
