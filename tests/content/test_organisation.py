"""What an organisation's head may say."""

from __future__ import annotations

import pytest

from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Phone
from hyperlocal.fields import Reading, declared, read
from hyperlocal.frontmatter import read as read_head


def head(text: str) -> Reading:
    return read(Organisation, read_head(f"---\n{text}\n---\n"), "content/organisations/hall.md")


@pytest.mark.parametrize(
    ("typed", "name", "value"),
    [
        ("phone: 01214960000", "phones", (Phone(number="01214960000"),)),
        ("phones:\n  - 0121 496 0101 (hall)\n  - 0121 496 0102", "phones",
         (Phone(number="0121 496 0101", label="hall"), Phone(number="0121 496 0102"))),
        ("tel: |\n  0121 496 0101\n  0121 496 0102", "phones",
         (Phone(number="0121 496 0101"), Phone(number="0121 496 0102"))),
        ("e-mail: hello@example.org", "email", "hello@example.org"),
        ("url: www.example.org", "website", "https://www.example.org"),
        ("hours: Mon-Fri 9:00-17:00", "opening_hours", "Mon-Fri 9:00-17:00"),
        ("opening hours: |\n  Monday 9am\n  Tuesday 10am", "opening_hours", "Monday 9am\nTuesday 10am"),
        ("address:\n  - The Hall\n  - 1 High Street", "address", "The Hall\n1 High Street"),
        ("postcode: B30 2AA", "postcode", "B30 2AA"),
        ("uprn: 010000012345", "uprn", "010000012345"),
        ("lat: 52.4814", "latitude", "52.4814"),
        ("lng: -1.8998", "longitude", "-1.8998"),
        ("aka: The Hut\nother_names: Y Neuadd", "also_known_as", ("The Hut", "Y Neuadd")),
        ("categories: Places, Sport", "category", ("Places", "Sport")),
        ("founded: 0999", "founded", "0999"),
    ],
)  # fmt: skip
def test_what_people_type_comes_out_as_typed(typed: str, name: str, value: object) -> None:
    found = head(typed)
    assert found.values[name] == value and found.problems == () and found.unknown == ()


@pytest.mark.parametrize("typed", ["email: not an address", "website: ring the bell", "latitude: north"])
def test_a_slip_leaves_that_one_thing_out(typed: str) -> None:
    found = head(f"name: The Hall\n{typed}")
    assert found.whole and found.values == {"title": "The Hall"} and len(found.problems) == 1


def test_every_field_says_what_it_is_for() -> None:
    assert all(field.label and field.hint for field in declared(Organisation))
