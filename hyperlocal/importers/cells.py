"""What stands in a cell <-> the value of a declared field.

A cell is read as the field itself would be at the top of a file, after what spreadsheets do to it is undone: days that
became numbers, `TRUE`, ages such as 11.0. What was lost for good (the 0 of a telephone number) is told, never guessed.
What does not fit its field is kept in the file as it was typed, where every build tells of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from hyperlocal.content.profile import Phone
from hyperlocal.dates import ambiguous, say
from hyperlocal.fields import Field, Several, Unreadable, declared, written
from hyperlocal.frontmatter import Entry
from hyperlocal.kinds import MOST_LETTERS
from hyperlocal.problems import Problem, advice, error, warning
from hyperlocal.values import dataclass
from hyperlocal.yamltext import write_lines

FIRST_DAY = dt.date(1899, 12, 30)
"""Day 0 of Excel and LibreOffice, which count from it."""

_NONE = frozenset({"n/a", "#n/a", "#value!", "#ref!", "#name?"})
_NOTHING = frozenset({"-", "–", "—", "none", "nil", "tbc", "0/0/0000", "00/00/0000"})
"""What people write into a cell where a date, an address or a number is missing."""

_SERIAL = re.compile(r"([2-7]\d{4})(?:\.(\d{1,10}))?")
_SHORTENED = re.compile(r"[+-]?\d(?:[.,]\d+)?E\+?\d{1,3}", re.IGNORECASE)
_QUOTED_OR_NOT = re.compile(r'\s*"((?:[^"]|"")*)"\s*(?=[,;\n]|\Z)|([^,;\n]+)')
_BETWEEN_PHONES = re.compile(r"\s*(?:[;/,]|\bor\b|\band\b|&)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The row that is read: the file's name, the line it starts on, the number that spreadsheets show beside it."""

    path: str
    line: int
    row: int
    name: str = ""

    def refuse_row(self, rule: str, message: str, remedy: str) -> Problem:
        return error(rule, self.path, self.line, f"{self.words} {message}", remedy)

    def warn_of_row(self, rule: str, message: str, remedy: str) -> Problem:
        return warning(rule, self.path, self.line, f"{self.words} {message}", remedy)

    def mention_row(self, rule: str, message: str, remedy: str) -> Problem:
        return advice(rule, self.path, self.line, f"{self.words} {message}", remedy)

    @property
    def words(self) -> str:
        """“Row 7 (Village Hall):”"""
        return f"Row {self.row} ({self.name[:80]}):" if self.name else f"Row {self.row}:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A cell: its column's heading, the name under which it is read, what the heading adds, and what stands in it."""

    heading: str
    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What a row says of one field. `yaml` is what its file will say; `value` is None, and `typed` what was typed, when
    it does not fit the field."""

    field: Field
    value: Any
    yaml: str
    typed: str = ""


class Refused(ValueError):
    """A row that cannot be taken: a cell decides whether it is to be seen, and cannot be read."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def given(field: Field, cells: Sequence[Typed], where: Where) -> tuple[Given | None, list[Problem]]:
    """What the cells of one field say together; None when all are empty. Raises `Refused`."""
    full = [cell for cell in cells if not _says_nothing(cell.text, field)]
    if not full:
        return None, []
    problems = [told for cell in full for told in _lost(cell, field, where)]
    used, typed = _joined(field, full, where, problems)
    kind = field.kind.name
    if kind == "date":
        typed, told = _day(typed, used.heading, where)
        problems += told
    elif kind == "number":
        typed = re.sub(r"^(\d+)\.0+$", r"\1", typed) if "whole" in _nature(field) else typed
    try:
        value = field.kind.read(_entry(field, used.key, typed, where.line))
    except Unreadable as fault:
        if field.vital or len(typed) > MOST_LETTERS:
            message = f"was left out. “{used.heading}”: {fault.message}"
            raise Refused(where.refuse_row("bad-row", message, _remedy(fault))) from None
        problems.append(
            where.warn_of_row(
                "kept-as-typed",
                f"“{used.heading}”: {fault.message} It was kept as typed, and will not be shown.",
                _remedy(fault),
            )
        )
        return Given(field=field, value=None, yaml=write_lines(typed), typed=typed), problems
    if isinstance(value, Several):
        problems += [
            replace(one, path=where.path, line=where.line, message=f"{where.words} {one.message}")
            for one in value.problems
        ]
        value = value.values or None
    if value is None:
        return None, problems
    return Given(field=field, value=value, yaml=field.kind.write(value)), problems


