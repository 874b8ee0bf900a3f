"""What a result depends on besides its job."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import requires, version
from pathlib import Path

import pytest

import hyperlocal
from hyperlocal.recipe import HERE, PACKAGES, recipe, sources, versions

ROOT = Path(__file__).parent.parent
NO_SAY = {"watchdog"}
"""Libraries that only tell when to build."""

ASK = "from hyperlocal.recipe import recipe, versions; print(recipe()); print(versions())"


def plain(name: str) -> str:
    """A package's name as PACKAGES writes it."""
    return re.split(r"[^\w.-]", name)[0].casefold().replace("-", "_").replace(".", "_")


def with_what_they_bring(names: set[str]) -> set[str]:
    """Packages, and all that is installed for them."""
    found: set[str] = set()
    left = sorted(names)
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        left += [
            plain(line) for line in requires(name) or () if "extra ==" not in line and "platform_system" not in line
        ]
    return found


def test_every_library_that_has_a_say_is_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {plain(line) for line in (*project["dependencies"], *project["optional-dependencies"]["heic"])}
    brought = with_what_they_bring(named - {"tzdata", *NO_SAY})
    # `six` is a shim for Python 2 that dateutil imports, and `colorama` colours the old Windows console.
    assert set(PACKAGES) == (named | brought) - NO_SAY - {"six", "colorama", "typing_extensions"}


def test_the_versions_are_those_installed() -> None:
    found = versions()
    assert found == sorted(found)
    assert f"hyperlocal-{hyperlocal.__version__}" in found
    for name in ("markdown", "jinja2", "pillow", "nh3", "pyyaml", "lxml", "python-dateutil"):
        shown = [one for one in found if plain(one.partition("-")[0]) == plain(name)]
        assert len(shown) == 1 and f"-{version(name)}." in shown[0], (name, found)
    assert any(one.startswith("python-") and sys.version in one for one in found)


def test_folders_that_are_not_there_do_no_harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = versions()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "gone"), "", str(tmp_path / "some.zip")])
    assert versions() == before


def test_a_library_that_changes_changes_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = recipe()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    (tmp_path / "somebody_else-1.0.dist-info").mkdir()
    assert recipe() == before
    (tmp_path / "Markdown-99.dist-info").mkdir()
    assert recipe() != before


def test_its_sources_are_all_of_hyperlocal() -> None:
    found = list(sources())
    assert len(found) == len(set(found))
    assert {Path(name).relative_to(HERE) for name in found} == {
        file.relative_to(ROOT / "hyperlocal") for file in (ROOT / "hyperlocal").rglob("*.py")
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of hyperlocal that may be changed."""
    shutil.copytree(ROOT / "hyperlocal", tmp_path / "hyperlocal", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def told(copy: Path) -> list[str]:
    found = subprocess.run([sys.executable, "-c", ASK], cwd=copy, capture_output=True, text=True, check=True)
    return found.stdout.splitlines()


@pytest.mark.parametrize("path", ["content/markup.py", "memo.py", "output/write.py", "__main__.py"])
def test_a_line_of_our_own_that_changes_changes_it(copy: Path, path: str) -> None:
    before = told(copy)
    assert told(copy) == before
    file = copy / "hyperlocal" / path
    file.write_text(file.read_text(encoding="utf-8") + "# another line\n", encoding="utf-8")
    after = told(copy)
    assert after[0] != before[0] and after[1] == before[1]


def test_a_file_that_is_added_or_renamed_changes_it(copy: Path) -> None:
    before = told(copy)
    (copy / "hyperlocal/zz.py").write_text("", encoding="utf-8")
    added = told(copy)
    (copy / "hyperlocal/zz.py").rename(copy / "hyperlocal/content/zz.py")
    assert len({before[0], added[0], told(copy)[0]}) == 3


def test_compiled_files_are_none_of_it(copy: Path) -> None:
    before = told(copy)
    cache = copy / "hyperlocal/__pycache__"
    cache.mkdir(exist_ok=True)
    (cache / "odd.py").write_text("1", encoding="utf-8")
    assert told(copy) == before


def test_it_is_the_same_wherever_it_is_asked_from(copy: Path, tmp_path: Path) -> None:
    here = told(copy)
    (tmp_path / "elsewhere").mkdir()
    found = subprocess.run(
        [sys.executable, "-c", ASK], cwd=tmp_path / "elsewhere", env={**os.environ, "PYTHONPATH": str(copy)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert found.stdout.splitlines() == here


def test_asking_for_versions_imports_nothing_heavy() -> None:
    code = (
        "import sys; before = set(sys.modules); from hyperlocal.recipe import versions; versions();"
        "print(sorted(set(sys.modules) - before - {'hyperlocal', 'hyperlocal.recipe', '__future__'}))"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
