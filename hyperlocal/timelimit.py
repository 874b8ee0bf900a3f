"""`with within(5):` ends work that would go on for ever, by raising `TooLong` in the midst of it.

What counts is the time that this thread kept a processor busy, not the time on the clock: a laptop that was closed for
lunch, or a busy machine where a build gets a tenth of a processor, must not lose pages. The work may wait for a disk as
long as it likes; nothing here waits for anything else.

On the main thread of Linux and macOS a timer of the system (`setitimer`, SIGPROF) interrupts the work wherever Python
looks for signals: between two steps of a program, and inside `re`, so that a runaway pattern is stopped too. On other
threads and on Windows a second thread watches, and can interrupt only between two steps of a program
(PyThreadState_SetAsyncExc): a runaway pattern goes on to its end, and then the work is over. Neither stops a single
call of a compiled library that does not look for signals; `TooLong` is raised when that call comes back.

`TooLong` may come at any point of the work. Whoever catches it throws away all that the work has touched.
"""

from __future__ import annotations

import contextlib
import ctypes
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from types import FrameType, TracebackType
from typing import Literal

_AGAIN = 0.25
"""Seconds until it is raised once more, where something inside the work has swallowed it."""
_SOONEST = 0.001
"""Seconds to the next look; a timer of 0 would be none."""


class TooLong(Exception):
    """The work took more time than it was given."""


def within(seconds: float) -> AbstractContextManager[None]:
    """What runs inside is given so many seconds of processor time, and is ended by `TooLong` after that.

    Whatever the work made of being ended, a result or another fault, what comes out is `TooLong`. One may stand inside
    another; both count. Use it only once. An earlier timer and handler of SIGPROF are put back.
    """
    if not isinstance(sys.unraisablehook, _Unsaid):
        sys.unraisablehook = _Unsaid(sys.unraisablehook)
    main = threading.current_thread() is threading.main_thread()
    # A handler that is not Python's own (None) could not be put back.
    if main and hasattr(signal, "setitimer") and signal.getsignal(signal.SIGPROF) is not None:
        return _BySignal(seconds)
    return _ByThread(seconds)


class _Unsaid:
    """The hook for exceptions that Python cannot let out, and prints: here all but `TooLong`.

    It may come while the garbage collector calls back, or in a `__del__`. It is raised again soon after, where it can
    be let out, so there is nothing to tell anybody.
    """

    def __init__(self, otherwise: Callable[[sys.UnraisableHookArgs], object]) -> None:
        self._otherwise = otherwise

    def __call__(self, unraisable: sys.UnraisableHookArgs) -> None:
        if not isinstance(unraisable.exc_value, TooLong):
            self._otherwise(unraisable)


class _Limit:
    """What both ways have in common: the end, and what comes out."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._over = False

    def _say(self, fault: BaseException | None) -> Literal[False]:
        """Raise `TooLong` if the time ran out and nobody says so; Ctrl-C and the like go on as they are."""
        if self._over and not isinstance(fault, TooLong) and isinstance(fault, Exception | None):
            raise TooLong from None
        return False


class _BySignal(_Limit):
    """The timer counts the work of all threads, so when it goes off this thread's own is looked at."""

    def __enter__(self) -> None:
        self._closing = False
        self._end = time.thread_time() + self._seconds
        self._began = time.process_time()
        self._due, self._interval = signal.getitimer(signal.ITIMER_PROF)
        self._before = signal.getsignal(signal.SIGPROF)
        owner = getattr(self._before, "__self__", None)
        self._outer = owner if isinstance(owner, _BySignal) else None
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, self._left())

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        self._closing = True
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, self._before)
        if self._outer is not None:
            signal.setitimer(signal.ITIMER_PROF, self._outer._left())
        elif self._due:
            left = self._due - (time.process_time() - self._began)
            signal.setitimer(signal.ITIMER_PROF, max(left, _SOONEST), self._interval)
        return self._say(fault)

    def _all(self) -> Iterator[_BySignal]:
        """This limit and those that it stands inside."""
        limit: _BySignal | None = self
        while limit is not None:
            yield limit
            limit = limit._outer

    def _left(self) -> float:
        """Seconds to the nearest end."""
        return max(min(limit._end for limit in self._all()) - time.thread_time(), _SOONEST)

    def _look(self, number: int, frame: FrameType | None) -> None:
        """The timer went off: end the work, or let it go on for what it has left."""
        # At the very beginning of `__exit__` that has not been said yet. Raised there, nothing would be put back.
        if self._closing or (frame is not None and frame.f_code is _BySignal.__exit__.__code__):
            return
        now = time.thread_time()
        over = [limit for limit in self._all() if now >= limit._end]
        for limit in over:
            limit._over = True
        signal.setitimer(signal.ITIMER_PROF, _AGAIN if over else self._left())
        if over:
            raise TooLong


class _ByThread(_Limit):
    """Another thread looks at the clock of this one."""

    def __enter__(self) -> None:
        self._closed = False
        self._thread = threading.get_ident()
        self._lock = threading.Lock()
        self._done = threading.Event()
        spent = _clock_of(self._thread)
        threading.Thread(target=self._watch, args=(spent,), name="timelimit", daemon=True).start()

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> Literal[False]:
        try:
            with self._lock:
                self._closed = True
            for _ in range(2):  # one that is on its way comes between two steps
                pass
        except TooLong:  # the next would come in a while
            self._closed = True
        self._done.set()
        return self._say(fault)

    def _watch(self, spent: Callable[[], float]) -> None:
        left = self._seconds
        with contextlib.suppress(OSError):  # that thread has ended just now
            while not self._done.wait(max(left, _SOONEST)):
                left = self._seconds - spent()
                if left <= 0:
                    self._end_it()
                    left = _AGAIN

    def _end_it(self) -> None:
        """Raise it in the work's thread before the next step, but not once that is on its way out."""
        with self._lock:
            frame = sys._current_frames().get(self._thread)
            leaving = frame is not None and frame.f_code is _ByThread.__exit__.__code__
            if not (self._closed or leaving):
                self._over = True
                # It could be taken back (with NULL), but Python would go on looking for it before every step.
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._thread), ctypes.py_object(TooLong))


def _clock_of(thread: int) -> Callable[[], float]:
    """How many seconds a thread has worked since now.

    Where no system call tells (Windows, macOS): those of the whole process, but no more than have gone by; with other
    threads at work that may be more than it really was.
    """
    if hasattr(time, "pthread_getcpuclockid"):
        clock = time.pthread_getcpuclockid(thread)
        start = time.clock_gettime(clock)
        return lambda: time.clock_gettime(clock) - start
    worked, began = time.process_time(), time.monotonic()
    return lambda: min(time.process_time() - worked, time.monotonic() - began)
