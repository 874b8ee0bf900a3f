"""Requirement 54, the valid half: the Nu HTML checker reads every page, style sheet and drawing of every kit."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.browser import required_checker, required_java
from tests.whole_sites import NAMES, Whole

pytest_plugins = ("tests.built_sites",)
pytestmark = pytest.mark.validator

_JAVA = ("-Xss8m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")
"""Room for deep pages, and no long preparation for a short run."""
_BROKEN = {
    "broken.html": "<!DOCTYPE html><html lang='en'><title>Broken</title><p><div></p><img src='a.png'>",
    "broken.css": "p{colour:red}",
    "broken.svg": "<svg xmlns='http://www.w3.org/2000/svg'><rect bigness='3'/></svg>",
}


@pytest.fixture(scope="module")
def verdicts(whole_sites: Mapping[str, Whole], tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    """All that the checker has to say, in one run: starting it takes longer than a hundred pages."""
    broken = tmp_path_factory.mktemp("broken")
    for name, text in _BROKEN.items():
        (broken / name).write_text(text, encoding="utf-8")
    files = [*broken.iterdir(), *(file for name in NAMES for file in _to_check(whole_sites[name]))]
    options = ["--stdout", "--format", "json", "--also-check-css", "--also-check-svg", "--exit-zero-always"]
    run = subprocess.run(
        [required_java(), *_JAVA, "-jar", required_checker(), *options, *files],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=300,
    )
    found: list[dict[str, str]] = json.loads(run.stdout)["messages"]
    return found


@pytest.mark.parametrize("name", NAMES)
def test_requirement_54_every_page_and_style_sheet_is_valid(
    name: str, whole_sites: Mapping[str, Whole], verdicts: list[dict[str, str]]
) -> None:
    folder = whole_sites[name].plain.parent.as_uri().removeprefix("file://")
    faults = [_said(one) for one in verdicts if folder in one["url"] and one["type"] != "info"]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", _BROKEN)
def test_the_checker_would_find_faults(name: str, verdicts: list[dict[str, str]]) -> None:
    assert [one for one in verdicts if one["url"].endswith(f"/{name}") and one["type"] == "error"]


def _to_check(whole: Whole) -> list[Path]:
    """All that a reader's browser reads as HTML, CSS or SVG; of the build with a web address one page of each kind."""
    found = [file for file in sorted(whole.plain.rglob("*")) if file.suffix in (".html", ".css", ".svg")]
    plain = [file for file in found if "open-referral" not in file.parts]  # data under the name of a page
    assert len(plain) >= len(whole.pages) + 2
    return [*plain, *(whole.based / page.path for page in whole.kinds())]


def _said(verdict: Mapping[str, str]) -> str:
    place = f"{verdict['url']}, line {verdict.get('lastLine', '?')}"
    return f"{place}: {verdict['message']} {verdict.get('extract', '')}"
