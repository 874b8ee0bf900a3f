"""`hyperlocal new`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
import yaml

from hyperlocal.cli import run
from hyperlocal.kits import kits

NOW = ("--now", "2026-11-22")

Captured = pytest.CaptureFixture[str]


def settings(folder: Path) -> dict[str, object]:
    found = yaml.safe_load((folder / "site.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def everything(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that one is in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answer(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


@pytest.mark.parametrize("kit", [kit.name for kit in kits()])
def test_a_site_from_any_kit_is_made_without_a_question(here: Path, capsys: Captured, kit: str) -> None:
    assert run(["new", "ash", "--kit", kit, "--yes", *NOW]) == 0
    said = capsys.readouterr().out
    assert f" from the kit “{kit}”." in said
    assert "hyperlocal serve ash\n" in said
    assert (here / "ash/site.yml").is_file()


def test_a_new_site_can_be_built_and_checked_at_once(here: Path) -> None:
    assert run(["new", "ash", "--kit", "minimal", "--yes", *NOW]) == 0
    assert run(["build", "ash", *NOW]) == 0
    assert run(["check", "ash", *NOW]) == 0
    assert (here / "ash/_site/index.html").is_file()


def test_the_first_kit_and_a_folder_called_my_site_are_taken_when_nothing_is_said(here: Path) -> None:
    assert run(["new", "--yes", *NOW]) == 0
    assert settings(here / "my-site")["title"] == kits()[0].default_title


def test_every_site_has_an_id_of_its_own(here: Path) -> None:
    for name in ("ash", "elm"):
        assert run(["new", name, "--kit", "minimal", "--yes", *NOW]) == 0
    ids = [str(settings(here / name)["id"]) for name in ("ash", "elm")]
    assert len(set(ids)) == 2
    assert all(len(one) == 36 for one in ids)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_answers_come_from_a_file_however_it_was_saved(here: Path, encoding: str) -> None:
    text = "Name: The Café: “Number #1”\r\nplace: Ash\r\nkit: minimal\r\ncolour: dark green\r\n"
    (here / "answers.txt").write_bytes(text.encode(encoding))
    assert run(["new", "ash", "--answers", "answers.txt", *NOW]) == 0
    found = settings(here / "ash")
    assert (found["title"], found["place"], found["colour"]) == ("The Café: “Number #1”", "Ash", "#006400")
    assert (here / "ash/content/pages/home.md").is_file()


def test_a_kit_that_is_named_wins_over_the_one_in_the_answers(here: Path, capsys: Captured) -> None:
    (here / "answers.txt").write_text("kit: news\n", encoding="utf-8")
    assert run(["new", "ash", "--kit", "minimal", "--answers", "answers.txt", *NOW]) == 0
    assert "from the kit “minimal”" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    ["titel: Ash\n", "kit: nope\n", "Ash\n", "kit: news\nkit: group\n", "colour: blurple\n"],
)
def test_answers_that_cannot_be_used_make_nothing_and_are_told(here: Path, capsys: Captured, text: str) -> None:
    (here / "answers.txt").write_text(text, encoding="utf-8")
    assert run(["new", "ash", "--answers", "answers.txt", *NOW]) in (1, 2)
    assert capsys.readouterr().err.strip()
    assert not (here / "ash").exists()


def test_six_questions_are_asked_and_answered(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    answer(
        monkeypatch,
        "minimal",
        "🎉: the “Ash” choir",
        "Ash",
        "us@ash.example",
        "0121 496 0000",
        "teal",
        "www.ash.example",
    )
    assert run(["new", "ash", *NOW]) == 0
    found = settings(here / "ash")
    expected = {
        "title": "🎉: the “Ash” choir",
        "place": "Ash",
        "email": "us@ash.example",
        "phone": "0121 496 0000",
        "colour": "#008080",
        "base_url": "https://www.ash.example",
    }
    assert {name: found[name] for name in expected} == expected
    said = capsys.readouterr().out
    assert all(f" {kit.name} " in said for kit in kits())
    assert said.count("(such as ") == 6


def test_every_question_can_be_skipped_with_enter(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, *[""] * 7)
    assert run(["new", "ash", *NOW]) == 0
    assert set(settings(here / "ash")) == {
        "format",
        "id",
        "title",
        "tagline",
        "language",
        "timezone",
        "colour",
        "theme",
    }
    assert run(["check", "ash", *NOW]) == 0


def test_a_kit_may_be_chosen_by_its_number(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    answer(monkeypatch, "2", *[""] * 6)
    assert run(["new", "ash", *NOW]) == 0
    assert f"from the kit “{kits()[1].name}”" in capsys.readouterr().out


@pytest.mark.parametrize("typed", ["9", "0", "-1", "²", "gruop", "9" * 50])
def test_a_slip_in_the_choice_of_a_kit_is_asked_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured, typed: str
) -> None:
    answer(monkeypatch, typed, "minimal", *[""] * 6)
    assert run(["new", "ash", *NOW]) == 0
    said = capsys.readouterr().out
    assert f"There is no kit called “{typed}”." in said
    assert "from the kit “minimal”" in said


def test_a_slip_in_an_answer_is_told_and_asked_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    answer(monkeypatch, "minimal", "", "", "us at ash", "us@ash.example", "", "blurple", "teal", "ash dot org", "")
    assert run(["new", "ash", *NOW]) == 0
    found = settings(here / "ash")
    assert (found["email"], found["colour"]) == ("us@ash.example", "#008080")
    assert "base_url" not in found
    said = capsys.readouterr().out
    assert all(f"“{slip}” is not" in said for slip in ("us at ash", "blurple", "ash dot org"))


def test_when_the_answers_end_nothing_is_made(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> None:
    answer(monkeypatch, "minimal", "Ash")
    assert run(["new", "ash", *NOW]) == 1
    assert capsys.readouterr().err.strip() == "Stopped."
    assert not (here / "ash").exists()


def test_what_is_in_the_folder_stays_and_is_named(here: Path, capsys: Captured) -> None:
    (here / "ash").mkdir()
    (here / "ash/README.txt").write_text("mine", encoding="utf-8")
    assert run(["new", "ash", "--kit", "minimal", "--yes", *NOW]) == 0
    assert "1 file was there before and stays as it is: README.txt\n" in capsys.readouterr().out
    assert (here / "ash/README.txt").read_text(encoding="utf-8") == "mine"


def test_of_many_files_that_stay_the_first_are_named(here: Path, capsys: Captured) -> None:
    assert run(["new", "ash", "--yes", *NOW]) == 0
    (here / "ash/site.yml").unlink()
    capsys.readouterr()
    assert run(["new", "ash", "--yes", *NOW]) == 0
    said = capsys.readouterr().out
    assert "1 file from the kit" in said
    assert "were there before and stay as they are: .gitattributes, .github/workflows/daily.yml, " in said
    assert "…\n" in said


def test_a_site_that_is_there_is_left_alone_before_anything_is_asked(here: Path, capsys: Captured) -> None:
    assert run(["new", "ash", "--yes", *NOW]) == 0
    before = everything(here)
    capsys.readouterr()
    assert run(["new", "ash"]) == 0
    assert capsys.readouterr().out == "There is a site in ash already. Nothing was changed.\n"
    assert everything(here) == before


def test_a_folder_with_a_space_in_its_name_is_quoted_in_what_to_type_next(here: Path, capsys: Captured) -> None:
    assert run(["new", "my choir", "--kit", "minimal", "--yes", *NOW]) == 0
    said = capsys.readouterr().out
    assert 'hyperlocal serve "my choir"\n' in said
    assert 'hyperlocal add post --in "my choir"\n' in said


def test_a_file_where_a_folder_must_be_is_told_in_plain_words(here: Path, capsys: Captured) -> None:
    (here / "notes").write_text("mine", encoding="utf-8")
    assert run(["new", "notes/ash", "--yes", *NOW]) == 1
    assert "This file could not be written: " in capsys.readouterr().err


def test_init_makes_the_site_here_and_new_never_does_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "--yes"]) == 0 and run(["init", "--yes"]) == 0
    assert (tmp_path / "my-site/site.yml").is_file() and (tmp_path / "site.yml").is_file()
