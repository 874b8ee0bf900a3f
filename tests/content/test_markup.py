"""A text -> a Document: its title, summary, links with their places, anchors, and what there is to say about it."""

from __future__ import annotations

import html as entities
import inspect
import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.content.markup import Document, Text, Unconvertible, convert, convert_all, plain_text, shortened
from tests.content.awkward import texts
from tests.content.corpus import posts


def document(body: str, title: str = "", *, trusted: bool = False) -> Document:
    return convert(Text(body=body, title=title, trusted=trusted))


# --- titles ---


@pytest.mark.parametrize(
    ("body", "given", "title", "html"),
    [
        ("# Fair\n\nCome.", "", "Fair", "<p>Come.</p>"),
        ("Fair\n====\n\nCome.", "", "Fair", "<p>Come.</p>"),
        ("#Fair\n\nCome.", "", "Fair", "<p>Come.</p>"),
        ("<h1>Fair</h1>\n\nCome.", "", "Fair", "<p>Come.</p>"),
        ("<!-- by Jo -->\n\n# Fair\n\nCome.", "", "Fair", "<p>Come.</p>"),
        ("# It's a *fair*\n\nCome.", "It's a fair", "It’s a fair", "<p>Come.</p>"),
        ("## FAIR\n\nCome.", "Fair", "FAIR", "<p>Come.</p>"),
        ("# Welcome\n\nCome.", "Fair", "Welcome", '<h2 id="welcome">Welcome</h2>\n<p>Come.</p>'),
        ("## When\n\nNow.", "", "When", '<h2 id="when">When</h2>\n<p>Now.</p>'),
        ("Come.\n\n# Fair", "", "Fair", '<p>Come.</p>\n<h2 id="fair">Fair</h2>'),
        ("Come.\n\n# Fair", "Fair", "Fair", '<p>Come.</p>\n<h2 id="fair">Fair</h2>'),
        ("Come.", "", "", "<p>Come.</p>"),
        ("# Fair[^1]\n\nCome.\n\n[^1]: Note", "", "Fair", None),
    ],
)
def test_a_first_heading_is_the_title_and_not_said_twice(body: str, given: str, title: str, html: str | None) -> None:
    found = document(body, given)
    assert found.title == title
    assert found.html.strip() == html if html else found.html.strip().startswith("<p>Come.</p>")


def test_below_a_lifted_title_headings_start_at_the_second_level() -> None:
    found = document("# Fair\n\n## When\n\n### Doors\n\n# Where")
    assert [(one.level, one.text) for one in found.headings] == [(2, "When"), (3, "Doors"), (2, "Where")]


def test_the_page_has_no_second_h1() -> None:
    for body in ("Words\n\n<h1>One</h1>\n\n# Two", "# One\n\n<H1>Two</H1>", "<div><h1>One</h1></div>"):
        assert "<h1" not in document(body, "The title").html.casefold()


def test_a_list_of_headings_leaves_the_lifted_title_out() -> None:
    found = document("# Fair\n\n[TOC]\n\n## When\n\n## Where")
    targets = {reference.target.removeprefix("#") for reference in found.references}
    assert targets == {"when", "where"} == found.anchors


# --- summaries ---


@pytest.mark.parametrize(
    ("body", "summary"),
    [
        ("# Fair\n\n![](a.jpg)\n\nCome & *see* it.\n\nMore.", "Come & see it."),
        ("Come.\n\nSee.\n\n<!-- more -->\n\nRest.", "Come. See."),
        ("# Fair\n\nCome.\n\n<!-- more -->\n\nRest.", "Come."),
        ("Come. <!--more--> Rest.", "Come."),
        ("Come.\n<!-- More -->\nRest.", "Come."),
        ("- tea\n- cake\n\n<!-- more -->\n\nRest.", "tea cake"),
        ("So it is.[^1] Yes.\n\n[^1]: Note", "So it is. Yes."),
        ("!!! note\n    Mind.\n\nCome.", "Mind."),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a b 1 2"),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a b"),
        ("a<br>b", "a b"),
        ("", ""),
    ],
)
def test_the_summary_is_what_comes_before_more_or_the_first_paragraph(body: str, summary: str) -> None:
    assert document(body).summary == summary


def test_more_leaves_no_trace() -> None:
    assert document("One.\n\n<!-- more -->\n\nTwo.").html == "<p>One.</p>\n<p>Two.</p>"
    assert document("One.\n<!--more-->\nTwo.").html == "<p>One.</p>\n<p>Two.</p>"
    assert document("One.\n\n<!-- more -->").html.strip() == "<p>One.</p>"
    assert document("One.\n\n<!-- more -->\n\nTwo.", trusted=True).html == "<p>One.</p>\n<p>Two.</p>"


