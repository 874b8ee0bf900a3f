"""An organisation: who they are, where, when, and how to reach them; its news is told by posts that name it."""

from __future__ import annotations

from datetime import date, tzinfo

from hyperlocal.content import profile
from hyperlocal.content.profile import Phone, Place, Service
from hyperlocal.content.source import Written
from hyperlocal.dates import Moment
from hyperlocal.fields import like
from hyperlocal.hours import Hours
from hyperlocal.kinds import email, items, line, moment, text, web_address, whole_number, words
from hyperlocal.parts import several
from hyperlocal.values import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Written):
    """A group, charity, club, council, place of worship … that people here can turn to."""

    also_known_as: tuple[str, ...] = items("Also known as", "Other names people use.", synonyms=("aka", "other_names"))
    kind: str = line(
        "Kind", "charity, community group, sports club, council, place of worship, business, school, news."
    )
    category: tuple[str, ...] = words(
        "Category", "Where it stands in the directory.", synonyms=("categories", "tags", "tag")
    )
    strapline: str = line("Strapline", "Who you are in one short line.", synonyms=("tagline",))
    founded: str = line("Founded", "The year it began.")
    legal_form: str = line(
        "Legal form", "Registered charity, community interest company, unincorporated …", synonyms=("legal_status",)
    )
    parent: str = line("Part of", "The larger body it belongs to.", synonyms=("parent_body", "part_of"))
    registered_name: str = line("Registered name", "The full name in its register, if it is another.")
    registered_office: str = text("Registered office", "A company must show it.")
    nation: str = line(
        "Nation", "England, Wales, Scotland or Northern Ireland: where it is registered.", synonyms=("country",)
    )
    charity_number: str = line(
        "Charity number", "1177548, SC007427 or NIC100012.", synonyms=("charity", "charity_no", "registered_charity")
    )
    company_number: str = line(
        "Company number", "Eight figures or letters, as Companies House writes it.", synonyms=("company", "company_no")
    )
    identifiers: tuple[str, ...] = items(
        "Other numbers", "Such as GB-EDU: 100000; one a line.", synonyms=("other_numbers",)
    )
    safeguarding: str = line(
        "Safeguarding", "The role that people can turn to, and how; not a name.", synonyms=("safeguarding_lead",)
    )
    email: str = email("Email", "A role address such as hello@…, not somebody's own.", synonyms=("e-mail",))
    phones: tuple[Phone, ...] = several(
        "Telephone",
        "A number a line; what it is for may follow in brackets. Or with details below each.",
        Phone,
        profile.phone_words,
        synonyms=("phone", "telephone", "tel"),
        example="0121 496 0000 (office)",
    )
    website: str = web_address("Website", "Their own website.", synonyms=("url", "web"))
    links: tuple[str, ...] = items("Links", "Pages elsewhere, such as social media; one a line.", synonyms=("social",))
    postal_address: str = text("Postal address", "Where to write to, if it is another address.")
    other_contact: str = text("Other ways to reach us", "How to reach you for people who do not use the telephone.")
    address: str = like(Place, "address")
    town: str = like(Place, "town")
    county: str = like(Place, "county")
    postcode: str = like(Place, "postcode")
    uprn: str = like(Place, "uprn")
    latitude: str = like(Place, "latitude")
    longitude: str = like(Place, "longitude")
    directions: str = like(Place, "directions")
    parking: str = like(Place, "parking")
    bus: str = like(Place, "bus")
    places: tuple[Place, ...] = several(
        "Further places",
        "Other buildings, with their details below each.",
        Place,
        profile.place_words,
        synonyms=("place", "locations", "venues"),
        example="The annexe: 3 Mill Lane",
    )
    area_served: str = text("Area served", "The streets, village or town you are there for.", synonyms=("area",))
    opening_hours: str = like(Service, "opening_hours")
    closures: str = text(
        "Closures", "Days when it is shut, one or several lines: 24 December to 2 January.", synonyms=("closed",)
    )
    services: tuple[Service, ...] = several(
        "Services",
        "What you do for people, a line for each, with details below each.",
        Service,
        profile.service_words,
        synonyms=("service", "activities"),
        example="Debt advice: help with letters and bills",
    )
    who_for: str = like(Service, "who_for")
    minimum_age: int | None = like(Service, "minimum_age")
    maximum_age: int | None = like(Service, "maximum_age")
    cost: str = like(Service, "cost")
    how: str = like(Service, "how")
    booking: str = like(Service, "booking")
    waiting_time: str = like(Service, "waiting_time")
    languages: tuple[str, ...] = like(Service, "languages")
    interpretation: str = like(Service, "interpretation")
    access: tuple[str, ...] = like(Service, "access")
    bring: str = like(Service, "bring")
    state: str = line("State", "active, temporarily closed or ended.")
    alert: str = like(Service, "alert")
    alert_until: Moment | None = moment("Notice until", "The last day of the notice.", vital=False)
    checked: Moment | None = moment(
        "Checked",
        "The day on which somebody last asked whether all is right.",
        synonyms=("last_checked",),
        vital=False,
    )
    checked_by: str = line("Checked by", "The role of whoever asked; not a name.")
    taken_from: str = line("Taken from", "Where the facts are from, if not from them.", synonyms=("source",))
    licence: str = line("Licence", "Under which terms others may use this entry.", synonyms=("license",))
    consent: str = line(
        "Consent", "How and when they agreed that personal details may be shown.", synonyms=("consent_to_list",)
    )
    order: int | None = whole_number("Order", "Its place in its category, if not by name.", synonyms=("weight",))
    hours: Hours = field(default=Hours(), compare=False)
    """What `opening_hours` and `closures` mean; each of `places` and `services` has its own."""

    @property
    def all_access(self) -> tuple[str, ...]:
        """What is there for people, here or for one of the services."""
        return tuple(dict.fromkeys((*self.access, *(name for service in self.services for name in service.access))))

    @property
    def all_languages(self) -> tuple[str, ...]:
        """Languages that are spoken, here or at one of the services."""
        return tuple(dict.fromkeys((*self.languages, *(name for each in self.services for name in each.languages))))

    def alerts_on(self, day: date, zone: tzinfo) -> bool:
        """Whether its notices hold on a day in that time zone."""
        return self.alert_until is None or day <= self.alert_until.day_in(zone)
