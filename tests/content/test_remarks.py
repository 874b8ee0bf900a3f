"""What is said about a text that is published all the same: where, what, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.markup import Text, convert
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.post import Post
from hyperlocal.content.raw import RawText, read_raw
from hyperlocal.content.remarks import double_encoded, remarks, unknown_in, unknown_keys
from hyperlocal.problems import Problem, Severity

KINDS = {"posts": Post, "organisations": Organisation}


def raw(folder: Path, text: str, name: str = "fair.md", kind: str = "posts") -> RawText:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return read_raw(File(path=f"content/{kind}/{name}", place=str(file)), kind, KINDS[kind], file.read_bytes())


def unknown(*texts: RawText) -> list[Problem]:
    return list(unknown_keys(key for text in texts for key in unknown_in(text, KINDS[text.kind])))


def said(folder: Path, text: str) -> list[Problem]:
    one = raw(folder, text)
    return list(remarks(one, convert(Text(body=one.text))))


@pytest.mark.parametrize(
    ("body", "rule", "severity", "words"),
    [
        ("<p onclick='x'>a</p>", "html-removed", Severity.WARNING, "For safety “onclick” on <p> was taken out"),
        ("<font color=red>a</font>", "html-looks", Severity.ADVICE, "“color”"),
        ("{% include map %}", "template-tag", Severity.WARNING, "“{% include map %}”"),
        ("We meet [[when?]]", "placeholder", Severity.WARNING, "“[[when?]]”"),
    ],
)
def test_lines_count_in_the_file(tmp_path: Path, body: str, rule: str, severity: Severity, words: str) -> None:
    (problem,) = said(tmp_path, f"---\ntitle: Fair\ndate: 2026-05-06\n---\n\nFirst.\n\n{body}\n")
    assert (problem.rule, problem.severity, problem.path, problem.line) == (rule, severity, "content/posts/fair.md", 8)
    assert words in problem.message and problem.remedy


def test_without_a_head_lines_count_from_the_first(tmp_path: Path) -> None:
    assert [problem.line for problem in said(tmp_path, "We meet [[when?]]\n\n[[where?]]")] == [1, 3]


@pytest.mark.parametrize(
    ("head", "line", "words"),
    [
        ("title: The [[name]] Hall", 2, "[[name]]"),
        ("title: x\nsummary: [[What is it?]]", 3, "[[What is it?]]"),
        ("title: x\ntags:\n  - a\n  - [[b]]", 5, "[[b]]"),
        ("title: x\nsummary: |\n  One\n  [[two]]", 5, "[[two]]"),
    ],
)
def test_what_is_still_to_be_written_in_the_head_is_told_too(tmp_path: Path, head: str, line: int, words: str) -> None:
    (problem,) = said(tmp_path, f"---\n{head}\n---\nCome.")
    assert (problem.rule, problem.line) == ("placeholder", line) and f"“{words}”" in problem.message


def test_nothing_is_said_about_an_ordinary_text(tmp_path: Path) -> None:
    one = raw(tmp_path, "---\ntitle: Fair [new]\ndate: 2026-05-06\n---\n\n- [Form](form.pdf), café, £5\n")
    assert list(remarks(one, convert(Text(body=one.text)))) == []
    assert list(double_encoded(one)) == [] and unknown(one) == []


def test_words_saved_the_wrong_way_are_told_with_the_right_ones(tmp_path: Path) -> None:
    (problem,) = double_encoded(raw(tmp_path, "---\ntitle: x\n---\n\nThe cafÃ© is open."))
    assert (problem.rule, problem.line, problem.severity) == ("double-encoded", 5, Severity.WARNING)
    assert "“cafÃ©”" in problem.message and "“café”" in problem.message and "“café”" in problem.remedy


def test_an_unknown_name_is_told_once_however_many_files_have_it(tmp_path: Path) -> None:
    files = [raw(tmp_path, f"---\ntitle: x\nSidebar: {n}\ntitel: y\n---\n", f"{n}.md") for n in range(3)]
    sidebar, titel = unknown(*files)
    assert (sidebar.severity, sidebar.path, sidebar.line) == (Severity.ADVICE, "content/posts/0.md", 3)
    assert "“Sidebar”" in sidebar.message and "3 files" in sidebar.message
    assert titel.severity is Severity.WARNING and titel.remedy == "Did you mean “title”?"


def test_one_file_is_not_counted(tmp_path: Path) -> None:
    (problem,) = unknown(raw(tmp_path, "---\ntitle: x\nsidebar: y\n---\n"))
    assert "files" not in problem.message


def test_each_kind_of_text_has_names_of_its_own(tmp_path: Path) -> None:
    text = "---\ntitle: x\nopening_hours: Monday\ntags: y\n---\n"
    post, hall = raw(tmp_path, text), raw(tmp_path, text, "hall.md", "organisations")
    assert [problem.path for problem in unknown(post, hall)] == ["content/posts/fair.md"]


@pytest.mark.parametrize("name", ["layout", "template", "type"])
def test_a_name_that_chooses_a_template_elsewhere_is_explained(tmp_path: Path, name: str) -> None:
    (problem,) = unknown(raw(tmp_path, f"---\ntitle: x\n{name}: wide\n---\n"))
    assert problem.severity is Severity.ADVICE and f"“{name}: wide”" in problem.message and "folder" in problem.message
