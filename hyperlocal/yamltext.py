"""YAML with every scalar kept as text, read and written: lists, groups, quoted and block texts. TOML is only read.

What one line says is read here, kindly; the rest by PyYAML's composer. Anchors and aliases are refused (a few lines
of them can stand for gigabytes), and so is deep nesting. What is written is strict YAML, for every other reader.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

Value = str | tuple["Value", ...] | Mapping[str, "Value"]

_SINGLE = re.compile(r"'((?:[^']|'')*)'(?:\s+#.*|\s*)", re.DOTALL)
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"(?:\s+#.*|\s*)', re.DOTALL)
# An apostrophe inside single quotes stands between two letters: ‘It’s on’.
_CURLY = re.compile(r"[“”„\"]([^“”„\"]*)[“”\"]|[‘’']((?:[^‘’']|(?<=\w)[’'](?=\w))*)[‘’']")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+(.*))?")
_FLOW = re.compile(r"\[([^\[\]{}\"']*)\](?:[ \t]+#.*)?")
_NOTE = re.compile(r"(?:^|[ \t]+)#(?:[ \t].*)?$")
_DEEPEST = 20

_TOML_TABLE = re.compile(r"\s*\[+([^\[\]]+)\]+\s*(?:#.*)?")
_TOML_KEY = re.compile(r"\s*([\w\"'-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=\s*(.*)")
_TOML_ASIDE = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*")

_UNPRINTABLE = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufeff\ufffe\uffff]")
_SPECIAL_START = "!&*-?|>@`%{}[],#'\":=~"
_READ_AS_OTHER = re.compile(
    r"(?:y|yes|n|no|true|false|on|off|null|\.nan|[-+]?\.inf|[-+]?[\d_.,:]+(?:e[-+]?\d+)?|[-+]?0[xob][\da-f_]*"
    r"|\d{4}-\d\d?-\d\d?.*)",
    re.IGNORECASE | re.DOTALL,
)


class NotYaml(ValueError):
    """The text is not YAML (or TOML) that we read. `line` counts from 1 in the file; `reason` is a plain sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def unquote(text: str) -> str | None:
    """The inside of one complete quoted scalar (YAML 1.2, 7.3.1 and 7.3.2), or None when it is not one."""
    single = _SINGLE.fullmatch(text)
    if single:
        return single[1].replace("''", "'")
    double = _DOUBLE.fullmatch(text)
    if double is None:
        return None
    if "\\" not in double[1]:
        return double[1]
    try:
        value = compose(f'k: "{double[1]}"', 1)
    except NotYaml:
        return double[1]
    return value if isinstance(value, str) else double[1]


def one_line(typed: str) -> str:
    """What a value on one line says: what is between the quotes round it, straight or curly, else all as typed.

    Word turns the quotes round a value into curly ones; they are not part of it.
    """
    whole = unquote(typed)
    if whole is not None:
        return whole
    curly = _CURLY.fullmatch(typed)
    return typed if curly is None else (curly[1] or curly[2] or "").strip()


def simple_list(first: str, more: Sequence[str]) -> tuple[str, ...] | None:
    """A list with one text a line, or between one pair of brackets; None for every other value.

    So `@`, `:` and `#word` may stand in an item. `# ` and what follows it is a note.
    """
    if first and not _NOTE.match(first):
        flow = None if more else _FLOW.fullmatch(first)
        items = [] if flow is None else [item.strip() for item in flow[1].split(",") if item.strip()]
        if flow is None or any(item[0] in "&*!" for item in items):
            return None
        return tuple(one_line(item) for item in items)
    found = [_ITEM.fullmatch(line) for line in more if line.strip() and not line.lstrip().startswith("#")]
    texts = [_NOTE.sub("", item[1] or "").strip() for item in found if item is not None]
    plain = texts and len(texts) == len(found) and not any(_opens(text) for text in texts)
    return tuple(one_line(text) for text in texts) if plain else None


def compose(text: str, line: int) -> Value:
    """The value of the one key in `text` (`k: …` and its lines). `line` is that of its first line in the file.

    Raises `NotYaml`.
    """
    import yaml  # noqa: PLC0415 - 17 ms; most heads have only plain lines

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        _refuse(yaml.parse(text, Loader=loader), line)
        node = yaml.compose(text, Loader=loader)
    except NotYaml:
        raise
    except (yaml.YAMLError, ValueError, OverflowError) as fault:  # the latter two for escapes of no character
        mark = getattr(fault, "problem_mark", None)
        below = min(mark.line, text.count("\n")) if mark else 0
        raise NotYaml(line + below, _reason(str(getattr(fault, "problem", "")))) from None
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        raise NotYaml(line, "a line is not set under the name it belongs to")
    return _plain(node.value[0][1])


def toml_values(lines: Sequence[str], line: int) -> list[tuple[str, int, Value]]:
    """The names (`taxonomies.tags`), lines and values in a text that is TOML 1.0. `line` is that of its first line.

    Raises `NotYaml`.
    """
    import tomllib  # noqa: PLC0415 - heads in TOML are rare

    try:
        table = tomllib.loads("\n".join(lines), parse_float=str)
        found = list(_toml_values(table, ""))
    except (ValueError, RecursionError) as fault:
        place = re.search(r"at line (\d+)|at (end)", str(fault))
        below = 0 if place is None else len(lines) - 1 if place[2] else int(place[1]) - 1
        raise NotYaml(line + below, "it is not TOML") from None
    places = dict(reversed(list(_toml_places(lines))))
    return [(name, line + _place(name, places), value) for name, value in found]


