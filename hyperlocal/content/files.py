"""Every file of the site's folder that counts, and nothing that a computer left there by itself."""

from __future__ import annotations

import errno
import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from hyperlocal.content.found import Svg
from hyperlocal.content.source import TEXT_ENDINGS
from hyperlocal.encoding import decode
from hyperlocal.problems import Problem, error, warning
from hyperlocal.values import dataclass

MOST_FILES = 100_000
DEEPEST = 32
"""Folders inside each other, below content/ or static/."""
LONGEST = 1_000
"""Bytes of the longest path, from the site's folder on. The website is often built below another folder, and Linux
takes 4,096 in all."""

_JUNK = re.compile(
    r"(?:~\$.*|\._.*|thumbs\.db|ehthumbs\.db|desktop\.ini|\.ds_store|icon\r|.*~|#.*#|.*\.(?:swp|swo|bak|orig|tmp|part"
    r"|crdownload|lnk)|__macosx)$",
    re.IGNORECASE | re.DOTALL,
)
# Nearly no name begins or ends like one of those, and that is seen much faster.
_JUNK_STARTS = frozenset("~._#")
_JUNK_ENDS = frozenset("~#\r")
_JUNK_ENDINGS = frozenset({"db", "ini", "swp", "swo", "bak", "orig", "tmp", "part", "crdownload", "lnk"})
_CONFLICT = re.compile(r"conflicted copy|\.sync-conflict-|\bconflict(?:ed)? \d{4}", re.IGNORECASE)
# These are copies only of a text that lies beside them; else they may be names that somebody chose, and two photos
# that a phone sent at the same minute are no copies of each other.
_COPY = re.compile(
    r"(?: \(\d{1,2}\)| - copy(?: \(\d+\))?| copy(?: \d+)?"
    r"|-(?:desktop|laptop|pc)-[a-z0-9]+|-[a-z0-9]+s-(?:macbook|mac|pc)[a-z0-9-]*)$",
    re.IGNORECASE,
)
_COPY_SIGNS = ("conflict", "copy", ")", "-desktop-", "-laptop-", "-pc", "-mac")
"""Every name that one of the two patterns finds has one of these in it."""

_ELSEWHERE = re.compile(r"[\\\x00-\x1f\x7f-\x9f]|^[A-Za-z]:")
_JUNCTION = 0xA0000003
"""IO_REPARSE_TAG_MOUNT_POINT of Windows. The files of a cloud folder have other tags, and are files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file. `path` is relative to the site's folder, with forward slashes, in composed Unicode (NFC); `place` is
    where it lies on this computer; `drawing` what is published of an SVG, once it has been read."""

    path: str
    place: str
    drawing: Svg | None = None

    @property
    def file(self) -> Path:
        """Where it lies, as a Path."""
        return Path(self.place)

    @property
    def suffix(self) -> str:
        """The ending in small letters: `.jpg`; "" for `.well-known` and `Minutes.`."""
        name = self.path.rpartition("/")[2]
        stem, dot, ending = name.rpartition(".")
        return f".{ending.casefold()}" if dot and stem.strip(".") and ending else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """A folder to look into: where it lies, its path as `File.path` has it, and how many lie above it."""

    place: str
    path: str
    depth: int = 0


def files_below(folder: Path, part: str, *, most: int = MOST_FILES) -> tuple[tuple[File, ...], tuple[Problem, ...]]:
    """The files under `folder/part`, sorted by path, and what was left out and why. A missing folder is empty.

    Nothing is opened but folders, so no pipe or device can make it wait; links are followed to files of the site
    only. Raises OSError for a folder that cannot be opened: going on would take its pages off the site.
    """
    root = folder / part
    problems: list[Problem] = []
    if not root.is_dir() or (root.is_symlink() and not _leads_inside(str(root), part, folder, problems)):
        return (), tuple(problems)
    found = [File(path=path, place=place) for path, place in sorted(_walk(root, folder, problems, most))]
    names = {one.path for one in found}
    kept: dict[str, File] = {}
    for one in found:
        original = _original(one.path, names)
        if original is not None:
            problems.append(_conflict(one.path, original))
        elif kept.setdefault(one.path, one) is not one:
            problems.append(_twin(one.path))
    return tuple(kept.values()), tuple(problems)


