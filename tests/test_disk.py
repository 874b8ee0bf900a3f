"""Reading files: ordinary ones only, whole, and no more than fits."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from hyperlocal.disk import MOST, NotAFile, TooLarge, read_file

ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="this system has no named pipes")


@pytest.mark.parametrize("data", [b"", b"x", b"a\r\nb\x1a\x00c", bytes(range(256)) * 1000])
def test_a_file_is_read_whole_and_as_it_is(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a").write_bytes(data)
    assert read_file(tmp_path / "a") == read_file(str(tmp_path / "a"), len(data)) == data


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"four")
    with pytest.raises(TooLarge):
        read_file(tmp_path / "a", 3)
    with (tmp_path / "huge").open("wb") as huge:
        huge.truncate(10**12)  # more than any memory holds; the disk keeps nothing of it
    with pytest.raises(TooLarge):
        read_file(tmp_path / "huge")
    assert MOST == 10_000_000


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="this system has no /proc")
def test_a_file_that_holds_more_than_it_says_is_read_to_its_end_or_to_the_limit() -> None:
    says_nothing = Path("/proc/self/status")
    assert says_nothing.stat().st_size == 0
    assert read_file(says_nothing).startswith(b"Name:")
    with pytest.raises(TooLarge):
        read_file(says_nothing, 10)


@ON_UNIX
def test_a_file_that_shrinks_or_vanishes_while_it_is_read_is_no_harm(tmp_path: Path) -> None:
    """Two files in turn at one name, a hundred times: what is read is one of them, or that it has gone."""
    stop = threading.Event()
    place = tmp_path / "a"

    def turn() -> None:
        while not stop.is_set():
            place.write_bytes(b"long" * 50_000)
            place.write_bytes(b"short")
            place.unlink()

    turning = threading.Thread(target=turn)
    turning.start()
    try:
        for _ in range(300):
            try:
                data = read_file(place, 200_000)
            except FileNotFoundError:
                continue
            assert not data.strip(b"longshrt"), data[:40]
    finally:
        stop.set()
        turning.join()


@ON_UNIX
@pytest.mark.parametrize("kind", ["folder", "pipe", "device"])
def test_what_is_no_file_is_refused_and_not_waited_for(tmp_path: Path, kind: str) -> None:
    place = {"folder": tmp_path, "pipe": tmp_path / "pipe", "device": Path("/dev/zero")}[kind]
    if kind == "pipe":
        os.mkfifo(place)
    with pytest.raises(NotAFile):
        read_file(place)


@ON_UNIX
def test_a_socket_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        with pytest.raises(OSError):
            read_file(tmp_path / "socket")


def test_no_file_is_left_open(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"four")
    for _ in range(3):
        with pytest.raises(TooLarge):
            read_file(tmp_path / "a", 3)
        assert read_file(tmp_path / "a") == b"four"
    with pytest.raises(FileNotFoundError):
        read_file(tmp_path / "gone")
    handle = os.open(tmp_path / "a", os.O_RDONLY)
    os.close(handle)
    read_file(tmp_path / "a")
    again = os.open(tmp_path / "a", os.O_RDONLY)
    os.close(again)
    assert handle == again
