"""`hyperlocal pack`: the finished site as one zip, for hosts that take it by drag and drop."""

from __future__ import annotations

from pathlib import Path

import click

from hyperlocal.builder import prepare
from hyperlocal.cli.options import folder_argument, moment_of, now_option
from hyperlocal.cli.printing import exit_status, number, print_problems
from hyperlocal.dates import Moment
from hyperlocal.output.write import replace
from hyperlocal.problems import worst_first
from hyperlocal.wheel import zipped

NAME = "website.zip"


@click.command("pack")
@folder_argument
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=f"The zip's name (FOLDER/{NAME}).")
@click.option("--base-url", default="", help="The site's web address, if site.yml does not say it.")
@now_option
def command(folder: Path, output: Path | None, base_url: str, now: Moment | None) -> int:
    """Put FOLDER's finished site into a zip with index.html at its top."""
    prepared = prepare(folder, moment_of(now), base_url=base_url)
    renderer = prepared.renderer()
    data = zipped({one.path: renderer.render(one) for one in prepared.plan.outputs})
    target = output or folder / NAME
    replace(target, data)
    problems = worst_first((*prepared.problems, *renderer.problems.values()))
    print_problems(problems)
    click.echo(f"{number(len(prepared.plan.outputs), 'file')} in {target} ({len(data) / 1024:,.0f} KB).")
    click.echo("Drag it onto your host's page, or unpack it there.")
    return exit_status(problems)
