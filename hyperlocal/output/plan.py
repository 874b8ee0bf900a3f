"""Site + theme -> every output there will be, before any is made.

Collisions, sitemap, link check, stale files, preview and publishing all read this one list.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from hyperlocal.content.photo import PHOTO_ENDINGS
from hyperlocal.output import CopyFile, Output, PageFile, PictureFile, TextFile, lists, pages
from hyperlocal.output.address import file_of
from hyperlocal.output.feedplan import feed_files
from hyperlocal.output.frame import Frame, frame_of
from hyperlocal.output.hosting import small_files
from hyperlocal.output.views import View
from hyperlocal.problems import Problem, error
from hyperlocal.site import PlacedPost, Site
from hyperlocal.site import addresses as at
from hyperlocal.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Every output, sorted by path, each path once; and what could not have its place."""

    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]

    def pictures(self) -> dict[str, PictureFile]:
        """The pictures by path."""
        return {one.path: one for one in self.outputs if isinstance(one, PictureFile)}


def plan(site: Site, theme: Theme, *, portable: bool = False) -> Plan:
    """Name every output. Pure: `site` already stands at one moment."""
    style = theme.stylesheet(site.config.colour)
    version = hashlib.blake2b(style.encode("utf-8"), digest_size=4).hexdigest()
    frame = frame_of(site, version, portable=portable)
    drawn = tuple(_pages(frame, style))
    made: list[Output] = [
        *drawn,
        *feed_files(frame),
        TextFile(path="theme/style.css", text=style),
        *(CopyFile(path=f"theme/{name}", file=file) for name, file in theme.static_files()),
        *(PictureFile(path=file_of(place), photo=photo, source=photo.path) for place, photo in site.photos.items()),
        *(CopyFile(path=file_of(place), file=file.file, source=file.path) for place, file in site.files.items()),
    ]
    small = small_files(site.config, drawn, site.redirects, theme.accent(site.config.colour))
    return _without_collisions([*made, *_static(site)], list(small), list(_redirects(frame)))


def _pages(frame: Frame, style: str) -> Iterator[PageFile]:
    site = frame.site
    yield _page(at.HOME, "home.html", pages.home(frame), source=_introduction(site, "home"))
    for index, placed in enumerate(site.posts):
        newer = site.posts[index - 1] if index else None
        older = site.posts[index + 1] if index + 1 < len(site.posts) else None
        yield _page(
            placed.address,
            "post.html",
            pages.post(frame, placed, newer, older),
            source=placed.post.source.path,
            changed=(placed.updated or placed.day).isoformat(),
        )
    for one in site.pages:
        yield _page(
            one.address,
            "page.html",
            pages.page(frame, one),
            source=one.page.source.path,
            changed=one.updated.isoformat() if one.updated else "",
        )
    yield from _news(frame)
    yield from _directory(frame)
    lost = pages.not_found(frame, style)
    yield _page(at.NOT_FOUND, "404.html", lost, source=_introduction(site, "404"), listed=False)


def _redirects(frame: Frame) -> Iterator[PageFile]:
    titles = _titles(frame.site)
    for old in frame.site.redirects:
        view = pages.redirect(frame, old, titles[old.address])
        yield PageFile(
            path=old.old, address=f"/{old.old}", template="redirect.html", view=view, source=old.source, listed=False
        )


def _news(frame: Frame) -> Iterator[PageFile]:
    """Lists are there when something is in them, and where the owner wrote their introduction already."""
    site = frame.site
    if site.posts or "news" in site.sections:
        yield _page(at.NEWS, "news.html", lists.news(frame), source=_introduction(site, "news"))
    if site.posts or "feeds" in site.sections:
        yield _page(at.FEEDS, "feeds.html", lists.feeds(frame), source=_introduction(site, "feeds"))
    by_year: dict[int, list[PlacedPost]] = defaultdict(list)
    for placed in site.posts:
        by_year[placed.day.year].append(placed)
    for year, posts in by_year.items():
        yield _page(at.year_address(year), "year.html", lists.year(frame, year, posts))
        if len(posts) > at.MOST_IN_A_YEAR:
            for month in sorted({placed.day.month for placed in posts}):
                own = [placed for placed in posts if placed.day.month == month]
                yield _page(at.month_address(year, month), "news.html", lists.month(frame, year, month, own))
    if site.tags or "tags" in site.sections:
        yield _page(at.TAGS, "tags.html", lists.tags(frame), source=_introduction(site, "tags"))
    for tag in site.tags:
        yield _page(at.tag_address(tag.slug), "news.html", lists.tag(frame, tag))


