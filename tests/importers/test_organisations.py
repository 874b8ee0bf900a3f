"""A table of organisations: what each row would become."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.importers.columns import NoSuchColumn, corrected
from hyperlocal.importers.existing import there
from hyperlocal.importers.organisations import Draft, Survey, draft, survey
from hyperlocal.problems import Problem, Severity, Stop
from tests.conftest import MakeSite

HALL = "---\nname: Village Hall\nemail: old@example.org\n---\n\nTea.\n"


def surveyed(typed: str | bytes, *corrections: str) -> Survey:
    return survey(typed.encode() if isinstance(typed, str) else typed, "groups.csv", corrected(corrections))


def drafted(typed: str | bytes, folder: Path | None = None, *corrections: str) -> Draft:
    return draft(surveyed(typed, *corrections), there(folder)[0] if folder else ())


def files(found: Draft) -> dict[str, str]:
    return {one.path.rpartition("/")[2]: one.data.decode() for one in found.new}


def brief(problems: Sequence[Problem]) -> list[tuple[str, int | None, str]]:
    return [(one.rule, one.line, one.message.partition(":")[0]) for one in problems]


def test_a_row_becomes_a_file() -> None:
    found = drafted(
        "Organisation name,Tel no,Mobile,Address 1,Address 2,Post code,Last checked,About us\n"
        'Village Hall,0121 496 0000,07700 900123,The Hall,"1 High St, Ashby",B30 2AA,22/11/2026,"Tea.\n\nCake."\n'
    )
    assert found.problems == () and found.known == ()
    assert files(found) == {
        "village-hall.md": "---\ntitle: Village Hall\nphones:\n  - number: 0121 496 0000\n  - number: 07700 900123\n"
        "    label: mobile\naddress: |-\n  The Hall\n  1 High St, Ashby\npostcode: B30 2AA\nchecked: 2026-11-22\n---\n"
        "\n"
        "Tea.\n\nCake.\n"
    }
    assert found.new[0].path == "content/organisations/village-hall.md"


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("Café & Co.", "cafe-and-co.md"),
        ("CON", "con-x.md"),
        ("../../etc/passwd", "etc-passwd.md"),
        ("C:\\Users", "c-users.md"),
        ("=cmd|' /C calc'!A0", "cmd-c-calc-a0.md"),
        ("x" * 300, "x" * 80 + ".md"),
    ],
)
def test_every_name_gives_a_file_that_every_computer_takes(name: str, file: str) -> None:
    assert list(files(drafted(f'Name,Tel\n"{name}",1\n'))) == [file]


def test_a_slug_names_the_file() -> None:
    found = drafted("Name,Slug\nVillage Hall,The Hall\n")
    assert files(found) == {"the-hall.md": "---\ntitle: Village Hall\n---\n\n"}


def test_a_row_that_cannot_be_read_is_told_by_its_number_and_the_others_are_taken() -> None:
    found = drafted('Name,Tel,Draft\nA,1,\n,2,\n\n"B\nB",3,perhaps\nC,4,,stray\nD,5,,,\nE\nA,6,\nF,7,no\n')
    assert sorted(files(found)) == ["a.md", "d.md", "e.md", "f.md"]
    assert brief(found.problems) == [
        ("bad-row", 3, "Row 3"),
        ("bad-row", 5, "Row 5 (B B)"),
        ("bad-row", 7, "Row 6 (C)"),
        ("same-name", 10, "Row 9 (A)"),
        ("short-row", 9, "Row 8 (E)"),
    ]
    assert [one.severity for one in found.problems] == [Severity.ERROR] * 4 + [Severity.WARNING]
    assert all(one.remedy for one in found.problems)


def test_two_names_of_one_address_and_two_of_one_id_are_told() -> None:
    assert brief(drafted("Name,Id\nCafé,\nCafe,\nA,1\nB,1\n").problems) == [
        ("same-name", 3, "Row 3 (Cafe)"),
        ("same-name", 5, "Row 5 (B)"),
    ]


def test_the_same_name_with_other_slugs_is_another_organisation() -> None:
    assert sorted(files(drafted("Name,Slug\nHall,a\nHall,b\n"))) == ["a.md", "b.md"]


def test_what_is_there_is_compared_and_what_is_new_is_not(site: MakeSite) -> None:
    folder = site({"content/organisations/hall.md": HALL})
    found = drafted("Name,Email,Town,Text\nvillage hall,new@example.org,,\nHut,,Ashby,\n", folder)
    assert list(files(found)) == ["hut.md"]
    [known] = found.known
    assert [(one.label, one.old, one.new) for one in known.changes] == [
        ("Name", "Village Hall", "village hall"),
        ("Email", "old@example.org", "new@example.org"),
    ]
    assert known.data == HALL.replace("old@", "new@").replace("Village Hall", "village hall").encode()
    assert found.different == (known,)


def test_an_empty_cell_takes_nothing_away(site: MakeSite) -> None:
    folder = site({"content/organisations/hall.md": HALL})
    found = drafted("Name,Email,Text\nVillage Hall,,\n", folder)
    assert found.new == () and found.different == () and len(found.known) == 1


def test_an_address_that_two_have_is_not_taken(site: MakeSite) -> None:
    folder = site({"content/organisations/hall.md": HALL, "content/organisations/old/hall.md": "---\nname: Old\n---\n"})
    found = drafted("Name\nHall\n", folder)
    assert found.known == () and found.new == ()
    assert brief(found.problems) == [("same-name", 2, "Row 2 (Hall)")]


def test_what_most_rows_have_beyond_the_headings_is_a_column() -> None:
    found = surveyed("Name,Tel\n" + "A{},1,yes\n" * 4 + "B,1,\n")
    assert [(one.heading, one.why) for one in found.columns][2:] == [("column C", "not recognised")]
    assert drafted("Name,Tel\nA,1,yes\nB,1,\n").new[0].title == "B"


def test_a_head_that_is_not_written_is_told_and_left(site: MakeSite) -> None:
    folder = site({"content/organisations/hall.md": "+++\nname = 'Village Hall'\n+++\n"})
    found = drafted("Name,Town\nVillage Hall,Ashby\n", folder)
    assert [one.data for one in found.known] == [None]
    assert brief(found.problems) == [("not-changed", 2, "Row 2 (Village Hall)")]


def test_the_columns_are_shown_with_what_stands_in_them() -> None:
    found = surveyed("Groups of Ashby\n\nName;Tel;Notes;Chair;Rubbish\nHall;;;;\nHut;0121;a  b;Ann;x\n", "Rubbish=")
    assert [(one.heading, found.example(one), one.field) for one in found.columns] == [
        ("Name", "Hall", "title"),
        ("Tel", "0121", "phones"),
        ("Notes", "a b", ""),
        ("Chair", "Ann", ""),
        ("Rubbish", "x", ""),
    ]
    assert found.how == "utf-8, cells apart by semicolons" and len(found.rows) == 2
    assert brief(found.problems) == [
        ("above-headings", 1, "The headings of the columns stand in row 3. What is above was left out"),
        ("column-left-out", 3, "The column “Notes” was left out"),
        ("column-left-out", 3, "The column “Chair” was left out"),
    ]


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("", "bad-table"),
        ("\n , \n\n", "bad-table"),
        ("Tel,Email\n1,2\n", "no-name-column"),
        ("a\nb\n", "no-name-column"),
    ],
)
def test_what_is_no_table_of_organisations_is_told(typed: str, rule: str) -> None:
    with pytest.raises(Stop) as told:
        surveyed(typed)
    assert [one.rule for one in told.value.problems] == [rule] and told.value.problems[0].remedy


def test_a_correction_can_name_the_column_of_names() -> None:
    assert list(files(drafted("Wer,Tel\nHall,1\n", None, "Wer=title"))) == ["hall.md"]
    with pytest.raises(NoSuchColumn):
        surveyed("Name,Tel\nHall,1\n", "Fax=phones")


def test_lines_that_would_open_a_head_or_a_key_are_text() -> None:
    [file] = files(drafted('Name,Strapline,Text\n"Hall\n---\nid: 1","a: b\n---","---\nid: 2\n---\nTea."\n')).values()
    assert file == '---\ntitle: "Hall --- id: 1"\nstrapline: "a: b ---"\n---\n\n---\nid: 2\n---\nTea.\n'


@given(st.text("Namex,;\n\"'=|{}[]-: \t0é", max_size=80))
@settings(max_examples=200)
def test_whatever_is_typed_ends_in_files_or_in_words(typed: str) -> None:
    try:
        found = drafted(f"Name,Tel,Services,Last checked\n{typed}")
    except Stop as told:
        assert all(one.message and one.remedy for one in told.problems)
        return
    assert len({one.path.casefold() for one in found.new}) == len(found.new)
    assert all(one.message and one.remedy for one in found.problems)


def test_a_thousand_rows_of_one_number_take_no_time_to_tell_apart() -> None:
    rows = "".join(f"Branch {number},306101\n" for number in range(1000))
    assert len(drafted(f"Name,Charity number\n{rows}").new) == 1000
