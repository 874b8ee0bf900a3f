"""What people install holds all that a checkout does: themes, kits and the files whose names begin with a dot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from hyperlocal import __version__
from hyperlocal.builder import build
from hyperlocal.dates import parse_moment

ROOT = Path(__file__).parent.parent
COPIED = (
    *("hyperlocal", "themes", "starter_site", "tests", "docs"),
    *("pyproject.toml", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", ".gitignore"),
)
INFO = f"hyperlocal-{__version__}.dist-info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packages:
    """A copy of the checkout, and what was made of it: name -> bytes."""

    tree: Path
    wheel_file: Path
    wheel: dict[str, bytes]
    sdist: dict[str, bytes]
    from_sdist: dict[str, bytes]

    def data(self) -> dict[str, bytes]:
        """The themes and kits in the copy."""
        return {
            name: data for name, data in files_in(self.tree).items() if name.startswith(("themes/", "starter_site/"))
        }


def files_in(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def python(*arguments: str | Path, cwd: Path, **environment: str) -> str:
    """Run this Python with no say from the machine's settings, and give what it printed."""
    names = ("PATH", "SYSTEMROOT", "HOME", "TMPDIR", "TEMP")
    kept = {name: value for name, value in os.environ.items() if name in names}
    found = subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env={**kept, **environment}, capture_output=True, text=True, timeout=120
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout.strip()


def in_wheel(folder: Path) -> tuple[Path, dict[str, bytes]]:
    (file,) = folder.glob("*.whl")
    with zipfile.ZipFile(file) as archive:
        return file, {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Packages:
    """A wheel and an sdist of a copy of the checkout, and a wheel of that sdist."""
    folder = tmp_path_factory.mktemp("packaging")
    tree = folder / "tree"
    tree.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif source.is_file():
            shutil.copy2(source, tree / name)
    python("-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", folder / "dist", cwd=tree)
    (archive,) = (folder / "dist").glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "unpacked", filter="data")
    (unpacked,) = (folder / "unpacked").iterdir()
    sdist = files_in(unpacked)
    python("-m", "hatchling", "build", "-t", "wheel", "-d", folder / "again", cwd=unpacked)
    wheel_file, wheel = in_wheel(folder / "dist")
    return Packages(
        tree=tree, wheel_file=wheel_file, wheel=wheel, sdist=sdist, from_sdist=in_wheel(folder / "again")[1]
    )


@pytest.fixture(scope="module")
def installed(packages: Packages, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the wheel was installed into."""
    target = tmp_path_factory.mktemp("installed")
    pip = ("-m", "pip", "--disable-pip-version-check", "install", "--no-index", "--no-deps", "--quiet")
    python(*pip, "--target", target, packages.wheel_file, cwd=target)
    return target


def test_there_is_something_to_pack(packages: Packages) -> None:
    assert {
        "themes/commons/theme.yml",
        "starter_site/common/.gitignore",
        "starter_site/common/.gitattributes",
        "starter_site/common/.github/workflows/publish.yml",
        "starter_site/kits/group/kit.yml",
        "starter_site/demo/site.yml",
    } <= set(packages.data())


def test_the_wheel_holds_the_code_and_all_of_the_data(packages: Packages) -> None:
    data = {f"hyperlocal/{name}": content for name, content in packages.data().items()}
    code = {name: content for name, content in files_in(packages.tree).items() if name.startswith("hyperlocal/")}
    assert {name: packages.wheel.get(name) for name in {**data, **code}} == {**data, **code}
    assert set(packages.wheel) - set(data) - set(code) == {
        f"{INFO}/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE")
    }
    entry = "[console_scripts]\nhyperlocal = hyperlocal.__main__:main"
    assert packages.wheel[f"{INFO}/entry_points.txt"].decode().strip() == entry


def test_the_sdist_holds_the_data_and_the_tests(packages: Packages) -> None:
    expected = packages.data()
    assert {name: packages.sdist.get(name) for name in expected} == expected
    assert {"tests/conftest.py", "tests/test_packaging.py", "pyproject.toml", "LICENSE"} <= set(packages.sdist)


def test_a_wheel_of_the_sdist_is_the_same_wheel(packages: Packages) -> None:
    assert packages.from_sdist == packages.wheel


def test_the_wheel_once_installed_makes_and_builds_the_same_site_as_the_checkout(
    packages: Packages, installed: Path, tmp_path: Path
) -> None:
    place = python("-c", "import hyperlocal; print(hyperlocal.__file__)", cwd=tmp_path, PYTHONPATH=str(installed))
    assert Path(place).is_relative_to(installed)
    made = {}
    for name, path in (("wheel", installed), ("checkout", packages.tree)):
        new = ("-m", "hyperlocal", "new", name, "--kit", "news", "--yes", "--now", "2026-11-22")
        python(*new, cwd=tmp_path, PYTHONPATH=str(path))
        own = ("site.yml", "tools/")  # a site's id is its own, and so is the tool that goes with it
        made[name] = {n: data for n, data in files_in(tmp_path / name).items() if not n.startswith(own)}
    assert ".github/workflows/publish.yml" in made["wheel"]
    assert made["wheel"] == made["checkout"]
    command = ("-m", "hyperlocal", "build", "wheel", "--output", "out", "--now", "2026-11-22")
    python(*command, cwd=tmp_path, PYTHONPATH=str(installed))
    build(tmp_path / "wheel", tmp_path / "expected", parse_moment("2026-11-22"))
    assert files_in(tmp_path / "out") == files_in(tmp_path / "expected")


def test_an_editable_install_copies_nothing_and_finds_the_data_beside_the_package(
    packages: Packages, tmp_path: Path
) -> None:
    python("-m", "hatchling", "build", "-t", "wheel:editable", "-d", tmp_path, cwd=packages.tree)
    _, editable = in_wheel(tmp_path)
    (path,) = (name for name in editable if not name.startswith(f"{INFO}/"))
    assert path.endswith(".pth")
    leads_to = editable[path].decode("utf-8").strip()
    assert Path(leads_to) == packages.tree
    code = "from hyperlocal.shipped import shipped; print(shipped('themes')); print(shipped('starter_site'))"
    found = python("-c", code, cwd=tmp_path, PYTHONPATH=leads_to)
    assert found.splitlines() == [str(packages.tree / "themes"), str(packages.tree / "starter_site")]
