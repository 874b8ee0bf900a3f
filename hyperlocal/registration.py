"""What the law wants a body to say of itself on its website, for the site's own people and for each organisation.

Scotland: a charity's home page has its registered name, any other name it is known by, its number, and that it is a
charity (Charities References in Documents (Scotland) Regulations 2007, as amended from 1 May 2012). Companies and CICs:
registered name, number, part of the United Kingdom, registered office (The Company, Limited Liability Partnership and
Business (Names and Trading Disclosures) Regulations 2015, 25). England and Wales: good practice
(Charities Act 2011, 194).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from hyperlocal.identifiers import Identifier, charity, company, company_nation, nation_of
from hyperlocal.problems import Problem, warning
from hyperlocal.values import dataclass


class Registered(Protocol):
    """Whoever may be in a register: the site (`site.yml`) or an organisation."""

    @property
    def title(self) -> str: ...
    @property
    def registered_name(self) -> str: ...
    @property
    def registered_office(self) -> str: ...
    @property
    def legal_form(self) -> str: ...
    @property
    def nation(self) -> str: ...
    @property
    def charity_number(self) -> str: ...
    @property
    def company_number(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence. `number` is the part of it that leads to `register`; both are "" when there is no register."""

    words: str
    number: str = ""
    register: str = ""


def charity_of(one: Registered) -> Identifier | None:
    """Its charity number, if that has the form of one."""
    return charity(one.charity_number, nation_of(one.nation)) if one.charity_number else None


def company_of(one: Registered) -> Identifier | None:
    """Its company number, if that has the form of one."""
    return company(one.company_number) if one.company_number else None


def statements(one: Registered) -> tuple[Statement, ...]:
    """What is to be shown, in whole sentences. A number that has not the form of one is shown as it was typed."""
    found: list[Statement] = []
    whose, known_as = one.registered_name or one.title, ""
    if one.registered_name and one.registered_name.casefold() != one.title.casefold():
        known_as = f", known as {one.title},"
    if one.charity_number:
        number = charity_of(one)
        what = number.label[:1].lower() + number.label[1:] if number else "registered charity"
        shown = number.number if number else one.charity_number
        found.append(
            Statement(
                words=f"{whose}{known_as} is a {what}, number",
                number=shown,
                register=number.register if number else "",
            )
        )
    if one.company_number:
        found.append(_company(one, whose, known_as))
    return tuple(found)


def _company(one: Registered, whose: str, known_as: str) -> Statement:
    number = company_of(one)
    what = "community interest company" if is_cic(one) else "company"
    where = f" registered in {company_nation(number.number)}" if number else ""
    shown = number.number if number else one.company_number
    office = f" Registered office: {', '.join(one.registered_office.split(chr(10)))}." if one.registered_office else ""
    return Statement(
        words=f"{whose}{known_as} is a {what}{where}.{office} Company number",
        number=shown,
        register=number.register if number else "",
    )


def is_cic(one: Registered) -> bool:
    """Whether it says that it is a community interest company, in its form or its name."""
    told = f"{one.legal_form} {one.registered_name} {one.title}"
    return bool(re.search(r"(?i)\bcommunity interest compan|\bc\.?i\.?c\b", told))


def faults(one: Registered, path: str, lines: dict[str, int]) -> Iterator[Problem]:
    """What is missing, or has not the form it needs. `lines` has the line of each detail that was given."""
    if one.nation and nation_of(one.nation) is None:
        yield warning(
            "bad-nation",
            path,
            lines.get("nation"),
            f"“{one.nation[:80]}” is no nation of the United Kingdom, so the register is told by the number alone.",
            "Write one of these:  nation: England   Wales   Scotland   Northern Ireland",
        )
    if one.charity_number and charity_of(one) is None:
        yield warning(
            "bad-charity-number",
            path,
            lines.get("charity_number"),
            f"“{one.charity_number[:80]}” has not the form of a charity number. It is shown as typed, without a link.",
            "England and Wales: six or seven figures. Scotland: SC and six figures. Northern Ireland: NIC and six.",
        )
    if one.company_number and company_of(one) is None:
        yield warning(
            "bad-company-number",
            path,
            lines.get("company_number"),
            f"“{one.company_number[:80]}” has not the form of a company number. It is shown as typed, without a link.",
            "Company numbers have eight figures or letters, noughts in front included:  company_number: 01234567",
        )
    yield from _missing(one, path, lines)


def _missing(one: Registered, path: str, lines: dict[str, int]) -> Iterator[Problem]:
    if one.company_number and not one.registered_office:
        yield warning(
            "no-registered-office",
            path,
            lines.get("company_number"),
            "A company's website has to show where its registered office is, and this does not say it.",
            "Add a line:  registered_office: 1 High Street, Anytown B30 2AA",
        )
    if is_cic(one) and not one.company_number:
        yield warning(
            "no-company-number",
            path,
            lines.get("legal_form"),
            "A community interest company has to show its number, and this does not have it.",
            "Add a line:  company_number: 01234567",
        )
