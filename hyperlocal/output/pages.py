"""The views of pages that show one thing: the front page, a post, a page, an organisation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

from hyperlocal.content.organisation import Organisation
from hyperlocal.output import structured
from hyperlocal.output.bodies import body
from hyperlocal.output.cards import card, cards, groups_by_category
from hyperlocal.output.frame import Frame, day, elsewhere, picture, telephone
from hyperlocal.output.views import (
    Fact,
    HomeView,
    Link,
    NotFoundView,
    OrganisationView,
    PageView,
    PostView,
    RedirectView,
)
from hyperlocal.site import PlacedOrganisation, PlacedPage, PlacedPost
from hyperlocal.site import addresses as at
from hyperlocal.site.addresses import Redirect
from hyperlocal.slugs import slugify

_HOME_POSTS = 6
_HOME_ORGANISATIONS = 6


def home(frame: Frame) -> HomeView:
    """The front page: the owner's words, the newest posts, the organisations by category."""
    site, link = frame.site, frame.linker(at.HOME)
    config = site.config
    page = site.sections.get("home")
    given = page.page.title if page and page.page.title.casefold() not in ("home", "index") else ""
    description = (page and (page.page.summary or page.page.document.summary)) or config.tagline
    newest = site.posts[:_HOME_POSTS]
    return HomeView(
        site=frame.site_view(at.HOME),
        head=frame.head(
            at.HOME,
            config.title,
            description or config.title,
            image=page.image if page else None,
            graph=[structured.website(config, link)],
        ),
        heading=given or config.title,
        html=frame.introduction("home", at.HOME),
        picture=picture(page.image, link) if page else None,
        cards=cards(frame, newest, at.HOME),
        news=Link(label=frame.label("news"), href=link.to(at.NEWS), count=len(site.posts)) if site.posts else None,
        groups=groups_by_category(frame, at.HOME, most=_HOME_ORGANISATIONS),
        organisations=Link(
            label=frame.label("organisations"), href=link.to(at.ORGANISATIONS), count=len(site.organisations)
        )
        if site.organisations
        else None,
    )


def post(frame: Frame, placed: PlacedPost, newer: PlacedPost | None, older: PlacedPost | None) -> PostView:
    """One post, whole."""
    one, address, link = placed.post, placed.address, frame.linker(placed.address)
    owner = frame.owner(placed)
    summary = one.summary or one.document.summary
    year = placed.day.year
    way, trail = frame.crumbs(
        address, (frame.label("news"), at.NEWS), (str(year), at.year_address(year)), (one.title, address)
    )
    return PostView(
        site=frame.site_view(address),
        head=frame.head(
            address,
            one.title,
            summary,
            kind="article",
            image=placed.image,
            graph=[structured.posting(placed, frame.site.config, owner, summary, link), trail],
        ),
        crumbs=way,
        title=one.title,
        day=day(placed.day),
        updated=day(placed.updated) if placed.updated and placed.updated != placed.day else None,
        author=one.author,
        organisation=Link(label=owner.organisation.title, href=link.to(owner.address)) if owner else None,
        tags=tuple(Link(label=frame.tag_names[slug], href=link.to(at.tag_address(slug))) for slug in placed.tags),
        language=one.lang or frame.site.config.language,
        picture=picture(placed.image, link),
        html=body(placed, one.document, link, frame.photos),
        newer=_neighbour(newer, frame, address),
        older=_neighbour(older, frame, address),
    )


def page(frame: Frame, placed: PlacedPage) -> PageView:
    """A page, with the pages in the folder of its name."""
    one, address, link = placed.page, placed.address, frame.linker(placed.address)
    above = _above(frame, placed)
    steps = [(parent.page.title, parent.address) for parent in above]
    way, trail = frame.crumbs(address, *steps, (one.title, address))
    below = [other for other in frame.site.pages if other.address != address and _parent(other.address) == address]
    ordered = sorted(below, key=lambda p: (p.page.order if p.page.order is not None else 50, p.page.title.casefold()))
    return PageView(
        site=frame.site_view(address),
        head=frame.head(address, one.title, one.summary or one.document.summary, image=placed.image, graph=[trail]),
        crumbs=way,
        title=one.title,
        language=one.lang or frame.site.config.language,
        picture=picture(placed.image, link),
        html=frame.body(placed, address),
        updated=day(placed.updated) if placed.updated else None,
        children=tuple(Link(label=other.page.title, href=link.to(other.address)) for other in ordered),
    )


