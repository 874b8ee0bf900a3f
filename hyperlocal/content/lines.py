"""The lines of a text before Python-Markdown reads them: what is code, and what beginners' lines are mended into.

Nothing here loads Python-Markdown: `markup` needs these while every text of a site is remembered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from html import escape
from itertools import repeat

PLACEHOLDER = re.compile(r"(?<!\\)\[\[(?!\s*\])([^\[\]\n]{1,400})\]\](?!\()")
"""Text that the owner of a new site must still write. `[[1]](address)` is a link, and `\\[[` is meant as it stands."""

_ITEM = re.compile(r"( *)([-*+]|\d{1,9}\.)[ \t]+(?=\S)")
_GLYPH_ITEM = re.compile(r"^( *)[•·▪◦‣●○\uf0b7\u2043][ \t\u00a0]*(?=\S)")
_BRACKET_ITEM = re.compile(r"^( *(\d{1,9}))\)([ \t]+\S)")
_HASH = re.compile(r"^(#{1,6})([^#\s].*)$")
_EMPTY_ITEM = re.compile(r" *[-*+]$")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
# #ThisIsOne too: capitals inside a word.
_HASHTAG = re.compile(r"(?:^|\s)#\w|^\w*[a-z]\w*[A-Z]")
_INNER_FENCE = re.compile(r"( +)(`{3,}|~{3,})[ \t]*([\w#+-]*)[ \t]*$")
_ANY_FENCE = re.compile(r" *(`{3,}|~{3,})[^`]*$")
_CODE_SPAN = re.compile(r"(?<!`)(`+)(?!`).{1,400}?(?<!`)\1(?!`)")
_HOLDS_MORE = re.compile(r" {0,3}(?:[-*+•·▪◦‣●○\uf0b7\u2043]|\d{1,9}[.)]|:|\[\^[^\]]+\]:|!!!)(?:\s|$)")
_RAW_BLOCK = re.compile(r" {0,3}<(?:(?P<comment>!--)|(?P<name>[a-zA-Z][a-zA-Z0-9]*))")
_DEEPEST = 50
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "canvas", "center", "colgroup", "dd", "details", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "group", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "iframe", "legend", "li", "main", "map", "math", "menu", "nav", "noscript", "object", "ol",
    "option", "output", "p", "pre", "progress", "script", "section", "style", "summary", "table", "tbody", "td",
    "textarea", "tfoot", "th", "thead", "tr", "ul", "video",
})  # fmt: skip
"""The elements that Python-Markdown takes for blocks: its `BLOCK_LEVEL_ELEMENTS`."""
_RAW_BLOCKS = BLOCKS - {"hr"}
# Neither an item, nor a rule, nor a heading; nothing that is mended but a backslash at its end.
_WORDS = re.compile(r"[^\s\-*+\d#_•·▪◦‣●○\uf0b7\u2043]")
_PLAIN_ITEM = re.compile(r"([-*+]|\d{1,9}\.) (?=[^\s\-*_])")


def prose(body: str) -> str:
    """A text with its code blanked out, every other character in its place: what is in code is meant as it stands."""
    if "```" in body or "~~~" in body or "\n    " in body or "\t" in body or body[:4] == "    ":
        body = without_code_blocks(body)
    return _CODE_SPAN.sub(_blank, body) if "`" in body else body


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def without_code_blocks(body: str) -> str:
    """A text with its fenced and its indented code blanked out."""
    lines = body.split("\n")
    last_fence = _last_fences(lines)
    fence = ""
    for number, line in enumerate(lines) if last_fence else ():
        match = _ANY_FENCE.match(line)
        inside = bool(fence)
        if inside:
            fence = "" if line.strip() == fence else fence
        elif match and last_fence.get(match[1], 0) > number:
            fence = match[1]
        if inside or fence:
            lines[number] = " " * len(line)
    return "\n".join(
        " " * len(line) if kind is _Kind.CODE else line
        for line, kind in zip(lines, _kinds_if_mixed(lines), strict=False)
    )


class _Kind(Enum):
    """What a line is. CODE is code by its indentation, outside of lists; HTML is a block of raw HTML."""

    TEXT = 0
    CODE = 1
    HTML = 2


def _kinds(lines: Sequence[str]) -> list[_Kind]:
    found: list[_Kind] = []
    inside = code = False  # inside: indented lines belong to a list, definition or note above
    blank = True
    raw: _RawBlock | None = None
    for line in lines:
        indent = _indent(line)
        if raw is not None:
            raw = raw.after(line)
            found.append(_Kind.HTML)
            blank = True
        elif not line.strip():
            found.append(_Kind.TEXT)
            blank = True
        else:
            inside = inside and (indent > 0 or not blank) and not line.startswith("#")
            code = indent >= 4 and (code or (blank and not inside))
            inside = inside or (not code and _HOLDS_MORE.match(line) is not None)
            started = None if code or (inside and indent) or "<" not in line else _RawBlock.at(line)
            raw = started.after(line) if started else None
            found.append(_Kind.CODE if code else _Kind.HTML if started else _Kind.TEXT)
            blank = line.startswith("#")  # code may follow a heading directly
    return found


class _RawBlock:
    """A block of HTML, until the tag that opened it is closed (as Python-Markdown finds its end)."""

    def __init__(self, name: str, depth: int = 0) -> None:
        self._name = name
        self._depth = depth

    @classmethod
    def at(cls, line: str) -> _RawBlock | None:
        """The block that starts with this line, if one does."""
        match = _RAW_BLOCK.match(line)
        if match is None or (match["name"] and match["name"].casefold() not in _RAW_BLOCKS):
            return None
        return cls(match["name"] or "")

    def after(self, line: str) -> _RawBlock | None:
        """What is still open after this line."""
        if not self._name:
            return None if "-->" in line else self
        depth = self._depth
        for tag in re.finditer(rf"<(/?){self._name}\b[^<>]*?(/?)(?:>|$)", line, re.IGNORECASE):
            depth += -1 if tag[1] else (0 if tag[2] else 1)
        return _RawBlock(self._name, depth) if depth > 0 else None


def _indent(line: str) -> int:
    if not line.startswith((" ", "\t")):
        return 0
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip(" "))


def _last_fences(lines: Sequence[str]) -> dict[str, int]:
    """On which line each kind of fence stands for the last time."""
    return {line.strip(): number for number, line in enumerate(lines) if "```" in line or "~~~" in line}


def mended(lines: Sequence[str], store: Callable[[str], str]) -> Iterator[str]:
    """Whole-line mends: see docs/writing.md, “What is mended for you”. Code and raw HTML stay as typed.

    `store` puts HTML away and gives what stands for it.
    """
    lists = _Lists()
    previous = ""  # the line before; "" after an empty one
    last_fence = _last_fences(lines)
    fence: re.Match[str] | None = None
    code: list[str] = []
    for number, (line, kind) in enumerate(zip(lines, _kinds_if_mixed(lines), strict=False)):
        typed = kind is not _Kind.TEXT
        if not (typed or fence) and line[-1:] != "\\" and lists.fits(line, previous):
            yield line
            previous = line
            continue
        opening = None if fence or typed else _INNER_FENCE.match(line)
        if fence and line.strip() == fence[2]:
            yield from ("", lists.indented(store(_code_block(code, fence[3])), len(fence[1])), "")
            lists.pause(for_good=False)
            fence, previous = None, ""
        elif fence:
            code.append(line[min(_indent(line), len(fence[1])) :])
        elif opening and last_fence.get(opening[2], 0) > number:
            fence, code = opening, []
        elif typed or not line.strip():
            lists.pause(for_good=typed)
            yield line
            previous = ""
        elif lists.is_code(line, previous):
            yield lists.code(line)
        else:
            following = lines[number + 1] if number + 1 < len(lines) else ""
            line = _mended_line(line, following, first=not previous or lists.open)
            yield from lists.placed(line, previous)
            previous = line


def _kinds_if_mixed(lines: Sequence[str]) -> Iterable[_Kind]:
    """What each line is; no need to look at each where none can be code or HTML."""
    text = "\n".join(["", *lines])
    return _kinds(lines) if "\n    " in text or "<" in text or "\t" in text else repeat(_Kind.TEXT)


def _code_block(lines: Sequence[str], language: str) -> str:
    kind = f' class="language-{escape(language)}"' if language else ""
    words = escape("".join(f"{line}\n" for line in lines), quote=False)
    return f"<pre><code{kind}>{words}</code></pre>"


def _mended_line(line: str, following: str, *, first: bool) -> str:
    """`first` is false in the middle of a paragraph, where `2)` is no item of a list (CommonMark 5.3)."""
    line = _GLYPH_ITEM.sub(r"\1- ", line)
    bracket = _BRACKET_ITEM.match(line)
    if bracket and (first or bracket[2] == "1"):
        line = _BRACKET_ITEM.sub(r"\1.\3", line)
    if line.startswith("#"):
        line = _heading_or_hashtag(line)
    # Everyone but Python-Markdown reads a backslash at the end of a line as a line break.
    breaks = line.endswith("\\") and not line.endswith("\\\\") and following.strip()
    return line[:-1] + "  " if breaks else line


def _heading_or_hashtag(line: str) -> str:
    """`#Heading` without a space is a heading; `#litterpick` and `#3 in the league` are words."""
    match = _HASH.match(line)
    if match is None:
        return line
    marks, rest = match[1], match[2]
    if len(marks) == 1 and (not rest[0].isupper() or _HASHTAG.search(rest)):
        return "\\" + line
    return f"{marks} {rest}"


class _Lists:
    """The lists that are open. Inner ones, which most people indent by two or three spaces, are brought to the four
    that the parser needs; an empty line is put before a list that follows a paragraph directly."""

    def __init__(self) -> None:
        # (indent of the marker, indent of its text, whether it has numbers), as typed, outermost first
        self._stack: list[tuple[int, int, bool]] = []
        self._blank = False
        self._after_code = False

    @property
    def open(self) -> bool:
        return bool(self._stack)

    def fits(self, line: str, previous: str) -> bool:
        """Whether this is one of the lines, most of all, that stand at the margin and need no mending."""
        if self._after_code:
            return False
        if _WORDS.match(line):
            if self._blank:
                self._stack.clear()
        elif line[:1] == "#":
            if line.lstrip("#")[:1] != " ":
                return False
            self._stack.clear()
        else:
            item = _PLAIN_ITEM.match(line)
            counts = item is not None and item[1][0].isdigit()
            if item is None or (previous and not (self._stack and self._stack[0][2] == counts)):
                return False
            self._stack[:] = [(0, len(item[0]), counts)]
        self._blank = False
        return True

    def pause(self, *, for_good: bool) -> None:
        """An empty line, after which they may go on; or something that ends them all."""
        self._blank = True
        if for_good:
            self._stack.clear()

    def indented(self, line: str, indent: int) -> str:
        """A block that was typed with this indent, where the parser needs it."""
        self._leave(indent)
        return " " * 4 * len(self._stack) + line

    def is_code(self, line: str, previous: str) -> bool:
        """Code inside an item (CommonMark 4.4): set apart, and four spaces further in than the item's words."""
        deep = bool(self._stack) and _indent(line) >= self._stack[-1][1] + 4
        return deep and not previous and (self._after_code or not _ITEM.match(line.expandtabs(4)))

    def code(self, line: str) -> str:
        """A line of such code, where the parser needs it."""
        self._blank, self._after_code = False, True
        return self._shifted(line)

    def placed(self, line: str, previous: str) -> list[str]:
        """The line where the parser needs it, after an empty one if need be."""
        indent = _indent(line)
        rule = _RULE.match(line)
        item = None if rule else _ITEM.match(line.expandtabs(4))
        before = self._started(item, previous) if item is not None and (self._stack or indent < 4) else None
        if before is not None:
            line = " " * 4 * (len(self._stack) - 1) + line.lstrip()
        elif self._stack and _EMPTY_ITEM.match(line):
            return []  # else `-` would make a heading of the item above
        elif self._stack and indent >= 2:
            if self._blank:
                self._leave(indent)
            line = self._shifted(line)
        elif self._stack and rule and previous:
            before = [""]  # so would `---`
            self._stack.clear()
        elif self._blank or line.startswith("#"):
            self._stack.clear()
        apart = [""] if self._after_code and not self._blank else []
        self._blank = self._after_code = False
        return [*(before or apart), line]

    def _leave(self, indent: int) -> None:
        """What stands at this indent after an empty line belongs to an outer item, or to none."""
        while self._stack and indent < (self._stack[-1][1] if len(self._stack) > 1 else 2):
            self._stack.pop()

    def _shifted(self, line: str) -> str:
        extra = max(0, _indent(line) - self._stack[-1][1])
        return " " * (4 * len(self._stack) + extra) + line.lstrip()

    def _started(self, item: re.Match[str], previous: str) -> list[str] | None:
        """Note a new item, and say what must come before it. None when it is no item after all."""
        indent, counts = len(item[1]), item[2][0].isdigit()
        depth = len(self._stack)
        while depth and indent < self._stack[depth - 1][1] and indent <= self._stack[depth - 1][0] + 1:
            depth -= 1
        siblings = depth < len(self._stack)
        goes_on = self._stack[depth][2] == counts if siblings else depth > 0
        if previous and not goes_on and not _interrupts(item, previous):
            return None
        if depth >= _DEEPEST:
            raise RecursionError  # the parser would say so too, after a long time
        self._stack[depth:] = [(indent, len(item[0]), counts)]
        return [""] if previous and not goes_on else []


def _interrupts(item: re.Match[str], previous: str) -> bool:
    """CommonMark 5.3: a bullet always ends a paragraph; a number only if it is 1. In a table `-` means none."""
    if previous.startswith(("    ", "#", ":", "!!!")) or ("|" in previous and "|" in item.string):
        return False
    return not item[2][0].isdigit() or item[2] == "1."
