"""Looking while writing: the site in a browser on this computer, from memory, read again after each save."""

from __future__ import annotations

import gc
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from hyperlocal.builder import Prepared
from hyperlocal.problems import Problem
from hyperlocal.server.bell import Bell
from hyperlocal.server.preview import Preview, Response
from hyperlocal.server.stream import Stream
from hyperlocal.server.watch import Watcher
from hyperlocal.server.web import open_server, running

Say = Callable[[tuple[Problem, ...]], None]

LONGEST = 3.0
"""Seconds that a request waits for the reading after a save; then it is given the page as it was."""
OVERDUE = 1.0
"""Seconds after which a state is shown although the next one is on its way, as in a burst that does not end."""


def serve(
    folder: Path,
    prepare: Callable[[], Prepared],
    *,
    port: int,
    ready: Callable[[str], None],
    say: Say,
    poll: bool = False,
    note: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve until interrupted (Ctrl+C or SIGTERM). `ready` is given the address; `say` the problems after each reading,
    and after each page, whose template may be broken; `note` a sentence when the folder cannot be watched. `say` is
    called from one thread at a time. `poll` looks at the folder from time to time, as network drives need it.

    The folder is read in the thread that calls this, the first time before there is any other; browsers are answered
    in others.
    """
    bell, stream, preview = Bell(), Stream(), Preview(prepare)
    saying = threading.Lock()

    def tell() -> None:
        with saying:
            say(preview.problems())
            stream.publish(preview.state())

    def get(target: str, known: str) -> Response:
        bell.settle(LONGEST)
        before = preview.faults_seen()
        response = preview.get(target, known)
        if preview.faults_seen() != before:
            tell()
        return response

    with _ending_quietly():
        watcher = Watcher(folder, bell, poll=poll, note=note)
        preview.refresh()
        tell()
        with running(open_server(port, get, stream)) as url, watcher:
            try:
                ready(url)
                _keep_up(preview, watcher, bell, tell)
            finally:
                bell.release()


def _keep_up(preview: Preview, watcher: Watcher, bell: Bell, tell: Callable[[], None]) -> None:
    """Read the folder after each change, and show what was found unless it is out of date already."""
    begun = 0.0
    while True:
        watcher.wait()
        begun = begun or time.monotonic()
        with _unswept():
            found = preview.read()
        if bell.rings_again() and time.monotonic() < begun + OVERDUE:
            continue
        preview.show(found)
        bell.answer()
        tell()
        begun = 0.0


@contextmanager
def _unswept() -> Iterator[None]:
    """Now and then Python looks through all young values for rings of them: an eighth of the time of a reading, in
    which somebody waits for the page. What it would find can wait."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _ending_quietly() -> Iterator[None]:
    """The first Ctrl+C or SIGTERM ends the block, and nothing else comes of it. Those that follow, while all is being
    put away, are not heard."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are for the main thread alone
        return
    ended = False

    def end(_: int, frame: FrameType | None) -> None:
        nonlocal ended
        if not ended:
            ended = True
            raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
