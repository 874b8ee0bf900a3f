"""`check` holds a site to a stricter measure than `build`, and looks at the finished pages."""

from __future__ import annotations

import io
import re
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.builder import prepare
from hyperlocal.checks import check
from hyperlocal.dates import parse_moment
from hyperlocal.kits import Answers, Kit, demo_kit, kits
from hyperlocal.problems import Problem, Severity, Stop
from hyperlocal.scaffolder import make
from tests.conftest import MakeSite

NOW = parse_moment("2026-11-22")
FAIR = "---\ntitle: Summer fair\ndate: 2026-06-30\n---\nTea and cake.\n"


def photo() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 6), "teal").save(target, "JPEG")
    return target.getvalue()


def brief(problems: tuple[Problem, ...]) -> list[tuple[Severity, str, str, int | None]]:
    return [(one.severity, one.rule, one.path, one.line) for one in problems]


def placeholders(folder: Path) -> set[tuple[str, int]]:
    """(file, line) of everything between double square brackets in the texts and settings of a site."""
    files = [folder / "site.yml", *(folder / "content").rglob("*.md")]
    return {
        (file.relative_to(folder).as_posix(), number)
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        if re.search(r"\[\[.+\]\]", line)
    }


def test_a_good_site_has_nothing_to_mend(site: MakeSite) -> None:
    assert check(site({"content/posts/fair.md": FAIR, "content/pages/about.md": "# About\n"}), NOW) == ()


def test_a_photo_without_words_is_a_warning_in_a_build_and_an_error_here(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": f"{FAIR}![](stall.jpg)\n", "content/posts/stall.jpg": photo()})
    expected = ("no-alt", "content/posts/fair.md", 6)
    assert brief(prepare(folder, NOW).problems) == [(Severity.WARNING, *expected)]
    assert brief(check(folder, NOW)) == [(Severity.ERROR, *expected)]


def test_a_dead_link_in_a_text_is_told_once(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": f"{FAIR}[where](nowhere.md)\n"})
    assert brief(check(folder, NOW)) == [(Severity.ERROR, "dead-link", "content/posts/fair.md", 6)]


def test_what_a_changed_template_breaks_is_told_with_the_text_of_the_page(site: MakeSite) -> None:
    template = '<a href="/contct/">Contact</a><img src="../../../theme/style.css">' + "tea " * 15_000
    found = check(site({"content/posts/fair.md": FAIR, "templates/post.html": template}), NOW)
    assert brief(found) == [
        (Severity.ERROR, "dead-link", "content/posts/fair.md", None),
        (Severity.ERROR, "no-alt", "content/posts/fair.md", None),
        (Severity.WARNING, "heavy-page", "content/posts/fair.md", None),
    ]
    assert "/contct/" in found[0].message


def test_a_template_that_cannot_be_read_is_told_with_its_line(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "templates/post.html": "<p>\n{% if %}\n"})
    assert brief(check(folder, NOW)) == [(Severity.ERROR, "broken-template", "templates/post.html", 2)]


def test_a_link_that_is_no_address_at_all_is_told(site: MakeSite) -> None:
    folder = site({"content/posts/fair.md": FAIR, "templates/post.html": '<a href="http://[">x</a>'})
    assert brief(check(folder, NOW)) == [(Severity.ERROR, "dead-link", "content/posts/fair.md", None)]


@pytest.mark.parametrize("kit", [*kits(), demo_kit()], ids=lambda kit: kit.name)
def test_a_new_site_has_no_errors_and_every_placeholder_is_told_with_its_line(tmp_path: Path, kit: Kit) -> None:
    make(tmp_path, kit, Answers(), date(2026, 11, 22), "0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10")
    found = check(tmp_path, NOW)
    told = [(one.path, one.line) for one in found if one.rule == "placeholder"]
    expected = placeholders(tmp_path)
    assert expected or kit.name == "demo"
    assert set(told) == expected
    assert {one.rule for one in found} <= {"placeholder", "no-base-url"}
    assert all(one.severity < Severity.ERROR and one.remedy for one in found)


def test_a_placeholder_in_the_settings_or_in_a_head_is_told_too(site: MakeSite) -> None:
    files = {
        "site.yml": "format: 1\nid: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10\ntitle: Ash\nplace: [[Which village?]]\n",
        "content/pages/about.md": "---\ntitle: About\nsummary: [[Who are you?]]\n---\nA choir.\n",
    }
    assert brief(check(site(files), NOW)) == [
        (Severity.WARNING, "placeholder", "content/pages/about.md", 3),
        (Severity.WARNING, "placeholder", "site.yml", 4),
    ]


def test_a_folder_without_a_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Stop):
        check(tmp_path, NOW)
