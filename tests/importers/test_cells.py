"""What stands in a cell becomes the value of a field, or words about it."""

from __future__ import annotations

from typing import Any

import pytest

from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Phone, Service
from hyperlocal.dates import Moment, parse_moment
from hyperlocal.fields import Field, declared
from hyperlocal.importers.cells import Given, Refused, Typed, Where, given, write_cell
from hyperlocal.problems import Problem, Severity

WHERE = Where(path="groups.csv", line=9, row=7, name="Village Hall")
Cells = tuple[str | tuple[str, str], ...]
FIELDS = {field.name: field for field in declared(Organisation)}


def field(name: str) -> Field:
    return FIELDS[name]


def read(name: str, *cells: str | tuple[str, str]) -> tuple[Given | None, list[Problem]]:
    typed = [cell if isinstance(cell, tuple) else ("", cell) for cell in cells]
    found = [Typed(heading=f"Column {at}", key=name, label=a, text=b) for at, (a, b) in enumerate(typed)]
    return given(field(name), found, WHERE)


def value(name: str, *cells: str | tuple[str, str]) -> Any:
    found, problems = read(name, *cells)
    assert problems == []
    return found.value if found else None


def rules(name: str, *cells: str) -> list[str]:
    return [problem.rule for problem in read(name, *cells)[1]]


@pytest.mark.parametrize(
    ("name", "typed", "wanted"),
    [
        ("title", "  Village   Hall ", "Village   Hall"),
        ("title", "Village\nHall", "Village Hall"),
        ("town", "a: b # c", "a: b # c"),
        ("address", "The Hall\n\n 1 High St", "The Hall\n1 High St"),
        ("address", "1 High St,", "1 High St"),
        ("category", "Places, Sport; Arts\nTea", ("Places", "Sport", "Arts", "Tea")),
        ("category", '"arts, crafts", tea', ("arts, crafts", "tea")),
        (
            "links",
            "https://a.example/b,c\nFacebook: https://f.example/",
            ("https://a.example/b,c", "https://f.example/"),
        ),
        ("minimum_age", "11.0", 11),
        ("latitude", "52.0", "52.0"),
        ("longitude", "-1.8998", "-1.8998"),
        ("email", "mailto:hall@example.org", "hall@example.org"),
        ("website", "www.hall.example", "https://www.hall.example"),
        ("draft", "TRUE", True),
        ("draft", "No", False),
        ("checked", "22/11/2026", Moment(day=parse_moment("2026-11-22").day)),
        ("checked", "22/11/2026 00:00:00", parse_moment("2026-11-22")),
        ("checked", "2026-11-22T00:00:00.000", parse_moment("2026-11-22")),
        ("checked", "22-Nov-26", parse_moment("2026-11-22")),
        ("phones", "0121 496 0000", (Phone(number="0121 496 0000"),)),
        ("phones", "0121 496 0000 (office)", (Phone(number="0121 496 0000", label="office"),)),
        ("phones", "01214960000 / 01214960001", (Phone(number="01214960000"), Phone(number="01214960001"))),
        ("phones", "01214960000 or 01214960001", (Phone(number="01214960000"), Phone(number="01214960001"))),
        ("phones", "0121 496 0000/1", (Phone(number="0121 496 0000/1"),)),
        ("services", "Debt advice\n  cost: free", (Service(name="Debt advice", cost="free"),)),
        ("services", "- name: Debt advice\n  cost: free", (Service(name="Debt advice", cost="free"),)),
        ("services", "Debt advice: help", (Service(name="Debt advice", summary="help"),)),
        ("services", "Debt advice\nTea", (Service(name="Debt advice"), Service(name="Tea"))),
        ("title", "", None),
        ("title", " \n ", None),
        ("charity_number", "N/A", None),
        ("email", "none", None),
        ("checked", "-", None),
        ("strapline", "none", "none"),
    ],
)
def test_a_cell_is_read_as_its_field_is(name: str, typed: str, wanted: object) -> None:
    assert value(name, typed) == wanted


@pytest.mark.parametrize(
    ("name", "cells", "wanted"),
    [
        ("address", ("The Hall", "", "1 High St, ", "Ashby"), "The Hall\n1 High St\nAshby"),
        ("category", ("a, b", "b, c"), ("a", "b", "c")),
        ("links", ("https://f.example/", "https://t.example/"), ("https://f.example/", "https://t.example/")),
        ("opening_hours", (("Monday", "9am-5pm"), ("Tuesday", ""), ("Sunday", "closed")),
         "Monday 9am-5pm\nSunday closed"),
        ("opening_hours", (("Monday", "Mondays 9am"),), "Mondays 9am"),
        ("phones", ("01214960000", ("mobile", "07700900123")),
         (Phone(number="01214960000"), Phone(number="07700900123", label="mobile"))),
        ("phones", (("mobile", "07700 900123 (Ann's)"),), (Phone(number="07700 900123", label="Ann's"),)),
        ("email", ("", "a@example.org"), "a@example.org"),
        ("email", ("a@example.org", "A@example.org "), "a@example.org"),
    ],
)  # fmt: skip
def test_columns_of_one_field_are_put_together(
    name: str, cells: tuple[str | tuple[str, str], ...], wanted: object
) -> None:
    assert value(name, *cells) == wanted


