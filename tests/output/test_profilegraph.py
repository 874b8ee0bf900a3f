"""A profile as JSON-LD: which nodes there are, what each says, and how they know each other."""

from __future__ import annotations

from typing import Any

import pytest

from tests import schema_org
from tests.conftest import MakeSite
from tests.output.test_structured import graphs

HERE = "https://hartleygreen.example/organisations/o/"
WHOLE = """---
name: The Crossing
kind: charity
also_known_as: [Crossing House]
registered_name: The Crossing (Quillbury) Ltd
strapline: Here for you
summary: Help with debts.
founded: 1998
parent: The Trust
charity_number: 1177548
company_number: 08255580
email: hello@example.org
phones:
  - (0121) 496 0120 (office)
  - 0121 496 0121
website: https://example.org/ä
links: [https://example.org/social, not an address]
address: |
  Room 12
  3 Market Square
town: Quillbury
county: Marlshire
postcode: B89 4AB
uprn: 100070000000
latitude: 52.4814
longitude: -1.8998
area_served: |
  Upper Quillbury
  Lower Quillbury
languages: [Welsh, Klingon]
access: [step-free]
places:
  - name: The annexe
    town: Quillbury
services:
  - name: Debt advice
    summary: Letters and bills.
    category: Money
    who_for: Anyone
    minimum_age: 16
    cost: £2 a session
    booking: https://example.org/book
    phone: 0121 496 0122
    place: The annexe
  - name: Debt advice
    cost: from £5
---
Help.
"""


def page(site: MakeSite, text: str, **files: str) -> list[dict[str, Any]]:
    """The nodes of the organisation's page, but for the way to it."""
    graph = graphs(site, {"content/organisations/o.md": text, **files})["/organisations/o/"]
    assert schema_org.faults(graph) == []
    return [node for node in graph["@graph"] if node["@type"] != "BreadcrumbList"]


def test_an_organisation_its_places_and_its_services_are_nodes_that_know_each_other(site: MakeSite) -> None:
    group, main, annexe, first, second = page(site, WHOLE)
    assert [node["@id"] for node in (group, main, annexe, first, second)] == [
        f"{HERE}#organisation", f"{HERE}#place", f"{HERE}#place-the-annexe",
        f"{HERE}#service-debt-advice", f"{HERE}#service-debt-advice.2",
    ]  # fmt: skip
    assert group["location"] == [{"@id": main["@id"]}, {"@id": annexe["@id"]}]
    assert first["provider"] == second["provider"] == {"@id": group["@id"]}
    assert first["availableChannel"]["serviceLocation"] == [{"@id": annexe["@id"]}]


def test_an_organisation_says_who_it_is(site: MakeSite) -> None:
    group = page(site, WHOLE)[0]
    assert group["@type"] == "NGO" and group["url"] == HERE and group["foundingDate"] == "1998"
    assert group["legalName"] == "The Crossing (Quillbury) Ltd" and group["slogan"] == "Here for you"
    assert group["telephone"] == ["(0121) 496 0120", "0121 496 0121"]
    assert group["contactPoint"] == [{"@type": "ContactPoint", "telephone": "(0121) 496 0120", "contactType": "office"}]
    assert group["sameAs"] == ["https://example.org/%C3%A4", "https://example.org/social"]
    assert group["knowsLanguage"] == ["cy", "Klingon"]
    assert group["areaServed"] == ["Upper Quillbury", "Lower Quillbury"]
    assert group["parentOrganization"] == {"@type": "Organization", "name": "The Trust"}
    assert [(one["propertyID"], one["value"]) for one in group["identifier"]] == [
        ("GB-CHC", "1177548"), ("GB-COH", "08255580"),
    ]  # fmt: skip


def test_what_belongs_to_a_place_stands_there(site: MakeSite) -> None:
    group, main, *_ = page(site, WHOLE)
    assert main["geo"] == {"@type": "GeoCoordinates", "latitude": 52.4814, "longitude": -1.8998}
    assert main["amenityFeature"] == [{"@type": "LocationFeatureSpecification", "name": "step-free", "value": True}]
    assert main["identifier"] == {"@type": "PropertyValue", "propertyID": "UPRN", "value": "100070000000"}
    assert main["address"] == group["address"] == {
        "@type": "PostalAddress", "streetAddress": "Room 12, 3 Market Square", "addressLocality": "Quillbury",
        "addressRegion": "Marlshire", "postalCode": "B89 4AB", "addressCountry": "GB",
    }  # fmt: skip
    assert not {"geo", "amenityFeature", "openingHoursSpecification"} & set(group)


def test_a_service_says_for_whom_and_for_how_much(site: MakeSite) -> None:
    *_, first, second = page(site, WHOLE)
    assert first["audience"] == {"@type": "PeopleAudience", "audienceType": "Anyone", "requiredMinAge": 16}
    assert first["offers"] == {"@type": "Offer", "price": 2, "priceCurrency": "GBP", "description": "a session"}
    assert first["serviceType"] == ["Money"]
    channel = first["availableChannel"]
    assert channel["serviceUrl"] == "https://example.org/book"
    assert channel["servicePhone"] == {"@type": "ContactPoint", "telephone": "0121 496 0122"}
    assert "offers" not in second, "“from £5” is no price"


def test_a_free_service_has_the_price_of_nothing(site: MakeSite) -> None:
    *_, service = page(site, "---\nname: O\nservices:\n  - name: S\n    cost: Free\n---\n")
    assert service["offers"] == {"@type": "Offer", "price": 0, "priceCurrency": "GBP"}


def test_without_a_web_address_the_nodes_lie_in_each_other(site: MakeSite) -> None:
    group, *services = page(site, WHOLE, **{"site.yml": "title: T\nid: t\n"})
    assert [place["@type"] for place in group["location"]] == ["Place", "Place"]
    assert [node["provider"]["name"] for node in services] == ["The Crossing", "The Crossing"]
    assert "@id" not in str((group, services))


@pytest.mark.parametrize(
    ("kind", "group", "place"),
    [
        ("charity", "NGO", "Place"),
        ("Community centre", "Organization", "EventVenue"),
        ("village hall", "Organization", "EventVenue"),
        ("mosque", "Organization", "Mosque"),
        ("church", "Organization", "Church"),
        ("place of worship", "Organization", "PlaceOfWorship"),
        ("gurdwara", "Organization", "PlaceOfWorship"),
        ("sports club", "SportsClub", "Place"),
        ("council", "GovernmentOrganization", "Place"),
        ("business", "LocalBusiness", "Place"),
        ("news", "NewsMediaOrganization", "Place"),
        ("", "Organization", "Place"),
    ],
)
def test_a_kind_gives_the_class_of_the_organisation_and_of_its_place(
    site: MakeSite, kind: str, group: str, place: str
) -> None:
    found = page(site, f"---\nname: O\nkind: {kind}\ntown: Quillbury\n---\n")
    assert [node["@type"] for node in found] == [group, place]


def test_an_organisation_of_which_little_is_known_claims_little(site: MakeSite) -> None:
    (group,) = page(site, "# O\n")
    assert group == {"@type": "Organization", "@id": f"{HERE}#organisation", "name": "O", "url": HERE}


def test_jersey_is_not_in_great_britain(site: MakeSite) -> None:
    group = page(site, "---\nname: O\ntown: St Helier\npostcode: JE2 3AB\n---\n")[0]
    assert group["address"]["addressCountry"] == "JE"
