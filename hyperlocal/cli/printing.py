"""How results and problems are shown in a terminal."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import get_terminal_size

import click

from hyperlocal.problems import Problem, Severity

_HEADINGS = {Severity.ERROR: "To mend", Severity.WARNING: "Worth mending", Severity.ADVICE: "Good to know"}
_NAMES = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.ADVICE: ("piece of advice", "pieces of advice"),
}
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
_MOST_OF_ONE_KIND = 10
_NARROWEST, _WIDEST = 12, 200
"""Signs of a column that is not cut any shorter; signs of a cell that are looked at."""
# A file's name may hold codes that would recolour or retitle the terminal.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def print_problems(problems: Sequence[Problem], *, every: bool = False) -> None:
    """The problems on standard error, worst first. Of one kind only the first ten, unless `every`."""
    severity: Severity | None = None
    shown: Counter[str] = Counter()
    left_out: Counter[str] = Counter()
    for problem in problems:
        if problem.severity is not Severity.ERROR and not every and shown[problem.rule] >= _MOST_OF_ONE_KIND:
            left_out[problem.rule] += 1
            continue
        if problem.severity != severity:
            severity = problem.severity
            click.secho(f"\n{_HEADINGS[severity]}", fg=_COLOURS[severity], bold=True, err=True)
        shown[problem.rule] += 1
        click.echo(f"\n{_CONTROL.sub('�', str(problem))}", err=True)
    if left_out:
        click.echo(f"\nAnd {sum(left_out.values())} more like these:  hyperlocal check  shows them all.", err=True)
    if problems:
        click.echo(f"\n{counted(problems)}.", err=True)


def waiting() -> None:
    """Say that another build of the same site has to end first."""
    click.echo("Another build of this site is under way; this one goes on when that has ended.", err=True)


def counted(problems: Iterable[Problem]) -> str:
    """“2 errors, 1 warning”."""
    counts = Counter(problem.severity for problem in problems)
    parts = [f"{counts[s]} {_NAMES[s][counts[s] != 1]}" for s in sorted(counts, reverse=True)]
    return ", ".join(parts) or "Nothing to mend"


def exit_status(problems: Iterable[Problem], *, strict: bool = False) -> int:
    """1 when something must be mended, else 0."""
    least = Severity.WARNING if strict else Severity.ERROR
    return 1 if any(problem.severity >= least for problem in problems) else 0


def number(count: int, one: str, many: str = "") -> str:
    """“1 page”, “1,204 pages”."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, width: int = 0) -> list[str]:
    """Lines with columns one below the other, for a terminal of `width` signs (0: this one's; a file
    or a pipe takes any). What is too long for its column is cut, and ends in an ellipsis."""
    room = (width or get_terminal_size((10_000, 24)).columns) - 2 * (len(headings) - 1)
    shown = [[_CONTROL.sub("�", " ".join(cell[:_WIDEST].split())) for cell in row] for row in (headings, *rows)]
    widths = [max(len(row[at]) for row in shown) for at in range(len(headings))]
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    lines = ["  ".join(_cut(cell, w).ljust(w) for cell, w in zip(row, widths, strict=True)) for row in shown]
    lines.insert(1, "  ".join("─" * w for w in widths))
    return [line.rstrip() for line in lines]


def _cut(cell: str, width: int) -> str:
    return cell if len(cell) <= width else f"{cell[: width - 1]}…"


def as_typed(path: Path) -> str:
    """A path as one would type it after a command."""
    return f'"{path}"' if re.search(r"\s", str(path)) else str(path)
