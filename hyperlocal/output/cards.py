"""The small views that lists are made of: a post's card, an organisation's card, and organisations in groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hyperlocal.content.organisation import Organisation
from hyperlocal.output.address import Linker
from hyperlocal.output.drawing import digest_of
from hyperlocal.output.frame import day, picture
from hyperlocal.output.views import Card, Group, Link, OrganisationCard
from hyperlocal.site import PlacedOrganisation, PlacedPost, Shown, directory_name
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass

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
    summary = post.summary or post.document.summary
    return Teaser(
        address=placed.address,
        title=post.title,
        day=placed.day,
        summary=summary,
        owner=owner,
        image=image,
        digest=digest_of(placed.address, post.title, placed.day, summary, owner, image),
    )


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


def groups_by_category(
    directory: Sequence[PlacedOrganisation], link: Linker, *, most: int | None = None
) -> tuple[Group, ...]:
    """The organisations by category; one with several stands in each. `most` limits each group, for the front page."""
    found: dict[str, list[PlacedOrganisation]] = {}
    names: dict[str, str] = {}
    for placed in _ordered(directory):
        for key, name in _categories(placed.organisation).items():
            names.setdefault(key, name)
            found.setdefault(key, []).append(placed)
    if not any(placed.organisation.category for placed in directory):
        names = dict.fromkeys(names, ALL)
    keys = sorted(found, key=lambda key: (key == slugify(OTHERS), directory_name(names[key]), key))
    return tuple(_group(names[key], found[key][:most], link) for key in keys)


def _categories(one: Organisation) -> dict[str, str]:
    """Slug -> name. Two spellings with one slug are one category; an organisation without any is one of the others."""
    return {slugify(name): name for name in reversed(one.category)} or {slugify(OTHERS): OTHERS}


def groups_by_letter(directory: Sequence[PlacedOrganisation], link: Linker) -> tuple[Group, ...]:
    """The organisations by the first letter of their names, “The” not counted; numbers come first."""
    found: dict[str, list[PlacedOrganisation]] = {}
    for placed in directory:
        found.setdefault(_letter(placed.organisation.title), []).append(placed)
    return tuple(_group(letter, found[letter], link) for letter in sorted(found))


def _group(heading: str, members: Sequence[PlacedOrganisation], link: Linker) -> Group:
    return Group(
        heading=heading,
        anchor=f"to-{slugify(heading)}",
        organisations=tuple(_organisation_card(placed, link) for placed in members),
    )


def _organisation_card(placed: PlacedOrganisation, link: Linker) -> OrganisationCard:
    one = placed.organisation
    return OrganisationCard(
        name=one.title,
        href=link.to(placed.address),
        strapline=one.strapline or one.summary,
        place=one.town or one.area_served.split("\n")[0],
        categories=one.category,
        picture=picture(placed.image, link),
    )


def _ordered(directory: Sequence[PlacedOrganisation]) -> list[PlacedOrganisation]:
    """By `order` where it is given, then by name, as they come."""
    return sorted(directory, key=lambda one: (one.organisation.order is None, one.organisation.order or 0))


def _letter(name: str) -> str:
    first = directory_name(name)[:1].upper()
    return "0–9" if first.isdigit() else first
