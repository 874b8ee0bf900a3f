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
    last = "the last build, which was broken off" if done.broken_off else "the last build that changed it"
    click.echo(
        f"The website in {done.output} is as it was before {last}: "
        f"{number(len(done.back), 'file')} put back, {len(done.removed):,} removed."
    )
    click.echo("Your texts are as you left them. The next  hyperlocal build  makes the website from them again.")
    return 0
