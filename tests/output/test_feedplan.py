"""Which feeds there are, and what is in them."""

from __future__ import annotations

from datetime import UTC, datetime

from hyperlocal.builder import prepare
from hyperlocal.output import FeedFile
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
FILES = {
    "content/posts/2026-05-01-a.md": "---\ntitle: A\ntags: x, y\norganisation: o\n---\n[b](2026-05-02-b.md)",
    "content/posts/2026-05-02-b.md": "---\ntitle: B\nid: https://old.example/?p=7\nupdated: 2026-05-09\n---\nB.",
    "content/organisations/o.md": "---\nname: O\n---\nO",
    "content/organisations/quiet.md": "---\nname: Quiet\n---\nQ",
}


def feeds(site: MakeSite, files: dict[str, str]) -> dict[str, FeedFile]:
    return {one.path: one for one in prepare(site(files), NOW).plan.outputs if isinstance(one, FeedFile)}


def test_whatever_has_a_post_has_a_feed(site: MakeSite) -> None:
    assert set(feeds(site, FILES)) == {
        *("feed.xml", "atom.xml", "feed.json"),
        *("tags/x/feed.xml", "tags/y/feed.xml", "organisations/o/feed.xml"),
    }
    every = feeds(site, {**FILES, "site.yml": "title: T\nid: t\nfeeds: all\n"})
    assert {"tags/x/atom.xml", "tags/x/feed.json", "organisations/o/atom.xml"} <= set(every)


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
