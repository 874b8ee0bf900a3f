"""The Markdown people here may write: Python-Markdown's dialect, its traps for beginners mended where that is safe.

Python-Markdown (https://python-markdown.github.io/) is the base. What we add or mend, and what we leave as it is,
is described for writers in docs/writing.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import STX, AtomicString

PLACEHOLDER = re.compile(r"\[\[(?!\s*\])([^\[\]\n]{1,400})\]\]")
"""Text that the owner of a new site must still write."""

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_ITEM = re.compile(r"( *)([-*+]|\d{1,9}\.)[ \t]+(?=\S)")
_GLYPH_ITEM = re.compile(r"^( *)[•·▪◦‣●○\uf0b7\u2043][ \t\u00a0]*(?=\S)")
_BRACKET_ITEM = re.compile(r"^( {0,3}\d{1,9})\)([ \t]+\S)")
_HASH = re.compile(r"^(#{1,6})([^#\s].*)$")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_HASHTAG = re.compile(r"(?:^|\s)#\w")
_QUOTES_SKIP = frozenset({"code", "pre", "script", "style", "kbd", "samp", "var", "textarea"})
_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "td",
        "th",
        "dt",
        "dd",
        "blockquote",
        "div",
        "figcaption",
        "caption",
        "summary",
        "table",
        "tr",
        "ul",
        "ol",
        "dl",
        "pre",
    ]
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_STASH = re.compile(f"{STX}[^\x03]*\x03")


class Dialect(Extension):
    """All of it, as one Python-Markdown extension. Needs `attr_list`, `toc` and `sane_lists` beside it."""

    def extendMarkdown(self, md: Markdown) -> None:
        # Before normal text is cut into blocks, after fenced code has been put away (25).
        md.preprocessors.register(BeginnersLines(md), "hyperlocal-lines", 24)
        md.inlinePatterns.register(Placeholder(PLACEHOLDER.pattern, md), "hyperlocal-placeholder", 175)
        md.inlinePatterns.register(SimpleTagInlineProcessor(r"(~~)(?=\S)(.+?)(?<=\S)~~", "del"), "hyperlocal-del", 65)
        md.inlinePatterns.register(RawLink(_RAW_LINK, md), "hyperlocal-raw-link", 91)
        # After links (160) and raw HTML (90), before emphasis (60), which would eat `_` in addresses.
        md.inlinePatterns.register(BareLink(_BARE_LINK, md), "hyperlocal-bare-link", 85)
        md.treeprocessors.register(StrictAttributes(md), "attr_list", 8)
        md.treeprocessors.register(SmartQuotes(md), "hyperlocal-quotes", 7)
        md.treeprocessors.register(HeadingLevels(md), "hyperlocal-headings", 6)


class BeginnersLines(Preprocessor):
    """Whole-line mends: see docs/writing.md, “What is mended for you”."""

    def run(self, lines: list[str]) -> list[str]:
        mended = [self._one(line) for line in lines]
        return list(_nested(_spaced(mended)))

    @staticmethod
    def _one(line: str) -> str:
        line = _GLYPH_ITEM.sub(r"\1- ", line)
        line = _BRACKET_ITEM.sub(r"\1.\2", line)
        if line.startswith("#"):
            line = _heading_or_hashtag(line)
        # Everyone but Python-Markdown reads a backslash at the end of a line as a line break.
        return line[:-1] + "  " if line.endswith("\\") and not line.endswith("\\\\") else line


def _heading_or_hashtag(line: str) -> str:
    """`#Heading` without a space is a heading; `#litterpick` and `#3 in the league` are words."""
    match = _HASH.match(line)
    if match is None:
        return line
    marks, rest = match[1], match[2]
    if len(marks) == 1 and (not rest[0].isupper() or _HASHTAG.search(rest)):
        return "\\" + line
    return f"{marks} {rest}"


def _spaced(lines: list[str]) -> Iterator[str]:
    """An empty line before a list that follows a paragraph directly, as every other Markdown reads it."""
    in_list = False
    previous = ""
    for line in lines:
        item = _ITEM.match(line)
        starts = item is not None and len(item[1]) < 4 and not _RULE.match(line)
        blank = not line.strip()
        if starts and not in_list and previous.strip() and _interrupts(line, previous):
            yield ""
        if starts:
            in_list = True
        elif blank or (previous and not previous.strip() and not line.startswith(" ")):
            in_list = in_list and blank
        previous = line
        yield line


def _interrupts(line: str, previous: str) -> bool:
    """CommonMark 5.3: a bullet always ends a paragraph; a number only if it is 1."""
    stripped = line.lstrip()
    text_before = not previous.startswith(("    ", "\t", "|", "#", ">", ":", "!!!"))
    return text_before and (not stripped[0].isdigit() or stripped.startswith("1."))


def _nested(lines: Iterator[str]) -> Iterator[str]:
    """Inner lists indented by two or three spaces, as most people do, brought to the four that the parser needs."""
    stack: list[tuple[int, int]] = []  # (indent of the marker, indent of its text) as typed, outermost first
    blank = False
    for line in lines:
        if not line.strip():
            blank = True
            yield line
            continue
        typed = line.expandtabs(4)
        indent = len(typed) - len(typed.lstrip(" "))
        item = None if _RULE.match(typed) and not stack else _ITEM.match(typed)
        if item is not None and (stack or indent < 4):
            while stack and indent < stack[-1][1] and indent <= stack[-1][0] + 1:
                stack.pop()
            if stack and indent < stack[-1][1] and indent < 2:
                stack.clear()
            yield " " * 4 * len(stack) + typed.lstrip(" ")
            stack.append((indent, len(item[0])))
        elif stack and indent >= 2:
            while len(stack) > 1 and indent < stack[-1][1] and blank:
                stack.pop()
            extra = max(0, indent - stack[-1][1])
            yield " " * (4 * len(stack) + extra) + typed.lstrip(" ")
        else:
            if blank:
                stack.clear()
            yield line
        blank = False


class Placeholder(InlineProcessor):
    """`[[what do people ask you?]]` is shown marked, so that nobody publishes it by mistake."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        element = Element("mark", {"class": "placeholder"})
        element.text = AtomicString(m.group(1).strip())
        return element, m.start(0), m.end(0)


