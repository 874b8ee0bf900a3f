"""What the preview adds to a page so that it keeps itself up to date, and what it tells the pages that are open.

Nothing of this is ever in a built site: it is put into the answer to a browser, after the page was made.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from hyperlocal.dates import say
from hyperlocal.problems import Problem, Severity
from hyperlocal.server.faults import HEADINGS, in_pieces, panel_style, place_of
from hyperlocal.site.visible import Held, Why

PREFIX = "/.hyperlocal/"
"""Where the preview's own files stand. No page of a site can: names that start with a dot are not published."""
SCRIPT, EVENTS, STATE = f"{PREFIX}live.js", f"{PREFIX}events", f"{PREFIX}state"

_MOST_TOLD = 100
_ATTRIBUTES = rb"""(?:[^>"']|"[^"]*"|'[^']*')*"""
# The script stands first in the head: no <base> comes before it, no unclosed comment or missing </body> swallows it.
_BEFORE = rb"(?:\s|<!--.*?-->|<(?:!doctype|html)\b" + _ATTRIBUTES + rb">)*"
_START = re.compile(rb"(?:\xef\xbb\xbf)?" + _BEFORE + rb"(?:<head\b" + _ATTRIBUTES + rb">)?", re.IGNORECASE | re.DOTALL)
# The one thing in a page that tells of the style sheet's contents.
_STYLE_VERSION = re.compile(rb"(theme/style\.css\?v=)[0-9a-f]+")
_MENTIONED = re.compile(
    rb"""\b(?:src|srcset|href|poster|data)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE
)


@cache
def script() -> bytes:
    """The script that pages load: hyperlocal's own, from this folder."""
    code = Path(__file__).with_name("live.js").read_text(encoding="utf-8").rstrip().removesuffix(";")
    given = {"events": EVENTS, "state": STATE, "panel": panel_style(), "headings": _headings()}
    return f"{code}({json.dumps(given)});\n".encode()


def digest(*parts: bytes) -> str:
    """A short name for bytes: two that differ do not share it, but by a chance that nobody meets."""
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.hexdigest()


def dressed(page: bytes, /, **told: str) -> bytes:
    """The page with the script at its start, which is `told` things in data attributes. All else stays as it is."""
    if page.startswith((b"\xff\xfe", b"\xfe\xff")):
        return page  # UTF-16: what we add would be read as other letters
    data = "".join(f' data-{name}="{escape(value)}"' for name, value in told.items() if value)
    found = _START.match(page)
    place = found.end() if found else 0
    tag = f'<script src="{SCRIPT}?v={digest(script())}"{data}></script>'
    return page[:place] + tag.encode("utf-8") + page[place:]


def without_style_version(page: bytes) -> bytes:
    """The page as it is whatever the style sheet says."""
    return _STYLE_VERSION.sub(rb"\1", page)


def mentioned(page: bytes) -> list[str]:
    """Every address that the page shows or links to, as it is written there."""
    found: list[str] = []
    for match in _MENTIONED.finditer(page):
        value = (match[1] or match[2] or match[3] or b"").decode("utf-8", "replace")
        found += (
            [part.split()[0] for part in value.split(",") if part.strip()] if b"srcset" in match[0][:8] else [value]
        )
    return found


def stamp(file: Path) -> str:
    """What changes when a file does, without reading it; "" when it is not there."""
    try:
        stat = file.stat()
    except OSError:
        return ""
    return f"{stat.st_mtime_ns}.{stat.st_size}.{stat.st_ino}"


def note(held: Held) -> str:
    """What to say on a page that readers cannot see now."""
    if held.why is Why.DRAFT or held.day is None:
        return "Draft: not published"
    return f"Comes out on {say(held.day)}" if held.why is Why.TO_COME else f"Was shown until {say(held.day)}"


def mark(held: Held) -> str:
    """The same in a word or two, for a link to that page."""
    return {Why.DRAFT: "Draft", Why.TO_COME: "To come", Why.OVER: "Over"}[held.why]


def told(problems: Sequence[Problem]) -> dict[str, object]:
    """Problems as the script wants them: worst first, of very many the first hundred, and how many there are."""
    counts = Counter(problem.severity for problem in problems)
    errors = [str(problem) for problem in problems if problem.severity is Severity.ERROR]
    return {
        "errors": counts[Severity.ERROR],
        "others": len(problems) - counts[Severity.ERROR],
        "key": digest("\n".join(errors).encode("utf-8")) if errors else "",
        "list": [_as_told(problem) for problem in problems[:_MOST_TOLD]],
    }


def marks(held: Iterable[Held], addresses: Mapping[str, str]) -> dict[str, str]:
    """The address of each page that is held back -> its mark. `addresses` are those of texts, by path."""
    return {addresses[one.path]: mark(one) for one in held if one.path in addresses}


def _as_told(problem: Problem) -> dict[str, object]:
    return {
        "severity": problem.severity.name.lower(),
        "place": place_of(problem),
        "message": problem.message,
        "remedy": in_pieces(problem.remedy) if problem.remedy else [],
    }


def _headings() -> dict[str, str]:
    return {severity.name.lower(): heading for severity, heading in HEADINGS.items()}
