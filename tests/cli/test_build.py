"""`hyperlocal build`."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.cli import run
from tests.conftest import SITE_YML, MakeSite

NOW = ("--now", "2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"

Captured = pytest.CaptureFixture[str]


def located_photo() -> bytes:
    """A photo that tells where it was taken, as telephones make them."""
    target = io.BytesIO()
    exif = Image.Exif()
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 28.0, 52.0)
    Image.new("RGB", (8, 6), "teal").save(target, "JPEG", exif=exif)
    return target.getvalue()


def everything(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_it_says_what_was_made_and_where(site: MakeSite, capsys: Captured) -> None:
    folder = site({"content/posts/fair.md": FAIR, "content/pages/about.md": "# About\n"})
    assert run(["build", str(folder), *NOW]) == 0
    said = capsys.readouterr()
    assert "Hartley Green: " in said.out
    assert " from 1 post, 0 organisations and 1 text without a date; 0 photos." in said.out
    assert f" removed in {folder / '_site'} (" in said.out
    assert said.err == ""
    assert (folder / "_site/index.html").is_file()


def test_it_says_what_is_held_back_and_why(site: MakeSite, capsys: Captured) -> None:
    files = {
        "content/posts/a.md": "---\ntitle: Ball\ndate: 2027-01-01\n---\n",
        "content/posts/b.md": "---\ntitle: Gala\ndate: 2026-01-01\ndraft: yes\n---\n",
        "content/posts/c.md": "---\ntitle: Sale\ndate: 2026-01-01\nexpires: 2026-02-01\n---\n",
    }
    assert run(["build", str(site(files)), *NOW]) == 0
    held = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Held back: ")]
    assert sorted(held) == [
        "Held back: content/posts/a.md, “Ball”, comes out on Friday 1 January 2027.",
        "Held back: content/posts/b.md, “Gala”, is a draft.",
        "Held back: content/posts/c.md, “Sale”, was shown until Sunday 1 February 2026.",
    ]


def test_it_says_that_the_place_was_removed_from_a_photo(site: MakeSite, capsys: Captured) -> None:
    files: dict[str, str | bytes] = {
        "content/posts/a.md": f"{FAIR}![A stall](a.jpg)\n",
        "content/posts/a.jpg": located_photo(),
    }
    assert run(["build", str(site(files)), *NOW]) == 0
    assert "The place where it was taken was removed from 1 photo." in capsys.readouterr().out


def test_now_moves_the_posts_to_come(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    page = folder / "_site/news/2026/fair/index.html"
    assert run(["build", str(folder), "--now", "2026-06-29"]) == 0
    assert not page.exists()
    assert run(["build", str(folder), "--now", "30 June 2026"]) == 0
    assert page.exists()


def test_the_folder_may_be_left_out(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    monkeypatch.chdir(folder)
    assert run(["build", *NOW]) == 0
    assert (folder / "_site/news/2026/fair/index.html").is_file()


def test_it_can_be_put_elsewhere(site: MakeSite, tmp_path: Path) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    assert run(["build", str(folder), "--output", str(tmp_path / "a" / "b"), *NOW]) == 0
    assert (tmp_path / "a/b/index.html").is_file()
    assert not (folder / "_site").exists()


@pytest.mark.parametrize(
    "output", [".", "..", "content", "content/posts/new", "static/x", "templates", "themes/ours", ".git", ".github/x"]
)
def test_the_owners_own_folders_are_never_written_over(site: MakeSite, capsys: Captured, output: str) -> None:
    folder = site({"content/posts/fair.md": FAIR, "static/menu.txt": "Soup"})
    before = everything(folder)
    assert run(["build", str(folder), "--output", str(folder / output), *NOW]) == 2
    assert "where your own texts are" in capsys.readouterr().err
    assert everything(folder) == before


def test_a_link_to_the_owners_folder_is_no_way_round(site: MakeSite, tmp_path: Path) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    (tmp_path / "shortcut").symlink_to(folder / "content", target_is_directory=True)
    before = everything(folder)
    assert run(["build", str(folder), "--output", str(tmp_path / "shortcut"), *NOW]) == 2
    assert everything(folder) == before


def test_a_file_that_somebody_put_into_the_output_folder_stays(site: MakeSite, capsys: Captured) -> None:
    folder = site({"content/posts/fair.md": FAIR, "_site/index.html": "mine", "_site/notes.txt": "mine too"})
    assert run(["build", str(folder), *NOW]) == 1
    assert "_site/index.html\n" in capsys.readouterr().err
    assert (folder / "_site/index.html").read_text(encoding="utf-8") == "mine"
    assert (folder / "_site/notes.txt").read_text(encoding="utf-8") == "mine too"


def test_the_web_address_may_come_from_outside(site: MakeSite) -> None:
    folder = site({"site.yml": SITE_YML.replace("base_url", "# base_url"), "content/posts/fair.md": FAIR})
    assert run(["build", str(folder), "--base-url", "example.org/repo", *NOW]) == 0
    assert "https://example.org/repo/news/2026/fair/" in (folder / "_site/sitemap.xml").read_text(encoding="utf-8")


def test_an_empty_web_address_is_none(site: MakeSite) -> None:
    folder = site({"site.yml": SITE_YML.replace("base_url", "# base_url"), "content/posts/fair.md": FAIR})
    assert run(["build", str(folder), "--base-url", "", *NOW]) == 0
    assert not (folder / "_site/sitemap.xml").exists()


def test_a_portable_site_links_to_files(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    assert run(["build", str(folder), "--portable", *NOW]) == 0
    assert 'href="news/2026/fair/index.html"' in (folder / "_site/index.html").read_text(encoding="utf-8")
