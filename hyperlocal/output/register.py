"""Who is meant in open data: the site and its organisations, with the ids that records of them have for good.

Ids are UUIDs of version 5 (RFC 9562) made from the organisation's own id on the site, which does not know of domains,
and a key; so they survive a rebuild, a change of domain, and additions.
"""

from __future__ import annotations

import re
import uuid
from hashlib import sha1
from typing import Any
from urllib.parse import quote, urlsplit

from hyperlocal.content.organisation import Organisation
from hyperlocal.output.address import Linker
from hyperlocal.output.drawing import digest_of
from hyperlocal.site import PlacedOrganisation
from hyperlocal.values import dataclass

Record = dict[str, Any]
_IN_ADDRESSES = "/?#:@!$&'()*+,;=-._~%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What records may say of the site: `id` is the site's; `base` its web address or ""."""

    id: uuid.UUID
    title: str
    base: str
    zone: str

    @property
    def digest(self) -> str:
        """All of it."""
        return digest_of(str(self.id), self.title, self.base, self.zone)

    @property
    def taxonomy_id(self) -> str:
        """The id of the site's categories."""
        return named(self.id, "open-referral:categories")

    def term_id(self, slug: str) -> str:
        """The id of one category."""
        return named(self.id, f"open-referral:category:{slug}")

    def there(self, address: str) -> str | None:
        """A page's or file's whole web address, if the site's is known."""
        return Linker(at="/", base=self.base).absolutely(address)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An organisation as records show it (see `member_of`). `parent` is the id of the one that it is part of, or "";
    `alerting` says whether its notices still stand; `terms` are its categories and its services': slug and name;
    `digest` stands for all of it."""

    placed: PlacedOrganisation
    id: uuid.UUID
    parent: str
    alerting: bool
    terms: tuple[tuple[str, str], ...]
    digest: str

    @property
    def one(self) -> Organisation:
        return self.placed.organisation

    def own_id(self, kind: str, key: str) -> str:
        """The id of something that belongs to this organisation."""
        return named(self.id, f"{kind}:{key}")


def named(space: uuid.UUID, name: str) -> str:
    """`str(uuid.uuid5(space, name))` in a third of the time: a county's directory has a million of them."""
    digest = bytearray(sha1(space.bytes + name.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50
    digest[8] = digest[8] & 0x3F | 0x80
    text = digest.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def member_of(placed: PlacedOrganisation, parent: str, alerting: bool, terms: tuple[tuple[str, str], ...]) -> Member:
    """What records may say of one organisation."""
    return Member(
        placed=placed,
        id=organisation_id(placed.id),
        parent=parent,
        alerting=alerting,
        terms=terms,
        digest=digest_of(placed, parent, alerting, terms),
    )


def organisation_id(placed: str) -> uuid.UUID:
    """A text's id on the site as a UUID of version 5: itself if it is one, else made from it."""
    try:
        found = uuid.UUID(placed.removeprefix("urn:uuid:"))
    except ValueError:
        found = None
    return found if found is not None and found.version == 5 else uuid.uuid5(uuid.NAMESPACE_URL, placed)


def uri(typed: str) -> str:
    """A whole web address in ASCII (RFC 3986); "" for one that cannot be written so."""
    try:
        parts = urlsplit(typed.strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[A-Za-z0-9.-]+", host):
        return ""
    rest = typed.strip().partition("://")[2]
    rest = rest[len(re.split(r"[/?#]", rest, maxsplit=1)[0]) :]
    return f"{parts.scheme}://{host}{port}{quote(re.sub('%(?![0-9A-Fa-f]{2})', '%25', rest), safe=_IN_ADDRESSES)}"
