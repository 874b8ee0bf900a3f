"""A kit and some answers become somebody's own site; one more text is begun in a site that is there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from hyperlocal.builder import build, prepare
from hyperlocal.dates import parse_moment
from hyperlocal.kits import Answers, Kit, demo_kit, find_kit, kits
from hyperlocal.problems import Severity, Stop
from hyperlocal.scaffolder import KINDS_TO_ADD, add, make
from hyperlocal.site.visible import Why
from tests.conftest import MakeSite

TODAY = date(2026, 11, 22)
NOW = parse_moment("2026-11-22")
ID = "0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10"
ANSWERS = Answers(
    title="Hartley Green Residents",
    place="Hartley Green",
    email="hello@example.org",
    phone="0121 496 0000",
    base_url="https://hartleygreen.example/",
    colour="#1d6b52",
)
AWKWARD = [
    "🎉🎉",
    "Jumble sale: Saturday #3",
    'The "Green" Group',
    "'Tis the season",
    '"Quoted"',
    "- dash",
    "yes",
    "2026-11-22",
    "1e10",
    "[x] {y} | z > w & v",
    "@home %20 `code` !",
    "Ends with a colon:",
    r"C:\new\table",
    "مسجد",
    "{title} {today-3}",
]


def everything(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def read_yaml(text: str) -> dict[str, object]:
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


def head_of(text: str) -> dict[str, object]:
    return read_yaml(text.split("---\n")[1])


@pytest.mark.parametrize("kit", [*kits(), demo_kit()], ids=lambda kit: kit.name)
@pytest.mark.parametrize("answers", [Answers(), ANSWERS], ids=["nothing answered", "all answered"])
def test_every_kit_becomes_a_site_without_errors(tmp_path: Path, kit: Kit, answers: Answers) -> None:
    make(tmp_path, kit, answers, TODAY, ID)
    prepared = prepare(tmp_path, NOW)
    left = {(one.severity, one.rule) for one in prepared.problems}
    assert left <= {(Severity.WARNING, "placeholder"), (Severity.ADVICE, "no-base-url")}
    # The sample neighbourhood shows a draft on purpose.
    assert [one.why for one in prepared.site.held] == ([Why.DRAFT] if kit.name == "demo" else [])


@pytest.mark.parametrize("kit", [*kits(), demo_kit()], ids=lambda kit: kit.name)
def test_nothing_of_a_kit_is_left_unfilled(tmp_path: Path, kit: Kit) -> None:
    make(tmp_path, kit, ANSWERS, TODAY, ID)
    texts = {path: data.decode() for path, data in everything(tmp_path).items() if not path.endswith((".jpg", ".whl"))}
    token = re.compile(r"(?<!\{)\{\w+(?:-\d+)?\}(?!\})")
    assert {path: token.findall(text) for path, text in texts.items() if token.search(text)} == {}
    assert "kit.yml" not in texts


def test_a_new_site_holds_what_is_to_be_published_with_and_read_first(tmp_path: Path) -> None:
    made = make(tmp_path, find_kit("minimal"), ANSWERS, TODAY, ID)
    assert {"README.txt", "site.yml", ".gitignore", ".gitattributes", ".github/workflows/publish.yml"} <= set(
        made.written
    )
    assert sorted(made.written) == sorted(everything(tmp_path))


def test_answers_stand_in_the_settings(tmp_path: Path) -> None:
    make(tmp_path, find_kit("group"), ANSWERS, TODAY, ID)
    settings = read_yaml((tmp_path / "site.yml").read_text(encoding="utf-8"))
    expected = {
        "format": 1,
        "id": ID,
        "title": "Hartley Green Residents",
        "place": "Hartley Green",
        "email": "hello@example.org",
        "phone": "0121 496 0000",
        "base_url": "https://hartleygreen.example/",
        "colour": "#1d6b52",
    }
    assert {name: settings[name] for name in expected} == expected


def test_an_unanswered_question_takes_its_setting_away_and_marks_its_place_in_a_text(tmp_path: Path) -> None:
    make(tmp_path, find_kit("group"), Answers(), TODAY, ID)
    settings = read_yaml((tmp_path / "site.yml").read_text(encoding="utf-8"))
    assert {"place", "email", "phone", "base_url"}.isdisjoint(settings)
    assert settings["title"] == find_kit("group").default_title
    assert "- Email: [[your email address]]" in (tmp_path / "content/pages/contact.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", AWKWARD)
def test_any_name_is_strict_yaml_and_comes_back_as_typed(tmp_path: Path, typed: str) -> None:
    make(tmp_path, find_kit("minimal"), Answers(title=typed, place=typed), TODAY, ID)
    settings = read_yaml((tmp_path / "site.yml").read_text(encoding="utf-8"))
    assert (settings["title"], settings["place"]) == (typed, typed)
    prepared = prepare(tmp_path, NOW)
    assert (prepared.config.title, prepared.config.place) == (typed, typed)


def test_marks_in_an_answer_are_words_on_the_page(tmp_path: Path) -> None:
    place = "Ash*ley* <b>Green</b> [x](y) _z_ `c` \\*"
    make(tmp_path / "site", find_kit("group"), Answers(place=place, email="a_b_c@example.org"), TODAY, ID)
    built = build(tmp_path / "site", tmp_path / "out", NOW)
    home = (tmp_path / "out/index.html").read_text(encoding="utf-8")
    assert "in Ash*ley* &lt;b&gt;Green&lt;/b&gt; [x](y) _z_ `c` \\*." in home
    assert {one.rule for one in built.problems} == {"placeholder", "no-base-url"}
    assert "mailto:a_b_c@example.org" in (tmp_path / "out/contact/index.html").read_text(encoding="utf-8")


def test_dates_of_a_kit_count_back_from_today(tmp_path: Path) -> None:
    make(tmp_path, find_kit("group"), ANSWERS, date(2028, 3, 1), ID)
    head = head_of((tmp_path / "content/posts/our-next-meeting.md").read_text(encoding="utf-8"))
    assert head["date"] == date(2028, 2, 29)


def test_what_is_in_the_folder_already_stays_as_it_is(tmp_path: Path) -> None:
    mine = {"README.txt": b"my notes\r\n", "content/pages/home.md": b"\xff\xfe", "letters/june.doc": b"dear all"}
    for path, data in mine.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    made = make(tmp_path, find_kit("group"), ANSWERS, TODAY, ID)
    assert {path: (tmp_path / path).read_bytes() for path in mine} == mine
    assert set(made.kept) == {"README.txt", "content/pages/home.md"}
    assert set(made.kept).isdisjoint(made.written)


def test_a_link_that_leads_nowhere_is_not_written_through(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "README.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert make(folder, find_kit("minimal"), ANSWERS, TODAY, ID).kept == ("README.txt",)
    assert not (tmp_path / "elsewhere.txt").exists()


def test_making_a_site_twice_changes_nothing(tmp_path: Path) -> None:
    make(tmp_path, find_kit("group"), ANSWERS, TODAY, ID)
    before = everything(tmp_path)
    again = make(tmp_path, find_kit("news"), Answers(), date(2027, 1, 1), "another")
    assert again.already
    assert again.written == ()
    assert everything(tmp_path) == before


def test_making_a_site_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    stopped, whole = tmp_path / "stopped", tmp_path / "whole"
    stopped.mkdir()
    (stopped / "content").write_text("a file where a folder must be", encoding="utf-8")
    with pytest.raises(Stop) as caught:
        make(stopped, find_kit("group"), ANSWERS, TODAY, ID)
    (problem,) = caught.value.problems
    assert problem.rule == "cannot-write"
    assert problem.path.startswith("content/")
    assert not (stopped / "site.yml").exists()
    (stopped / "content").unlink()
    make(stopped, find_kit("group"), ANSWERS, TODAY, ID)
    make(whole, find_kit("group"), ANSWERS, TODAY, ID)
    assert everything(stopped) == everything(whole)


def test_a_kit_of_ones_own_is_read_however_it_was_saved(tmp_path: Path) -> None:
    files = {
        "kit.yml": b"title: Choir\n",
        "site.yml": b"title: {title}\r\nemail: {email}\r\n",
        "content/pages/home.md": "---\ntitle: Café {title}\n---\nWe sing in {place}.\n".encode("cp1252"),
        "README.txt": b"Ours in place of the common one",
        ".DS_Store": b"\x00\x00\x00\x01Bud1\xff",
        "content/pages/._home.md": b"\x00\x05\x16\x07",
    }
    for path, data in files.items():
        (tmp_path / "choir" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "choir" / path).write_bytes(data)
    made = make(tmp_path / "site", find_kit(str(tmp_path / "choir")), Answers(place="Ash"), TODAY, ID)
    assert (tmp_path / "site/content/pages/home.md").read_text(encoding="utf-8").endswith("We sing in Ash.\n")
    assert (tmp_path / "site/README.txt").read_bytes() == b"Ours in place of the common one"
    assert (tmp_path / "site/site.yml").read_bytes() == b"title: Our website\r\n"
    assert not {"kit.yml", ".DS_Store", "content/pages/._home.md"} & set(made.written)


@pytest.mark.parametrize(
    ("kind", "title"), [*(("post", title) for title in AWKWARD), *((kind, AWKWARD[0]) for kind in KINDS_TO_ADD[1:])]
)
def test_a_text_that_was_added_builds_under_its_title(site: MakeSite, kind: str, title: str) -> None:
    folder = site({})
    path = add(folder, kind, title, TODAY)
    assert head_of((folder / path).read_text(encoding="utf-8"))["title"] == title
    prepared = prepare(folder, NOW)
    assert {(one.severity, one.rule, one.path) for one in prepared.problems} == {
        (Severity.WARNING, "placeholder", path)
    }
    titles = [
        *(one.post.title for one in prepared.site.posts),
        *(one.page.title for one in prepared.site.pages),
        *(one.organisation.title for one in prepared.site.organisations),
    ]
    assert titles == [title]


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("post", "content/posts/2026-11-22-summer-fair.md"),
        ("page", "content/pages/summer-fair.md"),
        ("organisation", "content/organisations/summer-fair.md"),
    ],
)
def test_a_text_lies_in_the_folder_of_its_kind(site: MakeSite, kind: str, path: str) -> None:
    assert add(site({}), kind, "Summer fair", TODAY) == path


def test_a_new_post_is_dated_today(site: MakeSite) -> None:
    folder = site({})
    path = add(folder, "post", "Summer fair", TODAY)
    assert head_of((folder / path).read_text(encoding="utf-8"))["date"] == TODAY


@pytest.mark.parametrize(
    ("kind", "there"),
    [
        ("post", "content/posts/2026-11-22-fair.md"),
        ("page", "content/pages/fair.md"),
        ("page", "content/pages/fair/index.md"),
        ("page", "content/pages/Fair.txt"),
        ("organisation", "content/organisations/clubs/fair.markdown"),
    ],
)
def test_adding_never_writes_over_a_text_nor_beside_one_of_the_same_address(
    site: MakeSite, kind: str, there: str
) -> None:
    folder = site({there: "mine"})
    before = everything(folder)
    with pytest.raises(Stop) as caught:
        add(folder, kind, "Fair", TODAY)
    assert [(one.rule, one.path) for one in caught.value.problems] == [("already-there", there)]
    assert everything(folder) == before


@pytest.mark.parametrize(
    "earlier", ["content/posts/next-meeting.md", "content/posts/2026-10-20-next-meeting.md", "content/posts/x/index.md"]
)
def test_next_months_post_of_the_same_name_gets_an_address_of_its_own(site: MakeSite, earlier: str) -> None:
    earlier = earlier.replace("/x/", "/next-meeting/")
    folder = site({earlier: "---\ntitle: Next meeting\ndate: 2026-10-20\n---\nIn the hall.\n"})
    path = add(folder, "post", "Next meeting", TODAY)
    assert path == "content/posts/2026-11-22-next-meeting-2.md"
    prepared = prepare(folder, NOW)
    assert [one.address for one in prepared.site.posts] == [
        "/news/2026/next-meeting-2/",
        "/news/2026/next-meeting/",
    ]
    with pytest.raises(Stop):
        add(folder, "post", "Next meeting", TODAY)


def test_last_years_post_of_the_same_name_is_not_in_the_way(site: MakeSite) -> None:
    folder = site({"content/posts/2025-11-20-next-meeting.md": "x", "content/posts/2026-02-31-next-meeting.md": "x"})
    assert add(folder, "post", "Next meeting", TODAY) == "content/posts/2026-11-22-next-meeting.md"


def test_a_page_below_another_is_not_in_the_way(site: MakeSite) -> None:
    folder = site({"content/pages/getting-around/buses.md": "# Buses\n"})
    assert add(folder, "page", "Buses", TODAY) == "content/pages/buses.md"


def test_nothing_is_added_where_there_is_no_site(tmp_path: Path) -> None:
    with pytest.raises(Stop) as caught:
        add(tmp_path, "post", "Fair", TODAY)
    assert [problem.rule for problem in caught.value.problems] == ["no-site"]
    assert everything(tmp_path) == {}
