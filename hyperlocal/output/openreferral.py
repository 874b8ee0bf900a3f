"""The directory as Open Referral UK (HSDS-UK 3.0) wants it, below one address: a static export of its endpoints.

Each endpoint is there twice, with the same bytes: as a `.json` file, to which hosts that read `_redirects` lead, and as
the index of a folder, which every host finds. Whichever of the two a host takes, it gives the same answer; and because
some call the second one HTML, the JSON holds no `<`, `>` or `&`. Parameters (`?page=1`) are of no effect: there is one
page. Nothing is put into JSON before somebody needs the bytes.

What the two families of hosts do with these files was read in their own descriptions (Netlify: a file wins over a rule
unless that is forced; Cloudflare: a rule wins over a file; both know placeholders and rewrites of status 200).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hyperlocal.output import DataFile
from hyperlocal.output import referraldata as data
from hyperlocal.output.drawing import Argument, Drawing
from hyperlocal.output.offers import offers_of
from hyperlocal.output.register import Member, Record, Register, member_of, organisation_id
from hyperlocal.output.structured import inert, kept
from hyperlocal.site import PlacedOrganisation, Site
from hyperlocal.slugs import slugify, usual_spellings

STUB = "open-referral"
VERSION = "HSDS-UK-3.0"
PROFILE = "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md"
OPENAPI = "https://openreferraluk.org/specifications/3.0/openapi.json"
LISTS = ("services", "taxonomies", "taxonomy_terms", "service_at_locations", "organizations")

Terms = tuple[tuple[str, str], ...]
Endpoint = tuple[str, Drawing[str], str]
"""An address below the stub ("" for itself), what stands there, and the text it comes from."""


def wanted(site: Site) -> bool:
    """Whether there is anything to export, and the owner has not said no."""
    return bool(site.organisations) and site.config.open_referral != "no"


def referral_files(site: Site) -> Iterator[DataFile]:
    """Every file of the export, in the layouts that are wanted."""
    if not wanted(site):
        return
    for address, drawing, source in _endpoints(site):
        if site.config.open_referral != "folders":
            yield DataFile(path=f"{STUB}/{address or 'index'}.json", drawing=drawing, source=source)
        if site.config.open_referral != "files":
            folder = f"{STUB}/{address}" if address else STUB
            yield DataFile(path=f"{folder}/index.html", drawing=drawing, source=source)


def rewrites(site: Site) -> Sequence[str]:
    """The lines of `_redirects` that lead to the `.json` files; those without a placeholder first, as Cloudflare asks.

    Both spellings are there, since Cloudflare tells `/services` from `/services/`.
    """
    if not wanted(site) or site.config.open_referral == "folders":
        return ()
    plain = [("", "/index"), *((f"/{name}", f"/{name}") for name in LISTS)]
    each = [(f"/{name}/:id", f"/{name}/:id") for name in LISTS]
    return [f"/{STUB}{there}{slash} /{STUB}{file}.json 200" for there, file in (*plain, *each) for slash in ("", "/")]


def headers(site: Site) -> str:
    """The text of `_headers`: anyone's program may read the data, and it is JSON whatever its file is called."""
    if not wanted(site):
        return ""
    return f"/{STUB}/*\n  Access-Control-Allow-Origin: *\n  Content-Type: application/json; charset=utf-8\n"


def _endpoints(site: Site) -> Iterator[Endpoint]:
    config = site.config
    register = Register(id=site.id, title=config.title, base=config.base_url, zone=config.timezone)
    members = _members(site)
    terms = tuple(sorted({term for one in members for term in one.terms}))
    everyone = (register, tuple(members))
    yield "", Drawing(api_details, ()), ""
    yield "services", Drawing(service_list, everyone), ""
    yield "organizations", Drawing(organization_list, everyone), ""
    yield "service_at_locations", Drawing(location_list, everyone), ""
    yield "taxonomies", Drawing(taxonomy_list, (register, bool(terms))), ""
    yield "taxonomy_terms", Drawing(term_list, (register, terms)), ""
    if terms:
        yield f"taxonomies/{register.taxonomy_id}", Drawing(one_taxonomy, (register,)), ""
    for slug, name in terms:
        yield f"taxonomy_terms/{register.term_id(slug)}", Drawing(one_term, (register, slug, name)), ""
    for one in members:
        yield from _own(register, one)


