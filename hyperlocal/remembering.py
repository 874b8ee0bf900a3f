"""Which work is worth remembering, and how its results are kept. `builder` alone uses it; nothing else knows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from operator import attrgetter

from hyperlocal.content.photo import Looker, NotAPhoto, Photo, PhotoJob, look_at
from hyperlocal.content.reading import Reader, TextJob, TextRead, closed, read_text
from hyperlocal.memo import Cores, Memo, Work
from hyperlocal.records import pack, unpack


def _dump_text(found: TextRead) -> bytes:
    return json.dumps(pack(TextRead, found), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _load_text(job: TextJob, kept: bytes) -> TextRead:
    found: TextRead = unpack(TextRead, json.loads(kept.decode("utf-8", "surrogatepass")))
    return found


def _dump_look(seen: Photo | NotAPhoto) -> bytes:
    if isinstance(seen, NotAPhoto):
        return json.dumps([seen.message, seen.remedy]).encode()
    return json.dumps([seen.width, seen.height, seen.ending, seen.located]).encode()


def _load_look(job: PhotoJob, kept: bytes) -> Photo | NotAPhoto:
    row = json.loads(kept)
    if len(row) == 2:
        return NotAPhoto(*row)
    width, height, ending, located = row
    return Photo(
        path=job.path,
        file=job.file,
        width=width,
        height=height,
        ending=ending,
        located=located,
        digest=job.digest,
    )


TEXTS: Work[TextJob, TextRead] = Work(
    name="text", run=read_text, key=attrgetter("key"), dump=_dump_text, load=_load_text
)
"""Reading a file and turning its Markdown into HTML: about a millisecond for each page."""

LOOKS: Work[PhotoJob, Photo | NotAPhoto] = Work(
    name="look", run=look_at, key=attrgetter("key"), dump=_dump_look, load=_load_look, cores=Cores.THREADS
)
"""Opening a photo, all of it, to see whether it is whole: about 60 ms for one from a phone."""


def reader(memo: Memo) -> Reader:
    """Reads texts as `read_all` does, but those that are remembered are not opened."""

    def read(jobs: Sequence[TextJob]) -> Sequence[TextRead]:
        opened: list[TextJob] = []
        shut: dict[int, TextRead] = {}
        for place, job in enumerate(jobs):
            try:
                opened.append(job if memo.knows(TEXTS, job) else job.opened())
            except OSError:
                shut[place] = closed(job.file)
        found = iter(memo.map(TEXTS, opened))
        return [shut[place] if place in shut else next(found) for place in range(len(jobs))]

    return read


def looker(memo: Memo) -> Looker:
    """Looks at photos as `look_at_all` does."""

    def look(jobs: Sequence[PhotoJob]) -> Sequence[Photo | NotAPhoto]:
        return memo.map(LOOKS, jobs)

    return look
