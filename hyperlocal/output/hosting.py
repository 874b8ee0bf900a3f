"""The small files that hosts and search engines look for."""

from __future__ import annotations

import html as entities
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote

from hyperlocal.config import Config
from hyperlocal.content.photo import Photo
from hyperlocal.output import PageFile, TextFile
from hyperlocal.output.icons import letters_on
from hyperlocal.palette import Colour
from hyperlocal.site.addresses import Redirect
from hyperlocal.slugs import initials


def small_files(
    config: Config,
    pages: Iterable[PageFile],
    redirects: Iterable[Redirect],
    accent: Colour,
    *,
    logo: Photo | None = None,
    rewrites: Sequence[str] = (),
    headers: str = "",
) -> Iterator[TextFile]:
    """All of them that this site needs. `rewrites` are further lines of `_redirects`, after those of old addresses.
    With a `logo` the initials are not needed."""
    yield TextFile(path=".nojekyll", text="")
    if logo is None:
        yield TextFile(path="favicon.svg", text=favicon(config.title, accent))
    yield TextFile(path="robots.txt", text=robots(config))
    if config.base_url:
        yield TextFile(path="sitemap.xml", text=sitemap(config, pages))
    if config.domain:
        yield TextFile(path="CNAME", text=f"{config.domain}\n")
    if headers:
        yield TextFile(path="_headers", text=headers)
    lines = [f"/{quote(r.old.removesuffix('index.html'))} {quote(r.address)} 301" for r in redirects]
    lines += rewrites
    if lines:
        yield TextFile(path="_redirects", text="\n".join(lines) + "\n")


def robots(config: Config) -> str:
    """Everyone may read everything (RFC 9309); the sitemap is named when there is one."""
    lines = ["User-agent: *", "Allow: /"]
    if config.base_url:
        lines += ["", f"Sitemap: {config.base_url}sitemap.xml"]
    return "\n".join(lines) + "\n"


def sitemap(config: Config, pages: Iterable[PageFile]) -> str:
    """https://www.sitemaps.org/protocol.html, with the day of a text's last change where it is known."""
    rows = []
    for page in sorted(pages, key=lambda page: page.address):
        if page.listed:
            place = entities.escape(f"{config.base_url}{quote(page.address.lstrip('/'))}")
            changed = f"<lastmod>{page.changed}</lastmod>" if page.changed else ""
            rows.append(f"<url><loc>{place}</loc>{changed}</url>")
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(rows)
        + "\n</urlset>\n"
    )


def favicon(title: str, accent: Colour) -> str:
    """The site's initials on its colour."""
    letters = initials(title)
    text = letters_on(accent)
    size = 38 if len(letters) < 2 else 30
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">'
        f'<rect width="64" height="64" rx="14" fill="{accent.hex}"/>'
        f'<text x="32" y="33" fill="{text.hex}" font-family="Georgia, serif" font-size="{size}" font-weight="700" '
        f'text-anchor="middle" dominant-baseline="central">{entities.escape(letters)}</text></svg>\n'
    )
