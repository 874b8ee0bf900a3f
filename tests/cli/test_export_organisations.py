"""`hyperlocal export organisations`."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperlocal.cli import run
from tests.conftest import SITE_YML, MakeSite

FILES = {
    "content/organisations/hall.md": "---\nname: Village Hall\ntown: Ashby\n---\n\nTea.\n",
    "content/organisations/cafe.md": "---\nname: Café\n---\n",
    "content/organisations/draft.md": "---\nname: Draft\ndraft: yes\n---\n",
    "content/organisations/to-come.md": "---\nname: To come\npublish: 2027-01-01\n---\n",
}
NOW = ("--now", "2026-11-22")

Captured = pytest.CaptureFixture[str]


def names(data: str) -> list[str]:
    return [line.partition(",")[0] for line in data.splitlines()[1:]]


def test_printed_it_is_csv_without_a_mark(site: MakeSite, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "organisations", str(site(FILES)), *NOW]) == 0
    said = capfdbinary.readouterr()
    assert said.out.startswith(b"Name,Summary,") and said.err == b""
    assert names(said.out.decode()) == ["Café", "Village Hall"]
    assert said.out.endswith(b",Tea.\r\n")


def test_a_file_for_excel_begins_with_the_mark(site: MakeSite, tmp_path: Path, capsys: Captured) -> None:
    output = tmp_path / "groups.csv"
    command = ["export", "organisations", str(site(FILES)), "--output", str(output), *NOW]
    assert run(command) == 0
    assert output.read_bytes().startswith(b"\xef\xbb\xbfName,") and "Café" in output.read_text(encoding="utf-8")
    assert capsys.readouterr().out == f"2 organisations in {output}.\n"
    before = output.read_bytes()
    assert run(command) == 0
    assert output.read_bytes() == before


def test_all_means_what_is_held_back_too(site: MakeSite, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "organisations", str(site(FILES)), "--all", *NOW]) == 0
    assert names(capfdbinary.readouterr().out.decode()) == ["Café", "Draft", "To come", "Village Hall"]


def test_what_is_to_come_comes_on_its_day(site: MakeSite, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["export", "organisations", str(site(FILES)), "--now", "2027-01-01"]) == 0
    assert names(capfdbinary.readouterr().out.decode()) == ["Café", "To come", "Village Hall"]


def test_vcards_for_an_address_book(site: MakeSite, tmp_path: Path) -> None:
    output = tmp_path / "groups.vcf"
    assert run(["export", "organisations", str(site(FILES)), "--format", "vcard", "--output", str(output), *NOW]) == 0
    data = output.read_bytes()
    assert data.startswith(b"BEGIN:VCARD\r\nVERSION:4.0\r\n") and data.count(b"END:VCARD\r\n") == 2


def test_what_is_left_out_is_told(site: MakeSite, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    folder = site(
        {
            **FILES,
            "content/organisations/a.md": "---\nname: A\npublish: 31/11/2026\n---\n",
            "content/organisations/b.md": "---\nname: B\nemail: ring us\n---\n",
            "content/posts/p.md": "---\ntitle: P\n---\n",
        }
    )
    assert run(["export", "organisations", str(folder), *NOW]) == 1
    said = capfdbinary.readouterr().err.decode()
    assert "content/organisations/a.md, line 3" in said and "content/organisations/b.md, line 3" in said
    assert "content/posts" not in said


@pytest.mark.parametrize("output", ["content/groups.csv", "site.yml", "content/organisations/hall.md"])
def test_it_is_not_put_over_somebodys_texts(site: MakeSite, capsys: Captured, output: str) -> None:
    folder = site(FILES)
    assert run(["export", "organisations", str(folder), "--output", str(folder / output), *NOW]) == 2
    assert "cannot be put into" in capsys.readouterr().err
    assert (folder / "site.yml").read_text() == SITE_YML and not (folder / "content/groups.csv").exists()


@pytest.mark.parametrize(("form", "there"), [("csv", b"BEGIN:VCARD\r\n"), ("vcard", b"My thesis"), ("csv", b"Name")])
def test_it_is_not_put_over_another_file(
    site: MakeSite, tmp_path: Path, capsys: Captured, form: str, there: bytes
) -> None:
    output = tmp_path / "thesis.csv"
    output.write_bytes(there)
    command = ["export", "organisations", str(site(FILES)), "--format", form, "--output", str(output), *NOW]
    assert run(command) == 2
    assert "is there already and is something else" in capsys.readouterr().err
    assert output.read_bytes() == there
    output.write_bytes(b"")
    assert run(command) == 0 and output.stat().st_size > 100


def test_out_and_in_again_changes_nothing(site: MakeSite, tmp_path: Path, capsys: Captured) -> None:
    folder, sheet = site(FILES), str(tmp_path / "all.csv")
    before = {file: file.read_bytes() for file in folder.rglob("*.md")}
    assert run(["export", "organisations", str(folder), "--output", sheet, "--all", *NOW]) == 0
    assert run(["import", "organisations", sheet, str(folder), "--yes", "--update"]) == 0
    assert "4 organisations there already, with nothing to change." in capsys.readouterr().out
    assert {file: file.read_bytes() for file in folder.rglob("*.md")} == before


@pytest.mark.parametrize("arguments", [["nowhere"], ["--format", "xlsx"], ["one", "two"]])
def test_misuse_is_exit_status_2(site: MakeSite, monkeypatch: pytest.MonkeyPatch, arguments: list[str]) -> None:
    monkeypatch.chdir(site(FILES))
    assert run(["export", "organisations", *arguments]) == 2
