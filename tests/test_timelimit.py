"""Work that would go on for ever is ended: on the main thread and on others, by a signal and by a second thread."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import pytest

from hyperlocal.timelimit import TooLong, within

BY_SIGNAL = pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no such timer")
WAYS = ["signal", "thread", "no-timer"]


def runs(way: str, work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> object:
    """Do the work on the main thread, on another one, or on the main thread of a system without timers (Windows)."""
    if way == "thread":
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(work).result()
    if way == "no-timer":
        monkeypatch.delattr(signal, "setitimer", raising=False)
        monkeypatch.delattr(time, "pthread_getcpuclockid", raising=False)
    elif not hasattr(signal, "setitimer"):
        pytest.skip("this system has no such timer")
    return work()


def spin() -> NoReturn:
    while True:
        pass


def busy(seconds: float) -> None:
    """Use so much of a processor's time."""
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize("way", WAYS)
def test_what_takes_too_long_is_ended(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> float:
        start = time.thread_time()
        with pytest.raises(TooLong), within(0.1):
            spin()
        return time.thread_time() - start

    took = runs(way, work, monkeypatch)
    assert isinstance(took, float) and 0.08 < took < 1


@pytest.mark.parametrize("way", WAYS)
def test_what_is_done_in_time_is_as_it_was(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> int:
        with within(30):
            done = sum(range(1000))
        return done

    assert runs(way, work, monkeypatch) == 499_500


@pytest.mark.parametrize("way", WAYS)
def test_waiting_is_not_working(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As with a laptop that was closed, or a machine where everyone else gets the processor."""

    def work() -> bool:
        with within(0.05):
            return threading.Event().wait(0.2)

    assert runs(way, work, monkeypatch) is False


@BY_SIGNAL
def test_the_work_of_other_threads_does_not_count() -> None:
    stop = threading.Event()

    def other() -> None:
        while not stop.is_set():
            pass

    thread = threading.Thread(target=other)
    thread.start()
    try:
        worked = time.process_time()
        with within(0.2):
            while time.process_time() - worked < 0.3:
                threading.Event().wait(0.01)
    finally:
        stop.set()
        thread.join()


@BY_SIGNAL
def test_a_runaway_pattern_is_stopped_on_the_main_thread() -> None:
    start = time.thread_time()
    with pytest.raises(TooLong), within(0.2):
        re.fullmatch(r"(?:a+)+", "a" * 100 + "b")
    assert time.thread_time() - start < 1


@pytest.mark.parametrize("way", WAYS)
def test_a_fault_of_the_work_comes_out_as_it_is(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> None:
        with pytest.raises(KeyError, match="mine"), within(30):
            raise KeyError("mine")

    runs(way, work, monkeypatch)


@pytest.mark.parametrize("way", WAYS)
def test_nothing_inside_can_swallow_it(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def swallowing() -> None:
        with contextlib.suppress(Exception):
            spin()

    def another_fault() -> None:
        try:
            spin()
        except Exception as fault:
            raise ValueError("damaged") from fault

    def stubborn() -> None:
        for _ in range(3):
            swallowing()

    def work() -> None:
        for inside in (swallowing, another_fault, stubborn):
            with pytest.raises(TooLong), within(0.05):
                inside()

    runs(way, work, monkeypatch)


@pytest.mark.parametrize("way", WAYS)
def test_it_says_nothing_where_it_cannot_be_let_out(
    way: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    class Slow:
        """Is still at it when the time is over, where Python can only print what is raised, and go on."""

        def __del__(self) -> None:
            ends.append("begun")
            spin()

    ends: list[str] = []
    told: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", told.append)

    def work() -> None:
        with pytest.raises(TooLong), within(0.1):
            Slow()
            ends.append("past")
            spin()

    runs(way, work, monkeypatch)
    assert ends == ["begun", "past"]
    assert not told
    assert capfd.readouterr() == ("", "")


def test_other_faults_that_cannot_be_let_out_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def __del__(self) -> None:
            raise KeyError("a fault of its own")

    told: list[str] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: told.append(str(unraisable.exc_value)))
    with within(5):
        Broken()
    assert told == ["'a fault of its own'"]


@pytest.mark.parametrize("way", WAYS)
def test_ctrl_c_goes_before_it(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def work() -> None:
        with pytest.raises(KeyboardInterrupt), within(0.05):
            try:
                spin()
            except TooLong:
                raise KeyboardInterrupt from None

    runs(way, work, monkeypatch)


@pytest.mark.parametrize("way", WAYS)
def test_one_inside_another(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def outer_first() -> None:
        start = time.thread_time()
        with pytest.raises(TooLong), within(0.1), within(30):
            spin()
        assert time.thread_time() - start < 5

    def inner_first() -> str:
        with within(30):
            with pytest.raises(TooLong), within(0.1):
                spin()
            busy(0.3)  # the inner one has no say here
            return "done"

    def both() -> None:
        start = time.thread_time()
        with pytest.raises(TooLong), within(0.3):
            with pytest.raises(TooLong), within(0.1):
                spin()
            spin()
        assert 0.25 < time.thread_time() - start < 5

    def inner_swallows_the_outer() -> None:
        with pytest.raises(TooLong), within(0.1), pytest.raises(TooLong), within(30):
            spin()

    def work() -> object:
        outer_first()
        both()
        inner_swallows_the_outer()
        return inner_first()

    assert runs(way, work, monkeypatch) == "done"


@pytest.mark.parametrize("way", WAYS)
def test_nothing_comes_after_the_end(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that ends just when the time does, many times: ended or not, what follows is left in peace."""

    def work() -> set[bool]:
        seen = set()
        for number in range(60):
            try:
                with within(0.03):
                    busy(0.02 + number % 20 / 500)
                ended = False
            except TooLong:
                ended = True
            seen.add(ended)
            for _ in range(2_000):  # where a late one would be raised
                pass
        return seen

    assert runs(way, work, monkeypatch) == {False, True}


@BY_SIGNAL
def test_an_earlier_timer_and_handler_are_put_back() -> None:
    heard = threading.Event()
    before = signal.signal(signal.SIGPROF, lambda *_: heard.set())
    try:
        signal.setitimer(signal.ITIMER_PROF, 0.2, 7)
        handler = signal.getsignal(signal.SIGPROF)
        with within(30):
            busy(0.05)
        left, interval = signal.getitimer(signal.ITIMER_PROF)
        assert 0 < left < 0.2 and interval == 7 and signal.getsignal(signal.SIGPROF) is handler
        with pytest.raises(TooLong), within(0.05):
            spin()
        end = time.thread_time() + 5
        while not heard.is_set() and time.thread_time() < end:
            pass
        assert heard.is_set(), "it is told of the time that has passed meanwhile"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@BY_SIGNAL
def test_nothing_is_left_behind() -> None:
    before = signal.getsignal(signal.SIGPROF)
    with within(30):
        pass
    with pytest.raises(TooLong), within(0.05):
        spin()
    assert signal.getsignal(signal.SIGPROF) == before and signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)
