"""Where things stand: addresses come from file names, and never shift when something is added."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hyperlocal.content.files import File
from hyperlocal.content.photo import Photo
from hyperlocal.site.addresses import (
    LISTS,
    SECTIONS,
    file_address,
    month_address,
    organisation_address,
    page_address,
    post_address,
    section_of,
    static_address,
    tag_address,
    without_collisions,
    year_address,
)
from tests.texts import organisation, page, post


def file(path: str) -> File:
    return File(path=path, place=path)


def photo(path: str, ending: str) -> Photo:
    return Photo(path=path, file=Path(path), width=4, height=3, ending=ending, located=False)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/pages/about.md", "/about/"),
        ("content/pages/About Us (FINAL).md", "/about-us-final/"),
        ("content/pages/getting-around/buses.md", "/getting-around/buses/"),
        ("content/pages/Getting Around/By Bus/index.md", "/getting-around/by-bus/"),
        ("content/pages/about/index.md", "/about/"),
        ("content/pages/2026-05-01-plans.md", "/plans/"),
        ("content/about.md", "/about/"),  # a text right below content/ is a page
        ("content/pages/home.md", "/"),
        ("content/pages/index.md", "/"),
        ("content/pages/News.md", "/news/"),
        ("content/pages/organisations/index.md", "/organisations/"),
        ("content/pages/404.md", "/404.html"),
        ("content/pages/about/news.md", "/about/news/"),  # only at the top is it the list's introduction
    ],
)
def test_a_page_stands_where_its_file_lies(path: str, address: str) -> None:
    assert page_address(page(path)) == address


def test_the_title_never_counts_and_a_slug_always_does() -> None:
    assert page_address(page("content/pages/about.md", title="Something else")) == "/about/"
    assert page_address(page("content/pages/deep/about.md", slug="Who we are")) == "/deep/who-we-are/"
    assert post_address(post("content/posts/2026-05-01-fair.md", title="X"), date(2026, 5, 2)) == "/news/2026/fair/"
    assert organisation_address(organisation("content/organisations/hall.md", slug="a")) == "/organisations/a/"


def test_posts_lie_in_any_folder_and_stand_by_year() -> None:
    for path in ("content/posts/fair.md", "content/posts/2020/old/fair.md", "content/posts/2026-05-01-fair/index.md"):
        assert post_address(post(path), date(2026, 5, 1)) == "/news/2026/fair/"
    assert (year_address(987), month_address(2026, 4), tag_address("tea")) == (
        "/news/0987/",
        "/news/2026/04/",
        "/tags/tea/",
    )


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("content/pages/home.md", "home"),
        ("content/pages/INDEX.md", "home"),
        ("content/pages/feeds.md", "feeds"),
        ("content/pages/newsletter.md", None),
        ("content/pages/deep/home.md", None),
    ],
)
def test_pages_of_certain_names_introduce_lists(path: str, section: str | None) -> None:
    assert section_of(page(path)) == section


def test_every_list_that_can_be_introduced_is_known_by_a_name_for_messages() -> None:
    assert set(SECTIONS.values()) - {"/404.html"} == set(LISTS) - {"/organisations/a-z/"}


@pytest.mark.parametrize(
    ("path", "ending", "address"),
    [
        ("content/photos/Fair Day.JPG", ".jpg", "/photos/fair-day.jpg"),
        ("content/Photos/x.jpg", ".jpg", "/photos/x.jpg"),
        ("content/posts/2026-05-01-fair/tent.jpeg", ".jpg", "/photos/posts/2026-05-01-fair/tent.jpg"),
        ("content/posts/IMG_1.HEIC", ".jpg", "/photos/posts/img-1.jpg"),
        ("content/posts/plan.bmp", ".png", "/photos/posts/plan.png"),
        ("content/posts/Minutes (v2).pdf", None, "/files/posts/minutes-v2.pdf"),
        ("content/rules.pdf", None, "/files/rules.pdf"),
        ("content/posts/photos/list.ods", None, "/files/posts/photos/list.ods"),
    ],
)
def test_what_lies_beside_texts_gets_a_safe_name(path: str, ending: str | None, address: str) -> None:
    assert file_address(file(path), ending) == address


def test_files_in_static_keep_their_names_but_a_heic_becomes_what_browsers_show() -> None:
    assert static_address(file("static/Old Site/Map #2.pdf")) == "/Old Site/Map #2.pdf"
    assert static_address(file("static/a/IMG_1.HEIC"), photo("static/a/IMG_1.HEIC", ".jpg")) == "/a/IMG_1.jpg"
    assert static_address(file("static/a.tiff"), photo("static/a.tiff", ".jpg")) == "/a.tiff"


def test_of_two_texts_for_one_address_the_first_keeps_it_and_the_other_is_told_what_to_type() -> None:
    first, second = page("content/pages/About us.md"), page("content/pages/about-us.md")
    taken = {"/news/": "the list of news"}
    kept, (problem,) = without_collisions([(page_address(one), one) for one in (first, second)], taken)
    assert kept == [("/about-us/", first)]
    assert problem.path == "content/pages/about-us.md"
    assert "/about-us/" in problem.message and "content/pages/About us.md" in problem.message
    assert problem.remedy.endswith("slug: about-us-2")
    assert taken == {"/news/": "the list of news", "/about-us/": "content/pages/About us.md"}


def test_nobody_takes_the_address_of_a_list() -> None:
    kept, (problem,) = without_collisions([("/news/", page(slug="news"))], dict(LISTS))
    assert kept == [] and "the list of news" in problem.message and "slug: news-2" in problem.remedy


def test_two_introductions_of_one_list_cannot_be_told_to_take_another_slug() -> None:
    pages = [page("content/pages/home.md"), page("content/pages/index.md")]
    _, (problem,) = without_collisions([("/", one) for one in pages], {})
    assert "slug" not in problem.remedy and "one of the files" in problem.remedy
