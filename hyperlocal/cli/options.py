"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from hyperlocal.config import Config
from hyperlocal.dates import Moment, NotADate, parse_moment
from hyperlocal.fields import declared
from hyperlocal.frontmatter import Entry
from hyperlocal.problems import Stop, error

Function = TypeVar("Function", bound=Callable[..., Any])
LONDON = "Europe/London"
_TELLING = 8
"""Bytes by which a file is known again: our headings, or BEGIN:VC."""
_OWN = ("content", "static", "templates", "themes", "tools", ".git", ".github", "site.yml")


def checked(setting: str, typed: str) -> str:
    """What somebody typed for a setting of the site, as site.yml would be read. Raises `Unreadable`."""
    kind = next(field.kind for field in declared(Config) if field.name == setting)
    return str(kind.read(Entry(key=setting, line=1, first=typed)) or "")


def folder_argument(function: Function) -> Function:
    """FOLDER, which is here unless it is named."""
    return click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))(function)


def now_option(function: Function) -> Function:
    """--now fixes the clock, as a `Moment`; None when it is not given."""
    words = "Act as if it were this day (2026-11-22)."
    return click.option("--now", metavar="DATE", callback=_read_now, help=words)(function)


def base_url_option(function: Function) -> Function:
    """--base-url says where the site will be; "" when it is not given."""
    words = "The site's web address, if site.yml does not say it."
    return click.option("--base-url", default="", metavar="ADDRESS", callback=_read_address, help=words)(function)


def port_option(function: Function) -> Function:
    """--port, of which 0 is any free one."""
    words = "The next free one is used when it is taken."
    return click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help=words)(function)


def refuse_to_bury(folder: Path, target: Path, what: str = "website") -> None:
    """Raises `Stop` when what is to be written would lie among the site's own texts, or over them."""
    source, output = folder.resolve(), target.resolve()
    if source.is_relative_to(output) or any(output.is_relative_to(source / part) for part in _OWN):
        raise Stop(
            error(
                "bad-output",
                "",
                None,
                f"The {what} cannot be put into {target}, where your own texts are.",
                "Name another place, or leave --output out.",
            )
        )


def refuse_to_replace(target: Path, data: bytes) -> None:
    """Raises `Stop` when a file is there that does not begin as this one does: then it is not that of the last time."""
    try:
        with target.open("rb") as there:
            begins = there.read(_TELLING)
    except FileNotFoundError:
        return
    if begins and begins != data[:_TELLING]:
        message = f"{target} is there already and is something else, so it was left as it is."
        raise Stop(error("bad-output", "", None, message, "Name another file."))


def moment_of(now: Moment | None) -> datetime | Moment:
    """The moment to build for: as told, else the clock's. The one place that asks the clock."""
    return datetime.now(UTC) if now is None else now


def today_of(now: Moment | None) -> date:
    """The day to write into new files."""
    return datetime.now(ZoneInfo(LONDON)).date() if now is None else now.day


def _read_now(context: click.Context, option: click.Parameter, typed: str | None) -> Moment | None:
    try:
        return None if typed is None else parse_moment(typed)
    except NotADate as fault:
        remedy = f"Write it like this:  --now {fault.suggestion or '2026-11-22'}"
        raise click.BadParameter(f"{fault.message} {remedy}", context, option) from None


def _read_address(context: click.Context, option: click.Parameter, typed: str) -> str:
    try:
        found = checked("base_url", typed) if typed else ""
        if not urlsplit(found).geturl().isprintable():
            raise ValueError
    except ValueError:
        remedy = "Write it like this:  --base-url https://example.org/"
        raise click.BadParameter(f"“{typed}” is not a web address. {remedy}", context, option) from None
    return found
