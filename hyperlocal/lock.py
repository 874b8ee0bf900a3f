"""One build at a time: the second waits until the first has ended, however that ended.

The lock is the operating system's, on an open file: it goes with the process that holds it, so a build that was killed
leaves none behind. Where a disk knows no locks (some network drives), builds go on without.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

NAME = "lock"


@contextlib.contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of `folder` (the site's .hyperlocal/) meanwhile. `waiting` is called once if another holds it."""
    handle = _opened(folder)
    if handle is None:
        yield
        return
    try:
        if not _taken(handle, wait=False):
            waiting()
            _taken(handle, wait=True)
        yield
    finally:
        os.close(handle)


def _opened(folder: Path) -> int | None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError:
        return None


if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int, *, wait: bool) -> bool:
        """Take the lock: whether it is ours now. To wait means at most ten seconds at a time here."""
        while True:
            try:
                msvcrt.locking(handle, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return True
            except OSError as fault:
                if not wait or fault.errno not in (13, 36):  # EACCES, EDEADLK: held by another
                    return fault.errno not in (13, 36)

else:
    import fcntl

    def _taken(handle: int, *, wait: bool) -> bool:
        """Take the lock: whether it is ours now (or there are no locks to be had here)."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:
            pass
        return True