def _walk(root: Path, folder: Path, problems: list[Problem], most: int) -> Iterator[tuple[str, str]]:
    """The path and place of each file: those of a folder by their names, then those of its folders."""
    count = 0
    waiting = [_Folder(place=str(root), path=root.name)]
    while waiting:
        here = waiting.pop()
        below: list[_Folder] = []
        for entry in _entries(here, problems):
            name = entry.name if entry.name.isascii() else _readable(entry.name)
            path = f"{here.path}/{name}"
            if _is_elsewhere(name):
                problems.append(_bad_name(path))
                continue
            if _is_link(entry):
                counts = _leads_inside(entry.path, path, folder, problems)
            elif entry.is_dir(follow_symlinks=False):
                below.append(_Folder(place=entry.path, path=path, depth=here.depth + 1))
                continue
            else:
                counts = _is_whole(entry, path, problems)
            if not counts:
                continue
            count += 1
            if count > most:
                problems.append(_too_many(root.name, most))
                return
            yield path, entry.path
        waiting.extend(reversed(below))


def _entries(here: _Folder, problems: list[Problem]) -> list[os.DirEntry[str]]:
    """What a folder holds, sorted by name, less what computers leave behind."""
    if here.depth > DEEPEST or len(here.path) > LONGEST:
        problems.append(_too_deep(here.path))
        return []
    try:
        with os.scandir(here.place) as found:
            return sorted((entry for entry in found if not _ignored(entry.name)), key=lambda entry: entry.name)
    except OSError as fault:
        if fault.errno != errno.ENAMETOOLONG:
            raise
    problems.append(_too_deep(here.path))
    return []


def _ignored(name: str) -> bool:
    if name[0] == ".":
        return name != ".well-known"
    suspect = name[0] in _JUNK_STARTS or name[-1] in _JUNK_ENDS
    return (suspect or name.rpartition(".")[2].casefold() in _JUNK_ENDINGS) and _JUNK.match(name) is not None


def _is_elsewhere(name: str) -> bool:
    """Whether a name would be a path on Windows, where somebody may unpack the website, or has codes for a terminal."""
    suspect = "\\" in name or name[1:2] == ":" or not name.isprintable()
    return suspect and _ELSEWHERE.search(name) is not None


def _is_link(entry: os.DirEntry[str]) -> bool:
    """Whether this is a symbolic link, or what Windows calls a junction."""
    if entry.is_symlink() or os.name != "nt":
        return entry.is_symlink()
    return getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0) == _JUNCTION


def _is_whole(entry: os.DirEntry[str], path: str, problems: list[Problem]) -> bool:
    """Whether this is an ordinary file whose path is not too long."""
    if not entry.is_file(follow_symlinks=False):
        if os.path.lexists(entry.path):  # else it has just gone
            problems.append(_not_a_file(path))
        return False
    if len(path) > LONGEST or (not path.isascii() and len(path.encode("utf-8", "replace")) > LONGEST):
        problems.append(_too_deep(path))
        return False
    return True


def _leads_inside(place: str, path: str, folder: Path, problems: list[Problem]) -> bool:
    """Whether a link leads to a file of the site: else it would publish somebody's other files, or hidden ones such as
    a key. content/ and static/ themselves may be links to folders."""
    target, root = Path(os.path.realpath(place)), folder.resolve()
    right = target.is_dir() if "/" not in path else target.is_file()
    if right and target.is_relative_to(root) and not any(map(_ignored, target.relative_to(root).parts)):
        return True
    problems.append(
        error(
            "link-out",
            path,
            None,
            "This is a link to a folder, or to what is missing or lies outside the site's folder, so it was left out.",
            "Put a copy of the file or the folder itself here.",
        )
    )
    return False


def _readable(name: str) -> str:
    # A name that is no UTF-8, as old zip files make them on Linux, would stop everything that prints it. The slash is
    # for names that begin with a byte order mark, which is then a part of them.
    return unicodedata.normalize("NFC", decode(b"/" + os.fsencode(name)).text[1:])


def _original(path: str, names: set[str]) -> str | None:
    """The file that this one is a stray copy of; the path itself where the name says it is one; None when it is not."""
    folded = path.casefold()
    if not any(sign in folded for sign in _COPY_SIGNS):
        return None
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


def _too_many(part: str, most: int) -> Problem:
    return error(
        "too-many-files",
        part,
        None,
        f"There are more than {most:,} files here; the rest were left out.",
        "Move what does not belong to the site somewhere else.",
    )


def _too_deep(path: str) -> Problem:
    shown = path if len(path) <= 200 else f"{path[:200]}…"
    return error(
        "folders-too-deep",
        shown,
        None,
        f"This lies more than {DEEPEST} folders deep, or its names are too long together, so it was left out.",
        "Move it nearer to the top, or give the folders shorter names.",
    )


def _bad_name(path: str) -> Problem:
    return error(
        "bad-name",
        path,
        None,
        "The name has a backslash, a drive letter or a control character in it, so this was left out: on some "
        "computers it would be a place somewhere else.",
        "Give it another name, of letters, digits and hyphens.",
    )


def _not_a_file(path: str) -> Problem:
    return error(
        "not-a-file", path, None, "This is not an ordinary file, so it was left out.", "Take it out of the folder."
    )
