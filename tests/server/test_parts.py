"""What pages are made of counts; our own output and the files of programs do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hyperlocal.builder import build
from hyperlocal.dates import parse_moment
from hyperlocal.server.parts import alike, counts, look, parts
from tests.conftest import MakeSite

FOLDER = Path("/home/ann/site")
NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"


def site_event(kind: str, *names: str, is_folder: bool = False) -> bool:
    return counts(kind, is_folder, [str(FOLDER / name) for name in names], FOLDER)


@pytest.mark.parametrize("kind", ["created", "modified", "deleted", "moved", "closed"])
def test_a_change_of_a_text_counts(kind: str) -> None:
    assert site_event(kind, "content/posts/fair.md")


@pytest.mark.parametrize("kind", ["opened", "closed_no_write", "attrib", "nonsense"])
def test_reading_a_file_does_not(kind: str) -> None:
    assert not site_event(kind, "content/posts/fair.md")


@pytest.mark.parametrize("kind", ["created", "deleted", "moved"])
def test_folders_that_come_and_go_count(kind: str) -> None:
    assert site_event(kind, "content/posts/2026", is_folder=True)
    assert site_event(kind, "content", is_folder=True)


def test_a_folder_is_modified_whenever_a_file_in_it_is_so_that_alone_does_not_count() -> None:
    assert not site_event("modified", "content/posts", is_folder=True)


@pytest.mark.parametrize(
    "name",
    [
        "site.yml",
        "static/menu.pdf",
        "static/.well-known/security.txt",
        "templates/post.html",
        "themes/ours/static/style.css",
        "our-theme/theme.yml",
        "content/photos/4913.jpg",
        "content/pages/4913-wharf-road.md",
        "content/pages/tools/index.md",
        "content/pages/_site/index.md",
        "content/posts/C# for beginners.md",
        "content/posts/price~list.md",
    ],
)
def test_whatever_a_page_may_be_made_of_counts(name: str) -> None:
    assert site_event("modified", name)


@pytest.mark.parametrize(
    "name",
    [
        "_site/index.html",
        ".hyperlocal/memory",
        ".git/index",
        ".git/refs/heads/main",
        "tools/hyperlocal-0.1.0-py3-none-any.whl",
        "node_modules/a/index.js",
        "website.zip",
        "README.txt",
        "content/posts/.fair.md.swp",
        "content/posts/fair.md.swx",
        "content/posts/fair.md~",
        "content/posts/#fair.md#",
        "content/posts/.#fair.md",
        "content/posts/~$fair.docx",
        "content/posts/.~lock.fair.odt#",
        "content/posts/.hyperlocal-abc.tmp",
        "content/posts/fair.md.tmp",
        "content/posts/fair.md.crdownload",
        "content/posts/4913",
        "content/posts/.DS_Store",
        "templates/__pycache__/x.pyc",
    ],
)
def test_our_own_output_and_the_files_of_programs_do_not_count(name: str) -> None:
    assert not site_event("created", name)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("content/posts/.fair.md.tmp", "content/posts/fair.md"), True),
        (("content/posts/fair.md", "content/posts/fair.md~"), True),
        (("content/posts/fair.md", "/elsewhere/fair.md"), True),
        (("/elsewhere/fair.md", "content/posts/fair.md"), True),
        (("content/posts/.fair.swp", "content/posts/.fair.swx"), False),
        (("_site/a.html", "_site/b.html"), False),
    ],
)
def test_a_move_counts_when_either_of_its_names_does(names: tuple[str, str], expected: bool) -> None:
    assert site_event("moved", *names) is expected


@pytest.mark.parametrize("path", ["/home/ann/site", "/home/ann/other/a.md", "/home/ann/site-old/a.md"])
def test_what_is_not_inside_the_folder_does_not_count(path: str) -> None:
    assert not counts("created", False, [path], FOLDER)


def test_a_website_put_elsewhere_is_known_by_its_list_of_files(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "our-theme/theme.yml": "title: Ours\n"})
    build(folder, folder / "public", NOW)
    assert not counts("created", False, [str(folder / "public/index.html")], folder)
    assert counts("created", False, [str(folder / "our-theme/static/style.css")], folder)
    assert [path.name for path in parts(folder)] == ["site", "content", "our-theme"]


def test_another_folder_of_the_same_name_is_another_one(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    before = parts(folder)
    (folder / "content").rename(folder / "_old")
    (folder / "content").mkdir()
    assert parts(folder)[folder / "content"] != before[folder / "content"]
    assert parts(folder)[folder] == before[folder]


def test_of_a_folder_that_is_not_there_there_is_nothing(tmp_path: Path) -> None:
    assert parts(tmp_path / "gone") == {}
    assert look(tmp_path / "gone") == {}


def test_a_look_sees_each_change_of_what_counts_and_nothing_else(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "static/.well-known/security.txt": "x"})
    seen = [look(folder)]
    assert len(seen[0]) == 3

    def changed() -> bool:
        seen.append(look(folder))
        return not alike(seen[-2], seen[-1])

    assert not changed()
    build(folder, folder / "_site", NOW)
    build(folder, folder / "public", NOW)
    (folder / "content/posts/.fair.md.swp").write_text("x", encoding="utf-8")
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    (folder / "content/posts/fair.md").read_bytes()
    assert not changed()
    (folder / "content/posts/fair.md").write_text(f"{FAIR}!", encoding="utf-8")
    assert changed()
    (folder / "content/posts/2026").mkdir()
    (folder / "content/posts/2026/ball.md").write_text(FAIR, encoding="utf-8")
    assert changed()
    (folder / "content/posts/2026/ball.md").rename(folder / "content/posts/ball.md")
    assert changed()
    (folder / "content/posts/ball.md").unlink()
    assert changed()
    (folder / "site.yml").unlink()
    assert changed()


@pytest.mark.skipif(os.name == "nt", reason="Windows does not say when anything else about a file changed")
def test_a_close_look_sees_a_change_that_left_time_and_size_as_they_were(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    file = folder / "content/posts/fair.md"
    times = (file.stat().st_atime_ns, file.stat().st_mtime_ns)
    before = look(folder)
    file.write_text(FAIR.replace("Tea", "Jam"), encoding="utf-8")
    os.utime(file, ns=times)
    assert alike(before, look(folder))
    assert not alike(before, look(folder), closely=True)
