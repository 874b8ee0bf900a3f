"""The organisations that are there, and which of them a row means."""

from __future__ import annotations

import os
from pathlib import Path

from hyperlocal.frontmatter import read
from hyperlocal.importers.existing import Existing, Signs, matched, signs_of, taken, there
from tests.conftest import MakeSite

HEAD = read("")


def known(name: str, slug: str, **values: str) -> Existing:
    from_file = Existing(
        path=f"content/organisations/{slug}.md", data=b"", title=name, slug=slug, head=HEAD, values=values
    )
    return from_file


def row(name: str, *, slug: str = "", address: str = "", **values: str) -> Signs:
    return signs_of(values, name, slug, address or slug or name.casefold().replace(" ", "-"))


def match(rows: list[Signs], existing: list[Existing]) -> list[str | None]:
    return [one.slug if one else None for one in matched(rows, existing)]


def test_every_file_of_an_organisation_is_found_as_it_lies_there(site: MakeSite) -> None:
    folder = site(
        {
            "content/organisations/hall.md": "---\r\nname: Village Hall\r\nslug: the-hall\r\n---\r\nOpen.\r\n",
            "content/organisations/sport/2026-bowls.md": "# Bowls club\n\nGreen.\n",
            "content/organisations/hut/index.md": "---\ndraft: yes\n---\n",
            "content/organisations/broken.md": "---\nname: Broken\npublish: 31/11/2026\n---\n",
            "content/organizations/other.md": "Tea.\n",
            "content/organisations/photo.jpg": b"x",
            "content/posts/2026-01-01-fair.md": "---\nname: Fair\n---\n",
            "content/about.md": "About\n",
        }
    )
    found, problems = there(folder)
    assert problems == ()
    assert {(one.path.removeprefix("content/"), one.title, one.slug) for one in found} == {
        ("organisations/hall.md", "Village Hall", "the-hall"),
        ("organisations/sport/2026-bowls.md", "Bowls club", "2026-bowls"),
        ("organisations/hut/index.md", "Hut", "hut"),
        ("organisations/broken.md", "Broken", "broken"),
        ("organizations/other.md", "Other", "other"),
    }
    hall = next(one for one in found if one.slug == "the-hall")
    assert hall.data.endswith(b"---\r\nOpen.\r\n") and hall.head.body == "Open.\n"
    assert taken(found)["the-hall"] == "content/organisations/hall.md"


def test_a_file_that_is_far_too_large_is_told(site: MakeSite) -> None:
    folder = site({"content/organisations/hall.md": "x"})
    os.truncate(folder / "content/organisations/hall.md", 20_000_000)
    found, problems = there(folder)
    assert found == () and [(one.rule, one.path) for one in problems] == [
        ("too-large", "content/organisations/hall.md")
    ]


def test_a_site_without_any_has_none(tmp_path: Path) -> None:
    assert there(tmp_path) == ((), ())


def test_an_id_counts_before_a_slug_and_that_before_a_name_and_that_before_an_address() -> None:
    existing = [known("A", "a", id="1"), known("B", "b"), known("C", "c"), known("D", "old-d")]
    assert match([row("C", slug="b", id="1")], existing) == ["a"]
    assert match([row("C", slug="b")], existing) == ["b"]
    assert match([row("c ", address="b")], existing) == ["c"]
    assert match([row("E", address="old-d")], existing) == ["old-d"]
    assert match([row("E")], existing) == [None]


def test_a_charity_number_counts_last_however_it_is_written() -> None:
    existing = [known("Old name", "old-name", charity_number="1177548")]
    assert match([row("New name", charity_number="Registered charity no. 1177548")], existing) == ["old-name"]
    assert match([row("New name", charity_number="1177549")], existing) == [None]


def test_a_number_that_several_share_is_nobodys() -> None:
    branches = [row("Ashby Scouts", charity_number="306101"), row("Elm Scouts", charity_number="306101")]
    assert match(branches, [known("Oak Scouts", "oak", charity_number="306101")]) == [None, None]
    two = [known("Oak Scouts", "oak", charity_number="306101"), known("Fir Scouts", "fir", charity_number="306101")]
    assert match(branches[:1], two) == [None]
    assert match([row("Fir Scouts", charity_number="306101")], two) == ["fir"]


def test_one_organisation_is_meant_by_one_row_alone() -> None:
    existing = [known("Hall", "hall", charity_number="1177548")]
    assert match([row("Village hall", charity_number="1177548"), row("Hall")], existing) == [None, "hall"]


def test_nothing_is_known_by_what_is_not_said() -> None:
    assert match([row("A"), row("B")], [known("C", "c"), known("D", "d")]) == [None, None]
