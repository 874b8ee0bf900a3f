"""What is wrong or missing in an organisation's profile. What is doubtful is shown as it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hyperlocal import registration
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import STATUSES, Place, Service, status_of
from hyperlocal.identifiers import extension, is_mobile, other, postcode, telephone, uprn
from hyperlocal.problems import Problem, nearest, warning

_FLAT = re.compile(r"(?i)\b(?:flat|apartment|apt)\.?\s*\d")
_STREET_OF_HOMES = re.compile(
    r"(?i)^\s*\d{1,4}[a-d]?,?\s+(?:[\w'’.-]+\s+){1,3}"
    r"(?:avenue|ave|close|crescent|croft|drive|gardens|grove|mews|rise|terrace|walk|way)\b\.?\s*(?:,|$)"
)
_PUBLIC_KINDS = frozenset({"business", "shop", "council", "parish council", "school", "place of worship"})


def profile_faults(one: Organisation) -> Iterator[Problem]:
    """All there is to say about one profile."""
    path, lines = one.source.path, dict(one.source.lines)
    yield from registration.faults(one, path, lines)
    yield from _places(one)
    yield from _telephones(one)
    yield from _services(one)
    for number in one.identifiers:
        if other(number) is None:
            yield _odd(one, "identifiers", "bad-identifier", number, "another register's number", "GB-EDU: 100000")
    if one.state:
        yield from _status(one, one.state, "state", lines.get("state", 1))
    yield from _personal(one)


def _odd(one: Organisation, field: str, rule: str, typed: str, what: str, example: str) -> Problem:
    return warning(
        rule,
        one.source.path,
        one.source.line_of(field),
        f"“{typed[:80]}” has not the form of {what}. It is shown as it was typed.",
        f"Write it like this:  {field}: {example}",
    )


def _places(one: Organisation) -> Iterator[Problem]:
    whole: tuple[tuple[str, Organisation | Place], ...] = (("", one), *(("places", place) for place in one.places))
    for field, place in whole:
        if place.postcode and postcode(place.postcode) is None:
            yield _odd(one, field or "postcode", "bad-postcode", place.postcode, "a postcode", "B30 2AA")
        if place.uprn and uprn(place.uprn) is None:
            yield _odd(one, field or "uprn", "bad-uprn", place.uprn, "a UPRN", "100070000000")
        if bool(place.latitude) != bool(place.longitude) or not _on_earth(place):
            told = f"{place.latitude or 'nothing'} and {place.longitude or 'nothing'}"
            yield warning(
                "bad-point",
                one.source.path,
                one.source.line_of(field or ("latitude" if place.latitude else "longitude")),
                f"Latitude and longitude are {told}, which is no point on a map, so there is no link to one.",
                "Write both, such as  latitude: 52.4814   and   longitude: -1.8998",
            )


def _on_earth(place: Organisation | Place) -> bool:
    return abs(float(place.latitude or 0)) <= 90 and abs(float(place.longitude or 0)) <= 180


def _telephones(one: Organisation) -> Iterator[Problem]:
    for number in (*(phone.number for phone in one.phones), *(service.phone for service in one.services)):
        plain, _ = extension(number)
        if number and telephone(plain) is None and not re.fullmatch(r"\d{3,6}", re.sub(r"\s", "", plain)):
            yield warning(
                "bad-telephone",
                one.source.path,
                one.source.line_of("phones"),
                f"“{number[:80]}” is not one British telephone number. It is shown as it was typed.",
                "Write a number with its area, one a line:  0121 496 0000   or from abroad  +44 121 496 0000",
            )


def _services(one: Organisation) -> Iterator[Problem]:
    places = {place.name.casefold() for place in one.places}
    line = one.source.line_of("services")
    ages: tuple[Organisation | Service, ...] = (one, *one.services)
    for each in ages:
        if each.minimum_age is not None and each.maximum_age is not None and each.minimum_age > each.maximum_age:
            yield warning(
                "bad-ages",
                one.source.path,
                line if isinstance(each, Service) else one.source.line_of("minimum_age"),
                f"The youngest age is {each.minimum_age} and the oldest {each.maximum_age}, so nobody could come.",
                "Change the two round:  minimum_age: 11   maximum_age: 18",
            )
    for service in one.services:
        if service.status:
            yield from _status(one, service.status, "status", line)
        if service.place and service.place.casefold() not in places:
            near = nearest(service.place, [place.name for place in one.places])
            yield warning(
                "no-such-place",
                one.source.path,
                line,
                f"“{service.place}”, where {service.name} is, is none of the places here. It is shown as typed.",
                f"Did you mean  place: {near}" if near else "Add it under places:, with its address below it.",
            )


def _status(one: Organisation, typed: str, field: str, line: int) -> Iterator[Problem]:
    if not status_of(typed):
        near = nearest(typed.casefold(), STATUSES)
        yield warning(
            "bad-status",
            one.source.path,
            line,
            f"“{typed[:80]}” is none of the words this can have. It is shown as typed.",
            f"Did you mean  {field}: {near}" if near else f"Write one of these:  {field}: {', '.join(STATUSES)}",
        )


def _personal(one: Organisation) -> Iterator[Problem]:
    """Somebody's own number or home: once published it cannot be taken back."""
    if one.consent:
        return
    told = "Write who agreed and when:  consent: agreed by email, May 2026   or use the group's own {}."
    numbers = [("phones", phone.number) for phone in one.phones]
    for field, number in (*numbers, *(("services", service.phone) for service in one.services)):
        if is_mobile(number):
            yield warning(
                "personal-data",
                one.source.path,
                one.source.line_of(field),
                f"{number} is a mobile number, mostly one person's own. Did they agree to its being shown?",
                told.format("number"),
            )
    homes = (("address", one.address), ("postal_address", one.postal_address))
    public = one.kind.casefold() in _PUBLIC_KINDS
    for field, address in (*homes, *(("places", place.address) for place in one.places)):
        first = address.split("\n")[0]
        if _FLAT.search(address) or (_STREET_OF_HOMES.match(first) and not public):
            yield warning(
                "personal-data",
                one.source.path,
                one.source.line_of(field),
                f"“{first[:80]}” looks like somebody's home. Did they agree to its being shown?",
                told.format("address"),
            )
