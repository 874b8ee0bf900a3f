"""The plan: everything once, and nothing that readers may not see."""

from __future__ import annotations

from datetime import UTC, datetime

from hyperlocal.builder import prepare
from tests.conftest import MakeSite

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
