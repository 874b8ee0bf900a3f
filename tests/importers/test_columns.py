"""Which field a column holds, by its heading."""

from __future__ import annotations

import pytest

from hyperlocal.content.organisation import Organisation
from hyperlocal.fields import declared
from hyperlocal.importers.columns import (
    NAME,
    TEXT,
    Column,
    NoSuchColumn,
    corrected,
    fields,
    guess,
    heading_row,
    is_heading,
    label_of,
)
from hyperlocal.importers.table import Row

HEADINGS = {
    "Organisation name": NAME, "Name of organisation": NAME, "Group": NAME, "NAME": NAME, "Organisation": NAME,
    "Tel no": "phones", "Tel. No.": "phones", "Telephone number(s)": "phones", "Phone 2": "phones", "Mobile": "phones",
    "Mobile no.": "phones", "Contact telephone": "phones", "Phone (office)": "phones", "Helpline number": "phones",
    "Post code": "postcode", "Postcode": "postcode", "POST CODE": "postcode", "Venue postcode": "postcode",
    "Opening times": "opening_hours", "Opening hours": "opening_hours", "When do you meet?": "opening_hours",
    "Tuesday": "opening_hours", "Charity no.": "charity_number", "Registered charity number": "charity_number",
    "Reg. charity no": "", "Company number": "company_number", "Web site": "website", "Website address": "website",
    "URL": "website", "Web": "website", "Contact email": "email", "E-mail": "email", "Email address": "email",
    "Main email": "email", "Address 1": "address", "Address2": "address", "Address line 3": "address",
    "Venue": "address",
    "Street": "address", "Town/City": "town", "County": "county", "Lat": "latitude", "Long": "longitude",
    "Longitude": "longitude", "Last checked": "checked", "Checked by": "checked_by", "Last updated": "updated",
    "Facebook page": "links", "Category": "category", "Tags": "category", "Description": "summary", "About us": TEXT,
    "Min age": "minimum_age", "Who is it for": "", "Who for?": "who_for", "Cost (£)": "cost", "UPRN": "uprn",
    "Postal address": "postal_address", "Registered address": "registered_office", "Other names": "also_known_as",
    "Languages spoken": "languages", "Contact name": "", "Contact": "", "Treasurer": "", "Venue name": "address",
    "Committee notes": "", "🙂": "",
    "Main contact name": "", "Their name": "", "Name (official)": NAME, "Secretary email": "", "Contact address": "",
}  # fmt: skip


def row(*cells: str, number: int = 1) -> Row:
    return Row(number=number, line=number, cells=cells)


def one(heading: str, *cells: str, corrections: dict[str, str] | None = None) -> Column:
    return guess(row(heading), [row(cell) for cell in cells or ("x",)], corrections or {})[0]


@pytest.mark.parametrize(("heading", "field"), HEADINGS.items())
def test_headings_that_people_write(heading: str, field: str) -> None:
    assert one(heading).field == field
    assert is_heading(heading) == bool(field)


@pytest.mark.parametrize("name", fields())
def test_our_own_headings_are_read_back(name: str) -> None:
    assert one(label_of(name)).field == name
    assert one(label_of(name).upper()).field == name


@pytest.mark.parametrize("field", declared(Organisation), ids=lambda field: field.name)
def test_the_names_of_files_are_read_too(field: object) -> None:
    name = getattr(field, "name")  # noqa: B009
    assert one(name).field == name


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("Contact name", "it may name a person"),
        ("Treasurer", "it may name a person"),
        ("Main contact name", "it may name a person"),
        ("Their name", "not recognised"),
        ("Postcoed", "not recognised; did you mean postcode?"),
        ("Emial", "not recognised; did you mean email?"),
        ("Colour of the door", "not recognised"),
        ("x" * 100_000, "not recognised"),
    ],
)
def test_what_is_left_out_says_why(heading: str, why: str) -> None:
    assert (one(heading).field, one(heading).why) == ("", why)


@pytest.mark.parametrize(
    ("heading", "label"), [("Mobile", "mobile"), ("Office tel", "office"), ("Tuesday", "Tuesday"), ("Tel", "")]
)
def test_a_heading_may_say_something_of_its_own(heading: str, label: str) -> None:
    assert one(heading).label == label


def test_status_is_about_the_page_only_where_it_says_draft() -> None:
    assert (one("Status", "active", "").field, one("Status", "Active", "Draft ").field) == ("state", "draft")
    assert one("Status", "Draft").key == "status"


def test_published_says_the_opposite_of_draft_so_its_name_is_kept() -> None:
    assert (one("Published").field, one("Published").key) == ("draft", "published")


def test_a_column_without_a_heading_is_called_by_its_letter() -> None:
    found = guess(row("Name", "", "", "Tel"), [row("Hall", "", "x", "1")], {})
    assert [(column.index, column.heading) for column in found] == [(0, "Name"), (2, "column C"), (3, "Tel")]
    assert guess(row("Name", ""), [row("Hall", "x")], corrected(["column B=phones"]))[1].field == "phones"


def test_corrections_win() -> None:
    wanted = corrected(["Tel no = other contact, Contact name=", "Notes, old=text"])
    found = guess(row("Tel no", "Contact name", "Notes, old"), [], wanted)
    assert [(column.field, column.why) for column in found] == [("other_contact", ""), ("", ""), (TEXT, "")]


def test_a_corrected_column_keeps_what_its_heading_says() -> None:
    assert one("Mobile", corrections=corrected(["Mobile=phones"])).label == "mobile"
    assert one("Mobile", corrections=corrected(["Mobile=email"])).label == ""


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Tel", "is not a heading, = and a field"),
        ("=email", "is not a heading, = and a field"),
        ("Tel=fones", "no field “fones”. Did you mean “phones”?"),
        ("Tel=zzzzzzzzz", "There are: title,"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(typed: str, said: str) -> None:
    with pytest.raises(NoSuchColumn, match=said.replace("?", r"\?")):
        corrected([typed])


def test_a_correction_of_a_column_that_is_not_there_is_refused() -> None:
    with pytest.raises(NoSuchColumn, match="Did you mean “Tel no”"):
        guess(row("Name", "Tel no"), [], corrected(["Tel nos=phones"]))
    with pytest.raises(NoSuchColumn, match="There are: Name, Tel no"):
        guess(row("Name", "Tel no"), [], corrected(["Weather=phones"]))


def test_the_headings_may_stand_further_down() -> None:
    rows = [row("Ashby groups 2026"), row(""), row("Name", "Tel", "Email"), row("Hall", "1", "email")]
    assert heading_row(rows, {}) == 2
    assert heading_row([row(""), row("a", "b"), row("c", "d")], {}) == 1
    assert heading_row([row("Groups"), row("wer", "wo"), row("c", "d")], corrected(["wer=title", "wo=address"])) == 1
    assert heading_row([], {}) == 0
