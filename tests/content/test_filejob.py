"""What was found in a file is remembered by its bytes, and nothing is remembered of one that could not be read."""

from __future__ import annotations

from pathlib import Path

from hyperlocal.content.filejob import FileJob


def job(path: str, digest: str) -> FileJob:
    return FileJob(path=path, file=Path(path), digest=digest)


def test_the_same_bytes_are_one_wherever_they_lie() -> None:
    assert job("content/a.jpg", "d").key == job("static/b.png", "d").key != job("content/a.jpg", "e").key
    assert job("content/a.jpg", "").key != job("content/b.jpg", "").key


def test_where_the_ending_tells_how_to_read_them_it_counts() -> None:
    assert job("a.PDF", "d").key_with_ending == job("b.pdf", "d").key_with_ending != job("b.docx", "d").key_with_ending
    assert job("a.pdf", "").key_with_ending != job("b.pdf", "").key_with_ending
