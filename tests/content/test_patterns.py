"""The short way for emphasis, links and pictures, beside Python-Markdown's own."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.content import engine

PLAIN = engine.plain()
PIECES = [
    "*",
    "**",
    "***",
    "_",
    "__",
    "a",
    "b c",
    " ",
    "\n",
    "  \n",
    ".",
    ",",
    "'",
    "`x`",
    "\\*",
    "~~",
    "é",
    "<b>",
    "&amp;",
]
LINKS = [
    "[",
    "]",
    "(",
    ")",
    "](",
    "[a](b)",
    "![",
    "![a](b)",
    "a",
    " ",
    "\n",
    '"',
    "'",
    "<",
    ">",
    "\\",
    "`x`",
    "*",
    "é",
    "",
]


def same(body: str) -> bool:
    return engine.to_html(body) == PLAIN.reset().convert(body)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_emphasis_is_the_same(pieces: list[str]) -> None:
    assert same("".join(pieces)), pieces


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(LINKS), max_size=14))
def test_links_and_pictures_are_the_same(pieces: list[str]) -> None:
    assert same("".join(pieces)), pieces


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("a *b* c", "<p>a <em>b</em> c</p>"),
        ("**b**,", "<p><strong>b</strong>,</p>"),
        ("a*b*c", "<p>a<em>b</em>c</p>"),
        ("* b*", "<ul>\n<li>b*</li>\n</ul>"),
        ("x *b *", "<p>x *b *</p>"),
        ("**b*", "<p>*<em>b</em></p>"),
        ("[a](b)", '<p><a href="b">a</a></p>'),
        ("![a](b)", '<p><img alt="a" src="b"></p>'),
        ("![a] (b)", "<p>![a] (b)</p>"),
        ('[a](b "c")', '<p><a href="b" title="c">a</a></p>'),
        ("[a](b(c))", '<p><a href="b(c)">a</a></p>'),
    ],
)
def test_what_is_written_becomes(body: str, html: str) -> None:
    assert engine.to_html(body) == html
    assert same(body)