def test_more_inside_code_is_code() -> None:
    found = document("Write it so:\n\n```\n<!-- more -->\n```\n\nOr `<!-- more -->`.")
    assert found.html.count("&lt;!-- more --&gt;") == 2 and found.summary == "Write it so:"


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("Short.", "Short."),
        ("x" * 20, "x" * 20),
        ("x" * 21, "x" * 20 + "…"),
        ("One two, three four five", "One two, three four…"),
        ("One two three, four five", "One two three, four…"),
        ("A longer one. And another", "A longer one."),
        ("Is it so far? And another", "Is it so far?"),
        ("A b. And another one here", "A b. And another one…"),
        ("Well done so far, – yes yes", "Well done so far…"),
    ],
)
def test_long_words_are_shortened_at_a_good_place(words: str, short: str) -> None:
    assert shortened(words, 20) == short


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.integers(1, 40))
def test_what_is_shortened_is_never_too_long(words: str, limit: int) -> None:
    assert len(shortened(words, limit)) <= limit + 1


def test_plain_text_is_the_words_on_one_line() -> None:
    assert plain_text('<p>A &amp; <b title="x > y">b</b><br>c</p>\n<ul><li>d</li><li>e</li></ul>') == "A & b c d e"


# --- references ---


def test_a_reference_knows_its_attribute_its_tag_and_what_it_is_in() -> None:
    found = document(
        'A [form](a b.pdf "t") and [![Hall](hall.jpg)](big.jpg){: .wide }.\n\n<video src=v.mp4 poster=p.jpg></video>'
    )
    assert [(one.tag, one.attribute, one.target, one.inside_link) for one in found.references] == [
        ("a", "href", "a b.pdf", False),
        ("a", "href", "big.jpg", False),
        ("img", "src", "hall.jpg", True),
        ("video", "src", "v.mp4", False),
        ("video", "poster", "p.jpg", False),
    ]
    assert [found.html[one.start : one.end] for one in found.references] == [
        'href="a b.pdf"', 'href="big.jpg"', 'src="hall.jpg"', 'src="v.mp4"', 'poster="p.jpg"',
    ]  # fmt: skip
    assert found.html[found.references[2].tag_start : found.references[2].tag_end] == '<img alt="Hall" src="hall.jpg">'
    assert found.references[2].alt == "Hall" and found.references[1].attributes == (
        ("class", "wide"),
        ("href", "big.jpg"),
    )


@pytest.mark.parametrize(
    ("body", "alt"),
    [("![](a.jpg)", ""), ('<img src="a.jpg">', None), ('![a "b" & <c>](a.jpg)', 'a "b" & <c>')],
)
def test_no_alt_and_an_empty_alt_are_told_apart(body: str, alt: str | None) -> None:
    assert document(body).references[0].alt == alt


TARGETS = [
    "a.md",
    "a b.pdf",
    "../x/y.md#z",
    "https://example.org/?a=1&b=2",
    "C:\\Users\\a.doc",
    "a'b.jpg",
    "å.jpg",
    "#x",
    "(a)",
]
PIECES = st.one_of(
    st.builds(lambda target: f"[words](<{target}>)", st.sampled_from(TARGETS)),
    st.builds(lambda target: f"![words](<{target}> 'title')", st.sampled_from(TARGETS)),
    st.builds(lambda target: f'<img alt="5 > 4" src="{entities.escape(target)}">', st.sampled_from(TARGETS)),
    st.sampled_from(
        ["\n\n", "words", "`[no](link.md)`", "&amp;", "<b>bold</b>", "*", "- ", "\n", "https://example.org/b"]
    ),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=8))
def test_every_reference_can_be_cut_out_exactly(pieces: list[str]) -> None:
    body = " ".join(pieces)
    found = document(body)
    for one in found.references:
        written = f'{one.attribute}="{entities.escape(one.target, quote=False).replace(chr(34), "&quot;")}"'
        assert found.html[one.start : one.end] == written
        tag = found.html[one.tag_start : one.tag_end]
        assert tag.startswith(f"<{one.tag} ") and tag.endswith(">") and written in tag
        assert 1 <= one.line <= body.count("\n") + 1


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        ("[a](one.md)\n\nwords\n\n[b](one.md)\n\n[c](one.md)", [1, 5, 7]),
        ("[a](one.md)\n\n[b](one.md#x)\n\n[c](one.md)", [1, 3, 5]),
        ("The news is good news.\n\n[More](news)", [3]),
        ("Write `[x](one.md)`.\n\n```\n[x](one.md)\n```\n\n[b](one.md)", [7]),
        ("See https://example.org/a.\n\nhttps://example.org/a/b\n\nhttps://example.org/a", [1, 3, 5]),
        ("Write to jo@example.org.\n\nOr www.example.org.", [1, 3]),
        ("[a][1] and\n[b][1]\n\n[1]: one.md", [4, 4]),
        ("\n\n![photo](my photo.jpg)\n\n![photo](my%20photo.jpg)", [3, 5]),
        ("# T\n\n<a href='x?a=1&amp;b=2'>x</a>\n\n[y](y?a=1&b=2)", [3, 5]),
        ("Home https://a.example\n\n[x](https://a.example)", [1, 3]),
        ("*https://a.example*\n\n“https://a.example”", [1, 3]),
        ("[]()\n\n[x]()", [1, 1]),
    ],
)
def test_a_reference_knows_its_line(body: str, lines: list[int]) -> None:
    assert [one.line for one in document(body).references] == lines


