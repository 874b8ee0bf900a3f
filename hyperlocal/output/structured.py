"""JSON-LD: what machines may know of a page, in the words of schema.org (release 30).

Only types and properties that exist there, on classes that allow them; whole web addresses only, so what needs one
is left out while the site does not know where it will be. The text cannot break out of its script element.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from hyperlocal.config import Config
from hyperlocal.output.address import Linker
from hyperlocal.output.photoset import largest
from hyperlocal.output.views import Link
from hyperlocal.site import PlacedPost
from hyperlocal.values import dataclass

_TYPES = {
    "charity": "NGO",
    "food bank": "NGO",
    "social enterprise": "Organization",
    "sports club": "SportsClub",
    "council": "GovernmentOrganization",
    "parish council": "GovernmentOrganization",
    "business": "LocalBusiness",
    "shop": "LocalBusiness",
    "school": "School",
    "news": "NewsMediaOrganization",
}
"""A kind as typed -> a class of schema.org; anything else is an Organization. (There is no CommunityCenter there.)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose post it is: an organisation's name, address and kind (as it was typed)."""

    name: str
    address: str
    kind: str

    @property
    def digest(self) -> str:
        """All of it."""
        return f"{self.name}\0{self.address}\0{self.kind}"


def inert(value: object) -> str:
    """JSON that means the same and holds no `<`, `>` or `&`, so that it is harmless wherever HTML is expected."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def graph(nodes: Sequence[dict[str, Any]]) -> Markup | None:
    """One JSON text for a page's nodes, or None when there is nothing to say."""
    kept = [node for node in nodes if node]
    if not kept:
        return None
    return Markup(inert({"@context": "https://schema.org", "@graph": kept}))


def website(config: Config, link: Linker) -> dict[str, Any]:
    """The site itself, for its front page."""
    home = link.absolutely("/")
    return kept(
        {
            "@type": "WebSite",
            "@id": home and f"{home}#website",
            "name": config.title,
            "url": home,
            "description": config.tagline,
            "inLanguage": config.language,
        }
    )


def breadcrumbs(crumbs: Sequence[Link], addresses: Sequence[str], link: Linker) -> dict[str, Any]:
    """The way to a page. Empty while the web address is not known: every step needs one."""
    if not link.base or len(crumbs) < 2:
        return {}
    steps = [
        {"@type": "ListItem", "position": place, "name": crumb.label, "item": link.absolutely(address)}
        for place, (crumb, address) in enumerate(zip(crumbs, addresses, strict=True), 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def posting(placed: PlacedPost, config: Config, owner: Owner | None, summary: str, link: Linker) -> dict[str, Any]:
    """A post."""
    post = placed.post
    there = link.absolutely(placed.address)
    author: dict[str, Any] = {"@type": "Organization", "name": config.title}
    if owner is not None:
        author = {
            "@type": type_of(owner.kind),
            "name": owner.name,
            "url": link.absolutely(owner.address),
        }
    elif post.author:
        author = {"@type": "Person", "name": post.author}
    image = link.absolutely(largest(placed.image.photo, placed.image.address)) if placed.image else None
    return kept(
        {
            "@type": "BlogPosting",
            "@id": there and f"{there}#post",
            "headline": post.title,
            "description": summary,
            "datePublished": placed.at.isoformat() if post.date.time else placed.day.isoformat(),
            "dateModified": placed.updated and placed.updated.isoformat(),
            "inLanguage": post.lang or config.language,
            "author": kept(author),
            "publisher": {"@type": "Organization", "name": config.title},
            "keywords": ", ".join(post.tags),
            "image": image,
            "url": there,
            "mainEntityOfPage": there,
        }
    )


def type_of(kind: str) -> str:
    """The class of schema.org for an organisation's kind."""
    return _TYPES.get(kind.casefold().strip(), "Organization")


def kept(node: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
