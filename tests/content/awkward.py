"""Texts that nobody would write on purpose: awkward pieces joined at random, the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from hyperlocal.content.markup import Text

_WORDS = (
    "a", "fair", "The hall", "tea", "it's", "don't", "'90s", "rock 'n' roll", '"quoted"', "'single'", '"open', "end'",
    "--", "---", "...", "a--b", "Nhŷ’r", "naïve", "日本", "🎉", "ſ", "1", "2)", "3.", "10am", "snake_case_word",
    "in*the*middle", "un_der_score", "* alone", "_ alone", "5 < 6", "a > b", "A & B", "Q&A;", "x", "HTML", "(see",
    "so)", "#tag", "C#", "{", "}", "{x}", "|", "\\|", "$1", "100%", "~", "^", "=", "+", "-", "!", "?", ":", ";", "/",
    "@", "http:", "www", "https://", "mailto:", "a@b", "\u00a0", "\u200b", "“curly”", "‘curly’", "–", "—", "…", "\\",
)  # fmt: skip
_INLINE = (
    "[a](b'c')", '[a](b"c")', "![a](b'c')", "[a](b'c)", "[a](b\\*c)", "[a`]`](b)", "![`a`](b)", "\\\\\\`a`", "`a`b`",
    "`a``",
    "*****`x`*****", "**a *b **`c`** d* e**", "***[*`x`*](y)***", "[**a *`b`* c**](d)", "*a **b `c` [*d*](e) f** g*",
    "**a *[b `c`](d)* e**", "****[[x]]****", "_**~~`a`~~**_", "*a\n**b `c`\n\\*d** e*", "******", "~~**_`a`_**~~",
    "*em*", "**strong**", "***both***", "_em_", "__strong__", "___both___", "**a *b* c**", "*a **b** c*",
    "**a *b** c*", "*open", "**open", "close*", "_open", "****", "* *", "*'quoted'*", "_\"q\"_", "'*q*'", '"**q**"',
    "*a_b*c_", "`code`", "``co`de``", "`odd", "```", "``", "`a``b`", "\\`no`", "\\\\`x`", "`<b>`", "`&amp;`", "`*a*`",
    "` `", "`'`", "[link](x.md)", "[link](x.md 'title')", '[link](x.md "ti"tle")', "[link](<a b.md>)",
    "[l(i)nk](a(b)c.md)", "[link]( x.md )", "[](x.md)", "[link]()", "[a [b](c) d](e)", "[*em*](x.md)", "[`c]`](x.md)",
    "[link](x.md", "[link]", "[link] (x)", "[[b]](x.md)", "[a](http://x.org/a_b_c)", "[a](javascript:alert(1))",
    "[a](mailto:a@b.org)", "[", "]", "[a](x.md){: .c}", "[a](x.md){#i title=\"t\"}", "*em*{: .c }", "`code`{.c}",
    "![p](a.jpg){: width=3}", "[a\nb](c)", "![alt](a.jpg)", "![](a.jpg)", "![a *b*](a.jpg 'it's')",
    "[![p](a.jpg)](b.md)", "![a", "![alt][r1]", "![r1]", "![][r1]", "[ref][r1]", "[ref][]", "[r1]", "[R1]",
    "[no][none]", "[r1] [r2]", "[r2][]", "[a [r1] b][r2]", "[ref]\n[r1]", "[^1]", "[^note]", "[^none]", "[^1][^1]",
    "^[inline]", "[[to do]]", "[[ ]]", "[[a]](b)", "\\[[no]]", "[[a *b*]]", "<http://auto.org>",
    "<https://a.org/_x_?a=1&b=2>", "<me@auto.org>", "<mailto:me@auto.org>", "<a@b@c>", "<ftp://x>", "http://bare.org",
    "https://bare.org/a_b_c.", "(http://bare.org/a(b))", "www.bare.org", "WWW.Bare.Org/x", "wWw.b.org!",
    "me@bare.org", "me@bare.org.", "me_too@bare.co.uk,", "*www.bare.org*", "[www.bare.org](x)", "'http://q.org'",
    "http://", "xhttp://no.org", "_http://bare.org_", "http://a.org/*b*", "HTTPS://BARE.ORG", "http://ünï.org/é",
    "a.www.org", "@a.b", "<b>bold</b>", "<b>open", "</b>", "<br>", "<br/>", "<BR>", "<i>*em*</i>",
    "<span class='x'>\"q\"</span>", "<!-- c -->", "<a href='x'>http://y.org</a>", "<code>'raw' *a*</code>",
    "<kbd>Ctrl</kbd>", "<a href=\"x\">w</a>", "<notatag>", "<", "<b title=\"*a*\">", "<img src=x onerror=y>", "<b",
    "<3", "a<b>c", "<?php x ?>", "<![CDATA[x]]>", "<u>`c`</u>", "< b>", "<code>a\nb</code>", "<samp>--</samp>",
    "<var>x", "<script>alert('x')</script>", "<style>p{}</style>", "<ins>a</ins>", "&amp;", "&copy;", "&#169;",
    "&#xA9;", "&#60;b&#62;", "&nosuch;", "&#2;", "&lt;b&gt;", "&", "&&", "&#38 x", "&#x;", "\\*no\\*", "\\_no\\_",
    "\\[no](x)", "\\<b>", "\\`", "\\\\", "\\'q\\'", '\\"q\\"', "\\~~no~~", "\\@", "\\#", "\\|", "\\&", "~~struck~~",
    "~~ no ~~", "~~*a*~~", "~~a", "~~~~", "*~~a~~*", "~~http://a.org~~", "'~~a~~'", "~a~", "~~a~b~~", "\x02", "\x03",
    "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\x0242\x03", "\x02amp\x03", "klzzwxh:0001", "\x00", "\x85", "  \n",
    "\\\n", " \n", "a  \nb", "a\\\nb", "'a'  \n'b'", "'a'<br>'b'", "\n", "\t", "\r", "\n  ", "\u2028", "{: .c}",
    "{#i}", "{.c .d}", "{: #h data-toc-label='L'}", "{: hidden}", "{: x}", "{: a=b c='d e'}", "{ .c}", "\n{: .c}",
    "[caption id=1]", "{% include %}", "{{ site }}", "[gallery]", "<!-- more -->", "<!--more-->", "<!-- MORE -->",
    "\\(x\\)", "[TOC]", "///Footnotes Go Here///", "HTML", "W3C", "|a|", "''", '""', "'\"a\"'", "\"'a'\"", "('a')",
    "-'a'", "a'", "'tis", "5'6\"", "—'a'", "*a*'s", "`a`'s", "<b>a</b>'s", "[a](b)'s", "'", '"', "('", "..", "....",
    "----", "- -",
)  # fmt: skip
_BLOCKS = (
    "# One", "## &#X41; b", "## Two", "### Three ###", "#Four", "#hashtag", "#### ", "# *Em* & `code`", "## Same",
    "## Same",
    "# One", "## It's \"here\"", "## Two {#two}", "## Same {: .c #same }", "## <b>Raw</b>", "## A [link](x) & B",
    "##### Five", "Setext\n===", "Setext\n---", "===", "## [^1] noted", "## \\* escaped", "# [[to do]]",
    "## {: data-toc-label='x'}", "## A {: data-toc-label='La<b>el' }", "## 日本", "## A < B", "####### Seven",
    "## x\nwords under it", "words\n## x", "- one\n- two", "* one\n* two", "+ one", "1. one\n2. two",
    "3. three\n4. four", "1) one\n2) two", "• one\n• two", "-", "1.", "- one\n\n- two", "- a\n  - b\n    - c",
    "- a\n    - b\n        - c\n- d", "1. a\n   - b\n   - c\n2. d", "- a\n\n  more\n\n- b", "- a\n\n      code\n- b",
    "- a\n    ```\n    code\n    ```\n- b", "- a\n  > b\n- c", "* * a\n    * b", "- # a\n- ## b",
    "- # a\nb \\<c", "- ## \\& a\n\\<b> \\<c", "words\n- a\n- b",
    "words\n1. a", "words\n2. a", "- a\nlazy\n- b", "- a {: .c}\n- b", "- [x] done\n- [ ] not", "- a  \n  b",
    "1. a\n- b\n2. c", "- a\n***\n- b", "- a\n---\n- b", "- a\n# b\n- c", "- a\n\n\n- b", "  - a\n  - b", "    - a",
    "- 'a'\n- \"b\"", "- a\n-\n- b", "- a | b\n- c | d", "-a", "*a", "1.a", "10. a\n11. b",
    "- a\n\n    b\n\n    - c\n\n        d", "- !!! note\n    x", "> quote", "> quote\nlazy", "> a\n>\n> b",
    "> > a\n> b", "> - a\n> - b", "> # a", ">a", ">", "words\n> a", "> 'a'\n> b", "> ```\n> c",
    "| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n--|--\n1 | 2", "| a |\n|---|\n| 1 |", "|a|b|\n|:-|-:|\n|`c|d`|\\||",
    "| a | b |", "a | b\n- | -\n", "| 'a' | *b* |\n|---|:---:|\n| [x](y) | www.a.org | z |\n| {: .c} | & |",
    "|-|\n|-|", "a|b", "| a\n|--\n| b", "    code", "    code\n\n    more", "\tcode", "words\n    not code",
    "    <b>\n\n    'x'", "    - a\n    - b", "   three", "```\ncode\n```", "``` python\nx = '<b>'\n```",
    "~~~\ncode\n~~~", "```\nopen", "```{.c #i}\ncode\n```", "``` {x\ny\n```", "```\n\n'x' -- y\n\n```",
    "````\n```\n````", "```\n[[no]]\n```", "words\n```\ncode\n```", "~~~ hl_lines=\"1\"\ncode\n~~~",
    "    ```\n    code\n    ```", "  ```\n  code\n  ```", "```\ncode\n``` x", "```\n&amp; \\* \x02\n```",
    "[r1]: http://ref.org 'Title'", "[r2]: <x.md>", "[r1]:\n  x.md", "[R3]: x (t)",
    "  [r2]: y.md\n[r1]: z.md \"it's\"", "[r4]:", "words\n[r1]: x.md\nmore", "[r 1]: x", "[]: x", "[r1]: x y z",
    "[^1]: note", "[^1]: note\n    more\n\n    and more", "[^note]: *em* [^1] 'q'", "[^1]: a\n[^note]: b", "[^1]:",
    "[^1]: - a\n    - b", "[^x", "words\n[^1]: note", "[^1]: ```\n    c\n    ```", "*[HTML]: Hyper Text",
    "*[W3C]: Web\n*[HTML]: x", "*[a]: an 'a'", "*[HTML]: ''", "*[HTML]:\n  x", "*[]: x", "*[fair]: F & \"f\"",
    "term\n: definition", "term\n:   definition\n    more", "a\nb\n: c\n: d", "term\n\n:   loose\n\n    more",
    ": no term", "a\n: - b\n  - c", "term {: .c}\n: def", "'t'\n: 'd'", "!!! note\n    words",
    "!!! note \"It's\"\n    words\n\n    - a\n    - b", "!!! warning \"\"\n    x",
    "!!! danger big \"T\"\n    x\n\n        code\n\ny", "!!! note", "!!!note", "words\n!!! note\n    x",
    "!!! tip\n    # a\n    b", "!!! a_b_c\n    x", "<div>raw *a* 'b'</div>", "<div>\n\n*a*\n\n</div>",
    "<div markdown=\"1\">\n*a*\n</div>", "<p>a</p>", "<div>open", "</div>", "<hr>",
    "<table><tr><td>'x'</td></tr></table>", "<!-- comment -->", "<!-- a\n\nb -->", "<!-- open",
    "<details>\n<summary>S</summary>\nx\n</details>", "words <div>x</div> words", "  <div>a</div>", "<div>a</div> b",
    "<pre>\n- a\n\n- b\n</pre>", "<ul><li>a\n<li>b</ul>", "<h1>raw</h1>",
    "<iframe src=\"https://www.youtube.com/embed/x\"></iframe>", "<center>x</center>", "<font color=red>x</font>",
    "<script>\nx\n</script>", "<!-- more -->", "<!--more-->", "words <!-- more --> words", "<video src=a></video>",
    "<a name=\"x\"></a>", "<p align=center>x", "<b>a\n\nb</b>", "***", "---", "* * *", "___", "- - -", "--",
    "***\nwords", "words\n***", "_ _ _", "{: .c}", "words\n{: .c #i}", "words\n{: hidden}\nmore", "[TOC]",
    "///Footnotes Go Here///", "[TOC]\n## x", "> [TOC]", "\\", "\\\nx", "x\\", "\x02", "&nbsp;", " ", "\t", "\u00a0",
    "\ufeff", ">>>> deep", "* a\n\n    > b\n\n        c", "1. ```\n   c\n   ```", "a\\\nb\\\n", "a  \n",
    "![p](a.jpg)", "![p](a.jpg)\n*caption*", "www.a.org",
)  # fmt: skip

_MARKS = (
    "*", "**", "***", "_", "__", "`", "``", "[", "]", "(", ")", "](", "!", "<", ">", "&", ";", "~~", "\\", "'", '"',
    "{", "}", "#", "-", "--", ".", ":", "|", "^", "@", "://", "www.", "  \n", "\n", " ", " ", "a", "b c", "1", "é",
    "</", "[^", "[[",
)  # fmt: skip
PIECES = _WORDS + _INLINE + _BLOCKS


def texts(count: int, seed: int) -> Iterator[Text]:
    """That many texts."""
    random = Random(seed)
    for _ in range(count):
        title = random.choice(("", "", "One", "Same", "it's"))
        yield Text(body=_body(random), title=title, trusted=random.random() < 0.4)


def _body(random: Random) -> str:
    parts: list[str] = []
    for _ in range(random.choice((1, 1, 2, 2, 3, 4, 6, 9))):
        parts.append(_block(random))
        parts.append(random.choice(("\n\n", "\n\n", "\n\n", "\n", "\n\n\n", "\n \n", "\r\n", "")))
    return "".join(parts)


def _block(random: Random) -> str:
    pick = random.random()
    if pick < 0.1:
        return "".join(random.choices(_MARKS, k=random.randint(3, 25)))
    if pick < 0.45:
        return _line(random)
    block = random.choice(_BLOCKS)
    if pick < 0.6:
        block = _with_inline(random, block)
    if pick > 0.9:
        mark = random.choice(
            ("    ", "  ", "\t", "> ", "- ", "1. ", "   ", "# ", "*", ": ", "| ", "!!! note\n    ", "[^1]: ")
        )
        first = random.choice((mark, " " * len(mark), ""))
        block = "\n".join(f"{mark if not at else first}{line}" for at, line in enumerate(block.split("\n")))
    return block


def _line(random: Random) -> str:
    pieces = [random.choice(_INLINE if random.random() < 0.6 else _WORDS) for _ in range(random.randint(1, 9))]
    return "".join(piece + random.choice((" ", " ", " ", "", "\n")) for piece in pieces).strip(" ")


def _with_inline(random: Random, block: str) -> str:
    """One word of a block for some pieces."""
    words = block.split(" ")
    words[random.randrange(len(words))] = _line(random)
    return " ".join(words)
