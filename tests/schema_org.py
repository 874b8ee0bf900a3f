"""The part of schema.org's vocabulary (release 30.0) that our pages use: classes, and on which of them a property is.

Written down from the published vocabulary, so that a property on a class that does not allow it is found.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

CLASSES: dict[str, tuple[str, ...]] = {
    "Thing": (),
    "CreativeWork": ("Thing",), "Article": ("CreativeWork",), "SocialMediaPosting": ("Article",),
    "BlogPosting": ("SocialMediaPosting",), "WebSite": ("CreativeWork",),
    "Intangible": ("Thing",), "ItemList": ("Intangible",), "BreadcrumbList": ("ItemList",), "ListItem": ("Intangible",),
    "StructuredValue": ("Intangible",), "PropertyValue": ("StructuredValue",),
    "LocationFeatureSpecification": ("PropertyValue",), "GeoCoordinates": ("StructuredValue",),
    "ContactPoint": ("StructuredValue",), "PostalAddress": ("ContactPoint",),
    "OpeningHoursSpecification": ("StructuredValue",), "Service": ("Intangible",), "ServiceChannel": ("Intangible",),
    "Audience": ("Intangible",), "PeopleAudience": ("Audience",), "Offer": ("Intangible",),
    "Person": ("Thing",),
    "Organization": ("Thing",), "NGO": ("Organization",), "GovernmentOrganization": ("Organization",),
    "NewsMediaOrganization": ("Organization",), "LocalBusiness": ("Organization", "Place"),
    "SportsActivityLocation": ("LocalBusiness",), "SportsOrganization": ("Organization",),
    "SportsClub": ("SportsActivityLocation", "SportsOrganization"), "CivicStructure": ("Place",),
    "EducationalOrganization": ("CivicStructure", "Organization"), "School": ("EducationalOrganization",),
    "Place": ("Thing",), "EventVenue": ("CivicStructure",), "Park": ("CivicStructure",),
    "PlaceOfWorship": ("CivicStructure",), "Church": ("PlaceOfWorship",), "Mosque": ("PlaceOfWorship",),
    "Synagogue": ("PlaceOfWorship",), "HinduTemple": ("PlaceOfWorship",), "BuddhistTemple": ("PlaceOfWorship",),
}  # fmt: skip
"""Each with those above it."""

DOMAINS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("name", "description", "url", "image", "sameAs", "alternateName", "identifier"), ("Thing",)),
    "mainEntityOfPage": ("Thing",),
    "inLanguage": ("CreativeWork",), "headline": ("CreativeWork",), "datePublished": ("CreativeWork",),
    "dateModified": ("CreativeWork",), "author": ("CreativeWork",), "publisher": ("CreativeWork",),
    "keywords": ("CreativeWork", "Organization", "Place"),
    "itemListElement": ("ItemList",), "position": ("ListItem", "CreativeWork"), "item": ("ListItem",),
    "legalName": ("Organization",), "slogan": ("Organization", "Place", "Service"), "email": ("Organization", "Person",
    "ContactPoint"), "telephone": ("Organization", "Person", "Place", "ContactPoint"),
    "address": ("Organization", "Person", "Place"), "location": ("Organization",),
    "contactPoint": ("Organization", "Person"), "areaServed": ("Organization", "Service", "ContactPoint", "Offer"),
    "foundingDate": ("Organization",), "parentOrganization": ("Organization",),
    "knowsLanguage": ("Organization", "Person"),
    "geo": ("Place",), "openingHoursSpecification": ("Place",), "specialOpeningHoursSpecification": ("Place",),
    "amenityFeature": ("Place",), "publicAccess": ("Place",),
    "latitude": ("Place", "GeoCoordinates"), "longitude": ("Place", "GeoCoordinates"),
    "streetAddress": ("PostalAddress",), "addressLocality": ("PostalAddress",), "addressRegion": ("PostalAddress",),
    "postalCode": ("PostalAddress", "GeoCoordinates"), "addressCountry": ("PostalAddress", "GeoCoordinates"),
    "value": ("PropertyValue",), "propertyID": ("PropertyValue",),
    "contactType": ("ContactPoint",), "availableLanguage": ("ContactPoint", "ServiceChannel"),
    "hoursAvailable": ("ContactPoint", "LocationFeatureSpecification", "Service"),
    "serviceType": ("Service",), "provider": ("Service", "CreativeWork"), "audience": ("Service", "CreativeWork"),
    "availableChannel": ("Service",), "offers": ("Service", "CreativeWork"),
    "serviceUrl": ("ServiceChannel",), "servicePhone": ("ServiceChannel",), "serviceLocation": ("ServiceChannel",),
    "audienceType": ("Audience",), "requiredMinAge": ("PeopleAudience",), "requiredMaxAge": ("PeopleAudience",),
    "price": ("Offer",), "priceCurrency": ("Offer",),
    "dayOfWeek": ("OpeningHoursSpecification",), "opens": ("OpeningHoursSpecification",),
    "closes": ("OpeningHoursSpecification",),
    "validFrom": ("OpeningHoursSpecification", "Offer", "LocationFeatureSpecification"),
    "validThrough": ("OpeningHoursSpecification", "Offer", "LocationFeatureSpecification"),
}  # fmt: skip
"""Each property with the classes that have it."""

_ADDRESSES = {"@id", "url", "sameAs", "image", "mainEntityOfPage", "item", "serviceUrl"}


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Every node with a type, however deep."""
    if isinstance(value, dict):
        if "@type" in value:
            yield value
        for inner in value.values():
            yield from nodes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from nodes(inner)


def faults(graph: dict[str, Any]) -> list[str]:
    """What is not schema.org's, empty, or no whole web address; and an `@id` that leads to no node."""
    found = [] if graph["@context"] == "https://schema.org" else ["the context"]
    known = [node["@id"] for node in nodes(graph) if "@id" in node]
    if len(set(known)) != len(known):
        found.append(f"an @id twice: {known}")
    for node in nodes(graph):
        lineage = set(_above(node["@type"]))
        if node["@type"] not in CLASSES:
            found.append(f"{node['@type']} is no class")
        for name, value in node.items():
            if not name.startswith("@") and not lineage & set(DOMAINS.get(name, ())):
                found.append(f"{name} is not on {node['@type']}")
            if value in ("", None, [], {}):
                found.append(f"{name} is empty")
            for one in value if isinstance(value, list) else [value]:
                if name in _ADDRESSES and isinstance(one, str) and not _is_whole(one):
                    found.append(f"{name}: {one} is no whole address")
                if isinstance(one, dict) and set(one) == {"@id"} and one["@id"] not in known:
                    found.append(f"{one['@id']} is not there")
    return found


def _above(name: str) -> Iterator[str]:
    yield name
    for parent in CLASSES.get(name, ()):
        yield from _above(parent)


def _is_whole(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in ("http", "https") and bool(parts.hostname)
