"""Texts as values, for tests that need no folder: `post("content/posts/fair.md", "Come.", date="2026-05-01")`."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import Any

from PIL import Image

from hyperlocal.content.markup import Text, convert
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.post import Post
from hyperlocal.content.source import Source, source_of
from hyperlocal.dates import parse_moment

_MOMENTS = ("date", "updated", "publish", "expires")


def source(path: str) -> Source:
    """Where a text lies; its body starts on the first line."""
    kind, folders, stem = source_of(path)
    return Source(path=path, kind=kind, folders=folders, stem=stem, lines={}, body_line=1)


def post(path: str = "content/posts/fair.md", body: str = "", **values: Any) -> Post:
    return Post(**_values(path, body, {"title": "A fair", "date": "2026-05-01", **values}))


def page(path: str = "content/pages/about.md", body: str = "", **values: Any) -> Page:
    return Page(**_values(path, body, {"title": "About us", **values}))


def organisation(path: str = "content/organisations/hall.md", body: str = "", **values: Any) -> Organisation:
    return Organisation(**_values(path, body, {"title": "The Hall", **values}))


def jpeg(width: int = 40, height: int = 30, colour: str = "teal") -> bytes:
    """A small photo."""
    target = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(target, "JPEG")
    return target.getvalue()


def tags(html: str, name: str) -> list[list[tuple[str, str]]]:
    """The attributes of every element of a name, as they are written (a repeated one twice)."""
    found: list[list[tuple[str, str]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            if tag == name:
                found.append([(key, value or "") for key, value in attrs])

    reader = Reader()
    reader.feed(html)
    reader.close()
    return found


def _values(path: str, body: str, values: dict[str, Any]) -> dict[str, Any]:
    read = {name: parse_moment(value) if name in _MOMENTS else value for name, value in values.items()}
    return {**read, "source": source(path), "document": convert(Text(body=body, title=values["title"]))}