def _own(register: Register, listed: Member) -> Iterator[Endpoint]:
    """What there is of one organisation alone."""
    source = listed.one.source.path
    yield f"organizations/{listed.id}", Drawing(one_organization, (register, listed)), source
    for offer in offers_of(listed.one):
        which: tuple[Argument, ...] = (register, listed, offer.key)
        yield f"services/{listed.own_id('service', offer.key)}", Drawing(one_service, which), source
        for spot in offer.spots:
            name = listed.own_id("service_at_location", f"{offer.key} {spot.key}")
            yield f"service_at_locations/{name}", Drawing(one_location, (*which, spot.key)), source


def _members(site: Site) -> list[Member]:
    names = usual_spellings(name for one in site.organisations for name in _categories(one))
    ids = {one.organisation.title.casefold(): str(organisation_id(one.id)) for one in site.organisations}
    found = []
    for one in site.organisations:
        parent = ids.get(one.organisation.parent.casefold(), "")
        own = dict.fromkeys(slugify(name) for name in _categories(one))
        own_id = str(organisation_id(one.id))
        alerting = one.organisation.alerts_on(site.today, site.config.zone)
        terms = tuple((slug, names[slug]) for slug in own)
        found.append(member_of(one, "" if parent == own_id else parent, alerting, terms))
    return found


def _categories(placed: PlacedOrganisation) -> Iterator[str]:
    yield from placed.organisation.category
    for service in placed.organisation.services:
        yield from service.category


def api_details() -> str:
    """`/`: which standard this is. The validator goes by it."""
    return _told({"version": VERSION, "profile": PROFILE, "openapi_url": OPENAPI})


def service_list(register: Register, members: tuple[Member, ...]) -> str:
    """`/services`: each with what it has one of."""
    return _page([data.service(register, one, offer, whole=False) for one in members for offer in offers_of(one.one)])


def one_service(register: Register, listed: Member, key: str) -> str:
    """`/services/{id}`: all that is known of it."""
    return _told(data.service(register, listed, data.offer_of(listed.one, key), whole=True))


def organization_list(register: Register, members: tuple[Member, ...]) -> str:
    """`/organizations`."""
    return _page([data.organisation(register, one, whole=False) for one in members])


def one_organization(register: Register, listed: Member) -> str:
    """`/organizations/{id}`."""
    record = data.organisation(register, listed, whole=True)
    return _told(kept({**record, "phones": data.phones(listed)}))


def location_list(register: Register, members: tuple[Member, ...]) -> str:
    """`/service_at_locations`: which service is where."""
    return _page(
        [
            {
                **data.at_location(one, offer, spot, whole=False),
                "service": data.service(register, one, offer, whole=False),
            }
            for one in members
            for offer in offers_of(one.one)
            for spot in offer.spots
        ]
    )


def one_location(register: Register, listed: Member, key: str, where: str) -> str:
    """`/service_at_locations/{id}`."""
    offer = data.offer_of(listed.one, key)
    spot = next(spot for spot in offer.spots if spot.key == where)
    service = data.service(register, listed, offer, whole=False)
    return _told({**data.at_location(listed, offer, spot), "service": service})


def taxonomy_list(register: Register, there: bool) -> str:
    """`/taxonomies`: one, if anybody has a category."""
    return _page([data.taxonomy(register)] if there else [])


def one_taxonomy(register: Register) -> str:
    """`/taxonomies/{id}`."""
    return _told(data.taxonomy(register))


def term_list(register: Register, terms: Terms) -> str:
    """`/taxonomy_terms`."""
    return _page([data.term(register, slug, name) for slug, name in terms])


def one_term(register: Register, slug: str, name: str) -> str:
    """`/taxonomy_terms/{id}`."""
    return _told(data.term(register, slug, name))


def _page(contents: list[Record]) -> str:
    """A list, whole on its one page."""
    return _told(
        {
            "total_items": len(contents),
            "total_pages": 1,
            "page_number": 1,
            "size": len(contents),
            "first_page": True,
            "last_page": True,
            "empty": not contents,
            "contents": contents,
        }
    )


def _told(value: dict[str, Any]) -> str:
    return inert(value) + "\n"
