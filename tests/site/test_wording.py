"""Words for photos: whose count, and which photos have none, worst first."""

from __future__ import annotations

from typing import Any

import pytest

from hyperlocal.content.photonotes import PhotoNote
from hyperlocal.problems import Severity, worst_first
from hyperlocal.site.wording import Where, Wordless, no_words, wordless, words_for


@pytest.mark.parametrize("alt", [None, "", "  ", "IMG_1.jpg", "img_1.JPG", "IMG_1"])
def test_requirement_31_the_name_of_a_file_is_no_words(alt: str | None) -> None:
    assert no_words(alt, "photos/IMG_1.jpg")


def test_other_words_are_words() -> None:
    assert not no_words("Rabbit", "rabbit.jpg"), "there may be nothing else to say"
    assert not no_words("A fair", "fair.jpg") and not no_words("decorative", "fair.jpg")


@pytest.mark.parametrize(
    ("alt", "words"), [("A fair", "A fair"), ("decorative", "decorative"), ("fair.jpg", ""), ("", "")]
)
def test_the_words_of_photos_txt(alt: str, words: str) -> None:
    path = "content/photos/fair.jpg"
    notes = {path: PhotoNote(path=path, source="content/photos/photos.txt", line=1, alt=alt)}
    assert words_for(path, notes) == words and words_for("content/photos/other.jpg", notes) == ""


def at(photo: str, where: Where = Where.TEXT, path: str = "content/posts/a.md", **more: Any) -> Wordless:
    return Wordless(photo=f"content/photos/{photo}", typed=photo, where=where, path=path, **{"line": 3, **more})


def test_requirement_31_the_worst_come_first() -> None:
    found = [
        *(at(f"g{number}.jpg", Where.GALLERY, "content/pages/a.md") for number in range(9)),
        at("rare.jpg", path="content/pages/a.md"),
        at("often.jpg", path="content/pages/b.md"),
        at("often.jpg", path="content/pages/c.md"),
        at("front.jpg", Where.FRONT, path="content/posts/z.md", field=True),
    ]
    told = worst_first(wordless(found))
    assert [(problem.path, problem.rank < 2_000) for problem in told] == [
        ("content/posts/z.md", True),
        ("content/pages/b.md", True),
        ("content/pages/c.md", True),
        ("content/pages/a.md", True),
        ("content/pages/a.md", False),
    ]
    assert {(problem.rule, problem.severity) for problem in told} == {("no-alt", Severity.WARNING)}
    assert "image_alt: What the photo shows" in told[0].remedy
    assert "![What the photo shows](rare.jpg)" in told[3].remedy


def test_a_photo_that_is_shown_often_can_be_given_words_once() -> None:
    one, two = wordless([at("often.jpg"), at("often.jpg", path="content/posts/b.md")])
    for problem in (one, two):
        assert "all 2 places at once, write in content/photos/photos.txt:  often.jpg: What it shows" in problem.remedy


def test_requirement_31_a_gallery_is_one_problem_with_the_lines_to_paste() -> None:
    names = [f"img-{number}.jpg" for number in range(1, 61)]
    (problem,) = wordless([at(name, Where.GALLERY) for name in names])
    assert problem.message.startswith("60 photos of this gallery have no words")
    assert "img-1.jpg, img-2.jpg, img-3.jpg and 57 more" in problem.message
    first, *lines = problem.remedy.split("\n")
    assert "content/photos/photos.txt" in first
    assert [line.strip() for line in lines] == [f"{name}: What it shows" for name in names]


def test_a_photo_of_a_gallery_that_is_told_already_is_not_told_again() -> None:
    found = [at("a.jpg"), at("a.jpg", Where.GALLERY), at("b.jpg", Where.GALLERY), at("b.jpg", Where.GALLERY, line=9)]
    one, two = wordless(found)
    assert (one.message[:15], two.message[:7]) == ("The photo a.jpg", "A photo") and "b.jpg" in two.message
