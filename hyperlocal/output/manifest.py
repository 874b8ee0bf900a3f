"""The list, in the output folder, of what hyperlocal made there: only those files are ever replaced or removed.

It lies with the files, and not in the site's memory, because the memory may be deleted at any moment and files of
others must never be touched.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

NAME = ".hyperlocal.json"
STAGING = ".hyperlocal-new"
"""A folder beside the manifest in which files are made whole before they are moved into place."""


def read_manifest(file: Path) -> dict[str, str] | None:
    """path -> digest of every file that an earlier build made here; None when there is no manifest that can be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))["files"]
        return {str(path): str(digest) for path, digest in found.items() if is_safe(str(path))}
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None


def write_manifest(file: Path, files: Mapping[str, str]) -> None:
    """Write it whole, if it differs."""
    text = json.dumps({"made_by": "hyperlocal", "files": dict(sorted(files.items()))}, ensure_ascii=False, indent=0)
    data = f"{text}\n".encode("utf-8", "surrogateescape")
    if differs(file, data):
        replace(file, data)


def is_safe(path: str) -> bool:
    """Whether a path names a file of the website itself: a manifest that somebody changed must do no harm."""
    inside = not PurePosixPath(path).is_absolute() and not Path(path).anchor
    parts = Path(path).parts
    return inside and ".." not in parts and parts[:1] not in ((), (STAGING,)) and path not in ("", ".", NAME)


def differs(file: Path, data: bytes) -> bool:
    """Whether a file is not there with just these bytes."""
    try:
        return os.stat(file).st_size != len(data) or file.read_bytes() != data  # noqa: PTH116 - ten thousand times
    except OSError:
        return True


def replace(file: Path, data: bytes, *, beside: Path | None = None) -> os.stat_result:
    """Write a file whole: to a temporary name in the folder `beside` (its own), then moved into its place.

    Gives what the system says of the new file: asked before the move, so that it is never said of another's.
    """
    folder = beside or file.parent
    for needed in {folder, file.parent}:
        needed.mkdir(parents=True, exist_ok=True)
    name = folder / f".hyperlocal-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        name.write_bytes(data)
        # Whatever the habits of this computer, a web server is somebody else.
        name.chmod(0o644)
        written = name.stat()
        name.replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            name.unlink()
        raise
    return written


class Way:
    """Whether a path can be reached by real folders alone: through a link, something elsewhere would be changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = {""}

    def is_free(self, path: str) -> bool:
        above = path.rpartition("/")[0]
        if above not in self._known:
            parts = above.split("/")
            for parent in ("/".join(parts[:end]) for end in range(1, len(parts) + 1)):
                real = self._folder / parent
                if parent not in self._known and os.path.lexists(real) and (real.is_symlink() or not real.is_dir()):
                    return False
                self._known.add(parent)
        return True
