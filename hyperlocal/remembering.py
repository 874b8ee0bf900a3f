"""What one site's folder remembers of earlier builds, and which work is worth remembering. `builder` alone uses it.

All of it lies in `.hyperlocal/`, which may be deleted at any moment: nothing that is built depends on it.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeVar

from hyperlocal import unchanged
from hyperlocal.content import read_digest
from hyperlocal.content.beside import look_into_document, look_into_drawing
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.files import File
from hyperlocal.content.found import NotAnSvg, Svg, Told
from hyperlocal.content.photo import MOST_BYTES, PHOTO_ENDINGS, NotAPhoto, Photo, look_at
from hyperlocal.content.reading import TextJob, TextRead, digest_of, read_text
from hyperlocal.disk import read_file
from hyperlocal.encoding import composed
from hyperlocal.memo import Cores, Memo, Work
from hyperlocal.output import PictureFile, SketchFile, previous, sketch
from hyperlocal.output.manifest import read_manifest, write_manifest
from hyperlocal.output.photoset import PhotoSet
from hyperlocal.output.picture import publish
from hyperlocal.output.sketch import Sketch
from hyperlocal.output.write import Kept
from hyperlocal.problems import Problem
from hyperlocal.recipe import recipe, versions
from hyperlocal.records import pack, unpack
from hyperlocal.site.again import Joined

Found = TypeVar("Found")

STORE = "memory.sqlite3"
_MADE_OF = "photos.json"
_SEEN = ("width", "height", "ending", "located", "sort", "few_colours", "colour", "ground")
"""What there is to know of a photo, whatever it is called."""
_ROUND = 24
"""Photos that are looked at before somebody is told how far it has come: a second's work."""


