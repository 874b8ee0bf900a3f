"""What is timed. Each scenario brings a site into the state before, and looks afterwards whether the work was done."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import checks, measure
from benchmarks.tools import Tool, command_of, environment_of, site_folder

Record = dict[str, Any]
"""One line of the results: what was run, what it took, what it left. JSON's types only."""
MOMENT = 2.2
"""Seconds after which a file has not been touched just now any more."""

_FEW = 40
"""So many written files are noted by name."""


class Failed(Exception):
    """A build that did not come to a good end; the message says how. `late` if it was stopped for taking too long."""

    def __init__(self, message: str, *, late: bool = False) -> None:
        super().__init__(message)
        self.late = late


@dataclass(slots=True, kw_only=True)
class Bench:
    """One tool at one size: its folders, and what was done there so far."""

    tool: Tool
    size: str
    work: Path
    hyperlocal: Path
    longest: float
    built: bool = False
    failures: int = 0
    touched: float = 0.0
    added: int = 0
    notes: Record = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return site_folder(self.work, self.size, self.tool)

    @property
    def output(self) -> Path:
        return self.site / self.tool.output

    def read_notes(self) -> None:
        """What the writer of the sites has noted for us. Raises `OSError` when it has not come so far."""
        self.notes = json.loads(self.site.with_suffix(".json").read_text(encoding="utf-8"))

    def build(self, *, watched: bool = False) -> Record:
        """One timed build, with what is there afterwards. Raises `Failed`."""
        words = command_of(self.tool, self.site, self.work, self.hyperlocal)
        before = checks.stamps(self.output)
        if self.tool.waits:
            _wait_until(self.touched + MOMENT)
        timed = measure.run(
            words,
            self.site,
            environment_of(self.tool, self.site),
            log=self.site.with_suffix(".log"),
            longest=self.longest,
            watched=watched,
        )
        self.touched = time.time()
        if timed.late:
            raise Failed(f"stopped after {self.longest:.0f} s", late=True)
        if timed.status:
            raise Failed(f"ended with {timed.status}: {timed.told[-300:]}")
        after = checks.stamps(self.output)
        there = checks.found(self.output, self.tool.feed, after)
        written = checks.written(before, after)
        self.built = True
        return {
            "wall": timed.wall,
            "cpu": timed.cpu,
            "peak_mb": timed.peak_mb,
            "sum_mb": timed.sum_mb,
            "files": there.files,
            "mb": there.mb,
            "written": len(written),
            "paths": written if len(written) <= _FEW else [],
            "check": there.words(),
            "pictures": there.pictures,
            "good": there.posts >= self.notes["posts"] and there.tags >= 30 and there.items == 20,
        }

    def clear(self, *, memory: bool) -> None:
        """Take the output away, and what the tool remembers too if asked for."""
        for name in (self.tool.output, *(self.tool.memory if memory else ())):
            path = self.site / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        self.built = False

    def be_built(self) -> None:
        """Have the site built before, untimed."""
        if not self.built:
            self.build()

    def touch(self, file: Path, text: str) -> None:
        """Save a text."""
        file.write_text(text, encoding="utf-8")
        self.touched = time.time()


def _wait_until(moment: float) -> None:
    left = moment - time.time()
    if left > 0:
        time.sleep(left)


def cold(bench: Bench, number: int) -> Record:
    """No output, no memory."""
    bench.clear(memory=True)
    made = bench.build()
    return made | {"missing": checks.missing(bench.output, bench.notes["samples"])}


def kept(bench: Bench, number: int) -> Record:
    """No output, but the memory of a build before, and every source as new as after a checkout: what CI sees."""
    bench.be_built()
    bench.clear(memory=False)
    moment = time.time() - 3600 + number
    kept_out = {*bench.tool.memory, bench.tool.output}
    for folder, folders, files in os.walk(bench.site):
        if Path(folder) == bench.site:
            folders[:] = [name for name in folders if name not in kept_out]
        for name in files:
            if name not in kept_out:
                os.utime(Path(folder) / name, (moment, moment))
    return bench.build()


def nothing(bench: Bench, number: int) -> Record:
    """A new process, and nothing has changed."""
    bench.be_built()
    return bench.build()


def edit(bench: Bench, number: int) -> Record:
    """One line more in the words of one post in the middle of the archive. The page must have it afterwards."""
    bench.be_built()
    middle = bench.notes["middle"]
    mark = f"mark{number}x{int(time.time())}"
    bench.touch(bench.site / middle["file"], f"{middle['text']}\nA line that was added: {mark}.\n")
    made = bench.build()
    good = mark in checks.page_of(bench.output, middle["address"])
    return made | {"good": good, "check": "the line is there" if good else "the line is not there"}


def add(bench: Bench, number: int) -> Record:
    """One post more, newer than all others. Its page must be there afterwards."""
    bench.be_built()
    one = bench.notes["added"][bench.added % len(bench.notes["added"])]
    bench.added += 1
    file = bench.site / one["file"]
    file.parent.mkdir(parents=True, exist_ok=True)
    bench.touch(file, one["text"])
    made = bench.build()
    good = bool(checks.page_of(bench.output, one["address"]))
    return made | {"good": good, "check": "the post is there" if good else "the post is not there"}


def memory(bench: Bench, number: int) -> Record:
    """A cold build whose processes' memory is added up while it runs. Its time is not used."""
    bench.clear(memory=True)
    return bench.build(watched=True)


SCENARIOS: dict[str, Callable[[Bench, int], Record]] = {
    "cold": cold,
    "kept": kept,
    "nothing": nothing,
    "edit": edit,
    "add": add,
    "memory": memory,
}
"""By name, in the order in which they are run: each finds the site as the one before has left it."""
