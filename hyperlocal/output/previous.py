"""The build before: what was replaced or removed since is kept, so that `hyperlocal undo` can put it back.

    .hyperlocal/previous/      about.json     where that build was
                               manifest.json  all its files, with their digests
                               files/         those of them that are no longer there as they were
    .hyperlocal/previous-new/  the same, while a build goes on; it takes the place of the other when that has ended well

A build that was broken off leaves its previous-new/: the next one goes on with it, so that what is kept is the last
build that was whole.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from hyperlocal.output.manifest import NAME, STAGING, Way, read_manifest, replace, write_manifest
from hyperlocal.problems import Problem, Stop, error

FOLDER = "previous"
_NEW = "previous-new"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeper:
    """Keeps the build that is in the folder `output`, while another takes its place. `memory` is the site's
    .hyperlocal/."""

    memory: Path
    output: Path

    def begin(self) -> None:
        """Note what there is, unless a build that was broken off has done so already."""
        new = self.memory / _NEW
        about = json.dumps({"output": str(self.output.resolve())})
        with contextlib.suppress(OSError):
            if (new / "about.json").read_text(encoding="utf-8") == about and (new / "manifest.json").is_file():
                return
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(parents=True, exist_ok=True)
        _same(self.output / NAME, new / "manifest.json")
        replace(new / "about.json", about.encode())

    def keep(self, path: str) -> None:
        """Keep one file, which is about to be replaced or removed."""
        kept = self.memory / _NEW / "files" / path
        if not os.path.lexists(kept):
            kept.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileNotFoundError):
                _same(self.output / path, kept)

    def end(self, *, changed: bool) -> None:
        """The new build is whole: the one before it is now the one that is kept. If nothing changed, all stays."""
        new, old = self.memory / _NEW, self.memory / FOLDER
        if changed or (new / "files").exists():
            gone = self.memory / f"{FOLDER}-old"
            shutil.rmtree(gone, ignore_errors=True)
            with contextlib.suppress(FileNotFoundError):
                old.rename(gone)
            new.rename(old)
            shutil.rmtree(gone, ignore_errors=True)
        else:
            shutil.rmtree(new, ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What `restore` did: in which folder, and the paths that came back, and those that went."""

    output: Path
    back: tuple[str, ...]
    removed: tuple[str, ...]


def restore(memory: Path) -> Restored:
    """Put the build before back, byte for byte. What is there now is kept in its turn: doing it twice changes nothing.

    Raises `Stop` when there is none, or when it can no longer be put together; then nothing has been changed.
    """
    old = memory / FOLDER
    before = read_manifest(old / "manifest.json")
    output = _where(old / "about.json")
    if before is None or output is None:
        raise Stop(_nothing_kept())
    now = read_manifest(output / NAME) or {}
    way = Way(output)
    kept = {path: old / "files" / path for path in before if (old / "files" / path).is_file() and way.is_free(path)}
    lost = [path for path, digest in before.items() if _digest(kept.get(path, output / path)) != digest]
    if lost:
        raise Stop(_no_longer_whole(len(lost), lost[0]))
    data = {path: file.read_bytes() for path, file in kept.items()}
    removed = tuple(path for path in now if path not in before and way.is_free(path) and (output / path).is_file())
    keeper = Keeper(memory=memory, output=output)
    keeper.begin()
    for path in (*data, *removed):
        keeper.keep(path)
    write_manifest(output / NAME, now | before)
    for path, content in data.items():
        replace(output / path, content, beside=output / STAGING)
    for path in removed:
        remove(output, path)
    write_manifest(output / NAME, before)
    shutil.rmtree(output / STAGING, ignore_errors=True)
    keeper.end(changed=True)
    return Restored(output=output, back=tuple(data), removed=removed)


def remove(folder: Path, path: str) -> None:
    """Take a file away, and the folders that are empty then."""
    (folder / path).unlink()
    parts = path.split("/")[:-1]
    for length in range(len(parts), 0, -1):
        try:
            folder.joinpath(*parts[:length]).rmdir()
        except OSError:
            break


def _same(file: Path, kept: Path) -> None:
    """A second name for the same file where the disk has such, else a copy: either way `file` itself is never gone."""
    try:
        os.link(file, kept)
    except FileExistsError:
        pass
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(file, kept)


def _where(file: Path) -> Path | None:
    try:
        return Path(json.loads(file.read_text(encoding="utf-8"))["output"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _digest(file: Path) -> str:
    try:
        return blake2b(file.read_bytes(), digest_size=16).hexdigest()
    except OSError:
        return ""


def _nothing_kept() -> Problem:
    return error(
        "nothing-to-undo",
        "",
        None,
        "There is no earlier build to go back to: the one before the last is kept, once there have been two.",
        "Nothing to do. To make the website again, type:  hyperlocal build",
    )


def _no_longer_whole(count: int, path: str) -> Problem:
    files = "1 file of it is" if count == 1 else f"{count:,} files of it are"
    return error(
        "nothing-to-undo",
        path,
        None,
        f"The earlier build cannot be put back as it was: {files} gone or changed. So nothing was changed.",
        "Make the website from your texts again:  hyperlocal build",
    )