class Remembered:
    """The memory of one site, as it is when a build (or the preview) begins."""

    def __init__(
        self, folder: Path, *, warm: bool = False, looked: Callable[[int, int], None] = lambda done, total: None
    ) -> None:
        """`warm`, for a process that builds again and again, keeps at hand what was read and joined. `looked` is told
        how many photos have been looked at, and of how many."""
        self._looked = looked
        self.recipe = recipe()
        self.joined = Joined() if warm else None
        self.memo = Memo(folder / unchanged.MEMORY / STORE, self.recipe, warm=warm)
        self._folder = str(folder)
        self._prefix = "" if self._folder == "." else f"{self._folder.rstrip(os.sep)}{os.sep}"
        self._scanned = 0
        self._sources: dict[str, unchanged.Stat] = {}
        self._themes: list[str] = []
        self._missed = False
        # path -> size and time, the digest of what was in the file then, and when that was seen
        self._seen: dict[str, tuple[unchanged.Stat, str, int]] = {}
        # the digests of the photos that were looked at
        self._photos: set[str] = set()
        self._withheld: frozenset[str] = frozenset()
        self._options: list[object] = []
        self._outputs: dict[str, Kept] = {}
        table = unchanged.read_table(self._folder, unchanged.TABLE, unchanged.UNFINISHED) or {}
        if table.get("recipe") == self.recipe:
            # A table that somebody has meddled with is none.
            with contextlib.suppress(LookupError, TypeError, ValueError, AttributeError):
                self._know(table)
        self.look_again()

    def _know(self, table: Mapping[str, Any]) -> None:
        """What the last build noted. Raises for what it cannot have noted."""
        looked, saved = int(table["scanned"]), int(table["saved"])
        seen = {
            path: ((size, modified), digest, looked)
            for path, (size, modified, digest) in table["sources"].items()
            if digest
        }
        outputs = {
            path: Kept(key=key, digest=digest, size=size, mtime_ns=modified)
            for path, (size, modified, digest, key) in table["outputs"].items()
            if not unchanged.is_racy(modified, saved)
        }
        self._options, self._seen, self._outputs = list(table["options"]), seen, outputs

    def look_again(self) -> None:
        """Look at the folder as it is now; before anything is read, so that what changes later is seen next time."""
        # The only clock that is asked: not for what is built, but for how far file times can be trusted.
        self._scanned = time.time_ns()
        self._sources = unchanged.sources(self._folder)
        self._missed = False

    def look_at_themes(self, names: Sequence[str]) -> None:
        """The site's theme and its parents are called so. They have been read already: a change since then is so new
        that its time is not trusted."""
        self._themes = list(names)
        self._sources |= unchanged.themes(self._folder, names)

    def digest(self, file: File) -> str:
        """The digest of a file's bytes: without opening it, when it is as it was when it was last opened."""
        # By its own name, which is not always that in the path: there letters are put together in one way.
        name = file.place.removeprefix(self._prefix).replace(os.sep, "/")
        stat, seen = self._sources.get(name), self._seen.get(name)
        if seen and stat == seen[0] and not unchanged.is_racy(stat[1], seen[2]):
            return seen[1]
        try:
            found = read_digest(file)
        except OSError:
            self._missed = True
            raise
        if stat is not None:
            self._seen[name] = (stat, found, self._scanned)
        return found

    def read(self, jobs: Sequence[TextJob]) -> Sequence[TextRead]:
        """Read texts as `read_all` does, but those that are remembered are not opened."""
        found = self.memo.map(TEXTS, jobs)
        self._missed |= any(one.fleeting for one in found)
        return found

    def look(self, jobs: Sequence[FileJob]) -> Sequence[Photo | NotAPhoto]:
        """Look at photos as `look_at_all` does."""
        self._photos.update(job.digest for job in jobs)
        found: list[Photo | NotAPhoto] = []
        for start in range(0, len(jobs), _ROUND):
            found += self.memo.map(LOOKS, jobs[start : start + _ROUND])
            self._looked(len(found), len(jobs))
        return found

    def withhold(self, paths: frozenset[str]) -> None:
        """These photos may not be published: nothing of them is kept, as if they were not there."""
        self._withheld = paths

    def draw(self, jobs: Sequence[FileJob]) -> Sequence[Svg | NotAnSvg]:
        """Read drawings as `read_svgs` does."""
        return self.memo.map(DRAWINGS, jobs)

    def search(self, jobs: Sequence[FileJob]) -> Sequence[Told]:
        """Look into documents as `read_documents` does."""
        return self.memo.map(DOCUMENTS, jobs)

    def publish(self, made: PhotoSet) -> Sequence[bytes]:
        """Make all that a photo is published as."""
        return self.memo.map(PICTURES, [made])[0] if made.photo.digest else publish(made)

    def sketched(self, what: Sketch) -> bytes:
        """Draw a picture of our own."""
        return self.memo.map(SKETCHES, [what])[0] if what.key else sketch.draw(what)

    def before(self, options: Sequence[object]) -> dict[str, Kept]:
        """What the last build with these options knew of its outputs."""
        return self._outputs if self._options == list(options) else {}

    def begin(self) -> None:
        """Outputs are about to be changed: until that has ended well, there is something to do."""
        unchanged.drop_table(self._folder, keep=True)

    def save(
        self,
        options: Sequence[object],
        span: tuple[float, float],
        outputs: Mapping[str, Kept],
        problems: Sequence[Problem],
        summary: str,
        *,
        planned: Mapping[str, object],
    ) -> None:
        """The build has ended well: note everything that it was made of and has made. `span` is the time for which it
        holds (POSIX), `summary` the one line to say when there is nothing to do, `planned` every output by its path."""
        sources = {path: [*stat, self._digest_of(path, stat)] for path, stat in self._sources.items()}
        table = {
            "recipe": self.recipe,
            "versions": versions(),
            "options": list(options),
            "from": int(span[0] * 1e9),
            "until": int(span[1] * 1e9),
            "scanned": self._scanned,
            "saved": time.time_ns(),
            "code": {path: [*stat, ""] for path, stat in unchanged.code().items()},
            "themes": self._themes,
            "sources": sources,
            "outputs": {path: [one.size, one.mtime_ns, one.digest, one.key] for path, one in outputs.items()},
            "problems": [pack(Problem, problem) for problem in problems],
            "summary": summary,
        }
        # What could not be read or put into its place may be so the next time, though no file tells.
        whole = not self._missed and planned.keys() <= outputs.keys()
        unchanged.save_table(self._folder, table, whole=whole)
        # Pictures that lie in the output already have not been asked for, and are needed all the same.
        self.memo.need(PICTURES, {id(o.made): o.made for o in planned.values() if isinstance(o, PictureFile)}.values())
        self.memo.need(SKETCHES, (one.sketch for one in planned.values() if isinstance(one, SketchFile)))
        self._forget_photos(outputs, planned)
        self.memo.tidy()
        self.memo.close()

    def _forget_photos(self, outputs: Mapping[str, Kept], planned: Mapping[str, object]) -> None:
        """What was made of a photo goes when the photo has gone: from the memory, and from the build before.

        A list beside them says which picture was made of which photo, by the digests of both.
        """
        memory = Path(self._folder) / unchanged.MEMORY
        owned = {path: owner for path, one in planned.items() if (owner := _owner(one)) and path in outputs}
        made = read_manifest(memory / _MADE_OF) or {}
        made |= {outputs[path].digest: owner for path, owner in owned.items()}
        gone = (self.memo.owners() | set(made.values())) - self._photos
        if gone:
            gone -= self._others()
            self.memo.forget(gone)
            previous.forget(memory, {digest for digest, photo in made.items() if photo in gone})
        earlier = made.keys() - {one.digest for one in outputs.values()} if made else set()
        needless = earlier - previous.kept_digests(memory) if earlier else set()
        if made:
            with contextlib.suppress(OSError):
                write_manifest(memory / _MADE_OF, {one: made[one] for one in made.keys() - needless})

    def _others(self) -> set[str]:
        """The digests of the photos in the folder that no text shows, but that one could."""
        found = set()
        for path, stat in self._sources.items():
            if composed(path) in self._withheld:
                continue
            if os.path.splitext(path)[1].casefold() in PHOTO_ENDINGS:  # noqa: PTH122 - of many files
                with contextlib.suppress(OSError):
                    found.add(self._digest_of(path, stat) or digest_of(read_file(f"{self._prefix}{path}", MOST_BYTES)))
        return found

    def _digest_of(self, path: str, stat: unchanged.Stat) -> str:
        """What is known of a file's content; "" when nobody has looked into it."""
        seen = self._seen.get(path)
        return seen[1] if seen and seen[0] == stat else ""


