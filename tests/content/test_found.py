"""The kinds of files beside the texts that are looked into are apart from each other."""

from __future__ import annotations

from hyperlocal.content.found import DOCUMENT_ENDINGS, DRAWING_ENDINGS
from hyperlocal.content.photo import PHOTO_ENDINGS
from hyperlocal.content.source import TEXT_ENDINGS


def test_no_ending_means_two_things() -> None:
    kinds = (DOCUMENT_ENDINGS, DRAWING_ENDINGS, PHOTO_ENDINGS, frozenset(TEXT_ENDINGS))
    assert len(frozenset().union(*kinds)) == sum(map(len, kinds))
    assert all(ending == ending.casefold() and ending.startswith(".") for kind in kinds for ending in kind)
