"""Which photos are opened: those that some text names, and those of the folders that galleries name."""

from __future__ import annotations

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.showing import by_folder, folders_meant, shown
from tests.texts import page, post


def files(*paths: str) -> dict[str, File]:
    return {path: File(path=path, place=path) for path in paths}


PHOTOS = files(
    "content/posts/tent.jpg",
    "content/posts/fair/a.jpg",
    "content/posts/fair/b.txt",
    "content/posts/fair/more/c.jpg",
    "content/photos/Fair/d.PNG",
    "content/photos/e.jpg",
)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Words.", set()),
        ("![A tent](tent.jpg)", {"content/posts/tent.jpg"}),
        ("[gallery: fair]", {"content/posts/fair/a.jpg", "content/photos/Fair/d.PNG"}),
        ("[gallery: fair/more]", {"content/posts/fair/more/c.jpg"}),
        ("[gallery: ../photos]", {"content/photos/e.jpg"}),
        ("[gallery: /content/photos/]", {"content/photos/e.jpg"}),
        ("[gallery: photos]", {"content/photos/e.jpg"}),
        ("[gallery: .]", {"content/posts/tent.jpg", "content/photos/e.jpg"}),
        ("[gallery: nowhere]", set()),
    ],
)
def test_only_what_is_named_is_opened(body: str, expected: set[str]) -> None:
    assert {file.path for file in shown(PHOTOS, [post("content/posts/x.md", body)])} == expected


def test_the_photo_of_a_text_is_opened() -> None:
    (found,) = shown(PHOTOS, [page(image="photos/E.jpg")])
    assert found.path == "content/photos/e.jpg"


def test_a_folder_beside_the_text_is_likelier_than_one_of_the_site() -> None:
    assert list(folders_meant("fair", "content/posts/x.md"))[:2] == ["content/posts/fair", "content/photos/fair"]
    assert next(iter(folders_meant("a\\b ", "content/pages/x.md"))) == "content/pages/a/b"
    assert "content/posts/fair" not in list(folders_meant("/fair", "content/posts/x.md"))


def test_the_photos_of_each_folder() -> None:
    assert by_folder(PHOTOS.values()) == {
        "content/posts": ["content/posts/tent.jpg"],
        "content/posts/fair": ["content/posts/fair/a.jpg"],
        "content/posts/fair/more": ["content/posts/fair/more/c.jpg"],
        "content/photos/Fair": ["content/photos/Fair/d.PNG"],
        "content/photos": ["content/photos/e.jpg"],
    }
