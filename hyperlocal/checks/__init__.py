"""Everything that could be wrong with a site, worst first: what the build says, held to a stricter measure, and what
only the finished pages show. A new check is one module here and one line in `CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hyperlocal.builder import Prepared, prepare
from hyperlocal.checks import pages
from hyperlocal.dates import Moment
from hyperlocal.output import PageFile
from hyperlocal.problems import Problem, Severity, worst_first

Check = Callable[[Prepared, Mapping[str, str]], Iterable[Problem]]
CHECKS: tuple[Check, ...] = (pages.dead_links, pages.missing_words, pages.too_heavy)
"""Each is given the site and the HTML of every page by its path."""

_ERRORS_HERE = frozenset({"no-alt"})
"""Worth a warning while writing, an error when asked."""


def check(folder: Path, now: datetime | Moment) -> tuple[Problem, ...]:
    """Every problem of the site in `folder`. Raises `Stop` when there is none."""
    prepared = prepare(folder, now)
    renderer = prepared.renderer()
    html = {
        output.path: renderer.render(output).decode("utf-8")
        for output in prepared.plan.outputs
        if isinstance(output, PageFile)
    }
    found = [problem for one in CHECKS for problem in one(prepared, html)]
    told = [_stricter(problem) for problem in (*prepared.problems, *renderer.problems.values())]
    return worst_first((*told, *found))


def _stricter(problem: Problem) -> Problem:
    return replace(problem, severity=Severity.ERROR) if problem.rule in _ERRORS_HERE else problem
