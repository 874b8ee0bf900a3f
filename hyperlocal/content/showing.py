"""Which photos the texts show: only these are opened, and published."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import unquote

from hyperlocal.content.files import File
from hyperlocal.content.photo import PHOTO_ENDINGS
from hyperlocal.content.source import Written
from hyperlocal.encoding import composed

GALLERY = "gallery"
"""The tag of a reference to a folder of photos."""


def shown(files: Mapping[str, File], written: Iterable[Written], logo: str = "") -> list[File]:
    """The files that some text names: photos, drawings, documents; the photos in a folder that it names; the logo."""
    names = {_name_in(logo)} if logo else set()
    folders: set[str] = set()
    for one in written:
        for reference in one.document.references:
            if reference.tag == GALLERY:
                folders.update(folder.casefold() for folder in folders_meant(reference.target, one.source.path))
            elif not reference.target.startswith(("https://", "http://")):
                names.add(_name_in(reference.target))
        if one.image:
            names.add(_name_in(one.image))
    return [
        file
        for file in files.values()
        if file.path.rpartition("/")[2].casefold() in names
        or (file.suffix in PHOTO_ENDINGS and file.path.rpartition("/")[0].casefold() in folders)
    ]


def folders_meant(typed: str, path: str) -> Iterator[str]:
    """The folders that a gallery in the text at `path` may mean, the likeliest first: one beside the text, in
    content/photos, from the site's folder on, in static, in content."""
    wanted = composed(typed.strip().replace("\\", "/"))
    if not wanted.startswith("/"):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted))
        yield posixpath.normpath(posixpath.join("content/photos", wanted))
    wanted = wanted.strip("/")
    yield posixpath.normpath(wanted)
    yield posixpath.normpath(f"static/{wanted}")
    yield posixpath.normpath(f"content/{wanted}")


def by_folder(files: Iterable[File]) -> dict[str, list[str]]:
    """The paths of the photos in each folder."""
    folders: dict[str, list[str]] = {}
    for file in files:
        if file.suffix in PHOTO_ENDINGS:
            folders.setdefault(file.path.rpartition("/")[0], []).append(file.path)
    return folders


@lru_cache(maxsize=65_536)
def _name_in(target: str) -> str:
    name = re.split(r"[/\\]", unquote(re.split(r"[?#]", target)[0]))[-1]
    return composed(name).casefold()
