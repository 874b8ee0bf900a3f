"""The directory: every way to look for an organisation, each split into as many pages as an old phone can bear.

A way (by category, by letter, by day, by what is there for people, by language, to print) is a tree of shelves. A shelf
with few organisations shows them all; one with many leads to smaller ones, by letter. Which, depends on numbers alone,
and an address never shifts when an organisation is added: it only gains pages below.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from markupsafe import Markup

from hyperlocal.dates import WEEKDAYS
from hyperlocal.output.address import Linker
from hyperlocal.output.cards import Listed, by_category, by_letter, by_more_letters, by_names, group
from hyperlocal.output.drawing import digest_of
from hyperlocal.output.frame import Frame
from hyperlocal.output.structured import inert
from hyperlocal.output.views import DirectoryView, Link
from hyperlocal.site import PlacedPage
from hyperlocal.site import addresses as at
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass

MOST_CARDS, MOST_LINES, MOST_PRINTED = 40, 120, 200
"""How many organisations one page shows as cards, as short lines, and on paper: 50 KB is what an old phone can bear."""

FILTER_SCRIPT = "/theme/directory.js"

Sorted = list[tuple[str, str, list[Listed]]]
"""Groups of organisations: (slug, heading, members)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to look for an organisation, with what stands in each group. `below` is where the pages of groups stand."""

    label: str
    address: str
    title: str
    below: str
    groups: tuple[tuple[str, str, tuple[Listed, ...]], ...]
    paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """One page of the directory. `steps` (label, address) lead to it from the way's page. It shows `groups` (heading,
    members), or leads to `shelves` (label, address, how many)."""

    way: str
    address: str
    title: str
    paper: str
    steps: tuple[tuple[str, str], ...]
    groups: tuple[tuple[str, tuple[Listed, ...]], ...]
    shelves: tuple[tuple[str, str, int], ...]

    @property
    def digest(self) -> str:
        """All of it."""
        groups = tuple((heading, members) for heading, members in self.groups)
        return digest_of(self.way, self.address, self.title, self.paper, self.steps, groups, self.shelves)


EMPTY = Shelf(way="", address=at.ORGANISATIONS, title="", paper="", steps=(), groups=(), shelves=())
"""The page of a directory that has nobody in it yet, but the owner's words."""


def ways(directory: Sequence[Listed]) -> tuple[Way, ...]:
    """Every way that leads somewhere: nobody is offered a list of languages while no organisation names one."""
    below, letters = f"{at.ORGANISATIONS}by/", by_letter(directory)
    found = [
        _way("By category", at.ORGANISATIONS, "", f"{below}category/", by_category(directory)),
        _way("A to Z", at.BY_LETTER, "A to Z", f"{below}letter/", letters),
        _way("Open by day", at.BY_DAY, "open by day", at.BY_DAY, _by_day(directory)),
        _way("Access", at.BY_ACCESS, "by access", at.BY_ACCESS, _by_words(directory, lambda one: one.access)),
        _way("Languages", at.BY_LANGUAGE, "by language", at.BY_LANGUAGE, _by_words(directory, _spoken)),
        _way("To print", at.PRINTED, "to print", at.PRINTED, letters, paper="print"),
        _way("Large print", at.PRINTED_LARGE, "large print", at.PRINTED_LARGE, letters, paper="large-print"),
    ]
    return tuple(way for way in found if way.groups)


def shelves(way: Way) -> Iterator[Shelf]:
    """Every page of one way, its own first."""
    total = sum(len(members) for _, _, members in way.groups)
    most = MOST_PRINTED if way.paper else MOST_LINES
    shown = total <= most
    yield Shelf(
        way=way.label,
        address=way.address,
        title=way.title,
        paper=way.paper,
        steps=(),
        groups=tuple((heading, members) for _, heading, members in way.groups) if shown else (),
        shelves=() if shown else _below(way.below, way.groups),
    )
    for slug, heading, members in way.groups:
        if not shown or _is_named(way, slug, members):
            place = f"{way.below}{slug}/"
            known = 1 if way.address == at.BY_LETTER or way.paper else 0
            yield from _shelf(way, place, heading, members, ((heading, place),), known, most)


def _is_named(way: Way, slug: str, members: Sequence[Listed]) -> bool:
    """Whether organisations lead to the page of a group: then it is needed though all fit on one page. Nobody leads to
    that of the organisations without a category."""
    if way.address == at.ORGANISATIONS:
        return any(slug in map(slugify, one.categories) for one in members)
    return way.address in (at.BY_ACCESS, at.BY_LANGUAGE)


