"""The list of what is ours, files written whole, and patience with Windows."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.output.manifest import (
    NAME,
    STAGING,
    Way,
    above,
    differs,
    digest_in,
    digest_of,
    folded,
    is_safe,
    patiently,
    read_manifest,
    replace,
    write_manifest,
)

DIGEST = digest_of(b"x")


def names(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*"))


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    files = {"index.html": DIGEST, "news/2026/été/index.html": DIGEST, "b": ""}
    write_manifest(tmp_path / NAME, files)
    assert read_manifest(tmp_path / NAME) == files
    assert names(tmp_path) == [NAME]


@pytest.mark.skipif(os.name == "nt", reason="names are text on this system")
def test_a_name_that_is_no_text_is_remembered_too(tmp_path: Path) -> None:
    files = {os.fsdecode(b"caf\xe9.txt"): DIGEST}
    write_manifest(tmp_path / NAME, files)
    assert read_manifest(tmp_path / NAME) == files


def test_the_same_list_is_the_same_bytes_and_is_not_written_twice(tmp_path: Path) -> None:
    write_manifest(tmp_path / NAME, {"b": DIGEST, "a": ""})
    before = (tmp_path / NAME).stat()
    write_manifest(tmp_path / NAME, {"a": "", "b": DIGEST})
    after = (tmp_path / NAME).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"files": 3}', '{"files": ["a"]}', "[" * 9000, "\xff"])
def test_a_list_that_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="latin-1")
    assert read_manifest(tmp_path / NAME) is None
    assert read_manifest(tmp_path / "not there") is None


@pytest.mark.parametrize("digest", ["../../x", DIGEST.upper(), DIGEST + "0", "", 7, None, ["a"]])
def test_what_is_no_digest_is_not_taken_for_one(tmp_path: Path, digest: object) -> None:
    """It would name a file where the build before is kept."""
    (tmp_path / NAME).write_text(json.dumps({"files": {"a": digest, "b": DIGEST}}))
    assert read_manifest(tmp_path / NAME) == {"a": "", "b": DIGEST}


@pytest.mark.parametrize(
    "path",
    ["", ".", "..", "/etc/passwd", "a/../../b", "a/./b", "a//b", "a/", "a\0b", NAME, STAGING, f"{STAGING}/a",
     ".Hyperlocal-NEW/a"],
)  # fmt: skip
def test_names_of_what_is_no_file_of_the_website_are_left_out(tmp_path: Path, path: str) -> None:
    assert not is_safe(path)
    (tmp_path / NAME).write_text(json.dumps({"files": {path: DIGEST, "a": DIGEST}}))
    assert read_manifest(tmp_path / NAME) == {"a": DIGEST}


@pytest.mark.parametrize("path", ["a", "a/b.html", "..a/b", "a..", ".well-known/security.txt", f"a/{NAME}", " "])
def test_names_of_files_of_the_website_are_kept(path: str) -> None:
    assert is_safe(path)


@given(st.text(alphabet="ab./\0é", max_size=12))
def test_a_safe_path_stays_inside_and_names_a_file(path: str) -> None:
    if is_safe(path):
        assert os.path.normpath(path) == os.path.normpath(path.strip("/")) and not path.startswith("/")
        assert ".." not in path.split("/") and os.path.normpath(f"/site/{path}").startswith("/site/")


def test_replacing_leaves_only_the_new_file_that_others_can_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    before = os.umask(0o077)  # as careful people have it
    try:
        told = replace(tmp_path / "a", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "a").read_bytes() == b"new" and names(tmp_path) == ["a"]
    after = (tmp_path / "a").stat()
    assert (told.st_size, told.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    assert after.st_mode & 0o444 == 0o444


def test_a_reader_keeps_the_old_file_whole(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    if os.name == "nt":
        pytest.skip("an open file cannot be replaced on this system")
    with (tmp_path / "a").open("rb") as reader:
        replace(tmp_path / "a", b"new and longer", beside=tmp_path / "elsewhere")
        assert reader.read() == b"old"
    assert (tmp_path / "a").read_bytes() == b"new and longer"


def test_what_is_not_written_whole_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "a/inside").mkdir(parents=True)
    with pytest.raises(OSError, match=r"\w"):
        replace(tmp_path / "a", b"new")  # a folder with something in it cannot be replaced
    assert names(tmp_path) == ["a", "a/inside"]


def test_whether_bytes_differ(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"one")
    assert not differs(tmp_path / "a", b"one")
    assert differs(tmp_path / "a", b"two") and differs(tmp_path / "a", b"longer") and differs(tmp_path / "b", b"")
    assert (digest_in(tmp_path / "a"), digest_in(tmp_path / "b"), digest_in(tmp_path)) == (digest_of(b"one"), "", "")


def test_patience_tries_again_until_it_is_allowed_and_no_longer() -> None:
    waited: list[float] = []
    tries: list[int] = []

    def allowed_at(last: int) -> str:
        tries.append(1)
        if len(tries) < last:
            raise PermissionError(13, "held by a virus scanner")
        return "done"

    assert patiently(lambda: allowed_at(3), (0.1, 0.2, 0.3), waited.append) == "done"
    assert (waited, len(tries)) == ([0.1, 0.2], 3)
    tries.clear()
    waited.clear()
    with pytest.raises(PermissionError, match="virus"):
        patiently(lambda: allowed_at(99), (0.1, 0.2), waited.append)
    assert (waited, len(tries)) == ([0.1, 0.2], 3)


def test_patience_is_for_nothing_else() -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    waited: list[float] = []
    with pytest.raises(OSError, match="space"):
        patiently(full, (0.1, 0.2), waited.append)
    assert waited == []


def test_the_folders_of_a_path() -> None:
    assert above("a/b/c.txt") == ["a", "a/b"] and above("c.txt") == []


def test_names_that_some_disks_take_for_one() -> None:
    assert folded("Flyer/CAFÉ.txt") == folded("flyer/cafe\u0301.txt") != folded("flyer/cafe.txt")


@pytest.mark.skipif(os.name == "nt", reason="links need a right that most people on Windows do not have")
def test_a_way_through_a_link_or_a_file_is_not_free(tmp_path: Path) -> None:
    (tmp_path / "site/real/deep").mkdir(parents=True)
    (tmp_path / "elsewhere/deep").mkdir(parents=True)
    (tmp_path / "site/link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site/file").write_text("x")
    way = Way(tmp_path / "site")
    free = [path for path in ("a", "real/deep/a", "new/a", "link/a", "link/deep/a", "file/a") if way.is_free(path)]
    assert free == ["a", "real/deep/a", "new/a"]
