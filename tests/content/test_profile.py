"""Telephones, places and services on one line."""

from __future__ import annotations

import pytest

from hyperlocal.content.profile import Phone, Place, Service, phone_words, place_words, service_words, status_of
from hyperlocal.fields import declared


@pytest.mark.parametrize(
    ("first", "second", "number", "label"),
    [
        ("0121 496 0000", "", "0121 496 0000", ""),
        ("0121 496 0000 (office)", "", "0121 496 0000", "office"),
        ("(0121) 496 0000", "", "(0121) 496 0000", ""),
        ("Office", "0121 496 0000", "0121 496 0000", "Office"),
        ("0121 496 0000", "office", "0121 496 0000", "office"),
        ("Office", "0121 496 0000 (mornings)", "0121 496 0000", "Office, mornings"),
        ("ask at the desk", "", "ask at the desk", ""),
    ],
)
def test_a_number_and_what_it_is_for(first: str, second: str, number: str, label: str) -> None:
    assert phone_words(first, second) == {"number": number, "label": label}


def test_places_and_services_have_a_name_and_words() -> None:
    assert place_words("The annexe", "3 Mill Lane") == {"name": "The annexe", "address": "3 Mill Lane"}
    assert service_words("Debt advice", "") == {"name": "Debt advice", "summary": ""}


@pytest.mark.parametrize("kind", [Phone, Place, Service])
def test_the_first_detail_is_what_it_is_called_by(kind: type) -> None:
    assert declared(kind)[0].name in ("number", "name")
    assert all(field.label and field.hint for field in declared(kind))


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ("", "active"), ("Active", "active"), ("open", "active"), ("Temporarily  closed", "temporarily closed"),
        ("closed for now", "temporarily closed"), ("ended", "ended"), ("closed", "ended"), ("asleep", ""),
    ],
)  # fmt: skip
def test_a_status_is_one_of_three_or_not_known(typed: str, status: str) -> None:
    assert status_of(typed) == status
