"""`hyperlocal add`: start a new post, page or organisation."""

from __future__ import annotations

from pathlib import Path

import click

from hyperlocal.cli.options import now_option, today_of
from hyperlocal.dates import Moment, say
from hyperlocal.scaffolder import KINDS_TO_ADD, add


@click.command("add")
@click.argument("kind", type=click.Choice(KINDS_TO_ADD))
@click.argument("title", nargs=-1)
@click.option(
    "--in", "folder", default=".", type=click.Path(file_okay=False, path_type=Path), help="The site's folder."
)
@now_option
def command(kind: str, title: tuple[str, ...], folder: Path, now: Moment | None) -> int:
    """Start a new text. TITLE may be several words."""
    words = " ".join(title).strip()
    while not words:
        words = click.prompt("What is it called?").strip()
    # A terminal may hand over bytes that are no letters.
    words = words.encode("utf-8", "replace").decode("utf-8")
    day = today_of(now)
    path = add(folder, kind, words, day)
    dated = f", dated {say(day)}" if kind == "post" else ""
    click.echo(f"{folder / path} is ready to write in{dated}.")
    return 0
