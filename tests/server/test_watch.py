"""Many file events become one quiet “changed”."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from hyperlocal.server.watch import Watcher, counts

DEADLINE = 20.0
FOLDER = Path("/home/ann/site")
OUTPUT = frozenset({FOLDER / "public"})


def site_event(kind: str, *names: str, is_folder: bool = False) -> bool:
    return counts(kind, is_folder, [str(FOLDER / name) for name in names], FOLDER, OUTPUT)


@pytest.mark.parametrize("kind", ["created", "modified", "deleted", "moved"])
def test_a_change_of_a_text_counts(kind: str) -> None:
    assert site_event(kind, "content/posts/fair.md")


@pytest.mark.parametrize("kind", ["opened", "closed", "closed_no_write", "nonsense"])
def test_reading_a_file_does_not(kind: str) -> None:
    assert not site_event(kind, "content/posts/fair.md")


@pytest.mark.parametrize(("kind", "expected"), [("created", True), ("deleted", True), ("moved", True)])
def test_folders_that_come_and_go_count(kind: str, expected: bool) -> None:
    assert site_event(kind, "content/posts/2026", is_folder=True) is expected


def test_a_folder_is_modified_whenever_a_file_in_it_is_so_that_alone_does_not_count() -> None:
    assert not site_event("modified", "content/posts", is_folder=True)


@pytest.mark.parametrize(
    "name",
    [
        "site.yml",
        "static/menu.pdf",
        "static/.well-known/security.txt",
        "templates/post.html",
        "themes/ours/static/style.css",
        "content/photos/4913.jpg",
        "content/pages/4913-wharf-road.md",
        "content/pages/tools/index.md",
        "content/pages/_site/index.md",
        "content/posts/C# for beginners.md",
        "content/posts/price~list.md",
    ],
)
def test_whatever_a_page_may_be_made_of_counts(name: str) -> None:
    assert site_event("modified", name)


@pytest.mark.parametrize(
    "name",
    [
        "_site/index.html",
        "public/index.html",
        "public",
        ".hyperlocal/memory",
        ".git/index",
        ".git/refs/heads/main",
        "tools/hyperlocal-0.1.0-py3-none-any.whl",
        "content/posts/.fair.md.swp",
        "content/posts/fair.md.swx",
        "content/posts/fair.md~",
        "content/posts/#fair.md#",
        "content/posts/.#fair.md",
        "content/posts/~$fair.docx",
        "content/posts/.~lock.fair.odt#",
        "content/posts/.hyperlocal-abc.tmp",
        "content/posts/fair.md.tmp",
        "content/posts/fair.md.crdownload",
        "content/posts/4913",
        "content/posts/.DS_Store",
        "templates/__pycache__/x.pyc",
    ],
)
def test_our_own_output_and_the_files_of_programs_do_not_count(name: str) -> None:
    assert not site_event("created", name)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("content/posts/.fair.md.tmp", "content/posts/fair.md"), True),
        (("content/posts/fair.md", "content/posts/fair.md~"), True),
        (("content/posts/fair.md", "/elsewhere/fair.md"), True),
        (("content/posts/.fair.swp", "content/posts/.fair.swx"), False),
        (("_site/a.html", "_site/b.html"), False),
    ],
)
def test_a_move_counts_when_either_of_its_names_does(names: tuple[str, str], expected: bool) -> None:
    assert site_event("moved", *names) is expected


@pytest.mark.parametrize("path", ["/home/ann/site", "/home/ann/other/a.md", "/home/ann/site-old/a.md"])
def test_what_is_not_inside_the_folder_does_not_count(path: str) -> None:
    assert not counts("created", False, [path], FOLDER, OUTPUT)


class Calls:
    """Counts how often it was called, and can be waited for."""

    def __init__(self) -> None:
        self.count = 0
        self._more = threading.Condition()

    def __call__(self) -> None:
        with self._more:
            self.count += 1
            self._more.notify_all()

    def reach(self, count: int) -> bool:
        with self._more:
            return self._more.wait_for(lambda: self.count >= count, DEADLINE)


@contextmanager
def watching(watcher: Watcher) -> Iterator[None]:
    before = set(threading.enumerate())
    watcher.start()
    try:
        yield
    finally:
        watcher.stop()
    assert set(threading.enumerate()) <= before, "a thread was left behind"


def test_a_save_is_noticed_and_the_next_one_too(tmp_path: Path) -> None:
    calls = Calls()
    with watching(Watcher(tmp_path, calls)):
        (tmp_path / "fair.md").write_text("tea", encoding="utf-8")
        assert calls.reach(1)
        (tmp_path / "fair.md.part").write_text("coffee", encoding="utf-8")
        (tmp_path / "fair.md.part").replace(tmp_path / "fair.md")
        assert calls.reach(2)


def test_a_file_in_a_new_folder_is_noticed(tmp_path: Path) -> None:
    calls = Calls()
    with watching(Watcher(tmp_path, calls)):
        (tmp_path / "posts").mkdir()
        assert calls.reach(1)
        (tmp_path / "posts" / "fair.md").write_text("tea", encoding="utf-8")
        assert calls.reach(2)


def test_one_burst_gives_one_call(tmp_path: Path) -> None:
    calls = Calls()
    with watching(Watcher(tmp_path, calls, quiet=0.5)):
        for number in range(200):
            (tmp_path / f"{number}.md").write_text("tea", encoding="utf-8")
        assert calls.reach(1)
    assert calls.count == 1


def test_a_burst_that_does_not_end_is_answered_all_the_same(tmp_path: Path) -> None:
    calls = Calls()
    with watching(Watcher(tmp_path, calls, quiet=DEADLINE, longest=0.1)):
        end = time.monotonic() + DEADLINE
        while not calls.count and time.monotonic() < end:
            (tmp_path / "fair.md").write_text("tea", encoding="utf-8")
        assert calls.count


def test_what_is_to_be_ignored_wakes_nobody(tmp_path: Path) -> None:
    calls = Calls()
    (tmp_path / "out").mkdir()
    with watching(Watcher(tmp_path, calls, ignore=frozenset({tmp_path / "out"}))):
        for number in range(50):
            (tmp_path / "out" / f"{number}.html").write_text("x", encoding="utf-8")
        # Events come in order: once this one is here, those before it have been looked at.
        (tmp_path / "fair.md").write_text("tea", encoding="utf-8")
        assert calls.reach(1)
    assert calls.count == 1


def test_a_watcher_that_could_not_start_can_be_stopped(tmp_path: Path) -> None:
    Watcher(tmp_path, Calls()).stop()
    gone = Watcher(tmp_path / "gone", Calls())
    with pytest.raises(OSError, match="gone"):
        gone.start()
    gone.stop()
    assert "hyperlocal-watch" not in {thread.name for thread in threading.enumerate()}
