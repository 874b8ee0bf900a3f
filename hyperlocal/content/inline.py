"""The inline pass: what stands inside a paragraph (emphasis, links, code, …), in a fraction of the time.

Python-Markdown tries every pattern on every piece of text. Most pieces hold no sign of any pattern, and a pattern
cannot match without its sign, so here each is tried only where its sign stands. All else goes as in
`markdown.treeprocessors.InlineProcessor`: the same patterns in the same order, for the same tree.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import INLINE_PLACEHOLDER, INLINE_PLACEHOLDER_PREFIX, INLINE_PLACEHOLDER_RE, AtomicString

SIGNS: dict[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "hyperlocal-placeholder": ("[[",),
    "reference": ("[",),
    "link": ("](",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("://",),
    "automail": ("@",),
    "linebreak": ("  \n",),
    "hyperlocal-raw-words": ("</",),
    "html": ("<",),
    "hyperlocal-bare-link": ("@", "://", *sorted({f"{a}{b}{c}." for a in "wW" for b in "wW" for c in "wW"})),
    "entity": ("&",),
    "hyperlocal-del": ("~~",),
    "em_strong": ("*", "_"),
}
"""By the name of a pattern: pieces of text of which it needs one to match. One that is not here is always tried."""

_OF_REFERENCES = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})


class _Tried(NamedTuple):
    """A pattern with its signs (those that the text has). `rank` is its place in the order of trying."""

    rank: int
    pattern: InlineProcessor
    signs: tuple[str, ...]
    excluded: tuple[str, ...]
    of_references: bool


class Inline(Treeprocessor):
    """Stands in for Python-Markdown's processor of the same name; its patterns read `stashed_nodes`.

    `text` gives all of the text as it was made into blocks.
    """

    def __init__(self, md: Markdown, text: Callable[[], str]) -> None:
        super().__init__(md)
        self.stashed_nodes: dict[str, Element | str] = {}
        self._text = text
        self._all: list[_Tried] = []
        self._looked_for: dict[str, set[str]] = {}
        self._tried: list[_Tried] = []
        self._signs: list[str] = []
        self._ancestors: list[str] = []

    def run(self, tree: Element) -> None:
        self.stashed_nodes = {}
        self._tried = self._possible()
        # What lies three deep or more is still a placeholder when its turn comes.
        self._signs = [INLINE_PLACEHOLDER_PREFIX, *{sign: None for tried in self._tried for sign in tried.signs}]
        waiting = deque([(tree, [tree.tag.lower()])] if self._tried else ())
        while waiting:
            element, self._ancestors = waiting.popleft()
            if element is not tree:
                self._ancestors.append(element.tag.lower())
            self._enter(element, waiting)

    def _possible(self) -> list[_Tried]:
        """The patterns that have a sign somewhere in the text."""
        if not self._all:
            registry = self.md.inlinePatterns
            known = {registry[name]: name for name in SIGNS if name in registry}
            for rank, pattern in enumerate(cast(Iterable[InlineProcessor], registry)):
                name = known.get(pattern, "")
                signs = SIGNS.get(name, ("",))
                excluded = tuple(tag.lower() for tag in pattern.ANCESTOR_EXCLUDES)
                self._all.append(_Tried(rank, pattern, signs, excluded, name in _OF_REFERENCES))
            for sign in [sign for one in self._all for sign in one.signs]:
                self._looked_for.setdefault(sign.lower(), set()).add(sign)
        letters, references = self._text().lower(), bool(self.md.references)
        there: set[str] = set()
        for small, as_typed in self._looked_for.items():
            if small[:1] in letters and small in letters:  # one letter is found much sooner
                there |= as_typed
        found: list[_Tried] = []
        for one in self._all:
            present = tuple([sign for sign in one.signs if sign in there])
            if present and (references or not one.of_references):
                found.append(_Tried(one.rank, one.pattern, present, one.excluded, one.of_references))
        return found

    def _enter(self, element: Element, waiting: deque[tuple[Element, list[str]]]) -> None:
        """Look at the texts inside an element and after its children. Elements that come of it wait for their turn,
        and those that come of a text after a child are met here."""
        ancestors = self._ancestors
        grown: list[tuple[Element, list[Element]]] = []
        for child in element:
            if child.text and self._has_sign(child.text):
                ancestors.append(child.tag.lower())
                text, child.text = child.text, None
                found = self._unfolded(self._matched(text, 0), child)
                waiting.extend((one, ancestors[:]) for one in found)
                grown.append((child, found))
                ancestors.pop()
            if child.tail and self._has_sign(child.tail):
                holder = Element("d")
                found = self._unfolded(self._matched(child.tail, 0), holder, after=True)
                child.tail = holder.tail
                _insert(element, list(element).index(child) + 1, found)
            if len(child):
                waiting.append((child, ancestors[:]))
        for child, found in grown:
            _insert(child, 0, found)

    def _has_sign(self, text: str) -> bool:
        for sign in self._signs:  # not any(): this is where the time goes
            if sign in text:
                return not isinstance(text, AtomicString)
        return False

    def _matched(self, text: str, rank: int) -> str:
        """The text with placeholders for what the patterns from this rank on make of it."""
        if isinstance(text, AtomicString):
            return text
        for tried in self._tried:
            if tried.rank < rank:
                continue
            for sign in tried.signs:
                if sign in text:
                    text = self._tried_on(text, tried)
                    break
        return text

    def _tried_on(self, text: str, tried: _Tried) -> str:
        pattern = tried.pattern
        if tried.excluded and any(tag in self._ancestors for tag in tried.excluded):
            return text
        start = 0
        matches = pattern.getCompiledRegExp().finditer(text)
        while match := next(matches, None):
            node, begin, end = pattern.handleMatch(match, text)
            if begin is None or end is None:
                continue
            if node is None:
                start = end
            else:
                if not isinstance(node, str) and not isinstance(node.text, AtomicString):
                    for child in [node, *node]:
                        if child.text:
                            self._ancestors.append(child.tag.lower())
                            child.text = self._matched(child.text, tried.rank + 1)
                            self._ancestors.pop()
                        if child.tail:
                            child.tail = self._matched(child.tail, tried.rank)
                placeholder = self._stashed(node)
                text = text[:begin] + placeholder + text[end:]
                start = begin + len(placeholder)
            matches = pattern.getCompiledRegExp().finditer(text, start)
        return text

    def _stashed(self, node: Element | str) -> str:
        number = f"{len(self.stashed_nodes):04}"
        self.stashed_nodes[number] = node
        return INLINE_PLACEHOLDER % number

    def _unfolded(self, text: str | None, parent: Element, *, after: bool = False) -> list[Element]:
        """Put the pieces of a text where they belong, inside of `parent` or after it: the words in place, the elements
        as the result."""
        found: list[Element] = []
        start = 0
        while text:
            at = text.find(INLINE_PLACEHOLDER_PREFIX, start)
            if at < 0:
                rest = text[start:]
                _put(AtomicString(rest) if isinstance(text, AtomicString) else rest, found, parent, after)
                break
            match = INLINE_PLACEHOLDER_RE.search(text, at)
            node = self.stashed_nodes.get(match[1]) if match else None
            if match is None or node is None:
                end = at + len(INLINE_PLACEHOLDER_PREFIX)
                _put(text[start:end], found, parent, after)
                start = end
                continue
            _put(text[start:at], found, parent, after)
            start = match.end()
            if isinstance(node, str):
                _put(node, found, parent, after)
            else:
                self._unfold_inside(node)
                found.append(node)
        return found

    def _unfold_inside(self, node: Element) -> None:
        for child in [node, *node]:
            if child.tail and child.tail.strip():
                text, child.tail = child.tail, None
                found = self._unfolded(text, child, after=True)
                _insert(node, 0 if child is node else list(node).index(child) + 1, found)
            if child.text and child.text.strip():
                text, child.text = child.text, None
                _insert(child, 0, self._unfolded(text, child))


def _insert(parent: Element, at: int, children: list[Element]) -> None:
    for place, child in enumerate(children, at):
        parent.insert(place, child)


def _put(text: str, found: list[Element], parent: Element, after: bool) -> None:
    """Words after the last element found; where there is none yet, after the parent or at its start."""
    if not text:
        return
    if found:
        found[-1].tail = (found[-1].tail + text) if found[-1].tail else text
    elif after:
        parent.tail = (parent.tail + text) if parent.tail else text
    else:
        parent.text = (parent.text + text) if parent.text else text
