"""What is mended in the lines of beginners, and what is left alone."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from hyperlocal.content.dialect import BeginnersLines
from hyperlocal.content.lines import prose
from hyperlocal.content.markup import Text, convert


def html(body: str) -> str:
    """The HTML without the ids of headings and without the white space that nobody sees; ¶ ends a line of code."""
    found = re.sub(r' id="[^"]*"', "", convert(Text(body=body, title="The title")).html)
    found = re.sub(r"<pre.*?</pre>", lambda code: code[0].replace("\n", "¶"), found, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", found)


def ul(*items: str) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def ol(*items: str, start: int = 1) -> str:
    first = f' start="{start}"' if start != 1 else ""
    return f"<ol{first}>{''.join(f'<li>{item}</li>' for item in items)}</ol>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Bring:\n- tea\n- cake", "<p>Bring:</p>" + ul("tea", "cake")),
        ("Bring:\n* tea\n* cake", "<p>Bring:</p>" + ul("tea", "cake")),
        ("Bring:\n+ tea", "<p>Bring:</p>" + ul("tea")),
        ("Bring:\n1. tea\n2. cake", "<p>Bring:</p>" + ol("tea", "cake")),
        ("Bring:\n1) tea\n2) cake", "<p>Bring:</p>" + ol("tea", "cake")),
        ("**Bring**\n- tea", "<p><strong>Bring</strong></p>" + ul("tea")),
        ("> Said.\n- tea", "<blockquote><p>Said.</p></blockquote>" + ul("tea")),
        ("- tea\n\nAlso:\n- cake", ul("tea") + "<p>Also:</p>" + ul("cake")),
        ("We met.\n- Hello, she said.\n- Bye.", "<p>We met.</p>" + ul("Hello, she said.", "Bye.")),
    ],
)
def test_a_list_may_follow_a_paragraph_directly(body: str, expected: str) -> None:
    assert html(body) == expected


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
@pytest.mark.parametrize("marker", ["-", "*", "1.", "2)", "•"])
def test_an_inner_list_may_be_set_in_by_two_spaces_or_more(indent: str, marker: str) -> None:
    inner = ol("b", "c", start=int(marker[0])) if marker[0].isdigit() else ul("b", "c")
    assert html(f"- a\n{indent}{marker} b\n{indent}{marker} c\n- d") == ul(f"a{inner}", "d")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- a\n  - b\n    - c\n      - d\n  - e\n- f", ul("a" + ul("b" + ul("c" + ul("d")), "e"), "f")),
        ("1. a\n   - b\n2. c", ol("a" + ul("b"), "c")),
        ("10. a\n    - b\n11. c", ol("a" + ul("b"), "c", start=10)),
        ("- a\n\n  more of a\n\n- b", ul("<p>a</p><p>more of a</p>", "<p>b</p>")),
        ("- a\n  - b\n\n  more of a", ul("<p>a</p>" + ul("b") + "<p>more of a</p>")),
        ("- a\n\n    b\\\n    c", ul("<p>a</p><p>b<br>c</p>")),
        ("- a\nlazy\n- b", ul("alazy", "b")),
        ("- a\n  1. b\n  - c", ul("<p>a</p>" + ol("b") + ul("c"))),
        ("1. a\n- b", ol("a") + ul("b")),
        ("- tea\n- cake\n-", ul("tea", "cake")),
        ("- tea\n-", ul("tea")),
        ("- tea\n---\nwords", ul("tea") + "<hr><p>words</p>"),
        ("- tea\n* * *\n- cake", ul("tea") + "<hr>" + ul("cake")),
        ("- tea\n***\n  - cake", ul("tea") + "<hr>" + ul("cake")),
        ("- tea\n        and • cake\\\n        and jam", ul("teaand • cake<br>and jam")),
        ("- tea\n## Cake\n- jam", ul("tea") + "<h2>Cake</h2>" + ul("jam")),
        ("- tea\n## Cake\n  - jam", ul("tea") + "<h2>Cake</h2>" + ul("jam")),
    ],
)
def test_lists_keep_their_shape(body: str, expected: str) -> None:
    assert html(body) == expected


@pytest.mark.parametrize("bullet", "•·▪◦‣●○\uf0b7\u2043")
@pytest.mark.parametrize("gap", ["", " ", "\t", "\u00a0"])
def test_bullets_pasted_from_a_word_processor_are_bullets(bullet: str, gap: str) -> None:
    assert html(f"Bring:\n{bullet}{gap}tea\n{bullet}{gap}cake") == "<p>Bring:</p>" + ul("tea", "cake")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("#Opening hours", "<h2>Opening hours</h2>"),
        ("Words.\n#Opening hours\nMore.", "<p>Words.</p><h2>Opening hours</h2><p>More.</p>"),
        ("##opening hours", "<h2>opening hours</h2>"),
        ("###Opening hours###", "<h2>Opening hours</h2>"),
        ("#litterpick on Sunday", "<p>#litterpick on Sunday</p>"),
        ("#HartleyInBloom is back", "<p>#HartleyInBloom is back</p>"),
        ("#Hartley #Bloom", "<p>#Hartley #Bloom</p>"),
        ("#3 in the league", "<p>#3 in the league</p>"),
        ("Come to the #Fair", "<p>Come to the #Fair</p>"),
        ("\\#Fair", "<p>#Fair</p>"),
    ],
)
def test_a_heading_needs_no_space_and_a_hashtag_is_no_heading(body: str, expected: str) -> None:
    assert html(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("12 High Street\\\nHartley\\\nB30 2AA", "<p>12 High Street<br>Hartley<br>B30 2AA</p>"),
        ("It lies in C:\\Minutes\\\n\nNext", "<p>It lies in C:\\Minutes\\</p><p>Next</p>"),
        ("The end\\", "<p>The end\\</p>"),
        ("Two\\\\\nlines", "<p>Two\\lines</p>"),
        ("- 12 High Street\\\n  Hartley", ul("12 High Street<br>Hartley")),
    ],
)
def test_a_backslash_at_the_end_of_a_line_breaks_it(body: str, expected: str) -> None:
    assert html(body) == expected


TRAPS = "#Heading\n#hashtag\n• tea\n1) one\n12 High Street\\\nwords\n- a\n  - b\n    - c\nwords"
TYPED = TRAPS.replace("\n", "¶") + "¶"


@pytest.mark.parametrize("fence", ["```", "~~~", "````", "``` python"])
def test_fenced_code_is_shown_as_typed(fence: str) -> None:
    assert TYPED in html(f"Words\n\n{fence}\n{TRAPS}\n{fence.split()[0]}\n\nWords")


def test_code_by_indentation_is_shown_as_typed() -> None:
    for indent in ("    ", "\t"):
        code = "\n".join(indent + line for line in TRAPS.split("\n"))
        assert html(f"Words\n\n{code}\n\nWords") == f"<p>Words</p><pre><code>{TYPED}</code></pre><p>Words</p>"


@pytest.mark.parametrize("before", ["Words", "- a\n\nWords", "# Words", "1. a\n\n***"])
def test_code_by_indentation_may_hold_a_fence(before: str) -> None:
    assert html(f"{before}\n\n    ```\n    • tea\n    ```").endswith("<pre><code>```¶• tea¶```¶</code></pre>")


@pytest.mark.parametrize("indent", ["  ", "   ", "    "])
def test_code_inside_a_list_is_shown_as_typed(indent: str) -> None:
    lines = "\n".join(indent + line for line in TRAPS.split("\n"))
    expected = ul(f"<p>a</p><pre><code>{TYPED}</code></pre>", "<p>b</p>")
    assert html(f"- a\n\n{indent}```\n{lines}\n{indent}```\n\n- b") == expected


def test_code_inside_a_list_may_be_set_in_by_four_spaces_more() -> None:
    code = "      • tea\\\n      • tea \\\n      - b"
    expected = "<pre><code>• tea\\¶• tea \\¶- b¶</code></pre>"
    assert html(f"- a\n\n{code}\n- b") == ul(f"<p>a</p>{expected}", "<p>b</p>")


def test_fenced_code_after_an_inner_list_belongs_to_the_outer_item() -> None:
    found = html("- a\n  - b\n\n  ``` sh\n  <x>\n  ```\n- c")
    code = '<pre><code class="language-sh">&lt;x&gt;¶</code></pre>'
    assert found == ul(f"<p>a</p>{ul('b')}{code}", "<p>c</p>")


def test_a_paragraph_may_follow_code_in_a_list_directly() -> None:
    found = html("- a\n  ```\n  x\n  ```\nWords\n- b")
    assert found == ul("<p>a</p><pre><code>x¶</code></pre>") + "<p>Words</p>" + ul("b")


def test_code_may_follow_a_heading_directly() -> None:
    assert html("## Code\n    • tea\n    #x\n\nWords") == "<h2>Code</h2><pre><code>• tea¶#x¶</code></pre><p>Words</p>"


def test_a_fence_that_is_never_closed_swallows_nothing() -> None:
    assert html("- a\n  ```\n  words\n\n#Heading").endswith("<h2>Heading</h2>")


@pytest.mark.parametrize("tag", ["div", "pre", "DIV", "p", "details"])
def test_raw_html_is_shown_as_typed(tag: str) -> None:
    block = f"<{tag}>\n{TRAPS}\n</{tag}>"
    found = convert(Text(body=f"{block}\n\n• tea")).html
    assert TRAPS in found and "<li>tea</li>" in found


def test_nested_raw_html_ends_where_it_was_opened() -> None:
    found = convert(Text(body="<div>\n<div>\n</div>\n• one\n</div>\n\n• two\n\n<hr>\n• three")).html
    assert "• one" in found and "<li>two</li>" in found and "<li>three</li>" in found


def test_a_comment_ends_where_it_is_closed() -> None:
    for comment in ("<!-- by Jo -->", "<!--\n• by\n\n• Jo\n-->"):
        found = convert(Text(body=f"{comment}\n\n• tea", trusted=True)).html
        assert comment in found and "<li>tea</li>" in found


def test_trusted_styles_and_scripts_stay_whole() -> None:
    style = "<style>\n#Main { color: red }\n</style>"
    script = "<script>\nconst path = 'a' + \\\n  'b';\n- 1\n</script>"
    found = convert(Text(body=f"{style}\n\n{script}\n\n#Main heading", trusted=True)).html
    assert style in found and script in found and '<h2 id="main-heading">Main heading</h2>' in found


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("In the year\n1966. A good one.", "<p>In the year1966. A good one.</p>"),
        ("See pages (1 and\n2) and come.", "<p>See pages (1 and2) and come.</p>"),
        ("Tea\n-cake", "<p>Tea-cake</p>"),
        ("Words\n    - tea", "<p>Words- tea</p>"),
        ("3 + 4\n+5 is 12", "<p>3 + 4+5 is 12</p>"),
        ("A • B • C", "<p>A • B • C</p>"),
        ("Call\n+44 121 496 0000", "<p>Call+44 121 496 0000</p>"),
        ("Words\n\n---\n\nWords", "<p>Words</p><hr><p>Words</p>"),
        ("Words\n\n- - -\n\n* * *", "<p>Words</p><hr><hr>"),
        ("A part\n------\n\nWords", "<h2>A part</h2><p>Words</p>"),
        ("when: Monday\nwhere: hall", "<p>when: Mondaywhere: hall</p>"),
        ("1. a\n\n2. b", ol("<p>a</p>", "<p>b</p>")),
    ],
)
def test_what_is_no_trap_is_left_alone(body: str, expected: str) -> None:
    assert html(body) == expected


def test_a_dash_in_a_table_is_a_dash() -> None:
    rows = "from | to\n---- | ----\n- | Hall\nHall | -\n* | 1. x"
    assert html(rows).count("<tr>") == 4 and "<li>" not in html(rows)


# --- documents without traps: every line must come through as it is ---


def joined(pieces: st.SearchStrategy[str], between: str = "\n", most: int = 3) -> st.SearchStrategy[str]:
    return st.lists(pieces, min_size=1, max_size=most).map(between.join)


WORDS = joined(st.sampled_from(["tea", "Cake,", "it's", "(all)", "*soon*", "2026", "a-b", "£5", "#1"]), " ", 5)
SENTENCE = WORDS.map(lambda words: f"We say {words}")
PARAGRAPH = joined(SENTENCE)
HEADING = st.builds(lambda marks, words: f"{marks} Part {words}", st.sampled_from(["#", "##", "###"]), WORDS)
UNDERLINED = st.builds(lambda words, line: f"Part {words}\n{line}", WORDS, st.sampled_from(["====", "----"]))
BULLETS = joined(SENTENCE.map(lambda words: f"- {words}"))
NESTED = st.builds(lambda outer, inner: f"{outer}\n    - {inner}\n    - {inner}", BULLETS, SENTENCE)
NUMBERS = joined(SENTENCE.map(lambda words: f"1. {words}"))
CODE = st.lists(st.sampled_from([*TRAPS.split("\n"), "", "<div>", "| a |", "> b"]), min_size=1, max_size=4)
FENCED = CODE.map(lambda lines: "\n".join(["```", *lines, "```"]))
INDENTED = CODE.map(lambda lines: "\n".join(["    code", *(f"    {line}" for line in lines)]))
TABLE = joined(WORDS.map(lambda cell: f"| {cell} | - |")).map(lambda rows: f"| a | b |\n|---|--:|\n{rows}")
OTHERS = st.sampled_from(
    ["---", "***", "> We say\n> so", "Term\n:   We mean it", "!!! note\n    We say", "<p>\n• a\n</p>"]
)
LISTS = st.one_of(BULLETS, NESTED, NUMBERS)
BLOCKS = st.one_of(PARAGRAPH, HEADING, UNDERLINED, FENCED, TABLE, OTHERS)


def plain(body: str, *, mended: bool) -> str:
    engine = Markdown(
        extensions=["tables", "fenced_code", "def_list", "admonition", "sane_lists"], output_format="html"
    )
    if mended:
        engine.preprocessors.register(BeginnersLines(engine), "hyperlocal-lines", 24)
    return engine.convert(body)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(BLOCKS, LISTS), max_size=6).map("\n\n".join))
def test_a_document_without_traps_is_not_changed(body: str) -> None:
    assert plain(body, mended=True) == plain(body, mended=False)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.one_of(PARAGRAPH, TABLE, INDENTED), max_size=5).map("\n\n".join))
def test_nor_is_a_line_of_code_by_indentation(body: str) -> None:
    lines = body.split("\n")
    assert BeginnersLines(Markdown()).run(lines) == lines


# --- prose ---


def test_prose_blanks_code_out_and_moves_nothing() -> None:
    body = (
        "Words `a` and ``b ` c`` end\n\n    d\n\n```\ne\n\n~~~\n```\n- f\n\n        g\n\n  ~~~\n  h\n  ~~~\n\n"
        "It`s not code\n\n<div>\n    i\n</div>"
    )
    assert prose("Words\n\n\tcode\n\nWords").split() == ["Words", "Words"]
    found = prose(body)
    assert found.split() == ["Words", "and", "end", "-", "f", "g", "It`s", "not", "code", "<div>", "i", "</div>"]
    assert [now for now, was in zip(found, body, strict=True) if now not in (was, " ")] == []


@pytest.mark.parametrize("line", ["```a", "  ```a", "- a", "`a ``b", "<div>", "    - a", "1) a", "• a\\", "#A"])
def test_a_very_long_text_does_not_hang(line: str) -> None:
    lines = [line] * 10_000
    assert len(prose("\n".join(lines))) == len("\n".join(lines))
    assert len(BeginnersLines(Markdown()).run(lines)) == 10_000
