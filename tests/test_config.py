"""site.yml: read kindly, and all its mistakes told at once."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from hyperlocal.config import Config, read_config
from hyperlocal.problems import Problem, Severity, Stop
from tests.conftest import MakeSite

ID = "0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10"


def told(site: MakeSite, typed: str | bytes) -> list[tuple[str, int | None]]:
    return [(problem.rule, problem.line) for problem in read_config(site({"site.yml": typed}))[1]]


def config(site: MakeSite, typed: str | bytes) -> Config:
    """The settings, with nothing wrong in them."""
    found, problems = read_config(site({"site.yml": typed}))
    assert problems == ()
    return found


def one(problems: tuple[Problem, ...]) -> Problem:
    (problem,) = problems
    return problem


def test_every_setting_is_read(site: MakeSite) -> None:
    found = config(
        site,
        f"""# Our site
format: 1
id: {ID}
Title: Hartley Green: the residents
strapline: Neighbours who do things together
place: Hartley Green
lang: cy
timezone: Europe/London
Colour: dark green
email: hello@example.org
telephone: 0121 496 0000
address: |
  Village Hall
  Wharf Road
links:
  - https://example.org/us
base url: example.org/green
footer: Charity no. 1234567
feeds: all
raw_html: yes
theme: themes/ours
""",
    )
    assert found == Config(
        format=1,
        id=ID,
        title="Hartley Green: the residents",
        tagline="Neighbours who do things together",
        place="Hartley Green",
        language="cy",
        timezone="Europe/London",
        colour="#006400",
        email="hello@example.org",
        phone="0121 496 0000",
        address="Village Hall\nWharf Road",
        links=("https://example.org/us",),
        base_url="https://example.org/green/",
        footer="Charity no. 1234567",
        feeds="all",
        raw_html=True,
        theme="themes/ours",
    )


def test_an_empty_file_is_a_site_named_by_its_folder(site: MakeSite) -> None:
    found, problems = read_config(site({"site.yml": ""}))
    assert found == Config(title="Site")
    assert (found.zone, found.direction) == (ZoneInfo("Europe/London"), "ltr")
    problem = one(problems)
    assert (problem.rule, problem.path, problem.line) == ("no-title", "site.yml", None)
    assert problem.severity is Severity.WARNING
    assert "title: " in problem.remedy


def test_what_is_left_out_is_the_safe_thing(site: MakeSite) -> None:
    found = config(site, "title: Green\n")
    assert not found.raw_html
    assert (found.theme, found.feeds, found.language, found.timezone) == ("commons", "main", "en-GB", "Europe/London")
    assert (found.base_url, found.domain, found.id, found.colour, found.format) == ("", "", "", None, None)


def test_all_mistakes_are_told_at_once(site: MakeSite) -> None:
    typed = """title: Green
