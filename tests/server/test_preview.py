"""A site in memory answers as a static host would, and keeps its last good state."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.builder import Prepared, prepare
from hyperlocal.dates import parse_moment
from hyperlocal.problems import Stop, error
from hyperlocal.server.preview import Preview, media_type
from tests.conftest import SITE_YML, MakeSite

NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"


def of(folder: Path) -> Preview:
    preview = Preview(lambda: prepare(folder, NOW))
    preview.refresh()
    return preview


class Source:
    """A way of preparing that can be made to fail."""

    def __init__(self, good: Callable[[], Prepared]) -> None:
        self.good = good
        self.fault: Exception | None = None

    def __call__(self) -> Prepared:
        if self.fault is not None:
            raise self.fault
        return self.good()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("/", b"Summer fair"),
        ("/index.html", b"Summer fair"),
        ("/news/2026/fair/", b"Tea and cake."),
        ("/news/2026/fair/?fbclid=1", b"Tea and cake."),
        ("/news/./2026//fair/index.html#top", b"Tea and cake."),
        ("http://localhost:8000/news/2026/fair/", b"Tea and cake."),
        ("/feed.xml", b"<rss"),
        ("/theme/style.css?v=1", b"{"),
        ("/minutes%20May.txt", b"We met."),
        ("/caf%C3%A9.txt", b"Open."),
    ],
)
def test_what_is_on_the_site_is_there(site: MakeSite, target: str, words: bytes) -> None:
    files = {"content/posts/fair.md": FAIR, "static/minutes May.txt": "We met.", "static/café.txt": "Open."}
    response = of(site(files)).get(target)
    assert response.status == 200
    assert words in response.body


def test_data_in_a_folder_is_data_and_not_a_page(site: MakeSite) -> None:
    preview = of(site({"content/organisations/o.md": "# O"}))
    for target in ("/open-referral/services/", "/open-referral/services.json"):
        response = preview.get(target)
        assert response.media_type == "application/json" and json.loads(response.body)["total_items"] == 1
        assert preview.get(target, response.etag).status == 304
    assert preview.get("/open-referral/services").location == "/open-referral/services/"


@pytest.mark.parametrize(
    ("target", "location"), [("/news", "/news/"), ("/news/2026/fair?x=1", "/news/2026/fair/"), ("//news", "/news/")]
)
def test_a_folder_without_its_slash_leads_to_the_one_with_it(site: MakeSite, target: str, location: str) -> None:
    response = of(site({"content/posts/fair.md": FAIR})).get(target)
    assert (response.status, response.location, response.body) == (301, location, b"")


@pytest.mark.parametrize(
    "target",
    [
        "/nothing/",
        "/nothing",
        "/feed.xml/",
        "/site.yml",
        "/../site.yml",
        "/%2e%2e/site.yml",
        "/..%2fsite.yml",
        "/..\\site.yml",
        "/%5c..%5csite.yml",
        "/....//....//etc/passwd",
        "/content/posts/fair.md",
        "/.hyperlocal.json",
        "/news%00/",
        "/%ff",
        "//[",
        "*",
    ],
)
def test_what_is_not_on_the_site_is_the_sites_own_404(site: MakeSite, target: str) -> None:
    response = of(site({"content/posts/fair.md": FAIR})).get(target)
    assert response.status == 404
    assert b"Page not found" in response.body


def test_a_saved_change_is_there_after_the_next_reading(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    preview = of(folder)
    (folder / "content/posts/fair.md").write_text(FAIR.replace("cake", "scones"), encoding="utf-8")
    assert b"Tea and cake." in preview.get("/news/2026/fair/").body
    assert preview.refresh() == ()
    assert b"Tea and scones." in preview.get("/news/2026/fair/").body


@pytest.mark.parametrize(
    ("fault", "rule", "words"),
    [
        (Stop(error("no-site", "", None, "No site.yml.")), "no-site", "No site.yml."),
        (FileNotFoundError(2, "No such file", "content/posts/fair.md"), "unreadable", "No such file"),
        (ZeroDivisionError("division by zero"), "unforeseen", "ZeroDivisionError"),
    ],
)
def test_when_a_reading_fails_the_last_good_pages_stay_until_it_works_again(
    site: MakeSite, fault: Exception, rule: str, words: str
) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    source = Source(lambda: prepare(folder, NOW))
    preview = Preview(source)
    preview.refresh()
    source.fault = fault
    (problem,) = preview.refresh()
    assert problem.rule == rule
    assert words in problem.message
    assert preview.problems() == (problem,)
    assert preview.get("/news/2026/fair/").status == 200
    source.fault = None
    assert preview.refresh() == ()
    assert preview.problems() == ()


def test_a_site_that_was_never_good_says_what_to_mend_and_nothing_of_it_is_markup(tmp_path: Path) -> None:
    def prepared() -> Prepared:
        raise Stop(error("x", "site.yml", 3, "“<script>” & so on.", "Type it again."))

    preview = Preview(prepared)
    assert preview.problems() == ()
    assert preview.get("/").status == 500
    preview.refresh()
    response = preview.get("/")
    assert (response.status, response.media_type) == (500, "text/html; charset=utf-8")
    page = response.body.decode()
    assert "site.yml, line 3" in page
    assert "“&lt;script&gt;” &amp; so on." in page
    assert page.count("<script") == 1, "ours"


def test_a_broken_template_is_told_once_its_page_was_looked_at_and_forgotten_once_it_is_mended(
    site: MakeSite,
) -> None:
    folder = site({"content/posts/fair.md": FAIR, "templates/post.html": "{{ page.nonsense }}"})
    preview = of(folder)
    assert preview.problems() == ()
    assert b"Tea and cake." in preview.get("/news/2026/fair/").body
    assert [problem.path for problem in preview.problems()] == ["templates/post.html"]
    (folder / "templates/post.html").write_text("{{ page.title }}", encoding="utf-8")
    preview.refresh()
    assert b">Summer fair\n" in preview.get("/news/2026/fair/").body
    assert preview.problems() == ()


def test_a_file_that_has_gone_since_is_an_answer_and_not_a_crash(site: MakeSite) -> None:
    folder = site({"static/menu.txt": "Soup"})
    preview = of(folder)
    (folder / "static/menu.txt").unlink()
    response = preview.get("/menu.txt")
    assert response.status == 503
    assert b"menu.txt" in response.body


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("feed.xml", "application/rss+xml; charset=utf-8"),
        ("tags/tea/atom.xml", "application/atom+xml; charset=utf-8"),
        ("feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("theme/style.css", "text/css; charset=utf-8"),
        ("favicon.svg", "image/svg+xml"),
        ("photos/A.JPG", "image/jpeg"),
        ("photos/a.webp", "image/webp"),
        ("minutes.pdf", "application/pdf"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("CNAME", "application/octet-stream"),
        ("a.nonsense", "application/octet-stream"),
    ],
)
def test_every_file_has_its_media_type(path: str, expected: str) -> None:
    assert media_type(path) == expected


# --- What pages are known by ---


def tag_of(preview: Preview, target: str = "/news/2026/fair/") -> str:
    return preview.get(target).etag


def test_a_page_is_known_by_the_same_tag_until_it_looks_different(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "content/posts/ball.md": FAIR.replace("Summer fair", "Winter ball")})
    preview = of(folder)
    fair, home, lost = tag_of(preview), tag_of(preview, "/"), tag_of(preview, "/nothing/")
    assert len({fair, home, lost}) == 3
    assert fair.startswith('W/"'), "what the preview adds is not the same from answer to answer"
    preview.refresh()
    assert tag_of(preview) == fair
    (folder / "content/posts/ball.md").write_text(FAIR.replace("Summer fair", "Spring ball"), encoding="utf-8")
    preview.refresh()
    assert tag_of(preview, "/") != home
    assert tag_of(preview, "/nothing/") == lost


def test_a_page_is_another_one_when_a_picture_on_it_was_replaced_under_its_name(site: MakeSite) -> None:
    def picture(colour: str) -> bytes:
        file = io.BytesIO()
        Image.new("RGB", (40, 30), colour).save(file, "PNG")
        return file.getvalue()

    folder = site({"content/posts/fair.md": f"{FAIR}![A tent](tent.png)\n", "content/posts/tent.png": picture("red")})
    preview = of(folder)
    before, home = tag_of(preview), tag_of(preview, "/nothing/")
    shown = preview.get("/photos/posts/tent.png.40w.png")
    assert shown.status == 200
    assert preview.get("/photos/posts/tent.png.40w.png", known=f'"x", {shown.etag}').status == 304
    (folder / "content/posts/tent.png").write_bytes(picture("blue"))
    preview.refresh()
    assert tag_of(preview) != before
    assert tag_of(preview, "/nothing/") == home
    assert preview.get("/photos/posts/tent.png.40w.png", known=shown.etag).status == 200


def test_a_change_of_the_style_sheet_alone_changes_no_page_but_the_one_that_holds_it(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "site.yml": f"{SITE_YML}theme: ours\n"})
    sheet = folder / "ours/static/style.css"
    sheet.parent.mkdir(parents=True)
    (folder / "ours/theme.yml").write_text("title: Ours\n", encoding="utf-8")
    sheet.write_text("p { color: navy }", encoding="utf-8")
    preview = of(folder)
    page, lost, style = tag_of(preview), tag_of(preview, "/nothing/"), preview.state()["style"]
    before = preview.get("/news/2026/fair/").body
    sheet.write_text("p { color: teal }", encoding="utf-8")
    preview.refresh()
    assert preview.state()["style"] != style
    assert preview.get("/news/2026/fair/").body != before, "it names the new sheet"
    assert tag_of(preview) == page
    assert tag_of(preview, "/nothing/") != lost
    (folder / "ours/static/paper.svg").write_text("<svg/>", encoding="utf-8")
    preview.refresh()
    assert tag_of(preview) != page, "the sheet may show it"


def test_files_are_known_by_their_bytes(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "static/menu.txt": "Soup"})
    preview = of(folder)
    for target in ("/feed.xml", "/theme/style.css", "/menu.txt", "/robots.txt"):
        response = preview.get(target)
        again = preview.get(target, known=response.etag)
        assert (again.status, again.body, again.etag) == (304, b"", response.etag), target
        assert preview.get(target, known='"other"').status == 200
    old = preview.get("/menu.txt").etag
    (folder / "static/menu.txt").write_text("Stew!", encoding="utf-8")
    assert preview.get("/menu.txt", known=old).body == b"Stew!"


def test_a_page_is_sent_whole_however_well_it_is_known(site: MakeSite) -> None:
    """It tells the browser which state it is of."""
    preview = of(site({"content/posts/fair.md": FAIR}))
    response = preview.get("/news/2026/fair/")
    assert preview.get("/news/2026/fair/", known=response.etag) == response
    preview.refresh()
    assert b'data-version="2"' in preview.get("/news/2026/fair/", known=response.etag).body


@pytest.mark.parametrize("target", ["/", "/nothing/", "/plain.html"])
def test_every_page_and_nothing_else_gets_the_script(site: MakeSite, target: str) -> None:
    folder = site({"content/posts/fair.md": FAIR, "static/plain.html": "<p>Plain", "static/menu.txt": "<html><head>"})
    preview = of(folder)
    assert preview.get(target).body.count(b'<script src="/.hyperlocal/live.js?v=') == 1
    for other in ("/feed.xml", "/theme/style.css", "/menu.txt"):
        assert b"live.js" not in preview.get(other).body


# --- The last good page stays ---


@pytest.mark.parametrize("broken", ["---\ntitle: Fair\ndate: 31/11/2026\n---\nTea.\n", "---\ntitle: Fair\n---\nTea.\n"])
def test_while_a_text_has_a_fault_its_page_stays_as_it_was(site: MakeSite, broken: str) -> None:
    folder = site({"content/posts/fair.md": FAIR, "content/posts/ball.md": FAIR})
    preview = of(folder)
    before = preview.get("/news/2026/fair/")
    (folder / "content/posts/fair.md").write_text(broken, encoding="utf-8")
    assert [problem.path for problem in preview.refresh()] == ["content/posts/fair.md"]
    stays = preview.get("/news/2026/fair/")
    assert (stays.status, stays.etag) == (200, before.etag)
    (folder / "content/posts/fair.md").write_text(FAIR, encoding="utf-8")
    preview.refresh()
    assert tag_of(preview) == before.etag
    (folder / "content/posts/fair.md").unlink()
    preview.refresh()
    assert preview.get("/news/2026/fair/").status == 404


def test_a_page_that_nobody_saw_before_its_fault_is_not_there(site: MakeSite) -> None:
    preview = of(site({"content/posts/fair.md": "---\ntitle: Fair\n---\nTea.\n"}))
    assert preview.get("/news/2026/fair/").status == 404


def test_while_the_theme_is_broken_the_pages_that_were_seen_stay_and_others_say_why(site: MakeSite) -> None:
    files = {"site.yml": f"{SITE_YML}theme: ours\n", "ours/theme.yml": "title: Ours\n", "content/posts/fair.md": FAIR}
    folder = site({**files, "content/posts/ball.md": FAIR})
    preview = of(folder)
    before = tag_of(preview)
    template = folder / "ours/templates/post.html"
    template.parent.mkdir()
    template.write_text("{{ page.nonsense }}", encoding="utf-8")
    preview.refresh()
    assert preview.problems() == ()
    assert tag_of(preview) == before
    assert preview.faults_seen() == 1
    assert [problem.path for problem in preview.problems()] == ["ours/templates/post.html"]
    other = preview.get("/news/2026/ball/")
    assert other.status == 500
    assert b"ours/templates/post.html" in other.body
    assert b'data-fault="yes"' in other.body
    template.unlink()
    preview.refresh()
    assert (preview.problems(), tag_of(preview)) == ((), before)
    assert preview.get("/news/2026/ball/").status == 200


# --- What open pages are told ---


def test_the_state_says_what_is_new_what_is_wrong_and_what_is_held_back(site: MakeSite) -> None:
    files = {
        "content/posts/fair.md": FAIR,
        "content/posts/hedge.md": FAIR.replace("title:", "draft: yes\ntitle:"),
        "content/posts/ball.md": FAIR.replace("2026-06-30", "2027-01-01"),
        "content/pages/about.md": "---\nexpires: 2026-01-01\n---\n[x](nowhere.md)\n",
    }
    folder = site(files)
    preview = Preview(lambda: prepare(folder, NOW, drafts=True))
    assert preview.state()["version"] == 0
    preview.refresh()
    state = preview.state()
    assert state["version"] == 1
    assert state["held"] == {"/news/2026/hedge/": "Draft", "/news/2027/ball/": "To come", "/about/": "Over"}
    told = state["problems"]
    assert isinstance(told, dict)
    assert told["errors"] == 1
    assert "data-note" not in preview.get("/news/2026/fair/").body.decode()
    for target, note in (
        ("/news/2026/hedge/", "Draft: not published"),
        ("/news/2027/ball/", "Comes out on Friday 1 January 2027"),
        ("/about/", "Was shown until Thursday 1 January 2026"),
    ):
        response = preview.get(target)
        assert response.status == 200
        assert f'data-note="{note}"' in response.body.decode()


def test_each_start_and_each_reading_is_told_apart(site: MakeSite) -> None:
    folder = site({})
    first, second = of(folder), of(folder)
    assert first.state()["start"] != second.state()["start"]
    first.refresh()
    assert (first.state()["version"], second.state()["version"]) == (2, 1)


def test_pages_asked_for_by_many_at_once_are_right(site: MakeSite) -> None:
    posts = {f"content/posts/{n}.md": FAIR.replace("cake", f"number {n}") for n in range(20)}
    preview = of(site(posts))
    found: list[tuple[int, bytes]] = []

    def ask(number: int) -> None:
        for n in range(number, number + 20):
            found.append((n % 20, preview.get(f"/news/2026/{n % 20}/").body))

    asking = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for one in asking:
        one.start()
    preview.refresh()
    for one in asking:
        one.join()
    assert len(found) == 160
    assert all(f"number {number}.".encode() in body for number, body in found)


def test_only_so_many_pages_are_kept(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hyperlocal.server.preview._MOST_KEPT", 2)
    preview = of(site({f"content/posts/{name}.md": FAIR for name in "abc"}))
    for name in "abca":
        assert preview.get(f"/news/2026/{name}/").status == 200
    assert list(preview._kept) == ["news/2026/c/index.html", "news/2026/a/index.html"]
