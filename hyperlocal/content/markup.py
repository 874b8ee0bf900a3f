"""Markdown -> Document: the HTML of one text, with the places of its links, knowing nothing of the rest of the site.

Links stay as written; `site.connect` finds out where they lead, `output.bodies` writes them for the page that shows
them. So a conversion depends on its text alone, and can be remembered.
"""

from __future__ import annotations

import html as entities
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from markdown import Markdown
from markdown.extensions.toc import TocExtension

from hyperlocal.content.dialect import PLACEHOLDER, Dialect
from hyperlocal.content.sanitise import TAG, Removal, attributes_of, sanitise
from hyperlocal.slugs import slugify

_SUMMARY = 220
_MORE = re.compile(r"<!--\s*more\s*-->", re.IGNORECASE)
_TEMPLATE_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\[/?(?:caption|gallery|embed)\b[^\]]*\]")
_PARAGRAPH = re.compile(r"<p(?:\s[^>]*)?>(.*?)</p>", re.DOTALL)
_HEADING = re.compile(r"<h([1-6])([^>]*)>(.*?)</h\1>", re.DOTALL)
_ID = re.compile(r"<[a-zA-Z][^>]*?\sid=\"([^\"]*)\"")
_CODE = re.compile(r"^(```+|~~~+).*?^\1|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_FIRST_HEADING = re.compile(r"\s*<h([12])([^>]*)>(.*?)</h\1>\s*", re.DOTALL)
_NOTE_MARK = re.compile(r"<sup id=\"fnref[^>]*>.*?</sup>", re.DOTALL)
_ADDRESSES = {
    "a": ("href",),
    "img": ("src",),
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
    """A link or a picture in a Document's HTML. Offsets count characters in `Document.html`.

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


Converter = Callable[[Sequence[Text]], Sequence[Document | Unconvertible]]
"""Many texts at once, so that the work can be remembered and shared out by whoever calls."""


def convert_all(texts: Sequence[Text]) -> Sequence[Document | Unconvertible]:
    """The plain converter: one after the other."""
    return [_convert_or_say(text) for text in texts]


def convert(text: Text) -> Document:
    """Markdown to safe HTML. Raises `Unconvertible` for a text nested too deeply."""
    engine = _engine()
    engine.reset()
    try:
        raw = engine.convert(_MORE.sub("", text.body))
    except RecursionError:
        raise Unconvertible("Lists or quotations lie too deep inside each other here.") from None
    html, removals = (raw, ()) if text.trusted else sanitise(raw)
    title, html = _lift_title(html, text)
    return Document(
        html=html,
        title=title,
        summary=_summary(text.body, html),
        references=tuple(_references(html, text.body)),
        headings=tuple(_headings(html)),
        anchors=frozenset(entities.unescape(found) for found in _ID.findall(html)),
        remarks=tuple(_remarks(text.body, removals)),
    )


def plain_text(html: str) -> str:
    """The words of a piece of HTML, on one line."""
    return re.sub(r"\s+", " ", entities.unescape(TAG.sub("", _NOTE_MARK.sub("", html).replace("<br>", " ")))).strip()


def shortened(words: str, limit: int = _SUMMARY) -> str:
    """At most `limit` characters, ended at a sentence if one ends in the second half, else at a word, with “…”."""
    if len(words) <= limit:
        return words
    cut = words[: limit + 1]
    sentence = max(cut.rfind(mark) for mark in (". ", "! ", "? "))
    if sentence > limit // 2:
        return cut[: sentence + 1]
    return cut[: cut.rfind(" ") if " " in cut else limit].rstrip(" ,;:–—-") + "…"


@cache
def _engine() -> Markdown:
    return Markdown(
        extensions=[
            "tables",
            "fenced_code",
            "footnotes",
            "def_list",
            "attr_list",
            "abbr",
            "admonition",
            "sane_lists",
            TocExtension(slugify=lambda words, _: slugify(words), permalink=False, toc_depth="2-4"),
            Dialect(),
        ],
        output_format="html",
    )


def _convert_or_say(text: Text) -> Document | Unconvertible:
    try:
        return convert(text)
    except Unconvertible as fault:
        return fault


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


def _summary(body: str, html: str) -> str:
    """The text before `<!-- more -->` if that is there, else the first paragraph that has words."""
    end = len(html)
    if _MORE.search(body):
        paragraphs_before = len(re.split(r"\n\s*\n", body[: _MORE.search(body).start()].strip()))  # type: ignore[union-attr]
        found = list(_PARAGRAPH.finditer(html))[:paragraphs_before]
        end = found[-1].end() if found else end
        return shortened(" ".join(plain_text(match[1]) for match in found))
    words = (plain_text(match[1]) for match in _PARAGRAPH.finditer(html, 0, end))
    first = next((one for one in words if one), "")
    return shortened(first or plain_text(html))


def _headings(html: str) -> Iterator[Heading]:
    for match in _HEADING.finditer(html):
        found = _ID.match(f"<h{match[1]}{match[2]}")
        yield Heading(level=int(match[1]), id=found[1] if found else "", text=plain_text(match[3]))


def _references(html: str, body: str) -> Iterator[Reference]:
    lines = _LineFinder(body)
    depth = 0
    for match in TAG.finditer(html):
        name = (match["name"] or "").casefold()
        if name == "a":
            depth = max(0, depth + (-1 if match["close"] else 1))
        if match["close"] or name not in _ADDRESSES:
            continue
        found = list(attributes_of(match["attributes"]))
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
                line=lines.find(value),
                attributes=tuple((key, value) for key, value, _, _ in found),
                inside_link=name != "a" and depth > 0,
            )


def _line_of(body: str, search: str) -> int:
    at = max(0, body.casefold().find(search.casefold()))
    return body.count("\n", 0, at) + 1


class _LineFinder:
    """On which line of a body a text stands. Asked in reading order, the same text again means its next place."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._after: dict[str, int] = {}

    def find(self, wanted: str) -> int:
        bare = re.sub(r"^(?:mailto:|https?://)", "", wanted)
        for form in (wanted, entities.escape(wanted, quote=False), wanted.replace(" ", "%20"), bare):
            at = self._body.find(form, self._after.get(form, 0))
            if at < 0:
                at = self._body.find(form)
            if at >= 0 and form:
                self._after[form] = at + len(form)
                return self._body.count("\n", 0, at) + 1
        return 1


def _remarks(body: str, removals: Sequence[Removal]) -> Iterator[Remark]:
    looks = [one for one in removals if one.looks]
    for one in removals:
        if not one.looks:
            yield Remark(kind="removed", line=_line_of(body, one.search), text=one.what)
    if looks:
        yield Remark(kind="looks", line=_line_of(body, looks[0].search), text=", ".join(one.what for one in looks))
    if "[[" not in body and "{" not in body and "[" not in body:
        return
    # Code is shown as typed, so what looks like a tag or a placeholder there is meant.
    prose = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), body)
    for match in PLACEHOLDER.finditer(prose):
        yield Remark(kind="placeholder", line=prose.count("\n", 0, match.start()) + 1, text=match[1].strip())
    for match in _TEMPLATE_TAG.finditer(prose):
        yield Remark(kind="template-tag", line=prose.count("\n", 0, match.start()) + 1, text=match[0][:60])
