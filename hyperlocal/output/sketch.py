"""A picture that hyperlocal draws itself: what is to be on it, and with which photo or logo of the site's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hyperlocal.content.decoders import heic_ready, quiet_decoders
from hyperlocal.content.photo import ROOM, Photo, orientation, room_for, upright
from hyperlocal.output.colours import fitting, to_srgb
from hyperlocal.output.drawing import digest_of
from hyperlocal.output.icons import Icon, draw_icon
from hyperlocal.output.sharecard import WIDTH, Card, draw_card
from hyperlocal.values import dataclass

if TYPE_CHECKING:
    from PIL import Image


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
        return digest_of(repr(self.what), self.owner)


def draw(sketch: Sketch) -> bytes:
    """The finished picture. Raises OSError when its photo has gone, or cannot be read any more."""
    what, photo = sketch.what, sketch.photo
    if isinstance(what, Icon):
        return draw_icon(what, _opened(photo, see_through=True) if photo else None)
    return draw_card(what, _opened(photo, see_through=False) if photo else None)


def _opened(photo: Photo, *, see_through: bool) -> Image.Image:
    """The photo upright and in sRGB, in RGB or RGBA; a large JPEG no larger than is needed."""
    from PIL import Image  # noqa: PLC0415 - only for sites with photos

    heic_ready()
    try:
        with quiet_decoders(), Image.open(photo.file) as image:
            stored = image.size
            least = min(stored) / (WIDTH // 2)  # wide ones lose their sides, and high ones their foot
            image.draft(None, (round(stored[0] / least), round(stored[1] / least)))
            with ROOM.taken(room_for(image, stored)):
                image.load()
                plain = fitting(image, ("L", "RGB", "RGBA", "CMYK") if see_through else ("L", "RGB", "CMYK"))
                plain.thumbnail((2 * WIDTH, 2 * WIDTH), reducing_gap=2.0)
                shown = upright(to_srgb(plain, image.info.get("icc_profile")), orientation(image))
                return shown.convert("RGBA" if shown.mode == "RGBA" else "RGB")
    except OSError:
        raise
    # The readers of the many formats raise whatever they like for a damaged file.
    except Exception as fault:
        raise OSError(f"{photo.path} cannot be read: {fault}") from fault
