"""`hyperlocal check`: everything that could be wrong, worst first."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from hyperlocal.checks import check
from hyperlocal.cli.options import folder_argument, moment_of, now_option
from hyperlocal.cli.printing import exit_status, print_problems
from hyperlocal.dates import Moment


@click.command("check")
@folder_argument
@click.option("--json", "as_json", is_flag=True, help="Print the list for another program to read.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@now_option
def command(folder: Path, as_json: bool, strict: bool, now: Moment | None) -> int:
    """List everything that could be wrong with FOLDER's site."""
    problems = check(folder, moment_of(now))
    if as_json:
        rows = [{**asdict(problem), "severity": problem.severity.name.casefold()} for problem in problems]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif problems:
        print_problems(problems, every=True)
    else:
        click.echo("Nothing to mend.")
    return exit_status(problems, strict=strict)
