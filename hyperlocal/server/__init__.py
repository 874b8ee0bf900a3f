"""Looking while writing: the site in a browser on this computer, from memory, read again after each save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hyperlocal.builder import OUTPUT, Prepared
from hyperlocal.problems import Problem
from hyperlocal.server.preview import Preview
from hyperlocal.server.watch import Watcher
from hyperlocal.server.web import open_server

Say = Callable[[tuple[Problem, ...]], None]


def serve(folder: Path, prepare: Callable[[], Prepared], *, port: int, ready: Callable[[str], None], say: Say) -> None:
    """Serve until interrupted (Ctrl+C). `ready` is given the address; `say` the problems after each reading."""
    preview = Preview(prepare)
    say(preview.refresh())
    server = open_server(port, preview.get)
    watcher = Watcher(folder, lambda: say(preview.refresh()), ignore=frozenset({folder / OUTPUT}))
    try:
        watcher.start()
        ready(server.url)
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        watcher.stop()
