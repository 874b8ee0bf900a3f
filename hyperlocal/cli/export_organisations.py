"""`hyperlocal export organisations`: as CSV for a spreadsheet, or as vCards for an address book."""

from __future__ import annotations

import codecs
from pathlib import Path

import click

from hyperlocal.builder import prepare
from hyperlocal.cli.options import folder_argument, moment_of, now_option, refuse_to_bury, refuse_to_replace
from hyperlocal.cli.printing import exit_status, number, print_problems
from hyperlocal.dates import Moment
from hyperlocal.exporters import FORMS, told
from hyperlocal.output.manifest import replace
from hyperlocal.problems import Problem, Severity


@click.command("organisations")
@folder_argument
@click.option(
    "--format",
    "form",
    default="csv",
    show_default=True,
    type=click.Choice(list(FORMS)),
    help="csv for spreadsheets, vcard for address books.",
)
@click.option("--output", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write into this file.")
@click.option("--all", "everything", is_flag=True, help="Drafts and what is held back, too.")
@now_option
def command(folder: Path, form: str, output: Path | None, everything: bool, now: Moment | None) -> int:
    """Write the organisations of FOLDER's site for another program."""
    if output is not None:
        refuse_to_bury(folder, output, "list")
    prepared = prepare(folder, moment_of(now), drafts=everything)
    organisations, unread = told(folder, prepared)
    data = FORMS[form](organisations)
    problems = (*(one for one in prepared.problems if _of_an_organisation(one)), *unread)
    if output is None:
        click.echo(data, nl=False)
    else:
        # Excel takes a file without the mark for Windows-1252; programs that read from a pipe want none.
        data = (codecs.BOM_UTF8 if form == "csv" else b"") + data
        refuse_to_replace(output, data)
        replace(output, data)
        click.echo(f"{number(len(organisations), 'organisation')} in {output}.")
    print_problems(problems)
    return exit_status(problems)


def _of_an_organisation(problem: Problem) -> bool:
    """What was left out of the site, or could not be read in a file, is not among what is written."""
    below = problem.path.startswith(("content/organisations", "content/organizations"))
    return below and (problem.severity is Severity.ERROR or problem.rule.startswith("bad-"))
