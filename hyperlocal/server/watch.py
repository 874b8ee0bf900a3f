"""Many file events -> one quiet “changed”."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

QUIET = 0.05
"""Seconds without an event after which a burst is over: editors write a file in several steps."""
LONGEST = 2.0
"""Seconds after which a burst counts as over though it goes on, as when a large folder is being copied in."""

# Reading a file makes events too (opened, closed without writing): only these mean that something changed.
_CHANGES = frozenset({"created", "modified", "moved", "deleted"})
_NOT_READ = frozenset({"_site", "tools"})
"""Folders at the top of a site that no page is made of."""
# Files of editors and cloud folders, and of programs in general. Vim tries out a folder with a file called 4913.
_JUNK = re.compile(r"~\$.*|.*~|#.*#|.*\.(?:sw[a-z]|tmp|part|crdownload)|4913|__pycache__", re.IGNORECASE)


class Watcher:
    """Calls `changed` in its own thread, once after each burst of changes below `folder`, until `stop`."""

    def __init__(
        self,
        folder: Path,
        changed: Callable[[], None],
        *,
        ignore: frozenset[Path] = frozenset(),
        quiet: float = QUIET,
        longest: float = LONGEST,
    ) -> None:
        self._folder = folder.resolve()
        self._changed = changed
        self._ignore = frozenset(path.resolve() for path in ignore)
        self._quiet, self._longest = quiet, longest
        self._event = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=self._wait, name="hyperlocal-watch", daemon=True)
        self._observer: Any = None

    def start(self) -> None:
        """Begin to watch. Where the system has no room for another watch, look from time to time instead."""
        handler = _Handler(self._notice)
        try:
            self._observer = Observer()
            self._observer.schedule(handler, str(self._folder), recursive=True)
            self._observer.start()
        except OSError:
            self._observer = PollingObserver(timeout=1)
            self._observer.schedule(handler, str(self._folder), recursive=True)
            self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """End, and wait until everything has ended."""
        self._stopping = True
        self._event.set()
        if self._observer is not None and self._observer.is_alive():
            self._observer.stop()
            self._observer.join()
        if self._thread.is_alive():
            self._thread.join()

    def _notice(self, event: FileSystemEvent) -> None:
        paths = [str(path) for path in (event.src_path, event.dest_path) if path]
        if counts(event.event_type, event.is_directory, paths, self._folder, self._ignore):
            self._event.set()

    def _wait(self) -> None:
        while True:
            self._event.wait()
            end = time.monotonic() + self._longest
            while not self._stopping and self._event.is_set() and time.monotonic() < end:
                self._event.clear()
                self._event.wait(self._quiet)
            if self._stopping:
                return
            self._changed()


def counts(kind: str, is_folder: bool, paths: list[str], folder: Path, ignore: frozenset[Path]) -> bool:
    """Whether an event means that the site may have changed: not our own output, nor a program's own files.

    A save may be a move from a name that does not count to one that does, so each of the `paths` is asked.
    """
    if kind not in _CHANGES or (is_folder and kind == "modified"):
        return False
    return any(_is_ours(PurePath(path), folder, ignore) for path in paths)


def _is_ours(path: PurePath, folder: Path, ignore: frozenset[Path]) -> bool:
    parts = path.relative_to(folder).parts if path.is_relative_to(folder) else ()
    if not parts or parts[0] in _NOT_READ or any(path.is_relative_to(one) for one in ignore):
        return False
    return not any(_JUNK.fullmatch(part) or (part.startswith(".") and part != ".well-known") for part in parts)


class _Handler(FileSystemEventHandler):
    def __init__(self, notice: Callable[[FileSystemEvent], None]) -> None:
        self._notice = notice

    def on_any_event(self, event: FileSystemEvent) -> None:
        self._notice(event)
