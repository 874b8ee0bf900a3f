"""photos.txt: the words for the photos in one folder, and whether the people in them agreed to be shown.

    fair.jpg: Two girls hold up a rabbit
      caption: The rabbit show, won by Clover
      people: children-agreed

A line that starts with the name of a photo begins with what it shows; the lines after it say more. Read kindly; a
line that is not understood is told, and where it may be about children, their photo is held back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from hyperlocal.content.consent import Consent, consent_of, speaks_of_children
from hyperlocal.content.photo import PHOTO_ENDINGS
from hyperlocal.encoding import decode, normalise
from hyperlocal.problems import Names, Problem, error, warning
from hyperlocal.values import dataclass

NAMES = frozenset({"photos.txt", "photos.txt.txt"})
"""What the file is called, in small letters. Notepad makes the second when Windows hides endings."""
PEOPLE = "people"
_KEYS = {
    "file": "file", "photo": "file", "picture": "file", "image": "file", "name": "file",
    "alt": "alt", "alt-text": "alt", "image-alt": "alt", "shows": "alt", "what-it-shows": "alt", "description": "alt",
    "caption": "caption", "title": "caption", "legend": "caption",
    "people": PEOPLE, "person": PEOPLE, "who": PEOPLE,
    "consent": "consent", "permission": "consent", "agreed": "consent",
}  # fmt: skip
_KNOWN = ("alt", "caption", PEOPLE)
_ENDINGS = "|".join(sorted((re.escape(ending[1:]) for ending in PHOTO_ENDINGS), key=lambda one: (-len(one), one)))
# As texts: Python makes patterns of them when the first photos.txt is read, and keeps those.
_PHOTO = (
    rf"(?i)(?:(?:[-*•]|\d{{1,3}}[.)])\s+)?[\"“']?(?P<name>[^:|\t]*?\.(?:{_ENDINGS}))[\"”']?"
    r"(?:\s*$|\s*[:：=|\t]\s*|\s+[-–—]\s+)(?P<rest>.*)"
)
_DETAIL = r"(?:[-*•]\s+)?(?P<key>[^\W\d_][^:：=]{0,40}?)\s*[:：=]\s*(?P<value>.*)"
_INSIDE = (
    r"(?i)(?<![\s;|,(])[\s;|,(]++(?=(?:people|consent)\s*+[:：=])|(?<!\s)\s*+[;|]\s*+(?=(?:alt|caption)\s*+[:：=])"
)
"""Where a line that holds several details at once is taken apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoNote:
    """What is written of one photo. `path` is the photo's, `source` that of photos.txt, `line` where it begins there.

    `alt` is "" when there is none (`decorative` stays as typed); `people` is what was typed, on `people_line`.
    """

    path: str
    source: str
    line: int
    alt: str = ""
    caption: str = ""
    people: str = ""
    people_line: int = 0
    consent: Consent = Consent.GIVEN


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line that was understood: a detail of a photo, or (`key` is “file”) the name of the next one."""

    key: str
    value: str
    number: int


class _Beside:
    """The photos beside a photos.txt: their names, and who is meant by a name that is nearly right."""

    def __init__(self, photos: Sequence[str]) -> None:
        self.paths = {photo.rpartition("/")[2]: photo for photo in photos}
        self._near = Names(tuple(self.paths))
        self._keys = Names(tuple(_KEYS))
        self._folded: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        for name in self.paths:
            self._folded.setdefault(name.casefold(), []).append(name)
            self._stems.setdefault(PurePosixPath(name).stem.casefold(), []).append(name)

    def certainly(self, typed: str) -> str | None:
        """The photo of this name, whatever its capitals, with or without its ending; None when that is not one."""
        if typed in self.paths:
            return typed
        folded = typed.casefold()
        found = self._folded.get(folded) or self._stems.get(folded) or []
        return found[0] if len(found) == 1 else None

    def perhaps(self, typed: str) -> str | None:
        """The photo that is nearly called that. IMG_12 is not nearly IMG_13: it is another one."""
        found = self._near.nearest(typed)
        other_number = found and re.sub(r"\d+", "", found).casefold() == re.sub(r"\d+", "", typed).casefold()
        return None if other_number else found

    def key(self, typed: str) -> str:
        """The detail that is nearly called that; "" when there is none."""
        return _KEYS.get(self._keys.nearest(typed) or "", "")


def read_notes(path: str, data: bytes, photos: Sequence[str]) -> tuple[tuple[PhotoNote, ...], tuple[Problem, ...]]:
    """The notes in the bytes of a photos.txt at `path`, in its order, about `photos`: the paths of those beside it."""
    folder = path.rpartition("/")[0]
    beside = _Beside(photos)
    problems: list[Problem] = []
    notes: dict[str, PhotoNote] = {}
    for block in _blocks(_lines(normalise(decode(data).text), path, beside, problems), path, problems):
        typed = block[0].value
        name = beside.certainly(typed)
        near = None if name else beside.perhaps(typed)
        note = _note(beside.paths.get(name or near or "", f"{folder}/{typed}"), path, block, beside, problems)
        if name is None:
            problems.append(_not_here(path, block[0], near))
            if near is None or note.consent is Consent.GIVEN:
                continue
            # Its words may be another photo's; that children may be in it counts all the same.
            note = replace(note, alt="", caption="")
        first = notes.get(note.path)
        if first is not None and name is not None:
            problems.append(_twice(path, note.line, name, first.line))
        notes[note.path] = note if first is None else _both(first, note)
    return tuple(notes.values()), tuple(problems)


def _lines(text: str, path: str, beside: _Beside, problems: list[Problem]) -> Iterator[_Line]:
    """Every line that is understood, with those that go on joined to it."""
    waiting: _Line | None = None
    for number, whole in enumerate(text.split("\n"), 1):
        line = whole.strip()
        found = list(_taken_apart(line, number, beside))
        if found:
            yield from [waiting] if waiting else []
            yield from found[:-1]
            waiting = found[-1]
        elif not line or _is_remark(line):
            yield from [waiting] if waiting else []
            waiting = None
        elif waiting is not None and whole[0].isspace():
            waiting = _Line(key=waiting.key, value=f"{waiting.value} {line}".strip(), number=waiting.number)
        else:
            problems.append(_not_understood(path, number, line))
            if speaks_of_children(line):
                yield from [waiting] if waiting else []
                waiting = _Line(key=PEOPLE, value=line, number=number)
    yield from [waiting] if waiting else []


def _taken_apart(line: str, number: int, beside: _Beside) -> Iterator[_Line]:
    photo = re.fullmatch(_PHOTO, line)
    detail = re.fullmatch(_DETAIL, line)
    if photo is not None:
        yield _Line(key="file", value=photo["name"].strip(), number=number)
        yield from _details("alt", photo["rest"], number)
    elif detail is not None:
        key = _key(detail["key"])
        if key not in _KEYS.values() and beside.certainly(detail["key"].strip()):
            yield _Line(key="file", value=detail["key"].strip(), number=number)
            key = "alt"
        yield from _details(key, detail["value"], number)
    elif beside.certainly(line):
        yield _Line(key="file", value=line, number=number)


def _details(key: str, value: str, number: int) -> Iterator[_Line]:
    """A detail, and those that stand on the same line after it."""
    first, *more = re.split(_INSIDE, value)
    if first.strip() or key != "alt":
        yield _Line(key=key, value=_unquoted(first), number=number)
    for piece in more:
        name, _, rest = re.sub("[：=]", ":", piece, count=1).partition(":")
        yield _Line(key=_key(name), value=_unquoted(rest.rstrip(")") if "(" not in rest else rest), number=number)


def _key(typed: str) -> str:
    """The proper name of a detail; what is not known, as typed."""
    name = re.sub(r"[\s_-]+", "-", typed.strip().casefold())
    return _KEYS.get(name, name)


def _is_remark(line: str) -> bool:
    return line[0] in "#;" or set(line) <= set("-=*_ ")


def _unquoted(value: str) -> str:
    value = value.strip()
    pairs = ('""', "“”", "''", "‘’")
    return value[1:-1].strip() if len(value) > 1 and value[0] + value[-1] in pairs else value


def _blocks(lines: Iterator[_Line], path: str, problems: list[Problem]) -> Iterator[list[_Line]]:
    """The lines about one photo each, that with its name first."""
    block: list[_Line] = []
    for line in lines:
        if line.key == "file":
            if block:
                yield block
            block = [line]
        elif block:
            block.append(line)
        else:
            problems.append(_of_no_photo(path, line))
    if block:
        yield block


def _note(photo: str, path: str, block: Sequence[_Line], beside: _Beside, problems: list[Problem]) -> PhotoNote:
    found, unsure = _sorted(path, block[1:], beside, problems)
    people, asked = found.get(PEOPLE), found.get("consent")
    consent = consent_of(people.value if people else "", asked.value if asked else "")
    told = unsure or people or asked
    if told is None:
        consent = Consent.GIVEN
    elif unsure is not None and consent is not Consent.CHILDREN:
        consent = Consent.UNCLEAR
    if consent is Consent.UNCLEAR and told is not None:
        problems.append(_unclear(path, told, PurePosixPath(photo).name))
    return PhotoNote(
        path=photo,
        source=path,
        line=block[0].number,
        alt=found["alt"].value if "alt" in found else "",
        caption=found["caption"].value if "caption" in found else "",
        people=told.value if told else "",
        people_line=told.number if told else block[0].number,
        consent=consent,
    )


def _sorted(
    path: str, block: Sequence[_Line], beside: _Beside, problems: list[Problem]
) -> tuple[dict[str, _Line], _Line | None]:
    """The details of one photo by their names, and the line that leaves open who is in it, if one does."""
    found: dict[str, _Line] = {}
    unsure: _Line | None = None
    for line in block:
        known = line.key in (*_KNOWN, "consent")
        if not known:
            near = beside.key(line.key)
            problems.append(_unknown_key(path, line, near))
            if near in (PEOPLE, "consent") or speaks_of_children(f"{line.key} {line.value}"):
                unsure = line
        elif line.key in found:
            problems.append(_given_twice(path, line, found[line.key]))
            unsure = line if line.key in (PEOPLE, "consent") and line.value != found[line.key].value else unsure
        else:
            found[line.key] = line
    return found, unsure


def _both(first: PhotoNote, second: PhotoNote) -> PhotoNote:
    """Of two notes about one photo the first counts, but for the stricter word about its people."""
    strict = second if first.consent is Consent.GIVEN else first
    return replace(
        first,
        alt=first.alt or second.alt,
        caption=first.caption or second.caption,
        people=strict.people,
        people_line=strict.people_line,
        consent=strict.consent,
    )


def not_published(note: PhotoNote) -> Problem:
    """Why a photo of children is not shown (requirement 32)."""
    name = PurePosixPath(note.path).name
    return error(
        "no-consent",
        note.source,
        note.people_line,
        f"{name} shows children, and it does not say here that their parents agreed. So it is not published.",
        "Ask the parents. When they have agreed, write:  people: children-agreed",
    )


def _unclear(path: str, line: _Line, name: str) -> Problem:
    typed = f"{line.key}: {line.value}"[:80]
    return error(
        "no-consent",
        path,
        line.number,
        f"“{typed}” does not say for certain whether the people in {name} agreed to be shown. So it is not published.",
        "Write one of these:  people: none    people: adults-agreed    people: children-agreed",
    )


def _not_here(path: str, line: _Line, near: str | None) -> Problem:
    return error(
        "no-such-photo",
        path,
        line.number,
        f"There is no photo “{line.value[:80]}” in this folder, so what is said of it is of no use.",
        f"Did you mean  {near}" if near else "Write the photo's name as it is in the folder, with its ending.",
    )


def _twice(path: str, line: int, name: str, first: int) -> Problem:
    return warning(
        "photo-twice",
        path,
        line,
        f"{name} has been spoken of in line {first} already. That counts; of its people, the stricter line.",
        "Put both together, and take one of them out.",
    )


def _given_twice(path: str, line: _Line, first: _Line) -> Problem:
    return warning(
        "photo-twice",
        path,
        line.number,
        f"“{line.key}” has been given in line {first.number} already, and that counts.",
        "Take one of the two out. A new photo begins with a line that starts with its name:  fair.jpg: What it shows",
    )


def _unknown_key(path: str, line: _Line, near: str) -> Problem:
    return _useless(
        path,
        line.number,
        f"“{line.key[:40]}” is not something that can be said of a photo, so this line does nothing.",
        f"Did you mean  {near}: {line.value[:80]}" if near else "Write  alt:  or  caption:  or  people:  before it.",
    )


def _not_understood(path: str, number: int, line: str) -> Problem:
    return _useless(
        path,
        number,
        f"“{line[:80]}” starts neither with the name of a photo nor with alt, caption or people. So it does nothing.",
        "Write it like this:  fair.jpg: What it shows    If this is a page, call the file photos.md",
    )


def _of_no_photo(path: str, line: _Line) -> Problem:
    return _useless(
        path,
        line.number,
        f"“{line.key[:40]}: {line.value[:80]}” stands before the name of any photo, so it does nothing.",
        "Write the photo's name in a line above it:  fair.jpg: What it shows",
    )


def _useless(path: str, number: int, message: str, remedy: str) -> Problem:
    return warning("unknown-photo-line", path, number, message, remedy)
