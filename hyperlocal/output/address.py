"""A site address -> the form that the output which shows it needs: relative, absolute, or from the root.

Pages use relative links, so that one output works at a domain's root, under `/repo/` and (portable) from a USB stick.
"""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from hyperlocal.values import dataclass

# Without `;`: older readers take what follows it for a parameter (RFC 1808, 2.4).
_SAFE = "/:@!$&'()*+,=-._~"
_PLAIN = re.compile(r"[A-Za-z0-9/._~-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linker:
    """Writes links for one output. `at` is the address of that output; `base` the site's web address or "".

    `absolute` gives whole web addresses (when `base` is known), `rooted` paths from the host's root (for 404.html,
    which is served at any depth), `portable` names each index.html (no server is there to add it).
    `avif` says that photos are there in that format too.
    """

    at: str
    base: str = ""
    absolute: bool = False
    rooted: bool = False
    portable: bool = False
    avif: bool = False

    def to(self, address: str) -> str:
        """The link to a page of the site, perhaps to a place on it: `/news/2026/fair/#prices`."""
        path, _, fragment = address.partition("#")
        ending = f"#{quote(fragment, safe=_SAFE + '?')}" if fragment else ""
        return ending if ending and path == self.at and not self.absolute else self.file(path) + ending

    def file(self, path: str) -> str:
        """The link to a page or file; a file's name may hold a `#`."""
        if self.absolute and self.base:
            return f"{self.base}{quoted_path(path.lstrip('/'))}"
        if path.endswith("/") and self.portable:
            path += "index.html"
        if self.rooted:
            return f"{urlsplit(self.base).path or '/'}{quoted_path(path.lstrip('/'))}"
        return _relative(path, self.at)

    def absolutely(self, path: str) -> str | None:
        """The whole web address of a page or file, or None while the site does not know where it will be."""
        return Linker(at=self.at, base=self.base, absolute=True).file(path) if self.base else None


def _relative(path: str, at: str) -> str:
    """The path from one address to another. Both start from the root and hold neither `.` nor `..` (RFC 3986, 5.2)."""
    there, here = path.split("/"), at.split("/")
    common, most = 1, min(len(there), len(here)) - 1
    while common < most and there[common] == here[common]:
        common += 1
    relative = "../" * (len(here) - 1 - common) + "/".join(there[common:]) or "./"
    quoted = quoted_path(relative)
    # `a:b` at the start would be read as a scheme.
    return f"./{quoted}" if ":" in quoted.split("/", 1)[0] else quoted


def quoted_path(path: str) -> str:
    """A path as it may stand in a link (RFC 3986, 3.3). Nearly all of ours may as they are."""
    return path if _PLAIN.fullmatch(path) else quote(path, safe=_SAFE)


def file_of(address: str) -> str:
    """The output file that answers at an address: `/news/` -> `news/index.html`."""
    path = address.lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path
