"""site.yml -> Config: a site's settings, about ten lines, all mistakes told at once."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from hyperlocal import registration
from hyperlocal.disk import MOST, TooLarge, read_file
from hyperlocal.encoding import decode, normalise
from hyperlocal.fields import Reading, meant, read
from hyperlocal.frontmatter import Entry, Head, read_settings
from hyperlocal.kinds import choice, colour, email, items, line, text, web_address, whole_number, yes_no
from hyperlocal.problems import Problem, Stop, error, warning
from hyperlocal.values import dataclass

FILE = "site.yml"
FORMAT = 1
_RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "he", "ps", "sd", "ug", "yi", "dv", "ckb"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of one site. Everything has a default but the title, which falls back to the folder's name."""

    title: str = line("Title", "The site's name.", synonyms=("name", "site_name", "sitename"))
    tagline: str = line("Tagline", "What it is in one short line.", synonyms=("subtitle", "strapline", "description"))
    place: str = line("Place", "The village, town or area it is about.", synonyms=("area", "location"))
    language: str = line("Language", "en-GB, cy, ur …", synonyms=("lang", "locale", "languageCode"), default="en-GB")
    timezone: str = line("Time zone", "For dates that have a time.", default="Europe/London")
    colour: str | None = colour("Colour", "Your colour; shades that can be read are made from it.")
    logo: str = line("Logo", "Its file name: the icon in browser tabs and on phones.", synonyms=("icon",))
    email: str = email("Email", "The group's own address, shown at the bottom of each page.", synonyms=("contact",))
    phone: str = line("Telephone", "The group's number.", synonyms=("telephone", "tel"))
    address: str = text("Address", "Where people can write to or find you.")
    links: tuple[str, ...] = items("Links", "Your pages elsewhere, such as social media; one a line.")
    base_url: str = web_address(
        "Web address", "Where the site will be, such as https://example.org/.", synonyms=("baseURL", "url", "site_url")
    )
    domain: str = line("Domain", "Your own domain, if you have one: www.example.org.", synonyms=("cname",))
    registered_name: str = line("Registered name", "The full name in the register, if it is another.")
    registered_office: str = text("Registered office", "A company must show it.")
    legal_form: str = line("Legal form", "Registered charity, community interest company …")
    nation: str = line("Nation", "England, Wales, Scotland or Northern Ireland: where you are registered.")
    charity_number: str = line("Charity number", "1177548, SC007427 or NIC100012.", synonyms=("charity",))
    company_number: str = line("Company number", "Eight figures or letters.", synonyms=("company",))
    footer: str = text("Footer", "A line at the bottom of each page, such as a charity number.")
    theme: str = line("Theme", "How it looks: the name of a theme, or a folder with one.", default="commons")
    feeds: str = choice(
        "Feeds",
        "main: RSS for all, and Atom and JSON Feed for the whole site; all: these for each tag and organisation too; "
        "rss: RSS alone.",
        *("main", "all", "rss"),
        default="main",
    )
    open_referral: str = choice(
        "Open data",
        "yes: the directory as Open Referral UK, for every kind of host; files: for hosts that read _redirects; "
        "folders: for the others; no: not at all.",
        *("yes", "files", "folders", "no"),
        default="yes",
    )
    share_cards: bool = yes_no(
        "Share cards",
        "no leaves out the picture with its title that each post has where its link is shared.",
        default=True,
    )
    avif: bool = yes_no(
        "AVIF",
        "yes publishes photos as AVIF too: a little smaller for readers, three times as long to make.",
        default=False,
    )
    raw_html: bool = yes_no(
        "Raw HTML",
        "yes lets scripts, frames and forms in your texts through. Only for people you trust.",
        default=False,
    )
    id: str = line("Id", "Made once by `hyperlocal new`; feeds and calendars know the site by it. Do not change it.")
    format: int | None = whole_number("Format", "The version of this folder's layout.", example="1")

    @property
    def direction(self) -> str:
        """The way its language is written: “ltr” or “rtl”."""
        parts = self.language.casefold().split("-")
        return "rtl" if parts[0] in _RIGHT_TO_LEFT or "arab" in parts else "ltr"

    @property
    def site_feeds(self) -> int:
        """How many kinds of feed the whole site has: RSS, Atom, JSON Feed."""
        return 1 if self.feeds == "rss" else 3

    @property
    def part_feeds(self) -> int:
        """How many kinds of feed a tag or an organisation has."""
        return 3 if self.feeds == "all" else 1

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its days begin."""
        return ZoneInfo(self.timezone)


def read_config(folder: Path, *, base_url: str = "") -> tuple[Config, tuple[Problem, ...]]:
    """The settings in `folder/site.yml`, and what is wrong with them. `base_url` from outside wins.

    Raises `Stop` when there is no site.yml that can be read, or when a newer hyperlocal made the folder.
    """
    head = read_settings(normalise(decode(_read(folder)).text), path=FILE)
    reading = read(Config, head, FILE)
    problems = [*head.problems, *reading.problems, *_unknown(reading), *_unwritten(head)]
    values, more = _checked(dict(reading.values), reading, folder)
    if base_url:
        values["base_url"] = _folder_of(base_url if "://" in base_url else f"https://{base_url}")
    config = Config(**values)
    return config, (*problems, *more, *registration.faults(config, FILE, dict(reading.lines)))


def _read(folder: Path) -> bytes:
    file = folder / FILE
    if not file.is_file():
        raise Stop(_no_site(folder))
    if not Path(os.path.realpath(file)).is_relative_to(folder.resolve()):
        message = f"{FILE} is a link to what lies outside the site's folder, so it was not read."
        raise Stop(error("link-out", FILE, None, message, "Put a copy of the file itself here."))
    try:
        return read_file(file)
    except TooLarge:
        message = f"{FILE} has more than {MOST // 1_000_000} MB. It should have about ten lines."
        raise Stop(error("too-large", FILE, None, message, "Keep the settings, and take the rest out.")) from None
    except OSError as fault:
        message = f"{FILE} cannot be opened: {fault.strerror or fault}."
        raise Stop(
            error("unreadable", FILE, None, message, "Close other programs that have it open, and try again.")
        ) from None


def _folder_of(address: str) -> str:
    """The address of a home page, however it was copied from a browser, with a slash at its end."""
    return re.sub(r"(?:/index\.html?)?/*(?:[?#].*)?$", "", address, count=1) + "/"


def _unknown(reading: Reading) -> list[Problem]:
    problems = []
    for entry in reading.unknown:
        near = meant(entry, Config)
        problems.append(
            warning(
                "unknown-setting",
                FILE,
                entry.line,
                f"“{entry.key}” is not a setting, so this line does nothing.",
                f"Did you mean “{near}”?" if near else "Take the line out, or look in docs/settings.md for the name.",
            )
        )
    return problems


def _unwritten(head: Head) -> list[Problem]:
    typed = ((entry.line + below, line) for entry in head.entries for below, line in enumerate(_lines_of(entry)))
    return [
        warning(
            "placeholder",
            FILE,
            number,
            f"“{line.strip()}” is still to be written.",
            "Write your own words in its place, without the square brackets.",
        )
        for number, line in typed
        if "[[" in line and "]]" in line
    ]


def _lines_of(entry: Entry) -> tuple[str, ...]:
    return (entry.fixed,) if isinstance(entry.fixed, str) else (entry.first, *entry.more)


def _newer(found: int, reading: Reading) -> Problem:
    return error(
        "newer-format",
        FILE,
        reading.lines.get("format"),
        f"This site was made for a newer hyperlocal (format {found}).",
        "Install the newest hyperlocal and try again.",
    )


def _checked(values: dict[str, Any], reading: Reading, folder: Path) -> tuple[dict[str, Any], list[Problem]]:
    """The values that need more than reading: what they mean together, and whether they exist."""
    problems: list[Problem] = []
    if (values.get("format") or FORMAT) > FORMAT:
        raise Stop(_newer(values["format"], reading))
    if not values.get("title"):
        values["title"] = folder.resolve().name.replace("-", " ").replace("_", " ").capitalize() or "Our website"
        problems.append(
            warning("no-title", FILE, None, "The site has no name yet.", "Add a line:  title: The name of your group")
        )
    problems += [*_zone(values, reading), *_language(values, reading), *_web_place(values, reading)]
    return values, problems


def _zone(values: dict[str, Any], reading: Reading) -> list[Problem]:
    typed = values.pop("timezone", "Europe/London")
    try:
        values["timezone"] = ZoneInfo(typed).key
        return []
    except (ZoneInfoNotFoundError, ValueError, OSError):
        pass
    alike = next((name for name in sorted(available_timezones()) if name.casefold() == typed.casefold()), None)
    if alike:
        values["timezone"] = alike
        return []
    return [
        warning(
            "bad-timezone",
            FILE,
            reading.lines.get("timezone"),
            f"“{typed}” is not a time zone, so London time is used.",
            "Write it like this:  timezone: Europe/London",
        )
    ]


def _language(values: dict[str, Any], reading: Reading) -> list[Problem]:
    typed = values.get("language", "en-GB")
    values["language"] = typed.replace("_", "-")  # en_GB, as computers have it
    if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", values["language"]):
        return []
    del values["language"]
    return [
        warning(
            "bad-language",
            FILE,
            reading.lines.get("language"),
            f"“{typed}” is not the short name of a language, so English is used.",
            "Write it like this:  language: en-GB   (cy for Welsh, ur for Urdu, pl for Polish)",
        )
    ]


def _web_place(values: dict[str, Any], reading: Reading) -> list[Problem]:
    """`domain` is a bare name and gives the web address too, unless that is set."""
    typed = re.sub(r"^https?://", "", values.get("domain", "").casefold()).strip("/ ")
    domain = _ascii(typed)
    base_url = values.get("base_url") or (f"https://{domain}" if domain else "")
    values["domain"] = domain
    values["base_url"] = _folder_of(base_url) if base_url else ""
    host = re.sub(r"^https?://", "", values["base_url"].casefold()).split("/")[0]
    if typed and not domain:
        return [
            warning(
                "bad-domain",
                FILE,
                reading.lines.get("domain"),
                f"“{typed}” is not a domain.",
                "Write it like this:  domain: www.example.org",
            )
        ]
    if domain and domain not in (host, _ascii(host)):
        return [
            warning(
                "domain-differs",
                FILE,
                reading.lines.get("domain"),
                f"The domain is {domain}, but base_url leads to {host}.",
                f"Take base_url out, or write:  base_url: https://{domain}/",
            )
        ]
    return []


def _ascii(domain: str) -> str:
    """A domain as the network knows it: `tŷ.cymru` is xn--t-foa.cymru (RFC 3490); "" when it cannot be one."""
    try:
        plain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    label = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
    return plain if re.fullmatch(rf"(?:{label}\.)+(?:[a-z]{{2,63}}|xn--{label})", plain) else ""


def _no_site(folder: Path) -> Problem:
    return error(
        "no-site",
        "",
        None,
        f"There is no site in {folder.resolve().name or 'this folder'}: it has no {FILE}.",
        "Go to your site's folder and try again, or make a new site:  hyperlocal new my-site",
    )
