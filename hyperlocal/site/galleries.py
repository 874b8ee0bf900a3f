"""`[gallery: summer-fair]` in a text: the photos of a folder, in order, with their words."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from hyperlocal.content.markup import Reference
from hyperlocal.content.photo import PHOTO_ENDINGS
from hyperlocal.content.showing import folders_meant
from hyperlocal.content.source import Source
from hyperlocal.problems import Problem, error, nearest
from hyperlocal.site.addresses import file_address, static_address
from hyperlocal.site.links import Found, Map
from hyperlocal.site.target import NOWHERE, Exhibit, Leads, Target
from hyperlocal.site.wording import words_for


def resolve_gallery(reference: Reference, source: Source, places: Map) -> Found:
    """The photos that a gallery in the text `source` shows, and what is wrong with it."""
    line = source.body_line + reference.line - 1
    wanted = [folder.casefold() for folder in folders_meant(reference.target, source.path)]
    folder = next((places.folders[one] for one in wanted if one in places.folders), None)
    if folder is None:
        return NOWHERE, (_no_folder(reference.target, source, line, places, wanted),)
    paths = [path for path in _ordered(folder, places) if places.photo(path) is not None]
    exhibits = tuple(_exhibit(path, places) for path in paths)
    # Photos that cannot be shown have been told of, each with its own name.
    return (
        Target(leads=Leads.GALLERY, path=posixpath.dirname(folder[0]), exhibits=exhibits) if exhibits else NOWHERE
    ), ()


def natural(name: str) -> tuple[tuple[bool, int, str], ...]:
    """Sorts names as people do: IMG_2 before IMG_10, numbers before letters, whatever their capitals."""
    pieces = re.findall(r"[0-9]+|[^0-9]+", name.casefold())
    return tuple((False, int(piece), "") if piece[0] in "0123456789" else (True, 0, piece) for piece in pieces)


def _ordered(paths: Sequence[str], places: Map) -> list[str]:
    """As photos.txt has them, then those that it does not name."""
    named = [path for path in places.content.notes if path in set(paths)]
    others = sorted(set(paths) - set(named), key=lambda path: (natural(PurePosixPath(path).name), path))
    return [*named, *others]


def _exhibit(path: str, places: Map) -> Exhibit:
    photo = places.photo(path)
    assert photo is not None
    note = places.content.notes.get(path)
    static = places.static.get(path)
    address = static_address(static, photo) if static else file_address(places.content.files[path], photo.ending)
    return Exhibit(
        photo=photo, address=address, alt=words_for(path, places.content.notes), caption=note.caption if note else ""
    )


def _no_folder(typed: str, source: Source, line: int, places: Map, wanted: Sequence[str]) -> Problem:
    parts = set(places.content.files) | set(places.static)
    there = next((one for one in wanted if any(path.casefold().startswith(f"{one}/") for path in parts)), None)
    if there is not None:
        return error(
            "empty-gallery",
            source.path,
            line,
            f"There are no photos in the folder {there}, so none are shown.",
            f"Put photos into it whose names end in {', '.join(sorted(PHOTO_ENDINGS)[-4:])} or the like.",
        )
    names = {PurePosixPath(paths[0]).parent.name: PurePosixPath(paths[0]).parent for paths in places.folders.values()}
    near = nearest(PurePosixPath(typed.rstrip("/\\")).name, tuple(names))
    return error(
        "no-such-gallery",
        source.path,
        line,
        f"There is no folder of photos called “{typed[:80]}” beside this text or in content/photos.",
        f"Did you mean  [gallery: {_shortest(str(names[near]), source)}]"
        if near
        else "Make a folder with the photos, and write its name here.",
    )


def _shortest(folder: str, source: Source) -> str:
    if folder.startswith("content/photos/"):
        return folder.removeprefix("content/photos/")
    return posixpath.relpath(folder, posixpath.dirname(source.path))
