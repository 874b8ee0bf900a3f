"""`hyperlocal pack`."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from hyperlocal.builder import build, prepare
from hyperlocal.cli import run
from hyperlocal.cli.pack import packed
from hyperlocal.dates import parse_moment
from hyperlocal.problems import Severity
from tests.conftest import MakeSite

NOW = ("--now", "2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"
FILES = {
    "content/posts/fair.md": FAIR,
    "content/posts/ball.md": FAIR.replace("title: Summer fair", "title: Secret ball\ndraft: yes"),
    "content/posts/gala.md": FAIR.replace("2026-06-30", "2027-06-30"),
    "content/posts/notes.docx": "not shown by any text",
    "content/posts/.DS_Store": "x",
    "static/menu.txt": "Soup",
    "static/Thumbs.db": "x",
    "static/.DS_Store": "x",
    "static/~$menu.docx": "x",
    ".hyperlocal/memory": "x",
    ".git/config": "x",
    "templates/README.md": "x",
}

Captured = pytest.CaptureFixture[str]


def unpacked(file: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(**files: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return target.getvalue()


def test_the_zip_holds_the_built_site_and_nothing_else(site: MakeSite, tmp_path: Path, capsys: Captured) -> None:
    folder = site(FILES)
    assert run(["pack", str(folder), *NOW]) == 0
    found = unpacked(folder / "website.zip")
    build(folder, tmp_path / "out", parse_moment("2026-11-22"))
    built = {
        file.relative_to(tmp_path / "out").as_posix(): file.read_bytes()
        for file in (tmp_path / "out").rglob("*")
        if file.is_file() and file.name != ".hyperlocal.json"
    }
    assert found == built
    assert f"{len(built)} files in {folder / 'website.zip'} (" in capsys.readouterr().out


def test_it_has_its_front_page_at_the_top_and_no_source_draft_or_file_of_a_computer(site: MakeSite) -> None:
    folder = site(FILES)
    assert run(["pack", str(folder), *NOW]) == 0
    found = unpacked(folder / "website.zip")
    assert {"index.html", "news/2026/fair/index.html", "menu.txt"} <= set(found)
    forbidden = (".md", ".yml", ".db", ".DS_Store", ".docx", ".hyperlocal.json", ".zip", "config")
    assert [name for name in found if name.endswith(forbidden)] == []
    assert not any(b"Secret ball" in data or b"2027" in data for data in found.values())


def test_the_same_site_gives_the_same_zip(site: MakeSite, tmp_path: Path) -> None:
    folder = site(FILES)
    first, again = tmp_path / "a.zip", tmp_path / "b.zip"
    assert run(["pack", str(folder), "--output", str(first), *NOW]) == 0
    (folder / "static/menu.txt").touch()
    assert run(["pack", str(folder), "--output", str(again), *NOW]) == 0
    assert first.read_bytes() == again.read_bytes()


def test_packing_again_replaces_the_zip(site: MakeSite) -> None:
    folder = site(FILES)
    assert run(["pack", str(folder), *NOW]) == 0
    (folder / "static/menu.txt").write_text("Stew", encoding="utf-8")
    assert run(["pack", str(folder), *NOW]) == 0
    assert unpacked(folder / "website.zip")["menu.txt"] == b"Stew"


@pytest.mark.parametrize(
    ("name", "data"),
    [("letters.zip", zip_of(june_doc="dear all")), ("letters.zip", b""), ("june.doc", b"dear all")],
    ids=["another zip", "an empty file", "a letter"],
)
def test_a_file_that_is_not_the_zip_of_a_website_is_never_written_over(
    site: MakeSite, tmp_path: Path, capsys: Captured, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    assert run(["pack", str(site(FILES)), "--output", str(tmp_path / name), *NOW]) == 2
    assert f"{name} is there already" in capsys.readouterr().err
    assert (tmp_path / name).read_bytes() == data


@pytest.mark.parametrize("output", ["site.yml", "static/website.zip", "content/website.zip"])
def test_it_is_not_put_among_the_owners_files(site: MakeSite, output: str) -> None:
    folder = site(FILES)
    before = (folder / "site.yml").read_bytes()
    assert run(["pack", str(folder), "--output", str(folder / output), *NOW]) == 2
    assert (folder / "site.yml").read_bytes() == before
    assert not (folder / output).exists() or output == "site.yml"


def test_a_site_with_something_to_mend_is_packed_all_the_same_and_says_so(site: MakeSite, capsys: Captured) -> None:
    folder = site({**FILES, "content/posts/sale.md": "---\ntitle: Sale\n---\n"})
    assert run(["pack", str(folder), *NOW]) == 1
    assert "content/posts/sale.md, line 1" in capsys.readouterr().err
    assert "index.html" in unpacked(folder / "website.zip")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_packed(site: MakeSite) -> None:
    folder = site(FILES)
    prepared = prepare(folder, parse_moment("2026-11-22"))
    (folder / "static/menu.txt").unlink()
    files, problems = packed(prepared)
    assert [(one.severity, one.path) for one in problems] == [(Severity.ERROR, "static/menu.txt")]
    assert "index.html" in files
    assert "menu.txt" not in files


def test_the_web_address_may_come_from_outside(site: MakeSite) -> None:
    folder = site({**FILES, "site.yml": "format: 1\ntitle: Ash\n"})
    assert run(["pack", str(folder), "--base-url", "https://ash.example", *NOW]) == 0
    assert b"https://ash.example/news/2026/fair/" in unpacked(folder / "website.zip")["sitemap.xml"]
