"""`hyperlocal check`: everything that could be wrong, worst first; with --stale, whom to ring."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

import click

from hyperlocal.builder import prepare
from hyperlocal.checks import check
from hyperlocal.checks.stale import HEADINGS, NotASpan, Span, Stale, parse_span, stale
from hyperlocal.cli.options import folder_argument, moment_of, now_option, refuse_to_bury, refuse_to_replace
from hyperlocal.cli.printing import exit_status, number, print_problems, table
from hyperlocal.dates import Moment
from hyperlocal.importers.table import write_table
from hyperlocal.output.manifest import replace
from hyperlocal.problems import Severity


def _read_span(context: click.Context, option: click.Parameter, typed: str | None) -> Span | None:
    try:
        return None if typed is None else parse_span(typed)
    except NotASpan as fault:
        raise click.BadParameter(str(fault), context, option) from None


@click.command("check")
@folder_argument
@click.option("--json", "as_json", is_flag=True, help="Print the list for another program to read.")
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option(
    "--stale",
    "span",
    metavar="TIME",
    callback=_read_span,
    help="List the organisations that nobody has checked for so long: 6m, 90d, 8w, 1y.",
)
@click.option(
    "--csv",
    "sheet",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="With --stale: write that list for a spreadsheet.",
)
@now_option
def command(
    folder: Path, as_json: bool, strict: bool, span: Span | None, sheet: Path | None, now: Moment | None
) -> int:
    """List everything that could be wrong with FOLDER's site, or with --stale whom to ring."""
    if sheet is not None and span is None:
        raise click.UsageError("--csv is for the list of whom to ring. Add for how long:  --stale 6m")
    if span is not None:
        return _whom_to_ring(folder, span, sheet, now, as_json=as_json, strict=strict)
    problems = check(folder, moment_of(now))
    if as_json:
        rows = [{**asdict(problem), "severity": problem.severity.name.casefold()} for problem in problems]
        for row in rows:
            del row["rank"]  # the order of the list says it
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    elif problems:
        print_problems(problems, every=True)
    else:
        click.echo("Nothing to mend.")
    return exit_status(problems, strict=strict)


def _whom_to_ring(
    folder: Path, span: Span, sheet: Path | None, now: Moment | None, *, as_json: bool, strict: bool
) -> int:
    if sheet is not None:
        refuse_to_bury(folder, sheet, "list")
    moment = moment_of(now)
    prepared = prepare(folder, moment)
    zone = prepared.config.zone
    today = (moment.at(zone) if isinstance(moment, Moment) else moment.astimezone(zone)).date()
    everybody = [placed.organisation for placed in prepared.site.organisations]
    found = stale(everybody, span, today, zone)
    if sheet is not None:
        data = write_table([HEADINGS, *(one.cells for one in found)], mark=True)
        refuse_to_replace(sheet, data)
        replace(sheet, data)
    if as_json:
        rows = [{**asdict(one), "checked": one.checked.isoformat() if one.checked else None} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
    else:
        _print(found, len(everybody), span.before(today), today, sheet)
    # A file that was left out is not in the list, and nobody would ring them.
    broken = [
        one
        for one in prepared.problems
        if one.severity is Severity.ERROR and one.path.startswith(("content/organisations", "content/organizations"))
    ]
    print_problems(broken)
    return 1 if broken or (strict and found) else 0


def _print(found: Sequence[Stale], everybody: int, edge: date, today: date, sheet: Path | None) -> None:
    if not found:
        click.echo(f"Nobody to ring: {number(everybody, 'organisation')}, all checked since {edge}.")
    else:
        rows = [("never" if at == 1 and not cell else cell for at, cell in enumerate(one.cells)) for one in found]
        click.echo("\n".join(table(HEADINGS, [tuple(row) for row in rows])))
        click.echo(f"\n{len(found):,} of {number(everybody, 'organisation')} to ring: not checked since {edge}.")
        click.echo(f"When you have asked, write the day into the file, such as:  checked: {today}")
    if sheet is not None:
        click.echo(f"The list is in {sheet}.")
