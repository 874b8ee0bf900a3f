"""Python-Markdown, set up for us: in the plain way, and in a way that gives the same HTML in a fraction of the time.

Only its public API is used: extensions, registries of steps, and steps of our own. An instance is made once and used
again and again, but never by two threads at once, and never again after it was interrupted.
"""

from __future__ import annotations

from functools import cache
from typing import Self

from markdown import Markdown
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from hyperlocal.content.blocks import Blocks
from hyperlocal.content.dialect import Dialect
from hyperlocal.content.inline import Inline
from hyperlocal.content.patterns import shorten
from hyperlocal.content.shortcuts import (
    HeadingIds,
    Only,
    OnlyInTree,
    Prettify,
    Reader,
    Unescape,
    Whitespace,
    html_of,
)
from hyperlocal.slugs import slugify


def to_html(text: str) -> str:
    """Markdown to HTML, not yet safe. Raises RecursionError where lists or quotations lie too deep."""
    waiting = idle()
    try:
        engine = waiting.pop()
    except IndexError:
        engine = fast()
    html = engine.reset().convert(text)
    waiting.append(engine)  # Not reached by one that stopped halfway: it would go on there with the next text.
    return html


def plain() -> Markdown:
    """Every extension, and each step as Python-Markdown has it. Slow; what `fast` is held to."""
    return _complete(Markdown)


def fast() -> Markdown:
    """The same with shortcuts past the steps that most texts do not need."""
    md = _complete(_Quick)
    reader = Reader(md)
    md.preprocessors.register(Whitespace(md), "normalize_whitespace", 30)
    md.preprocessors.register(Only(md, "fenced_code_block", "```", "~~~"), "fenced_code_block", 25)
    md.preprocessors.register(Only(md, "html_block", "<", "&#"), "html_block", 20)
    md.preprocessors.register(reader, "hyperlocal-reader", 0)
    shorten(md)
    md.treeprocessors.register(Inline(md, reader.read), "inline", 20)
    md.treeprocessors.register(Prettify(md), "prettify", 10)
    md.treeprocessors.register(OnlyInTree(md, "attr_list", reader.read, "{"), "attr_list", 8)
    md.treeprocessors.register(HeadingIds(md, reader.read, slugify), "toc", 5)
    md.treeprocessors.register(Unescape(md, reader.read), "unescape", 0)
    md.serializer = html_of
    return md


class _Quick(Markdown):
    """With our own parser of blocks. The blocks' processors are Python-Markdown's."""

    def build_parser(self) -> Self:
        super().build_parser()
        parser = Blocks(self)
        parser.blockprocessors = self.parser.blockprocessors
        for processor in parser.blockprocessors:
            processor.parser = parser
        self.parser = parser
        return self


def _complete(kind: type[Markdown]) -> Markdown:
    return kind(
        extensions=[
            # Not by name: a name is looked up among all that is installed, and that takes longer than all else.
            TableExtension(),
            FencedCodeExtension(),
            FootnoteExtension(),
            DefListExtension(),
            AttrListExtension(),
            AbbrExtension(),
            AdmonitionExtension(),
            SaneListExtension(),
            TocExtension(slugify=lambda words, _: slugify(words), permalink=False, toc_depth="2-4"),
            Dialect(),
        ],
        output_format="html",
    )


@cache
def idle() -> list[Markdown]:
    """The instances that wait for a text. Taking one out and putting one in are safe between threads."""
    return []
