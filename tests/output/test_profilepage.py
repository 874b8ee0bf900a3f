"""An organisation's page."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from hyperlocal.builder import prepare
from hyperlocal.output import PageFile
from hyperlocal.output.profilepage import ages, map_address
from hyperlocal.output.views import Fact, OrganisationView
from tests.conftest import MakeSite

HEAD = """name: The Crossway
charity_number: SC007427
phones:
  0121 496 0000 (office)
    hours: weekdays
    text relay: 18001 0121 496 0000
address: 1 High Street
postcode: b891aa
services:
  Debt advice: Help with letters.
    cost: free
    ages from: 18
    status: temporarily closed
    alert: Back in May.
  Debt advice
places:
  The annexe: 3 Mill Lane
access: step-free, lift
languages: Urdu
alert: The lift is being mended.
alert_until: 2026-11-22
checked: 3 May 2026
checked_by: the secretary
source: their leaflet
licence: CC BY 4.0
state: ended
identifiers: GB-EDU: 100000
"""


def view(site: MakeSite, head: str, now: datetime = datetime(2026, 11, 22, tzinfo=UTC)) -> OrganisationView:
    outputs = prepare(site({"content/organisations/o.md": f"---\n{head}\n---\nWords."}), now).plan.outputs
    (found,) = [one.view for one in outputs if isinstance(one, PageFile) and one.address == "/organisations/o/"]
    assert isinstance(found, OrganisationView)
    return found


def lines(facts: tuple[Fact, ...], label: str) -> list[tuple[str, str]]:
    return [(line.label, line.href) for fact in facts if fact.label == label for line in fact.lines]


def test_everything_that_was_written_is_there(site: MakeSite) -> None:
    one = view(site, HEAD)
    assert lines(one.facts, "Telephone") == [("0121 496 0000 (office; weekdays)", "tel:+441214960000")]
    assert lines(one.facts, "Text relay") == [("18001 0121 496 0000", "")]
    assert lines(one.facts, "Address")[:2] == [("1 High Street", ""), ("B89 1AA", "")]
    assert lines(one.facts, "Other numbers") == [("GB-EDU 100000", "")]
    assert one.state == "No longer there" and one.alert == ("The lift is being mended.",)
    assert [(link.label, link.href) for link in one.access] == [
        ("step-free", "../by/access/step-free/"), ("lift", "../by/access/lift/")]  # fmt: skip
    assert [link.href for link in one.languages] == ["../by/language/urdu/"]
    assert one.checked is not None and one.checked.iso == "2026-05-03" and one.checked_by == "the secretary"
    assert (one.taken_from, one.licence) == ("their leaflet", "CC BY 4.0")
    assert one.imprint[0].number == "SC007427" and "oscr" in one.imprint[0].href
    assert one.places[0].name == "The annexe" and lines(one.places[0].facts, "Address")[0] == ("3 Mill Lane", "")


def test_services_say_what_when_and_for_whom_and_two_of_one_name_have_two_places(site: MakeSite) -> None:
    first, second = view(site, HEAD).services
    assert (first.anchor, second.anchor) == ("does-debt-advice", "does-debt-advice-2")
    assert first.summary == ("Help with letters.",) and first.state == "Temporarily closed"
    assert first.alert == ("Back in May.",)
    assert lines(first.facts, "Cost") == [("free", "")] and lines(first.facts, "Ages") == [("18 and over", "")]
    assert second.facts == ()


def test_a_notice_goes_after_its_last_day(site: MakeSite) -> None:
    assert view(site, HEAD, datetime(2026, 11, 23, tzinfo=UTC)).alert == ()


@pytest.mark.parametrize(
    ("youngest", "oldest", "said"),
    [(11, 18, "11 to 18"), (18, None, "18 and over"), (None, 11, "up to 11"), (None, None, "")],
)
def test_ages_in_words(youngest: int | None, oldest: int | None, said: str) -> None:
    assert ages(youngest, oldest) == said


def test_a_point_that_is_not_on_earth_is_on_no_map(site: MakeSite) -> None:
    outputs = prepare(site({"content/organisations/o.md": "---\nname: O\nlatitude: 91\nlongitude: 0\n---\n"}),
                      datetime(2026, 11, 22, tzinfo=UTC))  # fmt: skip
    assert map_address(outputs.site.organisations[0].organisation) == ""
