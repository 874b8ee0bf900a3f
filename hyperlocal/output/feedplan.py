"""Which feeds there are, and what is in each: the newest posts of the site, of each tag, of each organisation."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time

from hyperlocal.output import FeedFile
from hyperlocal.output.address import Linker, file_of
from hyperlocal.output.bodies import body
from hyperlocal.output.drawing import Drawing, digest_of
from hyperlocal.output.feeds import ATOM, JSON_FEED, LIMIT, RSS, Enclosure, Entry, Feed
from hyperlocal.output.frame import Frame
from hyperlocal.output.photoset import largest, media_type
from hyperlocal.site import PlacedOrganisation, PlacedPost, Site
from hyperlocal.site import addresses as at
from hyperlocal.site.target import Leads
from hyperlocal.values import dataclass

_NAMES = ((RSS, at.RSS), (ATOM, at.ATOM), (JSON_FEED, at.JSON_FEED))


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A post as feeds have it: with its owner's name ("" for none) and the names of its tags."""

    placed: PlacedPost
    owner: str
    tags: tuple[str, ...]

    @property
    def digest(self) -> str:
        """All of it."""
        return digest_of(self.placed, self.owner, self.tags)


def feed_files(
    site: Site, frame: Frame, organisations: Mapping[str, PlacedOrganisation], names: Mapping[str, str]
) -> Iterator[FeedFile]:
    """Every feed. A tag or an organisation without a post has none. `names` are those of the tags."""
    if not site.posts:
        return
    config = site.config

    def items(posts: Sequence[PlacedPost]) -> tuple[Item, ...]:
        return tuple(_item(placed, organisations, names) for placed in posts[:LIMIT])

    yield from _kinds(frame, at.HOME, config.title, config.tagline, str(site.id), items(site.posts), config.site_feeds)
    for tag in site.tags:
        address = at.tag_address(tag.slug)
        name = str(uuid.uuid5(site.id, address))
        yield from _kinds(frame, address, f"{config.title}: {tag.name}", "", name, items(tag.posts), config.part_feeds)
    own: dict[str, list[PlacedPost]] = defaultdict(list)
    for placed in site.posts:
        own[placed.organisation].append(placed)
    for one in site.organisations:
        if one.address in own:
            about = one.organisation.strapline or one.organisation.summary
            name = one.id.removeprefix("urn:uuid:")
            posts = items(own[one.address])
            yield from _kinds(frame, one.address, one.organisation.title, about, name, posts, config.part_feeds)


def _item(placed: PlacedPost, organisations: Mapping[str, PlacedOrganisation], names: Mapping[str, str]) -> Item:
    owner = organisations.get(placed.organisation)
    title = owner.organisation.title if owner else ""
    return Item(placed=placed, owner=title, tags=tuple(names[slug] for slug in placed.tags))


def _kinds(
    frame: Frame, folder: str, title: str, about: str, name: str, items: tuple[Item, ...], kinds: int
) -> Iterator[FeedFile]:
    """The feed files in one folder: the same entries in one or three kinds."""
    link = _feed_linker(frame, folder)
    enclosed = (_enclosure(one.placed, link) for one in items)
    pictures = tuple(one.path for one in enclosed if one)
    for kind, file in _NAMES[:kinds]:
        drawing = Drawing(feed, (frame, folder, file, title, about, name, items))
        yield FeedFile(path=file_of(f"{folder}{file}"), drawing=drawing, kind=kind, pictures=pictures)


def feed(frame: Frame, folder: str, file: str, title: str, about: str, name: str, items: tuple[Item, ...]) -> Feed:
    """The feed `file` of the page at `folder`. `name` tells it from all other feeds, for ever."""
    link = _feed_linker(frame, folder)
    return Feed(
        id=name if ":" in name else f"urn:uuid:{name}",
        title=title,
        description=about,
        home=link.to(folder),
        self_href=link.to(f"{folder}{file}") if frame.config.base_url else "",
        language=frame.config.language,
        entries=tuple(_entry(frame, one, link) for one in items),
    )


def _feed_linker(frame: Frame, folder: str) -> Linker:
    return Linker(at=f"{folder}{at.RSS}", base=frame.config.base_url, absolute=True)


def _entry(frame: Frame, item: Item, link: Linker) -> Entry:
    placed = item.placed
    post = placed.post
    zone = frame.config.zone
    updated = datetime.combine(placed.updated, time(), zone) if placed.updated else placed.at
    return Entry(
        id=placed.id,
        title=post.title,
        href=link.to(placed.address),
        published=whole_minutes(placed.at),
        updated=whole_minutes(max(updated, placed.at)),
        summary=post.summary or post.document.summary,
        html=str(body(placed, post.document, link, feed=True)),
        author=post.author or item.owner,
        tags=item.tags,
        language=post.lang or frame.config.language,
        enclosure=_enclosure(placed, link),
    )


def whole_minutes(at: datetime) -> datetime:
    """The same instant with an offset that RFC 3339 and RFC 822 can write: before 1847 London was 75 seconds off."""
    offset = at.utcoffset()
    return at if offset is None or not offset.seconds % 60 else at.astimezone(UTC)


def _enclosure(placed: PlacedPost, link: Linker) -> Enclosure | None:
    """The post's photo, else the first in its text. Only with a whole web address: readers fetch it by itself."""
    if not link.base:
        return None
    shown = [(one.photo, one.address) for one in placed.targets if one.leads is Leads.PHOTO and one.photo]
    if placed.image:
        shown.insert(0, (placed.image.photo, placed.image.address))
    if not shown:
        return None
    path = largest(*shown[0])
    return Enclosure(href=link.file(path), path=file_of(path), media_type=media_type(path))
