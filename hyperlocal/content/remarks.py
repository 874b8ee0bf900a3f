"""What there is to say about a text that is published all the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from hyperlocal.content.lines import PLACEHOLDER
from hyperlocal.content.markup import Document
from hyperlocal.content.raw import RawText
from hyperlocal.fields import meant
from hyperlocal.problems import Problem, advice, warning
from hyperlocal.values import dataclass

_BY_FOLDER = "hyperlocal chooses how a text looks by the folder that it lies in, so this does nothing."
_ELSEWHERE = {"layout": _BY_FOLDER, "template": _BY_FOLDER, "type": _BY_FOLDER}
"""Names that other tools have, which somebody may miss here."""


def remarks(raw: RawText, document: Document) -> Iterator[Problem]:
    path = raw.file.path
    for remark in document.remarks:
        line = raw.head.body_line + remark.line - 1
        if remark.kind == "placeholder":
            yield _placeholder(path, line, remark.text)
        elif remark.kind == "template-tag":
            yield _template_tag(path, line, remark.text)
        elif remark.kind == "looks":
            yield advice(
                "html-looks",
                path,
                line,
                f"What only changed the look of something was taken out of this text: {remark.text}.",
                "Nothing to do; the theme looks after how things look.",
            )
        else:
            yield warning(
                "html-removed",
                path,
                line,
                f"For safety {remark.text} was taken out of this text.",
                "Use Markdown for it if you can; docs/writing.md says how, and how to allow it.",
            )
    for entry in raw.head.entries:
        first = entry.first if entry.fixed is None else str(entry.fixed)
        for line, typed in enumerate((first, *entry.more), entry.line):
            for match in PLACEHOLDER.finditer(typed):
                yield _placeholder(path, line, match[1].strip())


def _template_tag(path: str, line: int, typed: str) -> Problem:
    start = typed[:9].casefold()
    if start == "[gallery:":
        return warning(
            "gallery-in-line",
            path,
            line,
            f"“{typed}” is shown as typed: a gallery can only stand by itself, not inside a sentence, a list, a "
            "quotation or HTML.",
            "Put it on a line of its own, from the very start of the line.",
        )
    remedy = "Put the words or the photo that it stood for in its place."
    if start.startswith("[gallery"):
        remedy = (
            "Put the photos into a folder beside this file, and write its name in its place:  [gallery: summer-fair]"
        )
    message = f"“{typed}” is a code of another tool, which does nothing here."
    return warning("template-tag", path, line, message, remedy)


def _placeholder(path: str, line: int, words: str) -> Problem:
    return warning(
        "placeholder",
        path,
        line,
        f"“[[{words}]]” is still to be written.",
        "Write your own words in its place, without the square brackets.",
    )


def double_encoded(raw: RawText) -> Iterator[Problem]:
    """Words that another program saved the wrong way: shown as typed, never mended behind anyone's back."""
    if raw.odd is not None:
        line, odd, mended = raw.odd
        yield warning(
            "double-encoded",
            raw.file.path,
            line,
            f"“{odd}” looks like “{mended}” saved the wrong way by another program. It is shown as typed.",
            f"If it should be “{mended}”, type that in its place and save as UTF-8.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownKey:
    """A name in a head that no field claims. `name` tells it from others, `key` is as typed, `first` what stood behind
    it; `near` the proper name that was probably meant, or ""."""

    kind: str
    path: str
    line: int
    name: str
    key: str
    first: str
    near: str


def unknown_in(raw: RawText, declaring: type) -> Iterator[UnknownKey]:
    """The unknown names in one head."""
    for entry in raw.reading.unknown:
        yield UnknownKey(
            kind=raw.kind,
            path=raw.file.path,
            line=entry.line,
            name=entry.name,
            key=entry.key,
            first=entry.first,
            near=meant(entry, declaring) or "",
        )


def unknown_keys(keys: Iterable[UnknownKey]) -> Iterator[Problem]:
    """Each unknown key once, with how many files have it: one old website's habit is one remark, not a hundred."""
    seen: dict[tuple[str, str], list[UnknownKey]] = defaultdict(list)
    for one in keys:
        seen[one.kind, one.name].append(one)
    for (kind, _), places in sorted(seen.items()):
        first = places[0]
        also = f" It is in {len(places)} files; this is the first." if len(places) > 1 else ""
        message = f"“{first.key}” is not a name that {kind} have, so it is kept but does nothing.{also}"
        if first.name in _ELSEWHERE:
            message = f"“{first.key}: {first.first}”: {_ELSEWHERE[first.name]}{also}"
            remedy = "Take the line out. To change how all pages of a kind look, see docs/themes.md."
            yield advice("unknown-key", first.path, first.line, message, remedy)
        elif first.near:
            yield warning("unknown-key", first.path, first.line, message, f"Did you mean “{first.near}”?")
        else:
            yield advice("unknown-key", first.path, first.line, message, "You can leave it, or take the line out.")
