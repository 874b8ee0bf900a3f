"""The small views that lists are made of: a post's card, an organisation's card, and organisations in groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from hyperlocal.hours import usual_week
from hyperlocal.identifiers import postcode
from hyperlocal.output.address import Linker
from hyperlocal.output.drawing import digest_of
from hyperlocal.output.frame import day, picture
from hyperlocal.output.views import Card, Group, Link, OrganisationCard
from hyperlocal.site import PlacedOrganisation, PlacedPost, Shown, directory_name
from hyperlocal.slugs import slugify, usual_spellings
from hyperlocal.values import dataclass

_FURTHER = 4
"""Letters that are tried beyond those that names share: what differs may be signs that no address has."""
OTHERS = "Others"
ALL = "All organisations"


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaser:
    """What lists show of a post, wherever they stand: so much and no more can change them. `owner` is (name, address);
    `digest` stands for all of it."""

    address: str
    title: str
    day: date
    summary: str
    owner: tuple[str, str] | None
    image: Shown | None
    digest: str


def teaser(placed: PlacedPost, organisations: Mapping[str, PlacedOrganisation]) -> Teaser:
    """What lists show of a post."""
    post, image = placed.post, placed.image
    whose = organisations.get(placed.organisation)
    owner = (whose.organisation.title, whose.address) if whose else None
    return _teaser(placed.address, post.title, placed.day, post.summary or post.document.summary, owner, image)


# The preview asks for the same ones after each save.
@lru_cache(maxsize=16_384)
def _teaser(
    address: str, title: str, held: date, summary: str, owner: tuple[str, str] | None, image: Shown | None
) -> Teaser:
    digest = digest_of(address, title, held, summary, owner, image)
    return Teaser(address=address, title=title, day=held, summary=summary, owner=owner, image=image, digest=digest)


def cards(teasers: Sequence[Teaser], link: Linker, *, owners: bool = True) -> tuple[Card, ...]:
    """Posts as they stand in a list on the page that `link` writes for. `owners` is false on an organisation's page."""
    return tuple(
        Card(
            title=one.title,
            href=link.to(one.address),
            day=day(one.day),
            summary=one.summary,
            picture=picture(one.image, link),
            organisation=Link(label=one.owner[0], href=link.to(one.owner[1])) if one.owner and owners else None,
        )
        for one in teasers
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What lists show of an organisation, wherever they stand. `words` are what people look for it by, beside its name;
    `access` and `languages` are as typed; `lines` are the telephone and address for paper; `open` has a text for each
    day of the week, Monday first, "" when it is shut; `digest` stands for all of it."""

    address: str
    name: str
    strapline: str
    place: str
    categories: tuple[str, ...]
    order: int | None
    image: Shown | None
    access: tuple[str, ...]
    languages: tuple[str, ...]
    lines: tuple[str, ...]
    open: tuple[str, ...]
    words: str
    digest: str


def listed(placed: PlacedOrganisation) -> Listed:
    """What lists show of an organisation."""
    one = placed.organisation
    strapline, place = one.strapline or one.summary, one.town or one.area_served.split("\n")[0]
    access, spoken = one.all_access, one.all_languages
    street = ", ".join(filter(None, (*one.address.split("\n"), one.town, postcode(one.postcode) or one.postcode)))
    hours = "; ".join((*one.hours.said, *(line.text for line in one.hours.unread)))
    lines = tuple(filter(None, (*(phone.number for phone in one.phones[:2]), one.email, street, hours)))
    told = (*one.also_known_as, *one.category, *(service.name for service in one.services), *access, *spoken)
    words = " ".join(dict.fromkeys(" ".join((strapline, place, one.postcode, *told)).casefold().split()))
    opened = usual_week(one.hours)
    shown = (placed.address, one.title, strapline, place, one.category, one.order, placed.image)
    return Listed(
        address=placed.address,
        name=one.title,
        strapline=strapline,
        place=place,
        categories=one.category,
        order=one.order,
        image=placed.image,
        access=access,
        languages=spoken,
        lines=lines,
        open=opened,
        words=words,
        digest=digest_of(*shown, access, spoken, lines, opened, words),
    )


def groups_by_category(directory: Sequence[Listed], link: Linker, *, most: int | None = None) -> tuple[Group, ...]:
    """The organisations by category; one with several stands in each. `most` limits each group, for the front page."""
    return tuple(group(name, members[:most], link) for _, name, members in by_category(directory))


def by_category(directory: Sequence[Listed]) -> list[tuple[str, str, list[Listed]]]:
    """(slug, name, members) of each category, those without one last; a single one of all when nobody has one."""
    ordered = sorted(directory, key=lambda one: (one.order is None, one.order or 0))
    groups = by_names(ordered, lambda one: one.categories or (OTHERS,))
    if not any(one.categories for one in directory):
        groups = [(slug, ALL, members) for slug, _, members in groups]
    return sorted(groups, key=lambda one: (one[0] == slugify(OTHERS), directory_name(one[1]), one[0]))


def by_names(
    directory: Sequence[Listed], names: Callable[[Listed], tuple[str, ...]]
) -> list[tuple[str, str, list[Listed]]]:
    """(slug, name, members) for each of the names that people wrote. Spellings with one slug are one name, and nobody
    stands twice below it."""
    spelt = usual_spellings(name for one in directory for name in names(one))
    found: dict[str, list[Listed]] = {}
    for one in directory:
        for slug in dict.fromkeys(map(slugify, names(one))):
            found.setdefault(slug, []).append(one)
    return [(slug, spelt[slug], members) for slug, members in found.items()]


def by_letter(directory: Sequence[Listed]) -> list[tuple[str, str, list[Listed]]]:
    """By the first letter of their names, “The” not counted; numbers come first."""
    return _by(directory, lambda one: _letter(one.name))


def by_more_letters(directory: Sequence[Listed], known: int) -> tuple[int, list[tuple[str, str, list[Listed]]]]:
    """By as many of the first letters of their names as it takes to tell them apart, for names that share `known`
    letters; and how many those are. A single group when no number of letters does."""
    names = [directory_name(one.name) for one in directory]
    first, last = min(names), max(names)  # what these two share, all do
    differs = (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    shared = max(known, next(differs, min(len(first), len(last))))
    for letters in range(shared + 1, shared + _FURTHER):
        found = _by(directory, lambda one, letters=letters: _beginning(one.name, letters))  # type: ignore[misc]
        if len(found) > 1:
            return letters, found
    return known + 1, _by(directory, lambda one: _beginning(one.name, known + 1))


def _beginning(name: str, letters: int) -> str:
    first = directory_name(name)[:letters].replace("-", " ").strip()
    return first[:1].upper() + first[1:] or "0–9"


def _by(directory: Sequence[Listed], heading: Callable[[Listed], str]) -> list[tuple[str, str, list[Listed]]]:
    """(slug, heading, members), in the order of the headings. Headings with one slug are one: each has an address."""
    found: dict[str, tuple[str, list[Listed]]] = {}
    for one in directory:
        name = heading(one)
        found.setdefault(slugify(name), (name, []))[1].append(one)
    return sorted(((slug, name, members) for slug, (name, members) in found.items()), key=lambda group: group[1::-1])


def group(heading: str, members: Sequence[Listed], link: Linker) -> Group:
    """Organisations under a heading."""
    return Group(
        heading=heading,
        anchor=f"to-{slugify(heading)}",
        organisations=tuple(_organisation_card(one, link) for one in members),
    )


def _organisation_card(one: Listed, link: Linker) -> OrganisationCard:
    return OrganisationCard(
        name=one.name,
        href=link.to(one.address),
        strapline=one.strapline,
        place=one.place,
        categories=one.categories,
        lines=one.lines,
        picture=picture(one.image, link),
    )


def _letter(name: str) -> str:
    first = directory_name(name)[:1].upper()
    return "0–9" if first.isdigit() else first
