"""What surrounds every page: menus, contact, head."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hyperlocal.builder import prepare
from hyperlocal.output.frame import Frame, elsewhere, frame_of, telephone
from tests.conftest import SITE_YML, MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def frame(site: MakeSite, files: dict[str, str], *, portable: bool = False) -> Frame:
    return frame_of(prepare(site(files), NOW).site, "v", portable=portable)


POST = {"content/posts/2026-05-01-a.md": "A."}


def test_the_menu_is_made_of_what_is_there(site: MakeSite) -> None:
    assert [link.label for link in frame(site, {}).site_view("/").menu] == ["Home"]
    files = {
        **POST,
        "content/organisations/o.md": "---\nname: O\n---\nO",
        "content/pages/about.md": "---\ntitle: About us\norder: 10\n---\nA",
        "content/pages/contact.md": "---\ntitle: Contact the committee\nmenu: Contact\n---\nC",
        "content/pages/secret.md": "---\nmenu: no\n---\nS",
        "content/pages/privacy.md": "---\ntitle: Privacy\nmenu: footer\n---\nP",
        "content/pages/deep/inner.md": "I",
        "content/pages/deep/shown.md": "---\ntitle: Shown\nmenu: yes\norder: 99\n---\nS",
        "content/pages/news.md": "---\ntitle: What is new\norder: 5\n---\nHere.",
    }
    view = frame(site, files).site_view("/about/")
    assert [(link.label, link.href) for link in view.menu] == [
        ("Home", "../"), ("What is new", "../news/"), ("About us", "./"), ("Organisations", "../organisations/"),
        ("Contact", "../contact/"), ("Shown", "../deep/shown/")]  # fmt: skip
    assert [link.label for link in view.menu if link.current] == ["About us"]
    assert [link.label for link in view.footer_menu] == ["Privacy"]


def test_the_place_in_the_menu_holds_for_everything_below_it(site: MakeSite) -> None:
    view = frame(site, POST).site_view("/news/2026/a/")
    assert [link.label for link in view.menu if link.current] == ["News"]


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("0121 496 0000", "tel:+441214960000"),
        ("0121 496 0000 (office)", "tel:+441214960000"),
        ("(0121) 496 0000", "tel:+441214960000"),
        ("+44 (0)121 496 0000", "tel:+441214960000"),
        ("0044 121 496 0000", "tel:+441214960000"),
        ("0121 496 0000 ext. 12", "tel:+441214960000;ext=12"),
        ("999", "tel:999"),
        ("ask Jo", ""),
        ("Office: 0121 496 0000", "tel:+441214960000"),
        ("0121 496 0000 x12", "tel:+441214960000;ext=12"),
        ("0121 496 0000 / 0121 496 0001", ""),
        ("+353 1 496 0000", "tel:+35314960000"),
        ("0800 1111", "tel:08001111"),
        ("Flat 2: 0121 496 0000", "tel:+441214960000"),
        ("0121–496–0000", "tel:+441214960000"),
        ("", ""),
        ("0121 496 0000 or 0121 496 0001", ""),
    ],
)
def test_a_number_as_typed_can_be_dialled(typed: str, dialled: str) -> None:
    assert (telephone(typed).label, telephone(typed).href) == (typed, dialled)


@pytest.mark.parametrize(
    ("typed", "label", "href"),
    [
        ("https://www.example.org/us/", "example.org/us", "https://www.example.org/us/"),
        ("example.org", "example.org", "https://example.org"),
        ("javascript:alert(1)", "javascript:alert(1)", ""),
        ("just words", "just words", ""),
        ("@hartleygreen", "@hartleygreen", ""),
        ("Facebook: Hartley Green", "Facebook: Hartley Green", ""),
        ('https://example.org/"onclick="x', 'https://example.org/"onclick="x', ""),
    ],
)
def test_a_place_elsewhere_is_a_link_only_when_it_is_one(typed: str, label: str, href: str) -> None:
    assert (elsewhere(typed).label, elsewhere(typed).href) == (label, href)


def test_contact_is_the_same_on_every_page_and_empty_when_nothing_is_given(site: MakeSite) -> None:
    assert frame(site, POST).site_view("/").contact == ()
    yml = SITE_YML + "email: hello@example.org\nphone: 0121 496 0000\naddress: The Hall\nlinks: https://example.org/s\n"
    one = frame(site, {**POST, "site.yml": yml})
    assert one.site_view("/").contact == one.site_view("/news/2026/a/").contact
    assert [fact.label for fact in one.site_view("/").contact] == ["Email", "Telephone", "Address", "Elsewhere"]


def test_the_head_knows_its_address_only_when_the_site_does(site: MakeSite) -> None:
    head = frame(site, POST).head("/news/2026/a/", "A", "In short.", kind="article")
    assert head.canonical == "https://hartleygreen.example/news/2026/a/" and head.title == "A – Hartley Green"
    assert dict(head.open_graph)["og:url"] == head.canonical and dict(head.open_graph)["og:type"] == "article"
    bare = frame(site, {**POST, "site.yml": "title: T\nid: t\n"}).head("/", "T", "")
    assert bare.canonical is None and bare.title == "T"
    assert not {"og:url", "og:image", "og:description"} & {name for name, _ in bare.open_graph}


def test_a_portable_site_names_every_index(site: MakeSite) -> None:
    view = frame(site, POST, portable=True).site_view("/news/")
    assert view.home == "../index.html" and {link.href for link in view.menu} == {"../index.html", "index.html"}


def test_the_page_above_a_list_says_where_the_list_stands(site: MakeSite) -> None:
    files = {
        **POST,
        "content/pages/news.md": "---\ntitle: What is new\nmenu: footer\n---\nHere.",
        "content/pages/tags.md": "---\ntitle: Topics\nmenu: Subjects\norder: 3\n---\nAll.",
        "content/pages/feeds.md": "---\ntitle: Follow us\nmenu: footer\n---\nHow.",
        "content/pages/home.md": "---\nmenu: no\n---\nWelcome.",
    }
    view = frame(site, files).site_view("/feeds/")
    assert [(link.label, link.href) for link in view.menu] == [("Subjects", "../tags/")]
    # The footer leads to the feeds anyway, and once is enough.
    assert [link.label for link in view.footer_menu] == ["What is new"]
    assert view.feeds_page is not None and (view.feeds_page.label, view.feeds_page.current) == ("Follow us", True)


def test_a_list_that_is_still_empty_is_in_the_menu_once_its_words_are_written(site: MakeSite) -> None:
    view = frame(site, {"content/pages/news.md": "Nothing happened yet."}).site_view("/")
    assert [(link.label, link.href) for link in view.menu] == [("Home", "./"), ("News", "news/")]
    assert view.feeds == () and view.feeds_page is None


def test_a_photo_is_offered_to_those_who_share_the_page(site: MakeSite) -> None:
    files = {**POST, "content/posts/2026-05-02-b.md": "---\nimage: tent.jpg\nimage_alt: A tent\n---\nB."}
    folder = site({**files, "content/posts/tent.jpg": jpeg(40, 30)})
    known = prepare(folder, NOW).site
    one = frame_of(known, "v")
    pairs = dict(one.head("/news/2026/b/", "B", "", image=known.posts[0].image).open_graph)
    assert {name: value for name, value in pairs.items() if name.startswith("og:image")} == {
        "og:image": "https://hartleygreen.example/photos/posts/tent.40w.jpg", "og:image:width": "40",
        "og:image:height": "30", "og:image:alt": "A tent"}  # fmt: skip
    assert pairs["og:locale"] == "en_GB"
    # While nobody knows the web address there is nothing to fetch the photo from.
    folder = site({**files, "site.yml": "title: T\nid: t\nlanguage: cy\n"})
    known = prepare(folder, NOW).site
    names = {name for name, _ in frame_of(known, "v").head("/", "T", "", image=known.posts[0].image).open_graph}
    assert names == {"og:type", "og:site_name", "og:title"}
