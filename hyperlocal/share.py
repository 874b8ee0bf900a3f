"""Work shared out over the cores: the same results in the same order as one after the other.

Processes for what Python computes; threads for what libraries compute while Python may go on (photos). Linux forks, so
that nothing has to be sent to the workers; elsewhere, and where threads are running already, forking is not safe:
workers are spawned, to which function and jobs must be sendable (pickle).
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Job = TypeVar("Job")
Result = TypeVar("Result")

Start = Literal["fork", "spawn"]
"""How a process comes into being: as a copy of this one, or anew."""

_ROUND = 4_000
"""Jobs after which results are handed over: what is done by then is not lost if the build is broken off."""


class Room:
    """What threads at work may hold together, in any unit: `with room.taken(5):` waits until there is so much left.

    Who wants more than there is waits until nobody else holds anything.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held = 0
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def taken(self, amount: int) -> Iterator[None]:
        """Hold so much of it while the block lasts."""
        with self._changed:
            self._changed.wait_for(lambda: self._held == 0 or self._held + amount <= self._size)
            self._held += amount
        try:
            yield
        finally:
            with self._changed:
                self._held -= amount
                self._changed.notify_all()


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Whether a process may be forked here and now: only on Linux, and only while there is a single thread."""
    return sys.platform == "linux" and threading.active_count() == 1


def over_processes(
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    *,
    least: int,
    sendable: bool = True,
    start: Start | None = None,
    most: int | None = None,
) -> Iterator[list[Result]]:
    """The results of rounds of jobs, in order. Fewer than `least` jobs for each core are not worth a process.

    `sendable` is false for jobs that cannot be pickled: where forking is not safe they are done here. `start` and
    `most` (processes, this one counted) are what suits this computer, if not given. Whatever a worker that died had to
    do is done here again; so is what `function` raised for, and what it raises then is raised here.
    """
    workers = min(most or cores(), len(jobs) // max(1, least))
    start = start or ("fork" if can_fork() else "spawn")
    if workers < 2 or (start == "spawn" and not sendable):
        for begin in range(0, len(jobs), _ROUND):
            yield [function(job) for job in jobs[begin : begin + _ROUND]]
        return
    for begin in range(0, len(jobs), _ROUND):
        part = jobs[begin : begin + _ROUND]
        yield _round(function, part, min(workers, len(part)), start)


def over_threads(function: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    """The results in order, each as soon as it and those before it are there. The threads have ended with the last."""
    if len(jobs) < 2 or cores() < 2:
        yield from map(function, jobs)
        return
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - 10 ms, for sites with new photos only

    with ThreadPoolExecutor(cores(), thread_name_prefix="hyperlocal-work") as pool:
        yield from pool.map(function, jobs)


def _round(function: Callable[[Job], Result], jobs: Sequence[Job], workers: int, start: Start) -> list[Result]:
    from multiprocessing import get_context  # noqa: PLC0415 - 12 ms, for builds with much to do only

    context = get_context(start)
    started: list[tuple[int, Any, Connection]] = []
    for place in range(1, workers):
        reader, writer = context.Pipe(duplex=False)
        copied = [*(one for _, _, one in started), reader] if start == "fork" else []
        given = (function, jobs[place::workers], writer, copied, os.getpid())
        process = context.Process(target=_work, args=given, daemon=True)  # type: ignore[attr-defined]
        process.start()
        writer.close()
        started.append((place, process, reader))
    results: list[Any] = [None] * len(jobs)
    try:
        results[0::workers] = [function(job) for job in jobs[0::workers]]
        for place, process, reader in started:
            results[place::workers] = _received(reader) or [function(job) for job in jobs[place::workers]]
            process.join()
    finally:
        for _, process, reader in started:
            reader.close()
            process.terminate()
            process.join()
    return results


def _work(
    function: Callable[[Any], Any],
    jobs: Sequence[Any],
    writer: Connection,
    copied: Sequence[Connection],
    parent: int,
) -> None:
    """In a worker: do the jobs, and send all results at once, lest it waits for a reader that is at work itself.

    It ends when the process `parent`, which waits for the results, was killed. `copied` are readers that a fork left
    open here: while they are, sending to a process that is no more does not fail, and the worker would wait for ever.
    """
    import signal  # noqa: PLC0415 - for workers only

    # Ctrl-C reaches every process of a terminal: the one that waits for this one ends it, and says so once.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for reader in copied:
        reader.close()
    # What goes wrong here is done there again, and told there.
    with contextlib.suppress(Exception):
        writer.send([function(job) for job in jobs if os.getppid() == parent])
    writer.close()


def _received(reader: Connection) -> list[Any] | None:
    """What a worker sent; None if it died."""
    try:
        found = reader.recv()
    except (EOFError, OSError):
        return None
    assert isinstance(found, list)
    return found
