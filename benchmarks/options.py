"""What every benchmark can be told: where things lie, which hyperlocal is measured, and which table is written."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from benchmarks.tools import own_script


def parser(program: str, about: str | None, table: str) -> argparse.ArgumentParser:
    """The options that all have in common: `work`, `hyperlocal` and `out`, which is `table` in this folder."""
    made = argparse.ArgumentParser(prog=f"python -m {program}", description=about)
    work = Path(tempfile.gettempdir()) / "hyperlocal-benchmarks"
    made.add_argument("--work", type=Path, default=work, help="peers, sites, results")
    made.add_argument(
        "--hyperlocal", type=Path, default=own_script(), help="its console script (the one beside this Python)"
    )
    made.add_argument(
        "--out", type=Path, default=Path(__file__).with_name(table), help=f"the table to write ({table} here)"
    )
    return made
