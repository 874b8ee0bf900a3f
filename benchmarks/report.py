"""The results as Markdown: RESULTS.md, made again at any time from the lines that the runner has written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import machine
from benchmarks.figures import Figure, figures, ratio, seconds, share
from benchmarks.goals import OWN, Figures, outcomes
from benchmarks.plans import TEXT
from benchmarks.tools import TOOLS

Record = Mapping[str, Any]

WORDS = {
    "cold": "cold",
    "kept": "cold, memory kept",
    "nothing": "nothing changed",
    "edit": "one post edited",
    "add": "one post added",
}
"""The timed scenarios in words. `memory` is not timed."""


def read(results: Path) -> list[Record]:
    """The lines of a results file. A last line that was cut off is left out."""
    records = []
    for line in results.read_text(encoding="utf-8").splitlines():
        try:
            records.append(json.loads(line))
        except ValueError:
            continue
    return records


def render(records: Sequence[Record]) -> str:
    """All of RESULTS.md."""
    found = figures(records)
    parts = [
        [
            "# Results",
            "",
            "Made by `python -m benchmarks`; [README.md](README.md) says what each scenario is,",
            "where the work of the tools differs, and how far to believe a number.",
        ],
        _machine(records),
        _goals(found),
        _wall(found),
        _ratios(found),
        _growth(found),
        _photos(found, records),
        _long(found),
        _failed(records),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = True) -> list[str]:
    """A Markdown table; all columns but the first are set to the right where they hold numbers."""
    rule = ["---", *("---:" if numbers else "---" for _ in head[1:])]
    return [_row(head), _row(rule), *(_row(row) for row in rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _machine(records: Sequence[Record]) -> list[str]:
    described: Mapping[str, str] = next((record["machine"] for record in records if "machine" in record), {})
    notes = {tool.name: tool.note for tool in TOOLS if tool.note}
    versions: dict[str, str] = {}
    for record in records:
        versions |= record.get("versions", {})
    rows = [(name, text + (f" ({notes[name]})" if name in notes else "")) for name, text in versions.items() if text]
    loads = [record["load"] for record in records if "load" in record]
    load = (
        f"Others' work on the machine: load over one minute {min(loads):.1f} to {max(loads):.1f}, ours included."
        if loads
        else ""
    )
    return [
        "## The machine",
        "",
        *machine.table(described),
        "",
        load,
        "",
        *table(("tool", "versions"), rows, numbers=False),
    ]


def _goals(found: Figures) -> list[str]:
    said = {True: "met", False: "**not met**", None: "not measured"}
    rows = [(one.what, one.goal, one.measured, said[one.met]) for one in outcomes(found)]
    head = ("scenario", "goal", "measured", "")
    return ["## Goals", "", "Ratios of medians.", "", *table(head, rows, numbers=False)]


def _sizes(found: Figures) -> list[str]:
    return sorted({size for size, _, _ in found if size.isdigit()}, key=int)


def _tools(found: Figures, size: str | None = None) -> list[str]:
    """Tools that were measured, ours first, floors last."""
    names = {tool for at, _, tool in found if size in (None, at)}
    known = [tool.name for tool in TOOLS if tool.name in names]
    return [*known, *sorted(names - set(known))]


def _wall(found: Figures) -> list[str]:
    """Median seconds, tools down, scenarios and sizes across."""
    columns = [
        (size, scenario)
        for scenario in WORDS
        for size in _sizes(found)
        if any(key[:2] == (size, scenario) for key in found)
    ]
    rows = []
    for name in _tools(found):
        cells = [found.get((size, scenario, name)) for size, scenario in columns]
        if any(cells):
            rows.append([name, *(seconds(cell.median) if cell else "" for cell in cells)])
    if not rows:
        return []
    head = ["", *(f"{WORDS[scenario]} {int(size):,}" for size, scenario in columns)]
    return ["## Median wall seconds", "", *table(head, rows)]


def _ratios(found: Figures) -> list[str]:
    """hyperlocal's median by each other's."""
    rows = []
    for name in _tools(found):
        cells = []
        for size in _sizes(found):
            for scenario in WORDS:
                cells.append(share(ratio(found.get((size, scenario, OWN)), found.get((size, scenario, name)))))
        if name != OWN and any(cell != "–" for cell in cells):
            rows.append([name, *cells])
    if not rows:
        return []
    head = ["hyperlocal takes … of", *(f"{WORDS[one]} {int(size):,}" for size in _sizes(found) for one in WORDS)]
    return ["## Ratios", "", *table(head, rows)]


def _growth(found: Figures) -> list[str]:
    """Time for a post, and memory, as sites grow."""
    sizes = _sizes(found)
    rows = []
    for name in _tools(found):
        cold = [found.get((size, "cold", name)) for size in sizes]
        if not any(cold):
            continue
        times = [f"{one.median / int(one.size) * 1000:.2f}" if one else "" for one in cold]
        memory = [_memory(found, size, name) for size in sizes]
        value = ratio(found.get(("10000", "cold", name)), found.get(("1000", "cold", name)))
        rows.append([name, *times, "" if value is None else f"{value:.1f}", *memory])
    if not rows:
        return []
    head = [
        "",
        *(f"ms a post, {int(size):,}" for size in sizes),
        "times, 1,000 to 10,000",
        *(f"peak MB, {int(size):,}" for size in sizes),
    ]
    return [
        "## Growth and memory of cold builds",
        "",
        "Peak MB: the largest process; in brackets all processes together.",
        "",
        *table(head, rows),
    ]


def _memory(found: Figures, size: str, name: str) -> str:
    cold, watched = found.get((size, "cold", name)), found.get((size, "memory", name))
    if cold is None:
        return ""
    together = f" ({watched.sum_mb:.0f})" if watched and watched.sum_mb is not None else ""
    return f"{cold.peak_mb:.0f}{together}"


def _photos(found: Figures, records: Sequence[Record]) -> list[str]:
    pictures = {
        record["tool"]: record["pictures"]
        for record in records
        if record.get("size") == "photos" and "pictures" in record
    }
    alike = {record["tool"]: record["alike"] for record in records if record.get("alike")}
    rows = []
    for name in _tools(found, "photos"):
        cold, again = found.get(("photos", "cold", name)), found.get(("photos", "nothing", name))
        if cold is None:
            continue
        made = ", ".join(f"{count} {ending} {mb:.0f} MB" for ending, (count, mb) in pictures.get(name, {}).items())
        rows.append(
            [
                name,
                seconds(cold.median),
                seconds(cold.cpu),
                f"{cold.peak_mb:.0f}",
                seconds(again.median) if again else "",
                made or f"{cold.files} files {cold.mb:.0f} MB",
            ]
        )
    if not rows:
        return []
    head = ("", "cold s", "CPU s", "peak MB", "nothing changed s", "pictures in the output")
    said = "200 posts and 100 photos of twelve megapixels: 480, 960 and 1,600 pixels wide, JPEG and WebP, quality 80."
    kinds = sorted({kind for one in alike.values() for kind in one}, key=lambda kind: (kind[:3], len(kind), kind))
    likeness = [[kind, *(_likeness(one.get(kind)) for one in alike.values())] for kind in kinds]
    words = "How like they are to what they were made of (SSIM of the brightness, 1 is the same), and their mean size:"
    beside = ["", words, "", *table(["", *alike], likeness)] if likeness else []
    return ["## Photos", "", said, "", *table(head, rows), *beside]


def _likeness(found: Sequence[float] | None) -> str:
    return f"{found[0]:.4f}, {found[2]:.0f} KB" if found else ""


def _long(found: Figures) -> list[str]:
    order = {name: place for place, name in enumerate(_tools(found))}
    keys = sorted(found, key=lambda key: (not key[0].isdigit(), key[0].zfill(9), TEXT.index(key[1]), order[key[2]]))
    head = (
        "size",
        "scenario",
        "tool",
        "min s",
        "median s",
        "CPU s",
        "peak MB",
        "all MB",
        "files",
        "MB out",
        "written",
        "runs",
        "of it",
        "check",
    )
    rows = []
    for key in keys:
        one = found[key]
        against = found.get((one.size, one.scenario, OWN))
        rows.append(_long_row(one, ratio(against, one)))
    return ["## All of it", "", "“of it”: hyperlocal's median as a share of this tool's.", "", *table(head, rows)]


def _long_row(one: Figure, own: float | None) -> list[str]:
    return [
        one.size,
        one.scenario,
        one.tool,
        seconds(one.least),
        seconds(one.median),
        seconds(one.cpu),
        f"{one.peak_mb:.0f}",
        "" if one.sum_mb is None else f"{one.sum_mb:.0f}",
        str(one.files),
        f"{one.mb:.1f}",
        str(one.written),
        str(one.runs),
        "" if one.tool.startswith("floor") else share(own),
        one.check if one.good else f"WRONG: {one.check}",
    ]


def _failed(records: Sequence[Record]) -> list[str]:
    """What fell out, and what was missing from pages that were there."""
    lines = []
    for record in records:
        where = " ".join(str(record.get(name, "")) for name in ("tool", "size", "scenario")).strip()
        if "failed" in record:
            lines.append(f"- {where}: {' '.join(str(record['failed']).split())[:300]}")
        lines += [f"- {where}: {text}" for text in record.get("missing", ())[:3] if record.get("run") == 0]
    return ["## Failures, and what pages lacked", "", *(lines or ["Nothing."])]
