"""Numbers for tables: medians, ratios, and words for both."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """All runs of one tool in one scenario at one size. Seconds; megabytes are 10^6 bytes."""

    size: str
    scenario: str
    tool: str
    runs: int
    least: float
    median: float
    cpu: float
    peak_mb: float
    sum_mb: float | None
    files: int
    mb: float
    written: int
    check: str
    good: bool
    load: float


def figures(records: Iterable[Record]) -> dict[tuple[str, str, str], Figure]:
    """By (size, scenario, tool). Records without a time, which tell of failures, are left out."""
    groups: dict[tuple[str, str, str], list[Record]] = {}
    for record in records:
        if "wall" in record:
            groups.setdefault((record["size"], record["scenario"], record["tool"]), []).append(record)
    return {key: _figure(key, group) for key, group in groups.items()}


def _figure(key: tuple[str, str, str], group: Sequence[Record]) -> Figure:
    walls = [record["wall"] for record in group]
    sums = [record["sum_mb"] for record in group if record.get("sum_mb") is not None]
    last = group[-1]
    return Figure(
        size=key[0],
        scenario=key[1],
        tool=key[2],
        runs=len(group),
        least=min(walls),
        median=statistics.median(walls),
        cpu=statistics.median(record["cpu"] for record in group),
        peak_mb=max(record["peak_mb"] for record in group),
        sum_mb=max(sums) if sums else None,
        files=last["files"],
        mb=last["mb"],
        written=max(record["written"] for record in group),
        check=last["check"],
        good=all(record["good"] for record in group),
        load=max(record.get("load", 0.0) for record in group),
    )


def ratio(own: Figure | None, other: Figure | None) -> float | None:
    """Our median by theirs; None when one is missing."""
    if own is None or other is None or not other.median:
        return None
    return own.median / other.median


def seconds(value: float) -> str:
    """Three figures that mean something: 0.0312, 0.31, 3.12, 31.2."""
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}" if value >= 0.1 else f"{value:.3f}"


def share(value: float | None) -> str:
    """A ratio as people say it: “1/15” for small ones, “1.7” for others, “–” where there is none."""
    if value is None:
        return "–"
    return f"1/{1 / value:.3g}" if 0 < value < 0.5 else f"{value:.2f}"
