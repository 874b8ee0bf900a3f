"""A class with each kind of field once, for the tests of fields and of kinds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hyperlocal.dates import Moment
from hyperlocal.fields import Reading, read
from hyperlocal.frontmatter import read as read_head
from hyperlocal.kinds import (
    choice,
    colour,
    decimal,
    draft,
    email,
    items,
    line,
    moment,
    text,
    web_address,
    whole_number,
    words,
    yes_no,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Each kind of field once."""

    title: str = line("Title", "Its name.", synonyms=("name",))
    slug: str = line("Slug", "Its address.", vital=True)
    address: str = text("Address", "Where it is.", synonyms=("street",))
    tags: tuple[str, ...] = words("Tags", "What it is about.", synonyms=("tag", "categories", "taxonomies.tags"))
    links: tuple[str, ...] = items("Links", "Pages elsewhere.", synonyms=("social",))
    raw_html: bool = yes_no("Raw HTML", "Whether.", default=False)
    draft: bool = draft("Draft", "Whether to keep it back.")
    order: int | None = whole_number("Order", "Its place.", synonyms=("weight",))
    latitude: str = decimal("Latitude", "Where on the map.", synonyms=("lat",))
    date: Moment | None = moment("Date", "Its day.")
    updated: Moment | None = moment(
        "Updated", "Its last change.", synonyms=("lastmod", "last_modified_at"), vital=False
    )
    feeds: str = choice("Feeds", "Which.", "main", "all", "none", default="main")
    colour: str | None = colour("Colour", "Its colour.")
    email: str = email("Email", "Its address.", synonyms=("e-mail", "contact"))
    website: str = web_address("Website", "Its own pages.", synonyms=("url",))
    beside: str = "not a declared field"


def reading(typed: str) -> Reading:
    return read(Form, read_head(f"---\n{typed}\n---\n"), "a.md")


def value(typed: str) -> Any:
    """The one value that was read, with nothing to say about it."""
    found = reading(typed)
    assert found.problems == () and len(found.values) == 1, (found.problems, found.values)
    return next(iter(found.values.values()))
