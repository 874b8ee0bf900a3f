"""Notices that a site's folder changed, however the system tells it, or looks for itself where no system does."""

from __future__ import annotations

import errno
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from hyperlocal.server.bell import Bell
from hyperlocal.server.parts import Identity, Look, alike, counts, look, parts
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait for what, in seconds."""

    gather: float = 0.025
    """From the first event of a burst to the reading: a save is often made in several steps."""
    tend: float = 1.0
    """Between looks at whether the watching still goes on."""
    calm: float = 1.0
    """Without an event until one looks once whether any was missed, as in a very large burst."""
    idle: float = 10.0
    """Between looks when nothing is told: this is how one finds out that a drive tells nothing."""
    poll: float = 1.0
    """Between looks where one has to look."""


_SHARE, _POLLING_SHARE = 0.01, 0.2
"""The part of the time that looking may take, so that a slow drive is not kept busy."""
_COARSE = 20_000_000
"""Nanoseconds by which the time of a file may lie before that of the change."""
_NO_ROOM = frozenset({errno.ENOSPC, errno.EMFILE, errno.ENFILE, errno.ENOMEM})

FULL = (
    "This computer cannot watch any more folders, so your site is looked through every second instead. "
    "A save shows a little later."
)
SILENT = (
    "A file changed, and this drive did not tell. So your site is looked through every second from now on. "
    "Next time, type --poll to have that from the start."
)


_PACE = Pace()


class Watcher:
    """Rings `bell` after a change in `folder`. `wait` is for the thread that reads the folder, as are enter and exit.

    `poll` looks from time to time and asks no system. `note` is given a sentence when it has come to that.
    """

    def __init__(
        self, folder: Path, bell: Bell, *, poll: bool = False, note: Callable[[str], None], pace: Pace = _PACE
    ) -> None:
        self._folder = folder.resolve()
        self._bell = bell
        self._note = note
        self._polls = poll
        self._pace = pace
        self._observer: Any = None
        self._watches: dict[Path, tuple[Identity, Any]] = {}
        self._closed: dict[Path, Identity] = {}
        self._handler = _Handler(self._notice)
        self._seen: Look = {}
        self._calm = False
        self._next = 0.0
        self._read = 0
        self._take()

    def __enter__(self) -> Watcher:
        """Begin to watch. What changed since the watcher was made is noticed too, by the first look."""
        self.tend()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and wait until everything has ended."""
        self._end()

    @property
    def polls(self) -> bool:
        """Whether it looks for itself."""
        return self._polls

    @property
    def calm(self) -> bool:
        """Whether a look since the last reading has shown that nothing was missed."""
        return self._calm and not self._read

    def wait(self) -> None:
        """Wait for a change. The folder should be read when this returns."""
        pace = self._pace
        while not self._bell.hear(min(pace.tend, pace.poll) if self._polls else pace.tend, pace.gather):
            if self.tend() or self._missed():
                self._bell.ring()
        self.tend()
        self._read = time.time_ns()

    def tend(self) -> bool:
        """Watch what is there now: folders come, go and are replaced, and a thread may have died. True if it was so."""
        if self._polls:
            return False
        try:
            return self._arrange()
        except OSError:
            self._give_up(FULL)
            return True

    def _arrange(self) -> bool:
        begun = self._observer is None
        if self._observer is not None and not self._observer.is_alive():
            self._end()
        if self._observer is None:
            self._observer = Observer()
            self._observer.start()
        living = {emitter.watch for emitter in self._observer.emitters if emitter.is_alive()}
        wanted = parts(self._folder)
        gone = [path for path, (one, watch) in self._watches.items() if wanted.get(path) != one or watch not in living]
        for path in gone:
            self._observer.unschedule(self._watches.pop(path)[1])
        new = [path for path, one in wanted.items() if path not in self._watches and self._closed.get(path) != one]
        for path in new:
            self._add(path, wanted[path])
        return bool(gone or new) and not begun

    def _add(self, path: Path, identity: Identity) -> None:
        """Watch one part. Our own output lies in the folder too: so not all at once that is in it."""
        try:
            watch = self._observer.schedule(self._handler, str(path), recursive=path != self._folder)
        except OSError as fault:
            if fault.errno in _NO_ROOM:
                raise
            # It has just gone, or nobody may open it. Should there be something in it, a look will show.
            self._closed[path] = identity
        else:
            self._watches[path] = (identity, watch)

    def _notice(self, event: FileSystemEvent) -> None:
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        if counts(event.event_type, event.is_directory, paths, self._folder):
            self._bell.ring()

    def _take(self) -> None:
        """Look, and keep what is seen."""
        begun = time.monotonic()
        self._seen = look(self._folder)
        now = time.monotonic()
        cost = (now - begun) / (_POLLING_SHARE if self._polls else _SHARE)
        self._next = now + max(self._pace.poll if self._polls else self._pace.calm, cost)

    def _take_late(self) -> None:
        """A reading does not wait for a look, and neither does the browser after it: it is taken when all is calm.
        So what changed from the reading to now counts as not seen yet."""
        self._calm = False
        since, self._read = self._read - _COARSE, 0
        self._take()
        until = time.time_ns()
        between = (path for path, one in self._seen.items() if since <= one[0] <= until or since <= one[3] <= until)
        for path in tuple(between):
            del self._seen[path]

    def _missed(self) -> bool:
        """Whether a look shows what no event told."""
        if self._polls:
            return self._polled()
        if self._read:
            self._take_late()
        if time.monotonic() < self._next:
            return False
        before, was_calm = self._seen, self._calm
        self._take()
        self._calm = True
        self._next += self._pace.idle - self._pace.calm
        if alike(self._seen, before) or self._bell.rings_again():
            return False
        if was_calm and not self._bell.hear(self._pace.calm, 0):
            # After a burst an event may get lost. But when all was calm, and it is not on its way either: none comes.
            self._give_up(SILENT)
        return True

    def _polled(self) -> bool:
        if time.monotonic() < self._next:
            return False
        before = self._seen
        self._take()
        return not alike(self._seen, before, closely=True)

    def _give_up(self, sentence: str) -> None:
        self._end()
        self._polls = True
        self._take()
        self._note(sentence)

    def _end(self) -> None:
        observer, self._observer = self._observer, None
        self._watches.clear()
        if observer is None:
            return
        observer.stop()
        if observer.is_alive():
            observer.join()


class _Handler(FileSystemEventHandler):
    def __init__(self, notice: Callable[[FileSystemEvent], None]) -> None:
        self._notice = notice

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._notice(event)
