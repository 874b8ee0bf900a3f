"""Many file events become one quiet “changed”, however a file was saved; and none is missed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from hyperlocal.builder import build, prepare
from hyperlocal.dates import parse_moment
from hyperlocal.server.bell import Bell
from hyperlocal.server.watch import FULL, SILENT, Pace, Watcher
from tests.conftest import MakeSite
from tests.server.saves import POST, SAVES, Save

DEADLINE = 30.0
NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"

QUICK = Pace(tend=0.05, calm=0.1, poll=0.1)

each_way = pytest.mark.parametrize("poll", [False, True], ids=["told", "poll"])


class Readings:
    """What stood in the post at each reading. Can be waited for."""

    def __init__(self, folder: Path) -> None:
        self._post = folder / POST
        self._more = threading.Condition()
        self.found: list[str] = []

    def add(self) -> None:
        text = self._post.read_text(encoding="utf-8") if self._post.exists() else ""
        with self._more:
            self.found.append(text)
            self._more.notify_all()

    def until(self, enough: Callable[[list[str]], bool]) -> bool:
        with self._more:
            return self._more.wait_for(lambda: enough(self.found), DEADLINE)


@contextmanager
def watching(
    folder: Path, *, poll: bool = False, pace: Pace = QUICK, notes: list[str] | None = None
) -> Iterator[tuple[Readings, Watcher]]:
    """A thread that reads the folder after each change, as the preview does."""
    before = set(threading.enumerate())
    readings, bell, stop, ready = Readings(folder), Bell(), threading.Event(), threading.Event()
    watcher = Watcher(folder, bell, poll=poll, note=(notes if notes is not None else []).append, pace=pace)

    def read() -> None:
        with watcher:
            ready.set()
            while True:
                watcher.wait()
                if stop.is_set():
                    return
                readings.add()
                bell.answer()

    thread = threading.Thread(target=read)
    thread.start()
    try:
        assert ready.wait(DEADLINE)
        yield readings, watcher
    finally:
        stop.set()
        bell.ring()
        thread.join()
    assert set(threading.enumerate()) <= before, "a thread was left behind"


def a_site(site: MakeSite) -> Path:
    return site({POST: FAIR, "content/pages/about.md": "We are here.", "static/menu.txt": "Soup"})


def with_words(words: str) -> str:
    return FAIR.replace("Tea and cake", words)


@each_way
@pytest.mark.parametrize("save", SAVES.values(), ids=list(SAVES))
def test_each_way_of_saving_is_noticed_again_and_again(site: MakeSite, save: Save, poll: bool) -> None:
    folder = a_site(site)
    with watching(folder, poll=poll) as (readings, watcher):
        for words in ("Scones", "Jam and buns", "Jam and pies"):
            text = with_words(words)
            save(folder, text)
            assert readings.until(lambda found, text=text: text in found[-1:])  # type: ignore[misc]
        assert watcher.polls is poll


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed here")
def test_the_real_vim_is_noticed(site: MakeSite) -> None:
    folder = a_site(site)
    with watching(folder) as (readings, _):
        for old, new in (("cake", "scones"), ("scones", "pies")):
            command = ["vim", "-u", "NONE", "-es", "-c", "set backup writebackup", "-c", f"%s/{old}/{new}/", "-c", "wq"]
            subprocess.run([*command, str(folder / POST)], check=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)
            assert readings.until(lambda found, new=new: new in "".join(found[-1:]))  # type: ignore[misc]


def test_a_burst_is_one_reading(site: MakeSite) -> None:
    folder = a_site(site)
    with watching(folder, pace=replace(QUICK, gather=1.0)) as (readings, _):
        SAVES["burst"](folder, with_words("Scones"))
        assert readings.until(lambda found: len(found) == 1)
    assert readings.found == [with_words("Scones")]


def test_reading_a_site_building_it_and_what_programs_leave_behind_are_no_changes(site: MakeSite) -> None:
    folder = a_site(site)
    build(folder, folder / "_site", NOW)
    build(folder, folder / "public", NOW)
    with watching(folder) as (readings, _):
        for _ in range(3):
            prepared = prepare(folder, NOW)
            renderer = prepared.renderer()
            for output in prepared.plan.outputs:
                renderer.render(output)
        build(folder, folder / "_site", NOW, base_url="https://ash.example/")
        build(folder, folder / "public", NOW, base_url="https://ash.example/")
        for name in ("content/posts/.fair.md.swp", "content/posts/fair.md~", "website.zip", ".hyperlocal/memory"):
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text("x", encoding="utf-8")
        (folder / POST).read_bytes()
        # Events of one folder come in order: once this one is here, those before it have been looked at.
        SAVES["plain"](folder, with_words("Scones"))
        assert readings.until(lambda found: with_words("Scones") in found)
        count = len(readings.found)
        assert all("Scones" in text or text == "" for text in readings.found), "it was read before anything changed"
        SAVES["atomic"](folder, with_words("Pies"))
        assert readings.until(lambda found: with_words("Pies") in found)
    assert count <= 2


@each_way
def test_a_file_from_the_future_is_not_read_again_and_again(site: MakeSite, poll: bool) -> None:
    """As cameras with a wrong clock and drives of another time zone make them."""
    folder = a_site(site)
    os.utime(folder / "static/menu.txt", (4e9, 4e9))
    with watching(folder, poll=poll) as (readings, _):
        for words in ("Scones", "Pies"):
            SAVES["plain"](folder, with_words(words))
            assert readings.until(lambda found, words=words: with_words(words) in found)  # type: ignore[misc]
        count = len(readings.found)
        for _ in range(10):  # each of these takes longer than a look is due
            build(folder, folder / "_site", NOW)
        assert len(readings.found) <= count + 2


def test_what_changes_while_the_folder_is_being_read_is_noticed_though_no_event_tells_it(site: MakeSite) -> None:
    folder = a_site(site)
    bell, silent = Bell(), folder.parent / "the-same-file.md"
    silent.hardlink_to(folder / POST)
    with Watcher(folder, bell, note=lambda _: None, pace=QUICK) as watcher:
        SAVES["two_at_once"](folder, with_words("Scones"))
        watcher.wait()
        silent.write_text(with_words("Pies"), encoding="utf-8")  # the reading began; this comes after its look at it
        too_late = threading.Timer(DEADLINE, bell.ring)
        too_late.start()
        watcher.wait()
        assert too_late.is_alive()
        too_late.cancel()
        too_late.join()
        assert not watcher.polls


@each_way
def test_a_change_between_the_first_reading_and_the_watching_is_noticed(site: MakeSite, poll: bool) -> None:
    folder = a_site(site)
    bell = Bell()
    watcher = Watcher(folder, bell, poll=poll, note=lambda _: None, pace=QUICK)
    SAVES["plain"](folder, with_words("Scones"))
    with watcher:
        watcher.wait()
    assert watcher.polls is poll


@each_way
def test_folders_that_come_go_and_are_replaced_are_watched(site: MakeSite, poll: bool) -> None:
    folder = site({})
    with watching(folder, poll=poll) as (readings, watcher):
        for words in ("Scones", "Pies"):
            (folder / "content/posts").mkdir(parents=True)
            SAVES["plain"](folder, with_words(words))
            assert readings.until(lambda found, words=words: with_words(words) in found[-1:])  # type: ignore[misc]
            SAVES["atomic"](folder, with_words(f"{words} again"))
            assert readings.until(
                lambda found, words=words: with_words(f"{words} again") in found[-1:]  # type: ignore[misc]
            )
            shutil.rmtree(folder / "content")
            assert readings.until(lambda found: found[-1:] == [""])
        assert watcher.polls is poll


def test_when_the_whole_folder_is_replaced_the_new_one_is_watched(site: MakeSite) -> None:
    folder = a_site(site)
    with watching(folder) as (readings, watcher):
        shutil.copytree(folder, folder.with_name("copy"))
        folder.rename(folder.with_name("before"))
        assert readings.until(lambda found: found[-1:] == [""])
        folder.with_name("copy").rename(folder)
        assert readings.until(lambda found: found[-1:] == [FAIR])
        SAVES["plain"](folder, with_words("Scones"))
        assert readings.until(lambda found: found[-1:] == [with_words("Scones")])
        assert not watcher.polls


def test_when_its_thread_dies_another_one_goes_on(site: MakeSite) -> None:
    folder = a_site(site)
    with watching(folder) as (readings, watcher):
        for words in ("Scones", "Pies"):
            observer = watcher._observer
            observer.stop()
            observer.join()
            SAVES["plain"](folder, with_words(words))
            assert readings.until(lambda found, words=words: with_words(words) in found[-1:])  # type: ignore[misc]
        assert not watcher.polls


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a change under another name is told as well")
def test_a_drive_that_tells_nothing_is_looked_at_from_then_on(site: MakeSite) -> None:
    """As network drives: the watching begins, and no event ever comes. Here the file is changed under another name,
    in a folder that nobody watches."""
    folder, notes = a_site(site), list[str]()
    silent = folder.parent / "the-same-file.md"
    silent.hardlink_to(folder / POST)
    with watching(folder, notes=notes, pace=replace(QUICK, tend=0.01, calm=0.0, idle=0.05)) as (readings, watcher):
        until = time.monotonic() + DEADLINE
        # What is missed right after a reading is made good, and is no sign of anything: so let it become calm.
        while not watcher.calm:
            assert time.monotonic() < until
            prepare(folder, NOW)
        silent.write_text(with_words("Pies"), encoding="utf-8")
        assert readings.until(lambda found: with_words("Pies") in found)
        assert watcher.polls
        silent.write_text(with_words("Buns"), encoding="utf-8")
        assert readings.until(lambda found: with_words("Buns") in found)
    assert notes == [SILENT]


NO_ROOM = """
import os, resource, sys, threading
from pathlib import Path
from hyperlocal.server.bell import Bell
from hyperlocal.server.watch import Watcher
folder = Path(sys.argv[1])
bell = Bell()
watcher = Watcher(folder, bell, note=print)
free = os.dup(0)
os.close(free)
limits = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (free, limits[1]))
with watcher:
    resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert watcher.polls
    watcher.wait()  # nothing could be opened just now, so everything looks new
    (folder / "content/posts/fair.md").write_text("Scones", encoding="utf-8")
    watcher.wait()
    print("noticed")
assert threading.active_count() == 1, threading.enumerate()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system has room for any number of folders")
def test_when_the_system_has_no_room_to_watch_the_folder_is_looked_at(site: MakeSite) -> None:
    folder = a_site(site)
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(folder)], capture_output=True, text=True, timeout=DEADLINE, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [FULL, "noticed"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this person may open every folder")
def test_a_folder_that_nobody_may_open_does_not_stop_the_watching_of_others(site: MakeSite) -> None:
    folder = a_site(site)
    (folder / "static").chmod(0)
    try:
        with watching(folder) as (readings, _):
            SAVES["plain"](folder, with_words("Scones"))
            assert readings.until(lambda found: with_words("Scones") in found)
    finally:
        (folder / "static").chmod(0o755)


def test_a_watcher_that_was_never_used_leaves_nothing(tmp_path: Path) -> None:
    before = set(threading.enumerate())
    Watcher(tmp_path / "gone", Bell(), note=lambda _: None)
    with Watcher(tmp_path / "gone", Bell(), note=lambda _: None):
        pass
    assert set(threading.enumerate()) <= before
