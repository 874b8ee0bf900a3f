"""Requirement 70 of the project's list: hostile or unlucky input (names that lead out of the folder, links out of it,
lists inside lists without end, lines of megabytes, traps for patterns) neither escapes from the output folder nor
hangs: each of these sites is built within 5 seconds, and the rest of it is there.

The seconds are those of a processor, so that a busy machine does not fail the test. What each limit is, and that it is
where it is said to be, is tested beside each module.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import Built, build
from hyperlocal.cli import run
from hyperlocal.content import limits
from hyperlocal.problems import Severity
from tests.conftest import MakeSite
from tests.texts import jpeg

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
GOOD = {"content/posts/2026-11-20-may-day.md": "---\ntitle: May Day\n---\nDancing on the green.\n"}
POST = "content/posts/2026-05-02-hostile.md"
SECONDS = 5
ON_UNIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, or takes no such names")


def head(*lines: str, body: str = "x") -> str:
    return "\n".join(["---", "title: T", "date: 2026-05-02", *lines, "---", body, ""])


def laughs() -> str:
    """A billion of them in ten lines."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
    return head(*lines, "tags: *i")


HEADS: Mapping[str, str | bytes] = {
    "billion laughs": laughs(),
    "lists in lists": head("tags: " + "[" * 100_000),
    "lists in lists, closed": head("tags: " + "[" * 100_000 + "]" * 100_000),
    "groups in groups": head("tags: " + "{a: " * 100_000),
    "lists in lists, by lines": head("tags:", *(" " * depth + "- a:" for depth in range(1, 1_500))),
    "tables in tables": "+++\ntitle = 'T'\n[" + "a." * 5_000 + "b]\nc = 1\n+++\nx",
    "lists in lists, TOML": "+++\ntitle = 'T'\na = " + "[" * 100_000 + "\n+++\nx",
    "groups of 20,000": head("taxonomies:", *(f"  k{number}: [a]" for number in range(20_000))),
    "a line of 9 MB": head("foo: " + "x" * 9_000_000),
    "a line of 9 MB without a name": head("x" * 9_000_000),
    "a title of a megabyte": head("title: " + "word " * 200_000),
    "a slug of a megabyte": head("slug: " + "a-" * 500_000),
    "a date of a megabyte": head("updated: " + "1 " * 500_000),
    "a date and a megabyte of spaces": head("updated: 2026-05-02" + " " * 1_000_000 + "x"),
    "quotation marks without an end": head("summary: '" + "x''" * 300_000),
    "curly quotation marks": head("summary: ‘" + "a’b" * 300_000),
    "backslashes": head('summary: "' + "x\\" * 500_000),
    "100,000 tags": head("tags: [" + ", ".join(f"t{number}" for number in range(100_000)) + "]"),
    "100,000 old addresses": head("aliases: [" + ", ".join(f"/a{number}/" for number in range(100_000)) + "]"),
    "100,000 names": head(*(f"k{number}: v" for number in range(100_000))),
    "100,000 times a name": head(*["k: v"] * 100_000),
    "100,000 lines without a name": head(*["no name"] * 100_000),
    "an old address of 500,000 folders": head("aliases: /" + "a/" * 4_900),
    "an old address of dots": head("aliases: /" + "../" * 3_000 + "x"),
    "dashes": "-" * 1_000_000 + "x",
    "fences": "---\n" * 20_000,
    "a megabyte of accents": head("summary: a" + "\u0327\u0301" * 300_000),
}
BODIES: Mapping[str, str] = {
    "brackets [": "[" * 100_000,
    "brackets [ ]": "[" * 50_000 + "]" * 50_000,
    "pictures": "![" * 100_000,
    "less than": "<" * 100_000,
    "tags without an end": "<a " * 100_000,
    "comments without an end": "<!--" * 100_000,
    "tags in tags": "<div>" * 50_000,
    "tags that are put right": "<b><div>" * 30_000,
    "attributes": "<a " + " ".join(f"a{number}='b'" for number in range(5_000)) + ">x</a>",
    "stars": "*" * 100_000,
    "underscores": "_" * 100_000,
    "stars and underscores": "*_" * 50_000,
    "backticks": "`" * 100_000,
    "backticks in all lengths": " ".join("`" * number for number in range(1, 250)),
    "quotations in quotations": ">" * 5_000 + " x",
    "quotations in quotations, with spaces": "> " * 5_000 + "x",
    "lists in lists, on a line": "- " * 5_000 + "x",
    "lists in lists": "\n".join("    " * depth + "- x" for depth in range(300)),
    "notes in notes": "\n".join("    " * depth + "!!! note" for depth in range(200)),
    "a table of 1,000 columns": "|".join("a" * 1_000) + "\n" + "|".join("-" * 1_000) + "\n" + "|".join("b" * 1_000),
    "10,000 links that lead nowhere": "".join(f"[a](gone-{number}.md)\n\n" for number in range(2_500)),
    "2,000 headings of the same words": "## Opening hours\n\nx\n\n" * 2_000,
    "2,000 dead headings": "## Opening hours\n\n" + "".join(f"[a](#opening-huors-{n})\n\n" for n in range(2_000)),
    "a word of a megabyte": "x" * 1_000_000,
    "a link of a megabyte": f"[a]({'x' * 1_000_000})",
    "a link with a megabyte of accents": f"[a](a{'%CC%A7%CC%81' * 100_000})",
    "a link of dots": f"[a]({'../' * 100_000})",
    "a long address used often": f"[a]: {'x' * 10_000}\n\n" + "[a] " * 2_000,
    "a long explanation used often": f"*[a]: {'x' * 10_000}\n\n" + "a " * 2_000,
    "signs that the sanitiser is slow with": "cafÃ© " * 400_000,
    "template tags": "{% " * 100_000,
    "placeholders": "[[" * 50_000,
    "spaces": " " * 1_000_000 + "x",
    "NUL": "\0" * 1_000_000,
    "the other way round": "\u202e\u2066a" * 50_000,
    "accents": "a" + "\u0327\u0301" * 300_000,
    "marks of the parser": "\u0002klzzwxh:0001\u0003 " * 1_000,
}
BYTES: Mapping[str, bytes] = {
    "UTF-16 of halves": b"\xff\xfe" + b"\x00\xd8" * 500_000,
    "UTF-32 of nothing": b"\xff\xfe\x00\x00" + b"\xff" * 1_000_000,
    "UTF-16 without its mark": head().encode("utf-16-le") + bytes(1_000_000),
    "NUL": bytes(1_000_000),
    "no text at all": bytes(range(256)) * 1_000,
    "line ends": b"\r\n\n\r" * 10_000,
}


