"""The front door: `hyperlocal` and `python -m hyperlocal`.

A plain `build` with nothing to do is answered here, before anything else is imported.
"""

from __future__ import annotations

import sys

from hyperlocal import unchanged


def main() -> None:
    """Run the command line and leave with its exit status."""
    arguments = sys.argv[1:]
    asked = unchanged.asked(arguments[1:]) if arguments[:1] == ["build"] else None
    table = unchanged.nothing_to_do(asked) if asked else None
    if asked is None or table is None:
        import gc  # noqa: PLC0415

        from hyperlocal.cli import run  # noqa: PLC0415 - from here on it takes a tenth of a second and more

        # A site is many small values that all stay: to look through them again and again took a sixth of the time.
        gc.set_threshold(50_000, 20, 100)
        raise SystemExit(run(arguments))
    if table["problems"]:
        from hyperlocal.cli import guarded  # noqa: PLC0415 - for printing, click is needed
        from hyperlocal.cli.again import say_again  # noqa: PLC0415

        found, once = table, asked
        raise SystemExit(guarded(lambda: say_again(found, once)))
    try:
        # An old Windows console cannot print every letter.
        said = unchanged.sentence(table, asked).encode(sys.stdout.encoding or "utf-8", "replace")
        getattr(sys.stdout.buffer, "raw", sys.stdout.buffer).write(said)
    except (AttributeError, OSError, ValueError):
        pass  # nobody is there to read it


if __name__ == "__main__":
    main()
