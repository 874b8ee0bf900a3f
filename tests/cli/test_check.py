"""`hyperlocal check`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hyperlocal.cli import run
from tests.conftest import MakeSite

NOW = ("--now", "2026-11-22")
FILES = {
    "content/posts/ball.md": "---\ntitle: Ball\n---\nNo date.\n",
    "content/posts/fair.md": "---\ntitle: Fair\ndate: 2026-06-30\n---\nTea “and” [[what?]]\n",
}

Captured = pytest.CaptureFixture[str]


def test_nothing_to_mend(site: MakeSite, capsys: Captured) -> None:
    assert run(["check", str(site({})), *NOW]) == 0
    assert capsys.readouterr() == ("Nothing to mend.\n", "")


def test_the_worst_comes_first_with_file_line_and_what_to_do(site: MakeSite, capsys: Captured) -> None:
    assert run(["check", str(site(FILES)), *NOW]) == 1
    said = capsys.readouterr()
    parts = said.err.strip().split("\n\n")
    assert [parts[0], parts[2]] == ["To mend", "Worth mending"]
    assert parts[1].startswith("content/posts/ball.md, line 1\n  This post has no date")
    assert parts[3] == (
        "content/posts/fair.md, line 5\n  “[[what?]]” is still to be written.\n"
        "  Write your own words in its place, without the square brackets."
    )
    assert parts[4] == "1 error, 1 warning."
    assert said.out == ""


def test_all_of_them_are_shown_however_many(site: MakeSite, capsys: Captured) -> None:
    many = "\n\n".join(f"[[question {number}]]" for number in range(25))
    folder = site({"content/pages/about.md": f"# About\n\n{many}\n"})
    assert run(["check", str(folder), *NOW]) == 0
    assert capsys.readouterr().err.count("is still to be written") == 25


def test_json_is_the_same_list_for_another_program(site: MakeSite, capsys: Captured) -> None:
    assert run(["check", str(site(FILES)), "--json", *NOW]) == 1
    said = capsys.readouterr()
    rows = json.loads(said.out)
    assert "“[[what?]]”" in said.out
    assert [(row["severity"], row["rule"], row["path"], row["line"]) for row in rows] == [
        ("error", "no-date", "content/posts/ball.md", 1),
        ("warning", "placeholder", "content/posts/fair.md", 5),
    ]
    assert rows[1]["message"] == "“[[what?]]” is still to be written."
    assert set(rows[0]) == {"severity", "rule", "path", "line", "message", "remedy"}
    assert said.err == ""


def test_json_of_a_good_site_is_an_empty_list(site: MakeSite, capsys: Captured) -> None:
    assert run(["check", str(site({})), "--json", *NOW]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_checking_writes_nothing(site: MakeSite) -> None:
    folder = site(FILES)
    before = sorted(folder.rglob("*"))
    run(["check", str(folder), *NOW])
    assert sorted(folder.rglob("*")) == before


# --- whom to ring ---

GROUPS = {
    "content/organisations/hall.md": (
        "---\nname: Village Hall\nchecked: 2026-01-05\nchecked_by: coordinator\nphones: 0121 496 0000\n"
        "email: hall@example.org\n---\n"
    ),
    "content/organisations/hut.md": "---\nname: =Hut\n---\n",
    "content/organisations/club.md": "---\nname: Club\nchecked: 2026-11-01\n---\n",
    "content/organisations/draft.md": "---\nname: Draft\ndraft: yes\n---\n",
}


def test_whom_to_ring_is_a_table_the_longest_ago_first(site: MakeSite, capsys: Captured) -> None:
    assert run(["check", str(site(GROUPS)), "--stale", "6m", *NOW]) == 0
    said = capsys.readouterr()
    assert said.out == (
        "Name          Last checked  Checked by   Telephone      Email             File\n"
        "────────────  ────────────  ───────────  ─────────────  ────────────────  ─────────────────────────────\n"
        "=Hut          never                                                       content/organisations/hut.md\n"
        "Village Hall  2026-01-05    coordinator  0121 496 0000  hall@example.org  content/organisations/hall.md\n"
        "\n2 of 3 organisations to ring: not checked since 2026-05-22.\n"
        "When you have asked, write the day into the file, such as:  checked: 2026-11-22\n"
    )
    assert said.err == ""


def test_the_list_is_written_for_a_spreadsheet_too(site: MakeSite, tmp_path: Path, capsys: Captured) -> None:
    sheet = tmp_path / "ring.csv"
    command = ["check", str(site(GROUPS)), "--stale", "6m", "--csv", str(sheet), *NOW]
    assert run(command) == 0 and run(command) == 0
    assert f"The list is in {sheet}." in capsys.readouterr().out
    assert sheet.read_bytes().decode("utf-8-sig") == (
        "Name,Last checked,Checked by,Telephone,Email,File\r\n"
        "'=Hut,,,,,content/organisations/hut.md\r\n"
        "Village Hall,2026-01-05,coordinator,0121 496 0000,hall@example.org,content/organisations/hall.md\r\n"
    )
    sheet.write_text("Mine")
    assert run(command) == 2 and sheet.read_text() == "Mine"


def test_the_list_for_another_program(site: MakeSite, capsys: Captured) -> None:
    assert run(["check", str(site(GROUPS)), "--stale", "6m", "--json", *NOW]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {
            "name": "=Hut",
            "checked": None,
            "by": "",
            "telephone": "",
            "email": "",
            "path": "content/organisations/hut.md",
        },
        {
            "name": "Village Hall",
            "checked": "2026-01-05",
            "by": "coordinator",
            "telephone": "0121 496 0000",
            "email": "hall@example.org",
            "path": "content/organisations/hall.md",
        },
    ]


def test_nobody_to_ring(site: MakeSite, capsys: Captured) -> None:
    folder = site({"content/organisations/club.md": GROUPS["content/organisations/club.md"]})
    assert run(["check", str(folder), "--stale", "1y", "--strict", *NOW]) == 0
    assert capsys.readouterr().out == "Nobody to ring: 1 organisation, all checked since 2025-11-22.\n"


def test_strict_makes_somebody_to_ring_count(site: MakeSite) -> None:
    assert run(["check", str(site(GROUPS)), "--stale", "6m", "--strict", *NOW]) == 1


def test_an_organisation_that_was_left_out_is_told_for_nobody_would_ring_it(site: MakeSite, capsys: Captured) -> None:
    broken = {"content/organisations/a.md": "---\nname: A\npublish: 31/11/2026\n---\n", **FILES}
    assert run(["check", str(site({**GROUPS, **broken})), "--stale", "6m", *NOW]) == 1
    said = capsys.readouterr()
    assert "content/organisations/a.md, line 3" in said.err and "content/posts" not in said.err
    assert "2 of 3 organisations to ring" in said.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--stale", "soon"], "“soon” is not a length of time. Write a number and d, w, m or y"),
        (["--csv", "ring.csv"], "Add for how long:  --stale 6m"),
    ],
)
def test_misuse_says_what_to_type(site: MakeSite, capsys: Captured, arguments: list[str], said: str) -> None:
    assert run(["check", str(site(GROUPS)), *arguments]) == 2
    assert said in capsys.readouterr().err


def test_a_list_is_not_put_among_the_texts(site: MakeSite, capsys: Captured) -> None:
    folder = site(GROUPS)
    assert run(["check", str(folder), "--stale", "6m", "--csv", str(folder / "content/ring.csv"), *NOW]) == 2
    assert "The list cannot be put into" in capsys.readouterr().err
