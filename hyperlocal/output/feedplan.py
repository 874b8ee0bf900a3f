"""Which feeds there are, and what is in each: the newest posts of the site, of each tag, of each organisation."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from hyperlocal.output import FeedFile
from hyperlocal.output.address import Linker, file_of
from hyperlocal.output.bodies import body
from hyperlocal.output.feeds import ATOM, JSON_FEED, LIMIT, RSS, Enclosure, Entry, Feed
from hyperlocal.output.frame import Frame
from hyperlocal.output.picture import media_type
from hyperlocal.site import PlacedPost
from hyperlocal.site import addresses as at
from hyperlocal.site.links import Leads

_NAMES = ((RSS, at.RSS), (ATOM, at.ATOM), (JSON_FEED, at.JSON_FEED))


def feed_files(frame: Frame) -> Iterator[FeedFile]:
    """Every feed. A tag or an organisation without a post has none."""
    site = frame.site
    if not site.posts:
        return
    config = site.config
    yield from _kinds(frame, at.HOME, config.title, config.tagline, str(site.id), site.posts, 3, at.HOME)
    for tag in site.tags:
        address = at.tag_address(tag.slug)
        title = f"{config.title}: {tag.name}"
        name = str(uuid.uuid5(site.id, address))
        yield from _kinds(frame, address, title, "", name, tag.posts, frame.kinds, address)
    for one in site.organisations:
        own = [placed for placed in site.posts if placed.organisation == one.address]
        if own:
            about = one.organisation.strapline or one.organisation.summary
            name = one.id.removeprefix("urn:uuid:")
            yield from _kinds(frame, one.address, one.organisation.title, about, name, own, frame.kinds, one.address)


def _kinds(
    frame: Frame, folder: str, title: str, about: str, name: str, posts: Sequence[PlacedPost], kinds: int, home: str
) -> Iterator[FeedFile]:
    """The feed files in one folder: the same entries in one or three kinds."""
    base = frame.site.config.base_url
    link = Linker(at=f"{folder}{at.RSS}", base=base, absolute=True)
    feed = Feed(
        id=name if ":" in name else f"urn:uuid:{name}",
        title=title,
        description=about,
        home=link.to(home),
        self_href="",
        language=frame.site.config.language,
        entries=tuple(_entry(frame, placed, link) for placed in posts[:LIMIT]),
    )
    for kind, file in _NAMES[:kinds]:
        address = f"{folder}{file}"
        yield FeedFile(path=file_of(address), feed=replace(feed, self_href=link.to(address) if base else ""), kind=kind)


def _entry(frame: Frame, placed: PlacedPost, link: Linker) -> Entry:
    post = placed.post
    owner = frame.owner(placed)
    zone = frame.site.config.zone
    updated = datetime.combine(placed.updated, time(), zone) if placed.updated else placed.at
    return Entry(
        id=placed.id,
        title=post.title,
        href=link.to(placed.address),
        published=whole_minutes(placed.at),
        updated=whole_minutes(max(updated, placed.at)),
        summary=post.summary or post.document.summary,
        html=str(body(placed, post.document, link, frame.photos, feed=True)),
        author=post.author or (owner.organisation.title if owner else ""),
        tags=tuple(frame.tag_names[slug] for slug in placed.tags),
        language=post.lang or frame.site.config.language,
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
    shown = (target.address for target in placed.targets if target.leads is Leads.PHOTO)
    address = placed.image.address if placed.image else next(shown, None)
    if address is None:
        return None
    return Enclosure(href=link.file(address), path=file_of(address), media_type=media_type(address))
