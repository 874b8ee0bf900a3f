"""Full disks, read-only disks and folders, disks of other kinds: words and not tracebacks, whole files, and healing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import build
from hyperlocal.cli import run
from hyperlocal.output.manifest import NAME
from tests.interruptions import Tree, left_behind, make_site, post, settings, tree
from tests.small_disks import disk, keeping_to_permissions

POSTS = 6
ROOM = range(0, 800, 50)
"""Kilobytes that are left, from nothing to more than enough: the disk is full at another moment each time."""

pytestmark = pytest.mark.skipif(os.name == "nt", reason="made by mounting, and by permissions of another kind")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path / "site", POSTS)


def edit(site: Path) -> None:
    """Every page changes, one goes and one comes."""
    settings(site, "#402060")
    (site / "content/posts/post-1.md").unlink(missing_ok=True)
    (site / "content/posts/post-99.md").write_text(post(99), encoding="utf-8")


def fresh(site: Path, place: Path) -> Tree:
    """The website as it should be, built from a copy."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(site, place / "copy", ignore=shutil.ignore_patterns("_site", ".hyperlocal"))
    build(place / "copy", place / "out", datetime.now(UTC))
    return tree(place / "out")


def told(capsys: pytest.CaptureFixture[str]) -> str:
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err and "not your fault" not in captured.err
    return captured.err


def not_whole(found: Tree, *states: Tree) -> list[str]:
    """Files that are in none of the states."""
    return [path for path, data in found.items() if path != NAME and all(data != one.get(path) for one in states)]


@pytest.fixture
def counted() -> Iterator[list[int]]:
    """The exit statuses of builds with little room: some fail and some do not, or nothing was tested."""
    statuses: list[int] = []
    yield statuses
    assert set(statuses) == {0, 1}, statuses


def test_a_disk_that_is_full_at_the_first_build(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], counted: list[int]
) -> None:
    expected = fresh(site, tmp_path / "fresh")
    for room in ROOM:
        with disk(tmp_path / "disk") as small:
            output = small.place / "www"
            small.leave(room)
            counted.append(run(["build", str(site), "--output", str(output)]))
            said = told(capsys)
            if counted[-1] == 1:
                assert "No space left on device" in said and "room on the disk" in said
                assert list(small.place.iterdir()) == [], "of a first build that failed nothing is left"
            small.leave(1000)
            assert run(["build", str(site), "--output", str(output)]) == 0
            assert tree(output) == expected and [one.name for one in small.place.iterdir()] == ["www"]


@pytest.mark.parametrize("what", ["output", "site"])
def test_a_disk_that_is_full_in_the_middle_of_a_build(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], counted: list[int], what: str
) -> None:
    for room in ROOM:
        with disk(tmp_path / "disk") as small:
            site = make_site(small.place / "site" if what == "site" else tmp_path / f"site-{room}", POSTS)
            output = site / "_site" if what == "site" else small.place / "_site"
            arguments = ["build", str(site), "--output", str(output)]
            assert run(arguments) == 0
            before = tree(output)
            edit(site)
            after = fresh(site, tmp_path / "fresh")
            small.leave(room)
            counted.append(run(arguments))
            said = told(capsys)
            assert not_whole(tree(output), before, after) == []
            if counted[-1] == 1:
                assert "No space left on device" in said and "room on the disk" in said
                if room % 40:
                    small.leave(1000)
                    assert run(["undo", str(site)]) == 0
                    assert tree(output) == before, "undo gives the last whole build"
            small.leave(1000)
            assert run(arguments) == 0
            assert tree(output) == after
            if what == "site":
                assert left_behind(site) == []


def test_an_undo_on_a_disk_that_is_full(tmp_path: Path, capsys: pytest.CaptureFixture[str], counted: list[int]) -> None:
    for room in ROOM:
        with disk(tmp_path / "disk") as small:
            site = make_site(small.place / "site", POSTS)
            assert run(["build", str(site)]) == 0
            before = tree(site / "_site")
            edit(site)
            assert run(["build", str(site)]) == 0
            after = tree(site / "_site")
            small.leave(room)
            counted.append(run(["undo", str(site)]))
            told(capsys)
            found = tree(site / "_site")
            assert found == before if counted[-1] == 0 else not not_whole(found, before, after)
            small.leave(1000)
            assert run(["build", str(site)]) == 0
            assert tree(site / "_site") == after and left_behind(site) == []


def test_an_output_on_another_disk_than_the_memory_is_kept_by_copies(site: Path, tmp_path: Path) -> None:
    with disk(tmp_path / "disk") as other:
        output = other.place / "_site"
        arguments = ["build", str(site), "--output", str(output)]
        assert run(arguments) == 0
        before = tree(output)
        edit(site)
        assert run(arguments) == 0
        after = tree(output)
        kept = list((site / ".hyperlocal/previous/files").iterdir())
        assert kept and all(one.stat().st_dev != output.stat().st_dev for one in kept)
        assert run(["undo", str(site)]) == 0 and tree(output) == before
        assert run(["undo", str(site)]) == 0 and tree(output) == after
        assert sorted(one.name for one in (site / ".hyperlocal/previous").iterdir()) == [
            "about.json", "files", "manifest.json",
        ]  # fmt: skip


