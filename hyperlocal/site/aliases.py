"""Old addresses -> where they lead now, so that old links and bookmarks go on working."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence, Set
from urllib.parse import unquote

from hyperlocal.content.source import Written
from hyperlocal.problems import Problem, error
from hyperlocal.site.addresses import Redirect

_LONGEST = 1_000
"""Characters of an old address. Browsers and servers take few more."""
_DEEPEST = 32
"""Folders that it may stand in."""


def redirects(
    texts: Sequence[tuple[str, Written]], addresses: frozenset[str]
) -> tuple[tuple[Redirect, ...], list[Problem]]:
    """A Redirect for each alias of each text, sorted by the old address. The new address itself is not an alias."""
    # Addresses that differ in nothing but capitals are one file on Windows and macOS.
    there = {one.casefold() for one in addresses}
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
            owner = _owner(as_address, found.get(old.casefold()), address, there)
            if owner is None:
                found.setdefault(old.casefold(), Redirect(old=old, address=address, source=text.source.path))
            else:
                problems.append(_taken(alias, text, owner))
    return tuple(sorted(found.values(), key=lambda one: one.old)), problems


def _owner(wanted: str, first: Redirect | None, address: str, there: Set[str]) -> str | None:
    """Who has the old address already, in words; None when it is free, or leads here by an earlier line."""
    if first is not None:
        return None if first.address == address else first.source
    if wanted.casefold() == address.casefold():
        return "this page itself, but for the capitals"
    return "a page of this site" if wanted.casefold() in there else None


def _path(alias: str) -> str | None:
    """The file that answers at an old address; None when it cannot be one. `/:categories/:title/` is a pattern."""
    if len(alias) > _LONGEST:
        return None
    path = unquote(re.split(r"[?#]", re.sub(r"^https?://[^/]+", "", alias.strip()))[0])
    if not path.strip("/") or path.count("/") > _DEEPEST or re.search(r"[\\\x00-\x1f<>:\"|*{}]", path):
        return None
    clean = posixpath.normpath("/" + path.lstrip("/"))
    # Hidden names are for the host and for our own list; no disk takes a name of more than 255 bytes.
    if any(
        (part[:1] == "." and part != ".well-known") or len(part.encode("utf-8", "replace")) > 200
        for part in path.split("/")
    ):
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