def organisation(frame: Frame, placed: PlacedOrganisation) -> OrganisationView:
    """One organisation: who they are, how to reach them, their own news and feeds."""
    one, address, link = placed.organisation, placed.address, frame.linker(placed.address)
    own = tuple(post for post in frame.site.posts if post.organisation == address)
    way, trail = frame.crumbs(address, (frame.label("organisations"), at.ORGANISATIONS), (one.title, address))
    there = link.to(at.ORGANISATIONS)
    summary = one.summary or one.document.summary or one.strapline
    return OrganisationView(
        site=frame.site_view(address),
        head=frame.head(
            address, one.title, summary, image=placed.image, graph=[structured.organisation(placed, link), trail]
        ),
        crumbs=way,
        name=one.title,
        also_known_as=one.also_known_as,
        strapline=one.strapline,
        language=one.lang or frame.site.config.language,
        picture=picture(placed.image, link),
        categories=tuple(Link(label=name, href=f"{there}#to-{slugify(name)}") for name in one.category),
        html=body(placed, one.document, link, frame.photos),
        facts=facts(one),
        cards=tuple(card(frame, post, address, owner=False) for post in own),
        feeds=frame.feeds(address, one.title, link, kinds=frame.kinds) if own else (),
    )


def not_found(frame: Frame, style: str) -> NotFoundView:
    """404.html, which hosts show for any address that is not there."""
    own = frame.site.sections.get("404")
    title = own.page.title if own else "Page not found"
    return NotFoundView(
        site=frame.site_view(at.NOT_FOUND, style=style),
        head=frame.head(at.NOT_FOUND, title, "This page is not here."),
        title=title,
        html=frame.introduction("404", at.NOT_FOUND),
    )


def redirect(frame: Frame, old: Redirect, title: str) -> RedirectView:
    """An old address."""
    link = frame.linker(f"/{old.old.removesuffix('index.html')}")
    return RedirectView(
        site=frame.site_view(link.at),
        target=Link(label=title, href=link.to(old.address)),
        canonical=link.absolutely(old.address),
    )


def facts(one: Organisation) -> tuple[Fact, ...]:
    """The contact card, in the order in which people need it."""
    rows: list[tuple[str, list[Link]]] = [
        ("Opening hours", _lines(one.opening_hours)),
        ("Telephone", [telephone(number) for number in one.phones]),
        ("Email", [Link(label=one.email, href=f"mailto:{one.email}")] if one.email else []),
        ("Website", [elsewhere(one.website)] if one.website else []),
        ("Address", _address(one)),
        ("Finding us", _lines(one.directions)),
        ("Buses", _lines(one.bus)),
        ("Parking", _lines(one.parking)),
        ("Postal address", _lines(one.postal_address)),
        ("Other ways to reach us", _lines(one.other_contact)),
        ("Area served", _lines(one.area_served)),
        ("Elsewhere", [elsewhere(address) for address in one.links]),
        ("Legal form", _lines(one.legal_form)),
        ("Part of", _lines(one.parent)),
        ("Founded", _lines(one.founded)),
    ]
    return tuple(Fact(label=label, lines=tuple(lines)) for label, lines in rows if lines)


def _lines(text: str) -> list[Link]:
    return [Link(label=line, href="") for line in text.split("\n") if line]


def _address(one: Organisation) -> list[Link]:
    """The lines of the address, and a link to a map in place of a map: nothing is asked of others by itself."""
    street = re.split(r",\s*(?![^()]*\))", one.address) if "\n" not in one.address else one.address.split("\n")
    written = [part.strip() for part in (*street, one.town, one.county, one.postcode) if part.strip()]
    lines = [Link(label=part, href="") for part in dict.fromkeys(written)]
    there = ""
    if one.latitude and one.longitude:
        there = f"?mlat={one.latitude}&mlon={one.longitude}#map=17/{one.latitude}/{one.longitude}"
    elif one.postcode:
        there = f"search?query={quote(one.postcode)}"
    return [*lines, Link(label="See it on a map", href=f"https://www.openstreetmap.org/{there}")] if there else lines


def _neighbour(placed: PlacedPost | None, frame: Frame, address: str) -> Link | None:
    return Link(label=placed.post.title, href=frame.linker(address).to(placed.address)) if placed else None


def _parent(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0] + "/"


def _above(frame: Frame, placed: PlacedPage) -> Sequence[PlacedPage]:
    """The pages above a page in a sub-folder, the highest first."""
    by_address = {other.address: other for other in frame.site.pages}
    found: list[PlacedPage] = []
    address = _parent(placed.address)
    while address != "/":
        if address in by_address:
            found.insert(0, by_address[address])
        address = _parent(address)
    return found
