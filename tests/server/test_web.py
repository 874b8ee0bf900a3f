"""The web server of the preview: for this computer alone."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse

import pytest

from hyperlocal.problems import Stop
from hyperlocal.server.preview import Response
from hyperlocal.server.web import LOOPBACK, LocalServer, open_server

PAGE = Response(status=200, media_type="text/html; charset=utf-8", body="<p>Café</p>".encode())


def answer(target: str) -> Response:
    if target == "/news":
        return Response(status=301, media_type="text/plain", body=b"", location="/news/")
    return PAGE if target == "/" else Response(status=404, media_type="text/plain", body=target.encode())


@contextmanager
def running(server: LocalServer) -> Iterator[int]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with running(open_server(0, answer)) as found:
        yield found


def ask(port: int, method: str, target: str, host: str | None = "") -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(LOOPBACK, port, timeout=10)
    try:
        connection.putrequest(method, target, skip_host=True, skip_accept_encoding=True)
        if host is not None:
            connection.putheader("Host", host or f"{LOOPBACK}:{port}")
        connection.putheader("Connection", "close")
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
    assert response.getheader("Cache-Control") == "no-store"


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


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent_to_it(port: int, method: str) -> None:
    assert ask(port, method, "/")[0].status == 501


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost", "localhost:8000"])
def test_it_answers_to_the_names_of_this_computer(port: int, host: str) -> None:
    assert ask(port, "GET", "/", host)[0].status == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost.evil.example:8000", "127.0.0.2", None],
)
def test_another_website_cannot_read_the_drafts_under_a_name_of_its_own(port: int, host: str | None) -> None:
    response, body = ask(port, "GET", "/", host)
    assert response.status == 403
    assert PAGE.body not in body


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
        with running(open_server(first, answer)) as found:
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
