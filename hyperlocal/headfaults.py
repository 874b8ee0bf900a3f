"""What there is to say about the lines at the head of a file, in words for whoever typed them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hyperlocal.problems import Problem, error, warning

MOST_ENTRIES = 1_000
"""Names in one head. A head of a real file has ten, or fifty when another program wrote it."""


def unreadable(path: str, line: int, typed: str) -> Problem:
    word, _, rest = typed.partition(" ")
    lacks = "could not be read as a name, a colon and a value" if ":" in typed else "has no colon after its name"
    example = (
        f"{word.casefold()}: {rest.strip() or '…'}" if re.fullmatch(r"[^\W\d][\w-]*", word) else "title: Summer fair"
    )
    return error(
        "no-colon",
        path,
        line,
        f"“{typed[:60]}” {lacks}, so this line was left out.",
        f"Write a name, a colon and a value, like this:  {example[:60]}",
    )


def too_many(path: str, line: int) -> Problem:
    return error(
        "too-many-names",
        path,
        line,
        f"There are more than {MOST_ENTRIES:,} lines with a name and a colon before this one, so it and what follows "
        "at the top of the file were left out.",
        "Keep the lines that are about the text, and put the rest below the second ---.",
    )


def open_head(path: str, lines: Sequence[str], fence: int | None) -> Problem:
    at = fence or 0
    mark = lines[at].strip()
    return warning(
        "open-head",
        path,
        at + 1,
        f"The lines at the top start with {mark} but no second {mark} follows, so they were read up to the first "
        "empty line.",
        f"Put a line with only {mark} between the details and the text.",
    )
