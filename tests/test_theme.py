"""Themes: found, chained, coloured."""

from __future__ import annotations

from pathlib import Path

import pytest

from hyperlocal.palette import contrast, parse_colour
from hyperlocal.problems import Severity
from hyperlocal.theme import Theme, adjusted, open_theme
from tests.conftest import MakeSite


def opened(name: str, folder: Path) -> tuple[Theme, list[str]]:
    theme, told = open_theme(name, folder)
    return theme, [problem.rule for problem in told]


def test_commons_is_whole_and_without_fault(tmp_path: Path) -> None:
    theme, told = opened("commons", tmp_path)
    assert told == [] and theme.name == "commons" and theme.overrides is None
    assert theme.stylesheet(None).startswith(":root{color-scheme:light dark;")


def test_a_folder_of_the_site_extends_commons_by_itself(site: MakeSite) -> None:
    folder = site(
        {"harbour/theme.yml": 'title: Harbour\nlight_paper: "#ffffff"\n', "harbour/static/style.css": "b{color:red}"}
    )
    theme, told = opened("harbour", folder)
    assert told == [] and [name for name, _ in theme.folders] == ["harbour", "commons"]
    assert theme.base("light").paper.hex == "#ffffff" and theme.base("dark").paper.hex != "#ffffff"
    assert theme.stylesheet(None).rstrip().endswith("b{color:red}"), "a child's rules come after its parent's"


def test_color_in_american_is_the_accent_and_nothing_else(site: MakeSite) -> None:
    theme, told = opened("mine", site({"mine/theme.yml": "title: M\ncolor: navy\n"}))
    assert told == [] and theme.accent(None).hex == "#000080" and theme.base("light").ink.hex != "#000080"


@pytest.mark.parametrize(
    ("name", "rule"), [("comons", "no-such-theme"), ("../../etc", "no-such-theme"), ("/etc", "no-such-theme")]
)
def test_a_theme_that_is_not_there_is_told_and_commons_used(tmp_path: Path, name: str, rule: str) -> None:
    theme, told = opened(name, tmp_path)
    assert told == [rule] and theme.name == "commons"


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    _, (problem,) = open_theme("comons", tmp_path)
    assert problem.remedy == "Did you mean  theme: commons" and problem.severity is Severity.ERROR


def test_a_circle_is_spelt_out(site: MakeSite) -> None:
    folder = site({"a/theme.yml": "title: A\nextends: b\n", "b/theme.yml": "title: B\nextends: a\n"})
    theme, told = open_theme("a", folder)
    assert [problem.rule for problem in told] == ["theme-circle"] and "a → b → a" in told[0].message
    assert theme.folders[-1][0] == "commons"


def test_a_themes_own_failing_colour_is_an_error(site: MakeSite) -> None:
    folder = site({"pale/theme.yml": 'title: P\nlight_ink: "#bbbbbb"\n'})
    _, told = open_theme("pale", folder)
    assert {problem.rule for problem in told} == {"theme-contrast"} and told[0].severity is Severity.ERROR
    assert "#bbbbbb" in told[0].message


def test_an_owners_colour_is_adjusted_and_the_owner_told(tmp_path: Path) -> None:
    theme, _ = open_theme("commons", tmp_path)
    (problem,) = adjusted(theme, "#ffdd00")
    light = problem.remedy.rpartition('"#')[2][:6]
    shade = parse_colour(light)
    assert shade is not None and contrast(shade, theme.base("light").paper) >= 4.5 and "#ffdd00" in problem.message
    assert adjusted(theme, "#1b5e45") == () and adjusted(theme, None) == ()


def test_an_override_that_another_one_uses_is_no_slip(site: MakeSite) -> None:
    folder = site(
        {"templates/post.html": '{% include "mine.html" %}', "templates/mine.html": "x", "templates/nws.html": "x"}
    )
    _, told = open_theme("commons", folder)
    assert [(problem.path, problem.remedy) for problem in told] == [
        ("templates/nws.html", "Did you mean templates/news.html?")]  # fmt: skip


def test_a_parent_that_is_missing_does_not_take_its_child_with_it(site: MakeSite) -> None:
    folder = site({"themes/mine/theme.yml": "title: M\nextends: comons\n", "themes/mine/static/style.css": "b{}"})
    theme, (problem,) = open_theme("mine", folder)
    assert [name for name, _ in theme.folders] == ["mine", "commons"] and "b{}" in theme.stylesheet(None)
    assert (problem.rule, problem.path) == ("no-such-theme", "themes/mine/theme.yml")
    assert problem.remedy == "Did you mean  extends: commons"


def test_themes_of_the_site_are_offered_too_and_may_have_spaces_in_their_names(site: MakeSite) -> None:
    folder = site({"themes/Harbour wall/theme.yml": "title: H\n"})
    assert opened("Harbour wall", folder)[1] == [] and opened("themes\\Harbour wall", folder)[1] == []
    _, (problem,) = open_theme("Harbor wall", folder)
    assert problem.remedy == "Did you mean  theme: Harbour wall"


