"""HTML that came out of somebody's text -> HTML that is safe to publish, and a list of what was taken out.

nh3 (the Rust library ammonia) does the work: it parses as a browser does (HTML Living Standard, 13.2) and writes
the tree back. Scripts, event handlers, outside frames, forms and odd link schemes never reach a page or a feed.
"""

from __future__ import annotations

import html as entities
import re
import string
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from hyperlocal.values import dataclass

if TYPE_CHECKING:
    from nh3 import Cleaner

_INSIDE = r"(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*+"
TAG = re.compile(
    rf"<!--(?:(?!<!--).)*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][^\s/<>]*+)(?P<attributes>{_INSIDE})>", re.DOTALL
)
ATTRIBUTE = re.compile(r"([^\s=/\"'<>]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")

_TAGS = frozenset({
    "a", "abbr", "address", "article", "aside", "audio", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite",
    "code", "col", "colgroup", "data", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure",
    "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp",
    "rt", "ruby", "s", "samp", "section", "small", "source", "span", "strong", "sub", "summary", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "time", "tr", "track", "u", "ul", "var", "video", "wbr",
})  # fmt: skip
_OLD_TAGS = {
    "center": "div",
    "strike": "s",
    "tt": "code",
    "font": "span",
    "big": "span",
    "nav": "div",
    "header": "div",
    "footer": "div",
    "main": "div",
}
_OLD_TAG = re.compile(rf"<(/?)({'|'.join(_OLD_TAGS)})\b", re.IGNORECASE)
_NAMED_PLACE = re.compile(r"<a(\s+)name(?=\s*=)", re.IGNORECASE)
_EVERYWHERE = frozenset({"class", "id", "lang", "dir", "title", "style", "role"})
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "hreflang", "download"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "audio": frozenset({"src", "controls", "preload"}),
    "video": frozenset({"src", "controls", "preload", "width", "height", "poster"}),
    "source": frozenset({"src", "type"}),
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
    "td": frozenset({"colspan", "rowspan", "headers"}),
    "th": frozenset({"colspan", "rowspan", "headers", "scope", "abbr"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "li": frozenset({"value"}),
    "time": frozenset({"datetime"}),
    "data": frozenset({"value"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
    "details": frozenset({"open"}),
}
_STYLES = frozenset({"text-align"})
# No reader sees `cite`, and ammonia does not look at the address in every one.
_LOOKS = frozenset({
    "align", "background", "bgcolor", "border", "cellpadding", "cellspacing", "cite", "clear", "color", "decoding",
    "face", "fetchpriority", "frame", "height", "hspace", "loading", "noshade", "nowrap", "rel", "rules", "size",
    "sizes", "srcset", "summary", "target", "valign", "vspace", "width",
})  # fmt: skip
# `file` and drive letters are let through here: they are dead links, which are reported with their line later.
_SCHEMES = frozenset(
    {"http", "https", "mailto", "tel", "sms", "webcal", "geo", "xmpp", "file", *string.ascii_lowercase}
)
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_PLAIN_ADDRESS = re.compile(r"(?:https?://[a-zA-Z0-9.\-]+(?:[/?#]|$)|mailto:|tel:|[^:]*$)")
_IFRAME = re.compile(rf"<iframe\b({_INSIDE})>(?:(?:(?!</?iframe\b).)*+</iframe\s*>)?", re.IGNORECASE | re.DOTALL)
_ADDRESS_ATTRIBUTES = frozenset({"href", "src", "poster"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """Something that was taken out: `what` in words, `search` texts to look for in the source, the likeliest first.

    `looks` is true for what only changed how it looked, such as a table's border.
    """

    what: str
    search: tuple[str, ...]
    looks: bool = False


def sanitise(html: str) -> tuple[str, tuple[Removal, ...]]:
    """Safe HTML, and what was removed from it, each kind of thing once."""
    if _harmless().fullmatch(html):
        return _cleaner().clean(html), ()
    removed: list[Removal] = []
    html = _IFRAME.sub(lambda match: _embed(match, removed), html)
    html = _OLD_TAG.sub(lambda match: f"<{match[1]}{_OLD_TAGS[match[2].casefold()]}", html)
    html = _NAMED_PLACE.sub(r"<a\1id", html)
    removed += _removals(html)
    first: dict[str, Removal] = {}
    for one in removed:
        first.setdefault(one.what, one)
    return _cleaner().clean(html), tuple(first.values())


def attributes_of(text: str) -> Iterator[tuple[str, str, int, int]]:
    """The attributes inside a start tag: name, unescaped value, and where in `text` the attribute starts and ends."""
    for match in ATTRIBUTE.finditer(text):
        value = match[2] or ""
        if value[:1] in ("'", '"'):
            value = value[1:-1]
        yield match[1].casefold(), entities.unescape(value), match.start(), match.end()


@cache
def _harmless() -> re.Pattern[str]:
    """What Markdown itself makes of nearly every text: nothing in it can be taken out."""
    address = r"\"(?:https?://[a-zA-Z0-9.\-]+(?:[/?#][^\"<>]*+)?+|(?:mailto|tel):[^\"<>]*+|[^\":<>&]*+)\""
    value = r"\"[^\"<>]*+\""
    common = rf"(?:class|id|title)={value}|style=\"text-align: (?:left|right|center);\""
    bare = "p|li|ul|ol|em|strong|h[1-6]|blockquote|code|pre|table|thead|tbody|tr|th|td|del|div|sup|mark"
    tag = (
        rf"/?(?:{bare}|a)|br|hr|(?:{bare})(?: (?:{common}))++|ol start={value}"
        rf"|a(?: (?:href={address}|{common}))++|img(?: (?:src={address}|alt={value}|{common}))++"
    )
    return re.compile(rf"[^<]*+(?:<(?:{tag})>[^<]*+)*+")


@cache
def _cleaner() -> Cleaner:
    import nh3  # noqa: PLC0415 - a site whose texts are all remembered never needs it

    everywhere = set(_EVERYWHERE)
    return nh3.Cleaner(
        tags=set(_TAGS),
        clean_content_tags={"script", "style", "title", "template", "noscript", "object", "iframe", "svg", "math"},
        attributes={"*": everywhere, **{tag: set(names) | everywhere for tag, names in _ATTRIBUTES.items()}},
        generic_attribute_prefixes={"aria-"},
        url_schemes=set(_SCHEMES),
        filter_style_properties=set(_STYLES),
        link_rel=None,
        strip_comments=True,
    )


def _embed(match: re.Match[str], removed: list[Removal]) -> str:
    """An outside window (a map, a video) as a link: nothing is asked of other companies until the reader chooses."""
    found = {name: value for name, value, _, _ in attributes_of(match[1])}
    source = found.get("src", "").strip()
    if source.startswith("//"):
        source = f"https:{source}"
    outside = re.match(r"https?://", source)
    what = "an <iframe> (a window onto another website; a link to it was put there)" if outside else "an <iframe>"
    removed.append(Removal(what=what, search=(match[0], "<iframe")))
    if not outside:
        return ""
    video = re.match(r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)", source)
    if video:
        source = f"https://www.youtube.com/watch?v={video[1]}"
    host = re.sub(r"^www\.", "", re.split(r"[/?#]", source.split("://", 1)[1])[0])
    label = found.get("title") or f"Open this at {host}"
    return f'<a class="embed" href="{entities.escape(source)}">{entities.escape(label)}</a>'


def _removals(html: str) -> Iterator[Removal]:
    position = 0
    for match in TAG.finditer(html):
        yield from _unfinished(html[position : match.start()])
        position = match.end()
        name = (match["name"] or "").casefold()
        if not name or match["close"]:
            continue
        if name not in _TAGS:
            yield Removal(what=f"<{name}>", search=(match[0], f"<{name}"))
            continue
        allowed = _EVERYWHERE | _ATTRIBUTES.get(name, frozenset())
        for attribute, value, _, _ in attributes_of(match["attributes"]):
            yield from _removed_attribute(match[0], name, attribute, value, allowed)
    yield from _unfinished(html[position:])


def _unfinished(between: str) -> Iterator[Removal]:
    """A tag without its end swallows the words that follow it, in every browser."""
    for match in re.finditer(r"<[a-zA-Z][^\s/<>]*", between) if "<" in between else ():
        yield Removal(what=f"{match[0]} with all up to the next “>”, which it lacks,", search=(match[0],))


def _removed_attribute(tag: str, name: str, attribute: str, value: str, allowed: frozenset[str]) -> Iterator[Removal]:
    if attribute not in allowed and not attribute.startswith("aria-"):
        looks = attribute in _LOOKS or attribute.startswith("data-")
        what = f"“{attribute}”" if looks else f"“{attribute}” on <{name}>"
        yield Removal(what=what, search=(tag, f"{attribute}=", attribute), looks=looks)
    elif attribute in _ADDRESS_ATTRIBUTES and not _PLAIN_ADDRESS.match(value) and not _survives(value):
        # Browsers pass over line ends and tabs in an address, and control characters before it (WHATWG URL, 4.4).
        scheme = _SCHEME.match(re.sub(r"[\t\n\r]|^[\x00-\x20]+", "", value))
        odd = scheme is not None and scheme[1].casefold() not in _SCHEMES
        what = f"a link that starts with “{scheme[1]}:”" if scheme and odd else f"the impossible address “{value[:80]}”"
        yield Removal(what=what, search=(tag, value, *([f"{scheme[1]}:"] if scheme else [])))
    elif attribute == "style":
        properties = [part.partition(":")[0].strip().casefold() for part in value.split(";") if ":" in part]
        lost = sorted({one for one in properties if one not in _STYLES})
        if lost:
            what = f"the style “{', '.join(lost)}”"
            yield Removal(what=what, search=(tag, f"{lost[0]}:", lost[0]), looks=True)


def _survives(address: str) -> bool:
    return " href=" in _cleaner().clean(f'<a href="{entities.escape(address)}"></a>')
