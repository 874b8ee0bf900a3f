"""A page: words without a date, such as About us."""

from __future__ import annotations

from hyperlocal.content.source import Written
from hyperlocal.kinds import line, whole_number
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Written):
    """Words without a date. pages/home.md is the front page; news.md, organisations.md, tags.md and feeds.md are the
    words above those lists."""

    order: int | None = whole_number(
        "Order", "Its place in the menu: small numbers come first; without one it is 50.", synonyms=("weight",)
    )
    menu: str = line("Menu", "yes, no, footer (at the bottom of each page), or a shorter name for the menu.")
