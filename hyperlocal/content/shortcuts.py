"""Shortcuts past steps of Python-Markdown which most texts do not need. Each gives what the step itself would give.

A step that has something to do does it itself: a shortcut only finds out, at little cost, that there is nothing, or
does the common case. tests/content/test_engine.py holds all of them together to the plain steps.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.serializers import RE_AMP, to_html_string
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import STX, AtomicString

from hyperlocal.content.lines import BLOCKS

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Only(Preprocessor):
    """A step that does nothing unless one of some signs stands in the text."""

    def __init__(self, md: Markdown, name: str, *signs: str) -> None:
        super().__init__(md)
        self._plain = md.preprocessors[name]
        self._signs = signs

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return self._plain.run(lines) if any(sign in text for sign in self._signs) else lines


class Whitespace(Only):
    """`normalize_whitespace`: two line ends at the end, and with none of its signs that is all there is to do."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md, "normalize_whitespace", STX, "\x03", "\r", "\t", "\n ")

    def run(self, lines: list[str]) -> list[str]:
        changed = super().run(lines)
        return [*lines, "", ""] if changed is lines else changed


class Reader(Preprocessor):
    """The last of the preprocessors. Keeps the text as the others left it, for the steps that look for signs."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.text = ""

    def run(self, lines: list[str]) -> list[str]:
        self.text = "\n".join(lines)
        return lines

    def read(self) -> str:
        return self.text


class OnlyInTree(Treeprocessor):
    """A step that does nothing unless one of some signs stands in the text."""

    def __init__(self, md: Markdown, name: str, text: Callable[[], str], *signs: str) -> None:
        super().__init__(md)
        self._plain = md.treeprocessors[name]
        self._text = text
        self._signs = signs

    def run(self, root: Element) -> Element | None:
        text = self._text()
        return self._plain.run(root) if any(sign in text for sign in self._signs) else None


class Unescape(UnescapeTreeprocessor):
    """`unescape`: nothing to do where nothing was escaped. `HtmlInlineProcessor` asks this one for its `RE`."""

    def __init__(self, md: Markdown, text: Callable[[], str]) -> None:
        super().__init__(md)
        self._text = text

    def run(self, root: Element) -> Element | None:
        return super().run(root) if "\\" in self._text() else None


class Prettify(Treeprocessor):
    """`prettify`: line ends between the tags, for people who read the source of a page."""

    def run(self, root: Element) -> None:
        self._separate(root)
        for line_break in root.iter("br"):
            tail = line_break.tail
            line_break.tail = f"\n{tail}" if tail and tail.strip() else "\n"
        for pre in root.iter("pre"):
            if len(pre) and pre[0].tag == "code" and not len(pre[0]) and pre[0].text is not None:
                pre[0].text = AtomicString(pre[0].text.rstrip() + "\n")

    def _separate(self, element: Element) -> None:
        if len(element) and element.tag in BLOCKS and element.tag != "pre":
            if (not element.text or not element.text.strip()) and element[0].tag in BLOCKS:
                element.text = "\n"
            for child in element:
                if child.tag in BLOCKS:
                    self._separate(child)
        if not element.tail or not element.tail.strip():
            element.tail = "\n"


class HeadingIds(OnlyInTree):
    """`toc`, where all headings are plain words, no two the same, and no table of contents is asked for."""

    def __init__(self, md: Markdown, text: Callable[[], str], slugify: Callable[[str], str]) -> None:
        super().__init__(md, "toc", text, "[TOC]", "data-toc-label")
        self._slugify = slugify

    def run(self, root: Element) -> Element | None:
        ids = None if any(sign in self._text() for sign in self._signs) else self._ids(root)
        if ids is None:
            return self._plain.run(root)
        for element, found in ids:
            element.set("id", found)
        return None

    def _ids(self, root: Element) -> list[tuple[Element, str]] | None:
        """The ids to give; None if that is not as simple as it looks."""
        ids: list[tuple[Element, str]] = []
        taken: list[str] = []
        for element in root.iter():
            given = element.get("id")
            if given is not None:
                taken.append(given)
            elif element.tag in _HEADINGS:
                words = element.text or ""
                # `toc` reads up to the last "<", which may be one that was escaped in the words after the heading.
                if len(element) or any(sign in words for sign in "&<>" + STX) or STX in (element.tail or ""):
                    return None
                ids.append((element, self._slugify(" ".join(words.split()))))
                taken.append(ids[-1][1])
        return ids if len(set(taken)) == len(taken) else None


def html_of(root: Element) -> str:
    """A tree as HTML, as `markdown.serializers.to_html_string` writes it."""
    written: list[str] = []
    waiting: list[Element | str] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            written.append(element)
            continue
        tag, text, tail = element.tag, element.text, element.tail
        if element.keys():
            attributes = _attributes(element)
            if attributes is None:
                return to_html_string(root)
            start = f"<{tag}{attributes}>{_escaped(text) if text else ''}"
        else:
            start = f"<{tag}>{_escaped(text) if text else ''}"
        end = "" if tag in _VOID else f"</{tag}>"
        if tail:
            end += _escaped(tail)
        if len(element):
            written.append(start)
            waiting.append(end)
            waiting.extend(reversed(element))
        else:
            written.append(start + end)
    return "".join(written)


def _attributes(element: Element) -> str | None:
    """None where there is one without a value, or which may be written without it."""
    written: list[str] = []
    for name, value in sorted(cast("list[tuple[str, str | None]]", element.items())):
        if value is None or name == value:
            return None
        written.append(f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"')
    return "".join(written)


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text
