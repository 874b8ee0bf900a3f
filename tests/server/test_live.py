"""What the preview adds to a page, and what it tells the pages that are open."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from hyperlocal.problems import Problem, advice, error, warning
from hyperlocal.server import live
from hyperlocal.site.visible import Held, Why


def held(why: Why, day: date | None = None) -> Held:
    return Held(path="content/posts/fair.md", title="Fair", why=why, day=day)


@pytest.mark.parametrize(
    ("page", "before"),
    [
        ("<!DOCTYPE html>\n<html lang='en'>\n<head>\n<title>A</title>", "<!DOCTYPE html>\n<html lang='en'>\n<head>"),
        ('<!doctype html><html><head id=">"><base href="https://a.example/">', '<!doctype html><html><head id=">">'),
        ("<!-- <head> --><!doctype html><html><p>No head</p></body>", "<!-- <head> --><!doctype html><html>"),
        ("<p>A piece of a page", ""),
        ("<header>Not a head</header>", ""),
        ("", ""),
        ("<!-- never closed <html><head></body>", ""),
        ("<html><head><!-- </body> --><textarea>", "<html><head>"),
    ],
)  # fmt: skip
def test_the_script_stands_first_in_the_head_whatever_follows(page: str, before: str) -> None:
    made = live.dressed(page.encode(), version="3").decode()
    tag = made.removeprefix(before).removesuffix(page.removeprefix(before))
    assert made == before + tag + page.removeprefix(before)
    (script,) = html.fragment_fromstring(f"<div>{tag}</div>")
    assert script.tag == "script"
    assert script.get("src").startswith("/.hyperlocal/live.js?v=")
    assert script.get("data-version") == "3"


@given(st.binary(max_size=300))
def test_nothing_else_of_a_page_is_changed(page: bytes) -> None:
    made = live.dressed(page, note="a")
    assert made == page or (len(made) > len(page) and b"".join(made.split(live.dressed(b"", note="a"))) == page)


def test_what_is_told_is_never_markup_and_nothing_is_left_out_silently() -> None:
    made = live.dressed(b"", note='"><b>', source="").decode()
    assert 'data-note="&quot;&gt;&lt;b&gt;"' in made
    assert "data-source" not in made


def test_a_page_in_utf_16_stays_as_it_is() -> None:
    page = "<html><head>".encode("utf-16")
    assert live.dressed(page, version="3") == page


def test_the_script_is_whole_and_says_what_it_needs() -> None:
    code = live.script().decode()
    given_to_it = json.loads(code[code.rindex("})(") + 3 : -3])
    assert given_to_it["events"] == live.EVENTS
    assert given_to_it["panel"] == Path(live.__file__).with_name("panel.css").read_text(encoding="utf-8")
    assert given_to_it["headings"] == {"error": "To mend", "warning": "Worth mending", "advice": "Good to know"}


def test_the_version_of_the_style_sheet_is_the_one_thing_that_does_not_count() -> None:
    page = b'<link href="../theme/style.css?v=0a1b2c3d"> /theme/other.css?v=0a1b'
    assert live.without_style_version(page) == b'<link href="../theme/style.css?v="> /theme/other.css?v=0a1b'


def test_every_address_on_a_page_is_found() -> None:
    page = b"""<img src="a.jpg" srcset="b.jpg 480w, c.jpg 960w"><a href='d.pdf'>D</a><video poster=e.png>
      <img SRC = "f.webp"><object data="g.svg"></object><a title="href">h</a>"""
    assert live.mentioned(page) == ["a.jpg", "b.jpg", "c.jpg", "d.pdf", "e.png", "f.webp", "g.svg"]


def test_a_stamp_changes_with_its_file(tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    assert live.stamp(file) == ""
    file.write_bytes(b"one")
    first = live.stamp(file)
    assert live.stamp(file) == first
    file.write_bytes(b"three")
    assert live.stamp(file) not in ("", first)


def test_parts_that_meet_elsewhere_have_another_digest() -> None:
    assert live.digest(b"ab", b"c") != live.digest(b"a", b"bc")


@pytest.mark.parametrize(
    ("why", "day", "note", "mark"),
    [
        (Why.DRAFT, None, "Draft: not published", "Draft"),
        (Why.TO_COME, date(2026, 11, 27), "Comes out on Friday 27 November 2026", "To come"),
        (Why.OVER, date(2026, 11, 20), "Was shown until Friday 20 November 2026", "Over"),
    ],
)
def test_a_page_that_is_held_back_says_why(why: Why, day: date | None, note: str, mark: str) -> None:
    assert live.note(held(why, day)) == note
    assert live.mark(held(why, day)) == mark
    assert live.marks([held(why, day)], {"content/posts/fair.md": "/news/2026/fair/"}) == {"/news/2026/fair/": mark}
    assert live.marks([held(why, day)], {}) == {}


def test_problems_are_told_as_they_are_read() -> None:
    problems = (
        error("x", "a.md", 3, "Bad.", "Type:  good"),
        warning("y", "b.md", None, "Odd."),
        advice("z", "", None, "So."),
    )
    told = live.told(problems)
    assert (told["errors"], told["others"]) == (1, 2)
    assert told["list"] == [
        {"severity": "error", "place": "a.md, line 3", "message": "Bad.", "remedy": ["Type:", "good"]},
        {"severity": "warning", "place": "b.md", "message": "Odd.", "remedy": []},
        {"severity": "advice", "place": "this folder", "message": "So.", "remedy": []},
    ]


def test_the_key_of_problems_is_that_of_the_errors() -> None:
    bad, odd = error("x", "a.md", 3, "Bad."), warning("y", "b.md", None, "Odd.")
    keys = [live.told(some)["key"] for some in ((bad,), (bad, odd), (error("x", "a.md", 4, "Bad."),), (odd,), ())]
    assert keys[0] == keys[1] != keys[2]
    assert keys[3:] == ["", ""]


def test_of_very_many_problems_the_first_hundred_are_told_and_all_are_counted() -> None:
    problems: list[Problem] = [error("x", "a.md", line, "Bad.") for line in range(250)]
    told = live.told(problems)
    assert told["errors"] == 250
    assert isinstance(told["list"], list)
    assert [one["place"] for one in told["list"]] == [f"a.md, line {line}" for line in range(100)]
