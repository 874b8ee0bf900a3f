"""Keeping the build before: whole or not at all, one only, and never in the way of a build."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from hyperlocal.output.manifest import NAME, digest_of, read_manifest, write_manifest
from hyperlocal.output.previous import Earlier, begin, earlier, end, settle

Texts = Mapping[str, str]


def digests(texts: Texts) -> dict[str, str]:
    return {path: digest_of(text.encode()) for path, text in texts.items()}


def put(output: Path, texts: Texts) -> dict[str, str]:
    """A website that is whole."""
    for path, text in texts.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).unlink(missing_ok=True)
        (output / path).write_bytes(text.encode())
    write_manifest(output / NAME, digests(texts))
    return digests(texts)


def kept(found: Earlier | None) -> dict[str, str]:
    """Text by path, of what is kept as a file; "" for what should still be in its place."""
    assert found is not None
    stored = {one.name: one.read_text() for one in found.store.iterdir()}
    return {path: stored.get(digest, "") for path, digest in found.files.items()}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site/_site"


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "site/.hyperlocal"


def build(memory: Path, output: Path, texts: Texts, *, ended: bool = True) -> None:
    """What a build does, in short; or only as far as its last file."""
    before = read_manifest(output / NAME)
    keeper = begin(memory, output, before) if before is not None else None
    for path in before or {}:
        if keeper and texts.get(path) != (output / path).read_text():
            keeper.keep(path)
    files = put(output, texts)
    if ended:
        end(memory, output, files)


def test_what_changes_or_goes_is_kept_and_nothing_else(memory: Path, output: Path) -> None:
    build(memory, output, {"a": "a1", "b": "b1", "c": "c1"})
    assert earlier(memory) is None
    build(memory, output, {"a": "a1", "b": "b2", "d": "d2"})
    found = earlier(memory)
    assert kept(found) == {"a": "", "b": "b1", "c": "c1"}
    assert found is not None and found.output == output.resolve() and not found.broken_off
    assert sorted(one.name for one in memory.iterdir()) == ["previous"]


def test_only_one_build_is_kept(memory: Path, output: Path) -> None:
    for text in "1234":
        build(memory, output, {"a": text, "same": "x"})
    assert kept(earlier(memory)) == {"a": "3", "same": ""}
    assert len(list(memory.rglob("files/*"))) == 1


def test_a_file_is_kept_as_a_second_name_without_taking_room(memory: Path, output: Path) -> None:
    build(memory, output, {"a": "1"})
    number = (output / "a").stat().st_ino
    build(memory, output, {"a": "2"})
    assert [one.stat().st_ino for one in memory.rglob("files/*")] == [number]


def test_the_same_website_again_leaves_the_one_before_it(memory: Path, output: Path) -> None:
    build(memory, output, {"a": "1"})
    build(memory, output, {"a": "2"})
    keeper = begin(memory, output, digests({"a": "2"}))
    assert keeper is not None
    keeper.keep("a")
    end(memory, output, digests({"a": "2"}))
    assert kept(earlier(memory)) == {"a": "1"}
    assert sorted(one.name for one in memory.iterdir()) == ["previous"]


def test_after_builds_that_were_broken_off_the_last_whole_one_is_kept(memory: Path, output: Path) -> None:
    whole = {"a": "a1", "b": "b1", "c": "c1"}
    build(memory, output, whole)
    keeper = begin(memory, output, digests(whole))
    assert keeper is not None
    keeper.keep("a")
    (output / "a").unlink()
    (output / "a").write_text("half")
    found = earlier(memory)
    assert found is not None and found.broken_off and kept(found) == {"a": "a1", "b": "", "c": ""}
    again = begin(memory, output, {**digests(whole), "new": ""})
    assert again is not None
    again.keep("a")  # as it is now, it is no part of a whole build
    again.keep("b")
    end(memory, output, put(output, {"a": "a3", "b": "b3", "c": "c1"}))
    found = earlier(memory)
    assert found is not None and not found.broken_off and kept(found) == {"a": "a1", "b": "b1", "c": ""}


def test_a_build_that_ended_but_could_not_say_so_is_whole(memory: Path, output: Path) -> None:
    build(memory, output, {"a": "1"})
    build(memory, output, {"a": "2"}, ended=False)
    assert (memory / "previous-new").is_dir()
    found = earlier(memory)
    assert found is not None and not found.broken_off and kept(found) == {"a": "1"}
    build(memory, output, {"a": "3"}, ended=False)
    build(memory, output, {"a": "4"})
    assert kept(earlier(memory)) == {"a": "3"}


@pytest.mark.parametrize("gone", ["previous", "previous/files", "previous/manifest.json"])
def test_broken_off_while_the_older_one_was_thrown_away(memory: Path, output: Path, gone: str) -> None:
    build(memory, output, {"a": "1"})
    build(memory, output, {"a": "2"})
    build(memory, output, {"a": "3"}, ended=False)
    if (memory / gone).is_dir():
        shutil.rmtree(memory / gone)
    else:
        (memory / gone).unlink()
    assert kept(earlier(memory)) == {"a": "2"}
    assert sorted(one.name for one in memory.iterdir()) == ["previous"]


def test_a_website_that_is_not_whole_is_not_kept(memory: Path, output: Path) -> None:
    put(output, {"a": "1"})
    assert begin(memory, output, {**digests({"a": "1"}), "b": ""}) is None
    assert earlier(memory) is None


def test_a_name_that_the_build_before_did_not_have_is_not_kept(memory: Path, output: Path) -> None:
    files = put(output, {"a": "1"})
    keeper = begin(memory, output, files)
    assert keeper is not None
    (output / "mine").write_text("mine")
    keeper.keep("mine")
    keeper.keep("nowhere")
    assert kept(keeper) == {"a": ""}


def test_nothing_half_made_is_ever_taken_for_a_build(memory: Path, output: Path) -> None:
    put(output, {"a": "1"})
    for half in (
        {},
        {"manifest.json": "{}"},
        {"about.json": '{"output": "_site"}'},
        {"about.json": "[", "manifest.json": ""},
    ):
        for name in ("previous", "previous-new", "previous-making"):
            shutil.rmtree(memory / name, ignore_errors=True)
            (memory / name).mkdir(parents=True)
            for file, text in half.items():
                (memory / name / file).write_text(text)
        settle(memory)
        assert earlier(memory) is None
        build(memory, output, {"a": "2"})
        assert kept(earlier(memory)) == {"a": "1"}
        assert sorted(one.name for one in memory.iterdir()) == ["previous"]
        build(memory, output, {"a": "1"})


def test_a_site_that_was_copied_does_not_find_the_website_of_the_other(
    memory: Path, output: Path, tmp_path: Path
) -> None:
    build(memory, output, {"a": "1"})
    build(memory, output, {"a": "2"})
    shutil.copytree(tmp_path / "site", tmp_path / "copy")
    found = earlier(tmp_path / "copy/.hyperlocal")
    assert found is not None and found.output == (tmp_path / "copy/_site").resolve()


def test_a_website_elsewhere_is_found_where_it_is(memory: Path, tmp_path: Path) -> None:
    build(memory, tmp_path / "www", {"a": "1"})
    build(memory, tmp_path / "www", {"a": "2"})
    found = earlier(memory)
    assert found is not None and found.output == (tmp_path / "www").resolve()


def test_another_place_does_not_end_what_was_begun_in_this_one(memory: Path, output: Path, tmp_path: Path) -> None:
    build(memory, output, {"a": "1"})
    keeper = begin(memory, output, digests({"a": "1"}))
    assert keeper is not None
    keeper.keep("a")
    end(memory, tmp_path / "www", put(tmp_path / "www", {"z": "1"}))
    found = earlier(memory)
    assert found is not None and found.broken_off and found.output == output.resolve()


def test_what_is_kept_may_vanish_at_any_moment(memory: Path, output: Path) -> None:
    build(memory, output, {"a": "1"})
    keeper = begin(memory, output, digests({"a": "1"}))
    assert keeper is not None
    shutil.rmtree(memory)
    keeper.keep("a")
    end(memory, output, digests({"a": "2"}))
    assert not memory.exists() and earlier(memory) is None


def test_where_the_memory_is_a_file_nothing_is_kept_and_nothing_fails(memory: Path, output: Path) -> None:
    files = put(output, {"a": "1"})
    memory.write_text("mine")
    assert begin(memory, output, files) is None
    end(memory, output, digests({"a": "2"}))
    assert memory.read_text() == "mine" and earlier(memory) is None


def test_pieces_of_copies_that_were_broken_off_go(memory: Path, output: Path) -> None:
    build(memory, output, {"a": "1"})
    build(memory, output, {"a": "2"}, ended=False)
    (memory / "previous-new" / f"{digest_of(b'1')}-77.part").write_text("hal")
    end(memory, output, digests({"a": "2"}))
    assert not list(memory.rglob("*.part"))


@pytest.mark.parametrize("output_said", [7, None, ["a"], {"b": 1}])
def test_a_note_that_somebody_changed_is_no_build(memory: Path, output: Path, output_said: object) -> None:
    build(memory, output, {"a": "1"})
    build(memory, output, {"a": "2"})
    (memory / "previous/about.json").write_text(json.dumps({"output": output_said}))
    assert earlier(memory) is None


@pytest.mark.skipif(os.name == "nt", reason="links need a right that most people on Windows do not have")
def test_a_place_behind_a_link_is_one_place(memory: Path, output: Path, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    output.parent.mkdir(parents=True, exist_ok=True)
    output.symlink_to(tmp_path / "www")
    build(memory, output, {"a": "1"})
    build(memory, output, {"a": "2"}, ended=False)
    end(memory, tmp_path / "www", digests({"a": "2"}))
    assert kept(earlier(memory)) == {"a": "1"}
