"""Where a link, a picture or a gallery in a text leads."""

from __future__ import annotations

from enum import Enum

from hyperlocal.content.found import Svg
from hyperlocal.content.photo import Photo
from hyperlocal.values import dataclass, field


class Leads(Enum):
    """What kind of place a link leads to."""

    PAGE = "page"
    FILE = "file"
    PHOTO = "photo"
    ELSEWHERE = "elsewhere"
    GALLERY = "gallery"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A photo in a gallery. `alt` is as photos.txt has it, “decorative” too; "" when there is none."""

    photo: Photo
    address: str
    alt: str
    caption: str

    @property
    def digest(self) -> str:
        """All of it in one name."""
        photo = self.photo
        told = (self.address, self.alt, self.caption, f"{photo.width}x{photo.height}", photo.digest)
        return "\0".join(told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one reference leads. `address` is one of this site's (fragment included), or the whole outside address;
    "" for nowhere. `path` is the file that it needs, if any, and `photo` or `drawing` what is known of that; `shown`
    says that the page shows it, and does not only lead to it; `alt` is what photos.txt says that it shows, where
    the text says nothing. `exhibits` are the photos of a gallery."""

    leads: Leads
    address: str = ""
    path: str = ""
    photo: Photo | None = field(default=None, compare=False)
    drawing: Svg | None = field(default=None, compare=False)
    shown: bool = False
    alt: str = ""
    exhibits: tuple[Exhibit, ...] = ()


NOWHERE = Target(leads=Leads.NOWHERE)
