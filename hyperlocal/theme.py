"""Find a theme, follow its parents, and know its files and colours.

A theme is a folder with theme.yml, templates/ and static/. It `extends` another, and needs only what differs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from hyperlocal.disk import read_file
from hyperlocal.encoding import decode, normalise
from hyperlocal.fields import meant, read
from hyperlocal.frontmatter import read_settings
from hyperlocal.kinds import colour as shade
from hyperlocal.kinds import line
from hyperlocal.palette import Base, Colour, css, derive, faults, parse_colour
from hyperlocal.problems import Problem, advice, error, nearest, warning
from hyperlocal.shipped import shipped
from hyperlocal.values import dataclass

DEFAULT = "commons"
FILE = "theme.yml"
OVERRIDES = "templates"
_SHADES = ("paper", "surface", "ink", "muted", "line")
_MEANT = frozenset({".html", ".htm", ".xhtml", ".j2", ".jinja", ".jinja2", ".txt", ".css"})
"""The endings of files in templates/ that somebody wrote there on purpose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeSettings:
    """What theme.yml may say. Colours are for light and for dark screens."""

    title: str = line("Title", "The theme's name.")
    summary: str = line("Summary", "How it looks, in one sentence.")
    extends: str = line("Extends", "The theme it starts from.")
    colour: str | None = shade("Colour", "The colour for sites that choose none.")
    light_paper: str | None = shade("Paper", "Behind everything.", synonyms=())
    light_surface: str | None = shade("Surface", "Behind cards.", synonyms=())
    light_ink: str | None = shade("Ink", "Text.", synonyms=())
    light_muted: str | None = shade("Muted", "Small print.", synonyms=())
    light_line: str | None = shade("Line", "Rules and borders.", synonyms=())
    dark_paper: str | None = shade("Paper", "Behind everything, on dark screens.", synonyms=())
    dark_surface: str | None = shade("Surface", "Behind cards, on dark screens.", synonyms=())
    dark_ink: str | None = shade("Ink", "Text, on dark screens.", synonyms=())
    dark_muted: str | None = shade("Muted", "Small print, on dark screens.", synonyms=())
    dark_line: str | None = shade("Line", "Rules and borders, on dark screens.", synonyms=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A theme with its parents, nearest first, and the site's own overrides (None when it has none).

    `names` are what the theme and its parents are called by who asks for them: a folder of the site of that name, or
    one in its themes/, would be taken first if it were there.
    """

    name: str
    site: Path
    folders: tuple[tuple[str, Path], ...]
    overrides: Path | None
    settings: Mapping[str, str]
    names: tuple[str, ...] = ()

    def template_folders(self) -> tuple[Path, ...]:
        """Where a template is looked for, in this order."""
        own = [self.overrides] if self.overrides else []
        return (*own, *(folder / "templates" for _, folder in self.folders))

    def static_files(self) -> Iterator[tuple[str, Path]]:
        """(name, file) of all files in static/, a child's before its parent's; the style sheet is made apart."""
        seen: set[str] = {"style.css"}
        for _, folder in self.folders:
            for file in sorted((folder / "static").rglob("*")):
                name = file.relative_to(folder / "static").as_posix()
                if file.is_file() and name not in seen and not file.name.startswith("."):
                    seen.add(name)
                    yield name, file

    @staticmethod
    def digest_of(file: Path) -> str:
        """A name for what is in one of its files; "" when that cannot be read now."""
        try:
            return blake2b(file.read_bytes(), digest_size=16).hexdigest()
        except OSError:
            return ""

    def digest(self) -> str:
        """A name for all its templates, and the site's own, as they are now."""
        found = blake2b(digest_size=16)
        for place, folder in enumerate(self.template_folders()):
            for file in sorted(_files_below(folder)):
                name = f"{place} {folder.parent.name}/{file.relative_to(folder).as_posix()}\0"
                found.update(name.encode("utf-8", "surrogateescape"))
                found.update(blake2b(file.read_bytes()).digest())
        return found.hexdigest()

    def stylesheet(self, accent: str | None) -> str:
        """The whole style sheet: colours, then each parent's rules before its child's."""
        sheets = [folder / "static" / "style.css" for _, folder in reversed(self.folders)]
        rules = [read_text(sheet).strip() for sheet in sheets if sheet.is_file()]
        return "\n".join([self.palette(accent), *rules]) + "\n"

    def said(self, file: Path) -> str:
        """How one of its files is called in messages: from the site's folder on, or from the theme's name."""
        return _said(file, self.site)

    def palette(self, accent: str | None) -> str:
        """The custom properties for both schemes, from the owner's colour."""
        wanted = self.accent(accent)
        return css(derive(self.base("light"), wanted), derive(self.base("dark"), wanted))

    def accent(self, chosen: str | None) -> Colour:
        """The owner's colour, else the theme's own."""
        found = parse_colour(chosen or "") or parse_colour(self.settings["colour"])
        assert found is not None, "a theme's colours are checked when it is opened"
        return found

    def base(self, scheme: str) -> Base:
        """The five colours of “light” or “dark”."""
        shades = {shade: parse_colour(self.settings[f"{scheme}_{shade}"]) for shade in _SHADES}
        return Base(**{shade: found for shade, found in shades.items() if found is not None})


def open_theme(name: str, site: Path) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme that a site asks for: the name of one that comes with hyperlocal, or a folder of the site.

    One that cannot be found is told, and `commons` used in its place. Every theme stands on that one in the end.
    """
    problems: list[Problem] = []
    folders: list[Path] = []
    names: dict[str, None] = {}
    settings: dict[str, str] = {}
    last = shipped("themes") / DEFAULT
    wanted, asked_by = name or DEFAULT, "site.yml"
    while last not in folders:
        places = _places(wanted, site)
        names |= dict.fromkeys(_plain(wanted))
        folder = next((one for one in places if one not in folders), None)
        if folder is None:
            problems.append(_circle(folders, wanted, asked_by) if places else _missing(wanted, asked_by, site))
            folder = last
        folders.append(folder)
        found, told = _settings(folder, site)
        problems += told
        settings = {**found, **settings}
        wanted, asked_by = str(found.get("extends") or DEFAULT), _said(folder / FILE, site)
    overrides = site / OVERRIDES
    theme = Theme(
        name=folders[0].name,
        site=site,
        folders=tuple((one.name, one) for one in folders),
        overrides=overrides if overrides.is_dir() else None,
        settings=settings,
        names=tuple(names),
    )
    return theme, (*problems, *_colour_faults(theme), *_useless_overrides(theme))


def adjusted(theme: Theme, chosen: str | None) -> tuple[Problem, ...]:
    """What to tell an owner whose colour had to be changed so that everyone can read it."""
    if chosen is None:
        return ()
    wanted = theme.accent(chosen)
    light = derive(theme.base("light"), wanted).accent
    dark = derive(theme.base("dark"), wanted).accent
    if light == wanted:
        return ()
    return (
        advice(
            "colour-adjusted",
            "site.yml",
            None,
            f"Text in your colour {wanted.hex} would be hard to read on this paper, so the shade {light.hex} is "
            f"used on light screens and {dark.hex} on dark ones.",
            f'Nothing to do; or write the shade yourself:  colour: "{light.hex}"',
        ),
    )


def read_text(file: Path) -> str:
    """A template or style sheet, in whatever way an editor saved it.

    Raises OSError when it cannot be read, is no ordinary file, or has more than 10 MB.
    """
    return decode(read_file(file)).text.replace("\r\n", "\n").replace("\r", "\n")


def _files_below(folder: Path) -> Iterator[Path]:
    """All files that can be reached, through links as well: so a template finds them."""
    followed: set[str] = set()
    for here, folders, names in os.walk(folder, followlinks=True):
        links = {name: os.path.realpath(Path(here, name)) for name in folders if Path(here, name).is_symlink()}
        folders[:] = [name for name in folders if links.get(name) not in followed]
        followed.update(links.values())
        yield from (file for name in names if (file := Path(here, name)).is_file())


def _said(file: Path, site: Path) -> str:
    root = next((one for one in (site, shipped("themes")) if file.is_relative_to(one)), file.parent)
    return file.relative_to(root).as_posix()


def _plain(name: str) -> tuple[str, ...]:
    """The name as that of a folder; empty when there can be none."""
    name = name.replace("\\", "/")
    if not re.fullmatch(r"[\w .-]+(?:/[\w .-]+)*/?", name) or ".." in name.split("/"):
        return ()
    return (name.rstrip("/"),)


def _places(name: str, site: Path) -> list[Path]:
    """The folders of a theme: in the site's folder first, then among those that come with hyperlocal."""
    folders = [root / one for one in _plain(name) for root in (site, site / "themes", shipped("themes"))]
    return [folder for folder in folders if (folder / FILE).is_file()]


def _circle(folders: list[Path], wanted: str, asked_by: str) -> Problem:
    chain = " → ".join([*(folder.name for folder in folders), wanted])
    return error(
        "theme-circle",
        asked_by,
        None,
        f"The themes extend each other in a circle: {chain}. So {DEFAULT} was put at its end.",
        "Take the line “extends” out of this file.",
    )


def _missing(name: str, asked_by: str, site: Path) -> Problem:
    found = (file for root in (site / "themes", shipped("themes")) for file in root.glob(f"*/{FILE}"))
    known = sorted({file.parent.name for file in found})
    near = nearest(name, known)
    key = "theme" if asked_by == "site.yml" else "extends"
    return error(
        "no-such-theme",
        asked_by,
        None,
        f"There is no theme called “{name}”, so {DEFAULT} is used in its place.",
        f"Did you mean  {key}: {near}"
        if near
        else f"Write one of these: {', '.join(known)}; or a folder with a {FILE}.",
    )


def _settings(folder: Path, site: Path) -> tuple[dict[str, str], list[Problem]]:
    path = _said(folder / FILE, site)
    content = normalise(decode(read_file(folder / FILE)).text)
    head = read_settings(content, path=path)
    reading = read(ThemeSettings, head, path)
    values: dict[str, Any] = dict(reading.values)
    unknown = []
    for entry in reading.unknown:
        near = meant(entry, ThemeSettings)
        message = f"“{entry.key}” is not a setting of a theme, so this line does nothing."
        remedy = f"Did you mean “{near}”?" if near else "Take the line out, or look in docs/themes.md for the name."
        unknown.append(warning("unknown-setting", path, entry.line, message, remedy))
    return values, [*head.problems, *reading.problems, *unknown]


def _colour_faults(theme: Theme) -> Iterator[Problem]:
    for scheme in ("light", "dark"):
        for sentence in faults(theme.base(scheme)):
            yield error(
                "theme-contrast",
                theme.said(theme.folders[0][1] / FILE),
                None,
                f"On {scheme} screens: {sentence}",
                "Choose a darker text or a lighter paper (on dark screens the other way round).",
            )


def _useless_overrides(theme: Theme) -> Iterator[Problem]:
    """A file in templates/ that no theme has a template for is a slip in its name."""
    if theme.overrides is None:
        return
    known = {
        file.relative_to(folder / "templates").as_posix()
        for _, folder in theme.folders
        for file in (folder / "templates").rglob("*.html")
    }
    found = [file for file in sorted(theme.overrides.rglob("*")) if file.suffix in _MEANT and file.is_file()]
    texts: dict[str, str] = {}
    for file in found:
        name = file.relative_to(theme.overrides).as_posix()
        try:
            texts[name] = read_text(file)
        except OSError as fault:
            yield _unreadable(name, fault)
    used = "".join(texts.values())
    for name in texts:
        if name not in known and f'"{name}"' not in used and f"'{name}'" not in used:
            yield _useless(name, sorted(known))


def _unreadable(name: str, fault: OSError) -> Problem:
    message = f"This template cannot be read: {fault.strerror or 'it has more than 10 MB'}."
    remedy = "Close other programs that have it open, or make it smaller."
    return error("unreadable", f"{OVERRIDES}/{name}", None, message, remedy)


def _useless(name: str, known: list[str]) -> Problem:
    near = nearest(name.removesuffix(".txt"), known)
    remedy = f"Did you mean {OVERRIDES}/{near}?" if near else f"The names are: {', '.join(known)}."
    if name.endswith(".css"):
        remedy = f"Rules of your own go into a theme: themes/mine/{FILE} and themes/mine/static/style.css."
    message = "The theme has no template of this name, so this file does nothing."
    return warning("unknown-template", f"{OVERRIDES}/{name}", None, message, remedy)
