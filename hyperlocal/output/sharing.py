"""Which share cards there are, and where they stand: one for each post, once the site knows its web address."""

from __future__ import annotations

from collections.abc import Iterator

from hyperlocal.content.photo import Photo
from hyperlocal.output import SketchFile
from hyperlocal.output.address import file_of
from hyperlocal.output.frame import ICON, TOUCH_ICON, day, has_icons
from hyperlocal.output.icons import Icon, Kind
from hyperlocal.output.sharecard import Card, can_draw
from hyperlocal.output.sketch import Sketch
from hyperlocal.palette import Colour
from hyperlocal.site import Site
from hyperlocal.slugs import initials
from hyperlocal.theme import Theme


def share_cards(site: Site, theme: Theme) -> dict[str, SketchFile]:
    """The card of each page that has one, by the address of the page.

    None without a web address, which a page has to name whole (https://ogp.me/), or where the owner wants none.
    """
    config = site.config
    if not config.base_url or not config.share_cards:
        return {}
    base, accent, direction = theme.base("light"), theme.accent(config.colour), config.direction
    found: dict[str, SketchFile] = {}
    for placed in site.posts:
        photo = placed.image.photo if placed.image else None
        card = Card(
            title=placed.post.title,
            site=config.title,
            day=day(placed.day).words,
            accent=accent,
            paper=base.paper,
            ink=base.ink,
            direction=direction,
        )
        if can_draw(card, photo=photo is not None):
            path, source = file_of(card_address(placed.address, photo)), placed.post.source.path
            found[placed.address] = SketchFile(path=path, sketch=Sketch(what=card, photo=photo), source=source)
    return found


def icons(site: Site, accent: Colour) -> Iterator[SketchFile]:
    """The pictures for tabs and home screens: from the logo, else from the initials if they can be written."""
    kinds: dict[Kind, str] = {"tab": ICON, "home screen": TOUCH_ICON}
    for kind, address in kinds.items() if has_icons(site) else ():
        ground = site.logo.ground if site.logo else ""
        icon = Icon(kind=kind, letters=initials(site.config.title), accent=accent, ground=ground)
        yield SketchFile(path=file_of(address), sketch=Sketch(what=icon, photo=site.logo))


def card_address(address: str, photo: Photo | None) -> str:
    """Where the card of a page stands: `/news/2026/fair/` has `/cards/news/2026/fair.png`, and .jpg with a photo."""
    return f"/cards{address.rstrip('/')}.{'png' if photo is None else 'jpg'}"
