"""The front door, as a person opens it: real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hyperlocal import unchanged
from hyperlocal.builder import build
from hyperlocal.dates import parse_moment
from tests.conftest import SITE_YML, MakeSite
from tests.test_unchanged import age, trust

ROOT = Path(__file__).parent.parent
HEAVY = {
    "click", "dataclasses", "pathlib", "typing", "jinja2", "markdown", "PIL", "feedgen", "lxml", "yaml", "sqlite3",
    "nh3", "watchdog", "hashlib", "tempfile", "subprocess", "threading", "logging", "datetime", "contextlib",
    "argparse", "importlib.metadata", "hyperlocal.cli", "hyperlocal.problems",
}  # fmt: skip
OURS = {"hyperlocal", "hyperlocal.__main__", "hyperlocal.unchanged", "hyperlocal.recipe"}
DUMP = """
import atexit, sys
before = set(sys.modules)
target = sys.argv.pop(1)
atexit.register(lambda: open(target, "w").write(" ".join(set(sys.modules) - before)))
from hyperlocal.__main__ import main
main()
"""
FAIR = "---\ntitle: Fair\ndate: 2026-06-30\n---\nTea.\n"
BAD = "---\ntitle: Sale\ndate: 31 June 2026\n---\nx\n"
NOTHING = "there was nothing to do"


def typed(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hyperlocal", *arguments],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
    )


def old(folder: Path) -> Path:
    """A site that was built a while ago, and is still as it was."""
    age(folder)
    build(folder, folder / "_site", parse_moment("2026-11-22"))
    trust(folder)
    return folder


def test_a_build_with_nothing_to_do_imports_next_to_nothing(site: MakeSite, tmp_path: Path) -> None:
    folder = old(site({"content/posts/fair.md": FAIR}))
    found = subprocess.run(
        [sys.executable, "-c", DUMP, tmp_path / "modules", "build", folder], cwd=ROOT, capture_output=True, text=True
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert NOTHING in found.stdout
    names = set((tmp_path / "modules").read_text(encoding="utf-8").split())
    assert names & HEAVY == set()
    assert {name for name in names if name.startswith("hyperlocal")} == OURS


def test_it_writes_nothing_either(site: MakeSite) -> None:
    folder = old(site({"content/posts/fair.md": FAIR}))

    def all_there() -> dict[Path, tuple[int, int]]:
        return {file: (file.stat().st_mtime_ns, file.stat().st_ino) for file in folder.rglob("*")}

    before = all_there()
    assert NOTHING in typed("build", folder).stdout
    assert all_there() == before


def test_it_is_said_in_one_line_with_what_there_is_and_where(site: MakeSite) -> None:
    folder = old(site({"content/posts/fair.md": FAIR}))
    found = typed("build", cwd=folder)
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == (
        "Hartley Green: 17 files in _site. Nothing has changed since the last build, so there was nothing to do.\n"
    )


def test_the_next_build_after_a_change_is_a_real_one(site: MakeSite) -> None:
    folder = old(site({"content/posts/fair.md": FAIR}))
    (folder / "content/posts/fair.md").write_text(FAIR.replace("Tea", "Cake"), encoding="utf-8")
    found = typed("build", folder)
    assert found.returncode == 0
    assert "files written, " in found.stdout and NOTHING not in found.stdout
    assert "Cake." in (folder / "_site/news/2026/fair/index.html").read_text(encoding="utf-8")


def test_problems_are_said_again_word_for_word_and_the_status_is_the_same(site: MakeSite) -> None:
    folder = old(
        site({"site.yml": f"{SITE_YML}titel: x\n", "content/posts/sale.md": BAD, "content/posts/fair.md": FAIR})
    )
    unchanged.drop_table(str(folder))
    first = typed("build", folder)
    assert first.returncode == 1 and NOTHING not in first.stdout
    trust(folder)
    again = typed("build", folder)
    assert NOTHING in again.stdout
    assert (again.returncode, again.stderr) == (1, first.stderr)
    assert "content/posts/sale.md, line 3" in again.stderr and "“titel” is not a setting" in again.stderr


@pytest.mark.parametrize(("words", "plain", "strict"), [("titel: x\n", 0, 1), ("colour: '#ffff00'\n", 0, 0)])
def test_with_strict_a_warning_counts_each_time(site: MakeSite, words: str, plain: int, strict: int) -> None:
    folder = old(site({"site.yml": SITE_YML + words, "content/posts/fair.md": FAIR}))
    for arguments, status in (((), plain), (("--strict",), strict), ((), plain)):
        found = typed("build", folder, *arguments)
        assert NOTHING in found.stdout and found.stderr
        assert found.returncode == status, found.stderr


def test_more_problems_than_are_shown_are_counted_the_same(site: MakeSite) -> None:
    links = " ".join(f"[[write {number}]]" for number in range(14))
    folder = old(site({"content/posts/fair.md": FAIR + links}))
    unchanged.drop_table(str(folder))
    first = typed("build", folder)
    trust(folder)
    assert "And 4 more like these" in first.stderr
    assert typed("build", folder).stderr == first.stderr


@pytest.mark.parametrize("files", [{"content/posts/fair.md": FAIR}, {"content/posts/sale.md": BAD}])
def test_an_old_console_that_cannot_print_every_letter_stops_nothing(site: MakeSite, files: dict[str, str]) -> None:
    folder = old(site({"site.yml": SITE_YML.replace("Hartley Green", "جمعہ “Green”"), **files}))
    for encoding in ("ascii", "cp1252"):
        found = typed("build", folder, PYTHONIOENCODING=encoding)
        assert NOTHING in found.stdout
        assert found.returncode == ("content/posts/sale.md" in files)
        assert "Traceback" not in found.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and closed streams as POSIX has them")
@pytest.mark.parametrize("files", [{"content/posts/fair.md": FAIR}, {"content/posts/sale.md": BAD}])
@pytest.mark.parametrize("how", ["| true", ">&-"])
def test_when_nobody_reads_it_there_is_no_traceback(site: MakeSite, how: str, files: dict[str, str]) -> None:
    folder = old(site(files))
    line = f'"{sys.executable}" -m hyperlocal build "{folder}" {how}'
    found = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, timeout=60)
    assert "Traceback" not in found.stderr and "Exception" not in found.stderr, found.stderr


def test_every_other_command_goes_to_the_command_line(site: MakeSite) -> None:
    folder = old(site({"content/posts/fair.md": FAIR}))
    assert typed("check", folder).returncode == 0
    assert typed("--version").stdout.startswith("hyperlocal, version ")
    assert "Usage: hyperlocal build" in typed("build", "--help").stdout
    assert typed("build", folder, "--now", "2026-11-22").stdout.count("unchanged") == 1
    assert typed("build", folder, "--portable").returncode == 0
    assert typed("--help").returncode == 0


def test_without_a_site_it_says_so(tmp_path: Path) -> None:
    found = typed("build", cwd=tmp_path)
    assert found.returncode == 2 and "There is no site in" in found.stderr
    assert list(tmp_path.iterdir()) == []
