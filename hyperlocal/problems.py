"""What is wrong, where, and how to mend it: said the same way everywhere.

A `Problem` is a value, not an exception. The terminal, `check --json` and the preview show the same list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How much it matters. Higher is worse, so `max()` finds the worst."""

    ADVICE = 1
    """Worth knowing; nothing is wrong."""
    WARNING = 2
    """Published, but probably not as meant. `--strict` makes it count."""
    ERROR = 3
    """Something was left out, or would be untrue. The command exits with 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend, in words for the person who typed it.

    `path` is relative to the site's folder, with forward slashes on every system ("" for the folder itself).
    `line` counts from 1; None where no line is meant. `message` says what was read and why it matters;
    `remedy` says what to type. `rule` is a short fixed name (`dead-link`), for `--json` and for grouping.
    """

    severity: Severity
    rule: str
    path: str
    line: int | None = None
    message: str
    remedy: str = ""

    def __str__(self) -> str:
        """The three lines people read: where, what, what to do."""
        place = self.path or "this folder"
        if self.line is not None:
            place += f", line {self.line}"
        return "\n".join([place, f"  {self.message}", *([f"  {self.remedy}"] if self.remedy else [])])


class Stop(Exception):
    """Raised where nothing can go on (no site here, the output folder cannot be written); carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def error(rule: str, path: str, line: int | None, message: str, remedy: str = "") -> Problem:
    """Something was left out or would be untrue."""
    return Problem(severity=Severity.ERROR, rule=rule, path=path, line=line, message=message, remedy=remedy)


def warning(rule: str, path: str, line: int | None, message: str, remedy: str = "") -> Problem:
    """Published, but probably not as meant."""
    return Problem(severity=Severity.WARNING, rule=rule, path=path, line=line, message=message, remedy=remedy)


def advice(rule: str, path: str, line: int | None, message: str, remedy: str = "") -> Problem:
    """Worth knowing."""
    return Problem(severity=Severity.ADVICE, rule=rule, path=path, line=line, message=message, remedy=remedy)


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Worst first, then by file and line: the order of every list of problems. Repeats are shown once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (-p.severity, p.path, p.line or 0, p.rule, p.message)))


def edit_distance(left: str, right: str) -> int:
    """How many letters to add, drop, change or swap with their neighbour (optimal string alignment distance)."""
    rows = [list(range(len(right) + 1))]
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            best = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def nearest(word: str, known: Sequence[str], *, within: int = 2) -> str | None:
    """The known name that was probably meant, or None when nothing is near. Ties go to the first in `known`."""
    word = word.casefold()
    # Any two short words are within two edits of each other: ask for more likeness from those.
    limit = within if len(word) >= 5 else min(within, 1)
    alike = [name for name in known if abs(len(name) - len(word)) <= limit]
    ranked = sorted((edit_distance(word, name.casefold()), i, name) for i, name in enumerate(alike))
    return ranked[0][2] if ranked and ranked[0][0] <= limit else None
