"""`hyperlocal new`: a complete site in somebody's own name, in minutes, offline."""

from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path

import click

from hyperlocal.cli.options import checked, now_option, today_of
from hyperlocal.cli.printing import as_typed, number
from hyperlocal.config import FILE
from hyperlocal.dates import Moment
from hyperlocal.fields import Unreadable
from hyperlocal.kits import Answers, Kit, find_kit, kits, read_answers
from hyperlocal.problems import Stop
from hyperlocal.scaffolder import make

_QUESTIONS = (
    ("title", "What is your group called?", "Hartley Green Residents"),
    ("place", "Which village, town or area are you in?", "Hartley Green"),
    ("email", "An email address that the group shares?", "hello@example.org"),
    ("phone", "A telephone number for the group?", "0121 496 0000"),
    ("colour", "A colour for the site?", "dark green"),
    ("base_url", "The web address, if you know it already?", "https://example.org/"),
)
_CHECKED = ("email", "colour", "base_url")
_MOST_NAMED = 5


@click.command("new")
@click.argument("folder", required=False, type=click.Path(file_okay=False, path_type=Path))
@click.option("--kit", default="", help="The kind of group: " + ", ".join(kit.name for kit in kits()) + ".")
@click.option("--answers", type=click.Path(dir_okay=False, path_type=Path), help="A file with the answers.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@now_option
def command(folder: Path | None, kit: str, answers: Path | None, yes: bool, now: Moment | None) -> int:
    """Make a new site in FOLDER (my-site; `hyperlocal init` makes it here)."""
    # Somebody's Documents folder should not fill with thirty files because a word was left out.
    folder = folder or Path("." if click.get_current_context().info_name == "init" else "my-site")
    if (folder / FILE).exists():
        click.echo(f"There is a site in {folder} already. Nothing was changed.")
        return 0
    given = read_answers(answers) if answers else Answers()
    asked = not yes and answers is None
    chosen = _kit(kit or given.kit, asked=asked)
    if asked:
        given = _ask(given)
    made = make(folder, chosen, given, today_of(now), str(uuid.uuid4()))
    click.echo(f"A new site is in {folder}: {number(len(made.written), 'file')} from the kit “{chosen.name}”.")
    if made.kept:
        stayed = (
            "was there before and stays as it is" if len(made.kept) == 1 else "were there before and stay as they are"
        )
        more = "…" if len(made.kept) > _MOST_NAMED else ""
        click.echo(f"{number(len(made.kept), 'file')} {stayed}: {', '.join(made.kept[:_MOST_NAMED])}{more}")
    place = as_typed(folder)
    click.echo(f"\nLook at it:       hyperlocal serve {place}\nWrite some news:  hyperlocal add post --in {place}")
    click.echo(f"Read first:       {folder / 'README.txt'}")
    return 0


def _kit(name: str, *, asked: bool) -> Kit:
    known = kits()
    if name or not asked:
        return find_kit(name or known[0].name)
    click.echo("What kind of group is it for? (Press Enter for the first.)\n")
    numbers = {str(place): kit for place, kit in enumerate(known, 1)}
    for place, kit in numbers.items():
        click.echo(f"  {place}  {kit.name:<10} {kit.summary}")
    while True:
        typed = click.prompt("\nNumber or name", default="1").strip()
        try:
            return numbers.get(typed) or find_kit(typed)
        except Stop as stop:
            click.echo(f"{stop.problems[0].message} {stop.problems[0].remedy}")


def _ask(given: Answers) -> Answers:
    """Six questions; Enter skips each."""
    click.echo("\nPress Enter to leave a question for later.\n")
    return dataclasses.replace(given, **{name: _answer(name, question, eg) for name, question, eg in _QUESTIONS})


def _answer(name: str, question: str, example: str) -> str:
    while True:
        typed: str = click.prompt(f"{question} (such as {example})", default="", show_default=False).strip()
        try:
            return checked(name, typed) if typed and name in _CHECKED else typed
        except Unreadable as fault:
            click.echo(f"{fault.message} Type it again, or press Enter to leave it for later.")
