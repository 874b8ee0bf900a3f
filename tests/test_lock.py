"""One at a time: the second waits, and no lock is left of what was killed."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from hyperlocal.lock import NAME, locked

HOLD = """\
import sys
from pathlib import Path
from hyperlocal.lock import locked
with locked(Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(folder: Path) -> subprocess.Popen[str]:
    """Another process that holds the lock until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent,
    )


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def is_free(folder: Path) -> bool:
    """Whether it can be had at once."""
    said: list[int] = []
    got = threading.Event()

    def take() -> None:
        with locked(folder, lambda: said.append(1)):
            got.set()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    thread.join()
    return got.is_set() and not said


def test_the_second_waits_says_so_once_and_goes_on_when_the_first_has_ended(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert line(first) == "held"
        with holder(tmp_path) as second:
            assert line(second) == "waiting"
            first.communicate("")
            assert line(second) == "held"
            second.communicate("")
    assert is_free(tmp_path)


def test_it_makes_its_folder_and_one_small_file(tmp_path: Path) -> None:
    with locked(tmp_path / "a/b", lambda: None):
        pass
    assert [one.name for one in (tmp_path / "a/b").iterdir()] == [NAME]


def test_a_holder_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    with holder(tmp_path) as first:
        assert line(first) == "held"
        first.kill()
        first.wait()
        assert is_free(tmp_path)


def test_what_is_raised_inside_lets_go_of_it(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path, lambda: None):
        raise KeyError
    assert is_free(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="a file that is open cannot be deleted on this system")
def test_who_waited_for_a_file_that_was_deleted_meanwhile_waits_for_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "memory"
    with holder(folder) as first:
        assert line(first) == "held"
        with holder(folder) as second:
            assert line(second) == "waiting"
            shutil.rmtree(folder)
            with holder(folder) as third:
                assert line(third) == "held"
                first.communicate("")
                assert second.stdout is not None
                # It has the lock of the old file by now, and that is not enough.
                assert select.select([second.stdout], [], [], 1)[0] == []
                third.communicate("")
            assert line(second) == "held"
            second.communicate("")


def test_where_no_file_can_be_made_one_goes_on_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with locked(tmp_path / "file", lambda: pytest.fail("nobody is there to wait for")):
        pass
    assert (tmp_path / "file").read_text() == "mine"