def everything_around(folder: Path) -> dict[str, tuple[int, int]]:
    """Each path outside the output folder, with what would show that somebody touched it."""
    found = {}
    for directory, names, files in os.walk(folder):
        names[:] = [name for name in names if name != "_site" and name != ".hyperlocal"]
        for name in (*names, *files):
            state = os.lstat(Path(directory, name))
            found[str(Path(directory, name))] = (state.st_mtime_ns if name in files else 0, state.st_mode)
    return found


def built_in_time(folder: Path) -> Built:
    """Build, and see that it is done in time, that the rest is there, and that nothing outside was touched."""
    before = everything_around(folder.parent)
    start = time.process_time()
    found = build(folder, folder / "_site", NOW)
    took = time.process_time() - start
    assert took < SECONDS, f"{took:.1f} seconds"
    assert everything_around(folder.parent) == before
    assert "Dancing on the green" in (folder / "_site/news/2026/may-day/index.html").read_text(encoding="utf-8")
    assert "May Day" in (folder / "_site/index.html").read_text(encoding="utf-8")
    for problem in found.problems:
        assert problem.message and problem.remedy and len(problem.message) < 3_000 and len(problem.path) < 1_000
    return found


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text may take five seconds, and then the whole site would take more: here, two."""
    monkeypatch.setattr(limits, "SECONDS", 2.0)


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_requirement_70_a_head_that_means_harm(site: MakeSite, text: str | bytes) -> None:
    built_in_time(site({**GOOD, POST: text}))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_requirement_70_a_text_that_means_harm(site: MakeSite, body: str) -> None:
    built_in_time(site({**GOOD, POST: head(body=body)}))


@pytest.mark.parametrize("data", BYTES.values(), ids=BYTES)
def test_requirement_70_bytes_that_mean_harm(site: MakeSite, data: bytes) -> None:
    built_in_time(site({**GOOD, POST: data}))


@pytest.mark.parametrize("size", [10_000_001, 10**12])
def test_requirement_70_a_text_over_10_mb_is_left_out_and_told(site: MakeSite, size: int) -> None:
    folder = site({**GOOD, POST: head()})
    with (folder / POST).open("r+b") as opened:
        opened.truncate(size)
    (problem,) = built_in_time(folder).problems
    assert (problem.rule, problem.path, problem.severity) == ("too-large", POST, Severity.ERROR)
    assert "10 MB" in problem.message and not (folder / "_site/news/2026/hostile").exists()


def test_requirement_70_a_page_that_takes_too_long_is_left_out_and_told(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SECONDS", 0.2)
    (problem,) = built_in_time(site({**GOOD, POST: head(body="*a _b_ [c](d)* " * 50_000)})).problems
    assert (problem.rule, problem.path, problem.line, problem.severity) == ("too-slow", POST, 5, Severity.ERROR)
    assert "longer than 0.2 seconds" in problem.message and "left out" in problem.message


ODD_NAMES = [
    "..\\..\\up", "a\\..\\..\\up", "C:\\up", "C:up", "\\up", "\\\\server\\up", "..", "...", "%2e%2e%2fup", "..%5cup",
    "a\nb", "\x1b[31mred", "CON", "nul.tar", "LPT1", "a:b", 'a|b?*<>"', "-rf", "~", "$(up)", "{{ up }}",
    "\u202egpj", "a. ", "x" * 200,
]  # fmt: skip


@ON_UNIX
def test_requirement_70_names_that_would_lead_out_of_the_folder(site: MakeSite) -> None:
    names = [f"{name}{ending}" for name in ODD_NAMES for ending in (".md", ".pdf", ".jpg", ".html")]
    parts = ("content", "content/posts", "content/pages", "content/organisations", "static")
    files = {f"{part}/{name}": jpeg() if name.endswith(".jpg") else head() for part in parts for name in names}
    files |= {f"{part}/in {name}/a.pdf": "x" for part in parts for name in ODD_NAMES}
    folder = site({**GOOD, **files})
    found = built_in_time(folder)
    for path in found.written.written:
        assert not set(path) & set("\\\n\x1b") and ".." not in path.split("/") and path[1:2] != ":", path
        assert (folder / "_site" / path).resolve().is_relative_to((folder / "_site").resolve())
    assert any(problem.rule == "bad-name" for problem in found.problems)


OUT = [
    "../../x", "/../../x", "/etc/passwd", "C:\\x", "C:/x", "\\\\server\\x", "%2e%2e/%2e%2e/x", "..%2f..%2fx",
    "..%5c..%5cx", "....//....//x", "/./../x", "//x/../../y", "file:///etc/passwd", "~/x", "x\x00y", "..\\..\\x",
    "/.hyperlocal.json", "/.git/hooks/x", "https://example.org/../../x", "/a/../../x/index.html", "/%252e%252e/x",
    "/\u202e/x", "/CON",
]  # fmt: skip


@pytest.mark.parametrize(
    "field", ["aliases", "redirect_from", "permalink", "slug", "image", "id", "lang", "tags", "author"]
)
def test_requirement_70_fields_that_would_lead_out_of_the_folder(site: MakeSite, field: str) -> None:
    folder = site(
        {
            **GOOD,
            **{
                f"content/posts/2026-05-02-{number}.md": head(f"{field}: {typed}", body=f"[a]({typed}) ![b]({typed})")
                for number, typed in enumerate(OUT)
            },
            "content/pages/a.md": head(f"{field}: {OUT[0]}"),
        }
    )
    found = built_in_time(folder)
    for path in found.written.written:
        assert ".." not in path.split("/") and "\\" not in path and not path.startswith(("/", ".git"))
        assert (folder / "_site" / path).resolve().is_relative_to((folder / "_site").resolve())


@ON_UNIX
def test_requirement_70_files_that_are_no_files_are_not_waited_for(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site({**GOOD, "static/a.txt": "x", "content/photos/a.jpg": jpeg(), "templates/a.txt": "x"})
    for place in ("content/posts/pipe.md", "content/photos/pipe.jpg", "static/pipe.pdf", "static/pipe.jpg"):
        os.mkfifo(folder / place)
    os.mkfifo(folder / "templates/post.html")
    monkeypatch.chdir(folder / "content/posts")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket.md")
        found = built_in_time(folder)
    assert sorted(problem.path for problem in found.problems if problem.rule == "not-a-file") == [
        "content/photos/pipe.jpg", "content/posts/pipe.md", "content/posts/socket.md", "static/pipe.jpg",
        "static/pipe.pdf",
    ]  # fmt: skip


SECRET = "the password is CANARY"


@ON_UNIX
def test_requirement_70_links_out_of_the_folder_are_not_followed(site: MakeSite, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("secret.md", "secret.txt", "secret.html"):
        (outside / name).write_text(head(body=SECRET))
    (outside / "secret.jpg").write_bytes(jpeg(colour="red"))
    folder = site({**GOOD, ".env": SECRET, ".git/config": SECRET, "static/a.txt": "x", "content/photos/a.jpg": jpeg()})
    links: dict[str, str | Path] = {
        "content/posts/2026-05-03-file.md": outside / "secret.md",
        "content/posts/folder": outside,
        "content/photos/b.jpg": outside / "secret.jpg",
        "static/file.txt": outside / "secret.txt",
        "static/folder": outside,
        "static/env.txt": "../.env",
        "static/config.txt": "../.git/config",
        "static/root": "/",
        "static/circle": ".",
        "static/itself.txt": "itself.txt",
        "static/settings.txt": "/proc/self/environ",
    }
    for place, target in links.items():
        (folder / place).symlink_to(target)
    found = built_in_time(folder)
    assert {problem.path for problem in found.problems if problem.rule == "link-out"} == set(links)
    for path in found.written.written:
        assert b"CANARY" not in (folder / "_site" / path).read_bytes(), path


@ON_UNIX
def test_requirement_70_an_output_folder_with_links_in_it_is_not_left(site: MakeSite, tmp_path: Path) -> None:
    """Somebody put links where the pages go: what they lead to is not written."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("mine")
    folder = site({**GOOD, POST: head("aliases: /old/page/")})
    (folder / "_site").mkdir()
    (folder / "_site/news").symlink_to(outside)
    (folder / "_site/old").symlink_to(outside)
    before = everything_around(tmp_path)
    build(folder, folder / "_site", NOW)
    assert everything_around(tmp_path) == before and (outside / "index.html").read_text() == "mine"


