"""Where the links and pictures in a text lead: to pages and files of this site, elsewhere, or nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from hyperlocal.content import Content
from hyperlocal.content.files import File
from hyperlocal.content.found import DRAWING_ENDINGS
from hyperlocal.content.markup import Reference
from hyperlocal.content.photo import PHOTO_ENDINGS, Photo
from hyperlocal.content.showing import by_folder
from hyperlocal.content.source import TEXT_ENDINGS, Source
from hyperlocal.encoding import composed
from hyperlocal.problems import Problem, error, warning
from hyperlocal.site.addresses import file_address, static_address
from hyperlocal.site.nearby import Nearby
from hyperlocal.site.target import NOWHERE, Leads, Target
from hyperlocal.site.visible import Held, why
from hyperlocal.values import dataclass

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
_LOCAL = re.compile(r"(?:[a-zA-Z]:(?:[\\/]|%5C)|file:|\\\\)", re.IGNORECASE)
_HOME_FOLDER = re.compile(r"(?:/(?:home|Users)/[^/]+|~)/.", re.IGNORECASE)
_ENDING = r"(?:[a-z0-9-]+\.)+(?:org|com|net|uk|wales|cymru|scot|info|eu)"
_DOMAIN = re.compile(rf"(?:www\.|{_ENDING}(?:/|$))", re.IGNORECASE)
_EMAIL = re.compile(rf"[^@\s/:]+@{_ENDING}$", re.IGNORECASE)
# Jekyll's way to name another post: its file without the ending.
_POST_URL = re.compile(r"\{% *(?:post_url|link) +([^\s%]+) *%\}")
# Most links are like this one, and need no more thought.
_PLAINLY_OUTSIDE = re.compile(r"https?://[!-z~]+")
_TEMPLATE = re.compile(r"^\s*(?:\{\{.*?\}\}|\{%.*?%\}|%7B%7B.*?%7D%7D)\s*", re.IGNORECASE)
_DRAWINGS = frozenset({".svg", ".ico"})
"""Pictures that are no photos."""
_CLEANED = PHOTO_ENDINGS | DRAWING_ENDINGS
"""What is never published as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Everything that can be linked to.

    `pages` maps the path of a text to its address; `anchors` an address to the ids on it; `addresses` are all pages
    and files; `held` the texts that are not published now, `left_out` those that have faults; `texts` has the path of
    each by every way to name it; `static` the files in static/ by path; `folders` the photos of each folder, by its
    name in small letters. `folded` finds a path whatever its capitals, `nearby` what was probably meant.
    """

    content: Content
    pages: Mapping[str, str]
    anchors: Mapping[str, frozenset[str]]
    addresses: frozenset[str]
    held: Mapping[str, Held]
    left_out: frozenset[str]
    texts: Mapping[str, str]
    static: Mapping[str, File]
    folders: Mapping[str, Sequence[str]]
    folded: Mapping[str, str]
    nearby: Nearby

    def photo(self, path: str) -> Photo | None:
        """The photo at this path, if there is one that can be shown."""
        return self.content.photos.get(path) or self.content.static_photos.get(path)


def chart(
    content: Content,
    pages: Mapping[str, str],
    anchors: Mapping[str, frozenset[str]],
    addresses: frozenset[str],
    held: Mapping[str, Held],
    left_out: frozenset[str] = frozenset(),
) -> Map:
    """A Map that also finds names which are nearly right."""
    static = {file.path: file for file in content.static}
    folders = by_folder((*content.static, *content.files.values()))
    paths = sorted([*pages, *held, *content.files, *static], reverse=True)
    return Map(
        content=content,
        pages=pages,
        anchors=anchors,
        addresses=addresses,
        held=held,
        left_out=left_out,
        texts=_names_of((*pages, *held)),
        static=static,
        folders={folder.casefold(): found for folder, found in folders.items()},
        folded={path.casefold(): path for path in paths},
        nearby=Nearby({path.rpartition("/")[2]: path for path in paths if path not in held}, anchors),
    )


def _names_of(paths: Sequence[str]) -> dict[str, str]:
    """What `_forms` undoes: each name that a text may be linked by, and its path."""
    names = {path: path for path in paths}
    for ending in (*TEXT_ENDINGS, *(f"/index{ending}" for ending in TEXT_ENDINGS)):
        for path in paths:
            if path.endswith(ending):
                names.setdefault(path[: -len(ending)], path)
    return names


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """One link as typed: the text it stands in, that text's address, and its line; whether it should show a picture."""

    typed: str
    source: Source
    own: str
    line: int
    picture: bool
    places: Map

    def wrong(self, rule: str, message: str, remedy: str) -> Problem:
        return error(rule, self.source.path, self.line, message, remedy)

    def odd(self, rule: str, message: str, remedy: str) -> Problem:
        return warning(rule, self.source.path, self.line, message, remedy)


