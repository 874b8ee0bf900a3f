"""Numbers of charities, companies, places and telephones: their form, never whether they were given out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal import identifiers
from hyperlocal.identifiers import Nation


@pytest.mark.parametrize(
    ("typed", "nation", "number", "whole", "where"),
    [
        ("1177548", None, "1177548", "GB-CHC-1177548", "England and Wales"),
        ("201476", None, "201476", "GB-CHC-201476", "England and Wales"),
        ("1177548-1", Nation.WALES, "1177548-1", "GB-CHC-1177548-1", "England and Wales"),
        ("Registered charity no. 1177548", None, "1177548", "GB-CHC-1177548", "England and Wales"),
        ("Charity number: 201476", Nation.ENGLAND, "201476", "GB-CHC-201476", "England and Wales"),
        ("sc007427", None, "SC007427", "GB-SC-SC007427", "Scotland"),
        ("SC 007 427", Nation.SCOTLAND, "SC007427", "GB-SC-SC007427", "Scotland"),
        ("NIC104226", None, "NIC104226", "GB-NIC-104226", "Northern Ireland"),
        ("104226", Nation.NORTHERN_IRELAND, "NIC104226", "GB-NIC-104226", "Northern Ireland"),
        ("104226", None, "104226", "GB-CHC-104226", "England and Wales"),
    ],
)
def test_charities_are_labelled_by_nation(
    typed: str, nation: Nation | None, number: str, whole: str, where: str
) -> None:
    found = identifiers.charity(typed, nation)
    assert found is not None
    assert (found.number, found.whole) == (number, whole)
    assert found.label == f"Charity registered in {where}"
    assert found.register.startswith("https://") and number.removeprefix("NIC").split("-")[0] in found.register


@pytest.mark.parametrize(
    "typed", ["", "12345", "12345678", "SC12345", "SC0074277", "NIC012345", "yes", "1177548x", "１１７７５４８٤"]
)
def test_what_is_no_charity_number(typed: str) -> None:
    assert identifiers.charity(typed) is None


def test_in_northern_ireland_seven_figures_are_no_number() -> None:
    assert identifiers.charity("1177548", Nation.NORTHERN_IRELAND) is None


@pytest.mark.parametrize(
    ("typed", "number", "where"),
    [
        ("08255580", "08255580", "England and Wales"),
        ("0825 5580", "08255580", "England and Wales"),
        ("sc123456", "SC123456", "Scotland"),
        ("NI012345", "NI012345", "Northern Ireland"),
        ("R0123456", "R0123456", "Northern Ireland"),
        ("OC301234", "OC301234", "England and Wales"),
        ("CE012345", "CE012345", "England and Wales"),
        ("CS001234", "CS001234", "Scotland"),
        ("IP12345R", "IP12345R", "England and Wales"),
    ],
)
def test_companies_have_eight_characters_and_say_where(typed: str, number: str, where: str) -> None:
    found = identifiers.company(typed)
    assert found is not None
    assert (found.number, found.scheme) == (number, "GB-COH")
    assert found.label == f"Company registered in {where}"
    assert found.register.endswith(f"/company/{number}")


@pytest.mark.parametrize("typed", ["", "8255580", "082555801", "XX123456", "SC12345", "company"])
def test_what_is_no_company_number(typed: str) -> None:
    assert identifiers.company(typed) is None


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("b30 2aa", "B30 2AA"), ("B302AA", "B30 2AA"), (" m1  1ae ", "M1 1AE"), ("CR2 6XH", "CR2 6XH"),
        ("DN55 1PT", "DN55 1PT"), ("W1P1HQ", "W1P 1HQ"), ("ec1a1bb", "EC1A 1BB"), ("GIR 0AA", "GIR 0AA"),
        ("B30", "B30"), ("EC1A", "EC1A"), ("BFPO 57", "BFPO 57"), ("BT1 5GS", "BT1 5GS"),
    ],
)  # fmt: skip
def test_postcodes_in_capitals_with_one_space(typed: str, shown: str) -> None:
    assert identifiers.postcode(typed) == shown


@pytest.mark.parametrize("typed", ["", "B30 2CA", "QQ1 1AA", "1AA 2BB", "B30 2A", "Birmingham", "EC1I 1BB", "B3O 2AA"])
def test_what_is_no_postcode(typed: str) -> None:
    assert identifiers.postcode(typed) is None


def test_a_uprn_is_text() -> None:
    assert identifiers.uprn("000 123") == "000123"
    assert identifiers.uprn("1234567890123") is None
    assert identifiers.uprn("12a") is None


@pytest.mark.parametrize(
    ("typed", "dialled", "mobile"),
    [
        ("0121 496 0000", "+441214960000", False), ("+44 (0)121 496 0000", "+441214960000", False),
        ("0044 121 496 0000", "+441214960000", False), ("07700 900123", "+447700900123", True),
        ("020 7946 0000", "+442079460000", False), ("0800 1111", None, False), ("01632 960", None, False),
        ("070 1234 5678", "+447012345678", False), ("+33 1 23 45 67 89", "+33123456789", False), ("ask", None, False),
    ],
)  # fmt: skip
def test_telephones(typed: str, dialled: str | None, mobile: bool) -> None:
    assert identifiers.telephone(typed) == dialled
    assert identifiers.is_mobile(typed) is mobile


def test_other_registers() -> None:
    found = identifiers.other("GB-EDU: 100000")
    assert found is not None and found.whole == "GB-EDU-100000"
    assert identifiers.other("GB-LAE-BIR") is not None
    assert identifiers.other("number 3") is None


def test_nations() -> None:
    assert identifiers.nation_of("England and Wales") is Nation.ENGLAND
    assert identifiers.nation_of("northern-ireland") is Nation.NORTHERN_IRELAND
    assert identifiers.nation_of("France") is None


LIKELY = st.text(st.sampled_from("0123456789ABCEGLNSTX abc+()-"), max_size=12)


@given(st.text(max_size=30) | LIKELY)
def test_no_text_is_too_odd_and_what_is_read_reads_the_same_again(typed: str) -> None:
    for plain in (identifiers.postcode, identifiers.uprn, identifiers.telephone):
        found = plain(typed)
        assert found is None or plain(found) == found
    for numbered in (identifiers.charity, identifiers.company):
        number = numbered(typed)
        assert number is None or numbered(number.number) == number
    other = identifiers.other(typed)
    assert other is None or identifiers.other(other.whole) == other


@pytest.mark.parametrize(
    ("typed", "number", "further"),
    [
        ("0121 496 0000 ext. 12", "0121 496 0000", "12"), ("0121 496 0000 x12", "0121 496 0000", "12"),
        ("0121 496 0000", "0121 496 0000", ""), ("Felix 12", "Felix 12", ""), ("ext 3", "", "3"),
    ],
)  # fmt: skip
def test_an_extension_is_told_from_its_number(typed: str, number: str, further: str) -> None:
    assert identifiers.extension(typed) == (number, further)