def test_an_output_that_is_read_only(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with disk(site / "_site") as output:
        assert run(["build", str(site)]) == 0
        before = tree(output.place)
        output.read_only()
        assert run(["build", str(site)]) == 0, "where nothing is to be written, nothing is wrong"
        edit(site)
        told(capsys)
        assert run(["build", str(site)]) == 1
        said = told(capsys)
        assert "Read-only file system" in said and "is not read-only" in said
        assert run(["undo", str(site)]) == 0, "the build that could write nothing is undone"
        assert tree(output.place) == before
        output.resize(100_000)
        assert run(["build", str(site)]) == 0
        assert tree(output.place) == fresh(site, tmp_path / "fresh") and left_behind(site) == []
        output.read_only()
        assert run(["undo", str(site)]) == 1
        assert "Read-only file system" in told(capsys)
        output.resize(100_000)
        assert run(["undo", str(site)]) == 0
        assert tree(output.place) == before


@pytest.mark.parametrize("filled", [True, False])
def test_a_memory_that_is_read_only_is_done_without(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], filled: bool
) -> None:
    with disk(site / ".hyperlocal") as memory:
        if filled:
            assert run(["build", str(site)]) == 0
            settings(site, "#204060")
            assert run(["build", str(site)]) == 0
        memory.read_only()
        for _ in range(2):
            edit(site)
            told(capsys)
            assert run(["build", str(site)]) == 0
            assert told(capsys) == "", "nobody is told of what cannot be remembered"
            assert tree(site / "_site") == fresh(site, tmp_path / "fresh")
        before = tree(site / "_site")
        assert run(["undo", str(site)]) == 1
        assert "cannot be put back" in told(capsys) if filled else "no earlier website" in told(capsys)
        assert tree(site / "_site") == before


def test_a_folder_made_read_only_is_told_in_words(site: Path) -> None:
    assert run(["build", str(site)]) == 0
    before = tree(site / "_site")
    folders = [site / "_site", *(one for one in (site / "_site").rglob("*") if one.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    edit(site)
    try:
        found = keeping_to_permissions("build", site)
        assert found.returncode == 1 and "Permission denied" in found.stderr and "Traceback" not in found.stderr
        assert tree(site / "_site") == before
    finally:
        for folder in folders:
            folder.chmod(0o755)
    found = keeping_to_permissions("build", site)
    assert found.returncode == 0, found.stderr
    assert left_behind(site) == []


def test_a_single_folder_of_the_website_made_read_only(site: Path, tmp_path: Path) -> None:
    """It is found out in the middle of a build."""
    assert run(["build", str(site)]) == 0
    before = tree(site / "_site")
    edit(site)
    after = fresh(site, tmp_path / "fresh")
    (site / "_site/tags").chmod(0o555)
    (site / "_site/tags/tea").chmod(0o555)
    try:
        found = keeping_to_permissions("build", site)
        assert found.returncode == 1 and "Permission denied" in found.stderr and "Traceback" not in found.stderr
        assert not_whole(tree(site / "_site"), before, after) == []
        assert not list((site / "_site").rglob("*.tmp"))
    finally:
        (site / "_site/tags").chmod(0o755)
        (site / "_site/tags/tea").chmod(0o755)
    assert keeping_to_permissions("build", site).returncode == 0
    assert tree(site / "_site") == after and left_behind(site) == []


def test_a_memory_without_the_right_to_write_is_done_without(site: Path, tmp_path: Path) -> None:
    assert run(["build", str(site)]) == 0
    (site / ".hyperlocal").chmod(0o555)
    for file in (site / ".hyperlocal").iterdir():
        file.chmod(0o444)
    edit(site)
    try:
        found = keeping_to_permissions("build", site)
        assert (found.returncode, found.stderr) == (0, "")
        assert tree(site / "_site") == fresh(site, tmp_path / "fresh")
    finally:
        (site / ".hyperlocal").chmod(0o755)


@pytest.mark.parametrize("remembers", [True, False])
def test_a_site_that_may_only_be_read_is_built_elsewhere(site: Path, tmp_path: Path, remembers: bool) -> None:
    if remembers:
        assert run(["build", str(site)]) == 0
    folders = [site, *(one for one in site.rglob("*") if one.is_dir())]
    for one in folders:
        one.chmod(0o555)
    try:
        for _ in range(2):
            found = keeping_to_permissions("build", site, "--output", tmp_path / "www")
            assert (found.returncode, found.stderr) == (0, "")
        assert tree(tmp_path / "www") == fresh(site, tmp_path / "fresh")
        inside = keeping_to_permissions("build", site, "--output", site / "www")
        assert inside.returncode == 1 and "Permission denied" in inside.stderr and "Traceback" not in inside.stderr
    finally:
        for one in folders:
            one.chmod(0o755)
    assert (site / ".hyperlocal").exists() is remembers
