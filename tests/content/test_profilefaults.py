"""What is doubtful in a profile is shown as it was typed, and told; what is sound is not."""

from __future__ import annotations

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.reading import TextJob, read_text
from hyperlocal.problems import Problem

SOUND = """name: The Crossway
charity_number: SC007427
nation: Scotland
phones:
  0121 496 0000 (office)
  999
address: Crossway Hall, 1 High Street
postcode: b89 9aa
uprn: 100070000000
latitude: 52.4814
longitude: -1.8998
identifiers: GB-EDU: 100000
state: active
services:
  Debt advice
    place: The annexe
    phone: 0121 496 0000 ext 12
    ages from: 11
    ages to: 18
    status: temporarily closed
places:
  The annexe: Mill Lane
    postcode: B89 9AB
"""


def read(head: str) -> tuple[Organisation, list[Problem]]:
    file = File(path="content/organisations/a.md", place="nowhere")
    data = f"---\n{head}\n---\nB".encode()
    job = TextJob(file=file, kind="organisations", trusted=False, digest="", data=data)
    found = read_text(job)
    assert isinstance(found.written, Organisation)
    return found.written, list(found.problems)


def test_a_sound_profile_has_nothing_to_tell() -> None:
    one, told = read(SOUND)
    assert told == [] and one.postcode == "b89 9aa"


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("SC007427", "1234", "bad-charity-number", 3),
        ("Scotland", "Skotland", "bad-nation", 4),
        ("b89 9aa", "Birmingham", "bad-postcode", 9),
        ("B89 9AB", "B89 9A", "bad-postcode", 22),
        ("uprn: 100070000000", "uprn: 12a", "bad-uprn", 10),
        ("longitude: -1.8998", "longitude: 191", "bad-point", 11),
        ("longitude: -1.8998\n", "", "bad-point", 11),
        ("GB-EDU: 100000", "number 3", "bad-identifier", 13),
        ("state: active", "state: shut", "bad-status", 14),
        ("temporarily closed", "asleep", "bad-status", 15),
        ("place: The annexe", "place: The annex", "no-such-place", 15),
        ("ages from: 11", "ages from: 21", "bad-ages", 15),
        ("0121 496 0000 (office)", "0121 496 (office)", "bad-telephone", 5),
        ("0121 496 0000 (office)", "07700 900123 (Ann)", "personal-data", 5),
        ("0121 496 0000 ext 12", "07700 900123", "personal-data", 15),
        ("Crossway Hall, 1 High Street", "12 Acacia Avenue", "personal-data", 8),
        ("Crossway Hall, 1 High Street", "Flat 3, Crossway House", "personal-data", 8),
        ("Mill Lane", "7a Orchard Close", "personal-data", 22),
    ],
)
def test_one_fault_is_told_once_with_its_line(old: str, new: str, rule: str, line: int) -> None:
    assert old in SOUND
    one, told = read(SOUND.replace(old, new, 1))
    assert [(problem.rule, problem.line) for problem in told] == [(rule, line)]
    assert told[0].remedy and told[0].path == one.source.path


def test_whoever_agreed_is_not_asked_again() -> None:
    head = "name: A\nphone: 07700 900123\naddress: 12 Acacia Avenue\nconsent: by email, May 2026"
    assert read(head)[1] == []


def test_a_shop_in_an_avenue_is_no_home() -> None:
    assert read("name: A\nkind: shop\naddress: 12 Acacia Avenue")[1] == []
