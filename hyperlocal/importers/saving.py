"""Files to be made or changed -> the site's folder: each one whole, and none that somebody else made meanwhile."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from hyperlocal.disk import read_file
from hyperlocal.importers.organisations import Draft
from hyperlocal.output.manifest import let_others_read, patiently, replace
from hyperlocal.problems import Problem, error
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The paths that were made and changed, and what could not be."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    problems: tuple[Problem, ...]


def save(folder: Path, draft: Draft, *, update: bool) -> Saved:
    """Make the new files and, with `update`, change those that are there. Broken off, it leaves whole files only, and
    a second time goes on from there."""
    problems: list[Problem] = []
    made = [new.path for new in draft.new if _made(folder, new.path, new.data, problems)]
    changed: list[str] = []
    for one in draft.different if update else ():
        path = one.existing.path
        if one.data is not None and _changed(folder, path, one.existing.data, one.data, problems):
            changed.append(path)
    return Saved(made=tuple(made), changed=tuple(changed), problems=tuple(problems))


def _made(folder: Path, path: str, data: bytes, problems: list[Problem]) -> bool:
    file = folder / path
    beside = file.parent / f".hyperlocal-{os.getpid()}-{os.urandom(4).hex()}.tmp"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_bytes(data)
            let_others_read(beside)
            _moved(beside, file)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    except FileExistsError:
        problems.append(_there_by_now(path))
        return False
    except OSError as fault:
        problems.append(_cannot_write(path, fault))
        return False
    return True


def _moved(beside: Path, file: Path) -> None:
    """Give a file its name, if nothing has that name. Raises FileExistsError."""
    if os.path.lexists(file):
        raise FileExistsError
    try:
        file.hardlink_to(beside)  # unlike a move, it never writes over anything
    except FileExistsError:
        raise
    except OSError:  # a disk such as a memory stick's
        patiently(lambda: beside.replace(file))


def _changed(folder: Path, path: str, before: bytes, data: bytes, problems: list[Problem]) -> bool:
    file = folder / path
    try:
        if read_file(file) != before:
            problems.append(_changed_meanwhile(path))
            return False
        replace(file.resolve(), data)
    except OSError as fault:
        problems.append(_cannot_write(path, fault))
        return False
    return True


def _there_by_now(path: str) -> Problem:
    message = "This file is there by now, so it was left as it is."
    return error("already-there", path, None, message, "Import once more, to see what would change in it.")


def _changed_meanwhile(path: str) -> Problem:
    message = "This file was changed while you were asked, so it was left as it is."
    return error("changed-meanwhile", path, None, message, "Import once more.")


def _cannot_write(path: str, fault: OSError) -> Problem:
    message = f"This file could not be written: {fault.strerror or fault}."
    return error("cannot-write", path, None, message, "Check that the disk is not full, and that you may write there.")
