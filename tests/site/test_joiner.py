"""A text's photo, its words, its owner and its id."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.config import read_config
from hyperlocal.content import load
from hyperlocal.problems import Problem, Severity
from hyperlocal.site import PlacedPost, Site, connect
from hyperlocal.site.joiner import ids_of, owner_of
from tests.conftest import MakeSite
from tests.texts import jpeg, page, post

PHOTOS: dict[str, str | bytes] = {
    "content/posts/tent.jpg": jpeg(40, 30),
    "content/photos/green.jpg": jpeg(80, 60),
    "static/logo.jpg": jpeg(20, 20),
    "content/posts/drawing.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "content/posts/poster.pdf": b"%PDF",
}


def joined(folder: Path) -> Site:
    config, _ = read_config(folder)
    return connect(load(folder), config, datetime(2026, 6, 1, tzinfo=UTC))


def fair(head: str, body: str = "A fair.\n") -> str:
    return f"---\ndate: 2026-05-01\n{head}---\n{body}"


def one_post(found: Site) -> PlacedPost:
    (placed,) = found.posts
    return placed


def told(found: Site) -> Problem:
    assert len(found.problems) == 1, [str(problem) for problem in found.problems]
    return found.problems[0]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("tent.jpg", "/photos/posts/tent.jpg"),
        ("./tent.jpg", "/photos/posts/tent.jpg"),
        ("green.jpg", "/photos/green.jpg"),
        ("../photos/green.jpg", "/photos/green.jpg"),
        ("/logo.jpg", "/logo.jpg"),
        ("/content/photos/green.jpg", "/photos/green.jpg"),
    ],
)
def test_a_photo_is_found_beside_the_text_in_photos_and_in_static(site: MakeSite, typed: str, address: str) -> None:
    found = joined(site({**PHOTOS, "content/posts/fair.md": fair(f"image: {typed}\nimage_alt: A tent\n")}))
    shown = one_post(found).image
    assert shown is not None and (shown.address, shown.alt) == (address, "A tent")
    assert found.problems == ()


@pytest.mark.parametrize(
    ("typed", "rule", "hint"),
    [
        ("tnet.jpg", "missing-photo", "Did you mean  tent.jpg"),
        ("gone.jpg", "missing-photo", "Put the photo in the same folder"),
        ("tent", "missing-photo", "Did you mean  tent.jpg"),
        ("fair", "not-a-photo", "with its ending"),  # the post of that name is no photo
        ("poster.pdf", "not-a-photo", "with its ending"),
        ("drawing.svg", "not-a-photo", "PNG or JPEG"),
        ("https://example.org/tent.jpg", "outside-picture", "save it beside this file"),
        ("C:\\Photos\\tent.jpg", "local-path", "Copy the file"),
    ],
)
def test_a_photo_that_cannot_be_shown_is_told_and_never_dropped_in_silence(
    site: MakeSite, typed: str, rule: str, hint: str
) -> None:
    files = {**PHOTOS, "content/posts/fair.md": fair(f"image: {typed}\nimage_alt: A tent\n", "![t](tent.jpg)\n")}
    found = joined(site(files))
    problem = told(found)
    assert one_post(found).image is None
    assert (problem.rule, problem.path, problem.line) == (rule, "content/posts/fair.md", 3)
    assert hint in problem.remedy and typed in problem.message


@pytest.mark.parametrize("alt", ["", "tent.jpg", "Tent.JPG", "  "])
def test_a_photo_without_words_is_told_and_still_shown(site: MakeSite, alt: str) -> None:
    found = joined(site({**PHOTOS, "content/posts/fair.md": fair(f"image: tent.jpg\nimage_alt: {alt}\n")}))
    problem = told(found)
    assert (problem.rule, problem.line, problem.severity) == ("no-alt", 3, Severity.WARNING)
    assert "image_alt: What the photo shows" in problem.remedy
    assert one_post(found).image is not None


def test_pictures_in_the_text_need_words_too(site: MakeSite) -> None:
    body = "One.\n\n![](tent.jpg)\n\n![A tent](tent.jpg) ![decorative](green.jpg)\n"
    found = joined(site({**PHOTOS, "content/posts/fair.md": fair("", body)}))
    problem = told(found)
    assert (problem.rule, problem.line) == ("no-alt", 6)
    assert "![What the photo shows](tent.jpg)" in problem.remedy


def test_decoration_has_no_words_on_purpose(site: MakeSite) -> None:
    found = joined(site({**PHOTOS, "content/posts/fair.md": fair("image: tent.jpg\nimage_alt: Decorative\n")}))
    shown = one_post(found).image
    assert shown is not None and shown.alt == "" and found.problems == ()


def test_a_slip_in_an_organisations_name_is_told_with_the_likely_one(site: MakeSite) -> None:
    files = {"content/organisations/the-hall.md": "Hall.", "content/posts/fair.md": fair("organisation: the-hal\n")}
    found = joined(site(files))
    problem = told(found)
    assert one_post(found).organisation == ""
    assert (problem.rule, problem.line, problem.severity) == ("no-such-organisation", 3, Severity.ERROR)
    assert problem.remedy == "Did you mean  organisation: the-hall"


@pytest.mark.parametrize("name", ["The Hall", "the-hall"])
def test_an_organisation_that_waits_is_not_called_unknown(site: MakeSite, name: str) -> None:
    files = {
        "content/organisations/the-hall/index.md": "---\ntitle: The Hall\ndraft: yes\n---\n",
        "content/posts/fair.md": fair(f"organisation: {name}\n"),
    }
    problem = told(joined(site(files)))
    assert (problem.rule, problem.severity) == ("link-to-held", Severity.WARNING)
    assert "content/organisations/the-hall/index.md is a draft" in problem.message


def test_an_owner_is_found_by_name_or_slug() -> None:
    names = {"the hall": "/organisations/hall/", "hall": "/organisations/hall/", "": "/organisations/nobody/"}
    assert owner_of("The Hall", names) == "/organisations/hall/"
    assert owner_of("Hall!", names) == "/organisations/hall/"
    assert owner_of("hut", names) == "" and owner_of("", names) == ""


def test_the_first_text_keeps_an_id_that_two_have() -> None:
    site_id = uuid.UUID("0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10")
    first, second, third = post("content/posts/z.md", id="7"), page("content/pages/a.md", id="7"), page()
    ids, (problem,) = ids_of([first, second, third], site_id)
    assert ids["content/posts/z.md"] == "7"
    assert ids["content/pages/a.md"] == f"urn:uuid:{uuid.uuid5(site_id, 'content/pages/a.md')}"
    assert len(set(ids.values())) == 3
    assert problem.path == "content/pages/a.md" and "content/posts/z.md" in problem.message


def test_the_day_of_the_last_change_is_a_day_here(site: MakeSite) -> None:
    found = joined(site({"content/posts/fair.md": fair("updated: 2026-05-10T23:30:00Z\n")}))
    updated = one_post(found).updated
    assert updated is not None and updated.isoformat() == "2026-05-11"


NOTES = "tent.jpg: A tent in the rain\n"


@pytest.mark.parametrize("typed", ["", "tent.jpg", " "])
def test_requirement_31_a_photo_without_words_takes_those_of_photos_txt(site: MakeSite, typed: str) -> None:
    files = {**PHOTOS, "content/posts/fair.md": fair("image: tent.jpg\n", f"![{typed}](tent.jpg)\n")}
    found = joined(site({**files, "content/posts/photos.txt": NOTES}))
    placed = one_post(found)
    assert found.problems == () and placed.image is not None
    assert (placed.image.alt, placed.targets[0].alt) == ("A tent in the rain", "A tent in the rain")


def test_a_text_has_another_name_when_the_words_for_its_photos_change(site: MakeSite) -> None:
    files = {**PHOTOS, "content/posts/fair.md": fair("", "![](tent.jpg)\n")}
    found = [
        one_post(joined(site({**files, "content/posts/photos.txt": notes})))
        for notes in (NOTES, NOTES.replace("rain", "sun"))
    ]
    assert found[0].digest != found[1].digest


def test_words_in_the_text_count_before_those_of_photos_txt(site: MakeSite) -> None:
    files = {**PHOTOS, "content/posts/photos.txt": NOTES}
    body = "![Our tent](tent.jpg) ![decorative](tent.jpg)\n"
    found = joined(site({**files, "content/posts/fair.md": fair("image: tent.jpg\nimage_alt: decorative\n", body)}))
    placed = one_post(found)
    assert [target.alt for target in placed.targets] == ["", ""] and placed.image is not None and placed.image.alt == ""
    assert found.problems == ()


def test_decoration_can_be_said_in_photos_txt(site: MakeSite) -> None:
    files = {**PHOTOS, "content/posts/photos.txt": "tent.jpg: decorative\n"}
    found = joined(site({**files, "content/posts/fair.md": fair("image: tent.jpg\n", "![](tent.jpg)\n")}))
    placed = one_post(found)
    assert found.problems == () and placed.image is not None
    assert (placed.image.alt, placed.targets[0].alt) == ("", "decorative")


def test_requirement_31_the_name_of_a_file_is_never_published_as_words(site: MakeSite) -> None:
    found = joined(site({**PHOTOS, "content/posts/fair.md": fair("image: tent.jpg\nimage_alt: tent.jpg\n")}))
    placed = one_post(found)
    assert placed.image is not None and placed.image.alt == ""
    assert [problem.rule for problem in found.problems] == ["no-alt"]
