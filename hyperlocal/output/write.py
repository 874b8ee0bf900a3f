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
    ours = _manifest(folder)
    problems: list[Problem] = []
    digests: dict[str, str] = {}
    written: list[str] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # Pictures first: feeds state the length of some.
        for output in sorted(outputs, key=lambda output: not isinstance(output, PictureFile)):
            file = folder / output.path
            try:
                data = render(output)
            except OSError as fault:
                problems.append(_unreadable(output, fault))
                continue
            if output.path not in ours and os.path.lexists(file) and _differs(file, data):
                problems.append(_not_ours(output.path, folder))
                continue
            digests[output.path] = hashlib.blake2b(data, digest_size=16).hexdigest()
            if _differs(file, data):
                replace(file, data)
                written.append(output.path)
        kept = _kept_on_failure(problems, ours)
        removed = _remove(folder, [path for path in ours if path not in digests and path not in kept])
        _write_manifest(folder, {**{path: ours[path] for path in kept if path in ours}, **digests})
    except OSError as fault:
        raise Stop(_cannot_write(folder, fault)) from fault
    return Written(
        written=tuple(sorted(written)),
        unchanged=len(digests) - len(written),
        removed=tuple(removed),
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


def _manifest(folder: Path) -> Mapping[str, str]:
    """path -> digest of every file that an earlier build made here."""
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(path): str(digest) for path, digest in found.items() if _safe(str(path))}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _safe(path: str) -> bool:
    pure = PurePosixPath(path)
    return not pure.is_absolute() and ".." not in pure.parts


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


def _kept_on_failure(problems: Iterable[Problem], ours: Mapping[str, str]) -> set[str]:
    """Files whose source could not be read this time: the last good ones stay."""
    return {problem.path for problem in problems if problem.rule == "unreadable"} & set(ours)


def _remove(folder: Path, paths: Sequence[str]) -> list[str]:
    removed = []
    for path in paths:
        file = folder / path
        with contextlib.suppress(FileNotFoundError):
            file.unlink()
            removed.append(path)
        for parent in PurePosixPath(path).parents:
            if str(parent) == ".":
                break
            try:
                (folder / parent).rmdir()
            except OSError:
                break
    return sorted(removed)


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
        output.path,
        None,
        f"This file could not be made: {fault.strerror or fault}.",
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