def write_cell(field: Field, value: Any) -> str:
    """The value as `given` reads it back, in the plainest words that do."""
    if value is None or value == ():
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date | int | str):
        return str(value)
    if field.kind.inner is not None:
        return _several(field, value)
    if isinstance(value, tuple):
        return _listed(field, value)
    return field.kind.write(value)


def _says_nothing(text: str, field: Field) -> bool:
    plain = text.strip().casefold()
    short = field.kind.name in ("date", "number", "email", "web-address", "yes-no")
    return not plain or plain in _NONE or (short and plain in _NOTHING)


def _lost(cell: Typed, field: Field, where: Where) -> list[Problem]:
    """What a spreadsheet threw away, which only the person can put back."""
    text = cell.text.strip()
    if _SHORTENED.fullmatch(text):
        message = f"“{cell.heading}” says {text}: the spreadsheet has cut a long number short, so it is not known."
        remedy = "Give the column the format “Text” or “Number” in the spreadsheet, type it again, and import again."
        return [where.warn_of_row("number-cut", message, remedy)]
    if field.kind.inner is Phone and re.fullmatch(r"[1-37-9]\d{8,9}", re.sub(r"\s", "", text)):
        message = f"“{cell.heading}” says {text}, which has lost its 0 in the spreadsheet. It was kept as typed."
        remedy = f"If that is so, type  0{text}  in the file, or give the column the format “Text” and mend it there."
        return [where.warn_of_row("lost-zero", message, remedy)]
    return []


def _joined(field: Field, cells: Sequence[Typed], where: Where, problems: list[Problem]) -> tuple[Typed, str]:
    """The cells of several columns as one text, where that makes sense; else the first, and a word about the others."""
    if field.kind.inner is not None or "several" in _nature(field):
        parts = [_with_label(cell, field) for cell in cells]
        return cells[0], "\n".join(dict.fromkeys(parts))
    used = cells[0]
    for other in cells[1:]:
        if other.text.strip().casefold() != used.text.strip().casefold():
            message = f"“{other.heading}” says {other.text.strip()[:80]}, but “{used.heading}” has been used."
            remedy = f'Keep the one that is right, or leave a column out:  --columns "{used.heading}="'
            problems.append(where.warn_of_row("not-used", message, remedy))
    return used, used.text.strip()


def _with_label(cell: Typed, field: Field) -> str:
    text = cell.text.strip("\n").rstrip()
    text = text if text.startswith((" ", "-")) and "\n" in text else text.strip()
    if field.kind.inner is Phone:
        lines: list[str] = []
        for typed in text.split("\n"):
            parts = _BETWEEN_PHONES.split(typed)
            apart = len(parts) > 1 and all(len(re.findall(r"\d", part)) >= 9 for part in parts)
            lines += parts if apart else [typed]
        label = cell.label and all(re.fullmatch(r"[\d\s+()-]+", line) for line in lines)
        return "\n".join(f"{line} ({cell.label})" if label else line for line in lines)
    if cell.label and text.casefold() not in ("", "yes", "y", "no", "n"):
        return text if cell.label.casefold() in text.casefold() else f"{cell.label} {text}"
    return text.rstrip(",") if field.name == "address" and "\n" not in text else text


def _entry(field: Field, key: str, typed: str, line: int) -> Entry:
    if field.kind.inner is not None:
        return Entry(key=key, line=line, more=tuple(typed.split("\n")))
    if "names" in _nature(field):
        found = [one[1].replace('""', '"') if one[1] is not None else one[2] for one in _QUOTED_OR_NOT.finditer(typed)]
        return Entry(key=key, line=line, fixed=tuple(found))
    return Entry(key=key, line=line, fixed=typed)


