"""A site's organisations in the words of Open Referral UK 3.0 (HSDS-UK), one record at a time.

What nobody wrote is left out: no empty values, no nulls, no guesses. People are not named.
Terms that the UK profile lacks (phones, the names of languages, `eligibility_description` …) are named as in HSDS 3.0.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from hyperlocal import identifiers
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Place
from hyperlocal.hours import schedules
from hyperlocal.output.charges import charge
from hyperlocal.output.offers import Offer, Spot, offers_of
from hyperlocal.output.photoset import largest
from hyperlocal.output.register import Member, Record, Register, uri
from hyperlocal.output.structured import kept
from hyperlocal.output.tongues import code_of
from hyperlocal.output.ukaddress import physical, postal
from hyperlocal.slugs import slugify

_EARLIEST = 1900
"""No record is older. Before, clocks had offsets that RFC 3339 cannot write."""


def organisation(register: Register, listed: Member, *, whole: bool) -> Record:
    """An `organization`; `whole` with what it has several of."""
    one = listed.one
    image = listed.placed.image
    founded = re.fullmatch(r"\d{4}", one.founded)
    return kept(
        {
            "id": str(listed.id),
            "name": one.title,
            "alternate_name": ", ".join(one.also_known_as),
            "description": one.summary or one.document.summary or one.strapline or one.title,
            "email": one.email,
            "website": uri(one.website),
            "logo": register.there(largest(image.photo, image.address)) if image else None,
            "uri": register.there(listed.placed.address),
            "legal_status": one.legal_form,
            "year_incorporated": int(founded[0]) if founded else None,
            "parent_organization_id": listed.parent,
            "organization_identifiers": _identifiers(listed) if whole else None,
        }
    )


def service(register: Register, listed: Member, offer: Offer, *, whole: bool) -> Record:
    """A `service` with its organisation; `whole` with what it has several of."""
    one, said = listed.one, offer.service
    price = charge(said.cost)
    modified = [moment.day_in(ZoneInfo(register.zone)) for moment in (one.updated, one.checked) if moment]
    record = {
        "id": listed.own_id("service", offer.key),
        "organization_id": str(listed.id),
        "name": said.name,
        "description": said.summary,
        "url": uri(said.website) or register.there(listed.placed.address) or uri(one.website),
        "email": said.email,
        "status": offer.status,
        "interpretation_services": said.interpretation,
        "application_process": _way_in(offer),
        "fees_description": said.cost,
        "eligibility_description": said.who_for,
        "minimum_age": said.minimum_age,
        "maximum_age": said.maximum_age,
        "assured_date": one.checked.day_in(ZoneInfo(register.zone)).isoformat() if one.checked else None,
        "alert": said.alert if listed.alerting else "",
        "last_modified": _instant(max(modified), register.zone) if modified else None,
        "organization": organisation(register, listed, whole=whole),
    }
    if not whole:
        return kept(record)
    more = {
        "phones": phones(listed, offer),
        "schedules": _schedules(listed, offer),
        "service_areas": _areas(listed, offer),
        "service_at_locations": [at_location(listed, offer, spot) for spot in offer.spots],
        "languages": _languages(listed, offer),
        "cost_options": [_cost(listed, offer, price.pounds, price.each)] if price else [],
        "attributes": _attributes(register, listed, offer),
    }
    return kept({**record, **more})


def at_location(listed: Member, offer: Offer, spot: Spot, *, whole: bool = True) -> Record:
    """A `service_at_location` with its location. What a service says of its own access is true of it there alone."""
    service_id = listed.own_id("service", offer.key)
    access = ", ".join(offer.service.access)
    return kept(
        {
            "id": listed.own_id("service_at_location", f"{offer.key} {spot.key}"),
            "service_id": service_id,
            "location_id": listed.own_id("location", spot.key),
            "description": access and f"Access: {access}",
            "location": location(listed, spot, whole=whole),
        }
    )


def location(listed: Member, spot: Spot, *, whole: bool) -> Record:
    """A `location`."""
    place = spot.place
    number = identifiers.uprn(place.uprn) if place.uprn else None
    point = point_of(place)
    return kept(
        {
            "id": listed.own_id("location", spot.key),
            "location_type": "physical",
            "name": place.name,
            "description": "\n".join(
                f"{label}: {' '.join(said.split())}"
                for label, said in (("Finding us", place.directions), ("Parking", place.parking), ("Buses", place.bus))
                if said
            ),
            "latitude": point and point[0],
            "longitude": point and point[1],
            "external_identifier": number,
            "external_identifier_type": "UPRN" if number else None,
            "addresses": _addresses(listed, spot) if whole else None,
            "accessibility": _accessibility(listed, spot) if whole else None,
        }
    )


def taxonomy(register: Register) -> Record:
    """The site's own categories, as one `taxonomy`."""
    return {
        "id": register.taxonomy_id,
        "name": "Categories",
        "description": f"The categories in which {register.title} lists organisations and services.",
    }


def term(register: Register, slug: str, name: str) -> Record:
    """One category, as a `taxonomy_term`."""
    return {
        "id": register.term_id(slug),
        "name": name,
        "description": f"“{name}”, a category of {register.title}.",
        "taxonomy": "Categories",
        "taxonomy_id": register.taxonomy_id,
    }


def point_of(place: Place) -> tuple[float, float] | None:
    """Latitude and longitude in degrees (WGS 84), when both are on the globe."""
    try:
        north, east = float(place.latitude), float(place.longitude)
    except ValueError:
        return None
    return (north, east) if -90 <= north <= 90 and -180 <= east <= 180 else None


