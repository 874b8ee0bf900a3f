"""The numbers by which the United Kingdom knows people, places and bodies: their form, their names, their registers.

Only the form is checked: whether a number was ever given out, only its register can tell. A number that has not the
form is shown as it was typed, and told.

Charities: the Charity Commission for England and Wales (six or seven digits), OSCR (SC and six digits), the Charity
Commission for Northern Ireland (six digits from 100000, often written with NIC). Companies and CICs: eight characters
(Companies House). Postcodes: BS 7666. UPRN: up to twelve digits (GeoPlace). Codes of registers: org-id.guide.
"""

from __future__ import annotations

import re
from enum import Enum

from hyperlocal.values import dataclass


class Nation(Enum):
    """A part of the United Kingdom, by the name that the law wants."""

    ENGLAND = "England"
    WALES = "Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number that has the form it needs. `label` is what people call it, `number` as its register writes it;
    `register` is the address of its entry there, "" when there is none; `scheme` the code of org-id.guide."""

    label: str
    number: str
    scheme: str
    register: str = ""

    @property
    def whole(self) -> str:
        """As org-id.guide writes it: GB-CHC-1177548."""
        return f"{self.scheme}-{self.number.removeprefix('NIC')}"


_NATIONS = {
    "england": Nation.ENGLAND,
    "wales": Nation.WALES,
    "cymru": Nation.WALES,
    "scotland": Nation.SCOTLAND,
    "northernireland": Nation.NORTHERN_IRELAND,
    "ni": Nation.NORTHERN_IRELAND,
    "ulster": Nation.NORTHERN_IRELAND,
}

_COMPANY = re.compile(
    r"(?:\d{8}|(?:AC|CE|CS|FC|FE|GE|GN|GS|IC|IP|LP|NA|NC|NF|NI|NL|NO|NP|NR|NV|NZ|OC|OE|PC|R0|RC|RS|SA|SC|SE|SF|SG|SI|"
    r"SL|SO|SP|SR|SZ|ZC)\d{6}|R\d{7}|(?:IP|SP|RS|NO)\d{5}[A-Z])"
)
_POSTCODE = re.compile(
    r"(?P<outward>[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y]))"
    r"(?P<inward>\d[ABD-HJLNP-UW-Z]{2})?"
)
_ODD_POSTCODE = re.compile(r"(?P<outward>GIR|BFPO|BF1)(?P<inward>0AA|\d{1,4}|\d[ABD-HJLNP-UW-Z]{2})")
_CHARITY_WORDS = re.compile(r"(?i)^(?:registered\s+)?(?:charity|elusen)(?:\s+(?:number|no\.?|rhif))?\s*:?\s*")


def nation_of(typed: str) -> Nation | None:
    """The nation that somebody named; None when it is none."""
    plain = re.sub(r"[^a-z]", "", typed.casefold())
    return _NATIONS.get("england" if plain == "englandandwales" else plain)


def charity(typed: str, nation: Nation | None = None) -> Identifier | None:
    """A charity number, with its register. Six digits from 100000 are Northern Ireland's only if `nation` says so,
    or if they are written with NIC: England and Wales have such numbers too."""
    plain = re.sub(r"[\s.]", "", _CHARITY_WORDS.sub("", typed.strip())).upper()
    if re.fullmatch(r"SC\d{6}", plain):
        return Identifier(
            label="Charity registered in Scotland",
            number=plain,
            scheme="GB-SC",
            register=f"https://www.oscr.org.uk/about-charities/search-the-register/charity-details?number={plain}",
        )
    northern = re.fullmatch(r"(?:NIC|NI)?([1-9]\d{5})", plain)
    if northern and (plain.startswith("N") or nation is Nation.NORTHERN_IRELAND):
        return Identifier(
            label="Charity registered in Northern Ireland",
            number=f"NIC{northern[1]}",
            scheme="GB-NIC",
            register=f"https://www.charitycommissionni.org.uk/charity-details/?regId={northern[1]}",
        )
    if nation is Nation.NORTHERN_IRELAND or not (found := re.fullmatch(r"(\d{6,7})(?:-\d{1,3})?", plain)):
        return None
    return Identifier(
        label="Charity registered in England and Wales",
        number=plain,
        scheme="GB-CHC",
        register=f"https://register-of-charities.charitycommission.gov.uk/charity-details/?regid={found[1]}&subid=0",
    )


def company(typed: str) -> Identifier | None:
    """The number of a company, a community interest company or a registered society."""
    plain = re.sub(r"\s", "", typed).upper()
    if not _COMPANY.fullmatch(plain):
        return None
    return Identifier(
        label=f"Company registered in {company_nation(plain)}",
        number=plain,
        scheme="GB-COH",
        register=f"https://find-and-update.company-information.service.gov.uk/company/{plain}",
    )


def company_nation(number: str) -> str:
    """The part of the United Kingdom in which a company is registered, which its website must say: its number tells."""
    if number[:2] in ("SC", "SO", "SL", "SF", "SI", "SP", "SR", "SA", "SG", "SZ", "CS"):
        return Nation.SCOTLAND.value
    if number[:2] in ("NI", "NC", "NL", "NF", "NA", "NP", "NO", "NR", "NV", "NZ", "GN") or re.match(r"R\d", number):
        return Nation.NORTHERN_IRELAND.value
    return "England and Wales"


def postcode(typed: str) -> str | None:
    """A postcode in capitals with one space; its first half alone may stand for an area. None for anything else."""
    plain = re.sub(r"[\s.-]", "", typed).upper()
    found = _ODD_POSTCODE.fullmatch(plain) or _POSTCODE.fullmatch(plain)
    if found is None:
        return None
    return f"{found['outward']} {found['inward']}" if found["inward"] else found["outward"]


def uprn(typed: str) -> str | None:
    """A unique property reference number: up to twelve digits, which stay as they are."""
    plain = re.sub(r"\s", "", typed)
    return plain if re.fullmatch(r"\d{1,12}", plain) else None


def extension(typed: str) -> tuple[str, str]:
    """A number and the figures of its extension, or "": “0121 496 0000 ext. 12”."""
    found = re.search(r"(?i)(?<![a-z])(?:ext(?:ension|n)?|x)[\s.:]*(?=\d)", typed)
    if found is None:
        return typed, ""
    figures = re.match(r"\d+", typed[found.end() :])
    return typed[: found.start()].rstrip(), figures[0] if figures else ""


def telephone(typed: str) -> str | None:
    """A British number as it is dialled from anywhere: 0121 496 0000 -> +441214960000. None when it cannot be one."""
    plain = re.sub(r"[\s().–-]", "", typed.replace("(0)", ""))
    plain = re.sub(r"^(?:\+|00)44", "0", plain)
    if re.fullmatch(r"0[1-37-9]\d{8,9}|05[56]\d{8}", plain):
        return f"+44{plain[1:]}"
    return plain if re.fullmatch(r"\+[1-9]\d{6,14}", plain) else None


def is_mobile(typed: str) -> bool:
    """Whether a number is a British mobile, which mostly is one person's own (Ofcom's 07, less pagers and Jersey's)."""
    found = telephone(typed)
    return found is not None and bool(re.match(r"\+447[1-57-9]", found))


def other(typed: str) -> Identifier | None:
    """`GB-LAE-BIR` or `scheme: number`, as org-id.guide writes the codes of registers."""
    found = re.fullmatch(r"([A-Z]{2,3}-[A-Z0-9]+)(?:-|\s*:\s*)(\S+)", typed.strip())
    return Identifier(label=found[1], number=found[2], scheme=found[1]) if found else None
