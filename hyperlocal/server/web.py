"""A web server for one person on one computer: it listens on 127.0.0.1 alone."""

from __future__ import annotations

import socketserver
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from hyperlocal.problems import Stop, error
from hyperlocal.server.preview import Response

LOOPBACK = "127.0.0.1"
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_PORTS_TRIED = 50


class LocalServer(ThreadingHTTPServer):
    """Answers GET and HEAD with what `get` gives for a path."""

    daemon_threads = True
    # On Windows this would let two servers share one port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, port: int, get: Callable[[str], Response]) -> None:
        self.get = get
        super().__init__((LOOPBACK, port), _Handler)

    def server_bind(self) -> None:
        """Take the port, without asking the network for this computer's name as `HTTPServer` does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    @property
    def url(self) -> str:
        """Where to look."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection early is not worth a word; anything else is ours to mend."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def open_server(port: int, get: Callable[[str], Response]) -> LocalServer:
    """A server on `port`, or on the next free one when that is taken. Raises `Stop` when none is free."""
    for candidate in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            return LocalServer(candidate, get)
        except OSError:
            continue
    raise Stop(
        error(
            "no-port", "", None, f"No free port was found from {port} on.", "Try another:  hyperlocal serve --port 9000"
        )
    )


class _Handler(BaseHTTPRequestHandler):
    server: LocalServer
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        host = (self.headers.get("Host") or "").rpartition(":")[0] or self.headers.get("Host") or ""
        # Another website could point its own name at this computer and read the drafts (DNS rebinding).
        allowed = host in _HOSTS
        response = (
            self.server.get(self.path)
            if allowed
            else Response(
                status=403, media_type="text/plain; charset=utf-8", body=b"This preview answers only to 127.0.0.1.\n"
            )
        )
        self.send_response(response.status)
        self.send_header("Content-Type", response.media_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if response.location:
            self.send_header("Location", response.location)
        self.end_headers()
        if body:
            self.wfile.write(response.body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """The terminal is for problems, not for requests."""
