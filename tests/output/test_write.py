"""Writing into a folder: whole files, only ours, only what changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from hyperlocal.content.photo import Photo
from hyperlocal.output import Output, PictureFile, TextFile
from hyperlocal.output.manifest import NAME as MANIFEST
from hyperlocal.output.manifest import STAGING, digest_of, read_manifest, replace
from hyperlocal.output.photoset import PhotoSet, whole
from hyperlocal.output.write import Drawn, Known, Written
from hyperlocal.output.write import write as write_drawn
from hyperlocal.problems import Stop


def texts(**files: str) -> list[Output]:
    return [TextFile(path=name.replace("__", "/") + ".txt", text=text) for name, text in files.items()]


def render(output: Output) -> bytes:
    assert isinstance(output, TextFile)
    if output.text == "GONE":
        raise FileNotFoundError(2, "No such file")
    return output.text.encode()


def write(outputs: Sequence[Output], folder: Path, render: Callable[[Output], bytes]) -> Written:
    return write_drawn(outputs, folder, lambda output: Drawn(data=render(output)))


def there(folder: Path) -> dict[str, str]:
    found = {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}
    return {path: text for path, text in found.items() if path != MANIFEST}


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    write(texts(a="1", b="2"), tmp_path, render)
    before = (tmp_path / "a.txt").stat()
    done = write(texts(a="1", b="3"), tmp_path, render)
    after = (tmp_path / "a.txt").stat()
    assert (done.written, done.unchanged, done.removed) == (("b.txt",), 1, ())
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_what_is_no_longer_planned_goes_with_its_empty_folder(tmp_path: Path) -> None:
    write(texts(news__old__a="1", keep="2"), tmp_path, render)
    done = write(texts(keep="2"), tmp_path, render)
    assert done.removed == ("news/old/a.txt",)
    assert there(tmp_path) == {"keep.txt": "2"} and not (tmp_path / "news").exists()


def test_files_of_others_are_neither_replaced_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/photo.txt").write_text("mine")
    (tmp_path / "a.txt").write_text("mine too")
    done = write(texts(a="1", b="2", mine__other="3"), tmp_path, render)
    assert [(problem.rule, problem.path.rpartition("/")[2]) for problem in done.problems] == [("not-ours", "a.txt")]
    write([], tmp_path, render)
    assert there(tmp_path) == {"mine/photo.txt": "mine", "a.txt": "mine too"}


def test_the_same_bytes_count_as_ours(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1")
    assert write(texts(a="1"), tmp_path, render).problems == ()
    assert write([], tmp_path, render).removed == ("a.txt",)


def test_a_manifest_that_somebody_changed_cannot_remove_files_elsewhere(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside.txt", tmp_path / "site"
    outside.write_text("keep")
    write(texts(a="1"), folder, render)
    names = ["../outside.txt", "x/../../outside.txt", str(outside), "a.txt", ".", "", "a\x00b", "b" * 300, MANIFEST]
    (folder / MANIFEST).write_text(json.dumps({"files": dict.fromkeys(names, "")}))
    assert write([], folder, render).removed == ("a.txt",)
    assert outside.read_text() == "keep" and json.loads((folder / MANIFEST).read_text())["files"] == {}
    for broken in ("[]", "{", '{"files": 3}', "[" * 5000):
        (folder / MANIFEST).write_text(broken)
        write(texts(b="1"), folder, render)
        assert (folder / "b.txt").read_text() == "1"
        (folder / "b.txt").unlink()


@pytest.mark.skipif(os.name == "nt", reason="links need a right that most people on Windows do not have")
def test_nothing_is_written_through_a_link_that_leads_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/news").symlink_to(tmp_path / "elsewhere")
    done = write(texts(news__a="1"), tmp_path / "site", render)
    assert [problem.rule for problem in done.problems] == ["not-ours"]
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right that most people on Windows do not have")
def test_nothing_is_removed_through_a_link_either(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/a.txt").write_text("keep")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/news").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site" / MANIFEST).write_text(json.dumps({"files": {"news/a.txt": ""}}))
    assert write([], tmp_path / "site", render).removed == ()
    assert (tmp_path / "elsewhere/a.txt").read_text() == "keep"


def test_a_file_or_folder_of_others_in_the_way_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    (tmp_path / "news").write_text("my notes")
    (tmp_path / "b.txt").mkdir()
    done = write(texts(news__a="1", b="2", c="3"), tmp_path, render)
    assert sorted(problem.path.partition("/")[2] for problem in done.problems) == ["b.txt", "news/a.txt"]
    assert there(tmp_path) == {"news": "my notes", "c.txt": "3"} and (tmp_path / "b.txt").is_dir()
    # Where one of ours was, a folder of theirs may be by now.
    (tmp_path / "c.txt").unlink()
    (tmp_path / "c.txt").mkdir()
    (tmp_path / "c.txt/mine").write_text("mine")
    assert [problem.rule for problem in write(texts(c="4"), tmp_path, render).problems] == ["not-ours"]
    write([], tmp_path, render)
    assert (tmp_path / "c.txt/mine").read_text() == "mine"


def test_a_build_that_was_broken_off_can_be_gone_on_with(tmp_path: Path) -> None:
    def cut_off(output: Output) -> bytes:
        if output.path == "b.txt":
            raise KeyboardInterrupt
        return render(output)

    with pytest.raises(KeyboardInterrupt):
        write(texts(a="1", b="2"), tmp_path, cut_off)
    # Its owner changes a word before the next try: what was made before is still known as ours.
    done = write(texts(a="changed", b="2"), tmp_path, render)
    assert done.problems == () and there(tmp_path) == {"a.txt": "changed", "b.txt": "2"}


def test_a_name_in_other_capitals_is_still_there_afterwards(tmp_path: Path) -> None:
    write([TextFile(path="Flyer/Map.txt", text="1")], tmp_path, render)
    gone_first: list[bool] = []

    def noted(output: Output) -> bytes:
        gone_first.append(not (tmp_path / "Flyer/Map.txt").exists())
        return render(output)

    write([TextFile(path="flyer/map.txt", text="1")], tmp_path, noted)
    # On Windows and macOS the old name is the new file: it must go before that is written, not after.
    assert gone_first == [True] and there(tmp_path) == {"flyer/map.txt": "1"}


def test_others_can_read_what_was_written(tmp_path: Path) -> None:
    write(texts(a="1"), tmp_path, render)
    assert (tmp_path / "a.txt").stat().st_mode & 0o444 == 0o444


def test_pictures_are_made_before_the_feeds_that_state_their_length(tmp_path: Path) -> None:
    photo = Photo(path="p.jpg", file=tmp_path / "p.jpg", width=1, height=1, ending=".jpg", located=False)
    made_of = PhotoSet(photo=photo, cuts=(whole("p.jpg"),))
    made: list[str] = []

    def noted(output: Output) -> bytes:
        made.append(output.path)
        return b""

    write(
        [TextFile(path="feed.xml", text=""), PictureFile(path="p.jpg", made=made_of, cut=whole("p.jpg"))],
        tmp_path / "out",
        noted,
    )
    assert made == ["p.jpg", "feed.xml"]


def test_a_second_build_touches_nothing_at_all(tmp_path: Path) -> None:
    write(texts(a="1", news__b="2"), tmp_path, render)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    done = write(texts(a="1", news__b="2"), tmp_path, render)
    assert (done.written, done.unchanged, done.removed, done.problems) == ((), 2, (), ())
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_stale_file_that_somebody_removed_is_no_fault(tmp_path: Path) -> None:
    write(texts(news__a="1", b="2"), tmp_path, render)
    (tmp_path / "news/a.txt").unlink()
    (tmp_path / "b.txt").unlink()
    assert write([], tmp_path, render).removed == ()


def test_a_file_that_cannot_be_made_is_told_by_its_source(tmp_path: Path) -> None:
    done = write([TextFile(path="files/a.pdf", text="GONE", source="content/posts/a.pdf")], tmp_path, render)
    (problem,) = done.problems
    assert (
        problem.path == "content/posts/a.pdf" and "files/a.pdf" in problem.message and "No such file" in problem.message
    )


def test_the_last_good_file_stays_when_its_source_cannot_be_read(tmp_path: Path) -> None:
    write(texts(a="1", b="2"), tmp_path, render)
    done = write(texts(a="GONE", b="3"), tmp_path, render)
    assert [problem.rule for problem in done.problems] == ["unreadable"]
    assert there(tmp_path) == {"a.txt": "1", "b.txt": "3"}
    assert write(texts(b="3"), tmp_path, render).removed == ("a.txt",)


def test_a_file_makes_way_for_a_folder_and_back(tmp_path: Path) -> None:
    write([TextFile(path="x", text="file")], tmp_path, render)
    write([TextFile(path="x/y", text="inside")], tmp_path, render)
    assert there(tmp_path) == {"x/y": "inside"}
    write([TextFile(path="x", text="file")], tmp_path, render)
    assert there(tmp_path) == {"x": "file"}


def test_a_failed_replacement_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/inside").write_text("x")
    with pytest.raises(OSError, match=r"\w"):
        replace(tmp_path / "a", b"new")  # a folder with something in it cannot be replaced
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "inside"]


def test_a_folder_that_cannot_be_written_to_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(Stop) as stopped:
        write(texts(a="1"), tmp_path / "file", render)
    (problem,) = stopped.value.problems
    assert problem.rule == "cannot-write" and problem.remedy and "File exists" in problem.message
    assert (tmp_path / "file").read_text() == "x"


# --- what a build knows, keeps and leaves ---


def known_build(outputs: Sequence[Output], folder: Path, memory: Path, before: Written | None = None) -> Written:
    """A build that knows what the last one knew, and keeps what was there."""
    known = Known(key=lambda one: one.path + str(one), before=before.kept if before else {}, memory=memory)
    return write_drawn(outputs, folder, lambda one: Drawn(data=render(one)), known=known)


def test_what_depends_on_the_same_is_not_made_again_unless_somebody_touched_it(tmp_path: Path) -> None:
    folder, memory = tmp_path / "out", tmp_path / "memory"
    first = known_build(texts(a="1", b="2", c="3"), folder, memory)
    assert first.drawn == 3
    second = known_build(texts(a="1", b="2", c="4"), folder, memory, first)
    assert (second.drawn, second.written, second.unchanged) == (1, ("c.txt",), 2)
    (folder / "a.txt").write_text("altered by hand")
    (folder / "b.txt").unlink()
    third = known_build(texts(a="1", b="2", c="4"), folder, memory, second)
    assert (third.drawn, third.written, third.unchanged) == (2, ("a.txt", "b.txt"), 1)
    assert there(folder) == {"a.txt": "1", "b.txt": "2", "c.txt": "4"}


def test_the_list_of_what_is_ours_is_known_too_so_that_a_broken_off_build_shows(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    done = write(texts(a="1"), folder, render)
    assert done.kept[MANIFEST].mtime_ns == (folder / MANIFEST).stat().st_mtime_ns
    with pytest.raises(KeyboardInterrupt):
        write(texts(a="1", b="2"), folder, cut_off)
    assert (folder / MANIFEST).stat().st_mtime_ns != done.kept[MANIFEST].mtime_ns


def cut_off(output: Output) -> bytes:
    if output.path == "b.txt":
        raise KeyboardInterrupt
    return render(output)


def test_nothing_is_left_of_a_first_build_that_was_stopped(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        write(texts(a="1", b="2"), tmp_path / "out", cut_off)
    assert list(tmp_path.iterdir()) == []


def test_nothing_of_ours_but_whole_files_is_left_of_a_build_that_was_stopped(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write(texts(a="1"), folder, render)
    with pytest.raises(KeyboardInterrupt):
        write(texts(a="changed", b="2"), folder, cut_off)
    assert there(folder) == {"a.txt": "changed"} and not (folder / STAGING).exists()


@pytest.mark.parametrize(("before", "after"), [("x", "x/y"), ("x/y", "x"), ("Flyer/Map", "flyer/map")])
def test_a_file_that_takes_the_place_of_something_is_ours_even_if_the_build_is_broken_off(
    tmp_path: Path, before: str, after: str
) -> None:
    write([TextFile(path=before, text="old")], tmp_path, render)
    with pytest.raises(KeyboardInterrupt):
        write([TextFile(path=after, text="half"), TextFile(path="b.txt", text="")], tmp_path, cut_off)
    done = write([TextFile(path=after, text="changed"), TextFile(path="b.txt", text="2")], tmp_path, render)
    assert done.problems == () and there(tmp_path) == {after: "changed", "b.txt": "2"}


@pytest.mark.parametrize("left", ["news/old", "news"])
def test_folders_that_a_broken_off_build_left_empty_are_taken_away(tmp_path: Path, left: str) -> None:
    write(texts(news__old__a="1", b="2"), tmp_path, render)
    (tmp_path / "news/old/a.txt").unlink()
    if left == "news":
        (tmp_path / "news/old").rmdir()
    write([TextFile(path="news", text="a file now")], tmp_path, render)
    assert there(tmp_path) == {"news": "a file now"}


def test_an_empty_folder_behind_a_link_is_not_taken_away(tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("links need a right that most people on Windows do not have")
    (tmp_path / "elsewhere/old").mkdir(parents=True)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/news").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "site" / MANIFEST).write_text(json.dumps({"files": {"news/old/a.txt": ""}}))
    write([], tmp_path / "site", render)
    assert (tmp_path / "elsewhere/old").is_dir()


def test_the_last_good_file_of_a_broken_off_build_has_its_digest_in_the_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("whole")
    (tmp_path / MANIFEST).write_text(json.dumps({"files": {"a.txt": ""}}))
    write(texts(a="GONE"), tmp_path, render)
    assert read_manifest(tmp_path / MANIFEST) == {"a.txt": digest_of(b"whole")}


def test_a_build_into_the_folder_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    write(texts(a="1"), Path(), render)
    write(texts(a="2"), Path(), render)
    assert there(tmp_path / "here") == {"a.txt": "2"}
    assert [one.name for one in tmp_path.iterdir()] == ["here"]


def test_names_with_accents_put_together_otherwise_make_way(tmp_path: Path) -> None:
    """On a Mac both are one file: the old name must go before the new one is written, not after."""
    write([TextFile(path="caf\u00e9.txt", text="1")], tmp_path, render)
    there_then: list[bool] = []

    def noted(output: Output) -> bytes:
        there_then.append((tmp_path / "caf\u00e9.txt").exists())
        return render(output)

    write([TextFile(path="cafe\u0301.txt", text="2")], tmp_path, noted)
    assert there_then == [False] and list(there(tmp_path).values()) == ["2"]
