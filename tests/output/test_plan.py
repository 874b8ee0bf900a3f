"""The plan: everything once, and nothing that readers may not see."""

from __future__ import annotations

from datetime import UTC, datetime

from hyperlocal.builder import build, prepare
from hyperlocal.checks.pages import dead_links
from hyperlocal.output import CopyFile, PageFile, PictureFile
from tests.conftest import MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_every_path_is_there_once_whatever_its_capitals(site: MakeSite) -> None:
    folder = site(
        {
            "content/pages/about.md": "A.",
            "static/About/index.html": "mine",
            "static/Robots.txt": "mine",
            "static/feed.xml": "mine",
            "content/posts/2026-05-01-a.md": "A.",
        }
    )
    plan = prepare(folder, NOW).plan
    paths = [output.path for output in plan.outputs]
    assert len({path.casefold() for path in paths}) == len(paths) and paths == sorted(paths)
    told = {(problem.path, problem.rule) for problem in plan.problems}
    assert ("static/About/index.html", "same-address") in told and ("static/feed.xml", "same-address") in told


def test_a_file_cannot_stand_where_a_folder_has_to_be(site: MakeSite) -> None:
    plan = prepare(site({"content/pages/about.md": "A.", "static/about": "a file"}), NOW).plan
    assert "about/index.html" in {output.path for output in plan.outputs}
    assert [problem.path for problem in plan.problems] == ["static/about"]


def test_nothing_is_planned_for_what_is_held_back(site: MakeSite) -> None:
    folder = site(
        {
            "content/posts/2026-05-01-a.md": "---\ntags: seen\n---\nA.",
            "content/posts/2026-05-02-b.md": (
                "---\ndraft: yes\ntags: secret\naliases: /secret-alias/\n---\n![x](secret.jpg)"
            ),
            "content/posts/2027-05-02-c.md": "---\ntags: secret\n---\nC.",
            "content/pages/d.md": "---\nexpires: 2026-11-21\nslug: secret\n---\nD.",
            "content/organisations/e.md": "---\nname: E\npublish: 2026-11-23\nslug: secret\n---\nE.",
            "content/posts/secret.jpg": b"x",
        }
    )
    paths = [output.path for output in prepare(folder, NOW).plan.outputs]
    assert "tags/seen/index.html" in paths and not [path for path in paths if "secret" in path or "2027" in path]
    assert "organisations/index.html" not in paths, "a list with nothing in it"


def test_a_site_with_nothing_in_it_still_has_a_front_page(site: MakeSite) -> None:
    paths = {output.path for output in prepare(site({}), NOW).plan.outputs}
    assert {"index.html", "404.html", "theme/style.css", "favicon.svg"} <= paths
    assert not {"feed.xml", "news/index.html", "tags/index.html"} & paths


def test_old_addresses_never_break_the_build(site: MakeSite) -> None:
    folder = site({"content/pages/about.md": "---\naliases: [/robots.txt, /theme/style.css, /old/]\n---\nA."})
    found = build(folder, folder / "_site", NOW)
    told = [(problem.path, problem.rule) for problem in found.problems]
    assert told == [("content/pages/about.md", "same-address")] * 2
    assert (folder / "_site/old/index.html").is_file() and (folder / "_site/theme/style.css").is_file()


def test_a_post_that_stands_where_a_month_would_be_is_named(site: MakeSite) -> None:
    files = {f"content/posts/2026-01-01-p{i}.md": "P." for i in range(100)}
    plan = prepare(site({**files, "content/posts/01.md": "---\ndate: 2026-01-01\n---\nFirst."}), NOW).plan
    (problem,) = plan.problems
    assert problem.path == "content/posts/01.md" and "news/2026/01/index.html" in problem.message


def test_every_list_says_which_page_introduces_it(site: MakeSite) -> None:
    names = {"home": "/", "news": "/news/", "tags": "/tags/", "feeds": "/feeds/", "organisations": "/organisations/"}
    plan = prepare(site({f"content/pages/{name}.md": "Words." for name in (*names, "404")}), NOW).plan
    pages = {one.address: one.source for one in plan.outputs if isinstance(one, PageFile)}
    assert pages == {address: f"content/pages/{name}.md" for name, address in {**names, "404": "/404.html"}.items()}


def test_links_in_a_whole_site_lead_to_what_is_planned(site: MakeSite) -> None:
    """Whatever a page links to is there: the menu, the lists, and what people wrote."""
    folder = site(
        {
            "content/posts/2026-05-01-a.md": "---\ntags: x\norganisation: o\n---\n[f](/tags/x/feed.xml) [m](m%231.pdf)",
            "content/posts/m#1.pdf": b"%PDF",
            "content/organisations/o.md": "---\ncategory: Y\n---\n[a](../pages/deep/a.md) [s](/S%20%231.txt)",
            "content/pages/deep/a.md": "[years](/news/2026/) [letters](/organisations/a-z/)",
            "static/S #1.txt": "S",
        }
    )
    prepared = prepare(folder, NOW)
    html = {
        one.path: prepared.renderer().render(one).decode() for one in prepared.plan.outputs if isinstance(one, PageFile)
    }
    assert prepared.problems == () and list(dead_links(prepared, html)) == []


def test_a_photo_that_cannot_be_cleaned_is_not_published(site: MakeSite) -> None:
    prepared = prepare(site({"static/torn.jpg": "not a photo", "static/whole.jpg": jpeg(), "static/a.txt": "a"}), NOW)
    kinds = {one.path: type(one) for one in prepared.plan.outputs if one.source.startswith("static/")}
    assert kinds == {"whole.jpg": PictureFile, "a.txt": CopyFile}
    assert [problem.path for problem in prepared.problems] == ["static/torn.jpg"]
