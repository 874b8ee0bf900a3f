"""What is wrong, where, and how to mend it: said the same way everywhere.

A `Problem` is a value, not an exception. The terminal, `check --json` and the preview show the same list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum

from hyperlocal.values import dataclass


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
    `remedy` says what to type. `rule` is a short fixed name (`dead-link`), for `--json` and for grouping. Of two that
    matter as much, that of the lower `rank` comes first.
    """

    severity: Severity
    rule: str
    path: str
    line: int | None = None
    message: str
    remedy: str = ""
    rank: int = 0

    def __str__(self) -> str:
        """The lines people read: where, what, what to do."""
        place = self.path or "this folder"
        if self.line is not None:
            place += f", line {self.line}"
        remedy = re.sub(r" *\n", "\n    ", self.remedy)
        return "\n".join([place, f"  {self.message}", *([f"  {remedy}"] if remedy else [])])


class Stop(Exception):
    """Raised where nothing can go on (no site here, the output folder cannot be written); carries the problems."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def error(rule: str, path: str, line: int | None, message: str, remedy: str = "") -> Problem:
    """Something was left out or would be untrue."""
    return _problem(Severity.ERROR, rule, path, line, message, remedy)


def warning(rule: str, path: str, line: int | None, message: str, remedy: str = "", *, rank: int = 0) -> Problem:
    """Published, but probably not as meant."""
    return _problem(Severity.WARNING, rule, path, line, message, remedy, rank)


def advice(rule: str, path: str, line: int | None, message: str, remedy: str = "") -> Problem:
    """Worth knowing."""
    return _problem(Severity.ADVICE, rule, path, line, message, remedy)


def _problem(
    severity: Severity, rule: str, path: str, line: int | None, message: str, remedy: str, rank: int = 0
) -> Problem:
    message, remedy = _shortened(message), _shortened(remedy)
    return Problem(severity=severity, rule=rule, path=path, line=line, message=message, remedy=remedy, rank=rank)


def _shortened(words: str) -> str:
    """What is quoted may be a megabyte that somebody pasted into the wrong place, and nobody could read that."""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST // 2]} … {words[-_LONGEST // 2 :]}"


def worst_first(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Worst first, then by rank, file and line: the order of every list of problems. Repeats are shown once."""
    unique = dict.fromkeys(problems)
    return tuple(sorted(unique, key=lambda p: (-p.severity, p.rank, p.path, p.line or 0, p.rule, p.message)))


def edit_distance(left: str, right: str, most: int | None = None) -> int:
    """How many letters to add, drop, change or swap with their neighbour (optimal string alignment distance).

    With `most`, no more than that is counted: `most + 1` stands for every larger distance, and is found fast.
    """
    left, right = _without_common_ends(left, right)
    longest = max(len(left), len(right))
    most = longest if most is None else min(most, longest)
    if abs(len(left) - len(right)) > most:
        return most + 1
    # Only the cells near the diagonal can hold `most` or less; beyond them stands `far`.
    far = most + 1
    before, row = [], [j if j <= most else far for j in range(len(right) + 1)]
    for i, a in enumerate(left, 1):
        before, above, row = row, before, [i if i <= most else far] + [far] * len(right)
        for j in range(max(1, i - most), min(len(right), i + most) + 1):
            b = right[j - 1]
            best = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (a != b), far)
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, above[j - 2] + 1)
            row[j] = best
        if min(row) > most:
            return far
    return row[-1]


def _without_common_ends(left: str, right: str) -> tuple[str, str]:
    start, shorter = 0, min(len(left), len(right))
    while start < shorter and left[start] == right[start]:
        start += 1
    end = 0
    while end < shorter - start and left[-1 - end] == right[-1 - end]:
        end += 1
    return left[start : len(left) - end], right[start : len(right) - end]


def nearest(word: str, known: Sequence[str], *, within: int = 2) -> str | None:
    """The known name that was probably meant, or None when nothing is near. Ties go to the first in `known`."""
    word = word.casefold()
    limit = _limit(word, within)
    if len(word) > _LONGEST_NAME:
        return None
    folded = ((name.casefold(), place) for place, name in enumerate(known))
    alike = [(name, place) for name, place in folded if abs(len(name) - len(word)) <= limit]
    best = min(((edit_distance(word, name, limit), place) for name, place in alike), default=(limit + 1, 0))
    return known[best[1]] if best[0] <= limit else None


def _limit(word: str, within: int) -> int:
    # Any two short words are within two edits of each other: ask for more likeness from those.
    return within if len(word) >= 5 else min(within, 1)


class Names:
    """Very many known names, made ready to be asked very often which of them was meant, as `nearest` would say.

    After very many questions the answer is always None: nobody reads a thousand suggestions, and a text with thousands
    of slips on a site with thousands of files must not take minutes.
    """

    def __init__(self, known: Sequence[str], *, within: int = 2) -> None:
        self._known = known
        self._within = within
        self._patience = _PATIENCE
        self._by_length: dict[int, list[tuple[int, int, str]]] | None = None
        self._told: dict[str, str | None] = {}

    def nearest(self, word: str) -> str | None:
        """The name that was probably meant, or None. Ties go to the first."""
        word = word.casefold()
        if len(word) > _LONGEST_NAME:
            return None
        if word not in self._told:
            self._told[word] = self._found(word) if self._patience > 0 else None
        return self._told[word]

    def _found(self, word: str) -> str | None:
        limit = _limit(word, self._within)
        pairs = _pairs(word)
        ranked: list[tuple[int, int]] = []
        for length in range(len(word) - limit, len(word) + limit + 1):
            alike = self._lengths().get(length, [])
            # Two neighbours that are swapped stood in three pairs, and stand in three others; all else changes fewer.
            near = [one for one in alike if (one[0] ^ pairs).bit_count() <= 6 * limit]
            self._patience -= len(alike) + _DEAR * len(near)
            ranked += [(edit_distance(word, name, limit), place) for _, place, name in near]
        best = min(ranked, default=(limit + 1, 0))
        return self._known[best[1]] if best[0] <= limit else None

    def _lengths(self) -> dict[int, list[tuple[int, int, str]]]:
        """Each length -> the letters, place and folded form of the names that are so long. Made when it is needed."""
        if self._by_length is None:
            self._by_length = {}
            for place, name in enumerate(self._known):
                folded = name.casefold()
                self._by_length.setdefault(len(folded), []).append((_pairs(folded), place, folded))
        return self._by_length


def _pairs(word: str) -> int:
    """Which pairs of neighbouring letters a word has, as bits; some pairs share one."""
    bits = 0
    for one, next_one in zip(f" {word}", f"{word} ", strict=True):
        bits |= 1 << ((ord(one) * 37 + ord(next_one)) & 255)
    return bits


_LONGEST = 2_000
"""Characters of a message. Ours are much shorter."""
_LONGEST_NAME = 255
"""Characters. What is longer is no name but a paragraph in the wrong place; no disk takes a longer one."""
_PATIENCE = 1_000_000
"""Names to look at, all together: well below a second."""
_DEAR = 100
"""How many names can be passed over in the time that one is compared letter by letter."""
