"""One build at a time: the second waits until the first has ended, however that ended.

The lock is the operating system's, on an open file: it goes with the process that holds it, so a build that was killed
leaves none behind. Its workers hold it too: where only the first process was killed, the next build waits until they
have ended. Where a disk knows no locks (some network drives), or nothing can be written, builds go on without.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

NAME = "lock"
_TRIES = 20
"""Times that a folder may be deleted while somebody waits."""


@contextlib.contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the lock of `folder` (the site's .hyperlocal/) meanwhile. `waiting` is called once if another holds it."""
    handle = _held(folder, waiting)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _held(folder: Path, waiting: Callable[[], None]) -> int | None:
    """The open file whose lock is ours; None where there are no locks to be had."""
    say = waiting
    handle = None
    for _ in range(_TRIES):
        handle = _opened(folder)
        if handle is None:
            return None
        try:
            if not _taken(handle, wait=False):
                say()
                say = _nothing
                _taken(handle, wait=True)
        except BaseException:
            os.close(handle)
            raise
        if _is_still(handle, folder):
            break
        os.close(handle)
        handle = None
    return handle


def _nothing() -> None:
    """It has been said."""


def _is_still(handle: int, folder: Path) -> bool:
    """Whether the file is the one that others find: its folder may be deleted, and made again, at any moment."""
    if sys.platform == "win32":  # where a file that is open cannot be deleted
        return True
    try:
        return os.path.samestat(os.fstat(handle), (folder / NAME).stat())
    except OSError:
        return False


def _opened(folder: Path) -> int | None:
    file = folder / NAME
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    with contextlib.suppress(OSError):
        return os.open(file, os.O_RDONLY)  # it can be locked even where nothing can be written
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
