"""The views of pages that show one thing: the front page, a post, a page."""

from __future__ import annotations

from datetime import date

from hyperlocal.output import structured
from hyperlocal.output.bodies import body
from hyperlocal.output.cards import Listed, Teaser, cards, groups_by_category
from hyperlocal.output.frame import Frame, day, picture
from hyperlocal.output.structured import Owner
from hyperlocal.output.views import (
    HomeView,
    Link,
    NotFoundView,
    PageView,
    PostView,
    RedirectView,
)
from hyperlocal.site import PlacedPage, PlacedPost
from hyperlocal.site import addresses as at

HOME_POSTS = 6
_HOME_ORGANISATIONS = 6
Near = tuple[str, str]
"""Another page: its address and its title."""


def home(
    frame: Frame,
    page: PlacedPage | None,
    newest: tuple[Teaser, ...],
    posts: int,
    updated: date | None,
    directory: tuple[Listed, ...],
) -> HomeView:
    """The front page: the owner's words, the newest posts (of how many), the organisations by category."""
    link, config = frame.linker(at.HOME), frame.config
    given = page.page.title if page and page.page.title.casefold() not in ("home", "index") else ""
    description = (page and (page.page.summary or page.page.document.summary)) or config.tagline
    there = link.to(at.ORGANISATIONS)
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
        html=frame.introduction(page, at.HOME),
        picture=picture(page.image, link) if page else None,
        cards=cards(newest, link),
        news=Link(label=frame.label("news"), href=link.to(at.NEWS), count=posts) if posts else None,
        groups=groups_by_category(directory, link, most=_HOME_ORGANISATIONS),
        organisations=Link(label=frame.label("organisations"), href=there, count=len(directory)) if directory else None,
        updated=day(updated) if updated else None,
    )


def post(
    frame: Frame,
    placed: PlacedPost,
    owner: Owner | None,
    tags: tuple[tuple[str, str], ...],
    newer: Near | None,
    older: Near | None,
    card: str,
) -> PostView:
    """One post, whole. `tags` are (address, name); `card` is the address of its share card, or ""."""
    one, address, link = placed.post, placed.address, frame.linker(placed.address)
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
            card=card,
            graph=[structured.posting(placed, frame.config, owner, summary, link), trail],
        ),
        crumbs=way,
        title=one.title,
        day=day(placed.day),
        updated=day(placed.updated) if placed.updated and placed.updated != placed.day else None,
        author=one.author,
        organisation=Link(label=owner.name, href=link.to(owner.address)) if owner else None,
        tags=tuple(Link(label=name, href=link.to(there)) for there, name in tags),
        language=one.lang or frame.config.language,
        picture=picture(placed.image, link),
        html=body(placed, one.document, link),
        newer=Link(label=newer[1], href=link.to(newer[0])) if newer else None,
        older=Link(label=older[1], href=link.to(older[0])) if older else None,
    )


def page(frame: Frame, placed: PlacedPage, above: tuple[Near, ...], below: tuple[Near, ...]) -> PageView:
    """A page, with the pages in the folder of its name."""
    one, address, link = placed.page, placed.address, frame.linker(placed.address)
    way, trail = frame.crumbs(address, *((title, there) for there, title in above), (one.title, address))
    return PageView(
        site=frame.site_view(address),
        head=frame.head(address, one.title, one.summary or one.document.summary, image=placed.image, graph=[trail]),
        crumbs=way,
        title=one.title,
        language=one.lang or frame.config.language,
        picture=picture(placed.image, link),
        html=frame.body(placed, address),
        updated=day(placed.updated) if placed.updated else None,
        children=tuple(Link(label=title, href=link.to(there)) for there, title in below),
    )


def not_found(frame: Frame, own: PlacedPage | None, style: str) -> NotFoundView:
    """404.html, which hosts show for any address that is not there."""
    title = own.page.title if own else "Page not found"
    return NotFoundView(
        site=frame.site_view(at.NOT_FOUND, style=style),
        head=frame.head(at.NOT_FOUND, title, "This page is not here."),
        title=title,
        html=frame.introduction(own, at.NOT_FOUND),
    )


def redirect(frame: Frame, old: str, address: str, title: str) -> RedirectView:
    """An old address."""
    link = frame.linker(f"/{old.removesuffix('index.html')}")
    return RedirectView(
        site=frame.site_view(link.at),
        target=Link(label=title, href=link.to(address)),
        canonical=link.absolutely(address),
    )
