"""Every file of the site's folder that counts, and nothing that a computer left there by itself."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from hyperlocal.content.source import TEXT_ENDINGS
from hyperlocal.encoding import decode
from hyperlocal.problems import Problem, error, warning

_JUNK = re.compile(
    r"(?:~\$.*|\._.*|thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|icon\r|.*~|#.*#|.*\.(?:swp|swo|bak|orig|tmp|part"
    r"|crdownload|lnk)|__macosx)$",
    re.IGNORECASE,
)
_CONFLICT = re.compile(r"conflicted copy|\.sync-conflict-|\bconflict(?:ed)? \d{4}", re.IGNORECASE)
# These are copies only of a text that lies beside them; else they may be names that somebody chose, and two photos
# that a phone sent at the same minute are no copies of each other.
_COPY = re.compile(
    r"(?: \(\d{1,2}\)| - copy(?: \(\d+\))?| copy(?: \d+)?"
    r"|-(?:desktop|laptop|pc)-[a-z0-9]+|-[a-z0-9]+s-(?:macbook|mac|pc)[a-z0-9-]*)$",
    re.IGNORECASE,
)
_MOST_FILES = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file. `path` is relative to the site's folder, with forward slashes, in composed Unicode (NFC)."""

    path: str
    file: Path

    @property
    def suffix(self) -> str:
        """The ending in small letters: `.jpg`."""
        return PurePosixPath(self.path).suffix.casefold()


def files_below(folder: Path, part: str) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files under `folder/part`, sorted by path, and what was left out and why. A missing folder is empty."""
    root = folder / part
    problems: list[Problem] = []
    if not root.is_dir() or not _inside(root, folder, problems):
        return (), tuple(problems)
    found = [File(path=_posix(folder, path), file=path) for path in _walk(root, folder, problems)]
    names = {one.path for one in found}
    kept: dict[str, File] = {}
    for one in sorted(found, key=lambda one: (one.path, str(one.file))):
        original = _original(one.path, names)
        if original is not None:
            problems.append(_conflict(one.path, original))
        elif kept.setdefault(one.path, one) is not one:
            problems.append(_twin(one.path))
    return tuple(kept.values()), tuple(problems)


def _give_up(fault: OSError) -> None:
    """A folder that cannot be opened is not an empty one: going on would take its pages off the site."""
    raise fault


def _walk(root: Path, folder: Path, problems: list[Problem]) -> Iterator[Path]:
    count = 0
    for directory, folders, names in os.walk(root, onerror=_give_up):
        folders[:] = sorted(
            name for name in folders if not _ignored(name) and _inside(Path(directory, name), folder, problems)
        )
        for name in sorted(names):
            path = Path(directory, name)
            if _ignored(name) or not _inside(path, folder, problems):
                continue
            count += 1
            if count > _MOST_FILES:
                problems.append(
                    error(
                        "too-many-files",
                        _posix(folder, root),
                        None,
                        f"There are more than {_MOST_FILES:,} files here; the rest were left out.",
                        "Move what does not belong to the site somewhere else.",
                    )
                )
                return
            if path.is_file():
                yield path
            elif path.exists():  # else it has just gone
                problems.append(
                    error(
                        "not-a-file",
                        _posix(folder, path),
                        None,
                        "This is not an ordinary file, so it was left out.",
                        "Take it out of the folder.",
                    )
                )


def _ignored(name: str) -> bool:
    return bool(_JUNK.match(name)) or (name.startswith(".") and name != ".well-known")


def _inside(path: Path, folder: Path, problems: list[Problem]) -> bool:
    """Whether a path really lies in the folder: a link that leads out of it would publish somebody's other files."""
    if not path.is_symlink():
        return True
    target = path.resolve()
    root = path.parent == folder
    if target.is_relative_to(folder.resolve()) and (path.is_dir() if root else path.is_file()):
        return True
    problems.append(
        error(
            "link-out",
            _posix(folder, path),
            None,
            "This is a link to a folder, or to what is missing or lies outside the site's folder, so it was left out.",
            "Put a copy of the file or the folder itself here.",
        )
    )
    return False


def _posix(folder: Path, path: Path) -> str:
    # A name that is no UTF-8, as old zip files make them on Linux, would stop everything that prints it.
    name = decode(os.fsencode(path.relative_to(folder).as_posix())).text
    return unicodedata.normalize("NFC", name)


def _original(path: str, names: set[str]) -> str | None:
    """The file that this one is a stray copy of; the path itself where the name says it is one; None when it is not."""
    pure = PurePosixPath(path)
    if _CONFLICT.search(pure.name):
        return path
    stem, replaced = _COPY.subn("", pure.stem)
    if not replaced or not stem or pure.suffix.casefold() not in TEXT_ENDINGS:
        return None
    original = str(pure.with_name(stem + pure.suffix))
    return original if original in names else None


def _conflict(path: str, original: str) -> Problem:
    other = "" if original == path else f" of {PurePosixPath(original).name}"
    return warning(
        "sync-copy",
        path,
        None,
        f"This looks like a second copy{other} that a cloud folder or a computer made, so it was left out.",
        "Open both, keep the words you want in one file, and delete the other (or give it another name).",
    )


def _twin(path: str) -> Problem:
    return error(
        "same-address",
        path,
        None,
        "Two files have this very name, which only this computer can tell apart. One of them was left out.",
        "Give one of them another name.",
    )