def test_the_child_decides_and_the_parents_fill_in(site: MakeSite) -> None:
    folder = site(
        {
            "themes/child/theme.yml": "title: Child\nextends: parent\nlight_paper: white\n",
            "themes/parent/theme.yml": 'title: Parent\nlight_paper: "#eeeeee"\nlight_surface: "#fafafa"\n',
            "themes/child/static/style.css": "i{x:child}",
            "themes/parent/static/style.css": "i{x:parent}",
            "themes/child/static/logo.svg": "child",
            "themes/parent/static/logo.svg": "parent",
            "themes/parent/static/deep/more.svg": "parent",
            "themes/parent/static/.DS_Store": "x",
        }
    )
    theme, told = opened("child", folder)
    assert told == [] and [name for name, _ in theme.folders] == ["child", "parent", "commons"]
    base = theme.base("light")
    assert (base.paper.hex, base.surface.hex) == ("#ffffff", "#fafafa")
    sheet = theme.stylesheet(None)
    assert sheet.index("{x:parent}") < sheet.index("{x:child}")
    own = {name: file.read_text() for name, file in theme.static_files() if file.is_relative_to(folder)}
    assert own == {"logo.svg": "child", "deep/more.svg": "parent"}
    assert theme.template_folders()[0] == folder / "themes/child/templates"


def test_a_site_may_have_a_commons_of_its_own_which_builds_on_ours(site: MakeSite) -> None:
    folder = site({"themes/commons/theme.yml": "title: Mine\nextends: commons\ncolour: navy\n"})
    theme, told = opened("commons", folder)
    assert told == [] and [name for name, _ in theme.folders] == ["commons", "commons"]
    assert theme.accent(None).hex == "#000080" and theme.folders[0][1] == folder / "themes/commons"


def test_slips_in_a_themes_settings_are_told_with_their_line(site: MakeSite) -> None:
    folder = site({"mine/theme.yml": "title: M\nlight_papr: white\nfrobnicate: 1\nlight_ink: blurple\n"})
    _, told = open_theme("mine", folder)
    assert {(one.path, one.line, one.rule) for one in told} == {
        ("mine/theme.yml", 2, "unknown-setting"), ("mine/theme.yml", 3, "unknown-setting"),
        ("mine/theme.yml", 4, "bad-colour")}  # fmt: skip
    assert "“light_paper”" in next(one.remedy for one in told if one.line == 2)


def test_failing_colours_are_told_for_dark_screens_too(site: MakeSite) -> None:
    _, told = open_theme("dim", site({"themes/dim/theme.yml": 'title: D\ndark_muted: "#333333"\n'}))
    assert told and all("On dark screens" in one.message and one.path == "themes/dim/theme.yml" for one in told)


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("pst.html", "Did you mean templates/post.html?"),
        ("post.html.txt", "Did you mean templates/post.html?"),
        ("Post.html", "Did you mean templates/post.html?"),
        ("post.htm", "Did you mean templates/post.html?"),
        ("something-else.html", "The names are: 404.html, base.html"),
        ("style.css", "Rules of your own go into a theme"),
    ],
)
def test_an_override_that_does_nothing_is_told(site: MakeSite, name: str, remedy: str) -> None:
    files = {f"templates/{name}": "x", "templates/Thumbs.db": "x", "templates/parts/header.html": "x"}
    folder = site(files)
    (folder / "templates/old.html").mkdir()
    theme, (problem,) = open_theme("commons", folder)
    assert theme.overrides == folder / "templates" and problem.path == f"templates/{name}"
    assert problem.remedy.startswith(remedy) and problem.severity is Severity.WARNING


def test_style_sheets_and_settings_may_be_saved_in_any_way(site: MakeSite) -> None:
    folder = site(
        {
            "mine/theme.yml": "\ufefftitle: Café\r\ncolour: navy\r\n".encode("utf-16"),
            "mine/static/style.css": "/* café */\r\nb{}".encode("cp1252"),
        }
    )
    theme, told = opened("mine", folder)
    assert told == [] and theme.accent(None).hex == "#000080"
    assert "/* café */\nb{}" in theme.stylesheet(None)


def test_a_colour_that_can_be_read_stays_as_it_is(tmp_path: Path) -> None:
    theme, _ = open_theme("commons", tmp_path)
    assert "--accent:#7a2e3b" in theme.palette("#7a2e3b").partition("@media")[0]
    assert "--accent:#ffdd00" not in theme.palette("#ffdd00").partition("@media")[0]


def test_a_theme_outside_the_sites_folder_is_not_opened(site: MakeSite) -> None:
    folder = site({})
    (folder.parent / "other").mkdir()
    (folder.parent / "other/theme.yml").write_text("title: Other\n")
    assert opened("../other", folder)[1] == ["no-such-theme"]
    assert opened(str(folder.parent / "other"), folder)[1] == ["no-such-theme"]


def test_a_template_that_is_far_too_large_is_told_and_does_no_harm(site: MakeSite) -> None:
    folder = site({"templates/post.html": "x", "templates/odd.html": "x"})
    with (folder / "templates/post.html").open("wb") as opened:
        opened.truncate(10_000_001)
    _, problems = open_theme("commons", folder)
    assert [(problem.rule, problem.path) for problem in problems] == [
        ("unreadable", "templates/post.html"), ("unknown-template", "templates/odd.html"),
    ]  # fmt: skip
    assert "10 MB" in problems[0].message and problems[0].remedy
