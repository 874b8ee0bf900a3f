"""Kits: starters for kinds of groups, data only; and the answers that make one somebody's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hyperlocal.fields import colour, line, read, whole_number
from hyperlocal.frontmatter import Head, read_lines
from hyperlocal.problems import Stop, error, nearest
from hyperlocal.shipped import shipped

KIT_FILE = "kit.yml"
DEMO = "demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """A starter for one kind of group: data only. `name` is its folder's."""

    title: str = line("Title", "Its name in the list of kits.")
    summary: str = line("Summary", "Who it is for, in one line.")
    default_title: str = line("Default title", "The site's name when none is given.")
    colour: str | None = colour("Colour", "A colour that suits it.")
    order: int | None = whole_number("Order", "Its place in the list.")
    name: str = ""
    folder: Path = field(default_factory=Path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the attendee said. Anything may be empty."""

    title: str = line("Title", "What is your group called?", synonyms=("name",))
    place: str = line("Place", "Which village, town or area?")
    email: str = line("Email", "An email address that the group shares?")
    phone: str = line("Telephone", "A telephone number for the group?")
    base_url: str = line("Web address", "The web address, if you know it already?", synonyms=("url",))
    colour: str | None = colour("Colour", "A colour for the site?")
    kit: str = line("Kit", "What kind of group?")


def kits() -> tuple[Kit, ...]:
    """The kits that come with hyperlocal, in the order in which to offer them."""
    folders = [folder for folder in (shipped("starter_site") / "kits").iterdir() if (folder / KIT_FILE).is_file()]
    return tuple(sorted((_kit(folder) for folder in folders), key=lambda kit: (kit.order or 99, kit.name)))


def find_kit(name: str) -> Kit:
    """The kit of that name, or in that folder. Raises `Stop` with the nearest name."""
    known = kits()
    found = next((kit for kit in known if kit.name == name.casefold()), None)
    if found is not None:
        return found
    if (Path(name) / KIT_FILE).is_file():
        return _kit(Path(name))
    near = nearest(name, [kit.name for kit in known])
    listed = ", ".join(kit.name for kit in known)
    remedy = f"Did you mean  --kit {near}" if near else f"The kits are: {listed}."
    raise Stop(error("no-such-kit", "", None, f"There is no kit called “{name}”.", remedy))


def demo_kit() -> Kit:
    """The sample neighbourhood, which is made just like any other site."""
    return _kit(shipped("starter_site") / DEMO)


def read_answers(file: Path) -> Answers:
    """Answers from a file of `key: value` lines. Raises `Stop` with everything that is wrong with it."""
    if not file.is_file():
        raise Stop(
            error("no-answers", file.name, None, "There is no file of this name.", "Check the name after --answers.")
        )
    entries, told = read_lines(file.read_text(encoding="utf-8-sig").splitlines(), path=file.name)
    reading = read(Answers, Head(entries=entries, body="", body_line=1), file.name)
    faults = [*told, *reading.problems]
    faults += [
        error(
            "unknown-answer",
            file.name,
            entry.line,
            f"“{entry.key}” is not one of the questions.",
            "The questions are: title, place, email, phone, base_url, colour, kit.",
        )
        for entry in reading.unknown
    ]
    if faults:
        raise Stop(*faults)
    return Answers(**reading.values)


def _kit(folder: Path) -> Kit:
    file = folder / KIT_FILE
    if not file.is_file():
        return Kit(title=folder.name, name=folder.name, folder=folder)
    entries, _ = read_lines(file.read_text(encoding="utf-8").splitlines(), path=KIT_FILE)
    reading = read(Kit, Head(entries=entries, body="", body_line=1), KIT_FILE)
    return Kit(**reading.values, name=folder.name, folder=folder)