def _shelf(
    way: Way,
    address: str,
    heading: str,
    members: Sequence[Listed],
    steps: tuple[tuple[str, str], ...],
    known: int,
    most: int,
) -> Iterator[Shelf]:
    """One group's page, and those below it where it has too many. `known` is how many letters all its names share."""
    letters, smaller = by_more_letters(members, known) if known else (1, by_letter(members))
    shown = len(members) <= most or len(smaller) < 2
    yield Shelf(
        way=way.label,
        address=address,
        title=heading,
        paper=way.paper,
        steps=steps,
        groups=((heading, tuple(members)),) if shown else (),
        shelves=() if shown else _below(address, smaller),
    )
    if not shown:
        for slug, beginning, some in smaller:
            place = f"{address}{slug}/"
            yield from _shelf(way, place, f"{heading}: {beginning}", some, (*steps, (beginning, place)), letters, most)


def _below(folder: str, groups: Sequence[tuple[str, str, Sequence[Listed]]]) -> tuple[tuple[str, str, int], ...]:
    return tuple((heading, f"{folder}{slug}/", len(members)) for slug, heading, members in groups)


def page(frame: Frame, own: PlacedPage | None, shelf: Shelf, arranged: tuple[tuple[str, str], ...]) -> DirectoryView:
    """A page of the directory. `arranged` are the ways there are: (label, address)."""
    title = frame.label("organisations")
    first = shelf.address == at.ORGANISATIONS
    named = shelf.title if shelf.steps else f"{title}, {shelf.title}" if shelf.title else title
    root = dict(arranged).get(shelf.way, at.ORGANISATIONS)
    between = [] if root == at.ORGANISATIONS else [(shelf.way, root)]
    link = frame.linker(shelf.address)
    way, trail = frame.crumbs(shelf.address, (title, at.ORGANISATIONS), *between, *shelf.steps)
    place = frame.config.place
    written = own and first and (own.page.summary or own.page.document.summary)
    summary = written or (f"Organisations in {place}" if place else title)
    described = summary if first else f"{summary}: {shelf.title}"
    count = sum(len(members) for _, members in shelf.groups)
    return DirectoryView(
        site=frame.site_view(shelf.address),
        head=frame.head(shelf.address, named, described, graph=[trail]),
        crumbs=way,
        title=named,
        html=frame.introduction(own, shelf.address) if first else Markup(""),
        groups=tuple(group(heading, members, link) for heading, members in shelf.groups),
        shelves=tuple(Link(label=label, href=link.to(there), count=many) for label, there, many in shelf.shelves),
        arrangements=tuple(
            Link(label=label, href=link.to(there), current=label == shelf.way) for label, there in arranged
        ),
        compact=count > MOST_CARDS,
        filter="" if shelf.paper or not arranged else link.to(at.DIRECTORY_FILTER),
        script="" if shelf.paper or not arranged else link.to(FILTER_SCRIPT),
        paper=shelf.paper,
    )


def filter_data(directory: tuple[Listed, ...], portable: bool) -> str:
    """What the filter box looks through: a script, since a page that is opened from a USB stick may not read data.

    Each organisation is its name, its address as seen from here, its place, and the words people look for it by.
    """
    link = Linker(at=at.DIRECTORY_FILTER, portable=portable)
    rows = [[one.name, link.to(one.address), one.place, one.words] for one in directory]
    return f"window.hyperlocalDirectory={inert(rows)};\n"


def _way(label: str, address: str, title: str, below: str, groups: Sorted, *, paper: str = "") -> Way:
    kept = tuple((slug, heading, tuple(members)) for slug, heading, members in groups)
    return Way(label=label, address=address, title=title, below=below, groups=kept, paper=paper)


def _spoken(one: Listed) -> tuple[str, ...]:
    return one.languages


def _by_words(directory: Sequence[Listed], words: Callable[[Listed], tuple[str, ...]]) -> Sorted:
    """By each of the words that people wrote, in order."""
    groups = [(slug, name[:1].upper() + name[1:], members) for slug, name, members in by_names(directory, words)]
    return sorted(groups, key=lambda one: (one[1].casefold(), one[0]))


def _by_day(directory: Sequence[Listed]) -> Sorted:
    """By the days of the week on which they are open, with the times of that day."""
    days = [
        (
            name.casefold(),
            name,
            [replace(one, strapline=one.open[number]) for one in directory if one.open and one.open[number]],
        )
        for number, name in enumerate(WEEKDAYS)
    ]
    return [day for day in days if day[2]]
