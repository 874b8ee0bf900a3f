"""The same folder gives the same bytes: anywhere, at any time, with the network cable out, however often."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hyperlocal.builder import build
from hyperlocal.cli import run
from hyperlocal.dates import parse_moment
from hyperlocal.kits import Answers, demo_kit
from hyperlocal.scaffolder import make
from tests.conftest import MakeSite

NOW = "2026-11-22"

NO_NETWORK = '''
"""Whatever reaches for the network is refused and written down; this computer itself may be reached."""
import sys

HERE = ("127.0.0.1", "::1", "localhost")
TO = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
ASKS = {"socket.getaddrinfo", "socket.gethostbyname"}
ALWAYS = {"socket.gethostbyaddr", "socket.getnameinfo"}

def watch(event, arguments):
    if event in TO:
        host = arguments[1][0] if isinstance(arguments[1], tuple) else arguments[1]
    elif event in ASKS | ALWAYS:
        host = arguments[0]
    else:
        return
    if event in ALWAYS or host not in HERE:
        with open(LOG, "a") as log:
            log.write(f"{event} {host}\\n")
        raise PermissionError(f"{event} {host}: there is no network")

sys.addaudithook(watch)
'''


def everything(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def without_memory(folder: Path) -> dict[str, bytes]:
    """The memory says when it was made, and nothing that is built depends on it."""
    return {path: data for path, data in everything(folder).items() if ".hyperlocal" not in path.split("/")}


def python(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=120,
    )


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample neighbourhood, in `site`, and its build in `out`."""
    folder = tmp_path_factory.mktemp("sample")
    make(folder / "site", demo_kit(), Answers(), date(2026, 11, 22), "")
    build(folder / "site", folder / "out", parse_moment(NOW))
    return folder


