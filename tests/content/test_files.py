"""Which files of a folder count: not what computers leave there, nothing from outside, and each once."""

from __future__ import annotations

import os
import socket
import sys
import unicodedata
from pathlib import Path
from types import FrameType

import pytest

from hyperlocal.content.files import DEEPEST, MOST_FILES, File, files_below
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


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such names")
@pytest.mark.parametrize(
    "name", ["x\\..\\up.pdf", "a\\b.md", "C:up.md", "c:\\up", "a\nb.md", "\x1b[31mred.md", "\x7f", "\x9b1m.md"]
)
def test_a_name_that_is_a_path_elsewhere_is_left_out_and_told(site: MakeSite, name: str) -> None:
    folder = site({f"content/{name}": "x", f"content/folder{name}/in.md": "x", "content/fair.md": "x"})
    shut = {f"content/{name}", f"content/folder{name}"} - ({f"content/folder{name}"} if ":up.md" in name else set())
    assert shut <= {path for rule, path in rules(folder) if rule == "bad-name"}
    assert set(paths(folder)) <= {"content/fair.md", f"content/folder{name}/in.md"} - {f"{one}/in.md" for one in shut}


@pytest.mark.parametrize("name", ["10:30 minutes.md", "A: B.md", "\u202egpj.md", "a\u200db.md", "1:2.md"])
def test_a_colon_in_a_name_is_no_harm(site: MakeSite, name: str) -> None:
    if os.name == "nt" and ":" in name:
        pytest.skip("this disk holds no such name")
    wanted = [] if name == "A: B.md" else [f"content/{name}"]
    assert paths(site({f"content/{name}": "x"})) == wanted


def test_a_folder_that_somebody_put_a_whole_disk_into_does_not_take_for_ever(site: MakeSite) -> None:
    folder = site({f"content/{number}.md": "x" for number in range(5)})
    found, (problem,) = files_below(folder, "content", most=3)
    assert [file.path for file in found] == ["content/0.md", "content/1.md", "content/2.md"]
    assert (problem.rule, problem.path) == ("too-many-files", "content") and "more than 3 files" in problem.message
    assert len(files_below(folder, "content", most=5)[0]) == 5 and files_below(folder, "content", most=5)[1] == ()
    assert MOST_FILES == 100_000


def test_hidden_files_and_what_computers_leave_do_not_count_towards_the_number(site: MakeSite) -> None:
    folder = site({"content/a.md": "x", **{f"content/{number}.tmp": "x" for number in range(5)}})
    assert files_below(folder, "content", most=1)[1] == ()


def test_folders_that_lie_too_deep_are_left_out_and_told_once(site: MakeSite) -> None:
    deepest = "/".join(["content", *("f" * DEEPEST)])
    folder = site({f"{deepest}/here.md": "x", f"{deepest}/f/gone.md": "x", f"{deepest}/f/g/gone.md": "x"})
    assert paths(folder) == [f"{deepest}/here.md"] and rules(folder) == [("folders-too-deep", f"{deepest}/f")]