def deep(folder: Path) -> None:
    for depth in range(100):
        folder /= f"d{depth}"
    folder.mkdir(parents=True)
    (folder / "deep.md").write_text(head())


def many(folder: Path) -> None:
    folder.mkdir()
    for number in range(1_000):
        (folder / f"{number}.txt").write_bytes(b"")


@pytest.mark.parametrize("make", [deep, many])
@pytest.mark.parametrize("part", ["content/posts/x", "static/x", "templates/x"])
def test_requirement_70_folders_inside_folders_and_files_without_number(
    site: MakeSite, make: Callable[[Path], None], part: str
) -> None:
    folder = site({**GOOD, "static/a.txt": "x", "templates/a.txt": "x"})
    make(folder / part)
    found = built_in_time(folder)
    told = {problem.rule for problem in found.problems}
    assert ("folders-too-deep" in told) == (make is deep and not part.startswith("templates"))


@pytest.mark.parametrize(
    "settings",
    [
        "foo: " + "x" * 9_000_000,
        "title: " + "x" * 1_000_000,
        "language: " + "en-GB1234-" * 100_000 + "!",
        "domain: " + "a." * 300_000,
        "domain: " + "é" * 300_000,
        "base_url: https://x.org" + "/" * 1_000_000 + "x",
        "base_url: https://x.org" + "/index.html" * 100_000 + "x",
        "timezone: ../../../../etc/passwd",
        "timezone: " + "x/" * 100_000,
        "theme: ../../../etc",
        "theme: " + "a " * 300_000 + "!",
        "footer: " + "x " * 500_000,
        "colour: " + "r" * 1_000_000,
        "links: [" + ", ".join(f"https://a.example/{number}" for number in range(20_000)) + "]",
        "\n".join(f"k{number}: v" for number in range(50_000)),
        "[" * 100_000,
        "title: *a",
    ],
    ids=range(17),
)
def test_requirement_70_settings_that_mean_harm(site: MakeSite, settings: str) -> None:
    built_in_time(site({**GOOD, "site.yml": f"id: x\n{settings}\n"}))


def test_requirement_70_it_is_the_same_from_the_command_line(site: MakeSite, capfd: pytest.CaptureFixture[str]) -> None:
    folder = site(
        {**GOOD, POST: laughs(), "content/posts/\u202egpj.md": head("date: 31/02/2026 \x1b[2J", body="[" * 50_000)}
    )
    assert run(["build", str(folder), "--now", "2026-11-22"]) == 1
    told = capfd.readouterr().err
    assert "Traceback" not in told and "\x1b[2J" not in told and "left out" in told
    assert (folder / "_site/news/2026/may-day/index.html").is_file()
