"""CSV as people's programs write it; and hostile files, each of which ends in words and in bounded time."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.importers.table import (
    MOST_COLUMNS,
    MOST_ROWS,
    Table,
    guarded,
    letter,
    read_table,
    unguarded,
    write_table,
)
from hyperlocal.problems import Stop

CELLS = st.text("=+-@'\",;|\t\n ab1.5é", max_size=8)


def known(text: str) -> bool:
    return text in ("Name", "Tel", "Email")


def table(data: bytes | str) -> Table:
    return read_table(data.encode() if isinstance(data, str) else data, "groups.csv", known)


def cells(data: bytes | str) -> list[tuple[str, ...]]:
    return [row.cells for row in table(data).rows]


@pytest.mark.parametrize(
    ("typed", "separator"),
    [
        ("Name,Tel\nHall,1\n", ","),
        ("Name;Tel\nHall;1\n", ";"),
        ("Name\tTel\nHall\t1\n", "\t"),
        ('Name;Tel\n"Hall, the old one, in Ashby";1\n', ";"),
        ("Name;Tel\nHall, old, big, red;1, 2, 3\nHut, new, small, blue;4, 5, 6\n", ";"),
        ('Name,Tel\n"Hall; old; big","1;2"\n', ","),
        ("sep=;\nName;Tel\nHall;1\n", ";"),
        ("sep=|\nName|Tel\nHall|1\n", "|"),
        ("Name\nHall\n", ","),
        ("a;b\nc;d\n", ";"),
    ],
)
def test_what_stands_between_the_cells_is_told_by_the_headings(typed: str, separator: str) -> None:
    found = table(typed)
    assert found.separator == separator
    width = {len(row.cells) for row in found.rows}
    assert len(width) == 1 and found.problems == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_of_saving_gives_the_same(encoding: str, end: str) -> None:
    text = f'Name,Tel{end}"Café{end}£5",1{end}'
    assert cells(text.encode(encoding)) == [("Name", "Tel"), ("Café\n£5", "1")]


def test_mixed_line_ends_are_all_line_ends() -> None:
    assert cells("Name,Tel\r\na,1\nb,2\rc,3") == [("Name", "Tel"), ("a", "1"), ("b", "2"), ("c", "3")]


def test_rows_have_the_number_of_the_spreadsheet_and_the_line_of_the_file() -> None:
    rows = table('Name,Tel\n"a\nb\nc",1\n\nd,2\n').rows
    assert [(row.number, row.line) for row in rows] == [(1, 1), (2, 2), (3, 5), (4, 6)]
    assert [row.empty for row in rows] == [False, False, True, False]
    assert rows[3].cell(1) == "2" and rows[3].cell(7) == ""


def test_the_line_of_excels_own_is_no_row() -> None:
    assert [(row.number, row.line) for row in table("sep=,\nName,Tel\na,1\n").rows] == [(1, 2), (2, 3)]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('="0121 496 0000"', "0121 496 0000"),
        ('"=""0121 496 0000"""', "0121 496 0000"),
        ('="1, High Street"', "1, High Street"),
        ("'01214960000", "01214960000"),
        ("'=1+1", "=1+1"),
        ("'tis", "'tis"),
        ('a "big" hall', 'a "big" hall'),
        ('"a ""big"" hall"', 'a "big" hall'),
        (' "a, b" ', "a, b"),
        ("a\0b\0", "ab"),
    ],
)
def test_what_programs_do_to_a_cell_is_undone(typed: str, read: str) -> None:
    found = table(f"Name,Tel\n{typed},1\n")
    assert found.rows[1].cells == (read, "1") and found.problems == ()


def test_a_lone_quotation_mark_takes_no_other_row_with_it() -> None:
    found = table('Name,Tel\n"Hall,1\n6" pipes,2\n"Hut,3\n')
    assert [row.cells for row in found.rows][1:] == [('"Hall', "1"), ('6" pipes', "2"), ('"Hut', "3")]
    assert [(one.rule, one.line) for one in found.problems] == [("open-quote", 2), ("open-quote", 4)]