Found = tuple[Target, tuple[Problem, ...]]


def resolve(reference: Reference, source: Source, own: str, places: Map) -> Found:
    """Where a reference in the text `source` (which stands at the address `own`) leads, and what is wrong with it."""
    if reference.tag == "a" and _PLAINLY_OUTSIDE.fullmatch(reference.target):
        return Target(leads=Leads.ELSEWHERE, address=reference.target), ()
    line = source.body_line + reference.line - 1
    picture = reference.tag == "img" or reference.attribute == "poster"
    link = _Link(typed=reference.target, source=source, own=own, line=line, picture=picture, places=places)
    target, told = _fitting(link)
    if target.leads is Leads.ELSEWHERE and reference.tag != "a":
        told += (_outside(reference.tag, link),)
    return target, told


def find(typed: str, source: Source, own: str, places: Map, *, line: int, picture: bool) -> Found:
    """As `resolve`, for a link as typed."""
    return _fitting(_Link(typed=typed, source=source, own=own, line=line, picture=picture, places=places))


def _fitting(link: _Link) -> Found:
    """Only a picture can be shown as one."""
    target, told = _find(link)
    if not link.picture or target.leads not in (Leads.PAGE, Leads.FILE):
        return (replace(target, shown=True) if link.picture and target.photo else target), told
    if target.leads is Leads.FILE and PurePosixPath(target.address).suffix.casefold() in _DRAWINGS:
        return target, told
    return NOWHERE, (*told, _not_a_picture(link))


def _find(link: _Link) -> Found:
    written = _POST_URL.sub(r"/content/posts/\1", link.typed)
    wanted = composed(_TEMPLATE.sub("", written).strip())
    if _LOCAL.match(wanted):
        return NOWHERE, (_on_this_computer(link),)
    if wanted.startswith("//"):
        wanted = f"https:{wanted}"
    if _SCHEME.match(wanted):
        # A telephone number is often typed with spaces, which may not stand in an address (RFC 3966, 3).
        bare = re.sub(r"\s+", "", wanted) if wanted[:4].casefold() == "tel:" else wanted
        return Target(leads=Leads.ELSEWHERE, address=bare), ()
    if not wanted:
        return NOWHERE, (_no_address(link),)
    wanted = wanted.replace("\\", "/")
    path, _, typed_fragment = wanted.partition("#")
    path, fragment = _plain(path.partition("?")[0]), _plain(typed_fragment)
    if not path:
        return _same_page(fragment, link)
    found = _there(path, link)
    if found is not None:
        return _with_fragment(found, fragment, link)
    # A file's own name may hold #, ? or %.
    for name in (_plain(wanted), wanted):
        named = _file_or_text(name, link)
        if named is not None and named.leads is not Leads.NOWHERE:
            return named, ()
    return _mended(path, fragment, link)


def _plain(text: str) -> str:
    return composed(unquote(text))


def _there(path: str, link: _Link) -> Target | None:
    """What a path leads to: a file or text of that name, else a page of that address."""
    named = _file_or_text(path, link)
    if named is not None:
        return named
    for address in _as_address(path, link.own):
        if address in link.places.addresses:
            return Target(leads=Leads.PAGE if address.endswith("/") else Leads.FILE, address=address)
    return None


def _file_or_text(path: str, link: _Link) -> Target | None:
    found = (_exact(candidate, link.places) for candidate in _candidates(path, link.source))
    return next((one for one in found if one is not None), None)


