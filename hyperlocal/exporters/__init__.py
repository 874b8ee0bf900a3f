"""A site's organisations -> files for other programs. A further form is one module here and one line in `FORMS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from hyperlocal.builder import Prepared
from hyperlocal.content.source import slug_of
from hyperlocal.disk import MOST, read_file
from hyperlocal.encoding import decode, normalise
from hyperlocal.exporters.spreadsheet import spreadsheet
from hyperlocal.exporters.told import Told
from hyperlocal.exporters.vcard import vcards
from hyperlocal.frontmatter import read
from hyperlocal.problems import Problem, error

FORMS: Mapping[str, Callable[[Sequence[Told]], bytes]] = {"csv": spreadsheet, "vcard": vcards}
"""Each form that `export` offers."""


def told(folder: Path, prepared: Prepared) -> tuple[tuple[Told, ...], tuple[Problem, ...]]:
    """The organisations of a prepared site by name, each with the words of its file; and those that cannot be read."""
    found: list[Told] = []
    problems: list[Problem] = []
    base = prepared.config.base_url.rstrip("/")
    for placed in prepared.site.organisations:
        one = placed.organisation
        try:
            data = read_file(folder / one.source.path, MOST)
        except OSError as fault:
            problems.append(_unread(one.source.path, fault))
            continue
        body = read(normalise(decode(data).text)).body.strip("\n").rstrip()
        page = base + placed.address if base else ""
        found.append(Told(organisation=one, id=placed.id, page=page, slug=slug_of(one), text=body))
    return tuple(found), tuple(problems)


def _unread(path: str, fault: OSError) -> Problem:
    message = f"This file could not be read, so it was left out: {fault.strerror or fault}."
    return error("unreadable", path, None, message, "Close other programs that have it open, and export again.")
