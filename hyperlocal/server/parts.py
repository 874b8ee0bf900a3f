"""What of a site's folder its pages are made of: what to watch, what counts as a change, and how it all stands."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from hyperlocal.config import FILE
from hyperlocal.output.manifest import NAME as MANIFEST
from hyperlocal.unchanged import OUTPUT

Identity = tuple[int, int]
"""What stays the same when a folder is renamed, and differs when another takes its place: device and number."""
Look = dict[str, tuple[int, int, int, int]]
"""How every file stood when one looked: its path, and what the system has for it: when it was written (nanoseconds),
its size and number, and when anything about it changed (on Windows: when it was made)."""

# Reading a file makes events too (opened, closed without writing): only these mean that something changed.
_CHANGES = frozenset({"created", "modified", "moved", "deleted", "closed"})
# Folders at the top of a site that no page is made of. Programs may put thousands of files into them.
_NOT_READ = frozenset({OUTPUT, "tools", "node_modules", "venv"})
# Files of editors and cloud folders, and of programs in general. Vim tries out a folder with a file called 4913.
_JUNK = re.compile(r"~\$.*|.*~|#.*#|.*\.(?:sw[a-z]|tmp|part|crdownload)|4913|__pycache__", re.IGNORECASE)


def parts(folder: Path) -> dict[Path, Identity]:
    """The folder itself and those at its top that may hold something of the site, each with its identity.

    None when the folder is not there. What hyperlocal built, wherever it was put, is known by its list of files.
    """
    found: dict[Path, Identity] = {}
    with suppress(OSError):
        found[folder] = _identity(folder.stat())
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if entry.is_dir())
        for path in (folder / name for name in names if _is_read(name) and not _is_built(folder / name)):
            with suppress(OSError):
                found[path] = _identity(path.stat())
    return found


def counts(kind: str, is_folder: bool, paths: Iterable[str], folder: Path) -> bool:
    """Whether an event means that the site may have changed: not our own output, nor a program's own files.

    A save may be a move from a name that does not count to one that does, so each of the `paths` is asked.
    """
    if kind not in _CHANGES or (is_folder and kind in ("modified", "closed")):
        return False
    return any(_is_ours(Path(path), folder, is_folder) for path in paths)


def look(folder: Path) -> Look:
    """How every file of the site stands now."""
    found: Look = {}
    for part in parts(folder):
        with suppress(OSError):
            _add_files(str(part), found, only=FILE if part == folder else "")
    return found


def alike(before: Look, after: Look, *, closely: bool = False) -> bool:
    """Whether nothing changed between two looks. `closely` counts changes of a file's owner and rights as well.

    On some network drives that is the one sign of a change which left time and size as they were.
    """
    if closely:
        return before == after
    return before.keys() == after.keys() and all(one[:3] == after[path][:3] for path, one in before.items())


def _add_files(folder: str, found: Look, only: str = "") -> None:
    # This is done for every file of the site after each reading, so it is plain.
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if (only and name != only) or _is_junk(name):
                continue
            with suppress(OSError):
                if entry.is_dir(follow_symlinks=False):
                    _add_files(entry.path, found)
                    continue
                one = entry.stat()
                found[entry.path] = (one.st_mtime_ns, one.st_size, one.st_ino, one.st_ctime_ns)


def _is_ours(path: Path, folder: Path, is_folder: bool) -> bool:
    names = path.relative_to(folder).parts if path.is_relative_to(folder) else ()
    if not names or any(_is_junk(name) for name in names):
        return False
    if len(names) == 1 and not is_folder and not path.is_dir():
        return names[0] == FILE
    return _is_read(names[0]) and not _is_built(folder / names[0])


def _is_read(name: str) -> bool:
    return name not in _NOT_READ and not _is_junk(name)


def _is_built(folder: Path) -> bool:
    return (folder / MANIFEST).exists()


def _is_junk(name: str) -> bool:
    return bool(_JUNK.fullmatch(name)) or (name.startswith(".") and name != ".well-known")


def _identity(stat: os.stat_result) -> Identity:
    return stat.st_dev, stat.st_ino
