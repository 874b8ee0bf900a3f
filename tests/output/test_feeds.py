"""Feeds by the rules of their formats, and as a reader of feeds sees them.

RSS: the RSS Advisory Board's profile; Atom: RFC 4287; JSON Feed 1.1.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.output.feeds import ATOM, JSON_FEED, MEDIA_TYPES, RSS, Enclosure, Entry, Feed, write

BST = timezone(timedelta(hours=1))
HOME = "https://hartleygreen.example/"
TENT = Enclosure(href=f"{HOME}photos/tent.jpg", path="photos/tent.jpg", media_type="image/jpeg")
FAIR = Entry(
    id="urn:uuid:3c4df48c-08f1-5c8b-b852-86f9ff1a4831",
    title="Summer fair",
    href=f"{HOME}news/2026/fair/",
    published=datetime(2026, 5, 6, 19, 30, tzinfo=BST),
    updated=datetime(2026, 6, 1, tzinfo=BST),
    summary="Stalls & games.",
    html='<p>Stalls &amp; games. <a href="https://hartleygreen.example/about/">Us</a></p>',
    author="Ann Roe",
    tags=("fair", "open day"),
    language="en-GB",
    enclosure=TENT,
)
OLDER = replace(
    FAIR,
    id="tag:example.org,2020:1",
    title="Flood",
    href=f"{HOME}news/2025/flood/",
    published=datetime(2025, 1, 2, tzinfo=UTC),
    updated=datetime(2025, 1, 2, tzinfo=UTC),
    author="",
    tags=(),
    enclosure=None,
)
FEED = Feed(
    id="urn:uuid:0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10",
    title="Hartley Green",
    description="News of the village",
    home=HOME,
    self_href=f"{HOME}feed.xml",
    language="en-GB",
    entries=(FAIR, OLDER),
)
KINDS = (RSS, ATOM, JSON_FEED)
NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")


def written(feed: Feed, kind: str, length: int = 530) -> bytes:
    return write(feed, kind, {TENT.path: length}.__getitem__)


def rss(feed: Feed = FEED) -> Element:
    root = fromstring(written(feed, RSS))
    (channel,) = root
    assert (root.tag, root.get("version"), channel.tag) == ("rss", "2.0", "channel")
    return channel


def atom(feed: Feed = FEED) -> Element:
    root = fromstring(written(feed, ATOM))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    return root


def item(feed: Feed = FEED, number: int = 0) -> Any:
    return json.loads(written(feed, JSON_FEED))["items"][number]


def text(parent: Element, name: str) -> str:
    """The text of the one child of a name."""
    found = parent.findall(name, NAMES)
    assert len(found) == 1, (name, len(found))
    return found[0].text or ""


def test_rss_says_what_the_profile_asks_for() -> None:
    channel = rss()
    assert text(channel, "title") == "Hartley Green"
    assert text(channel, "link") == HOME
    assert text(channel, "description") == "News of the village"
    assert text(channel, "language") == "en-gb"
    (own,) = channel.findall("atom:link", NAMES)
    assert own.attrib == {"rel": "self", "href": f"{HOME}feed.xml", "type": MEDIA_TYPES[RSS]}
    first, second = channel.findall("item")
    assert [text(one, "title") for one in (first, second)] == ["Summer fair", "Flood"]
    assert text(first, "link") == FAIR.href
    assert text(first, "content:encoded") == FAIR.html
    assert text(first, "dc:creator") == "Ann Roe" and second.find("dc:creator", NAMES) is None
    assert [one.text for one in first.findall("category")] == ["fair", "open day"]
    assert first.find("author") is None, "author wants an email address"
    for one, entry in ((first, FAIR), (second, OLDER)):
        (guid,) = one.findall("guid")
        assert (guid.text, guid.get("isPermaLink")) == (entry.id, "false")


def test_rss_dates_have_four_figures_for_the_year_and_a_numeric_zone() -> None:
    channel = rss()
    first = channel.findall("item")[0]
    assert text(first, "pubDate") == "Wed, 06 May 2026 19:30:00 +0100"
    assert parsedate_to_datetime(text(channel, "lastBuildDate")) == FAIR.updated


def test_rss_shows_its_summary_as_words_and_not_as_code() -> None:
    # The description is HTML: what was typed as text must not become a tag there.
    channel = rss(replace(FEED, entries=(replace(FAIR, summary="1 < 2 & <script>alert(1)</script>"),)))
    assert text(channel.findall("item")[0], "description") == "1 &lt; 2 &amp; &lt;script&gt;alert(1)&lt;/script&gt;"
    summary = text(
        atom(replace(FEED, entries=(replace(FAIR, summary="1 < 2"),))).findall("atom:entry", NAMES)[0], "atom:summary"
    )
    assert summary == "1 < 2"


def test_an_enclosure_states_the_true_length_and_there_is_one_at_most() -> None:
    first, second = rss().findall("item")
    (enclosure,) = first.findall("enclosure")
    assert enclosure.attrib == {"url": TENT.href, "length": "530", "type": "image/jpeg"}
    assert second.find("enclosure") is None
    assert item()["attachments"] == [{"url": TENT.href, "mime_type": "image/jpeg", "size_in_bytes": 530}]
    assert "attachments" not in item(number=1)


def test_atom_has_what_rfc_4287_requires() -> None:
    feed = atom()
    assert text(feed, "atom:id") == FEED.id
    assert text(feed, "atom:title") == "Hartley Green"
    assert text(feed, "atom:updated") == "2026-06-01T00:00:00+01:00"
    assert text(feed, "atom:author/atom:name") == "Hartley Green"
    links = [(one.get("rel"), one.get("href")) for one in feed.findall("atom:link", NAMES)]
    assert links == [("self", FEED.self_href), ("alternate", HOME)]
    entries = feed.findall("atom:entry", NAMES)
    assert [text(one, "atom:id") for one in entries] == [FAIR.id, OLDER.id]
    assert len({text(one, "atom:id") for one in (feed, *entries)}) == 3
    for one, entry in zip(entries, FEED.entries, strict=True):
        assert text(one, "atom:title") == entry.title
        for name, moment in (("published", entry.published), ("updated", entry.updated)):
            assert DATE.fullmatch(text(one, f"atom:{name}"))
            assert datetime.fromisoformat(text(one, f"atom:{name}")) == moment
        (content,) = one.findall("atom:content", NAMES)
        assert (content.get("type"), content.text) == ("html", entry.html)
        # Only links that mean the page itself: feedgen loses the rel of others.
        assert [(link.get("rel", "alternate"), link.get("href")) for link in one.findall("atom:link", NAMES)] == [
            ("alternate", entry.href)]  # fmt: skip


@pytest.mark.parametrize("given_id", ["12345", "3c4df48c-08f1-5c8b-b852-86f9ff1a4831", "an id: with words"])
def test_an_id_that_another_program_made_is_an_iri_in_atom_and_itself_elsewhere(given_id: str) -> None:
    feed = replace(FEED, entries=(replace(FAIR, id=given_id),))
    (entry,) = atom(feed).findall("atom:entry", NAMES)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text(entry, "atom:id"))
    assert text(rss(feed).findall("item")[0], "guid") == given_id == item(feed)["id"]
    assert text(entry, "atom:id") == text(atom(feed), "atom:entry/atom:id"), "and stays the same"


def test_json_feed_has_what_1_1_requires() -> None:
    feed = json.loads(written(FEED, JSON_FEED))
    assert set(feed) == {"version", "title", "home_page_url", "feed_url", "description", "language", "items"}
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (HOME, FEED.self_href)
    first = feed["items"][0]
    assert first == {
        "id": FAIR.id, "url": FAIR.href, "title": "Summer fair", "content_html": FAIR.html,
        "summary": "Stalls & games.", "date_published": "2026-05-06T19:30:00+01:00",
        "date_modified": "2026-06-01T00:00:00+01:00", "authors": [{"name": "Ann Roe"}], "tags": ["fair", "open day"],
        "language": "en-GB", "attachments": first["attachments"], "image": TENT.href}  # fmt: skip
    second = feed["items"][1]
    assert set(second) == {
        "id",
        "url",
        "title",
        "content_html",
        "summary",
        "date_published",
        "date_modified",
        "language",
    }


def test_nothing_but_the_entries_gives_a_date() -> None:
    """feedgen stamps the current time on whatever it is not told."""
    given_dates = {moment for entry in FEED.entries for moment in (entry.published, entry.updated)}
    for kind in KINDS:
        text_ = written(FEED, kind).decode()
        found = {datetime.fromisoformat(one) for one in DATE.findall(text_)}
        found |= {
            parsedate_to_datetime(one) for one in re.findall(r"\w{3}, \d\d \w{3} \d{4} [\d:]{8} [+-]\d{4}", text_)
        }
        assert found and found <= given_dates, kind
        assert not re.findall(r"20(?!25|26)\d\d-", text_)
        assert written(FEED, kind) == written(FEED, kind)


def test_entries_stay_in_the_order_they_are_given() -> None:
    for kind in KINDS:
        text_ = written(FEED, kind).decode()
        assert text_.index("Summer fair") < text_.index("Flood"), kind


ODD = [
    "Tea & cake",
    "1 < 2 > 0",
    "Party 🎉 نادي",
    "end ]]> of",
    "it’s “free”",
    "&amp; &lt;b&gt;",
    "a\x00b\x07c\x0bd\ufffe",
    "</title>",
]


@pytest.mark.parametrize("odd", ODD)
def test_odd_characters_are_read_back_as_they_were(odd: str) -> None:
    wanted = re.sub(r"[\x00\x07\x0b\ufffe]", "", odd)
    entry = replace(FAIR, title=odd, summary=odd, author=odd, tags=(odd,), id=f"x:{odd.replace(' ', '')}")
    feed = replace(FEED, title=odd, description=odd, entries=(entry,))
    for title in (text(rss(feed), "title"), text(rss(feed).findall("item")[0], "title")):
        assert title == wanted
    assert text(rss(feed).findall("item")[0], "dc:creator") == wanted
    (one,) = atom(feed).findall("atom:entry", NAMES)
    assert (text(one, "atom:title"), text(one, "atom:summary")) == (wanted, wanted)
    value = item(feed)
    assert (value["title"], value["summary"], value["tags"]) == (wanted, wanted, [wanted])
    for kind in (RSS, ATOM):
        assert not feedparser.parse(written(feed, kind)).bozo


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=20), st.text(max_size=20))
def test_whatever_people_type_the_feeds_are_well_formed(title: str, words: str) -> None:
    entry = replace(FAIR, title=title, summary=words, html=f"<p>{words}]]></p>", author=words, tags=(title,), id=title)
    feed = replace(FEED, title=f"T{title}", description=words, entries=(entry,))
    for kind in (RSS, ATOM):
        fromstring(written(feed, kind))
    json.loads(written(feed, JSON_FEED))


def test_a_reader_sees_the_whole_text() -> None:
    html = "<p>Before ]]&gt; after</p>\n<pre><code>if a &lt; b &amp;&amp; c: x[y[0]]&gt;1</code></pre>"
    feed = replace(FEED, entries=(replace(FAIR, html=html),))
    for kind in (RSS, ATOM):
        (entry,) = feedparser.parse(written(feed, kind)).entries
        (content,) = [one for one in entry.content if one.value != entry.get("summary")]
        assert content.value == html, kind
    assert item(feed)["content_html"] == html
    # Raw HTML that an owner lets through may hold the very end of a CDATA section.
    raw = replace(FEED, entries=(replace(FAIR, html="<p>a ]]> b</p>"),))
    assert "a ]]&gt; b" in text(rss(raw).findall("item")[0], "content:encoded")


def test_without_a_web_address_there_is_no_self_and_links_stay_short() -> None:
    entry = replace(FAIR, href="news/2026/fair/", enclosure=None)
    feed = replace(FEED, home="./", self_href="", entries=(entry,))
    channel = rss(feed)
    assert channel.find("atom:link", NAMES) is None and text(channel, "link") == "./"
    assert text(channel.findall("item")[0], "link") == "news/2026/fair/"
    assert [one.get("rel") for one in atom(feed).findall("atom:link", NAMES)] == ["alternate"]
    assert "feed_url" not in json.loads(written(feed, JSON_FEED))


def test_a_feed_without_a_description_is_described_by_its_title() -> None:
    bare = replace(FEED, description="", entries=(replace(FAIR, summary=""),))
    assert text(rss(bare), "description") == "Hartley Green"
    assert text(rss(bare).findall("item")[0], "description") == "Summer fair"
    assert "summary" not in item(bare)


def test_an_entry_without_a_title_is_called_by_its_address() -> None:
    bare = replace(FEED, entries=(replace(FAIR, title=""),))
    assert text(atom(bare), "atom:entry/atom:title") == FAIR.href == text(rss(bare), "item/title")


def test_a_feed_is_as_new_as_the_newest_change_in_it() -> None:
    changed = replace(OLDER, updated=datetime(2026, 7, 1, tzinfo=UTC))
    assert replace(FEED, entries=(FAIR, changed)).updated == changed.updated