def _owner(output: object) -> str:
    """The digest of the photo that an output was made of; "" for none."""
    if isinstance(output, PictureFile):
        return output.photo.digest
    return output.sketch.owner if isinstance(output, SketchFile) else ""


def _ready(job: TextJob) -> TextJob | None:
    try:
        return job.opened()
    except OSError:
        return None


def _is_same_picture(made: PhotoSet) -> bool:
    return _holds(made.photo.file, made.photo.digest)


def _is_same_sketch(what: Sketch) -> bool:
    return what.photo is None or _holds(what.photo.file, what.photo.digest)


def _holds(file: Path, digest: str) -> bool:
    """Whether a photo is still what it was when its digest was taken: a large one is saved while others are read.
    Never, when there is none because it could not be read."""
    try:
        return digest_of(file.read_bytes()) == digest
    except OSError:
        return False


def _as_json(kind: type, found: object) -> bytes:
    return json.dumps(pack(kind, found), ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _from_json(kind: type[Found], job: object, kept: bytes) -> Found:
    found: Found = unpack(kind, json.loads(kept.decode("utf-8", "surrogatepass")))
    return found


def _dump_look(seen: Photo | NotAPhoto) -> bytes:
    if isinstance(seen, NotAPhoto):
        return json.dumps([seen.message, seen.remedy]).encode()
    return json.dumps([getattr(seen, name) for name in _SEEN]).encode()


def _load_look(job: FileJob, kept: bytes) -> Photo | NotAPhoto:
    row = json.loads(kept)
    if len(row) == 2:
        return NotAPhoto(*row)
    return Photo(path=job.path, file=job.file, digest=job.digest, **dict(zip(_SEEN, row, strict=True)))


def _is_same_file(job: FileJob) -> bool:
    return _holds(job.file, job.digest)


def _is_lasting(found: TextRead | Photo | NotAPhoto | Svg | NotAnSvg | Told) -> bool:
    return isinstance(found, Photo | Svg) or not found.fleeting


def _dump_drawing(found: Svg | NotAnSvg) -> bytes:
    return json.dumps([isinstance(found, Svg), pack(type(found), found)]).encode()


def _load_drawing(job: FileJob, kept: bytes) -> Svg | NotAnSvg:
    whole, row = json.loads(kept)
    found: Svg | NotAnSvg = unpack(Svg if whole else NotAnSvg, row)
    return replace(found, path=job.path) if isinstance(found, Svg) else found


def _dump_pictures(made: tuple[bytes, ...]) -> bytes:
    """Their lengths, four bytes each, then the pictures themselves."""
    return b"".join((*(len(one).to_bytes(4, "big") for one in made), *made))


def _as_it_is(what: Sketch, kept: bytes) -> bytes:
    return kept


def _load_pictures(made: PhotoSet, kept: bytes) -> tuple[bytes, ...]:
    count = len(made.cuts)
    lengths = [int.from_bytes(kept[4 * place : 4 * place + 4], "big") for place in range(count)]
    ends = list(accumulate(lengths, initial=4 * count))
    return tuple(kept[start:end] for start, end in pairwise(ends))


TEXTS: Work[TextJob, TextRead] = Work(
    name="text",
    run=read_text,
    key=attrgetter("key"),
    dump=partial(_as_json, TextRead),
    load=partial(_from_json, TextRead),
    ready=_ready,
    lasting=_is_lasting,
    single=True,
)
"""Reading a file and turning its Markdown into HTML: about a millisecond for each page."""

LOOKS: Work[FileJob, Photo | NotAPhoto] = Work(
    name="look",
    run=look_at,
    key=attrgetter("key"),
    dump=_dump_look,
    load=_load_look,
    lasting=_is_lasting,
    same=_is_same_file,
    owner=attrgetter("digest"),
    cores=Cores.THREADS,
)
"""Opening a photo, all of it, to see whether it is whole: about 60 ms for one from a phone."""

PICTURES: Work[PhotoSet, tuple[bytes, ...]] = Work(
    name="picture",
    run=publish,
    key=attrgetter("key"),
    dump=_dump_pictures,
    load=_load_pictures,
    same=_is_same_picture,
    owner=attrgetter("photo.digest"),
    cores=Cores.THREADS,
)
"""Making all sizes and formats of a photo: about 250 ms for one from a phone."""

SKETCHES: Work[Sketch, bytes] = Work(
    name="sketch",
    run=sketch.draw,
    key=attrgetter("key"),
    dump=bytes,
    load=_as_it_is,
    same=_is_same_sketch,
    owner=attrgetter("owner"),
    cores=Cores.THREADS,
)
"""Drawing a share card or an icon: about 10 ms without a photo, 80 ms with a large one."""

DRAWINGS: Work[FileJob, Svg | NotAnSvg] = Work(
    name="drawing",
    run=look_into_drawing,
    key=attrgetter("key"),
    dump=_dump_drawing,
    load=_load_drawing,
    lasting=_is_lasting,
    same=_is_same_file,
)
"""Cleaning an SVG file: about two milliseconds for each 10 KB."""

DOCUMENTS: Work[FileJob, Told] = Work(
    name="document",
    run=look_into_document,
    key=attrgetter("key_with_ending"),
    dump=partial(_as_json, Told),
    load=partial(_from_json, Told),
    lasting=_is_lasting,
    same=_is_same_file,
    cores=Cores.THREADS,
)
"""Looking for a name in a document: about 3 ms for each megabyte."""
