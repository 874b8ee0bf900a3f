"""Which pages there are, and for each what it may show: exactly that, and nothing else, is handed to its function."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from hyperlocal.output import DataFile, PageFile, directory, lists, pages, profilepage
from hyperlocal.output.address import file_of
from hyperlocal.output.cards import Teaser, listed, teaser
from hyperlocal.output.drawing import Argument, Drawing
from hyperlocal.output.frame import Frame
from hyperlocal.output.pages import Near
from hyperlocal.output.structured import Owner
from hyperlocal.output.views import View
from hyperlocal.site import PlacedPage, PlacedPost, Site
from hyperlocal.site import addresses as at


class Pages:
    """Names the pages of one site. `organisations` are all by address, `tag_names` what each tag is called."""

    def __init__(self, site: Site, frame: Frame, style: str, cards: Mapping[str, str]) -> None:
        """`cards` has the addresses of share cards, by those of their pages."""
        self.organisations = {one.address: one for one in site.organisations}
        self.tag_names = {tag.slug: tag.name for tag in site.tags}
        self._site, self._frame, self._style, self._cards = site, frame, style, cards
        self._teasers = {placed.address: teaser(placed, self.organisations) for placed in site.posts}
        self._pages = {one.address: one for one in site.pages}
        self.listed = tuple(listed(one) for one in site.organisations)

    def all(self) -> Iterator[PageFile]:
        """Every page, but those at old addresses."""
        yield self._home()
        yield from self._posts()
        yield from self._written()
        yield from self._news()
        yield from self._tags()
        yield from self._directory()
        lost = (self._site.sections.get("404"), self._style)
        yield self._page(
            at.NOT_FOUND, "404.html", pages.not_found, *lost, source=self._introduction("404"), listed=False
        )

    def data(self) -> Iterator[DataFile]:
        """What the scripts of pages read, when a reader asks for it."""
        if self.listed:
            drawing = Drawing(directory.filter_data, (self.listed, self._frame.portable))
            yield DataFile(path=file_of(at.DIRECTORY_FILTER), drawing=drawing)

    def redirects(self) -> Iterator[PageFile]:
        """The pages at old addresses."""
        titles = {placed.address: placed.post.title for placed in self._site.posts}
        titles |= {one.address: one.page.title for one in (*self._site.pages, *self._site.sections.values())}
        titles |= {one.address: one.organisation.title for one in self._site.organisations}
        for old in self._site.redirects:
            drawing = Drawing(pages.redirect, (self._frame, old.old, old.address, titles[old.address]))
            yield PageFile(
                path=old.old,
                address=f"/{old.old}",
                template="redirect.html",
                drawing=drawing,
                source=old.source,
                listed=False,
            )

    def _page(
        self,
        address: str,
        template: str,
        function: Callable[..., View],
        *arguments: Argument,
        source: str = "",
        listed: bool = True,
        changed: date | None = None,
    ) -> PageFile:
        return PageFile(
            path=file_of(address),
            address=address,
            template=template,
            drawing=Drawing(function, (self._frame, *arguments)),
            source=source,
            listed=listed,
            changed=changed.isoformat() if changed else "",
        )

    def _introduction(self, section: str) -> str:
        """The file with the owner's words above a list, or ""."""
        placed = self._site.sections.get(section)
        return placed.page.source.path if placed else ""

    def _shown(self, posts: Sequence[PlacedPost]) -> tuple[Teaser, ...]:
        return tuple(self._teasers[placed.address] for placed in posts)

    def _home(self) -> PageFile:
        site = self._site
        updated = max((placed.updated or placed.day for placed in site.posts), default=None)
        newest = self._shown(site.posts[: pages.HOME_POSTS])
        shown = (site.sections.get("home"), newest, len(site.posts), updated, self.listed)
        return self._page(at.HOME, "home.html", pages.home, *shown, source=self._introduction("home"))

    def _posts(self) -> Iterator[PageFile]:
        posts = self._site.posts
        near: list[Near | None] = [None, *((one.address, one.post.title) for one in posts), None]
        owners = {
            address: Owner(name=one.organisation.title, address=address, kind=one.organisation.kind)
            for address, one in self.organisations.items()
        }
        names = {slug: (at.tag_address(slug), name) for slug, name in self.tag_names.items()}
        for place, placed in enumerate(posts, 1):
            yield self._page(
                placed.address,
                "post.html",
                pages.post,
                placed,
                owners.get(placed.organisation),
                tuple([names[slug] for slug in placed.tags]),
                near[place - 1],
                near[place + 1],
                self._cards.get(placed.address, ""),
                source=placed.post.source.path,
                changed=placed.updated or placed.day,
            )

    def _written(self) -> Iterator[PageFile]:
        below: dict[str, list[PlacedPage]] = defaultdict(list)
        for one in self._site.pages:
            below[_parent(one.address)].append(one)
        for one in self._site.pages:
            children = sorted(below[one.address], key=_in_order) if one.address != "/" else []
            near = tuple((child.address, child.page.title) for child in children)
            yield self._page(
                one.address,
                "page.html",
                pages.page,
                one,
                self._above(one),
                near,
                source=one.page.source.path,
                changed=one.updated,
            )

    def _above(self, placed: PlacedPage) -> tuple[Near, ...]:
        """The pages above a page in a sub-folder, the highest first."""
        found: list[Near] = []
        address = _parent(placed.address)
        while address != "/":
            if address in self._pages:
                found.insert(0, (address, self._pages[address].page.title))
            address = _parent(address)
        return tuple(found)

    def _news(self) -> Iterator[PageFile]:
        """Lists are there when something is in them, and where the owner wrote their introduction already."""
        site = self._site
        counted = Counter(placed.day.year for placed in site.posts)
        years = tuple(sorted(counted.items(), reverse=True))
        plain = tuple((year, None) for year, _ in years)
        if site.posts or "news" in site.sections:
            shown = (site.sections.get("news"), self._shown(site.posts[: lists.NEWEST]), years)
            yield self._page(at.NEWS, "news.html", lists.news, *shown, source=self._introduction("news"))
        by_month: dict[int, dict[int, list[PlacedPost]]] = defaultdict(lambda: defaultdict(list))
        for placed in site.posts:
            by_month[placed.day.year][placed.day.month].append(placed)
        for year, months in by_month.items():
            split = counted[year] > at.MOST_IN_A_YEAR
            newest_first = sorted(months.items(), reverse=True)
            rows = tuple((month, len(own), () if split else self._shown(own)) for month, own in newest_first)
            yield self._page(at.year_address(year), "year.html", lists.year, year, rows, plain)
            for month, own in months.items() if split else ():
                shown_month = (year, month, self._shown(own), plain)
                yield self._page(at.month_address(year, month), "news.html", lists.month, *shown_month)

    def _tags(self) -> Iterator[PageFile]:
        site = self._site
        if site.posts or "feeds" in site.sections:
            owners = {placed.organisation for placed in site.posts}
            own = tuple((one.address, one.organisation.title) for one in site.organisations if one.address in owners)
            named = tuple((at.tag_address(tag.slug), tag.name) for tag in site.tags)
            page = site.sections.get("feeds")
            yield self._page(at.FEEDS, "feeds.html", lists.feeds, page, own, named, source=self._introduction("feeds"))
        if site.tags or "tags" in site.sections:
            counted = tuple((tag.slug, tag.name, len(tag.posts)) for tag in site.tags)
            page = site.sections.get("tags")
            yield self._page(at.TAGS, "tags.html", lists.tags, page, counted, source=self._introduction("tags"))
        years = tuple((year, None) for year in sorted({placed.day.year for placed in site.posts}, reverse=True))
        for tag in site.tags:
            shown = (tag.slug, tag.name, self._shown(tag.posts), years)
            yield self._page(at.tag_address(tag.slug), "news.html", lists.tag, *shown)

    def _directory(self) -> Iterator[PageFile]:
        site = self._site
        page, source = site.sections.get("organisations"), self._introduction("organisations")
        found = directory.ways(self.listed)
        arranged = tuple((way.label, way.address) for way in found)
        for shelf in (shelf for way in found for shelf in directory.shelves(way)):
            first = shelf.address == at.ORGANISATIONS
            yield self._page(
                shelf.address,
                "directory-print.html" if shelf.paper else "directory.html",
                directory.page,
                page if first else None,
                shelf,
                arranged,
                source=source if first else "",
                listed=not shelf.paper,
            )
        if not found and page is not None:
            yield self._page(
                at.ORGANISATIONS, "directory.html", directory.page, page, directory.EMPTY, (), source=source
            )
        yield from self._profiles()

    def _profiles(self) -> Iterator[PageFile]:
        own: dict[str, list[PlacedPost]] = defaultdict(list)
        for placed in self._site.posts:
            own[placed.organisation].append(placed)
        for one in self._site.organisations:
            yield self._page(
                one.address,
                "organisation.html",
                profilepage.organisation,
                one,
                self._shown(own[one.address]),
                one.organisation.alerts_on(self._site.today, self._site.config.zone),
                self._site.today.year,
                source=one.organisation.source.path,
                changed=one.updated,
            )


def _in_order(placed: PlacedPage) -> tuple[int, str]:
    page = placed.page
    return (page.order if page.order is not None else 50, page.title.casefold())


def _parent(address: str) -> str:
    return address.rstrip("/").rpartition("/")[0] + "/"
