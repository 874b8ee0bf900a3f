"""The Markdown that people may write: what each mark becomes, and what stays as typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyperlocal.content.lines import PLACEHOLDER
from hyperlocal.content.markup import Text, convert


def html(body: str) -> str:
    return convert(Text(body=body, title="The title")).html


def inline(body: str) -> str:
    """The HTML of one paragraph."""
    found = html(body)
    assert found.startswith("<p>") and found.endswith("</p>")
    return found[3:-4]


def link(address: str, words: str | None = None) -> str:
    return f'<a href="{address}">{words or address}</a>'


# --- blocks ---


@pytest.mark.parametrize(
    ("body", "pieces"),
    [
        (
            "| Day | From |\n| --- | ---: |\n| Sat | 10am |",
            ["<th>Day</th>", '<th style="text-align:right">From</th>', '<td style="text-align:right">10am</td>'],
        ),
        ("``` sh\nls -la \"x\" <y>\n```", ['<pre><code class="language-sh">ls -la "x" &lt;y&gt;\n</code></pre>']),
        ("Bring\n:   A cup\n:   A spoon", ["<dl>\n<dt>Bring</dt>\n<dd>A cup</dd>\n<dd>A spoon</dd>\n</dl>"]),
        (
            '!!! warning "Mind the *step*"\n    It is high.',
            ['<div class="admonition warning">', "Mind the <em>step</em></p>", "<p>It is high.</p>"],
        ),
        ("!!! note\n    It is high.", ['<p class="admonition-title">Note</p>']),
        (
            "So it is said.[^1]\n\n[^1]: By *Jo*.",
            ['<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>', '<li id="fn:1">', "By <em>Jo</em>."],
        ),
        ("The WI meets.\n\n*[WI]: Women's Institute", ['<abbr title="Women\'s Institute">WI</abbr>']),
        ("Words\n{: .note #here lang=cy }", ['<p class="note" id="here" lang="cy">Words</p>']),
        ("![Hall](hall.jpg){: .wide }", ['<img alt="Hall" class="wide" src="hall.jpg">']),
        ("[Join](join.md){.button}", ['<a class="button" href="join.md">Join</a>']),
        ("> Said", ["<blockquote>\n<p>Said</p>\n</blockquote>"]),
        ("~~gone~~ and ~ 5 ~", ["<p><del>gone</del> and ~ 5 ~</p>"]),
        ("a  \nb", ["<p>a<br>\nb</p>"]),
        ("snake_case_word and *soon*", ["<p>snake_case_word and <em>soon</em></p>"]),
        ("[TOC]\n\n## One\n\n### Two", ['<li><a href="#one">One</a>', '<li><a href="#two">Two</a>']),
    ],
)  # fmt: skip
def test_every_part_of_the_dialect_does_its_work(body: str, pieces: list[str]) -> None:
    found = html(body)
    assert [piece for piece in pieces if piece not in found] == []


@pytest.mark.parametrize("words", ["{a, b}", "{curly}", "{onclick=alert(1)}", "{ .a", "{}", "{: }", "{{ tag }}"])
def test_other_braces_are_words(words: str) -> None:
    assert inline(f"A set {words}") == f"A set {words}"
    assert f"A set {words}</h2>" in html(f"## A set {words}")


# --- smart quotes ---


@pytest.mark.parametrize(
    ("typed", "curled"),
    [
        ('"Hello," she said.', "“Hello,” she said."),
        ("'Hello,' she said. It's the dogs' home.", "‘Hello,’ she said. It’s the dogs’ home."),
        ("He said \"it's 'fine'\".", "He said “it’s ‘fine’”."),
        ('("quoted") ["quoted"] -"quoted"', "(“quoted”) [“quoted”] -“quoted”"),
        ("the '90s, rock 'n' roll, 'tis", "the ’90s, rock ’n’ roll, ’tis"),
        ('*"Hello"* **"Hello"** "*Hello*"', "<em>“Hello”</em> <strong>“Hello”</strong> “<em>Hello</em>”"),
        ('"[Hello](a.md)" she said', '“<a href="a.md">Hello</a>” she said'),
        ('"<b>Hello</b>"', "“<b>Hello</b>”"),
        ('"jo@a.example" she', '“<a href="mailto:jo@a.example">jo@a.example</a>” she'),
        ('"`code`"', "“<code>code</code>”"),
        ("*dogs*' home", "<em>dogs</em>’ home"),
        ("10am--4pm---daily...", "10am–4pm—daily…"),
        ('\\"as typed\\" it\\\'s', '"as typed" it\'s'),
        ('"one<br>"two', "“one<br>“two"),
    ],
)
def test_quotes_are_curled_across_elements(typed: str, curled: str) -> None:
    assert inline(typed) == curled


def test_a_quote_at_the_start_of_each_block_opens() -> None:
    found = html('## "A"\n\n- "b"\n- x\n  - "c"\n\n| "d" |\n|-----|\n| "e" |\n\n> "f"')
    assert re.findall("“.”", found) == [f"“{letter}”" for letter in "Abcdef"]


@pytest.mark.parametrize(
    "code",
    [
        "`\"a\" -- 'b'...`",
        "<code>\"a\" -- 'b'...</code>",
        "<kbd>\"a\" -- 'b'...</kbd>",
        "<pre>\"a\" -- 'b'...</pre>",
        "```\n\"a\" -- 'b'...\n```",
        "    \"a\" -- 'b'...",
        '<div title="x">"a" -- \'b\'...</div>',
    ],
)
def test_code_and_raw_html_keep_their_quotes(code: str) -> None:
    assert "\"a\" -- 'b'..." in html(f"Words\n\n{code}\n\nWords")


def test_attributes_keep_their_quotes() -> None:
    assert inline('![the "Hall"](a.jpg "it\'s")') == '<img alt="the &quot;Hall&quot;" src="a.jpg" title="it\'s">'


# --- links ---


@pytest.mark.parametrize(
    ("before", "address", "after"),
    [
        ("See ", "https://example.org/a_b_c", "."),
        ("(", "https://example.org/x", ")"),
        ("[", "https://example.org/x", "]"),
        ("", "https://example.org/Foo_(bar)", " and"),
        ("(see ", "https://example.org/Foo_(bar)", ")."),
        ("((see ", "https://example.org/Foo_(bar)", ")))"),
        ("“", "https://example.org/x", "”"),
        ("‘", "https://example.org/it's", "’!"),
        ("", "https://example.org/?a=1&amp;b=2#c", "; and"),
        ("Is it ", "http://example.org", "?"),
        ("Or ", "https://example.org/~jo/", "…"),
        ("", "HTTPS://EXAMPLE.ORG/X", ","),
        ("", "https://[2001:db8::1]/x", ""),
        ("", "https://müller.example/ü", "<br>x"),
    ],
)
def test_a_bare_address_becomes_a_link_without_the_punctuation_around_it(before: str, address: str, after: str) -> None:
    typed = f"{before}{address}{after}".replace("&amp;", "&")
    assert inline(typed) == f"{before}{link(address)}{after}"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("www.example.org/x, then", link("https://www.example.org/x", "www.example.org/x") + ", then"),
        ("jo.b+c_d@example.co.uk!", link("mailto:jo.b+c_d@example.co.uk", "jo.b+c_d@example.co.uk") + "!"),
        ("Email:jo@example.org.", "Email:" + link("mailto:jo@example.org", "jo@example.org") + "."),
        ("**https://example.org**", f"<strong>{link('https://example.org')}</strong>"),
        ("*https://example.org/a_b*", f"<em>{link('https://example.org/a_b')}</em>"),
        ("_https://example.org/_", f"<em>{link('https://example.org/')}</em>"),
        ("https://example.org/__init__.py", link("https://example.org/__init__.py")),
        ("https://example.org:", link("https://example.org") + ":"),
        ("<https://example.org/a_b>", link("https://example.org/a_b")),
        ("<jo@example.org>", link("mailto:jo@example.org", "jo@example.org")),
    ],
)
def test_other_addresses_become_links_too(typed: str, expected: str) -> None:
    assert inline(typed) == expected


@pytest.mark.parametrize(
    "body",
    [
        "[https://example.org](https://example.org)",
        "[see www.example.org](https://example.org)",
        "[**jo@example.org**](https://example.org)",
        "[x](https://example.org 'https://example.org')",
        "[https://example.org][1]\n\n[1]: https://example.org",
        '<a href="https://example.org">https://example.org</a>',
        '<a href="https://example.org"><b>www.example.org</b> or jo@example.org</a>',
        '<A HREF="https://example.org">https://example.org</A>',
        '<div><a href="https://example.org">https://example.org</a></div>',
        "<https://example.org>",
    ],
)
def test_a_link_is_never_put_inside_a_link(body: str) -> None:
    assert html(body).count("<a ") == 1 and html(body).count("</a>") == 1


@pytest.mark.parametrize(
    "body",
    [
        "`https://example.org jo@example.org`",
        "```\nhttps://example.org jo@example.org\n```",
        "<code>https://example.org jo@example.org</code>",
        "<div>\nhttps://example.org jo@example.org\n</div>",
        '<img src="a.jpg" alt="https://example.org jo@example.org">',
        "![https://example.org jo@example.org](a.jpg)",
        "@handle and jo@home and @jo@social.example",
        "http:// and https://... and www. and x.https and ftp://example.org",
        "jo\\@example.org",
    ],
)
def test_what_is_no_address_or_is_code_does_not_become_a_link(body: str) -> None:
    assert "<a" not in html(body)


def test_words_in_a_raw_link_without_an_address_are_still_markdown() -> None:
    assert inline('<a href="a.md">**Join** us</a>') == '<a href="a.md"><strong>Join</strong> us</a>'


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("hw:/.@()ax1,!? ")), max_size=40))
@example("...")
@example("(a). (b@c.de).")
def test_linking_never_changes_the_words(words: str) -> None:
    typed = f"a https://x.org/{words.strip()} b"
    found = re.sub(r"<[^>]*>", "", inline(typed)).replace("…", "...")
    assert found.split() == typed.split()


# --- placeholders ---


@pytest.mark.parametrize("words", ["When do you meet?", 'the "hall"', "a|b", "*not bold*", "https://example.org"])
def test_what_is_still_to_be_written_is_marked(words: str) -> None:
    assert inline(f"We meet [[{words}]].") == f'We meet <mark class="placeholder">{words}</mark>.'


@pytest.mark.parametrize(
    "body", ["`[[a]]`", "    [[a]]", "```\n[[a]]\n```", "[[ ]]", "[[]]", "[[a\nb]]", "\\[[a]]", "[[1]](a.md)", "[a]"]
)
def test_code_and_links_are_no_placeholders(body: str) -> None:
    assert "<mark" not in html(body)


def test_a_number_in_double_brackets_may_be_the_words_of_a_link() -> None:
    assert inline("So it is said [[1]](a.md).") == 'So it is said <a href="a.md">[1]</a>.'


def test_placeholders_are_found_in_any_text() -> None:
    assert PLACEHOLDER.findall("title: [[Name]] of [[Place]] [[ ]]") == ["Name", "Place"]


# --- headings ---


@pytest.mark.parametrize(
    ("levels", "published"),
    [
        ([2, 3, 2], [2, 3, 2]),
        ([1, 2, 3], [2, 3, 4]),
        ([3, 6, 6, 4], [2, 3, 3, 3]),
        ([2, 4, 3, 2], [2, 3, 3, 2]),
        ([1, 1], [2, 2]),
        ([6, 5, 1], [2, 2, 2]),
    ],
)
def test_headings_start_at_the_second_level_and_skip_none(levels: list[int], published: list[int]) -> None:
    body = "Words\n\n" + "\n\n".join(f"{'#' * level} Part {number}" for number, level in enumerate(levels))
    assert [heading.level for heading in convert(Text(body=body)).headings] == published


def test_every_heading_has_an_anchor_of_its_own() -> None:
    body = '## Tea\n\n## Tea\n\n## Tea!\n\n## عيد\n\n## 🎉\n\n## 🎉\n\n## A "b" <c>\n\n## Own {#own}\n\n## own'
    ids = [heading.id for heading in convert(Text(body=body)).headings]
    assert ids[:3] == ["tea", "tea_1", "tea_2"] and ids[-2:] == ["own", "own_1"]
    assert len(set(ids)) == len(ids) == 9
    assert all(re.fullmatch(r"[a-z0-9_-]+", one) for one in ids)
