"""One process, timed from outside: wall clock, CPU seconds and peak memory of it and of the processes it waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_MEGA = 1e6
_UNIT = 1 if sys.platform == "darwin" else 1024
"""What ru_maxrss counts in: bytes on macOS, KiB on Linux (getrusage(2))."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one process took. `cpu` is user and system time of it and all it waited for; `peak_mb` (10^6 bytes) is the
    largest one of them, `sum_mb` the most that all had at once by their proportional shares, or None if not looked at.
    `status` is its exit status, negative for a signal; `told` the end of what it printed."""

    wall: float
    cpu: float
    peak_mb: float
    sum_mb: float | None
    status: int
    told: str
    late: bool


def run(
    words: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    *,
    log: Path,
    longest: float,
    watched: bool = False,
) -> Timed:
    """Run it to its end, or kill it and all it started after `longest` seconds.

    `watched` adds up the memory of all its processes 50 times a second, which costs it some time.
    """
    with log.open("wb") as told:
        started = time.perf_counter()
        process = subprocess.Popen(
            words,
            cwd=folder,
            env=dict(env),
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        late = threading.Event()
        alarm = threading.Timer(longest, _end, (process.pid, late))
        alarm.start()
        watcher = _Watcher(process.pid) if watched else None
        try:
            _, status, used = os.wait4(process.pid, 0)
            wall = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
        finally:
            alarm.cancel()
            if process.returncode is None:  # we are being stopped: what we started must not run on
                _end(process.pid, late)
    return Timed(
        wall=wall,
        cpu=used.ru_utime + used.ru_stime,
        peak_mb=used.ru_maxrss * _UNIT / _MEGA,
        sum_mb=watcher.most() if watcher else None,
        status=process.returncode,
        told=_tail(log),
        late=late.is_set(),
    )


def _end(pid: int, late: threading.Event) -> None:
    late.set()
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        late.clear()


def _tail(log: Path) -> str:
    return log.read_bytes()[-2000:].decode("utf-8", "replace").strip()


class _Watcher:
    """Adds up the proportional set sizes (PSS, proc(5)) of a process and all below it, until it is gone. Linux only."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._gone = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def most(self) -> float | None:
        self._gone.set()
        self._thread.join()
        return self._most / _MEGA if self._most else None

    def _watch(self) -> None:
        while not self._gone.wait(0.02):
            self._most = max(self._most, sum(_share(pid) for pid in _family(self._pid)))


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        try:
            for file in Path(f"/proc/{one}/task").glob("*/children"):
                found.extend(int(word) for word in file.read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def _share(pid: int) -> int:
    """Bytes; 0 when the process has gone."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
