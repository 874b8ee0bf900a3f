"""A Document's HTML with its links written for the page or feed that shows it."""

from __future__ import annotations

import html as entities
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from hyperlocal.content.markup import Document, Reference
from hyperlocal.content.showing import GALLERY
from hyperlocal.output import photoset
from hyperlocal.output.address import Linker
from hyperlocal.output.galleries import gallery, gallery_in_a_feed, script
from hyperlocal.output.photoset import largest
from hyperlocal.site import DECORATIVE, Placed
from hyperlocal.site.target import Leads, Target
from hyperlocal.site.wording import no_words

_OWN = frozenset({"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"})


def body(placed: Placed, document: Document, link: Linker, *, feed: bool = False) -> Markup:
    """The HTML of one text. The first photo on a page is on the first screen, so that it is not loaded lazily; feeds
    need no more than one size."""
    pieces: list[str] = []
    position = 0
    lazy = placed.image is not None
    for reference, target in zip(document.references, placed.targets, strict=True):
        if reference.start < position:
            continue  # its whole tag has been replaced already
        if reference.tag == GALLERY:
            start, end, text = reference.tag_start, reference.tag_end, _gallery(placed, target, link, feed)
        else:
            start, end, text = _rewritten(reference, target, link, feed, lazy)
        lazy |= reference.tag == "img"
        pieces += [document.html[position:start], text]
        position = end
    pieces.append(document.html[position:])
    if not feed and any(target.exhibits for target in placed.targets):
        pieces.append(script(link))
    return Markup("".join(pieces))


def _gallery(placed: Placed, target: Target, link: Linker, feed: bool) -> str:
    """The photos of a folder; nothing where there are none to show."""
    if not target.exhibits:
        return ""
    return gallery_in_a_feed(target.exhibits, placed.address, link) if feed else gallery(target.exhibits, link)


def _rewritten(reference: Reference, target: Target, link: Linker, feed: bool, lazy: bool) -> tuple[int, int, str]:
    """(start, end, new text) of the piece of HTML that a reference changes."""
    whole = (reference.tag_start, reference.tag_end)
    attribute = (reference.start, reference.end)
    if reference.tag == "img":
        if target.leads is Leads.PHOTO:
            return *whole, _picture(reference, target, link, feed, lazy)
        if target.leads is Leads.FILE:
            return *attribute, f'src="{_escaped(link.file(target.address))}"{_drawn_size(reference, target)}'
        return *whole, _in_its_place(reference, target)
    if target.leads is Leads.NOWHERE or (target.leads is Leads.ELSEWHERE and reference.tag != "a"):
        return *attribute, ""
    if reference.attribute == "poster" and target.photo is not None:
        return *attribute, f'poster="{_escaped(link.file(largest(target.photo, target.address)))}"'
    write = {Leads.ELSEWHERE: _outside, Leads.PAGE: link.to}.get(target.leads, link.file)
    there = write(target.address)
    return *attribute, f'{reference.attribute}="{_escaped(there)}"'


def _picture(reference: Reference, target: Target, link: Linker, feed: bool, lazy: bool) -> str:
    assert target.photo is not None
    alt = target.alt if no_words(reference.alt, reference.target) else (reference.alt or "").strip()
    shown = photoset.view(target.photo, target.address, "" if alt.casefold() == DECORATIVE else alt, link)
    # Of an attribute given twice, browsers take the first (HTML, 13.2.5.33).
    kept = dict(reversed([(name, value) for name, value in reference.attributes if name not in _OWN]))
    more = tuple(reversed(kept.items()))
    return photoset.plain_tag(shown, more) if feed else photoset.tag(shown, lazy=lazy, more=more)


def _drawn_size(reference: Reference, target: Target) -> str:
    """The size of a drawing, so that the page does not jump when it comes; unless the text gives one."""
    drawing = target.drawing
    given = {name for name, _ in reference.attributes} & {"width", "height"}
    return f' width="{drawing.width}" height="{drawing.height}"' if drawing and drawing.width and not given else ""


def _in_its_place(reference: Reference, target: Target) -> str:
    """What stands where a picture cannot be shown: a link to it when it lies on another website, else its words."""
    words = _escaped((reference.alt or "").strip())
    if target.leads is not Leads.ELSEWHERE or reference.inside_link:
        return f'<span class="missing-photo">{words}</span>' if words else ""
    host = urlsplit(target.address).hostname or "another website"
    return f'<a class="embed" href="{_escaped(_outside(target.address))}">{words or f"A picture at {host}"}</a>'


def _outside(address: str) -> str:
    """An outside address as it was typed, with what may not stand in one written in percent form (RFC 3986, 2.1)."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=-._~")


def _escaped(text: str) -> str:
    return entities.escape(text, quote=True)
