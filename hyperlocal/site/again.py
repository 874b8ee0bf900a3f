"""Joining again, for a preview that asks after each save: texts that nothing happened to keep the place they had."""

from __future__ import annotations

from hyperlocal.content.source import Written
from hyperlocal.problems import Problem
from hyperlocal.site.placed import Placed
from hyperlocal.site.target import Leads
from hyperlocal.site.wording import Wordless
from hyperlocal.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """What was found of one text: its place, what is wrong with its links, and its photos without words."""

    text: Written
    placed: Placed
    problems: tuple[Problem, ...]
    wordless: tuple[Wordless, ...]

    @property
    def looks_at_headings(self) -> bool:
        """Whether headings had a say in it: some link leads to one, or there is none where it should lead."""
        inside = (target.address for target in self.placed.targets if target.leads is Leads.PAGE)
        return bool(self.problems) or any("#" in address for address in inside)


class Joined:
    """What `connect` found the last time. It gives the same with this and without: a text has the place that it had
    when it is the very same value, under the same address and id, and nothing else that places depend on has changed.
    `kept` counts those.
    """

    def __init__(self) -> None:
        self._around: tuple[object, ...] = ()
        self._headings: object = None
        self._same_headings = False
        self._before: dict[str, Joining] = {}
        self._now: dict[str, Joining] = {}
        self.kept = 0

    def begin(self, around: tuple[object, ...], headings: object) -> None:
        """`around` is all that places depend on beside the text itself, and beside the `headings` of pages: of those
        one more or less is frequent, and of no concern to most texts."""
        self._before = self._now if self._around == around else {}
        self._same_headings = self._headings == headings
        self._around, self._headings, self._now, self.kept = around, headings, {}, 0

    def known(self, text: Written, address: str, own_id: str) -> Joining | None:
        """What was found of this text, if that still holds."""
        found = self._before.get(text.source.path)
        if found is None or found.text is not text:
            return None
        if (found.placed.address, found.placed.id) != (address, own_id):
            return None
        if not self._same_headings and found.looks_at_headings:
            return None
        self.kept += 1
        return self.keep(found)

    def keep(self, found: Joining) -> Joining:
        """This is what was found now."""
        self._now[found.text.source.path] = found
        return found
