"""What people wrote: `load(folder)` reads every file once and gives Content, with every problem found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from hyperlocal.content.files import File, files_below
from hyperlocal.content.limits import bounded, left_out, unread
from hyperlocal.content.markup import Converter, Document, Text, Unconvertible
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.photo import PHOTO_ENDINGS, NotAPhoto, Photo, inspect
from hyperlocal.content.post import Post
from hyperlocal.content.raw import RawText, date_of, read_raw
from hyperlocal.content.remarks import double_encoded, remarks, unknown_keys
from hyperlocal.content.source import TEXT_ENDINGS, Source, Written, named, source_of
from hyperlocal.encoding import composed
from hyperlocal.problems import Problem, error, nearest
from hyperlocal.timelimit import TooLong

KINDS: Mapping[str, type[Written]] = {"posts": Post, "pages": Page, "organisations": Organisation}
"""Each kind of text has a folder under content/. A new kind is one module and one line here."""

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


def convert_all(texts: Sequence[Text]) -> Sequence[Document | Unconvertible]:
    """The plain converter: one after the other, none for ever."""
    return [bounded(text) for text in texts]


def load(folder: Path, *, trusted: bool = False, convert: Converter = convert_all) -> Content:
    """Read the folder. `trusted` publishes raw HTML as it is; `convert` turns many texts into Documents at once."""
    found, problems = files_below(folder, "content")
    static, more = files_below(folder, "static")
    problems += more
    raw: list[RawText] = []
    others: dict[str, File] = {}
    for file in found:
        kind = _kind(file)
        if kind in KINDS:
            try:
                raw.append(read_raw(file, kind, KINDS[kind]))
            except (OSError, TooLong) as fault:
                problems += (unread(file.path, fault),)
        elif file.suffix in TEXT_ENDINGS and file.suffix != ".txt":
            problems += (_no_such_kind(file),)
        else:
            others[file.path] = file
    documents = convert([Text(body=r.text, title=r.reading.values.get("title", ""), trusted=trusted) for r in raw])
    written: list[Written] = []
    for one, document in zip(raw, documents, strict=True):
        value, told = _whole(one, document)
        problems += (*one.head.problems, *one.reading.problems, *told)
        written += [value] if value else []
    photos, told = _photos(others, written)
    static_photos, told_static = _inspected([f for f in static if f.suffix in PHOTO_ENDINGS])
    return Content(
        posts=tuple(one for one in written if isinstance(one, Post)),
        pages=tuple(one for one in written if isinstance(one, Page)),
        organisations=tuple(one for one in written if isinstance(one, Organisation)),
        files=others,
        photos=photos,
        static=static,
        static_photos=static_photos,
        problems=(*problems, *told, *told_static, *unknown_keys(raw, KINDS)),
    )


def _kind(file: File) -> str:
    """The kind of a text by its folder; "" for photos and other files."""
    if file.suffix not in TEXT_ENDINGS:
        return ""
    parts = PurePosixPath(file.path).parts
    if len(parts) == 2:
        return "pages"
    folder = parts[1].casefold()
    return _ALSO.get(folder, folder)


def _whole(raw: RawText, document: Document | Unconvertible) -> tuple[Written | None, Sequence[Problem]]:
    """The value, if it can be whole, and what there is to say about its text."""
    path = raw.file.path
    if isinstance(document, Unconvertible):
        return None, [left_out(path, raw.head.body_line, document)]
    problems = [*remarks(raw, document), *double_encoded(raw)]
    _, folders, stem = source_of(path)
    values: dict[str, Any] = dict(raw.reading.values)
    whole = raw.reading.whole
    if raw.kind == "posts":
        date, told = date_of(raw, stem)
        problems += told
        values["date"] = date
        whole = whole and date is not None
    if not whole:
        return None, problems
    values["title"] = values.get("title") or document.title or named(stem)
    source = Source(
        path=path, kind=raw.kind, folders=folders, stem=stem, lines=raw.reading.lines, body_line=raw.head.body_line
    )
    return KINDS[raw.kind](**values, source=source, document=document), problems


def _no_such_kind(file: File) -> Problem:
    folder = PurePosixPath(file.path).parts[1]
    near = nearest(folder, tuple(KINDS))
    known = ", ".join(f"content/{kind}" for kind in KINDS)
    return error(
        "no-such-folder",
        file.path,
        None,
        f"Texts in content/{folder} are not published: the folders that are read are {known}.",
        f"Did you mean content/{near}? Move the file there." if near else "Move the file to one of them.",
    )


def _photos(others: Mapping[str, File], written: Iterable[Written]) -> tuple[dict[str, Photo], list[Problem]]:
    """The photos that some text names. Others are not opened, and not published."""
    names: set[str] = set()
    for one in written:
        targets = [reference.target for reference in one.document.references]
        for target in [*targets, one.image]:
            name = re.split(r"[/\\]", unquote(re.split(r"[?#]", target)[0]))[-1]
            names.add(composed(name).casefold())
    return _inspected(
        [
            file
            for file in others.values()
            if file.suffix in PHOTO_ENDINGS and PurePosixPath(file.path).name.casefold() in names
        ]
    )


def _inspected(files: Iterable[File]) -> tuple[dict[str, Photo], list[Problem]]:
    photos: dict[str, Photo] = {}
    problems: list[Problem] = []
    for file in files:
        try:
            photos[file.path] = inspect(file.path, file.file)
        except NotAPhoto as fault:
            problems.append(error("bad-photo", file.path, None, f"{fault.message} It was left out.", fault.remedy))
    return photos, problems