def test_of_two_that_cannot_be_put_together_the_first_counts_and_the_other_is_told() -> None:
    found, problems = read("email", "a@example.org", "b@example.org")
    assert found is not None and found.value == "a@example.org"
    assert [(one.rule, "b@example.org" in one.message) for one in problems] == [("not-used", True)]


@pytest.mark.parametrize(
    ("typed", "wanted", "said"),
    [
        ("46348", "2026-11-22", "Sunday 22 November 2026"),
        ("46348.0", "2026-11-22", "Sunday 22 November 2026"),
        ("46348.8125", "2026-11-22 19:30", "Sunday 22 November 2026"),
        ("46347.99999", "2026-11-22 00:00", "Sunday 22 November 2026"),
    ],
)
def test_days_that_became_numbers_are_told_back(typed: str, wanted: str, said: str) -> None:
    found, problems = read("checked", typed)
    assert found is not None and found.value == parse_moment(wanted)
    assert [(one.rule, one.severity) for one in problems] == [("date-counted", Severity.ADVICE)] and said in problems[
        0
    ].message


def test_numbers_are_days_in_columns_of_dates_alone() -> None:
    assert value("uprn", "46348") == "46348" and value("title", "46348") == "46348"
    assert rules("checked", "1") == ["kept-as-typed"] and rules("checked", "99999") == ["kept-as-typed"]


def test_a_day_that_might_be_another_in_america_is_told() -> None:
    assert rules("checked", "05/06/2026") == ["date-read"] and rules("checked", "25/06/2026") == []


@pytest.mark.parametrize(
    ("name", "typed", "rule"),
    [
        ("phones", "1214960000", "lost-zero"),
        ("phones", "7700900123", "lost-zero"),
        ("phones", "1.21E+09", "number-cut"),
        ("uprn", "1.00021E+11", "number-cut"),
        ("charity_number", "1.17755E+06", "number-cut"),
    ],
)
def test_what_a_spreadsheet_threw_away_is_told_and_not_guessed(name: str, typed: str, rule: str) -> None:
    found, problems = read(name, typed)
    assert [one.rule for one in problems] == [rule] and found is not None
    assert found.value == ((Phone(number=typed),) if name == "phones" else typed)


def test_the_message_says_which_number_to_type() -> None:
    [problem] = read("phones", "1214960000")[1]
    assert str(problem).startswith(
        "groups.csv, line 9\n  Row 7 (Village Hall): “Column 0” says 1214960000, which has lost"
    )
    assert "01214960000" in problem.remedy


@pytest.mark.parametrize(
    ("name", "typed", "yaml"),
    [
        ("email", "ring: the bell", '"ring: the bell"'),
        ("website", "soon", "soon"),
        ("checked", "31/11/2026", "31/11/2026"),
        ("minimum_age", "eleven", "eleven"),
        ("latitude", "north\nsouth", "|-\n  north\n  south"),
    ],
)
def test_what_does_not_fit_is_kept_as_typed(name: str, typed: str, yaml: str) -> None:
    found, problems = read(name, typed)
    assert found is not None and (found.value, found.yaml, found.typed) == (None, yaml, typed)
    assert [(one.rule, one.severity) for one in problems] == [("kept-as-typed", Severity.WARNING)]
    assert problems[0].remedy and "Row 7" in problems[0].message


@pytest.mark.parametrize(
    ("name", "typed"), [("draft", "perhaps"), ("publish", "31/11/2026"), ("expires", "soon"), ("title", "x" * 20_000)]
)
def test_what_decides_whether_it_is_seen_must_be_certain(name: str, typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read(name, typed)
    problem = refused.value.problem
    assert (problem.rule, problem.severity, problem.line) == ("bad-row", Severity.ERROR, 9) and problem.remedy


def test_details_that_are_not_known_are_told_with_the_row() -> None:
    [problem] = read("services", "Debt advice\n  kost: free")[1]
    assert (problem.rule, problem.path, problem.line) == ("unknown-key", "groups.csv", 9)
    assert problem.message.startswith("Row 7 (Village Hall):")


@pytest.mark.parametrize(
    ("name", "values", "cell"),
    [
        ("category", ("a", "b"), "a, b"),
        ("category", ("a, b", 'c"d'), '"a, b", "c""d"'),
        ("links", ("a, b", "c"), "a, b\nc"),
        ("draft", True, "yes"),
        ("checked", parse_moment("2026-11-22"), "2026-11-22"),
        ("checked", parse_moment("2026-11-22 19:30"), "2026-11-22 19:30"),
        ("minimum_age", 0, "0"),
        ("minimum_age", None, ""),
        ("phones", (Phone(number="1", label="office"), Phone(number="2")), "1 (office)\n2"),
        ("phones", (Phone(number="1", hours="9am"),), "1\n  hours: 9am"),
        ("services", (Service(name="Tea", summary="hot"),), "Tea: hot"),
        ("services", (Service(name="Tea: hot"),), '- name: "Tea: hot"'),
        (
            "services",
            (Service(name="cost", summary="free"), Service(name="place", summary="here")),
            "- name: cost\n  summary: free\n- name: place\n  summary: here",
        ),
        ("services", (Service(name="Tea", summary="hot\ncold"),), "Tea\n  summary: |-\n    hot\n    cold"),
    ],
)
def test_a_value_is_written_as_people_would_and_read_back(name: str, values: object, cell: str) -> None:
    assert write_cell(field(name), values) == cell
    assert value(name, cell) == values
