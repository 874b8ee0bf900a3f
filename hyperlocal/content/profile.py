"""What an organisation's profile is made of besides itself: telephones, further places, services; each with details."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hyperlocal.fields import like
from hyperlocal.hours import Hours
from hyperlocal.kinds import decimal, email, line, text, web_address, whole_number, words
from hyperlocal.values import dataclass, field

STATUSES = ("active", "temporarily closed", "ended")
"""What a service or an organisation may be."""
_SAID = {
    "": "active",
    "open": "active",
    "closed temporarily": "temporarily closed",
    "closed for now": "temporarily closed",
    "closed": "ended",
    "defunct": "ended",
}


def status_of(typed: str) -> str:
    """One of `STATUSES`, for what somebody wrote; "" for words that are none of them."""
    plain = " ".join(typed.casefold().split())
    return plain if plain in STATUSES else _SAID.get(plain, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number."""

    number: str = line("Number", "0121 496 0000", synonyms=("telephone", "tel", "phone"), example="0121 496 0000")
    label: str = line("Label", "What it is for.", synonyms=("name", "for"))
    hours: str = text("Hours", "When somebody answers.", synonyms=("opening_hours",))
    text_relay: str = line("Text relay", "For people who type: 18001 and the number.", synonyms=("textphone",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A further place: another building, or where one of the services is."""

    name: str = line("Name", "What the place is called.", synonyms=("title",))
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
    access: tuple[str, ...] = words(
        "Access",
        "step-free, lift, accessible toilet, hearing loop, accessible parking, changing place, quiet space, "
        "assistance dogs.",
        synonyms=("accessibility",),
    )
    opening_hours: str = text(
        "Opening hours",
        "When it is open, as you would say it; one or several lines.",
        synonyms=("hours", "open", "times"),
    )
    hours: Hours = field(default=Hours(), compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """Something that an organisation does for people."""

    name: str = line("Name", "What it is called.", synonyms=("title", "service"))
    summary: str = text("Summary", "What it is, in a sentence or two.", synonyms=("description", "what"))
    opening_hours: str = like(Place, "opening_hours")
    place: str = line("Place", "The name of one of the places, if it is not the main one.", synonyms=("where",))
    who_for: str = text("Who it is for", "Whom it is for, in words.", synonyms=("eligibility", "for"))
    minimum_age: int | None = whole_number(
        "Youngest", "The lowest age, in years.", synonyms=("min_age", "ages_from"), example="11"
    )
    maximum_age: int | None = whole_number(
        "Oldest", "The highest age, in years.", synonyms=("max_age", "ages_to"), example="18"
    )
    cost: str = text("Cost", "free, or what it costs.", synonyms=("price", "fees", "charges"))
    how: str = text(
        "How to get it",
        "Just come, ring first, or who has to send people.",
        synonyms=("referral", "how_to_join", "how_to_get_help", "access_route"),
    )
    booking: str = web_address("Booking", "The web page where one can book.", synonyms=("booking_link",))
    waiting_time: str = line("Waiting time", "How long people wait for it.", synonyms=("waiting", "wait"))
    languages: tuple[str, ...] = words("Languages", "Languages that are spoken there.", synonyms=("languages_spoken",))
    interpretation: str = text(
        "Interpreters", "Whether there are interpreters, and how to ask for one.", synonyms=("interpreters",)
    )
    access: tuple[str, ...] = like(Place, "access")
    bring: str = text("What to bring", "What people should bring.", synonyms=("what_to_bring",))
    phone: str = line("Telephone", "Its own number.", synonyms=("telephone", "tel"))
    email: str = email("Email", "Its own role address.", synonyms=("e-mail",))
    website: str = web_address("Website", "Its own page.", synonyms=("url", "web"))
    category: tuple[str, ...] = words("Category", "What kind of service it is.", synonyms=("categories", "tags"))
    status: str = line("Status", "active, temporarily closed or ended.")
    alert: str = text("Notice", "Something that everybody should know now.", synonyms=("notice",))
    hours: Hours = field(default=Hours(), compare=False)


def phone_words(first: str, second: str) -> Mapping[str, str]:
    """“0121 496 0000 (office)”, “Office: 0121 496 0000”, “0121 496 0000: office”."""
    if second:
        number, label = (second, first) if len(re.findall(r"\d", second)) >= 5 else (first, second)
        inside = phone_words(number, "")
        return {**inside, "label": ", ".join(filter(None, (label, inside["label"])))}
    found = re.fullmatch(r"(?P<number>.*?)\s*\((?P<label>[^()]*[^\d\s()][^()]*)\)\s*", first)
    return {"number": found["number"], "label": found["label"]} if found else {"number": first, "label": ""}


def place_words(first: str, second: str) -> Mapping[str, str]:
    """“The annexe: 3 Mill Lane”."""
    return {"name": first, "address": second}


def service_words(first: str, second: str) -> Mapping[str, str]:
    """“Debt advice: help with letters and bills”."""
    return {"name": first, "summary": second}
