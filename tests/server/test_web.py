"""The web server of the preview: for this computer alone."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from typing import BinaryIO

import pytest

from hyperlocal.problems import Stop
from hyperlocal.server import live
from hyperlocal.server.preview import Response
from hyperlocal.server.stream import Stream
from hyperlocal.server.web import LOOPBACK, LocalServer, open_server, running

METHODS = ("POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND", "NONSENSE")
NONE: Mapping[str, str] = {}
PAGE = Response(status=200, media_type="text/html; charset=utf-8", body="<p>Café</p>".encode())


def answer(target: str, known: str) -> Response:
    if target == "/menu.txt":
        return Response(status=304 if known == '"1"' else 200, media_type="text/plain", body=b"Soup", etag='"1"')
    if target == "/news":
        return Response(status=301, media_type="text/plain", body=b"", location="/news/")
    return PAGE if target == "/" else Response(status=404, media_type="text/plain", body=target.encode())


@contextmanager
def serving(server: LocalServer) -> Iterator[int]:
    with running(server):
        yield int(server.server_address[1])


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with serving(open_server(0, answer)) as found:
        yield found


def ask(
    port: int, method: str, target: str, host: str | None = "", headers: Mapping[str, str] = NONE
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        if host is not None:
            connection.putheader("Host", host or f"{LOOPBACK}:{port}")
        connection.putheader("Connection", "close")
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_get_gives_the_page_with_its_type_and_length(port: int) -> None:
    response, body = ask(port, "GET", "/")
    assert (response.status, body) == (200, PAGE.body)
    assert response.getheader("Content-Type") == "text/html; charset=utf-8"
    assert response.getheader("Content-Length") == str(len(PAGE.body))
    assert response.getheader("Cache-Control") == "no-cache"


def test_head_gives_the_same_without_the_page(port: int) -> None:
    with socket.create_connection((LOOPBACK, port), 10) as connection, connection.makefile("rb") as stream:
        connection.sendall(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head, _, body = stream.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert f"Content-Length: {len(PAGE.body)}".encode() in head
    assert body == b""


def test_a_redirect_says_where_to(port: int) -> None:
    response, _ = ask(port, "GET", "/news")
    assert (response.status, response.getheader("Location")) == (301, "/news/")


def test_a_missing_page_is_404(port: int) -> None:
    response, body = ask(port, "GET", "/%2e%2e/site.yml")
    assert (response.status, body) == (404, b"/%2e%2e/site.yml")


@pytest.mark.parametrize("method", METHODS)
def test_nothing_can_be_sent_to_it(port: int, method: str) -> None:
    response, _ = ask(port, method, "/")
    assert (response.status, response.getheader("Allow")) == (405, "GET, HEAD")


def test_what_the_browser_has_already_is_not_sent_again(port: int) -> None:
    response, body = ask(port, "GET", "/menu.txt")
    assert (response.status, body, response.getheader("ETag")) == (200, b"Soup", '"1"')
    response, body = ask(port, "GET", "/menu.txt", headers={"If-None-Match": '"1"'})
    assert (response.status, body, response.getheader("ETag")) == (304, b"", '"1"')
    assert response.getheader("Content-Length") is None


def test_one_connection_answers_again_and_again_and_without_delay(port: int) -> None:
    connection = HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        times = []
        for number in range(40):
            begun = time.monotonic()
            connection.request("GET", "/menu.txt" if number % 2 else "/")
            connection.getresponse().read()
            times.append(time.monotonic() - begun)
    finally:
        connection.close()
    assert sorted(times)[20] < 0.03, "head and body wait for each other: 40 ms an answer"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:8000", "LocalHost:8000", "[::1]", "[::1]:8000"]
)
def test_it_answers_to_the_names_of_this_computer(port: int, host: str) -> None:
    assert ask(port, "GET", "/", host)[0].status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", *METHODS])
@pytest.mark.parametrize("target", ["/", live.STATE, live.EVENTS, live.SCRIPT])
@pytest.mark.parametrize("host", ["evil.example:8000", None])
def test_under_a_name_of_its_own_another_website_gets_nothing_by_any_method(
    port: int, method: str, target: str, host: str | None
) -> None:
    response, body = ask(port, method, target, host)
    assert response.status == 403
    assert body in (b"", b"This preview answers only to 127.0.0.1.\n")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8000",
        "evil.example@127.0.0.1",
        "127.0.0.2",
        "[::1].evil.example",
        "[::2]",
        "",
        " ",
        ":8000",
    ],
)
def test_another_website_cannot_read_the_drafts_under_a_name_of_its_own(port: int, host: str) -> None:
    with socket.create_connection((LOOPBACK, port), 10) as connection, connection.makefile("rb") as stream:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        answer = stream.read()
    assert answer.startswith(b"HTTP/1.1 403 ")
    assert PAGE.body not in answer


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("target", [live.STATE, live.EVENTS, live.SCRIPT])
def test_pages_of_other_websites_cannot_use_what_is_for_our_own(port: int, site: str, target: str) -> None:
    assert ask(port, "GET", target, headers={"Sec-Fetch-Site": site})[0].status == 403


def test_a_link_from_another_website_may_lead_here(port: int) -> None:
    assert ask(port, "GET", "/", headers={"Sec-Fetch-Site": "cross-site"})[0].status == 200


def test_no_other_website_may_show_it_in_a_frame_or_use_its_pictures(port: int) -> None:
    response, _ = ask(port, "GET", "/menu.txt")
    assert response.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert "frame-ancestors 'self'" in (response.getheader("Content-Security-Policy") or "")
    assert response.getheader("X-Content-Type-Options") == "nosniff"
    assert response.getheader("Access-Control-Allow-Origin") is None


def test_the_script_is_there_and_need_not_be_asked_for_again(port: int) -> None:
    response, body = ask(port, "GET", f"{live.SCRIPT}?v=1", headers={"Sec-Fetch-Site": "same-origin"})
    assert (response.status, body) == (200, live.script())
    assert response.getheader("Cache-Control") == "max-age=31536000, immutable"


@contextmanager
def listening(port: int) -> Iterator[BinaryIO]:
    with socket.create_connection((LOOPBACK, port), 10) as connection, connection.makefile("rb") as stream:
        connection.sendall(f"GET {live.EVENTS} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        for line in stream:
            if line == b"\r\n":
                break
        yield stream


def line_with(stream: BinaryIO, start: bytes) -> bytes:
    return next(line for line in stream if line.startswith(start))


def test_everyone_is_told_what_is_new_for_as_long_as_they_listen() -> None:
    stream = Stream()
    stream.publish({"version": 1})
    with serving(open_server(0, answer, stream)) as port, ExitStack() as stack:
        tabs = [stack.enter_context(listening(port)) for _ in range(20)]
        for tab in tabs:
            assert line_with(tab, b"data:") == b'data: {"number": 1, "version": 1}\n'
        stream.publish({"version": 2})
        for tab in tabs:
            assert line_with(tab, b"data:") == b'data: {"number": 2, "version": 2}\n'
        assert ask(port, "GET", live.STATE)[1] == b'{"number": 2, "version": 2}'
        assert ask(port, "HEAD", live.EVENTS)[0].getheader("Content-Type") == "text/event-stream; charset=utf-8"


def test_a_stream_says_from_time_to_time_that_it_is_still_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hyperlocal.server.web.HEARTBEAT", 0.01)
    with serving(open_server(0, answer)) as port, listening(port) as tab:
        for _ in range(3):
            assert line_with(tab, b":") == b": still here\n"


def test_a_tab_that_has_gone_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hyperlocal.server.web.HEARTBEAT", 0.01)
    before = set(threading.enumerate())
    with serving(open_server(0, answer)) as port:
        with listening(port) as tab:
            line_with(tab, b":")
        end = time.monotonic() + 20
        while any(thread.name == "hyperlocal-answer" for thread in set(threading.enumerate()) - before):
            assert time.monotonic() < end
            assert ask(port, "GET", "/")[0].status == 200


def test_streams_and_idle_connections_end_with_the_server() -> None:
    before = set(threading.enumerate())
    begun = time.monotonic()
    with ExitStack() as stack:
        with serving(open_server(0, answer, Stream())) as port:
            # Connections are accepted in their order, so this one is once the next are answered.
            silent = stack.enter_context(socket.create_connection((LOOPBACK, port), 10))
            tabs = [stack.enter_context(listening(port)) for _ in range(5)]
            idle = stack.enter_context(closing(HTTPConnection(LOOPBACK, port, timeout=10)))
            idle.request("GET", "/")
            assert idle.getresponse().read() == PAGE.body
        for tab in tabs:
            assert b"HTTP" not in tab.read()
        assert silent.recv(1) == b""
        assert set(threading.enumerate()) <= before, "a thread was left behind"
        assert time.monotonic() - begun < 10
        with socket.create_server((LOOPBACK, port)):
            pass  # the port is free again


def test_other_computers_cannot_reach_it() -> None:
    server = open_server(0, answer)
    try:
        assert server.server_address[0] == "127.0.0.1"
        assert server.url == f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.server_close()


def test_a_taken_port_moves_on_to_the_next_free_one() -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        first = int(taken.getsockname()[1])
        with serving(open_server(first, answer)) as found:
            assert first < found < first + 50
            assert ask(found, "GET", "/")[0].status == 200


def test_when_no_port_is_free_it_says_what_to_type() -> None:
    last = 65535
    try:
        taken = socket.create_server((LOOPBACK, last))
    except OSError:
        taken = None  # somebody else has it: all the same to us
    try:
        with pytest.raises(Stop) as caught:
            open_server(last, answer)
    finally:
        if taken is not None:
            taken.close()
    (problem,) = caught.value.problems
    assert problem.rule == "no-port"
    assert "--port" in problem.remedy


def test_requests_are_not_written_to_the_terminal(port: int, capsys: pytest.CaptureFixture[str]) -> None:
    ask(port, "GET", "/")
    ask(port, "GET", "/missing")
    assert capsys.readouterr() == ("", "")
