"""`hyperlocal build`: the folder becomes a website."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click

from hyperlocal.builder import Built, Step, build
from hyperlocal.cli.options import base_url_option, folder_argument, moment_of, now_option, refuse_to_bury
from hyperlocal.cli.printing import exit_status, number, print_problems, waiting
from hyperlocal.dates import Moment, say
from hyperlocal.output import PageFile, PictureFile
from hyperlocal.site.visible import Held, Why
from hyperlocal.unchanged import OUTPUT


@click.command("build")
@folder_argument
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), help=f"Where to put it (FOLDER/{OUTPUT}).")
@now_option
@click.option("--strict", is_flag=True, help="Let warnings count as errors.")
@click.option("--portable", is_flag=True, help="Make links that work from a USB stick, without a server.")
@base_url_option
def command(folder: Path, output: Path | None, now: Moment | None, strict: bool, portable: bool, base_url: str) -> int:
    """Make the website from FOLDER."""
    target = output or folder / OUTPUT
    refuse_to_bury(folder, target)
    started = time.perf_counter()
    with _Progress() as progress:
        built = build(
            folder, target, moment_of(now), base_url=base_url, portable=portable, progress=progress, waiting=waiting
        )
    print_problems(built.problems)
    _report(built, target, time.perf_counter() - started)
    return exit_status(built.problems, strict=strict)


class _Progress:
    """A bar on a terminal, for builds long enough to wonder about; nothing elsewhere."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._looking = False
        self._since = time.monotonic()

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, step: Step) -> None:
        if self._bar is not None and self._looking is not step.looking:
            self.__exit__()
        if self._bar is None and time.monotonic() - self._since > 1 and sys.stderr.isatty():
            label = "Looking at photos" if step.looking else "Building"
            self._bar = click.progressbar(length=step.total, label=label, file=sys.stderr, item_show_func=_photos_left)
            self._looking = step.looking
        if self._bar is not None:
            self._bar.update(step.done - self._bar.pos, step)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None


def _photos_left(step: Step | None) -> str | None:
    return f"{number(step.photos, 'photo')} left" if step and step.photos else None


def _report(built: Built, target: Path, seconds: float) -> None:
    site, outputs = built.prepared.site, built.prepared.plan.outputs
    pages = sum(isinstance(output, PageFile) and output.listed for output in outputs)
    written = len(site.pages) + len(site.sections)
    photos = {output.photo.path: output.photo for output in outputs if isinstance(output, PictureFile)}.values()
    click.echo(
        f"{built.prepared.config.title}: {number(pages, 'page')} from {number(len(site.posts), 'post')}, "
        f"{number(len(site.organisations), 'organisation')} and {number(written, 'text')} without a date; "
        f"{number(len(photos), 'photo')}."
    )
    located = sum(photo.located for photo in photos)
    if located:
        click.echo(f"The place where it was taken was removed from {number(located, 'photo')}.")
    for held in site.held:
        click.echo(f"Held back: {held.path}, “{held.title}”, {_why(held)}.")
    done = built.written
    click.echo(
        f"{number(len(done.written), 'file')} written, {done.unchanged:,} unchanged, {len(done.removed):,} removed "
        f"in {target} ({seconds:.1f} s)."
    )


def _why(held: Held) -> str:
    if held.why is Why.DRAFT or held.day is None:
        return "is a draft"
    return f"comes out on {say(held.day)}" if held.why is Why.TO_COME else f"was shown until {say(held.day)}"
