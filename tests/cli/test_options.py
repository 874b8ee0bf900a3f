"""Options that several commands share."""

from __future__ import annotations

from datetime import UTC, date
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hyperlocal.cli.options import (
    base_url_option,
    checked,
    folder_argument,
    moment_of,
    now_option,
    port_option,
    refuse_to_bury,
    refuse_to_replace,
    today_of,
)
from hyperlocal.dates import Moment, parse_moment
from hyperlocal.fields import Unreadable
from hyperlocal.problems import Stop


@click.command()
@folder_argument
@now_option
@base_url_option
@port_option
def show(folder: Path, now: Moment | None, base_url: str, port: int) -> None:
    click.echo(f"{folder}|{now.day if now else None}|{now.time if now else None}|{base_url}|{port}")


def shown(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(show, arguments)
    return result.exit_code, result.output


def test_everything_has_a_default() -> None:
    assert shown() == (0, ".|None|None||8000\n")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-11-22", "2026-11-22|None"),
        ("22 November 2026", "2026-11-22|None"),
        ("22/11/2026", "2026-11-22|None"),
        ("2026-11-22 18:30", "2026-11-22|18:30:00"),
    ],
)
def test_now_is_read_as_people_write_days(typed: str, expected: str) -> None:
    assert shown("--now", typed) == (0, f".|{expected}||8000\n")


@pytest.mark.parametrize(
    ("typed", "remedy"), [("31 June 2026", "--now 2026-06-30"), ("", "--now 2026-11-22"), ("soon", "--now 2026-11-22")]
)
def test_a_day_that_is_none_is_refused_with_one_to_type(typed: str, remedy: str) -> None:
    status, said = shown("--now", typed)
    assert status == 2
    assert f"Write it like this:  {remedy}" in said


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("https://example.org/repo", "https://example.org/repo"),
        ("http://example.org", "http://example.org"),
        ("www.example.org", "https://www.example.org"),
        ("", ""),
    ],
)
def test_a_web_address_is_read_as_in_the_settings(typed: str, expected: str) -> None:
    assert shown("--base-url", typed) == (0, f".|None|None|{expected}|8000\n")


@pytest.mark.parametrize(
    "typed",
    [
        "https://",
        "http://[",
        "http://[x]/",
        "https://a b/",
        "javascript:alert(1)",
        "ftp://example.org",
        "//x",
        "https://a.org/\x07",
    ],
)
def test_what_is_no_web_address_is_refused_with_one_to_type(typed: str) -> None:
    status, said = shown("--base-url", typed)
    assert status == 2
    assert "--base-url https://example.org/" in " ".join(said.split())


@pytest.mark.parametrize(("typed", "status"), [("0", 0), ("65535", 0), ("65536", 2), ("-1", 2), ("http", 2)])
def test_a_port_is_a_number_that_computers_have(typed: str, status: int) -> None:
    assert shown("--port", typed)[0] == status


def test_an_answer_is_read_as_its_setting_would_be() -> None:
    assert checked("email", "mailto:us@ash.example") == "us@ash.example"
    assert checked("colour", "dark green") == "#006400"
    with pytest.raises(Unreadable, match="“us” is not an email address"):
        checked("email", "us")


@pytest.mark.parametrize("output", ["site", ".", "site/content", "site/static/a/b", "site/site.yml", "site/x/../tools"])
def test_nothing_is_written_among_the_owners_texts(tmp_path: Path, output: str) -> None:
    with pytest.raises(Stop) as caught:
        refuse_to_bury(tmp_path / "site", tmp_path / output)
    assert [problem.rule for problem in caught.value.problems] == ["bad-output"]


@pytest.mark.parametrize("output", ["site/_site", "site/website.zip", "elsewhere", "site-2/content", "site/contents"])
def test_other_places_are_free(tmp_path: Path, output: str) -> None:
    refuse_to_bury(tmp_path / "site", tmp_path / output)
    assert not (tmp_path / output).exists(), "looking is not making"


def test_a_moment_that_was_told_is_taken() -> None:
    told = parse_moment("2026-11-22")
    assert moment_of(told) is told
    assert today_of(told) == date(2026, 11, 22)


def test_else_the_clock_is_asked() -> None:
    now = moment_of(None)
    assert not isinstance(now, Moment)
    assert now.tzinfo is UTC
    assert abs((today_of(None) - now.date()).days) <= 1


@pytest.mark.parametrize(("there", "replaced"), [(None, True), (b"", True), (b"Name,Tel\n", True), (b"Nam", False)])
def test_only_a_file_that_begins_alike_is_written_over(tmp_path: Path, there: bytes | None, replaced: bool) -> None:
    target = tmp_path / "groups.csv"
    if there is not None:
        target.write_bytes(there)
    if replaced:
        refuse_to_replace(target, b"Name,Tel,Email\n")
        return
    with pytest.raises(Stop, match="is something else"):
        refuse_to_replace(target, b"Name,Tel,Email\n")
