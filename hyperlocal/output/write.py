"""Outputs -> a folder: what changed is written, what is no longer planned is removed, the rest is left alone.

Each file is written whole beside its place and then moved there, so a reader never sees half of one. A manifest in
the folder (`.hyperlocal.json`) names what hyperlocal made: only those files are ever replaced or removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hyperlocal.output import Output, PictureFile
from hyperlocal.problems import Problem, Stop, error

MANIFEST = ".hyperlocal.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing did, as paths in the output folder, and what went wrong."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]


def write(outputs: Sequence[Output], folder: Path, render: Callable[[Output], bytes]) -> Written:
    """Bring `folder` into line with `outputs`. Raises `Stop` when the folder cannot be written to."""
    try:
        return _written(outputs, folder, render)
    except OSError as fault:
        raise Stop(_cannot_write(folder, fault)) from fault


def _written(outputs: Sequence[Output], folder: Path, render: Callable[[Output], bytes]) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    ours = _claimed(folder, outputs)
    problems: list[Problem] = []
    digests: dict[str, str] = {}
    written: list[str] = []
    failed: set[str] = set()
    removed = _remove(folder, _in_the_way(ours, [output.path for output in outputs]))
    way = _Way(folder)
    # Pictures first: feeds state the length of some.
    for output in sorted(outputs, key=lambda output: not isinstance(output, PictureFile)):
        path, file = output.path, folder / output.path
        try:
            data = render(output)
        except OSError as fault:
            problems.append(_unreadable(output, fault))
            failed.add(path)
            continue
        differs = _differs(file, data)
        if not way.is_free(path) or (differs and (file.is_dir() or (path not in ours and os.path.lexists(file)))):
            problems.append(_not_ours(path, folder))
            continue
        digests[path] = hashlib.blake2b(data, digest_size=16).hexdigest()
        if differs:
            replace(file, data)
            written.append(path)
    # The last good one of a file whose source could not be read this time stays.
    kept = {path: ours[path] for path in failed if path in ours and os.path.lexists(folder / path)}
    removed += _remove(folder, [path for path in ours if path not in digests and path not in kept])
    _write_manifest(folder, kept | digests)
    return Written(
        written=tuple(sorted(written)),
        unchanged=len(digests) - len(written),
        removed=tuple(sorted(removed)),
        problems=tuple(problems),
    )


def replace(file: Path, data: bytes) -> None:
    """Write a file whole: to a temporary name beside it, then moved into its place."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".hyperlocal-", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        # mkstemp makes files that only their owner may read; a web server is somebody else.
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


class _Way:
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


def _manifest(folder: Path) -> dict[str, str]:
    """path -> digest of every file that an earlier build made here."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(path): str(digest) for path, digest in found.items() if _safe(str(path))}
    except (OSError, ValueError, KeyError, AttributeError, TypeError, RecursionError):
        return {}


def _safe(path: str) -> bool:
    inside = not PurePosixPath(path).is_absolute() and not Path(path).anchor
    return inside and ".." not in Path(path).parts and path not in ("", ".", MANIFEST)


def _claimed(folder: Path, outputs: Sequence[Output]) -> dict[str, str]:
    """What is ours: what earlier builds made, and what this one is about to make where nothing is yet.

    The latter is written down before the first file is, so that a build that was broken off can be gone on with.
    """
    ours = _manifest(folder)
    new = {one.path: "" for one in outputs if one.path not in ours and not os.path.lexists(folder / one.path)}
    if new:
        _write_manifest(folder, ours | new)
    return ours | new


def _in_the_way(ours: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Files of ours that must go before the new ones can be written: a file where a folder will be, a folder where a
    file will be, and (on Windows and macOS) the same name in other capitals."""
    planned = {path: path.casefold() for path in paths}
    taken = set(planned.values())
    folders = {str(parent) for path in taken for parent in PurePosixPath(path).parents}
    stale = [path for path in ours if path not in planned]
    return stale and [
        path
        for path in stale
        if path.casefold() in taken | folders
        or any(str(one) in taken for one in PurePosixPath(path.casefold()).parents)
    ]


def _write_manifest(folder: Path, files: Mapping[str, str]) -> None:
    text = json.dumps({"made_by": "hyperlocal", "files": dict(sorted(files.items()))}, ensure_ascii=False, indent=0)
    data = f"{text}\n".encode("utf-8", "surrogateescape")
    if _differs(folder / MANIFEST, data):
        replace(folder / MANIFEST, data)


def _differs(file: Path, data: bytes) -> bool:
    try:
        return file.stat().st_size != len(data) or file.read_bytes() != data
    except OSError:
        return True


def _remove(folder: Path, paths: Sequence[str]) -> list[str]:
    """Take files away, and the folders that are empty then. Returns those that were there."""
    removed = []
    way = _Way(folder)
    for path in paths:
        file = folder / path
        # `lexists` first: names that no disk can hold raise in pathlib.
        if not os.path.lexists(file) or (file.is_dir() and not file.is_symlink()) or not way.is_free(path):
            continue
        file.unlink()
        removed.append(path)
        for parent in list(PurePosixPath(path).parents)[:-1]:
            try:
                (folder / parent).rmdir()
            except OSError:
                break
    return removed


def _not_ours(path: str, folder: Path) -> Problem:
    return error(
        "not-ours",
        f"{folder.name}/{path}",
        None,
        "This file was already here and hyperlocal did not make it, so it was left as it is.",
        "Move it to static/ if it belongs to the site, or build into another folder with --output.",
    )


def _unreadable(output: Output, fault: OSError) -> Problem:
    return error(
        "unreadable",
        output.source or output.path,
        None,
        f"{output.path} could not be made: {fault.strerror or fault}.",
        "Close other programs that have its source open, and build again.",
    )


def _cannot_write(folder: Path, fault: OSError) -> Problem:
    return error(
        "cannot-write",
        folder.name,
        None,
        f"The folder could not be written to: {fault.strerror or fault}.",
        "Check that there is room on the disk and that the folder is not read-only, then build again.",
    )
