"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import click

from hyperlocal.dates import Moment, NotADate, parse_moment

Function = TypeVar("Function", bound=Callable[..., Any])
LONDON = "Europe/London"


class MomentType(click.ParamType[Moment]):
    """A date or date-time for --now."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Moment:
        if isinstance(value, Moment):
            return value
        try:
            return parse_moment(str(value))
        except NotADate as fault:
            self.fail(f"{fault.message} Write it like this:  --now {fault.suggestion or '2026-11-22'}", param, ctx)


def folder_argument(function: Function) -> Function:
    """FOLDER, which is here unless it is named."""
    return click.argument("folder", default=".", type=click.Path(file_okay=False, path_type=Path))(function)


def now_option(function: Function) -> Function:
    """--now fixes the clock."""
    return click.option("--now", type=MomentType(), help="Act as if it were this day (2026-11-22).")(function)


def moment_of(now: Moment | None) -> datetime | Moment:
    """The moment to build for: as told, else the clock's. The one place that asks the clock."""
    return datetime.now(UTC) if now is None else now


def today_of(now: Moment | None) -> date:
    """The day to write into new files."""
    return datetime.now(ZoneInfo(LONDON)).date() if now is None else now.day
