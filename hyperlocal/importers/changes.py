"""What a row would change in an organisation's file, and the file with just that changed: no other byte differs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hyperlocal.content.organisation import Organisation
from hyperlocal.encoding import decode, lines
from hyperlocal.fields import declared
from hyperlocal.frontmatter import plain_name, set_field
from hyperlocal.importers.cells import Given, write_cell
from hyperlocal.importers.columns import TEXT, label_of
from hyperlocal.importers.existing import Existing
from hyperlocal.values import dataclass
from hyperlocal.yamltext import NotYaml

DEFAULTS: dict[str, Any] = {
    field.name: Organisation.__dataclass_fields__[field.name].default for field in declared(Organisation)
}
"""What each field is when nobody says anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field of one file. `old` and `new` are as a cell would have them; `yaml` is what the file will say (of the
    text below the head: the text itself)."""

    field: str
    old: str
    new: str
    yaml: str

    @property
    def label(self) -> str:
        return label_of(self.field)


def changes(existing: Existing, given: Sequence[Given], body: str) -> tuple[Change, ...]:
    """What differs. An empty cell says nothing, so it changes nothing."""
    found = [
        Change(field=one.field.name, old=_old(existing, one), new=_new(one), yaml=one.yaml)
        for one in given
        if not _same(existing, one)
    ]
    was = existing.head.body.strip("\n").rstrip()
    if body and body != was:
        found.append(Change(field=TEXT, old=was, new=body, yaml=body))
    return tuple(found)


def changed(existing: Existing, found: Sequence[Change]) -> bytes:
    """The file's bytes with these changes. Raises `NotYaml` for a head that is read but not written, and for a file
    that was saved in two ways at once."""
    saved = decode(existing.data)
    if saved.repaired:
        raise NotYaml(1, "it was saved in two different ways at once")
    text = saved.text
    for change in found:
        text = _with_body(text, existing, change.yaml) if change.field == TEXT else _with_field(text, existing, change)
    return saved.encode(text)


def _value(existing: Existing, name: str) -> Any:
    return existing.title if name == "title" else existing.values.get(name, DEFAULTS[name])


def _same(existing: Existing, one: Given) -> bool:
    if one.value is not None:
        return bool(_value(existing, one.field.name) == one.value)
    return one.typed in _typed(existing, one)


def _typed(existing: Existing, one: Given) -> list[str]:
    """What stands in the file under any name of the field, as typed."""
    names = {plain_name(name) for name in one.field.names}
    return [entry.text() or "" for entry in existing.head.entries if entry.name in names]


def _old(existing: Existing, one: Given) -> str:
    value = _value(existing, one.field.name)
    return write_cell(one.field, value) or " ".join(_typed(existing, one))


def _new(one: Given) -> str:
    return write_cell(one.field, one.value) if one.value is not None else one.typed


def _with_field(text: str, existing: Existing, change: Change) -> str:
    """The text with one field changed, under the name that the file gives it."""
    field = next(field for field in declared(Organisation) if field.name == change.field)
    names = [plain_name(name) for name in field.names]
    own = sorted((e for e in existing.head.entries if e.name in names), key=lambda entry: names.index(entry.name))
    # `published: no` says the opposite of `draft: no`.
    keep = next((entry for entry in own if field.kind.name != "yes-no" or entry.name == names[0]), None)
    for entry in own:
        if keep is None or entry.name != keep.name:
            text = set_field(text, entry.key, None)
    return set_field(text, keep.key if keep else change.field, change.yaml)


def _with_body(text: str, existing: Existing, body: str) -> str:
    """The text with other words below its head, whose lines end as those of the file do."""
    kept = lines(text)
    # The head may have grown or shrunk meanwhile; what is below it has not.
    below = existing.head.body.count("\n") + (not existing.head.body.endswith("\n"))
    below = min(below, len(kept)) if existing.head.body else 0
    above = "".join(kept[: len(kept) - below])
    end = "\r\n" if "\r\n" in text else "\r" if "\r" in text and "\n" not in text else "\n"
    above = above if not above or above.endswith(("\r", "\n")) else above + end
    apart = "" if above.endswith(2 * end) else end
    return above + apart + body.replace("\n", end) + end
