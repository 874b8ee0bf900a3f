"""A map that remembers: with real files, real processes, and whatever can befall a file."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hyperlocal.memo import Cores, Memo, Work

POSIX_ONLY = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")


def double(word: str) -> str:
    return word * 2


def dump(word: str) -> bytes:
    return word.encode()


def load(job: str, kept: bytes) -> str:
    return kept.decode()


DOUBLE: Work[str, str] = Work(name="double", run=double, key=str, dump=dump, load=load)
WORDS = ["tea", "cake", "tea", "hall", ""]
DOUBLED = ["teatea", "cakecake", "teatea", "hallhall", ""]


def dies_once(place: str, home: int, word: str) -> str:
    """The first process to come here that is not `home` is gone in the middle of its work."""
    if os.getpid() != home:
        try:
            os.close(os.open(place, os.O_CREAT | os.O_EXCL))
            os.kill(os.getpid(), signal.SIGKILL)
        except FileExistsError:
            pass
    return word * 2


def mapped(
    file: Path | None, words: list[str], *, recipe: str = "", work: Work[str, str] = DOUBLE
) -> tuple[list[str], int]:
    """The results, and how many had to be worked out."""
    memo = Memo(file, recipe)
    try:
        return memo.map(work, words), memo.worked_out["double"]
    finally:
        memo.close()


def rows(file: Path) -> int:
    connection = sqlite3.connect(file)
    try:
        return int(connection.execute("SELECT count(*) FROM kept").fetchone()[0])
    finally:
        connection.close()


def change(file: Path, sql: str, *values: object) -> None:
    connection = sqlite3.connect(file)
    connection.execute(sql, values)
    connection.commit()
    connection.close()


def test_results_are_the_same_with_and_without_a_file_the_first_time_and_later(tmp_path: Path) -> None:
    assert mapped(None, WORDS) == (DOUBLED, 4)
    assert mapped(tmp_path / "deep" / "store", WORDS) == (DOUBLED, 4)
    assert mapped(tmp_path / "deep" / "store", WORDS) == (DOUBLED, 0)
    assert mapped(tmp_path / "deep" / "store", [*WORDS, "new"]) == ([*DOUBLED, "newnew"], 1)


def test_nothing_is_written_where_there_is_nothing_to_remember(tmp_path: Path) -> None:
    assert mapped(tmp_path / "store", []) == ([], 0)
    assert list(tmp_path.iterdir()) == []


def test_without_a_file_it_remembers_nothing() -> None:
    memo = Memo()
    assert memo.map(DOUBLE, ["a"]) == memo.map(DOUBLE, ["a"]) == ["aa"]
    assert memo.worked_out["double"] == 2


def test_another_recipe_or_name_or_key_is_another_result(tmp_path: Path) -> None:
    file = tmp_path / "store"
    assert mapped(file, WORDS, recipe="one")[1] == 4
    assert mapped(file, WORDS, recipe="two")[1] == 4
    assert mapped(file, WORDS, recipe="one")[1] == 0
    other: Work[str, str] = replace(DOUBLE, key=lambda word: f"other {word}")
    assert mapped(file, WORDS, recipe="one", work=other) == (DOUBLED, 4)
    memo = Memo(file, "one")
    assert memo.map(replace(DOUBLE, name="treble", run=lambda word: word * 3), ["tea"]) == ["teateatea"]
    memo.close()


def test_recipe_name_and_key_cannot_run_into_each_other(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "store", "a")
    memo.map(replace(DOUBLE, name="b"), ["c"])
    memo.close()
    other = Memo(tmp_path / "store", "")
    other.map(replace(DOUBLE, name="ab"), ["c"])
    other.map(replace(DOUBLE, name="a", key=lambda word: f"b\0{word}"), ["c"])
    assert other.worked_out == {"ab": 1, "a": 1}
    other.close()


def test_keys_may_hold_any_character(tmp_path: Path) -> None:
    words = ["caf\u00e9", "\udcff", "\U0001f389", "a\0b"]
    surrogates = replace(DOUBLE, dump=lambda word: word.encode("utf-8", "surrogatepass"),
                         load=lambda job, kept: kept.decode("utf-8", "surrogatepass"))  # fmt: skip
    for worked_out in (4, 0):
        assert mapped(tmp_path / "store", words, work=surrogates) == ([word * 2 for word in words], worked_out)


def test_the_key_is_that_of_the_job_made_ready(tmp_path: Path) -> None:
    """A text that was saved again after its digest was taken is remembered as what it was when it was read."""
    changed = replace(DOUBLE, ready=lambda word: {"old": "new"}.get(word, word))
    assert mapped(tmp_path / "store", ["old"], work=changed) == (["newnew"], 1)
    assert mapped(tmp_path / "store", ["new"]) == (["newnew"], 0)
    assert mapped(tmp_path / "store", ["old"]) == (["oldold"], 1)


def test_what_cannot_be_made_ready_is_done_and_not_remembered(tmp_path: Path) -> None:
    gone: Work[str, str] = replace(DOUBLE, ready=lambda word: None if word == "cake" else word)
    assert mapped(tmp_path / "store", WORDS, work=gone) == (DOUBLED, 3)
    assert mapped(tmp_path / "store", WORDS) == (DOUBLED, 1)


def test_a_result_that_does_not_last_is_given_and_not_remembered(tmp_path: Path) -> None:
    fleeting = replace(DOUBLE, lasting=lambda word: word != "cakecake")
    assert mapped(tmp_path / "store", WORDS, work=fleeting) == (DOUBLED, 4)
    assert mapped(tmp_path / "store", WORDS) == (DOUBLED, 1)


@pytest.mark.parametrize("cores", Cores)
def test_what_changed_while_it_was_read_is_not_remembered(tmp_path: Path, cores: Cores) -> None:
    changed: Work[str, str] = replace(DOUBLE, same=lambda word: word != "cake", cores=cores)
    assert mapped(tmp_path / "store", WORDS, work=changed) == (DOUBLED, 4)
    assert mapped(tmp_path / "store", WORDS) == (DOUBLED, 1)


@pytest.mark.parametrize("cores", Cores)
@pytest.mark.parametrize("file", [None, "store"])
def test_the_order_is_kept_over_many_cores(tmp_path: Path, cores: Cores, file: str | None) -> None:
    words = [f"word {number % 170}" for number in range(200)]
    work = replace(DOUBLE, cores=cores, least=10)
    place = tmp_path / file if file else None
    assert mapped(place, words, work=work) == ([word * 2 for word in words], 170)
    more = [*reversed(words), "one more"]
    assert mapped(place, more, work=work) == ([word * 2 for word in more], 1 if file else 171)


def test_while_threads_run_new_processes_do_the_work(tmp_path: Path) -> None:
    """Spawned, as on macOS and Windows: function, jobs and results are sent to and fro."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    try:
        words = [f"word {number}" for number in range(60)]
        assert mapped(tmp_path / "store", words, work=replace(DOUBLE, least=5)) == ([word * 2 for word in words], 60)
    finally:
        end.set()
        thread.join()


