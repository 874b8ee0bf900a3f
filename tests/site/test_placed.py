"""Texts with their place know what people wrote."""

from __future__ import annotations

from datetime import UTC, datetime

from hyperlocal.config import Config
from hyperlocal.content import load
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.post import Post
from hyperlocal.site import connect
from hyperlocal.site.placed import text_of
from tests.conftest import MakeSite


def test_a_placed_text_gives_back_what_was_written(site: MakeSite) -> None:
    folder = site(
        {
            "content/posts/2026-05-01-fair.md": "A fair.",
            "content/pages/about.md": "[Fair](../posts/2026-05-01-fair.md) and [more](https://example.org/).",
            "content/organisations/hall.md": "The hall.",
        }
    )
    found = connect(load(folder), Config(title="T", id="t"), datetime(2026, 6, 1, tzinfo=UTC))
    placed = (*found.posts, *found.pages, *found.organisations)
    assert [type(text_of(one)) for one in placed] == [Post, Page, Organisation]
    assert [text_of(one).source.path for one in placed] == [
        "content/posts/2026-05-01-fair.md", "content/pages/about.md", "content/organisations/hall.md"]  # fmt: skip
    # One target for each reference, in order: that is what `bodies` relies on.
    assert all(len(one.targets) == len(text_of(one).document.references) for one in placed)
    assert [target.address for target in found.pages[0].targets] == ["/news/2026/fair/", "https://example.org/"]
