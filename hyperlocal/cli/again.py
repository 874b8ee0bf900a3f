"""A build with nothing to do, after one that had something to say: it is said again, with the same exit status."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from hyperlocal import unchanged
from hyperlocal.cli.printing import exit_status, print_problems
from hyperlocal.problems import Problem
from hyperlocal.records import unpack


def say_again(table: Mapping[str, Any], asked: unchanged.Asked) -> int:
    """Print the problems that the table of the last build holds, and give the exit status."""
    problems: list[Problem] = [unpack(Problem, row) for row in table["problems"]]
    print_problems(problems)
    click.echo(unchanged.sentence(table, asked), nl=False)
    return exit_status(problems, strict=asked.strict)
