"""Whether a built site is the right one: counted in its files, and read in its pages."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import checks
from benchmarks.corpus import Post, post
from benchmarks.sites import plain, sample

PAGE = """<!DOCTYPE html><title>A walk</title><main><h1>A walk</h1><p>It&rsquo;s <em>wet</em> by the
<a href="../../2020/lock-2/">lock</a>.</p><img src="/photos/a.jpg" alt=""><table><tr><td>1</table></main>"""
ADDRESS = "/news/2021/walk-1/"


@pytest.fixture
def output(tmp_path: Path) -> Path:
    files = {
        "news/2021/walk-1/index.html": PAGE,
        "news/2021/index.html": "a year",
        "news/2021/03/index.html": "a month",
        "tags/walks/index.html": "a tag",
        "tags/index.html": "all tags",
        "feed.xml": "<rss><item>1</item><item>2</item></rss>",
        "sitemap.xml": "<urlset><url><loc>/</loc></url></urlset>",
        "photos/a.jpg": "photo",
        "photos/a-480.webp": "small",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def wanted(**other: object) -> dict[str, object]:
    usual = {"words": ["A", "walk", "It", "s", "wet", "by", "the", "lock", "1"], "links": ["/news/2020/lock-2/"]}
    return {"address": ADDRESS, **usual, "pictures": ["/photos/a.jpg"], "tables": 1, **other}


def test_pages_of_posts_and_tags_are_counted_and_lists_are_not(output: Path) -> None:
    there = checks.found(output, "feed.xml", checks.stamps(output))
    assert (there.files, there.posts, there.tags, there.items, there.places) == (9, 1, 1, 2, 1)
    assert {ending: count for ending, (count, _) in there.pictures.items()} == {"jpg": 1, "webp": 1}


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    assert checks.found(tmp_path / "no", "feed.xml", checks.stamps(tmp_path / "no")).files == 0


def test_what_was_written_again_is_seen_even_if_nothing_in_it_changed(output: Path) -> None:
    before = checks.stamps(output)
    assert checks.written(before, checks.stamps(output)) == []
    replaced = output / "feed.new"
    replaced.write_text((output / "feed.xml").read_text(encoding="utf-8"), encoding="utf-8")
    os.utime(replaced, ns=(before["feed.xml"][1],) * 2)
    replaced.replace(output / "feed.xml")
    assert checks.written(before, checks.stamps(output)) == ["feed.xml"]


def test_a_page_with_everything_lacks_nothing(output: Path) -> None:
    assert checks.missing(output, [wanted()]) == []


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ({"words": ["A", "walk", "dry"]}, "lacks 1 words, such as “dry”"),
        ({"links": ["/news/2020/lock-3/"]}, "lacks the link /news/2020/lock-3/"),
        ({"pictures": ["/photos/b.jpg"]}, "lacks the picture /photos/b.jpg"),
        ({"tables": 2}, "has 1 tables, not 2"),
        ({"address": "/news/2021/none/", "links": [], "pictures": [], "tables": 0}, "lacks 9 words"),
    ],
)
def test_what_a_page_lacks_is_told(output: Path, other: dict[str, object], told: str) -> None:
    assert [told in line for line in checks.missing(output, [wanted(**other)])] == [True]


def test_a_picture_must_be_there_as_a_file_too(output: Path) -> None:
    (output / "photos/a.jpg").unlink()
    assert checks.missing(output, [wanted()]) == [f"{ADDRESS} lacks the picture /photos/a.jpg"]


def test_what_a_reader_must_find_is_taken_from_the_words_between_the_marks() -> None:
    markdown = "1. See [what we wrote](/news/2020/a/) or `x`.\n\n![A lamp](/photos/place-1.jpg)\n"
    assert checks.words(plain(markdown)) == ["See", "what", "we", "wrote", "or", "x"]


def test_a_sample_knows_links_pictures_and_tables() -> None:
    found = sample(next(one for one in _posts() if "![" in one.body and "](/news/" in one.body))
    assert found["pictures"] == ["/photos/place-0.jpg"]
    assert any(link.startswith("/news/") for link in found["links"])
    assert found["tables"] == 0
    assert sample(post(2, 100))["tables"] == 1


def _posts() -> list[Post]:
    return [post(1 + 40 * number, 200) for number in range(5)]


def test_a_picture_at_another_size_is_the_picture(tmp_path: Path) -> None:
    page = tmp_path / ADDRESS.strip("/") / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text('<img src="/photos/a.480w.jpg"><img src="/photos/b.480w.jpg">', encoding="utf-8")
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.480w.jpg").write_bytes(b"x")
    sample = {"address": ADDRESS, "words": {}, "links": [], "pictures": ["/photos/a.jpg", "/photos/b.jpg"], "tables": 0}
    assert checks.missing(tmp_path, [sample]) == [f"{ADDRESS} lacks the picture /photos/b.jpg"]
