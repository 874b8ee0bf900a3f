"""Pages that show one thing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

from hyperlocal.builder import prepare
from hyperlocal.output import PageFile
from hyperlocal.output.views import HomeView, NotFoundView, OrganisationView, PageView, PostView, RedirectView
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
Kind = TypeVar("Kind")


def view(site: MakeSite, files: dict[str, str], address: str, kind: type[Kind]) -> Kind:
    found = {one.address: one.view for one in prepare(site(files), NOW).plan.outputs if isinstance(one, PageFile)}
    one = found[address]
    assert isinstance(one, kind)
    return one


FILES = {
    "content/posts/2026-05-01-a.md": "---\ntitle: A\norganisation: o\ntags: Open Day\nupdated: 2026-05-04\n---\nA.",
    "content/posts/2026-05-02-b.md": "---\ntitle: B\nlang: cy\n---\nB.",
    "content/posts/2025-05-02-c.md": "---\ntitle: C\n---\nC.",
    "content/organisations/o.md": (
        "---\nname: The O\naddress: Hall (side door, left), Wharf Road\npostcode: B89 1AA\n---\nO."
    ),
    "content/pages/around.md": "---\ntitle: Getting around\n---\nG.",
    "content/pages/around/buses.md": "---\ntitle: Buses\norder: 2\n---\nB.",
    "content/pages/around/trains.md": "---\ntitle: Trains\norder: 1\naliases: /rail.html\n---\nT.",
}


def test_a_post_has_its_owner_tags_neighbours_and_the_way_to_it(site: MakeSite) -> None:
    found = view(site, FILES, "/news/2026/a/", PostView)
    assert found.organisation is not None and found.organisation.href == "../../../organisations/o/"
    assert [(tag.label, tag.href) for tag in found.tags] == [("Open Day", "../../../tags/open-day/")]
    assert found.newer is not None and (found.newer.label, found.newer.href) == ("B", "../b/")
    assert found.older is not None and found.older.href == "../../2025/c/"
    assert found.updated is not None and found.updated.words == "Monday 4 May 2026"
    assert [(step.label, step.href, step.current) for step in found.crumbs] == [
        ("Home", "../../../", False), ("News", "../../", False), ("2026", "../", False), ("A", "./", True)]  # fmt: skip
    assert view(site, FILES, "/news/2026/b/", PostView).language == "cy"


def test_the_front_page_says_when_the_newest_thing_was_written_or_changed(site: MakeSite) -> None:
    files = {"content/posts/2026-04-01-b.md": "---\nupdated: 2026-06-01\n---\nB", "content/posts/2026-05-01-a.md": "A"}
    updated = view(site, files, "/", HomeView).updated
    assert updated is not None and updated.iso == "2026-06-01"


def test_the_ends_of_the_row_have_one_neighbour(site: MakeSite) -> None:
    assert view(site, FILES, "/news/2026/b/", PostView).newer is None
    assert view(site, FILES, "/news/2025/c/", PostView).older is None


def test_a_page_leads_to_the_pages_in_the_folder_of_its_name(site: MakeSite) -> None:
    found = view(site, FILES, "/around/", PageView)
    assert [(link.label, link.href) for link in found.children] == [("Trains", "trains/"), ("Buses", "buses/")]
    below = view(site, FILES, "/around/buses/", PageView)
    assert [step.label for step in below.crumbs] == ["Home", "Getting around", "Buses"]


def test_an_organisation_has_its_own_posts_facts_and_feed(site: MakeSite) -> None:
    found = view(site, FILES, "/organisations/o/", OrganisationView)
    assert [card.title for card in found.cards] == ["A"] and found.cards[0].organisation is None
    assert [feed.href for feed in found.feeds] == ["feed.xml"]
    (address,) = [fact for fact in found.facts if fact.label == "Address"]
    assert [line.label for line in address.lines] == [
        "Hall (side door, left)",
        "Wharf Road",
        "B89 1AA",
        "See it on a map",
    ]
    assert address.lines[-1].href == "https://www.openstreetmap.org/search?query=B89%201AA"


def test_one_without_posts_has_no_feed(site: MakeSite) -> None:
    files = {**FILES, "content/organisations/p.md": "---\nname: P\nlatitude: 52.5\nlongitude: -1.9\n---\nP."}
    found = view(site, files, "/organisations/p/", OrganisationView)
    assert found.feeds == () and found.cards == ()
    assert "mlat=52.5&mlon=-1.9" in found.facts[0].lines[-1].href


def test_the_front_page_has_six_posts_and_the_owners_words(site: MakeSite) -> None:
    bare = view(site, FILES, "/", HomeView)
    assert bare.heading == "Hartley Green" and bare.html == ""
    more = {f"content/posts/2026-06-0{day}-d.md": f"---\nslug: d{day}\n---\nD." for day in range(1, 8)}
    found = view(site, {**FILES, **more, "content/pages/home.md": "# Hello\n\nWelcome."}, "/", HomeView)
    assert found.heading == "Hello" and str(found.html).strip() == "<p>Welcome.</p>" and len(found.cards) == 6
    assert found.news is not None and found.news.count == 10


def test_404_starts_from_the_root_and_carries_its_style(site: MakeSite) -> None:
    files = {**FILES, "site.yml": "title: T\nid: t\nbase_url: https://example.org/repo/\n"}
    found = view(site, files, "/404.html", NotFoundView)
    assert found.site.home == "/repo/" and found.site.style is not None and "--accent" in found.site.style
    assert {link.href[:6] for link in found.site.menu} == {"/repo/"}


def test_an_old_address_leads_on(site: MakeSite) -> None:
    found = view(site, FILES, "/rail.html", RedirectView)
    assert (found.target.label, found.target.href) == ("Trains", "around/trains/")
    assert found.canonical == "https://hartleygreen.example/around/trains/"


def test_whoever_gives_only_a_postcode_is_on_the_map_too(site: MakeSite) -> None:
    files = {"content/organisations/o.md": "---\nname: O\npostcode: B89 1AA\ntown: Hartley\n---\nO."}
    found = view(site, files, "/organisations/o/", OrganisationView)
    assert [line.label for line in found.facts[0].lines] == ["Hartley", "B89 1AA", "See it on a map"]


def test_categories_lead_to_their_place_in_the_directory(site: MakeSite) -> None:
    files = {"content/organisations/o.md": "---\nname: O\ncategory: Food & drink\n---\nO."}
    found = view(site, files, "/organisations/o/", OrganisationView)
    assert [(link.label, link.href) for link in found.categories] == [
        ("Food & drink", "../by/category/food-and-drink/")
    ]


def test_404_may_have_words_of_its_own(site: MakeSite) -> None:
    found = view(site, {"content/pages/404.md": "# Lost?\n\nTry [home](home.md).", "content/pages/home.md": "Hi."},
                 "/404.html", NotFoundView)  # fmt: skip
    assert found.title == "Lost?" and str(found.html).strip() == '<p>Try <a href="/">home</a>.</p>'
    assert found.head.canonical is None
