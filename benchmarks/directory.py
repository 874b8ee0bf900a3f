"""python -m benchmarks.directory: a county's directory, 5,000 organisations with 10,000 services, and what it takes.

No peer has organisations that own anything, so there is nobody beside it; the runs are hyperlocal's alone. Writes
DIRECTORY.md.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks import machine, measure, options, prose

ORGANISATIONS = 5_000
_CATEGORIES = ("Advice", "Arts", "Children", "Faith", "Food", "Health", "Homes", "Older people", "Sport", "Work")
_ACCESS = ("step-free", "lift", "accessible toilet", "hearing loop", "quiet space")
_LANGUAGES = ("Urdu", "Polish", "Welsh", "Bengali", "Somali")
_HOURS = ("Monday to Friday 9am to 5pm", "Tuesday 10am to 12pm", "Saturday 10am to 4pm", "Every day 8am to 8pm")
_RUNS = 3


def profiles(count: int = ORGANISATIONS, seed: int = 2026) -> Iterator[tuple[str, str]]:
    """(path, text) of each profile, with two services each: the same for the same seed."""
    for number in range(count):
        random = Random(f"{seed} profile {number}")
        town = prose.thing(random).capitalize()
        head = [
            f"name: {prose.phrase(random).capitalize()} {number}",
            f"category: {random.choice(_CATEGORIES)}",
            f"strapline: {prose.sentence(random)}",
            f"phones: 0121 496 {random.randrange(1000):04d} (office)",
            f"email: office{number}@example.org",
            f"address: {random.randrange(1, 200)} {town} Street",
            f"town: {town}",
            f"postcode: B{random.randrange(1, 90)} {random.randrange(1, 10)}AA",
            f"latitude: {52 + random.random():.5f}",
            f"longitude: {-1 - random.random():.5f}",
            f"access: {', '.join(random.sample(_ACCESS, 2))}",
            f"languages: {random.choice(_LANGUAGES)}",
            f"opening_hours: {random.choice(_HOURS)}",
            f"checked: 2026-{random.randrange(1, 11):02d}-{random.randrange(1, 28):02d}",
            "services:",
        ]
        for place in range(2):
            head += [
                f"  {prose.phrase(random).capitalize()} {place}: {prose.sentence(random)}",
                f"    opening hours: {random.choice(_HOURS)}",
                "    cost: free",
            ]
        body = " ".join(prose.sentence(random) for _ in range(6))
        yield (
            f"content/organisations/{number // 500}/organisation-{number}.md",
            "\n".join(["---", *head, "---", "", body, ""]),
        )


def write(folder: Path, count: int = ORGANISATIONS) -> None:
    """The whole site."""
    shutil.rmtree(folder, ignore_errors=True)
    settings = "title: A county\nid: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10\nbase_url: https://county.example/\n"
    for path, text in [("site.yml", settings), *profiles(count)]:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def runs(folder: Path, script: Path) -> Iterator[tuple[str, list[measure.Timed]]]:
    """Cold builds, builds with nothing to do, and builds after one profile was changed."""
    words = [str(script), "build", str(folder)]

    def timed(*, watched: bool = False) -> measure.Timed:
        return measure.run(words, folder, os.environ, log=folder.with_suffix(".log"), longest=900, watched=watched)

    cold = []
    for number in range(_RUNS):
        for made in ("_site", ".hyperlocal"):
            shutil.rmtree(folder / made, ignore_errors=True)
        cold.append(timed(watched=number == 0))
    yield "cold", cold
    timed()  # what was touched a moment ago is looked at once more
    yield "nothing changed", [timed() for _ in range(_RUNS)]
    edited = []
    file = next(folder.glob("content/organisations/*/organisation-17.md"))
    for number in range(_RUNS):
        with file.open("a", encoding="utf-8") as text:
            text.write(f"\nWe are open as before ({number}).\n")
        edited.append(timed())
    yield "one profile edited", edited


def report(folder: Path, script: Path, found: dict[str, list[measure.Timed]]) -> str:
    """The table, with the weight of the pages that lead to the organisations."""
    described = machine.describe(folder, script)
    lines = [
        "# A county's directory",
        "",
        f"Made by `python -m benchmarks.directory`: {ORGANISATIONS:,} organisations, {2 * ORGANISATIONS:,} services.",
        f"{described['Cores']} cores, {described['Memory']}; load over one minute {machine.load():.1f}, ours included.",
        "",
        "| | least s | median s | peak MB, largest process | all processes |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, all_runs in found.items():
        walls = sorted(run.wall for run in all_runs)
        together = next((f"{run.sum_mb:.0f}" for run in all_runs if run.sum_mb), "")
        peak = max(run.peak_mb for run in all_runs)
        lines.append(f"| {name} | {walls[0]:.2f} | {walls[len(walls) // 2]:.2f} | {peak:.0f} | {together} |")
    output = folder / "_site"
    pages = sorted(output.glob("organisations/**/index.html"))
    listed = [page for page in pages if "/by/" in page.as_posix() or "/a-z/" in page.as_posix()]
    style = (output / "theme/style.css").stat().st_size
    first = (output / "organisations/index.html").stat().st_size
    largest = max(listed, key=lambda page: page.stat().st_size)
    files = sum(file.is_file() for file in output.rglob("*"))
    lines += [
        "",
        f"- The directory's first page has {first / 1000:.1f} KB, and its style sheet {style / 1000:.1f} KB.",
        f"- The largest of {len(listed):,} further lists has {largest.stat().st_size / 1000:.1f} KB.",
        f"- What the filter box reads, when somebody goes into it, has "
        f"{(output / 'organisations/filter.js').stat().st_size / 1000:.0f} KB.",
        f"- {files:,} files in all.",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Write, build, measure, report. The exit status is that of the last build, which must be 0."""
    asked = options.parser("benchmarks.directory", __doc__, "DIRECTORY.md").parse_args()
    folder: Path = asked.work / "directory"
    write(folder)
    found = dict(runs(folder, asked.hyperlocal))
    asked.out.write_text(report(folder, asked.hyperlocal, found), encoding="utf-8")
    sys.stderr.write(f"Written: {asked.out}\n")
    return max(abs(run.status) for all_runs in found.values() for run in all_runs)


if __name__ == "__main__":
    sys.exit(main())
