"""The views of pages that lead to others: news by year, month and tag, the directory, the feeds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from hyperlocal.dates import month_name
from hyperlocal.output.cards import cards, groups_by_category, groups_by_letter
from hyperlocal.output.frame import Frame
from hyperlocal.output.views import (
    DirectoryView,
    FeedLink,
    FeedsView,
    Link,
    Month,
    NewsView,
    TagsView,
    YearView,
)
from hyperlocal.site import PlacedPost, Tag
from hyperlocal.site import addresses as at

NEWEST = 20


def news(frame: Frame) -> NewsView:
    """The newest posts, and the years."""
    own = frame.site.sections.get("news")
    title = frame.label("news")
    summary = (own and (own.page.summary or own.page.document.summary)) or f"News from {frame.site.config.title}"
    return _list(
        frame,
        at.NEWS,
        title,
        summary,
        frame.site.posts[:NEWEST],
        [(title, at.NEWS)],
        html=frame.introduction("news", at.NEWS),
    )


def month(frame: Frame, year: int, number: int, posts: Sequence[PlacedPost]) -> NewsView:
    """One month of a year that has very many posts."""
    address = at.month_address(year, number)
    title = f"{month_name(number)} {year}"
    steps = [(frame.label("news"), at.NEWS), (str(year), at.year_address(year)), (title, address)]
    return _list(frame, address, title, f"News from {title}", posts, steps)


def tag(frame: Frame, one: Tag) -> NewsView:
    """All posts with one tag."""
    address = at.tag_address(one.slug)
    steps = [(frame.label("tags"), at.TAGS), (one.name, address)]
    feed = frame.feeds(address, one.name, frame.linker(address), kinds=1)
    return _list(frame, address, one.name, f"{frame.site.config.title}: {one.name}", one.posts, steps, feed=feed[0])


def year(frame: Frame, number: int, posts: Sequence[PlacedPost]) -> YearView:
    """One year's posts, newest month first."""
    address = at.year_address(number)
    way, trail = frame.crumbs(address, (frame.label("news"), at.NEWS), (str(number), address))
    split = len(posts) > at.MOST_IN_A_YEAR
    months = []
    for month_number in sorted({placed.day.month for placed in posts}, reverse=True):
        own = [placed for placed in posts if placed.day.month == month_number]
        there = at.month_address(number, month_number) if split else address
        months.append(
            Month(
                heading=f"{month_name(month_number)} {number}",
                anchor=f"to-{month_name(month_number).casefold()}",
                href=frame.linker(address).to(there),
                count=len(own),
                cards=() if split else cards(frame, own, address),
            )
        )
    title = f"{frame.label('news')} from {number}"
    return YearView(
        site=frame.site_view(address),
        head=frame.head(address, title, title, graph=[trail]),
        crumbs=way,
        title=title,
        months=tuple(months),
        years=_years(frame, address),
    )


def tags(frame: Frame) -> TagsView:
    """Every tag."""
    link, title = frame.linker(at.TAGS), frame.label("tags")
    way, trail = frame.crumbs(at.TAGS, (title, at.TAGS))
    return TagsView(
        site=frame.site_view(at.TAGS),
        head=frame.head(at.TAGS, title, f"What {frame.site.config.title} writes about", graph=[trail]),
        crumbs=way,
        title=title,
        html=frame.introduction("tags", at.TAGS),
        tags=tuple(
            Link(label=one.name, href=link.to(at.tag_address(one.slug)), count=len(one.posts))
            for one in frame.site.tags
        ),
    )


def directory(frame: Frame, address: str) -> DirectoryView:
    """The organisations: by category at /organisations/, by letter at /organisations/a-z/."""
    by_letter = address == at.BY_LETTER
    title = frame.label("organisations")
    steps = [(title, at.ORGANISATIONS), *([("A to Z", at.BY_LETTER)] if by_letter else [])]
    way, trail = frame.crumbs(address, *steps)
    link = frame.linker(address)
    own = frame.site.sections.get("organisations")
    place = frame.site.config.place
    summary = (own and (own.page.summary or own.page.document.summary)) or (
        f"Organisations in {place}" if place else ""
    )
    full = f"{title}, A to Z" if by_letter else title
    return DirectoryView(
        site=frame.site_view(address),
        head=frame.head(address, full, summary or title, graph=[trail]),
        crumbs=way,
        title=full,
        html=Markup("") if by_letter else frame.introduction("organisations", address),
        groups=groups_by_letter(frame, address) if by_letter else groups_by_category(frame, address),
        arrangements=(
            Link(label="By category", href=link.to(at.ORGANISATIONS), current=not by_letter),
            Link(label="A to Z", href=link.to(at.BY_LETTER), current=by_letter),
        )
        if frame.site.organisations
        else (),
    )


def feeds(frame: Frame) -> FeedsView:
    """The page that explains feeds and lists them all."""
    link, title = frame.linker(at.FEEDS), frame.label("feeds")
    way, trail = frame.crumbs(at.FEEDS, (title, at.FEEDS))
    owners = {placed.organisation for placed in frame.site.posts}
    own: list[FeedLink] = []
    for one in frame.site.organisations:
        if one.address in owners:
            own += frame.feeds(one.address, one.organisation.title, link, kinds=frame.kinds)
    by_tag = [
        feed
        for one in frame.site.tags
        for feed in frame.feeds(at.tag_address(one.slug), one.name, link, kinds=frame.kinds)
    ]
    return FeedsView(
        site=frame.site_view(at.FEEDS),
        head=frame.head(at.FEEDS, title, f"How to follow {frame.site.config.title} without visiting it", graph=[trail]),
        crumbs=way,
        title=title,
        html=frame.introduction("feeds", at.FEEDS),
        main=frame.feeds("/", frame.site.config.title, link, kinds=3),
        organisations=tuple(own),
        tags=tuple(by_tag),
    )


def _list(
    frame: Frame,
    address: str,
    title: str,
    summary: str,
    posts: Sequence[PlacedPost],
    steps: Sequence[tuple[str, str]],
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
        cards=cards(frame, posts, address),
        years=_years(frame, address),
        feed=feed,
    )


def _years(frame: Frame, address: str) -> tuple[Link, ...]:
    counted = Counter(placed.day.year for placed in frame.site.posts)
    link = frame.linker(address)
    return tuple(
        Link(
            label=str(number),
            href=link.to(at.year_address(number)),
            count=counted[number],
            current=address.startswith(at.year_address(number)),
        )
        for number in sorted(counted, reverse=True)
    )
