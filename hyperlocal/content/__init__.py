"""What people wrote: `load(folder)` reads every file once and gives Content, with every problem found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from hyperlocal.content.beside import as_published, drawn, looked_at, read_documents, read_svgs, searched
from hyperlocal.content.consent import Consent
from hyperlocal.content.files import File, files_below
from hyperlocal.content.found import DocumentReader, SvgReader
from hyperlocal.content.limits import unread
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.photo import PHOTO_ENDINGS, Looker, Photo, look_at_all
from hyperlocal.content.photonotes import NAMES, PhotoNote, not_published, read_notes
from hyperlocal.content.post import Post
from hyperlocal.content.reading import KINDS, Reader, TextJob, TextRead, digest_of, read_all
from hyperlocal.content.remarks import unknown_keys
from hyperlocal.content.showing import by_folder, shown
from hyperlocal.content.source import TEXT_ENDINGS
from hyperlocal.disk import MOST, read_file
from hyperlocal.problems import Problem, error, nearest
from hyperlocal.values import dataclass

_ALSO = {"organizations": "organisations", "news": "posts", "post": "posts", "page": "pages"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything in the folder. `files` holds all that is not text under content/ (photos too), by path; `photos`
    those that a text shows, that could be read and may be published; `static` what lies in static/, `static_photos` its
    photos; `notes` what is written of photos, by the photo's path."""

    posts: tuple[Post, ...]
    pages: tuple[Page, ...]
    organisations: tuple[Organisation, ...]
    files: Mapping[str, File]
    photos: Mapping[str, Photo]
    static: tuple[File, ...]
    static_photos: Mapping[str, Photo]
    notes: Mapping[str, PhotoNote]
    problems: tuple[Problem, ...]

    @property
    def withheld(self) -> frozenset[str]:
        """The photos that may not be published, because of the people in them (requirement 32)."""
        return frozenset(path for path, note in self.notes.items() if note.consent is not Consent.GIVEN)


_MOST_OF_A_PHOTO = 300_000_000
"""Bytes of the largest photo that is opened."""
_MOST_OF_NOTES = 1_000_000
"""Bytes of the largest photos.txt that is read."""


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
    draw: SvgReader = read_svgs,
    search: DocumentReader = read_documents,
    logo: str = "",
) -> Content:
    """Read the folder. `trusted` publishes raw HTML as it is.

    `digest` names the bytes of a file; `read`, `look`, `draw` and `search` turn many texts, photos, drawings and
    documents at once into what they are, or tell. `logo` is what the settings name as the site's logo.
    """
    found, problems = files_below(folder, "content")
    static, more = files_below(folder, "static")
    about, found, static = _apart(found, static)
    jobs, others, told = _sorted(found, trusted, digest)
    problems += (*more, *told)
    texts = read(jobs)
    written = [one.written for one in texts if one.written is not None]
    notes, told_notes = _notes(about, (*found, *static), digest)
    wanted, refused = _publishable([*shown(others, written, logo), *static], notes)
    photos, told_photos = looked_at([file for file in wanted if file.suffix in PHOTO_ENDINGS], digest, look)
    drawings, told_drawings = drawn(wanted, digest, draw)
    problems += (*_told(texts), *told_notes, *refused, *told_photos, *told_drawings)
    return Content(
        posts=tuple(one for one in written if isinstance(one, Post)),
        pages=tuple(one for one in written if isinstance(one, Page)),
        organisations=tuple(one for one in written if isinstance(one, Organisation)),
        files={file.path: file for file in as_published(others.values(), drawings)},
        photos={path: photo for path, photo in photos.items() if path in others},
        static=tuple(as_published(static, drawings)),
        static_photos={path: photo for path, photo in photos.items() if path not in others},
        notes={one.path: one for one in notes},
        problems=(*problems, *searched(wanted, digest, search)),
    )


def _told(texts: Iterable[TextRead]) -> Iterator[Problem]:
    for one in texts:
        yield from one.problems
    yield from unknown_keys(key for one in texts for key in one.unknown)


def _publishable(files: Sequence[File], notes: Sequence[PhotoNote]) -> tuple[list[File], list[Problem]]:
    """The photos that may be published. Others are not even opened; those of children are told (requirement 32)."""
    withheld = {one.path: one for one in notes if one.consent is not Consent.GIVEN}
    kept = [file for file in files if file.path not in withheld]
    refused = [withheld[file.path] for file in files if file.path in withheld]
    return kept, [not_published(one) for one in refused if one.consent is Consent.CHILDREN]


def _apart(found: Sequence[File], static: Sequence[File]) -> tuple[list[File], tuple[File, ...], tuple[File, ...]]:
    """The files about photos, and the others in content/ and in static/. Where a page could be called so, it is one
    unless photos lie beside it."""
    called_so = [file for file in (*found, *static) if file.path.rpartition("/")[2].casefold() in NAMES]
    if not called_so:
        return [], tuple(found), tuple(static)
    folders = by_folder((*found, *static))
    about = [file for file in called_so if file.path.rpartition("/")[0] in folders or not _may_be_text(file)]
    paths = {file.path for file in about}
    found, static = (tuple(file for file in files if file.path not in paths) for files in (found, static))
    return about, found, static


def _sorted(
    found: Iterable[File], trusted: bool, digest: Callable[[File], str]
) -> tuple[list[TextJob], dict[str, File], list[Problem]]:
    """The texts to read, and the other files by path."""
    jobs: list[TextJob] = []
    others: dict[str, File] = {}
    problems: list[Problem] = []
    for file in found:
        kind = _kind(file)
        if kind in KINDS:
            try:
                jobs.append(TextJob(file=file, kind=kind, trusted=trusted, digest=digest(file)))
            except OSError as fault:
                problems.append(unread(file.path, fault))
        elif file.suffix in TEXT_ENDINGS and file.suffix != ".txt":
            problems.append(_no_such_kind(file))
        else:
            others[file.path] = file
    return jobs, others, problems


def _kind(file: File) -> str:
    """The kind of a text by its folder; "" for photos and other files."""
    if file.suffix not in TEXT_ENDINGS:
        return ""
    parts = file.path.split("/", 2)
    if len(parts) == 2:
        return "pages"
    folder = parts[1].casefold()
    return _ALSO.get(folder, folder)


def _may_be_text(file: File) -> bool:
    """Whether a page or post could lie here, or (in static/) a file for readers to take."""
    return file.path.startswith("static/") or _kind(file) in KINDS


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


def _notes(
    about: Sequence[File], files: Iterable[File], digest: Callable[[File], str]
) -> tuple[list[PhotoNote], list[Problem]]:
    """What the files `about` photos say of those among `files` that lie beside them."""
    folders = by_folder(files) if about else {}
    notes: list[PhotoNote] = []
    problems: list[Problem] = []
    for file in about:
        try:
            digest(file)  # noted, so that a change of it is seen
            data = read_file(file.place, _MOST_OF_NOTES)
        except OSError as fault:
            problems.append(unread(file.path, fault))
            continue
        found, told = read_notes(file.path, data, folders.get(file.path.rpartition("/")[0], ()))
        notes += found
        problems += told
    return notes, problems
