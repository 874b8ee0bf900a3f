"""A post: news with a date."""

from __future__ import annotations

from hyperlocal.content.source import Written
from hyperlocal.dates import Moment
from hyperlocal.kinds import line, moment, words
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Written):
    """News with a date. The date may stand in the file's name instead: `2026-11-22-fair.md`."""

    date: Moment = moment(
        "Date", "The day you write it, such as 22 November 2026. A later day keeps it back until then."
    )
    tags: tuple[str, ...] = words(
        "Tags",
        "What it is about, in a few words.",
        synonyms=("tag", "categories", "category", "taxonomies.tags", "taxonomies.categories", "keywords"),
    )
    author: str = line("Author", "Who wrote it.", synonyms=("authors", "by"))
    organisation: str = line(
        "Organisation", "Whose news it is: the file name or the name of an organisation.", synonyms=("organization",)
    )
