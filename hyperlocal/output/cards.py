"""The small views that lists are made of: a post's card, an organisation's card, and organisations in groups."""

from __future__ import annotations

from collections.abc import Sequence

from hyperlocal.content.organisation import Organisation
from hyperlocal.output.frame import Frame, day, picture
from hyperlocal.output.views import Card, Group, Link, OrganisationCard
from hyperlocal.site import PlacedOrganisation, PlacedPost, directory_name
from hyperlocal.slugs import slugify

OTHERS = "Others"
ALL = "All organisations"


def cards(frame: Frame, posts: Sequence[PlacedPost], address: str) -> tuple[Card, ...]:
    """Posts as they stand in a list on the page at `address`."""
    return tuple(card(frame, post, address) for post in posts)


def card(frame: Frame, placed: PlacedPost, address: str, *, owner: bool = True) -> Card:
    """One post in a list. `owner` is false on the page of the organisation itself."""
    link = frame.linker(address)
    whose = frame.owner(placed) if owner else None
    return Card(
        title=placed.post.title,
        href=link.to(placed.address),
        day=day(placed.day),
        summary=placed.post.summary or placed.post.document.summary,
        picture=picture(placed.image, link),
        organisation=Link(label=whose.organisation.title, href=link.to(whose.address)) if whose else None,
    )


def groups_by_category(frame: Frame, address: str, *, most: int | None = None) -> tuple[Group, ...]:
    """The organisations by category; one with several stands in each. `most` limits each group, for the front page."""
    found: dict[str, list[PlacedOrganisation]] = {}
    names: dict[str, str] = {}
    for placed in _ordered(frame.site.organisations):
        for key, name in _categories(placed.organisation).items():
            names.setdefault(key, name)
            found.setdefault(key, []).append(placed)
    if not any(placed.organisation.category for placed in frame.site.organisations):
        names = dict.fromkeys(names, ALL)
    keys = sorted(found, key=lambda key: (key == slugify(OTHERS), directory_name(names[key]), key))
    return tuple(_group(frame, names[key], found[key][:most], address) for key in keys)


def _categories(one: Organisation) -> dict[str, str]:
    """Slug -> name. Two spellings with one slug are one category; an organisation without any is one of the others."""
    return {slugify(name): name for name in reversed(one.category)} or {slugify(OTHERS): OTHERS}


def groups_by_letter(frame: Frame, address: str) -> tuple[Group, ...]:
    """The organisations by the first letter of their names, “The” not counted; numbers come first."""
    found: dict[str, list[PlacedOrganisation]] = {}
    for placed in frame.site.organisations:
        found.setdefault(_letter(placed.organisation.title), []).append(placed)
    return tuple(_group(frame, letter, found[letter], address) for letter in sorted(found))


def _group(frame: Frame, heading: str, members: Sequence[PlacedOrganisation], address: str) -> Group:
    return Group(
        heading=heading,
        anchor=f"to-{slugify(heading)}",
        organisations=tuple(_organisation_card(frame, placed, address) for placed in members),
    )


def _organisation_card(frame: Frame, placed: PlacedOrganisation, address: str) -> OrganisationCard:
    one, link = placed.organisation, frame.linker(address)
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
