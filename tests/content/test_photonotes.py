"""photos.txt, as people type it: read kindly, nothing lost in silence, and nobody's child published by a slip."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hyperlocal.content.consent import Consent
from hyperlocal.content.photonotes import PhotoNote, not_published, read_notes
from hyperlocal.problems import Problem, Severity

FOLDER = "content/photos/fair"
PHOTOS = ("fair.jpg", "IMG_2.JPG", "tent.png", "tent big.jpg")


def read(text: str | bytes, photos: tuple[str, ...] = PHOTOS) -> tuple[dict[str, PhotoNote], tuple[Problem, ...]]:
    data = text if isinstance(text, bytes) else text.encode()
    notes, problems = read_notes(f"{FOLDER}/photos.txt", data, [f"{FOLDER}/{name}" for name in photos])
    return {note.path.rpartition("/")[2]: note for note in notes}, problems


def one(text: str | bytes) -> PhotoNote:
    notes, problems = read(text)
    assert problems == (), [str(problem) for problem in problems]
    (note,) = notes.values()
    return note


def told(text: str) -> Problem:
    _, problems = read(text)
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


BLOCK = "fair.jpg: Two girls hold up a rabbit\n  caption: The rabbit show, won by Clover\n  people: children-agreed\n"


def test_the_plain_form() -> None:
    note = one(BLOCK)
    assert (note.path, note.source, note.line) == (f"{FOLDER}/fair.jpg", f"{FOLDER}/photos.txt", 1)
    assert (note.alt, note.caption) == ("Two girls hold up a rabbit", "The rabbit show, won by Clover")
    assert (note.people, note.people_line, note.consent) == ("children-agreed", 3, Consent.GIVEN)


@pytest.mark.parametrize(
    "text",
    [
        BLOCK.replace("\n", "\r\n"),
        BLOCK.upper().replace("TWO GIRLS HOLD UP A RABBIT", "Two girls hold up a rabbit").replace(
            "THE RABBIT SHOW, WON BY CLOVER", "The rabbit show, won by Clover"
        ),
        "fair.jpg\nalt: Two girls hold up a rabbit\ncaption: The rabbit show, won by Clover\npeople: children agreed",
        "fair.jpg : Two girls hold up a rabbit\n\n\tCaption :The rabbit show, won by Clover\n\tPeople= Kids agreed\n",
        "- fair.jpg - Two girls hold up a rabbit\n- caption: The rabbit show, won by Clover\n- people: children-agreed",
        "1. fair.jpg – Two girls hold up\n a rabbit\n caption: The rabbit show,\n won by Clover\n people: kids-agreed",
        "fair: Two girls hold up a rabbit\nTitle: The rabbit show, won by Clover\nConsent: children-agreed",
        "Photo: fair.jpg\nAlt text: “Two girls hold up a rabbit”\nCaption: The rabbit show, won by Clover\n"
        "People: children\nConsent: yes",
        '"fair.jpg": "Two girls hold up a rabbit"\ncaption: \'The rabbit show, won by Clover\'\npeople: kids-agreed',
        "fair.jpg | Two girls hold up a rabbit | caption: The rabbit show, won by Clover | people: children-agreed",
        "fair.jpg: Two girls hold up a rabbit; caption: The rabbit show, won by Clover (people: children-agreed)",
        f"# The fair\n=====\n\n{BLOCK}",
    ],
)  # fmt: skip
def test_other_ways_that_people_type_it_say_the_same(text: str) -> None:
    note = one(text)
    assert (note.alt, note.caption, note.consent) == (
        "Two girls hold up a rabbit", "The rabbit show, won by Clover", Consent.GIVEN,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_encoding_of_notepad_is_read(encoding: str) -> None:
    assert one("fair.jpg: A café – “Clover”\n".encode(encoding)).alt == "A café – “Clover”"


@pytest.mark.parametrize(
    ("typed", "name"),
    [("img_2.jpg", "IMG_2.JPG"), ("IMG_2", "IMG_2.JPG"), ("Tent.PNG", "tent.png"), ("tent big.jpg", "tent big.jpg")],
)
def test_a_name_is_found_whatever_its_capitals_and_without_its_ending(typed: str, name: str) -> None:
    notes, problems = read(f"{typed}: A tent: the big one\n")
    assert {name: note.alt for name, note in notes.items()} == {name: "A tent: the big one"} and problems == ()


def test_a_name_that_two_photos_could_have_is_neither() -> None:
    notes, problems = read("Tent.jpg: A tent", ("tent.jpg", "TENT.jpg"))
    assert [problem.rule for problem in problems] == ["no-such-photo"]
    assert not any(note.alt for note in notes.values())


def test_the_order_is_that_of_the_file() -> None:
    notes, _ = read("tent.png: T\nfair.jpg: F\nIMG_2.JPG: I\n")
    assert list(notes) == ["tent.png", "fair.jpg", "IMG_2.JPG"]


@pytest.mark.parametrize(
    ("text", "rule", "line", "severity", "hint"),
    [
        ("\nfiar.jpg: A fair", "no-such-photo", 2, Severity.ERROR, "Did you mean  fair.jpg"),
        ("thunder.jpg: Rain", "no-such-photo", 1, Severity.ERROR, "with its ending"),
        ("fair.jpg: F\nFAIR.JPG: G", "photo-twice", 2, Severity.WARNING, "Put both together"),
        ("fair.jpg: F\n alt: G", "photo-twice", 2, Severity.WARNING, "Take one of the two out"),
        ("fair.jpg: F\n captoin: C", "unknown-photo-line", 2, Severity.WARNING, "Did you mean  caption: C"),
        ("fair.jpg: F\n camera: Nikon", "unknown-photo-line", 2, Severity.WARNING, "caption:"),
        ("fair.jpg: F\n\nWe had fun.", "unknown-photo-line", 3, Severity.WARNING, "photos.md"),
        ("caption: C\nfair.jpg: F", "unknown-photo-line", 1, Severity.WARNING, "fair.jpg: What it shows"),
        ("fair.jpg: F\n people: yes", "no-consent", 2, Severity.ERROR, "people: adults-agreed"),
        ("fair.jpg: F\n people:", "no-consent", 2, Severity.ERROR, "people: none"),
    ],
)
def test_what_is_not_understood_is_told_with_its_line(
    text: str, rule: str, line: int, severity: Severity, hint: str
) -> None:
    problem = told(text)
    assert (problem.rule, problem.path, problem.line) == (rule, f"{FOLDER}/photos.txt", line)
    assert problem.severity is severity and hint in problem.remedy


@pytest.mark.parametrize(
    "text",
    [
        "fair.jpg: F\n people: children",
        "fair.jpg: F; people: children",
        "fair.jpg: F, people: kids",
        "fair.jpg: F\n poeple: children",
        "fair.jpg: F\n in it: two children",
        "fair.jpg: F\n people: adults-agreed\n people: children",
        "fair.jpg: F\n people: adults-agreed\nFair.jpg: G\n people: children",
        "fiar.jpg: F\n people: children",
        "fair.jpg: F\nchildren",
        "people: none\nfair.jpg: F\n people: maybe",
        "fair.jpg\n\npeople: children",
    ],
)
def test_requirement_32_no_slip_publishes_a_child(text: str) -> None:
    notes, problems = read(text)
    assert notes["fair.jpg"].consent is not Consent.GIVEN
    # Somebody is told: at once, or (for plain children) where the photo would have been published.
    assert problems or notes["fair.jpg"].consent is Consent.CHILDREN


def test_requirement_32_what_to_type_is_said() -> None:
    notes, problems = read("fair.jpg: F\n people: children")
    problem = not_published(notes["fair.jpg"])
    assert problems == () and (problem.rule, problem.line, problem.severity) == ("no-consent", 2, Severity.ERROR)
    assert "fair.jpg" in problem.message and "people: children-agreed" in problem.remedy


def test_another_number_is_another_photo() -> None:
    notes, problems = read("IMG_3.JPG: Rain\n people: children")
    assert notes == {} and [problem.rule for problem in problems] == ["no-such-photo"]
    assert "Did you mean" not in problems[0].remedy


def test_words_for_a_name_that_is_nearly_right_are_not_given_to_another_photo() -> None:
    notes, _ = read("fiar.jpg: Rain\n people: children")
    assert (notes["fair.jpg"].alt, notes["fair.jpg"].consent) == ("", Consent.CHILDREN)


def test_of_two_notes_the_first_counts_and_the_second_fills_its_gaps() -> None:
    notes, _ = read("fair.jpg: F\nfair.jpg: G\n caption: C")
    assert (notes["fair.jpg"].alt, notes["fair.jpg"].caption, notes["fair.jpg"].line) == ("F", "C", 1)


@given(text=st.lists(st.sampled_from(
    ["fair.jpg", "tent", ":", " ", "\n", "\n  ", "people", "children", "caption", "alt", "=", "- ", "x", "(", "“", "|"]
)).map("".join))  # fmt: skip
def test_whatever_is_typed_is_read_or_told(text: str) -> None:
    notes, problems = read(text)
    lines = {number for number, line in enumerate(text.split("\n"), 1) if line.strip()}
    assert all(problem.line in lines and problem.remedy for problem in problems)
    if "children" in text and not problems:
        spoken = " ".join(f"{note.alt} {note.caption} {note.people}" for note in notes.values())
        assert spoken.count("children") == text.count("children")


@pytest.mark.parametrize(
    "made",
    [
        lambda size: " " * size + "x",
        lambda size: "fair.jpg:" + ";" * size + "x",
        lambda size: "fair.jpg: a" + " ;" * (size // 2) + "x",
        lambda size: ".jpg " * (size // 5),
        lambda size: "“" * size + ".jpg",
        lambda size: "".join(f"photo{number}.jpg: x\n" for number in range(size // 16)),
        lambda size: "fair.jpg\n" + "peolpe: x\n" * (size // 10),
        lambda size: "a:" * (size // 2),
    ],
)
def test_no_file_takes_long(made: Callable[[int], str]) -> None:
    began = time.process_time()
    read(made(300_000), tuple(f"fhoto{number}.jpg" for number in range(300)))
    assert time.process_time() - began < 5
