"""Records of Open Referral UK: what each says, and what it leaves out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from hyperlocal.builder import prepare
from hyperlocal.output import DataFile
from tests.conftest import SITE_YML, MakeSite

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WHOLE = """---
name: The Crossing
also_known_as: [Crossing House, Old Forge]
kind: charity
category: Help and advice
summary: Help with debts.
founded: 1998
legal_form: Registered charity
parent: The Trust
nation: Northern Ireland
charity_number: 100012
company_number: NI012345
identifiers:
  - "GB-EDU: 100000"
  - nothing that is known
safeguarding: Speak to Ann Onymous, our lead
email: hello@example.org
phones:
  - number: 0121 496 0000
    label: office
    hours: weekdays 9 to 5
    text_relay: 18001 0121 496 0000
  - 0121 496 0001
website: www.example.org
address: 3 Market Square
town: Quillbury
postcode: BT1 1AA
uprn: 100012345678
latitude: 54.6
longitude: -5.93
directions: Through the arch.
parking: None.
postal_address: |
  PO Box 1
  Belfast
  BT1 1AB
area_served: |
  Upper Quillbury
  Lower Quillbury
opening_hours: whenever the light is on
who_for: Anyone over 16
minimum_age: 16
cost: £2.50 a session
how: Just come
booking: https://example.org/book
waiting_time: two weeks
languages: [English, Klingon]
interpretation: Ask us first
access: [step-free, hearing loop]
bring: Your letters
state: temporarily closed
alert: The lift is broken
alert_until: 22 November 2026
checked: 1 June 2026
checked_by: Ann Onymous
updated: 2 May 2026
---
Words.
"""
TRUST = "---\nname: The Trust\n---\n"


def records(site: MakeSite, files: dict[str, str | bytes], now: datetime = NOW) -> dict[str, Any]:
    """What stands at each address below the stub."""
    outputs = prepare(site(files), now).plan.outputs
    return {
        one.path.removeprefix("open-referral/").removesuffix(".json"): json.loads(one.text)
        for one in outputs
        if isinstance(one, DataFile) and one.path.endswith(".json")
    }


def only_service(found: dict[str, Any], name: str = "The Crossing") -> dict[str, Any]:
    (own_id,) = [one["id"] for one in found["services"]["contents"] if one["name"] == name]
    service: dict[str, Any] = found[f"services/{own_id}"]
    return service


def bare(value: Any) -> Any:
    """Without ids."""
    if isinstance(value, list):
        return [bare(one) for one in value]
    if isinstance(value, dict):
        return {key: bare(one) for key, one in value.items() if key != "id" and not key.endswith("_id")}
    return value


@pytest.fixture
def whole(site: MakeSite) -> dict[str, Any]:
    return records(site, {"content/organisations/crossing.md": WHOLE, "content/organisations/trust.md": TRUST})


def test_a_service_says_everything_that_was_written(whole: dict[str, Any]) -> None:
    found = bare(only_service(whole))
    nested = {key: found.pop(key) for key in ("organization", "service_at_locations", "attributes", "phones")}
    assert found == {
        "name": "The Crossing",
        "description": "Help with debts.",
        "url": "https://www.example.org",
        "email": "hello@example.org",
        "status": "temporarily closed",
        "interpretation_services": "Ask us first",
        "application_process": "Just come\nBook at https://example.org/book\nWaiting time: two weeks\n"
        "What to bring: Your letters",
        "fees_description": "£2.50 a session",
        "eligibility_description": "Anyone over 16",
        "minimum_age": 16,
        "assured_date": "2026-06-01",
        "alert": "The lift is broken",
        "last_modified": "2026-06-01T00:00:00+01:00",
        "schedules": [{"description": "whenever the light is on"}],
        "service_areas": [{"name": "Upper Quillbury"}, {"name": "Lower Quillbury"}],
        "languages": [{"name": "English", "code": "en"}, {"name": "Klingon"}],
        "cost_options": [{"amount": 2.5, "currency": "GBP", "amount_description": "a session"}],
    }
    assert nested["phones"] == [
        {"number": "0121 496 0000", "type": "voice", "description": "office; weekdays 9 to 5"},
        {"number": "18001 0121 496 0000", "type": "textphone", "description": "office; weekdays 9 to 5"},
        {"number": "0121 496 0001", "type": "voice"},
    ]
    assert [one["taxonomy_term"]["name"] for one in nested["attributes"]] == ["Help and advice"]


def test_a_location_says_where_and_how_one_gets_in(whole: dict[str, Any]) -> None:
    (found,) = bare(only_service(whole))["service_at_locations"]
    assert found["location"] == {
        "location_type": "physical",
        "description": "Finding us: Through the arch.\nParking: None.",
        "latitude": 54.6,
        "longitude": -5.93,
        "external_identifier": "100012345678",
        "external_identifier_type": "UPRN",
        "addresses": [
            {"address_1": "3 Market Square", "city": "Quillbury", "state_province": "Northern Ireland",
             "postal_code": "BT1 1AA", "country": "GB", "address_type": "physical"},
            {"address_1": "PO Box 1", "city": "Belfast", "state_province": "Northern Ireland",
             "postal_code": "BT1 1AB", "country": "GB", "address_type": "postal"},
        ],
        "accessibility": [{"description": "step-free"}, {"description": "hearing loop"}],
    }  # fmt: skip


def test_an_organisation_has_its_numbers_and_the_one_it_is_part_of(whole: dict[str, Any]) -> None:
    listed = {one["name"]: one for one in whole["organizations"]["contents"]}
    found = whole[f"organizations/{listed['The Crossing']['id']}"]
    assert found["parent_organization_id"] == listed["The Trust"]["id"]
    assert bare(found["organization_identifiers"]) == [
        {"identifier_scheme": "GB-NIC", "identifier_type": "Charity number", "identifier": "100012"},
        {"identifier_scheme": "GB-COH", "identifier_type": "Company number", "identifier": "NI012345"},
        {"identifier_scheme": "GB-EDU", "identifier_type": "GB-EDU", "identifier": "100000"},
    ]
    assert (found["alternate_name"], found["year_incorporated"]) == ("Crossing House, Old Forge", 1998)
    assert found["uri"] == "https://hartleygreen.example/organisations/crossing/"
    assert next(one["number"] for one in found["phones"]) == "0121 496 0000"
    assert "organization_identifiers" not in listed["The Crossing"], "lists have what there is one of"
    assert listed["The Trust"]["description"] == "The Trust", "the standard requires one"


def test_nobody_is_named(whole: dict[str, Any]) -> None:
    assert "Ann Onymous" not in json.dumps(whole, ensure_ascii=False) and '"contacts"' not in json.dumps(whole)


def test_records_belong_to_each_other(whole: dict[str, Any]) -> None:
    service = only_service(whole)
    (where,) = service["service_at_locations"]
    assert where["service_id"] == service["id"] and where["location_id"] == where["location"]["id"]
    assert whole[f"service_at_locations/{where['id']}"]["service"]["id"] == service["id"]
    assert {one["location_id"] for one in where["location"]["addresses"]} == {where["location_id"]}
    for name in ("schedules", "service_areas", "languages", "cost_options"):
        assert {one["service_id"] for one in service[name]} == {service["id"]}, name
    (attribute,) = service["attributes"]
    term = whole[f"taxonomy_terms/{attribute['taxonomy_term_id']}"]
    assert term == attribute["taxonomy_term"] and attribute["link_id"] == service["id"]
    assert whole[f"taxonomies/{term['taxonomy_id']}"] == whole["taxonomies"]["contents"][0]


def test_a_notice_stands_until_the_end_of_its_last_day(site: MakeSite) -> None:
    files: dict[str, str | bytes] = {
        "content/organisations/o.md": "---\nname: O\nalert: Shut\nalert_until: 2026-11-22\nservices:\n"
        "  - name: One\n  - name: Two\n    alert: Full\n---\n"
    }
    late = datetime(2026, 11, 22, 23, 59, tzinfo=UTC)
    standing = records(site, files, late)["services"]["contents"]
    assert [one.get("alert") for one in standing] == ["Shut", "Full"]
    over = records(site, files, datetime(2026, 11, 23, 0, 0, tzinfo=UTC))["services"]["contents"]
    assert [one.get("alert") for one in over] == [None, None]


def test_what_nobody_wrote_is_not_there(site: MakeSite) -> None:
    found = records(site, {"site.yml": SITE_YML.replace("base_url", "# "), "content/organisations/o.md": "# O\n"})
    (service,) = found["services"]["contents"]
    assert set(service) == {"id", "organization_id", "name", "status", "organization"}
    assert set(service["organization"]) == {"id", "name", "description"}
    assert set(found[f"services/{service['id']}"]) == set(service)
    assert found["taxonomies"]["contents"] == [] and found["taxonomies"]["empty"] is True
    assert not [path for path in found if path.startswith("service_at_locations/")]


def test_numbers_that_are_not_right_are_not_passed_on(site: MakeSite) -> None:
    head = (
        "charity_number: 12\ncompany_number: x\nuprn: many\nlatitude: 95\nlongitude: 0\ntown: T\nwebsite: https://[x\n"
    )
    found = records(site, {"content/organisations/o.md": f"---\nname: O\n{head}---\n"})
    service = only_service(found, "O")
    assert "organization_identifiers" not in service["organization"] and "website" not in service["organization"]
    (where,) = service["service_at_locations"]
    assert not {"latitude", "longitude", "external_identifier", "addresses"} & set(where["location"])


def test_a_services_own_access_is_said_where_it_is(site: MakeSite) -> None:
    head = "town: T\naccess: lift\nservices:\n  - name: S\n    access: [quiet space, lift]\n    phone: 0121 496 0002\n"
    found = records(site, {"content/organisations/o.md": f"---\nname: O\n{head}phones: 0121 496 0001\n---\n"})
    service = only_service(found, "S")
    (where,) = service["service_at_locations"]
    assert where["description"] == "Access: quiet space, lift"
    assert bare(where["location"]["accessibility"]) == [{"description": "lift"}]
    assert [one["number"] for one in service["phones"]] == ["0121 496 0002", "0121 496 0001"]


def test_a_free_service_costs_nothing_and_a_doubtful_price_is_words_alone(site: MakeSite) -> None:
    head = "services:\n  - name: A\n    cost: Free\n  - name: B\n    cost: from £5\n"
    found = records(site, {"content/organisations/o.md": f"---\nname: O\n{head}---\n"})
    assert bare(only_service(found, "A")["cost_options"]) == [{"option": "Free", "amount": 0, "currency": "GBP"}]
    assert "cost_options" not in only_service(found, "B") and only_service(found, "B")["fees_description"] == "from £5"
