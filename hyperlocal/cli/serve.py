"""`hyperlocal serve`: look at the site on this computer while you write."""

from __future__ import annotations

from pathlib import Path

import click

from hyperlocal.builder import previews
from hyperlocal.cli.options import folder_argument, moment_of, now_option, port_option
from hyperlocal.cli.printing import counted, print_problems
from hyperlocal.config import read_config
from hyperlocal.dates import Moment
from hyperlocal.problems import Problem
from hyperlocal.server import serve


@click.command("serve")
@folder_argument
@port_option
@click.option("--poll", is_flag=True, help="Look for changes every second: for network drives.")
@now_option
def command(folder: Path, port: int, poll: bool, now: Moment | None) -> int:
    """Show FOLDER's site on this computer, and show it anew after each save."""
    read_config(folder)  # no site here is said at once, before a server starts
    serve_folder(folder, port, now, poll=poll)
    return 0


def serve_folder(folder: Path, port: int, now: Moment | None, *, poll: bool = False) -> None:
    """Serve until Ctrl+C, drafts and all. Problems are said when they change."""
    last: list[tuple[Problem, ...]] = []

    def say(problems: tuple[Problem, ...]) -> None:
        if [problems] != last:
            last[:] = [problems]
            print_problems(problems)
            if not problems:
                click.echo(f"{counted(problems)}.")

    def ready(url: str) -> None:
        click.echo(f"\nYour site is at {url}\nPages in the browser follow each save. Press Ctrl+C to stop.")

    def note(sentence: str) -> None:
        click.echo(f"\n{sentence}", err=True)

    again = previews(folder)
    serve(folder, lambda: again(moment_of(now)), port=port, ready=ready, say=say, poll=poll, note=note)
    click.echo("\nStopped.")
