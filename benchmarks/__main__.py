"""python -m benchmarks: measure hyperlocal beside its peers, and write RESULTS.md."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks import options, plans, report
from benchmarks.runner import Runner
from benchmarks.tools import TOOLS


def main() -> int:
    """Run what was asked for; the exit status is 0 unless nothing could be measured at all."""
    asked = _options().parse_args()
    work: Path = asked.work
    results: Path = asked.results or work / "results.jsonl"
    if not asked.render:
        if not asked.hyperlocal.is_file():
            sys.stderr.write(f"There is no {asked.hyperlocal}. Say where it is:  --hyperlocal PATH\n")
            return 2
        if not asked.more:
            results.unlink(missing_ok=True)
        steps = plans.PRESETS[asked.preset]() if asked.preset else _steps(asked)
        Runner(work=work, hyperlocal=asked.hyperlocal, results=results, longest=asked.longest).run(steps)
    records = report.read(results)
    asked.out.write_text(report.render(records), encoding="utf-8")
    sys.stderr.write(f"Written: {asked.out}\n")
    return 0 if any("wall" in record for record in records) else 1


def _steps(asked: argparse.Namespace) -> list[plans.Step]:
    return plans.asked(asked.sizes, asked.scenarios, asked.peers, asked.runs)


def _options() -> argparse.ArgumentParser:
    names = [tool.name for tool in TOOLS]
    scenarios = sorted({*plans.TEXT, *plans.PICTURES})
    parser = options.parser("benchmarks", __doc__, "RESULTS.md")
    add = parser.add_argument
    add(
        "--preset", choices=sorted(plans.PRESETS), help="issue: what fills the table of goals; quick: does it all work?"
    )
    add("--sizes", type=_list, default=["100", "1000"], help="posts, and “photos” (100,1000)")
    add("--peers", type=_list_of(names), default=names, help=f"of {', '.join(names)} (all)")
    add("--scenarios", type=_list_of(scenarios), default=scenarios, help=f"of {', '.join(scenarios)} (all)")
    add("--runs", type=int, default=3, help="of each tool in each scenario (3)")
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