def numbers_of(one: Organisation) -> list[tuple[str, identifiers.Identifier]]:
    """The numbers by which registers know an organisation, each with what it is called. Bad ones are left out here:
    they are shown on the page as they were typed."""
    charity = identifiers.charity(one.charity_number, identifiers.nation_of(one.nation)) if one.charity_number else None
    company = identifiers.company(one.company_number) if one.company_number else None
    others = [(other.scheme, other) for typed in one.identifiers if (other := identifiers.other(typed))]
    named = [("Charity number", charity), ("Company number", company)]
    return [*((name, found) for name, found in named if found), *others]


def _identifiers(listed: Member) -> list[Record]:
    return [
        {
            "id": listed.own_id("organization_identifier", found.whole),
            "organization_id": str(listed.id),
            "identifier_scheme": found.scheme,
            "identifier_type": name,
            "identifier": found.whole.removeprefix(f"{found.scheme}-"),
        }
        for name, found in {found.whole: (name, found) for name, found in numbers_of(listed.one)}.values()
    ]


def phones(listed: Member, offer: Offer | None = None) -> list[Record]:
    """The numbers of an organisation, or of a service: its own first."""
    own = [(offer.service.phone, "", "", "")] if offer and offer.service.phone else []
    told = [(phone.number, phone.label, phone.hours, phone.text_relay) for phone in listed.one.phones]
    found: dict[tuple[str, str], Record] = {}
    for number, label, hours, relay in (*own, *told):
        about = "; ".join(filter(None, (label, ", ".join(hours.split("\n")))))
        for typed, kind in ((number, "voice"), (relay, "textphone")):
            if typed:
                key = (typed, kind)
                record = {
                    "id": listed.own_id("phone", f"{offer.key if offer else '*'} {kind} {typed}"),
                    "number": typed,
                }
                found.setdefault(key, kept({**record, "type": kind, "description": about}))
    return list(found.values())


def _way_in(offer: Offer) -> str:
    said = offer.service
    parts = (
        said.how,
        said.booking and f"Book at {said.booking}",
        said.waiting_time and f"Waiting time: {said.waiting_time}",
        said.bring and f"What to bring: {said.bring}",
    )
    return "\n".join(filter(None, parts))


def _schedules(listed: Member, offer: Offer) -> list[Record]:
    found = schedules(offer.service.hours)
    own = listed.own_id("service", offer.key)
    return [
        {"id": listed.own_id("schedule", f"{offer.key} {number}"), "service_id": own, **record}
        for number, record in enumerate(found, 1)
    ]


def _areas(listed: Member, offer: Offer) -> list[Record]:
    lines = _lines(listed.one.area_served.split("\n"))
    own = listed.own_id("service", offer.key)
    return [
        {"id": listed.own_id("service_area", f"{offer.key} {line}"), "service_id": own, "name": line} for line in lines
    ]


def _languages(listed: Member, offer: Offer) -> list[Record]:
    own = listed.own_id("service", offer.key)
    return [
        kept(
            {
                "id": listed.own_id("language", f"{offer.key} {name}"),
                "service_id": own,
                "name": name,
                "code": code_of(name),
            }
        )
        for name in _lines(offer.service.languages)
    ]


def _cost(listed: Member, offer: Offer, pounds: float, each: str) -> Record:
    return kept(
        {
            "id": listed.own_id("cost_option", offer.key),
            "service_id": listed.own_id("service", offer.key),
            "option": "" if pounds else "Free",
            "amount": pounds if pounds % 1 else int(pounds),
            "currency": "GBP",
            "amount_description": each,
        }
    )


def _attributes(register: Register, listed: Member, offer: Offer) -> list[Record]:
    own = listed.own_id("service", offer.key)
    names = dict(listed.terms)
    return [
        {
            "id": listed.own_id("attribute", f"{offer.key} {slug}"),
            "link_id": own,
            "link_type": "service",
            "taxonomy_term_id": register.term_id(slug),
            "taxonomy_term": term(register, slug, names[slug]),
        }
        for slug in _lines(slugify(name) for name in offer.service.category)
    ]


def _addresses(listed: Member, spot: Spot) -> list[Record]:
    one = listed.one
    found = [physical(spot.place, one.nation)]
    if not spot.key and one.postal_address:
        found.append(postal(one.postal_address, one.nation))
    own = listed.own_id("location", spot.key)
    return [
        {"id": listed.own_id("address", f"{spot.key} {parts['address_type']}"), "location_id": own, **parts}
        for parts in found
        if parts
    ]


def _accessibility(listed: Member, spot: Spot) -> list[Record]:
    own = listed.own_id("location", spot.key)
    return [
        {"id": listed.own_id("accessibility", f"{spot.key} {name}"), "location_id": own, "description": name}
        for name in _lines(spot.place.access)
    ]


def _instant(day: date, zone: str) -> str | None:
    """The beginning of a day (RFC 3339)."""
    return datetime.combine(day, time(), ZoneInfo(zone)).isoformat() if day.year >= _EARLIEST else None


def _lines(typed: Iterable[str]) -> list[str]:
    """Each once, without blanks."""
    return list(dict.fromkeys(filter(None, (line.strip() for line in typed))))


def offer_of(one: Organisation, key: str) -> Offer:
    """The offer with this key."""
    return next(offer for offer in offers_of(one) if offer.key == key)
