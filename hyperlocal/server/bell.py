"""A bell: rung by whoever sees that something changed, heard by the one thread that reads the folder."""

from __future__ import annotations

import threading
import time


class Bell:
    """Counts what was rung, heard and answered. Each method may be called from any thread; one thread alone hears."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._rung = self._heard = self._answered = 0
        self._first = 0.0
        self._released = False

    def ring(self) -> None:
        """Something changed."""
        with self._turn:
            if self._rung == self._heard:
                self._first = time.monotonic()
            self._rung += 1
            self._turn.notify_all()

    def hear(self, patience: float, gather: float) -> bool:
        """Wait for a ring, at most `patience` seconds; False when there was none.

        It is heard `gather` seconds after the first one since the last time, with all that came meanwhile: so at
        once, when that is longer ago.
        """
        with self._turn:
            if not self._turn.wait_for(self._unheard, patience):
                return False
            while (left := self._first + gather - time.monotonic()) > 0:
                self._turn.wait(left)
            self._heard = self._rung
            return True

    def rings_again(self) -> bool:
        """Whether something changed that was not heard yet."""
        with self._turn:
            return self._unheard()

    def answer(self) -> None:
        """All that was heard is there to be seen."""
        with self._turn:
            self._answered = self._heard
            self._turn.notify_all()

    def settle(self, longest: float) -> bool:
        """Wait until all that was rung before this call is answered, at most `longest` seconds. False if it is not."""
        with self._turn:
            rung = self._rung
            return self._turn.wait_for(lambda: self._released or self._answered >= rung, longest)

    def release(self) -> None:
        """Nobody needs to wait any longer: there will be no more answers."""
        with self._turn:
            self._released = True
            self._turn.notify_all()

    def _unheard(self) -> bool:
        return self._rung > self._heard
