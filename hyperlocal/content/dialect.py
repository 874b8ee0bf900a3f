"""The Markdown people here may write: Python-Markdown's dialect, its traps for beginners mended where that is safe.

Python-Markdown (https://python-markdown.github.io/) is the base. What we add or mend, and what we leave as it is,
is described for writers in docs/writing.md.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import HtmlInlineProcessor, InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

from hyperlocal.content.lines import PLACEHOLDER, mended

_QUOTES_SKIP = frozenset({"code", "pre", "script", "style", "kbd", "samp", "var", "textarea"})
_BLOCKS = frozenset({
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "blockquote", "div", "figcaption", "caption",
    "summary", "table", "tr", "ul", "ol", "dl", "pre",
})  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_OPENING = "([{–—“‘/-"
"""Marks after which a quotation opens."""
_CLOSING_SINGLE = re.compile(r"(?<=[^\s(\[{–—“‘/\-])'")
_CLOSING_DOUBLE = re.compile(r"(?<=[^\s(\[{–—“‘/\-])\"")
_SHORTENED = re.compile(r"\d\ds?\b|n['’]|tis\b|twas\b|em\b|til\b", re.IGNORECASE)
_STASH = re.compile(f"{STX}[^\x03]*\x03")
_ONLY_STASH = re.compile(f"{STX}wzxhzdk:(\\d+)\x03")


class Dialect(Extension):
    """All of it, as one Python-Markdown extension. Needs `attr_list`, `toc` and `sane_lists` beside it."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Before normal text is cut into blocks, after fenced code has been put away (25).
        md.preprocessors.register(BeginnersLines(md), "hyperlocal-lines", 24)
        md.inlinePatterns.register(Placeholder(PLACEHOLDER.pattern, md), "hyperlocal-placeholder", 175)
        md.inlinePatterns.register(SimpleTagInlineProcessor(_STRUCK_OUT, "del"), "hyperlocal-del", 65)
        md.inlinePatterns.register(RawWords(_RAW_WORDS, md), "hyperlocal-raw-words", 91)
        # After links (160) and raw HTML (90), before emphasis (60), which would eat `_` in addresses.
        md.inlinePatterns.register(BareLink(_BARE_LINK, md), "hyperlocal-bare-link", 85)
        # What we give a meaning to can be meant as it stands, as in CommonMark 2.4.
        md.ESCAPED_CHARS = [*md.ESCAPED_CHARS, '"', "'", "~", "@", "<"]
        md.treeprocessors.register(StrictAttributes(md), "attr_list", 8)
        md.treeprocessors.register(SmartQuotes(md), "hyperlocal-quotes", 7)
        md.treeprocessors.register(HeadingLevels(md), "hyperlocal-headings", 6)


class BeginnersLines(Preprocessor):
    """Whole-line mends, once Python-Markdown has put fenced code away."""

    def run(self, lines: list[str]) -> list[str]:
        return list(mended(lines, self.md.htmlStash.store))


class Placeholder(InlineProcessor):
    """`[[what do people ask you?]]` is shown marked, so that nobody publishes it by mistake."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("mark", {"class": "placeholder"})
        element.text = AtomicString(m.group(1).strip())
        return element, m.start(0), m.end(0)


_BARE_LINK = (
    r"(?<![^\W_])(?<![@/.\-])((?:(?i:https?://)|(?i:www)\.)[^\s<>\"\x02\x03]+"
    r"|[^\W_][\w.+\-]{0,63}+@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5})"
)
_RAW_WORDS = r"(?i)(<(a|code|kbd|samp|var)\b[^<>]*>((?:(?!</?\2\b).)*)</\2\s*>)"
_STRUCK_OUT = r"(~~)(?=\S)(.{1,1000}?)(?<=\S)~~"


class RawWords(HtmlInlineProcessor):
    """A link written in HTML whose words are an address stays one link, and the words of `<code>` stay as typed."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str | None, int | None, int | None]:
        if m[2].casefold() == "a" and not re.search(r"://|www\.|@", m[3]):
            return None, None, None
        return super().handleMatch(m, data)


