"""A British postal address in the parts that Open Referral UK requires: all of them, or none.

A part that nobody wrote is left unsaid, unless it follows from another with certainty: the nation from the postcode
area (where all of the area lies in one nation: those that cross a border are not listed) when there is no county.
"""

from __future__ import annotations

import re

from hyperlocal import identifiers
from hyperlocal.content.profile import Place
from hyperlocal.identifiers import Nation

_AREAS = {
    Nation.SCOTLAND: "AB DD EH FK G HS IV KA KW KY ML PA PH ZE",
    Nation.WALES: "CF SA",
    Nation.NORTHERN_IRELAND: "BT",
    Nation.ENGLAND: "AL B BA BB BD BH BL BN BR BS CB CM CO CR CT CV CW DA DE DH DL DN DT DY E EC EN EX FY GU HA HD HG "
    "HP HU HX IG IP KT L LA LE LN LS LU M ME MK N NG NN NR NW OL OX PE PL PO PR RG RH RM S SE SG SK SL SM SN SO SP SR "
    "SS ST SW TA TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO",
}
_NATIONS = {area: nation for nation, areas in _AREAS.items() for area in areas.split()}
_ISLANDS = ("JE", "GY", "IM")
"""Crown dependencies, which have postcodes and are not in the United Kingdom."""


def physical(place: Place, nation: str) -> dict[str, str] | None:
    """Where a place is. `nation` is what its organisation wrote. None while one of the seven parts is not known."""
    street = [part for part in re.split(r"[,\n]", place.address) if part.strip()]
    code = place.postcode
    if street and not code and identifiers.postcode(street[-1]):
        code = street.pop()
    return _whole(street, place.town, place.county, code, nation, "physical")


def postal(written: str, nation: str) -> dict[str, str] | None:
    """An address to write to: lines that end with the town and the postcode, each on its own (or the two on one)."""
    lines = [line.strip(" ,") for line in written.split("\n") if line.strip(" ,")]
    if len(lines) == 1:
        lines = [part.strip() for part in lines[0].split(",") if part.strip()]
    if lines and (both := re.fullmatch(r"(?P<town>[^\d]+?),?\s+(?P<code>[A-Za-z]{1,2}\d\S*\s+\d\S\S)", lines[-1])):
        lines[-1:] = [both["town"], both["code"]]
    if len(lines) < 3:
        return None
    return _whole(lines[:-2], lines[-2], "", lines[-1], nation, "postal")


def nation_of_postcode(code: str) -> Nation | None:
    """The nation in which all of a postcode's area lies."""
    found = re.match(r"[A-Z]{1,2}", code)
    return _NATIONS.get(found[0]) if found else None


def _whole(street: list[str], town: str, county: str, code: str, nation: str, kind: str) -> dict[str, str] | None:
    found = identifiers.postcode(code) or ""
    place = nation_of_postcode(found) or identifiers.nation_of(nation)
    parts = {
        "address_1": ", ".join(part.strip() for part in street),
        "city": town.strip(),
        "state_province": county.strip() or (place.value if place else ""),
        "postal_code": found if " " in found else "",
        "country": "" if found[:2] in _ISLANDS else "GB",
        "address_type": kind,
    }
    return parts if all(parts.values()) else None
