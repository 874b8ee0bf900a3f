"""A file to look into, for whoever remembers what was found there by the file's bytes."""

from __future__ import annotations

from pathlib import Path

from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileJob:
    """A photo, drawing or document to look into; `digest` names its bytes ("" when they could not be read)."""

    path: str
    file: Path
    digest: str

    @property
    def key(self) -> str:
        """What the result depends on."""
        return self.digest or f"unread {self.path}"

    @property
    def key_with_ending(self) -> str:
        """The same where the ending tells how the bytes are read."""
        return f"{self.key} {self.path.rpartition('.')[2].casefold()}"
