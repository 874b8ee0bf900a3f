"""The build before, put back byte for byte: written like any other build, from what `previous` kept.

So it is broken off, healed and undone like any other: what was there is kept in its turn, and twice is forth and back.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from hyperlocal.output import CopyFile, Output
from hyperlocal.output.manifest import NAME, above, digest_in, folded, read_manifest
from hyperlocal.output.previous import Earlier, earlier
from hyperlocal.output.write import Drawn, Kept, Known, write
from hyperlocal.problems import Problem, Stop, error
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoing:
    """A build that can be put back: all of it is there. `same` are those of its files that are in their places."""

    memory: Path
    build: Earlier
    same: Mapping[str, Kept]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What was done: in which folder, and the paths that came back, and those that went. `broken_off` says that the
    build which was undone had not ended."""

    output: Path
    back: tuple[str, ...]
    removed: tuple[str, ...]
    broken_off: bool


def look_back(memory: Path) -> Undoing:
    """Find the build before, and look at every file of it; nothing is changed. `memory` is the site's .hyperlocal/.

    Raises `Stop` when there is none, when some of it is gone or altered, or when a file of somebody's is in its way.
    """
    build = earlier(memory)
    # Only where hyperlocal has built before: what is kept may have come with a folder from somebody else.
    if build is None or not build.files or read_manifest(build.output / NAME) is None:
        raise Stop(_nothing_kept())
    same = {path: kept for path, digest in build.files.items() if (kept := _in_place(build.output, path, digest))}
    lost = [path for path, digest in build.files.items() if path not in same and not _is_stored(build, digest)]
    if lost:
        raise Stop(_no_longer_whole(lost))
    foreign = _foreign(build.output, [path for path in build.files if path not in same])
    if foreign:
        raise Stop(*(_in_the_way(path, build.output) for path in foreign))
    return Undoing(memory=memory, build=build, same=same)


def put_back(undoing: Undoing) -> Undone:
    """Do it. Raises `Stop` when the folder cannot be written to."""
    build = undoing.build

    def draw(output: Output) -> Drawn:
        assert isinstance(output, CopyFile)
        try:
            return Drawn(data=output.file.read_bytes())
        except OSError as fault:  # it was there a moment ago
            raise Stop(_no_longer_whole([output.path])) from fault

    outputs = [
        CopyFile(path=path, file=build.output / path if path in undoing.same else build.store / digest)
        for path, digest in build.files.items()
    ]
    known = Known(
        key=lambda output: build.files[output.path],
        before=undoing.same,
        memory=undoing.memory,
        undoing=not build.broken_off,
    )
    written = write(outputs, build.output, draw, known=known)
    if written.problems:
        raise Stop(*written.problems)
    return Undone(output=build.output, back=written.written, removed=written.removed, broken_off=build.broken_off)


def _in_place(output: Path, path: str, digest: str) -> Kept | None:
    """What is known of a file that is there as it was."""
    file = output / path
    try:
        told = file.lstat()
    except (OSError, ValueError):
        return None
    if file.is_symlink() or not digest or digest_in(file) != digest:
        return None
    return Kept(key=digest, digest=digest, size=told.st_size, mtime_ns=told.st_mtime_ns)


def _is_stored(build: Earlier, digest: str) -> bool:
    return bool(digest) and digest_in(build.store / digest) == digest


def _foreign(output: Path, paths: list[str]) -> list[str]:
    """Those of the paths where something is that hyperlocal did not make."""
    ours = read_manifest(output / NAME) or {}
    return [
        path
        for path in paths
        if any(_is_foreign(output, one, ours) for one in above(path) if not _is_folder(output / one))
        or any(_is_foreign(output, one, ours) for one in _there(output, path))
    ]


def _there(output: Path, path: str) -> list[str]:
    """The file that is in a place now, or all files in the folder that is."""
    file = output / path
    if not _is_folder(file):
        return [path]
    found = [Path(folder, name) for folder, _, names in os.walk(file) for name in names]
    return [one.relative_to(output).as_posix() for one in found]


def _is_folder(file: Path) -> bool:
    return file.is_dir() and not file.is_symlink()


def _is_foreign(output: Path, path: str, ours: Mapping[str, str]) -> bool:
    file = output / path
    if path in ours or not os.path.lexists(file):
        return False
    # Where capitals make no difference, it may be one of ours under another name.
    alike = [output / one for one in ours if folded(one) == folded(path)]
    return not any(one.exists() and one.samefile(file) for one in alike)


def _nothing_kept() -> Problem:
    return error(
        "nothing-to-undo",
        "",
        None,
        "There is no earlier website to go back to: hyperlocal keeps the one before the last build that changed it.",
        "Nothing was changed. To make the website from your texts, type:  hyperlocal build",
    )


def _no_longer_whole(lost: list[str]) -> Problem:
    files = "1 of its files is" if len(lost) == 1 else f"{len(lost):,} of its files are"
    return error(
        "nothing-to-undo",
        lost[0],
        None,
        f"The earlier website cannot be put back as it was: {files} gone or altered.",
        "Nothing was changed. To make the website from your texts, type:  hyperlocal build",
    )


def _in_the_way(path: str, output: Path) -> Problem:
    return error(
        "not-ours",
        f"{output.name}/{path}",
        None,
        "This belongs to the earlier website, but in its place is something that hyperlocal did not make. "
        "So nothing was changed.",
        "Move what is there somewhere else, and type it again:  hyperlocal undo",
    )
