"""Which field of an organisation a column of a spreadsheet holds, guessed from its heading.

A guess is only shown: nothing is written before somebody has said yes to it, or put it right. What nobody recognises is
left out, and told, for it may be what must not be published: names, home addresses, notes of a committee.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from hyperlocal.content.organisation import Organisation
from hyperlocal.fields import declared
from hyperlocal.importers.table import Row, letter
from hyperlocal.problems import nearest
from hyperlocal.values import dataclass

TEXT = "text"
"""What stands for the words below a file's head, beside the names of fields."""
NAME = "title"

_WITHIN, _FEW = 20, 3
"""Rows among which the headings are; cells that make no column yet."""

_KNOWN: Mapping[str, tuple[str, ...]] = {
    NAME: (
        "name", "organisation", "organization", "organisation name", "organization name", "name of organisation",
        "name of organization", "group", "group name", "name of group", "club", "club name", "charity name", "society",
        "project name", "company name", "name of club", "name of charity", "provider", "provider name", "full name",
        "organisations", "group organisation", "organisation group",
    ),
    TEXT: ("text", "about", "about us", "about the group", "about you", "what we do", "what you do", "more about us",
           "long description", "full description", "details", "further details", "more information", "body"),
    "summary": ("description", "short description", "brief description", "summary", "purpose", "aims", "activity"),
    "kind": ("type", "type of organisation", "organisation type", "organization type", "type of group", "group type"),
    "category": ("category", "theme", "themes", "sector", "subject", "interest", "categories", "area of interest"),
    "legal_form": ("legal structure", "constitution", "structure"),
    "registered_name": ("legal name", "registered charity name", "official name"),
    "registered_office": ("registered address",),
    "charity_number": ("registered charity", "registered charity number", "charity reg", "charity registration",
                       "charity registration number", "charity reg no", "charity commission number", "rcn"),
    "company_number": ("company registration", "company registration number", "company reg no", "companies house",
                       "companies house number", "cic number", "registered company number"),
    "phones": ("phone", "tel", "telephone", "telephone number", "phone number", "tel no", "tel number", "phone no",
               "contact number", "contact no", "contact tel", "contact telephone", "contact phone", "tele", "ring"),
    "email": ("email", "e mail", "contact email", "mail", "email us", "enquiries"),
    "website": ("website", "web site", "web", "web address", "url", "homepage", "home page", "web page", "www", "site"),
    "links": ("facebook", "twitter", "instagram", "x", "social media", "facebook page", "youtube", "linkedin",
              "socials", "mastodon", "bluesky", "tiktok", "facebook link"),
    "postal_address": ("postal address", "correspondence address", "mailing address", "post to"),
    "address": ("address", "address line", "street address", "venue", "venue address", "venue name", "building",
                "building name", "street", "street name", "location", "location name", "meeting place", "where",
                "meeting address", "place", "house", "road"),
    "town": ("town", "city", "village", "town city", "town or city", "post town", "locality", "town village"),
    "postcode": ("postcode", "post code", "postal code", "zip", "zip code", "venue postcode", "p code", "pcode"),
    "latitude": ("latitude", "lat", "geo lat", "y"),
    "longitude": ("longitude", "long", "lng", "lon", "geo long", "geo lng"),
    "area_served": ("area", "area covered", "areas covered", "area of benefit", "ward", "neighbourhood", "coverage"),
    "opening_hours": ("opening times", "opening hours", "hours", "open", "times", "when", "opening", "meeting times",
                      "meeting time", "meets", "when do you meet", "days and times", "day and time", "session times"),
    "who_for": ("eligibility", "who for", "for whom", "target group", "audience", "beneficiaries", "who can come"),
    "minimum_age": ("min age", "minimum age", "age from", "from age", "youngest"),
    "maximum_age": ("max age", "maximum age", "age to", "to age", "oldest"),
    "cost": ("cost", "costs", "price", "charge", "charges", "fee", "fees", "how much"),
    "how": ("referral", "how to refer", "how to access", "how to join", "access route", "referral route"),
    "access": ("accessibility", "accessible", "disabled access", "access", "wheelchair access", "facilities"),
    "languages": ("languages", "languages spoken", "community languages"),
    "state": ("state", "active"),
    "checked": ("checked", "last checked", "date checked", "checked on", "verified", "last verified", "date verified",
                "last reviewed", "reviewed", "last confirmed", "confirmed"),
    "checked_by": ("checked by", "verified by", "reviewed by", "confirmed by"),
    "updated": ("updated", "last updated", "date updated", "last modified", "modified", "last amended"),
    "taken_from": ("source", "data source", "source of information"),
    "consent": ("consent", "consent given", "permission", "gdpr consent", "gdpr"),
    "id": ("id", "uuid", "guid"),
}  # fmt: skip
"""Headings that people use, beside each field's own names."""