def toml_keys(lines: Sequence[str]) -> bool:
    """Whether some line looks like TOML: a name and an equals sign."""
    return any(_TOML_KEY.fullmatch(line) for line in lines)


def write_scalar(value: str, *, bare: bool = False) -> str:
    """One text as strict YAML, quoted only where another reader would take it for something else.

    `bare` leaves dates, numbers and yes/no unquoted, for fields that mean them.
    """
    needs = (
        value in ("", "<<")
        or value != value.strip()
        or value[0] in _SPECIAL_START
        or ": " in value
        or " #" in value
        or value.endswith(":")
        or _UNPRINTABLE.search(value) is not None
        or one_line(value) != value
        or (not bare and _READ_AS_OTHER.fullmatch(value) is not None)
    )
    return _quoted(value) if needs else value


def write_list(values: Sequence[str]) -> str:
    """A list on one line, as strict YAML."""
    return "[" + ", ".join(_quoted(v) if re.search(r"[,?\[\]{}]", v) else write_scalar(v) for v in values) + "]"


def write_lines(value: str) -> str:
    """A text as strict YAML, in a `|` block when it has several lines, so that people can read it."""
    several = "\n" in value and value == value.strip() and not _UNPRINTABLE.search(value.replace("\n", ""))
    return "|-\n" + re.sub(r"^(?=.)", "  ", value, flags=re.MULTILINE) if several else write_scalar(value)


def printable(text: str) -> str:
    """The text without the characters that no page or feed may hold; only an escape such as `\\0` can bring them in."""
    return _FORBIDDEN.sub("", text)


def _quoted(value: str) -> str:
    """Between double quotes. Characters that are no text at all are left out."""
    written = json.dumps(re.sub("[\ud800-\udfff]", "", value), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda odd: f"\\u{ord(odd[0]):04x}", written)


def _opens(text: str) -> bool:
    """Whether an item of a list is more than a text on one line."""
    return text[:1] in tuple("[{|>&*!") or re.match(r"[-?](?:\s|$)", text) is not None


def _refuse(events: object, line: int) -> None:
    """Look at a text's events before anything is built from them, so that a trap costs nothing."""
    import yaml  # noqa: PLC0415

    depth = 0
    assert hasattr(events, "__iter__")
    for event in events:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise NotYaml(line + event.start_mark.line, "anchors (&) and aliases (*) are not read")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise NotYaml(line + event.start_mark.line, _DEEP)


def _plain(node: object) -> Value:
    import yaml  # noqa: PLC0415

    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item) for item in node.value)
    if isinstance(node, yaml.MappingNode):
        return {str(_plain(key)): _plain(value) for key, value in node.value}
    assert isinstance(node, yaml.ScalarNode)
    return printable(str(node.value))


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
    return printable(str(value))


def _place(name: str, places: Mapping[str, int]) -> int:
    """The line of a name, or of the table that it is in."""
    while name and name not in places:
        name = name.rpartition(".")[0]
    return places.get(name, 0)


def _toml_places(lines: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each whole name in a TOML text and the line it stands on, counting from 0."""
    index, table = 0, ""
    while index < len(lines):
        header, match = _TOML_TABLE.fullmatch(lines[index]), _TOML_KEY.fullmatch(lines[index])
        if match:
            yield table + _dotted(match[1]), index
            index = _toml_end(lines, index, match[2]) - 1
        elif header:
            table = _dotted(header[1]) + "."
            yield _dotted(header[1]), index
        index += 1


def _dotted(name: str) -> str:
    return ".".join(part.strip(" \t\"'") for part in name.split("."))


def _toml_end(lines: Sequence[str], at: int, value: str) -> int:
    """Where the lines of a value end: those of a text between three quotation marks, or of a list."""
    if value[:3] in ('"""', "'''"):
        rest = (i for i in range(at + 1, len(lines)) if value[:3] in lines[i])
        return at + 1 if value[:3] in value[3:] else next(rest, at) + 1
    depth = 0
    for index in range(at, len(lines)):
        plain = _TOML_ASIDE.sub("", value if index == at else lines[index])
        depth += plain.count("[") + plain.count("{") - plain.count("]") - plain.count("}")
        if depth <= 0:
            return index + 1
    return at + 1


_DEEP = "lists lie too deep inside each other"
_REASONS = (
    ("maximum nesting depth", _DEEP),
    ("',' or ']'", "a list that starts with [ needs a comma between its parts and a ] at its end"),
    ("',' or '}'", "a group that starts with { needs a comma between its parts and a } at its end"),
    ("node content", "a list or a group is opened with [ or { and not closed"),
    ("unexpected end of stream", "a quotation mark is opened and not closed"),
    ("cannot start any token", "a part starts with a mark that means something else; put quotation marks round it"),
    ("mapping values are not allowed", "there is a second colon where none can be"),
)
"""PyYAML's words for the commonest faults (its two readers do not quite agree), and ours."""


def _reason(problem: str) -> str:
    known = (ours for theirs, ours in _REASONS if theirs in problem)
    return next(known, "the lines are not set out as a list or a text")
