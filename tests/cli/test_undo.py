"""`hyperlocal undo`: what is said, and with which exit status."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hyperlocal.cli import run
from tests.conftest import MakeSite

FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"
PAPER = "---\ntitle: Paper round\ndate: 2026-07-01\n---\nEvery Friday.\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def built_twice(site: MakeSite, capsys: pytest.CaptureFixture[str]) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A site, its website before the last build and after it."""
    folder = site({"content/posts/fair.md": FAIR, "content/posts/paper.md": PAPER})
    assert run(["build", str(folder)]) == 0
    before = tree(folder / "_site")
    (folder / "content/posts/paper.md").unlink()
    (folder / "content/posts/fair.md").write_text(FAIR.replace("Summer", "Winter"), encoding="utf-8")
    assert run(["build", str(folder)]) == 0
    capsys.readouterr()
    return folder, before, tree(folder / "_site")


def test_it_says_where_and_how_much_and_that_the_texts_stay(
    built_twice: tuple[Path, dict[str, bytes], dict[str, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, before, after = built_twice
    texts = tree(folder / "content")
    assert run(["undo", str(folder)]) == 0
    said = capsys.readouterr()
    changed = [path for path in before if before[path] != after.get(path) and path != ".hyperlocal.json"]
    assert f"The website in {folder / '_site'} is as it was before the last build that changed it: " in said.out
    assert f"{len(changed)} files put back, 0 removed." in said.out
    assert "Your texts are as you left them." in said.out and said.err == ""
    assert tree(folder / "_site") == before and tree(folder / "content") == texts


def test_twice_is_forth_and_back_and_a_build_makes_the_new_one_again(
    built_twice: tuple[Path, dict[str, bytes], dict[str, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, before, after = built_twice
    for expected in (before, after, before):
        assert run(["undo", str(folder)]) == 0
        assert tree(folder / "_site") == expected
    capsys.readouterr()
    assert run(["build", str(folder)]) == 0
    assert "Nothing has changed" not in capsys.readouterr().out
    assert tree(folder / "_site") == after


def test_with_nothing_to_go_back_to_it_says_so_and_changes_nothing(
    site: MakeSite, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    assert run(["undo", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "There is no earlier website to go back to" in said.err and "hyperlocal build" in said.err
    assert not (folder / "_site").exists()
    assert run(["build", str(folder)]) == 0
    before = tree(folder)
    capsys.readouterr()
    assert run(["undo", str(folder)]) == 1
    assert "There is no earlier website to go back to" in capsys.readouterr().err
    assert tree(folder) == before


def test_after_the_memory_was_deleted_there_is_nothing_to_go_back_to(
    built_twice: tuple[Path, dict[str, bytes], dict[str, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _, after = built_twice
    shutil.rmtree(folder / ".hyperlocal")
    assert run(["undo", str(folder)]) == 1
    assert "There is no earlier website to go back to" in capsys.readouterr().err
    assert tree(folder / "_site") == after


def test_when_a_kept_file_was_altered_it_says_so_and_changes_nothing(
    built_twice: tuple[Path, dict[str, bytes], dict[str, bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _, after = built_twice
    kept = sorted((folder / ".hyperlocal/previous/files").iterdir())
    kept[0].write_bytes(b"something else")
    memory = tree(folder / ".hyperlocal")
    assert run(["undo", str(folder)]) == 1
    said = capsys.readouterr()
    assert "cannot be put back as it was: 1 of its files is gone or altered" in said.err
    assert tree(folder / "_site") == after and tree(folder / ".hyperlocal") == memory
    kept[1].unlink()
    assert run(["undo", str(folder)]) == 1
    assert "2 of its files are gone or altered" in capsys.readouterr().err


def test_in_a_folder_without_a_site_it_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["undo", str(tmp_path)]) == 2
    assert "site.yml" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_site_that_was_moved_finds_its_website_again(
    built_twice: tuple[Path, dict[str, bytes], dict[str, bytes]], tmp_path: Path
) -> None:
    folder, before, _ = built_twice
    moved = tmp_path / "elsewhere"
    folder.rename(moved)
    assert run(["undo", str(moved)]) == 0
    assert tree(moved / "_site") == before