def _candidates(path: str, source: Source) -> Iterator[str]:
    """The files that a relative or rooted path may mean, the likeliest first."""
    if path.startswith("/"):
        rooted = path.lstrip("/")
        yield posixpath.normpath(f"static/{rooted}")
        yield posixpath.normpath(rooted)
        yield posixpath.normpath(f"content/{rooted}")
        return
    yield posixpath.normpath(posixpath.join(posixpath.dirname(source.path), path))
    yield posixpath.normpath(posixpath.join("content/photos", path))
    yield posixpath.normpath(path)
    yield posixpath.normpath(f"static/{path}")
    yield posixpath.normpath(f"content/{path}")


def _forms(path: str) -> Iterator[str]:
    """A text may be named without its ending, or by its folder."""
    yield path
    yield from (path + ending for ending in TEXT_ENDINGS)
    yield from (f"{path}/index{ending}" for ending in TEXT_ENDINGS)


def _exact(path: str, places: Map) -> Target | None:
    """The file or text at exactly this path."""
    text = places.texts.get(path)
    if text is not None:
        address = places.pages.get(text, "")
        return Target(leads=Leads.PAGE if address else Leads.NOWHERE, address=address, path=text)
    file = places.content.files.get(path)
    if file is not None:
        photo = places.content.photos.get(path)
        if photo is not None:
            return Target(leads=Leads.PHOTO, address=file_address(file, photo.ending), path=path, photo=photo)
        if file.drawing or file.suffix not in _CLEANED:
            return Target(leads=Leads.FILE, address=file_address(file), path=path, drawing=file.drawing)
        # A photo that could not be read has been told of; one that nobody looked at has not.
        return Target(leads=Leads.NOWHERE, path=path) if path in places.left_out else None
    static = places.static.get(path)
    return None if static is None else _static(static, path, places.content.static_photos.get(path))


def _static(file: File, path: str, photo: Photo | None) -> Target:
    if photo is None and file.suffix in PHOTO_ENDINGS:
        return Target(leads=Leads.NOWHERE, path=path)
    kind = Leads.FILE if photo is None else Leads.PHOTO
    return Target(leads=kind, address=static_address(file, photo), path=path, photo=photo, drawing=file.drawing)


def _as_address(path: str, own: str) -> Iterator[str]:
    """The site addresses that a path may mean, as a reader's browser would take it."""
    full = path if path.startswith("/") else posixpath.join(own, path)
    full = posixpath.normpath("/" + full.lstrip("/"))
    yield full
    yield full.removesuffix("index.html") if full.endswith("/index.html") else full.removesuffix(".html") + "/"


def _with_fragment(found: Target, fragment: str, link: _Link) -> Found:
    if found.leads is Leads.NOWHERE:
        return found, (_held_back(link.places.held[found.path], link),) if found.path in link.places.held else ()
    if not fragment or found.leads is not Leads.PAGE:
        return found, ()
    anchors = link.places.anchors.get(found.address)
    if anchors is None or fragment in anchors or _of_every_page(fragment):
        return Target(leads=found.leads, address=f"{found.address}#{fragment}", path=found.path), ()
    return found, (_no_anchor(fragment, found.path or found.address, found.address, link),)


def _same_page(fragment: str, link: _Link) -> Found:
    anchors = link.places.anchors.get(link.own, frozenset())
    if not fragment or fragment in anchors or _of_every_page(fragment):
        return Target(leads=Leads.PAGE, address=f"{link.own}#{fragment}"), ()
    return NOWHERE, (_no_anchor(fragment, "this page", link.own, link),)


def _of_every_page(fragment: str) -> bool:
    """Browsers know `#top` (HTML, 7.4.6.4); `#to-…` is what themes call the headings that they make."""
    return fragment == "top" or fragment.startswith("to-")


