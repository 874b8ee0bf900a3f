"""Photos, drawings and documents that are published beside the texts: looked into, and told of.

The readers of drawings and documents are imported once there is one to read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from hyperlocal.content.filejob import FileJob
from hyperlocal.content.files import File
from hyperlocal.content.found import DOCUMENT_ENDINGS, DRAWING_ENDINGS, DocumentReader, NotAnSvg, Svg, SvgReader, Told
from hyperlocal.content.photo import Looker, Photo
from hyperlocal.problems import Problem, advice, error, warning

_MOST_NAMED = 3

Digest = Callable[[File], str]
"""Names the bytes of a file. Raises OSError."""


def look_into_drawing(job: FileJob) -> Svg | NotAnSvg:
    """What may be published of a drawing (see `svg`)."""
    from hyperlocal.content.svg import read_svg

    return read_svg(job)


def look_into_document(job: FileJob) -> Told:
    """What a document tells of people (see `docmeta`)."""
    from hyperlocal.content.docmeta import read_document

    return read_document(job)


def read_svgs(jobs: Sequence[FileJob]) -> Sequence[Svg | NotAnSvg]:
    """The plain reader: one after the other."""
    return [look_into_drawing(job) for job in jobs]


def read_documents(jobs: Sequence[FileJob]) -> Sequence[Told]:
    """The plain reader: one after the other."""
    return [look_into_document(job) for job in jobs]


def jobs_for(files: Iterable[File], digest: Digest) -> list[FileJob]:
    """The files to look into. One that cannot be read is told of by whoever does."""
    jobs = []
    for file in files:
        try:
            name = digest(file)
        except OSError:
            name = ""
        jobs.append(FileJob(path=file.path, file=file.file, digest=name))
    return jobs


def looked_at(files: Iterable[File], digest: Digest, look: Looker) -> tuple[dict[str, Photo], list[Problem]]:
    """The photos by path, and what is wrong with those that are none."""
    jobs = jobs_for(files, digest)
    photos: dict[str, Photo] = {}
    problems: list[Problem] = []
    for job, seen in zip(jobs, look(jobs), strict=True):
        if isinstance(seen, Photo):
            photos[job.path] = seen
        else:
            problems.append(error("bad-photo", job.path, None, f"{seen.message} It was left out.", seen.remedy))
    return photos, problems


def drawn(files: Iterable[File], digest: Digest, draw: SvgReader) -> tuple[dict[str, File | None], list[Problem]]:
    """The drawings among some files, by path, each with what is published of it; None when nothing is."""
    drawings = [file for file in files if file.suffix in DRAWING_ENDINGS]
    kept: dict[str, File | None] = {}
    problems: list[Problem] = []
    for file, seen in zip(drawings, draw(jobs_for(drawings, digest)), strict=True):
        if isinstance(seen, Svg):
            kept[file.path] = replace(file, drawing=seen)
            problems += [_cleaned(file.path, seen)] if seen.removed else []
        else:
            kept[file.path] = None
            problems.append(error("bad-drawing", file.path, seen.line, f"{seen.message} It was left out.", seen.remedy))
    return kept, problems


def as_published(files: Iterable[File], drawings: Mapping[str, File | None]) -> Iterator[File]:
    """The same files, with what is known of the drawings among them, and without those that cannot be published."""
    for file in files:
        found = drawings.get(file.path, file)
        if found is not None:
            yield found


def searched(files: Iterable[File], digest: Digest, search: DocumentReader) -> tuple[Problem, ...]:
    """What the documents among some files tell of people."""
    jobs = jobs_for((file for file in files if file.suffix in DOCUMENT_ENDINGS), digest)
    return telling((job.path, told) for job, told in zip(jobs, search(jobs), strict=True))


def _cleaned(path: str, drawing: Svg) -> Problem:
    return warning(
        "drawing-cleaned",
        path,
        drawing.line,
        f"The drawing can do more than be looked at, and that is not published: {', '.join(drawing.removed)}. "
        "The rest of it is.",
        "Look at it on the website. If anything is missing, save it as a plain SVG, with its pictures inside it.",
    )


def telling(found: Iterable[tuple[str, Told]]) -> tuple[Problem, ...]:
    """At most two problems for all documents of a site together: a name in them is nothing unusual."""
    listed = list(found)
    authors = [f"{path} ({told.author})" for path, told in listed if told.author]
    placed = [path for path, told in listed if told.located]
    problems: list[Problem] = []
    if placed:
        problems.append(
            warning(
                "document-place",
                placed[0],
                None,
                f"{_some(placed)}: a photo inside says where it was taken, and documents are published as they are.",
                "In Word choose Compress Pictures, or put a photo in that was sent through this site first; then save "
                "the document (or the PDF) again.",
            )
        )
    if authors:
        first = next(path for path, told in listed if told.author)
        problems.append(
            advice(
                "document-author",
                first,
                None,
                f"Documents say who wrote them, and anyone who opens one can read it: {_some(authors)}.",
                "If that is not wanted: in Word, File, Info, Inspect Document, Remove All; in LibreOffice, File, "
                "Properties, Reset Properties. Then save it, and the PDF of it, again.",
            )
        )
    return tuple(problems)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
