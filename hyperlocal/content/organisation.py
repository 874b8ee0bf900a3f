"""An organisation: who they are, where, when, and how to reach them; its news is told by posts that name it."""

from __future__ import annotations

from hyperlocal.content.source import Written
from hyperlocal.fields import decimal, email, items, line, text, web_address, whole_number, words
from hyperlocal.values import dataclass


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
    legal_form: str = line("Legal form", "Registered charity, community interest company, unincorporated …")
    parent: str = line("Part of", "The larger body it belongs to.", synonyms=("parent_body", "part_of"))
    email: str = email("Email", "A role address such as hello@…, not somebody's own.", synonyms=("e-mail",))
    phones: tuple[str, ...] = items(
        "Telephone", "A number a line; what it is for may follow in brackets.", synonyms=("phone", "telephone", "tel")
    )
    website: str = web_address("Website", "Their own website.", synonyms=("url", "web"))
    links: tuple[str, ...] = items("Links", "Pages elsewhere, such as social media; one a line.", synonyms=("social",))
    postal_address: str = text("Postal address", "Where to write to, if it is another address.")
    other_contact: str = text("Other ways to reach us", "How to reach you for people who do not use the telephone.")
    address: str = text("Address", "The building and street; one or several lines.", synonyms=("street",))
    town: str = line("Town", "Town or village.", synonyms=("city", "village"))
    county: str = line("County", "County.")
    postcode: str = line("Postcode", "Postcode, such as B30 2AA.", synonyms=("post_code",))
    uprn: str = line("UPRN", "The property's unique reference number.")
    latitude: str = decimal("Latitude", "For the map link, such as 52.4814.", synonyms=("lat",))
    longitude: str = decimal(
        "Longitude", "For the map link, such as -1.8998.", synonyms=("lon", "lng", "long"), example="-1.8998"
    )
    directions: str = text("Finding us", "How to find the door, in words.")
    parking: str = text("Parking", "Where to leave a car or a bicycle.")
    bus: str = text("Buses", "Which buses stop near.", synonyms=("buses", "public_transport"))
    area_served: str = text("Area served", "The streets, village or town you are there for.", synonyms=("area",))
    opening_hours: str = text(
        "Opening hours", "When you are open, as you would say it; one or several lines.", synonyms=("hours", "open")
    )
    order: int | None = whole_number("Order", "Its place in its category, if not by name.", synonyms=("weight",))
