"""Styles that load nothing, however they are written; and lists that hold nothing that could."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.content.svgrules import ATTRIBUTES, ELEMENTS, HARMFUL, MOVABLE, STYLED, clean_style

PICTURE = "data:image/png;base64,AAAA"


def styled(css: str) -> tuple[str, list[str]]:
    told: list[str] = []
    return clean_style(css, lambda address: address if address == PICTURE else None, told.append), told


@pytest.mark.parametrize(
    "css",
    [
        "",
        "fill:red",
        "fill:url(#a);stroke:rgb(1, 2, 3)",
        ".a-b > rect:not(:nth-child(2n+1)){transform:translate(1px,2px) rotate(45deg);font-family:'Noto Sans',serif}",
        "@media (prefers-color-scheme: dark) and (min-width: 3px) {path{fill:#fff}}",
        "@keyframes spin{from{opacity:0}to{transform:rotate(360deg)}}",
        'text::before{content:"it’s; url(x)"}',
        ".md\\:a{fill:var(--b, hsl(120 50% 50%))}",
        f"mask:url({PICTURE})",
    ],
)
def test_a_style_that_only_draws_stays_as_it_is(css: str) -> None:
    assert styled(css) == (css, [])


@pytest.mark.parametrize(
    ("css", "left", "told"),
    [
        ("fill:url(http://a.example/#b)", "fill:none", "url(http://a.example/#b)"),
        ("fill:url( '//a.example' )", "fill:none", "url(//a.example)"),
        ('fill:URL("a.svg#b") red', "fill:none red", "url(a.svg#b)"),
        ("fill:url(data:text/html,x)", "fill:none", "url(data:text/html,x)"),
        ("fill:url('#a')", "fill:url(#a)", None),
        ("@import 'a.css';a{}", "a{}", "@import"),
        ("@import url(a.css) layer(b);a{}", "a{}", "@import"),
        ("@font-face{font-family:x;src:url(x.woff)}a{}", "a{}", "@font-face"),
        ("@media print{@import 'x'}b{}", "@media print{}b{}", "@import"),
        ("cursor:image-set('a.png' 1x, url(b) 2x), auto", "cursor:none, auto", "image-set(…)"),
        ("fill:src('http://a')", "fill:none", "src(…)"),
        ("width:expression(alert(1))", "width:none", "expression(…)"),
        ("fill:u\\72l(http://a)", "fill:u none", "72l(…)"),
        ("fill:url\\28 http://a)", "fill:url 28 http://a)", None),
        ("fill:ur/**/l(http://a)", "fill:ur none", "l(…)"),
        ('fill:url"(http://a)', "fill:url (http://a)", None),
        ("fill:url(http://a", "fill:none", "url(…)"),
        ("fill:url(a b)", "fill:none", "url(…)"),
        ('fill:url("a\nb")', "fill:none", "url(…)"),
        ("/* by Jane */fill:red", "fill:red", None),
        ("a{}/* Jane", "a{}", None),
        ("<!-- a{} -->", "a{}", None),
        ("a{content:'x\ry:url(http://a)'}", "a{content: x\ny:none }", "url(http://a)"),
    ],
)
def test_what_would_load_something_is_taken_out_and_told(css: str, left: str, told: str | None) -> None:
    assert styled(css) == (left, [] if told is None else [told])


PIECES = st.sampled_from(
    [
        "url(", "URL", "u", "rl(", "(", ")", '"', "'", "\\", "\\72 ", "/*", "*/", "http://a.example/", "#a", " ", "\n",
        "\r", "\f", ";", "{", "}", "@", "import", "@media", "image-set(", "src(", "<!--", "-->", "none", "x", "-", ",",
        "data:", "rgb(", "var(", "é", "×",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=30).map("".join))
def test_however_it_is_put_together_no_address_is_left(css: str) -> None:
    left, _ = styled(css)
    bare = re.sub(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'', "''", left, flags=re.DOTALL)
    assert not re.search(r"url\((?!#)|(?:src|image-set)\(|@import", bare, re.IGNORECASE)
    assert not re.search(r"\\[0-9a-f]", bare, re.IGNORECASE)
    assert styled(left)[1] == []


def test_the_lists_hold_nothing_that_runs_or_loads() -> None:
    assert not ELEMENTS & HARMFUL and not [name for name in ATTRIBUTES | MOVABLE if name.casefold().startswith("on")]
    assert not {"href", "xlink:href", "src", "style", "class", "id"} & MOVABLE
    assert {"fill", "filter", "mask", "cursor", "clip-path", "marker", "style", "to", "values"} <= STYLED
    assert {"d", "transform", "opacity", "stdDeviation", "viewBox"} <= MOVABLE
