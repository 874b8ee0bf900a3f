"""One file of text -> what its writer meant: a function of its path, kind and bytes alone."""

from __future__ import annotations

import os
import pickle
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.page import Page
from hyperlocal.content.post import Post
from hyperlocal.content.reading import KINDS, TextJob, TextRead, digest_of, read_all, read_text
from hyperlocal.problems import Severity

FAIR = b"---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and [cake](cake.md).\n"


def job(data: bytes | None, path: str = "content/posts/fair.md", *, kind: str = "", trusted: bool = False) -> TextJob:
    """A text that nobody has to open."""
    kind = kind or path.split("/")[1]
    return TextJob(
        file=File(path=path, place=f"/nowhere/{path}"), kind=kind, trusted=trusted, digest=digest_of(data or b""),
        data=data,
    )  # fmt: skip


def on_disk(folder: Path, data: bytes) -> TextJob:
    file = folder / "content/posts/fair.md"
    file.parent.mkdir(parents=True)
    file.write_bytes(data)
    return TextJob(
        file=File(path="content/posts/fair.md", place=str(file)), kind="posts", trusted=False, digest=digest_of(data)
    )


@pytest.mark.parametrize(("kind", "made"), [("posts", Post), ("pages", Page), ("organisations", Organisation)])
def test_each_folder_has_its_kind_of_text(kind: str, made: type) -> None:
    found = read_text(job(FAIR, f"content/{kind}/fair.md"))
    assert type(found.written) is made
    assert KINDS[kind] is made
    assert found.written is not None and found.written.title == "Summer fair"


def test_what_it_gives_depends_on_nothing_but_the_job(tmp_path: Path) -> None:
    """So it may be worked out in another process, or have been worked out last week."""
    one = job(FAIR)
    found = read_text(one)
    assert read_text(one) == found
    assert read_all([one, one]) == [found, found]
    sent: TextRead = read_text(pickle.loads(pickle.dumps(one)))
    assert sent == found == pickle.loads(pickle.dumps(found))
    moved = replace(one, file=File(path=one.file.path, place=str(tmp_path / "other")))
    assert read_text(moved) == found
    assert moved.key == one.key, "where on the computer the folder lies is no part of it"


def test_the_key_names_all_that_it_depends_on() -> None:
    one = job(FAIR)
    others = [
        job(FAIR + b"."), job(FAIR, "content/posts/tea.md"), job(FAIR, kind="pages"), job(FAIR, trusted=True),
        job(FAIR, "content/posts/fair.md\0"), job(b""),
    ]  # fmt: skip
    assert len({one.key, *(other.key for other in others)}) == 7
    assert replace(one, data=None).key == one.key


@pytest.mark.parametrize(
    "path", ["content/posts/caf\u00e9.md", "content/posts/\udce9.md", "content/posts/\U0001f389.md"]
)
def test_any_name_of_a_file_has_a_key(path: str) -> None:
    assert len(job(FAIR, path).key) == 32


def test_the_source_carries_the_key() -> None:
    """What pages depend on of a text is named by it: see `Placed.digest`."""
    one = job(FAIR)
    written = read_text(one).written
    assert written is not None and written.source.digest == one.key


def test_it_is_opened_when_its_bytes_are_needed_and_is_then_what_it_was_at_that_moment(tmp_path: Path) -> None:
    one = on_disk(tmp_path, b"old")
    Path(one.file.place).write_bytes(FAIR)
    opened = one.opened()
    assert (opened.data, opened.digest) == (FAIR, digest_of(FAIR))
    assert opened.key != one.key
    found = read_text(one)
    assert found.written is not None
    assert (found.written.title, found.written.source.digest) == ("Summer fair", opened.key)
    Path(one.file.place).unlink()
    assert opened.opened() == opened, "whoever has its bytes opens nothing"


def test_a_file_that_has_gone_is_told_and_not_for_good(tmp_path: Path) -> None:
    one = on_disk(tmp_path, FAIR)
    Path(one.file.place).unlink()
    found = read_text(one)
    (problem,) = found.problems
    assert (found.written, found.fleeting) == (None, True)
    assert (problem.severity, problem.rule, problem.path) == (Severity.ERROR, "unreadable", "content/posts/fair.md")


@pytest.mark.skipif(sys.platform == "win32" or os.getuid() == 0, reason="there everyone may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    one = on_disk(tmp_path, FAIR)
    Path(one.file.place).chmod(0)
    assert [problem.rule for problem in read_text(one).problems] == ["unreadable"]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"---\ntitle: Fair\ndate: 31 June 2026\n---\n", "bad-date"),
        (b"---\ntitle: Fair\n---\n", "no-date"),
        (b"---\ndate: 2026-05-01\n---\n" + b"".join(b"    " * n + b"- x\n" for n in range(300)), "too-deep"),
    ],
)
def test_a_text_that_cannot_be_whole_is_none_and_says_why(data: bytes, rule: str) -> None:
    found = read_text(job(data))
    assert (found.written, found.fleeting) == (None, False)
    assert [problem.rule for problem in found.problems if problem.severity is Severity.ERROR] == [rule]


def test_what_is_to_say_comes_with_it() -> None:
    found = read_text(job(FAIR.replace(b"date:", b"mystery: x\ndate:") + b"[[More]] <b onclick='x()'>b</b>\n"))
    assert {problem.rule for problem in found.problems} == {"placeholder", "html-removed"}
    assert [(one.key, one.line) for one in found.unknown] == [("mystery", 3)]


def test_raw_html_goes_through_for_those_who_are_trusted() -> None:
    data = FAIR + b"\n<b onclick='x()'>b</b>\n"
    plain, trusted = read_text(job(data)).written, read_text(job(data, trusted=True)).written
    assert plain is not None and "onclick" not in plain.document.html
    assert trusted is not None and "onclick" in trusted.document.html
