"""Site + theme -> every output there will be, before any is made.

Collisions, sitemap, link check, stale files, preview and publishing all read this one list.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import PurePosixPath

from hyperlocal.content.files import File
from hyperlocal.content.photo import PHOTO_ENDINGS, Photo
from hyperlocal.output import CopyFile, Output, PictureFile, TextFile, photoset
from hyperlocal.output.address import file_of
from hyperlocal.output.directory import FILTER_SCRIPT
from hyperlocal.output.feedplan import feed_files
from hyperlocal.output.frame import frame_of
from hyperlocal.output.galleries import SCRIPT as GALLERY_SCRIPT
from hyperlocal.output.hosting import small_files
from hyperlocal.output.openreferral import headers, referral_files, rewrites
from hyperlocal.output.pageplan import Pages
from hyperlocal.output.photoset import PhotoSet, address_of
from hyperlocal.output.profilepage import HOURS_SCRIPT
from hyperlocal.output.sharing import icons, share_cards
from hyperlocal.problems import Problem, error
from hyperlocal.site import Site
from hyperlocal.site import addresses as at
from hyperlocal.theme import Theme
from hyperlocal.values import dataclass


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
    cards = share_cards(site, theme)
    pages = Pages(site, frame, style, {address: f"/{card.path}" for address, card in cards.items()})
    drawn = tuple(pages.all())
    made: list[Output] = [
        *drawn,
        *feed_files(site, frame, pages.organisations, pages.tag_names),
        *pages.data(),
        *referral_files(site),
        TextFile(path="theme/style.css", text=style),
        *_theme_files(theme, _scripts(site)),
        *_beside(site),
    ]
    accent, rules = theme.accent(site.config.colour), rewrites(site)
    small: list[Output] = [*cards.values(), *icons(site, accent)]
    small += small_files(
        site.config, drawn, site.redirects, accent, logo=site.logo, rewrites=rules, headers=headers(site)
    )
    return _without_collisions([*made, *_static(site)], small, list(pages.redirects()))


def _scripts(site: Site) -> frozenset[str]:
    """Those of our scripts that some page needs."""
    galleries = {GALLERY_SCRIPT} if site.beside.galleries else set()
    return frozenset(galleries | ({FILTER_SCRIPT, HOURS_SCRIPT} if site.organisations else set()))


def _theme_files(theme: Theme, scripts: Set[str]) -> Iterator[CopyFile]:
    """What the theme brings. Of our scripts only those that are needed."""
    ours = {FILTER_SCRIPT, HOURS_SCRIPT, GALLERY_SCRIPT} - scripts
    for name, file in theme.static_files():
        if f"/theme/{name}" not in ours:
            yield CopyFile(path=f"theme/{name}", file=file, digest=theme.digest_of(file))


def _beside(site: Site) -> Iterator[Output]:
    """What lies beside the texts, and is shown or linked there."""
    for address, photo in site.beside.photos.items():
        yield from _pictures(site, address, photo, whole=address in site.beside.linked)
    for address, file in site.beside.files.items():
        yield _copied(file_of(address), file)


def _pictures(site: Site, address: str, photo: Photo, *, whole: bool) -> Iterator[PictureFile]:
    """What a photo is published as: in the sizes that pages show, and (if it is asked for) whole."""
    cuts = photoset.cuts(photo, avif=site.config.avif) if address in site.beside.shown else ()
    if whole:
        cuts = (*cuts, photoset.whole(address))
    made = PhotoSet(photo=photo, cuts=cuts)
    for cut in cuts:
        yield PictureFile(path=file_of(address_of(address, cut)), made=made, cut=cut, source=photo.path)


def _static(site: Site) -> Iterator[Output]:
    """The owner's own files: photos and drawings are cleaned, the rest is copied."""
    for file in site.static:
        photo = site.static_photos.get(file.path)
        address = at.static_address(file, photo)
        if photo is not None:
            yield from _pictures(site, address, photo, whole=True)
        elif not _is_broken_photo(file.path):
            yield _copied(address.lstrip("/"), file)


def _copied(path: str, file: File) -> TextFile | CopyFile:
    """A file that is no photo: as it is, but for what a drawing could do besides being looked at."""
    if file.drawing is not None:
        return TextFile(path=path, text=file.drawing.text, source=file.path)
    return CopyFile(path=path, file=file.file, source=file.path)


def _is_broken_photo(path: str) -> bool:
    """A photo that could not be read cannot be cleaned of its location either; its problem has been told."""
    return PurePosixPath(path).suffix.casefold() in PHOTO_ENDINGS


def _without_collisions(made: Sequence[Output], small: Sequence[Output], moved: Sequence[Output]) -> Plan:
    """Each path once. The owner's own robots.txt, favicon or share card replaces ours; a page is never replaced by
    a file, and nothing by an old address.

    Paths that differ only in capitals are one file on Windows and macOS, so they collide too; and a file cannot
    stand where the folder of another has to be.
    """
    taken: dict[str, Output] = {}
    folders: dict[str, Output] = {}
    problems: list[Problem] = []
    replaceable = {id(output) for output in small}
    for output in (*made, *small, *moved):
        path = output.path.casefold()
        first = taken.get(path) or folders.get(path) or _above(path, taken, folders)
        if first is None:
            taken[path] = output
            folder = path.rpartition("/")[0]
            while folder and folder not in folders:
                folders[folder] = output
                folder = folder.rpartition("/")[0]
        elif id(output) not in replaceable or first.path.casefold() != path:
            problems.append(_collision(output, first))
    return Plan(outputs=tuple(sorted(taken.values(), key=lambda output: output.path)), problems=tuple(problems))


def _above(path: str, taken: Mapping[str, Output], folders: Mapping[str, Output]) -> Output | None:
    """The file that stands where a folder above this path would have to be."""
    folder = path.rpartition("/")[0]
    while folder and folder not in folders:  # what is a folder already is no file, and nothing above it is
        if folder in taken:
            return taken[folder]
        folder = folder.rpartition("/")[0]
    return None


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
