"""`hyperlocal check`."""

from __future__ import annotations

import json

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
