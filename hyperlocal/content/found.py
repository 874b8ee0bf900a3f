"""What is found in drawings (by `svg`) and documents (by `docmeta`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hyperlocal.content.filejob import FileJob
from hyperlocal.values import dataclass

DRAWING_ENDINGS = frozenset({".svg", ".svgz"})
_OFFICE = frozenset({".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx"})
_OPEN = frozenset({".odt", ".ods", ".odp", ".odg", ".ott"})
DOCUMENT_ENDINGS = frozenset({".pdf"}) | _OFFICE | _OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Svg:
    """A drawing that is safe to publish: its `text`, its `width` and `height` in CSS pixels (0 when it has none), and
    in words what had to be left out of it, with the line of the first."""

    path: str
    text: str
    width: int
    height: int
    removed: tuple[str, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotAnSvg:
    """Why a drawing cannot be published, for its owner. `fleeting`: another time it may be."""

    message: str
    remedy: str
    line: int | None = None
    fleeting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a document tells: the name of a person ("" for none), and whether a picture says where it was taken."""

    author: str = ""
    located: bool = False
    fleeting: bool = False


SvgReader = Callable[[Sequence[FileJob]], Sequence[Svg | NotAnSvg]]
"""Many drawings at once, so that the work can be remembered by whoever calls."""
DocumentReader = Callable[[Sequence[FileJob]], Sequence[Told]]
"""The same for documents."""
