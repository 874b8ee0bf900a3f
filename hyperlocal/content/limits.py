"""What one file may cost, so that no text or photo, hostile or unlucky, takes the rest of the site with it.

A text has at most 10 MB and takes at most 5 seconds; more is told and left out. No text that people write comes near.
"""

from __future__ import annotations

import re
from contextlib import AbstractContextManager, nullcontext

from hyperlocal.content.markup import Document, Text, Unconvertible, convert
from hyperlocal.disk import MOST, NotAFile, TooLarge
from hyperlocal.problems import Problem, error
from hyperlocal.timelimit import TooLong, within

SECONDS = 5.0
"""Seconds of processor time for one text. The longest page of a real site takes a tenth of one."""

_SMALL = 20_000
"""Characters of a head and a text which nothing can be slow in but the conversion. Setting a limit takes a moment too,
which ten thousand short texts would notice."""

_LONG = 100_000
"""Characters of a text whose signs are worth counting."""


class TooSlow(Unconvertible):
    """The conversion was ended. Another computer might have come to the end: never remember this."""


class TooMuch(Unconvertible):
    """The page would be far larger than its text, or would take minutes."""


# What takes unsafe HTML out is compiled, so no timer can stop it; and its time grows with the square of two things:
# the signs that are written as &…; or lie between U+0080 and U+00BF, in one stretch of words, and the depth of tags.
_SIGNS = re.compile("[&<>\u0080-\u00bf]")
_MOST_STEPS = 200_000_000_000
"""Signs times characters: three seconds."""
# Those that have no end tag, or need none.
_TAG = re.compile(
    r"<(/?)(?!(?:area|br|col|dd|dt|embed|hr|img|input|li|link|meta|option|p|source|td|th|tr|track|wbr)\b)[a-z]",
    re.IGNORECASE,
)
_DEEPEST = 5_000


def bounded(text: Text, *, seconds: float = SECONDS) -> Document | Unconvertible:
    """The Document of a text, or why there is none. Never raises for the text's sake, and never takes for ever."""
    try:
        _weigh(text.body)
        with within(seconds):
            document = convert(text)
    except Unconvertible as fault:
        return fault
    except TooLong:
        return TooSlow(
            f"This text took longer than {seconds:g} seconds to turn into a page.",
            "Make several pages of it, and look for very many brackets, stars or < without an end.",
        )
    if len(document.html) <= MOST:
        return document
    # A few lines can do that: one long address or note that is named ten thousand times.
    return TooMuch(
        f"The page made from this text would have more than {MOST // 1_000_000} MB.",
        "Look for a long address or a long explanation that is used very often, and make several pages of it.",
    )


def _weigh(body: str) -> None:
    """Refuse what no timer could stop. Raises `TooMuch` and `Unconvertible`."""
    if len(body) > _LONG and len(_SIGNS.findall(body)) * len(body) > _MOST_STEPS:
        raise TooMuch(
            "This text is too long for one page, with very many signs such as & < > and £ in it.",
            "Make several pages of it.",
        )
    if body.count("<") > _DEEPEST:
        depth = 0
        for tag in _TAG.finditer(body):
            depth = max(0, depth - 1) if tag[1] else depth + 1
            if depth > _DEEPEST:
                raise Unconvertible(
                    "Very many HTML tags lie inside each other here.", "Put the end tags in: </div> for each <div>."
                )


def while_reading(size: int) -> AbstractContextManager[None]:
    """The limit for taking a text of `size` characters apart. Raises `TooLong`."""
    return nullcontext() if size <= _SMALL else within(SECONDS)


def unread(path: str, fault: OSError | TooLong) -> Problem:
    """Why the text at `path` was left out before anything could be made of it."""
    if isinstance(fault, TooLong):
        message = f"This file took longer than {SECONDS:g} seconds to read, so it was left out."
        return error("too-slow", path, None, message, "Make several files of it, and keep the lines at the top few.")
    if isinstance(fault, TooLarge):
        message = f"This text has more than {MOST // 1_000_000} MB, so it was left out."
        remedy = "Keep the words, and put photos and other files beside it. For several chapters make several pages."
        return error("too-large", path, None, message, remedy)
    if isinstance(fault, NotAFile):
        message = "This is not an ordinary file, so it was left out."
        return error("not-a-file", path, None, message, "Take it out of the folder.")
    return error(
        "unreadable",
        path,
        None,
        "This file cannot be opened, so it was left out. Perhaps another program holds it, or it has just been moved.",
        "Close other programs that have it open, and try again.",
    )


def left_out(path: str, line: int, fault: Unconvertible) -> Problem:
    """Why the text at `path`, which starts on `line`, was left out when it should have become a Document."""
    message = f"{fault.message} So the file was left out."
    if isinstance(fault, TooSlow):
        return error("too-slow", path, line, message, fault.remedy)
    if isinstance(fault, TooMuch):
        return error("too-large", path, line, message, fault.remedy)
    return error("too-deep", path, line, message, fault.remedy)
