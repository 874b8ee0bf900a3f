"""A site's organisations -> files for other programs. A further form is one module here and one line in `FORMS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from hyperlocal.exporters.spreadsheet import spreadsheet
from hyperlocal.exporters.told import Told, told
from hyperlocal.exporters.vcard import vcards

FORMS: Mapping[str, Callable[[Sequence[Told]], bytes]] = {"csv": spreadsheet, "vcard": vcards}
"""Each form that `export` offers."""

__all__ = ["FORMS", "Told", "told"]
