"""Where the links and pictures in a text lead: to pages and files of this site, elsewhere, or nowhere."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import PurePosixPath
from urllib.parse import unquote

from hyperlocal.content import Content
from hyperlocal.content.files import File
from hyperlocal.content.markup import Reference
from hyperlocal.content.photo import PHOTO_ENDINGS
from hyperlocal.content.source import TEXT_ENDINGS, Source
from hyperlocal.problems import Problem, error, nearest, warning
from hyperlocal.site.addresses import file_address, static_address
from hyperlocal.site.visible import Held, Why

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_LOCAL = re.compile(r"(?:[a-zA-Z]:[\\/]|file:|\\\\|/home/|/Users/)", re.IGNORECASE)
_DOMAIN = re.compile(
    r"(?:www\.|(?:[a-z0-9-]+\.)+(?:org|com|net|uk|co\.uk|gov\.uk|wales|cymru|scot|info|eu)(?:/|$))", re.I
)
_TEMPLATE = re.compile(r"^\s*(?:\{\{.*?\}\}|\{%.*?%\}|%7B%7B.*?%7D%7D)\s*", re.IGNORECASE)


class Leads(Enum):
    """What kind of place a link leads to."""

    PAGE = "page"
    FILE = "file"
    PHOTO = "photo"
    ELSEWHERE = "elsewhere"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one reference leads. `address` is one of this site's (fragment included), or the whole outside address;
    "" for nowhere. `path` is the file that it needs, if any."""

    leads: Leads
    address: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Everything that can be linked to. `pages` maps the path of a text to its address; `anchors` an address to the
    ids on it; `addresses` are all pages and files; `held` the texts that are not published now; `static` the files in
    static/ by path. `folded` finds a path whatever its capitals, `names` by the file's name alone."""

    content: Content
    pages: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]
    addresses: frozenset[str]
    held: Mapping[str, Held]
    static: Mapping[str, File]
    folded: Mapping[str, str]
    names: Mapping[str, str]


def chart(
    content: Content,
    pages: Mapping[str, str],
    anchors: Mapping[str, frozenset[str]],
    addresses: frozenset[str],
    held: Mapping[str, Held],
) -> Map:
    """A Map that also finds names which are nearly right."""
    static = {file.path: file for file in content.static}
    paths = sorted([*pages, *held, *content.files, *static], reverse=True)
    return Map(
        content=content,
        pages=pages,
        anchors=anchors,
        addresses=addresses,
        held=held,
        static=static,
        folded={path.casefold(): path for path in paths},
        names={PurePosixPath(path).name: path for path in paths if path not in held},
    )


def resolve(reference: Reference, source: Source, own: str, places: Map) -> tuple[Target, tuple[Problem, ...]]:
    """Where a reference in the text `source` (which stands at the address `own`) leads, and what is wrong with it."""
    line = source.body_line + reference.line - 1
    target, told = find(reference.target, source, own, places, line=line, picture=reference.tag != "a")
    if target.leads is Leads.ELSEWHERE and reference.tag != "a":
        told += (_outside_picture(reference, source, line),)
    return target, told


def find(
    typed: str, source: Source, own: str, places: Map, *, line: int, picture: bool
) -> tuple[Target, tuple[Problem, ...]]:
    """As `resolve`, for a link as typed."""
    wanted = unicodedata.normalize("NFC", _TEMPLATE.sub("", typed).strip())
    if _LOCAL.match(wanted):
        return _nowhere(), (_on_this_computer(typed, source, line),)
    if wanted.startswith("//"):
        wanted = f"https:{wanted}"
    if _SCHEME.match(wanted):
        return Target(leads=Leads.ELSEWHERE, address=wanted), ()
    path, _, fragment = wanted.replace("\\", "/").partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return (
            _same_page(unquote(fragment), source, own, places, line)
            if wanted
            else (
                _nowhere(),
                (
                    error(
                        "dead-link",
                        source.path,
                        line,
                        "This link has no address, so it leads nowhere.",
                        "Put the address between the round brackets:  [words](https://example.org/)",
                    ),
                ),
            )
        )
    for candidate in _candidates(path, source):
        found = _exact(candidate, places)
        if found is not None:
            return _with_fragment(found, unquote(fragment), source, places, line)
    for address in _as_address(path, own):
        if address in places.addresses:
            leads = Leads.PAGE if address.endswith("/") else Leads.FILE
            return _with_fragment(Target(leads=leads, address=address), unquote(fragment), source, places, line)
    return _mended(path, typed, source, places, line, picture)


def _candidates(path: str, source: Source) -> Iterator[str]:
    """The files that a relative or rooted path may mean, the likeliest first."""
    if path.startswith("/"):
        rooted = path.lstrip("/")
        yield posixpath.normpath(f"static/{rooted}")
        yield posixpath.normpath(rooted)
        yield posixpath.normpath(f"content/{rooted}")
        return
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(source.path), path))
    yield beside
    yield posixpath.normpath(posixpath.join("content/photos", path))
    yield posixpath.normpath(path)
    yield posixpath.normpath(f"static/{path}")
    yield posixpath.normpath(f"content/{path}")


def _exact(path: str, places: Map) -> Target | None:
    """The file or text at exactly this path; a text may be named without its ending, or by its folder."""
    for form in (path, *(path + ending for ending in TEXT_ENDINGS), *(f"{path}/index{e}" for e in TEXT_ENDINGS)):
        if form in places.pages:
            return Target(leads=Leads.PAGE, address=places.pages[form], path=form)
        if form in places.held:
            return Target(leads=Leads.NOWHERE, path=form)
    file = places.content.files.get(path)
    if file is not None:
        photo = places.content.photos.get(path)
        if photo is not None:
            return Target(leads=Leads.PHOTO, address=file_address(file, photo.ending), path=path)
        broken = file.suffix in PHOTO_ENDINGS
        return Target(
            leads=Leads.NOWHERE if broken else Leads.FILE, address="" if broken else file_address(file), path=path
        )
    if path in places.static:
        photo = places.content.static_photos.get(path)
        leads = Leads.PHOTO if photo else Leads.FILE
        return Target(leads=leads, address=static_address(places.static[path]), path=path)
    return None


