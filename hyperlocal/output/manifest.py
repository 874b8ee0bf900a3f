"""The list, in the output folder, of what hyperlocal made there: only those files are ever replaced or removed.

It lies with the files, and not in the site's memory, because the memory may be deleted at any moment and files of
others must never be touched. A file that a build has named, but not made yet, stands in it without a digest: so a list
that knows all its digests is that of a build that was whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import time
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

NAME = ".hyperlocal.json"
STAGING = ".hyperlocal-new"
"""A folder beside the manifest in which files are made whole before they are moved into place."""

_ON_WINDOWS = os.name == "nt"
_PAUSES = (0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.3) if _ON_WINDOWS else ()
"""Seconds to wait between tries: about one in all, and only where a file that somebody reads cannot be replaced."""

_DIGEST = re.compile(r"[0-9a-f]{32}")

Result = TypeVar("Result")


def read_manifest(file: Path) -> dict[str, str] | None:
    """path -> digest of every file that an earlier build made here; None when there is no manifest that can be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8", errors="surrogateescape"))["files"]
        return {str(path): _digest(digest) for path, digest in found.items() if is_safe(str(path))}
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return None


def _digest(found: object) -> str:
    """A digest names a file where the build before is kept: nothing else may pass for one."""
    return found if isinstance(found, str) and _DIGEST.fullmatch(found) else ""


def write_manifest(file: Path, files: Mapping[str, str], *, beside: Path | None = None) -> None:
    """Write it whole, if it differs; `beside` as in `replace`."""
    # A line for each file, and yet none of the `indent` that would make it four times as slow.
    lines = (",\n", ": ")
    text = json.dumps(
        {"made_by": "hyperlocal", "files": dict(sorted(files.items()))}, ensure_ascii=False, separators=lines
    )
    data = f"{text}\n".encode("utf-8", "surrogateescape")
    if differs(file, data):
        replace(file, data, beside=beside)


def is_safe(path: str) -> bool:
    """Whether a path names a file of the website itself: a manifest that somebody changed must do no harm."""
    parts = path.split("/")
    outside = any(part in ("", ".", "..") for part in parts) or "\0" in path or parts[0].casefold() == STAGING
    return not outside and path != NAME and not (_ON_WINDOWS and ("\\" in path or ":" in path))


def above(path: str) -> list[str]:
    """The folders that a path lies in."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def folded(path: str) -> str:
    """The same for all paths that some disks take for one."""
    return unicodedata.normalize("NFC", path).casefold()


def digest_of(data: bytes) -> str:
    """What stands for the bytes of a file in the manifest."""
    return blake2b(data, digest_size=16).hexdigest()


def digest_in(file: Path) -> str:
    """The digest of a file as it is now; "" when it cannot be read."""
    try:
        return digest_of(file.read_bytes())
    except (OSError, ValueError):
        return ""


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
        let_others_read(name)
        written = name.stat()
        patiently(lambda: name.replace(file))
    except BaseException:
        with contextlib.suppress(OSError):
            name.unlink()
        raise
    return written


def let_others_read(file: Path | str) -> None:
    """Whatever the habits of this computer, a web server is somebody else. Some disks (FAT) will not be told."""
    with contextlib.suppress(OSError):
        os.chmod(file, 0o644)  # noqa: PTH101 - ten thousand times


def patiently(
    act: Callable[[], Result], pauses: Sequence[float] = _PAUSES, wait: Callable[[float], None] = time.sleep
) -> Result:
    """Do it again after each of the pauses (in seconds) while it is not allowed: on Windows a virus scanner, or what
    sends files to a cloud, holds many a new file for a moment. Raises what the last try raised."""
    for pause in pauses:
        try:
            return act()
        except PermissionError:
            wait(pause)
    return act()


class Way:
    """Whether a path can be reached by real folders alone: through a link, something elsewhere would be changed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = {""}

    def is_free(self, path: str) -> bool:
        if path.rpartition("/")[0] not in self._known:
            for parent in above(path):
                real = self._folder / parent
                if parent not in self._known and os.path.lexists(real) and (real.is_symlink() or not real.is_dir()):
                    return False
                self._known.add(parent)
        return True
