"""Profiles of organisations in great variety, always the same ones: for whatever has to hold for all of them."""

from __future__ import annotations

import random
from typing import Any

import yaml

_NAMES = (
    "Advice Centre", "Food Bank", "Café & Co", "</script><script>alert(1)</script>", "The “Crossing”", "Tŷ Gwyn",
    "مسجد", "Friends of <the> Park", "A & B", "Walking Club", "Parish Council", "Clwb Rygbi", "ਗੁਰਦੁਆਰਾ", "Knit & Natter",
)  # fmt: skip
_KINDS = ("charity", "community group", "sports club", "council", "church", "mosque", "village hall", "business",
          "news", "school", "something new", "")  # fmt: skip
_CATEGORIES = ("Help and advice", "help and advice", "Food", "Sport", "Faith", "Café culture", "<b>Bold</b>", "  ")
_COSTS = ("Free", "free", "£3", "£2.50 a session", "Free for members, £2 for others", "from £5", "Pay what you can", "",
          "£4 per child", "Ask us")  # fmt: skip
_HOURS = ("Monday to Friday 9am to 5pm", "Tues & Thurs 10-12", "first Saturday 10am-1pm\nclosed bank holidays",
          "whenever the light is on", "")  # fmt: skip
_ACCESS = ("step-free", "lift", "hearing loop", "accessible toilet", "a kind dog")
_LANGUAGES = ("English", "Welsh", "Urdu", "BSL", "Klingon", "Polish")
_POSTCODES = ("B30 2AA", "EH1 1AA", "CF10 1AA", "BT1 1AA", "TD15 1AA", "JE2 3AB", "b89 4ab", "B30", "not one", "")
_WEB = (
    "https://example.org/",
    "www.example.org",
    "https://example.org/a b?q=é#x",
    "https://bücher.example/ä",
    "nowhere",
)


class _Luck(random.Random):
    def maybe(self, value: Any) -> Any:
        return value if self.random() < 0.5 else ""

    def some(self, values: tuple[str, ...]) -> list[str]:
        return self.sample(values, self.randint(0, min(3, len(values))))


def profiles(count: int, seed: int = 2026) -> dict[str, str | bytes]:
    """The files of so many organisations."""
    luck = _Luck(seed)
    files: dict[str, str | bytes] = {}
    for number in range(count):
        head = {key: value for key, value in _head(luck, number).items() if value not in ("", [], None)}
        text = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000)
        files[f"content/organisations/number-{number}.md"] = f"---\n{text}---\n\n{luck.maybe('Words & <b>more</b>.')}\n"
    return files


def _head(luck: _Luck, number: int) -> dict[str, Any]:
    return {
        "name": f"{luck.choice(_NAMES)} {number}",
        "also_known_as": luck.some(_NAMES),
        "kind": luck.choice(_KINDS),
        "category": luck.some(_CATEGORIES),
        "strapline": luck.maybe("Here for <you> & yours"),
        "summary": luck.maybe("What we do, in a line."),
        "founded": luck.choice(("1897", "about 1900", "")),
        "legal_form": luck.maybe("Registered charity"),
        "registered_name": luck.maybe(f"Number {number} Limited"),
        "parent": luck.maybe(f"{luck.choice(_NAMES)} {luck.randint(0, 200)}"),
        "nation": luck.choice(("England", "Wales", "Scotland", "Northern Ireland", "France", "")),
        "charity_number": luck.choice(("1177548", "SC007427", "NIC100012", "12", "")),
        "company_number": luck.choice(("08255580", "SC123456", "CE012345", "x", "")),
        "identifiers": luck.choice(([], ["GB-EDU: 100000"], ["GB-LAE-BIR", "nothing"])),
        "email": luck.choice(("hello@example.org", "not an address", "")),
        "phones": [_phone(luck) for _ in range(luck.randint(0, 2))],
        "website": luck.choice(_WEB),
        "links": luck.some(_WEB),
        **_place(luck),
        "places": [{"name": f"Annexe {one}", **_place(luck)} for one in range(luck.randint(0, 2))],
        "postal_address": luck.choice(("PO Box 1\nTown\nB1 1AA", "PO Box 2, Town B1 1AA", "Ask", "")),
        "area_served": luck.choice(("Upper Quillbury\nLower Quillbury", "The whole town", "")),
        "opening_hours": luck.choice(_HOURS),
        "services": [_service(luck) for _ in range(luck.choice((0, 0, 1, 2, 4)))],
        **_facts(luck),
        "state": luck.choice(("active", "Temporarily closed", "ended", "asleep", "", "", "")),
        "alert": luck.maybe("Shut for <repairs> & rest"),
        "alert_until": luck.choice(("2026-11-22", "2026-11-21", "some day", "")),
        "checked": luck.choice(("2026-10-01", "1 May 2025", "0001-01-01", "")),
        "updated": luck.choice(("2026-11-01", "2024-02-29", "")),
    }


def _phone(luck: _Luck) -> dict[str, str]:
    return {
        "number": luck.choice(("0121 496 0000", "07700 900123", "12")),
        "label": luck.maybe("office"),
        "hours": luck.maybe("weekdays\nnot Mondays"),
        "text_relay": luck.maybe("18001 0121 496 0000"),
    }


def _place(luck: _Luck) -> dict[str, Any]:
    found = {
        "address": luck.choice(("3 Market Square", "Room 12\nThe Old Corn Exchange", "1 High Street, B30 2AA", "")),
        "town": luck.maybe("Quillbury"),
        "county": luck.choice(("Marlshire", "", "")),
        "postcode": luck.choice(_POSTCODES),
        "uprn": luck.choice(("100012345678", "many", "")),
        "latitude": luck.choice(("52.4814", "95", "")),
        "longitude": luck.choice(("-1.8998", "")),
        "directions": luck.maybe("Through the arch"),
        "access": luck.some(_ACCESS),
    }
    return {key: value for key, value in found.items() if value not in ("", [])}


def _facts(luck: _Luck) -> dict[str, Any]:
    return {
        "who_for": luck.maybe("Anyone over <16>"),
        "minimum_age": luck.choice((11, 0, "")),
        "maximum_age": luck.choice((18, "old", "")),
        "cost": luck.choice(_COSTS),
        "how": luck.maybe("Just come"),
        "booking": luck.choice(("https://example.org/book", "")),
        "waiting_time": luck.maybe("two weeks"),
        "languages": luck.some(_LANGUAGES),
        "interpretation": luck.maybe("Ask us first"),
        "bring": luck.maybe("Letters & bills"),
    }


def _service(luck: _Luck) -> dict[str, Any]:
    found = {
        "name": luck.choice(("Debt advice", "Lunch club", "Debt advice", "<i>Choir</i>", "合唱団")),
        "summary": luck.maybe("Help with letters & bills"),
        "opening_hours": luck.choice(_HOURS),
        "place": luck.choice(("", "Annexe 0", "Nowhere")),
        **_facts(luck),
        "access": luck.some(_ACCESS),
        "phone": luck.maybe("0121 496 0001"),
        "email": luck.choice(("debt@example.org", "x", "")),
        "website": luck.choice(_WEB),
        "category": luck.some(_CATEGORIES),
        "status": luck.choice(("active", "ended", "temporarily closed", "")),
        "alert": luck.maybe("Full for now"),
    }
    return {key: value for key, value in found.items() if value not in ("", [])}
