"""`hyperlocal demo`."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperlocal.cli import run

NOW = ("--now", "2026-11-22")


def everything(folder: Path) -> dict[str, bytes]:
    """Every file but those of the memory, which says when it was made."""
    found = {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    return {path: data for path, data in found.items() if not path.startswith(".hyperlocal/")}


def test_the_sample_neighbourhood_is_made_and_built_and_the_second_time_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "sample"
    assert run(["demo", str(folder), "--no-serve", *NOW]) == 0
    said = capsys.readouterr()
    assert f"The sample neighbourhood is in {folder}." in said.out
    assert f" pages into {folder / '_site'}." in said.out
    assert "0 errors" not in said.err
    assert "warning" not in said.err
    assert "Quillbury" in (folder / "_site/index.html").read_text(encoding="utf-8")
    before = everything(folder)
    assert run(["demo", str(folder), "--no-serve", *NOW]) == 0
    assert everything(folder) == before
    assert "The sample neighbourhood is in" not in capsys.readouterr().out


def test_in_somebodys_own_site_nothing_of_the_sample_is_written(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Ash\n", encoding="utf-8")
    assert run(["demo", str(tmp_path), "--no-serve", *NOW]) == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == [".hyperlocal", "_site", "site.yml"]
