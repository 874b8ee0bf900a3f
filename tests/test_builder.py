"""The whole way: a folder of texts becomes a folder of pages."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import features

from hyperlocal.builder import Step, build, prepare
from hyperlocal.dates import parse_moment
from hyperlocal.problems import Severity, Stop
from tests.conftest import SITE_YML, MakeSite
from tests.texts import jpeg

NOW = parse_moment("2026-11-22")
NO_ADDRESS = SITE_YML.replace("base_url: https://hartleygreen.example/\n", "")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"
COLOURS = ("teal", "red", "navy")
PAPER = "---\ntitle: Paper round\ndate: 2026-07-01\n---\nEvery Friday.\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def paths(folder: Path, now: str) -> set[str]:
    return {output.path for output in prepare(folder, parse_moment(now)).plan.outputs}


def test_a_folder_becomes_a_website(site: MakeSite, tmp_path: Path) -> None:
    built = build(site({"content/posts/fair.md": FAIR}), tmp_path / "out", NOW)
    assert built.problems == ()
    assert "Tea and cake." in (tmp_path / "out/news/2026/fair/index.html").read_text(encoding="utf-8")
    assert "Summer fair" in (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "news/2026/fair/index.html" in built.written.written


def test_a_broken_text_is_told_and_does_not_stop_the_others(site: MakeSite, tmp_path: Path) -> None:
    broken = "---\ntitle: Jumble sale\ndate: 31 June 2026\n---\nx\n"
    built = build(site({"content/posts/fair.md": FAIR, "content/posts/sale.md": broken}), tmp_path / "out", NOW)
    (problem,) = built.problems
    assert (problem.severity, problem.path, problem.line) == (Severity.ERROR, "content/posts/sale.md", 3)
    assert (tmp_path / "out/news/2026/fair/index.html").is_file()
    assert not (tmp_path / "out/news/2026/sale").exists()


def test_a_broken_template_of_the_site_is_told_and_the_page_is_there_all_the_same(
    site: MakeSite, tmp_path: Path
) -> None:
    files = {"content/posts/fair.md": FAIR, "templates/post.html": "{{ page.nonsense }}"}
    built = build(site(files), tmp_path / "out", NOW)
    assert [(one.severity, one.path, one.line) for one in built.problems] == [
        (Severity.ERROR, "templates/post.html", 1)
    ]
    assert "Tea and cake." in (tmp_path / "out/news/2026/fair/index.html").read_text(encoding="utf-8")


def test_building_again_writes_nothing(site: MakeSite, tmp_path: Path) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    first = build(folder, tmp_path / "out", NOW)
    again = build(folder, tmp_path / "out", NOW)
    assert first.written.written
    assert (again.written.written, again.written.removed) == ((), ())
    assert again.written.unchanged == len(again.prepared.plan.outputs)


def test_after_a_change_the_folder_is_what_a_fresh_build_would_be(site: MakeSite, tmp_path: Path) -> None:
    folder = site({"content/posts/fair.md": FAIR, "content/posts/paper.md": PAPER, "static/old.txt": "x"})
    build(folder, tmp_path / "out", NOW)
    (folder / "content/posts/paper.md").unlink()
    (folder / "static/old.txt").unlink()
    (folder / "content/posts/fair.md").write_text(FAIR.replace("Summer", "Winter"), encoding="utf-8")
    build(folder, tmp_path / "out", NOW)
    build(folder, tmp_path / "fresh", NOW)
    assert tree(tmp_path / "out") == tree(tmp_path / "fresh")


@pytest.mark.parametrize("change", ["", "content/posts/fair.md", "_site"])
def test_progress_never_goes_back_and_ends_with_every_output(site: MakeSite, change: str) -> None:
    folder = site({"content/posts/fair.md": FAIR, "content/posts/paper.md": PAPER})
    if change:
        build(folder, folder / "_site", NOW)
    if change == "_site":
        shutil.rmtree(folder / "_site")
    elif change:
        (folder / change).write_text(FAIR.replace("Summer", "Winter"), encoding="utf-8")
    steps: list[Step] = []
    built = build(folder, folder / "_site", NOW, progress=steps.append)
    count = len(built.prepared.plan.outputs)
    done = [step.done for step in steps]
    assert {(step.total, step.looking, step.photos) for step in steps} == {(count, False, 0)}
    assert done == sorted(set(done)) and done[0] > 0 and done[-1] == count


def test_progress_says_how_many_photos_are_left(site: MakeSite) -> None:
    shown = "".join(f"![Tea]({name}.jpg)\n\n" for name in "abc")
    photos = {f"content/posts/{name}.jpg": jpeg(colour=colour) for name, colour in zip("abc", COLOURS, strict=True)}
    folder = site({"content/posts/fair.md": FAIR + shown, **photos})
    steps: list[Step] = []
    build(folder, folder / "_site", NOW, progress=steps.append)
    looked = [(step.done, step.total, step.photos) for step in steps if step.looking]
    assert looked == [(3, 3, 0)] and steps[0].looking
    made = list(dict.fromkeys(step.photos for step in steps if not step.looking))
    assert made == [2, 1, 0]


def test_preparing_writes_nothing(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    before = tree(folder)
    assert prepare(folder, NOW).plan.outputs
    assert tree(folder) == before


def test_a_post_with_a_date_to_come_appears_on_its_day(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR})
    assert "news/2026/fair/index.html" not in paths(folder, "2026-06-29")
    assert "news/2026/fair/index.html" in paths(folder, "2026-06-30")


@pytest.mark.parametrize(("timezone", "there"), [("Pacific/Auckland", True), ("Europe/London", False)])
def test_days_begin_where_the_site_is(site: MakeSite, timezone: str, there: bool) -> None:
    folder = site({"site.yml": f"{SITE_YML}timezone: {timezone}\n", "content/posts/fair.md": FAIR})
    noon = datetime(2026, 6, 29, 12, 30, tzinfo=UTC)
    found = {output.path for output in prepare(folder, noon).plan.outputs}
    assert ("news/2026/fair/index.html" in found) is there


@pytest.mark.parametrize("timezone", ["Pacific/Auckland", "America/Los_Angeles"])
def test_a_bare_day_is_a_day_where_the_site_is(site: MakeSite, timezone: str) -> None:
    folder = site({"site.yml": f"{SITE_YML}timezone: {timezone}\n", "content/posts/fair.md": FAIR})
    assert "news/2026/fair/index.html" in paths(folder, "2026-06-30")
    assert "news/2026/fair/index.html" not in paths(folder, "2026-06-29")


@pytest.mark.parametrize(
    ("site_yml", "files", "base_url", "told"),
    [
        (NO_ADDRESS, {"content/posts/fair.md": FAIR}, "", True),
        (NO_ADDRESS, {"content/pages/about.md": "# About\n"}, "", False),
        (NO_ADDRESS, {"content/posts/fair.md": FAIR}, "https://ash.example", False),
        (SITE_YML, {"content/posts/fair.md": FAIR}, "", False),
    ],
)
def test_one_piece_of_advice_while_a_site_with_news_has_no_address(
    site: MakeSite, site_yml: str, files: dict[str, str], base_url: str, told: bool
) -> None:
    prepared = prepare(site({"site.yml": site_yml, **files}), NOW, base_url=base_url)
    expected = [(Severity.ADVICE, "no-base-url")] if told else []
    assert [(one.severity, one.rule) for one in prepared.problems] == expected


def test_the_address_given_from_outside_wins(site: MakeSite) -> None:
    assert (
        prepare(site({}), NOW, base_url="https://other.example/repo").config.base_url == "https://other.example/repo/"
    )


def test_a_portable_site_links_to_files(site: MakeSite, tmp_path: Path) -> None:
    build(site({"content/posts/fair.md": FAIR}), tmp_path / "out", NOW, portable=True)
    assert 'href="news/2026/fair/index.html"' in (tmp_path / "out/index.html").read_text(encoding="utf-8")


def test_problems_come_worst_first(site: MakeSite) -> None:
    files = {
        "site.yml": NO_ADDRESS,
        "content/posts/a.md": f"{FAIR}[[More?]]\n",
        "content/posts/b.md": "---\ntitle: No date\n---\n",
    }
    severities = [problem.severity for problem in prepare(site(files), NOW).problems]
    assert severities == [Severity.ERROR, Severity.WARNING, Severity.ADVICE]


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        build(tmp_path, tmp_path / "out", NOW)
    assert [problem.rule for problem in caught.value.problems] == ["no-site"]
    assert not (tmp_path / "out").exists()


def test_where_avif_cannot_be_written_the_other_formats_are_enough(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = FAIR + "![Tea](tea.jpg)\n"
    folder = site(
        {"site.yml": f"{SITE_YML}avif: yes\n", "content/posts/fair.md": text, "content/posts/tea.jpg": jpeg()}
    )
    plain = {"photos/posts/tea.40w.jpg", "photos/posts/tea.40w.webp"}
    if features.check("avif"):
        assert {path for path in paths(folder, "2026-11-22") if path.startswith("photos/")} == {
            *plain,
            "photos/posts/tea.40w.avif",
        }
    monkeypatch.setattr(features, "check", lambda name: False)  # a Pillow that was made without
    assert {path for path in paths(folder, "2026-11-22") if path.startswith("photos/")} == plain
    assert [problem.rule for problem in prepare(folder, NOW).problems] == ["no-avif"]