def test_a_worker_that_is_killed_costs_nothing_but_time(tmp_path: Path) -> None:
    work: Work[str, str] = replace(DOUBLE, run=partial(dies_once, str(tmp_path / "died"), os.getpid()), least=5)
    words = [f"word {number}" for number in range(60)]
    assert mapped(tmp_path / "store", words, work=work) == ([word * 2 for word in words], 60)
    assert mapped(tmp_path / "store", words, work=work) == ([word * 2 for word in words], 0)


def test_a_warm_memo_gives_what_it_has_at_hand_without_its_file(tmp_path: Path) -> None:
    file = tmp_path / "store"
    single = replace(DOUBLE, single=True)
    memo = Memo(file, warm=True)
    first = memo.map(single, WORDS[1:])
    change(file, "UPDATE kept SET value = x'00'")
    again = memo.map(single, [*WORDS[1:], "new"])
    assert again == [*DOUBLED[1:], "newnew"] and all(a is b for a, b in zip(first, again, strict=False))
    assert memo.map(single, ["new"]) == ["newnew"]
    assert memo.worked_out["double"] == 5
    assert memo.map(single, ["tea"]) == ["teatea"], "only what the last time asked for is at hand"
    assert memo.worked_out["double"] == 6
    memo.close()


def test_what_is_at_hand_of_one_work_is_no_other_works(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "store", warm=True)
    double = replace(DOUBLE, single=True)
    loud = replace(double, name="loud", run=str.upper)
    assert (memo.map(double, ["tea"]), memo.map(loud, ["tea"])) == (["teatea"], ["TEA"])
    assert (memo.map(double, ["tea"]), memo.map(loud, ["tea"])) == (["teatea"], ["TEA"])
    assert memo.worked_out == {"double": 1, "loud": 1}
    memo.close()


@pytest.mark.parametrize(
    "change", [{"ready": lambda word: None}, {"lasting": lambda word: False}, {"same": lambda word: False}]
)
def test_what_is_not_to_be_remembered_is_not_at_hand_either(tmp_path: Path, change: dict[str, Any]) -> None:
    """A text that took too long this time may be quicker when it is asked for again."""
    memo = Memo(tmp_path / "store", warm=True)
    turns = iter("abcdef")
    work: Work[str, str] = replace(
        DOUBLE, single=True, run=lambda word: word + next(turns), cores=Cores.THREADS, **change
    )
    assert [memo.map(work, ["x"]) for _ in range(3)] == [["xa"], ["xb"], ["xc"]]
    memo.close()


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:5000])


