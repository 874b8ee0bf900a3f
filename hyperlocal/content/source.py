"""One text file of the site: where it lies, what its head says, and the fields that every kind of file shares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hyperlocal.content.markup import Document
from hyperlocal.dates import Moment, NotADate, file_name_date
from hyperlocal.kinds import draft, items, line, moment
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass

TEXT_ENDINGS = (".md", ".markdown", ".mkd", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a file lies. `path` is relative to the site's folder, with forward slashes.

    `kind` is its folder under content/ ("posts"), `folders` those below, `stem` its name without date and ending;
    a folder with an index.md is one file, named by its folder. `lines` gives the line of each field that was read;
    `body_line` that on which the text starts; `digest` stands for all that was read: path, kind and bytes.
    """

    path: str
    kind: str
    folders: tuple[str, ...]
    stem: str
    lines: Mapping[str, int]
    body_line: int
    digest: str = ""

    def line_of(self, field: str) -> int:
        """The line of a field, or the first line when it is not given."""
        return self.lines.get(field, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What posts, pages and organisations have in common."""

    title: str = line("Title", "What people see in lists, in the menu and at the top.", synonyms=("name",))
    summary: str = line(
        "Summary", "One or two sentences for lists and search engines.", synonyms=("description", "excerpt")
    )
    updated: Moment | None = moment(
        "Updated",
        "The day of the last change that matters to readers.",
        synonyms=("lastmod", "modified", "last_modified_at"),
        vital=False,
    )
    draft: bool = draft("Draft", "yes keeps it off the site until you take the line out.")
    publish: Moment | None = moment("Publish", "Keep it back until this day.", synonyms=("publishDate", "pubDate"))
    expires: Moment | None = moment(
        "Expires", "Take it down at the end of this day.", synonyms=("expiryDate", "expiry", "unpublish")
    )
    slug: str = line("Slug", "The last part of its web address, if not the file's name.")
    image: str = line(
        "Photo", "The file name of the photo that goes with it.", synonyms=("photo", "picture", "thumbnail", "logo")
    )
    image_alt: str = line(
        "Photo in words",
        "What the photo shows, for people who cannot see it (or: decorative).",
        synonyms=("alt", "photo_alt", "logo_alt"),
    )
    aliases: tuple[str, ...] = items(
        "Old addresses", "Addresses it had before; they lead here.", synonyms=("redirect_from", "permalink")
    )
    id: str = line("Id", "Only if another program made it: feeds know the text by it.", synonyms=("guid", "uuid"))
    lang: str = line("Language", "Its language, if not the site's: cy, ur, pl …", synonyms=("language",))
    source: Source
    document: Document


def source_of(path: str) -> tuple[str, tuple[str, ...], str]:
    """(kind, folders below it, name without ending) of a file under content/: see `Source`."""
    parts = tuple(path.split("/"))
    kind, folders = parts[1], parts[2:-1]
    stem = stem_of(parts[-1])
    if stem.casefold() == "index" and folders:
        return kind, folders[:-1], folders[-1]
    return kind, folders, stem


def stem_of(name: str) -> str:
    """A file's name without its ending; Notepad's `fair.md.txt` is `fair` too."""
    for ending in (".txt", ".md", ".markdown", ".mkd"):
        if name.casefold().endswith(ending):
            name = name[: -len(ending)]
    return name


def named(stem: str) -> str:
    """A title made from a file's name: `summer-fair` -> “Summer fair”."""
    words = re.sub(r"[\s_-]+", " ", without_date(stem)).strip()
    return words[:1].upper() + words[1:] or stem


def without_date(stem: str) -> str:
    """The name without its date: `2026-11-22-fair` -> `fair`; a name that is only a date stays."""
    try:
        _, rest = file_name_date(stem)
    except NotADate:
        return re.sub(r"^\d{4}-\d{1,2}-\d{1,2}-?", "", stem) or stem
    return rest or stem


def slug_of(written: Written) -> str:
    """The last part of the address: `slug`, else the file's name without its date. Never the title."""
    return slugify(written.slug or without_date(written.source.stem))
