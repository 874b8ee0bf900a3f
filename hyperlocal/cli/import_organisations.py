"""`hyperlocal import organisations`: a spreadsheet's rows become files, once somebody has seen what will be."""

from __future__ import annotations

from pathlib import Path

import click

from hyperlocal.cli.printing import as_typed, exit_status, number, print_problems, table
from hyperlocal.config import read_config
from hyperlocal.disk import NotAFile, TooLarge, read_file
from hyperlocal.importers import Draft, NoSuchColumn, Survey, corrected, draft, save, survey, there
from hyperlocal.importers.columns import label_of
from hyperlocal.importers.table import MOST_BYTES
from hyperlocal.problems import worst_first

_MOST_SHOWN = 20


def _read_columns(context: click.Context, option: click.Parameter, typed: tuple[str, ...]) -> dict[str, str]:
    try:
        return corrected(typed)
    except NoSuchColumn as fault:
        raise click.BadParameter(str(fault), context, option) from None


@click.command("organisations")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--columns",
    "corrections",
    metavar="HEADING=FIELD",
    multiple=True,
    callback=_read_columns,
    help="What a column is, if it was guessed wrongly; with nothing after the = it is left out.",
)
@click.option("--update", is_flag=True, help="Change organisations that are there already, too.")
@click.option("--yes", is_flag=True, help="Write without asking.")
def command(file: Path, folder: Path, corrections: dict[str, str], update: bool, yes: bool) -> int:
    """Make a file for each organisation in FILE, a spreadsheet that was saved as CSV."""
    read_config(folder)
    data = _bytes_of(file)
    try:
        found = survey(data, file.name, corrections)
    except NoSuchColumn as fault:
        raise click.UsageError(str(fault)) from None
    existing, unread = there(folder)
    planned = draft(found, existing)
    problems = worst_first((*found.problems, *unread, *planned.problems))
    _show_columns(found)
    _show_changes(planned, update=update)
    print_problems(problems)
    changing = planned.different if update else ()
    if not planned.new and not changing:
        click.echo("\nThere is nothing to write.")
        return exit_status(problems)
    question = " and ".join(
        [f"make {number(len(planned.new), 'new file')}"] * bool(planned.new)
        + [f"change {number(len(changing), 'file')}"] * bool(changing)
    )
    if not yes and not click.confirm(f"\nShall I {question} in {folder / 'content' / 'organisations'}?"):
        click.echo('Nothing was written. To put a column right:  --columns "Its heading=email"')
        return 1
    saved = save(folder, planned, update=update)
    print_problems(saved.problems)
    click.echo(f"\n{number(len(saved.made), 'file')} made, {len(saved.changed):,} changed.")
    click.echo(f"Look at them:  hyperlocal serve {as_typed(folder)}")
    return max(exit_status(problems), exit_status(saved.problems))


def _bytes_of(file: Path) -> bytes:
    try:
        return read_file(file, MOST_BYTES)
    except TooLarge:
        reason = f"it has more than {MOST_BYTES // 1_000_000} MB. Make several files of it."
    except (NotAFile, IsADirectoryError):
        reason = "it is not a file."
    except FileNotFoundError:
        reason = "there is no such file. Is it in another folder?"
    raise click.UsageError(f"{file} cannot be read: {reason}")


def _show_columns(found: Survey) -> None:
    rows = []
    for column in found.columns:
        becomes = label_of(column.field) if column.field else "left out"
        if aside := column.why or column.label:
            becomes += f" ({aside})"
        rows.append((column.heading, _short(found.example(column)), becomes))
    click.echo(f"{_short(found.path)}: {number(len(found.rows), 'row')} ({found.how})\n")
    click.echo("\n".join(table(("Column", "Such as", "Becomes"), rows)))


def _show_changes(planned: Draft, *, update: bool) -> None:
    different = planned.different
    click.echo(f"\n{number(len(planned.new), 'new organisation')}: " + _named([new.title for new in planned.new]))
    same = len(planned.known) - len(different)
    if same:
        click.echo(f"{number(same, 'organisation')} there already, with nothing to change.")
    if not different:
        return
    click.echo(f"{number(len(different), 'organisation')} there already, and the spreadsheet says something else:")
    for one in different[:_MOST_SHOWN]:
        click.echo(f"\n  {one.existing.path}")
        for change in one.changes:
            click.echo(f"    {change.label}: {_short(change.old) or '(nothing)'} -> {_short(change.new)}")
    if len(different) > _MOST_SHOWN:
        click.echo(f"\n  … and {len(different) - _MOST_SHOWN:,} more.")
    if not update:
        click.echo("\nThese are left as they are. To change them, add:  --update")


def _named(titles: list[str]) -> str:
    more = f" and {len(titles) - _MOST_SHOWN:,} more" if len(titles) > _MOST_SHOWN else ""
    return (", ".join(map(_short, titles[:_MOST_SHOWN])) or "none") + more + "."


def _short(text: str) -> str:
    line = "".join(letter if letter.isprintable() else "�" for letter in " / ".join(text.split("\n")))
    return line if len(line) <= 70 else f"{line[:69]}…"
