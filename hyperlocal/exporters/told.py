"""What an exporter is given of an organisation."""

from __future__ import annotations

from pathlib import Path

from hyperlocal.builder import Prepared
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.source import slug_of
from hyperlocal.disk import read_file
from hyperlocal.encoding import decode, normalise
from hyperlocal.frontmatter import read
from hyperlocal.problems import Problem, error
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An organisation with what its site knows of it: `id` survives a change of name or domain; `page` is its whole web
    address, "" while the site has none; `slug` the last part of that; `text` what stands below the head of its file."""

    organisation: Organisation
    id: str
    page: str
    slug: str
    text: str


def told(folder: Path, prepared: Prepared) -> tuple[tuple[Told, ...], tuple[Problem, ...]]:
    """The organisations of a prepared site by name, each with the words of its file; and those that cannot be read."""
    found: list[Told] = []
    problems: list[Problem] = []
    base = prepared.config.base_url.rstrip("/")
    for placed in prepared.site.organisations:
        one = placed.organisation
        try:
            data = read_file(folder / one.source.path)
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
