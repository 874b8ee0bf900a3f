"""A folder -> Content: everything that people wrote, and everything that is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from hyperlocal.content import Content, load
from hyperlocal.content.reading import KINDS, TextJob, TextRead, digest_of, read_all
from hyperlocal.problems import Severity
from tests.conftest import MakeSite
from tests.texts import jpeg

POST = "---\ntitle: Fair\ndate: 2026-05-06\n---\n"


def rules(content: Content) -> list[tuple[str, str]]:
    return [(problem.path, problem.rule) for problem in content.problems]


def test_each_folder_holds_its_kind_of_text(site: MakeSite) -> None:
    found = load(
        site(
            {
                "content/posts/fair.md": POST,
                "content/News/2026/05/walk.markdown": POST,
                "content/pages/about.md": "About",
                "content/join.mkd": "Join",
                "content/organisations/hall/index.md": "The hall",
                "content/organizations/club.md.txt": "The club",
            }
        )
    )
    assert [(post.source.kind, post.source.folders, post.source.stem) for post in found.posts] == [
        ("posts", ("2026", "05"), "walk"),
        ("posts", (), "fair"),
    ]
    assert [page.source.stem for page in found.pages] == ["join", "about"]
    assert [one.source.stem for one in found.organisations] == ["hall", "club"]
    assert found.problems == () and set(KINDS) == {"posts", "pages", "organisations"}


def test_an_empty_folder_is_an_empty_site(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert (found.posts, found.pages, found.organisations, found.static, found.problems) == ((), (), (), (), ())


# --- encodings ---

WORDS = (
    "---\ntitle: Café – “free”\ndate: 2026-05-06\ntags: tŷ\n---\n\nIt’s £5.\n\n- Bring ŵ\n  - a friend\n\nBye\\\nnow.\n"
)
ENCODINGS: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "utf-16 little": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16 big": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "utf-16 without a mark": lambda text: text.encode("utf-16-le"),
    "windows-1252": lambda text: text.encode("windows-1252"),
}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_however_a_text_was_saved_it_says_the_same(site: MakeSite, encoding: str, end: str) -> None:
    words = WORDS.replace("ŷ", "y").replace("ŵ", "w") if encoding == "windows-1252" else WORDS
    data = ENCODINGS[encoding](words.replace("\n", end))
    found = load(site({"content/posts/a.md": words, "content/posts/b.md": data}))
    plain, saved = found.posts
    assert (saved.title, saved.date, saved.tags) == (plain.title, plain.date, plain.tags)
    assert saved.document == plain.document
    assert saved.title == "Café – “free”" and "£5" in saved.document.html and found.problems == ()


# --- titles and dates ---


@pytest.mark.parametrize(
    ("path", "text", "title"),
    [
        ("content/pages/x.md", "---\ntitle: In the head\n---\n# In the text", "In the head"),
        ("content/pages/x.md", "# In the *text*\n\nWords", "In the text"),
        ("content/pages/x.md", "Words\n\n## Further down\n\nWords", "Further down"),
        ("content/pages/about-us.md", "Words", "About us"),
        ("content/posts/2026-05-06-summer_fair.md", "Words", "Summer fair"),
        ("content/posts/2026-05-06-summer-fair/index.md", "Words", "Summer fair"),
        ("content/posts/2026-05-06.md", "", "2026 05 06"),
        ("content/organisations/hall.md", "---\nname: The Hall\n---\n", "The Hall"),
    ],
)
def test_every_text_has_a_title(site: MakeSite, path: str, text: str, title: str) -> None:
    found = load(site({path: text}))
    assert [one.title for one in (*found.posts, *found.pages, *found.organisations)] == [title]
    assert found.problems == ()


def test_a_title_in_the_head_is_not_said_twice(site: MakeSite) -> None:
    (page,) = load(site({"content/pages/x.md": "---\ntitle: It's new\n---\n\n# It's new\n\nWords"})).pages
    assert page.document.html == "<p>Words</p>"


def test_a_broken_post_is_left_out_and_the_others_are_not(site: MakeSite) -> None:
    found = load(
        site(
            {
                "content/posts/a.md": "---\ntitle: A\ndate: 31/02/2026\n---\nA {{ tag }}",
                "content/posts/b.md": "---\ntitle: B\n---\nB",
                "content/posts/c.md": "---\ntitle: C\ndate: 2026-05-06\npublish: soon\n---\nC",
                "content/posts/2026-02-31-d.md": "D",
                "content/posts/2026-05-06-e.md": "E",
                "content/pages/f.md": "---\nexpires: never\n---\nF",
            }
        )
    )
    assert [post.title for post in found.posts] == ["E"] and found.pages == ()
    errors = [(problem.path, problem.rule) for problem in found.problems if problem.severity is Severity.ERROR]
    assert sorted(errors) == [
        ("content/pages/f.md", "bad-date"),
        ("content/posts/2026-02-31-d.md", "bad-date"),
        ("content/posts/a.md", "bad-date"),
        ("content/posts/b.md", "no-date"),
        ("content/posts/c.md", "bad-date"),
    ]
    assert ("content/posts/a.md", "template-tag") in rules(found), "what is wrong further down is told at once"


def test_a_text_that_is_too_deep_is_left_out_with_its_line(site: MakeSite) -> None:
    deep = "\n".join(f"{'  ' * depth}- a" for depth in range(100))
    found = load(site({"content/posts/a.md": POST + deep, "content/posts/b.md": POST + "B"}))
    assert [post.source.stem for post in found.posts] == ["b"]
    (problem,) = found.problems
    assert (problem.path, problem.line, problem.rule) == ("content/posts/a.md", 5, "too-deep")
    assert "left out" in problem.message and problem.remedy


def test_a_file_that_goes_while_we_read_is_told(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site({"content/posts/a.md": POST, "content/posts/b.md": POST})
    opened = os.open

    def just_too_late(path: str, flags: int) -> int:
        Path(path).unlink()
        monkeypatch.setattr(os, "open", opened)
        return opened(path, flags)

    monkeypatch.setattr(os, "open", just_too_late)
    found = load(folder)
    assert [post.source.stem for post in found.posts] == ["b"]
    assert rules(found) == [("content/posts/a.md", "unreadable")]


def test_unknown_names_are_told_once_for_all_files(site: MakeSite) -> None:
    found = load(site({f"content/posts/{name}.md": POST.replace("title", "Sidebar: x\ntitle") for name in "abc"}))
    assert rules(found) == [("content/posts/a.md", "unknown-key")] and "3 files" in found.problems[0].message


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("content/post-its/a.md", "Move the file to one of them."),
        ("content/poste/a.md", "Did you mean content/posts?"),
        ("content/photos/notes.md", "Move the file to one of them."),
    ],
)
def test_a_text_in_a_folder_that_is_not_read_is_told(site: MakeSite, path: str, words: str) -> None:
    (problem,) = load(site({path: "Words"})).problems
    assert (problem.path, problem.rule) == (path, "no-such-folder") and words in problem.remedy
    assert "content/posts, content/pages, content/organisations" in problem.message


def test_other_files_are_kept_to_be_linked_to(site: MakeSite) -> None:
    found = load(
        site(
            {
                "content/posts/form.pdf": "x",
                "content/photos/readme.txt": "x",
                "static/robots.txt": "x",
                "static/a.md": "x",
            }
        )
    )
    assert set(found.files) == {"content/posts/form.pdf", "content/photos/readme.txt"}
    assert [file.path for file in found.static] == ["static/a.md", "static/robots.txt"]
    assert found.problems == () and found.pages == ()


def test_what_is_wrong_in_static_is_told_too(site: MakeSite) -> None:
    folder = site({"static/a.txt": "x"})
    (folder / "static/b.txt").symlink_to("/")
    assert rules(load(folder)) == [("static/b.txt", "link-out")]


# --- photos ---


@pytest.mark.parametrize(
    "named",
    [
        "![Hall](hall.jpg)", "![Hall](../photos/HALL.jpg?x#y)", "![Hall](..\\photos\\hall.jpg)", "[Hall](hall.jpg)",
        '<img src="/photos/hall.jpg" alt="">', "![Hall](ha%6Cl.jpg)",
    ],
)  # fmt: skip
def test_only_photos_that_a_text_names_are_looked_at(site: MakeSite, named: str) -> None:
    found = load(site({"content/photos/hall.jpg": jpeg(), "content/photos/b.jpg": b"broken", "content/x.md": named}))
    assert set(found.photos) == {"content/photos/hall.jpg"} and found.problems == ()
    assert set(found.files) == {"content/photos/hall.jpg", "content/photos/b.jpg"}


@pytest.mark.parametrize(("name", "typed"), [("café.jpg", "cafe%CC%81.jpg"), ("cafe\u0301 1.jpg", "café 1.jpg")])
def test_a_photo_is_found_however_its_accents_are_stored(site: MakeSite, name: str, typed: str) -> None:
    found = load(site({f"content/pages/{name}": jpeg(), "content/pages/x.md": f"![Café]({typed})"}))
    assert len(found.photos) == 1


def test_the_photo_of_a_head_is_looked_at_too(site: MakeSite) -> None:
    head = "---\nimage: ../photos/Hall.JPG\n---\n"
    found = load(site({"content/photos/Hall.JPG": jpeg(), "content/organisations/hall.md": head}))
    photo = found.photos["content/photos/Hall.JPG"]
    assert (photo.width, photo.height, photo.ending) == (40, 30, ".jpg")


def test_a_photo_that_cannot_be_shown_is_told_and_left_out(site: MakeSite) -> None:
    files = {
        "content/pages/a.jpg": b"",
        "content/pages/b.png": jpeg()[:300],
        "static/c.gif": b"no",
        "static/d.jpg": jpeg(),
    }
    found = load(site({**files, "content/pages/x.md": "![A](a.jpg) ![B](b.png)"}))
    assert rules(found) == [
        (path, "bad-photo") for path in ("content/pages/a.jpg", "content/pages/b.png", "static/c.gif")
    ]
    assert all(problem.severity is Severity.ERROR and "left out" in problem.message for problem in found.problems)
    assert dict(found.photos) == {} and set(found.static_photos) == {"static/d.jpg"}


# --- what is passed in ---


def test_all_texts_are_read_at_once_by_the_function_passed_in(site: MakeSite) -> None:
    asked: list[Sequence[TextJob]] = []

    def reader(jobs: Sequence[TextJob]) -> Sequence[TextRead]:
        asked.append(jobs)
        return read_all(jobs)

    load(site({"content/posts/a.md": POST + "A", "content/pages/b.md": "B"}), trusted=True, read=reader)
    (jobs,) = asked
    assert [(job.file.path, job.kind, job.trusted, job.data) for job in jobs] == [
        ("content/pages/b.md", "pages", True, None),
        ("content/posts/a.md", "posts", True, None),
    ]
    assert [job.digest for job in jobs] == [digest_of(b"B"), digest_of((POST + "A").encode())]


def test_raw_html_comes_through_only_when_trusted(site: MakeSite) -> None:
    folder = site({"content/pages/x.md": '<b onclick="x()">B</b>'})
    assert "onclick" not in load(folder).pages[0].document.html
    assert "onclick" in load(folder, trusted=True).pages[0].document.html


def test_reading_changes_nothing_and_gives_the_same_again(site: MakeSite) -> None:
    folder = site({"content/posts/a.md": POST + "![A](a.jpg)", "content/posts/a.jpg": jpeg()})
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert load(folder) == load(folder)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_what_is_written_of_photos_is_read_in_every_folder(site: MakeSite) -> None:
    found = load(
        site(
            {
                "content/posts/a.jpg": jpeg(),
                "content/posts/photos.txt": "a.jpg: A tent\n",
                "content/photos/fair/b.jpg": jpeg(),
                "content/photos/fair/Photos.txt": "b.jpg: A bell\n",
                "content/photos/photos.txt": "c.jpg: Gone\n",
                "static/d.jpg": jpeg(),
                "static/photos.txt": "d.jpg: A door\n",
            }
        )
    )
    assert {path: note.alt for path, note in found.notes.items()} == {
        "content/posts/a.jpg": "A tent", "content/photos/fair/b.jpg": "A bell", "static/d.jpg": "A door",
    }  # fmt: skip
    assert [(problem.rule, problem.path) for problem in found.problems] == [
        ("no-such-photo", "content/photos/photos.txt")
    ]
    # It is for the makers of the site, and no post, page or file of it.
    assert found.posts == () and [file.path for file in found.static] == ["static/d.jpg"]
    assert not any(path.casefold().endswith(".txt") for path in found.files)


def test_a_page_may_be_called_photos(site: MakeSite) -> None:
    found = load(
        site({"content/pages/photos.txt": "# Photos\n\n[gallery: fair]\n", "content/pages/fair/a.jpg": jpeg()})
    )
    assert [page.title for page in found.pages] == ["Photos"] and found.notes == {} and found.problems == ()
    assert list(found.photos) == ["content/pages/fair/a.jpg"]


def test_what_notepad_adds_to_a_name_is_no_matter(site: MakeSite) -> None:
    found = load(site({"content/posts/a.jpg": jpeg(), "content/posts/PHOTOS.TXT.txt": "a.jpg: A tent\n"}))
    assert [note.alt for note in found.notes.values()] == ["A tent"] and found.problems == ()


def test_notes_that_cannot_be_opened_are_told(site: MakeSite) -> None:
    found = load(site({"content/photos/a.jpg": jpeg(), "content/photos/photos.txt": "x" * 1_000_001}))
    assert [(problem.rule, problem.path) for problem in found.problems] == [("too-large", "content/photos/photos.txt")]


def test_a_photo_that_nobody_shows_needs_no_consent(site: MakeSite) -> None:
    files: dict[str, str | bytes] = {
        "content/photos/a.jpg": jpeg(),
        "content/photos/photos.txt": "a.jpg: Two girls\n  people: children\n",
    }
    found = load(site(files))
    assert found.problems == () and found.withheld == {"content/photos/a.jpg"}
    found = load(site({**files, "content/pages/p.md": "![Two girls](../photos/a.jpg)"}))
    assert [(problem.rule, problem.path, problem.line) for problem in found.problems] == [
        ("no-consent", "content/photos/photos.txt", 2)
    ]
    assert found.photos == {}
