"""Reads a website over and over, and says whether a file was ever not whole: `python -m tests.whole_files FOLDER`.

It goes on until its standard input ends, then prints how many files it has read, and every fault.
"""

from __future__ import annotations

import json
import os
import select
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

STAGING = ".hyperlocal-new"
_PAUSE = 0.03
"""Seconds between two rounds."""
_ALL = 50
"""Each round of so many reads every file."""
_MOST = 50
"""Faults that are told."""


def fault_in(name: str, data: bytes) -> str:
    """What is wrong with the bytes of a file of this name; "" when it is whole."""
    if name.endswith(".html"):
        return "" if data.rstrip().endswith(b"</html>") else f"{name}: {len(data)} bytes without an end"
    try:
        if name.endswith((".xml", ".svg")):
            ElementTree.fromstring(data)
        elif name.endswith(".json"):
            json.loads(data)
    except (ElementTree.ParseError, ValueError) as fault:
        return f"{name}: {len(data)} bytes, {fault}"
    return ""


def files(folder: Path) -> Iterator[Path]:
    """All that visitors can find."""
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != STAGING]
        yield from (Path(place, name) for name in names)


def main() -> None:
    """A file is read whenever it is another than it was, by its number, size or time; and all of them, now and then."""
    folder = Path(sys.argv[1])
    read = rounds = 0
    faults: list[str] = []
    known: dict[Path, tuple[int, int, int]] = {}
    ended = False
    while not ended:
        ended = bool(select.select([sys.stdin], [], [], _PAUSE)[0])
        rounds += 1
        for file in files(folder):
            try:
                told = file.stat()
                look = (told.st_ino, told.st_size, told.st_mtime_ns)
                if rounds % _ALL and known.get(file) == look:
                    continue
                data = file.read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                continue  # it has just gone, as a whole
            known[file] = look
            read += 1
            fault = fault_in(file.name, data)
            if fault and len(faults) < _MOST:
                faults.append(fault)
    sys.stdout.write(json.dumps({"read": read, "faults": faults}))


if __name__ == "__main__":
    main()
