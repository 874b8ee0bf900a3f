"""The CSV file: read here by Python's own reader, as others would read it."""

from __future__ import annotations

import csv
import io

from hyperlocal.content.organisation import Organisation
from hyperlocal.exporters.spreadsheet import spreadsheet
from hyperlocal.fields import declared
from hyperlocal.importers.columns import label_of
from tests.exporters.test_exporters import as_told, read_back


def rows(*heads: str) -> list[dict[str, str]]:
    found = [read_back(f"---\n{head}\n---\n".encode(), "content/organisations/hall.md") for head in heads]
    data = spreadsheet([as_told(one, "Tea,\n\n*cake*.") for one in found if one])
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))


def test_a_row_for_each_and_a_column_for_everything_that_can_be_said() -> None:
    [first, second] = rows(
        "name: Hall", "name: Hut\nphones: 0121 496 0000 (office)\ncategory: a, b\nchecked: 22/11/2026"
    )
    assert list(first) == [*(label_of(field.name) for field in declared(Organisation)), "Text"]
    assert {name: cell for name, cell in first.items() if cell} == {
        "Name": "Hall", "Slug": "hall", "Text": "Tea,\n\n*cake*.",
    }  # fmt: skip
    assert (second["Telephone"], second["Category"], second["Checked"]) == (
        "0121 496 0000 (office)", "a, b", "2026-11-22",
    )  # fmt: skip


def test_no_cell_can_be_run_as_a_formula() -> None:
    [row] = rows("name: =HYPERLINK(1)\nstrapline: +1\ntown: '@x'\ncounty: -2+3\nlongitude: -1.8998")
    assert (row["Name"], row["Strapline"], row["Town"], row["County"]) == ("'=HYPERLINK(1)", "'+1", "'@x", "'-2+3")
    assert row["Longitude"] == "-1.8998"


def test_no_organisations_are_a_row_of_headings() -> None:
    assert spreadsheet([]).startswith(b"Name,") and spreadsheet([]).count(b"\r\n") == 1
