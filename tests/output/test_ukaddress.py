"""British addresses: seven parts or none."""

from __future__ import annotations

import pytest

from hyperlocal.content.profile import Place
from hyperlocal.identifiers import Nation
from hyperlocal.output.ukaddress import nation_of_postcode, physical, postal

WHOLE = Place(address="Room 12\nThe Old Corn Exchange", town="Quillbury", county="Marlshire", postcode="b89 4ab")


def test_an_address_that_is_known_is_written_in_seven_parts() -> None:
    assert physical(WHOLE, "") == {
        "address_1": "Room 12, The Old Corn Exchange",
        "city": "Quillbury",
        "state_province": "Marlshire",
        "postal_code": "B89 4AB",
        "country": "GB",
        "address_type": "physical",
    }


@pytest.mark.parametrize(
    ("code", "nation", "state"),
    [
        ("B30 2AA", "", "England"),
        ("EH1 1AA", "", "Scotland"),
        ("CF10 1AA", "England", "Wales"),  # where it stands, not where it is registered
        ("BT1 1AA", "", "Northern Ireland"),
        ("TD15 1AA", "England", "England"),  # an area on both sides of a border
    ],
)
def test_without_a_county_the_nation_stands_in(code: str, nation: str, state: str) -> None:
    found = physical(Place(address="1 High Street", town="Town", postcode=code), nation)
    assert found is not None and found["state_province"] == state


@pytest.mark.parametrize(
    "place",
    [
        Place(town="Quillbury", county="Marlshire", postcode="B89 4AB"),
        Place(address="1 High Street", county="Marlshire", postcode="B89 4AB"),
        Place(address="1 High Street", town="Quillbury", county="Marlshire"),
        Place(address="1 High Street", town="Quillbury", county="Marlshire", postcode="B89"),
        Place(address="1 High Street", town="Quillbury", county="Marlshire", postcode="nonsense"),
        Place(address="1 High Street", town="Berwick", postcode="TD15 1AA"),
        Place(address="1 High Street", town="St Helier", county="Jersey", postcode="JE2 3AB"),
        Place(address=" ,\n,", town="Quillbury", county="Marlshire", postcode="B89 4AB"),
    ],
)
def test_with_a_part_unknown_there_is_none(place: Place) -> None:
    assert physical(place, "") is None


def test_a_postcode_at_the_end_of_the_street_counts() -> None:
    found = physical(Place(address="1 High Street, B30 2AA", town="Birmingham"), "")
    assert found is not None and (found["address_1"], found["postal_code"]) == ("1 High Street", "B30 2AA")


@pytest.mark.parametrize("written", ["PO Box 1\nTown\nB1 1AA", "PO Box 1, Town, B1 1AA", "PO Box 1\nTown B1 1AA"])
def test_an_address_to_write_to_is_read_from_its_end(written: str) -> None:
    assert postal(written, "") == {
        "address_1": "PO Box 1",
        "city": "Town",
        "state_province": "England",
        "postal_code": "B1 1AA",
        "country": "GB",
        "address_type": "postal",
    }


@pytest.mark.parametrize("written", ["", "Ask us", "PO Box 1\nTown", "B1 1AA", "Town B1 1AA", "One\nTwo\nThree"])
def test_words_that_are_no_address_are_none(written: str) -> None:
    assert postal(written, "England") is None


def test_areas_lie_in_one_nation_each() -> None:
    assert nation_of_postcode("SA1 1AA") is Nation.WALES and nation_of_postcode("S1 1AA") is Nation.ENGLAND
    for straddling in ("CH", "SY", "HR", "LD", "LL", "NP", "GL", "TD", "DG", "CA"):
        assert nation_of_postcode(f"{straddling}1 1AA") is None
    assert nation_of_postcode("") is None
