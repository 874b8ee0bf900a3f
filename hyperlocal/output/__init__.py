"""What visitors get: every file of the finished site, as values that say all that is needed to make its bytes."""

from __future__ import annotations

from pathlib import Path

from hyperlocal.content.photo import Photo
from hyperlocal.output.drawing import Drawing
from hyperlocal.output.feeds import Feed
from hyperlocal.output.photoset import Cut, PhotoSet
from hyperlocal.output.sketch import Sketch
from hyperlocal.output.views import View
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFile:
    """An HTML page: its view, drawn by `template`. `address` is where it stands; `source` the text it was made from
    ("" for lists); `listed` says whether the sitemap names it, `changed` its day there (ISO) or ""."""

    path: str
    address: str
    template: str
    drawing: Drawing[View]
    source: str = ""
    listed: bool = True
    changed: str = ""

    @property
    def view(self) -> View:
        """What the template may see, made now."""
        return self.drawing()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextFile:
    """A small text that the plan has written out already: robots.txt, the style sheet."""

    path: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """A text for machines, written out when it is needed: what the filter box reads, open data. It may be named like a
    page: it holds nothing that a browser would take for HTML."""

    path: str
    drawing: Drawing[str]
    source: str = ""

    @property
    def text(self) -> str:
        """The text, made now."""
        return self.drawing()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed of one kind. `pictures` are the paths of the photos that its entries bring along."""

    path: str
    drawing: Drawing[Feed]
    kind: str
    pictures: tuple[str, ...] = ()
    source: str = ""

    @property
    def feed(self) -> Feed:
        """The feed with its entries, made now."""
        return self.drawing()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureFile:
    """A photo in one size and format, upright, with nothing in it but the picture. `made` is the photo with all that is
    made of it at once; `cut` says which of those this is."""

    path: str
    made: PhotoSet
    cut: Cut
    source: str = ""

    @property
    def photo(self) -> Photo:
        """What it is made of."""
        return self.made.photo


@dataclass(frozen=True, slots=True, kw_only=True)
class SketchFile:
    """A picture that hyperlocal draws itself: a share card, an icon."""

    path: str
    sketch: Sketch
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFile:
    """A file published as it is. `digest` stands for its bytes; "" while nobody has looked into it."""

    path: str
    file: Path
    source: str = ""
    digest: str = ""


Output = PageFile | TextFile | DataFile | FeedFile | PictureFile | SketchFile | CopyFile
