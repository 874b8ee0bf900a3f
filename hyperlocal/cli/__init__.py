"""Commands: options, printing, exit codes. Each command is one module, loaded when it is named.

Exit status: 0 fine, 1 problems in the site, 2 misuse. No traceback without --debug.
"""

from __future__ import annotations

import contextlib
import importlib
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

import click

from hyperlocal import __version__
from hyperlocal.cli.printing import print_problems
from hyperlocal.problems import Problem, Stop, error, nearest

COMMANDS = {
    "new": "Make a new site in a folder, ready to look at.",
    "demo": "Make the sample neighbourhood and look at it.",
    "add": "Start a new post, page or organisation.",
    "build": "Make the website from the folder.",
    "serve": "Look at the site on this computer while you write.",
    "check": "List everything that could be wrong, worst first.",
    "undo": "Put the website back as it was before the last build.",
    "pack": "Put the finished site into a zip for a drag-and-drop host.",
    "import": "Take organisations from a spreadsheet.",
    "export": "Give the organisations to a spreadsheet or an address book.",
}
GROUPS = {
    "import": {"organisations": "Take organisations from a spreadsheet that was saved as CSV."},
    "export": {"organisations": "Write the organisations as CSV or as vCards."},
}
"""Commands that have commands of their own. `import organisations` is the module import_organisations.py."""
ALIASES = {"init": "new", "preview": "serve", "server": "serve", "doctor": "check"}
_MISUSE = frozenset({"no-site", "no-such-kit", "no-answers", "bad-output"})


class LazyGroup(click.Group):
    """A group whose commands are imported when they are named, so that --help is quick."""

    def __init__(self, *arguments: Any, within: str = "", **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._within = within
        self._listed = GROUPS[within] if within else COMMANDS
        self._aliases = {} if within else ALIASES

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        name = self._aliases.get(cmd_name, cmd_name)
        if name not in self._listed:
            return None
        if not self._within and name in GROUPS:
            return LazyGroup(name, within=name, help=COMMANDS[name])
        module = f"{self._within}_{name}" if self._within else name
        command = importlib.import_module(f"hyperlocal.cli.{module}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        typed = args[0] if args else ""
        known = [*self._listed, *self._aliases]
        if typed and typed not in known and not typed.startswith("-"):
            near = nearest(typed, known)
            whole = f"{self._within} {typed}".strip()
            ctx.fail(f"There is no command “{whole}”." + (f" Did you mean “{near}”?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self._listed.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="hyperlocal")
@click.option("--debug", is_flag=True, help="Show where in the program something went wrong.")
def command_line(debug: bool) -> None:
    """A folder of text files becomes a neighbourhood's website."""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit status."""
    typed = list(sys.argv[1:] if arguments is None else arguments)
    return guarded(
        lambda: command_line.main(typed, prog_name="hyperlocal", standalone_mode=False), debug="--debug" in typed
    )


def guarded(command: Callable[[], object], *, debug: bool = False) -> int:
    """The exit status of what a command gives. Whatever happens in it is told in words for people."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        # An old Windows console cannot print every letter; it must never stop us.
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        found = command()
        return found if isinstance(found, int) else 0
    except Stop as stop:
        print_problems(stop.problems)
        return 2 if any(problem.rule in _MISUSE for problem in stop.problems) else 1
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        return 1
    except Exception as fault:
        if debug:
            traceback.print_exc()
        elif isinstance(fault, OSError):
            print_problems((_unusable(fault),))
        else:
            click.echo(
                f"Something went wrong inside hyperlocal ({type(fault).__name__}: {fault}). It is not your fault.\n"
                "Type the same with --debug after hyperlocal, and send what it prints to whoever looks after it.",
                err=True,
            )
        return 1


def _unusable(fault: OSError) -> Problem:
    return error(
        "unusable",
        str(fault.filename or ""),
        None,
        f"This could not be read or written: {fault.strerror or fault}.",
        "Close other programs that have it open, check that you may read and change it, and try again.",
    )
