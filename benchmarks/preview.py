"""python -m benchmarks.preview: how long after a save the page in the browser can be the new one, beside peers.

Each tool serves the same thousand posts from memory, as its own preview does, and one post is saved with a new word in
it, again and again, the tools in turn. Timed is from the end of the save to the end of the first answer that has the
word. Writes PREVIEW.md.
"""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from benchmarks import install, machine, options
from benchmarks.figures import share
from benchmarks.report import table
from benchmarks.tools import BY_NAME, TOOLS, Tool, command_of, environment_of, site_folder

SIZE = "1000"
GOAL_MS = 100
SAVES = 20
_READY = 120
"""Seconds in which the first page has to be there."""
_LONGEST = 30
"""Seconds that are waited for a saved word."""
_LOOK = 0.003
"""Seconds between two requests."""
_CALM = 0.7
"""Seconds between two saves: a person's are further apart, and every tool is at rest by then."""


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as made:
        made.bind(("127.0.0.1", 0))
        port: int = made.getsockname()[1]
    return port


@contextmanager
def served(name: str, work: Path, hyperlocal: Path, size: str = SIZE) -> Iterator[int]:
    """The tool's preview of its site, at the port that is given; it ends with the block."""
    tool, port = BY_NAME[name], free_port()
    site = site_folder(work, size, tool)
    words = command_of(tool, site, work, hyperlocal, port=port)
    with site.with_suffix(".log").open("wb") as log:
        process = subprocess.Popen(
            words,
            cwd=site,
            env=environment_of(tool, site),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield port
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what was started, and what that has started."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(10)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue
        break


def page(port: int, address: str) -> bytes:
    """What is there now; b"" for anything but a page."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=_LONGEST)
    try:
        asked.request("GET", address)
        answer = asked.getresponse()
        body = answer.read()
        return body if answer.status == 200 else b""
    except (OSError, http.client.HTTPException):
        return b""
    finally:
        asked.close()


def until(port: int, address: str, words: bytes, longest: float) -> float:
    """Milliseconds until the page has these words in it. Raises `TimeoutError`."""
    begun = time.perf_counter()
    while words not in page(port, address):
        if time.perf_counter() - begun > longest:
            raise TimeoutError(f"{address} has no {words!r} after {longest:.0f} s")
        time.sleep(_LOOK)
    return (time.perf_counter() - begun) * 1000


def saves(work: Path, ports: dict[str, int], count: int, size: str = SIZE) -> dict[str, list[float]]:
    """Milliseconds from each save to the new page, the tools in turn. The first save of each is not counted."""
    notes = {
        name: json.loads(site_folder(work, size, BY_NAME[name]).with_suffix(".json").read_text(encoding="utf-8"))
        for name in ports
    }
    found: dict[str, list[float]] = {name: [] for name in ports}
    for name, port in ports.items():
        until(port, notes[name]["middle"]["address"], b"</html>", _READY)
    for number in range(count + 1):
        for name, port in ports.items():
            time.sleep(_CALM)
            post = notes[name]["middle"]
            word = f"saved{number}x{time.time_ns()}"
            with (site_folder(work, size, BY_NAME[name]) / post["file"]).open("a", encoding="utf-8") as text:
                text.write(f"\n{word}\n")
            took = until(port, post["address"], word.encode(), _LONGEST)
            if number:
                found[name].append(took)
    return found


def report(
    found: dict[str, list[float]], described: dict[str, str], versions: dict[str, str], missing: Sequence[str]
) -> str:
    """The table."""
    ours = median(found["hyperlocal"])
    rows = [
        (
            versions.get(name) or name,
            f"{min(took):.0f}",
            f"{median(took):.0f}",
            f"{max(took):.0f}",
            "" if name == "hyperlocal" else share(ours / median(took)),
        )
        for name, took in found.items()
    ]
    met = "met" if ours <= GOAL_MS else "**not met**"
    lines = [
        "# The preview after a save",
        "",
        f"Made by `python -m benchmarks.preview`: {int(SIZE):,} posts, one of which is saved with a new word, "
        f"{len(found['hyperlocal'])} times.",
        "Milliseconds from the end of the save to the end of the first answer that has the word, the tools in turn.",
        f"{described['Cores']} cores, {described['Memory']}; load over one minute {machine.load():.1f}, ours included.",
        "",
        *table(("", "least", "median", "most", "hyperlocal takes … of it"), rows),
        "",
        f"The aim is a median of at most {GOAL_MS} ms: {met}. 25 ms of ours are for what else comes with a save.",
        "",
        *(f"- {line}" for line in missing),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Install, write, serve, measure, report."""
    parser = options.parser("benchmarks.preview", __doc__, "PREVIEW.md")
    parser.add_argument("--saves", type=int, default=SAVES, help="how often each tool's post is saved")
    asked = parser.parse_args()
    work: Path = asked.work
    missing: list[str] = []
    versions: dict[str, str] = {}
    names = [tool.name for tool in TOOLS if tool.preview and _installed(tool, work, versions, missing)]
    made = [sys.executable, "-m", "benchmarks.sites", str(work.resolve()), SIZE, *names]
    subprocess.run(made, check=True, cwd=Path(__file__).parent.parent)
    with ExitStack() as running:
        ports = {name: running.enter_context(served(name, work, asked.hyperlocal)) for name in names}
        found = saves(work, ports, asked.saves)
    described = machine.describe(work, asked.hyperlocal)
    asked.out.write_text(report(found, described, versions, missing), encoding="utf-8")
    sys.stderr.write(f"Written: {asked.out}\n")
    return 0


def _installed(tool: Tool, work: Path, versions: dict[str, str], missing: list[str]) -> bool:
    try:
        install.install(tool, work)
    except install.CannotInstall as fault:
        missing.append(f"{tool.name} was not measured: {fault}.")
        return False
    versions[tool.name] = install.versions(tool, work)
    return True


if __name__ == "__main__":
    sys.exit(main())
