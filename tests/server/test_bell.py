"""A bell is heard once after each burst, and whoever waits for the answer gets it."""

from __future__ import annotations

import threading
import time

from hyperlocal.server.bell import Bell

LONG = 20.0


def test_silence_is_heard_as_silence() -> None:
    assert not Bell().hear(0.01, 0)


def test_many_rings_are_heard_once() -> None:
    bell = Bell()
    for _ in range(200):
        bell.ring()
    assert bell.rings_again()
    assert bell.hear(LONG, 0)
    assert not bell.rings_again()
    assert not bell.hear(0, 0)


def test_it_is_heard_a_little_after_the_first_ring_however_many_follow() -> None:
    bell = Bell()
    stop = threading.Event()

    def ring() -> None:
        while not stop.wait(0.001):
            bell.ring()

    ringing = threading.Thread(target=ring)
    begun = time.monotonic()
    ringing.start()
    assert bell.hear(LONG, 0.1)
    passed = time.monotonic() - begun
    stop.set()
    ringing.join()
    assert 0.1 <= passed < LONG / 2


def test_what_rang_long_ago_is_heard_at_once() -> None:
    bell = Bell()
    bell.ring()
    assert not bell.settle(0.2)  # waits so long
    begun = time.monotonic()
    assert bell.hear(LONG, 0.2)
    assert time.monotonic() - begun < 0.1


def test_before_anything_rang_nobody_waits() -> None:
    assert Bell().settle(0)


def test_who_asks_after_a_ring_waits_for_its_answer() -> None:
    bell = Bell()
    bell.ring()
    assert not bell.settle(0)
    assert bell.hear(LONG, 0)
    assert not bell.settle(0), "heard is not answered yet"
    bell.ring()
    bell.answer()
    assert not bell.settle(0), "the second ring was not heard when this was answered"
    assert bell.hear(LONG, 0)
    bell.answer()
    assert bell.settle(0)


def test_the_answer_ends_the_waiting() -> None:
    bell = Bell()
    bell.ring()
    settled: list[bool] = []
    waiting = threading.Thread(target=lambda: settled.append(bell.settle(LONG)))
    waiting.start()
    assert bell.hear(LONG, 0)
    bell.answer()
    waiting.join()
    assert settled == [True]


def test_once_there_will_be_no_more_answers_nobody_waits() -> None:
    bell = Bell()
    bell.ring()
    waiting = threading.Thread(target=bell.settle, args=(LONG,))
    begun = time.monotonic()
    waiting.start()
    bell.release()
    waiting.join()
    assert time.monotonic() - begun < LONG / 2
    assert bell.settle(0)
