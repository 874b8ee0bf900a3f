"""The opening hours of an organisation, of its places and of its services; and the lines that were not understood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hyperlocal.content.organisation import Organisation
from hyperlocal.hours import Hours, read_hours
from hyperlocal.problems import Problem, warning


def with_hours(one: Organisation) -> tuple[Organisation, tuple[Problem, ...]]:
    """The same with its hours, and what there is to say of lines that were not understood."""
    typed = "\n".join(filter(None, (one.opening_hours, *_closures(one))))
    hours = read_hours(typed)
    places = tuple(replace(place, hours=read_hours(place.opening_hours)) for place in one.places)
    services = tuple(replace(service, hours=read_hours(service.opening_hours)) for service in one.services)
    problems = [
        *_told(one, "opening_hours", one.opening_hours, hours),
        *(problem for place in places for problem in _told(one, "places", "", place.hours)),
        *(problem for service in services for problem in _told(one, "services", "", service.hours)),
    ]
    return replace(one, hours=hours, places=places, services=services), tuple(problems)


def _closures(one: Organisation) -> Iterator[str]:
    """What stands under `closures` is closed, whether or not it says so again."""
    for line in one.closures.split("\n"):
        if line:
            yield line if line.casefold().startswith(("closed", "shut")) else f"closed {line}"


def _told(one: Organisation, field: str, typed: str, hours: Hours) -> Iterator[Problem]:
    own = typed.count("\n") + 1 if typed else 0
    for unread in hours.unread:
        at = one.source.line_of(field)
        if field == "opening_hours" and unread.line >= own:
            at = one.source.line_of("closures")
        elif own > 1:
            at += unread.line + 1  # below the name of the field, a line for each
        yield warning("bad-hours", one.source.path, at, f"“{unread.text[:80]}”: {unread.message}", unread.suggestion)
