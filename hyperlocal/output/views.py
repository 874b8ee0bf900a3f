"""The frozen values a template may see: plain words, links that already fit the page, and HTML that is already safe.

Templates see nothing else, so a page depends on its view, its template and the theme, and on nothing more.
Every `href` and `src` is ready to be written out: relative to the page that holds it.
docs/themes.md lists every view with its attributes; a test compares that list with this module.
"""

from __future__ import annotations

from markupsafe import Markup

from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Somewhere to go. `current` is true for the place the reader is at, or is inside of. `count` may say how many."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day: `words` is “Friday 3 April 2026”, `short` “3 April 2026”, `iso` “2026-04-03” for `<time datetime>`."""

    words: str
    short: str
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSource:
    """A photo in a format that only some browsers know: for `<source type srcset>`."""

    media_type: str
    srcset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A photo of the site: pixels of its largest size, as the reader will see it (upright). `alt` is "" when it is only
    decoration. `srcset` holds its sizes ("" when there is one only), `sources` the same in smaller formats; `colour` is
    what to show until it is there ("#7a8b6c", or ""); `large` is the largest, to be opened by itself; `plate` is
    “light” or “dark” for a drawing, such as a logo, which is shown whole on such a ground."""

    src: str
    width: int
    height: int
    alt: str
    srcset: str = ""
    sources: tuple[PictureSource, ...] = ()
    colour: str = ""
    large: str = ""
    plate: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """One feed: `kind` is “RSS”, “Atom” or “JSON Feed”; `media_type` is for `<link rel="alternate">`."""

    title: str
    href: str
    kind: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What goes into `<head>`. `canonical` is None until the site knows its web address.

    `open_graph` holds (property, content) pairs; `json_ld` is one safe JSON text for a script element, or None.
    """

    title: str
    description: str
    canonical: str | None
    open_graph: tuple[tuple[str, str], ...]
    json_ld: Markup | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a contact card: a label and one or more lines. A line with an empty `href` is only text."""

    label: str
    lines: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """A sentence that the law wants, and the number at its end, which leads to the register (`href` "" for nowhere)."""

    words: str
    number: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """What every page of one depth shares: names, menus, feeds, contact. `direction` is “ltr” or “rtl”.

    `style` is the whole style sheet, given only to the page that must carry it inside (404.html); else None.
    `favicon` (SVG), `icon` (ICO) and `touch_icon` (PNG) are "" where there is nothing to make them of.
    """

    title: str
    tagline: str
    place: str
    language: str
    direction: str
    initials: str
    home: str
    stylesheet: str
    favicon: str
    icon: str
    touch_icon: str
    style: Markup | None
    menu: tuple[Link, ...]
    footer_menu: tuple[Link, ...]
    contact: tuple[Fact, ...]
    feeds: tuple[FeedLink, ...]
    feeds_page: Link | None
    footer: str
    imprint: tuple[Imprint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A post in a list."""

    title: str
    href: str
    day: Day
    summary: str
    picture: Picture | None
    organisation: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationCard:
    """An organisation in a list. `lines` are its telephone, address and the like, for paper."""

    name: str
    href: str
    strapline: str
    place: str
    categories: tuple[str, ...]
    lines: tuple[str, ...]
    picture: Picture | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Organisations under one heading (a category or a letter). `anchor` is the heading's id."""

    heading: str
    anchor: str
    organisations: tuple[OrganisationCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The posts of one month in a year's page. `cards` is empty where the month has a page of its own (`href`)."""

    heading: str
    anchor: str
    href: str
    count: int
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The front page. `html` is what the owner wrote in pages/home.md; `picture` its photo; `updated` the day of the
    newest thing on the site."""

    site: SiteView
    head: Head
    heading: str
    html: Markup
    picture: Picture | None
    cards: tuple[Card, ...]
    news: Link | None
    groups: tuple[Group, ...]
    organisations: Link | None
    updated: Day | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PostView:
    """One post, whole. `newer` and `older` are its neighbours in time."""

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    day: Day
    updated: Day | None
    author: str
    organisation: Link | None
    tags: tuple[Link, ...]
    language: str
    picture: Picture | None
    html: Markup
    newer: Link | None
    older: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsView:
    """A list of posts: the newest, one month, or one tag. `years` lead to the rest; `feed` follows this list."""

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    html: Markup
    cards: tuple[Card, ...]
    years: tuple[Link, ...]
    feed: FeedLink | None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """One year's posts by month, newest month first. `years` are all the years, this one marked current."""

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    months: tuple[Month, ...]
    years: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TagsView:
    """Every tag with its number of posts, in alphabetical order."""

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    html: Markup
    tags: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryView:
    """Organisations in groups. `arrangements` are the ways to look for one, the way of this page marked current.

    `shelves` are the pages below, where there are too many for one; then `groups` is empty. `compact` asks for short
    lines instead of cards. `filter` is the address of what the filter box needs, `script` that of the box; "" for none.
    `paper` is “print” or “large-print” on a list to print.
    """

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    html: Markup
    groups: tuple[Group, ...]
    shelves: tuple[Link, ...]
    arrangements: tuple[Link, ...]
    compact: bool
    filter: str
    script: str
    paper: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow:
    """“Monday to Friday”, “9am to 5pm”, and a note or ""."""

    days: str
    times: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursView:
    """When something is open: `rows` for a table, `notes` for all of it, and lines that were not understood, as typed
    (`unread`). `machine` is for the script that says “open now”; "" when that could not tell."""

    rows: tuple[HoursRow, ...]
    notes: tuple[str, ...]
    unread: tuple[str, ...]
    machine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceView:
    """Something that an organisation does. `anchor` is its heading's id; `summary` and `alert` are paragraphs."""

    name: str
    anchor: str
    summary: tuple[str, ...]
    state: str
    alert: tuple[str, ...]
    hours: HoursView | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceView:
    """A further place of an organisation."""

    name: str
    hours: HoursView | None
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationView:
    """One organisation: who they are (`html`), how to reach them (`facts`), what they do, their posts, their feeds.
    `state` is “Temporarily closed” or the like, else ""; `checked` the day when somebody last asked; `script` says
    what is open now, "" where there is nothing to say."""

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    name: str
    also_known_as: tuple[str, ...]
    strapline: str
    language: str
    picture: Picture | None
    categories: tuple[Link, ...]
    html: Markup
    state: str
    alert: tuple[str, ...]
    hours: HoursView | None
    script: str
    facts: tuple[Fact, ...]
    services: tuple[ServiceView, ...]
    places: tuple[PlaceView, ...]
    access: tuple[Link, ...]
    languages: tuple[Link, ...]
    imprint: tuple[Imprint, ...]
    checked: Day | None
    checked_by: str
    taken_from: str
    licence: str
    cards: tuple[Card, ...]
    feeds: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """A page that has no date. `children` are the pages in the folder of the same name."""

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    language: str
    picture: Picture | None
    html: Markup
    updated: Day | None
    children: tuple[Link, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsView:
    """The page that explains feeds and lists them all: `main` for the whole site, then by organisation and tag."""

    site: SiteView
    head: Head
    crumbs: tuple[Link, ...]
    title: str
    html: Markup
    main: tuple[FeedLink, ...]
    organisations: tuple[FeedLink, ...]
    tags: tuple[FeedLink, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFoundView:
    """404.html: served at any depth, so its links start from the site's root and its style is inside."""

    site: SiteView
    head: Head
    title: str
    html: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """An old address: sends the reader on to `target`."""

    site: SiteView
    target: Link
    canonical: str | None


View = (
    HomeView
    | PostView
    | NewsView
    | YearView
    | TagsView
    | DirectoryView
    | OrganisationView
    | PageView
    | FeedsView
    | NotFoundView
    | RedirectView
)
