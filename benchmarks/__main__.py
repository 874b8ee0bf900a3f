"""python -m benchmarks: measure hyperlocal beside its peers, and write RESULTS.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import plans, report
from benchmarks.runner import Runner
from benchmarks.tools import TOOLS, own_script


def main() -> int:
    """Run what was asked for; the exit status is 0 unless nothing could be measured at all."""
    options = _options().parse_args()
    work: Path = options.work
    results: Path = options.results or work / "results.jsonl"
    if not options.render:
        if not options.hyperlocal.is_file():
            sys.stderr.write(f"There is no {options.hyperlocal}. Say where it is:  --hyperlocal PATH\n")
            return 2
        if not options.more:
            results.unlink(missing_ok=True)
        steps = plans.PRESETS[options.preset]() if options.preset else _asked(options)
        Runner(work=work, hyperlocal=options.hyperlocal, results=results, longest=options.longest).run(steps)
    records = report.read(results)
    options.out.write_text(report.render(records), encoding="utf-8")
    sys.stderr.write(f"Written: {options.out}\n")
    return 0 if any("wall" in record for record in records) else 1


def _asked(options: argparse.Namespace) -> list[plans.Step]:
    return plans.asked(options.sizes, options.scenarios, options.peers, options.runs)


def _options() -> argparse.ArgumentParser:
    names = [tool.name for tool in TOOLS]
    scenarios = sorted({*plans.TEXT, *plans.PICTURES})
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add(
        "--preset", choices=sorted(plans.PRESETS), help="issue: what fills the table of goals; quick: does it all work?"
    )
    add("--sizes", type=_list, default=["100", "1000"], help="posts, and “photos” (100,1000)")
    add("--peers", type=_list_of(names), default=names, help=f"of {', '.join(names)} (all)")
    add("--scenarios", type=_list_of(scenarios), default=scenarios, help=f"of {', '.join(scenarios)} (all)")
    add("--runs", type=int, default=3, help="of each tool in each scenario (3)")
    add(
        "--work", type=Path, default=Path(tempfile.gettempdir()) / "hyperlocal-benchmarks", help="peers, sites, results"
    )
    add("--hyperlocal", type=Path, default=own_script(), help="its console script (the one beside this Python)")
    add("--out", type=Path, default=Path(__file__).with_name("RESULTS.md"), help="the table to write (RESULTS.md here)")
    add("--results", type=Path, help="the lines it is made from (WORK/results.jsonl)")
    add("--longest", type=float, default=900, help="seconds that one build may take (900)")
    add("--more", action="store_true", help="add to the results that are there")
    add("--render", action="store_true", help="measure nothing; write the table from the results that are there")
    return parser


def _list(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def _list_of(known: list[str]) -> Callable[[str], list[str]]:
    def some(text: str) -> list[str]:
        words = _list(text)
        for word in words:
            if word not in known:
                raise argparse.ArgumentTypeError(f"“{word}” is none of {', '.join(known)}")
        return words

    return some


if __name__ == "__main__":
    sys.exit(main())
