"""vCards: held to RFC 6350 by a strict reader of these tests' own, and read back by vobject."""

from __future__ import annotations

import re
from typing import Any

import pytest
import vobject
from hypothesis import given, settings

from hyperlocal.content.organisation import Organisation
from hyperlocal.exporters.told import Told
from hyperlocal.exporters.vcard import vcards
from tests.exporters.test_exporters import PROFILES, as_told, facts, read_back

HALL = """\
name: Village Hall, Ashby; the "old" one
id: urn:uuid:8b7a1e5e-5f3e-4d7c-9d2e-3a8a3f6a9b10
registered_name: Ashby Hall Trust
aka: [The Hut, "Y Neuadd, Ashby"]
category: [Places, Sport]
summary: Tea; cake, and \\ a hall.
opening_hours: |
  Monday 9am
  Tuesday 10am
phones:
  - 0121 496 0000 (office)
  - 07700 900123
  - ring the bell
email: hall@example.org
website: https://hall.example/a,b;c
address: |
  The Hall
  1 High St, Ashby
town: Ashby
county: Warwickshire
postcode: B30 2AA
latitude: 52.4814
longitude: -1.8998
checked: 2026-11-22
updated: 2026-10-01"""

_LINE = re.compile(
    r"(?:(?P<group>[A-Za-z0-9-]+)\.)?(?P<name>[A-Za-z0-9-]+)"
    r'(?P<params>(?:;[A-Za-z0-9-]+=(?:"[^"\x00-\x1f\x7f]*"|[^\x00-\x1f\x7f";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)*):(?P<value>.*)'
)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


def told(head: str, page: str = "") -> Told:
    one = read_back(f"---\n{head}\n---\n".encode(), "content/organisations/hall.md")
    assert one is not None
    found = as_told(one, "")
    return Told(organisation=one, id=found.id, page=page, slug=found.slug, text="")


def strictly(data: bytes) -> list[list[tuple[str, str, str, str]]]:
    """(group, name, parameters, value still escaped) of every line of every card, or a fault."""
    assert data == b"" or data.endswith(b"\r\n")
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data), "3.2: lines end in CRLF"
    for octets in data.split(b"\r\n"):
        assert len(octets) <= 75, "3.2: 75 octets"
        octets.decode("utf-8")  # no letter is cut in two
    text = data.decode("utf-8").replace("\r\n ", "")
    cards: list[list[tuple[str, str, str, str]]] = []
    for line in text.split("\r\n")[:-1]:
        found = _LINE.fullmatch(line)
        assert found, f"3.3: {line!r}"
        assert not re.search("[\x00-\x08\x0a-\x1f\x7f]", line)
        assert all(one[1] in "\\,;n" for one in _ESCAPED.finditer(found["value"])), "3.4"
        if found["name"] == "BEGIN":
            cards.append([])
        cards[-1].append((found["group"] or "", found["name"], found["params"], found["value"]))
    for card in cards:
        names = [name for _, name, _, _ in card]
        assert names[:2] == ["BEGIN", "VERSION"] and names[-1] == "END" and card[1][3] == "4.0"
        assert all(names.count(one) <= 1 for one in ("UID", "KIND", "REV", "PRODID")) and "FN" in names
        assert names.count("BEGIN") == names.count("END") == 1
    return cards


def plain(value: str) -> str:
    return _ESCAPED.sub(lambda one: "\n" if one[1] == "n" else one[1], value)


def values(data: bytes, name: str) -> list[str]:
    return [value for card in strictly(data) for _, found, _, value in card if found == name]


