"""A spreadsheet saved as CSV <-> rows of cells.

Read as people's programs write it: commas, semicolons or tabs; any encoding that `encoding.decode` knows; line breaks
inside quotation marks; Excel's `="0121…"`. Written as RFC 4180 has it, so that no spreadsheet takes a text for a
formula and runs it (OWASP, CSV injection); what was written so is read back unchanged.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from hyperlocal.encoding import decode, normalise
from hyperlocal.problems import Problem, Stop, error, warning
from hyperlocal.values import dataclass

MOST_BYTES = 50_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 20_000, 500, 1_000_000
"""Rows, columns and characters of one cell. A county has 5,000 organisations, Excel's longest cell 32,767 letters."""

SEPARATORS = (",", ";", "\t")
NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright lines"}

_LOOKED_AT = 30
"""Rows by which the separator is told."""
_STARTS = "=+\\-@\t\r＝＋－＠"
# A plain number does no harm, and a map program wants it as it is.
_RUN = re.compile(rf"[{_STARTS}](?!(?<=-)\d{{1,12}}(?:\.\d{{1,12}})?\Z)")
_KEPT_FROM_RUNNING = re.compile(rf"'+[{_STARTS}\d]")
_EXCEL_TEXT = re.compile(r'="((?:[^"]|"")*+)"', re.DOTALL)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
"""How the files of Excel, LibreOffice and Numbers begin, and those of Excel before 2007."""
_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row. `number` is the one that spreadsheets show beside it, `line` that of the file on which it starts."""

    number: int
    line: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """What stands in a column; "" where the row ends before it."""
        return self.cells[index] if index < len(self.cells) else ""

    @property
    def width(self) -> int:
        """How many cells there are up to the last that is not empty."""
        return max((at for at, cell in enumerate(self.cells, 1) if cell.strip()), default=0)

    @property
    def empty(self) -> bool:
        return self.width == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A whole file. `separator` is what stood between its cells, `encoding` how it was saved."""

    rows: tuple[Row, ...]
    separator: str
    encoding: str
    problems: tuple[Problem, ...]


class _TooWide(Exception):
    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def read_table(data: bytes, path: str, known: Callable[[str], bool]) -> Table:
    """The rows of the file called `path`. `known` says whether a text is the heading of a column, by which the
    separator is told. Raises `Stop` for what is no CSV file, or far too large."""
    if data.startswith(_WORKBOOKS) or data.startswith(_OTHERS):
        raise Stop(_not_csv(path, workbook=data.startswith(_WORKBOOKS)))
    saved = decode(data)
    text = normalise(saved.text)
    said = re.match(r"sep=([,;\t|])\n", text)  # a line of Excel's, which no row shows
    start = said.end() if said else 0
    separator = said[1] if said else _separator(text, path, known)
    problems: list[Problem] = []
    rows: list[Row] = []
    try:
        for row in _rows(text, start, separator, path, problems):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise Stop(_too_large(path, row.line, f"more than {MOST_ROWS:,} rows", "several files of it"))
    except _TooWide as fault:
        told = _too_large(path, fault.line, f"more than {MOST_COLUMNS} columns here", "a file with fewer columns")
        raise Stop(told) from None
    return Table(rows=tuple(rows), separator=separator, encoding=saved.encoding, problems=tuple(problems))


def write_table(rows: Iterable[Sequence[str]], *, mark: bool = False) -> bytes:
    """The rows as a CSV file in UTF-8, lines ending in CRLF. With `mark` it begins with the byte order mark, without
    which Excel takes it for Windows-1252."""
    text = "".join(",".join(map(_written, row)) + "\r\n" for row in rows)
    return (codecs.BOM_UTF8 if mark else b"") + text.encode("utf-8", "replace")


def guarded(cell: str) -> str:
    """The cell as no spreadsheet runs it: an apostrophe before what would begin a formula. `unguarded` undoes it."""
    return f"'{cell}" if _RUN.match(cell) or _KEPT_FROM_RUNNING.match(cell) else cell


