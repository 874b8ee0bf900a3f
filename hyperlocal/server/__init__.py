"""Looking while writing: the site in a browser on this computer, from memory, read again after each save."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from hyperlocal.builder import Prepared
from hyperlocal.problems import Problem
from hyperlocal.server.preview import Preview, Response
from hyperlocal.server.watch import Watcher
from hyperlocal.server.web import open_server
from hyperlocal.unchanged import OUTPUT

Say = Callable[[tuple[Problem, ...]], None]


def serve(folder: Path, prepare: Callable[[], Prepared], *, port: int, ready: Callable[[str], None], say: Say) -> None:
    """Serve until interrupted (Ctrl+C). `ready` is given the address; `say` the problems after each reading, and
    after each page, whose template may be broken. It is called from one thread at a time."""
    preview = Preview(prepare)
    saying = threading.Lock()

    def tell() -> None:
        with saying:
            say(preview.problems())

    def changed() -> None:
        preview.refresh()
        tell()

    def get(target: str) -> Response:
        response = preview.get(target)
        tell()
        return response

    changed()
    server = open_server(port, get)
    watcher = Watcher(folder, changed, ignore=frozenset({folder / OUTPUT}))
    try:
        watcher.start()
        ready(server.url)
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()
        watcher.stop()
