"""The build before, put back from what was kept: byte for byte, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hyperlocal.output import Output, TextFile
from hyperlocal.output.manifest import NAME, digest_of
from hyperlocal.output.undo import Undone, look_back, put_back
from hyperlocal.output.write import Drawn, Known, Written, write
from hyperlocal.problems import Stop

Tree = dict[str, bytes]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site/_site"


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "site/.hyperlocal"


def draw(output: Output) -> Drawn:
    assert isinstance(output, TextFile)
    if output.text == "STOP":
        raise KeyboardInterrupt
    return Drawn(data=output.text.encode())


def build(memory: Path, output: Path, texts: Mapping[str, str]) -> Written:
    outputs = [TextFile(path=path, text=text) for path, text in texts.items()]
    return write(outputs, output, draw, known=Known(memory=memory))


def undo(memory: Path) -> Undone:
    return put_back(look_back(memory))


def tree(folder: Path) -> Tree:
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def refused(memory: Path) -> str:
    """Why it cannot be undone, as its rule; then nothing at all was changed."""
    before = tree(memory.parent)
    with pytest.raises(Stop) as stopped:
        look_back(memory)
    assert tree(memory.parent) == before
    (problem,) = stopped.value.problems
    assert "raceback" not in str(problem) and problem.remedy
    return problem.rule


BUILDS = [
    {"index.html": "home", "news/a.html": "a", "news/b.html": "b", "x": "file", "y/z": "in a folder", "Map": "1"},
    {"index.html": "home", "news/a.html": "A", "news/c.html": "c", "x/y": "folder", "y": "a file", "map": "1"},
]


def test_changed_added_and_removed_files_and_folders_come_back_as_they_were(memory: Path, output: Path) -> None:
    build(memory, output, BUILDS[0])
    before = tree(output)
    build(memory, output, BUILDS[1])
    after = tree(output)
    done = undo(memory)
    assert tree(output) == before
    assert set(done.back) == {"news/a.html", "news/b.html", "x", "y/z", "Map"}
    assert set(done.removed) == {"news/c.html", "x/y", "y", "map"}
    assert done.output == output.resolve() and not done.broken_off
    undo(memory)
    assert tree(output) == after
    undo(memory)
    assert tree(output) == before
    assert sorted(one.name for one in memory.iterdir()) == ["previous"]


STATES = st.dictionaries(
    st.sampled_from(["a", "b/c", "b/d", "b", "e/f/g", "e/f", "A", "h"]), st.sampled_from("123"), min_size=1
)


def possible(texts: dict[str, str]) -> bool:
    """No file may be a folder at the same time."""
    return not any(other.startswith(f"{path}/") for path in texts for other in texts)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much])
@given(st.lists(STATES.filter(possible), min_size=2, max_size=4))
def test_whatever_was_built_undo_gives_the_build_before(tmp_path: Path, builds: list[dict[str, str]]) -> None:
    site = tmp_path / "any"
    shutil.rmtree(site, ignore_errors=True)
    memory, output = site / ".hyperlocal", site / "_site"
    states: list[Tree] = []
    for texts in builds:
        build(memory, output, texts)
        if not states or tree(output) != states[-1]:
            states.append(tree(output))
    if len(states) < 2:
        assert refused(memory) == "nothing-to-undo"
        return
    undo(memory)
    assert tree(output) == states[-2]
    undo(memory)
    assert tree(output) == states[-1]


def test_without_an_earlier_build_it_says_so(memory: Path, output: Path) -> None:
    memory.mkdir(parents=True)
    assert refused(memory) == "nothing-to-undo"
    build(memory, output, BUILDS[0])
    assert refused(memory) == "nothing-to-undo"
    build(memory, output, BUILDS[0])
    assert refused(memory) == "nothing-to-undo"


def test_the_same_again_is_no_new_build(memory: Path, output: Path) -> None:
    build(memory, output, BUILDS[0])
    before = tree(output)
    build(memory, output, BUILDS[1])
    (output / "map").unlink()
    (output / "news/a.html").write_text("altered by hand")
    build(memory, output, BUILDS[1])
    undo(memory)
    assert tree(output) == before


def test_a_file_altered_by_hand_does_not_spoil_what_is_kept_of_its_twin(memory: Path, output: Path) -> None:
    """Both have the same bytes, so they are kept as one."""
    build(memory, output, {"a": "same", "b": "same"})
    before = tree(output)
    (output / "a").write_text("by hand")
    build(memory, output, {"a": "same", "b": "other"})
    undo(memory)
    assert tree(output) == before


@pytest.mark.parametrize("what", ["kept file altered", "kept file gone", "a file altered", "a file gone", "all gone"])
def test_what_is_no_longer_whole_is_not_put_back(memory: Path, output: Path, what: str) -> None:
    build(memory, output, BUILDS[0])
    build(memory, output, BUILDS[1])
    stored = memory / "previous/files" / digest_of(b"b")
    if what == "kept file altered":
        stored.write_text("B")
    elif what == "kept file gone":
        stored.unlink()
    elif what == "a file altered":
        (output / "index.html").write_text("by hand")
    elif what == "a file gone":
        (output / "index.html").unlink()
    else:
        shutil.rmtree(output)
    assert refused(memory) == "nothing-to-undo"
    build(memory, output, BUILDS[1])
    assert (output / "index.html").read_text() == "home"


def test_a_file_of_somebodys_that_is_not_in_the_way_is_not_touched(memory: Path, output: Path) -> None:
    build(memory, output, BUILDS[0])
    build(memory, output, BUILDS[1])
    (output / "news/mine.html").write_text("mine")
    (output / "mine.txt").write_text("mine")
    undo(memory)
    assert (output / "news/mine.html").read_text() == (output / "mine.txt").read_text() == "mine"
    assert (output / "news/b.html").read_text() == "b"


@pytest.mark.parametrize("mine", ["news/b.html", "news/b.html/inside", "y/mine", "x/mine"])
def test_a_file_of_somebodys_in_the_way_is_not_touched_and_told(memory: Path, output: Path, mine: str) -> None:
    build(memory, output, BUILDS[0])
    build(memory, output, BUILDS[1])
    if mine == "y/mine":
        (output / "y").unlink()
        (output / "y").mkdir()
    (output / mine).parent.mkdir(exist_ok=True)
    (output / mine).write_text("mine")
    # `y/mine` lies beside what comes back, in the folder where a file of ours was.
    if mine == "y/mine":
        undo(memory)
        assert (output / "y/z").read_text() == "in a folder"
    else:
        assert refused(memory) == "not-ours"
    assert (output / mine).read_text() == "mine"


@pytest.mark.skipif(os.name == "nt", reason="links need a right that most people on Windows do not have")
def test_nothing_is_put_back_through_a_link(memory: Path, output: Path, tmp_path: Path) -> None:
    build(memory, output, {"news/a.html": "a", "b": "1"})
    build(memory, output, {"b": "2"})
    (tmp_path / "elsewhere").mkdir()
    (output / "news").symlink_to(tmp_path / "elsewhere")
    assert refused(memory) == "not-ours"
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_folder_from_somebody_else_writes_nothing_where_hyperlocal_has_never_built(
    memory: Path, output: Path, tmp_path: Path
) -> None:
    build(memory, output, BUILDS[0])
    build(memory, output, BUILDS[1])
    home = tmp_path / "home"
    home.mkdir()
    for text in BUILDS[0].values():  # all that would be needed is there
        (memory / "previous/files" / digest_of(text.encode())).write_text(text)
    (memory / "previous/about.json").write_text(f'{{"output": "{home.as_posix()}"}}')
    assert refused(memory) == "nothing-to-undo"
    assert list(home.iterdir()) == []


def test_a_build_that_was_broken_off_is_undone_first(memory: Path, output: Path) -> None:
    build(memory, output, BUILDS[0])
    first = tree(output)
    build(memory, output, BUILDS[1])
    second = tree(output)
    with pytest.raises(KeyboardInterrupt):
        build(memory, output, {"index.html": "new", "news/n.html": "n", "z": "STOP"})
    assert tree(output) != second
    done = undo(memory)
    assert done.broken_off and tree(output) == second
    assert not undo(memory).broken_off
    assert tree(output) == first


def broken_off_undo(memory: Path, output: Path, file: str) -> None:
    """Undo as far as a file, whose kept bytes cannot be read at that moment; then they can again."""
    undoing = look_back(memory)
    stored = memory / "previous/files" / digest_of(file.encode())
    stored.rename(memory / "aside")
    with pytest.raises(Stop):
        put_back(undoing)
    (memory / "aside").rename(stored)


def test_an_undo_that_was_broken_off_is_gone_on_with(memory: Path, output: Path) -> None:
    build(memory, output, BUILDS[0])
    first = tree(output)
    build(memory, output, BUILDS[1])
    second = tree(output)
    broken_off_undo(memory, output, "b")
    assert tree(output) not in (first, second)
    assert not undo(memory).broken_off
    assert tree(output) == first
    undo(memory)
    assert tree(output) == second


def test_a_build_after_an_undo_that_was_broken_off_keeps_the_last_whole_one(memory: Path, output: Path) -> None:
    build(memory, output, BUILDS[0])
    build(memory, output, BUILDS[1])
    second = tree(output)
    broken_off_undo(memory, output, "b")
    with pytest.raises(KeyboardInterrupt):
        build(memory, output, {"index.html": "new", "z": "STOP"})
    assert undo(memory).broken_off and tree(output) == second
    broken_off_undo(memory, output, "b")
    build(memory, output, {"index.html": "new"})
    undo(memory)
    assert tree(output) == second


def test_after_a_broken_off_build_and_a_whole_one_the_whole_one_before_comes_back(memory: Path, output: Path) -> None:
    build(memory, output, BUILDS[0])
    before = tree(output)
    with pytest.raises(KeyboardInterrupt):
        build(memory, output, {"index.html": "new", "news/a.html": "STOP"})
    build(memory, output, {"index.html": "newer", "news/a.html": "A"})
    undo(memory)
    assert tree(output) == before


def test_nothing_can_be_kept_of_a_first_build_that_was_broken_off(memory: Path, output: Path) -> None:
    output.mkdir(parents=True)
    (output / "mine").write_text("mine")
    with pytest.raises(KeyboardInterrupt):
        build(memory, output, {"a": "1", "b": "STOP"})
    build(memory, output, {"a": "2", "b": "2"})
    assert refused(memory) == "nothing-to-undo"
    assert set(tree(output)) == {"a", "b", "mine", NAME}
