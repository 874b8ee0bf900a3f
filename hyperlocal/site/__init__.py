"""What it means: `connect` joins what people wrote, puts it in order, and gives everything its address."""

from __future__ import annotations

import uuid
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from hyperlocal.config import Config
from hyperlocal.content import Content
from hyperlocal.content.files import File
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.photo import Photo
from hyperlocal.content.post import Post
from hyperlocal.content.source import Written
from hyperlocal.problems import Problem, error, warning
from hyperlocal.site import addresses as at
from hyperlocal.site.addresses import Redirect, section_of, without_collisions
from hyperlocal.site.aliases import redirects
from hyperlocal.site.joiner import DECORATIVE, Joiner
from hyperlocal.site.links import Leads, Map, chart
from hyperlocal.site.placed import Placed, PlacedOrganisation, PlacedPage, PlacedPost, Shown, Tag, text_of
from hyperlocal.site.visible import Held, visible
from hyperlocal.slugs import slugify

_NAMESPACE = uuid.UUID("6f0dbb1c-3f59-5f0e-9d6c-5b0a4a1f7e21")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The whole site at one moment. Posts are newest first, organisations and pages by name.

    `sections` are the pages that introduce lists (“home”, “news” …); `pages` are the others. `photos` and `files`
    map the address of everything published beside the texts to its source.
    """

    config: Config
    id: uuid.UUID
    posts: tuple[PlacedPost, ...]
    pages: tuple[PlacedPage, ...]
    sections: Mapping[str, PlacedPage]
    organisations: tuple[PlacedOrganisation, ...]
    tags: tuple[Tag, ...]
    photos: Mapping[str, Photo]
    files: Mapping[str, File]
    static: tuple[File, ...]
    static_photos: Mapping[str, Photo]
    redirects: tuple[Redirect, ...]
    held: tuple[Held, ...]
    problems: tuple[Problem, ...]


def connect(content: Content, config: Config, now: datetime) -> Site:
    """Join everything up as it stands at `now` (which knows its offset). Pure."""
    site_id, told = _site_id(config)
    problems = [*content.problems, *told]
    posts, held_posts = visible(content.posts, now, config.zone)
    pages, held_pages = visible(content.pages, now, config.zone)
    organisations, held_organisations = visible(content.organisations, now, config.zone)
    held = [*held_posts, *held_pages, *held_organisations]
    placed, told = _placed(posts, pages, organisations, config)
    problems += told
    places = _places(content, placed, held)
    joined = Joiner(config=config, site_id=site_id, places=places, problems=problems)
    directory = sorted((joined.organisation(a, t) for a, t in placed.organisations), key=_by_name)
    by_name = _names(directory)
    news = sorted((joined.post(a, t, by_name) for a, t in placed.posts), key=_newest_first)
    written = [joined.page(address, text) for address, text in placed.pages]
    everything: list[Placed] = [*news, *written, *directory]
    photos, files = _needed(everything, content, problems)
    aliases, told = redirects([(one.address, text_of(one)) for one in everything], places.addresses)
    problems += told
    return Site(
        config=config,
        id=site_id,
        posts=tuple(news),
        pages=tuple(
            sorted((p for p in written if p.section is None), key=lambda p: (p.page.title.casefold(), p.address))
        ),
        sections={p.section: p for p in written if p.section is not None},
        organisations=tuple(directory),
        tags=_tags(news),
        photos=photos,
        files=files,
        static=content.static,
        static_photos=content.static_photos,
        redirects=aliases,
        held=tuple(sorted(held, key=lambda one: (one.day or date.min, one.path))),
        problems=tuple(problems),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Addressed:
    posts: Sequence[tuple[str, Post]]
    pages: Sequence[tuple[str, Page]]
    organisations: Sequence[tuple[str, Organisation]]

    def texts(self) -> list[tuple[str, Written]]:
        return [*self.posts, *self.pages, *self.organisations]


def _placed(
    posts: Sequence[Post], pages: Sequence[Page], organisations: Sequence[Organisation], config: Config
) -> tuple[_Addressed, list[Problem]]:
    """Every text with its address. The older post keeps an address that two would have: addresses do not shift."""
    oldest_first = sorted(posts, key=lambda post: (post.date.at(config.zone), post.source.path))
    years = {post.date.day_in(config.zone).year for post in posts}
    taken = dict.fromkeys((at.NEWS, *(at.year_address(year) for year in years)), "the list of news")
    taken |= {
        at.BY_LETTER: "the list by letter",
        at.ORGANISATIONS: "the list of organisations",
        at.TAGS: "the list of tags",
    }
    introductions = {address: path for address, path in taken.items() if address not in at.SECTIONS.values()}
    found_pages, told = without_collisions(
        sorted(
            ((at.page_address(p), p) for p in pages),
            key=lambda pair: (section_of(pair[1]) is None, pair[1].source.path),
        ),
        introductions,
    )
    taken |= introductions
    found_posts, more = without_collisions(
        ((at.post_address(p, p.date.day_in(config.zone)), p) for p in oldest_first), taken
    )
    found_organisations, last = without_collisions(((at.organisation_address(o), o) for o in organisations), taken)
    return _Addressed(posts=found_posts, pages=found_pages, organisations=found_organisations), [*told, *more, *last]


def _places(content: Content, placed: _Addressed, held: Sequence[Held]) -> Map:
    """Everything that can be linked to."""
    pages = {text.source.path: address for address, text in placed.texts()}
    anchors = {address: text.document.anchors for address, text in placed.texts()}
    lists = {at.HOME, at.NEWS, at.FEEDS, at.ORGANISATIONS, at.BY_LETTER, at.TAGS}
    lists |= {f"/{name}" for name in (at.RSS, at.ATOM, at.JSON_FEED, "sitemap.xml")}
    lists |= {f"{address}{at.RSS}" for address, _ in placed.organisations}
    for address, post in placed.posts:
        lists |= {address.rsplit("/", 2)[0] + "/"}
        lists |= {at.tag_address(slugify(tag)) for tag in post.tags}
    lists |= {at.static_address(file) for file in content.static}
    return chart(content, pages, anchors, frozenset(lists | set(pages.values())), {one.path: one for one in held})


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


def directory_name(name: str) -> str:
    """The name as a directory sorts it: without “The”, without capitals and accents."""
    folded = name.casefold().strip("“”‘’\"' ")
    for article in ("the ", "y ", "yr "):
        folded = folded.removeprefix(article)
    return slugify(folded)


def _names(directory: Sequence[PlacedOrganisation]) -> dict[str, str]:
    """Every name that may stand for an organisation -> its address."""
    names: dict[str, str] = {}
    for one in directory:
        organisation = one.organisation
        slug = one.address.rstrip("/").rpartition("/")[2]
        for name in (slug, organisation.source.stem, organisation.title, *organisation.also_known_as):
            names.setdefault(name.casefold(), one.address)
    return names


def _tags(posts: Sequence[PlacedPost]) -> tuple[Tag, ...]:
    """All tags by name. Spellings with one slug are one tag, named as most posts spell it."""
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    members: dict[str, list[PlacedPost]] = defaultdict(list)
    for placed in posts:
        for slug in placed.tags:
            members[slug].append(placed)
        for name in placed.post.tags:
            spelt[slugify(name)][name] += 1
    tags = [
        Tag(slug=slug, name=min(spelt[slug], key=lambda name: (-spelt[slug][name], name)), posts=tuple(found))
        for slug, found in members.items()
    ]
    return tuple(sorted(tags, key=lambda tag: (slugify(tag.name), tag.slug)))


def _needed(
    everything: Sequence[Placed], content: Content, problems: list[Problem]
) -> tuple[dict[str, Photo], dict[str, File]]:
    """The photos and files that texts show or link to, by address: nothing else beside the texts is published."""
    paths = {target.path for one in everything for target in one.targets if target.leads in (Leads.PHOTO, Leads.FILE)}
    paths |= {one.image.photo.path for one in everything if one.image}
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
    return photos, files


__all__ = ["DECORATIVE", "Placed", "PlacedOrganisation", "PlacedPage", "PlacedPost", "Shown", "Site", "Tag", "connect"]
