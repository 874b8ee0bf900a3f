"""`hyperlocal serve`: look at the site on this computer while you write."""

from __future__ import annotations

from pathlib import Path

import click

from hyperlocal.builder import prepare
from hyperlocal.cli.options import folder_argument, moment_of, now_option, port_option
from hyperlocal.cli.printing import counted, print_problems
from hyperlocal.config import read_config
from hyperlocal.dates import Moment
from hyperlocal.problems import Problem
from hyperlocal.server import serve


@click.command("serve")
@folder_argument
@port_option
@now_option
def command(folder: Path, port: int, now: Moment | None) -> int:
    """Show FOLDER's site on this computer, and read it again after each save."""
    read_config(folder)  # no site here is said at once, before a server starts
    serve_folder(folder, port, now)
    return 0


def serve_folder(folder: Path, port: int, now: Moment | None) -> None:
    """Serve until Ctrl+C. Problems are said when they change."""
    last: list[tuple[Problem, ...]] = []

    def say(problems: tuple[Problem, ...]) -> None:
        if [problems] != last:
            last[:] = [problems]
            print_problems(problems)
            if not problems:
                click.echo(f"{counted(problems)}.")

    def ready(url: str) -> None:
        click.echo(f"\nYour site is at {url}\nIt is read again whenever you save. Press Ctrl+C to stop.")

    serve(folder, lambda: prepare(folder, moment_of(now)), port=port, ready=ready, say=say)
    click.echo("\nStopped.")
