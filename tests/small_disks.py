"""Disks that are small, full or read-only, and processes that must keep to permissions even if they are root's.

They are made by mounting, which takes root's rights on Linux. Where that cannot be done the tests are skipped with a
plain reason; with HYPERLOCAL_REQUIRE_ALL=1 they fail instead.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

ROOT = Path(__file__).parent.parent
_PR_CAPBSET_DROP = 24
_RIGHTS_OVER_FILES = (1, 2)
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: what makes permissions nothing to root."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """A disk in memory, mounted at `place`."""

    place: Path

    def resize(self, kilobytes: int) -> None:
        _mount("-o", f"remount,rw,size={max(4, kilobytes)}k", str(self.place))  # 0 would mean: without end

    def leave(self, kilobytes: int) -> None:
        """So much room from now on, and no more."""
        told = os.statvfs(self.place)
        self.resize((told.f_blocks - told.f_bfree) * told.f_frsize // 1024 + kilobytes)

    def read_only(self) -> None:
        _mount("-o", "remount,ro", str(self.place))


@contextmanager
def disk(place: Path, kilobytes: int = 100_000) -> Iterator[Disk]:
    """A disk of that size."""
    place.mkdir(parents=True, exist_ok=True)
    _mount("-t", "tmpfs", "-o", f"size={kilobytes}k,mode=755", "none", str(place))
    try:
        yield Disk(place=place)
    finally:
        subprocess.run([*_as_root(), "umount", "-l", str(place)], check=True)


def keeping_to_permissions(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run hyperlocal as somebody to whom “read-only” means something."""
    return subprocess.run(
        [sys.executable, "-m", "hyperlocal", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=_modesty(),
    )


def _modesty() -> Callable[[], None] | None:
    if os.geteuid() != 0:
        return None
    if not sys.platform.startswith("linux"):
        _absent("Root that keeps to permissions")
    library = ctypes.CDLL(None, use_errno=True)

    def drop() -> None:
        for right in _RIGHTS_OVER_FILES:
            if library.prctl(_PR_CAPBSET_DROP, right, 0, 0, 0) != 0:
                raise OSError(ctypes.get_errno(), "prctl")

    return drop


def _mount(*arguments: str) -> None:
    found = subprocess.run([*_as_root(), "mount", *arguments], capture_output=True, text=True, check=False)
    if found.returncode != 0:
        _absent(f"A disk that can be mounted ({found.stderr.strip()})")


def _as_root() -> list[str]:
    if not sys.platform.startswith("linux") or not shutil.which("mount"):
        _absent("A disk that can be mounted")
    return [] if os.geteuid() == 0 else ["sudo", "-n"]


def _absent(what: str) -> NoReturn:
    reason = f"{what} is not to be had here. Run the tests as root on Linux."
    if os.environ.get("HYPERLOCAL_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)
