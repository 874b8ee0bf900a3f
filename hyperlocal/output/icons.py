"""The small pictures that stand for the site in a browser's tab and on a phone's home screen.

favicon.ico has 16, 32 and 48 pixels (for old browsers and those that look for it unasked); apple-touch-icon.png has
180, on a ground that is not see-through, since phones show black behind what is.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Literal

from hyperlocal.content.photo import Ground
from hyperlocal.lettering import draw, set_words
from hyperlocal.palette import BLACK, WHITE, Colour, contrast
from hyperlocal.values import dataclass

if TYPE_CHECKING:
    from PIL import Image

Kind = Literal["tab", "home screen"]

TOUCH = 180
"""Pixels of the picture on a home screen (Apple: “Configuring Web Applications”)."""
TAB = (16, 32, 48)
_LARGE = 256
"""Pixels at which everything is drawn: small sizes are made from it, smoothly."""
_ROUND = 56
_NEAR_BLACK = Colour(26, 26, 26)
_SEEN = 3.0
"""The least contrast of what is not text (WCAG 2.2, 1.4.11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Icon:
    """One of the two. `letters` are the site's initials, which stand on its `accent` where it has no logo; `ground` is
    what a see-through logo needs behind it."""

    kind: Kind
    letters: str
    accent: Colour
    ground: Ground = ""

    @property
    def key(self) -> str:
        """All of it in one name."""
        return "\0".join(("icon", self.kind, self.letters, self.accent.hex, self.ground))


def letters_on(accent: Colour) -> Colour:
    """White or nearly black, whichever is easier to read on the colour."""
    return WHITE if contrast(WHITE, accent) >= contrast(_NEAR_BLACK, accent) else _NEAR_BLACK


def draw_icon(icon: Icon, logo: Image.Image | None = None) -> bytes:
    """The finished file: ICO or PNG, made of the initials, or of the `logo` (upright; in RGB or RGBA)."""
    target = io.BytesIO()
    if icon.kind == "tab":
        picture = _initials(icon, corner=_ROUND) if logo is None else _square(logo, None, share=1.0)
        picture.save(target, "ICO", sizes=[(size, size) for size in TAB])
        return target.getvalue()
    from PIL.Image import Resampling  # noqa: PLC0415 - for those who draw something

    picture = _initials(icon, corner=0) if logo is None else _square(logo, _under(icon, logo), share=0.8)
    small = picture.convert("RGB").resize((TOUCH, TOUCH), Resampling.LANCZOS)
    small.save(target, "PNG", optimize=True)
    return target.getvalue()


def _under(icon: Icon, logo: Image.Image) -> Colour:
    """What a logo is put on: more of its own ground if it has one; else white, or the accent for a logo in white."""
    if icon.ground:
        pale = icon.ground == "dark"
        return (icon.accent if contrast(icon.accent, WHITE) >= _SEEN else BLACK) if pale else WHITE
    found = logo.convert("RGB").getpixel((0, 0))
    assert isinstance(found, tuple)
    return Colour(*map(int, found[:3]))


def _initials(icon: Icon, corner: int) -> Image.Image:
    from PIL import Image, ImageDraw  # noqa: PLC0415 - for those who draw something

    picture = Image.new("RGBA", (_LARGE, _LARGE))
    pen = ImageDraw.Draw(picture)
    pen.rounded_rectangle((0, 0, _LARGE - 1, _LARGE - 1), corner, fill=icon.accent.hex)
    # In a tab they are tiny, and need all the room there is.
    margin, sizes = (20, (200, 180, 160, 140, 120, 100)) if corner else (56, (150, 130, 110, 90))
    words = set_words(icon.letters, width=_LARGE - margin, height=_LARGE, sizes=sizes, most_lines=1)
    mask = draw(words, _LARGE, "middle")
    picture.paste(letters_on(icon.accent).hex, (0, (_LARGE - mask.height) // 2), mask)
    return picture


def _square(logo: Image.Image, ground: Colour | None, share: float) -> Image.Image:
    """The whole logo in the middle of a square, of which it takes up a `share`."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - for those who draw something

    side = round(_LARGE * share)
    shown = ImageOps.contain(logo.convert("RGBA"), (side, side), Image.Resampling.LANCZOS)
    picture = Image.new("RGBA", (_LARGE, _LARGE), ground.hex if ground else (0, 0, 0, 0))
    picture.alpha_composite(shown, ((_LARGE - shown.width) // 2, (_LARGE - shown.height) // 2))
    return picture
