"""The whole preview: a real server on this computer, a real folder, real saves."""

from __future__ import annotations

import _thread
import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from hyperlocal.builder import Prepared
from hyperlocal.builder import prepare as prepare_site
from hyperlocal.dates import parse_moment
from hyperlocal.problems import Problem, Stop
from hyperlocal.server import serve
from tests.conftest import SITE_YML, MakeSite
from tests.server.saves import SAVES

NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"
DEADLINE = 20.0

Said = list[tuple[Problem, ...]]
Visit = Callable[[str, Said], None]
Prepare = Callable[[], Prepared]


def get(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=DEADLINE) as response:
            return response.status, response.read().decode("utf-8")
    except HTTPError as fault:
        with fault:
            return fault.code, fault.read().decode("utf-8")


def preparing(folder: Path) -> Prepare:
    return lambda: prepare_site(folder, NOW)


def until(condition: Callable[[], bool]) -> None:
    """Ask again and again until it is so: each question is a whole request, so this does not spin."""
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, "it did not come to be in time"


def serve_to(visit: Visit, folder: Path, *, port: int = 0, prepare: Prepare | None = None, poll: bool = False) -> None:
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

    serve(folder, prepare or preparing(folder), port=port, ready=ready, say=said.append, poll=poll)
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
        serve(folder, preparing(folder), port=65536, ready=lambda _: None, say=lambda _: None)
    assert set(threading.enumerate()) <= before


def test_what_is_wrong_is_said_before_the_address(site: MakeSite) -> None:
    said: Said = []
    folder = site({"content/posts/fair.md": "---\ntitle: No date\n---\n"})
    order: list[int] = []

    def ready(_: str) -> None:
        order.append(len(said))
        raise KeyboardInterrupt

    serve(folder, preparing(folder), port=0, ready=ready, say=said.append)
    assert order == [1]
    assert [problem.rule for problem in said[0]] == ["no-date"]


# --- A page is never older than the last save ---


def test_after_each_way_of_saving_the_right_page_is_there_and_nothing_is_read_again(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "content/pages/about.md": "We are here."})
    readings: list[float] = []

    def prepared() -> Prepared:
        readings.append(time.monotonic())
        return prepare_site(folder, NOW)

    def visit(url: str, _: Said) -> None:
        for name, save in SAVES.items():
            for words in (f"Scones, {name}", f"Pies, {name}"):
                save(folder, FAIR.replace("Tea and cake", words))
                until(lambda words=words: words in get(f"{url}news/2026/fair/")[1])  # type: ignore[misc]
        # A loop would go on: so three seconds without a reading have to come, with the looks that they take.
        count = len(readings)
        until(lambda: get(url)[0] == 200 and time.monotonic() > readings[-1] + 3)
        assert len(readings) <= count + 2

    serve_to(visit, folder, prepare=prepared)
    assert len(readings) < 8 * len(SAVES)


