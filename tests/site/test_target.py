"""What stands for a photo in a gallery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hyperlocal.content.photo import Photo
from hyperlocal.site.target import NOWHERE, Exhibit, Leads

PHOTO = Photo(
    path="content/photos/a.jpg", file=Path("a.jpg"), width=40, height=30, ending=".jpg", located=False, digest="d"
)
ONE = Exhibit(photo=PHOTO, address="/photos/a.jpg", alt="A tent", caption="The tent")


@pytest.mark.parametrize(
    "other",
    [
        replace(ONE, alt="A bent"),
        replace(ONE, caption=""),
        replace(ONE, address="/photos/b.jpg"),
        replace(ONE, alt="A tent\0The tent", caption=""),
        replace(ONE, photo=replace(PHOTO, digest="e")),
        replace(ONE, photo=replace(PHOTO, width=41)),
    ],
)
def test_whatever_changes_what_is_seen_changes_the_name(other: Exhibit) -> None:
    assert other.digest != ONE.digest


def test_nowhere_shows_nothing() -> None:
    assert NOWHERE.leads is Leads.NOWHERE and NOWHERE.exhibits == () and NOWHERE.address == ""