class BareLink(InlineProcessor):
    """Bare web and email addresses become links, less the full stop or bracket that follows them."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        address = _without_punctuation(m.group(1))
        web = re.match(r"(?:https?://|(www)\.)(?=\w|\[)", address, re.IGNORECASE)
        if not web and "@" not in address:
            return None, None, None
        element = Element("a")
        start = ("https://" if web[1] else "") if web else "mailto:"
        element.set("href", start + address)
        element.text = AtomicString(address)
        return element, m.start(0), m.start(0) + len(address)


def _without_punctuation(address: str) -> str:
    """The address less what belongs to the sentence around it: a bracket only if it was not opened inside."""
    end = len(address)
    surplus = {")": address.count(")") - address.count("("), "]": address.count("]") - address.count("[")}
    while end and (address[end - 1] in ".,;:!?'*_~”’…" or surplus.get(address[end - 1], 0) > 0):
        if address[end - 1] in surplus:
            surplus[address[end - 1]] -= 1
        end -= 1
    return address[:end]


class StrictAttributes(AttrListTreeprocessor):
    """Attribute lists as `{: .class }`, `{.class}` or `{#id}`; other braces at the end of a line stay text."""

    BASE_RE = r"\{(?::[ ]*|(?=[.#]))([^\}\n ][^\n]{0,500})[ ]*\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


class HeadingLevels(Treeprocessor):
    """Headings in the text start at h2 and never skip a level (WCAG 1.3.1). An h1 right at the start stays: it may be
    the page's title, which `markup` decides."""

    def run(self, root: Element) -> None:
        trail: list[int] = []
        first = next((element for element in root if not self._is_comment(element)), None)
        title = first if first is not None and first.tag == "h1" else None
        for element in root.iter():
            if element.tag not in _HEADINGS or element is title:
                continue
            level = _HEADINGS.index(element.tag) + 1
            while trail and trail[-1] >= level:
                trail.pop()
            trail.append(level)
            element.tag = f"h{min(len(trail) + 1, 6)}"

    def _is_comment(self, element: Element) -> bool:
        stash = _ONLY_STASH.fullmatch(element.text or "") if not len(element) else None
        return stash is not None and str(self.md.htmlStash.rawHtmlBlocks[int(stash[1])]).startswith("<!--")


class SmartQuotes(Treeprocessor):
    """Straight quotes become curly, `--` an en dash, `---` an em dash, `...` an ellipsis; never inside code."""

    def run(self, root: Element) -> None:
        self._walk(root, " ")

    def _walk(self, element: Element, before: str) -> str:
        """Curl the texts of an element in reading order. `before` and the result are the last character seen."""
        if element.tag in _QUOTES_SKIP:
            return "x"
        if element.tag in _BLOCKS:
            before = " "
        if element.text:
            element.text, before = self._curl(element.text, before)
        for child in element:
            before = self._walk(child, before)
            if child.tag in _BLOCKS or child.tag == "br":
                before = " "
            if child.tail == "\n":
                before = " "
            elif child.tail:
                child.tail, before = self._curl(child.tail, before)
        return before

    def _curl(self, text: str, before: str) -> tuple[str, str]:
        if isinstance(text, AtomicString):
            return text, text[-1]
        if STX not in text:
            return _curl_plain(text, before), text[-1]
        pieces: list[str] = []
        position = 0
        for stash in [*_STASH.finditer(text), None]:
            piece = text[position : len(text) if stash is None else stash.start()]
            if piece:
                pieces.append(_curl_plain(piece, before))
                before = piece[-1]
            if stash is not None:
                pieces.append(stash[0])
                position = stash.end()
                before = " " if self._is_break(stash) else before
        return "".join(pieces), before

    def _is_break(self, stash: re.Match[str]) -> bool:
        html = _ONLY_STASH.fullmatch(stash[0])
        return html is not None and str(self.md.htmlStash.rawHtmlBlocks[int(html[1])]).casefold().startswith("<br")


def _curl_plain(text: str, before: str) -> str:
    if "--" in text:
        text = text.replace("---", "—").replace("--", "–")
    if "..." in text:
        text = text.replace("...", "…")
    if "'" in text:
        text = _CLOSING_SINGLE.sub("’", text)
    if '"' in text:
        text = _CLOSING_DOUBLE.sub("”", text)
    if "'" not in text and '"' not in text:
        return text

    def one(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else before
        right = text[match.end() : match.end() + 1]
        opens = left.isspace() or left in _OPENING
        if match[0] == '"':
            return "“" if opens and not right.isspace() else "”"
        # '90s and rock 'n' roll take an apostrophe, not an opening quote.
        if opens and _SHORTENED.match(text, match.end()):
            return "’"
        return "‘" if opens and not right.isspace() else "’"

    return re.sub(r"[\"']", one, text)
