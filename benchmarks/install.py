"""Peers put into the work folder by their own package clients, by name: never into the project's own environment."""

from __future__ import annotations

import json
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.tools import Tool

_LONGEST = 900
"""Seconds that one installation may take."""


class CannotInstall(Exception):
    """A peer that is not to be had here; the message says why."""


def install(tool: Tool, work: Path) -> None:
    """Have it there, unless it is already. Raises `CannotInstall`."""
    if not tool.client:
        return
    folder = work / "tools" / (tool.installed or tool.name)
    done = folder / ".installed"
    if done.is_file() and done.read_text(encoding="utf-8") == " ".join(tool.packages):
        return
    folder.mkdir(parents=True, exist_ok=True)
    _CLIENTS[tool.client](tool, folder)
    done.write_text(" ".join(tool.packages), encoding="utf-8")


def versions(tool: Tool, work: Path) -> str:
    """What is installed of it, as `name version, …`."""
    folder = work / "tools" / (tool.installed or tool.name)
    if tool.client == "pip":
        wanted = {name.split("[")[0].casefold() for name in tool.packages} | {"markdown", "jinja2", "mako"}
        listed = json.loads(run([str(folder / "bin" / "python"), "-m", "pip", "list", "--format", "json"]))
        found = [f"{one['name']} {one['version']}" for one in listed if one["name"].casefold() in wanted]
    elif tool.client == "npm":
        names = [re.sub(r"(?<=.)@.*", "", name) for name in tool.packages]
        files = [folder / "node_modules" / name / "package.json" for name in names]
        found = [
            f"{name} {json.loads(file.read_text(encoding='utf-8'))['version']}"
            for name, file in zip(names, files, strict=True)
        ]
    elif tool.client == "apt":
        found = [f"{name} {run(['dpkg-query', '-W', '-f', '${Version}', name])}" for name in tool.packages]
    else:
        found = []
    return ", ".join(found)


def _pip(tool: Tool, folder: Path) -> None:
    run([sys.executable, "-m", "venv", str(folder)])
    run([str(folder / "bin" / "python"), "-m", "pip", "install", "-q", *tool.packages])


def _npm(tool: Tool, folder: Path) -> None:
    (folder / "package.json").write_text('{"private": true}\n', encoding="utf-8")
    run(["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--silent", *tool.packages])
    if tool.name == "zola":
        _let_older_systems_load(folder)


def _apt(tool: Tool, folder: Path) -> None:
    if shutil.which(tool.command[0]) is None:
        raise CannotInstall(f"needs Debian's packages: apt-get install {' '.join(tool.packages)}")


_CLIENTS: dict[str, Callable[[Tool, Path], None]] = {"pip": _pip, "npm": _npm, "apt": _apt}


def _let_older_systems_load(folder: Path) -> None:
    """Zola's library asks for glibc 2.39, for two functions that it uses only where they exist (weak symbols).

    Marking that need as weak too (VER_FLG_WEAK, gABI) lets older systems load it. No code of it is changed.
    """
    weak = 0x2
    for file in folder.glob("node_modules/@u-c-s/*/*.node"):
        data = bytearray(file.read_bytes())
        need = struct.pack("<IH", elf_hash(b"GLIBC_2.39"), 0)
        if data.count(need) == 1:
            data[data.index(need) + 4] = weak
            file.write_bytes(bytes(data))


def elf_hash(name: bytes) -> int:
    """The hash of a symbol's or version's name (System V gABI, chapter 5)."""
    value = 0
    for byte in name:
        value = (value << 4) + byte
        high = value & 0xF0000000
        value = (value ^ (high >> 24)) & ~high & 0xFFFFFFFF
    return value


def run(words: list[str]) -> str:
    """What it prints. Raises `CannotInstall` with its last words when it fails."""
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=_LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired) as fault:
        raise CannotInstall(f"{Path(words[0]).name}: {type(fault).__name__}") from None
    if done.returncode:
        told = (done.stderr.strip() or done.stdout.strip()).splitlines()
        raise CannotInstall(f"{Path(words[0]).name} failed: {told[-1][:200] if told else done.returncode}")
    return done.stdout.strip()
