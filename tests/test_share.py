"""Work shared out over processes and threads. Real ones: forked on Linux, and spawned as on Windows and macOS."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from hyperlocal.share import Start, can_fork, cores, over_processes, over_threads

STARTS: list[Start] = ["fork", "spawn"] if sys.platform == "linux" else ["spawn"]
FORKED_ONLY = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux only")
TOLD: list[str] = []
"""What a forked process sees and a new one does not."""


@pytest.fixture
def told() -> Iterator[None]:
    TOLD.append("told")
    yield
    TOLD.clear()


@pytest.fixture
def other_thread() -> Iterator[None]:
    """While another thread runs."""
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    yield
    end.set()
    thread.join()


def square(number: int) -> int:
    return number * number


def who(number: int) -> tuple[int, int, bool]:
    return number, os.getpid(), bool(TOLD)


def large(number: int) -> bytes:
    return bytes([number % 256]) * 300_000


def dies_elsewhere(home: int, number: int) -> int:
    """Ends the process with `kill -9`, unless that is the one which asked."""
    if number == 7 and os.getpid() != home:
        os.kill(os.getpid(), signal.SIGKILL)
    return square(number)


def fails_elsewhere(home: int, number: int) -> int:
    if os.getpid() != home:
        raise ValueError(number)
    return square(number)


def fails(number: int) -> int:
    raise ValueError(f"not {number}")


def unsendable(home: int, number: int) -> Callable[[], int]:
    return lambda: number


def all_of(rounds: Iterator[list[int]]) -> list[int]:
    return [one for each in rounds for one in each]


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize(("count", "most"), [(2, 2), (3, 5), (7, 3), (100, 2)])
def test_the_results_are_those_of_one_after_the_other(start: Start, count: int, most: int) -> None:
    found = all_of(over_processes(square, range(count), least=1, start=start, most=most))
    assert found == [number * number for number in range(count)]


@pytest.mark.parametrize("start", STARTS)
def test_they_are_worked_out_in_other_processes_too(start: Start, told: None) -> None:
    (found,) = over_processes(who, range(8), least=1, start=start, most=2)
    assert [number for number, _, _ in found] == list(range(8))
    assert {process for number, process, _ in found if number % 2 == 0} == {os.getpid()}
    elsewhere = {(process, seen) for number, process, seen in found if number % 2}
    assert len(elsewhere) == 1 and os.getpid() not in {process for process, _ in elsewhere}
    assert {seen for _, seen in elsewhere} == {start == "fork"}, "a forked process is a copy, a spawned one is new"


@pytest.mark.parametrize("start", STARTS)
def test_results_larger_than_a_pipe_holds_do_not_block(start: Start) -> None:
    (found,) = over_processes(large, range(20), least=1, start=start, most=2)
    assert found == [large(number) for number in range(20)]


@pytest.mark.parametrize("start", STARTS)
def test_what_a_worker_that_was_killed_had_to_do_is_done_here(start: Start) -> None:
    function = partial(dies_elsewhere, os.getpid())
    assert all_of(over_processes(function, range(12), least=1, start=start, most=2)) == [n * n for n in range(12)]


@pytest.mark.parametrize("start", STARTS)
def test_what_a_worker_could_not_do_is_done_here_and_nothing_is_printed(
    start: Start, capfd: pytest.CaptureFixture[str]
) -> None:
    function = partial(fails_elsewhere, os.getpid())
    assert all_of(over_processes(function, range(12), least=1, start=start, most=2)) == [n * n for n in range(12)]
    (found,) = over_processes(partial(unsendable, 0), range(4), least=1, start=start, most=2)
    assert [one() for one in found] == [0, 1, 2, 3]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("start", STARTS)
def test_what_raises_raises_here_and_no_worker_is_left(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    from multiprocessing import active_children  # noqa: PLC0415

    with pytest.raises(ValueError, match="not 0"):
        all_of(over_processes(fails, range(12), least=1, start=start, most=3))
    assert active_children() == []
    assert capfd.readouterr() == ("", "")


def test_few_jobs_stay_here() -> None:
    (found,) = over_processes(who, range(9), least=5, most=4)
    assert {process for _, process, _ in found} == {os.getpid()}
    (found,) = over_processes(who, range(10), least=5, most=4)
    assert len({process for _, process, _ in found}) == 2


def test_nothing_to_do_is_no_round() -> None:
    assert list(over_processes(square, [], least=1)) == []
    assert list(over_threads(square, [])) == []


def test_what_cannot_be_sent_stays_here_where_forking_is_not_safe() -> None:
    (found,) = over_processes(who, range(10), least=1, start="spawn", sendable=False, most=2)
    assert {process for _, process, _ in found} == {os.getpid()}


@FORKED_ONLY
def test_nothing_is_forked_while_threads_run(other_thread: None, told: None) -> None:
    assert not can_fork()
    (found,) = over_processes(who, range(8), least=1, most=2)
    assert {seen for _, process, seen in found if process != os.getpid()} == {False}
    (found,) = over_processes(who, range(8), least=1, most=2, sendable=False)
    assert {process for _, process, _ in found} == {os.getpid()}


@FORKED_ONLY
def test_with_one_thread_workers_are_forked_and_need_no_sending(told: None) -> None:
    assert can_fork()
    jobs = [lambda number=number: number * number for number in range(6)]
    assert all_of(over_processes(lambda job: job(), jobs, least=1, most=2, sendable=False)) == [0, 1, 4, 9, 16, 25]


@pytest.mark.parametrize("count", [1, 2, 40])
def test_threads_keep_the_order_and_end(count: int) -> None:
    before = threading.active_count()
    turn = threading.Barrier(min(2, cores(), count))

    def waits(number: int) -> int:
        if number < turn.parties:
            turn.wait(timeout=20)  # the first two really run at the same time
        return number * number

    assert list(over_threads(waits, range(count))) == [number * number for number in range(count)]
    assert threading.active_count() == before


def test_what_raises_in_a_thread_raises_here() -> None:
    with pytest.raises(ValueError, match="not"):
        list(over_threads(fails, range(5)))


BREAK = """
import os
import signal
from hyperlocal.share import over_processes