def garbage(file: Path) -> None:
    file.write_bytes(b"\x07garbage" * 2000)


def garbage_inside(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)


def nothing_in_it(file: Path) -> None:
    file.write_bytes(b"")


def another_table(file: Path) -> None:
    file.unlink()
    change(file, "CREATE TABLE kept (something TEXT)")


def a_result_that_is_no_bytes(file: Path) -> None:
    change(file, "UPDATE kept SET value = 'text'")


def results_too_short(file: Path) -> None:
    change(file, "UPDATE kept SET value = x'00'")


def one_bit_turned(file: Path) -> None:
    change(file, "UPDATE kept SET value = CAST(substr(value, 1, 4) || x'7465617465b1' AS BLOB)")


def bytes_made_text(file: Path) -> None:
    change(file, "UPDATE kept SET value = substr(value, 1, 4) || x'7465617465b1'")


@pytest.mark.parametrize(
    "harm",
    [truncated, garbage, garbage_inside, nothing_in_it, another_table, a_result_that_is_no_bytes, results_too_short,
     one_bit_turned, bytes_made_text],
)  # fmt: skip
def test_a_damaged_store_is_no_store_and_the_next_one_is_whole(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    file = tmp_path / "store"
    many = [*WORDS, *(f"word {number}" for number in range(300))]
    wanted = [word * 2 for word in many]
    mapped(file, many)
    harm(file)
    assert mapped(file, many)[0] == wanted
    found, worked_out = mapped(file, many)
    assert found == wanted
    assert worked_out in (0, len(set(many))), "either it could be mended, or it was put away"
    assert mapped(file, many) == (wanted, 0)


def a_folder(file: Path) -> None:
    (file / "with").mkdir(parents=True)


def no_place(file: Path) -> None:
    file.parent.rmdir()
    file.parent.write_text("a file where the folder should be")


@pytest.mark.parametrize("harm", [a_folder, no_place])
def test_where_there_can_be_no_store_the_work_is_done_each_time(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    file = tmp_path / "memory" / "store"
    file.parent.mkdir()
    harm(file)
    assert mapped(file, WORDS) == (DOUBLED, 4)
    assert mapped(file, WORDS) == (DOUBLED, 4)
    assert file.is_dir() or file.parent.is_file(), "what is not ours stays"


@POSIX_ONLY
@pytest.mark.parametrize("what", ["file", "folder"])
def test_the_store_may_be_deleted_while_it_is_open(tmp_path: Path, what: str) -> None:
    file = tmp_path / "memory" / "store"
    memo = Memo(file)
    memo.map(DOUBLE, WORDS)
    file.unlink() if what == "file" else shutil.rmtree(file.parent)
    assert memo.map(DOUBLE, [*WORDS, "new", "newer"]) == [*DOUBLED, "newnew", "newernewer"]
    assert memo.map(DOUBLE, ["newest"]) == ["newestnewest"]
    memo.tidy()
    memo.close()
    assert mapped(file, WORDS) == (DOUBLED, 4)
    assert mapped(file, WORDS) == (DOUBLED, 0)


def test_after_it_was_closed_it_opens_its_file_again(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "store")
    memo.map(DOUBLE, WORDS)
    memo.close()
    memo.close()
    assert memo.map(DOUBLE, WORDS) == DOUBLED
    memo.close()
    assert memo.worked_out["double"] == 4


READ_ONLY = """
import os, sys
from pathlib import Path
from tests.test_memo import WORDS, DOUBLED, mapped
if os.getuid() == 0:  # who may write whatever the file says
    os.setuid(65534)
file = Path(sys.argv[1])
assert mapped(file, WORDS) == (DOUBLED, 0)
assert mapped(file, [*WORDS, "new"]) == ([*DOUBLED, "newnew"], 1)
assert mapped(file, [*WORDS, "new"]) == ([*DOUBLED, "newnew"], 1)
"""


@POSIX_ONLY
def test_a_store_that_is_read_only_is_read() -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "memory" / "store"
        mapped(file, WORDS)
        file.chmod(0o444)
        for folder in (file.parent, file.parent.parent):
            folder.chmod(0o555)
        found = subprocess.run(
            [sys.executable, "-c", READ_ONLY, file], cwd=Path(__file__).parent.parent, capture_output=True, text=True
        )
        for folder in (file.parent.parent, file.parent):
            folder.chmod(0o755)
    assert (found.returncode, found.stderr) == (0, "")


def test_a_store_that_another_program_holds_is_done_without(tmp_path: Path) -> None:
    file = tmp_path / "store"
    mapped(file, WORDS)
    other = sqlite3.connect(file)
    other.execute("BEGIN EXCLUSIVE")
    memo = Memo(file, patience=0.1)
    assert memo.map(DOUBLE, WORDS) == DOUBLED
    other.rollback()
    other.close()
    assert memo.map(DOUBLE, WORDS) == DOUBLED, "it has been given up for this time"
    memo.close()
    assert memo.worked_out["double"] == 8
    assert mapped(file, WORDS) == (DOUBLED, 0), "and has not been thrown away"


TWO = """
import sys
from pathlib import Path
from tests.test_memo import DOUBLE, mapped
print("ready", flush=True)
sys.stdin.readline()
for start in range(0, 300, 10):
    words = [f"word {number}" for number in range(start, start + 20)]
    assert mapped(Path(sys.argv[1]), words)[0] == [word * 2 for word in words]
"""


def test_two_processes_may_use_it_at_once(tmp_path: Path) -> None:
    file = tmp_path / "store"
    several = [
        subprocess.Popen([sys.executable, "-c", TWO, file], cwd=Path(__file__).parent.parent, text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]  # fmt: skip
    for one in several:
        assert one.stdout is not None and one.stdout.readline() == "ready\n"
    for one in several:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in several:
        assert one.communicate(timeout=120)[1] == ""
        assert one.returncode == 0
    words = [f"word {number}" for number in range(310)]
    assert mapped(file, words) == ([word * 2 for word in words], 0)


def test_threads_may_share_it(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "store")
    found: dict[int, list[str]] = {}
    threads = [
        threading.Thread(target=lambda at=at: found.update({at: memo.map(DOUBLE, [str(at), "all"])})) for at in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    memo.close()
    assert found == {at: [str(at) * 2, "allall"] for at in range(8)}
    assert mapped(tmp_path / "store", ["all", *map(str, range(8))])[1] == 0


def test_tidy_keeps_what_is_needed_and_a_little_more(tmp_path: Path) -> None:
    file = tmp_path / "store"
    words = [f"word {number}" for number in range(600)]
    mapped(file, words)
    memo = Memo(file)
    memo.map(DOUBLE, words[:50])
    memo.tidy()
    assert rows(file) == 600, "not more than twice what is needed, and 500"
    memo.close()
    memo = Memo(file)
    memo.map(DOUBLE, words[:49])
    memo.tidy()
    memo.close()
    assert rows(file) == 49
    assert mapped(file, words[:50])[1] == 1


def test_it_grows_no_further_however_often_everything_changes(tmp_path: Path) -> None:
    file = tmp_path / "store"
    for turn in range(12):
        memo = Memo(file)
        memo.map(DOUBLE, [f"word {turn} {number}" for number in range(100)])
        memo.tidy()
        memo.close()
        assert rows(file) <= 2 * 100 + 500


def test_what_is_needed_but_was_not_asked_for_stays(tmp_path: Path) -> None:
    """A picture that lies in the output already is not made again, and must not be forgotten for that."""
    file = tmp_path / "store"
    words = [f"word {number}" for number in range(600)]
    mapped(file, words)
    memo = Memo(file)
    memo.need(DOUBLE, words[:10])
    memo.map(DOUBLE, words[10:20])
    memo.tidy()
    memo.close()
    assert rows(file) == 20
    assert mapped(file, words[:20])[1] == 0


def test_large_results_are_forgotten_by_their_size(tmp_path: Path) -> None:
    file = tmp_path / "store"
    heavy: Work[str, str] = replace(
        DOUBLE, run=lambda word: word * 5_000_000, load=lambda job, kept: str(len(kept)), cores=Cores.THREADS
    )
    needed = ["a", "b"]
    for turn in "cdefghijklmnopqrstu":
        memo = Memo(file)
        memo.map(heavy, [*needed, turn])
        memo.tidy()
        memo.close()
        assert file.stat().st_size <= 2 * 15_000_000 + 64_000_000 + 100_000
    assert mapped(file, needed, work=heavy)[1] == 0
    assert rows(file) < 19


def test_it_counts_by_name_what_was_not_remembered(tmp_path: Path) -> None:
    memo = Memo(tmp_path / "store")
    memo.map(DOUBLE, WORDS)
    memo.map(DOUBLE, WORDS)
    memo.map(replace(DOUBLE, name="again"), ["tea", "two"])
    memo.close()
    assert memo.worked_out == {"double": 4, "again": 2}
