"""What an exporter is given of each organisation."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from hyperlocal.builder import prepare
from hyperlocal.exporters.told import told
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
FILES = {
    "content/organisations/hall.md": (
        "---\r\nname: Village Hall\r\nid: tag:ashby:1\r\n---\r\n\r\nTea & cake.\r\n\r\nMore.\r\n\r\n"
    ),
    "content/organisations/hut.md": "---\nname: A hut\nslug: the-hut\n---\n",
    "content/organisations/draft.md": "---\nname: Draft\ndraft: yes\n---\n",
    "content/organisations/old.md": "---\nname: Old\nexpires: 2026-01-01\n---\n",
}


def test_what_visitors_see_with_the_words_of_its_file(site: MakeSite) -> None:
    folder = site(FILES)
    found, problems = told(folder, prepare(folder, NOW))
    assert problems == ()
    assert [(one.organisation.title, one.slug, one.text) for one in found] == [
        ("A hut", "the-hut", ""),
        ("Village Hall", "hall", "Tea & cake.\n\nMore."),
    ]
    assert found[1].page == "https://hartleygreen.example/organisations/hall/"
    assert found[1].id == "tag:ashby:1" and found[0].id.startswith("urn:uuid:")


def test_an_id_is_the_same_on_another_domain(site: MakeSite) -> None:
    folder = site(FILES)
    ids = [one.id for one in told(folder, prepare(folder, NOW))[0]]
    assert ids == [one.id for one in told(folder, prepare(folder, NOW, base_url="https://other.example/"))[0]]
    assert len(set(ids)) == 2


def test_what_is_held_back_comes_only_when_it_is_asked_for(site: MakeSite) -> None:
    folder = site(FILES)
    found, _ = told(folder, prepare(folder, NOW, drafts=True))
    assert sorted(one.organisation.title for one in found) == ["A hut", "Draft", "Old", "Village Hall"]


def test_a_site_without_an_address_has_no_pages(site: MakeSite) -> None:
    folder = site({**FILES, "site.yml": "title: Ashby\n"})
    assert {one.page for one in told(folder, prepare(folder, NOW))[0]} == {""}


def test_a_file_that_has_gone_meanwhile_is_told(site: MakeSite) -> None:
    folder = site(FILES)
    prepared = prepare(folder, NOW)
    os.remove(folder / "content/organisations/hut.md")  # noqa: PTH107
    found, problems = told(folder, prepared)
    assert [one.slug for one in found] == ["hall"]
    assert [(one.rule, one.path) for one in problems] == [("unreadable", "content/organisations/hut.md")]
