"""What an organisation offers and where, each with a key that is its own for good: the ground of all ids in open data.

A key comes from a name and never from a place in a list, so adding a service or a place does not change the others'.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Place, Service, status_of
from hyperlocal.fields import declared
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass

MAIN = ""
"""The key of an organisation's own place, and of the one service that it is when it names none."""

_STATES = {"ended": "defunct", "temporarily closed": "temporarily closed"}
_ORDER = ("active", "temporarily closed", "defunct")


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place with its key."""

    key: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A service with its key, the places where it is, and its status in the words of Open Referral UK. What it does
    not say itself about whom it is for, its price or its languages, its organisation says for it."""

    key: str
    service: Service
    spots: tuple[Spot, ...]
    status: str


def offers_of(one: Organisation) -> tuple[Offer, ...]:
    """The services, in the order in which they were written. An organisation without any is one service itself."""
    spots = spots_of(one)
    if not one.services:
        return (Offer(key=MAIN, service=_itself(one), spots=spots, status=referral_status(one.state)),)
    keys = _keys(service.name for service in one.services)
    return tuple(
        Offer(
            key=key,
            service=_completed(service, one),
            spots=_where(service, one, spots),
            status=max(referral_status(one.state), referral_status(service.status), key=_ORDER.index),
        )
        for key, service in zip(keys, one.services, strict=True)
    )


def spots_of(one: Organisation) -> tuple[Spot, ...]:
    """The organisation's own place first, if anything is known of it, and the further ones."""
    keys = _keys(place.name or place.address or place.postcode for place in one.places)
    further = tuple(Spot(key=key, place=place) for key, place in zip(keys, one.places, strict=True))
    shared = [field.name for field in declared(Place) if field.name != "name"]
    main = Place(**{name: getattr(one, name) for name in shared}, hours=one.hours)
    known = main.address or main.town or main.postcode or main.uprn or (main.latitude and main.longitude)
    return (Spot(key=MAIN, place=main), *further) if known else further


def referral_status(typed: str) -> str:
    """A state as Open Referral UK names it."""
    return _STATES.get(status_of(typed), "active")


def _keys(names: Iterable[str]) -> list[str]:
    """A key for each name. The second of one name gets `#2`, which no name has."""
    seen: Counter[str] = Counter()
    keys = []
    for name in names:
        slug = slugify(name)
        seen[slug] += 1
        keys.append(slug if seen[slug] == 1 else f"{slug}#{seen[slug]}")
    return keys


def _itself(one: Organisation) -> Service:
    return Service(
        name=one.title,
        summary=one.summary or one.document.summary or one.strapline,
        opening_hours=one.opening_hours,
        hours=one.hours,
        who_for=one.who_for,
        minimum_age=one.minimum_age,
        maximum_age=one.maximum_age,
        cost=one.cost,
        how=one.how,
        booking=one.booking,
        waiting_time=one.waiting_time,
        languages=one.languages,
        interpretation=one.interpretation,
        bring=one.bring,
        email=one.email,
        website=one.website,
        category=one.category,
        alert=one.alert,
    )


def _completed(service: Service, one: Organisation) -> Service:
    aged = service if service.minimum_age is not None or service.maximum_age is not None else one
    return replace(
        service,
        name=service.name or one.title,
        who_for=service.who_for or one.who_for,
        minimum_age=aged.minimum_age,
        maximum_age=aged.maximum_age,
        cost=service.cost or one.cost,
        how=service.how or one.how,
        booking=service.booking or one.booking,
        waiting_time=service.waiting_time or one.waiting_time,
        languages=service.languages or one.languages,
        interpretation=service.interpretation or one.interpretation,
        bring=service.bring or one.bring,
        email=service.email or one.email,
        category=service.category or one.category,
        alert=service.alert or one.alert,
    )


def _where(service: Service, one: Organisation, spots: tuple[Spot, ...]) -> tuple[Spot, ...]:
    """The place that a service names; its organisation's own when it names none. A name that no place has is not
    guessed at."""
    wanted = slugify(service.place) if service.place else ""
    if not wanted or wanted == slugify(one.title):
        return tuple(spot for spot in spots if spot.key == MAIN)
    return tuple(spot for spot in spots if spot.key and slugify(spot.place.name) == wanted)[:1]
