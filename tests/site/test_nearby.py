"""What a dead link was probably meant for."""

from __future__ import annotations

import time

import pytest

from hyperlocal.site.nearby import Nearby

FILES = {
    "summer-fair.md": "content/posts/summer-fair.md",
    "fair.jpg": "content/photos/fair.jpg",
    "fair.pdf": "static/fair.pdf",
    "About.md": "content/pages/About.md",
}


@pytest.mark.parametrize(
    ("name", "picture", "path"),
    [
        ("summer-fair.md", False, "content/posts/summer-fair.md"),
        ("Summer-Fair", False, "content/posts/summer-fair.md"),
        ("sumer-fair.md", False, "content/posts/summer-fair.md"),
        ("about", False, "content/pages/About.md"),
        ("fair", False, "content/photos/fair.jpg"),
        ("fair.pdf", False, "static/fair.pdf"),
        ("fair", True, "content/photos/fair.jpg"),
        ("fiar.jpg", True, "content/photos/fair.jpg"),
        ("summer-fair.md", True, None),
        ("nothing-like-it.md", False, None),
        ("", False, None),
    ],
)
def test_a_file_is_found_by_its_name_or_one_that_is_near(name: str, picture: bool, path: str | None) -> None:
    assert Nearby(FILES, {}).file(name, picture=picture) == path


def test_a_heading_is_found_on_the_page_that_was_meant() -> None:
    nearby = Nearby({}, {"/about/": {"opening-hours"}, "/": {"opening"}})
    assert nearby.anchor("openign-hours", "/about/") == "opening-hours"
    assert nearby.anchor("openign-hours", "/") is None and nearby.anchor("openign", "/gone/") is None


def test_an_organisation_is_found_by_a_name_that_is_near() -> None:
    nearby = Nearby({}, {})
    assert nearby.organisation("village hal", {"village hall": "/a/", "food bank": "/b/"}) == "village hall"
    assert nearby.organisation("post office", {"village hall": "/a/", "food bank": "/b/"}) is None


def test_thousands_of_dead_links_on_a_site_with_thousands_of_files_are_no_matter() -> None:
    """Requirement 70: the slowest case, where every name is like every other."""
    files = {f"2026-05-{n % 28 + 1:02}-a-post-about-the-fair-{n}.md": f"content/posts/{n}.md" for n in range(5_000)}
    nearby = Nearby(files, {"/": [f"a-heading-about-the-fair-{n}" for n in range(5_000)]})
    start = time.process_time()
    found = [nearby.file(f"2026-05-{n % 28 + 1:02}-a-pots-about-the-fair-{n}.md", picture=False) for n in range(5_000)]
    found += [nearby.anchor(f"a-haeding-about-the-fair-{n}", "/") for n in range(5_000)]
    assert time.process_time() - start < 5
    assert found[0] == "content/posts/0.md", "the first are answered"