def _as_address(path: str, own: str) -> Iterator[str]:
    """The site addresses that a path may mean, as a reader's browser would take it."""
    full = path if path.startswith("/") else posixpath.join(own, path)
    full = posixpath.normpath("/" + full.lstrip("/"))
    yield full
    yield full.rstrip("/") + "/"
    yield full.removesuffix("index.html") if full.endswith("/index.html") else full.removesuffix(".html") + "/"


def _with_fragment(
    found: Target, fragment: str, source: Source, places: Map, line: int
) -> tuple[Target, tuple[Problem, ...]]:
    if found.leads is Leads.NOWHERE:
        return found, (_held_back(found.path, source, places, line),) if found.path in places.held else ()
    if not fragment or found.leads is not Leads.PAGE:
        return found, ()
    anchors = places.anchors.get(found.address)
    if anchors is None or fragment in anchors:
        return Target(leads=found.leads, address=f"{found.address}#{fragment}", path=found.path), ()
    return found, (_no_anchor(fragment, found.path or found.address, anchors, source, line),)


def _same_page(fragment: str, source: Source, own: str, places: Map, line: int) -> tuple[Target, tuple[Problem, ...]]:
    anchors = places.anchors.get(own, frozenset())
    if not fragment or fragment == "top" or fragment in anchors:
        return Target(leads=Leads.PAGE, address=f"{own}#{fragment}"), ()
    return _nowhere(), (_no_anchor(fragment, "this page", anchors, source, line),)


def _mended(
    path: str, typed: str, source: Source, places: Map, line: int, picture: bool
) -> tuple[Target, tuple[Problem, ...]]:
    """Slips that can be put right with certainty: capitals, and a missing https://; else the link is dead."""
    for candidate in _candidates(path, source):
        for form in (candidate, *(candidate + ending for ending in TEXT_ENDINGS)):
            true_path = places.folded.get(form.casefold())
            found = _exact(true_path, places) if true_path else None
            if true_path is None or found is None:
                continue
            name = PurePosixPath(true_path).name
            problem = warning(
                "capitals",
                source.path,
                line,
                f"“{typed}” is written {name} in the folder. Capitals count on the web; it was put right here.",
                f"Write the name as it is:  {name}",
            )
            target, told = _with_fragment(found, "", source, places, line)
            return target, (problem, *told)
    if _DOMAIN.match(path) and not picture:
        problem = warning(
            "no-scheme",
            source.path,
            line,
            f"“{typed}” is an address without its beginning; https:// was put before it.",
            f"Write the whole address:  https://{typed}",
        )
        return Target(leads=Leads.ELSEWHERE, address=f"https://{typed}"), (problem,)
    return _nowhere(), (_dead(path, typed, source, places, line, picture),)


def _nowhere() -> Target:
    return Target(leads=Leads.NOWHERE)


def _dead(path: str, typed: str, source: Source, places: Map, line: int, picture: bool) -> Problem:
    name = PurePosixPath(path).name
    near = name if name in places.names else nearest(name, list(places.names))
    if near is not None:
        relative = posixpath.relpath(places.names[near], posixpath.dirname(source.path))
        remedy = f"Did you mean  {relative}"
    elif picture:
        remedy = "Put the photo in the same folder as this file, and write its name exactly."
    else:
        remedy = "Check the name, or take the link out. A page of this site is linked by its file: ../pages/about.md"
    if picture:
        return error(
            "missing-photo",
            source.path,
            line,
            f"There is no photo “{typed}” in the site's folder, so readers see only the words for it.",
            remedy,
        )
    return error(
        "dead-link", source.path, line, f"The link to “{typed}” leads nowhere: no file or page has that name.", remedy
    )


def _held_back(path: str, source: Source, places: Map, line: int) -> Problem:
    held = places.held[path]
    reason = {
        Why.DRAFT: "is a draft",
        Why.TO_COME: f"is not published before {held.day}",
        Why.OVER: f"was taken down after {held.day}",
    }[held.why]
    return warning(
        "link-to-held",
        source.path,
        line,
        f"The link leads to {path}, which {reason}. So it is plain words for now.",
        "Nothing to do if that is what you want; else change that file.",
    )


def _no_anchor(fragment: str, where: str, anchors: frozenset[str], source: Source, line: int) -> Problem:
    near = nearest(fragment, sorted(anchors))
    return error(
        "dead-anchor",
        source.path,
        line,
        f"“#{fragment}” is not a heading on {where}.",
        f"Did you mean  #{near}"
        if near
        else "Use the words of a heading, in small letters with hyphens: #opening-hours",
    )


def _on_this_computer(typed: str, source: Source, line: int) -> Problem:
    return error(
        "local-path",
        source.path,
        line,
        f"“{typed}” is a place on one computer; nobody else can open it.",
        "Copy the file into the site's folder, beside this text, and link to its name alone.",
    )


def _outside_picture(reference: Reference, source: Source, line: int) -> Problem:
    return warning(
        "outside-picture",
        source.path,
        line,
        f"The picture {reference.target[:80]} lies on another website, which would learn of every reader. "
        "A link to it is shown in its place.",
        "If you may use it, save it beside this file and write its name here.",
    )
