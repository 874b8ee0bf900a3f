"""Is there anything to do? Every way in which a site, its output or the program can change, and none.

No test waits for a clock: that which a table says of times is changed instead.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from hyperlocal import recipe, unchanged
from hyperlocal.builder import Built, build
from hyperlocal.dates import parse_moment
from hyperlocal.unchanged import Asked, asked, nothing_to_do
from tests.conftest import SITE_YML, MakeSite
from tests.texts import jpeg

NOW = parse_moment("2026-11-22")
LONG_AGO = 1_700_000_000
ALWAYS = {"from": 0, "until": 10**20}
FAIR = "---\ntitle: Fair\ndate: 2026-06-30\n---\nTea.\n"
FILES: dict[str, str | bytes] = {
    "content/posts/fair.md": FAIR + "![A view of it](../photos/hall.jpg) [Minutes](../files/minutes.pdf)\n",
    "content/pages/about.md": "# About\n",
    "content/photos/hall.jpg": jpeg(),
    "content/files/minutes.pdf": "%PDF-1.4",
    "static/notes.txt": "Words.",
    "static/.well-known/security.txt": "Contact",
    "templates/page.html": '{% extends "commons:page.html" %} words',
    "themes/mine/theme.yml": "title: Mine\nextends: commons\n",
    "themes/mine/templates/post.html": '{% extends "commons:post.html" %} words',
    "themes/mine/static/style.css": ".own { color: inherit }",
}

Change = Callable[[Path], object]


def age(folder: Path, when: int = LONG_AGO) -> None:
    """As if all files had been written long ago."""
    for file in folder.rglob("*"):
        os.utime(file, (when, when))


def adjust(folder: Path, **values: Any) -> None:
    """Change what the table says."""
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None
    unchanged.save_table(str(folder), {**table, **values})


def trust(folder: Path) -> None:
    """As if we had looked at everything a good while after it was written, and as if it were always the day of the
    build."""
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None
    adjust(folder, scanned=table["scanned"] + 10**11, saved=table["saved"] + 10**11, **ALWAYS)


def made(folder: Path, output: Path | None = None, **options: Any) -> Built:
    found = build(folder, output or folder / "_site", NOW, **options)
    return found


def quiet(folder: Path, output: Path | None = None, **options: Any) -> bool:
    return nothing_to_do(Asked(str(folder), str(output or ""), **options)) is not None


@pytest.fixture
def folder(site: MakeSite) -> Path:
    """A site that was built a while ago."""
    found = site({"site.yml": SITE_YML + "theme: mine\n", **FILES})
    age(found)
    made(found)
    trust(found)
    return found


def write(path: str, data: str | bytes = "other") -> Change:
    def change(folder: Path) -> None:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data if isinstance(data, bytes) else data.encode())

    return change


def remove(path: str) -> Change:
    return lambda folder: (folder / path).unlink()


def touch(path: str) -> Change:
    return lambda folder: os.utime(folder / path, (LONG_AGO + 5, LONG_AGO + 5))


def same_size(path: str) -> Change:
    """Other bytes, as many as before."""

    def change(folder: Path) -> None:
        data = bytearray((folder / path).read_bytes())
        data[-1] ^= 1
        (folder / path).write_bytes(data)

    return change


def to_a_link(path: str) -> Change:
    def change(folder: Path) -> None:
        (folder / path).rename(folder / "moved")
        (folder / path).symlink_to(folder / "moved")
        os.utime(folder / path, (LONG_AGO + 5, LONG_AGO + 5))

    return change


def to_a_folder(path: str) -> Change:
    def change(folder: Path) -> None:
        (folder / path).unlink()
        (folder / path).mkdir()

    return change


def test_when_nothing_changed_there_is_nothing_to_do(folder: Path) -> None:
    assert quiet(folder)
    assert quiet(folder), "and so it stays"
    assert quiet(folder, strict=True), "which says only how to count what is said"


SOURCES = ["site.yml", *FILES]
CHANGES: dict[str, Change] = {
    **{f"{path} changed": write(path) for path in SOURCES},
    **{f"{path} changed to as many bytes": same_size(path) for path in SOURCES},
    **{f"{path} touched": touch(path) for path in SOURCES},
    **{f"{path} removed": remove(path) for path in SOURCES if path != "site.yml"},
    **{
        f"{path} added": write(path)
        for path in (
            "content/posts/new.md", "content/new/deep/er.md", "content/photos/other.png", "content/loose.md",
            "static/more/a.txt", "static/.well-known/more", "templates/post.html", "templates/parts/.odd.html",
            "themes/mine/templates/.hidden/a.html", "themes/mine/static/.hidden/logo.svg", "themes/other/theme.yml",
            "static/__pycache__/a.txt", "content/posts/__pycache__/a.md",
            # Where a theme called “mine”, or its parent “commons”, would be taken from if it were there:
            "mine/theme.yml", "commons/theme.yml",
        )
    },
    "a text renamed": lambda folder: (folder / "content/pages/about.md").rename(folder / "content/pages/us.md"),
    "a folder renamed": lambda folder: (folder / "content/photos").rename(folder / "content/pictures"),
    "all texts gone": lambda folder: shutil.rmtree(folder / "content"),
    "output altered": write("_site/index.html"),
    "output altered to as many bytes": same_size("_site/index.html"),
    "output removed": remove("_site/news/2026/fair/index.html"),
    "a picture of the output removed": remove("_site/photos/hall.40w.webp"),
    "all output gone": lambda folder: shutil.rmtree(folder / "_site"),
    "a folder where an output was": to_a_folder("_site/robots.txt"),
    "the list of what is ours removed": remove("_site/.hyperlocal.json"),
    "the list of what is ours altered": same_size("_site/.hyperlocal.json"),
    "the table gone": remove(".hyperlocal/built.json"),
    "the memory gone": lambda folder: shutil.rmtree(folder / ".hyperlocal"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_is_noticed_and_after_a_build_it_is_quiet_again(folder: Path, name: str) -> None:
    CHANGES[name](folder)
    assert not quiet(folder)
    made(folder)
    if name != "a folder where an output was":  # which is not ours: it is told, and looked at again each time
        trust(folder)
        assert quiet(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
def test_a_link_is_looked_at_as_what_it_leads_to(folder: Path) -> None:
    to_a_link("content/posts/fair.md")(folder)
    assert not quiet(folder)
    made(folder)
    trust(folder)
    assert quiet(folder)
    write("moved", FAIR)(folder)
    assert not quiet(folder)
    remove("moved")(folder)
    assert not quiet(folder)
    made(folder)
    trust(folder)
    assert quiet(folder), "a link that leads nowhere is told, and stays as it is"
    write("moved", FAIR)(folder)
    assert not quiet(folder)


@pytest.mark.parametrize(
    "path", [".git/HEAD", "content/.obsidian/workspace", "content/posts/.fair.md.swp", "static/.DS_Store",
             "drafts/a.md", "_site/of-somebody-else.txt", "README.md", "tools/hyperlocal.whl"],
)  # fmt: skip
def test_what_no_page_is_made_of_may_change(folder: Path, path: str) -> None:
    write(path)(folder)
    assert quiet(folder)


def test_other_options_are_another_website(folder: Path, tmp_path: Path) -> None:
    assert not quiet(folder, portable=True)
    assert not quiet(folder, base_url="https://other.example/")
    assert not quiet(folder, tmp_path / "elsewhere")
    assert quiet(folder, folder / "_site")
    made(folder, tmp_path / "elsewhere", portable=True, base_url="https://other.example/")
    trust(folder)
    assert quiet(folder, tmp_path / "elsewhere", portable=True, base_url="https://other.example/")
    assert not quiet(folder), "the table is that of the last build"
    shutil.rmtree(tmp_path / "elsewhere")
    assert not quiet(folder, tmp_path / "elsewhere", portable=True, base_url="https://other.example/")


def test_a_folder_that_was_moved_may_have_another_name_to_show(folder: Path, tmp_path: Path) -> None:
    """A site without a title is called by the name of its folder."""
    made(folder, tmp_path / "out")
    trust(folder)
    assert quiet(folder, tmp_path / "out")
    folder.rename(tmp_path / "other-name")
    assert not quiet(tmp_path / "other-name", tmp_path / "out")


def test_a_theme_may_lie_anywhere_in_the_site(folder: Path) -> None:
    theme = "looks/ours"
    write("site.yml", f"{SITE_YML}theme: {theme}\n")(folder)
    write(f"{theme}/theme.yml", "title: Ours\nextends: looks/parent\n")(folder)
    write("looks/parent/theme.yml", "title: Parent\n")(folder)
    write(f"{theme}/templates/page.html", '{% extends "commons:page.html" %}')(folder)
    made(folder)
    for name in (f"{theme}/theme.yml", f"{theme}/templates/page.html", "looks/parent/theme.yml"):
        trust(folder)
        assert quiet(folder)
        touch(name)(folder)
        assert not quiet(folder), name
        made(folder)
    for name in (f"{theme}/static/style.css", "looks/parent/static/logo.svg", "looks/parent/templates/x.html"):
        trust(folder)
        assert quiet(folder)
        write(name)(folder)
        assert not quiet(folder), name
        made(folder)
    trust(folder)
    write(f"{theme}/notes.txt")(folder)
    assert quiet(folder), "a theme is made of templates/, static/ and its theme.yml"


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own there")
@pytest.mark.parametrize("place", ["themes/mine", "themes/mine/templates/parts", "templates/parts"])
def test_a_theme_is_looked_at_through_links(folder: Path, tmp_path: Path, place: str) -> None:
    """As those have it who work on one in a folder of its own."""
    elsewhere, link = tmp_path / "elsewhere", folder / place
    if link.is_dir():
        link.rename(elsewhere)
    (elsewhere / "templates").mkdir(parents=True, exist_ok=True)
    inside = "templates/parts/crumbs.html" if place == "themes/mine" else "crumbs.html"
    write(inside, "<p>crumbs</p>")(elsewhere)
    (elsewhere / "templates/round").symlink_to(elsewhere)
    link.symlink_to(elsewhere)
    made(folder)
    trust(folder)
    assert quiet(folder)
    write(inside, "<p>others</p>")(elsewhere)
    assert not quiet(folder)
    made(folder)
    assert "<p>others</p>" in (folder / "_site/news/2026/fair/index.html").read_text(encoding="utf-8")


POSTS_BY_THE_CLOCK = {
    "date": ("2026-11-23", ""),
    "publish": ("2026-11-22 18:30", "date: 2026-05-01\n"),
    "expires": ("2026-11-22 18:30", "date: 2026-05-01\n"),
}


@pytest.mark.parametrize("field", POSTS_BY_THE_CLOCK)
def test_a_post_whose_moment_has_come_is_something_to_do(site: MakeSite, field: str) -> None:
    value, more = POSTS_BY_THE_CLOCK[field]
    folder = site({"content/posts/a.md": f"---\ntitle: A\n{more}{field}: {value}\n---\nA.\n"})
    age(folder)
    made(folder)
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None
    comes = int(datetime.fromisoformat(f"{value if ' ' in value else value + ' 00:00'}+00:00").timestamp())
    assert table["until"] == comes * 10**9
    day = int(datetime.fromisoformat("2026-11-22 00:00+00:00").timestamp())
    assert table["from"] == day * 10**9


def test_the_table_holds_from_a_moment_until_another(folder: Path) -> None:
    now = int(datetime.now().astimezone().timestamp() * 1e9)
    hour = 3600 * 10**9
    for begin, end, holds in ((-hour, hour, True), (-2 * hour, -hour, False), (hour, 2 * hour, False)):
        adjust(folder, **{"from": now + begin, "until": now + end})
        assert quiet(folder) is holds


def test_another_version_of_anything_is_something_to_do(folder: Path) -> None:
    for version in ("markdown-1.0.dist-info", "python-2.7", "hyperlocal-0.0.1"):
        adjust(folder, versions=sorted([*recipe.versions(), version]))
        assert not quiet(folder)
    adjust(folder, versions=recipe.versions())
    assert quiet(folder)


def test_a_line_of_the_program_that_changed_is_something_to_do(folder: Path) -> None:
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None
    for path in (
        "hyperlocal/content/markup.py",
        "themes/commons/templates/base.html",
        "themes/commons/static/style.css",
    ):
        size, modified, digest = table["code"][path]
        adjust(folder, code={**table["code"], path: [size, modified - 1, digest]})
        assert not quiet(folder)
        adjust(folder, code={**table["code"], path: [size - 1, modified, digest]})
        assert not quiet(folder)
        adjust(folder, code={name: row for name, row in table["code"].items() if name != path})
        assert not quiet(folder)
    adjust(folder, code={**table["code"], "hyperlocal/gone.py": [1, 1, ""]})
    assert not quiet(folder)
    assert not [path for path in table["code"] if "__pycache__" in path]


NEWEST = 4_000_000_000
LOOKED = (NEWEST + 1) * 10**9
"""Within the two seconds in which a time may hide a second change."""


def just_written(folder: Path, path: str) -> None:
    """As if we had looked at the site just after this file was written."""
    os.utime(folder / path, (NEWEST, NEWEST))
    made(folder)
    trust(folder)
    adjust(folder, scanned=LOOKED)


@pytest.mark.parametrize("path", ["content/posts/fair.md", "content/photos/hall.jpg"])
def test_a_file_that_was_just_written_is_looked_into(folder: Path, path: str) -> None:
    just_written(folder, path)
    assert quiet(folder), "it is what it was"
    table = unchanged.read_table(str(folder), unchanged.TABLE)
    assert table is not None and table["scanned"] != LOOKED, "what was looked into is noted"
    adjust(folder, scanned=LOOKED)
    same_size(path)(folder)
    os.utime(folder / path, (NEWEST, NEWEST))
    assert not quiet(folder)
    made(folder)
    adjust(folder, scanned=LOOKED, **ALWAYS)
    assert quiet(folder)


@pytest.mark.parametrize("path", ["site.yml", "static/notes.txt", "templates/page.html"])
def test_what_was_just_written_and_nobody_has_a_digest_of_is_built_again(folder: Path, path: str) -> None:
    just_written(folder, path)
    assert not quiet(folder)


def test_an_output_that_was_just_written_is_looked_into(folder: Path) -> None:
    file = folder / "_site/index.html"
    before = file.stat()
    adjust(folder, saved=before.st_mtime_ns + 1)
    assert quiet(folder)
    adjust(folder, saved=before.st_mtime_ns + 1)
    same_size("_site/index.html")(folder)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not quiet(folder)


def test_all_is_quiet_at_once_after_a_build_of_texts_that_were_there_before(site: MakeSite) -> None:
    """The outputs were written this very moment: they are looked into, and are what they were."""
    folder = site(FILES)
    age(folder)
    made(folder)
    adjust(folder, **ALWAYS)
    assert quiet(folder)


def text(written: str) -> Change:
    return write(".hyperlocal/built.json", written)


def without(key: str) -> Change:
    def change(folder: Path) -> None:
        file = folder / ".hyperlocal/built.json"
        table = json.loads(file.read_text(encoding="utf-8"))
        del table[key]
        file.write_text(json.dumps(table), encoding="utf-8")

    return change


def with_(key: str, value: object) -> Change:
    return lambda folder: adjust(folder, **{key: value})


KEYS = ("format", "options", "versions", "from", "until", "code", "sources", "outputs", "scanned", "saved", "problems",
        "summary", "themes")  # fmt: skip
GARBAGE: dict[str, Change] = {
    "empty": text(""),
    "no JSON": text("{"),
    "bytes": write(".hyperlocal/built.json", b"\xff\xfe\x00"),
    "deep": text("[" * 100_000),
    "a list": text("[]"),
    "a number": text("1"),
    "another format": lambda folder: adjust(folder, format=99),
    **{f"no {key}": without(key) for key in KEYS},
    **{f"{key} is nothing": with_(key, None) for key in KEYS if key != "format"},
    **{
        f"{key} is a number": with_(key, 5)
        for key in KEYS
        if key not in ("format", "until", "from", "saved", "scanned")
    },
    "rows of nothing": with_("sources", {"site.yml": None}),
    "short rows": with_("outputs", {"index.html": []}),
    "a folder": to_a_folder(".hyperlocal/built.json"),
}


@pytest.mark.parametrize("name", GARBAGE)
def test_a_table_that_makes_no_sense_is_none(folder: Path, name: str) -> None:
    GARBAGE[name](folder)
    assert not quiet(folder)
    made(folder)
    if name != "a folder":
        trust(folder)
        assert quiet(folder)


def test_while_a_build_goes_on_there_is_something_to_do(folder: Path) -> None:
    unchanged.drop_table(str(folder), keep=True)
    assert not quiet(folder)
    assert unchanged.read_table(str(folder), unchanged.TABLE, unchanged.UNFINISHED) is not None


def test_a_table_that_cannot_be_kept_is_none(folder: Path) -> None:
    shutil.rmtree(folder / ".hyperlocal")
    (folder / ".hyperlocal").write_text("a file where the folder should be", encoding="utf-8")
    made(folder)
    assert not quiet(folder)


@contextmanager
def as_an_ordinary_person(folder: Path) -> Iterator[Path]:
    """Not as the one who may open everything: who has a copy of the folder here, which others can reach."""
    if os.getuid() != 0:
        yield folder
        return
    with tempfile.TemporaryDirectory() as place:
        copy = Path(
            shutil.copytree(folder, Path(place) / "site", ignore=shutil.ignore_patterns("_site", ".hyperlocal"))
        )
        for path in (Path(place), copy, *copy.rglob("*")):
            os.chown(path, 65_534, 65_534)
        os.seteuid(65_534)
        try:
            yield copy
        finally:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="permissions as POSIX has them")
@pytest.mark.parametrize("path", ["content/posts/fair.md", "content/photos/hall.jpg", "content/files/minutes.pdf"])
def test_what_could_not_be_opened_is_tried_again_though_no_time_tells(folder: Path, path: str) -> None:
    """“Close other programs that have it open, and try again.”"""
    with as_an_ordinary_person(folder) as mine:
        made(mine)
        (mine / path).chmod(0)
        touch(path)(mine)
        assert {problem.rule for problem in made(mine).problems} & {"unreadable", "bad-photo"}
        there_is_more_to_do(mine)
        assert not quiet(mine)
        (mine / path).chmod(0o644)
        assert made(mine).problems == ()
        trust(mine)
        assert quiet(mine)


def there_is_more_to_do(folder: Path) -> None:
    """The table is kept for the build that follows, and is not good for “nothing to do”."""
    assert unchanged.read_table(str(folder), unchanged.TABLE) is None
    assert unchanged.read_table(str(folder), unchanged.UNFINISHED) is not None


def test_a_file_in_the_way_of_an_output_is_looked_for_again(folder: Path) -> None:
    """“Move it to static/ …”: or away; then there is a place for ours, though no source has changed."""
    output = folder / "_site/news/2026/new/index.html"
    write("content/posts/new.md", FAIR)(folder)
    output.parent.mkdir(parents=True)
    output.write_text("mine", encoding="utf-8")
    age(folder / "content")
    assert [problem.rule for problem in made(folder).problems] == ["not-ours"]
    there_is_more_to_do(folder)
    assert not quiet(folder)
    output.unlink()
    assert not quiet(folder)
    assert made(folder).problems == ()
    assert "Tea." in output.read_text(encoding="utf-8")
    trust(folder)
    assert quiet(folder)


@pytest.mark.parametrize(
    ("typed", "folder", "options"),
    [
        ([], ".", ["", False]),
        (["site"], "site", ["", False]),
        (["--portable", "site"], "site", ["", True]),
        (["site", "--base-url", "https://a.example"], "site", ["https://a.example", False]),
        (["site", "--base-url=https://a.example"], "site", ["https://a.example", False]),
        (["--base-url=a", "--base-url", "b"], ".", ["b", False]),
        (["--base-url="], ".", ["", False]),
    ],
)
def test_plain_arguments_are_read(typed: list[str], folder: str, options: list[object]) -> None:
    found = asked(typed)
    assert found is not None
    assert (found.folder, found.output) == (folder, os.path.abspath(os.path.join(folder, "_site")))  # noqa: PTH100, PTH118
    assert found.options == [os.path.realpath(folder), found.output, *options]
    assert not found.strict


def test_where_to_and_how_strictly_are_read(tmp_path: Path) -> None:
    for typed in (["--output", str(tmp_path)], [f"--output={tmp_path}"]):
        found = asked([*typed, "--strict"])
        assert found is not None and (found.output, found.strict) == (str(tmp_path), True)


@pytest.mark.parametrize(
    "typed",
    [["--help"], ["-h"], ["--now", "2026-11-22"], ["--now=2026-11-22"], ["a", "b"], ["--output"], ["--base-url"],
     ["--"], ["--strict=yes"], ["--portable=1"], ["-x"], ["--unknown"], ["site", "--debug"]],
)  # fmt: skip
def test_what_is_not_quite_plain_is_left_to_the_command(typed: list[str]) -> None:
    assert asked(typed) is None


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in which somebody is cannot be removed there")
def test_in_a_folder_that_is_gone_there_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert asked([]) is None


def test_it_says_where(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_here = Asked(str(folder))
    table = nothing_to_do(asked_here)
    assert table is not None
    said = "Hartley Green: 23 files in {}. Nothing has changed since the last build, so there was nothing to do.\n"
    assert unchanged.sentence(table, asked_here) == said.format(folder / "_site")
    monkeypatch.chdir(folder)
    assert unchanged.sentence(table, asked_here) == said.format("_site")
