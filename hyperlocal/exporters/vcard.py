"""Organisations -> vCard 4.0 (RFC 6350; KIND:org), as address books on telephones and computers take them.

Lines end in CRLF and have at most 75 octets (3.2); commas, semicolons, backslashes and line breaks in a value are
escaped (3.4). The same organisations give the same bytes: REV is the day on which the entry was last changed or
checked, never that of the export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Phone
from hyperlocal.dates import Moment
from hyperlocal.exporters.told import Told
from hyperlocal.identifiers import is_mobile, telephone

_LONGEST = 75
"""Octets of a line, its end not counted."""


def vcards(organisations: Sequence[Told]) -> bytes:
    """All of them one after the other, in UTF-8."""
    lines = [line for one in organisations for line in _card(one)]
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode("utf-8", "replace")


def _card(told: Told) -> Iterator[str]:
    one = told.organisation
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield "PRODID:-//hyperlocal//organisations//EN"
    # An id that another program made need not be an address (6.7.6).
    yield f"UID:{told.id}" if re.fullmatch(r"[a-z][a-z0-9+.-]*:\S+", told.id) else f"UID;VALUE=text:{_text(told.id)}"
    yield "KIND:org"
    yield f"FN:{_text(one.title)}"
    yield f"ORG:{_text(one.registered_name or one.title)}"
    if one.also_known_as:
        yield f"NICKNAME:{_listed(one.also_known_as)}"
    yield from _reached(one)
    yield from _placed(one)
    for address in dict.fromkeys(filter(None, (one.website, told.page))):
        yield f"URL:{_line(address)}"
    if one.category:
        yield f"CATEGORIES:{_listed(one.category)}"
    note = "\n".join(filter(None, (one.summary or one.strapline, one.opening_hours, one.other_contact)))
    if note:
        yield f"NOTE:{_text(note)}"
    changed = max(filter(None, map(_instant, (one.updated, one.checked))), default=None)
    if changed is not None:
        yield f"REV:{changed:%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _reached(one: Organisation) -> Iterator[str]:
    for number, phone in enumerate(one.phones, 1):
        # A label has no place in the standard; address books take Apple's, and others pass over it.
        group = f"tel{number}." if phone.label else ""
        yield group + _phone(phone)
        if phone.label:
            yield f"{group}X-ABLABEL:{_text(phone.label)}"
        if phone.text_relay:
            yield f"TEL;TYPE=textphone;VALUE=text:{_text(phone.text_relay)}"
    if one.email:
        yield f"EMAIL:{_text(one.email)}"


def _phone(phone: Phone) -> str:
    dialled = telephone(phone.number)
    kind = '"voice,cell"' if is_mobile(phone.number) else "voice"
    return f"TEL;TYPE={kind};VALUE=uri:tel:{dialled}" if dialled else f"TEL;TYPE=voice;VALUE=text:{_text(phone.number)}"


def _placed(one: Organisation) -> Iterator[str]:
    if any((one.address, one.town, one.county, one.postcode)):
        street = ",".join(_text(line.strip(" ,")) for line in one.address.split("\n") if line.strip(" ,"))
        # Post office box and further address stay empty (6.3.1).
        yield f"ADR:;;{street};{_text(one.town)};{_text(one.county)};{_text(one.postcode)};"
    if one.latitude and one.longitude:
        yield f"GEO:geo:{one.latitude},{one.longitude}"


def _instant(moment: Moment | None) -> datetime | None:
    return None if moment is None else moment.at(UTC).astimezone(UTC)


def _listed(values: Sequence[str]) -> str:
    return ",".join(map(_text, values))


def _text(value: str) -> str:
    """Escaped as 3.4 says."""
    escaped = re.sub(r"[\\,;]", r"\\\g<0>", value)
    return _line(re.sub(r"\r\n|[\r\n]", r"\\n", escaped))


def _line(value: str) -> str:
    """Without what would end the line or is no text."""
    return re.sub(r"[\x00-\x08\x0a-\x1f\x7f]", "", value)


def _folded(line: str) -> str:
    """Cut after 75 octets, but never inside a letter; each further line begins with a space, which counts."""
    parts: list[str] = []
    start, size = 0, 0
    for at, letter in enumerate(line):
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > _LONGEST:
            parts.append(line[start:at])
            start, size = at, 1
        size += octets
    return "\r\n ".join([*parts, line[start:]])
