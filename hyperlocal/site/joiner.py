"""Gives each text its place: resolves what it refers to, its photo, its owner; and gathers what is wrong."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from hyperlocal.config import Config
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.post import Post
from hyperlocal.content.source import Written
from hyperlocal.problems import Problem, error, nearest, warning
from hyperlocal.site.addresses import section_of
from hyperlocal.site.links import Leads, Map, Target, find, resolve
from hyperlocal.site.placed import PlacedOrganisation, PlacedPage, PlacedPost, Shown
from hyperlocal.slugs import slugify

DECORATIVE = "decorative"
"""The word that stands for “this photo says nothing that the text does not”."""


class _Common(TypedDict):
    address: str
    id: str
    updated: date | None
    targets: tuple[Target, ...]
    image: Shown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Joiner:
    """Gives texts their place and resolves what they refer to, gathering what is wrong."""

    config: Config
    site_id: uuid.UUID
    places: Map
    problems: list[Problem]

    def post(self, address: str, post: Post, organisations: Mapping[str, str]) -> PlacedPost:
        return PlacedPost(
            **self._common(address, post),
            post=post,
            at=post.date.at(self.config.zone),
            day=post.date.day_in(self.config.zone),
            organisation=self._owner(post, organisations),
            tags=tuple(dict.fromkeys(slugify(tag) for tag in post.tags)),
        )

    def page(self, address: str, page: Page) -> PlacedPage:
        return PlacedPage(**self._common(address, page), page=page, section=section_of(page))

    def organisation(self, address: str, organisation: Organisation) -> PlacedOrganisation:
        return PlacedOrganisation(**self._common(address, organisation), organisation=organisation)

    def _common(self, address: str, text: Written) -> _Common:
        targets = []
        for reference in text.document.references:
            target, told = resolve(reference, text.source, address, self.places)
            self.problems.extend(told)
            targets.append(target)
            if reference.tag == "img" and target.leads is Leads.PHOTO and _no_words(reference.alt, reference.target):
                self.problems.append(_no_alt(text, text.source.body_line + reference.line - 1, reference.target))
        return _Common(
            address=address,
            id=_text_id(self.site_id, text),
            updated=text.updated.day_in(self.config.zone) if text.updated else None,
            targets=tuple(targets),
            image=self._image(address, text),
        )

    def _image(self, address: str, text: Written) -> Shown | None:
        if not text.image:
            return None
        line = text.source.line_of("image")
        target, told = find(text.image, text.source, address, self.places, line=line, picture=True)
        self.problems.extend(told)
        photo = self.places.content.photos.get(target.path) or self.places.content.static_photos.get(target.path)
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
        if photo is None:
            return None
        if _no_words(text.image_alt, text.image):
            self.problems.append(_no_alt(text, line, text.image, field=True))
        alt = "" if text.image_alt.casefold() == DECORATIVE else text.image_alt
        return Shown(photo=photo, address=target.address, alt=alt)

    def _owner(self, post: Post, organisations: Mapping[str, str]) -> str:
        wanted = post.organisation
        if not wanted:
            return ""
        found = organisations.get(wanted.casefold()) or organisations.get(slugify(wanted))
        if found is None:
            near = nearest(wanted, sorted(organisations))
            self.problems.append(
                error(
                    "no-such-organisation",
                    post.source.path,
                    post.source.line_of("organisation"),
                    f"No organisation here is called “{wanted}”, so the post is not shown as anyone's.",
                    f"Did you mean  organisation: {near}"
                    if near
                    else "Write the name of a file in content/organisations, or take the line out.",
                )
            )
        return found or ""


def _text_id(site_id: uuid.UUID, text: Written) -> str:
    """A name for feeds that survives a change of title, tag or domain (RFC 9562, 5.5; RFC 4151 is not needed)."""
    return text.id or f"urn:uuid:{uuid.uuid5(site_id, text.source.path)}"


def _no_words(alt: str | None, target: str) -> bool:
    """No text alternative, or only the file's name, which tells nobody anything."""
    words = (alt or "").strip()
    name = target.rpartition("/")[2].casefold()
    return not words or words.casefold() in (name, name.rpartition(".")[0])


def _no_alt(text: Written, line: int, photo: str, *, field: bool = False) -> Problem:
    how = "image_alt: What the photo shows" if field else f"![What the photo shows]({photo})"
    return warning(
        "no-alt",
        text.source.path,
        line,
        f"The photo {photo} has no words for people who cannot see it.",
        f"Say what it shows:  {how}   or, if it is only decoration, write  decorative",
    )
