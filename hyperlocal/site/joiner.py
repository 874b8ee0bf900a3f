"""Gives each text its place: resolves what it refers to, its photo, its owner; and gathers what is wrong."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import TypedDict, TypeVar, cast

from hyperlocal.config import FILE as SETTINGS
from hyperlocal.config import Config
from hyperlocal.content.markup import Reference
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.photo import Photo
from hyperlocal.content.post import Post
from hyperlocal.content.showing import GALLERY
from hyperlocal.content.source import Source, Written, stem_of
from hyperlocal.problems import Problem, error, warning
from hyperlocal.site.addresses import HOME, section_of
from hyperlocal.site.again import Joined, Joining
from hyperlocal.site.galleries import resolve_gallery
from hyperlocal.site.links import Map, find, resolve
from hyperlocal.site.placed import Placed, PlacedOrganisation, PlacedPage, PlacedPost, Shown
from hyperlocal.site.target import Leads, Target
from hyperlocal.site.visible import Held, why
from hyperlocal.site.wording import DECORATIVE, Where, Wordless, no_words, words_for
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass, field

SomePlaced = TypeVar("SomePlaced", bound=Placed)
SomeText = TypeVar("SomeText", bound=Written)


class _Common(TypedDict):
    address: str
    id: str
    updated: date | None
    targets: tuple[Target, ...]
    image: Shown | None
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """Gives texts their place and resolves what they refer to, gathering what is wrong, and the photos without words.
    `ids` are those of all texts, by path (see `ids_of`); `organisations` has the address of each by its names;
    `joined` what was found the last time, for a process that asks again."""

    config: Config
    ids: Mapping[str, str]
    places: Map
    organisations: Mapping[str, str]
    problems: list[Problem]
    wordless: list[Wordless] = field(default_factory=list)
    joined: Joined | None = None

    def after(self, joined: Joined) -> Joiner:
        """The same, knowing what was found the last time and what of that still holds."""
        places, content = self.places, self.places.content
        beside = (content.files, content.photos, content.static, content.static_photos, content.notes)
        named = (places.pages, places.addresses, places.held, places.left_out, self.organisations)
        joined.begin((self.config, *beside, *named), places.anchors)
        return replace(self, joined=joined)

    def post(self, address: str, post: Post) -> PlacedPost:
        return self._once(address, post, self._post)

    def page(self, address: str, page: Page) -> PlacedPage:
        return self._once(address, page, self._page)

    def organisation(self, address: str, organisation: Organisation) -> PlacedOrganisation:
        return self._once(address, organisation, self._organisation)

    def _once(self, address: str, text: SomeText, place: Callable[[str, SomeText], SomePlaced]) -> SomePlaced:
        if self.joined is None:
            return place(address, text)
        known = self.joined.known(text, address, self.ids[text.source.path])
        if known is not None:
            self.problems.extend(known.problems)
            self.wordless.extend(known.wordless)
            return cast("SomePlaced", known.placed)  # a text of one kind has a place of one kind
        told, noted = len(self.problems), len(self.wordless)
        placed = place(address, text)
        found = Joining(
            text=text, placed=placed, problems=tuple(self.problems[told:]), wordless=tuple(self.wordless[noted:])
        )
        self.joined.keep(found)
        return placed

    def _post(self, address: str, post: Post) -> PlacedPost:
        return PlacedPost(
            **self._common(address, post),
            post=post,
            at=post.date.at(self.config.zone),
            day=post.date.day_in(self.config.zone),
            organisation=self._owner(post),
            tags=tuple(dict.fromkeys(slugify(tag) for tag in post.tags)),
        )

    def _page(self, address: str, page: Page) -> PlacedPage:
        return PlacedPage(**self._common(address, page), page=page, section=section_of(page))

    def _organisation(self, address: str, organisation: Organisation) -> PlacedOrganisation:
        return PlacedOrganisation(**self._common(address, organisation), organisation=organisation)

    def _common(self, address: str, text: Written) -> _Common:
        targets = []
        for reference in text.document.references:
            if reference.tag == GALLERY:
                target, told = resolve_gallery(reference, text.source, self.places)
            else:
                target, told = resolve(reference, text.source, address, self.places)
            self.problems.extend(told)
            targets.append(self._worded(reference, target, text, address))
        image = self._image(address, text)
        own_id = self.ids[text.source.path]
        return _Common(
            address=address,
            id=own_id,
            updated=text.updated.day_in(self.config.zone) if text.updated else None,
            targets=tuple(targets),
            image=image,
            digest=self._digest(text, address, own_id, targets, image),
        )

    def _worded(self, reference: Reference, target: Target, text: Written, address: str) -> Target:
        """The same with words for its photo from photos.txt, where the text has none; what has none is noted."""
        line = text.source.body_line + reference.line - 1
        for one in target.exhibits:
            if not one.alt:
                self._note(one.photo.path, one.photo.path, Where.GALLERY, text, line)
        if reference.tag != "img" or target.leads is not Leads.PHOTO or not no_words(reference.alt, reference.target):
            return target
        alt = words_for(target.path, self.places.content.notes)
        if not alt:
            self._note(target.path, reference.target, Where.FRONT if address == HOME else Where.TEXT, text, line)
        return replace(target, alt=alt)

    def _note(self, photo: str, typed: str, where: Where, text: Written, line: int, *, field: bool = False) -> None:
        path = text.source.path
        self.wordless.append(Wordless(photo=photo, typed=typed, where=where, path=path, line=line, field=field))

    def _digest(self, text: Written, address: str, own_id: str, targets: Iterable[Target], image: Shown | None) -> str:
        """A name for the text, its place, where its links lead, and the photos that it shows."""
        told = [text.source.digest, address, own_id, self.config.timezone, image.digest if image else ""]
        for target in targets:
            told.append(f"{target.leads.value} {target.address} {target.path} {target.alt}")
            told += [one.digest for one in target.exhibits]
            if target.photo is not None:
                told.append(f"{target.photo.width}x{target.photo.height} {target.photo.digest}")
            if target.drawing is not None:
                told.append(f"{target.drawing.width}x{target.drawing.height}")
        return blake2b("\n".join(told).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def _image(self, address: str, text: Written) -> Shown | None:
        if not text.image:
            return None
        line = text.source.line_of("image")
        target, told = find(text.image, text.source, address, self.places, line=line, picture=True)
        self.problems.extend(told)
        if target.leads is Leads.ELSEWHERE:
            self.problems.append(
                warning(
                    "outside-picture",
                    text.source.path,
                    line,
                    f"The photo {text.image[:80]} lies on another website, so it is not shown here.",
                    "If you may use it, save it beside this file and write its name here.",
                )
            )
        if target.leads is Leads.FILE:
            self.problems.append(_not_in_lists(text, line))
        if target.photo is None:
            return None
        alt = text.image_alt
        if no_words(alt, text.image):
            alt = words_for(target.path, self.places.content.notes)
            if not alt:
                self._note(target.path, text.image, Where.FRONT, text, line, field=True)
        return Shown(photo=target.photo, address=target.address, alt="" if alt.casefold() == DECORATIVE else alt)

    def logo(self) -> Photo | None:
        """The picture that the settings name as the site's logo, if there is one that icons can be made of."""
        wanted = self.config.logo
        if not wanted:
            return None
        settings = Source(path=SETTINGS, kind="", folders=(), stem="site", lines={}, body_line=1)
        target, told = find(wanted, settings, HOME, self.places, line=1, picture=True)
        # Which line of the settings it is, nobody has noted.
        self.problems.extend(replace(problem, line=None) for problem in told)
        if target.leads in (Leads.FILE, Leads.ELSEWHERE):
            self.problems.append(_no_logo(wanted, elsewhere=target.leads is Leads.ELSEWHERE))
        return target.photo

    def _owner(self, post: Post) -> str:
        wanted = post.organisation
        found = owner_of(wanted, self.organisations)
        if wanted and not found:
            held = next((one for one in self.places.held.values() if _is_called(one, wanted)), None)
            near = self.places.nearby.organisation(wanted, self.organisations) if held is None else None
            self.problems.append(_no_owner(post, near) if held is None else _owner_held(post, held))
        return found


