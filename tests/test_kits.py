"""Kits are found by name or folder; an answers file is read whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperlocal.kits import DEMO, KIT_FILE, Answers, Kit, demo_kit, find_kit, kits, read_answers
from hyperlocal.problems import Problem, Severity, Stop


def told(stop: pytest.ExceptionInfo[Stop]) -> list[tuple[str, str, int | None]]:
    return [(problem.rule, problem.path, problem.line) for problem in stop.value.problems]


def refused(name: str) -> Problem:
    """The one problem of a kit that cannot be had."""
    with pytest.raises(Stop) as stop:
        find_kit(name)
    (problem,) = stop.value.problems
    return problem


def kit_folder(root: Path, kit: str | bytes = "title: Book club\n") -> Path:
    """A kit outside the package."""
    folder = root / "book-club"
    folder.mkdir()
    (folder / KIT_FILE).write_bytes(kit if isinstance(kit, bytes) else kit.encode())
    (folder / "site.yml").write_text("id: {id}\ntitle: {title}\n", encoding="utf-8")
    return folder


# --- kits ---


def test_the_kits_come_in_the_order_in_which_to_offer_them() -> None:
    known = kits()
    assert [kit.name for kit in known][:2] == ["group", "news"]
    assert {"directory", "minimal"} <= {kit.name for kit in known} and DEMO not in {kit.name for kit in known}
    orders = [kit.order for kit in known]
    assert None not in orders and len(set(orders)) == len(orders)
    assert orders == sorted(order for order in orders if order is not None)


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.name)
def test_every_kit_is_whole(kit: Kit) -> None:
    assert kit.folder.name == kit.name
    assert kit.title and kit.summary.endswith(".") and kit.default_title and kit.colour
    assert (kit.folder / "site.yml").is_file()
    assert (kit.folder / "content" / "pages" / "home.md").is_file()
    assert not list(kit.folder.rglob("*.py")), "a kit is data only"


def test_the_sample_neighbourhood_is_a_kit_too() -> None:
    assert demo_kit().name == DEMO
    assert (demo_kit().folder / "site.yml").is_file()


@pytest.mark.parametrize("typed", ["group", "Group", " GROUP "])
def test_a_kit_is_found_by_its_name(typed: str) -> None:
    assert find_kit(typed) == kits()[0]


@pytest.mark.parametrize(
    ("typed", "remedy"),
    [
        ("gruop", "Did you mean  --kit group"),
        ("Minimall", "Did you mean  --kit minimal"),
        ("directroy", "Did you mean  --kit directory"),
        ("allotment", "The kits are: group, news, directory, minimal"),
        ("", "The kits are: "),
        ("../group", "The kits are: "),
    ],
)
def test_a_kit_that_is_not_there_is_refused_with_the_nearest(typed: str, remedy: str) -> None:
    problem = refused(typed)
    assert (problem.rule, problem.severity) == ("no-such-kit", Severity.ERROR)
    assert f"“{typed}”" in problem.message and remedy in problem.remedy


def test_a_folder_anywhere_can_be_a_kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = kit_folder(tmp_path, "---\nTitle: “Book club”\ndefault title: Our books\ncolor: teal\norder: 0\n---\n")
    wanted = Kit(
        title="Book club",
        default_title="Our books",
        colour="#008080",
        order=0,
        name="book-club",
        folder=folder.resolve(),
    )
    assert find_kit(str(folder)) == wanted
    monkeypatch.chdir(folder)
    assert find_kit(".") == wanted
    monkeypatch.chdir(tmp_path)
    assert find_kit("book-club") == wanted


def test_a_kit_of_ours_wins_over_a_folder_of_that_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit_folder(tmp_path).rename(tmp_path / "group")
    monkeypatch.chdir(tmp_path)
    assert find_kit("group").title == "Group"
    assert find_kit("./group").title == "Book club"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_kit_may_be_saved_in_any_way(tmp_path: Path, encoding: str) -> None:
    folder = kit_folder(tmp_path, "title: Café – “£5”\r\nsummary: For all.\r\n".encode(encoding))
    assert (find_kit(str(folder)).title, find_kit(str(folder)).summary) == ("Café – “£5”", "For all.")


def test_everything_wrong_with_a_kit_is_told_at_once(tmp_path: Path) -> None:
    folder = kit_folder(tmp_path, "title: Book club\nsumary: x\ncolour: sort of green\norder: first\nodd line\n")
    with pytest.raises(Stop) as stop:
        find_kit(str(folder))
    path = "book-club/kit.yml"
    assert sorted(told(stop), key=lambda one: one[2] or 0) == [
        ("unknown-setting", path, 2),
        ("bad-colour", path, 3),
        ("bad-number", path, 4),
        ("no-colon", path, 5),
    ]
    assert "Did you mean “summary”?" in {problem.remedy for problem in stop.value.problems}


def test_a_kit_without_its_files_is_refused(tmp_path: Path) -> None:
    folder = kit_folder(tmp_path)
    (folder / "site.yml").unlink()
    problem = refused(str(folder))
    assert (problem.rule, problem.path) == ("no-such-kit", "book-club/site.yml")
    assert "no site.yml" in problem.message
    (folder / KIT_FILE).unlink()
    assert refused(str(folder)).message == f"There is no kit called “{folder}”."


# --- answers ---


def answers(root: Path, typed: str | bytes) -> Answers:
    file = root / "hartley.txt"
    file.write_bytes(typed if isinstance(typed, bytes) else typed.encode())
    return read_answers(file)


def test_answers_are_read_as_people_type_them(tmp_path: Path) -> None:
    typed = """# from the RSVP