@pytest.fixture
def no_network(tmp_path: Path) -> dict[str, str]:
    """The environment of a process that cannot reach the network; what it tried stands in `tried`."""
    (tmp_path / "guard").mkdir()
    guard = f"LOG = {str(tmp_path / 'tried')!r}\n{NO_NETWORK}"
    (tmp_path / "guard" / "sitecustomize.py").write_text(guard, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path / "guard"), str(Path(__file__).parent.parent)])
    return {"PYTHONPATH": path}


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANG": "cy_GB.UTF-8", "PYTHONHASHSEED": "4294967295"},
        {"TZ": "America/Adak", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONHASHSEED": "0"},
    ],
    ids=lambda environment: environment["TZ"],
)
def test_another_time_zone_language_or_order_of_names_changes_no_byte(
    sample: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    command = ("-m", "hyperlocal", "build", sample / "site", "--output", tmp_path / "out", "--now", NOW)
    found = python(*command, cwd=tmp_path, **environment)
    assert found.returncode == 0, found.stderr
    assert everything(tmp_path / "out") == everything(sample / "out")


def test_the_place_of_the_folder_and_the_age_of_its_files_change_no_byte(sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "somewhere else" / "new name"
    for path, data in sorted(everything(sample / "site").items(), reverse=True):
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(data)
        os.utime(copy / path, (1_000_000_000, 1_000_000_000))
    build(copy, tmp_path / "out", parse_moment(NOW))
    assert everything(tmp_path / "out") == everything(sample / "out")


@pytest.mark.parametrize("moment", ["2026-11-22 00:00", "2026-11-22 23:59", "2027-02-28 12:00"])
def test_nothing_moves_with_the_clock_while_no_text_says_so(site: MakeSite, tmp_path: Path, moment: str) -> None:
    files = {
        "content/posts/fair.md": "---\ntitle: Fair\ndate: 2026-06-30\ntags: tea\n---\nTea.\n",
        "content/posts/ball.md": "---\ntitle: Ball\ndate: 2025-12-31\nupdated: 2026-01-02\n---\nWine.\n",
        "content/pages/about.md": "# About\n",
        "content/organisations/choir.md": "---\ntitle: Choir\nopening_hours: Monday 7pm to 9pm\n---\n",
    }
    folder = site(files)
    build(folder, tmp_path / "out", parse_moment(NOW))
    build(folder, tmp_path / "then", parse_moment(moment))
    then, now = everything(tmp_path / "then"), everything(tmp_path / "out")
    # The years whose bank holidays a page knows follow the clock, and with them the list of what every file is.
    for found in (then, now):
        found.pop(".hyperlocal.json")
        page = found["organisations/choir/index.html"]
        assert b"data-hours" in page
        found["organisations/choir/index.html"] = re.sub(rb'data-hours="[^"]*"', b"", page)
    assert then == now


def test_now_moves_the_texts_that_come_out_and_go(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": "---\ntitle: Fair\ndate: 2026-06-30\nexpires: 2026-07-02\n---\nTea.\n"})
    there = []
    for day in ("2026-06-29", "2026-06-30", "2026-07-02", "2026-07-03"):
        assert run(["build", str(folder), "--now", day]) == 0
        there.append((folder / "_site/news/2026/fair/index.html").exists())
    assert there == [False, True, True, False]


def test_every_command_twice_in_a_row_gives_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ash").mkdir()
    (tmp_path / "ash" / "letter.txt").write_bytes(b"dear all\r\n")
    for command in (
        ["new", "ash", "--kit", "minimal", "--yes"],
        ["add", "post", "Fair", "--in", "ash"],
        ["build", "ash"],
        ["check", "ash"],
        ["pack", "ash"],
    ):
        assert run([*command, "--now", NOW]) == 0
        capsys.readouterr()
        before = without_memory(tmp_path)
        run([*command, "--now", NOW])
        assert without_memory(tmp_path) == before, command[0]
    assert before["ash/letter.txt"] == b"dear all\r\n"


def test_the_guard_against_the_network_works(tmp_path: Path, no_network: dict[str, str]) -> None:
    code = (
        "import socket\n"
        "try: socket.create_connection(('192.0.2.1', 80), 1)\n"
        "except PermissionError as fault: print(fault)\n"
    )
    said = python("-c", code, cwd=tmp_path, **no_network).stdout
    assert said == "socket.getaddrinfo 192.0.2.1: there is no network\n"
    assert (tmp_path / "tried").read_text(encoding="utf-8") == "socket.getaddrinfo 192.0.2.1\n"


def test_with_the_network_cable_out_every_command_works(tmp_path: Path, no_network: dict[str, str]) -> None:
    code = (
        "from hyperlocal.cli import run\n"
        "now = ['--now', '2026-11-22']\n"
        "for line in ('new ash --kit news --yes', 'add post Fair --in ash', 'build ash', 'check ash', 'pack ash',\n"
        "             'build ash --base-url https://ash.example', 'demo sample --no-serve'):\n"
        "    assert run([*line.split(), *now]) == 0, line\n"
    )
    found = python("-c", code, cwd=tmp_path, **no_network)
    assert found.returncode == 0, found.stderr
    assert (tmp_path / "sample" / "_site" / "index.html").is_file()
    assert not (tmp_path / "tried").exists()


def test_the_preview_reaches_for_nothing_but_this_computer(tmp_path: Path, no_network: dict[str, str]) -> None:
    (tmp_path / "site.yml").write_text("format: 1\ntitle: Ash\n", encoding="utf-8")
    code = (
        "from pathlib import Path\n"
        "from threading import Thread\n"
        "from urllib.request import urlopen\n"
        "from hyperlocal.builder import prepare\n"
        "from hyperlocal.dates import parse_moment\n"
        "from hyperlocal.server.preview import Preview\n"
        "from hyperlocal.server.web import open_server\n"
        "preview = Preview(lambda: prepare(Path('.'), parse_moment('2026-11-22')))\n"
        "preview.refresh()\n"
        "server = open_server(0, preview.get)\n"
        "Thread(target=server.serve_forever, daemon=True).start()\n"
        "print(urlopen(server.url).status)\n"
        "server.shutdown()\n"
        "server.server_close()\n"
    )
    found = python("-c", code, cwd=tmp_path, **no_network)
    assert found.stdout == "200\n", found.stderr
    assert not (tmp_path / "tried").exists()
