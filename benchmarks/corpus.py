"""The site that all of them build: N posts, N/50 organisations, N/20 events, 30 tags. The same for the same N and seed.

A post depends on its number, the number of posts and the seed alone. Addresses are those every peer is set up to give:
/news/YEAR/SLUG/, /organisations/SLUG/, /events/SLUG/, /tags/SLUG/. Pictures are named as /photos/NAME.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from benchmarks import prose

TAGS = tuple(
    (
        "allotments buses charity children choir crime cricket elections fairs floods gardens health history housing "
        "jobs libraries litter markets meetings music parking planning police recycling roads schools sport theatre "
        "walks youth"
    ).split()
)
FIRST_DAY = date(2014, 1, 1)
DAYS = 4380
"""Twelve years, the last day of which is 2025-12-28: some 83 posts a year of a thousand, away from the hundred above
which hyperlocal makes a page for each month, so that one post more does not cross that line."""
FEWEST, MOST, USUAL = 151, 664, 357
"""Words in a post: triangular, and a sentence more or less; the mean is about 398."""
PICTURES = 10
"""Small pictures that the posts share."""
PHOTOS, PHOTO_POSTS = 100, 200
"""Large photos, and posts, on the site with photos."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One page: its last part of the address, its head's values and its words in Markdown."""

    slug: str
    title: str
    summary: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Text):
    """A text with a day, an author, three tags, the slug of an organisation and, for a quarter, a picture in its words.
    `photo` is the file name of a large photo that goes with it, on the site with photos alone."""

    day: date
    updated: date
    author: str
    tags: tuple[str, ...]
    organisation: str
    picture: str
    photo: str = ""

    @property
    def address(self) -> str:
        return f"/news/{self.day.year}/{self.slug}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """All texts, posts oldest first."""

    posts: tuple[Post, ...]
    organisations: tuple[Text, ...]
    events: tuple[Text, ...]

    @property
    def middle(self) -> Post:
        """The post that is edited: in the middle of the archive, in no feed and on no front page."""
        return self.posts[len(self.posts) // 2]


def corpus(size: int, seed: int = 2026) -> Corpus:
    """The site with `size` posts."""
    return Corpus(
        posts=tuple(post(number, size, seed) for number in range(size)),
        organisations=tuple(_plain("organisation", number, seed) for number in range(max(1, size // 50))),
        events=tuple(_plain("event", number, seed) for number in range(max(1, size // 20))),
    )


def photo_site(seed: int = 2026) -> Corpus:
    """The site with photos: 200 posts, and a photo with every second one."""
    plain = corpus(PHOTO_POSTS, seed)
    posts = (
        replace(one, photo=f"photo-{number // 2}.jpg") if number % 2 == 0 else one
        for number, one in enumerate(plain.posts)
    )
    return replace(plain, posts=tuple(posts))


def post(number: int, size: int, seed: int = 2026) -> Post:
    """Post `number` of `size`; the one with number `size` and those after it are later than all of the site's own."""
    random = Random(f"{seed} post {number} {size}")
    day = FIRST_DAY + timedelta(days=min(number * DAYS // size, DAYS - 1) if number < size else DAYS)
    picture = f"/photos/place-{number // 4 % PICTURES}.jpg" if number % 4 == 1 else ""
    inside = _address(random.randrange(size), size, seed)
    return Post(
        slug=_slug(number, seed),
        title=prose.phrase(random),
        summary=prose.sentence(random),
        body=body(random, round(random.triangular(FEWEST, MOST, USUAL)), inside, picture, table=number % 6 == 2),
        day=day,
        updated=day + timedelta(days=random.randrange(2)),
        author=prose.name(random),
        tags=tuple(sorted(random.sample(TAGS, 3))),
        organisation=f"organisation-{number % max(1, size // 50)}",
        picture=picture,
    )


def body(random: Random, words: int, inside: str, picture: str, *, table: bool) -> str:
    """Markdown of `words` words: paragraphs under headings, lists, quotes, links, emphasis, some code."""
    blocks: list[str] = []
    count = 0
    extras: list[Callable[[Random], str]] = [_list, _numbers, _quote]
    if random.random() < 0.3:
        extras.append(_code)
    if table:
        blocks.append(_table(random))
        count = words_of(blocks[0])
    if picture:
        blocks.append(f"![The {prose.thing(random)} on a dry day]({picture})")
        count += 6
    while count < words:
        left = words - count
        block = _cut(_paragraph(random, inside), left)
        if left > 90 and len(blocks) % 3 == 2:
            block = f"## {prose.phrase(random)}\n\n{block}"
        elif left > 90 and len(blocks) % 4 == 3:
            block = f"{block}\n\n{random.choice(extras)(random)}"
        blocks.append(block)
        count += words_of(block)
    # The opening paragraph comes first, whatever stands below it.
    blocks.insert(0, blocks.pop())
    return "\n\n".join(blocks) + "\n"


def words_of(markdown: str) -> int:
    """How many words a reader sees in it."""
    return len(re.findall(r"[\w’']+(?:-\w+)*", re.sub(r"\]\([^)]*\)", "]", markdown)))


def _cut(paragraph: str, most: int) -> str:
    """Its first sentences, until there are `most` words or nearly so."""
    kept: list[str] = []
    for one in re.split(r"(?<=[.!]) ", paragraph):
        kept.append(one)
        if words_of(" ".join(kept)) >= most - 8:
            break
    return " ".join(kept)


def _paragraph(random: Random, inside: str) -> str:
    sentences = [prose.sentence(random) for _ in range(random.randrange(2, 5))]
    sentences.insert(random.randrange(len(sentences)), prose.marked(random, inside))
    return " ".join(sentences)


def _list(random: Random) -> str:
    return "\n".join(f"- {prose.phrase(random)}" for _ in range(random.randrange(3, 6)))


def _numbers(random: Random) -> str:
    return "\n".join(f"{number}. {prose.phrase(random)}" for number in range(1, random.randrange(4, 6)))


def _quote(random: Random) -> str:
    return f"> {prose.sentence(random)}\n> {prose.sentence(random)}"


def _code(random: Random) -> str:
    lines = [f"{prose.thing(random)} = {random.randrange(100)}" for _ in range(3)]
    return "\n".join(("```", *lines, "```"))


def _table(random: Random) -> str:
    rows = [f"| {prose.phrase(random)} | {random.randrange(1, 12)} | {prose.thing(random)} |" for _ in range(4)]
    return "\n".join(("| What | How many | Where |", "| --- | ---: | --- |", *rows))


def _slug(number: int, seed: int) -> str:
    random = Random(f"{seed} slug {number}")
    return f"{prose.thing(random)}-{prose.thing(random)}-{number}".replace("é", "e")


def _address(number: int, size: int, seed: int) -> str:
    day = FIRST_DAY + timedelta(days=min(number * DAYS // size, DAYS - 1))
    return f"/news/{day.year}/{_slug(number, seed)}/"


def _plain(kind: str, number: int, seed: int) -> Text:
    random = Random(f"{seed} {kind} {number}")
    paragraphs = [" ".join(prose.sentence(random) for _ in range(4)) for _ in range(3)]
    return Text(
        slug=f"{kind}-{number}",
        title=f"{prose.phrase(random)} {number}",
        summary=prose.sentence(random),
        body="\n\n".join((*paragraphs, _list(random))) + "\n",
    )
