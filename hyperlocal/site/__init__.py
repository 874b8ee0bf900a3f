"""What it means: `connect` joins what people wrote, puts it in order, and gives everything its address."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

from hyperlocal.config import Config
from hyperlocal.content import Content
from hyperlocal.content.files import File
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.photo import PHOTO_ENDINGS, Photo
from hyperlocal.content.post import Post
from hyperlocal.content.source import Written, slug_of
from hyperlocal.hours import usual_week
from hyperlocal.problems import Problem, Severity, error, warning
from hyperlocal.site import addresses as at
from hyperlocal.site.addresses import Redirect, section_of, without_collisions
from hyperlocal.site.again import Joined
from hyperlocal.site.aliases import redirects
from hyperlocal.site.joiner import Joiner, ids_of, owner_of
from hyperlocal.site.links import Map, chart
from hyperlocal.site.placed import Placed, PlacedOrganisation, PlacedPage, PlacedPost, Shown, Tag, text_of
from hyperlocal.site.target import Leads
from hyperlocal.site.visible import Held, visible
from hyperlocal.site.wording import DECORATIVE, wordless
from hyperlocal.slugs import slugify, usual_spellings
from hyperlocal.values import dataclass

_NAMESPACE = uuid.UUID("6f0dbb1c-3f59-5f0e-9d6c-5b0a4a1f7e21")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What is published beside the texts, by address. `shown` are the photos that pages show, those in static/ too;
    `linked` those that they lead to; `galleries` says whether some are shown in galleries."""

    photos: Mapping[str, Photo]
    files: Mapping[str, File]
    shown: frozenset[str]
    linked: frozenset[str]
    galleries: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site at one moment. Posts are newest first, organisations and pages by name.

    `sections` are the pages that introduce lists (“home”, “news” …); `pages` are the others.
    `logo` is the site's own; `today` is the day in its time zone.
    """

    config: Config
    id: uuid.UUID
    today: date
    posts: tuple[PlacedPost, ...]
    pages: tuple[PlacedPage, ...]
    sections: Mapping[str, PlacedPage]
    organisations: tuple[PlacedOrganisation, ...]
    tags: tuple[Tag, ...]
    beside: Beside
    logo: Photo | None
    static: tuple[File, ...]
    static_photos: Mapping[str, Photo]
    redirects: tuple[Redirect, ...]
    held: tuple[Held, ...]
    problems: tuple[Problem, ...]


def connect(
    content: Content, config: Config, now: datetime, *, drafts: bool = False, joined: Joined | None = None
) -> Site:
    """Join everything up as it stands at `now` (which knows its offset). Pure.

    With `drafts`, which is for the preview alone, what is held back has its place too; `held` still lists it. With
    `joined`, which is given each time, what nothing happened to is not joined again; the result is the same.
    """
    site_id, told = _site_id(config)
    problems = [*content.problems, *told]
    shown, held = _visible(content, config, now, drafts=drafts)
    placed, told = _placed(*shown, config, held)
    problems += told
    by_name = _names(placed.organisations)
    faulty = frozenset(problem.path for problem in problems if problem.severity is Severity.ERROR)
    places = _places(content, placed, held, _lists(placed, by_name, config), faulty)
    ids, told = ids_of([text for _, text in placed.texts()], site_id)
    problems += told
    joiner = Joiner(config=config, ids=ids, places=places, organisations=by_name, problems=problems)
    joiner = joiner.after(joined) if joined else joiner
    directory = sorted((joiner.organisation(a, t) for a, t in placed.organisations), key=_by_name)
    news = sorted((joiner.post(a, t) for a, t in placed.posts), key=_newest_first)
    written = [joiner.page(address, text) for address, text in placed.pages]
    everything: list[Placed] = [*news, *written, *directory]
    beside = _beside(everything, content, problems)
    problems += (*_same_names(directory), *wordless(joiner.wordless))
    aliases, told = redirects(_by_right(everything, held), places.addresses)
    problems += told
    return Site(
        config=config,
        id=site_id,
        today=now.astimezone(config.zone).date(),
        posts=tuple(news),
        pages=tuple(sorted((one for one in written if one.section is None), key=_by_title)),
        sections={p.section: p for p in written if p.section is not None},
        organisations=tuple(directory),
        tags=_tags(news),
        beside=beside,
        logo=joiner.logo(),
        static=content.static,
        static_photos=content.static_photos,
        redirects=aliases,
        held=tuple(sorted(held, key=lambda one: (one.day or date.min, one.path))),
        problems=tuple(problems),
    )


def _visible(
    content: Content, config: Config, now: datetime, *, drafts: bool
) -> tuple[tuple[list[Post], list[Page], list[Organisation]], list[Held]]:
    """The texts of each kind to show, and what there is to say of those held back."""
    posts, held_posts = visible(content.posts, now, config.zone, drafts=drafts)
    pages, held_pages = visible(content.pages, now, config.zone, drafts=drafts)
    organisations, held_organisations = visible(content.organisations, now, config.zone, drafts=drafts)
    return (posts, pages, organisations), [*held_posts, *held_pages, *held_organisations]


def _by_title(placed: PlacedPage) -> tuple[str, str]:
    return placed.page.title.casefold(), placed.address


@dataclass(frozen=True, slots=True, kw_only=True)
class _Addressed:
    posts: Sequence[tuple[str, Post]]
    pages: Sequence[tuple[str, Page]]
    organisations: Sequence[tuple[str, Organisation]]

    def texts(self) -> list[tuple[str, Written]]:
        return [*self.posts, *self.pages, *self.organisations]


def _placed(
    posts: Sequence[Post],
    pages: Sequence[Page],
    organisations: Sequence[Organisation],
    config: Config,
    held: Sequence[Held],
) -> tuple[_Addressed, list[Problem]]:
    """Every text with its address. The older post keeps an address that two would have: addresses do not shift.

    What is held back takes no address from what readers may see.
    """
    waiting, zone = {one.path for one in held}, config.zone

    def right(text: Written) -> tuple[bool, tuple[bool, int, str]]:
        return text.source.path in waiting, _plainest(text)

    oldest_first = sorted(posts, key=lambda post: (post.source.path in waiting, post.date.at(zone), post.source.path))
    addressed = [(at.page_address(page), page) for page in sorted(pages, key=right)]
    # Only the page that introduces a list may stand where that list does.
    introductions, told = without_collisions((one for one in addressed if section_of(one[1])), {})
    taken = at.LISTS | at.RESERVED | dict.fromkeys(_tag_addresses(posts), "the list of that tag")
    for year in {post.date.day_in(zone).year for post in posts}:
        taken[at.year_address(year)] = "the list of that year"
    others, more = without_collisions((one for one in addressed if not section_of(one[1])), taken)
    found_posts, again = without_collisions(((at.post_address(p, p.date.day_in(zone)), p) for p in oldest_first), taken)
    found_organisations, last = without_collisions(
        ((at.organisation_address(o), o) for o in sorted(organisations, key=right)), taken
    )
    placed = _Addressed(posts=found_posts, pages=[*introductions, *others], organisations=found_organisations)
    return placed, [*told, *more, *again, *last]


def _plainest(text: Written) -> tuple[bool, int, str]:
    """Who keeps an address that two without a date would have: a file of just that name, then the one less deep."""
    return (text.source.stem != slug_of(text), len(text.source.folders), text.source.path)


def _by_right(everything: Sequence[Placed], held: Sequence[Held]) -> list[tuple[str, Written]]:
    """All texts with their addresses: what is held back comes last, so that no old address is given to it instead."""
    waiting = {one.path for one in held}
    return sorted(((one.address, text_of(one)) for one in everything), key=lambda one: one[1].source.path in waiting)


def _places(content: Content, placed: _Addressed, held: Sequence[Held], lists: set[str], faulty: frozenset[str]) -> Map:
    """Everything that can be linked to. Of the texts that have faults, those that are not here were left out."""
    pages = {text.source.path: address for address, text in placed.texts()}
    anchors = {address: text.document.anchors for address, text in placed.texts()}
    photos = content.static_photos
    published = [file for file in content.static if file.path in photos or file.suffix not in PHOTO_ENDINGS]
    static = {at.static_address(file, photos.get(file.path)) for file in published}
    static |= {address.removesuffix("index.html") for address in static if address.endswith("/index.html")}
    addresses = frozenset(lists | static | set(pages.values()))
    return chart(content, pages, anchors, addresses, {one.path: one for one in held}, faulty | content.withheld)


def _lists(placed: _Addressed, by_name: Mapping[str, str], config: Config) -> set[str]:
    """The pages and feeds that are made of several texts, as far as there is something in them."""
    posts = [post for _, post in placed.posts]
    zone = config.zone
    days = [post.date.day_in(zone) for post in posts]
    tags = _tag_addresses(posts)
    owners = {owner_of(post.organisation, by_name) for post in posts} - {""}
    kinds = (at.RSS, at.ATOM, at.JSON_FEED)
    lists = {at.HOME, *tags, *(folder + kind for folder in tags | owners for kind in kinds[: config.part_feeds])}
    if posts:
        lists |= {at.NEWS, at.FEEDS, *(at.HOME + kind for kind in kinds[: config.site_feeds])}
    if tags:
        lists.add(at.TAGS)
    if placed.organisations:
        lists.update(_directory([one for _, one in placed.organisations]))
        lists |= {at.OPEN_DATA} if config.open_referral != "no" else set()
    if config.base_url:
        lists.add("/sitemap.xml")
    years = Counter(day.year for day in days)
    lists |= {at.year_address(year) for year in years}
    split = {(day.year, day.month) for day in days if years[day.year] > at.MOST_IN_A_YEAR}
    return lists | {at.month_address(year, month) for year, month in split}


def _tag_addresses(posts: Iterable[Post]) -> set[str]:
    """Where the lists of tags stand."""
    return {at.tag_address(slugify(tag)) for tag in {tag for post in posts for tag in post.tags}}


def _directory(organisations: Sequence[Organisation]) -> Iterator[str]:
    """The lists of organisations in which there is somebody."""
    yield from (at.ORGANISATIONS, at.BY_LETTER, at.PRINTED, at.PRINTED_LARGE)
    if any(usual_week(one.hours) for one in organisations):
        yield at.BY_DAY
    for one in organisations:
        yield from (at.category_address(slugify(name)) for name in one.category)
        for below, names in ((at.BY_ACCESS, one.all_access), (at.BY_LANGUAGE, one.all_languages)):
            if names:
                yield from (below, *(f"{below}{slugify(name)}/" for name in names))


def _site_id(config: Config) -> tuple[uuid.UUID, list[Problem]]:
    try:
        return uuid.UUID(config.id), []
    except ValueError:
        made = uuid.uuid5(_NAMESPACE, config.id or config.title)
    if config.id:
        return made, []
    return made, [
        warning(
            "no-id",
            "site.yml",
            None,
            "The site has no id, so feed readers would take it for new if its name changed.",
            f"Add this line to site.yml:  id: {made}",
        )
    ]


def _newest_first(post: PlacedPost) -> tuple[float, str]:
    return (-post.at.timestamp(), post.post.source.path)


def _by_name(one: PlacedOrganisation) -> tuple[str, str]:
    return (directory_name(one.organisation.title), one.address)


@lru_cache(maxsize=16_384)
def directory_name(name: str) -> str:
    """The name as a directory sorts it: without “The”, without capitals and accents.

    A name whose script is not like a to z keeps its letters, so that it is in the order of that script.
    """
    folded = name.casefold().strip("“”‘’\"' ")
    for article in ("the ", "y ", "yr "):
        folded = folded.removeprefix(article)
    first = next((letter for letter in folded if letter.isalnum()), "")
    # A letter that is like none of ours gets a long digest for its slug.
    return slugify(folded) if not first or len(slugify(first)) < 4 else folded[folded.index(first) :]


def _names(organisations: Sequence[tuple[str, Organisation]]) -> dict[str, str]:
    """Every name that may stand for an organisation -> its address. One's own name counts before another's alias."""
    names: dict[str, str] = {}
    ordered = sorted(organisations, key=lambda pair: (directory_name(pair[1].title), pair[0]))
    for rank in range(3):
        for address, one in ordered:
            slug = address.rstrip("/").rpartition("/")[2]
            for name in ((slug, one.source.stem), (one.title,), one.also_known_as)[rank]:
                names.setdefault(name.casefold(), address)
    return names


def _same_names(organisations: Iterable[PlacedOrganisation]) -> Iterator[Problem]:
    """Readers cannot tell two of one name apart, and a post that names them goes to one."""
    first: dict[str, str] = {}
    for placed in organisations:
        one = placed.organisation
        other = first.setdefault(one.title.casefold(), one.source.path)
        if other != one.source.path:
            yield warning(
                "same-name",
                one.source.path,
                one.source.line_of("title"),
                f"“{one.title[:80]}” is the name of {other} too, so people cannot tell the two apart.",
                "Take one of the two out if they are the same; else say in the name where it is.",
            )


def _tags(posts: Sequence[PlacedPost]) -> tuple[Tag, ...]:
    """All tags by name. Spellings with one slug are one tag, named as most posts spell it."""
    names = usual_spellings(name for placed in posts for name in placed.post.tags)
    members: dict[str, list[PlacedPost]] = defaultdict(list)
    for placed in posts:
        for slug in placed.tags:
            members[slug].append(placed)
    tags = [Tag(slug=slug, name=names[slug], posts=tuple(found)) for slug, found in members.items()]
    return tuple(sorted(tags, key=lambda tag: (slugify(tag.name), tag.slug)))


def _beside(everything: Sequence[Placed], content: Content, problems: list[Problem]) -> Beside:
    """The photos and files that texts show or link to: nothing else beside the texts is published."""
    targets = [one for placed in everything for one in placed.targets if one.leads in (Leads.PHOTO, Leads.FILE)]
    images = [placed.image for placed in everything if placed.image]
    exhibits = [one for placed in everything for target in placed.targets for one in target.exhibits]
    paths = {target.path for target in targets}
    paths |= {one.photo.path for one in images} | {one.photo.path for one in exhibits}
    photos: dict[str, Photo] = {}
    files: dict[str, File] = {}
    owners: dict[str, str] = {}
    for path in sorted(paths & content.files.keys()):
        photo = content.photos.get(path)
        address = at.file_address(content.files[path], photo.ending if photo else None)
        owner = owners.setdefault(address, path)
        if owner != path:
            problems.append(
                error(
                    "same-address",
                    path,
                    None,
                    f"This would stand at {address}, as {owner} does, so it was left out.",
                    "Give one of the two files another name.",
                )
            )
        elif photo is not None:
            photos[address] = photo
        else:
            files[address] = content.files[path]
    shown = {target.address for target in targets if target.shown}
    shown |= {one.address for one in images} | {one.address for one in exhibits}
    linked = {target.address for target in targets if target.leads is Leads.PHOTO and not target.shown}
    return Beside(
        photos=photos, files=files, shown=frozenset(shown), linked=frozenset(linked), galleries=bool(exhibits)
    )


__all__ = ["DECORATIVE", "Placed", "PlacedOrganisation", "PlacedPage", "PlacedPost", "Shown", "Site", "Tag", "connect"]
