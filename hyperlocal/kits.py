"""Kits: starters for kinds of groups, data only; and the answers that make one somebody's own."""

from __future__ import annotations

from pathlib import Path

from hyperlocal.encoding import decode, normalise
from hyperlocal.fields import Reading, declared, meant, read
from hyperlocal.frontmatter import Entry, read_settings
from hyperlocal.kinds import colour, email, line, web_address, whole_number
from hyperlocal.problems import Problem, Stop, error, nearest, warning
from hyperlocal.shipped import shipped
from hyperlocal.values import dataclass, field

KIT_FILE = "kit.yml"
DEMO = "demo"
_SITE = "site.yml"


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
    email: str = email("Email", "An email address that the group shares?")
    phone: str = line("Telephone", "A telephone number for the group?")
    base_url: str = web_address("Web address", "The web address, if you know it already?", synonyms=("url",))
    colour: str | None = colour("Colour", "A colour for the site?")
    kit: str = line("Kit", "What kind of group?")


def kits() -> tuple[Kit, ...]:
    """The kits that come with hyperlocal, in the order in which to offer them."""
    folders = [folder for folder in (shipped("starter_site") / "kits").iterdir() if (folder / KIT_FILE).is_file()]
    found = [_kit(folder) for folder in folders]
    return tuple(sorted(found, key=lambda kit: (kit.order is None, kit.order, kit.name)))


def find_kit(name: str) -> Kit:
    """The kit of that name, or in that folder. Raises `Stop` with the nearest name."""
    known = kits()
    typed = name.strip().casefold()
    found = next((kit for kit in known if kit.name == typed), None)
    if found is not None:
        return found
    if (Path(name) / KIT_FILE).is_file():
        return _outside(Path(name).resolve())
    near = nearest(typed, [kit.name for kit in known])
    listed = ", ".join(kit.name for kit in known)
    remedy = f"Did you mean  --kit {near}" if near else f"The kits are: {listed}; or write a folder with a {KIT_FILE}."
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
    reading, faults = _read(Answers, file, file.name)
    for entry in reading.unknown:
        message = f"“{entry.key}” is not one of the questions."
        faults.append(error("unknown-answer", file.name, entry.line, message, _instead(entry, Answers)))
    if faults:
        raise Stop(*faults)
    return Answers(**reading.values)


def _outside(folder: Path) -> Kit:
    if not (folder / _SITE).is_file():
        message = f"The kit “{folder.name}” has no {_SITE}, so no site can be made from it."
        remedy = f"Copy the {_SITE} of another kit into its folder."
        raise Stop(error("no-such-kit", f"{folder.name}/{_SITE}", None, message, remedy))
    return _kit(folder)


def _kit(folder: Path) -> Kit:
    file = folder / KIT_FILE
    if not file.is_file():
        return Kit(title=folder.name, name=folder.name, folder=folder)
    path = f"{folder.name}/{KIT_FILE}"
    reading, faults = _read(Kit, file, path)
    for entry in reading.unknown:
        message = f"“{entry.key}” is not a setting of a kit."
        faults.append(warning("unknown-setting", path, entry.line, message, _instead(entry, Kit)))
    if faults:
        raise Stop(*faults)
    return Kit(**reading.values, name=folder.name, folder=folder)


def _read(declaring: type, file: Path, path: str) -> tuple[Reading, list[Problem]]:
    head = read_settings(normalise(decode(file.read_bytes()).text), path=path)
    reading = read(declaring, head, path)
    return reading, [*head.problems, *reading.problems]


def _instead(entry: Entry, declaring: type) -> str:
    near = meant(entry, declaring)
    return f"Did you mean “{near}”?" if near else f"Use one of these: {', '.join(f.name for f in declared(declaring))}."
