"""The steps of a plan, one after the other; in each, the tools take turns. Every result is written down as it comes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import install, machine, measure
from benchmarks.plans import FLOOR, PHOTOS, Step
from benchmarks.scenarios import SCENARIOS, Bench, Failed, Record
from benchmarks.tools import BY_NAME, Tool

_WRITING = 1800
"""Seconds that writing all sites of one size may take."""
_FLOOR_RUNS = 3


@dataclass(slots=True, kw_only=True)
class Runner:
    """Where things are, and which tools have fallen out: those that could not be installed, or failed at a size."""

    work: Path
    hyperlocal: Path
    results: Path
    longest: float
    out: set[tuple[str, str]] = field(default_factory=set)
    benches: dict[tuple[str, str], Bench] = field(default_factory=dict)

    def run(self, steps: Sequence[Step]) -> None:
        """All of it. Nothing that a tool does stops the others."""
        self.work.mkdir(parents=True, exist_ok=True)
        self.results.parent.mkdir(parents=True, exist_ok=True)
        self._note({"machine": machine.describe(self.work, self.hyperlocal)})
        self._note({"versions": {"hyperlocal": machine.libraries(self.hyperlocal)}})
        names = list(dict.fromkeys(name for step in steps for name in step.runs))
        for name in names:
            self._install(BY_NAME[name])
        for size in dict.fromkeys(step.size for step in steps):
            own = [step for step in steps if step.size == size]
            self._prepare(size, [name for name in names if any(name in step.runs for step in own)])
            for step in own:
                self._step(step)

    def _install(self, tool: Tool) -> None:
        _say(f"installing {tool.name}")
        try:
            install.install(tool, self.work)
            self._note({"versions": {tool.name: install.versions(tool, self.work)}})
        except install.CannotInstall as fault:
            self.out.add((tool.name, ""))
            self._note({"tool": tool.name, "failed": f"not installed: {fault}"})

    def _prepare(self, size: str, names: Sequence[str]) -> None:
        """The sites of one size, written by another process: ours must stay small, since a child's peak memory counts
        from what its parent had when it was started."""
        there = [name for name in names if (name, "") not in self.out]
        _say(f"writing {size} for {', '.join(there)}")
        words = [sys.executable, "-m", "benchmarks.sites", str(self.work), size, *there]
        try:
            subprocess.run(words, check=True, timeout=_WRITING, cwd=Path(__file__).parent.parent)
        except (OSError, subprocess.SubprocessError) as fault:
            self._note({"size": size, "failed": f"its sites were not written: {fault}"})
        for name in there:
            bench = Bench(
                tool=BY_NAME[name], size=size, work=self.work, hyperlocal=self.hyperlocal, longest=self.longest
            )
            try:
                bench.read_notes()
            except (OSError, ValueError):
                self._note({"tool": name, "size": size, "failed": "its site was not written"})
            else:
                self.benches[name, size] = bench

    def _step(self, step: Step) -> None:
        if step.scenario == FLOOR:
            self._floors(step.size)
            return
        for number in range(max(step.runs.values(), default=0)):
            for name, runs in step.runs.items():
                if number < runs and (name, step.size) in self.benches and (name, step.size) not in self.out:
                    self._turn(step, name, number)

    def _turn(self, step: Step, name: str, number: int) -> None:
        bench = self.benches[name, step.size]
        record: Record = {"size": step.size, "scenario": step.scenario, "tool": name, "run": number}
        load = machine.load()
        try:
            record |= SCENARIOS[step.scenario](bench, number)
            if step.size == PHOTOS and step.scenario == "cold":
                record["alike"] = self._alike(bench)
            _say(f"{step.size} {step.scenario} {name}: {record['wall']:.3f} s, {record['check']}")
        except (Failed, OSError) as fault:
            bench.built = False
            bench.failures += 1
            if bench.failures > 1 or step.scenario == "cold" or getattr(fault, "late", False):
                self.out.add((name, step.size))
            record["failed"] = str(fault)
            _say(f"{step.size} {step.scenario} {name}: failed, {fault}")
        self._note(record | {"load": load, "at": time.time()})

    def _alike(self, bench: Bench) -> Mapping[str, Sequence[float]]:
        """How like its photos are to what they were made of; asked of another process, as ours must stay small."""
        words = [sys.executable, "-m", "benchmarks.similarity", str(self.work / "photos"), str(bench.output)]
        done = subprocess.run(
            words, check=True, timeout=_WRITING, cwd=Path(__file__).parent.parent, capture_output=True, text=True
        )
        found: Mapping[str, Sequence[float]] = json.loads(done.stdout)
        return found

    def _floors(self, size: str) -> None:
        """`cp -r` of an output, Python reading all sources and writing that output, and Python's mere start."""
        bench = next((one for (_, at), one in self.benches.items() if at == size and one.built), None)
        if bench is None:
            return
        target = self.work / "floor"
        floors = str(Path(__file__).with_name("floors.py"))
        kinds = {
            "floor: cp -r of the output": ["cp", "-r", str(bench.output), str(target)],
            "floor: Python reads and writes": [sys.executable, floors, "rewrite", str(bench.site), str(bench.output)],
            "floor: Python starts": [sys.executable, "-c", "pass"],
        }
        kinds["floor: Python reads and writes"].append(str(target))
        if size == PHOTOS:
            kinds = {
                "floor: Pillow, two threads": [
                    sys.executable,
                    floors,
                    "pictures",
                    str(self.work / "photos"),
                    str(target),
                ]
            }
        for number in range(1 if size == PHOTOS else _FLOOR_RUNS):
            for name, words in kinds.items():
                shutil.rmtree(target, ignore_errors=True)
                timed = measure.run(words, self.work, os.environ, log=self.work / "floor.log", longest=self.longest)
                files = [file for file in target.rglob("*") if file.is_file()] if target.is_dir() else []
                self._note(
                    {
                        "size": size,
                        "scenario": "cold",
                        "tool": name,
                        "run": number,
                        "wall": timed.wall,
                        "cpu": timed.cpu,
                        "peak_mb": timed.peak_mb,
                        "files": len(files),
                        "mb": sum(file.stat().st_size for file in files) / 1e6,
                        "written": len(files),
                        "check": "" if timed.status == 0 else timed.told[-200:],
                        "good": timed.status == 0,
                        "load": machine.load(),
                    }
                )
        shutil.rmtree(target, ignore_errors=True)

    def _note(self, record: Record) -> None:
        with self.results.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")


def _say(text: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {text}\n")
