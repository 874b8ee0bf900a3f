"""The view of an organisation's page: who they are, when they are there, what they do, and how to reach them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from urllib.parse import quote

from hyperlocal.config import Config
from hyperlocal.content.organisation import Organisation
from hyperlocal.content.profile import Phone, Place, Service, status_of
from hyperlocal.hours import Hours, bank_holidays, machine, table
from hyperlocal.identifiers import Nation, nation_of, other, postcode
from hyperlocal.output import profilegraph
from hyperlocal.output.address import Linker
from hyperlocal.output.bodies import body
from hyperlocal.output.cards import Teaser, cards
from hyperlocal.output.frame import Frame, day, elsewhere, imprint, picture, telephone
from hyperlocal.output.views import Fact, HoursRow, HoursView, Link, OrganisationView, PlaceView, ServiceView
from hyperlocal.site import PlacedOrganisation
from hyperlocal.site import addresses as at
from hyperlocal.slugs import slugify
from hyperlocal.values import dataclass

HOURS_SCRIPT = "/theme/open-now.js"
_YEARS = 2
"""Years after this one whose bank holidays are known to a page: it may stand for long without being built again."""
_STATES = {"active": "", "temporarily closed": "Temporarily closed", "ended": "No longer there"}
"""What readers must know before all else; “active” goes without saying."""


def organisation(
    frame: Frame, placed: PlacedOrganisation, own: tuple[Teaser, ...], notice: bool, year: int
) -> OrganisationView:
    """One organisation. `notice` says whether its notice still holds; `year` is this one, for its bank holidays."""
    one, address, link = placed.organisation, placed.address, frame.linker(placed.address)
    when = _When(nation=_nation(one, frame.config), zone=frame.config.timezone, year=year)
    hours, services, places = when.view(one.hours), _services(one, when), _places(one, when)
    everywhere = [hours, *(each.hours for each in services), *(each.hours for each in places)]
    speaks = any(found and found.machine for found in everywhere)
    way, trail = frame.crumbs(address, (frame.label("organisations"), at.ORGANISATIONS), (one.title, address))
    summary = one.summary or one.document.summary or one.strapline
    graph = [*profilegraph.organisation(placed, link), trail]
    return OrganisationView(
        site=frame.site_view(address),
        head=frame.head(address, one.title, summary, image=placed.image, graph=graph),
        crumbs=way,
        name=one.title,
        also_known_as=one.also_known_as,
        strapline=one.strapline,
        language=one.lang or frame.config.language,
        picture=picture(placed.image, link),
        categories=_shelves(one.category, f"{at.ORGANISATIONS}by/category/", link),
        html=body(placed, one.document, link),
        state=_state(one.state),
        alert=_texts(one.alert) if notice else (),
        hours=hours,
        script=link.to(HOURS_SCRIPT) if speaks else "",
        facts=facts(one),
        services=services,
        places=places,
        access=_shelves(one.access, at.BY_ACCESS, link),
        languages=_shelves(one.languages, at.BY_LANGUAGE, link),
        imprint=imprint(one),
        checked=day(one.checked.day) if one.checked else None,
        checked_by=one.checked_by,
        taken_from=one.taken_from,
        licence=one.licence,
        cards=cards(own, link, owners=False),
        feeds=frame.feeds(address, one.title, link, kinds=frame.config.part_feeds) if own else (),
    )


def _state(typed: str) -> str:
    return _STATES.get(status_of(typed), typed)


def facts(one: Organisation) -> tuple[Fact, ...]:
    """The contact card, in the order in which people need it."""
    rows: list[tuple[str, list[Link]]] = [
        ("Telephone", [phone_line(phone) for phone in one.phones]),
        ("Text relay", [telephone(phone.text_relay) for phone in one.phones if phone.text_relay]),
        ("Email", [Link(label=one.email, href=f"mailto:{one.email}")] if one.email else []),
        ("Website", [elsewhere(one.website)] if one.website else []),
        ("Address", address_lines(one)),
        ("Finding us", _lines(one.directions)),
        ("Buses", _lines(one.bus)),
        ("Parking", _lines(one.parking)),
        ("Postal address", _lines(one.postal_address)),
        ("Other ways to reach us", _lines(one.other_contact)),
        ("Area served", _lines(one.area_served)),
        *_terms(one),
        ("Safeguarding", _lines(one.safeguarding)),
        ("Elsewhere", [elsewhere(address) for address in one.links]),
        ("Legal form", _lines(one.legal_form)),
        ("Part of", _lines(one.parent)),
        ("Founded", _lines(one.founded)),
        ("Other numbers", [Link(label=_number(typed), href="") for typed in one.identifiers]),
    ]
    return _rows(rows)


def _shelves(names: Iterable[str], below: str, link: Linker) -> tuple[Link, ...]:
    """Links to the lists of all organisations that have the same."""
    found = {slugify(name): name for name in reversed(tuple(names))}
    return tuple(Link(label=name, href=link.to(f"{below}{slug}/")) for slug, name in reversed(found.items()))


def _terms(one: Organisation | Service) -> list[tuple[str, list[Link]]]:
    """Whom it is for, what it costs and how one comes by it."""
    return [
        ("Who it is for", _lines(one.who_for)),
        ("Ages", _lines(ages(one.minimum_age, one.maximum_age))),
        ("Cost", _lines(one.cost)),
        ("How to get it", _lines(one.how)),
        ("Booking", [elsewhere(one.booking)] if one.booking else []),
        ("Waiting time", _lines(one.waiting_time)),
        ("What to bring", _lines(one.bring)),
        ("Interpreters", _lines(one.interpretation)),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _When:
    """What it takes to tell when something is open: whose bank holidays, in which time zone, from which year on."""

    nation: str
    zone: str
    year: int

    def view(self, hours: Hours) -> HoursView | None:
        """None when nothing was said of it."""
        if not hours.typed.strip():
            return None
        told = machine(hours, bank_holidays(self.nation, self.year, self.year + _YEARS), self.zone)
        return HoursView(
            rows=tuple(HoursRow(days=row.days, times=row.times, note=row.note) for row in table(hours)),
            notes=hours.notes,
            unread=tuple(one.text for one in hours.unread),
            machine=json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else "",
        )


def _nation(one: Organisation, config: Config) -> str:
    """Whose bank holidays: its own nation's, else the site's, else England's, which are those of Wales too."""
    found = nation_of(one.nation) or nation_of(config.nation) or Nation.ENGLAND
    return found.value


