"""What is offered, where, and with which key."""

from __future__ import annotations

from datetime import UTC, datetime

from hyperlocal.builder import prepare
from hyperlocal.content.organisation import Organisation
from hyperlocal.output.offers import MAIN, offers_of, referral_status, spots_of
from tests.conftest import MakeSite


def organisation(site: MakeSite, head: str, body: str = "Words.") -> Organisation:
    folder = site({"content/organisations/o.md": f"---\nname: The Crossing\n{head}---\n{body}\n"})
    (one,) = prepare(folder, datetime(2026, 11, 22, tzinfo=UTC)).site.organisations
    return one.organisation


def test_without_services_an_organisation_is_one_itself(site: MakeSite) -> None:
    one = organisation(site, "cost: Free\nopening_hours: Monday\nstate: ended\ntown: Quillbury\n", "What we do.")
    (offer,) = offers_of(one)
    assert (offer.key, offer.service.name, offer.service.summary) == (MAIN, "The Crossing", "What we do.")
    assert (offer.service.cost, offer.service.opening_hours, offer.status) == ("Free", "Monday", "defunct")
    assert [spot.place.town for spot in offer.spots] == ["Quillbury"]


def test_keys_are_names_and_do_not_move_when_something_is_added(site: MakeSite) -> None:
    def keys(*names: str) -> list[str]:
        lines = "".join(f"  - name: {name}\n" for name in names)
        return [offer.key for offer in offers_of(organisation(site, f"services:\n{lines}"))]

    assert keys("Debt advice", "Lunch", "Debt advice", "debt advice 2") == [
        "debt-advice", "lunch", "debt-advice#2", "debt-advice-2",
    ]  # fmt: skip
    assert set(keys("Debt advice", "Lunch")) < set(keys("Aardvarks", "Lunch", "Debt advice"))


def test_what_a_service_does_not_say_its_organisation_says(site: MakeSite) -> None:
    one = organisation(
        site,
        "cost: Free\nlanguages: Welsh\nminimum_age: 5\nmaximum_age: 90\nopening_hours: Monday\nemail: a@example.org\n"
        "services:\n  - name: Choir\n    minimum_age: 11\n    cost: £2\n  - name: Lunch\n",
    )
    choir, lunch = (offer.service for offer in offers_of(one))
    assert (choir.cost, choir.minimum_age, choir.maximum_age, choir.languages) == ("£2", 11, None, ("Welsh",))
    assert (lunch.cost, lunch.minimum_age, lunch.maximum_age, lunch.email) == ("Free", 5, 90, "a@example.org")
    assert choir.opening_hours == "", "when the doors are open is not when the choir sings"


def test_a_service_is_at_the_place_that_it_names(site: MakeSite) -> None:
    one = organisation(
        site,
        "town: Quillbury\nplaces:\n  - name: The annexe\n    town: Upper Quillbury\n  - name: The barn\n"
        "services:\n  - name: One\n  - name: Two\n    place: the Annexe\n  - name: Three\n    place: Nowhere\n"
        "  - name: Four\n    place: The Crossing\n",
    )
    assert [spot.key for spot in spots_of(one)] == [MAIN, "the-annexe", "the-barn"]
    assert [[spot.key for spot in offer.spots] for offer in offers_of(one)] == [[MAIN], ["the-annexe"], [], [MAIN]]


def test_a_place_of_which_nothing_is_known_is_none(site: MakeSite) -> None:
    assert spots_of(organisation(site, "county: Marlshire\nlatitude: 52\n")) == ()


def test_a_service_is_no_more_active_than_its_organisation(site: MakeSite) -> None:
    one = organisation(
        site,
        "state: Temporarily  Closed\nservices:\n  - name: One\n  - name: Two\n    status: ended\n"
        "  - name: Three\n    status: active\n",
    )
    assert [offer.status for offer in offers_of(one)] == ["temporarily closed", "defunct", "temporarily closed"]
    assert referral_status("") == referral_status("Active") == "active"
