"""The whole preview: a real server on this computer, a real folder, real saves."""

from __future__ import annotations

import _thread
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from hyperlocal.builder import prepare
from hyperlocal.dates import parse_moment
from hyperlocal.problems import Problem, Stop
from hyperlocal.server import serve
from tests.conftest import SITE_YML, MakeSite

NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"
DEADLINE = 20.0

Said = list[tuple[Problem, ...]]
Visit = Callable[[str, Said], None]


def get(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=DEADLINE) as response:
            return response.status, response.read().decode("utf-8")
    except HTTPError as fault:
        with fault:
            return fault.code, fault.read().decode("utf-8")


def until(condition: Callable[[], bool]) -> None:
    """Ask again and again until it is so: each question is a whole request, so this does not spin."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not come to be in time"


def serve_to(visit: Visit, folder: Path, *, port: int = 0) -> None:
    """Serve `folder` while `visit` looks at it in a thread of its own, and end it then as Ctrl+C would."""
    said: Said = []
    faults: list[BaseException] = []
    visitors: list[threading.Thread] = []

    def look(url: str) -> None:
        try:
            visit(url, said)
        except BaseException as fault:
            faults.append(fault)
        finally:
            _thread.interrupt_main()

    def ready(url: str) -> None:
        visitors.append(threading.Thread(target=look, args=(url,)))
        visitors[0].start()

    serve(folder, lambda: prepare(folder, NOW), port=port, ready=ready, say=said.append)
    visitors[0].join()
    if faults:
        raise faults[0]


def everything(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_saved_change_appears(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})

    def visit(url: str, _: Said) -> None:
        assert "Tea and cake." in get(f"{url}news/2026/fair/")[1]
        (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
        until(lambda: "Tea and scones." in get(f"{url}news/2026/fair/")[1])
        (folder / "content/posts/ball.md").write_text(FAIR.replace("Summer fair", "Winter ball"), encoding="utf-8")
        until(lambda: get(f"{url}news/2026/ball/")[0] == 200)
        assert "Winter ball" in get(url)[1]

    serve_to(visit, folder)


def test_a_post_made_a_draft_is_gone(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})

    def visit(url: str, _: Said) -> None:
        assert get(f"{url}news/2026/fair/")[0] == 200
        (folder / "content/posts/fair.md").write_text(FAIR.replace("title:", "draft: yes\ntitle:"), encoding="utf-8")
        until(lambda: get(f"{url}news/2026/fair/")[0] == 404)
        assert "Summer fair" not in get(url)[1]

    serve_to(visit, folder)


@pytest.mark.parametrize(
    ("broken", "rule"), [("format: 99\ntitle: Ash\n", "newer-format"), (None, "no-site")], ids=["unreadable", "gone"]
)
def test_while_the_settings_cannot_be_read_the_last_good_pages_stay(
    site: MakeSite, broken: str | None, rule: str
) -> None:
    folder = site({"content/posts/fair.md": FAIR})

    def visit(url: str, said: Said) -> None:
        if broken is None:
            (folder / "site.yml").unlink()
        else:
            (folder / "site.yml").write_text(broken, encoding="utf-8")
        until(lambda: get(url)[0] == 200 and [problem.rule for problem in said[-1]] == [rule])
        assert "Tea and cake." in get(f"{url}news/2026/fair/")[1]
        (folder / "site.yml").write_text(SITE_YML.replace("Hartley Green", "Ash Green"), encoding="utf-8")
        until(lambda: "Ash Green" in get(url)[1] and said[-1] == ())

    serve_to(visit, folder)


def test_a_broken_template_is_told_when_its_page_is_looked_at(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "templates/post.html": "{{ page.nonsense }}"})

    def visit(url: str, said: Said) -> None:
        assert said == [()]
        assert "Tea and cake." in get(f"{url}news/2026/fair/")[1]
        assert [problem.path for problem in said[-1]] == ["templates/post.html"]

    serve_to(visit, folder)


def test_looking_writes_nothing(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "static/menu.txt": "Soup"})
    before = everything(folder)

    def visit(url: str, _: Said) -> None:
        for target in ("", "news/", "news/2026/fair/", "feed.xml", "menu.txt", "theme/style.css", "nothing"):
            get(url + target)

    serve_to(visit, folder)
    assert everything(folder) == before


def test_nothing_is_left_running_and_the_port_is_free_again(site: MakeSite) -> None:
    before = set(threading.enumerate())
    ports: list[int] = []

    def visit(url: str, _: Said) -> None:
        ports.append(urlsplit(url).port or 0)
        assert get(url)[0] == 200

    folder = site({})
    serve_to(visit, folder)
    assert set(threading.enumerate()) <= before
    serve_to(visit, folder, port=ports[0])
    assert ports[0] == ports[1]


def test_a_taken_port_moves_on(site: MakeSite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        first = int(taken.getsockname()[1])

        def visit(url: str, _: Said) -> None:
            assert (urlsplit(url).port or 0) > first
            assert get(url)[0] == 200

        serve_to(visit, site({}), port=first)


def test_when_no_port_is_free_nothing_is_left_running(site: MakeSite) -> None:
    before = set(threading.enumerate())
    folder = site({})
    with pytest.raises(Stop):
        serve(folder, lambda: prepare(folder, NOW), port=65536, ready=lambda _: None, say=lambda _: None)
    assert set(threading.enumerate()) <= before


def test_what_is_wrong_is_said_before_the_address(site: MakeSite) -> None:
    said: Said = []
    folder = site({"content/posts/fair.md": "---\ntitle: No date\n---\n"})
    order: list[int] = []

    def ready(_: str) -> None:
        order.append(len(said))
        raise KeyboardInterrupt

    serve(folder, lambda: prepare(folder, NOW), port=0, ready=ready, say=said.append)
    assert order == [1]
    assert [problem.rule for problem in said[0]] == ["no-date"]