def test_what_looks_like_a_link_in_a_script_is_none() -> None:
    body = '<script>\nshow(\'<a href="x.md">\')\n</script>\n\n<!-- <img src="y.jpg"> -->\n\n[z](z.md)'
    found = document(body, trusted=True)
    assert [(one.target, one.line) for one in found.references] == [("z.md", 7)]
    assert found.html[found.references[0].start : found.references[0].end] == 'href="z.md"'


def test_anchors_are_every_id_there_is() -> None:
    found = document('## Tea & cake\n\n<p id="own">x</p>\n\nWords\n{: #a&b }\n\nNote[^1]\n\n[^1]: Here')
    assert found.anchors == {"tea-and-cake", "own", "a&b", "fnref:1", "fn:1"}


# --- remarks ---


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("Words\n\n<p onclick='x'>a</p>", [("removed", 3, "“onclick” on <p>")]),
        ("An onclick is bad.\n\n`<p onclick=1>`\n\n<p onclick='x'>a</p>", [("removed", 5, "“onclick” on <p>")]),
        ("Use `<script>`.\n\nNo\n<script>x</script>", [("removed", 4, "<script>")]),
        ("The form.\n\n<FORM></FORM>", [("removed", 3, "<form>")]),
        ("Words\n\n[a](b.md){: onclick=x }", [("removed", 3, "“onclick” on <a>")]),
        ("Words\n\n[a](javascript:x)", [("removed", 3, "a link that starts with “javascript:”")]),
        ("A\n\n[a](http://two words.example/)", [("removed", 3, "the impossible address “http://two words.example/”")]),
        ("ß\n\nİİİ\n\n<script>x</script>", [("removed", 5, "<script>")]),
        ("Good size and colour.\n\n<font size=2 color=red>a</font>", [("looks", 3, "“size”, “color”")]),
        ("We meet [[when?]]\n\nin [[ where? ]].", [("placeholder", 1, "when?"), ("placeholder", 3, "where?")]),
        ("# [[Name]]\n\nWords", [("placeholder", 1, "Name")]),
        ("<div>\n[[Name]]\n</div>", [("placeholder", 2, "Name")]),
        ("{{ a }}\n\n{% video 1 %}", [("template-tag", 1, "{{ a }}"), ("template-tag", 3, "{% video 1 %}")]),
        (
            "[gallery ids=1,2]\n\n[/caption]",
            [("template-tag", 1, "[gallery ids=1,2]"), ("template-tag", 3, "[/caption]")],
        ),
        ("[gallery](a.md) and [embed][1] and [caption]: x\n\n[1]: a.md", []),
        ("[x]({{ site.url }}/a) and {{ }", []),
        ("`[[a]] {{ b }} {% c %} [gallery]`", []),
        ("```\n[[a]] {{ b }}\n{% c %} [gallery]\n```", []),
        ("Words\n\n    [[a]] {{ b }} {% c %} [gallery]", []),
        ("- a\n\n  ```\n  [[a]] {{ b }}\n  ```", []),
        ("[x](a.md) \\[[a]] [[ ]] {a} <b>b</b>", []),
    ],
)
def test_what_there_is_to_say_is_said_with_its_line(body: str, told: list[tuple[str, int, str]]) -> None:
    assert [(one.kind, one.line, one.text) for one in document(body).remarks] == told


# --- the whole ---


DEEP = "\n".join(f"{'  ' * depth}- a" for depth in range(400))


def test_a_text_that_is_too_deep_is_refused_and_the_next_is_as_ever() -> None:
    before, deep, after = convert_all([Text(body="Before"), Text(body=DEEP), Text(body="After")])
    assert isinstance(before, Document) and before.html == "<p>Before</p>"
    assert isinstance(deep, Unconvertible) and "too deep" in str(deep) and deep.remedy
    assert isinstance(after, Document) and after.html == "<p>After</p>"


def far_down(levels: int, body: str) -> Document:
    """Convert with that much less room for the parser to go deep."""
    return document(body) if levels <= 0 else far_down(levels - 1, body)


