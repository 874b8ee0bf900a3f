"""What one text may cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.limits import SECONDS, TooMuch, TooSlow, bounded, left_out, unread, while_reading
from hyperlocal.content.markup import Document, Text, Unconvertible, convert
from hyperlocal.content.reading import TextJob, read_text
from hyperlocal.disk import MOST, NotAFile, TooLarge
from hyperlocal.problems import Severity
from hyperlocal.timelimit import TooLong


def test_a_text_is_converted_as_without_a_limit() -> None:
    text = Text(body="# Fair\n\nCome *all*.\n\n- tea\n- cake", title="Fair")
    assert bounded(text) == convert(text)


def test_a_text_that_takes_too_long_is_given_up_and_the_next_is_as_it_should_be() -> None:
    after = Text(body="Come *all*.")
    wanted = convert(after)
    found = bounded(Text(body="*a _b_ [c](d)* " * 20_000), seconds=0.05)
    assert isinstance(found, TooSlow) and "0.05 seconds" in found.message and found.remedy
    assert bounded(after) == wanted


def test_what_is_left_open_is_still_said() -> None:
    found = bounded(Text(body="[" * 20_000))
    assert isinstance(found, Unconvertible) and not isinstance(found, TooSlow)


def test_why_a_text_was_left_out_is_told_with_its_line() -> None:
    slow, deep = (
        left_out("a.md", 5, TooSlow("It took 5 seconds.", "Split it.")),
        left_out("a.md", 5, Unconvertible("Too deep.", "Less.")),
    )
    assert (slow.rule, slow.severity, slow.path, slow.line) == ("too-slow", Severity.ERROR, "a.md", 5)
    assert "5 seconds" in slow.message and "left out" in slow.message and slow.remedy
    assert (deep.rule, deep.message) == ("too-deep", "Too deep. So the file was left out.") and deep.remedy == "Less."


@pytest.mark.parametrize(
    "body", ["[a]: " + "x" * 10_000 + "\n\n" + "[a] " * 2_000, "*[a]: " + "x" * 5_000 + "\n\n" + "a " * 3_000]
)
def test_a_few_lines_cannot_make_a_page_of_many_megabytes(body: str) -> None:
    found = bounded(Text(body=body), seconds=30)
    assert isinstance(found, TooMuch) and "10 MB" in found.message
    problem = left_out("a.md", 5, found)
    assert (problem.rule, problem.line, problem.remedy) == ("too-large", 5, found.remedy)


@pytest.mark.parametrize(
    ("fault", "rule", "said"),
    [
        (TooLarge(), "too-large", "10 MB"),
        (TooLong(), "too-slow", "5 seconds"),
        (NotAFile(), "not-a-file", "ordinary"),
        (PermissionError(), "unreadable", "cannot be opened"),
    ],
)
def test_why_a_text_was_not_read_is_told(fault: OSError | TooLong, rule: str, said: str) -> None:
    problem = unread("content/posts/a.md", fault)
    assert (problem.rule, problem.path, problem.severity) == (rule, "content/posts/a.md", Severity.ERROR)
    assert said in problem.message and "left out" in problem.message and problem.remedy


def test_a_text_of_more_than_10_mb_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    with file.open("wb") as opened:
        opened.truncate(MOST + 1)
    job = TextJob(file=File(path="content/posts/a.md", place=str(file)), kind="posts", trusted=False, digest="")
    with pytest.raises(TooLarge):
        job.opened()
    found = read_text(job)
    assert found.written is None and found.fleeting and [problem.rule for problem in found.problems] == ["too-large"]


def test_only_what_is_large_is_timed_while_it_is_read() -> None:
    with pytest.raises(TooLong), while_reading(10**6):
        raise TooLong
    assert type(while_reading(100)) is not type(while_reading(10**6)) and SECONDS == 5


def test_a_slow_text_can_be_sent_from_one_process_to_another() -> None:
    import pickle  # noqa: PLC0415

    found = pickle.loads(pickle.dumps(TooSlow("Slow.", "Split it.")))
    assert isinstance(found, TooSlow) and (found.message, found.remedy) == ("Slow.", "Split it.")
    assert isinstance(bounded(Text(body="x")), Document)
