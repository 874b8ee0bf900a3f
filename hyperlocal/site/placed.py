"""Texts with their place on the site."""

from __future__ import annotations

from datetime import date, datetime

from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.photo import Photo
from hyperlocal.content.post import Post
from hyperlocal.content.source import Written
from hyperlocal.site.target import Target
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The photo that goes with a text. `alt` is "" when it is decoration."""

    photo: Photo
    address: str
    alt: str

    @property
    def digest(self) -> str:
        """All of it in one name."""
        photo = self.photo
        return f"{self.address}\0{self.alt}\0{photo.width}x{photo.height}\0{photo.digest}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A text with its place. `targets` has one entry for each reference in its document, in order; `digest` stands for
    the text, its place, and everything that it refers to."""

    address: str
    id: str
    updated: date | None
    targets: tuple[Target, ...]
    image: Shown | None
    digest: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPost(Placed):
    """`at` orders posts; `day` is its day in the site's time zone; `organisation` is an address or ""."""

    post: Post
    at: datetime
    day: date
    organisation: str
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPage(Placed):
    page: Page
    section: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedOrganisation(Placed):
    organisation: Organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag as most posts spell it, with its posts, newest first."""

    slug: str
    name: str
    posts: tuple[PlacedPost, ...]


def text_of(placed: Placed) -> Written:
    """What people wrote, of any kind."""
    if isinstance(placed, PlacedPost):
        return placed.post
    if isinstance(placed, PlacedPage):
        return placed.page
    assert isinstance(placed, PlacedOrganisation)
    return placed.organisation
