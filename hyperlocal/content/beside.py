"""Photos, drawings and documents that are published beside the texts: looked into, and told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from hyperlocal.content.docmeta import DOCUMENT_ENDINGS, DocumentReader, telling
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.files import File
from hyperlocal.content.photo import Looker, Photo
from hyperlocal.content.svg import DRAWING_ENDINGS, Svg, SvgReader
from hyperlocal.problems import Problem, error, warning

Digest = Callable[[File], str]
"""Names the bytes of a file. Raises OSError."""


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