tilte: Green
colour: sort of green
this line is odd
email: nobody
timezone: Birmingham
language: English (British)
domain: not a domain
feeds: mian
raw_html: perhaps
tagline: News from [[your village]]
colour: teal
unknown thing: x
"""
    found, problems = read_config(site({"site.yml": typed}))
    assert sorted((problem.rule, problem.line) for problem in problems) == [
        ("bad-choice", 9),
        ("bad-domain", 8),
        ("bad-email", 5),
        ("bad-language", 7),
        ("bad-timezone", 6),
        ("bad-yes-no", 10),
        ("key-twice", 12),
        ("no-colon", 4),
        ("placeholder", 11),
        ("unknown-setting", 2),
        ("unknown-setting", 13),
    ]
    assert all(problem.path == "site.yml" and problem.remedy for problem in problems)
    assert {problem.rule for problem in problems if problem.severity is not Severity.WARNING} == {"no-colon"}
    assert found == Config(title="Green", tagline="News from [[your village]]", colour="#008080")


def test_a_misspelt_setting_is_told_with_the_right_one(site: MakeSite) -> None:
    problem = one(read_config(site({"site.yml": "title: Green\nlangauge: cy\n"}))[1])
    assert (problem.rule, problem.line, problem.severity) == ("unknown-setting", 2, Severity.WARNING)
    assert "“langauge”" in problem.message and "“language”" in problem.remedy
    problem = one(read_config(site({"site.yml": "title: Green\nplugins: [a]\n"}))[1])
    assert "docs/settings.md" in problem.remedy


@pytest.mark.parametrize(
    "typed",
    [
        "---\ntitle: Green\nplace: Here\n---\n",
        "---\ntitle: Green\n---\nplace: Here\n",
        "---\ntitle: Green\nplace: Here\n",
        "\n\ntitle: Green\n\nplace: Here\n...\n",
        "———\ntitle: Green\nplace: Here\n———\n",
        '+++\ntitle = "Green"\nplace = "Here"\n+++\n',
        "title: Green\r\nplace: Here\r\n",
        "title: Green\rplace: Here\r",
    ],
)
def test_fences_and_line_ends_do_no_harm(site: MakeSite, typed: str) -> None:
    assert config(site, typed) == Config(title="Green", place="Here")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_file_may_be_saved_in_any_way(site: MakeSite, encoding: str) -> None:
    assert config(site, "title: Café £5 – “Green”\n".encode(encoding)).title == "Café £5 – “Green”"


def test_toml_that_cannot_be_read_is_told(site: MakeSite) -> None:
    assert told(site, "+++\ntitle = Green\n+++\n") == [("toml-head", 2), ("no-title", None)]


def test_a_question_that_is_left_is_told_where_it_stands(site: MakeSite) -> None:
    typed = "title: Green\naddress: |\n  Village Hall\n  [[which road?]]\n\nfooter: [[who]]\ntagline: [[a] b\n"
    found, problems = read_config(site({"site.yml": typed}))
    assert [(problem.rule, problem.line) for problem in problems][-2:] == [("placeholder", 4), ("placeholder", 6)]
    assert problems[-2].message == "“[[which road?]]” is still to be written."
    assert found.address == "Village Hall\n[[which road?]]"


# --- what must be so ---


def test_without_a_site_yml_there_is_no_site(site: MakeSite) -> None:
    folder = site({})
    (folder / "site.yml").unlink()
    with pytest.raises(Stop) as stop:
        read_config(folder)
    problem = one(stop.value.problems)
    assert (problem.rule, problem.severity) == ("no-site", Severity.ERROR)
    assert "There is no site in site: it has no site.yml" in problem.message and "hyperlocal new" in problem.remedy
    (folder / "site.yml").mkdir()
    with pytest.raises(Stop):
        read_config(folder)


def test_a_folder_of_a_newer_hyperlocal_is_not_touched(site: MakeSite) -> None:
    with pytest.raises(Stop) as stop:
        read_config(site({"site.yml": "title: Green\nformat: 2\n"}))
    problem = one(stop.value.problems)
    assert (problem.rule, problem.line) == ("newer-format", 2)
    assert "(format 2)" in problem.message and "newest" in problem.remedy
    assert told(site, "title: Green\nformat: two\n") == [("bad-number", 2)]
    assert config(site, "title: Green\nformat: 1\n").format == 1


# --- time and language ---


@pytest.mark.parametrize(("typed", "zone"), [("Europe/Dublin", "Europe/Dublin"), ("europe/london", "Europe/London")])
def test_a_time_zone_is_known_by_its_name(site: MakeSite, typed: str, zone: str) -> None:
    found = config(site, f"title: Green\ntimezone: {typed}\n")
    assert found.timezone == zone
    assert found.zone == ZoneInfo(zone)


@pytest.mark.parametrize("typed", ["London", "BST?", "../../etc/passwd", "/etc/passwd", "Europe", "x" * 5000, "a\x00b"])
def test_what_is_no_time_zone_is_told_and_london_used(site: MakeSite, typed: str) -> None:
    found, problems = read_config(site({"site.yml": f"title: Green\ntimezone: {typed}\n"}))
    problem = one(problems)
    assert (problem.rule, problem.line, problem.severity) == ("bad-timezone", 2, Severity.WARNING)
    assert "Europe/London" in problem.remedy
    assert found.zone == ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("typed", "language", "direction"),
    [
        ("en-GB", "en-GB", "ltr"),
        ("en_GB", "en-GB", "ltr"),
        ("cy", "cy", "ltr"),
        ("ur", "ur", "rtl"),
        ("AR-gb", "AR-gb", "rtl"),
        ("pa-Arab-PK", "pa-Arab-PK", "rtl"),
        ("pa", "pa", "ltr"),
        ("zh-Hant-TW", "zh-Hant-TW", "ltr"),
    ],
)
def test_a_language_has_its_direction(site: MakeSite, typed: str, language: str, direction: str) -> None:
    found = config(site, f"title: Green\nlanguage: {typed}\n")
    assert (found.language, found.direction) == (language, direction)


@pytest.mark.parametrize("typed", ["English", "Welsh", "e", "en-", 'en" onclick="x', "en GB"])
def test_what_is_no_language_is_told_and_english_used(site: MakeSite, typed: str) -> None:
    found, problems = read_config(site({"site.yml": f"title: Green\nlanguage: {typed}\n"}))
    problem = one(problems)
    assert (problem.rule, problem.line) == ("bad-language", 2)
    assert f"“{typed}”" in problem.message and "cy for Welsh" in problem.remedy
    assert found.language == "en-GB"


# --- where it will be ---


@pytest.mark.parametrize(
    ("typed", "base_url"),
    [
        ("base_url: https://example.org", "https://example.org/"),
        ("base_url: https://example.org/green//", "https://example.org/green/"),
        ("url: https://example.org/green/index.html?from=here#top", "https://example.org/green/"),
        ("url: https://example.org/?a=/b/", "https://example.org/"),
        ("baseURL: www.example.org", "https://www.example.org/"),
        ("domain: www.example.org", "https://www.example.org/"),
        ("domain: www.example.org\nbase_url: http://WWW.example.org", "http://WWW.example.org/"),
        ("domain: tŷ.cymru\nbase_url: https://tŷ.cymru", "https://tŷ.cymru/"),
        ("place: Here", ""),
    ],
)
def test_the_web_address_ends_in_a_slash(site: MakeSite, typed: str, base_url: str) -> None:
    assert config(site, f"title: Green\n{typed}\n").base_url == base_url


@pytest.mark.parametrize(
    ("typed", "domain"),
    [
        ("www.example.org", "www.example.org"),
        ("https://Green.Example.org/", "green.example.org"),
        ("tŷ.cymru", "xn--t-foa.cymru"),
    ],
)
def test_a_domain_is_a_bare_name(site: MakeSite, typed: str, domain: str) -> None:
    found = config(site, f"title: Green\ndomain: {typed}\n")
    assert (found.domain, found.base_url) == (domain, f"https://{domain}/")


@pytest.mark.parametrize(
    "typed", ["green", "example..org", "-a.example.org", "example.org/green", "a b.org", "x" * 70 + ".org"]
)
def test_what_is_no_domain_is_told_and_not_used(site: MakeSite, typed: str) -> None:
    typed_file = f"title: Green\ndomain: {typed}\nbase_url: https://example.org/green\n"
    found, problems = read_config(site({"site.yml": typed_file}))
    problem = one(problems)
    assert (problem.rule, problem.line) == ("bad-domain", 2)
    assert "domain: www.example.org" in problem.remedy
    assert (found.domain, found.base_url) == ("", "https://example.org/green/")


def test_a_domain_that_is_not_that_of_the_address_is_told(site: MakeSite) -> None:
    typed = "title: Green\nbase_url: https://green.github.io/site\ndomain: www.example.org\n"
    problem = one(read_config(site({"site.yml": typed}))[1])
    assert (problem.rule, problem.line, problem.severity) == ("domain-differs", 3, Severity.WARNING)
    assert "www.example.org" in problem.message and "green.github.io" in problem.message
    assert "base_url: https://www.example.org/" in problem.remedy


def test_an_address_that_is_none_is_told_and_not_used(site: MakeSite) -> None:
    found, problems = read_config(site({"site.yml": "title: Green\nbase_url: soon\n"}))
    assert (one(problems).rule, one(problems).line, found.base_url) == ("bad-web-address", 2, "")


@pytest.mark.parametrize(
    ("outside", "base_url"),
    [
        ("https://preview.example/a", "https://preview.example/a/"),
        ("preview.example/a/index.html", "https://preview.example/a/"),
        ("http://localhost:8000", "http://localhost:8000/"),
        ("", "https://example.org/"),
    ],
)
def test_an_address_from_outside_wins(site: MakeSite, outside: str, base_url: str) -> None:
    folder = site({"site.yml": "title: Green\nbase_url: https://example.org\n"})
    assert read_config(folder, base_url=outside)[0].base_url == base_url


def stopped(folder: Path) -> Problem:
    with pytest.raises(Stop) as stop:
        read_config(folder)
    return one(stop.value.problems)


def test_settings_that_are_far_too_many_are_not_read(site: MakeSite) -> None:
    folder = site({})
    with (folder / "site.yml").open("wb") as opened:
        opened.truncate(10_000_001)
    problem = stopped(folder)
    assert (problem.rule, problem.path) == ("too-large", "site.yml") and "10 MB" in problem.message and problem.remedy


def test_settings_from_outside_the_folder_are_not_read(site: MakeSite, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("title: TOKEN")
    folder = site({"inside/site.yml": "title: Ours\nid: x"})
    (folder / "site.yml").unlink()
    (folder / "site.yml").symlink_to(tmp_path / "secret")
    problem = stopped(folder)
    assert (problem.rule, problem.path) == ("link-out", "site.yml") and "TOKEN" not in str(problem)
    (folder / "site.yml").unlink()
    (folder / "site.yml").symlink_to("inside/site.yml")
    assert read_config(folder)[0].title == "Ours"


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle"])
def test_what_is_only_called_site_yml_is_no_site(site: MakeSite, kind: str) -> None:
    folder = site({})
    (folder / "site.yml").unlink()
    if kind == "folder":
        (folder / "site.yml").mkdir()
    elif kind == "circle":
        (folder / "site.yml").symlink_to("site.yml")
    elif hasattr(os, "mkfifo"):
        os.mkfifo(folder / "site.yml")
    assert stopped(folder).rule == "no-site"


def test_settings_that_cannot_be_opened_are_told(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = site({})

    def busy(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", busy)
    problem = stopped(folder)
    assert (problem.rule, problem.path) == ("unreadable", "site.yml") and "Permission denied" in problem.message


def test_a_web_address_of_a_megabyte_is_told_at_once(site: MakeSite) -> None:
    assert told(site, f"title: T\nid: {ID}\nbase_url: https://x.org{'/' * 1_000_000}x")[0][0] == "bad-web-address"
