"""A gallery as a page or a feed shows it: small photos that lead to the large ones, and their captions.

A page is complete without script; with it, the theme's gallery.js shows the large photos over the page. It takes what
it shows from here: the sizes and formats of each photo, and its caption.
"""

from __future__ import annotations

import html as entities
from collections.abc import Sequence

from hyperlocal.output import photoset
from hyperlocal.output.address import Linker
from hyperlocal.site import DECORATIVE
from hyperlocal.site.target import Exhibit

SCRIPT = "/theme/gallery.js"
_SIZES = "10rem"
"""How wide a small photo is (HTML, 4.8.4.2.1), or a little less: then sharp screens take the smallest size too."""
_IN_A_FEED = 3


def gallery(exhibits: Sequence[Exhibit], link: Linker) -> str:
    """The photos of one gallery."""
    items = "\n".join(_item(one, number, len(exhibits), link) for number, one in enumerate(exhibits, 1))
    return f'<ul class="gallery">\n{items}\n</ul>'


def script(link: Linker) -> str:
    """What a page with galleries ends with."""
    return f'<script src="{entities.escape(link.file(SCRIPT))}" defer></script>\n'


def gallery_in_a_feed(exhibits: Sequence[Exhibit], address: str, link: Linker) -> str:
    """The first photos, and a link to the page at `address` when there are more."""
    shown = [
        f"<p>{photoset.plain_tag(photoset.view(one.photo, one.address, _words(one), link))}</p>\n"
        for one in exhibits[:_IN_A_FEED]
    ]
    if len(exhibits) > len(shown):
        shown.append(f'<p><a href="{entities.escape(link.to(address))}">See all {len(exhibits)} photos</a></p>\n')
    return "".join(shown)


def _item(one: Exhibit, number: int, count: int, link: Linker) -> str:
    shown = photoset.thumbnail(one.photo, one.address, _words(one), link)
    # A link must have words; those of its photo are the best.
    label = "" if shown.alt else f' aria-label="Photo {number} of {count}"'
    caption = f"<figcaption>{entities.escape(one.caption, quote=False)}</figcaption>" if one.caption else ""
    small = photoset.tag(shown, lazy=True, sizes=_SIZES)
    return f'<li><figure><a href="{entities.escape(shown.large)}"{label}>{small}</a>{caption}</figure></li>'


def _words(one: Exhibit) -> str:
    return "" if one.alt.casefold() == DECORATIVE else one.alt
