"""A text as it was read: its head taken apart, its body not yet converted; and the date it gives itself."""

from __future__ import annotations

from collections.abc import Sequence

from hyperlocal.content.files import File
from hyperlocal.content.limits import while_reading
from hyperlocal.dates import Moment, NotADate, ambiguous, file_name_date, say
from hyperlocal.encoding import decode, first_double_encoded_line, normalise
from hyperlocal.fields import Reading, read
from hyperlocal.frontmatter import Head
from hyperlocal.frontmatter import read as read_head
from hyperlocal.problems import Problem, advice, error
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RawText:
    """A text that has been read but not converted. `kind` is its folder's name, “posts”.

    `odd` is the first word that looks saved the wrong way: its line in the file, as typed, put right.
    """

    file: File
    kind: str
    head: Head
    reading: Reading
    odd: tuple[int, str, str] | None = None

    @property
    def text(self) -> str:
        return self.head.body


def read_raw(file: File, kind: str, declaring: type, data: bytes) -> RawText:
    """Read the bytes of a file as the class `declaring` declares its fields, in whatever way they were saved.

    Raises `TooLong` for a large file that holds a trap.
    """
    with while_reading(len(data)):
        saved = decode(data).text
        head = read_head(normalise(saved), path=file.path)
        reading = read(declaring, head, file.path)
        return RawText(file=file, kind=kind, head=head, reading=reading, odd=first_double_encoded_line(saved))


def date_of(raw: RawText, stem: str) -> tuple[Moment | None, Sequence[Problem]]:
    """A post's date: from its head, else from its file's name. Never the file's own time, which copying changes."""
    given: Moment | None = raw.reading.values.get("date")
    if given is not None:
        return given, _said_back(raw, given)
    if raw.head.get("date") is not None and not raw.reading.whole:
        return None, ()  # its own problem has been told
    try:
        day, _ = file_name_date(stem)
    except NotADate as fault:
        return None, [_bad_name(raw, fault)]
    return (Moment(day=day), ()) if day is not None else (None, [_no_date(raw)])


def _said_back(raw: RawText, given: Moment) -> Sequence[Problem]:
    """03/04/2026 is another day in America: say which was read."""
    entry = raw.head.get("date")
    typed = (entry.bare() if entry else None) or ""
    if not ambiguous(typed):
        return ()
    return [
        advice(
            "date-read",
            raw.file.path,
            raw.reading.lines["date"],
            f"“{typed}” was read as {say(given.day)}, day first.",
            f"If that is right you need do nothing. To be plain, write:  date: {given.day.isoformat()}",
        )
    ]


def _bad_name(raw: RawText, fault: NotADate) -> Problem:
    return error(
        "bad-date",
        raw.file.path,
        None,
        f"{fault.message} It is the date in the file's name, so the post was left out.",
        f"Change the file's name, or add a line at the top:  date: {fault.suggestion or '2026-11-22'}",
    )


def _no_date(raw: RawText) -> Problem:
    return error(
        "no-date",
        raw.file.path,
        1,
        "This post has no date, so it was left out: nobody would know whether it is still true.",
        "Add a line between the --- lines at the top:  date: 2026-11-22   or start the file's name with the date.",
    )
