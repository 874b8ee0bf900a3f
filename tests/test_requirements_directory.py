"""Promises about organisations by number (the project's list of requirements), each shown on a whole site. Those about
open data are in tests/test_requirements_open_data.py."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import Built, build
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def built(folder: Path) -> Built:
    return build(folder, folder / "_site", NOW)


def words(folder: Path, path: str) -> str:
    """What a reader sees on a page."""
    text = (folder / "_site" / path).read_text(encoding="utf-8")
    return " ".join(re.sub(r"<[^>]+>", " ", text.partition("<body")[2]).split())


def told(found: Built) -> list[str]:
    return [problem.rule for problem in found.problems]


def profile(head: str) -> dict[str, str]:
    return {"content/organisations/o.md": f"---\nname: The Crossway\n{head}\n---\nWords."}


@pytest.mark.parametrize(
    ("head", "shown", "register"),
    [
        (
            "charity_number: 1177548",
            "charity registered in England and Wales, number 1177548",
            "charitycommission.gov.uk",
        ),
        ("charity_number: sc007427", "charity registered in Scotland, number SC007427", "oscr.org.uk"),
        (
            "charity_number: NIC104226",
            "charity registered in Northern Ireland, number NIC104226",
            "charitycommissionni",
        ),
        (
            "charity_number: 104226\nnation: Northern Ireland",
            "charity registered in Northern Ireland, number NIC104226",
            "charitycommissionni",
        ),
        (
            "company_number: 08255580\nregistered_office: 1 High Street",
            "company registered in England and Wales",
            "company/08255580",
        ),
        ("postcode: b891aa", "B89 1AA", "openstreetmap.org/search?query=b891aa"),
    ],
)
def test_requirement_33_numbers_are_labelled_and_lead_to_their_register(
    site: MakeSite, head: str, shown: str, register: str
) -> None:
    folder = site(profile(head))
    assert not {"bad-charity-number", "bad-company-number", "bad-postcode"} & set(told(built(folder)))
    assert shown in words(folder, "organisations/o/index.html")
    assert register in (folder / "_site/organisations/o/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("head", "rule", "typed"),
    [
        ("charity_number: 12-34", "bad-charity-number", "12-34"),
        ("company_number: 8255580\nregistered_office: x", "bad-company-number", "8255580"),
        ("postcode: B89 1CC", "bad-postcode", "B89 1CC"),
        ("uprn: 12 houses", "bad-uprn", ""),
    ],
)
def test_requirement_33_bad_ones_are_reported_and_never_altered(
    site: MakeSite, head: str, rule: str, typed: str
) -> None:
    folder = site(profile(head))
    found = built(folder)
    (problem,) = [one for one in found.problems if one.rule == rule]
    assert problem.path == "content/organisations/o.md" and problem.line == 3 and problem.remedy
    assert typed in words(folder, "organisations/o/index.html")


def test_requirement_34_a_scottish_charitys_home_page_has_what_the_law_wants(site: MakeSite) -> None:
    settings = (
        "title: The Footbridge\nid: t\nnation: scotland\ncharity_number: SC007427\n"
        "registered_name: The Footbridge Trust\n"
    )
    folder = site({"site.yml": settings})
    built(folder)
    said = "The Footbridge Trust, known as The Footbridge, is a charity registered in Scotland, number SC007427"
    assert said in words(folder, "index.html")


def test_requirement_35_a_company_or_cic_shows_name_number_nation_and_office(site: MakeSite) -> None:
    settings = (
        "title: The Footbridge\nid: t\nlegal_form: Community interest company\ncompany_number: SC123456\n"
        "registered_name: Footbridge CIC\nregistered_office: 1 High Street, Anytown\n"
    )
    folder = site({"site.yml": settings, **profile("company_number: 08255580\nregistered_office: 2 Low Street")})
    assert not {"no-registered-office", "no-company-number"} & set(told(built(folder)))
    for path in ("index.html", "organisations/o/index.html"):
        assert (
            "Footbridge CIC, known as The Footbridge, is a community interest company registered in Scotland. "
            "Registered office: 1 High Street, Anytown. Company number SC123456"
        ) in words(folder, path), "on every page"
    assert (
        "The Crossway is a company registered in England and Wales. Registered office: 2 Low Street. "
        "Company number 08255580"
    ) in words(folder, "organisations/o/index.html")


def test_requirement_35_missing_parts_are_reported(site: MakeSite) -> None:
    folder = site(
        {
            "site.yml": "title: T\nid: t\ncompany_number: 08255580\n",
            **profile("legal_form: a community interest company"),
        }
    )
    found = {(one.rule, one.path, one.line) for one in built(folder).problems}
    assert ("no-registered-office", "site.yml", 3) in found
    assert ("no-company-number", "content/organisations/o.md", 3) in found


def test_requirement_42_the_day_of_the_last_check_is_shown(site: MakeSite) -> None:
    folder = site(profile("checked: 3 May 2024\nchecked_by: the secretary"))
    built(folder)
    assert "Last checked 3 May 2024 by the secretary" in words(folder, "organisations/o/index.html")
