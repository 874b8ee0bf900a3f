"""Servers on 127.0.0.1 that answer as three families of hosts do, by what those say of themselves.

Netlify: `_redirects` from top to bottom; a file at the path wins unless the status has a `!`; a slash at the end makes
no difference, neither for rules nor for folders. Cloudflare Pages: rules without a placeholder or star first, then the
others; a rule wins over a file; a slash makes a difference; a folder without its slash is led on with 308, and so is
`/index.html`. A plain host (GitHub Pages and most others) knows neither file, and leads on with 301 to a folder.
Both of the first two give a `_headers` rule's values to whatever is served at the address that was asked for.
"""

from __future__ import annotations

import http.client
import json
import mimetypes
import re
import socketserver
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

LOOPBACK = "127.0.0.1"
_ALLOWED = {"200", "301", "302", "303", "307", "308"}


class Kind(Enum):
    NETLIFY = "netlify"
    CLOUDFLARE = "cloudflare"
    PLAIN = "plain"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "")

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Rule:
    """A line of `_redirects`."""

    source: str
    target: str
    status: int
    forced: bool = False

    @property
    def dynamic(self) -> bool:
        return "*" in self.source or ":" in self.source


class Host:
    """What one kind of host says about one folder."""

    def __init__(self, folder: Path, kind: Kind) -> None:
        self._folder, self._kind = folder, kind
        self._rules = self._read_rules() if kind is not Kind.PLAIN else []
        self._headers = self._read_headers() if kind is not Kind.PLAIN else []

    def answer(self, asked: str) -> Answer:
        path = unquote(urlsplit(asked).path)
        status, file, location = self._found(path)
        headers = {"content-type": _type_of(file)} if file else {}
        headers |= {"location": location} if location else {}
        given: dict[str, list[str]] = {}
        for pattern, values in self._headers:
            if self._matches(pattern, path) is not None:
                for name, value in values:
                    given.setdefault(name.casefold(), []).append(value)
        headers |= {name: ", ".join(values) for name, values in given.items()}
        return Answer(status=status, headers=headers, body=file.read_bytes() if file else b"")

    def _found(self, path: str) -> tuple[int, Path | None, str]:
        """Status, file, and where to go instead."""
        if path in ("/_redirects", "/_headers"):
            return 404, None, ""
        there, location = self._file(path)
        for rule in self._rules:
            target = self._applied(rule, path)
            if target is None or (self._kind is Kind.NETLIFY and (there or location) and not rule.forced):
                continue
            if rule.status != 200:
                return rule.status, None, target
            there, _ = self._file(target)
            return (200, there, "") if there else (404, None, "")
        if location:
            return (308 if self._kind is Kind.CLOUDFLARE else 301), None, location
        return (200, there, "") if there else (404, None, "")

    def _file(self, path: str) -> tuple[Path | None, str]:
        """The file that is served at a path, or where the host leads on to."""
        place = self._folder / path.strip("/")
        index = place / "index.html"
        if self._kind is Kind.CLOUDFLARE and path.endswith("/index.html") and place.is_file():
            return None, path.removesuffix("index.html")
        if place.is_file() and not path.endswith("/"):
            return place, ""
        if index.is_file():
            slashed = path.endswith("/") or self._kind is Kind.NETLIFY
            return (index, "") if slashed else (None, f"{path}/")
        return None, ""

    def _applied(self, rule: Rule, path: str) -> str | None:
        found = self._matches(rule.source, path)
        if found is None:
            return None
        target = rule.target
        for name, value in found.items():
            target = target.replace(f":{name}", value)
        return target

    def _matches(self, pattern: str, path: str) -> dict[str, str] | None:
        if self._kind is Kind.NETLIFY:
            path = path.rstrip("/") or "/"
            pattern = pattern.rstrip("/") or "/"
            if pattern.endswith("/*") and path == pattern.removesuffix("/*"):
                return {"splat": ""}
        named = re.sub(r":([A-Za-z]\w*)", r"(?P<\1>[^/]+)", re.escape(pattern).replace(r"\*", "(?P<splat>.*)"))
        found = re.fullmatch(named, path)
        return None if found is None else found.groupdict()

    def _read_rules(self) -> list[Rule]:
        file = self._folder / "_redirects"
        rules = []
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else []:
            words = line.split()
            if not words or words[0].startswith("#"):
                continue
            assert 2 <= len(words) <= 3, f"neither host would read {line!r}"
            status = words[2] if len(words) == 3 else "301"
            if self._kind is Kind.CLOUDFLARE and status not in _ALLOWED:
                continue
            assert status.rstrip("!") in _ALLOWED, line
            rules.append(Rule(words[0], words[1], int(status.rstrip("!")), status.endswith("!")))
        return sorted(rules, key=lambda rule: rule.dynamic) if self._kind is Kind.CLOUDFLARE else rules

    def _read_headers(self) -> list[tuple[str, list[tuple[str, str]]]]:
        file = self._folder / "_headers"
        blocks: list[tuple[str, list[tuple[str, str]]]] = []
        for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else []:
            if line and not line[0].isspace():
                blocks.append((line.strip(), []))
            elif line.strip():
                name, _, value = line.strip().partition(":")
                blocks[-1][1].append((name.strip(), value.strip()))
        return blocks


Get = Callable[[str], Answer]
"""A path (with its parameters) -> what the server answers; redirects are not followed."""


@contextmanager
def hosted(folder: Path, kind: Kind) -> Iterator[Get]:
    """The folder on a server of this kind, until the block is left."""
    host = Host(folder, kind)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = host.answer(self.path)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        def server_bind(self) -> None:
            """Without asking the network for this computer's name."""
            socketserver.TCPServer.server_bind(self)
            self.server_name, self.server_port = LOOPBACK, self.server_address[1]

    server = Server((LOOPBACK, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()

    def get(path: str) -> Answer:
        connection = http.client.HTTPConnection(LOOPBACK, server.server_port, timeout=20)
        try:
            connection.request("GET", path)
            found = connection.getresponse()
            headers = {name.casefold(): value for name, value in found.getheaders()}
            return Answer(status=found.status, headers=headers, body=found.read())
        finally:
            connection.close()

    try:
        yield get
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def followed(get: Get, path: str, most: int = 3) -> tuple[Answer, Sequence[str]]:
    """The last answer, and the addresses on the way, as a reader that follows redirects comes by them."""
    way = [path]
    answer = get(path)
    while "location" in answer.headers and len(way) <= most:
        way.append(answer.headers["location"])
        answer = get(way[-1])
    return answer, way


def _type_of(file: Path) -> str:
    found = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found
