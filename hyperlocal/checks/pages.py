"""What the finished pages show: links between them, words for their pictures, their weight."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from hyperlocal.builder import Prepared
from hyperlocal.content.sanitise import TAG, attributes_of
from hyperlocal.output import PageFile
from hyperlocal.problems import Problem, error, warning

_SOURCES = ("img", "script", "source", "audio", "video", "track", "iframe", "embed")
_LINKS = {"a": "href", "link": "href", **dict.fromkeys(_SOURCES, "src")}
HEAVIEST = 50 * 1024
"""Bytes of a page with its style sheet, its photos not counted (DESIGN's promise to readers on slow lines)."""


def dead_links(prepared: Prepared, html: Mapping[str, str]) -> Iterator[Problem]:
    """A link on a finished page to a file that will not be there: the fault of a template or of raw HTML."""
    there = {output.path for output in prepared.plan.outputs}
    for path, text in html.items():
        if path == "404.html":
            continue  # its links start from the host's root, which is only known there
        for target in sorted(_targets(text)):
            try:
                place = _file(path, target)
            except ValueError:
                place = target  # no browser can make an address of it either
            if place is not None and place not in there and f"{place}/index.html" not in there:
                yield error(
                    "dead-link",
                    _source(prepared, path),
                    None,
                    f"The page {path} links to {target}, which is not on the site.",
                    "If you changed a template, mend the link there; else take it out of the text.",
                )


def missing_words(prepared: Prepared, html: Mapping[str, str]) -> Iterator[Problem]:
    """A picture without any alt on a finished page: from raw HTML or a changed template."""
    for path, text in html.items():
        for match in TAG.finditer(text):
            if (match["name"] or "").casefold() == "img" and not match["close"]:
                names = {name: value for name, value, _, _ in attributes_of(match["attributes"])}
                if "alt" not in names:
                    yield error(
                        "no-alt",
                        _source(prepared, path),
                        None,
                        f"A picture on {path} ({names.get('src', '')}) has no words for people who cannot see it.",
                        'Give the <img> an alt="…" that says what it shows, or alt="" if it is only decoration.',
                    )


def too_heavy(prepared: Prepared, html: Mapping[str, str]) -> Iterator[Problem]:
    """A page that is slow to load on an old phone."""
    style = len(prepared.theme.stylesheet(prepared.config.colour).encode("utf-8"))
    for path, text in html.items():
        weight = len(text.encode("utf-8")) + style
        if weight > HEAVIEST:
            yield warning(
                "heavy-page",
                _source(prepared, path),
                None,
                f"The page {path} weighs {weight // 1024} KB without its photos; {HEAVIEST // 1024} KB is the aim.",
                "Cut the text into several pages.",
            )


def _targets(text: str) -> set[str]:
    found: set[str] = set()
    for match in TAG.finditer(text):
        wanted = _LINKS.get((match["name"] or "").casefold())
        if wanted and not match["close"]:
            found |= {value for name, value, _, _ in attributes_of(match["attributes"]) if name == wanted and value}
    return found


def _file(page: str, target: str) -> str | None:
    """The output that a link on a page leads to; None for places elsewhere and on the same page."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(page), unquote(parts.path))).lstrip("/")
    return posixpath.join(path, "index.html") if parts.path.endswith("/") or not path else path


def _source(prepared: Prepared, path: str) -> str:
    """The text a page was made from, or the page itself."""
    for output in prepared.plan.outputs:
        if output.path == path and isinstance(output, PageFile) and output.source:
            return output.source
    return path
