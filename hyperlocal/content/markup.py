"""Markdown -> Document: the HTML of one text, with the places of its links, knowing nothing of the rest of the site.

Links stay as written; `site.connect` finds out where they lead, `output.bodies` writes them for the page that shows
them. So a conversion depends on its text alone, and can be remembered.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial

from hyperlocal.content.lines import PLACEHOLDER, prose
from hyperlocal.content.sanitise import TAG, Removal, attributes_of, sanitise
from hyperlocal.values import dataclass

_SUMMARY = 220
_MOST_STEPS = 20_000_000
_BEFORE_ADDRESS = "(<=\"'"
_BEFORE_WORD = f"{_BEFORE_ADDRESS}*_“‘[: \t\n"
_AFTER_ADDRESS = ")>]*_\"'”’ \t\n"
_MORE = re.compile(r"(?P<line>^)?<!--\s*more\s*-->(?(line)(?P<alone>[ \t]*$)?)", re.IGNORECASE | re.MULTILINE)
_MARK = "\ufdd0"
"""Stands for `<!-- more -->` while a text is converted: a character that no text has (see `encoding.normalise`)."""
_GALLERY = re.compile(
    r"^ {0,3}\[[ \t]*gallery[ \t]*:[ \t]*([^\[\]\s][^\[\]\n]{0,299})\][ \t]*$", re.IGNORECASE | re.MULTILINE
)
_GALLERY_MARK = "\ufdd1"
"""Stands for a gallery while a text is converted, with the number of its line; see `_MARK`."""
_GALLERY_PLACE = re.compile(rf"(?P<alone><p>)?{_GALLERY_MARK}(?P<line>\d+)(?(alone)</p>)")
# Not in the address of a link: there it is put right, or told of as a dead link.
_TEMPLATE_TAG = re.compile(
    r"(?<!\]\()(?<!=\")(?:\{%.{0,300}?%\}|\{\{.{0,300}?\}\}|\[/?(?:caption|gallery|embed)\b[^\]\n]{0,300}\](?![(\[:]))"
)
_TEMPLATE_SIGNS = ("{%", "{{", "[caption", "[/caption", "[gallery", "[/gallery", "[embed", "[/embed")
_PARAGRAPH = re.compile(r"<p(?! class=\"admonition-title\")(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_BLOCK_END = re.compile(r"<br>|</(?:p|div|li|d[dt]|t[dhr]|h[1-6]|blockquote|summary|figcaption)>")
_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r"<[a-zA-Z][^>]*?\sid=\"([^\"]*)\"")
_FIRST_HEADING = re.compile(r"\s*<h([12])([^>]*)>(.*?)</h\1>\s*", re.DOTALL)
_NOTE_MARK = re.compile(r"<sup id=\"fnref[^>]*>.*?</sup>", re.DOTALL)
_OPAQUE = re.compile(r"<(script|style|textarea)\b(?:(?!<\1\b).)*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# Every "<" starts a tag in small letters which the next ">" ends, and none of what lies between is a script.
_TIDY = re.compile(
    r"[^<]*+(?:</?+(?!s(?:c|ty)|te)[a-z][a-z0-9]*+(?:[\s/][^<>\"']*+(?:\"[^<>\"]*+\"[^<>\"']*+)*+)?+>[^<]*+)*+"
)
_WITH_ADDRESS = re.compile(
    r"<(?P<close>/?)(?P<name>a|img|gallery|audio|video|source|track)(?P<attributes>(?:[\s/][^<>]*+)?+)>"
)
_ADDRESSES = {
    "a": ("href",),
    "img": ("src",),
    "gallery": ("src",),
    "audio": ("src",),
    "video": ("src", "poster"),
    "source": ("src",),
    "track": ("src",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text to convert. `title` is that of its head ("" if none); `trusted` lets raw HTML through as it is."""

    body: str
    title: str = ""
    trusted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A link, a picture or a gallery in a Document's HTML. Offsets count characters in `Document.html`.

    `start:end` is the whole attribute (` href="…"`), `tag_start:tag_end` the whole start tag. `target` is as written.
    `line` counts from 1 in the body. `attributes` are all of the tag's, names and values; `inside_link` is true for a
    picture inside a link.
    """

    target: str
    tag: str
    attribute: str
    start: int
    end: int
    tag_start: int
    tag_end: int
    line: int
    attributes: tuple[tuple[str, str], ...] = ()
    inside_link: bool = False

    @property
    def alt(self) -> str | None:
        """A picture's text alternative as written; None when there is none at all."""
        return next((value for name, value in self.attributes if name == "alt"), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading in the text: its level as published (2 to 6), its id, its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something to tell the writer. `line` counts in the body.

    `kind` is `removed`, `looks` (only how it looked was removed), `template-tag` or `placeholder`.
    """

    kind: str
    line: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a text became. `title` is its first heading ("" if none); where that stood first it is not in `html`."""

    html: str
    title: str
    summary: str
    references: tuple[Reference, ...]
    headings: tuple[Heading, ...]
    anchors: frozenset[str]
    remarks: tuple[Remark, ...]


class Unconvertible(ValueError):
    """The text cannot be converted; the message is for its writer."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return self.message


Converter = Callable[[Sequence[Text]], Sequence[Document | Unconvertible]]
"""Many texts at once, so that the work can be remembered and shared out by whoever calls."""


def convert_all(texts: Sequence[Text]) -> Sequence[Document | Unconvertible]:
    """The plain converter: one after the other."""
    return [_convert_or_say(text) for text in texts]


def convert(text: Text) -> Document:
    """Markdown to safe HTML. Raises `Unconvertible` for a text that is nested too deeply or leaves too much open."""
    from hyperlocal.content.engine import to_html  # noqa: PLC0415 - brings Python-Markdown, 30 ms

    return convert_with(to_html, text)


def convert_with(to_html: Callable[[str], str], text: Text) -> Document:
    """The same with any function from Markdown to HTML."""
    if _tangled(text.body):
        raise Unconvertible(
            "Very many opening brackets [ or < have no end here.", "Put a backslash before those you mean:  \\[ or \\<"
        )
    words = prose(text.body)
    try:
        raw = to_html(_marked(text.body, words))
    except RecursionError:
        raise Unconvertible(
            "Lists or quotations lie too deep inside each other here.", "Make the lists and quotations less deep."
        ) from None
    html, removals = (raw, ()) if text.trusted else sanitise(raw)
    html = _GALLERY_PLACE.sub(partial(_gallery, words.split("\n")), html) if _GALLERY_MARK in html else html
    title, html = _lift_title(html, text)
    summary = _summary(html)
    html = html.replace(f"<p>{_MARK}</p>\n", "").replace(f"<p>{_MARK}</p>", "").replace(_MARK, "")
    references = tuple(_references(html, words))
    galleries = {reference.line for reference in references if reference.tag == "gallery"}
    return Document(
        html=html,
        title=title,
        summary=summary,
        references=references,
        headings=tuple(_headings(html)),
        anchors=frozenset(entities.unescape(found) for found in _ID.findall(html)),
        remarks=tuple(_remarks(words, removals, galleries)),
    )


def plain_text(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    if "<" in html:
        html = TAG.sub("", _BLOCK_END.sub(" ", _NOTE_MARK.sub("", html)))
    return " ".join(entities.unescape(html).replace(_MARK, "").split())


def shortened(words: str, limit: int = _SUMMARY) -> str:
    """At most `limit` characters, ended at a sentence if one ends in the second half, else at a word, with “…”."""
    if len(words) <= limit:
        return words
    cut = words[: limit + 1]
    sentence = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    if sentence > limit // 2:
        return cut[: sentence + 1]
    return cut[: cut.rfind(" ") if " " in cut else limit].rstrip(" ,;:–—-") + "…"


def _convert_or_say(text: Text) -> Document | Unconvertible:
    try:
        return convert(text)
    except Unconvertible as fault:
        return fault


def _tangled(body: str) -> bool:
    """Whether so much is left open that the parser, which looks for the end of each bracket, would take minutes."""
    if body.count("[") + body.count("<") < 1_000:
        return False
    paragraphs = re.split(r"\n\s*\n", body)
    return _steps(body, r"<(?=[a-zA-Z!/?])|>", nested=False) > _MOST_STEPS or any(
        _steps(paragraph, r"[\[\]]", nested=True) > _MOST_STEPS for paragraph in paragraphs
    )


def _steps(text: str, brackets: str, *, nested: bool) -> int:
    """How many characters lie between each opening bracket and its end, all together. Where brackets are not `nested`,
    an end is that of all before it."""
    steps = 0
    opened: list[int] = []
    for match in re.finditer(brackets, text):
        if match[0] in "[<":
            opened.append(match.start())
        elif nested and opened:
            steps += match.start() - opened.pop()
        else:
            steps += sum(match.start() - at for at in opened)
            opened.clear()
    return steps + sum(len(text) - at for at in opened)


def _marked(body: str, words: str) -> str:
    """The text with `<!-- more -->` and its galleries made marks that come through the conversion."""
    more = _MORE.search(words) if "<!--" in words else None
    pieces = [(more.span(), f"\n\n{_MARK}\n\n" if more["alone"] is not None else _MARK)] if more else []
    for match in _GALLERY.finditer(words) if "allery" in words or "ALLERY" in words else ():
        pieces.append((match.span(), f"\n\n{_GALLERY_MARK}{_line_at(words, match.start())}\n\n"))
    for (start, end), mark in sorted(pieces, reverse=True):
        body = body[:start] + mark + body[end:]
    return body


def _gallery(lines: Sequence[str], place: re.Match[str]) -> str:
    """A place for the photos of a folder. Inside of something else, such as raw HTML, there can be none."""
    number = int(place["line"])
    typed = lines[number - 1].strip()
    folder = _GALLERY.fullmatch(typed)
    assert folder is not None
    if not place["alone"]:
        return entities.escape(typed)
    return f'<gallery src="{entities.escape(folder[1].strip())}" line="{number}">'


def _lift_title(html: str, text: Text) -> tuple[str, str]:
    """The title, and the HTML without it: a first heading is the title if the head gave none, or the same one."""
    first = _FIRST_HEADING.match(html)
    if first is None:
        any_heading = _HEADING.search(html)
        return plain_text(any_heading[3]) if any_heading else "", _without_h1(html)
    words = plain_text(first[3])
    lifted = _straight(words) == _straight(text.title) or (not text.title and first[1] == "1")
    return words, _without_h1(html[first.end() :] if lifted else html)


def _without_h1(html: str) -> str:
    """The page's title is its one h1."""
    return re.sub(r"<(/?)h1\b", r"<\1h2", html)


def _straight(words: str) -> str:
    """Words without the differences that smart quotes and capitals make."""
    return re.sub(r"[‘’]", "'", re.sub(r"[“”]", '"', words)).casefold().strip()


def _summary(html: str) -> str:
    """The words before the mark if it is there, else the first paragraph that has words."""
    before, mark, _ = html.partition(_MARK)
    paragraphs = (plain_text(match[1]) for match in _PARAGRAPH.finditer(before + "</p>" if mark else html))
    found = filter(None, paragraphs)
    words = " ".join(found) if mark else next(found, "")
    return shortened(words or plain_text(before if mark else html))


def _headings(html: str) -> Iterator[Heading]:
    for match in _HEADING.finditer(html):
        found = _ID.match(f"<h{match[1]}{match[2]}")
        yield Heading(level=int(match[1]), id=found[1] if found else "", text=plain_text(match[3]))


def _references(html: str, words: str) -> Iterator[Reference]:
    lines = _LineFinder(words)
    depth = 0
    for match in _tags_with_addresses(html):
        name = match["name"].casefold()
        if name == "a":
            depth = max(0, depth + (-1 if match["close"] else 1))
        if match["close"]:
            continue
        found = list(attributes_of(match["attributes"]))
        attributes = tuple([(key, value) for key, value, _, _ in found])
        offset = match.start("attributes")
        for attribute, value, start, end in found:
            if attribute not in _ADDRESSES[name]:
                continue
            yield Reference(
                target=value,
                tag=name,
                attribute=attribute,
                start=offset + start,
                end=offset + end,
                tag_start=match.start(),
                tag_end=match.end(),
                line=_line_in(found[-1][1]) if name == "gallery" else lines.find(value),
                attributes=attributes,
                inside_link=name != "a" and depth > 0,
            )


def _line_in(value: str) -> int:
    """The line that a gallery was given; 1 for one that somebody wrote as raw HTML."""
    return int(value) if value.isdecimal() else 1


def _tags_with_addresses(html: str) -> Iterator[re.Match[str]]:
    """The tags that may have a link or a picture, and the ends of links."""
    if _TIDY.fullmatch(html):
        return _WITH_ADDRESS.finditer(html)
    # What looks like a tag inside a script is none.
    tags = TAG.finditer(_OPAQUE.sub(lambda script: " " * len(script[0]), html))
    return (match for match in tags if (match["name"] or "").casefold() in _ADDRESSES)


def _line_at(words: str, position: int) -> int:
    return words.count("\n", 0, position) + 1


class _LineFinder:
    """On which line of a text an address stands. Asked in reading order, the same address means its next place."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._after: dict[str, int] = {}

    def find(self, wanted: str) -> int:
        if not wanted:
            return 1
        bare = re.sub(r"^(?:mailto:|https?://)", "", wanted)
        forms = [wanted]
        if "&" in wanted or "<" in wanted or ">" in wanted:
            forms.append(entities.escape(wanted, quote=False))
        if " " in wanted:
            forms.append(wanted.replace(" ", "%20"))
        if bare:
            forms.append(bare)
        # An address with a scheme may stand alone; any other may be a word of the text as well.
        for before in (_BEFORE_WORD, None) if bare != wanted else (_BEFORE_ADDRESS, _BEFORE_WORD, None):
            for form in forms:
                after = self._after.get(form, 0)
                at = self._place(form, after, before)
                if at < 0 and after:
                    at = self._place(form, 0, before)
                if at >= 0:
                    self._after[form] = at + len(form)
                    return _line_at(self._words, at)
        return 1

    def _place(self, form: str, start: int, before: str | None) -> int:
        """Where it stands next after one of `before`, and not as the start of a longer address; None: anywhere."""
        at = self._words.find(form, start)
        while before and at >= 0:
            end = at + len(form)
            rest = self._words[end : end + 3].lstrip(".,;:!?")
            if self._words[at - 1 : at] in before and rest[:1] in _AFTER_ADDRESS:
                return at
            at = self._words.find(form, end)
        return at


def _remarks(words: str, removals: Sequence[Removal], galleries: Set[int]) -> Iterator[Remark]:
    """`galleries` are the lines that became one."""
    looks = [one for one in removals if one.looks]
    for one in removals:
        if not one.looks:
            yield Remark(kind="removed", line=_line_of(words, one), text=one.what)
    if looks:
        yield Remark(kind="looks", line=_line_of(words, looks[0]), text=", ".join(one.what for one in looks))
    for match in PLACEHOLDER.finditer(words) if "[[" in words else ():
        yield Remark(kind="placeholder", line=_line_at(words, match.start()), text=match[1].strip())
    for match in _TEMPLATE_TAG.finditer(words) if any(sign in words for sign in _TEMPLATE_SIGNS) else ():
        line = _line_at(words, match.start())
        if line not in galleries:
            yield Remark(kind="template-tag", line=line, text=match[0][:60])


def _line_of(words: str, removal: Removal) -> int:
    places = (re.search(re.escape(text), words, re.IGNORECASE) for text in removal.search)
    return next((_line_at(words, place.start()) for place in places if place), 1)