Name: Hartley Green: residents
place: Hartley Green

email: hello@example.org
phone: 0121 496 0000
URL: www.example.org
color: dark green
kit: group
"""
    assert answers(tmp_path, typed) == Answers(
        title="Hartley Green: residents",
        place="Hartley Green",
        email="hello@example.org",
        phone="0121 496 0000",
        base_url="https://www.example.org",
        colour="#006400",
        kit="group",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_answers_may_be_saved_in_any_way(tmp_path: Path, encoding: str, end: str) -> None:
    found = answers(tmp_path, f"title: Café – “£5”{end}place: Hartley Green{end}".encode(encoding))
    assert found == Answers(title="Café – “£5”", place="Hartley Green")


@pytest.mark.parametrize("typed", ["", "\n# nothing yet\n", "title:\nplace:\nemail:\ncolour:\n", "---\n---\n"])
def test_every_answer_may_be_left_out(tmp_path: Path, typed: str) -> None:
    assert answers(tmp_path, typed) == Answers()


def test_everything_wrong_with_the_answers_is_told_at_once(tmp_path: Path) -> None:
    typed = """title: Hartley
Colour: sort of green
odd line
emial: hello@example.org
email: nobody
base_url: soon
favourite cake: lemon
"""
    with pytest.raises(Stop) as stop:
        answers(tmp_path, typed)
    assert sorted(told(stop), key=lambda one: one[2] or 0) == [
        ("bad-colour", "hartley.txt", 2),
        ("no-colon", "hartley.txt", 3),
        ("unknown-answer", "hartley.txt", 4),
        ("bad-email", "hartley.txt", 5),
        ("bad-web-address", "hartley.txt", 6),
        ("unknown-answer", "hartley.txt", 7),
    ]
    remedies = {problem.line: problem.remedy for problem in stop.value.problems}
    assert remedies[4] == "Did you mean “email”?"
    assert remedies[7] == "Use one of these: title, place, email, phone, base_url, colour, kit."


def test_without_an_answers_file_nothing_is_made(tmp_path: Path) -> None:
    for missing in (tmp_path / "hartley.txt", tmp_path):
        with pytest.raises(Stop) as stop:
            read_answers(missing)
        assert told(stop) == [("no-answers", missing.name, None)]
        assert "--answers" in stop.value.problems[0].remedy
