"""`hyperlocal serve`, as a process of its own that is stopped with Ctrl+C."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.request import urlopen

import pytest

from hyperlocal.cli import run
from tests.conftest import MakeSite

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
    assert sorted(file.name for file in folder.iterdir()) == ["content", "site.yml"]


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
