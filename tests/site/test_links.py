"""Where a link leads: to the file that was meant, however it was typed; or it is told with its line."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hyperlocal.config import Config
from hyperlocal.content import Content, load
from hyperlocal.hours import read_hours
from hyperlocal.problems import Problem, Severity
from hyperlocal.site import PlacedPage, connect
from hyperlocal.site.links import chart, find
from hyperlocal.site.target import Leads, Target
from tests.texts import jpeg, page, source

FILES: dict[str, str | bytes] = {
    "content/pages/about.md": "## Opening hours\n\nAll day.\n\n## Café culture\n\nCake.",
    "content/pages/getting-around/index.md": "By bus.",
    "content/pages/getting-around/buses.md": "The 9.",
    "content/pages/users/guide.md": "How to.",
    "content/pages/News.md": "News of the village.",
    "content/posts/2026-05-01-summer-fair.md": "---\ntags: [Open day]\norganisation: hall\n---\nA fair.",
    "content/posts/2026-05-02-flood/index.md": "Water.",
    "content/posts/2026-05-02-flood/water.jpg": jpeg(),
    "content/posts/draft.md": "---\ndate: 2026-05-03\ndraft: yes\n---\nNot yet.",
    "content/posts/later.md": "---\ndate: 2026-12-24\n---\nCarols.",
    "content/posts/broken.md": "---\ndate: 31/02/2026\n---\nWhen?",
    "content/organisations/hall.md": "---\ntitle: Hall\ncategory: Places\n---\nThe hall.",
    "content/organisations/quiet.md": "No news from here.",
    "content/pages/album.md": "![g](green.jpg) ![w](../posts/2026-05-02-flood/water.jpg) ![t](torn.jpg) ![p](plan.svg)",
    "content/photos/green.jpg": jpeg(),
    "content/pages/torn.jpg": b"not a photo at all",
    "content/pages/Minutes (May) 50% #2.pdf": b"%PDF",
    "content/pages/café.pdf": b"%PDF",
    "content/pages/Bus%20map.pdf": b"%PDF",
    "content/pages/plan.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "static/leaflet.pdf": b"%PDF",
    "static/torn.jpg": b"not a photo at all",
    "static/Spring #1?.pdf": b"%PDF",
    "static/old-site/index.html": "<p>1999</p>",
}
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
CONTACT = "content/pages/contact.md"


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """Everything in FILES, read once."""
    folder = tmp_path_factory.mktemp("site")
    for path, data in FILES.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data if isinstance(data, bytes) else data.encode())
    return load(folder)


def joined(content: Content, body: str, **settings: str) -> tuple[PlacedPage, list[Problem]]:
    """A page with `body` as its text, which stands at /contact/, and what is told of it."""
    config = Config(**{"title": "T", "id": "t", "base_url": "https://example.org/", **settings})  # type: ignore[arg-type]
    found = connect(replace(content, pages=(*content.pages, page(CONTACT, body))), config, NOW)
    placed = next(one for one in found.pages if one.address == "/contact/")
    return placed, [problem for problem in found.problems if problem.path == CONTACT]


def lead(content: Content, typed: str) -> tuple[Target, list[Problem]]:
    """Where the one link leads, and what is told of it."""
    placed, told = joined(content, f"A line.\n\n[words](<{typed}>)\n")
    assert all(problem.line == 3 for problem in told)
    (target,) = placed.targets
    return target, told


FOUND = {
    # by file: beside this text, from the site's folder, without an ending, by folder
    "about.md": "/about/",
    "./about.md": "/about/",
    "about": "/about/",
    "about/": "/about/",
    "../posts/2026-05-01-summer-fair.md": "/news/2026/summer-fair/",
    "/content/posts/2026-05-01-summer-fair.md": "/news/2026/summer-fair/",
    "content/posts/2026-05-01-summer-fair": "/news/2026/summer-fair/",
    "posts/2026-05-01-summer-fair.md": "/news/2026/summer-fair/",
    "../posts/2026-05-02-flood": "/news/2026/flood/",
    "../posts/2026-05-02-flood/": "/news/2026/flood/",
    "../posts/2026-05-02-flood/index.md": "/news/2026/flood/",
    "getting-around/buses.md": "/getting-around/buses/",
    "News.md": "/news/",
    "..\\organisations\\hall.md": "/organisations/hall/",
    "../../../../about/": "/about/",  # too many steps up end at the root, as in a browser
    # by address, as it stands in a browser
    "/about/": "/about/",
    "/about": "/about/",
    "/about/index.html": "/about/",
    "/about.html": "/about/",
    "../about/": "/about/",
    "/": "/",
    "/news/2026/summer-fair/": "/news/2026/summer-fair/",
    "/news/2026/": "/news/2026/",
    "/tags/open-day/": "/tags/open-day/",
    "/tags/open-day/feed.xml": "/tags/open-day/feed.xml",
    "/organisations/hall/feed.xml": "/organisations/hall/feed.xml",
    "/organisations/a-z/": "/organisations/a-z/",
    "/feed.json": "/feed.json",
    "/sitemap.xml": "/sitemap.xml",
    "/users/guide/": "/users/guide/",
    "/about/?from=leaflet": "/about/",
    # what other tools put before an address
    "{{ site.baseurl }}/about/": "/about/",
    "{% post_url 2026-05-01-summer-fair %}": "/news/2026/summer-fair/",
    # files and photos
    "../photos/green.jpg": "/photos/green.jpg",
    "green.jpg": "/photos/green.jpg",
    "../posts/2026-05-02-flood/water.jpg": "/photos/posts/2026-05-02-flood/water.jpg",
    "/leaflet.pdf": "/leaflet.pdf",
    "leaflet.pdf": "/leaflet.pdf",
    "/old-site/": "/old-site/",
    "/old-site": "/old-site/",
    # names that are hard to type
    "Minutes (May) 50% #2.pdf": "/files/pages/minutes-may-50-2.pdf",
    "Minutes%20(May)%2050%25%20%232.pdf": "/files/pages/minutes-may-50-2.pdf",
    "Minutes%20(May)%2050%25%20#2.pdf": "/files/pages/minutes-may-50-2.pdf",
    "caf%C3%A9.pdf": "/files/pages/cafe.pdf",
    "cafe%CC%81.pdf": "/files/pages/cafe.pdf",
    unicodedata.normalize("NFD", "café.pdf"): "/files/pages/cafe.pdf",
    "Bus%20map.pdf": "/files/pages/bus-20map.pdf",
    "/Spring%20%231%3F.pdf": "/Spring #1?.pdf",
    # places on a page
    "about.md#opening-hours": "/about/#opening-hours",
    "#top": "/contact/#top",
    "#": "/contact/#",
    "/about/#top": "/about/#top",
    "/organisations/#to-places": "/organisations/#to-places",
    "/news/#to-years": "/news/#to-years",
    "/old-site/#visitors": "/old-site/#visitors",  # what is in there is not known
}


@pytest.mark.parametrize(("typed", "address"), FOUND.items())
def test_a_link_leads_where_it_was_meant(content: Content, typed: str, address: str) -> None:
    target, told = lead(content, typed)
    assert told == []
    assert target.address == address


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org/a?b=c#d",
        "mailto:hello@example.org",
        "tel:+441214960000",
        "webcal://example.org/x.ics",
    ],
)
def test_places_elsewhere_stay_as_typed(content: Content, typed: str) -> None:
    assert lead(content, typed) == (Target(leads=Leads.ELSEWHERE, address=typed), [])


def test_an_address_without_its_scheme_gets_https_and_a_number_loses_its_spaces(content: Content) -> None:
    assert lead(content, "//example.org/x")[0].address == "https://example.org/x"
    assert lead(content, "tel:0121 496 0000")[0].address == "tel:01214960000"


@pytest.mark.parametrize(
    ("typed", "mended", "rule", "hint"),
    [
        ("About.md", "/about/", "capitals", "about.md"),
        ("ABOUT.MD#opening-hours", "/about/#opening-hours", "capitals", "about.md"),
        (
            "../Posts/2026-05-01-Summer-Fair",
            "/news/2026/summer-fair/",
            "capitals",
            "../posts/2026-05-01-summer-fair.md",
        ),
        ("../posts/2026-05-02-FLOOD", "/news/2026/flood/", "capitals", "../posts/2026-05-02-flood/index.md"),
        ("../photos/Green.JPG", "/photos/green.jpg", "capitals", "../photos/green.jpg"),
        ("/About/", "/about/", "capitals", "/about/"),
        ("/Leaflet.pdf", "/leaflet.pdf", "capitals", "../../static/leaflet.pdf"),
        ("www.example.org/a", "https://www.example.org/a", "no-scheme", "https://www.example.org/a"),
        ("hartley.gov.uk", "https://hartley.gov.uk", "no-scheme", "https://hartley.gov.uk"),
        ("hello@hartley.org.uk", "mailto:hello@hartley.org.uk", "no-scheme", "mailto:hello@hartley.org.uk"),
    ],
)
def test_certain_slips_are_put_right_and_told(content: Content, typed: str, mended: str, rule: str, hint: str) -> None:
    target, (problem,) = lead(content, typed)
    assert target.address == mended
    assert (problem.rule, problem.severity) == (rule, Severity.WARNING)
    assert f"“{typed}”" in problem.message and problem.remedy.endswith(f"  {hint}")
    # What is told to be typed is right in itself.
    assert lead(content, problem.remedy.partition(":  ")[2])[1] == []


@pytest.mark.parametrize(
    ("typed", "rule", "hint"),
    [
        ("gone.md", "dead-link", "../pages/about.md"),
        ("abuot.md", "dead-link", "Did you mean  about.md"),
        ("summer-fair.md", "dead-link", "../pages/about.md"),
        ("2026-05-01-summer-fair.md", "dead-link", "Did you mean  ../posts/2026-05-01-summer-fair.md"),
        ("water.jpg", "dead-link", "Did you mean  ../posts/2026-05-02-flood/water.jpg"),
        ("../../../../etc/passwd", "dead-link", "../pages/about.md"),
        ("/static/leaflets.pdf", "dead-link", "Did you mean  ../../static/leaflet.pdf"),
        ("/news/2027/", "dead-link", "../pages/about.md"),
        ("/tags/nothing/", "dead-link", "../pages/about.md"),
        ("/organisations/quiet/feed.xml", "dead-link", "../pages/about.md"),
        ("/tags/open-day/atom.xml", "dead-link", "../pages/about.md"),
        ("/home/", "dead-link", "../pages/about.md"),
        ("../posts/broken.md", "dead-link", "Mend that file"),
        ("{{ page.previous.url }}", "dead-link", "round brackets"),
        ("about.md#openning-hours", "dead-anchor", "Did you mean  #opening-hours"),
        ("#opening-hours", "dead-anchor", "with hyphens"),
        ("C:\\Users\\Ann\\a.doc", "local-path", "Copy the file"),
        ("d:/minutes.pdf", "local-path", "Copy the file"),
        ("file:///home/ann/a.doc", "local-path", "Copy the file"),
        ("\\\\server\\share\\a.doc", "local-path", "Copy the file"),
        ("/Users/ann/Desktop/a.doc", "local-path", "Copy the file"),
        ("/home/ann/a.doc", "local-path", "Copy the file"),
        ("~/Documents/a.doc", "local-path", "Copy the file"),
    ],
)
def test_a_link_that_leads_nowhere_is_an_error_with_something_to_type(
    content: Content, typed: str, rule: str, hint: str
) -> None:
    target, (problem,) = lead(content, typed)
    assert (problem.rule, problem.severity) == (rule, Severity.ERROR)
    assert hint in problem.remedy
    # A heading that is not there still leads to its page; everything else becomes plain words.
    assert target.address in ("", "/about/") and (target.leads is Leads.NOWHERE or rule == "dead-anchor")


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("../posts/draft.md", "is a draft"),
        ("../posts/Later", "is not published before Thursday 24 December 2026"),
    ],
)
def test_a_link_to_what_waits_is_plain_words_for_now(content: Content, typed: str, reason: str) -> None:
    target, told = lead(content, typed)
    assert target.leads is Leads.NOWHERE
    assert [problem.severity for problem in told if problem.rule == "link-to-held"] == [Severity.WARNING]
    assert reason in told[-1].message


def test_a_link_without_an_address_is_told(content: Content) -> None:
    placed, told = joined(content, "[words]()\n")
    assert placed.targets == (Target(leads=Leads.NOWHERE),)
    assert [problem.rule for problem in told] == ["dead-link"]


def test_pictures_are_found_and_what_is_no_picture_is_told(content: Content) -> None:
    pictures = {
        "green.jpg": (Leads.PHOTO, None),
        "../posts/2026-05-02-flood/water.jpg": (Leads.PHOTO, None),
        "plan.svg": (Leads.FILE, None),
        "torn.jpg": (Leads.NOWHERE, None),  # the photo itself has been told of
        "/torn.jpg": (Leads.NOWHERE, None),
        "/leaflet.pdf": (Leads.NOWHERE, "not-a-photo"),
        "about.md": (Leads.NOWHERE, "not-a-photo"),
        "gone.jpg": (Leads.NOWHERE, "missing-photo"),
        "grean.jpg": (Leads.NOWHERE, "missing-photo"),
        "www.example.org/a.jpg": (Leads.NOWHERE, "missing-photo"),
        "https://example.org/a.jpg": (Leads.ELSEWHERE, "outside-picture"),
    }
    placed, problems = joined(content, "\n\n".join(f"![A green](<{typed}>)" for typed in pictures))
    told = {problem.line: problem for problem in problems}
    assert [target.leads for target in placed.targets] == [leads for leads, _ in pictures.values()]
    for line, (typed, (_, rule)) in enumerate(pictures.items()):
        problem = told.pop(2 * line + 1, None)
        assert (problem.rule if problem else None) == rule, typed
        assert problem is None or typed in problem.message
        assert typed != "grean.jpg" or (problem and problem.remedy == "Did you mean  ../photos/green.jpg")
    assert told == {}
    assert [problem.rule for problem in content.problems if problem.path == "content/pages/torn.jpg"] == ["bad-photo"]


def test_a_photo_that_nobody_looked_at_is_not_dropped_in_silence(content: Content) -> None:
    unseen = replace(content, photos={})
    placed, (problem,) = joined(unseen, "![A green](green.jpg)")
    assert placed.targets == (Target(leads=Leads.NOWHERE),)
    assert (problem.rule, problem.remedy) == ("missing-photo", "Did you mean  ../photos/green.jpg")


def test_sound_and_film_from_elsewhere_are_left_out_and_told(content: Content) -> None:
    placed, (problem,) = joined(content, '<video src="https://example.org/a.mp4" poster="green.jpg"></video>\n')
    assert [target.leads for target in placed.targets] == [Leads.ELSEWHERE, Leads.PHOTO]
    assert (problem.rule, problem.severity) == ("outside-picture", Severity.ERROR)
    assert problem.remedy.endswith("(https://example.org/a.mp4)")


def test_lists_that_are_empty_cannot_be_linked_to(content: Content) -> None:
    bare = replace(content, posts=(), organisations=(), pages=())
    body = "[a](/news/) [b](/feeds/) [c](/tags/) [d](/organisations/) [e](/feed.xml) [f](/sitemap.xml) [g](/)"
    placed, told = joined(bare, body, base_url="")
    assert [target.address for target in placed.targets] == ["", "", "", "", "", "", "/"]
    assert len(told) == 6


def test_feeds_of_all_kinds_can_be_linked_to_where_they_are(content: Content) -> None:
    body = "[a](/tags/open-day/atom.xml) [b](/organisations/hall/feed.json)"
    assert len(joined(content, body)[1]) == 2
    placed, told = joined(content, body, feeds="all")
    assert [target.address for target in placed.targets] == ["/tags/open-day/atom.xml", "/organisations/hall/feed.json"]
    assert told == []
    assert joined(content, "[a](/atom.xml) [b](/feed.json) [c](/feed.xml)")[1] == []
    assert len(joined(content, "[a](/atom.xml) [b](/feed.json) [c](/feed.xml)", feeds="rss")[1]) == 2


def test_the_lists_of_organisations_and_the_open_data_can_be_linked_to(content: Content) -> None:
    body = "[a](/organisations/a-z/) [b](/organisations/print/) [c](/open-referral/)"
    assert joined(content, body)[1] == []
    assert len(joined(content, body, open_referral="no")[1]) == 1
    nobody = "[a](/organisations/by/language/) [b](/organisations/by/access/lift/) [c](/organisations/by/day/)"
    assert len(joined(content, nobody)[1]) == 3, "there is nothing in these lists, so there are none"
    some = [replace(one, access=("Lift",), hours=read_hours("Monday 9am to 5pm")) for one in content.organisations]
    assert len(joined(replace(content, organisations=tuple(some)), nobody)[1]) == 1


NAMED = st.lists(
    st.sampled_from(("a", "index", "/", ".md", ".txt", ".markdown", ".mkd", ".pdf")), min_size=1, max_size=5
)


@settings(max_examples=300, deadline=None)
@given(paths=st.sets(NAMED.map("".join), max_size=8), name=NAMED.map("".join))
def test_a_text_is_named_by_its_file_without_its_ending_or_by_its_folder(paths: set[str], name: str) -> None:
    nothing = Content(
        posts=(), pages=(), organisations=(), files={}, photos={}, static=(), static_photos={}, notes={}, problems=()
    )
    endings = (".md", ".markdown", ".mkd", ".txt")
    meant = (name, *(name + ending for ending in endings), *(f"{name}/index{ending}" for ending in endings))
    places = chart(nothing, {path: f"/{path}/" for path in sorted(paths)}, {}, frozenset(), {})
    assert places.texts.get(name) == next((one for one in meant if one in paths), None)


PIECES = ("../", "/", "#", "?", "%", "%2e", "\\", ":", "about", ".md", "C", "é", "{{", "}}", "@", " ", "www.")


@settings(max_examples=100, deadline=None)
@given(typed=st.lists(st.sampled_from(PIECES), max_size=8).map("".join), picture=st.booleans())
def test_whatever_is_typed_leads_somewhere_or_is_told(typed: str, picture: bool) -> None:
    nothing = Content(
        posts=(), pages=(), organisations=(), files={}, photos={}, static=(), static_photos={}, notes={}, problems=()
    )
    own = source("content/pages/about.md")
    places = chart(nothing, {own.path: "/about/"}, {"/about/": frozenset({"a"})}, frozenset({"/", "/about/"}), {})
    target, told = find(typed, own, "/about/", places, line=3, picture=picture)
    assert target.leads is not Leads.NOWHERE or told
    assert all((problem.path, problem.line) == (own.path, 3) and problem.remedy for problem in told)
    if target.leads in (Leads.PAGE, Leads.FILE):
        assert target.address.partition("#")[0] in places.addresses
