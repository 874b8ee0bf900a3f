"""Pages that lead to others."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from hyperlocal.builder import prepare
from hyperlocal.output import PageFile
from hyperlocal.output.views import DirectoryView, FeedsView, NewsView, TagsView, YearView
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
Kind = TypeVar("Kind")


def view(site: MakeSite, files: dict[str, str], address: str, kind: type[Kind]) -> Kind:
    found = {one.address: one.view for one in prepare(site(files), NOW).plan.outputs if isinstance(one, PageFile)}
    one = found[address]
    assert isinstance(one, kind)
    return one


def posts(count: int, year: int, tags: str = "x") -> dict[str, str]:
    return {
        f"content/posts/{year}-{1 + i % 10:02}-{1 + i % 28:02}-post-{i}.md": f"---\ntags: {tags}\n---\nP."
        for i in range(count)
    }


def test_news_has_the_newest_twenty_and_leads_to_the_years(site: MakeSite) -> None:
    files = {**posts(25, 2025), **posts(3, 2024)}
    found = view(site, files, "/news/", NewsView)
    days = [card.day.iso for card in found.cards]
    assert len(days) == 20 and days == sorted(days, reverse=True)
    assert [(link.label, link.href, link.count) for link in found.years] == [
        ("2025", "2025/", 25),
        ("2024", "2024/", 3),
    ]


def test_a_year_is_cut_into_months_only_above_a_hundred_posts(site: MakeSite) -> None:
    whole = view(site, posts(100, 2025), "/news/2025/", YearView)
    assert sum(len(month.cards) for month in whole.months) == 100 and {month.href for month in whole.months} == {"./"}
    assert whole.months[0].heading == "October 2025"


def test_a_year_with_more_has_a_page_for_each_month(site: MakeSite) -> None:
    files = posts(101, 2025)
    cut = view(site, files, "/news/2025/", YearView)
    assert all(month.cards == () for month in cut.months) and sum(month.count for month in cut.months) == 101
    assert cut.months[-1].href == "01/"
    january = view(site, files, "/news/2025/01/", NewsView)
    assert len(january.cards) == cut.months[-1].count and january.title == "January 2025"


def test_tags_are_in_order_with_their_numbers_and_have_a_feed(site: MakeSite) -> None:
    files = {
        **posts(2, 2025, "Zebra crossing, allotments"),
        "content/posts/2025-11-30-z.md": "---\ntags: zebra crossing\n---\n",
    }
    found = view(site, files, "/tags/", TagsView)
    assert [(link.label, link.href, link.count) for link in found.tags] == [
        ("allotments", "allotments/", 2), ("Zebra crossing", "zebra-crossing/", 3)]  # fmt: skip
    one = view(site, files, "/tags/zebra-crossing/", NewsView)
    assert len(one.cards) == 3 and one.feed is not None and one.feed.href == "feed.xml"


GROUPS = {
    "content/organisations/the-zoo.md": "---\nname: The Zoo\ncategory: Outdoors\n---\nZ",
    "content/organisations/a.md": "---\nname: Allotments\ncategory: Outdoors, Food\n---\nA",
    "content/organisations/b.md": "---\nname: 2nd Scouts\n---\nB",
}


def test_the_directory_is_by_category_with_the_rest_last(site: MakeSite) -> None:
    found = view(site, GROUPS, "/organisations/", DirectoryView)
    assert [(group.heading, [one.name for one in group.organisations]) for group in found.groups] == [
        ("Food", ["Allotments"]), ("Outdoors", ["Allotments", "The Zoo"]), ("Others", ["2nd Scouts"])]  # fmt: skip
    assert [(link.label, link.current) for link in found.arrangements] == [
        ("By category", True), ("A to Z", False), ("To print", False), ("Large print", False)]  # fmt: skip


def test_and_by_letter_without_the(site: MakeSite) -> None:
    found = view(site, GROUPS, "/organisations/a-z/", DirectoryView)
    assert [(group.heading, group.organisations[0].name) for group in found.groups] == [
        ("0–9", "2nd Scouts"), ("A", "Allotments"), ("Z", "The Zoo")]  # fmt: skip


def test_the_feeds_page_lists_a_feed_for_whatever_has_posts(site: MakeSite) -> None:
    files = {**GROUPS, "content/posts/2025-01-01-p.md": "---\norganisation: a\ntags: x\n---\nP"}
    found = view(site, files, "/feeds/", FeedsView)
    assert [feed.kind for feed in found.main] == ["RSS", "Atom", "JSON Feed"]
    assert [(feed.title, feed.href) for feed in found.organisations] == [("Allotments", "../organisations/a/feed.xml")]
    assert [feed.href for feed in found.tags] == ["../tags/x/feed.xml"]
    every = view(site, {**files, "site.yml": "title: T\nid: t\nfeeds: all\n"}, "/feeds/", FeedsView)
    assert len(every.organisations) == 3 and len(every.tags) == 3
    few = view(site, {**files, "site.yml": "title: T\nid: t\nfeeds: rss\n"}, "/feeds/", FeedsView)
    assert [feed.kind for feed in (*few.main, *few.organisations, *few.tags)] == ["RSS"] * 3


def test_lists_that_are_empty_are_there_when_their_words_are(site: MakeSite) -> None:
    words = {f"content/pages/{name}.md": f"About {name}." for name in ("news", "organisations", "tags", "feeds")}
    assert "About news." in view(site, words, "/news/", NewsView).html
    assert "About tags." in view(site, words, "/tags/", TagsView).html
    assert "About feeds." in view(site, words, "/feeds/", FeedsView).html
    directory = view(site, words, "/organisations/", DirectoryView)
    assert "About organisations." in directory.html and directory.groups == ()
    assert directory.arrangements == (), "the list by letter is not there yet"


def test_a_list_is_described_even_when_nobody_described_it(site: MakeSite) -> None:
    assert view(site, GROUPS, "/organisations/", DirectoryView).head.description == "Organisations"
    place = "title: T\nid: t\nplace: Hartley\n"
    own = {**GROUPS, "content/pages/organisations.md": "---\ntitle: Who is who\n---\n"}
    assert view(site, {**GROUPS, "site.yml": place}, "/organisations/", DirectoryView).head.description == (
        "Organisations in Hartley"
    )
    assert view(site, {**own, "site.yml": "title: T\nid: t\n"}, "/organisations/", DirectoryView).head.description == (
        "Who is who"
    )
