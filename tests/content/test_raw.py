"""A text taken apart, and the date it gives itself."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.post import Post
from hyperlocal.content.raw import RawText, date_of, read_raw
from hyperlocal.dates import Moment


def raw(folder: Path, text: str | bytes, name: str = "fair.md") -> RawText:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return read_raw(File(path=f"content/posts/{name}", place=str(file)), "posts", Post, file.read_bytes())


def test_a_text_is_taken_apart_into_head_and_body(tmp_path: Path) -> None:
    found = raw(tmp_path, "---\ntitle: Fair: Saturday\ntags: a, b\n---\n\nCome.\n")
    assert found.kind == "posts" and found.text.strip() == "Come." and found.head.body_line == 5
    assert found.reading.values == {"title": "Fair: Saturday", "tags": ("a", "b")}
    assert found.reading.lines["tags"] == 3 and found.odd is None


def test_letters_are_put_into_one_form_and_stray_characters_dropped(tmp_path: Path) -> None:
    found = raw(tmp_path, "Title: cafe\u0301\n\nSoft\u00adly\x00 so\u2028on\r\n")
    assert found.reading.values["title"] == "café" and found.text.strip() == "Softly so on"


def test_the_first_word_that_was_saved_the_wrong_way_is_noted(tmp_path: Path) -> None:
    assert raw(tmp_path, "---\ntitle: x\n---\nThe cafÃ©, itâ€™s open.").odd == (4, "cafÃ©,", "café,")


@pytest.mark.parametrize(
    ("text", "stem", "day"),
    [
        ("---\ndate: 2026-05-06\n---\n", "fair", "2026-05-06"),
        ("---\ndate: 6 May 2026, 7.30pm\n---\n", "2020-01-01-fair", "2026-05-06"),
        ("Come.", "2026-05-06-fair", "2026-05-06"),
        ("Come.", "2026-05-06", "2026-05-06"),
        ("---\ndate:\n---\n", "2026-05-06-fair", "2026-05-06"),
        ("---\ntitle: x\n---\n", "2026-5-6 the fair", "2026-05-06"),
    ],
)
def test_a_date_comes_from_the_head_or_from_the_name(tmp_path: Path, text: str, stem: str, day: str) -> None:
    found, told = date_of(raw(tmp_path, text), stem)
    assert found is not None and found.day.isoformat() == day and list(told) == []


def test_a_time_that_was_written_is_kept(tmp_path: Path) -> None:
    found, _ = date_of(raw(tmp_path, "---\ndate: 2026-05-06 19:30\n---\n"), "fair")
    assert found == Moment(day=dt.date(2026, 5, 6), time=dt.time(19, 30))


def test_a_post_without_any_date_is_told_where_to_write_it(tmp_path: Path) -> None:
    found, (problem,) = date_of(raw(tmp_path, "Come."), "fair")
    assert found is None and (problem.rule, problem.line) == ("no-date", 1) and "date: 2026" in problem.remedy


def test_a_name_that_begins_with_no_day_is_told(tmp_path: Path) -> None:
    found, (problem,) = date_of(raw(tmp_path, "Come.", "2026-02-31-fair.md"), "2026-02-31-fair")
    assert found is None and (problem.rule, problem.line) == ("bad-date", None)
    assert "February" in problem.message and "date: 2026-02-28" in problem.remedy


def test_a_date_that_could_not_be_read_is_told_once(tmp_path: Path) -> None:
    found = raw(tmp_path, "---\ndate: 31/02/2026\n---\n")
    assert [problem.rule for problem in found.reading.problems] == ["bad-date"]
    assert date_of(found, "2026-05-06-fair") == (None, ())


@pytest.mark.parametrize(("typed", "told"), [("03/04/2026", True), ("13/04/2026", False), ("4/4/2026", False)])
def test_a_date_that_is_another_one_in_america_is_said_back(tmp_path: Path, typed: str, told: bool) -> None:
    _, problems = date_of(raw(tmp_path, f"---\ntitle: x\ndate: {typed}\n---\n"), "fair")
    assert [(problem.rule, problem.line) for problem in problems] == ([("date-read", 3)] if told else [])
    assert not told or ("Friday 3 April 2026" in problems[0].message and "2026-04-03" in problems[0].remedy)
