"""A folder of texts -> one site: addresses, order, names, and what is told when two want the same."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.config import read_config
from hyperlocal.content import load
from hyperlocal.problems import Problem, Severity
from hyperlocal.site import Site, connect, directory_name
from hyperlocal.site.visible import Why
from tests.conftest import MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def joined(folder: Path, now: datetime = NOW, *, drafts: bool = False) -> Site:
    config, _ = read_config(folder)
    return connect(load(folder), config, now, drafts=drafts)


def dated(day: str, *, more: str = "", words: str = "Words.") -> str:
    return f"---\ndate: {day}\n{more}---\n{words}\n"


def told(found: Site, rule: str) -> Problem:
    matching = [problem for problem in found.problems if problem.rule == rule]
    assert len(matching) == 1, [str(problem) for problem in found.problems]
    return matching[0]


def addresses(found: Site) -> dict[str, str]:
    """source path -> address"""
    return {
        **{one.post.source.path: one.address for one in found.posts},
        **{one.page.source.path: one.address for one in (*found.pages, *found.sections.values())},
        **{one.organisation.source.path: one.address for one in found.organisations},
    }


def test_the_older_post_keeps_an_address_that_two_would_have(site: MakeSite) -> None:
    found = joined(
        site({"content/posts/a/fair.md": dated("2026-06-01"), "content/posts/z/fair.md": dated("2026-05-01")})
    )
    assert addresses(found) == {"content/posts/z/fair.md": "/news/2026/fair/"}
    problem = told(found, "same-address")
    assert (problem.severity, problem.path) == (Severity.ERROR, "content/posts/a/fair.md")
    assert "content/posts/z/fair.md" in problem.message and "/news/2026/fair/" in problem.message
    assert problem.remedy.endswith("slug: fair-2")


def test_adding_a_text_moves_no_other(site: MakeSite) -> None:
    before = {
        "content/posts/fair.md": dated("2026-05-01"),
        "content/pages/about.md": "About.",
        "content/organisations/hall.md": "Hall.",
    }
    more = {
        "content/posts/a/fair.md": dated("2026-06-01"),
        "content/posts/x/fair.md": dated("2025-05-01"),
        "content/pages/About.md": "Another.",
        "content/pages/a/about/index.md": "Another.",
        "content/pages/tags/tea.md": "Tea.",
        "content/organisations/a/hall.md": "Another.",
        "content/organisations/zoo.md": "---\nalso_known_as: hall\n---\n",
    }
    first = addresses(joined(site(before)))
    assert set(first.items()) <= set(addresses(joined(site(more))).items())


@pytest.mark.parametrize(
    ("path", "text", "address", "owner"),
    [
        ("content/pages/latest.md", "---\nslug: news\n---\n", "/news/", "the list of news"),
        ("content/pages/tags/tea.md", "Tea.", "/tags/tea/", "the list of that tag"),
        ("content/pages/news/2026.md", "2026.", "/news/2026/", "the list of that year"),
        ("content/pages/news/2026/fair.md", "Fair.", "/news/2026/fair/", "content/pages/news/2026/fair.md"),
        ("content/organisations/a-z.md", "A to Z.", "/organisations/a-z/", "the list by letter"),
    ],
)
def test_nothing_stands_in_the_way_of_a_list(site: MakeSite, path: str, text: str, address: str, owner: str) -> None:
    found = joined(site({"content/posts/fair.md": dated("2026-05-01", more="tags: tea\n"), path: text}))
    problem = told(found, "same-address")
    assert address in problem.message and owner in problem.message
    # A page was there before a post; a list is there before anybody.
    assert problem.path == ("content/posts/fair.md" if owner == path else path)


def test_two_front_pages_are_one_too_many(site: MakeSite) -> None:
    found = joined(site({"content/pages/home.md": "A.", "content/pages/index.md": "B."}))
    assert found.sections["home"].page.source.path == "content/pages/home.md"
    assert told(found, "same-address").path == "content/pages/index.md"


def test_capitals_and_folders_do_not_make_two_addresses(site: MakeSite) -> None:
    found = joined(site({"content/pages/About.md": "A.", "content/pages/about/index.md": "B."}))
    assert addresses(found) == {"content/pages/about/index.md": "/about/"}
    assert "content/pages/about/index.md" in told(found, "same-address").message


def test_photos_that_would_have_one_name_are_told_with_both(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/pages/about.md": "![One](Fair%20Day.jpg) ![Two](fair-day.jpg)",
                "content/pages/Fair Day.jpg": jpeg(),
                "content/pages/fair-day.jpg": jpeg(),
            }
        )
    )
    problem = told(found, "same-address")
    assert problem.path == "content/pages/fair-day.jpg" and "content/pages/Fair Day.jpg" in problem.message
    assert found.beside.photos["/photos/pages/fair-day.jpg"].path == "content/pages/Fair Day.jpg"


def test_only_what_a_text_shows_or_links_to_is_published(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/pages/about.md": "---\nimage: head.jpg\nimage_alt: Us\n---\n[Rules](rules.pdf)",
                "content/pages/head.jpg": jpeg(),
                "content/pages/rules.pdf": b"%PDF",
                "content/pages/private.pdf": b"%PDF",
                "content/pages/other.jpg": jpeg(),
                "content/posts/draft.md": dated("2026-01-01", more="draft: yes\n", words="[x](private.pdf)"),
            }
        )
    )
    assert set(found.beside.photos) == {"/photos/pages/head.jpg"} and set(found.beside.files) == {
        "/files/pages/rules.pdf"
    }


def test_news_is_newest_first_by_the_instant(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/posts/summer-time.md": dated("2026-10-25T01:30:00+01:00"),
                "content/posts/winter-time.md": dated("2026-10-25T01:15:00+00:00"),  # 45 minutes later
                "content/posts/b-same-day.md": dated("2026-10-24"),
                "content/posts/a-same-day.md": dated("2026-10-24"),
                "content/posts/old.md": dated("2025-01-01"),
            }
        )
    )
    assert [one.post.source.stem for one in found.posts] == [
        "winter-time", "summer-time", "a-same-day", "b-same-day", "old"]  # fmt: skip


def test_the_year_in_an_address_is_that_of_the_place(site: MakeSite) -> None:
    found = joined(site({"content/posts/party.md": dated("2025-12-31T23:30:00-05:00")}))
    assert [(one.address, one.day.isoformat()) for one in found.posts] == [("/news/2026/party/", "2026-01-01")]


ID = "0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10"


def ids(found: Site) -> dict[str, str]:
    return {one.post.source.path: one.id for one in found.posts}


def test_ids_do_not_change_with_title_tag_or_domain(site: MakeSite) -> None:
    first = ids(joined(site({"content/posts/fair.md": dated("2026-05-01", more="title: A\ntags: x\n")})))
    assert first == {"content/posts/fair.md": f"urn:uuid:{uuid.uuid5(uuid.UUID(ID), 'content/posts/fair.md')}"}
    changed = {
        "site.yml": f"id: {ID}\ntitle: New name\nbase_url: https://other.example/\n",
        "content/posts/fair.md": dated("2026-06-02", more="title: B\ntags: y\nslug: other\n"),
    }
    assert ids(joined(site(changed))) == first


def test_an_id_in_the_head_wins_and_a_copied_one_is_told(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/posts/z.md": dated("2026-05-01", more="id: tag:example.org,2020:1\n"),
                "content/posts/a.md": dated("2026-05-02", more="id: tag:example.org,2020:1\n"),
            }
        )
    )
    assert ids(found)["content/posts/z.md"] == "tag:example.org,2020:1"
    assert ids(found)["content/posts/a.md"].startswith("urn:uuid:")
    problem = told(found, "same-id")
    assert (problem.path, problem.line, problem.severity) == ("content/posts/a.md", 3, Severity.WARNING)
    assert "content/posts/z.md" in problem.message


def test_a_site_without_an_id_is_told_the_very_one_that_it_uses(site: MakeSite) -> None:
    files = {"site.yml": "title: Hartley Green\n", "content/posts/fair.md": dated("2026-05-01")}
    first = joined(site(files))
    line = told(first, "no-id").remedy.partition("id: ")[2]
    second = joined(site({**files, "site.yml": f"title: Another name\nid: {line}\n"}))
    assert ids(second) == ids(first) and second.problems == ()


def test_an_id_that_is_no_uuid_serves_as_well(site: MakeSite) -> None:
    files = {"site.yml": "title: A\nid: my-site\n", "content/posts/fair.md": dated("2026-05-01")}
    first = joined(site(files))
    assert first.problems == ()
    assert ids(joined(site({**files, "site.yml": "title: B\nid: my-site\n"}))) == ids(first)


def test_spellings_of_a_tag_are_one_tag_called_as_most_posts_call_it(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/posts/a.md": dated("2026-05-01", more="tags: open day, tea\n"),
                "content/posts/b.md": dated("2026-05-02", more="tags: Open-Day\n"),
                "content/posts/c.md": dated("2026-05-03", more="tags: open day, Open Day\n"),
            }
        )
    )
    assert [(tag.slug, tag.name, [one.post.source.stem for one in tag.posts]) for tag in found.tags] == [
        ("open-day", "open day", ["c", "b", "a"]),
        ("tea", "tea", ["a"]),
    ]
    assert found.posts[0].tags == ("open-day",)


def test_what_is_held_back_is_nowhere_but_in_the_list_of_it(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/posts/later.md": dated("2027-01-01", more="tags: later\naliases: /soon/\n"),
                "content/posts/over.md": dated("2026-01-01", more="expires: 2026-02-01\n"),
                "content/pages/draft.md": "---\ndraft: yes\n---\n",
                "content/organisations/draft.md": "---\ndraft: yes\n---\n",
            }
        )
    )
    assert (found.posts, found.pages, found.organisations, found.tags, found.redirects) == ((), (), (), (), ())
    assert [(one.path, one.why) for one in found.held] == [
        ("content/organisations/draft.md", Why.DRAFT),
        ("content/pages/draft.md", Why.DRAFT),
        ("content/posts/over.md", Why.OVER),
        ("content/posts/later.md", Why.TO_COME),
    ]


def test_for_the_preview_what_is_held_back_has_its_place_and_is_still_listed(site: MakeSite) -> None:
    folder = site(
        {
            "content/posts/later.md": dated("2027-01-01", more="tags: later\naliases: /soon/\n"),
            "content/posts/fair.md": dated("2026-01-01", words="[later](later.md)"),
            "content/pages/draft.md": "---\ndraft: yes\n---\n",
            "content/organisations/draft.md": "---\ndraft: yes\n---\n",
        }
    )
    published, shown = joined(folder), joined(folder, drafts=True)
    assert shown.held == published.held
    assert [one.address for one in shown.posts] == ["/news/2027/later/", "/news/2026/fair/"]
    assert [one.address for one in (*shown.pages, *shown.organisations)] == ["/draft/", "/organisations/draft/"]
    assert [one.old for one in shown.redirects] == ["soon/index.html"]
    assert [problem.rule for problem in published.problems] == ["link-to-held"]
    assert shown.problems == ()


def test_in_the_preview_too_a_draft_takes_nobodys_address(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/posts/a/fair.md": dated("2026-01-01", more="draft: yes\naliases: /old/\n"),
                "content/posts/z/fair.md": dated("2026-05-01"),
                "content/posts/new.md": dated("2026-11-02", more="draft: yes\naliases: /old/\n"),
                "content/posts/old.md": dated("2026-01-02", more="aliases: /old/\n"),
                "content/pages/about.md": "---\ndraft: yes\n---\n",
                "content/pages/about-us.md": "---\nslug: about\n---\n",
            }
        ),
        drafts=True,
    )
    places = {one.address: one.post.source.path for one in found.posts}
    assert places["/news/2026/fair/"] == "content/posts/z/fair.md"
    assert {one.address: one.page.source.path for one in found.pages}["/about/"] == "content/pages/about-us.md"
    assert [one.source for one in found.redirects] == ["content/posts/old.md"]
    assert sorted((problem.rule, problem.path) for problem in found.problems) == [
        ("alias-taken", "content/posts/new.md"),
        ("same-address", "content/pages/about.md"),
        ("same-address", "content/posts/a/fair.md"),
    ]


def test_a_draft_takes_nobodys_address(site: MakeSite) -> None:
    found = joined(
        site(
            {
                "content/posts/a/fair.md": dated("2026-01-01", more="draft: yes\n"),
                "content/posts/z/fair.md": dated("2026-05-01"),
            }
        )
    )
    assert addresses(found) == {"content/posts/z/fair.md": "/news/2026/fair/"} and found.problems == ()


def test_pages_are_in_the_order_of_their_titles(site: MakeSite) -> None:
    found = joined(
        site({"content/pages/1.md": "---\ntitle: Zebras\n---\n", "content/pages/2.md": "---\ntitle: apes\n---\n"})
    )
    assert [one.page.title for one in found.pages] == ["apes", "Zebras"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["The Zoo", "Éire Club", "bowls", "the “Crossway”"], ["bowls", "the “Crossway”", "Éire Club", "The Zoo"]),
        (["Bowls", "Y Neuadd", "Yoga", "Yr Afon"], ["Yr Afon", "Bowls", "Y Neuadd", "Yoga"]),
        # Another script comes after ours, in the order of its own letters.
        (["مسجد", "جمعية", "Zebra", "Żubr"], ["Zebra", "Żubr", "جمعية", "مسجد"]),
        (["3rd Scouts", "Aardvark"], ["3rd Scouts", "Aardvark"]),
    ],
)
def test_the_directory_is_in_the_order_that_people_look_for(
    site: MakeSite, names: list[str], expected: list[str]
) -> None:
    found = joined(site({f"content/organisations/{i}.md": f"---\ntitle: {n}\n---\n" for i, n in enumerate(names)}))
    assert [one.organisation.title for one in found.organisations] == expected


def test_a_name_without_letters_still_has_a_place() -> None:
    assert directory_name("★") and directory_name("The ") == directory_name("the")


def test_an_organisation_is_known_by_all_its_names_its_own_first(site: MakeSite) -> None:
    files = {
        "content/organisations/ark.md": "---\ntitle: The Ark\nalso_known_as: [The Zebras, zebra-club, Noah]\n---\n",
        "content/organisations/zebra-club.md": "---\ntitle: The Zebras\nslug: stripes\n---\n",
    }
    posts = {
        "zebra-club": "stripes",
        "Zebra Club": "stripes",
        "stripes": "stripes",
        "the zebras": "stripes",
        "NOAH": "ark",
        "The Ark": "ark",
    }
    for i, name in enumerate(posts):
        files[f"content/posts/{i}.md"] = dated("2026-05-01", more=f"organisation: {name}\n")
    found = joined(site(files))
    assert {one.post.organisation: one.organisation for one in found.posts} == {
        name: f"/organisations/{owner}/" for name, owner in posts.items()
    }
    assert found.problems == ()


def test_the_same_content_gives_the_same_site_in_whatever_zone_now_is_told(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": dated("2026-05-01"), "content/pages/about.md": "[x](../posts/fair.md)"})
    assert joined(folder, NOW) == joined(folder, datetime.fromisoformat("2026-11-22T21:00+09:00"))