def test_who_asks_while_the_folder_is_being_read_gets_what_is_new(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    begun, go_on = threading.Event(), threading.Event()
    go_on.set()

    def prepared() -> Prepared:
        found = prepare_site(folder, NOW)
        begun.set()
        assert go_on.wait(DEADLINE)
        return found

    def visit(url: str, _: Said) -> None:
        begun.clear()
        go_on.clear()
        (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
        assert begun.wait(DEADLINE)
        found: list[str] = []
        asking = [threading.Thread(target=lambda: found.append(get(f"{url}news/2026/fair/")[1])) for _ in range(5)]
        for one in asking:
            one.start()
        # This one is answered without a reading: so the five have been asked, and none was given the old page.
        with urlopen(f"{url}.hyperlocal/state", timeout=DEADLINE) as response:
            assert json.loads(response.read())["version"] == 1
        assert found == []
        go_on.set()
        for one in asking:
            one.join()
        assert len(found) == 5
        assert all("Tea and scones." in page for page in found)

    serve_to(visit, folder, prepare=prepared)


def test_a_reading_that_takes_too_long_is_not_waited_for_for_ever(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hyperlocal.server.LONGEST", 0.05)
    folder = site({"content/posts/fair.md": FAIR})
    begun, go_on = threading.Event(), threading.Event()
    go_on.set()

    def prepared() -> Prepared:
        begun.set()
        assert go_on.wait(DEADLINE)
        return prepare_site(folder, NOW)

    def visit(url: str, _: Said) -> None:
        begun.clear()
        go_on.clear()
        (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
        assert begun.wait(DEADLINE)
        try:
            assert "Tea and cake." in get(f"{url}news/2026/fair/")[1]
        finally:
            go_on.set()
        until(lambda: "Tea and scones." in get(f"{url}news/2026/fair/")[1])

    serve_to(visit, folder, prepare=prepared)


def test_a_burst_that_does_not_end_is_shown_all_the_same(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reading meets another save, so none is up to date."""
    monkeypatch.setattr("hyperlocal.server.OVERDUE", 0.2)
    folder = site({"content/posts/fair.md": FAIR})
    goes_on = threading.Event()
    readings: list[float] = []

    def prepared() -> Prepared:
        readings.append(time.monotonic())
        if goes_on.is_set():
            words = FAIR.replace("cake", f"{len(readings)} buns")
            (folder / "content/posts/fair.md").write_text(words, encoding="utf-8")
        return prepare_site(folder, NOW)

    def visit(url: str, _: Said) -> None:
        goes_on.set()
        (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "0 buns"), encoding="utf-8")
        try:
            until(lambda: get(f"{url}.hyperlocal/state")[1].count('"version": 1,') == 0)
            assert " buns." in get(f"{url}news/2026/fair/")[1]
        finally:
            goes_on.clear()

    serve_to(visit, folder, prepare=prepared)
    assert len(readings) > 2


def test_the_folder_is_read_in_the_main_thread_and_the_first_time_before_there_is_any_other(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    before = set(threading.enumerate())
    threads: list[tuple[threading.Thread, bool]] = []

    def prepared() -> Prepared:
        threads.append((threading.current_thread(), set(threading.enumerate()) <= before))
        return prepare_site(folder, NOW)

    def visit(url: str, _: Said) -> None:
        (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
        until(lambda: "Tea and scones." in get(f"{url}news/2026/fair/")[1])

    serve_to(visit, folder, prepare=prepared)
    assert threads[0] == (threading.main_thread(), True)
    assert len(threads) > 1
    assert {thread for thread, _ in threads} == {threading.main_thread()}


def test_by_looking_from_time_to_time_a_save_is_found_too(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})

    def visit(url: str, _: Said) -> None:
        assert not [thread.name for thread in threading.enumerate() if "inotify" in thread.name.casefold()]
        for words in ("scones", "pies", "buns"):
            (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", words), encoding="utf-8")
            until(lambda words=words: f"Tea and {words}." in get(f"{url}news/2026/fair/")[1])  # type: ignore[misc]

    serve_to(visit, folder, poll=True)


def test_what_was_saved_during_the_first_reading_is_not_missed(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})

    def prepared() -> Prepared:
        found = prepare_site(folder, NOW)
        if "cake" in (folder / "content/posts/fair.md").read_text(encoding="utf-8"):
            (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
        return found

    def visit(url: str, _: Said) -> None:
        until(lambda: "Tea and scones." in get(f"{url}news/2026/fair/")[1])

    serve_to(visit, folder, prepare=prepared)


def test_what_nobody_foresaw_does_not_end_the_preview(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})

    def prepared() -> Prepared:
        if "[[bang]]" in (folder / "content/posts/fair.md").read_text(encoding="utf-8"):
            raise ZeroDivisionError("bang")
        return prepare_site(folder, NOW)

    def visit(url: str, said: Said) -> None:
        (folder / "content/posts/fair.md").write_text(f"{FAIR}[[bang]]", encoding="utf-8")
        until(lambda: [one.rule for one in said[-1]] == ["unforeseen"] and get(url)[0] == 200)
        (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
        until(lambda: "Tea and scones." in get(f"{url}news/2026/fair/")[1])
        assert said[-1] == ()

    serve_to(visit, folder, prepare=prepared)


def test_streams_do_not_hold_up_the_end(site: MakeSite) -> None:
    before = set(threading.enumerate())
    streams: list[socket.socket] = []

    def visit(url: str, _: Said) -> None:
        for _number in range(10):
            stream = socket.create_connection(("127.0.0.1", urlsplit(url).port or 0), DEADLINE)
            streams.append(stream)
            stream.sendall(b"GET /.hyperlocal/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert stream.recv(15) == b"HTTP/1.1 200 OK"

    serve_to(visit, site({}))
    try:
        assert set(threading.enumerate()) <= before
    finally:
        for stream in streams:
            stream.close()


def test_in_another_thread_it_serves_as_well(site: MakeSite) -> None:
    """Signals are for the main thread: elsewhere they are left alone."""
    folder = site({})
    faults: list[BaseException] = []

    def ready(url: str) -> None:
        assert get(url)[0] == 200
        raise KeyboardInterrupt

    def run() -> None:
        try:
            serve(folder, preparing(folder), port=0, ready=ready, say=lambda _: None)
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert [type(fault) for fault in faults] == [KeyboardInterrupt]
