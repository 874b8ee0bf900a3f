"""What the numbers were measured on."""

from __future__ import annotations

import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


def describe(work: Path, hyperlocal: Path) -> dict[str, str]:
    """Processor, memory, disk, system and Pythons, as words for a table. What cannot be found out is left out."""
    found = {
        "Processor": _processor(),
        "Cores": str(os.cpu_count() or ""),
        "Memory": _memory(),
        "Disk": _disk(work),
        "System": f"{_system()}, {platform.system()} {platform.release()}, {platform.machine()}",
        "Node": _said(["node", "--version"]),
        "hyperlocal": _said([str(hyperlocal), "--version"]).removeprefix("hyperlocal").strip(" ,version"),
        "Python of hyperlocal": _said([str(hyperlocal.parent / "python"), "--version"]).removeprefix("Python "),
    }
    return {name: value for name, value in found.items() if value}


def libraries(hyperlocal: Path) -> str:
    """Versions of what hyperlocal stands on, as its own Python has them."""
    names = "click feedgen jinja2 lxml markdown nh3 pillow pyyaml".split()
    code = f"from importlib.metadata import version\nprint(', '.join(n + ' ' + version(n) for n in {names!r}))"
    return _said([str(hyperlocal.parent / "python"), "-c", code])


def load() -> float:
    """How many processes wanted to run over the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def table(found: Mapping[str, str]) -> list[str]:
    """The description as lines of a Markdown table."""
    return ["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in found.items())]


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor()
    model = re.search(r"model name\s*: (.+)", text)
    return model[1].strip() if model else platform.processor()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (ValueError, OSError, AttributeError):
        return ""


def _disk(folder: Path) -> str:
    """The kind of file system that the work folder is on."""
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    mounts = {line.split()[1]: line.split()[2] for line in lines}
    places = (str(place) for place in (folder.resolve(), *folder.resolve().parents))
    return next((mounts[place] for place in places if place in mounts), "")


def _system() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return platform.version()


def _said(words: Sequence[str]) -> str:
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
