"""Which tools are run in which scenario, at which size, how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from benchmarks.tools import TOOLS

PHOTOS = "photos"
"""The size of the site with photos: 200 posts and 100 photos."""
FLOOR = "floor"
TEXT = ("cold", "floor", "kept", "nothing", "edit", "add", "memory")
"""Scenarios of text sites, in the order in which they are run: each finds the site as the one before has left it."""
PICTURES = ("cold", "floor", "nothing")
"""Those of the site with photos."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One scenario at one size, and how many runs each tool has. Tools take turns, run by run."""

    size: str
    scenario: str
    runs: Mapping[str, int]


def asked(sizes: Sequence[str], scenarios: Sequence[str], names: Sequence[str], runs: int) -> list[Step]:
    """What was asked for on the command line. Steps without a tool are left out."""
    steps = []
    for size in sizes:
        for scenario in PICTURES if size == PHOTOS else TEXT:
            chosen = {
                tool.name: _at_most(scenario, runs) for tool in TOOLS if _takes_part(tool.name, size, scenario, names)
            }
            if scenario in scenarios and (chosen or scenario == FLOOR):
                steps.append(Step(size=size, scenario=scenario, runs={} if scenario == FLOOR else chosen))
    return steps


def _takes_part(name: str, size: str, scenario: str, names: Sequence[str]) -> bool:
    tool = next(tool for tool in TOOLS if tool.name == name)
    on_this_site = bool(tool.photos) if size == PHOTOS else not tool.only_photos
    if name not in names or not on_this_site:
        return False
    if scenario == "kept":
        return bool(tool.memory)
    return tool.forks if scenario == "memory" else True


def _at_most(scenario: str, runs: int) -> int:
    return 1 if scenario == "memory" else runs


_OWN = {"hyperlocal": 5, "hyperlocal-full": 2}
_QUICK_PEERS = {"hugo": 5, "hugo-years": 3, "zola": 2}
_ALL_AT_1000 = {
    **_OWN,
    **_QUICK_PEERS,
    "eleventy": 2,
    "pelican": 2,
    "pelican-cache": 1,
    "nikola": 2,
    "jekyll": 2,
    "mkdocs": 2,
}
_STATE_AT_1000 = {**_ALL_AT_1000, "eleventy": 1, "pelican": 1, "nikola": 1, "jekyll": 1, "mkdocs": 1, "hyperlocal": 7}


def issue() -> list[Step]:
    """What fills the table of goals, in some twenty minutes on two cores."""
    large = {"hyperlocal": 3, "hyperlocal-full": 1, "hugo": 3}
    slow = {"hugo-years": 1, "zola": 1, "eleventy": 1, "pelican": 1, "nikola": 1}
    caches = {"hyperlocal": 5, "hyperlocal-full": 1, "hugo": 5, "pelican-cache": 1, "nikola": 1, "jekyll": 1}
    few = {"hyperlocal": 5, "hyperlocal-full": 2, "hugo": 3}
    memory = {"hyperlocal": 1, "hyperlocal-full": 1}
    return [
        Step(size="1000", scenario="cold", runs=_ALL_AT_1000),
        Step(size="1000", scenario=FLOOR, runs={}),
        Step(size="1000", scenario="kept", runs=caches),
        Step(size="1000", scenario="nothing", runs=_STATE_AT_1000),
        Step(size="1000", scenario="edit", runs=_STATE_AT_1000),
        Step(size="1000", scenario="add", runs={"hyperlocal": 5, "hyperlocal-full": 2, "hugo": 3}),
        Step(size="1000", scenario="memory", runs=memory),
        Step(size="10000", scenario="cold", runs={**large, **slow}),
        Step(size="10000", scenario=FLOOR, runs={}),
        Step(size="10000", scenario="kept", runs={"hyperlocal": 3, "hugo": 3}),
        Step(size="10000", scenario="nothing", runs=few),
        Step(size="10000", scenario="edit", runs=few),
        Step(size="10000", scenario="add", runs={"hyperlocal": 3, "hugo": 2}),
        Step(size="10000", scenario="memory", runs={"hyperlocal": 1}),
        Step(size=PHOTOS, scenario="cold", runs={"hyperlocal": 1, "hugo": 1, "astro": 1}),
        Step(size=PHOTOS, scenario=FLOOR, runs={}),
        Step(size=PHOTOS, scenario="nothing", runs={"hyperlocal": 3, "hugo": 3, "astro": 1}),
    ]


def quick() -> list[Step]:
    """Every tool once at a hundred posts: does it all work?"""
    return asked(["100"], TEXT, [tool.name for tool in TOOLS], 1)


PRESETS = {"issue": issue, "quick": quick}
