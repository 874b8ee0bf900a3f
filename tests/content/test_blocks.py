"""Which blocks are taken for paragraphs at once, and which processors are not asked."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import ParagraphProcessor

from hyperlocal.content import engine
from hyperlocal.content.blocks import PLAIN, SIGNS
from tests.content.awkward import texts

# These want every block, and give back those that hold no definition.
GREEDY = {"footnote", "abbr", "reference"}


def blocks() -> Iterator[str]:
    for text in texts(2_000, seed=11):
        yield from text.body.expandtabs(4).replace("\r", "").split("\n\n")


def parents() -> Iterator[Element]:
    """Where a block may stand, as far as any processor looks."""
    for tag, child in (("div", ""), ("div", "ul"), ("li", ""), ("li", "ul"), ("blockquote", "p"), ("dd", "dl")):
        parent = Element(tag)
        if child:
            SubElement(parent, child)
        yield parent


def wanted(md: Markdown, name: str, block: str) -> bool:
    """Whether the processor of this name would do anything with the block, wherever that stands."""
    processor = md.parser.blockprocessors[name]
    if name in GREEDY:
        return processor.run(Element("div"), [block]) is not False
    return any(processor.test(parent, block) for parent in parents())


def test_a_plain_block_is_wanted_by_no_processor_but_that_of_paragraphs() -> None:
    md = engine.plain()
    names = [*SIGNS, "empty", "olist", "ulist"]
    taken = 0
    for block in blocks():
        if PLAIN.fullmatch(block):
            taken += 1
            assert [name for name in names if wanted(md, name, block)] == [], block
    assert taken > 500


def test_no_processor_wants_a_block_without_one_of_its_signs() -> None:
    md = engine.plain()
    seen = dict.fromkeys(SIGNS, 0)
    for block in blocks():
        for name, signs in SIGNS.items():
            if any(sign in block for sign in signs):
                seen[name] += wanted(md, name, block)
            else:
                assert not wanted(md, name, block), (name, block)
    assert all(seen.values()), seen


def test_the_last_processor_is_that_of_paragraphs() -> None:
    """It gets every plain block."""
    *_, last = engine.fast().parser.blockprocessors
    assert isinstance(last, ParagraphProcessor)
