"""The front door: `hyperlocal` and `python -m hyperlocal`."""

from __future__ import annotations

from hyperlocal.cli import run


def main() -> None:
    """Run the command line and leave with its exit status."""
    raise SystemExit(run())


if __name__ == "__main__":
    main()
