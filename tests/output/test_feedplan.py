"""Which feeds there are, and what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from hyperlocal.builder import prepare
from hyperlocal.output import FeedFile
from tests.conftest import MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FILES = {
    "content/posts/2026-05-01-a.md": "---\ntitle: A\ntags: x, y\norganisation: o\n---\n[b](2026-05-02-b.md)",
    "content/posts/2026-05-02-b.md": "---\ntitle: B\nid: https://old.example/?p=7\nupdated: 2026-05-09\n---\nB.",
    "content/organisations/o.md": "---\nname: O\n---\nO",
    "content/organisations/quiet.md": "---\nname: Quiet\n---\nQ",
}


def feeds(site: MakeSite, files: Mapping[str, str | bytes]) -> dict[str, FeedFile]:
    return {one.path: one for one in prepare(site(files), NOW).plan.outputs if isinstance(one, FeedFile)}


def test_whatever_has_a_post_has_a_feed(site: MakeSite) -> None:
    assert set(feeds(site, FILES)) == {
        *("feed.xml", "atom.xml", "feed.json"),
        *("tags/x/feed.xml", "tags/y/feed.xml", "organisations/o/feed.xml"),
    }
    every = feeds(site, {**FILES, "site.yml": "title: T\nid: t\nfeeds: all\n"})
    assert {"tags/x/atom.xml", "tags/x/feed.json", "organisations/o/atom.xml"} <= set(every)
    few = feeds(site, {**FILES, "site.yml": "title: T\nid: t\nfeeds: rss\n"})
    assert set(few) == {"feed.xml", "tags/x/feed.xml", "tags/y/feed.xml", "organisations/o/feed.xml"}


def test_twenty_entries_newest_first(site: MakeSite) -> None:
    many = {f"content/posts/2026-0{1 + i // 9}-0{1 + i % 9}-p.md": f"---\nslug: p{i}\n---\nP" for i in range(27)}
    found = feeds(site, many)["feed.xml"].feed
    published = [entry.published for entry in found.entries]
    assert len(published) == 20 and published == sorted(published, reverse=True)


def test_links_in_entries_are_whole_addresses(site: MakeSite) -> None:
    found = feeds(site, FILES)["tags/x/feed.xml"].feed
    assert found.self_href == "https://hartleygreen.example/tags/x/feed.xml"
    assert found.home == "https://hartleygreen.example/tags/x/"
    assert 'href="https://hartleygreen.example/news/2026/b/"' in found.entries[0].html


def test_without_a_web_address_links_fit_the_place_of_the_feed(site: MakeSite) -> None:
    found = feeds(site, {**FILES, "site.yml": "title: T\nid: t\n"})["tags/x/feed.xml"].feed
    assert (found.self_href, found.home, found.entries[0].href) == ("", "./", "../../news/2026/a/")
    assert 'href="../../news/2026/b/"' in found.entries[0].html


def test_ids_keep_when_titles_tags_and_the_domain_change(site: MakeSite) -> None:
    before = feeds(site, FILES)
    changed = {
        path: text.replace("title: A", "title: Z").replace("tags: x, y", "tags: x") for path, text in FILES.items()
    }
    yml = "title: Other\nid: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10\nbase_url: https://other.example/\n"
    after = feeds(site, {**changed, "site.yml": yml})
    for path in ("feed.xml", "tags/x/feed.xml", "organisations/o/feed.xml"):
        old, new = before[path].feed, after[path].feed
        assert (old.id, [one.id for one in old.entries]) == (new.id, [one.id for one in new.entries])
    assert len({one.feed.id for one in before.values()}) == 4


def test_an_id_that_another_program_gave_wins_and_changes_are_dated(site: MakeSite) -> None:
    entry = feeds(site, FILES)["feed.xml"].feed.entries[0]
    assert entry.id == "https://old.example/?p=7"
    assert entry.updated.date().isoformat() == "2026-05-09" and entry.published.date().isoformat() == "2026-05-02"


def test_an_enclosure_is_the_posts_photo_else_the_first_in_its_text(site: MakeSite) -> None:
    body = "![B](b.jpg) ![C](c.jpg)"
    files: dict[str, str | bytes] = {
        "content/posts/2026-05-03-a.md": f"---\nimage: c.jpg\nimage_alt: C\n---\n{body}",
        "content/posts/2026-05-02-b.md": body,
        "content/posts/2026-05-01-c.md": "No photo.",
        "content/posts/b.jpg": jpeg(),
        "content/posts/c.jpg": jpeg(),
    }
    first, second, third = feeds(site, files)["feed.xml"].feed.entries
    assert first.enclosure is not None and first.enclosure.path == "photos/posts/c.40w.jpg"
    assert second.enclosure is not None and second.enclosure.path == "photos/posts/b.40w.jpg"
    assert second.enclosure.href == "https://hartleygreen.example/photos/posts/b.40w.jpg"
    assert second.enclosure.media_type == "image/jpeg" and third.enclosure is None
    # Readers fetch it by itself, so they need its whole address.
    bare = feeds(site, {**files, "site.yml": "title: T\nid: t\n"})["feed.xml"].feed
    assert [entry.enclosure for entry in bare.entries] == [None, None, None]


def test_whose_post_it_is_stands_in_for_a_missing_author(site: MakeSite) -> None:
    entry = feeds(site, FILES)["organisations/o/feed.xml"].feed.entries[0]
    assert (entry.author, entry.tags) == ("O", ("x", "y"))
    assert feeds(site, FILES)["organisations/o/feed.xml"].feed.title == "O"


def test_dates_before_1847_can_be_written_in_every_feed(site: MakeSite) -> None:
    # London was a minute and a quarter behind Greenwich then: no feed can say that.
    (entry,) = feeds(site, {"content/posts/old.md": "---\ndate: 1840-05-06\n---\nThe canal."})["feed.xml"].feed.entries
    assert entry.published.isoformat() == "1840-05-06T00:01:15+00:00" == entry.updated.isoformat()


def test_a_site_without_posts_has_no_feed(site: MakeSite) -> None:
    assert feeds(site, {"content/organisations/o.md": "O", "content/pages/feeds.md": "How to follow us."}) == {}
