"""An organisation's profile as JSON-LD: its own node, its places, and its services, each with the `@id` of the others.

schema.org has hours, amenities and a point on the map on a Place alone, so an organisation is one node and where it is
another, even where one class (LocalBusiness) would be both. While the site's web address is not known there are no
`@id`s, and the nodes lie in each other.
"""

from __future__ import annotations

import re
from typing import Any

from hyperlocal import identifiers
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Phone, Place
from hyperlocal.hours import opening_hours_specification, read_hours, special_opening_hours_specification
from hyperlocal.output.address import Linker
from hyperlocal.output.charges import charge
from hyperlocal.output.offers import MAIN, Offer, Spot, offers_of, spots_of
from hyperlocal.output.photoset import largest
from hyperlocal.output.referraldata import numbers_of, point_of
from hyperlocal.output.register import uri
from hyperlocal.output.structured import kept, type_of
from hyperlocal.output.tongues import code_of
from hyperlocal.output.ukaddress import nation_of_postcode
from hyperlocal.site import PlacedOrganisation

Node = dict[str, Any]

_PLACES = {
    "place of worship": "PlaceOfWorship",
    "church": "Church",
    "chapel": "Church",
    "mosque": "Mosque",
    "synagogue": "Synagogue",
    "gurdwara": "PlaceOfWorship",
    "temple": "PlaceOfWorship",
    "hindu temple": "HinduTemple",
    "buddhist temple": "BuddhistTemple",
    "village hall": "EventVenue",
    "community hall": "EventVenue",
    "community centre": "EventVenue",
    "hall": "EventVenue",
    "park": "Park",
}
"""A kind as typed -> the class of the place where it is; any other is a Place. (There is no CommunityCenter.)"""


def organisation(placed: PlacedOrganisation, link: Linker) -> list[Node]:
    """All nodes of one organisation's page."""
    one = placed.organisation
    there = link.absolutely(placed.address)
    places = {spot.key: _place(spot, one, _id(there, "place", spot.key)) for spot in spots_of(one)}
    services = [_service(offer, one, there) for offer in offers_of(one)] if one.services else []
    found = list(places.values())
    group = _group(placed, link, there)
    if there is None:
        return [kept({**group, "location": found}), *services]
    return [kept({**group, "location": [{"@id": node["@id"]} for node in found]}), *found, *services]


def _group(placed: PlacedOrganisation, link: Linker, there: str | None) -> Node:
    one = placed.organisation
    elsewhere = [address for typed in (one.website, *one.links) if (address := uri(typed))]
    main = next((spot.place for spot in spots_of(one) if spot.key == MAIN), None)
    return {
        "@type": type_of(one.kind),
        "@id": _id(there, "organisation"),
        "name": one.title,
        "legalName": one.registered_name,
        "alternateName": list(one.also_known_as),
        "slogan": one.strapline,
        "description": one.summary or one.document.summary,
        "url": there,
        "sameAs": elsewhere,
        "email": one.email,
        "telephone": list(dict.fromkeys(phone.number for phone in one.phones if phone.number)),
        "contactPoint": [_contact(phone) for phone in one.phones if phone.number and (phone.label or phone.hours)],
        "address": _postal(main) if main else None,
        "identifier": [_number(name, found) for name, found in numbers_of(one)],
        "areaServed": [line for line in one.area_served.split("\n") if line.strip()],
        "knowsLanguage": [code_of(name) or name for name in one.languages],
        "foundingDate": one.founded if re.fullmatch(r"\d{4}", one.founded) else "",
        "parentOrganization": {"@type": "Organization", "name": one.parent} if one.parent else None,
        "image": link.absolutely(largest(placed.image.photo, placed.image.address)) if placed.image else None,
    }


def _place(spot: Spot, one: Organisation, own: str | None) -> Node:
    place = spot.place
    point = point_of(place)
    number = identifiers.uprn(place.uprn) if place.uprn else None
    return kept(
        {
            "@type": _PLACES.get(" ".join(one.kind.casefold().split()), "Place") if spot.key == MAIN else "Place",
            "@id": own,
            "name": place.name or one.title,
            "address": _postal(place),
            "geo": point and {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]},
            "identifier": number and {"@type": "PropertyValue", "propertyID": "UPRN", "value": number},
            "openingHoursSpecification": opening_hours_specification(place.hours),
            "specialOpeningHoursSpecification": special_opening_hours_specification(place.hours),
            "amenityFeature": [
                {"@type": "LocationFeatureSpecification", "name": name, "value": True}
                for name in dict.fromkeys(place.access)
            ],
        }
    )


def _service(offer: Offer, one: Organisation, there: str | None) -> Node:
    said = offer.service
    price = charge(said.cost)
    ages = {"requiredMinAge": said.minimum_age, "requiredMaxAge": said.maximum_age}
    audience = kept({"@type": "PeopleAudience", "audienceType": " ".join(said.who_for.split()), **ages})
    channel = kept(
        {
            "@type": "ServiceChannel",
            "serviceUrl": uri(said.booking),
            "servicePhone": {"@type": "ContactPoint", "telephone": said.phone} if said.phone else None,
            "availableLanguage": [code_of(name) or name for name in said.languages],
            "serviceLocation": [{"@id": _id(there, "place", spot.key)} for spot in offer.spots] if there else None,
        }
    )
    owner = {"@id": _id(there, "organisation")} if there else {"@type": type_of(one.kind), "name": one.title}
    return kept(
        {
            "@type": "Service",
            "@id": _id(there, "service", offer.key),
            "name": said.name,
            "description": said.summary,
            "serviceType": list(said.category),
            "url": uri(said.website),
            "provider": owner,
            "audience": audience if len(audience) > 1 else None,
            "availableChannel": channel if len(channel) > 1 else None,
            "hoursAvailable": opening_hours_specification(said.hours),
            "offers": price and kept({"@type": "Offer", "price": price.pounds, "priceCurrency": "GBP",
                                      "description": price.each}),
        }
    )  # fmt: skip


def _contact(phone: Phone) -> Node:
    return kept(
        {
            "@type": "ContactPoint",
            "telephone": phone.number,
            "contactType": phone.label,
            "hoursAvailable": opening_hours_specification(read_hours(phone.hours)),
        }
    )


def _number(name: str, found: identifiers.Identifier) -> Node:
    return kept(
        {
            "@type": "PropertyValue",
            "name": name,
            "propertyID": found.scheme,
            "value": found.whole.removeprefix(f"{found.scheme}-"),
            "url": found.register,
        }
    )


def _postal(place: Place) -> Node | None:
    parts = {
        "streetAddress": ", ".join(line.strip(" ,") for line in place.address.split("\n") if line.strip(" ,")),
        "addressLocality": place.town,
        "addressRegion": place.county,
        "postalCode": place.postcode,
    }
    if not any(parts.values()):
        return None
    return kept({"@type": "PostalAddress", **parts, "addressCountry": _country(place)})


def _country(place: Place) -> str:
    """GB, but for the islands around it that only share its postcodes."""
    code = identifiers.postcode(place.postcode) or ""
    return code[:2] if code[:2] in ("JE", "GY", "IM") and nation_of_postcode(code) is None else "GB"


def _id(there: str | None, kind: str, key: str = MAIN) -> str | None:
    return there and f"{there}#{kind}" + (f"-{key.replace('#', '.')}" if key else "")
