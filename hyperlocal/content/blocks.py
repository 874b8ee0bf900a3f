"""The blocks of a text: the same processors in the same order as Python-Markdown's, asked only where it can matter.

Python-Markdown asks each of seventeen processors about each block. Most blocks are paragraphs, which none but the last
wants; and a processor cannot want a block that has no sign of it.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

_RULES = tuple(f"{mark}{gap}{mark}" for mark in "-_*" for gap in ("", " ", "  "))
SIGNS: dict[str, tuple[str, ...]] = {
    "admonition": ("!!!", "    "),
    "indent": ("    ",),
    "defindent": ("    ",),
    "code": ("    ",),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": _RULES,
    "deflist": (":",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
"""By the name of a processor: pieces of a block of which it needs one. One that is not here is always asked."""

# Every line starts with a letter, a quotation mark, … : no processor but that of paragraphs wants such a block.
PLAIN = re.compile(r"(?:(?:[^\W\d_]|\*\*?+[^\W\d_]|!\[|[\"'“‘(£`<\x02])[^\n]*+(?:\n|\Z))++")


class _Asked(NamedTuple):
    processor: BlockProcessor
    signs: tuple[str, ...]


class Blocks(BlockParser):
    """Stands in for Python-Markdown's parser."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._all: list[_Asked] = []

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:
        asked = self._all or self._ordered()
        while blocks:
            block = blocks[0]
            if PLAIN.fullmatch(block):
                asked[-1].processor.run(parent, blocks)
                continue
            for processor, signs in asked:
                for sign in signs:
                    if sign in block:
                        break
                else:
                    continue
                if processor.test(parent, block) and processor.run(parent, blocks) is not False:
                    break

    def _ordered(self) -> list[_Asked]:
        registry = self.blockprocessors
        known = {registry[name]: signs for name, signs in SIGNS.items() if name in registry}
        self._all = [_Asked(one, known.get(one, ("",))) for one in registry]
        return self._all
