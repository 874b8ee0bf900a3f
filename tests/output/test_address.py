"""Links that work wherever the site is put: at a domain's root, below a path, from a USB stick."""

from __future__ import annotations

from urllib.parse import unquote, urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.output.address import Linker, file_of

BASE = "https://example.org/repo/"

# A file in static/ keeps whatever name it has; pages have plain ones.
WORDS = st.lists(
    st.sampled_from([*"aZ9 .%#?:;&=+@,'()[]~!$*é€", "مسجد", "%20", "://", "index.html"]), min_size=1, max_size=5
)
NAMES = WORDS.map("".join).filter(lambda name: name.strip(".") and "/" not in name)
PATHS = st.lists(NAMES, max_size=3).map(lambda names: "".join(f"/{name}" for name in names))
FILES = st.tuples(PATHS, NAMES).map("/".join)
PAGES = PATHS.map(lambda path: f"{path}/")
PLACES = st.one_of(FILES, PAGES)


def at(place: str, base: str = "https://example.org/repo") -> str:
    """The web address of a place, as a browser has it in its address bar."""
    return base + Linker(at="/", base="https://example.org/", rooted=True).file(place)


def opened(link: str, on: str) -> str:
    """The place that a browser asks for when it follows a link on the page at `on`."""
    whole = urlsplit(urljoin(at(on), link))
    assert f"{whole.scheme}://{whole.netloc}" == "https://example.org" and not whole.query and not whole.fragment
    assert whole.path.startswith("/repo/")
    return unquote(whole.path.removeprefix("/repo"))


@settings(max_examples=100, deadline=None)
@given(on=PLACES, place=PLACES)
def test_a_relative_link_leads_to_its_place_from_anywhere(on: str, place: str) -> None:
    link = Linker(at=on, base=BASE).file(place)
    assert not link.startswith("/") and link
    assert opened(link, on) == place


@settings(max_examples=100, deadline=None)
@given(on=PLACES, place=PLACES)
def test_other_forms_lead_to_the_same_place(on: str, place: str) -> None:
    for linker in (Linker(at=on, base=BASE, absolute=True), Linker(at=on, base=BASE, rooted=True)):
        assert opened(linker.file(place), on) == place
    assert Linker(at=on, base=BASE).absolutely(place) == Linker(at="/", base=BASE, absolute=True).file(place)
    portable = opened(Linker(at=on, portable=True).file(place), on)
    assert portable == (f"{place}index.html" if place.endswith("/") else place)


@pytest.mark.parametrize(
    ("on", "to", "link"),
    [
        ("/", "/", "./"),
        ("/", "/about/", "about/"),
        ("/about/", "/", "../"),
        ("/about/", "/about/", "./"),
        ("/news/2026/fair/", "/news/2026/flood/", "../flood/"),
        ("/news/2026/fair/", "/photos/posts/tent.jpg", "../../../photos/posts/tent.jpg"),
        ("/feed.xml", "/news/2026/fair/", "news/2026/fair/"),
        ("/tags/tea/feed.xml", "/tags/tea/atom.xml", "atom.xml"),
        ("/feed.xml", "/feed.xml", "feed.xml"),
        ("/", "/a: b.pdf", "./a:%20b.pdf"),
        ("/", "/مسجد.pdf", "%D9%85%D8%B3%D8%AC%D8%AF.pdf"),
    ],
)
def test_relative_links_are_short(on: str, to: str, link: str) -> None:
    assert Linker(at=on).file(to) == Linker(at=on).to(to) == link


def test_a_place_on_a_page_keeps_its_name() -> None:
    fair = "/news/2026/fair/"
    assert Linker(at="/").to(f"{fair}#café?") == "news/2026/fair/#caf%C3%A9?"
    assert Linker(at=fair).to(f"{fair}#prices") == "#prices"
    assert Linker(at=fair).to(f"{fair}#") == "./"
    assert Linker(at=fair, portable=True).to("/#top") == "../../../index.html#top"
    assert Linker(at="/feed.xml", base=BASE, absolute=True).to(f"{fair}#fn:1") == f"{BASE}news/2026/fair/#fn:1"
    assert Linker(at=fair, base=BASE, absolute=True).to(f"{fair}#a") == f"{BASE}news/2026/fair/#a"


@pytest.mark.parametrize(("base", "root"), [("", "/"), ("https://example.org/", "/"), (BASE, "/repo/")])
def test_a_page_served_at_any_depth_starts_from_the_root(base: str, root: str) -> None:
    assert Linker(at="/404.html", base=base, rooted=True).to("/about/#a") == f"{root}about/#a"


def test_whole_addresses_need_to_be_known() -> None:
    assert Linker(at="/").absolutely("/about/") is None
    assert Linker(at="/tags/tea/feed.xml", absolute=True).to("/about/") == "../../about/"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/", "index.html"),
        ("/news/2026/", "news/2026/index.html"),
        ("/404.html", "404.html"),
        ("/feed.xml", "feed.xml"),
        ("/Old Site/Map #2.pdf", "Old Site/Map #2.pdf"),
    ],
)
def test_the_file_that_answers(address: str, file: str) -> None:
    assert file_of(address) == file