@pytest.mark.parametrize(
    "cell", ["=1+1", "+44 121", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "＝1+1", "-1.5x", "'=1"]
)
def test_no_spreadsheet_runs_what_is_written(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"
    written = write_table([["Name", cell]]).decode()
    assert not any(part.lstrip('"').startswith(tuple("=+-@\t\r＝")) for part in written.split(","))
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["-1.8998", "-5", "Hall", "0121 496 0000", "1=1", "’tis", ""])
def test_what_does_no_harm_is_left_alone(cell: str) -> None:
    assert guarded(cell) == cell == unguarded(cell)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=4))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    rows = [["Name", "Tel", "Email", "x"], *([*row, *[""] * (4 - len(row))] for row in rows)]
    assert cells(write_table(rows)) == [tuple(row) for row in rows]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_another_reader_finds_the_same_cells(rows: list[list[str]]) -> None:
    found = list(csv.reader(io.StringIO(write_table(rows).decode(), newline="")))
    assert [row for row in found if row] == [[guarded(c) for c in row] for row in rows if row != [""]]


@given(st.text(",;\t\"\n\r='a\0é", max_size=60))
def test_nothing_that_is_typed_breaks_it(typed: str) -> None:
    found = table(typed)
    numbers = [row.number for row in found.rows]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(row.line <= typed.count("\n") + typed.count("\r") + 1 for row in found.rows)


def test_lines_end_as_the_standard_says_and_the_mark_is_there_when_wanted() -> None:
    assert write_table([["a", 'b"c'], ["d,e", "f\ng"]]) == b'a,"b""c"\r\n"d,e","f\ng"\r\n'
    assert write_table([["é"]], mark=True) == b"\xef\xbb\xbf" + "é\r\n".encode()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"PK\x03\x04" + b"x" * 100, "not-csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "not-csv"),
        (b"%PDF-1.7\n", "not-csv"),
        (b"Name,Tel\n" + b"a,1\n" * MOST_ROWS, "csv-too-large"),
        (b"Name,Tel\n" + b"a,1\n" * 100_000, "csv-too-large"),
        (b"Name,Tel\n" + b"," * 5000 + b"\n", "csv-too-large"),
        (b",".join([b"Name"] * 5000) + b"\n", "csv-too-large"),
        (b"Name,Tel\n" + b"x" * 10_000_000 + b",1\n", "csv-too-large"),
        (b'Name,Tel\n"' + b"x\n" * 5_000_000 + b'",1\n', "csv-too-large"),
    ],
    ids="xlsx xls pdf row-too-many 100,000-rows 5,000-cells 5,000-columns 10-MB 10-MB-of-lines".split(),  # noqa: SIM905
)
def test_what_cannot_be_a_list_of_organisations_is_told(data: bytes, rule: str) -> None:
    with pytest.raises(Stop) as told:
        table(data)
    [problem] = told.value.problems
    assert (problem.rule, problem.path) == (rule, "groups.csv")
    assert problem.remedy and problem.message


def test_a_workbook_is_answered_with_what_to_click() -> None:
    with pytest.raises(Stop, match=r"Save As.*CSV UTF-8"):
        table(b"PK\x03\x04")


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 1000, b'"' * 100_001, b'"""' * 33_333, b'"b\n' * 19_000, b'a"",\n' * 19_000]
)
def test_quotation_marks_and_nothing_else_do_no_harm(data: bytes) -> None:
    """Each start of a quotation is looked at once: all of these take as long as they are."""
    assert sum(len(row.cells) for row in table(data).rows) <= 2 * 19_000


def test_columns_have_the_letters_of_spreadsheets() -> None:
    assert [letter(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_the_widest_table_is_read() -> None:
    assert len(cells(",".join(["Name"] * MOST_COLUMNS))[0]) == MOST_COLUMNS
