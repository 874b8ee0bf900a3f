"""What a result depends on besides its job: hyperlocal itself, Python and the libraries. Uses os and sys alone."""

from __future__ import annotations

import os
import sys

from hyperlocal import __version__

TYPE_CHECKING = False  # the one in `typing` costs more than all of this
if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = (
    "click", "feedgen", "holidays", "jinja2", "lxml", "markdown", "markupsafe", "nh3", "pi_heif", "pillow",
    "python_dateutil", "pyyaml", "tzdata",
)  # fmt: skip
"""The libraries that have a say in what is built."""

HERE = os.path.dirname(os.path.abspath(__file__))


def versions() -> list[str]:
    """Python, the system, ourselves, and each library as it is installed: `markdown-3.7.dist-info`. In milliseconds,
    for nothing is imported: importlib.metadata would take longer than a build with nothing to do."""
    found = {f"python-{sys.version}", f"system-{sys.platform}-{sys.byteorder}", f"hyperlocal-{__version__}"}
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            if name.endswith((".dist-info", ".egg-info")):
                package = name.partition("-")[0].casefold().replace(".", "_").replace("-", "_")
                if package in PACKAGES:
                    found.add(name)
    return sorted(found)


def sources() -> Iterator[str]:
    """Every file of hyperlocal's own code, by its full path."""
    for folder, folders, names in os.walk(HERE):
        folders[:] = sorted(name for name in folders if name not in ("__pycache__", "themes", "starter_site"))
        yield from (os.path.join(folder, name) for name in sorted(names) if name.endswith(".py"))


def recipe() -> str:
    """One name for all of it. Whoever changes a line of hyperlocal, or a library, starts with nothing remembered."""
    from hashlib import blake2b  # noqa: PLC0415 - not needed by a build with nothing to do

    digest = blake2b("\n".join(versions()).encode(), digest_size=16)
    for file in sources():
        with open(file, "rb") as opened:
            data = opened.read()
        digest.update(f"\n{os.path.relpath(file, HERE)} {len(data)}\n".encode("utf-8", "surrogateescape"))
        digest.update(data)
    return digest.hexdigest()
