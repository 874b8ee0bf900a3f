"""Which pages there are, and which of them a change can be seen on: those, and as few others as can be."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.builder import Prepared, prepare
from hyperlocal.output import FeedFile, PageFile
from tests.conftest import SITE_YML, MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 11, 22, tzinfo=UTC)
Change = Callable[[Path], None]
POST = "---\ntitle: {title}\ntags: {tags}\norganisation: {owner}\n---\n{body}\n"


def post(title: str, *, tags: str = "", owner: str = "", body: str = "Words.") -> str:
    return POST.format(title=title, tags=tags, owner=owner, body=body)


FILES: dict[str, str | bytes] = {
    # Many more than a list shows, so that old ones stand on few pages.
    **{f"content/posts/2025-{n // 28 + 1:02d}-{n % 28 + 1:02d}-old-{n}.md": post(f"Old {n}") for n in range(30)},
    "content/posts/2024-05-01-first.md": post("First", tags="tea", owner="choir"),
    "content/posts/2026-05-01-b.md": post(
        "B", tags="tea, walks", body="First words.\n\nMore. ![Hall](../photos/hall.jpg)"
    ),
    "content/posts/2026-05-02-c.md": post(
        "C", body="[about](../pages/about.md#when) [gone](../posts/2024-06-01-gone.md)"
    ),
    "content/posts/2026-05-03-d.md": post("D", owner="choir"),
    "content/pages/about.md": "---\ntitle: About\n---\nWe. See [C](../posts/2026-05-02-c.md).\n\n## When\n\nNow.\n",
    "content/pages/about/history.md": "# History\n\nOnce.\n",
    "content/pages/privacy.md": "---\ntitle: Privacy\nmenu: footer\n---\nNone.\n",
    "content/pages/news.md": "# News\n\nAll of it.\n",
    "content/organisations/choir.md": "---\nname: Choir\ncategory: Music\n---\nWe sing.\n",
    "content/organisations/scouts.md": "---\nname: Scouts\ncategory: Youth\n---\nWe camp.\n",
    "content/photos/hall.jpg": jpeg(20, 10),
}
B, C, D, FIRST = (
    f"content/posts/{name}.md" for name in ("2026-05-01-b", "2026-05-02-c", "2026-05-03-d", "2024-05-01-first")
)
YEARS = {"news/2026/index.html", "news/2025/index.html", "news/2024/index.html"}


def drawn(prepared: Prepared) -> list[PageFile | FeedFile]:
    return [one for one in prepared.plan.outputs if isinstance(one, (PageFile, FeedFile))]


def keys(prepared: Prepared) -> dict[str, str]:
    """What each page and each feed depends on, as the writer knows it."""
    renderer = prepared.renderer()
    return {one.path: renderer.key(one) for one in drawn(prepared)}


def files(prepared: Prepared) -> dict[str, bytes]:
    renderer = prepared.renderer()
    return {one.path: renderer.render(one) for one in drawn(prepared)}


def changed(
    site: MakeSite, change: Change, before: Mapping[str, str | bytes] | None = None
) -> tuple[set[str], set[str]]:
    """The pages and feeds that depend on something else after a change, and those that differ.

    That none of the others differ is checked here.
    """
    folder = site({**FILES, **(before or {})})
    first = prepare(folder, NOW)
    keys_before, files_before = keys(first), files(first)
    change(folder)
    second = prepare(folder, NOW)
    keys_after, files_after = keys(second), files(second)
    found = {path for path in keys_before.keys() | keys_after if keys_before.get(path) != keys_after.get(path)}
    differ = {path for path in files_before.keys() | files_after if files_before.get(path) != files_after.get(path)}
    assert differ <= found, f"not drawn again, and should be: {differ - found}"
    return found, differ


def write(path: str, data: str | bytes) -> Change:
    def change(folder: Path) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())

    return change


def rewrite(path: str, old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        text = (folder / path).read_text(encoding="utf-8")
        assert old in text
        (folder / path).write_text(text.replace(old, new), encoding="utf-8")

    return change


def rename(path: str, new: str) -> Change:
    def change(folder: Path) -> None:
        (folder / path).rename(folder / new)

    return change


def remove(path: str) -> Change:
    return lambda folder: (folder / path).unlink()


CHANGES: dict[str, tuple[Change, set[str]]] = {
    "nothing": (lambda folder: None, set()),
    "a word that no list shows": (rewrite(B, "More.", "Much more."), {"news/2026/b/index.html"}),
    "a word of the summary": (
        rewrite(B, "First words", "First word"),
        {"news/2026/b/index.html", "index.html", "news/index.html", "news/2026/index.html", "tags/tea/index.html",
         "tags/walks/index.html"},
    ),
    "the title": (
        rewrite(C, "title: C", "title: Cc"),
        {"news/2026/c/index.html", "news/2026/b/index.html", "news/2026/d/index.html", "index.html", "news/index.html",
         "news/2026/index.html"},
    ),
    "the title of an old post": (
        rewrite(FIRST, "title: First", "title: Very first"),
        {"news/2024/first/index.html", "news/2025/old-0/index.html", "news/2024/index.html", "tags/tea/index.html",
         "organisations/choir/index.html"},
    ),
    "a tag more": (
        rewrite(C, "tags: ", "tags: walks"),
        {"news/2026/c/index.html", "tags/index.html", "tags/walks/index.html"},
    ),
    "an owner": (
        rewrite(C, "organisation: ", "organisation: scouts"),
        {"news/2026/c/index.html", "index.html", "news/index.html", "news/2026/index.html", "feeds/index.html",
         "organisations/scouts/index.html"},
    ),
    "the name of an owner": (
        rewrite("content/organisations/choir.md", "name: Choir", "name: The Choir"),
        {"organisations/choir/index.html", "organisations/index.html", "organisations/a-z/index.html", "index.html",
         "news/2026/d/index.html", "news/2024/first/index.html", "news/index.html", "news/2026/index.html",
         "news/2024/index.html", "tags/tea/index.html", "feeds/index.html",
         "organisations/by/category/music/index.html", "organisations/print/index.html",
         "organisations/large-print/index.html"},
    ),
    "an organisation of which nobody writes": (
        rewrite("content/organisations/scouts.md", "We camp", "We walk"),
        {"organisations/scouts/index.html"},
    ),
    "another size of a photo": (
        write("content/photos/hall.jpg", jpeg(10, 20)), {"news/2026/b/index.html"},
    ),
    "the text that a dead link names": (
        write("content/posts/2024-06-01-gone.md", post("Found")),
        {"news/2026/c/index.html", "news/2024/gone/index.html", "news/2024/first/index.html", "news/2024/index.html",
         "news/2025/old-0/index.html", "news/index.html", "index.html"},
    ),
    "a page that is in no menu": (
        rewrite("content/pages/about/history.md", "Once", "Twice"), {"about/history/index.html"},
    ),
    "the title of a page in a folder": (
        rewrite("content/pages/about/history.md", "# History", "# Our history"),
        {"about/history/index.html", "about/index.html"},
    ),
    "the address of a text that others link to": (
        rename(C, "content/posts/2026-05-02-cc.md"),
        {"news/2026/c/index.html", "news/2026/cc/index.html", "news/2026/b/index.html", "news/2026/d/index.html",
         "about/index.html", "index.html", "news/index.html", "news/2026/index.html"},
    ),
    "an introduction": (rewrite("content/pages/news.md", "All of it", "Nearly all"), {"news/index.html"}),
    "a new post, today": (
        write("content/posts/2026-11-22-new.md", post("New")),
        {"news/2026/new/index.html", "news/2026/d/index.html", "index.html", "news/index.html", "news/2026/index.html"},
    ),
    "a post less": (
        remove(D),
        {"news/2026/d/index.html", "news/2026/c/index.html", "index.html", "news/index.html", "news/2026/index.html",
         "organisations/choir/index.html"},
    ),
    "an old address": (
        rewrite(C, "tags: ", "aliases: /old/c/\ntags: "), {"news/2026/c/index.html", "old/c/index.html"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_seen_on_few_pages(site: MakeSite, name: str) -> None:
    change, wanted = CHANGES[name]
    found, _ = changed(site, change)
    assert {path for path in found if path.endswith(".html")} == wanted


HEAD = "---\ntitle: E\n{more}\n---\nWords. ![A view](../photos/hall.jpg)\n"
E = "content/posts/2026-05-04-e.md"
F = "content/posts/2026-05-05-f.md"
LESS_PLAIN: dict[str, tuple[dict[str, str | bytes], Change, set[str]]] = {
    "another size of the photo in a head": (
        {E: "---\nimage: ../photos/hall.jpg\nimage_alt: A hall\n---\nWords.\n"},
        write("content/photos/hall.jpg", jpeg(10, 20)),
        {"news/2026/e/index.html", "index.html", "news/index.html", "news/2026/index.html"},
    ),
    "the words for the photo in a head": (
        {E: HEAD.format(more="image: ../photos/hall.jpg\nimage_alt: A hall")},
        rewrite(E, "A hall", "The hall"),
        {"news/2026/e/index.html", "index.html", "news/index.html"},
    ),
    "another day of the same year": (
        {E: HEAD.format(more="date: 2026-05-04")},
        rewrite(E, "2026-05-04", "2026-05-06"),
        {"news/2026/e/index.html", "index.html", "news/index.html", "news/2026/index.html", "feed.xml"},
    ),
    "the slug of a text that others link to": (
        {E: HEAD.format(more="slug: one"), "content/posts/2023-01-01-x.md": post("X", body="[E](2026-05-04-e.md)")},
        rewrite(E, "slug: one", "slug: other"),
        {"news/2023/x/index.html", "news/2026/one/index.html", "news/2026/other/index.html", "feed.xml"},
    ),
    "the file of a link, by name": (
        {"content/files/a.pdf": "%PDF", E: post("E", body="[A](../files/a.pdf)")},
        rename("content/files/a.pdf", "content/files/b.pdf"),
        {"news/2026/e/index.html", "feed.xml"},
    ),
    "a photo becomes a picture that cannot be shown": (
        {}, write("content/photos/hall.jpg", b"no photo"),
        {"news/2026/b/index.html", "feed.xml", "tags/walks/feed.xml"},
    ),
    "the first of two texts with one id": (
        {E: HEAD.format(more="id: x\ntags: first"), F: HEAD.format(more="id: x\ntags: second")},
        remove(E),
        {"tags/second/feed.xml", "feed.xml", "atom.xml"},
    ),
    "the name of an owner, in feeds": (
        {}, rewrite("content/organisations/choir.md", "name: Choir", "name: Singers"),
        {"feed.xml", "tags/tea/feed.xml", "organisations/choir/feed.xml"},
    ),
    "how most spell a tag": (
        {E: HEAD.format(more="tags: tea, more")},
        rewrite(E, "tags: tea, more", "tags: TEA, more\nauthor: B") ,
        {"tags/more/feed.xml"},
    ),
    "how most spell a tag, elsewhere": (
        {"content/posts/2023-01-01-x.md": post("X", tags="Tea"), E: HEAD.format(more="tags: tea, more"),
         F: HEAD.format(more="tags: Tea")},
        rewrite(FIRST, "tags: tea", "tags: Tea"),
        {"tags/more/feed.xml", "tags/walks/feed.xml", "news/2026/e/index.html", "news/2026/b/index.html",
         "tags/index.html"},
    ),
    "the zone in which days begin": (
        {E: HEAD.format(more="date: 2026-05-04 23:30")},
        rewrite("site.yml", "format: 1", "format: 1\ntimezone: Pacific/Auckland"),
        {"feed.xml", "atom.xml"},
    ),
    "what a list is called that is in no menu": (
        {}, write("content/pages/tags.md", "# Subjects\n\nOurs.\n"), {"tags/index.html", "tags/tea/index.html"},
    ),
    "the name of the news, with another one in the menu": (
        {"content/pages/news.md": "---\ntitle: News\nmenu: What is new\n---\n"},
        rewrite("content/pages/news.md", "title: News", "title: All the news"),
        {"news/2026/b/index.html", "news/2026/index.html"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LESS_PLAIN)
def test_what_is_seen_elsewhere_is_drawn_there_again(site: MakeSite, name: str) -> None:
    before, change, wanted = LESS_PLAIN[name]
    found, differ = changed(site, change, before)
    assert wanted <= differ <= found


def test_before_there_are_posts_a_page_about_feeds_is_seen_on_every_page(site: MakeSite) -> None:
    folder = site({path: data for path, data in FILES.items() if not path.startswith("content/posts")})
    before = files(prepare(folder, NOW))
    old_keys = keys(prepare(folder, NOW))
    write("content/pages/feeds.md", "# Feeds\n\nOurs.\n")(folder)
    after, new_keys = files(prepare(folder, NOW)), keys(prepare(folder, NOW))
    assert before.keys() < after.keys()
    assert [path for path in before if before[path] == after[path] or old_keys[path] == new_keys[path]] == []


EVERYWHERE: dict[str, Change] = {
    "the site's name": rewrite("site.yml", "Hartley Green", "Hartley"),
    "its colour": rewrite("site.yml", "format: 1", 'format: 1\ncolour: "#7a2e3b"'),
    "its address": rewrite("site.yml", "hartleygreen.example", "hartley.example"),
    "its language": rewrite("site.yml", "format: 1", "format: 1\nlanguage: cy"),
    "a place in the menu": rewrite("content/pages/about.md", "title: About", "title: About us"),
    "a place at the bottom": rewrite("content/pages/privacy.md", "title: Privacy", "title: Secrets"),
    "what a section is called": rewrite("content/pages/news.md", "# News", "# What is new"),
    "the order of the menu": rewrite("content/pages/about.md", "title: About", "title: About\norder: 1"),
    "from the menu to the bottom": rewrite("content/pages/about.md", "title: About", "title: About\nmenu: footer"),
    "a template": write("templates/post.html", '{% extends "commons:post.html" %}'),
    "a rule of its style": write("themes/mine/static/style.css", ".own { color: inherit }"),
    "its theme's template": write("themes/mine/templates/base.html", '{% extends "commons:base.html" %}'),
    "its theme": rewrite("site.yml", "theme: mine", "theme: other"),
    "the first that follows us": lambda folder: shutil.rmtree(folder / "content/posts"),
}


OURS = ("mine", "other")


@pytest.mark.parametrize("name", EVERYWHERE)
def test_what_every_page_shows_changes_every_page(site: MakeSite, name: str) -> None:
    themes = {
        f"themes/{one}/theme.yml": f"title: {one}\nlight_paper: #fffff{place}\n" for place, one in enumerate(OURS)
    }
    folder = site({"site.yml": f"{SITE_YML}theme: mine\n", **FILES, **themes})
    before = keys(prepare(folder, NOW))
    EVERYWHERE[name](folder)
    after = keys(prepare(folder, NOW))
    same = [path for path in before.keys() & after if before[path] == after[path]]
    assert [path for path in same if path.endswith(".html")] == []


@pytest.mark.parametrize("options", [{"portable": True}, {"base_url": "https://other.example/"}])
def test_so_do_the_options(site: MakeSite, options: dict[str, object]) -> None:
    folder = site(FILES)
    before, after = keys(prepare(folder, NOW)), keys(prepare(folder, NOW, **options))  # type: ignore[arg-type]
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] == after[path]] == []


def test_the_same_folder_elsewhere_has_the_same_keys(site: MakeSite, tmp_path: Path) -> None:
    folder = site(FILES)
    before = keys(prepare(folder, NOW))
    shutil.copytree(folder, tmp_path / "elsewhere" / "site")
    assert keys(prepare(tmp_path / "elsewhere" / "site", NOW)) == before


def test_no_two_pages_have_one_key(site: MakeSite) -> None:
    found = keys(prepare(site(FILES), NOW))
    assert len(set(found.values())) == len(found) > 40


def test_a_feed_depends_on_its_entries_and_on_their_photos(site: MakeSite) -> None:
    """RSS states the length in bytes of a photo that it brings along."""

    def feeds(change: Change, folder: Path) -> set[str]:
        before = keys(prepare(folder, NOW))
        change(folder)
        after = keys(prepare(folder, NOW))
        return {path for path in after if before[path] != after[path] and path.endswith("feed.xml")}

    folder = site(FILES)
    other_photo = write("content/photos/hall.jpg", jpeg(20, 10, "red"))
    assert feeds(other_photo, folder) == {"feed.xml", "tags/tea/feed.xml", "tags/walks/feed.xml"}
    other_word = rewrite(FIRST, "Words", "Word")
    assert feeds(other_word, folder) == {"tags/tea/feed.xml", "organisations/choir/feed.xml"}


def tiff(width: int, height: int) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(target, "TIFF")
    return target.getvalue()


CROWDED: dict[str, dict[str, str | bytes]] = {
    "two photos with one address": {
        "content/photos/hall.tif": tiff(30, 5),
        "content/posts/2026-05-04-e.md": post("E", body="![A view](../photos/hall.tif)"),
    },
    "a photo in static/ and one beside the texts": {
        "static/photos/hall.jpg": jpeg(6, 6),
        "content/posts/2026-05-04-e.md": post("E", body="![A view](/photos/hall.jpg)"),
    },
}
"""Two photos would have one address: a page shows the size of its own, which its name holds."""


@pytest.mark.parametrize("name", CROWDED)
@pytest.mark.parametrize(
    "change", [write("content/photos/hall.jpg", jpeg(10, 20)), remove("content/photos/hall.jpg"), remove(B)]
)
def test_where_two_photos_would_have_one_address(site: MakeSite, name: str, change: Change) -> None:
    assert changed(site, change, CROWDED[name])[0]