def test_even_the_parser_giving_up_halfway_leaves_no_trace() -> None:
    items = "\n".join(f"{'    ' * depth}- a" for depth in range(1, 80))
    with pytest.raises(Unconvertible, match="too deep"):
        far_down(sys.getrecursionlimit() - len(inspect.stack(0)) - 200, f"!!! note\n{items}")
    assert document("After").html == "<p>After</p>"


def test_brackets_that_are_never_closed_are_refused() -> None:
    for piece in ("[", "![", "[[", "[gallery ", "<a ", "<!--"):
        with pytest.raises(Unconvertible, match="brackets"):
            document(piece * 20_000)


@pytest.mark.parametrize(
    "body",
    [
        "word " * 20_000 + "[" * 1_100,
        "[a](b.md) " * 3_000,
        "a < b\n" * 5_000,
        "<b>a</b> " * 2_000,
        "I <3 you\n\n" * 1_500,
        "- [ ] a\n" * 2_000,
    ],
)
def test_many_brackets_that_are_closed_are_fine(body: str) -> None:
    assert document(body).html


def test_a_conversion_depends_on_its_text_alone() -> None:
    first = document("[^1] *[A]: b\n\n[^1]: One\n\n# A\n\n[1]: x.md")
    document("[^1]\n\n[^1]: Two\n\n*[A]: c\n\n# A\n\n## A\n\n[1]: y.md")
    assert document("[^1] *[A]: b\n\n[^1]: One\n\n# A\n\n[1]: x.md") == first
    assert document("A [x][1]").references == ()


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab \n\t#*_-`~[]()<>!&;:|{}\"'\\/=.1+^$?é")), max_size=80), st.booleans())
def test_no_text_makes_it_stumble(body: str, trusted: bool) -> None:
    found = document(body, trusted=trusted)
    assert not set("\x02\x03\ufdd0") & set(found.html)


def test_links_are_found_alike_in_tidy_html_and_in_any_other() -> None:
    """HTML with a capital in a tag is read tag by tag."""
    found = 0
    for text in [*posts(100, seed=31), *texts(1_500, seed=31)]:
        if "<" in text.body or "&" in text.body or "[^" in text.body:
            continue
        tidy = convert(Text(body=text.body, trusted=True)).references
        other = convert(Text(body=f"{text.body}\n\n<B></B>", trusted=True))
        assert "<B>" in other.html and other.references == tidy, text
        found += len(tidy)
    assert found > 300


def galleries(body: str, *, trusted: bool = False) -> list[tuple[str, int]]:
    found = convert(Text(body=body, trusted=trusted)).references
    return [(one.target, one.line) for one in found if one.tag == "gallery"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("[gallery: fair]", [("fair", 1)]),
        ("Words about the fair\n[Gallery : summer fair ]  \nmore words", [("summer fair", 2)]),
        ("- one\n- two\n[gallery: a_b_c & d's]\n", [("a_b_c & d's", 3)]),
        ("   [GALLERY:fair]\n\n[gallery: fair]", [("fair", 1), ("fair", 3)]),
        ("# Title\n[gallery: fair]\n<!-- more -->\n", [("fair", 2)]),
        ("```\n[gallery: fair]\n```", []),
        ("    [gallery: fair]", []),
        ("<div>\n[gallery: fair]\n</div>", []),
        ("See [gallery: fair] here", []),
        ("> [gallery: fair]", []),
        ("[gallery ids=1]", []),
        ("[gallery: ]", []),
        ("\\[gallery: fair]", []),
    ],
)
def test_a_folder_of_photos_is_a_line_of_its_own(body: str, expected: list[tuple[str, int]]) -> None:
    assert galleries(body) == expected
    assert not re.search("[\ufdd0-\ufdef]", convert(Text(body=body)).html)


def test_a_gallery_is_no_part_of_a_paragraph_and_not_of_the_summary() -> None:
    found = convert(Text(body="[gallery: fair]\nWords."))
    assert found.html == '<gallery src="fair" line="1">\n<p>Words.</p>' and found.summary == "Words."
    (reference,) = found.references
    assert found.html[reference.tag_start : reference.tag_end] == '<gallery src="fair" line="1">'
    assert found.remarks == ()


@pytest.mark.parametrize("body", ["See [gallery: fair] here", "> [gallery: fair]", "<div>\n[gallery: fair]\n</div>"])
def test_a_gallery_that_does_not_stand_alone_is_shown_as_typed_and_told(body: str) -> None:
    found = convert(Text(body=body))
    assert "[gallery: fair]" in found.html
    assert [(one.kind, one.text) for one in found.remarks] == [("template-tag", "[gallery: fair]")]


def test_nobody_can_write_the_sign_of_a_gallery_as_html() -> None:
    found = convert(Text(body='<gallery src="fair" line="7">'))
    assert found.references == () and "gallery" not in found.html
    assert galleries('<gallery line="x" src="fair">', trusted=True) == [("fair", 1)]
