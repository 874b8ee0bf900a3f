"""A table of organisations -> what each row would become: a new file, a change in one that is there, or a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from hyperlocal.content.organisation import Organisation
from hyperlocal.fields import declared
from hyperlocal.frontmatter import write_head
from hyperlocal.importers.cells import Given, Refused, Typed, Where, given
from hyperlocal.importers.changes import Change, changed, changes
from hyperlocal.importers.columns import NAME, TEXT, Column, guess, heading_row, is_heading
from hyperlocal.importers.existing import FOLDER, Existing, Signs, matched, signs_of, taken
from hyperlocal.importers.table import NAMES, Row, read_table
from hyperlocal.problems import Problem, Stop, advice, error, warning, worst_first
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass
from hyperlocal.yamltext import NotYaml

__all__ = ["Change", "Draft", "Survey", "draft", "survey"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A spreadsheet with its columns guessed. `path` is its name, `how` says how it was saved."""

    path: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    how: str
    problems: tuple[Problem, ...]

    def example(self, column: Column) -> str:
        """The first thing that stands in a column."""
        return next((cell for row in self.rows if (cell := " ".join(row.cell(column.index).split()))), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A file to be made."""

    path: str
    title: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An organisation that is there, and what its row would change. `data` is the file with the changes made; None
    when it cannot be changed by us."""

    existing: Existing
    changes: tuple[Change, ...]
    data: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What would be done. `known` that have no changes are as their rows say."""

    new: tuple[New, ...]
    known: tuple[Known, ...]
    problems: tuple[Problem, ...]

    @property
    def different(self) -> tuple[Known, ...]:
        return tuple(one for one in self.known if one.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What one row says. `slug` is the last part of its address; `named` whether the row itself says so."""

    where: Where
    title: str
    slug: str
    named: bool
    given: tuple[Given, ...]
    body: str

    @property
    def signs(self) -> Signs:
        values = {one.field.name: one.value or one.typed for one in self.given}
        return signs_of(values, self.title, self.slug if self.named else "", self.slug)


def survey(data: bytes, path: str, corrections: Mapping[str, str]) -> Survey:
    """Read a spreadsheet and guess its columns; `corrections` are those of `columns.corrected`.

    Raises `Stop` for what is no table of organisations, and `NoSuchColumn`.
    """
    table = read_table(data, path, is_heading)
    if all(row.empty for row in table.rows):
        raise Stop(error("bad-table", path, None, "There is nothing in this file.", "Save the spreadsheet once more."))
    at = heading_row(table.rows, corrections)
    headings, rows = table.rows[at], tuple(row for row in table.rows[at + 1 :] if not row.empty)
    columns = guess(headings, rows, corrections)
    if not any(column.field == NAME for column in columns):
        raise Stop(_no_names(path, headings, columns))
    problems = [*table.problems, *_above(path, table.rows[:at])]
    problems += [_left_out(path, headings.line, column) for column in columns if column.why]
    how = f"{table.encoding}, cells apart by {NAMES[table.separator]}"
    return Survey(path=path, columns=columns, rows=rows, how=how, problems=tuple(problems))


def draft(survey: Survey, existing: Sequence[Existing]) -> Draft:
    """What would become of each row, in a site that has these organisations. Pure."""
    problems: list[Problem] = []
    wanted = [one for row in survey.rows if (one := _wanted(row, survey, problems)) is not None]
    wanted = _told_apart(wanted, problems)
    new: list[New] = []
    known: list[Known] = []
    used = taken(existing)
    for one, match in zip(wanted, matched([one.signs for one in wanted], existing), strict=True):
        if match is not None:
            known.append(_known(one, match, problems))
        elif one.slug in used:
            problems.append(_address_taken(one, used[one.slug]))
        else:
            new.append(_new(one))
    return Draft(new=tuple(new), known=tuple(known), problems=worst_first(problems))


def _wanted(row: Row, survey: Survey, problems: list[Problem]) -> _Wanted | None:
    columns = survey.columns
    names = [row.cell(column.index) for column in columns if column.field == NAME]
    name = next((" ".join(cell.split()) for cell in names if cell.strip()), "")
    where = Where(path=survey.path, line=row.line, row=row.number, name=name)
    width = max(column.index for column in columns) + 1
    try:
        if not name:
            raise Refused(where.refuse_row("bad-row", "has no name, so it was left out.", "Write a name into it."))
        if any(cell.strip() for cell in row.cells[width:]):
            raise Refused(_too_wide(where, row.width, width))
        if len(row.cells) < width:
            problems.append(_short(where, len(row.cells), width))
        found = list(_given(row, columns, where, problems))
    except Refused as fault:
        problems.append(fault.problem)
        return None
    values = {one.field.name: one for one in found}
    if values.get(NAME) is None or values[NAME].value is None:
        problems.append(where.refuse_row("bad-row", "has no name, so it was left out.", "Write a name into it."))
        return None
    title = values[NAME].value
    named = str(values["slug"].value or "") if "slug" in values else ""
    bodies = [row.cell(column.index).rstrip().strip("\n") for column in columns if column.field == TEXT]
    return _Wanted(
        where=where,
        title=title,
        slug=slugify(named or title),
        named=bool(named),
        given=tuple(one for one in found if one.field.name != "slug"),
        body="\n\n".join(filter(None, bodies)),
    )


def _given(row: Row, columns: Sequence[Column], where: Where, problems: list[Problem]) -> Iterator[Given]:
    """What the row says, field by field. Raises `Refused`."""
    for field in declared(Organisation):
        cells = [
            Typed(heading=column.heading, key=column.key, label=column.label, text=row.cell(column.index))
            for column in columns
            if column.field == field.name
        ]
        found, told = given(field, cells, where) if cells else (None, [])
        problems += told
        if found is not None:
            yield found


def _told_apart(wanted: Sequence[_Wanted], problems: list[Problem]) -> list[_Wanted]:
    """The rows whose name and id are theirs alone: of two the first."""
    kept: list[_Wanted] = []
    first: dict[tuple[str, str], _Wanted] = {}
    ways: Sequence[tuple[str, Callable[[Signs], str]]] = (("address", lambda s: s.address), ("id", lambda s: s.id))
    for one in wanted:
        signs = one.signs
        keys = [(what, way(signs)) for what, way in ways if way(signs)]
        other = next((first[key] for key in keys if key in first), None)
        if other is None:
            kept.append(one)
            first.update(dict.fromkeys(keys, one))
            continue
        message = f"has the same name or id as row {other.where.row}, “{other.title}”; only that one was taken."
        remedy = "Put what belongs together into one row, or give them different names, such as “Scouts (Ashby)”."
        problems.append(one.where.refuse_row("same-name", message, remedy))
    return kept


def _new(one: _Wanted) -> New:
    values = {found.field.name: found.yaml for found in one.given}
    text = write_head(values, f"{one.body}\n" if one.body else "")
    return New(path=f"{FOLDER}/{one.slug}.md", title=one.title, data=text.encode("utf-8", "replace"))


def _known(one: _Wanted, match: Existing, problems: list[Problem]) -> Known:
    found = changes(match, one.given, one.body)
    try:
        data = changed(match, found) if found else match.data
    except NotYaml as fault:
        message = f"would change {match.path}, which cannot be changed here: {fault.reason}."
        problems.append(one.where.warn_of_row("not-changed", message, "Change that file by hand."))
        data = None
    return Known(existing=match, changes=found, data=data)


def _above(path: str, rows: Sequence[Row]) -> list[Problem]:
    full = [row for row in rows if not row.empty]
    if not full:
        return []
    said = "; ".join(" ".join(" ".join(row.cells).split())[:60] for row in full[:3])
    message = f"The headings of the columns stand in row {rows[-1].number + 1}. What is above was left out: {said}."
    return [advice("above-headings", path, full[0].line, message, "You need do nothing if that is right.")]


def _left_out(path: str, line: int, column: Column) -> Problem:
    return warning(
        "column-left-out",
        path,
        line,
        f"The column “{column.heading[:80]}” was left out: {column.why}.",
        f'If everybody may read it, say what it is:  --columns "{column.heading[:80]}=text"   If not, say so and '
        f'you are not told again:  --columns "{column.heading[:80]}="',
    )


def _no_names(path: str, headings: Row, columns: Sequence[Column]) -> Problem:
    found = ", ".join(f"“{column.heading[:40]}”" for column in columns[:20])
    first = columns[0].heading[:40] if columns else "Name"
    return error(
        "no-name-column",
        path,
        headings.line,
        f"No column could be taken for the names of the organisations. The headings are: {found}.",
        f'Say which it is:  --columns "{first}=title"   or give the column the heading “Name”.',
    )


def _too_wide(where: Where, cells: int, width: int) -> Problem:
    return where.refuse_row(
        "bad-row",
        f"has {cells} cells, but there are {width} columns, so things may stand under the wrong heading. It was left "
        "out.",
        "Look for a comma in a cell that has no quotation marks round it, or save the spreadsheet once more.",
    )


def _short(where: Where, cells: int, width: int) -> Problem:
    message = f"ends after {cells} of {width} cells. The others were taken to be empty."
    return where.warn_of_row("short-row", message, "Look whether everything in it stands under its heading.")


def _address_taken(one: _Wanted, path: str) -> Problem:
    return one.where.refuse_row(
        "same-name",
        f"would have the same address as {path}, but is not certainly the same organisation. It was left out.",
        "Give it another name, or add a column “Slug” with the last part of its web address.",
    )