def ids_of(texts: Iterable[Written], site_id: uuid.UUID) -> tuple[dict[str, str], list[Problem]]:
    """path -> a name for feeds that survives a change of title, tag or domain (RFC 9562, 5.5; RFC 4151 is not needed).

    `id:` in a head wins. A copy of a file often still has the id of the first: then it is given its own.
    """
    ids: dict[str, str] = {}
    owners: dict[str, str] = {}
    problems: list[Problem] = []
    for text in texts:
        path = text.source.path
        owner = owners.setdefault(text.id, path) if text.id else ""
        ids[path] = text.id if owner == path else _made_id(site_id, path)
        if owner not in ("", path):
            problems.append(_same_id(text, owner))
    return ids, problems


@lru_cache(maxsize=16_384)
def _made_id(site_id: uuid.UUID, path: str) -> str:
    return f"urn:uuid:{uuid.uuid5(site_id, path)}"


def owner_of(wanted: str, organisations: Mapping[str, str]) -> str:
    """The address of the organisation that a post names; "" when it names none, or none of these."""
    return organisations.get(wanted.casefold()) or organisations.get(slugify(wanted), "") if wanted else ""


def _is_called(held: Held, wanted: str) -> bool:
    path = PurePosixPath(held.path)
    names = (held.title.casefold(), stem_of(path.name).casefold(), path.parent.name.casefold())
    return path.parts[1].startswith("organi") and wanted.casefold() in names


def _no_owner(post: Post, near: str | None) -> Problem:
    return error(
        "no-such-organisation",
        post.source.path,
        post.source.line_of("organisation"),
        f"No organisation here is called “{post.organisation}”, so the post is not shown as anyone's.",
        f"Did you mean  organisation: {near}"
        if near
        else "Write the name of a file in content/organisations, or take the line out.",
    )


def _owner_held(post: Post, held: Held) -> Problem:
    return warning(
        "link-to-held",
        post.source.path,
        post.source.line_of("organisation"),
        f"{held.path} {why(held)}, so the post is not shown as anyone's for now.",
        "Nothing to do if that is what you want; else change that file.",
    )


def _same_id(text: Written, owner: str) -> Problem:
    return warning(
        "same-id",
        text.source.path,
        text.source.line_of("id"),
        f"“{text.id}” is the id of {owner}, and feed readers would take the two for one. So this file got another.",
        "Take this line out.",
    )


def _no_logo(wanted: str, *, elsewhere: bool) -> Problem:
    what = "lies on another website" if elsewhere else "is a drawing in lines (SVG)"
    return warning(
        "not-a-logo",
        SETTINGS,
        None,
        f"The logo {wanted[:80]} {what}, so no icons could be made of it, and the site's initials are used.",
        "Save it as a PNG in content/photos, about 500 pixels wide, and write that file's name:  logo: our-logo.png",
    )


def _not_in_lists(text: Written, line: int) -> Problem:
    return error(
        "not-a-photo",
        text.source.path,
        line,
        f"{text.image} is a drawing, which cannot go with a text in lists and feeds. So it is not shown.",
        "Save it as a PNG or JPEG, and write that file's name here.",
    )
