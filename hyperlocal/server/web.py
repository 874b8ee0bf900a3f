"""A web server for one person on one computer: it listens on 127.0.0.1 alone."""

from __future__ import annotations

import re
import socket
import socketserver
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from hyperlocal.problems import Stop, error
from hyperlocal.server import live
from hyperlocal.server.preview import Response
from hyperlocal.server.stream import Stream

LOOPBACK = "127.0.0.1"
HEARTBEAT = 15.0
"""Seconds after which a stream says that it is still there: a tab that has gone is noticed then."""
_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]"})
_OURS = frozenset({"same-origin", "none"})
_PORTS_TRIED = 50
_GOODBYE = 2.0
"""Seconds that the answers under way may take to end, all together, when the server does."""
_PLAIN = "text/plain; charset=utf-8"
_FOREVER = "max-age=31536000, immutable"

Get = Callable[[str, str], Response]
"""A path and the tags of what the browser has already -> the answer."""


class LocalServer(ThreadingHTTPServer):
    """Answers GET and HEAD with what `get` gives for a path, and tells what comes over `stream`."""

    daemon_threads = True
    request_queue_size = 128
    # On Windows this would let two servers share one port.
    allow_reuse_address = sys.platform != "win32"

    def __init__(self, port: int, get: Get, stream: Stream) -> None:
        self.get = get
        self.stream = stream
        self._open: dict[socket.socket, threading.Thread] = {}
        super().__init__((LOOPBACK, port), _Handler)

    def server_bind(self) -> None:
        """Take the port, without asking the network for this computer's name as `HTTPServer` does."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    @property
    def url(self) -> str:
        """Where to look."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """A thread for each connection, known by it, so that all can be ended."""
        arguments = (request, client_address)
        thread = threading.Thread(
            target=self.process_request_thread, args=arguments, name="hyperlocal-answer", daemon=True
        )
        self._open[request] = thread
        thread.start()

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """One connection, from its first request to its last."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._open.pop(request, None)

    def server_close(self) -> None:
        """Free the port, and end every connection: browsers keep them open for the next request."""
        super().server_close()
        self.stream.close()
        left = dict(self._open)
        for request in left:
            with suppress(OSError):
                request.shutdown(socket.SHUT_RDWR)
        end = time.monotonic() + _GOODBYE
        for thread in left.values():
            thread.join(max(0.0, end - time.monotonic()))

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a connection early is not worth a word; anything else is ours to mend."""
        if not isinstance(sys.exc_info()[1], (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


def open_server(port: int, get: Get, stream: Stream | None = None) -> LocalServer:
    """A server on `port`, or on the next free one when that is taken. Raises `Stop` when none is free."""
    for candidate in range(port, min(port + _PORTS_TRIED, 65536)):
        try:
            return LocalServer(candidate, get, stream or Stream())
        except OSError:
            continue
    raise Stop(
        error(
            "no-port", "", None, f"No free port was found from {port} on.", "Try another:  hyperlocal serve --port 9000"
        )
    )


@contextmanager
def running(server: LocalServer) -> Iterator[str]:
    """The server answers at this address, in threads of its own, until the block is left. Then its port is free."""
    thread = threading.Thread(target=server.serve_forever, args=(0.1,), name="hyperlocal-web", daemon=True)
    thread.start()
    try:
        yield server.url
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: LocalServer
    protocol_version = "HTTP/1.1"
    timeout = 30
    # Head and body are sent apart: held together by the system, each answer would take 40 ms more.
    disable_nagle_algorithm = True

    def parse_request(self) -> bool:
        """Whoever may not ask is refused here, before any method is looked at."""
        if not super().parse_request():
            return False
        # Another website could point its own name at this computer and read the drafts (DNS rebinding). The port is
        # not looked at: it differs where somebody forwards it.
        if _host(self.headers.get("Host", "")) not in _HOSTS:
            self._refuse(403, "This preview answers only to 127.0.0.1.")
            return False
        # Another website could hold our streams open, or load our script, under our own name.
        if self.path.startswith(live.PREFIX) and self.headers.get("Sec-Fetch-Site", "none") not in _OURS:
            self._refuse(403, "This is for the preview's own pages.")
            return False
        if self.command not in ("GET", "HEAD"):
            self._refuse(405, "This preview can only be looked at.")
            return False
        return True

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        place = self.path.partition("?")[0]
        if place == live.EVENTS:
            self._stream()
        elif place == live.STATE:
            text = self.server.stream.latest()[1]
            self._send(Response(status=200, media_type="application/json", body=text.encode("utf-8")))
        elif place == live.SCRIPT:
            script = Response(status=200, media_type="text/javascript; charset=utf-8", body=live.script())
            self._send(script, caching=_FOREVER)
        else:
            self._send(self.server.get(self.path, self.headers.get("If-None-Match", "")))

    def _refuse(self, status: int, words: str) -> None:
        # What follows the head of a refused request is not read, so the connection cannot serve for another.
        self.close_connection = True
        self._send(Response(status=status, media_type=_PLAIN, body=f"{words}\n".encode()))

    def _send(self, response: Response, *, caching: str = "no-cache") -> None:
        self._head(response.status, response.media_type, caching)
        if response.status != 304:
            self.send_header("Content-Length", str(len(response.body)))
        if response.etag:
            self.send_header("ETag", response.etag)
        if response.location:
            self.send_header("Location", response.location)
        if response.status == 405:
            self.send_header("Allow", "GET, HEAD")
        self.end_headers()
        if self.command != "HEAD" and response.status != 304:
            self.wfile.write(response.body)

    def _head(self, status: int, media_type: str, caching: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Cache-Control", caching)
        self.send_header("X-Content-Type-Options", "nosniff")
        # Nothing here is for the pages of other websites, in a frame or as a picture.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Content-Security-Policy", f"frame-ancestors 'self' http://{LOOPBACK}:* http://localhost:*")
        if self.close_connection:
            self.send_header("Connection", "close")

    def _stream(self) -> None:
        """Server-sent events (HTML, 9.2): each state as it comes, until one of the two goes."""
        self.close_connection = True
        self._head(200, "text/event-stream; charset=utf-8", "no-store")
        self.end_headers()
        if self.command == "HEAD":
            return
        # After the server was started again a tab should be back at once.
        self.wfile.write(b"retry: 500\n\n")
        number = 0
        while (found := self.server.stream.after(number, HEARTBEAT)) is not None:
            number, text = found
            self.wfile.write(f"data: {text}\n\n".encode() if text else b": still here\n\n")

    def version_string(self) -> str:
        """What the server is called in its answers."""
        return "hyperlocal"

    def log_message(self, format: str, *arguments: Any) -> None:
        """The terminal is for problems, not for requests."""


def _host(header: str) -> str:
    """The name in a Host header, without its port; "" when it is no such header (RFC 9110, 7.2)."""
    found = re.fullmatch(r"(\[[0-9a-f:.]+\]|[^:]*)(?::\d*)?", header.strip().casefold())
    return found[1] if found else ""
