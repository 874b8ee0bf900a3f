"""What the preview does not join again, and what it has to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import previews
from hyperlocal.site import Site
from tests.conftest import MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 6, 1, tzinfo=UTC)
FILES: dict[str, str | bytes] = {
    "content/pages/about.md": "# About\n\n## Prices\n\nTea.\n",
    "content/pages/to-it.md": "# To it\n\n[About](about.md)\n",
    "content/pages/to-prices.md": "# To prices\n\n[Prices](about.md#prices)\n",
    "content/pages/to-times.md": "# To times\n\n[Times](about.md#times)\n",
    "content/pages/to-outside.md": "# Outside\n\n[There](https://example.org/#top)\n",
    "content/posts/2026-05-01-fair.md": "# Fair\n\n![Stall](stall.jpg)\n",
    "content/posts/stall.jpg": jpeg(40, 30),
    "site.yml": "title: T\nid: t\n",
}


def drawing(size: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><rect width="5" height="5"/></svg>'


ALL_KINDS: dict[str, str | bytes] = {
    **FILES,
    "content/posts/2026-05-03-sing.md": "---\norganisation: The Singers\n---\n![Map](map.svg) ![Plan](/plan.svg) "
    "![Badge](/badge.jpg) [Bad](bad.md) [All about tea](/tags/tea/) ![](stall.jpg)\n",
    "content/posts/2026-05-04-more.md": "---\norganisation: Choir\n---\n# More\n",
    "content/posts/map.svg": drawing(10),
    "static/plan.svg": drawing(10),
    "static/badge.jpg": jpeg(10, 20),
    "content/organisations/choir.md": "---\nname: Choir\nalso known as: The Singers\n---\n",
}


class Preview:
    """A folder that is looked at again and again. `again` gives the site, and how many texts were not joined again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._prepared = previews(folder)

    def again(self) -> tuple[Site, int]:
        found = self._prepared(NOW)
        assert found.remembered is not None and found.remembered.joined is not None
        return found.site, found.remembered.joined.kept

    def write(self, path: str, text: str | bytes) -> None:
        (self.folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def preview(site: MakeSite) -> Preview:
    made = Preview(site(FILES))
    assert made.again()[1] == 0
    return made


def targets(found: Site, address: str) -> list[str]:
    (page,) = [one for one in found.pages if one.address == address]
    return [target.address for target in page.targets]


def test_with_nothing_changed_nothing_is_joined_again(preview: Preview) -> None:
    first, _ = preview.again()
    second, kept = preview.again()
    assert kept == 6 and second == first


def test_an_edited_text_alone_is_joined_again(preview: Preview) -> None:
    preview.write("content/posts/2026-05-01-fair.md", "# Fair\n\nRain. ![Stall](stall.jpg)\n")
    found, kept = preview.again()
    assert kept == 5
    assert "Rain" in found.posts[0].post.document.html


def test_a_new_heading_concerns_those_who_link_to_one(preview: Preview) -> None:
    before, _ = preview.again()
    assert targets(before, "/to-times/") == ["/about/"]
    assert [problem.path for problem in before.problems if problem.rule == "dead-anchor"] == [
        "content/pages/to-times.md"
    ]
    preview.write("content/pages/about.md", "# About\n\n## Times\n\nTea.\n")
    after, kept = preview.again()
    assert kept == 3
    assert targets(after, "/to-times/") == ["/about/#times"] and targets(after, "/to-prices/") == ["/about/"]
    assert [problem.path for problem in after.problems if problem.rule == "dead-anchor"] == [
        "content/pages/to-prices.md"
    ]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("site.yml", "title: T\nid: t\ntimezone: Pacific/Auckland\n"),
        ("content/posts/2026-05-02-tea.md", "# Tea\n"),
        ("content/posts/2026-05-01-fair.md", "---\ntags: tea\n---\n# Fair\n"),
        ("content/posts/bad.md", "---\ndate: 31 June 2026\n---\n# Bad\n"),
        ("content/posts/stall.jpg", jpeg(30, 40)),
        ("content/posts/photos.txt", "stall.jpg: A stall\n"),
        ("content/posts/map.svg", drawing(20)),
        ("content/pages/about.md", "---\nslug: we\n---\n# About\n"),
        ("content/pages/about.md", "---\ndraft: yes\n---\n# About\n"),
        ("content/organisations/choir.md", "---\nname: Choir\n---\n"),
        ("static/plan.svg", drawing(20)),
        ("static/badge.jpg", jpeg(20, 10)),
        ("static/notes.txt", "Notes"),
    ],
)
def test_what_concerns_all_is_seen_by_all(site: MakeSite, path: str, text: str | bytes) -> None:
    preview = Preview(site(ALL_KINDS))
    first, _ = preview.again()
    preview.write(path, text)
    found, kept = preview.again()
    assert kept == 0 and found != first
    fresh, none = Preview(preview.folder).again()
    assert none == 0 and found == fresh
    # And from then on they are known as they are now.
    assert preview.again()[1] == len(found.posts) + len(found.pages) + len(found.organisations)


def test_a_text_may_keep_its_address_under_another_name(preview: Preview) -> None:
    preview.write("content/pages/we.md", "---\nslug: about\n---\n# About\n\n## Prices\n\nTea.\n")
    (preview.folder / "content/pages/about.md").unlink()
    found, kept = preview.again()
    assert kept == 0
    assert sum(problem.rule == "dead-link" for problem in found.problems) == 3


def test_problems_and_photos_without_words_are_told_each_time(preview: Preview) -> None:
    preview.write("content/posts/2026-05-01-fair.md", "# Fair\n\n![](stall.jpg) [gone](gone.md)\n")
    first, _ = preview.again()
    rules = sorted(problem.rule for problem in first.problems)
    assert {"no-alt", "dead-link", "dead-anchor"} <= set(rules)
    second, kept = preview.again()
    assert kept == 6 and sorted(problem.rule for problem in second.problems) == rules


def test_another_place_is_another_joining(preview: Preview) -> None:
    """An id that two texts have goes to the first of them."""
    preview.write("content/pages/to-it.md", "---\nid: mine\n---\n# To it\n")
    first, _ = preview.again()
    preview.write("content/pages/about.md", "---\nid: mine\n---\n# About\n")
    second, _ = preview.again()
    (one,) = [page for page in second.pages if page.address == "/to-it/"]
    (before,) = [page for page in first.pages if page.address == "/to-it/"]
    assert before.id == "mine" and one.id != "mine" and one == replace(before, id=one.id, digest=one.digest)
