"""Python-Markdown's patterns for code, emphasis, links and pictures, with a short way for the plain case.

Each looks at every letter up to the end of what it finds, in Python. Nearly all that people write is plain: one word or
more between two marks of a kind, an address without brackets or title. What is not goes the way of Python-Markdown.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import (
    IMAGE_LINK_RE,
    BacktickInlineProcessor,
    DelimiterProcessor,
    ImageInlineProcessor,
    LinkInlineProcessor,
)
from markdown.util import AtomicString, code_escape

# As `BACKTICK_RE`: a mark, or pairs of backslashes before one. Found sooner, for the first letter is certain;
# the group that is empty tells Python-Markdown which of the two it is.
_MARKS = r"`(?<!\\`)()|\\(?<!\\\\)\\(?:\\{2})*+(?=`)"
_CODE = re.compile(r"`([^`]++)`(?!`)")
# As `LINK_RE`, but found at once, for its first letter is certain.
_OPENING = r"\[(?<!!\[)"
_EMPHASIS = re.compile(r"(\*\*?+)(?!\s)([^*_]++)(?<!\s)\1(?!\*)")
_LINK = re.compile(r"\[([^\[\]]*+)\]\(([^()<>\"'\s\x02]*+)\)")
_IMAGE = re.compile(r"!\[([^\[\]\x02]*+)\]\(([^()<>\"'\s\x02]*+)\)")


def shorten(md: Markdown) -> None:
    """Put these in the place of Python-Markdown's own."""
    md.inlinePatterns.register(Code(_MARKS), "backtick", 190)
    md.inlinePatterns.register(Link(_OPENING, md), "link", 160)
    md.inlinePatterns.register(Image(IMAGE_LINK_RE, md), "image_link", 150)
    emphasis = Emphasis("*", "strong,em", md)
    emphasis.add("_", "strong,em", smart=True)
    md.inlinePatterns.register(emphasis, "em_strong", 60)


class Code(BacktickInlineProcessor):
    """Words between two single marks."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]
        if m[0] != "`":
            return m[0].replace("\\\\", self.ESCAPED_BSLASH), m.start(), m.end()
        plain = _CODE.match(data, m.start())
        if plain:
            element = Element(self.tag)
            element.text = AtomicString(code_escape(plain[1].strip()))
            return element, plain.start(), plain.end()
        return super().handleMatch(m, data)


class Emphasis(DelimiterProcessor):
    """`*` or `**` on both sides of words without any such mark: nothing else can pair with either."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override]
        plain = None if self.regions else _EMPHASIS.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        element = Element("em" if len(plain[1]) == 1 else "strong")
        element.text = plain[2]
        return element, plain.start(), plain.end()


class Link(LinkInlineProcessor):
    """Words without brackets, an address without any either, and no title."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]
        plain = _LINK.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        element = Element("a", {"href": plain[2]})
        element.text = plain[1]
        return element, plain.start(), plain.end()


class Image(ImageInlineProcessor):
    """The same for a picture."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | str | None, int | None, int | None]:  # type: ignore[override]
        plain = _IMAGE.match(data, m.start())
        if plain is None:
            return super().handleMatch(m, data)
        return Element("img", {"src": plain[2], "alt": plain[1]}), plain.start(), plain.end()