def _mended(path: str, fragment: str, link: _Link) -> Found:
    """Slips that can be put right with certainty: capitals, and a missing https:// or mailto:; else it is dead."""
    typed, folded = link.typed, link.places.folded
    forms = [form for candidate in _candidates(path, link.source) for form in _forms(candidate)]
    true_path = next((folded[form.casefold()] for form in forms if form.casefold() in folded), None)
    found = _exact(true_path, link.places) if true_path else _there(path.casefold(), link)
    if found is not None:
        target, told = _with_fragment(found, fragment, link)
        name = posixpath.relpath(true_path, posixpath.dirname(link.source.path)) if true_path else found.address
        return target, (_capitals(name, link), *told)
    left_out = next((form for form in forms if form in link.places.left_out), None)
    if left_out is not None:
        return NOWHERE, (_faulty(left_out, link),)
    if _HOME_FOLDER.match(path) or typed.lstrip().startswith("\\"):
        return NOWHERE, (_on_this_computer(link),)
    beginning = "" if link.picture else "https://" if _DOMAIN.match(path) else "mailto:" if _EMAIL.match(path) else ""
    if beginning:
        problem = link.odd(
            "no-scheme",
            f"“{typed}” is an address without its beginning; {beginning} was put before it.",
            f"Write the whole address:  {beginning}{typed}",
        )
        return Target(leads=Leads.ELSEWHERE, address=f"{beginning}{typed}"), (problem,)
    return NOWHERE, (_dead(path, link),)


def _capitals(name: str, link: _Link) -> Problem:
    return link.odd(
        "capitals",
        f"“{link.typed}” is really called {name}. Capitals count on the web; it was put right here.",
        f"Write the name as it is:  {name}",
    )


def _dead(path: str, link: _Link) -> Problem:
    near = _near(path, link)
    if link.picture:
        remedy = near or "Put the photo in the same folder as this file, and write its name exactly."
        message = f"There is no photo “{link.typed}” in the site's folder, so readers see only the words for it."
        return link.wrong("missing-photo", message, remedy)
    return link.wrong(
        "dead-link",
        f"The link to “{link.typed}” leads nowhere: no file or page has that name.",
        near or "Check the name, or take the link out. A page of this site is linked by its file: ../pages/about.md",
    )


def _near(path: str, link: _Link) -> str | None:
    """“Did you mean”, when a file of nearly that name is there: in another folder, without its ending, with a slip."""
    near = link.places.nearby.file(PurePosixPath(path).name, picture=link.picture)
    return near and f"Did you mean  {posixpath.relpath(near, posixpath.dirname(link.source.path))}"


def _faulty(path: str, link: _Link) -> Problem:
    message = f"The link leads to {path}, which was left out because of a fault in it. So it is plain words for now."
    return link.wrong("dead-link", message, "Mend that file: what is wrong with it is told beside this.")


def _no_address(link: _Link) -> Problem:
    typed = link.typed.strip()
    message = f"“{typed}” is an instruction to another program" if typed else "This link has no address"
    remedy = (
        "Put the address between the round brackets:  [words](https://example.org/)  or  [words](../pages/about.md)"
    )
    return link.wrong("dead-link", f"{message}, so it leads nowhere.", remedy)


def _held_back(held: Held, link: _Link) -> Problem:
    return link.odd(
        "link-to-held",
        f"The link leads to {held.path}, which {why(held)}. So it is plain words for now.",
        "Nothing to do if that is what you want; else change that file.",
    )


def _no_anchor(fragment: str, where: str, address: str, link: _Link) -> Problem:
    near = link.places.nearby.anchor(fragment, address)
    return link.wrong(
        "dead-anchor",
        f"“#{fragment}” is not a heading on {where}.",
        f"Did you mean  #{near}"
        if near
        else "Use the words of a heading, in small letters with hyphens: #opening-hours",
    )


def _on_this_computer(link: _Link) -> Problem:
    return link.wrong(
        "local-path",
        f"“{link.typed}” is a place on one computer; nobody else can open it.",
        "Copy the file into the site's folder, beside this text, and link to its name alone.",
    )


def _not_a_picture(link: _Link) -> Problem:
    return link.wrong(
        "not-a-photo",
        f"“{link.typed}” is not a picture, so readers see only the words for it.",
        _near(link.typed, link) or "Write the whole name of the photo's file, with its ending, such as fair.jpg.",
    )


def _outside(tag: str, link: _Link) -> Problem:
    place = link.typed[:80]
    told = "lies on another website, which would learn of every reader."
    if tag == "img":
        remedy = "If you may use it, save it beside this file and write its name here."
        return link.odd("outside-picture", f"The picture {place} {told} A link to it is shown in its place.", remedy)
    remedy = f"Link to it instead:  [What it is]({place})"
    return link.wrong("outside-picture", f"{place} {told} So it was left out.", remedy)