_BARE_LINK = r"(?<![\w@/.\-])((?:https?://|www\.)[^\s<>\"\x02\x03]+|[\w.+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,5})"


_RAW_LINK = r"<a\b[^<>]*>[^<>]*?(?:://|www\.|@)[^<>]*</a>"


class RawLink(InlineProcessor):
    """A link written in HTML whose words are an address stays one link: its words do not become another."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]
        return self.md.htmlStash.store(m.group(0)), m.start(0), m.end(0)


class BareLink(InlineProcessor):
    """Bare web and email addresses become links, less the full stop or bracket that follows them."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        address = _without_punctuation(m.group(1))
        if not re.search(r"[\w]", address.partition("//")[2] or address):
            return None, None, None
        element = Element("a")
        if "@" in address and "://" not in address and not address.startswith("www."):
            element.set("href", f"mailto:{address}")
        else:
            element.set("href", f"https://{address}" if address.startswith("www.") else address)
        element.text = AtomicString(address)
        return element, m.start(0), m.start(0) + len(address)


def _without_punctuation(address: str) -> str:
    while address:
        last = address[-1]
        if last in ".,;:!?'*_~”’…" or (last == ")" and address.count(")") > address.count("(")):
            address = address[:-1]
        else:
            break
    return address


class StrictAttributes(AttrListTreeprocessor):
    """Attribute lists as `{: .class }`, `{.class}` or `{#id}`; other braces at the end of a line stay text."""

    BASE_RE = r"\{(?=[:.#])\:?[ ]*([^\}\n ][^\n]*)[ ]*\}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


class HeadingLevels(Treeprocessor):
    """Headings in the text start at h2 and never skip a level (WCAG 1.3.1). An h1 right at the start stays: it may be
    the page's title, which `markup` decides."""

    def run(self, root: Element) -> None:
        trail: list[int] = []
        title = root[0] if len(root) and root[0].tag == "h1" else None
        for element in root.iter():
            if element.tag not in _HEADINGS or element is title:
                continue
            level = _HEADINGS.index(element.tag) + 1
            while trail and trail[-1] >= level:
                trail.pop()
            trail.append(level)
            element.tag = f"h{min(len(trail) + 1, 6)}"


class SmartQuotes(Treeprocessor):
    """Straight quotes become curly, `--` an en dash, `---` an em dash, `...` an ellipsis; never inside code."""

    def run(self, root: Element) -> None:
        self._walk(root, " ")

    def _walk(self, element: Element, before: str) -> str:
        """Curl the texts of an element in reading order. `before` and the result are the last character seen."""
        if element.tag in _BLOCKS:
            before = " "
        if element.tag in _QUOTES_SKIP:
            return "x"
        if element.text:
            element.text, before = _curl(element.text, before)
        for child in element:
            before = self._walk(child, before)
            if child.tag in _BLOCKS or child.tag == "br":
                before = " "
            if child.tail:
                child.tail, before = _curl(child.tail, before)
        return before


def _curl(text: str, before: str) -> tuple[str, str]:
    if isinstance(text, AtomicString):
        return text, text[-1:] or before
    if not any(mark in text for mark in ("'", '"', "--", "...")):
        return text, _last_character(text, before)
    pieces: list[str] = []
    position = 0
    for stash in [*_STASH.finditer(text), None]:
        end = len(text) if stash is None else stash.start()
        piece = text[position:end]
        if piece:
            after = "" if stash is None else "x"
            pieces.append(_curl_plain(piece, before, after))
            before = piece[-1]
        if stash is not None:
            pieces.append(stash[0])
            position = stash.end()
    return "".join(pieces), before


def _last_character(text: str, before: str) -> str:
    return _STASH.sub("", text)[-1:] or before


def _curl_plain(text: str, before: str, after: str) -> str:
    text = text.replace("---", "—").replace("--", "–").replace("...", "…")

    def one(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else before
        right = text[match.end() : match.end() + 1] or after
        opens = left.isspace() or left in "([{–—“‘/" or left == "-"
        if match[0] == '"':
            return "“" if opens and not right.isspace() else "”"
        # '90s and rock 'n' roll take an apostrophe, not an opening quote.
        if opens and re.match(r"\d\ds?\b|n['’]|tis\b|twas\b|em\b|til\b", text[match.end() :], re.IGNORECASE):
            return "’"
        return "‘" if opens and not right.isspace() else "’"

    return re.sub(r"[\"']", one, text)
