"""A line that shows a folder of photos: which folder is meant, which photos, in which order, with which words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from hyperlocal.config import read_config
from hyperlocal.content import load
from hyperlocal.problems import Severity
from hyperlocal.site import Site, connect
from hyperlocal.site.galleries import natural
from hyperlocal.site.target import Leads
from tests.conftest import MakeSite
from tests.texts import jpeg

FAIR = "---\ndate: 2026-05-01\n---\nCome.\n\n[gallery: {}]\n"


def joined(site: MakeSite, files: Mapping[str, str | bytes], typed: str = "fair") -> Site:
    folder = site({"content/posts/fair.md": FAIR.format(typed), **files})
    config, _ = read_config(folder)
    return connect(load(folder), config, datetime(2026, 6, 1, tzinfo=UTC))


def photos(folder: str, *names: str) -> dict[str, str | bytes]:
    return {f"{folder}/{name}": jpeg() for name in names}


def shown(found: Site) -> list[str]:
    (placed,) = found.posts
    (target,) = placed.targets
    return [one.photo.path for one in target.exhibits]


def notes(*names: str) -> str:
    return "".join(f"{name}: What {number}\n" for number, name in enumerate(names))


@pytest.mark.parametrize(
    ("typed", "folder"),
    [
        ("fair", "content/posts/fair"),
        ("fair", "content/photos/fair"),
        ("Fair/", "content/photos/FAIR"),
        ("2026/fair", "content/photos/2026/fair"),
        ("../photos/fair", "content/photos/fair"),
        ("/content/photos/fair", "content/photos/fair"),
        ("photos/fair", "content/photos/fair"),
        ("fair", "static/fair"),
        ("summer fair", "content/photos/summer fair"),
    ],
)
def test_a_folder_is_found_as_photos_are(site: MakeSite, typed: str, folder: str) -> None:
    found = joined(site, {**photos(folder, "a.jpg"), f"{folder}/photos.txt": notes("a.jpg")}, typed)
    assert shown(found) == [f"{folder}/a.jpg"] and found.problems == ()


def test_the_folder_of_a_text_is_meant_by_a_dot(site: MakeSite) -> None:
    files = {"content/posts/fete/index.md": FAIR.format("."), **photos("content/posts/fete", "b.jpg", "a.jpg")}
    folder = site(files)
    config, _ = read_config(folder)
    found = connect(load(folder), config, datetime(2026, 6, 1, tzinfo=UTC))
    assert shown(found) == ["content/posts/fete/a.jpg", "content/posts/fete/b.jpg"]


def test_the_order_is_that_of_photos_txt_and_then_as_people_count(site: MakeSite) -> None:
    names = ("IMG_10.jpg", "IMG_2.jpg", "img_1.jpg", "tent.jpg", "bell.jpg")
    files = {**photos("content/posts/fair", *names), "content/posts/fair/photos.txt": notes("tent.jpg", "bell.jpg")}
    paths = [path.rpartition("/")[2] for path in shown(joined(site, files))]
    assert paths == ["tent.jpg", "bell.jpg", "img_1.jpg", "IMG_2.jpg", "IMG_10.jpg"]


def test_numbers_are_sorted_as_numbers() -> None:
    assert sorted(["b", "a10", "a9b", "A1", "10", "9", "a²"], key=natural) == ["9", "10", "A1", "a9b", "a10", "a²", "b"]


def test_only_what_the_folder_itself_holds_is_shown_and_published(site: MakeSite) -> None:
    files = {
        **photos("content/photos/fair", "a.jpg"),
        **photos("content/photos/fair/more", "b.jpg"),
        "content/photos/c.jpg": jpeg(),
    }
    found = joined(site, files)
    assert shown(found) == ["content/photos/fair/a.jpg"]
    assert set(found.beside.photos) == found.beside.shown == {"/photos/fair/a.jpg"}


def test_captions_and_words_come_from_photos_txt(site: MakeSite) -> None:
    words = "a.jpg: A tent\n  caption: The tea tent\nb.jpg: decorative\nc.jpg: c.jpg\n"
    files = {**photos("content/posts/fair", "a.jpg", "b.jpg", "c.jpg"), "content/posts/fair/photos.txt": words}
    found = joined(site, files)
    (target,) = found.posts[0].targets
    assert [(one.alt, one.caption) for one in target.exhibits] == [
        ("A tent", "The tea tent"),
        ("decorative", ""),
        ("", ""),
    ]
    (problem,) = found.problems
    assert (problem.rule, problem.path, problem.line) == ("no-alt", "content/posts/fair.md", 6)
    assert problem.remedy.endswith("  \nc.jpg: What it shows")


@pytest.mark.parametrize(
    ("files", "rule", "hint"),
    [
        ({}, "no-such-gallery", "Make a folder"),
        (photos("content/photos/fiar", "a.jpg"), "no-such-gallery", "Did you mean  [gallery: fiar]"),
        (photos("content/pages/fairs", "a.jpg"), "no-such-gallery", "Did you mean  [gallery: ../pages/fairs]"),
        ({"content/photos/fair/a.pdf": "x"}, "empty-gallery", ".png"),
        ({"content/photos/fair/photos.txt": "# soon\n"}, "no-such-gallery", "Make a folder"),
        ({"content/photos/fair/more/a.jpg": jpeg()}, "empty-gallery", ".png"),
    ],
)
def test_a_folder_without_photos_is_told(
    site: MakeSite, files: Mapping[str, str | bytes], rule: str, hint: str
) -> None:
    found = joined(site, files)
    (problem,) = found.problems
    assert (problem.rule, problem.path, problem.line) == (rule, "content/posts/fair.md", 6)
    assert problem.severity is Severity.ERROR and hint in problem.remedy
    assert found.posts[0].targets[0].leads is Leads.NOWHERE


def test_a_photo_that_cannot_be_read_is_left_out_and_told_once(site: MakeSite) -> None:
    files = {
        **photos("content/photos/fair", "a.jpg"),
        "content/photos/fair/b.jpg": b"",
        "content/photos/fair/photos.txt": notes("a.jpg", "b.jpg"),
    }
    found = joined(site, files)
    assert shown(found) == ["content/photos/fair/a.jpg"]
    assert [(problem.rule, problem.path) for problem in found.problems] == [("bad-photo", "content/photos/fair/b.jpg")]


def test_whatever_is_told_of_a_photo_gives_its_text_another_name(site: MakeSite) -> None:
    files = photos("content/posts/fair", "a.jpg", "b.jpg")
    first = joined(site, {**files, "content/posts/fair/photos.txt": notes("a.jpg", "b.jpg")}).posts[0].digest
    second = joined(site, {**files, "content/posts/fair/photos.txt": notes("b.jpg", "a.jpg")}).posts[0].digest
    third = (
        joined(site, {**files, "content/posts/fair/photos.txt": notes("a.jpg", "b.jpg") + " caption: C"})
        .posts[0]
        .digest
    )
    assert len({first, second, third}) == 3
