"""A picture that hyperlocal draws itself: what is to be on it, and with which photo or logo of the site's."""

from __future__ import annotations

from hyperlocal.content.photo import Photo
from hyperlocal.output.developing import developed, reading
from hyperlocal.output.icons import Icon, draw_icon
from hyperlocal.output.sharecard import WIDTH, Card, draw_card
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A share card with its photo, or an icon with its logo, if there are such."""

    what: Card | Icon
    photo: Photo | None = None

    @property
    def owner(self) -> str:
        """The photo with which it has to go, by its digest; "" when it shows none."""
        return self.photo.digest if self.photo else ""

    @property
    def key(self) -> str:
        """What the drawn picture depends on; "" when the photo is one that nobody has looked into."""
        if self.photo is not None and not self.photo.digest:
            return ""
        return f"{self.what.key}\0{self.owner}"


def draw(sketch: Sketch) -> bytes:
    """The finished picture. Raises OSError when its photo has gone, or cannot be read any more."""
    what, photo = sketch.what, sketch.photo
    if photo is None:
        return draw_icon(what) if isinstance(what, Icon) else draw_card(what)
    with reading(photo):
        picture = developed(photo, _size(photo))
    return draw_icon(what, picture) if isinstance(what, Icon) else draw_card(what, picture)


def _size(photo: Photo) -> tuple[int, int]:
    """As large as a card can need it: wide photos lose their sides there, and high ones their foot."""
    scale = min(1.0, WIDTH / 2 / min(photo.width, photo.height), 2 * WIDTH / max(photo.width, photo.height))
    return max(1, round(photo.width * scale)), max(1, round(photo.height * scale))
