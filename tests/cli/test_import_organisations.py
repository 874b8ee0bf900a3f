"""`hyperlocal import organisations`."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from hyperlocal.cli import run
from tests.conftest import MakeSite

CSV = "Organisation name,Tel no,Notes\nVillage Hall,0121 496 0000,late\nHut,0121 496 0001,\n"
HALL = "content/organisations/village-hall.md"

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def here(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site to stand in, with groups.csv."""
    folder = site({"groups.csv": CSV})
    monkeypatch.chdir(folder)
    return folder


def answer(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode())))


def texts(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.md"))


def test_the_columns_are_shown_before_anything_is_asked_or_written(
    here: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "n\n")
    assert run(["import", "organisations", "groups.csv"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(
        "groups.csv: 2 rows (utf-8, cells apart by commas)\n\n"
        "Column             Such as        Becomes\n"
        "─────────────────  ─────────────  ─────────────────────────\n"
        "Organisation name  Village Hall   Name\n"
        "Tel no             0121 496 0000  Telephone\n"
        "Notes              late           left out (not recognised)\n\n"
        "2 new organisations: Village Hall, Hut.\n"
    )
    assert "Shall I make 2 new files in content/organisations?" in said.out.replace("\\", "/")
    assert "Nothing was written." in said.out
    assert "The column “Notes” was left out: not recognised." in said.err
    assert texts(here) == []


@pytest.mark.parametrize("typed", ["y\n", "yes\n"])
def test_yes_makes_the_files(here: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    answer(monkeypatch, typed)
    assert run(["import", "organisations", "groups.csv"]) == 0
    assert "2 files made, 0 changed." in capsys.readouterr().out
    assert texts(here) == ["content/organisations/hut.md", HALL]


def test_no_answer_is_no(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "")
    assert run(["import", "organisations", "groups.csv"]) == 1
    assert texts(here) == []


def test_a_second_time_changes_nothing(here: Path, capsys: Captured) -> None:
    command = ["import", "organisations", "groups.csv", "--yes", "--update"]
    assert run(command) == 0
    before = {file: file.read_bytes() for file in here.rglob("*") if file.is_file()}
    capsys.readouterr()
    assert run(command) == 0
    said = capsys.readouterr().out
    assert "2 organisations there already, with nothing to change." in said and "There is nothing to write." in said
    assert {file: file.read_bytes() for file in here.rglob("*") if file.is_file()} == before


def test_what_would_change_is_shown_and_done_only_with_update(here: Path, capsys: Captured) -> None:
    (here / HALL).parent.mkdir(parents=True)
    (here / HALL).write_text("---\nname: Village Hall\ntel: 0121 496 0099\n---\nTea.\n")
    assert run(["import", "organisations", "groups.csv", "--yes"]) == 0
    said = capsys.readouterr().out
    assert f"  {HALL}\n    Telephone: 0121 496 0099 -> 0121 496 0000\n" in said and "add:  --update" in said
    assert "0099" in (here / HALL).read_text()
    assert run(["import", "organisations", "groups.csv", "--yes", "--update"]) == 0
    assert "0 files made, 1 changed." in capsys.readouterr().out
    assert (here / HALL).read_text() == "---\nname: Village Hall\ntel: \n  - number: 0121 496 0000\n---\nTea.\n"


def test_where_all_that_could_be_written_is_a_change_nothing_is_asked(here: Path, capsys: Captured) -> None:
    assert run(["import", "organisations", "groups.csv", "--yes"]) == 0
    before = {file: file.read_bytes() for file in here.rglob("*.md")}
    (here / "groups.csv").write_text(CSV.replace("0000", "0005"))
    assert run(["import", "organisations", "groups.csv"]) == 0
    assert capsys.readouterr().out.endswith("add:  --update\n\nThere is nothing to write.\n")
    assert {file: file.read_bytes() for file in here.rglob("*.md")} == before


def test_columns_can_be_put_right(here: Path, capsys: Captured) -> None:
    assert run(["import", "organisations", "groups.csv", "--yes", "--columns", "Notes=text, Tel no="]) == 0
    assert (here / HALL).read_text() == "---\ntitle: Village Hall\n---\n\nlate\n"
    assert capsys.readouterr().err == ""


def test_a_row_that_cannot_be_read_is_exit_status_1_and_the_others_are_made(here: Path, capsys: Captured) -> None:
    (here / "groups.csv").write_text(f"{CSV},0121 496 0002,\n")
    assert run(["import", "organisations", "groups.csv", "--yes"]) == 1
    assert "groups.csv, line 4\n  Row 4: has no name, so it was left out." in capsys.readouterr().err
    assert len(texts(here)) == 2


def test_the_file_may_lie_elsewhere_and_so_may_the_site(
    site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site({})
    (tmp_path / "my list.csv").write_bytes(CSV.encode("utf-16"))
    monkeypatch.chdir(tmp_path)
    assert run(["import", "organisations", "my list.csv", "site", "--yes"]) == 0
    assert len(texts(folder)) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing.csv"], "there is no such file"),
        (["content"], "it is not a file"),
        (["groups.csv", "nowhere"], "There is no site in nowhere"),
        (["groups.csv", "--columns", "Tel no"], "is not a heading"),
        (["groups.csv", "--columns", "Fax=phones"], "No column is called “fax”"),
        (["groups.csv", "--columns", "Tel no=fones"], "Did you mean “phones”?"),
        ([], "Missing argument 'FILE'"),
    ],
)
def test_misuse_is_exit_status_2(here: Path, capsys: Captured, arguments: list[str], said: str) -> None:
    (here / "content").mkdir()
    assert run(["import", "organisations", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert texts(here) == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04xlsx", "choose File, Save As"),
        (b"", "There is nothing in this file."),
        (b"\0" * 100_000, "There is nothing in this file."),
        (b"\xff\xfe\xff", "No column could be taken for the names"),
        (b"Name\n" + b"x" * 10_000_000, "one cell with 10,000,000 letters"),
        (b"Name,Tel\n" + b"a,1\n" * 100_000, "more than 20,000 rows"),
        (b"," * 5000, "more than 500 columns"),
        (b'"' * 99_999, "No column could be taken for the names"),
        (bytes(range(256)) * 400, "No column could be taken for the names"),
    ],
    ids="workbook empty NULs half-a-letter 10-MB 100,000-rows 5,000-columns quotation-marks bytes".split(),  # noqa: SIM905
)
def test_hostile_files_are_told_in_words(here: Path, capsys: Captured, data: bytes, said: str) -> None:
    (here / "groups.csv").write_bytes(data)
    assert run(["import", "organisations", "groups.csv", "--yes"]) == 1
    error = capsys.readouterr().err
    assert error.lstrip().startswith("To mend\n\ngroups.csv") and said in error
    assert "Traceback" not in error and "inside hyperlocal" not in error
    assert texts(here) == []


def test_codes_for_the_terminal_are_not_printed(here: Path, capsys: Captured) -> None:
    (here / "groups.csv").write_text("Name,Tel\x1b[31m\n\x1b]0;Gotcha\x07Hall,\x9b31m1\n", encoding="utf-8")
    run(["import", "organisations", "groups.csv", "--yes"])
    said = capsys.readouterr()
    assert not {"\x1b", "\x07", "\x9b"} & set(said.out + said.err)
