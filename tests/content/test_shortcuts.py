"""Each shortcut against the step of Python-Markdown that it goes past."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown.serializers import to_html_string

from hyperlocal.content import engine
from hyperlocal.content.shortcuts import html_of

TAGS = st.sampled_from(["p", "em", "br", "img", "hr", "li", "td", "h2", "code", "a"])
WORDS = st.none() | st.text(alphabet="ab <>&;\"'\n\x02é#1", max_size=8)
ATTRIBUTES = st.dictionaries(st.sampled_from(["id", "href", "alt", "hidden", "class"]), WORDS, max_size=3)


@st.composite
def trees(draw: st.DrawFn, depth: int = 3) -> Element:
    element = Element(draw(TAGS))
    for name, value in draw(ATTRIBUTES).items():
        element.set(name, value)  # type: ignore[arg-type]  # `{: hidden}` gives none
    element.text, element.tail = draw(WORDS), draw(WORDS)
    for child in draw(st.lists(trees(depth - 1), max_size=3)) if depth else []:
        element.append(child)
    return element


@given(trees())
def test_a_tree_is_written_as_python_markdown_writes_it(tree: Element) -> None:
    assert html_of(tree) == to_html_string(tree)


def test_an_attribute_that_may_stand_alone_is_written_as_python_markdown_writes_it() -> None:
    root = Element("div")
    SubElement(root, "details", {"open": "open"})
    assert html_of(root) == to_html_string(root)


def test_very_deep_trees_can_be_written() -> None:
    root = element = Element("div")
    for _ in range(5_000):
        element = SubElement(element, "em")
    assert html_of(root).count("</em>") == 5_000


@pytest.mark.parametrize(
    "body",
    [
        "a\tb", "a\r\nb", "a\rb", "a\n \nb", "\x02a\x03", "a\n  b", "", " ", "\n\n", "&#38 x", "&amp; &x", "a < b",
        "<div>\n", "# [TOC]\n\n[TOC]", "# A\n\n# A", "# A & B", "# A\n\n## B {#a}", "# \n\n# x",
        "# A {: data-toc-label=B}", "# *A*", "\\*", "a\\", "`\\\\`", "{: .c}", "a {.c}", "```\na\n```", "~~~\na\n~~~",
        "``` a", "- a\n\n\t- b",
    ],
)  # fmt: skip
def test_what_a_shortcut_looks_for_is_done_by_the_step_itself(body: str) -> None:
    plain = engine.plain()
    assert engine.to_html(body) == plain.convert(body)
