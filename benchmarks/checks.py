"""Is the site there, and is it the right one? Counted and read in what a tool has written, after its time was taken."""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

Stamp = tuple[int, int, int]
"""Size, time and number (inode) of a file: together they tell whether it was written again."""
_POST = re.compile(r"news/\d{4}/[^/]{3,}/index\.html")
_TAG = re.compile(r"tags/[^/]+/index\.html")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What there is: `posts` and `tags` are pages, `items` entries of the main feed, `places` lines of the sitemap,
    `pictures` number and megabytes of pictures by their ending."""

    files: int
    mb: float
    posts: int
    tags: int
    items: int
    places: int
    pictures: dict[str, tuple[int, float]]

    def words(self) -> str:
        return f"{self.posts} posts, {self.tags} tags, {self.items} in feed, {self.places} in sitemap"


def stamps(folder: Path) -> dict[str, Stamp]:
    """Every file below the folder by its path, with its stamp."""
    return dict(_stamps(str(folder), ""))


def _stamps(folder: str, prefix: str) -> Iterator[tuple[str, Stamp]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _stamps(entry.path, f"{prefix}{entry.name}/")
        else:
            at = entry.stat(follow_symlinks=False)
            yield f"{prefix}{entry.name}", (at.st_size, at.st_mtime_ns, at.st_ino)


def found(folder: Path, feed: str, files: Mapping[str, Stamp]) -> Found:
    """What stands in an output folder of these files."""
    return Found(
        files=len(files),
        mb=sum(size for size, _, _ in files.values()) / 1e6,
        posts=sum(_POST.fullmatch(path) is not None for path in files),
        tags=sum(_TAG.fullmatch(path) is not None for path in files),
        items=len(re.findall(r"<(?:item|entry)[ >]", _read(folder / feed))),
        places=_read(folder / "sitemap.xml").count("<loc>"),
        pictures=_pictures(files),
    )


def _pictures(files: Mapping[str, Stamp]) -> dict[str, tuple[int, float]]:
    found: dict[str, tuple[int, float]] = {}
    for path, (size, _, _) in sorted(files.items()):
        ending = {"jpeg": "jpg"}.get(path.rpartition(".")[2], path.rpartition(".")[2])
        if ending in ("jpg", "webp", "avif", "png"):
            count, mb = found.get(ending, (0, 0.0))
            found[ending] = (count + 1, mb + size / 1e6)
    return found


def written(before: Mapping[str, Stamp], after: Mapping[str, Stamp]) -> list[str]:
    """The paths of files that were made or written again."""
    return sorted(path for path, stamp in after.items() if before.get(path) != stamp)


def page_of(output: Path, address: str) -> str:
    """The HTML at an address, or ""."""
    return _read(output / address.strip("/") / "index.html")


def missing(output: Path, samples: Sequence[Mapping[str, Any]]) -> list[str]:
    """What a reader of these posts would look for in vain: words, links, pictures, tables. Nothing, if all is well."""
    told: list[str] = []
    for sample in samples:
        page = _Page(sample["address"])
        page.feed(page_of(output, sample["address"]))
        lost = Counter(sample["words"]) - Counter(words(" ".join(page.text)))
        if lost:
            told.append(f"{sample['address']} lacks {sum(lost.values())} words, such as “{next(iter(lost))}”")
        told += [f"{sample['address']} lacks the link {link}" for link in sample["links"] if link not in page.links]
        there = {_at_any_size(one) for one in page.pictures if (output / one.lstrip("/")).is_file()}
        told += [f"{sample['address']} lacks the picture {place}" for place in sample["pictures"] if place not in there]
        if page.tables != sample["tables"]:
            told.append(f"{sample['address']} has {page.tables} tables, not {sample['tables']}")
    return told


def words(text: str) -> list[str]:
    """Letters and digits only, so that quotes and dashes may be set as each tool likes."""
    return re.findall(r"[^\W_]+", text)


def _at_any_size(place: str) -> str:
    """`/photos/fair.jpg`, also for the same at another size as hyperlocal names it: `/photos/fair.480w.jpg`."""
    return re.sub(r"\.[0-9]+w(?=\.[a-z]+$)", "", place)


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


class _Page(HTMLParser):
    """Words, links, pictures and tables of one page; links and pictures as addresses from the root."""

    def __init__(self, address: str) -> None:
        super().__init__(convert_charrefs=True)
        self._address = address
        self.text: list[str] = []
        self.links: set[str] = set()
        self.pictures: set[str] = set()
        self.tables = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tables += tag == "table"
        if tag == "a" and values.get("href"):
            self.links.add(self._from_root(values["href"] or ""))
        if tag == "img" and values.get("src"):
            self.pictures.add(self._from_root(values["src"] or ""))

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def _from_root(self, address: str) -> str:
        parts = urlsplit(address)
        if parts.netloc not in ("", "quillbury.example"):
            return address
        path = posixpath.normpath(posixpath.join(self._address, unquote(parts.path)))
        return path + "/" if parts.path.endswith("/") and path != "/" else path
