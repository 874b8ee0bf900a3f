"""First builds: all at once, or nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hyperlocal.output.manifest import NAME, STAGING, digest_of, read_manifest
from hyperlocal.output.stage import show, stage_for

DIGEST = digest_of(b"x")


def made(stage: Path) -> dict[str, str]:
    """Something finished in the stage, and its digests."""
    (stage / "news").mkdir(parents=True)
    (stage / "index.html").write_bytes(b"x")
    (stage / "news/index.html").write_bytes(b"x")
    return {"index.html": DIGEST, "news/index.html": DIGEST}


def names(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*"))


def test_where_nothing_is_the_stage_is_beside_and_becomes_the_place(tmp_path: Path) -> None:
    stage = stage_for(tmp_path / "out")
    assert stage == tmp_path / f".out{STAGING}"
    digests = made(stage)
    assert not (tmp_path / "out").exists()
    show(stage, tmp_path / "out", digests)
    assert names(tmp_path) == ["out", f"out/{NAME}", "out/index.html", "out/news", "out/news/index.html"]
    assert read_manifest(tmp_path / "out" / NAME) == digests


def test_an_empty_folder_stays_the_same_folder(tmp_path: Path) -> None:
    """A web server may be looking at it already, and it has rights of its own."""
    out = tmp_path / "out"
    out.mkdir(mode=0o750)
    before = out.stat()
    stage = stage_for(out)
    assert stage is not None
    digests = made(stage)
    show(stage, out, digests)
    after = out.stat()
    assert (before.st_ino, before.st_mode) == (after.st_ino, after.st_mode)
    assert names(out) == [NAME, "index.html", "news", "news/index.html"] and read_manifest(out / NAME) == digests


def test_what_a_broken_off_build_left_goes(tmp_path: Path) -> None:
    made(tmp_path / f".out{STAGING}")
    made(tmp_path / "empty" / STAGING)
    for name in ("out", "empty"):
        stage = stage_for(tmp_path / name)
        assert stage is not None and not stage.exists()


def test_a_stage_that_was_left_beside_a_finished_website_goes_too(tmp_path: Path) -> None:
    made(tmp_path / f".out{STAGING}")
    made(tmp_path / "out")
    assert stage_for(tmp_path / "out") is None
    assert sorted(one.name for one in tmp_path.iterdir()) == ["out"]


@pytest.mark.parametrize("name", ["index.html", ".hidden", NAME])
def test_a_folder_with_anything_in_it_is_no_first_build(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    assert stage_for(tmp_path) is None


def test_a_file_in_the_place_is_no_first_build(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert stage_for(tmp_path / "out") is None


@pytest.mark.skipif(os.name == "nt", reason="links need a right that most people on Windows do not have")
def test_a_link_to_an_empty_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    stage = stage_for(tmp_path / "out")
    assert stage is not None
    show(stage, tmp_path / "out", made(stage))
    assert (tmp_path / "out").is_symlink() and (tmp_path / "real/index.html").is_file()


def test_what_somebody_put_into_the_folder_meanwhile_is_not_touched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    stage = stage_for(out)
    assert stage is not None
    digests = made(stage)
    (out / "index.html").write_text("mine")
    with pytest.raises(FileExistsError):
        show(stage, out, digests)
    assert (out / "index.html").read_text() == "mine" and not (out / "news").exists() and not (out / NAME).exists()


def test_a_folder_that_came_into_the_place_meanwhile_is_not_touched(tmp_path: Path) -> None:
    stage = stage_for(tmp_path / "out")
    assert stage is not None
    digests = made(stage)
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    with pytest.raises(OSError, match=r"\w"):
        show(stage, tmp_path / "out", digests)
    assert names(tmp_path / "out") == ["mine.txt"]