def _directory(frame: Frame) -> Iterator[PageFile]:
    site = frame.site
    if site.organisations or "organisations" in site.sections:
        source = _introduction(site, "organisations")
        yield _page(at.ORGANISATIONS, "directory.html", lists.directory(frame, at.ORGANISATIONS), source=source)
    if site.organisations:
        yield _page(at.BY_LETTER, "directory.html", lists.directory(frame, at.BY_LETTER))
    for one in site.organisations:
        yield _page(
            one.address,
            "organisation.html",
            pages.organisation(frame, one),
            source=one.organisation.source.path,
            changed=one.updated.isoformat() if one.updated else "",
        )


def _page(
    address: str, template: str, view: View, *, source: str = "", listed: bool = True, changed: str = ""
) -> PageFile:
    return PageFile(
        path=file_of(address),
        address=address,
        template=template,
        view=view,
        source=source,
        listed=listed,
        changed=changed,
    )


def _introduction(site: Site, section: str) -> str:
    """The file with the owner's words above a list, or ""."""
    placed = site.sections.get(section)
    return placed.page.source.path if placed else ""


def _titles(site: Site) -> dict[str, str]:
    titles = {placed.address: placed.post.title for placed in site.posts}
    titles |= {placed.address: placed.page.title for placed in (*site.pages, *site.sections.values())}
    return titles | {placed.address: placed.organisation.title for placed in site.organisations}


def _static(site: Site) -> Iterator[Output]:
    """The owner's own files: photos are cleaned, the rest is copied."""
    for file in site.static:
        photo = site.static_photos.get(file.path)
        path = at.static_address(file, photo).lstrip("/")
        if photo is not None:
            yield PictureFile(path=path, photo=photo, source=file.path)
        elif not _is_broken_photo(file.path):
            yield CopyFile(path=path, file=file.file, source=file.path)


def _is_broken_photo(path: str) -> bool:
    """A photo that could not be read cannot be cleaned of its location either; its problem has been told."""
    return PurePosixPath(path).suffix.casefold() in PHOTO_ENDINGS


def _without_collisions(made: Sequence[Output], small: Sequence[Output], moved: Sequence[Output]) -> Plan:
    """Each path once. The owner's own robots.txt or favicon replaces ours; a page is never replaced by a file, and
    nothing by an old address.

    Paths that differ only in capitals are one file on Windows and macOS, so they collide too; and a file cannot
    stand where the folder of another has to be.
    """
    taken: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    problems: list[Problem] = []
    for output in (*made, *small, *moved):
        path = output.path.casefold()
        above = [str(folder) for folder in PurePosixPath(path).parents]
        first = taken.get(path) or folders.get(path) or next((taken[one] for one in above if one in taken), None)
        if first is None:
            taken[path] = output
            folders |= {one: output for one in above if one not in folders}
        elif output not in small or first.path.casefold() != path:
            problems.append(_collision(output, first))
    return Plan(outputs=tuple(sorted(taken.values(), key=lambda output: output.path)), problems=tuple(problems))


def _collision(output: Output, first: Output) -> Problem:
    what = "This" if output.source else "A page or file that hyperlocal makes"
    return error(
        "same-address",
        output.source or first.source,
        None,
        f"{what} would be published as {output.path}, but {first.source or 'what hyperlocal makes'} stands there as "
        f"{first.path}. So it was left out.",
        "Give one of the two another name.",
    )