def unguarded(cell: str) -> str:
    """The cell without Excel's `="…"` or the apostrophe that keeps it a text."""
    text = _EXCEL_TEXT.fullmatch(cell)
    if text:
        return text[1].replace('""', '"')
    return cell[1:] if _KEPT_FROM_RUNNING.match(cell) else cell


def letter(index: int) -> str:
    """What a spreadsheet calls a column, counting from 0: A, B … Z, AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _written(cell: str) -> str:
    safe = guarded(cell)
    quoted = '"' + safe.replace('"', '""') + '"'
    return quoted if re.search('[",;\t\r\n]', safe) or safe != safe.strip() else safe


def _separator(text: str, path: str, known: Callable[[str], bool]) -> str:
    """The one by which most headings are known, else by which most rows have the same number of cells."""

    def score(separator: str) -> tuple[int, int]:
        rows: list[Row] = []
        try:
            rows.extend(islice(_rows(text, 0, separator, path, []), _LOOKED_AT))
        except _TooWide:
            return (0, _LOOKED_AT + 1)
        headings = max((sum(map(known, row.cells)) for row in rows if len(row.cells) > 1), default=0)
        widths = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
        return headings, max(widths.values(), default=0)

    return max(SEPARATORS, key=score)  # the first of those that are equal


def _rows(text: str, start: int, separator: str, path: str, problems: list[Problem]) -> Iterator[Row]:
    """Every row of a text whose lines end in LF. Raises `_TooWide`, and `Stop` for a cell that is far too long."""
    apart = re.escape(separator)
    # A quotation mark that is not closed before the next separator is one of the text's own.
    pattern = re.compile(
        rf' *"(?P<quoted>[^"]*+(?:""[^"]*+)*+)" *(?={apart}|\n|\Z)|(?P<excel>="[^"\n]*")(?={apart}|\n|\Z)|'
        rf"(?P<plain>[^{apart}\n]*)"
    )
    at, number, line = start, 0, text.count("\n", 0, start) + 1
    while at < len(text):
        cells: list[str] = []
        first = line
        number += 1
        while True:
            found = pattern.match(text, at)
            assert found is not None, "the last of the three finds the empty text"
            cell = found[found.lastgroup or "plain"]
            _look_at(cell, found.lastgroup == "plain", path, line, problems)
            if found.lastgroup == "quoted":
                line += cell.count("\n")
                cell = cell.replace('""', '"')
            cells.append(unguarded(cell))
            if len(cells) > MOST_COLUMNS:
                raise _TooWide(first)
            at = found.end()
            if text[at : at + 1] != separator:
                break
            at += 1
        at, line = at + 1, line + 1
        yield Row(number=number, line=first, cells=tuple(cells))


def _look_at(cell: str, plain: bool, path: str, line: int, problems: list[Problem]) -> None:
    if len(cell) > LONGEST_CELL:
        shown = f"one cell with {len(cell):,} letters"
        raise Stop(_too_large(path, line, shown, "a file with shorter texts. Is a quotation mark missing?"))
    if plain and cell.lstrip(" ").startswith('"'):
        problems.append(
            warning(
                "open-quote",
                path,
                line,
                f"A cell begins with a quotation mark that is not closed where the cell ends: {cell.strip()[:60]}",
                "It was read as it stands. If the row came out wrong, mend the cell in the spreadsheet and save again.",
            )
        )


def _not_csv(path: str, *, workbook: bool) -> Problem:
    what = "a workbook of Excel, LibreOffice or Numbers" if workbook else "no spreadsheet that was saved as CSV"
    return error(
        "not-csv",
        path,
        None,
        f"This is {what}; only its CSV form can be read.",
        "Open it there and choose File, Save As (or Export), and as the type: CSV UTF-8 (Comma delimited) (*.csv). "
        "Then name that file here.",
    )


def _too_large(path: str, line: int, what: str, remedy: str) -> Problem:
    return error("csv-too-large", path, line, f"This file has {what}, so nothing was read.", f"Make {remedy}.")
