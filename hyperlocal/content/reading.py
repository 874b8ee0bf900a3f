"""One file of text -> what its writer meant and everything there is to say about it: a function of its bytes alone.

It knows nothing of other files, so that its result can be remembered by path and bytes, and worked out in any process.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from hyperlocal.content.files import File
from hyperlocal.content.limits import TooSlow, bounded, left_out, unread
from hyperlocal.content.markup import Document, Text, Unconvertible
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.post import Post
from hyperlocal.content.profilefaults import profile_faults
from hyperlocal.content.profilehours import with_hours
from hyperlocal.content.raw import RawText, date_of, read_raw
from hyperlocal.content.remarks import UnknownKey, double_encoded, remarks, unknown_in
from hyperlocal.content.source import Source, Written, named, source_of
from hyperlocal.disk import read_file
from hyperlocal.problems import Problem
from hyperlocal.timelimit import TooLong
from hyperlocal.values import dataclass

KINDS: Mapping[str, type[Written]] = {"posts": Post, "pages": Page, "organisations": Organisation}
"""Each kind of text has a folder under content/. A new kind is one module and one line here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextJob:
    """A file to read. `kind` is one of `KINDS`; `trusted` lets raw HTML through; `digest` is that of its bytes.

    `data` is None while nobody had to open the file: whoever remembers what became of these bytes never does.
    """

    file: File
    kind: str
    trusted: bool
    digest: str
    data: bytes | None = None

    @property
    def key(self) -> str:
        """What the result depends on, in one name."""
        told = f"{self.kind}\0{self.trusted}\0{self.digest}\0{self.file.path}"
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def opened(self) -> TextJob:
        """The same with its bytes, and the digest of just these. Raises OSError."""
        data = read_file(self.file.place) if self.data is None else self.data
        return replace(self, data=data, digest=digest_of(data))


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRead:
    """What a file gave. `written` is None when it cannot be whole; then some of the `problems` says why. `fleeting`: it
    took too long or could not be opened, and another time may be better."""

    written: Post | Page | Organisation | None
    problems: tuple[Problem, ...]
    unknown: tuple[UnknownKey, ...] = ()
    fleeting: bool = False


Reader = Callable[[Sequence[TextJob]], Sequence[TextRead]]
"""Many files at once, so that the work can be remembered and shared out by whoever calls."""


def digest_of(data: bytes) -> str:
    """A name for these bytes and no others."""
    return blake2b(data, digest_size=16).hexdigest()


def read_all(jobs: Sequence[TextJob]) -> Sequence[TextRead]:
    """The plain reader: one after the other."""
    return [read_text(job) for job in jobs]


def read_text(job: TextJob) -> TextRead:
    """Read one file. Never raises for what is in it; a file that cannot be opened is a problem too."""
    try:
        job = job.opened()
        raw = read_raw(job.file, job.kind, KINDS[job.kind], job.data or b"")
    except (OSError, TooLong) as fault:
        return TextRead(written=None, problems=(unread(job.file.path, fault),), fleeting=True)
    document = bounded(Text(body=raw.text, title=raw.reading.values.get("title", ""), trusted=job.trusted))
    written, told = _whole(raw, document, job.key)
    problems = (*raw.head.problems, *raw.reading.problems, *told)
    unknown = tuple(unknown_in(raw, KINDS[job.kind]))
    return TextRead(written=written, problems=problems, unknown=unknown, fleeting=isinstance(document, TooSlow))


def _whole(
    raw: RawText, document: Document | Unconvertible, digest: str
) -> tuple[Post | Page | Organisation | None, Sequence[Problem]]:
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
        path=path,
        kind=raw.kind,
        folders=folders,
        stem=stem,
        lines=raw.reading.lines,
        body_line=raw.head.body_line,
        digest=digest,
    )
    made = KINDS[raw.kind](**values, source=source, document=document)
    assert isinstance(made, (Post, Page, Organisation))
    if isinstance(made, Organisation):
        problems += profile_faults(made)
        made, told = with_hours(made)
        problems += told
    return made, problems