def _services(one: Organisation, when: _When) -> tuple[ServiceView, ...]:
    taken: dict[str, int] = {}
    found = []
    for service in one.services:
        slug = slugify(service.name)
        taken[slug] = taken.get(slug, 0) + 1
        anchor = f"does-{slug}" if taken[slug] == 1 else f"does-{slug}-{taken[slug]}"
        found.append(_service(service, anchor, when.view(service.hours)))
    return tuple(found)


def _service(service: Service, anchor: str, hours: HoursView | None) -> ServiceView:
    rows = [
        ("Where", _lines(service.place)),
        *_terms(service),
        ("Telephone", [telephone(service.phone)] if service.phone else []),
        ("Email", [Link(label=service.email, href=f"mailto:{service.email}")] if service.email else []),
        ("Website", [elsewhere(service.website)] if service.website else []),
        ("Languages", _lines(", ".join(service.languages))),
        ("Access", _lines(", ".join(service.access))),
        ("Kind", _lines(", ".join(service.category))),
    ]
    return ServiceView(
        name=service.name,
        anchor=anchor,
        summary=_texts(service.summary),
        state=_state(service.status),
        alert=_texts(service.alert),
        hours=hours,
        facts=_rows(rows),
    )


def _places(one: Organisation, when: _When) -> tuple[PlaceView, ...]:
    return tuple(
        PlaceView(name=place.name, hours=when.view(place.hours), facts=_place_facts(place)) for place in one.places
    )


def _place_facts(place: Place) -> tuple[Fact, ...]:
    return _rows(
        [
            ("Address", address_lines(place)),
            ("Finding us", _lines(place.directions)),
            ("Buses", _lines(place.bus)),
            ("Parking", _lines(place.parking)),
            ("Access", _lines(", ".join(place.access))),
        ]
    )


def ages(youngest: int | None, oldest: int | None) -> str:
    """“11 to 18”, “18 and over”, “up to 11”."""
    if youngest is not None and oldest is not None:
        return f"{youngest} to {oldest}"
    if youngest is not None:
        return f"{youngest} and over"
    return f"up to {oldest}" if oldest is not None else ""


def phone_line(phone: Phone) -> Link:
    """A number with what it is for and when somebody answers: “0121 496 0000 (office; weekdays 9am to 5pm)”."""
    link = telephone(phone.number)
    more = "; ".join(filter(None, (phone.label, ", ".join(phone.hours.split("\n")))))
    return Link(label=f"{phone.number} ({more})" if more else phone.number, href=link.href)


def address_lines(one: Organisation | Place) -> list[Link]:
    """The lines of the address, and a link to a map in place of a map: nothing is asked of others by itself."""
    street = re.split(r",\s*(?![^()]*\))", one.address) if "\n" not in one.address else one.address.split("\n")
    code = postcode(one.postcode) or one.postcode
    written = [part.strip() for part in (*street, one.town, one.county, code) if part.strip()]
    lines = [Link(label=part, href="") for part in dict.fromkeys(written)]
    there = map_address(one)
    return [*lines, Link(label="See it on a map", href=there)] if there else lines


def map_address(one: Organisation | Place) -> str:
    """A page of OpenStreetMap, by the point or the postcode; "" when neither is known."""
    if one.latitude and one.longitude and abs(float(one.latitude)) <= 90 and abs(float(one.longitude)) <= 180:
        point = f"mlat={one.latitude}&mlon={one.longitude}#map=17/{one.latitude}/{one.longitude}"
        return f"https://www.openstreetmap.org/?{point}"
    return f"https://www.openstreetmap.org/search?query={quote(one.postcode)}" if one.postcode else ""


def _number(typed: str) -> str:
    found = other(typed)
    return f"{found.label} {found.number}" if found else typed


def _rows(rows: Iterable[tuple[str, list[Link]]]) -> tuple[Fact, ...]:
    return tuple(Fact(label=label, lines=tuple(lines)) for label, lines in rows if lines)


def _texts(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def _lines(text: str) -> list[Link]:
    return [Link(label=line, href="") for line in _texts(text)]
