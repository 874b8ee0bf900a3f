"""A process timed from outside: what it used, how it ended, and that it cannot run for ever."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("processes are measured with wait4, which Windows does not have", allow_module_level=True)

from benchmarks import measure
from benchmarks.measure import Timed

ROOT = Path(__file__).parent.parent.parent


def run(tmp_path: Path, code: str, *, longest: float = 60, watched: bool = False) -> Timed:
    words = [sys.executable, "-I", "-c", code]
    return measure.run(words, tmp_path, os.environ, log=tmp_path / "log", longest=longest, watched=watched)


def test_time_status_and_words(tmp_path: Path) -> None:
    timed = run(tmp_path, "sum(range(3_000_000)); print('done'); raise SystemExit(3)")
    assert (timed.status, timed.told, timed.late, timed.sum_mb) == (3, "done", False, None)
    assert timed.wall >= timed.cpu / (os.cpu_count() or 1) > 0


def from_a_small_process(tmp_path: Path, code: str, *names: str, watched: bool = False) -> list[float]:
    """What a small process measured: what its parent had when it was started counts for a child too."""
    words = ["-I", "-c", code]
    asking = (
        "import os, sys; from pathlib import Path; from benchmarks import measure\n"
        f"timed = measure.run([sys.executable, *{words!r}], Path({str(tmp_path)!r}), os.environ,"
        f" log=Path({str(tmp_path / 'inner')!r}), longest=60, watched={watched})\n"
        f"print(*(getattr(timed, name) for name in {names!r}))"
    )
    asked = subprocess.run(
        [sys.executable, "-c", asking], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    return [float(word) for word in asked.stdout.split()]


def test_peak_memory_is_in_megabytes(tmp_path: Path) -> None:
    (small,) = from_a_small_process(tmp_path, "pass", "peak_mb")
    (large,) = from_a_small_process(tmp_path, "x = b'1' * 150_000_000", "peak_mb")
    assert 5 < small < 60
    assert 140 < large - small < 160


def test_the_cpu_time_of_processes_it_waited_for_counts(tmp_path: Path) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-Ic', 'sum(range({}))'])"
    little, much = run(tmp_path, code.format(1)), run(tmp_path, code.format(20_000_000))
    assert much.cpu > little.cpu + 0.05


def test_what_takes_too_long_is_ended_with_all_that_it_started(tmp_path: Path) -> None:
    code = "import os, signal, sys\nr, w = os.pipe()\npid = os.fork()\nif pid: print(pid, flush=True)\nsignal.pause()"
    timed = run(tmp_path, code, longest=4)
    assert timed.late
    assert timed.status == -9
    until = time.monotonic() + 30  # a process that was told to end is still there for a moment
    while _lives(int(timed.told)):
        assert time.monotonic() < until


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
        state = subprocess.run(["ps", "-o", "state=", "-p", str(process)], capture_output=True, text=True, check=False)
    except ProcessLookupError:
        return False
    return state.stdout.strip()[:1] not in ("", "Z")


@pytest.mark.skipif(sys.platform != "linux", reason="memory of several processes is added up from /proc")
def test_memory_of_all_processes_together(tmp_path: Path) -> None:
    code = (
        "import os\n"
        "stay, go = os.pipe()\n"
        "for _ in range(2):\n"
        "    ready, told = os.pipe()\n"
        "    if not os.fork():\n"
        "        x = b'1' * 60_000_000\n"
        "        os.close(go); os.write(told, b'1'); os.read(stay, 1); os._exit(0)\n"
        "    os.read(ready, 1)\n"
        "sum(range(30_000_000))\n"  # both are there meanwhile
        "os.close(go); os.wait(); os.wait()"
    )
    shares, largest = from_a_small_process(tmp_path, code, "sum_mb", "peak_mb", watched=True)
    assert shares > 110 > largest
