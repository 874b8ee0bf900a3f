"""Old addresses -> where they lead now, so that old links and bookmarks go on working."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import unquote

from hyperlocal.content.source import Written
from hyperlocal.problems import Problem, error
from hyperlocal.site.addresses import Redirect


def redirects(
    texts: Sequence[tuple[str, Written]], addresses: frozenset[str]
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """A Redirect for each alias of each text, sorted by the old address. The new address itself is not an alias."""
    found: dict[str, Redirect] = {}
    problems: list[Problem] = []
    for address, text in texts:
        for alias in text.aliases:
            old = _path(alias)
            if old is None:
                problems.append(_unusable(alias, text))
                continue
            as_address = "/" + old.removesuffix("index.html")
            if as_address == address:
                continue
            first = found.get(old)
            owner = "a page of this site" if as_address in addresses else first.source if first else None
            if owner is not None and not (first and first.address == address):
                problems.append(_taken(alias, text, owner))
                continue
            found[old] = Redirect(old=old, address=address, source=text.source.path)
    return tuple(found[old] for old in sorted(found)), problems


def _path(alias: str) -> str | None:
    """The file that answers at an old address; None when it cannot be one. `/:categories/:title/` is a pattern."""
    path = unquote(re.split(r"[?#]", re.sub(r"^https?://[^/]+", "", alias.strip()))[0])
    if not path.strip("/") or re.search(r"[\\\x00-\x1f<>:\"|*{}]", path):
        return None
    clean = posixpath.normpath("/" + path.lstrip("/"))
    if ".." in path.split("/"):
        return None
    has_ending = re.search(r"\.(?:html?|php|aspx?|xml|json)$", clean)
    return clean.lstrip("/") if has_ending else f"{clean.lstrip('/')}/index.html"


def _unusable(alias: str, text: Written) -> Problem:
    return error(
        "bad-alias",
        text.source.path,
        text.source.line_of("aliases"),
        f"“{alias}” cannot be an old address of this page, so it leads nowhere.",
        "Write the old address from the first slash on:  aliases: /old-name/",
    )


def _taken(alias: str, text: Written, owner: str) -> Problem:
    return error(
        "alias-taken",
        text.source.path,
        text.source.line_of("aliases"),
        f"“{alias}” cannot lead here: it is the address of {owner}.",
        "Take this line out, or give the other page another address.",
    )
