"""What an exporter is given of an organisation."""

from __future__ import annotations

from hyperlocal.content.organisation import Organisation
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An organisation with what its site knows of it: `id` survives a change of name or domain; `page` is its whole web
    address, "" while the site has none; `slug` the last part of that; `text` what stands below the head of its file."""

    organisation: Organisation
    id: str
    page: str
    slug: str
    text: str
