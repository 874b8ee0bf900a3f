"""Organisations -> a CSV file: a row for each, a column for each field, which `import` reads back as the same."""

from __future__ import annotations

from collections.abc import Sequence

from hyperlocal.content.organisation import Organisation
from hyperlocal.exporters.told import Told
from hyperlocal.fields import declared
from hyperlocal.importers.cells import write_cell
from hyperlocal.importers.changes import DEFAULTS
from hyperlocal.importers.columns import TEXT, label_of
from hyperlocal.importers.table import write_table


def spreadsheet(organisations: Sequence[Told]) -> bytes:
    """UTF-8 without a mark (see `write_table`). Every field has its column, whether somebody uses it or not, so that a
    program finds the same columns each time."""
    fields = declared(Organisation)
    headings = [*(label_of(field.name) for field in fields), label_of(TEXT)]
    return write_table([headings, *(_row(one) for one in organisations)])


def _row(told: Told) -> list[str]:
    cells: list[str] = []
    for field in declared(Organisation):
        value = told.slug if field.name == "slug" else getattr(told.organisation, field.name)
        cells.append("" if value == DEFAULTS[field.name] else write_cell(field, value))
    return [*cells, told.text]