def job(number):
    os.write(1, b"at work\\n")
    signal.pause()

if __name__ == "__main__":
    try:
        list(over_processes(job, range(2), least=1, start="{start}", most=2))
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


WAITS = """
import os
import signal
from hyperlocal.share import over_processes

def job(number):
    if number:
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
        os.write(1, b"%d\\n" % os.getpid())
        signal.sigwait([signal.SIGUSR1])
    return os.getpid()

if __name__ == "__main__":
    for pids in over_processes(job, range(2), least=1, start="{start}", most=2):
        print(pids[1], flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("start", STARTS)
def test_ctrl_c_is_for_the_one_that_waits_for_the_workers(start: Start, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(WAITS.format(start=start), encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as running:
        try:
            assert running.stdout is not None
            worker = int(running.stdout.readline())
            os.kill(worker, signal.SIGINT)
            os.kill(worker, signal.SIGUSR1)
            assert running.communicate(timeout=60) == (f"{worker}\n", "")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("start", STARTS)
def test_ctrl_c_ends_all_workers_without_a_word(start: Start, tmp_path: Path) -> None:
    """As in a terminal, where it reaches every process of the group."""
    program = tmp_path / "program.py"
    program.write_text(BREAK.format(start=start), encoding="utf-8")
    running = subprocess.Popen(
        [sys.executable, program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with running:
        try:
            assert running.stdout is not None
            assert [running.stdout.readline() for _ in range(2)] == ["at work\n", "at work\n"]
            os.killpg(running.pid, signal.SIGINT)
            assert running.communicate(timeout=60) == ("stopped\n", "")
            assert running.returncode == 0  # and nobody is left who holds the other ends of the pipes
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(running.pid, signal.SIGKILL)
