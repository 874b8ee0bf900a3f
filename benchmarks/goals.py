"""What hyperlocal is to reach beside its peers, and whether it does: ratios of medians from one run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from benchmarks.figures import Figure, ratio, seconds, share

Figures = Mapping[tuple[str, str, str], Figure]
OWN = "hyperlocal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One row of the table: `met` is None where it was not measured."""

    what: str
    goal: str
    measured: str
    met: bool | None


def outcomes(found: Figures) -> list[Outcome]:
    """Every goal, in the order of the table."""
    rows = [
        _beside(found, "nothing changed", "1000", "nothing", "hugo", 1 / 15),
        _beside(found, "nothing changed", "10000", "nothing", "hugo", 1 / 40),
        _beside(found, "one post edited", "1000", "edit", "hugo", 1 / 3),
        _beside(found, "one post edited", "10000", "edit", "hugo", 1 / 4),
    ]
    for size in ("1000", "10000"):
        for peer in ("eleventy", "pelican", "nikola", "jekyll", "mkdocs"):
            rows.append(_beside(found, "cold", size, "cold", peer, 1 / 1.5))
        rows.append(_beside(found, "cold", size, "cold", "hugo", 2.0))
    rows += [_beside(found, "cold, memory kept", size, "kept", "hugo", 1.0) for size in ("1000", "10000")]
    for size, most in (("1000", 1 / 3), ("10000", 1 / 4)):
        rows += [_beside(found, "one post added", size, "add", "hugo", most), _written(found, size)]
    return [
        *rows,
        _beside(found, "200 posts, 100 photos", "photos", "cold", "hugo", 1 / 6),
        _beside(found, "200 posts, 100 photos", "photos", "cold", "astro", 0.65),
        _beside(found, "200 posts, 100 photos, nothing changed", "photos", "nothing", "hugo", 1 / 5),
        _memory(found, "1000", 300),
        _memory(found, "10000", 400),
        _growth(found),
    ]


def _beside(found: Figures, what: str, size: str, scenario: str, peer: str, most: float) -> Outcome:
    own, other = found.get((size, scenario, OWN)), found.get((size, scenario, peer))
    value = ratio(own, other)
    measured = "not measured"
    if own is not None and other is not None:
        measured = f"{share(value)} ({seconds(own.median)} s, {peer} {seconds(other.median)} s)"
        years = ratio(own, found.get((size, scenario, "hugo-years"))) if peer == "hugo" else None
        measured += f"; {share(years)} of hugo-years" if years is not None else ""
    name = what if size == "photos" else f"{what}, {int(size):,} posts"
    return Outcome(
        what=name,
        goal=f"at most {share(most)} of {peer}",
        measured=measured,
        met=None if value is None else value <= most,
    )


def _written(found: Figures, size: str) -> Outcome:
    """Every file in the output that was made or written again, hyperlocal's own list of what it made included."""
    full = found.get((size, "add", f"{OWN}-full"))
    beside = "" if full is None else f"; the full site {full.written:,}"
    return _one(
        found.get((size, "add", OWN)),
        f"one post added, {int(size):,} posts: files written",
        "at most 15",
        lambda figure: (f"{figure.written:,}{beside}", figure.written <= 15),
    )


def _memory(found: Figures, size: str, most: int) -> Outcome:
    """All processes together where that was looked at, else the largest."""
    figure = found.get((size, "memory", OWN)) or found.get((size, "cold", OWN))

    def judged(figure: Figure) -> tuple[str, bool]:
        value = max(figure.peak_mb, figure.sum_mb or 0.0)
        together = "" if figure.sum_mb is None else f", {figure.sum_mb:.0f} MB all processes together"
        return f"{figure.peak_mb:.0f} MB the largest process{together}", value <= most

    return _one(figure, f"peak memory of a cold build, {int(size):,} posts", f"at most {most} MB", judged)


def _growth(found: Figures) -> Outcome:
    small, large = found.get(("1000", "cold", OWN)), found.get(("10000", "cold", OWN))
    value = ratio(large, small)
    return Outcome(
        what="growth of a cold build from 1,000 to 10,000 posts",
        goal="at most 11 times",
        measured="not measured" if value is None else f"{value:.1f} times",
        met=None if value is None else value <= 11,
    )


def _one(figure: Figure | None, what: str, goal: str, judge: Callable[[Figure], tuple[str, bool]]) -> Outcome:
    measured, met = judge(figure) if figure is not None else ("not measured", None)
    return Outcome(what=what, goal=goal, measured=measured, met=met)
