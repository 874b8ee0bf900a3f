"""YAML with every scalar kept as text: lists, groups, quoted and block texts, read by PyYAML's composer.

Anchors and aliases are refused (a few lines of them can stand for gigabytes), and so is deep nesting.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Value = str | tuple["Value", ...] | Mapping[str, "Value"]

_SINGLE = re.compile(r"'((?:[^']|'')*)'\s*(?:#.*)?$", re.DOTALL)
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"\s*(?:#.*)?$', re.DOTALL)
_DEEPEST = 20


class NotYaml(ValueError):
    """The text is not YAML that we read. `line` counts from 1 in the file; `reason` is a plain sentence."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def unquote(text: str) -> str | None:
    """The inside of one complete quoted scalar (YAML 1.2, 7.3.1 and 7.3.2), or None when it is not one."""
    single = _SINGLE.match(text)
    if single:
        return single[1].replace("''", "'")
    double = _DOUBLE.match(text)
    if double is None:
        return None
    if "\\" not in double[1]:
        return double[1]
    try:
        value = compose(f'k: "{double[1]}"', 1)
    except NotYaml:
        return double[1]
    return value if isinstance(value, str) else double[1]


def compose(text: str, line: int) -> Value:
    """The value of the one key in `text` (`k: …` and its lines). `line` is that of its first line in the file.

    Raises `NotYaml`.
    """
    import yaml  # noqa: PLC0415 - 17 ms; most heads have only plain lines

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    if text.count("[") + text.count("{") > 500:
        raise NotYaml(line, "there are too many brackets")
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise NotYaml(line, "anchors (&) and aliases (*) are not read")
        node = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        raise NotYaml(line + (mark.line if mark else 0), _reason(fault)) from None
    if not isinstance(node, yaml.MappingNode) or len(node.value) != 1:
        raise NotYaml(line, "a line is not set under the name it belongs to")
    return _plain(node.value[0][1], line, 0)


def _plain(node: object, line: int, depth: int) -> Value:
    import yaml  # noqa: PLC0415

    if depth > _DEEPEST:
        raise NotYaml(line, "lists lie too deep inside each other")
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item, line, depth + 1) for item in node.value)
    if isinstance(node, yaml.MappingNode):
        return {
            key.value if isinstance(key.value, str) else str(_plain(key, line, depth + 1)): _plain(
                value, line, depth + 1
            )
            for key, value in node.value
        }
    assert isinstance(node, yaml.ScalarNode)
    return str(node.value)


def _reason(fault: object) -> str:
    """PyYAML's words for the commonest faults, in ours."""
    problem = str(getattr(fault, "problem", "") or "")
    if "expected ',' or ']'" in problem:
        return "a list that starts with [ needs a comma between its parts and a ] at its end"
    if "expected ',' or '}'" in problem:
        return "a group that starts with { needs a comma between its parts and a } at its end"
    if "found unexpected end of stream" in problem:
        return "a quotation mark is opened and not closed"
    if "cannot start any token" in problem and "\\t" in problem:
        return "a line starts with a tab; use spaces"
    if "mapping values are not allowed" in problem:
        return "there is a second colon where none can be"
    return "the lines are not set out as a list or a text"
