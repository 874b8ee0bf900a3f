"""The organisations that a site has already, as their files lie there; and which of them a row of a sheet means."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hyperlocal.content.files import File, files_below
from hyperlocal.content.limits import unread
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.raw import read_raw
from hyperlocal.content.reading import TextJob, digest_of, read_text
from hyperlocal.content.source import TEXT_ENDINGS, named, source_of, without_date
from hyperlocal.disk import read_file
from hyperlocal.frontmatter import Head
from hyperlocal.identifiers import charity
from hyperlocal.problems import Problem
from hyperlocal.slugs import slugify
from hyperlocal.timelimit import TooLong
from hyperlocal.values import dataclass

FOLDER = "content/organisations"
_FOLDERS = ("organisations", "organizations")


@dataclass(frozen=True, slots=True, kw_only=True)
class Existing:
    """An organisation's file: its bytes, its head taken apart, and the values that could be read in it."""

    path: str
    data: bytes
    title: str
    slug: str
    head: Head
    values: Mapping[str, Any]


def there(folder: Path) -> tuple[tuple[Existing, ...], tuple[Problem, ...]]:
    """Every organisation's file, held back or not, and those that cannot be opened."""
    files, _ = files_below(folder, "content")  # what is told of other files is `check`'s to tell
    found: list[Existing] = []
    problems: list[Problem] = []
    for file in files:
        kind = file.path.split("/")[1].casefold() if file.path.count("/") > 1 else ""
        if kind in _FOLDERS and file.suffix in TEXT_ENDINGS:
            try:
                found.append(_read(file))
            except (OSError, TooLong) as fault:
                problems.append(unread(file.path, fault))
    return tuple(found), tuple(problems)


def _read(file: File) -> Existing:
    data = read_file(file.place)
    raw = read_raw(file, "organisations", Organisation, data)
    _, _, stem = source_of(file.path)
    values = raw.reading.values
    title = values.get("title")
    if not title:  # a first heading may be its name
        job = TextJob(file=file, kind="organisations", trusted=False, digest=digest_of(data), data=data)
        written = read_text(job).written
        title = written.title if written else named(stem)
    slug = slugify(values.get("slug") or without_date(stem))
    return Existing(path=file.path, data=data, title=title, slug=slug, head=raw.head, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """By what an organisation is known again. "" for what is not known. `slug` is what a row says it is, `address` what
    it would be."""

    id: str
    slug: str
    name: str
    address: str
    charity: str


def signs_of(values: Mapping[str, Any], title: str, slug: str, address: str) -> Signs:
    typed = str(values.get("charity_number") or "")
    number = charity(typed)
    return Signs(
        id=str(values.get("id") or "").casefold(),
        slug=slug,
        name=" ".join(title.casefold().split()),
        address=address,
        charity=number.whole if number else typed.casefold().replace(" ", ""),
    )


def matched(rows: Sequence[Signs], existing: Sequence[Existing]) -> tuple[Existing | None, ...]:
    """The organisation that each row means, or None for a new one.

    An id counts before a slug, that before a name, and a charity's number last: branches share it, so it only
    counts where one row and one organisation have it, and neither is known by anything else.
    """
    own = [signs_of(one.values, one.title, one.slug, one.slug) for one in existing]
    found: list[Existing | None] = [None] * len(rows)
    claimed: set[int] = set()
    ways: tuple[Callable[[Signs], str], ...] = (
        lambda one: one.id,
        lambda one: one.slug,
        lambda one: one.name,
        lambda one: one.address,
        lambda one: one.charity,
    )
    for way in ways:
        places: dict[str, list[int]] = defaultdict(list)
        for place, one in enumerate(own):
            places[way(one)].append(place)
        often = Counter(map(way, rows))
        for at, row in enumerate(rows):
            sign = way(row)
            here = places.get(sign, []) if sign else []
            if found[at] is None and len(here) == 1 and often[sign] == 1 and here[0] not in claimed:
                found[at] = existing[here[0]]
                claimed.add(here[0])
    return tuple(found)


def taken(existing: Iterable[Existing]) -> dict[str, str]:
    """The last parts of addresses that are taken -> by which file."""
    return {one.slug: one.path for one in existing}
