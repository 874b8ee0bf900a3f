"""The whole way: look, draft, save."""

from __future__ import annotations

from hyperlocal import importers
from tests.conftest import MakeSite


def test_nothing_is_written_before_it_is_saved(site: MakeSite) -> None:
    folder = site({})
    found = importers.survey(b"Name,Tel\nHall,0121 496 0000\n", "groups.csv", importers.corrected([]))
    existing, problems = importers.there(folder)
    planned = importers.draft(found, existing)
    assert problems == () and sorted(folder.rglob("*.md")) == []
    assert importers.save(folder, planned, update=False).made == ("content/organisations/hall.md",)
    assert importers.there(folder)[0][0].title == "Hall"
