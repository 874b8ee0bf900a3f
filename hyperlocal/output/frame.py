"""What surrounds every page: names, menus, feeds and the head, written for the place where the page stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from hyperlocal.config import Config
from hyperlocal.content.page import Page
from hyperlocal.dates import say, say_short
from hyperlocal.identifiers import extension
from hyperlocal.kinds import NO, YES
from hyperlocal.lettering.words import can_write
from hyperlocal.output import photoset, sharecard, structured
from hyperlocal.output.address import Linker
from hyperlocal.output.bodies import body
from hyperlocal.output.drawing import digest_of
from hyperlocal.output.feeds import ATOM, JSON_FEED, MEDIA_TYPES, RSS
from hyperlocal.output.views import Day, Fact, FeedLink, Head, Imprint, Link, Picture, SiteView
from hyperlocal.registration import Registered, statements
from hyperlocal.site import PlacedPage, Shown, Site
from hyperlocal.site import addresses as at
from hyperlocal.slugs import initials
from hyperlocal.values import dataclass, field

STYLESHEET = "/theme/style.css"
FAVICON = "/favicon.svg"
ICON = "/favicon.ico"
TOUCH_ICON = "/apple-touch-icon.png"
_DEFAULT_ORDER = {"home": 0, "news": 20, "organisations": 30}
_DEFAULT_LABEL = {"home": "Home", "news": "News", "organisations": "Organisations", "tags": "Tags", "feeds": "Feeds"}
_PAGE_ORDER = 50
_OWN_PLACES = frozenset({at.HOME, at.FEEDS, at.NOT_FOUND})
"""Pages whose surroundings are like those of no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """One place in a menu, before it is written for a page."""

    order: int
    label: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Writes what surrounds a page, for any page of one site. Make one with `frame_of`.

    It knows of the site what every page may show, and no more: `digest` stands for all of it. `version` tells one
    style sheet from the next; `labels` is what each section is called; `menu` and `footer` are the places in the two
    menus, in order; `has_feeds` and `has_feeds_page` say whether there is anything to follow. The initials stand in an
    SVG with `drawn_favicon`, and there are icons in pixels with `has_icons`.
    """

    config: Config
    version: str
    portable: bool
    labels: Mapping[str, str]
    menu: tuple[_Place, ...]
    footer: tuple[_Place, ...]
    has_feeds: bool
    has_feeds_page: bool
    drawn_favicon: bool
    has_icons: bool
    digest: str
    kept: dict[tuple[str, bool], SiteView] = field(default_factory=dict, compare=False, repr=False)

    def linker(self, address: str) -> Linker:
        """The links of the page at `address`."""
        rooted = address == at.NOT_FOUND and not self.portable
        base, avif = self.config.base_url, self.config.avif
        return Linker(at=address, base=base, rooted=rooted, portable=self.portable, avif=avif)

    def site_view(self, address: str, *, style: str | None = None) -> SiteView:
        """What every page shows, as it is linked from `address`: worked out once for each folder of pages."""
        if style is not None or any(place.address.startswith(address) for place in (*self.menu, *self.footer)):
            return self._site_view(address, style)
        above = (address.rstrip("/").rpartition("/")[0], address.endswith("/"))
        if address in _OWN_PLACES or above not in self.kept:
            made = self._site_view(address, None)
            if address in _OWN_PLACES:
                return made
            self.kept[above] = made
        return self.kept[above]

    def _site_view(self, address: str, style: str | None) -> SiteView:
        config, link = self.config, self.linker(address)
        return SiteView(
            title=config.title,
            tagline=config.tagline,
            place=config.place,
            language=config.language,
            direction=config.direction,
            initials=initials(config.title),
            home=link.to(at.HOME),
            stylesheet=f"{link.to(STYLESHEET)}?v={self.version}",
            favicon=link.to(FAVICON) if self.drawn_favicon else "",
            icon=link.to(ICON) if self.has_icons else "",
            touch_icon=link.to(TOUCH_ICON) if self.has_icons else "",
            style=None if style is None else Markup(style),
            menu=_menu(self.menu, address, link),
            footer_menu=_menu(self.footer, address, link),
            contact=site_contact(config),
            feeds=self.feeds("/", config.title, link, kinds=config.site_feeds),
            feeds_page=self._feeds_page(address, link),
            footer=config.footer,
            imprint=imprint(config),
        )

    def _feeds_page(self, address: str, link: Linker) -> Link | None:
        if not self.has_feeds_page:
            return None
        return Link(label=self.label("feeds"), href=link.to(at.FEEDS), current=address == at.FEEDS)

    def head(
        self,
        address: str,
        title: str,
        description: str,
        *,
        kind: str = "website",
        image: Shown | None = None,
        card: str = "",
        graph: Sequence[dict[str, Any]] = (),
    ) -> Head:
        """The head of the page at `address`: Open Graph (https://ogp.me/), canonical address, JSON-LD.
        `card` is the address of its share card, or ""."""
        config, link = self.config, self.linker(address)
        canonical = link.absolutely(address) if address != at.NOT_FOUND else None
        pairs = [
            ("og:type", kind),
            ("og:site_name", config.title),
            ("og:title", title),
            ("og:description", description),
            ("og:locale", _locale(config.language)),
            ("og:url", canonical or ""),
        ]
        pairs += _preview_picture(link, title, config.title, image, card)
        full = title if title == config.title else f"{title} – {config.title}"
        return Head(
            title=full,
            description=description,
            canonical=canonical,
            open_graph=tuple((name, value) for name, value in pairs if value),
            json_ld=structured.graph(graph),
        )

    def crumbs(self, address: str, *steps: tuple[str, str]) -> tuple[tuple[Link, ...], dict[str, Any]]:
        """The way here, from the front page on, for people and as JSON-LD. `steps` are (label, address)."""
        link = self.linker(address)
        way = [(self.label("home"), at.HOME), *steps]
        links = tuple(Link(label=label, href=link.to(there), current=there == address) for label, there in way)
        return links, structured.breadcrumbs(links, [there for _, there in way], link)

    def label(self, section: str) -> str:
        """What a section is called: by the page of that name if there is one."""
        return self.labels[section]

    def introduction(self, page: PlacedPage | None, address: str) -> Markup:
        """The owner's words above the list at `address`; empty when there are none."""
        return self.body(page, address) if page is not None else Markup("")

    def body(self, placed: PlacedPage, address: str) -> Markup:
        return body(placed, placed.page.document, self.linker(address))

    def feeds(self, folder: str, title: str, link: Linker, *, kinds: int) -> tuple[FeedLink, ...]:
        """The feeds in a folder: RSS alone, or all three kinds. None while the site has no posts."""
        if not self.has_feeds:
            return ()
        names = ((RSS, at.RSS), (ATOM, at.ATOM), (JSON_FEED, at.JSON_FEED))[:kinds]
        return tuple(
            FeedLink(title=title, href=link.to(folder + name), kind=kind, media_type=MEDIA_TYPES[kind])
            for kind, name in names
        )


def frame_of(site: Site, version: str, *, portable: bool = False) -> Frame:
    """Everything about a site that its pages share, worked out once."""
    pages = [(_menu_of(page.page), _page_place(page)) for page in site.pages]
    places = [*_sections(site), *pages]
    menu = _ordered(place for where, place in places if where == "menu")
    footer = _ordered(place for where, place in places if where == "footer")
    labels = _labels(site)
    told = [(place.label, place.address) for place in (*menu, *footer)]
    icons = (site.logo is None, has_icons(site))
    shared = (version, portable, len(menu), bool(site.posts), "feeds" in site.sections, *icons)
    return Frame(
        config=site.config,
        version=version,
        portable=portable,
        labels=labels,
        menu=menu,
        footer=footer,
        has_feeds=bool(site.posts),
        has_feeds_page=bool(site.posts) or "feeds" in site.sections,
        drawn_favicon=icons[0],
        has_icons=icons[1],
        digest=digest_of(*shared, tuple(told), tuple(sorted(labels.items())), repr(site.config)),
    )


def _preview_picture(link: Linker, title: str, site: str, image: Shown | None, card: str) -> list[tuple[str, str]]:
    """What is shown beside a link to the page elsewhere: the share card at the address `card`, else the photo."""
    if not link.base or (image is None and not card):
        return []
    if card:
        place, width, height, alt = card, sharecard.WIDTH, sharecard.HEIGHT, f"{title} – {site}"
    else:
        assert image is not None
        large = photoset.cuts(image.photo)[-1]
        place, width, height, alt = photoset.largest(image.photo, image.address), large.width, large.height, image.alt
    return [
        ("og:image", link.absolutely(place) or ""),
        ("og:image:width", str(width)),
        ("og:image:height", str(height)),
        ("og:image:alt", alt),
        ("twitter:card", "summary_large_image"),
    ]


def has_icons(site: Site) -> bool:
    """Whether there is something to make icons of: a logo, or initials that can be written here."""
    return site.logo is not None or can_write(initials(site.config.title))


def _labels(site: Site) -> dict[str, str]:
    """What each section is called. The front page is Home, whatever its heading."""
    own = {name: page.page.title for name, page in site.sections.items() if name in _DEFAULT_LABEL and name != "home"}
    return _DEFAULT_LABEL | own


@lru_cache(maxsize=4096)
def day(value: date) -> Day:
    """A day, as templates show it."""
    return Day(words=say(value), short=say_short(value), iso=value.isoformat())


def picture(shown: Shown | None, link: Linker) -> Picture | None:
    """A text's photo, as templates show it."""
    if shown is None:
        return None
    return photoset.view(shown.photo, shown.address, shown.alt, link)


def telephone(number: str) -> Link:
    """A telephone number as typed, with a link that dials it (RFC 3966): 0121 496 0000 -> tel:+441214960000.

    Two numbers in one line get none: a link to either would be wrong.
    """
    bare = re.sub(r"\([^()]*[^\d\s()][^()]*\)", "", number).replace("(0)", "")
    plain, further = extension(bare)
    numbers = [re.sub(r"[^0-9+]", "", run) for run in re.findall(r"\+?[0-9(][0-9\s().–-]*", plain)]
    dialled = [re.sub(r"^00(?=[1-9])", "+", one) for one in numbers if len(one) >= 3]
    if len(dialled) != 1 or not re.fullmatch(r"\+?[0-9]{3,15}", dialled[0]):
        return Link(label=number, href="")
    digits = re.sub(r"^0(?=[1-9][0-9]{8,9}$)", "+44", dialled[0])
    return Link(label=number, href=f"tel:{digits};ext={further}" if further else f"tel:{digits}")


def site_contact(config: Config) -> tuple[Fact, ...]:
    """How to reach the people of the site, in the same place on every page (WCAG 3.2.6)."""
    rows = [
        ("Email", [Link(label=config.email, href=f"mailto:{config.email}")] if config.email else []),
        ("Telephone", [telephone(config.phone)] if config.phone else []),
        ("Address", [Link(label=one, href="") for one in config.address.split("\n") if one]),
        ("Elsewhere", [elsewhere(one) for one in config.links]),
    ]
    return tuple(Fact(label=label, lines=tuple(lines)) for label, lines in rows if lines)


def imprint(one: Registered) -> tuple[Imprint, ...]:
    """What the law wants somebody to say of themselves."""
    return tuple(Imprint(words=said.words, number=said.number, href=said.register) for said in statements(one))


def elsewhere(address: str) -> Link:
    """A page on another website, by its name without https:// and www."""
    full = address if re.match(r"[a-z]+:", address, re.IGNORECASE) else f"https://{address}"
    if not re.fullmatch(r"https?://[^\s\"<>/@]+\.[^\s\"<>]+", full, re.IGNORECASE):
        return Link(label=address, href="")
    return Link(label=re.sub(r"^https?://(?:www\.)?|/$", "", full), href=full)


def _locale(language: str) -> str:
    """`en-GB` -> `en_GB`, as Open Graph writes it; "" when the country is not given."""
    parts = language.split("-")
    return f"{parts[0].casefold()}_{parts[1].upper()}" if len(parts) == 2 and len(parts[1]) == 2 else ""


def _menu(places: Iterable[_Place], address: str, link: Linker) -> tuple[Link, ...]:
    return tuple(Link(label=p.label, href=link.to(p.address), current=_inside(address, p.address)) for p in places)


def _ordered(places: Iterable[_Place]) -> tuple[_Place, ...]:
    return tuple(sorted(places, key=lambda place: (place.order, place.label.casefold(), place.address)))


def _sections(site: Site) -> list[tuple[str, _Place]]:
    """Home, News and Organisations stand in the menu by themselves, as soon as there is something in them.

    The page that introduces a list may put it elsewhere, and puts one there that is still empty.
    """
    filled = {"home": True, "news": bool(site.posts), "organisations": bool(site.organisations)}
    places = []
    for section in ("home", "news", "organisations", "tags", "feeds"):
        placed = site.sections.get(section)
        page = placed.page if placed else None
        known = section in filled
        where = _menu_of(page, default=known) if page is not None else "menu" if filled.get(section) else "no"
        label = _short_label(page) or (_DEFAULT_LABEL[section] if page is None or section == "home" else page.title)
        order = page.order if page is not None and page.order is not None else _DEFAULT_ORDER.get(section, 60)
        # The footer leads to the feeds anyway.
        if where == "menu" or section != "feeds":
            places.append((where, _Place(order=order, label=label, address=at.SECTIONS[section])))
    return places


def _page_place(placed: PlacedPage) -> _Place:
    page = placed.page
    order = page.order if page.order is not None else _PAGE_ORDER
    return _Place(order=order, label=_short_label(page) or page.title, address=placed.address)


def _short_label(page: Page | None) -> str:
    """`menu:` may hold a shorter name."""
    if page is None or page.menu.casefold() in YES | NO | {"footer", ""}:
        return ""
    return page.menu


def _menu_of(page: Page, *, default: bool | None = None) -> str:
    """“menu”, “footer” or “no”. Pages at the top are in the menu unless they say no; those in sub-folders are not."""
    wanted = page.menu.casefold()
    if wanted in NO:
        return "no"
    if wanted == "footer":
        return "footer"
    if wanted:
        return "menu"
    in_menu = not page.source.folders if default is None else default
    return "menu" if in_menu else "no"


def _inside(address: str, place: str) -> bool:
    """Whether a page is the place itself or below it."""
    return address == place or (place != at.HOME and address.startswith(place))
