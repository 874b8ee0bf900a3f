"""`hyperlocal demo`: the sample neighbourhood, made, built and served."""

from __future__ import annotations

from pathlib import Path

import click

from hyperlocal.builder import build
from hyperlocal.cli.options import moment_of, now_option, port_option, today_of
from hyperlocal.cli.printing import exit_status, number, print_problems
from hyperlocal.cli.serve import serve_folder
from hyperlocal.dates import Moment
from hyperlocal.kits import Answers, demo_kit
from hyperlocal.output import PageFile
from hyperlocal.scaffolder import make
from hyperlocal.unchanged import OUTPUT


@click.command("demo")
@click.argument("folder", default="hyperlocal-demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--no-serve", is_flag=True, help="Only make and build it.")
@port_option
@now_option
def command(folder: Path, no_serve: bool, port: int, now: Moment | None) -> int:
    """Make the sample neighbourhood in FOLDER and look at it."""
    made = make(folder, demo_kit(), Answers(), today_of(now), "")
    if made.written:
        click.echo(f"The sample neighbourhood is in {folder}.")
    built = build(folder, folder / OUTPUT, moment_of(now))
    pages = sum(isinstance(output, PageFile) and output.listed for output in built.prepared.plan.outputs)
    print_problems(built.problems)
    click.echo(f"Built {number(pages, 'page')} into {folder / OUTPUT}.")
    if not no_serve:
        serve_folder(folder, port, now)
    return exit_status(built.problems)
