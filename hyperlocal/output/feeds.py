"""Feeds: RSS 2.0 (RSS Advisory Board profile), Atom (RFC 4287) and JSON Feed 1.1, from one value.

RSS and Atom are written by feedgen, which is told every date (it stamps the current time otherwise) and put right
where it errs: entries come out reversed unless appended, and Atom's enclosures lose what makes them enclosures.
"""

from __future__ import annotations

import html
import json
import re
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from hyperlocal.values import dataclass

# All but what XML 1.0 allows (2.2), told by what it does not: that is compiled in a tenth of the time.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LIMIT = 20
"""Entries in a feed; the rest is in the pages by year."""

RSS, ATOM, JSON_FEED = "RSS", "Atom", "JSON Feed"
MEDIA_TYPES = {RSS: "application/rss+xml", ATOM: "application/atom+xml", JSON_FEED: "application/feed+json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A photo that travels with an entry. Its length in bytes is known when it has been made: see `length_of`."""

    href: str
    path: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One post in a feed. `id` stays the same for ever. `html` is the whole text, with the feed's kind of links."""

    id: str
    title: str
    href: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    author: str
    tags: tuple[str, ...]
    language: str
    enclosure: Enclosure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One feed, newest entry first; never empty. `self_href` is "" while the site's web address is not known."""

    id: str
    title: str
    description: str
    home: str
    self_href: str
    language: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """The newest change to anything in it: the only time that a feed states about itself."""
        return max(entry.updated for entry in self.entries)


LengthOf = Callable[[str], int]
"""The length in bytes of an output, by its path."""


def write(feed: Feed, kind: str, length_of: LengthOf) -> bytes:
    """The feed as bytes, in one of the three kinds."""
    if kind == JSON_FEED:
        return _json(feed, length_of)
    generator = _generator(feed, length_of if kind == RSS else None)
    text: bytes = generator.rss_str(pretty=True) if kind == RSS else generator.atom_str(pretty=True)
    return text if text.endswith(b"\n") else text + b"\n"


def _generator(feed: Feed, length_of: LengthOf | None) -> Any:
    """feedgen filled from our value. `length_of` is None for Atom, where enclosures are left to the HTML."""
    from feedgen.feed import FeedGenerator  # noqa: PLC0415 - brings lxml, 50 ms

    made = FeedGenerator()
    made.load_extension("dc")
    made.id(feed.id)
    made.title(_clean(feed.title))
    made.subtitle(_clean(feed.description) or _clean(feed.title))
    made.language(feed.language.casefold())
    made.generator("hyperlocal")
    made.docs("https://www.rssboard.org/rss-specification")
    made.updated(feed.updated)
    if feed.self_href:
        made.link(href=feed.self_href, rel="self", type=MEDIA_TYPES[RSS if length_of else ATOM])
    # RSS takes the last link as the channel's own.
    made.link(href=feed.home, rel="alternate", type="text/html")
    made.author(name=_clean(feed.title))
    for entry in feed.entries:
        _add(made, entry, length_of)
    return made


def _add(made: Any, entry: Entry, length_of: LengthOf | None) -> None:
    one = made.add_entry(order="append")
    if length_of:
        one.guid(_clean(entry.id), permalink=False)
    else:
        one.id(_iri(entry.id))
    # A text whose file has no name to speak of may have no title, which Atom does not allow.
    one.title(_clean(entry.title) or entry.href)
    one.link(href=entry.href, rel="alternate", type="text/html")
    one.published(entry.published)
    one.updated(entry.updated)
    summary = _clean(entry.summary) or _clean(entry.title)
    # Readers show RSS's description as HTML (RSS Advisory Board profile), Atom's summary as the words that it is.
    one.summary(html.escape(summary, quote=False) if length_of else summary)
    one.content(_cdata(entry.html), type="CDATA" if length_of else "html")
    if entry.author:
        one.author(name=_clean(entry.author))
        one.dc.dc_creator(_clean(entry.author))
    for tag in entry.tags:
        one.category(term=_clean(tag))
    if entry.enclosure is not None and length_of is not None:
        one.enclosure(entry.enclosure.href, str(length_of(entry.enclosure.path)), entry.enclosure.media_type)


def _iri(name: str) -> str:
    """An id as Atom wants it (RFC 4287, 4.2.6): one that another program made may be a bare number."""
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:\S+", name):
        return _clean(name)
    try:
        return uuid.UUID(name).urn
    except ValueError:
        return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _json(feed: Feed, length_of: LengthOf) -> bytes:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). Empty values are left out."""
    value = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _clean(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.self_href,
        "description": _clean(feed.description),
        "language": feed.language,
        "items": [_item(entry, length_of) for entry in feed.entries],
    }
    kept = {key: one for key, one in value.items() if one}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _item(entry: Entry, length_of: LengthOf) -> dict[str, object]:
    enclosure = entry.enclosure
    attachment = enclosure and {
        "url": enclosure.href,
        "mime_type": enclosure.media_type,
        "size_in_bytes": length_of(enclosure.path),
    }
    value = {
        "id": _clean(entry.id),
        "url": entry.href,
        "title": _clean(entry.title),
        "content_html": _clean(entry.html),
        "summary": _clean(entry.summary),
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": _clean(entry.author)}] if entry.author else [],
        "tags": [_clean(tag) for tag in entry.tags],
        "language": entry.language,
        "attachments": [attachment] if attachment else [],
        "image": enclosure.href if enclosure else "",
    }
    return {key: one for key, one in value.items() if one or key == "content_html"}


def _clean(text: str) -> str:
    """Without the control characters that XML 1.0 (2.2) forbids; pastes from Word contain them."""
    return _FORBIDDEN.sub("", text)


def _cdata(html: str) -> str:
    """`]]>` would end a CDATA section early."""
    return _clean(html).replace("]]>", "]]&gt;")
