"""What is new, for everyone who listens: one text at a time, the newest, as JSON."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping


class Stream:
    """Each method may be called from any thread. Whoever is slow misses what was in between, never what is newest."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._number = 0
        self._state: Mapping[str, object] = {}
        self._closed = False

    def publish(self, state: Mapping[str, object]) -> None:
        """Tell everyone, if it is new. Each state has a `number`, so that nobody takes an older one for a newer."""
        with self._turn:
            if state != self._state:
                self._state = dict(state)
                self._number += 1
                self._turn.notify_all()

    def latest(self) -> tuple[int, str]:
        """The number of the newest state, and its text."""
        with self._turn:
            return self._number, json.dumps({"number": self._number, **self._state}, ensure_ascii=False)

    def after(self, number: int, longest: float) -> tuple[int, str] | None:
        """As `latest`, once it is newer than `number`. After `longest` seconds without one, the text is "".

        None once the stream is closed.
        """
        with self._turn:
            newer = self._turn.wait_for(lambda: self._closed or self._number > number, longest)
            if self._closed:
                return None
            return self.latest() if newer else (number, "")

    def close(self) -> None:
        """Everyone goes home."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
