"""The wheel that a site carries installs offline, and is the same each time."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal import __version__
from hyperlocal.shipped import shipped
from hyperlocal.wheel import NAME, own_wheel, zipped

INFO = f"hyperlocal-{__version__}.dist-info"


@pytest.fixture(scope="module")
def wheel() -> bytes:
    made = own_wheel()
    assert made is not None, "the tests run with hyperlocal installed"
    return made


def test_the_same_files_give_the_same_wheel(wheel: bytes) -> None:
    assert own_wheel() == wheel
    assert re.fullmatch(r"hyperlocal-[\w.]+-py3-none-any\.whl", NAME)


def test_the_wheel_holds_the_package_its_data_and_its_papers(wheel: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    package = shipped("themes").parent / "hyperlocal"
    kinds = ("*.py", "server/*.js", "server/*.css")
    wanted = {f"hyperlocal/{file.relative_to(package).as_posix()}" for kind in kinds for file in package.rglob(kind)}
    assert {"hyperlocal/server/live.js", "hyperlocal/server/panel.css"} <= wanted
    for name in ("themes", "starter_site"):
        root = shipped(name)
        wanted |= {f"hyperlocal/{name}/{f.relative_to(root).as_posix()}" for f in root.rglob("*") if f.is_file()}
    info = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    assert set(names) == {one for one in wanted if "__pycache__" not in one} | {"hyperlocal/py.typed"} | {
        f"{INFO}/{name}" for name in info
    }
    assert len(names) == len(set(names))


def test_the_record_holds_the_true_digest_of_every_file(wheel: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    record = files[f"{INFO}/RECORD"].decode()
    rows = {row[0]: row[1:] for row in csv.reader(record.splitlines())}
    assert set(rows) == set(files)
    assert rows.pop(f"{INFO}/RECORD") == ["", ""]
    for name, (digest, size) in rows.items():
        method, _, value = digest.partition("=")
        assert method == "sha256" and "=" not in value
        assert base64.urlsafe_b64decode(value + "=") == hashlib.sha256(files[name]).digest(), name
        assert int(size) == len(files[name]), name


def test_it_installs_and_runs_with_the_network_cable_out(wheel: bytes, tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(wheel)
    target = tmp_path / "target"
    pip = [sys.executable, "-m", "pip", "--isolated", "--disable-pip-version-check", "install"]
    offline = ["--no-index", "--no-deps", "--no-compile", "--target", str(target), str(tmp_path / NAME)]
    done = subprocess.run([*pip, *offline], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    code = (
        "from hyperlocal import shipped, __version__; from hyperlocal.kits import kits;"
        "print(__version__, shipped.__file__, shipped.shipped('themes'), *(kit.folder for kit in kits()), sep='\\n')"
    )
    environment = {**os.environ, "PYTHONPATH": str(target)}
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment, check=False
    )
    assert ran.returncode == 0, ran.stderr
    version, *places = ran.stdout.splitlines()
    assert version == __version__
    assert len(places) > 4 and all(Path(place).is_relative_to(target.resolve() / "hyperlocal") for place in places)
    assert (target / "hyperlocal/themes/commons/templates/base.html").is_file()
    assert (target / "hyperlocal/starter_site/common/.github/workflows/publish.yml").is_file()
    assert "hyperlocal.__main__:main" in (target / INFO / "entry_points.txt").read_text(encoding="utf-8")


# --- zips ---

FILES = st.dictionaries(
    st.from_regex(r"[a-z]{1,8}(/[a-z ŷé]{1,8}){0,2}", fullmatch=True), st.binary(max_size=200), max_size=5
)


@settings(max_examples=50)
@given(FILES)
def test_a_zip_depends_on_names_and_contents_alone(files: dict[str, bytes]) -> None:
    made = zipped(files)
    assert zipped(dict(reversed(files.items()))) == made
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert archive.namelist() == sorted(files)
        assert {entry.date_time for entry in archive.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} <= {0o644}
        assert {entry.create_system for entry in archive.infolist()} <= {3}


def test_a_zip_is_small() -> None:
    assert len(zipped({"a.txt": b"a" * 100_000})) < 1000