def test_every_fact_has_its_property() -> None:
    data = vcards([told(HALL, "https://ashby.example/organisations/hall/")])
    [card] = strictly(data)
    lines = [f"{group}{'.' if group else ''}{name}{params}:{value}" for group, name, params, value in card]
    assert lines == [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "PRODID:-//hyperlocal//organisations//EN",
        "UID:urn:uuid:8b7a1e5e-5f3e-4d7c-9d2e-3a8a3f6a9b10",
        "KIND:org",
        'FN:Village Hall\\, Ashby\\; the "old" one',
        "ORG:Ashby Hall Trust",
        "NICKNAME:The Hut,Y Neuadd\\, Ashby",
        "tel1.TEL;TYPE=voice;VALUE=uri:tel:+441214960000",
        "tel1.X-ABLABEL:office",
        'TEL;TYPE="voice,cell";VALUE=uri:tel:+447700900123',
        "TEL;TYPE=voice;VALUE=text:ring the bell",
        "EMAIL:hall@example.org",
        "ADR:;;The Hall,1 High St\\, Ashby;Ashby;Warwickshire;B30 2AA;",
        "GEO:geo:52.4814,-1.8998",
        "URL:https://hall.example/a,b;c",
        "URL:https://ashby.example/organisations/hall/",
        "CATEGORIES:Places,Sport",
        "NOTE:Tea\\; cake\\, and \\\\ a hall.\\nMonday 9am\\nTuesday 10am",
        "REV:20261122T000000Z",
        "END:VCARD",
    ]


def test_another_program_reads_the_same() -> None:
    first, second = list(vobject.readComponents(vcards([told(HALL), told("name: Hut")]).decode("utf-8")))
    card: Any = first
    assert (card.version.value, card.kind.value) == ("4.0", "org")
    assert card.fn.value == 'Village Hall, Ashby; the "old" one'
    assert card.org.value == ["Ashby Hall Trust"]
    assert [tel.value for tel in card.contents["tel"]] == ["tel:+441214960000", "tel:+447700900123", "ring the bell"]
    assert card.adr.value.street == ["The Hall", "1 High St, Ashby"]
    assert (card.adr.value.city, card.adr.value.region, card.adr.value.code) == ("Ashby", "Warwickshire", "B30 2AA")
    assert card.note.value == "Tea; cake, and \\ a hall.\nMonday 9am\nTuesday 10am"
    assert card.categories.value == ["Places", "Sport"]
    assert second.fn.value == "Hut"


def test_an_organisation_of_which_only_the_name_is_known() -> None:
    assert values(vcards([told("name: Hut")]), "ORG") == ["Hut"]
    assert [name for _, name, _, _ in strictly(vcards([told("name: Hut")]))[0]] == [
        "BEGIN", "VERSION", "PRODID", "UID", "KIND", "FN", "ORG", "END",
    ]  # fmt: skip


def test_the_day_of_the_last_change_and_never_that_of_the_export() -> None:
    assert values(vcards([told("name: A\nchecked: 2026-11-22\nupdated: 2026-12-01 10:00")]), "REV") == [
        "20261201T100000Z"
    ]
    assert values(vcards([told("name: A")]), "REV") == []


def test_an_id_that_is_no_address_is_said_to_be_a_text() -> None:
    assert strictly(vcards([told("name: A\nid: no. 7, b")]))[0][3] == ("", "UID", ";VALUE=text", "no. 7\\, b")


@pytest.mark.parametrize("letter", ["x", "é", "語", "🏠", "e\u0301"])
def test_lines_are_cut_between_letters(letter: str) -> None:
    one = told(f"name: {letter * 60}")
    [fn] = values(vcards([one]), "FN")
    assert plain(fn) == one.organisation.title and len(fn) >= 60


def test_nothing_that_is_typed_can_end_a_line() -> None:
    one = told(
        'name: "A\\r\\nEND:VCARD\\nBEGIN:VCARD\\t\\x0b"\nid: "urn:x\\r\\nTEL:1"\nwebsite: "https://a.example/\\r\\nTEL:1"'
    )
    [card] = strictly(vcards([one]))
    assert "TEL" not in [name for _, name, _, _ in card]


@given(PROFILES)
@settings(max_examples=100)
def test_every_organisation_gives_a_card_that_is_right(profile: dict[str, Any]) -> None:
    known = {**facts(told("name: Hall").organisation), **profile, "title": str(profile.get("title", "")) or "Hall"}
    hall = told("name: Hall").organisation
    one = Organisation(**known, source=hall.source, document=hall.document)
    [card] = strictly(vcards([as_told(one, "")]))
    [fn] = [value for _, name, _, value in card if name == "FN"]
    assert plain(fn) == re.sub("[\x00-\x08\x0b-\x1f\x7f]", "", one.title)
