"""Where a first build is made, so that nobody sees it before it is whole: beside its place, and then renamed.

Where an empty folder is waiting, it is made inside it and moved out of there: the folder itself stays, for a web server
may be looking at it, and it has rights of its own.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from hyperlocal.output.manifest import NAME, STAGING, patiently, write_manifest


def stage_for(folder: Path) -> Path | None:
    """The folder to make a first build in, which is not there yet. None when something is in the place already.

    What a build that was broken off has left behind goes. Raises OSError where that cannot be done.
    """
    beside = folder.parent / f".{folder.name}{STAGING}"
    if os.path.lexists(beside):
        shutil.rmtree(beside)
    if not os.path.lexists(folder):
        return beside
    if folder.is_dir() and not any(one.name != STAGING for one in folder.iterdir()):
        shutil.rmtree(folder / STAGING, ignore_errors=True)
        return folder / STAGING
    return None


def show(stage: Path, folder: Path, digests: Mapping[str, str]) -> None:
    """Move the finished files into their place, with the list of them (see `manifest`).

    Raises OSError where that cannot be done, and when something has come into the place meanwhile.
    """
    if stage.parent != folder:
        write_manifest(stage / NAME, digests)
        patiently(lambda: stage.rename(folder))
        return
    names = sorted(one.name for one in stage.iterdir())
    for name in names:
        if os.path.lexists(folder / name):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(folder / name))
    write_manifest(folder / NAME, dict.fromkeys(digests, ""), beside=stage)
    for name in names:
        _move(stage / name, folder / name)
    write_manifest(folder / NAME, digests, beside=stage)
    shutil.rmtree(stage, ignore_errors=True)


def _move(old: Path, new: Path) -> None:
    patiently(lambda: old.rename(new))
