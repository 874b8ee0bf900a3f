"""Every page of every kit, as a machine reads it: links, weight, feeds. The numbers are those of the requirements."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from urllib.request import url2pathname

import pytest
from lxml import html

from hyperlocal.output import PageFile
from tests.whole_sites import BASE_URL, BELOW, KITS, NAMES, Whole, serve

pytest_plugins = ("tests.built_sites",)

each_site = pytest.mark.parametrize("name", NAMES)
TEXT_PAGE = 50_000
HOME_PAGE = 150_000
"""Bytes, as they lie in the folder."""
_SHOWN = "//img/@src | //link[@rel='stylesheet' or @rel='icon']/@href"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """What a walk along all links found: the ids on each page, other files, and every link that leads nowhere."""

    pages: dict[str, frozenset[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    dead: list[str] = field(default_factory=list)


def walk(start: str, *, also: Iterable[str] = (), base_url: str = "") -> Walk:
    """Follow every link of a site from its front page on, and from the pages `also`, to which nothing leads.

    A link to `base_url` is taken as one to the place where the site is shown.
    """
    found = Walk()
    waiting = deque((one, "the test") for one in (start, *also))
    followed: set[str] = set()
    places: list[tuple[str, str]] = []
    while waiting:
        link, where = waiting.popleft()
        if base_url and link.startswith(base_url):
            link = urljoin(start, "./") + link.removeprefix(base_url)
        address, fragment = urldefrag(link)
        if link in followed or not inside(address, start):
            continue
        followed.add(link)
        places += [(link, where)] if fragment else []
        if address in found.pages or address in found.files:
            continue
        data = fetch(address)
        if data is None:
            found.dead.append(f"{link} on {where}")
        elif not urlsplit(address).path.endswith(("/", ".html")):
            found.files.add(address)
            waiting.extend((one, address) for one in drawn_by(address, data))
        else:
            page = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
            found.pages[address] = frozenset(values(page, "//@id"))
            waiting.extend((one, address) for one in links_on(address, page))
    found.dead.extend(f"{link} on {where}" for link, where in places if no_such_place(link, found))
    return found


def inside(address: str, start: str) -> bool:
    """Whether an address is on the same host (of files: on this computer)."""
    return urlsplit(address)[:2] == urlsplit(start)[:2]


def fetch(address: str) -> bytes | None:
    """What stands at exactly this address; None for nothing, and for a folder named without its slash."""
    parts = urlsplit(address)
    if parts.scheme == "file":
        file = Path(url2pathname(parts.path))
        return file.read_bytes() if file.is_file() else None
    with closing(HTTPConnection(parts.netloc, timeout=10)) as connection:
        connection.request("GET", f"{parts.path}?{parts.query}")
        answer = connection.getresponse()
        data = answer.read()
    return data if answer.status == 200 else None


def links_on(address: str, page: html.HtmlElement) -> Iterator[str]:
    """Everything that a page leads to or shows, as whole addresses."""
    for _, _, link, _ in page.iterlinks():
        yield urljoin(address, link)
    for several in values(page, "//@srcset"):
        yield from (urljoin(address, one.split()[0]) for one in several.split(","))


def drawn_by(address: str, data: bytes) -> Iterator[str]:
    """What a style sheet asks for."""
    if urlsplit(address).path.endswith(".css"):
        for link in re.findall(r"url\(\s*['\"]?([^'\")]+)", data.decode("utf-8")):
            yield urljoin(address, link)


def no_such_place(link: str, found: Walk) -> bool:
    """Whether the page is there but has no such id."""
    address, fragment = urldefrag(link)
    ids = found.pages.get(address)
    return ids is not None and unquote(fragment) not in {"top", *ids}


def values(page: html.HtmlElement, path: str) -> list[str]:
    """The attributes or words that an XPath finds."""
    found = page.xpath(path)
    assert isinstance(found, list)
    return [str(one) for one in found]


def page_of(folder: Path, page: PageFile) -> html.HtmlElement:
    """A built page, parsed."""
    return html.document_fromstring((folder / page.path).read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


@pytest.mark.parametrize("below", ["/", BELOW])
@each_site
def test_requirement_53_every_link_works_at_the_root_and_below_a_folder(
    name: str, below: str, whole_sites: Mapping[str, Whole]
) -> None:
    """Every page is led to, but for 404.html and old addresses, whose own links work too."""
    whole = whole_sites[name]
    with serve(whole.plain, below) as home:
        unlisted = [home + page.path for page in whole.pages if not page.listed]
        if below != "/":
            # 404.html alone starts from the root until the site knows its address: the next test has that.
            unlisted = [one for one in unlisted if not one.endswith("/404.html")]
        found = walk(home, also=unlisted)
        listed = {home + page.address.lstrip("/") for page in whole.pages if page.listed}
    assert not found.dead, "\n".join(found.dead)
    assert not listed - set(found.pages), "pages that nothing leads to"
    assert found.files, "the style sheet at least"


@each_site
def test_requirement_53_a_site_that_knows_its_address_works_there_with_its_404_page_at_any_depth(
    name: str, whole_sites: Mapping[str, Whole]
) -> None:
    whole = whole_sites[name]
    with serve(whole.based, BELOW) as home:
        found = walk(home, also=[home + page.path for page in whole.pages if not page.listed], base_url=BASE_URL)
        deep = f"{home}news/1999/no/such/page/"
        lost = next(page for page in whole.pages if page.template == "404.html")
        leads = [urldefrag(link)[0] for link in links_on(deep, page_of(whole.based, lost))]
        own = {link for link in leads if inside(link, home) and link != deep}
    assert not found.dead, "\n".join(found.dead)
    assert own and own <= {*found.pages, *found.files}


@each_site
def test_requirement_53_a_portable_site_works_from_a_folder(name: str, whole_sites: Mapping[str, Whole]) -> None:
    """No server adds index.html there, and nothing lies outside the folder."""
    whole = whole_sites[name]
    found = walk(
        (whole.portable / "index.html").as_uri(),
        also=[(whole.portable / page.path).as_uri() for page in whole.pages if not page.listed],
    )
    assert not found.dead, "\n".join(found.dead)
    assert {(whole.portable / page.path).as_uri() for page in whole.pages} == set(found.pages)
    assert all(one.startswith(whole.portable.as_uri() + "/") for one in found.files)


@each_site
def test_requirement_56_scripts_are_our_own_and_wait_and_the_rest_is_data(
    name: str, whole_sites: Mapping[str, Whole]
) -> None:
    for one in whole_sites[name].pages:
        page = page_of(whole_sites[name].based, one)
        assert set(values(page, "//script/@type")) <= {"application/ld+json"}, one.address
        for source in values(page, "//script/@src"):
            assert source.lstrip("./") in ("theme/directory.js", "theme/open-now.js", "theme/gallery.js"), one.address
        assert not page.xpath("//script[not(@type) and not(@src and @defer)]"), one.address
        assert not page.xpath("//*[@*[starts-with(name(), 'on')]]"), one.address
        assert not page.xpath("//@*[starts-with(normalize-space(.), 'javascript:')]"), one.address


@each_site
def test_requirement_58_a_text_page_is_light(name: str, whole_sites: Mapping[str, Whole]) -> None:
    """The page, its style sheet (404.html carries its own inside) and its icon; for pictures see the front page."""
    whole = whole_sites[name]
    sizes = {
        one.address: sum(
            (whole.based / path).stat().st_size
            for path in (one.path, "favicon.svg", *(["theme/style.css"] if one.template != "404.html" else []))
        )
        for one in whole.pages
    }
    assert not {address: size for address, size in sizes.items() if size > TEXT_PAGE}


@pytest.mark.parametrize("name", KITS)
def test_requirement_58_the_front_page_of_a_kit_is_light_with_all_its_pictures(
    name: str, whole_sites: Mapping[str, Whole]
) -> None:
    folder = whole_sites[name].plain
    page = html.document_fromstring((folder / "index.html").read_text(encoding="utf-8"))
    shown = {urlsplit(link).path for link in values(page, _SHOWN)}
    assert "theme/style.css" in shown
    assert sum((folder / unquote(path)).stat().st_size for path in ("index.html", *shown)) <= HOME_PAGE


@each_site
def test_requirement_52_every_page_advertises_the_feeds_and_leads_to_their_explanation(
    name: str, whole_sites: Mapping[str, Whole]
) -> None:
    """Of a site with posts; one that has no news yet advertises nothing."""
    whole = whole_sites[name]
    has_news = any(page.template == "post.html" for page in whole.pages)
    kinds = {"feed.xml": "rss+xml", "atom.xml": "atom+xml", "feed.json": "feed+json"} if has_news else {}
    wanted = {(f"application/{kind}", f"http://here/{file}") for file, kind in kinds.items()}
    for one in whole.ordinary():
        page, here = page_of(whole.plain, one), f"http://here{one.address}"
        alternates = [link for link in page.iter("link") if link.get("rel") == "alternate"]
        assert wanted <= {(link.get("type"), urljoin(here, link.get("href", ""))) for link in alternates}, one.address
        explained = "http://here/feeds/" in {urljoin(here, link) for link in values(page, "//body//a/@href")}
        assert bool(alternates) == explained == has_news, one.address


@each_site
def test_requirement_52_the_feeds_page_lists_every_feed(name: str, whole_sites: Mapping[str, Whole]) -> None:
    whole = whole_sites[name]
    feeds = {file for file in whole.plain.rglob("*") if file.name in ("feed.xml", "atom.xml", "feed.json")}
    page = next((page for page in whole.pages if page.template == "feeds.html"), None)
    links = values(page_of(whole.plain, page), "//main//a[@type]/@href") if page else []
    assert {whole.plain.joinpath("feeds", unquote(link)).resolve() for link in links} == feeds
