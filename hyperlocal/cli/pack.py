"""`hyperlocal pack`: the finished site as one zip, for hosts that take it by drag and drop."""

from __future__ import annotations

import zipfile
from pathlib import Path

import click

from hyperlocal.builder import Prepared, prepare
from hyperlocal.cli.options import base_url_option, folder_argument, moment_of, now_option, refuse_to_bury
from hyperlocal.cli.printing import exit_status, number, print_problems
from hyperlocal.dates import Moment
from hyperlocal.output.manifest import replace
from hyperlocal.problems import Problem, Stop, error, worst_first
from hyperlocal.wheel import zipped

NAME = "website.zip"


@click.command("pack")
@folder_argument
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help=f"The zip's name (FOLDER/{NAME}).")
@base_url_option
@now_option
def command(folder: Path, output: Path | None, base_url: str, now: Moment | None) -> int:
    """Put FOLDER's finished site into a zip with index.html at its top."""
    target = output or folder / NAME
    refuse_to_bury(folder, target)
    _refuse_to_replace(target)
    prepared = prepare(folder, moment_of(now), base_url=base_url)
    files, problems = packed(prepared)
    data = zipped(files)
    replace(target, data)
    print_problems(problems)
    click.echo(f"{number(len(files), 'file')} in {target} ({len(data) / 1024:,.0f} KB).")
    click.echo("Drag it onto your host's page, or unpack it there.")
    return exit_status(problems)


def packed(prepared: Prepared) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Every file of the finished site by its path, and every problem. A file that cannot be read is one of those."""
    renderer = prepared.renderer()
    files: dict[str, bytes] = {}
    unread: list[Problem] = []
    for output in prepared.plan.outputs:
        try:
            files[output.path] = renderer.render(output)
        except OSError as fault:
            message = f"This file could not be read, so it is not in the zip: {fault.strerror or fault}."
            remedy = "Close other programs that have it open, and pack again."
            unread.append(error("unreadable", output.source or output.path, None, message, remedy))
    return files, worst_first((*prepared.problems, *renderer.problems.values(), *unread))


def _refuse_to_replace(target: Path) -> None:
    """Only a zip of a website is ever written over."""
    if not target.exists():
        return
    try:
        with zipfile.ZipFile(target) as archive:
            ours = "index.html" in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        ours = False
    if not ours:
        message = f"{target} is there already and is not the zip of a website, so it was left as it is."
        raise Stop(error("bad-output", "", None, message, "Name another file, or leave --output out."))
