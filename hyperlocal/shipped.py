"""Where the data that comes with hyperlocal lies: `themes/` and `starter_site/`."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shipped(name: str) -> Path:
    """The folder `name`: inside the package in a wheel, beside it in a checkout or an editable install."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
