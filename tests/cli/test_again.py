"""A build with nothing to do that has something to say."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hyperlocal.cli.again import say_again
from hyperlocal.problems import Problem, advice, error, warning
from hyperlocal.records import pack
from hyperlocal.unchanged import Asked
from tests.conftest import SITE_YML, MakeSite

DEAD = error("dead-link", "content/posts/fair.md", 7, "Nothing is at /nowhere/.", "Mend the link.")
STARTER = warning("placeholder", "content/pages/about.md", 2, "“[[Your name]]” is still to be written.")
BASE = advice("no-base-url", "site.yml", None, "The site does not know its address yet.")


@pytest.mark.parametrize(
    ("problems", "strict", "status"),
    [((DEAD, STARTER, BASE), False, 1), ((STARTER, BASE), False, 0), ((STARTER,), True, 1), ((BASE,), True, 0)],
)
def test_the_problems_are_said_again_with_the_same_exit_status(
    problems: tuple[Problem, ...], strict: bool, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = {"problems": [pack(Problem, one) for one in problems], "summary": "Hartley Green: 12 files"}
    asked = Asked(str(tmp_path), strict=strict)
    assert say_again(table, asked) == status
    said = capsys.readouterr()
    assert said.out == (
        f"Hartley Green: 12 files in {tmp_path / '_site'}. "
        "Nothing has changed since the last build, so there was nothing to do.\n"
    )
    assert all(str(one) in said.err for one in problems)


def hyperlocal(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hyperlocal", "build", str(folder), *options],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def long_ago(folder: Path) -> None:
    """As if all had been written an hour ago, so that times can be trusted."""
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (time.time() - 3600, time.time() - 3600))


def test_a_build_that_is_repeated_says_the_same_and_ends_the_same(site: MakeSite) -> None:
    folder = site(
        {
            "site.yml": SITE_YML.replace("base_url: https://hartleygreen.example/\n", ""),
            "content/posts/fair.md": "---\ntitle: Fair\ndate: 2026-06-30\n---\nSee [this](gone.md). [[More?]]\n",
            "content/posts/odd.md": "---\ntitle: Odd\ndate: 31 June 2026\n---\nx\n",
        }
    )
    long_ago(folder)
    first = hyperlocal(folder)
    again = hyperlocal(folder)
    assert "Nothing has changed" in again.stdout and "Nothing has changed" not in first.stdout
    assert (again.returncode, again.stderr) == (first.returncode, first.stderr) == (1, first.stderr)
    assert "odd.md, line 3" in again.stderr and "gone.md" in again.stderr


def test_with_strict_a_warning_that_is_said_again_counts_again(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": "---\ntitle: Fair\ndate: 2026-06-30\n---\n[[More?]]\n"})
    long_ago(folder)
    assert hyperlocal(folder).returncode == 0
    plain, strict = hyperlocal(folder), hyperlocal(folder, "--strict")
    assert "Nothing has changed" in plain.stdout and "Nothing has changed" in strict.stdout
    assert (plain.returncode, strict.returncode) == (0, 1)


@pytest.mark.parametrize("mended", ["deleted", "moved away"])
def test_a_file_of_somebodys_in_the_way_is_looked_for_again(site: MakeSite, tmp_path: Path, mended: str) -> None:
    """No text has changed when it has gone, and yet there is something to do."""
    folder = site({"content/posts/fair.md": "---\ntitle: Fair\ndate: 2026-06-30\n---\nTea.\n"})
    (folder / "_site").mkdir()
    (folder / "_site/robots.txt").write_text("mine")
    long_ago(folder)
    for _ in range(2):
        found = hyperlocal(folder)
        assert found.returncode == 1 and "robots.txt" in found.stderr
    if mended == "deleted":
        (folder / "_site/robots.txt").unlink()
    else:
        (folder / "_site/robots.txt").rename(tmp_path / "mine.txt")
    found = hyperlocal(folder)
    assert (found.returncode, found.stderr) == (0, "")
    assert "Sitemap" in (folder / "_site/robots.txt").read_text()
