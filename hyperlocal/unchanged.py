"""Is there anything to do? Decided from one look at the folder and a small table, with os, sys, time and json alone.

The table, `.hyperlocal/built.json`, is written when a build has ended well: size and time of every source, of all of
hyperlocal and of every output; the options; the versions; the span of time for which it holds; what there was to
say. A time is not trusted when the file had been written within two seconds of our looking at it, for some disks tell
no times in between (git knows this as “racily clean”): such a file is looked at, its bytes and all.
"""

from __future__ import annotations

import json
import os
import time

from hyperlocal import recipe

TYPE_CHECKING = False  # the one in `typing` costs more than all the rest of this
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    Rows = Mapping[str, Sequence[Any]]
    """path -> [size, time, what stands for its content, …]"""

MEMORY = ".hyperlocal"
TABLE = "built.json"
UNFINISHED = "unfinished.json"
"""The table of the build before, while another goes on: good for what did not change, not for “nothing to do”."""
OUTPUT = "_site"
FORMAT = 1

_SETTINGS = "site.yml"
_TEXTS = ("content", "static")
_THEME = ("templates", "static")
_RACY = 2_000_000_000
"""Nanoseconds within which a file's time may hide a second change: FAT counts in two seconds."""

Stat = tuple[int, int]
"""Size in bytes, time of the last change in nanoseconds."""


class Asked:
    """What was typed after `build`: the folder, where to, and all else that the website depends on."""

    def __init__(
        self, folder: str, output: str = "", base_url: str = "", portable: bool = False, strict: bool = False
    ) -> None:
        self.folder = folder
        self.output = os.path.abspath(output or os.path.join(folder, OUTPUT))
        # The folder too: a site without a title is called by its name.
        self.options = [os.path.realpath(folder), self.output, base_url, portable]
        self.strict = strict


def asked(arguments: Sequence[str]) -> Asked | None:
    """Read the arguments of `build`. None for everything that is not quite plain: then click reads them."""
    texts = {"--output": "", "--base-url": ""}
    flags = {"--portable": False, "--strict": False}
    folders: list[str] = []
    left = list(arguments)
    while left:
        word = left.pop(0)
        name, equals, value = word.partition("=")
        if name in texts and (equals or left):
            texts[name] = value if equals else left.pop(0)
        elif word in flags:
            flags[word] = True
        elif word.startswith("-") or folders:
            return None
        else:
            folders.append(word)
    folder = folders[0] if folders else "."
    try:
        return Asked(folder, texts["--output"], texts["--base-url"], flags["--portable"], flags["--strict"])
    except OSError:  # the folder in which we are is gone
        return None


def nothing_to_do(asked: Asked) -> dict[str, Any] | None:
    """The table of the last build, if another would give the very same; else None. Never raises."""
    try:
        table = read_table(asked.folder, TABLE)
        if table is None or table["options"] != asked.options or table["versions"] != recipe.versions():
            return None
        now = time.time_ns()
        if not table["from"] <= now < table["until"]:
            return None
        doubtful = _doubtful(table["code"], code(), table["scanned"])
        found = sources(asked.folder) | themes(asked.folder, table["themes"])
        doubtful += _doubtful(table["sources"], found, table["scanned"], asked.folder)
        doubtful += _doubtful(table["outputs"], _there(asked.output, table["outputs"]), table["saved"], asked.output)
        if any(not _is_still(file, digest) for file, digest in doubtful):
            return None
        if doubtful:
            save_table(asked.folder, {**table, "scanned": now, "saved": now})
        return table if isinstance(table["summary"], str) and isinstance(table["problems"], list) else None
    except (_Changed, LookupError, TypeError, ValueError, AttributeError, OSError):
        return None


def sentence(table: Mapping[str, Any], asked: Asked) -> str:
    """What to say when there is nothing to do."""
    here = os.getcwd() + os.sep
    where = asked.output.removeprefix(here)
    return f"{table['summary']} in {where}. Nothing has changed since the last build, so there was nothing to do.\n"


def read_table(folder: str, *names: str) -> dict[str, Any] | None:
    """The first of these tables that is there and can be read."""
    for name in names:
        try:
            with open(os.path.join(folder, MEMORY, name), encoding="utf-8") as file:
                table = json.load(file)
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(table, dict) and table.get("format") == FORMAT:
            return table
    return None


def save_table(folder: str, table: Mapping[str, Any], *, whole: bool = True) -> None:
    """Keep the table of a build that has ended well. Where nothing can be written, nothing is remembered.

    A build is not `whole` that had to leave out what another may find, though no file changes: then there is something
    to do next time too.
    """
    place = os.path.join(folder, MEMORY)
    temporary = os.path.join(place, f"{TABLE}-{os.getpid()}.tmp")
    try:
        os.makedirs(place, exist_ok=True)
        with open(temporary, "w", encoding="utf-8", errors="surrogatepass") as file:
            # Not json.dump: that would go about it piece by piece, in Python.
            file.write(json.dumps({"format": FORMAT, **table}, separators=(",", ":")))
        os.replace(temporary, os.path.join(place, TABLE if whole else UNFINISHED))
        os.unlink(os.path.join(place, UNFINISHED if whole else TABLE))
    except FileNotFoundError:
        pass
    except OSError:
        drop_table(folder)  # and what there is of the new one


