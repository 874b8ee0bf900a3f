"""`hyperlocal new`: a complete site in somebody's own name, in minutes, offline."""

from __future__ import annotations

import dataclasses
import uuid
from pathlib import Path

import click

from hyperlocal.cli.options import now_option, today_of
from hyperlocal.cli.printing import number
from hyperlocal.dates import Moment
from hyperlocal.kits import Answers, Kit, find_kit, kits, read_answers
from hyperlocal.palette import parse_colour
from hyperlocal.scaffolder import make

_QUESTIONS = (
    ("title", "What is your group called?", "Hartley Green Residents"),
    ("place", "Which village, town or area are you in?", "Hartley Green"),
    ("email", "An email address that the group shares?", "hello@example.org"),
    ("phone", "A telephone number for the group?", "0121 496 0000"),
    ("colour", "A colour for the site?", "dark green"),
    ("base_url", "The web address, if you know it already?", "https://example.org/"),
)


@click.command("new")
@click.argument("folder", default="my-site", type=click.Path(file_okay=False, path_type=Path))
@click.option("--kit", default="", help="The kind of group: " + ", ".join(kit.name for kit in kits()) + ".")
@click.option("--answers", type=click.Path(dir_okay=False, path_type=Path), help="A file with the answers.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@now_option
def command(folder: Path, kit: str, answers: Path | None, yes: bool, now: Moment | None) -> int:
    """Make a new site in FOLDER."""
    given = read_answers(answers) if answers else Answers()
    asked = not yes and answers is None
    chosen = _kit(kit or given.kit, asked=asked)
    if asked:
        given = _ask(given)
    made = make(folder, chosen, given, today_of(now), str(uuid.uuid4()))
    if made.already:
        click.echo(f"There is a site in {folder} already. Nothing was changed.")
        return 0
    click.echo(f"A new site is in {folder}: {number(len(made.written), 'file')} from the kit “{chosen.name}”.")
    if made.kept:
        click.echo(
            f"{number(len(made.kept), 'file')} were there before and stay as they are: {', '.join(made.kept[:5])}"
        )
    click.echo(f"\nLook at it:       hyperlocal serve {folder}\nWrite some news:  hyperlocal add post --in {folder}")
    click.echo(f"Read first:       {folder / 'README.txt'}")
    return 0


def _kit(name: str, *, asked: bool) -> Kit:
    known = kits()
    if name or not asked:
        return find_kit(name or known[0].name)
    click.echo("What kind of group is it for? (Press Enter for the first.)\n")
    for place, kit in enumerate(known, 1):
        click.echo(f"  {place}  {kit.name:<10} {kit.summary}")
    typed = click.prompt("\nNumber or name", default="1")
    return known[int(typed) - 1] if typed.isdigit() and 0 < int(typed) <= len(known) else find_kit(typed)


def _ask(given: Answers) -> Answers:
    """Six questions; Enter skips each."""
    click.echo("\nPress Enter to leave a question for later.\n")
    found: dict[str, str] = {}
    for name, question, example in _QUESTIONS:
        typed = click.prompt(f"{question} (such as {example})", default="", show_default=False).strip()
        if typed and name == "colour":
            shade = parse_colour(typed)
            if shade is None:
                click.echo(f"“{typed}” is not a colour that browsers know, so the kit's own is used.")
                continue
            typed = shade.hex
        if typed:
            found[name] = typed
    return dataclasses.replace(given, **found)
