"""How results and problems look in a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperlocal.cli.printing import as_typed, counted, exit_status, number, print_problems, table
from hyperlocal.problems import Problem, advice, error, warning

Captured = pytest.CaptureFixture[str]

BAD = error("bad-date", "content/posts/fair.md", 3, "“31 June” is not a day: June has 30.", "Write:  date: 2026-06-30")
ODD = warning("placeholder", "site.yml", 4, "“[[Where?]]” is still to be written.")
TIP = advice("no-base-url", "site.yml", None, "The site does not know its web address yet.")


def blanks(count: int) -> list[Problem]:
    return [warning("placeholder", "a.md", line, f"Question {line}.") for line in range(1, count + 1)]


def test_problems_stand_under_a_heading_for_each_severity(capsys: Captured) -> None:
    print_problems([BAD, ODD, TIP])
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == (
        "\nTo mend\n\ncontent/posts/fair.md, line 3\n  “31 June” is not a day: June has 30.\n"
        "  Write:  date: 2026-06-30\n"
        "\nWorth mending\n\nsite.yml, line 4\n  “[[Where?]]” is still to be written.\n"
        "\nGood to know\n\nsite.yml\n  The site does not know its web address yet.\n"
        "\n1 error, 1 warning, 1 piece of advice.\n"
    )


def test_no_problems_are_no_words(capsys: Captured) -> None:
    print_problems([])
    assert capsys.readouterr() == ("", "")


def test_of_one_kind_the_first_ten_are_shown_and_the_rest_counted(capsys: Captured) -> None:
    print_problems([*blanks(12), TIP])
    said = capsys.readouterr().err
    assert "Question 10." in said
    assert "Question 11." not in said
    assert "The site does not know" in said
    assert "And 2 more like these:  hyperlocal check  shows them all." in said
    assert said.endswith("\n12 warnings, 1 piece of advice.\n")


def test_all_are_shown_when_asked_for(capsys: Captured) -> None:
    print_problems(blanks(12), every=True)
    said = capsys.readouterr().err
    assert said.count("Question ") == 12
    assert "more like these" not in said


def test_errors_are_never_left_out(capsys: Captured) -> None:
    print_problems([error("bad-date", f"{number}.md", 1, "Not a day.") for number in range(30)])
    assert capsys.readouterr().err.count("Not a day.") == 30


def test_the_name_of_a_file_cannot_command_the_terminal(capsys: Captured) -> None:
    print_problems([error("x", "a\x1b[31m\x07.md", 1, "Broken\x9b.")])
    said = capsys.readouterr().err
    assert "a�[31m�.md, line 1\n  Broken�." in said


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        ([], "Nothing to mend"),
        ([BAD], "1 error"),
        ([ODD, ODD, BAD], "1 error, 2 warnings"),
        ([TIP, TIP], "2 pieces of advice"),
    ],
)
def test_problems_are_counted_worst_first(problems: list[Problem], expected: str) -> None:
    assert counted(problems) == expected


@pytest.mark.parametrize(
    ("problems", "strict", "expected"),
    [([], True, 0), ([TIP], True, 0), ([ODD], False, 0), ([ODD], True, 1), ([ODD, BAD], False, 1)],
)
def test_the_exit_status_is_1_for_errors_and_strictly_for_warnings(
    problems: list[Problem], strict: bool, expected: int
) -> None:
    assert exit_status(problems, strict=strict) == expected


@pytest.mark.parametrize(
    ("count", "names", "expected"),
    [
        (1, ("page",), "1 page"),
        (0, ("page",), "0 pages"),
        (1204, ("page",), "1,204 pages"),
        (2, ("child", "children"), "2 children"),
    ],
)
def test_numbers_agree_with_their_nouns(count: int, names: tuple[str, ...], expected: str) -> None:
    assert number(count, *names) == expected


@pytest.mark.parametrize(("path", "expected"), [("my-site", "my-site"), ("my site", '"my site"'), ("a/b c", '"a/b c"')])
def test_a_path_is_shown_as_one_would_type_it(path: str, expected: str) -> None:
    assert as_typed(Path(path)) == expected.replace("/", str(Path("/"))[-1])


def test_a_table_has_its_columns_one_below_the_other() -> None:
    assert table(("Name", "Tel"), [("Hall", "1"), ("The hut", ""), ("A\nb\x1b[31m", "2")]) == [
        "Name      Tel",
        "────────  ───",
        "Hall      1",
        "The hut",
        "A b�[31m  2",
    ]


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_table_keeps_within_the_terminal(width: int) -> None:
    lines = table(("Name", "Words"), [("Hall", "x" * 1_000_000), ("y" * 100, "z")], width=width)
    assert max(map(len, lines)) == width and all("…" in line for line in lines[2:])


def test_no_column_is_cut_to_nothing() -> None:
    assert [len(line) for line in table(("A", "B", "C"), [("x" * 50, "y" * 50, "z" * 50)], width=10)] == [29, 40, 40]