@pytest.mark.skipif(os.name == "nt", reason="Windows takes no such paths")
def test_a_tree_that_is_deeper_than_any_path_can_say_does_not_stop_anything(site: MakeSite, tmp_path: Path) -> None:
    above = tmp_path.joinpath(*["n" * 240] * ((3_400 - len(str(tmp_path))) // 241))
    above.mkdir(parents=True)
    folder = site({"content/fair.md": "x"}).rename(above / "site")
    here = os.open(folder / "content", os.O_RDONLY)
    for _ in range(4):
        os.mkdir("d" * 240, dir_fd=here)
        below = os.open("d" * 240, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert paths(folder) == ["content/fair.md"]
    assert [rule for rule, _ in rules(folder)] == ["folders-too-deep"]


@pytest.mark.parametrize("letter", ["a", "é"])
def test_names_that_are_too_long_together_are_left_out_and_told(site: MakeSite, letter: str) -> None:
    long = letter * (200 // len(letter.encode()))
    folder = site({f"content/{long}/{long}/fair.md": "x", f"content/{long}/{long}/{long}/{long}/{long}.md": "x"})
    assert paths(folder) == [f"content/{long}/{long}/fair.md"]
    ((rule, path),) = rules(folder)
    assert rule == "folders-too-deep" and len(path) < 210


def test_a_folder_that_cannot_be_opened_stops_everything(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": "x"})
    (folder / "content/posts").chmod(0)
    try:
        if os.access(folder / "content/posts", os.R_OK):
            pytest.skip("nothing is closed to this user")
        with pytest.raises(PermissionError):
            files_below(folder, "content")
    finally:
        (folder / "content/posts").chmod(0o755)


def test_a_link_to_what_is_not_published_is_left_out_and_told(site: MakeSite) -> None:
    folder = site({".git/config": "TOKEN", ".env": "TOKEN", "static/fair.txt": "x"})
    (folder / "static/config.txt").symlink_to("../.git/config")
    (folder / "static/env.txt").symlink_to(folder / ".env")
    assert paths(folder, "static") == ["static/fair.txt"]
    assert rules(folder, "static") == [("link-out", "static/config.txt"), ("link-out", "static/env.txt")]


def test_links_that_lead_to_each_other_are_left_out_and_told(site: MakeSite) -> None:
    folder = site({"content/fair.md": "x"})
    (folder / "content/one.md").symlink_to("two.md")
    (folder / "content/two.md").symlink_to("one.md")
    assert paths(folder) == ["content/fair.md"]
    assert rules(folder) == [("link-out", "content/one.md"), ("link-out", "content/two.md")]


@pytest.mark.skipif(os.name == "nt", reason="the sockets of this system have no names")
def test_a_socket_and_a_pipe_named_like_a_photo_are_left_out_and_told(site: MakeSite) -> None:
    folder = site({"content/fair.md": "x"})
    os.mkfifo(folder / "content/pipe.jpg")
    here = Path.cwd()
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(folder / "content")  # the name of a socket must be short
        try:
            listening.bind("socket.jpg")
        finally:
            os.chdir(here)
        assert paths(folder) == ["content/fair.md"]
        assert rules(folder) == [("not-a-file", "content/pipe.jpg"), ("not-a-file", "content/socket.jpg")]


def test_ten_thousand_files_are_looked_through_in_no_time(site: MakeSite) -> None:
    """Requirement 70 in small: nothing is asked of each file but what its folder says. A call of the system each would
    be ten times as many."""
    folder = site({f"content/posts/{number}.md": "x" for number in range(300)})
    calls: list[str] = []

    def noted(frame: FrameType, event: str, function: object) -> None:
        if event == "c_call" and getattr(function, "__module__", "") in ("posix", "nt"):
            calls.append(getattr(function, "__name__", ""))

    sys.setprofile(noted)
    try:
        found, _ = files_below(folder, "content")
    finally:
        sys.setprofile(None)
    assert len(found) == 300 and "scandir" in calls and len(calls) < 60, calls


def test_a_folder_of_old_names_keeps_the_names_in_it(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": "x"})
    try:
        old = Path(os.fsdecode(os.fsencode(folder) + b"/content/caf\xe9"))
        old.mkdir()
        (old / "ŵyl.md").write_text("x")
    except (OSError, UnicodeError):
        pytest.skip("this disk holds no such name")
    assert paths(folder) == ["content/café/ŵyl.md", "content/posts/fair.md"]


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.md", ".md"),
        ("A.B.JPG", ".jpg"),
        (".well-known", ""),
        ("Minutes.", ""),
        ("..md", ""),
        ("a", ""),
        ("a.ß", ".ss"),
    ],
)
def test_the_ending_is_that_of_the_name(name: str, suffix: str) -> None:
    assert File(path=f"content/a.b/{name}", place="").suffix == suffix
