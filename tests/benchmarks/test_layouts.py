"""Each tool gets the same words, in heads and folders of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

from benchmarks.corpus import Corpus, corpus, post
from benchmarks.layouts import LAYOUTS, file_of, toml_head, yaml_head


@pytest.fixture(scope="module")
def made() -> Corpus:
    return corpus(130)


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_text_is_there_once_with_all_its_words(name: str, made: Corpus) -> None:
    files = dict(LAYOUTS[name](made))
    for one in (*made.posts, *made.organisations, *made.events):
        own = [text for path, text in files.items() if Path(path).name.endswith(f"{one.slug}.md")]
        assert len(own) == 1
        assert own[0].replace("(../../photos/", "(/photos/").endswith(one.body)
        assert one.title in own[0]
    assert any("about" in path for path in files) or name == "astro"


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_place_of_a_post_is_known_whether_it_is_there_or_added(name: str, made: Corpus) -> None:
    path, text = file_of(LAYOUTS[name], made.middle, made)
    assert dict(LAYOUTS[name](made))[path] == text
    added, _ = file_of(LAYOUTS[name], post(130, 130), made)
    assert added not in dict(LAYOUTS[name](made))


def test_hugo_has_a_list_for_each_month_of_a_year_with_many_posts() -> None:
    many = corpus(1300)
    files = dict(LAYOUTS["hugo-years"](many))
    assert "content/news/2017/03/_index.md" in files
    assert "content/news/2017/_index.md" in files
    assert "content/news/2017/_index.md" not in dict(LAYOUTS["hugo"](many))


def test_heads_are_read_back_as_they_were_meant() -> None:
    head = yaml_head({"title": "A day out", "date": "2026-11-22", "tags": ("choir", "walks")})
    assert head.startswith("---\n")
    assert head.endswith("\n---\n")
    assert yaml.safe_load(head.strip("-\n"))["tags"] == ["choir", "walks"]
    words = toml_head({"title": 'Café "Blue"', "date": "2026-11-22", "[taxonomies]": "", "tags": ("choir",)})
    read = tomllib.loads(words.strip("+\n"))
    assert read["title"] == 'Café "Blue"'
    assert read["date"].isoformat() == "2026-11-22"
    assert read["taxonomies"] == {"tags": ["choir"]}


@pytest.mark.parametrize("name", ["hyperlocal", "hugo", "eleventy", "jekyll", "mkdocs"])
def test_heads_in_yaml_have_about_ten_lines(name: str, made: Corpus) -> None:
    _, text = file_of(LAYOUTS[name], made.middle, made)
    head = text.split("---\n")[1]
    assert 8 <= len(head.splitlines()) <= 11
    assert yaml.safe_load(head)["title"] == made.middle.title
