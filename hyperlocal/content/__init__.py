"""What people wrote: `load(folder)` reads every file once and gives Content, with every problem found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import unquote

from hyperlocal.content.files import File, files_below
from hyperlocal.content.limits import unread
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.photo import PHOTO_ENDINGS, Looker, Photo, PhotoJob, look_at_all
from hyperlocal.content.post import Post
from hyperlocal.content.reading import KINDS, Reader, TextJob, digest_of, read_all
from hyperlocal.content.remarks import unknown_keys
from hyperlocal.content.source import TEXT_ENDINGS, Written
from hyperlocal.disk import MOST, read_file
from hyperlocal.encoding import composed
from hyperlocal.problems import Problem, error, nearest
from hyperlocal.values import dataclass

_ALSO = {"organizations": "organisations", "news": "posts", "post": "posts", "page": "pages"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything in the folder. `files` holds all that is not text under content/ (photos too), by path; `photos`
    those that a text shows and that could be read; `static` what lies in static/, `static_photos` its photos."""

    posts: tuple[Post, ...]
    pages: tuple[Page, ...]
    organisations: tuple[Organisation, ...]
    files: Mapping[str, File]
    photos: Mapping[str, Photo]
    static: tuple[File, ...]
    static_photos: Mapping[str, Photo]
    problems: tuple[Problem, ...]


_MOST_OF_A_PHOTO = 300_000_000
"""Bytes of the largest photo that is opened."""


def read_digest(file: File) -> str:
    """The digest of a file's bytes, read now. Raises OSError."""
    return digest_of(read_file(file.place, MOST if file.suffix in TEXT_ENDINGS else _MOST_OF_A_PHOTO))


def load(
    folder: Path,
    *,
    trusted: bool = False,
    digest: Callable[[File], str] = read_digest,
    read: Reader = read_all,
    look: Looker = look_at_all,
    logo: str = "",
) -> Content:
    """Read the folder. `trusted` publishes raw HTML as it is.

    `digest` names the bytes of a file; `read` and `look` turn many texts and photos at once into what they are.
    `logo` is what the settings name as the site's logo.
    """
    found, problems = files_below(folder, "content")
    static, more = files_below(folder, "static")
    problems += more
    jobs: list[TextJob] = []
    others: dict[str, File] = {}
    for file in found:
        kind = _kind(file)
        if kind in KINDS:
            try:
                jobs.append(TextJob(file=file, kind=kind, trusted=trusted, digest=digest(file)))
            except OSError as fault:
                problems += (unread(file.path, fault),)
        elif file.suffix in TEXT_ENDINGS and file.suffix != ".txt":
            problems += (_no_such_kind(file),)
        else:
            others[file.path] = file
    texts = read(jobs)
    written = [one.written for one in texts if one.written is not None]
    photos, told = _looked_at(_named(others, written, logo), digest, look)
    static_photos, told_static = _looked_at([f for f in static if f.suffix in PHOTO_ENDINGS], digest, look)
    unknown = unknown_keys(key for one in texts for key in one.unknown)
    return Content(
        posts=tuple(one for one in written if isinstance(one, Post)),
        pages=tuple(one for one in written if isinstance(one, Page)),
        organisations=tuple(one for one in written if isinstance(one, Organisation)),
        files=others,
        photos=photos,
        static=static,
        static_photos=static_photos,
        problems=(*problems, *(p for one in texts for p in one.problems), *told, *told_static, *unknown),
    )


def _kind(file: File) -> str:
    """The kind of a text by its folder; "" for photos and other files."""
    if file.suffix not in TEXT_ENDINGS:
        return ""
    parts = file.path.split("/", 2)
    if len(parts) == 2:
        return "pages"
    folder = parts[1].casefold()
    return _ALSO.get(folder, folder)


def _no_such_kind(file: File) -> Problem:
    folder = file.path.split("/")[1]
    near = nearest(folder, tuple(KINDS))
    known = ", ".join(f"content/{kind}" for kind in KINDS)
    return error(
        "no-such-folder",
        file.path,
        None,
        f"Texts in content/{folder} are not published: the folders that are read are {known}.",
        f"Did you mean content/{near}? Move the file there." if near else "Move the file to one of them.",
    )


def _named(others: Mapping[str, File], written: Iterable[Written], logo: str) -> list[File]:
    """The photos that some text names, and the site's logo. Others are not opened, and not published."""
    names = {_name_in(logo)} if logo else set()
    for one in written:
        for reference in one.document.references:
            names.add(_name_in(reference.target))
        if one.image:
            names.add(_name_in(one.image))
    return [
        file
        for file in others.values()
        if file.suffix in PHOTO_ENDINGS and file.path.rpartition("/")[2].casefold() in names
    ]


def _name_in(target: str) -> str:
    name = re.split(r"[/\\]", unquote(re.split(r"[?#]", target)[0]))[-1]
    return composed(name).casefold()


def _looked_at(
    files: Iterable[File], digest: Callable[[File], str], look: Looker
) -> tuple[dict[str, Photo], list[Problem]]:
    jobs = []
    for file in files:
        try:
            jobs.append(PhotoJob(path=file.path, file=file.file, digest=digest(file)))
        except OSError:
            jobs.append(PhotoJob(path=file.path, file=file.file, digest=""))
    photos: dict[str, Photo] = {}
    problems: list[Problem] = []
    for job, seen in zip(jobs, look(jobs), strict=True):
        if isinstance(seen, Photo):
            photos[job.path] = seen
        else:
            problems.append(error("bad-photo", job.path, None, f"{seen.message} It was left out.", seen.remedy))
    return photos, problems
