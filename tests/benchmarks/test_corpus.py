"""The made-up site: the same every time, and of the size and kind that README.md says."""

from __future__ import annotations

import statistics

import pytest

from benchmarks.corpus import FEWEST, MOST, PHOTOS, TAGS, Corpus, corpus, photo_site, post, words_of


@pytest.fixture(scope="module")
def made() -> Corpus:
    return corpus(400)


def test_the_same_size_and_seed_give_the_same_site(made: Corpus) -> None:
    assert corpus(400) == made
    assert corpus(400, seed=1).posts[0].body != made.posts[0].body


def test_counts(made: Corpus) -> None:
    assert (len(made.posts), len(made.organisations), len(made.events)) == (400, 8, 20)
    assert len(TAGS) == 30
    assert {tag for one in made.posts for tag in one.tags} == set(TAGS)
    assert {len(set(one.tags)) for one in made.posts} == {3}


def test_words(made: Corpus) -> None:
    counts = [words_of(one.body) for one in made.posts]
    assert min(counts) >= FEWEST - 10
    assert max(counts) <= MOST + 30
    assert 380 <= statistics.mean(counts) <= 416


def test_a_quarter_has_a_picture_a_sixth_a_table_and_some_have_code(made: Corpus) -> None:
    def having(mark: str) -> int:
        return sum(mark in one.body for one in made.posts)

    assert having("![") == 100
    assert 66 <= having("| ---") <= 67
    assert 5 <= having("```") <= 80
    assert min(having("**"), having("\n## "), having("\n- "), having("\n> "), having("](/news/")) > 100


def test_addresses_are_each_ones_own_and_links_lead_to_posts(made: Corpus) -> None:
    places = {one.address for one in made.posts}
    assert len(places) == 400
    linked = {link for one in made.posts for link in _links(one.body) if link.startswith("/news/")}
    assert linked <= places
    assert len(linked) > 100


def test_posts_are_in_order_over_twelve_years(made: Corpus) -> None:
    days = [one.day for one in made.posts]
    assert days == sorted(days)
    assert {day.year for day in days} == set(range(2014, 2026))


def test_a_post_that_is_added_is_the_newest_and_has_a_place_of_its_own(made: Corpus) -> None:
    added = post(400, 400)
    assert added.day > made.posts[-1].day
    assert added.address not in {one.address for one in made.posts}


def test_the_edited_post_is_in_the_middle(made: Corpus) -> None:
    assert made.middle == made.posts[200]


def test_the_site_with_photos_has_one_with_every_second_post() -> None:
    photos = [one.photo for one in photo_site().posts]
    assert photos[::2] == [f"photo-{number}.jpg" for number in range(PHOTOS)]
    assert set(photos[1::2]) == {""}


def _links(markdown: str) -> list[str]:
    return [part.split(")")[0] for part in markdown.split("](")[1:]]