@cache
def _nature(field: Field) -> frozenset[str]:
    """How a field takes texts, found by giving it some: “names” between commas, “several” lines, a “whole” number."""

    def read(typed: str) -> Any:
        try:
            return field.kind.read(Entry(key=field.name, line=1, fixed=typed))
        except Unreadable:
            return None

    found = {"names"} if read("a, b") == ("a", "b") else set()
    found |= {"several"} if read("a\nb") in (("a", "b"), "a\nb") else set()
    return frozenset(found | ({"whole"} if read("7") == 7 else set()))


def _day(typed: str, heading: str, where: Where) -> tuple[str, list[Problem]]:
    """A date as it can be read, and what there is to say: Excel writes the day as a number when it lost its format."""
    typed = re.sub(r"[ T]0{1,2}:00(?::00)?(?:\.0+)?$", "", typed)
    serial = _SERIAL.fullmatch(typed)
    if serial:
        day = FIRST_DAY + dt.timedelta(days=int(serial[1]))
        minutes = round(float(f"0.{serial[2]}") * 24 * 60) if serial[2] else 0
        if minutes:
            at = dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=minutes)
            day, time = at.date(), f" {at:%H:%M}"
        else:
            time = ""
        message = f"“{heading}” says {typed}, as spreadsheets count days; it was read as {say(day)}."
        remedy = "If that is another day than it should be, mend it in the file."
        return f"{day.isoformat()}{time}", [where.mention_row("date-counted", message, remedy)]
    if not ambiguous(typed):
        return typed, []
    message = f"“{heading}” says {typed}, which was read day first, as in Britain."
    return typed, [where.mention_row("date-read", message, "If it was written month first, mend the dates first.")]


def _listed(field: Field, values: Sequence[str]) -> str:
    if "names" not in _nature(field):
        return "\n".join(values)
    if any(re.search('[,;\n"]', one) or one != one.strip() for one in values):
        return ", ".join('"' + one.replace('"', '""') + '"' for one in values)
    return ", ".join(values)


def _several(field: Field, values: Sequence[Any]) -> str:
    """Each of the things in the shortest form that is read back as the same."""
    forms = [next(form for form in _forms(field, value) if _reads_as(field, form, (value,))) for value in values]
    together = "\n".join(forms)
    strict = "\n".join(_dashed(field, value) for value in values)
    return together if _reads_as(field, together, tuple(values)) else strict


def _forms(field: Field, value: Any) -> Sequence[str]:
    inner = field.kind.inner
    assert inner is not None
    texts = {one.name: getattr(value, one.name) for one in declared(inner)}
    yaml = written(inner, texts)
    plain = [text for text in texts.values() if text not in (None, "", ())]
    _, *details = yaml.items()
    short = [str(plain[0])] if len(plain) == 1 else []
    if len(plain) == 2 and isinstance(plain[1], str) and "\n" not in plain[1]:
        short = [f"{plain[0]} ({plain[1]})", f"{plain[0]}: {plain[1]}"]
    return [*short, _indented(plain[0], details), _dashed(field, value)]


def _indented(name: object, details: Sequence[tuple[str, str]]) -> str:
    lines = [f"{key}: {text}" for key, text in details]
    return "\n".join([str(name), *("  " + line.replace("\n", "\n  ") for line in lines)])


def _dashed(field: Field, value: Any) -> str:
    """A list in YAML, as the file itself has it."""
    lines = field.kind.write((value,)).strip("\n").split("\n")
    return "\n".join(line.removeprefix("  ") for line in lines)


def _reads_as(field: Field, typed: str, values: tuple[Any, ...]) -> bool:
    lines = _with_label(Typed(heading="", key=field.name, label="", text=typed), field)
    try:
        found = field.kind.read(_entry(field, field.name, lines, 1))
    except Unreadable:
        return False
    return isinstance(found, Several) and not found.problems and found.values == values


def _remedy(fault: Unreadable) -> str:
    return fault.remedy.replace("Write it like this:", "Write it in the file like this:")
