"""Which files of a folder count: not what computers leave there, nothing from outside, and each once."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from hyperlocal.content.files import files_below
from tests.conftest import MakeSite


def paths(folder: Path, part: str = "content") -> list[str]:
    return [file.path for file in files_below(folder, part)[0]]


def rules(folder: Path, part: str = "content") -> list[tuple[str, str]]:
    return [(problem.rule, problem.path) for problem in files_below(folder, part)[1]]


def test_files_are_sorted_and_know_their_path_and_ending(site: MakeSite) -> None:
    folder = site(
        {"content/posts/b/Photo.JPG": "x", "content/posts/a.md": "x", "content/about.md": "x", "static/x.txt": "x"}
    )
    found, problems = files_below(folder, "content")
    assert [file.path for file in found] == ["content/about.md", "content/posts/a.md", "content/posts/b/Photo.JPG"]
    assert found[2].suffix == ".jpg" and found[2].file.read_bytes() == b"x" and problems == ()


def test_a_folder_that_is_not_there_is_empty(site: MakeSite) -> None:
    assert files_below(site({"content": "a file"}), "content") == ((), ())
    assert files_below(site({}), "static") == ((), ())


@pytest.mark.parametrize(
    "name",
    [
        "~$fair.docx", "._fair.jpg", "Thumbs.db", "ehthumbs.db", "Desktop.INI", ".DS_Store", "Icon\r", "fair.md~",
        "#fair.md#", ".fair.md.swp", "fair.bak", "fair.tmp", "fair.crdownload", "fair.lnk", ".hidden.md", ".git/config",
        "__MACOSX/fair.md",
    ],
)  # fmt: skip
def test_what_computers_leave_behind_is_passed_over_in_silence(site: MakeSite, name: str) -> None:
    folder = site({f"content/posts/{name}": "x", "content/posts/fair.md": "x"})
    assert paths(folder) == ["content/posts/fair.md"] and rules(folder) == []


def test_names_that_only_look_a_little_like_that_count(site: MakeSite) -> None:
    names = ["#1 fan.md", "50%.md", "backup.md", "iconic.md", "original.md", "tmp.md", "~ friends.md"]
    assert paths(site({f"content/{name}": "x" for name in names})) == [f"content/{name}" for name in names]


def test_the_well_known_folder_counts(site: MakeSite) -> None:
    assert paths(site({"static/.well-known/security.txt": "x"}), "static") == ["static/.well-known/security.txt"]


@pytest.mark.parametrize(
    "copy",
    [
        "fair (Jo's conflicted copy 2026-11-22).md", "fair.sync-conflict-20261122-101112-ABCDEFG.md", "fair (1).md",
        "fair - Copy.md", "fair - Copy (2).md", "fair copy.md", "fair copy 2.md", "fair-DESKTOP-AB12CD.md",
        "fair-Jos-MacBook.md",
    ],
)  # fmt: skip
def test_the_second_copy_of_a_text_is_left_out_and_told(site: MakeSite, copy: str) -> None:
    folder = site({f"content/posts/{copy}": "x", "content/posts/fair.md": "x"})
    assert paths(folder) == ["content/posts/fair.md"]
    _, (problem,) = files_below(folder, "content")
    assert problem.rule == "sync-copy" and problem.path == f"content/posts/{copy}"
    assert "fair.md" in problem.message or "onflict" in copy


@pytest.mark.parametrize("name", ["fair (1).md", "copy.md", "A fair copy.md", "-desktop-1.md", "(1).md"])
def test_a_copy_of_nothing_is_a_name_that_somebody_chose(site: MakeSite, name: str) -> None:
    folder = site(
        {f"content/posts/{name}": "x", "content/posts/elsewhere/fair.md": "x", "content/posts/A fair.txt": "x"}
    )
    assert f"content/posts/{name}" in paths(folder) and rules(folder) == []


def test_two_photos_that_a_phone_sent_in_one_minute_both_count(site: MakeSite) -> None:
    names = ["WhatsApp Image 2026-05-02 at 10.11.12 (1).jpeg", "WhatsApp Image 2026-05-02 at 10.11.12.jpeg"]
    assert paths(site({f"content/photos/{name}": name for name in names})) == [
        f"content/photos/{name}" for name in names
    ]


def test_a_link_that_leads_out_of_the_folder_is_left_out_and_told(site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret/secret.md").write_text("x")
    folder = site({"content/posts/fair.md": "x"})
    posts = folder / "content/posts"
    (posts / "file.md").symlink_to(tmp_path / "secret/secret.md")
    (posts / "folder").symlink_to(tmp_path / "secret")
    (posts / "gone.md").symlink_to("nothing.md")
    (posts / "circle").symlink_to(posts)
    assert paths(folder) == ["content/posts/fair.md"]
    assert sorted(rules(folder)) == [
        ("link-out", f"content/posts/{name}") for name in ("circle", "file.md", "folder", "gone.md")
    ]


def test_a_link_to_another_file_of_the_site_counts(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": "words"})
    (folder / "content/fair.md").symlink_to("posts/fair.md")
    assert paths(folder) == ["content/fair.md", "content/posts/fair.md"] and rules(folder) == []


def test_content_itself_may_not_be_a_link_out_of_the_folder(site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/secret.md").write_text("x")
    folder = site({"inside/fair.md": "x"})
    (folder / "content").symlink_to(tmp_path / "elsewhere")
    (folder / "static").symlink_to("inside")
    assert paths(folder) == [] and rules(folder) == [("link-out", "content")]
    assert paths(folder, "static") == ["static/fair.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": "x"})
    os.mkfifo(folder / "content/posts/pipe.md")
    assert paths(folder) == ["content/posts/fair.md"] and rules(folder) == [("not-a-file", "content/posts/pipe.md")]


def test_accents_stored_in_two_ways_are_one_name(site: MakeSite) -> None:
    composed = unicodedata.normalize("NFC", "content/posts/Nhŷ’r café.md")
    assert paths(site({unicodedata.normalize("NFD", composed): "x"})) == [composed]


def test_two_files_that_differ_only_in_how_accents_are_stored_are_told(site: MakeSite) -> None:
    composed = unicodedata.normalize("NFC", "content/posts/café.md")
    folder = site({composed: "x", unicodedata.normalize("NFD", composed): "y"})
    if len(list((folder / "content/posts").iterdir())) == 1:
        pytest.skip("this disk keeps one of the two itself")
    assert paths(folder) == [composed] and rules(folder) == [("same-address", composed)]


def test_a_name_that_is_no_utf_8_can_be_told(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": "x"})
    try:
        Path(os.fsdecode(os.fsencode(folder) + b"/content/posts/caf\xe9.md")).write_text("x")
    except (OSError, UnicodeError):
        pytest.skip("this disk holds no such name")
    found, _ = files_below(folder, "content")
    assert [file.path for file in found] == ["content/posts/café.md", "content/posts/fair.md"]
    assert found[0].file.read_text() == "x"
    assert str(found[0].path).encode("utf-8")


@pytest.mark.parametrize(
    "name", ["Minutes (FINAL) v2 (1) & more #3 100%.docx", "عيد.md", "🎉.md", "a b.md", "CON.md", "'x'.md"]
)
def test_any_name_may_be_chosen(site: MakeSite, name: str) -> None:
    assert paths(site({f"content/{name}": "x"})) == [f"content/{name}"]


def test_a_folder_that_somebody_put_a_whole_disk_into_does_not_take_for_ever(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hyperlocal.content.files._MOST_FILES", 3)
    folder = site({f"content/{number}.md": "x" for number in range(5)})
    assert len(paths(folder)) == 3 and rules(folder) == [("too-many-files", "content")]
