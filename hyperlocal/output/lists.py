"""The views of pages that lead to others: news by year, month and tag, the feeds."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from hyperlocal.dates import month_name
from hyperlocal.output.address import Linker
from hyperlocal.output.cards import Teaser, cards
from hyperlocal.output.frame import Frame
from hyperlocal.output.views import (
    FeedLink,
    FeedsView,
    Link,
    Month,
    NewsView,
    TagsView,
    YearView,
)
from hyperlocal.site import PlacedPage
from hyperlocal.site import addresses as at

NEWEST = 20


Years = tuple[tuple[int, int | None], ...]
"""The years that have posts, newest first; with their number where it is told."""


def news(frame: Frame, own: PlacedPage | None, newest: tuple[Teaser, ...], years: Years) -> NewsView:
    """The newest posts, and the years."""
    title = frame.label("news")
    summary = (own and (own.page.summary or own.page.document.summary)) or f"News from {frame.config.title}"
    html = frame.introduction(own, at.NEWS)
    return _list(frame, at.NEWS, title, summary, newest, [(title, at.NEWS)], years, html=html)


def month(frame: Frame, year: int, number: int, posts: tuple[Teaser, ...], years: Years) -> NewsView:
    """One month of a year that has very many posts."""
    address = at.month_address(year, number)
    title = f"{month_name(number)} {year}"
    steps = [(frame.label("news"), at.NEWS), (str(year), at.year_address(year)), (title, address)]
    return _list(frame, address, title, f"News from {title}", posts, steps, years)


def tag(frame: Frame, slug: str, name: str, posts: tuple[Teaser, ...], years: Years) -> NewsView:
    """All posts with one tag."""
    address = at.tag_address(slug)
    steps = [(frame.label("tags"), at.TAGS), (name, address)]
    feed = frame.feeds(address, name, frame.linker(address), kinds=1)
    return _list(frame, address, name, f"{frame.config.title}: {name}", posts, steps, years, feed=feed[0])


def year(frame: Frame, number: int, months: tuple[tuple[int, int, tuple[Teaser, ...]], ...], years: Years) -> YearView:
    """One year's posts, newest month first. `months` are (month, how many posts, those to show here)."""
    address = at.year_address(number)
    link = frame.linker(address)
    way, trail = frame.crumbs(address, (frame.label("news"), at.NEWS), (str(number), address))
    title = f"{frame.label('news')} from {number}"
    return YearView(
        site=frame.site_view(address),
        head=frame.head(address, title, title, graph=[trail]),
        crumbs=way,
        title=title,
        months=tuple(
            Month(
                heading=f"{month_name(one)} {number}",
                anchor=f"to-{month_name(one).casefold()}",
                href=link.to(address if shown else at.month_address(number, one)),
                count=count,
                cards=cards(shown, link),
            )
            for one, count, shown in months
        ),
        years=_years(years, link),
    )


def tags(frame: Frame, own: PlacedPage | None, found: tuple[tuple[str, str, int], ...]) -> TagsView:
    """Every tag: (slug, name, how many posts)."""
    link, title = frame.linker(at.TAGS), frame.label("tags")
    way, trail = frame.crumbs(at.TAGS, (title, at.TAGS))
    return TagsView(
        site=frame.site_view(at.TAGS),
        head=frame.head(at.TAGS, title, f"What {frame.config.title} writes about", graph=[trail]),
        crumbs=way,
        title=title,
        html=frame.introduction(own, at.TAGS),
        tags=tuple(Link(label=name, href=link.to(at.tag_address(slug)), count=count) for slug, name, count in found),
    )


def feeds(
    frame: Frame, page: PlacedPage | None, owners: tuple[tuple[str, str], ...], named: tuple[tuple[str, str], ...]
) -> FeedsView:
    """The page that explains feeds and lists them all: those of organisations and of tags, as (address, name)."""
    link, title = frame.linker(at.FEEDS), frame.label("feeds")
    way, trail = frame.crumbs(at.FEEDS, (title, at.FEEDS))

    def listed(places: tuple[tuple[str, str], ...]) -> tuple[FeedLink, ...]:
        found = (frame.feeds(address, name, link, kinds=frame.config.part_feeds) for address, name in places)
        return tuple(feed for each in found for feed in each)

    return FeedsView(
        site=frame.site_view(at.FEEDS),
        head=frame.head(at.FEEDS, title, f"How to follow {frame.config.title} without visiting it", graph=[trail]),
        crumbs=way,
        title=title,
        html=frame.introduction(page, at.FEEDS),
        main=frame.feeds("/", frame.config.title, link, kinds=frame.config.site_feeds),
        organisations=listed(owners),
        tags=listed(named),
    )


def _list(
    frame: Frame,
    address: str,
    title: str,
    summary: str,
    posts: Sequence[Teaser],
    steps: Sequence[tuple[str, str]],
    years: Years,
    *,
    html: Markup | None = None,
    feed: FeedLink | None = None,
) -> NewsView:
    way, trail = frame.crumbs(address, *steps)
    return NewsView(
        site=frame.site_view(address),
        head=frame.head(address, title, summary, graph=[trail]),
        crumbs=way,
        title=title,
        html=html if html is not None else Markup(""),
        cards=cards(posts, frame.linker(address)),
        years=_years(years, frame.linker(address)),
        feed=feed,
    )


def _years(years: Years, link: Linker) -> tuple[Link, ...]:
    return tuple(
        Link(
            label=str(number),
            href=link.to(at.year_address(number)),
            count=count,
            current=link.at.startswith(at.year_address(number)),
        )
        for number, count in years
    )
