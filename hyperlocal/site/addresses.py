"""Where everything stands on the site: addresses that never shift when something is added.

An address starts with `/` (the site's own root, wherever that will be) and ends with `/` for a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar

from hyperlocal.content.files import File
from hyperlocal.content.page import Page
from hyperlocal.content.photo import Photo
from hyperlocal.content.source import Written, slug_of, without_date
from hyperlocal.problems import Problem, error
from hyperlocal.slugs import file_slug, slugify
from hyperlocal.values import dataclass

HOME = "/"
NEWS = "/news/"
ORGANISATIONS = "/organisations/"
BY_LETTER = "/organisations/a-z/"
BY_DAY = "/organisations/by/day/"
BY_ACCESS = "/organisations/by/access/"
BY_LANGUAGE = "/organisations/by/language/"
PRINTED = "/organisations/print/"
PRINTED_LARGE = "/organisations/large-print/"
OPEN_DATA = "/open-referral/"
DIRECTORY_FILTER = "/organisations/filter.js"
TAGS = "/tags/"
FEEDS = "/feeds/"
NOT_FOUND = "/404.html"
RSS, ATOM, JSON_FEED = "feed.xml", "atom.xml", "feed.json"

SECTIONS = {
    "home": HOME,
    "index": HOME,
    "news": NEWS,
    "organisations": ORGANISATIONS,
    "tags": TAGS,
    "feeds": FEEDS,
    "404": NOT_FOUND,
}
"""Pages of these names are the words above a list, not pages of their own."""

LISTS = {
    HOME: "the front page",
    NEWS: "the list of news",
    ORGANISATIONS: "the list of organisations",
    BY_LETTER: "the list by letter",
    TAGS: "the list of tags",
    FEEDS: "the page about feeds",
}
"""What stands at these addresses, whoever else would like to."""

RESERVED = {
    f"{ORGANISATIONS}by/": "the lists of organisations",
    PRINTED: "the list to print",
    PRINTED_LARGE: "the list to print in large letters",
}
"""What stands at these addresses too, but has no words of the owner's above it."""

MOST_IN_A_YEAR = 100
"""A year with more posts than this has a page for each month."""

SomeText = TypeVar("SomeText", bound=Written)


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An old address (a path below the root, without the first slash) and where it leads now."""

    old: str
    address: str
    source: str


def section_of(page: Page) -> str | None:
    """The list that a page is the introduction to: “news” for pages/news.md; None for an ordinary page."""
    name = without_date(page.source.stem).casefold()
    if page.source.folders or name not in SECTIONS:
        return None
    return "home" if name == "index" else name


def page_address(page: Page) -> str:
    """`/about/`; a page in a sub-folder stands below it: `/getting-around/buses/`."""
    section = section_of(page)
    if section is not None:
        return SECTIONS[section]
    return "/" + "".join(f"{slugify(folder)}/" for folder in page.source.folders) + f"{slug_of(page)}/"


def post_address(text: Written, day: date) -> str:
    """`/news/2026/summer-fair/`."""
    return f"{NEWS}{day.year:04d}/{slug_of(text)}/"


def organisation_address(text: Written) -> str:
    """`/organisations/the-crossway/`."""
    return f"{ORGANISATIONS}{slug_of(text)}/"


def category_address(slug: str) -> str:
    """`/organisations/by/category/help-and-advice/`."""
    return f"{ORGANISATIONS}by/category/{slug}/"


def year_address(year: int) -> str:
    return f"{NEWS}{year:04d}/"


def month_address(year: int, month: int) -> str:
    return f"{NEWS}{year:04d}/{month:02d}/"


def tag_address(slug: str) -> str:
    return f"{TAGS}{slug}/"


def file_address(file: File, ending: str | None = None) -> str:
    """A file beside the texts: photos stand under /photos/, others under /files/, by their folders.

    `ending` is given for photos that are published as another kind (`.jpg` for a HEIC).
    """
    parts = file.path.split("/")[1:]
    name = file_slug(parts[-1])
    folders = [slugify(part) for part in parts[:-1]]
    if ending is None:
        return "/" + "/".join(["files", *folders, name])
    if folders[:1] == ["photos"]:
        folders = folders[1:]
    own = PurePosixPath(name).suffix
    return "/" + "/".join(["photos", *folders, name if own == ending else name.removesuffix(own) + ending])


def static_address(file: File, photo: Photo | None = None) -> str:
    """Files in static/ keep their names. Only a HEIC, which browsers do not show, is published as another kind."""
    path = PurePosixPath(file.path.removeprefix("static/"))
    if photo is not None and file.suffix in (".heic", ".heif"):
        path = path.with_suffix(photo.ending)
    return f"/{path}"


def without_collisions(
    texts: Iterable[tuple[str, SomeText]], taken: dict[str, str]
) -> tuple[list[tuple[str, SomeText]], list[Problem]]:
    """The texts whose address is theirs alone. The first one keeps it; the next is left out and told of.

    `taken` maps every address to its source's path, and is added to.
    """
    kept: list[tuple[str, SomeText]] = []
    problems: list[Problem] = []
    for address, text in texts:
        owner = taken.setdefault(address, text.source.path)
        if owner == text.source.path:
            kept.append((address, text))
        else:
            problems.append(_two_for_one(address, text, owner))
    return kept, problems


def _two_for_one(address: str, text: Written, owner: str) -> Problem:
    other = f"{slug_of(text)}-2"
    only_one = isinstance(text, Page) and section_of(text) is not None
    remedy = f"Give this file another name, or add a line at its top:  slug: {other}"
    return error(
        "same-address",
        text.source.path,
        text.source.lines.get("slug"),
        f"This would stand at {address}, but {owner} already stands there. So this one was left out.",
        "There can be only one: put the words of both into one of the files." if only_one else remedy,
    )
