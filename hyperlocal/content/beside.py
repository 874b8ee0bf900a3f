"""Drawings and documents that are published beside the texts: cleaned, or told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from hyperlocal.content.docmeta import DOCUMENT_ENDINGS, DocumentJob, DocumentReader, telling
from hyperlocal.content.files import File
from hyperlocal.content.svg import DRAWING_ENDINGS, Svg, SvgJob, SvgReader
from hyperlocal.problems import Problem, error, warning

Digest = Callable[[File], str]
"""Names the bytes of a file. Raises OSError."""


def digest_or_none(file: File, digest: Digest) -> str:
    """The digest of a file's bytes; "" when it cannot be read, which is told by whoever looks into it."""
    try:
        return digest(file)
    except OSError:
        return ""


def drawn(files: Iterable[File], digest: Digest, draw: SvgReader) -> tuple[dict[str, File | None], list[Problem]]:
    """The drawings among some files, by path, each with what is published of it; None when nothing is."""
    drawings = [file for file in files if file.suffix in DRAWING_ENDINGS]
    jobs = [SvgJob(path=file.path, file=file.file, digest=digest_or_none(file, digest)) for file in drawings]
    kept: dict[str, File | None] = {}
    problems: list[Problem] = []
    for file, seen in zip(drawings, draw(jobs), strict=True):
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
    documents = [file for file in files if file.suffix in DOCUMENT_ENDINGS]
    jobs = [DocumentJob(path=file.path, file=file.file, digest=digest_or_none(file, digest)) for file in documents]
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
