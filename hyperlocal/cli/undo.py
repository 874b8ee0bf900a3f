"""`hyperlocal undo`: the website as it was before the last build."""

from __future__ import annotations

from pathlib import Path

import click

from hyperlocal.builder import undo
from hyperlocal.cli.options import folder_argument
from hyperlocal.cli.printing import number, waiting


@click.command("undo")
@folder_argument
def command(folder: Path) -> int:
    """Put FOLDER's website back as it was before the last build that changed it. Your texts stay as they are."""
    done = undo(folder, waiting=waiting)
    click.echo(
        f"The website is as it was before: {number(len(done.back), 'file')} put back and {len(done.removed):,} removed "
        f"in {done.output}."
    )
    click.echo("Your texts were not touched, so the next  hyperlocal build  makes the newer website again.")
    return 0
