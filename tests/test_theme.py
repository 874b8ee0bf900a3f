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
