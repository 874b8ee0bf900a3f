"""Reading a file that somebody else may have put there: ordinary files only, and never more than fits.

A pipe or a device would make the reader wait for ever, and a file of gigabytes would fill the memory. What is seen when
a folder is listed may be another thing a moment later, so the file that was opened is asked, not its name.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

MOST = 10_000_000
"""Bytes of the largest text: ten times the longest novel that anyone would put on one page."""

# Opening a pipe would wait for somebody to write to it, and opening a terminal would make it ours.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_BINARY", "O_CLOEXEC", "O_NOCTTY", "O_NONBLOCK"))


class NotAFile(OSError):
    """It is a folder, a pipe, a socket or a device."""


class TooLarge(OSError):
    """It holds more than was asked for."""


def open_file(file: str | Path, most: int) -> BinaryIO:
    """An ordinary file of no more than `most` bytes, opened to be read.

    Raises `NotAFile`, `TooLarge` and OSError.
    """
    return os.fdopen(_opened(file, most)[0], "rb")


def read_file(file: str | Path, most: int = MOST) -> bytes:
    """All bytes of an ordinary file, if they are no more than `most`.

    Raises `NotAFile`, `TooLarge` (nothing is read then, unless the file grows meanwhile) and OSError.
    """
    handle, size = _opened(file, most)
    try:
        data = os.read(handle, size + 1)
        # Few file systems give less than was asked for, and few files hold more than they say (those in /proc do).
        if len(data) != size:
            parts = [data]
            while data and (so_far := sum(map(len, parts))) <= most:
                data = os.read(handle, most + 1 - so_far)
                parts.append(data)
            data = b"".join(parts)
    finally:
        os.close(handle)
    if len(data) > most:
        raise TooLarge(f"{file} has grown to more than {most:,} bytes")
    return data


def _opened(file: str | Path, most: int) -> tuple[int, int]:
    """The handle and the size of an ordinary file that is not too large."""
    handle = os.open(file, _FLAGS)
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise NotAFile(f"{file} is not an ordinary file")
        if found.st_size > most:
            raise TooLarge(f"{file} has {found.st_size:,} bytes")
    except OSError:
        os.close(handle)
        raise
    return handle, found.st_size
