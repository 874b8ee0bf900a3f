"""“Did you mean”: the file or heading that a dead link was probably meant for, found fast however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from hyperlocal.content.photo import PHOTO_ENDINGS
from hyperlocal.problems import Names


class Nearby:
    """What can be meant: `files` maps names of files to their paths, `anchors` addresses to the ids on them."""

    def __init__(self, files: Mapping[str, str], anchors: Mapping[str, Iterable[str]]) -> None:
        self._files = files
        self._anchors = anchors
        self._alike: dict[bool, _Alike] = {}
        self._ids: dict[str, Names] = {}
        self._organisations: Names | None = None

    def file(self, name: str, *, picture: bool) -> str | None:
        """The path of a file of that name in another folder, or of nearly that name; None when there is none."""
        if picture not in self._alike:
            names = [one for one in self._files if not picture or PurePosixPath(one).suffix.casefold() in PHOTO_ENDINGS]
            self._alike[picture] = _Alike(names)
        found = self._alike[picture].to(name)
        return None if found is None else self._files[found]

    def anchor(self, fragment: str, address: str) -> str | None:
        """The heading on a page that is nearly called that."""
        if address not in self._ids:
            self._ids[address] = Names(sorted(self._anchors.get(address, ())))
        return self._ids[address].nearest(fragment)

    def organisation(self, wanted: str, organisations: Iterable[str]) -> str | None:
        """The organisation that is nearly called that; they are always the same ones."""
        self._organisations = self._organisations or Names(sorted(organisations))
        return self._organisations.nearest(wanted)


class _Alike:
    """Names of files: the same name, with or without its ending, else one with a slip."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = Names(names)
        self._same: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._known = names
        for place, name in enumerate(names):
            self._same.setdefault(name, place)
            self._stems.setdefault(PurePosixPath(name).stem.casefold(), place)

    def to(self, name: str) -> str | None:
        places = [found[key] for found, key in ((self._same, name), (self._stems, name.casefold())) if key in found]
        return self._known[min(places)] if places else self._names.nearest(name)
