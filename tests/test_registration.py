"""What the law wants a body to say of itself."""

from __future__ import annotations

import pytest

from hyperlocal.registration import Registered, Statement, faults, is_cic, statements
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    title: str = "The Footbridge"
    registered_name: str = ""
    registered_office: str = ""
    legal_form: str = ""
    nation: str = ""
    charity_number: str = ""
    company_number: str = ""


def told(one: Registered) -> list[tuple[str, int | None]]:
    return [(problem.rule, problem.line) for problem in faults(one, "a.md", {"charity_number": 3, "company_number": 4})]


def test_a_scottish_charity_says_both_names_its_number_and_that_it_is_one() -> None:
    one = Body(nation="Scotland", charity_number="sc007427", registered_name="The Footbridge Trust")
    (said,) = statements(one)
    assert said.words == "The Footbridge Trust, known as The Footbridge, is a charity registered in Scotland, number"
    assert said.number == "SC007427" and "oscr.org.uk" in said.register
    assert told(one) == []


def test_a_company_says_name_number_nation_and_office() -> None:
    one = Body(company_number="08255580", registered_office="1 High Street\nAnytown", registered_name="Bridge Limited")
    (said,) = statements(one)
    assert said.words == (
        "Bridge Limited, known as The Footbridge, is a company registered in England and Wales. "
        "Registered office: 1 High Street, Anytown. Company number"
    )
    assert said.number == "08255580" and said.register.endswith("/08255580")
    assert told(one) == []


@pytest.mark.parametrize("form", ["Community Interest Company", "a CIC limited by guarantee", "C.I.C."])
def test_a_cic_says_that_it_is_one(form: str) -> None:
    one = Body(legal_form=form, company_number="08255580", registered_office="1 High Street")
    assert is_cic(one) and "is a community interest company registered in" in statements(one)[0].words
    assert told(Body(legal_form=form)) == [("no-company-number", None)]


def test_a_company_without_its_office_is_told() -> None:
    assert told(Body(company_number="08255580")) == [("no-registered-office", 4)]


def test_what_has_not_the_form_is_shown_as_typed_without_a_link_and_told() -> None:
    one = Body(charity_number="12", company_number="8255580", registered_office="1 High Street", nation="Mercia")
    assert statements(one) == (
        Statement(words="The Footbridge is a registered charity, number", number="12"),
        Statement(
            words="The Footbridge is a company. Registered office: 1 High Street. Company number", number="8255580"
        ),
    )
    assert told(one) == [("bad-nation", None), ("bad-charity-number", 3), ("bad-company-number", 4)]


def test_who_is_in_no_register_says_nothing() -> None:
    assert statements(Body()) == () and told(Body()) == []