def drop_table(folder: str, *, keep: bool = False) -> None:
    """From now on the table does not say “nothing to do”. `keep` leaves what it knows for the build that goes on."""
    place = os.path.join(folder, MEMORY)
    try:
        for name in os.listdir(place):
            if name.startswith(f"{TABLE}-"):  # of a build that was broken off
                os.unlink(os.path.join(place, name))
        if keep:
            os.replace(os.path.join(place, TABLE), os.path.join(place, UNFINISHED))
        else:
            os.unlink(os.path.join(place, TABLE))
    except OSError:
        pass


def sources(folder: str) -> dict[str, Stat]:
    """Size and time of every file that a site can be made of, by its path in the folder."""
    found: dict[str, Stat] = {}
    _look_at(os.path.join(folder, _SETTINGS), _SETTINGS, found)
    for name in _TEXTS:
        _scan(os.path.join(folder, name), name, found, _is_no_text)
    _scan(os.path.join(folder, "themes"), "themes", found, _is_nothing)
    _scan(os.path.join(folder, "templates"), "templates", found, _is_nothing, set())
    return found


def themes(folder: str, names: Iterable[str]) -> dict[str, Stat]:
    """The same of the theme and its parents, of these names, wherever in the folder they lie or would lie, and of what
    they are linked to."""
    found: dict[str, Stat] = {}
    for name in names:
        for place in (name, f"themes/{name}"):
            _look_at(os.path.join(folder, place, "theme.yml"), f"{place}/theme.yml", found)
            for part in _THEME:
                _scan(os.path.join(folder, place, part), f"{place}/{part}", found, _is_nothing, set())
    return found


def code() -> dict[str, Stat]:
    """Size and time of every file of hyperlocal itself: whoever changes a line of it must see what that does."""
    found: dict[str, Stat] = {}
    _scan(recipe.HERE, "hyperlocal", found, _is_compiled)
    if not os.path.isdir(os.path.join(recipe.HERE, "themes")):
        _scan(os.path.join(os.path.dirname(recipe.HERE), "themes"), "themes", found, _is_compiled)
    return found


def is_racy(modified: int, looked: int) -> bool:
    """Whether a file may have been changed again after `looked` without its time telling."""
    return modified > looked - _RACY


class _Changed(Exception):
    """Something is not as it was."""


def _is_no_text(name: str) -> bool:
    """What content/ and static/ are read without."""
    return name.startswith(".") and name != ".well-known"


def _is_nothing(name: str) -> bool:
    """A template may take in any file."""
    return False


def _is_compiled(name: str) -> bool:
    return name == "__pycache__"


def _scan(
    folder: str, name: str, found: dict[str, Stat], left_out: Callable[[str], bool], linked: set[str] | None = None
) -> None:
    """Everything below a folder. Links to folders are followed only where `linked` is given, which holds those that
    have been followed: a theme is read through them, and content is not."""
    try:
        entries = os.scandir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return
    with entries:
        for entry in entries:
            if left_out(entry.name):
                continue
            path = f"{name}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                _scan(entry.path, path, found, left_out, linked)
                continue
            if linked is not None and entry.is_dir():
                real = os.path.realpath(entry.path)
                if real not in linked:
                    linked.add(real)
                    _scan(entry.path, path, found, left_out, linked)
                continue
            try:
                told = entry.stat()
            except OSError:
                _look_at(entry.path, path, found)
                continue
            found[path] = (told.st_size, told.st_mtime_ns)


def _look_at(file: str, path: str, found: dict[str, Stat]) -> None:
    """Size and time of one file, if it is there; of the link itself, if that leads nowhere."""
    for look in (os.stat, os.lstat):
        try:
            told = look(file)
        except OSError:
            continue
        found[path] = (told.st_size, told.st_mtime_ns)
        return


def _there(folder: str, rows: Rows) -> Iterator[tuple[str, Stat]]:
    """Size and time of each output that the table names. Raises OSError when one has gone."""
    root = folder + os.sep
    for path in rows:
        told = os.lstat(root + path)
        yield path, (told.st_size, told.st_mtime_ns)


def _doubtful(
    rows: Rows, found: dict[str, Stat] | Iterator[tuple[str, Stat]], looked: int, folder: str = ""
) -> list[tuple[str, str]]:
    """(file, digest) of those that are as they were, but whose time proves nothing. Raises `_Changed` for others."""
    doubtful = []
    known = 0
    for path, (size, modified) in found.items() if isinstance(found, dict) else found:
        row = rows.get(path)
        if row is None or row[0] != size or row[1] != modified:
            raise _Changed
        known += 1
        if is_racy(modified, looked):
            doubtful.append((os.path.join(folder, path), str(row[2])))
    if known != len(rows):
        raise _Changed
    return doubtful


def _is_still(file: str, digest: str) -> bool:
    """Whether a file has the content for which the digest stands; "" is that of a file nobody has looked into."""
    from hashlib import blake2b  # noqa: PLC0415 - seldom needed

    with open(file, "rb") as opened:
        return bool(digest) and blake2b(opened.read(), digest_size=16).hexdigest() == digest
