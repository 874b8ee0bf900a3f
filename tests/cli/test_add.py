"""`hyperlocal add`."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hyperlocal.cli import run
from tests.conftest import MakeSite

Captured = pytest.CaptureFixture[str]


def test_it_says_which_file_to_write_in_and_its_day(site: MakeSite, capsys: Captured) -> None:
    folder = site({})
    assert run(["add", "post", "Summer", "fair", "--in", str(folder), "--now", "2026-06-30"]) == 0
    path = folder / "content/posts/2026-06-30-summer-fair.md"
    assert capsys.readouterr().out == f"{path} is ready to write in, dated Tuesday 30 June 2026.\n"
    assert path.read_text(encoding="utf-8").startswith("---\ntitle: Summer fair\ndate: 2026-06-30\n")


def test_a_page_has_no_day(site: MakeSite, capsys: Captured) -> None:
    folder = site({})
    assert run(["add", "page", "About", "--in", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder / 'content/pages/about.md'} is ready to write in.\n"


def test_what_it_makes_builds_with_only_words_left_to_write(site: MakeSite) -> None:
    folder = site({})
    for kind in ("post", "page", "organisation"):
        assert run(["add", kind, f"A new {kind}", "--in", str(folder), "--now", "2026-06-30"]) == 0
    assert run(["build", str(folder), "--now", "2026-06-30"]) == 0
    assert (folder / "_site/news/2026/a-new-post/index.html").is_file()


def test_it_works_in_the_folder_one_is_in(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site({})
    monkeypatch.chdir(folder)
    assert run(["add", "page", "About"]) == 0
    assert (folder / "content/pages/about.md").is_file()


def test_it_asks_for_a_title_until_there_is_one(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    folder = site({})
    monkeypatch.setattr("sys.stdin", io.StringIO("\n   \nAbout us\n"))
    assert run(["add", "page", "--in", str(folder)]) == 0
    assert "What is it called?" in capsys.readouterr().out
    assert [file.name for file in (folder / "content/pages").iterdir()] == ["about-us.md"]


def test_when_nothing_is_answered_nothing_is_made(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    folder = site({})
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(["add", "page", "--in", str(folder)]) == 1
    assert capsys.readouterr().err.strip() == "Stopped."
    assert not (folder / "content").exists()


def test_adding_the_same_twice_changes_nothing_and_says_so(site: MakeSite, capsys: Captured) -> None:
    folder = site({})
    run(["add", "page", "About", "--in", str(folder)])
    (folder / "content/pages/about.md").write_text("my words", encoding="utf-8")
    assert run(["add", "page", "about", "--in", str(folder)]) == 1
    assert "content/pages/about.md\n  There is a file of this name already" in capsys.readouterr().err
    assert (folder / "content/pages/about.md").read_text(encoding="utf-8") == "my words"


@pytest.mark.skipif(sys.platform == "win32", reason="words are never bytes there")
def test_bytes_that_are_no_letters_do_not_stop_it(site: MakeSite) -> None:
    folder = site({})
    command = [os.fsencode(sys.executable), b"-m", b"hyperlocal", b"add", b"page", b"Caf\xe9", b"--in"]
    found = subprocess.run([*command, os.fsencode(folder)], capture_output=True, timeout=60)
    assert (found.returncode, found.stderr) == (0, b"")
    assert [file.read_text(encoding="utf-8").splitlines()[1] for file in (folder / "content/pages").iterdir()] == [
        "title: Caf?"
    ]


def test_a_file_where_a_folder_must_be_is_told_in_plain_words(site: MakeSite, capsys: Captured) -> None:
    folder: Path = site({"content": "a file"})
    assert run(["add", "post", "Fair", "--in", str(folder), "--now", "2026-06-30"]) == 1
    assert "content/posts/2026-06-30-fair.md\n  This file could not be written: " in capsys.readouterr().err