_PHONES = ("mobile", "office", "landline", "bookings", "helpline", "daytime", "evening", "fax", "textphone", "minicom")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_PEOPLE = frozenset(
    {
        *("contact", "contactname", "nameofcontact", "contactperson", "keycontact", "maincontact", "leadcontact"),
        *("secretary", "chair", "chairman", "chairperson", "treasurer", "leader", "firstname", "lastname", "surname"),
        *("forename", "manager", "organiser", "coordinator", "trustee", "trustees", "committee", "primarycontact"),
    }
)
_BEFORE = frozenset(
    {
        *("organisation", "organisations", "organization", "org", "contact", "main", "group", "club", "charity"),
        *("your", "their", "our", "the", "public", "general", "business", "primary", "second", "other", "alternative"),
    }
)
_AFTER = frozenset(
    {
        *("no", "nos", "num", "number", "numbers", "address", "addresses", "details", "info", "line", "lines"),
        *("s", "optional", "if", "any"),
    }
)
_HELD_BACK = frozenset({"draft", "hidden", "private", "pending"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column. `field` is the name of a field, `TEXT`, or "" when it is left out; `key` the name under which it is
    read (`published` says the opposite of `draft`). `label` is what its heading adds to each cell: “mobile”, “Monday”.
    `why` says why it is left out, or is "" when somebody wants it so."""

    index: int
    heading: str
    field: str
    key: str = ""
    label: str = ""
    why: str = ""


class NoSuchColumn(ValueError):
    """A correction that names no column, or no field; says in words which, and what was perhaps meant."""


def is_heading(text: str) -> bool:
    """Whether a column of this heading is recognised."""
    return len(text) <= _LONGEST and bool(_found(text)[0])


def heading_row(rows: Sequence[Row], corrections: Mapping[str, str]) -> int:
    """Which of the rows, counting from 0, holds the headings: that with the most that are known, for a title or two
    often stand above. Without any it is the first that is not empty."""
    wanted = set(corrections)

    def known(row: Row) -> int:
        return sum(is_heading(cell) or _plain(cell) in wanted for cell in row.cells)

    first = next((at for at, row in enumerate(rows) if not row.empty), 0)
    return max(range(first, min(first + _WITHIN, len(rows))), key=lambda at: known(rows[at]), default=first)


def guess(headings: Row, rows: Sequence[Row], corrections: Mapping[str, str]) -> tuple[Column, ...]:
    """Every column that has a heading or something in it. `corrections` are those of `corrected`.

    Raises `NoSuchColumn` when one of them names no column that is there.
    """
    width = max((len(row.cells) for row in (headings, *rows)), default=0)
    found: list[Column] = []
    used: set[str] = set()
    for index in range(width):
        heading = " ".join(headings.cell(index).split())
        full = sum(bool(row.cell(index).strip()) for row in rows)
        # Beyond the last heading something may have slipped there; in most rows it is a column without a heading.
        beyond = index >= headings.width and _plain(f"column {letter(index)}") not in corrections
        if not heading and (not full or (beyond and (full < _FEW or 2 * full < len(rows)))):
            continue
        heading = heading or f"column {letter(index)}"
        plain = _plain(heading)
        if plain in corrections:
            used.add(plain)
            found.append(_chosen(index, heading, corrections[plain]))
        else:
            found.append(_guessed(index, heading, [row.cell(index) for row in rows]))
    for missing in (one for one in corrections if one not in used):
        near = nearest(missing, [_plain(column.heading) for column in found])
        meant = next((column.heading for column in found if _plain(column.heading) == near), None)
        there = f"Did you mean “{meant}”?" if meant else "There are: " + ", ".join(one.heading for one in found) + "."
        raise NoSuchColumn(f"No column is called “{missing}”. {there}")
    return tuple(found)


def corrected(typed: Iterable[str]) -> dict[str, str]:
    """`Heading=field, Other=` -> the plain heading of each and the field's own name, or "" to leave it out.

    Raises `NoSuchColumn`.
    """
    found: dict[str, str] = {}
    for part in (one[0] for text in typed for one in re.finditer(r"[^=]+=[^,=]*(?=,|\Z)|.+", text, re.DOTALL)):
        heading, equals, name = part.rpartition("=")
        if not equals or not _plain(heading):
            raise NoSuchColumn(f'“{part.strip()}” is not a heading, = and a field. Write:  --columns "Tel=phones"')
        field = _field_called(name)
        if field is None:
            near = nearest(name.strip().replace(" ", "_"), fields())
            words = f"Did you mean “{near}”?" if near else f"There are: {', '.join(fields())}."
            raise NoSuchColumn(f"An organisation has no field “{name.strip()}”. {words}")
        found[_plain(heading)] = field
    return found


def fields() -> tuple[str, ...]:
    """What a column may hold, by name."""
    return (*(field.name for field in declared(Organisation)), TEXT)


def label_of(name: str) -> str:
    """What a field is called in words, which `guess` reads back."""
    return {NAME: "Name", TEXT: "Text"}.get(name) or next(f.label for f in declared(Organisation) if f.name == name)


_LONGEST = 80
"""Characters of a heading. What is longer is a remark above the table."""


def _chosen(index: int, heading: str, field: str) -> Column:
    label = _found(heading)[2] if _found(heading)[0] == field else ""
    return Column(index=index, heading=heading, field=field, key=field, label=label)


def _guessed(index: int, heading: str, cells: Sequence[str]) -> Column:
    field, key, label = _found(heading) if len(heading) <= _LONGEST else ("", "", "")
    if _plain(heading) == "status":
        # Of an organisation it says that it is active; of a page, that it is not to be seen yet.
        held = any(cell.strip().casefold() in _HELD_BACK for cell in cells)
        field, key = ("draft", "status") if held else ("state", "state")
    return Column(index=index, heading=heading, field=field, key=key, label=label, why="" if field else _why(heading))


def _why(heading: str) -> str:
    words = _words(heading)
    if any("".join(less) in _PEOPLE for less in (words, *_pared(words))):
        return "it may name a person"
    near = nearest(_plain(heading), tuple(_names())) if len(heading) <= _LONGEST else None
    return f"not recognised; did you mean {_names()[near][0]}?" if near else "not recognised"


def _found(heading: str) -> tuple[str, str, str]:
    """(field, key, label) of a heading: of all its words, else of those that are left without “contact”, “no.” or a
    figure. A name is found by all of them alone: “Contact name” is another thing."""
    words = _words(heading)
    whole = "".join(words)
    if whole in _names():
        return _names()[whole]
    shorter = _words(re.sub(r"\([^)]*\)|\[[^\]]*\]", " ", heading)) or words
    for less in (shorter, *_pared(shorter)):
        field, key, label = _names().get("".join(less), ("", "", ""))
        if field and (field != NAME or less is shorter):
            return field, key, label
    return "", "", ""


def _pared(words: list[str]) -> Iterable[list[str]]:
    while len(words) > 1:
        if words[-1].isdigit() or words[-1] in _AFTER:
            words = words[:-1]
        elif words[0] in _BEFORE:
            words = words[1:]
        else:
            return
        yield words


@cache
def _names() -> dict[str, tuple[str, str, str]]:
    """Every heading without spaces -> (field, key, label). Our own labels come first, then what people write, then the
    names that are read at the top of a file."""
    found = {_plain(label_of(name)): (name, name, "") for name in fields()}
    found |= {day: ("opening_hours", "opening_hours", day.title()) for day in _DAYS}
    found |= {f"{kind}{end}": ("phones", "phones", kind) for kind in _PHONES for end in ("", "phone", "tel")}
    for name, others in _KNOWN.items():
        for other in others:
            found.setdefault(_plain(other), (name, name, ""))
    for field in declared(Organisation):
        for other in field.names:
            found.setdefault(_plain(other), (field.name, other, ""))
    return found


def _field_called(name: str) -> str | None:
    """The field of a name, label or synonym; "" for nothing; None for no such field."""
    plain = _plain(name)
    if not plain:
        return ""
    own = {_plain(one): one for one in fields()}
    return own.get(plain) or _names().get(plain, (None,))[0]


@cache
def _plain(heading: str) -> str:
    return "".join(_words(heading))


def _words(heading: str) -> list[str]:
    """The words and figures of a heading in small letters: “Address1” has two."""
    folded = unicodedata.normalize("NFKC", heading[: 2 * _LONGEST]).casefold()
    return re.findall(r"[^\W\d_]+|\d+", re.sub("['’‘`]", "", folded))
