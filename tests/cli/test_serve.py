"""`hyperlocal serve`, as a process of its own that is stopped with Ctrl+C."""

from __future__ import annotations

import ast
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from hyperlocal.cli import run
from tests.conftest import MakeSite
from tests.test_architecture import PACKAGE

FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"
DEADLINE = 30.0

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C cannot be sent to one process there")


def get(url: str) -> str:
    with urlopen(url, timeout=DEADLINE) as response:
        return str(response.read().decode("utf-8"))


def read_until(stream: IO[str], pattern: str) -> re.Match[str]:
    """Read lines until one of them matches."""
    for line in stream:
        found = re.search(pattern, line)
        if found:
            return found
    raise AssertionError(f"it ended without saying {pattern}")


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "hyperlocal", *arguments]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    ) as process:
        # A process that says nothing must not hold the tests up for ever.
        timer = threading.Timer(2 * DEADLINE, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()


def test_it_shows_the_site_and_each_save_and_ends_cleanly(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    with started("serve", str(folder), "--port", "0", "--now", "2026-11-22") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = read_until(process.stdout, r"Your site is at (http://127\.0\.0\.1:\d+/)")[1]
        assert "Tea and cake." in get(f"{url}news/2026/fair/")
        (folder / "content/posts/fair.md").write_text(f"{FAIR}[x](nowhere.md)\n", encoding="utf-8")
        read_until(process.stderr, r"content/posts/fair\.md, line 6")
        (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
        read_until(process.stdout, r"Nothing to mend\.")
        assert "Tea and scones." in get(f"{url}news/2026/fair/")
        process.send_signal(signal.SIGINT)
        assert process.stdout.read().strip().endswith("Stopped.")
        assert "Traceback" not in process.stderr.read()
        assert process.wait(DEADLINE) == 0
    assert {file.name for file in folder.iterdir()} <= {"content", "site.yml", ".hyperlocal"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("more", [(), ("--poll",)], ids=["told", "poll"])
def test_it_ends_cleanly_however_it_is_told_with_streams_open(
    site: MakeSite, number: signal.Signals, more: tuple[str, ...]
) -> None:
    with started("serve", str(site({})), "--port", "0", *more) as process, ExitStack() as stack:
        assert process.stdout is not None
        assert process.stderr is not None
        url = read_until(process.stdout, r"Your site is at (http://127\.0\.0\.1:\d+/)")[1]
        streams = [stack.enter_context(urlopen(f"{url}.hyperlocal/events", timeout=DEADLINE)) for _ in range(8)]
        for stream in streams:
            assert stream.readline() == b"retry: 500\n"
        process.send_signal(number)
        assert process.wait(DEADLINE) == 0
        assert process.stdout.read().strip().endswith("Stopped.")
        assert process.stderr.read().strip() == ""
        for stream in streams:
            stream.read()
        with socket.create_server(("127.0.0.1", urlsplit(url).port or 0)):
            pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_while_the_folder_is_being_read(site: MakeSite, number: signal.Signals) -> None:
    """So many posts that a reading takes longer than the signal to arrive."""
    folder = site({f"content/posts/{day:03}.md": FAIR.replace("cake", "*cake* " * 50) for day in range(300)})
    with started("serve", str(folder), "--port", "0", "--now", "2026-11-22") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = read_until(process.stdout, r"Your site is at (http://127\.0\.0\.1:\d+/)")[1]
        (folder / "site.yml").write_text("title: Ash\n", encoding="utf-8")
        for tries in range(200):
            (folder / "content/posts/000.md").write_text(f"{FAIR}{tries}", encoding="utf-8")
            if tries == 20:
                process.send_signal(number)
            if tries > 20 and process.poll() is not None:
                break
            get(f"{url}.hyperlocal/state") if tries < 20 else process.stdout.readline()
        assert process.wait(DEADLINE) == 0
        said = process.stderr.read()
        assert "Traceback" not in said
        assert "Something went wrong" not in said


def test_drafts_are_shown_here_and_by_nothing_else(site: MakeSite, capsys: pytest.CaptureFixture[str]) -> None:
    secret = {
        "content/posts/hedge.md": FAIR.replace("title: Summer fair", "draft: yes\ntitle: Secret hedge"),
        "content/posts/ball.md": FAIR.replace("Summer fair", "Secret ball").replace("2026-06-30", "2027-01-01"),
        "content/pages/tombola.md": "---\ntitle: Secret tombola\nexpires: 2026-01-01\n---\nOver.\n",
    }
    folder = site({"content/posts/fair.md": FAIR, **secret})
    with started("serve", str(folder), "--port", "0", "--now", "2026-11-22") as process:
        assert process.stdout is not None
        url = read_until(process.stdout, r"Your site is at (http://127\.0\.0\.1:\d+/)")[1]
        assert "Secret hedge" in get(url)
        for place in ("news/2026/hedge/", "news/2027/ball/", "tombola/"):
            assert "data-note=" in get(url + place)
        process.send_signal(signal.SIGINT)
        assert process.wait(DEADLINE) == 0
    for command in ("build", "check", "pack"):
        run([command, str(folder), "--now", "2026-11-22"])
    written = {file: file.read_bytes() for file in (folder / "_site").rglob("*") if file.is_file()}
    assert len(written) > 5
    with zipfile.ZipFile(folder / "website.zip") as archive:
        packed = {Path(name): archive.read(name) for name in archive.namelist()}
    assert len(packed) > 5
    for path, data in (written | packed).items():
        assert b"Secret" not in data, path
        assert b".hyperlocal/live" not in data, path
        assert not {"hedge", "ball", "tombola"} & set(path.parts), path


def test_no_other_command_asks_for_drafts() -> None:
    """One place says that it wants them, and of the commands `serve` alone comes to it."""
    asking: dict[str, str] = {}
    for file in PACKAGE.rglob("*.py"):
        tree = ast.parse(file.read_bytes())
        for function in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
            for node in ast.walk(function):
                if isinstance(node, ast.keyword) and node.arg == "drafts" and isinstance(node.value, ast.Constant):
                    asking.setdefault(file.relative_to(PACKAGE).as_posix(), function.name)
    ((place, name),) = asking.items()
    using = [
        file.relative_to(PACKAGE).as_posix()
        for file in PACKAGE.rglob("*.py")
        if any(isinstance(node, ast.alias) and node.name == name for node in ast.walk(ast.parse(file.read_bytes())))
    ]
    assert (place, using) in (("builder.py", ["cli/serve.py"]), ("cli/serve.py", ["cli/demo.py"]))


def test_ctrl_c_works_while_a_browser_holds_a_connection(site: MakeSite) -> None:
    with started("serve", str(site({})), "--port", "0") as process:
        assert process.stdout is not None
        url = read_until(process.stdout, r"Your site is at (http://127\.0\.0\.1:\d+/)")[1]
        with urlopen(url, timeout=DEADLINE) as held:
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(DEADLINE) == 0
            assert held.status == 200
        assert time.monotonic() - begun < DEADLINE


def test_the_sample_neighbourhood_is_shown_once_it_is_built(tmp_path: Path) -> None:
    with started("demo", str(tmp_path / "sample"), "--port", "0", "--now", "2026-11-22") as process:
        assert process.stdout is not None
        url = read_until(process.stdout, r"Your site is at (http://127\.0\.0\.1:\d+/)")[1]
        assert "Quillbury" in get(url)
        process.send_signal(signal.SIGINT)
        assert process.wait(DEADLINE) == 0


def test_without_a_site_no_server_starts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert "There is no site in " in said.err
    assert said.out == ""
