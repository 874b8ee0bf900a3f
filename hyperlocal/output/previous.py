"""The build before: what was replaced or removed since is kept, so that `hyperlocal undo` can put it back.

    .hyperlocal/previous/         about.json     where that build was
                                  manifest.json  all its files, with their digests
                                  files/         those of them that are no longer there as they were, named by digest
    .hyperlocal/previous-new/     the same, from before a build (or an undo) changes anything until it has ended well:
                                  then it takes the place of the other
    .hyperlocal/previous-making/  what is becoming previous-new/

A build that was broken off leaves its previous-new/, and the next one goes on with it: so what is kept is always the
last build that was whole. All of it may be gone, or wrong, at any moment: keeping never stops a build, and nothing is
put back (see `undo`) unless all of it is there, by its digests.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from hyperlocal.output.manifest import NAME, patiently, read_manifest, replace, write_manifest
from hyperlocal.values import dataclass

FOLDER = "previous"
_NEW = "previous-new"
_MAKING = "previous-making"
_ABOUT = "about.json"
_FILES = "manifest.json"
_STORE = "files"
_PART = ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A build as it was: in the folder `output`, with these `files` (path -> digest), some of which lie in `store` by
    the name of their digest. `broken_off` says that the build which came after it did not end; `undoing` that this was
    an undo."""

    output: Path
    files: Mapping[str, str]
    store: Path
    broken_off: bool = False
    undoing: bool = False

    def keep(self, path: str) -> None:
        """Keep one file of this build, which is about to be replaced or removed. May be called in several processes.

        Where that cannot be done (no room, no right), the build goes on; `undo` will say that a file is missing.
        """
        digest = self.files.get(path)
        if digest:
            with contextlib.suppress(OSError, ValueError):
                _second(self.output / path, self.store / digest, parts=self.store.parent)


def begin(memory: Path, output: Path, files: Mapping[str, str], *, undoing: bool = False) -> Earlier | None:
    """Note the build that is in the folder `output`, with these files, before it is changed (by an undo, or a build).

    If a build was broken off here before, the build to keep is still the one from before that. None when there is no
    whole build to be kept, or no place to keep it. `memory` is the site's .hyperlocal/.
    """
    settle(memory)
    about = json.dumps({"output": _said(memory, output), "undo": undoing}).encode()
    going_on = _read(memory, _NEW)
    if going_on is not None and going_on.output == _real(output):
        with contextlib.suppress(OSError):
            if going_on.undoing != undoing:
                replace(memory / _NEW / _ABOUT, about, beside=memory / _MAKING)
        return going_on
    if "" in files.values():
        return None
    making = memory / _MAKING
    try:
        _clear(making)
        _clear(memory / _NEW)
        (making / _STORE).mkdir(parents=True)
        _second(output / NAME, making / _FILES, parts=making)
        (making / _ABOUT).write_bytes(about)
        patiently(lambda: making.rename(memory / _NEW))
    except OSError:
        return None
    return Earlier(output=_real(output), files=files, store=memory / _NEW / _STORE)


def end(memory: Path, output: Path, files: Mapping[str, str], kept: Earlier | None = None) -> None:
    """The build in `output` is whole, with these files: the one before it (`kept`, if `begin` has just given it) is now
    the one that is kept.

    If it is the very same again (a file that somebody had deleted was made anew), then the one before stays.
    """
    _clear(memory / _MAKING)
    if kept is None or not kept.store.is_dir():
        kept = _read(memory, _NEW)
    if kept is None:
        _clear(memory / _NEW)
    elif kept.output == _real(output):
        if kept.files == files:
            _clear(memory / _NEW)
            return
        _clear(memory / FOLDER)
        with contextlib.suppress(OSError):
            for part in (memory / _NEW).glob(f"*{_PART}"):  # of a copy that was broken off
                part.unlink()
            patiently(lambda: (memory / _NEW).rename(memory / FOLDER))


def forget(memory: Path, digests: Collection[str]) -> None:
    """Nothing is kept of files with these digests, and a build that is put back does without them.

    For photos that were taken out of the site's folder: nobody may find them here.
    """
    for name in (FOLDER, _NEW):
        folder = memory / name
        files = read_manifest(folder / _FILES)
        if files is None or not any(digest in digests for digest in files.values()):
            continue
        left = {path: digest for path, digest in files.items() if digest not in digests}
        with contextlib.suppress(OSError):
            write_manifest(folder / _FILES, left, beside=memory / _MAKING)
            for digest in set(files.values()) - set(left.values()):
                (folder / _STORE / digest).unlink(missing_ok=True)
    _clear(memory / _MAKING)


def kept_digests(memory: Path) -> frozenset[str]:
    """The digests of all files of the builds that are kept."""
    manifests = [read_manifest(memory / name / _FILES) or {} for name in (FOLDER, _NEW)]
    return frozenset(digest for files in manifests for digest in files.values())


def settle(memory: Path) -> None:
    """End what was broken off between the last file of a build and `end`: then the list in the output is whole, and
    another than before."""
    kept = _read(memory, _NEW)
    now = read_manifest(kept.output / NAME) if kept else None
    if kept is not None and now is not None and "" not in now.values() and now != kept.files:
        end(memory, kept.output, now)


def earlier(memory: Path) -> Earlier | None:
    """The build to go back to: the last one that was whole if another was broken off since, else the one before it.

    An undo that was broken off is gone on with.
    """
    settle(memory)
    broken_off, whole = _read(memory, _NEW), _read(memory, FOLDER)
    return whole if broken_off is None or (broken_off.undoing and whole is not None) else broken_off


def _read(memory: Path, name: str) -> Earlier | None:
    folder = memory / name
    files = read_manifest(folder / _FILES)
    if files is None:
        return None
    try:
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        place, undoing = _real(memory.parent / about["output"]), bool(about.get("undo"))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Earlier(output=place, files=files, store=folder / _STORE, broken_off=name == _NEW, undoing=undoing)


def _real(folder: Path) -> Path:
    return Path(os.path.realpath(folder))


def _said(memory: Path, output: Path) -> str:
    """Where a build is, as seen from the site: a site that was moved or copied must not find the one it was."""
    place, site = _real(output), _real(memory.parent)
    return place.relative_to(site).as_posix() if place.is_relative_to(site) else str(place)


def _second(file: Path, kept: Path, *, parts: Path) -> None:
    """A second name for the same file where the disk has such, else a copy, made in the folder `parts`: either way
    `file` itself is never gone, and `kept` is whole or not there. What has been kept already stays."""
    if os.path.lexists(kept):
        return
    try:
        os.link(file, kept)
    except (FileExistsError, FileNotFoundError):
        if not os.path.lexists(kept):
            raise
    except OSError:
        part = parts / f"{kept.name}-{os.getpid()}{_PART}"
        try:
            shutil.copyfile(file, part)
            patiently(lambda: part.replace(kept))
        finally:
            part.unlink(missing_ok=True)


def _clear(folder: Path) -> None:
    """Away with it, as far as that can be done."""
    if os.path.lexists(folder):
        shutil.rmtree(folder, ignore_errors=True)
