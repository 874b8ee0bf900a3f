"""Everyone who listens gets the newest state, and each once."""

from __future__ import annotations

import json
import threading

from hyperlocal.server.stream import Stream

LONG = 20.0


def test_each_state_has_a_number_and_the_same_one_again_is_nothing_new() -> None:
    stream = Stream()
    stream.publish({"version": 1})
    stream.publish({"version": 1})
    assert stream.latest()[0] == 1
    stream.publish({"version": 2})
    number, text = stream.latest()
    assert (number, json.loads(text)) == (2, {"number": 2, "version": 2})


def test_who_has_seen_nothing_gets_the_newest_at_once_and_what_was_before_is_left_out() -> None:
    stream = Stream()
    for version in range(5):
        stream.publish({"version": version})
    found = stream.after(0, 0)
    assert found is not None
    assert json.loads(found[1])["version"] == 4


def test_when_nothing_is_new_the_time_runs_out() -> None:
    stream = Stream()
    stream.publish({"version": 1})
    assert stream.after(1, 0.01) == (1, "")


def test_all_who_wait_are_told() -> None:
    stream = Stream()
    heard: list[tuple[int, str] | None] = []
    waiting = [threading.Thread(target=lambda: heard.append(stream.after(0, LONG))) for _ in range(40)]
    for one in waiting:
        one.start()
    stream.publish({"version": 1, "words": "Café\nand cake"})
    for one in waiting:
        one.join()
    assert heard == [stream.latest()] * 40
    assert "\n" not in stream.latest()[1], "a line break would end the event"


def test_closing_sends_everyone_home() -> None:
    stream = Stream()
    stream.publish({"version": 1})
    heard: list[tuple[int, str] | None] = []
    waiting = threading.Thread(target=lambda: heard.append(stream.after(1, LONG)))
    waiting.start()
    stream.close()
    waiting.join()
    assert heard == [None]
    assert stream.after(0, 0) is None
