"""What is said about the head of a file names the line, what was read and what to type. (When: test_frontmatter.py.)"""

from __future__ import annotations

import pytest

from hyperlocal.headfaults import MOST_ENTRIES, open_head, too_many, unreadable
from hyperlocal.problems import Severity


@pytest.mark.parametrize(
    ("typed", "lacks", "remedy"),
    [
        ("Title Summer fair", "no colon after its name", "title: Summer fair"),
        ("12:30 start", "could not be read", "title: Summer fair"),
        ("x" * 1_000, "x" * 60 + "”", "x" * 60),
    ],
)
def test_a_line_without_a_colon_is_said_with_one(typed: str, lacks: str, remedy: str) -> None:
    problem = unreadable("a.md", 3, typed)
    assert (problem.rule, problem.severity, problem.path, problem.line) == ("no-colon", Severity.ERROR, "a.md", 3)
    assert lacks in problem.message and remedy in problem.remedy and len(str(problem)) < 400


def test_a_head_without_its_end_and_one_without_measure_are_told() -> None:
    opened, endless = open_head("a.md", ["---", "title: T", "", "Words"], 0), too_many("a.md", 1_002)
    assert (opened.rule, opened.severity, opened.line) == ("open-head", Severity.WARNING, 1)
    assert "---" in opened.message and "---" in opened.remedy
    assert (endless.rule, endless.severity, endless.line) == ("too-many-names", Severity.ERROR, 1_002)
    assert f"{MOST_ENTRIES:,}" in endless.message and "left out" in endless.message and endless.remedy
