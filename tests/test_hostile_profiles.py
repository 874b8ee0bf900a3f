"""Thirty profiles that nobody should have to read: each is told with file and line, and the others are built."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hyperlocal.builder import build
from tests.conftest import MakeSite

NOW = datetime(2026, 11, 22, tzinfo=UTC)
BAD = "content/organisations/bad.md"

PROFILES: dict[str, str | bytes] = {
    "a list where a line is due": "---\nname:\n  - A\n  - B\nemail: [a, b]\n---\nW",
    "a group where a line is due": "---\nname: A\npostcode:\n  one: B30 2AA\n  two: B31\n---\nW",
    "a line where several are due": "---\nname: A\nservices: [[[\n---\nW",
    "unknown names": "---\nname: A\nfavourite colour: red\npostcod: B30 2AA\n---\nW",
    "unknown details": "---\nname: A\nservices:\n  Advice\n    cots: free\n---\nW",
    "numbers as words": "---\nname: A\nlatitude: north\nlongitude: west\n---\nW",
    "ages as words": "---\nname: A\nminimum_age: young\n---\nW",
    "ages the wrong way round": "---\nname: A\nminimum_age: 18\nmaximum_age: 11\n---\nW",
    "a field of ten megabytes": "---\nname: A\nstrapline: " + "x" * 10_000_000 + "\n---\nW",
    "a service of ten megabytes": "---\nname: A\nservices:\n  Advice: " + "x" * 9_999_000 + "\n---\nW",
    "script in the name": "---\nname: <script>alert(1)</script>\nemail: <b>@x\n---\nW",
    "script in the website": "---\nname: A\nwebsite: javascript:alert(1)\n---\nW",
    "script in the text": "---\nname: A\n---\n<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>",
    "script in a service": "---\nname: A\nservices:\n  Advice\n    website: javascript:alert(1)\n---\nW",
    "a name given twice": "---\nname: Good\n---\nW",
    "an id used twice": "---\nname: A\nid: same\n---\nW",
    "a slug used twice": "---\nname: A\nslug: good\n---\nW",
    "a key given twice": "---\nname: A\nphone: 0121 496 0000\nphone: 0121 496 0001\n---\nW",
    "an anchor and its aliases": "---\nname: A\nservices: [&a x, *a]\n---\nW",
    "brackets without end": "---\nname: A\nphones: " + "[" * 5_000 + "\n---\nW",
    "six hundred telephones": "---\nname: A\nphones:\n" + "  0121 496 0000\n" * 600 + "---\nW",
    "two thousand keys": "---\nname: A\n" + "".join(f"key {i}: x\n" for i in range(2_000)) + "---\nW",
    "bytes that are no text": b"---\nname: A\nstrapline: \x00\x01\xff\xfe\xe2\x28\nemail: \xff\n---\nW",
    "a head without end": "---\nname: A\nstrapline: B\n\nWords.",
    "a date that is none": "---\nname: A\nchecked: 31/06/2026\n---\nW",
    "a mobile and a home": "---\nname: A\nphone: 07700 900123\naddress: 12 Acacia Avenue\n---\nW",
    "numbers of no register": "---\nname: A\ncharity_number: yes\ncompany_number: 1\npostcode: here\nuprn: x\n---\nW",
    "a place that is none": "---\nname: A\nservices:\n  Advice\n    place: Nowhere\n---\nW",
    "a telephone without a number": "---\nname: A\nphones:\n  - label: office\n---\nW",
    "turned letters and tabs": "---\n\tname: A\u202e\n\tservices:\n\t\t- \t: :\n\t\t\t-\n---\nW",
    "logo that leads out": "---\nname: A\nlogo: ../../../../etc/passwd\n---\nW",
    "an old address that leads out": "---\nname: A\naliases: [../../x, 'C:\\x', '']\n---\nW",
}


def test_there_are_thirty() -> None:
    assert len(PROFILES) >= 30


@pytest.mark.parametrize("name", PROFILES)
def test_it_is_told_and_the_others_are_built(site: MakeSite, tmp_path: Path, name: str) -> None:
    good = "---\nname: Good\nid: same\nphone: 0121 496 0000\n---\nFine."
    folder = site({"content/organisations/good.md": good, BAD: PROFILES[name]})
    built = build(folder, tmp_path / "out", NOW)
    told = [one for one in built.problems if one.path in (BAD, "content/organisations/good.md")]
    assert told, "nothing was said"
    assert all(one.line is not None and one.message and one.remedy for one in told if one.rule not in FILE_AS_A_WHOLE)
    page = (tmp_path / "out/organisations/good/index.html").read_text(encoding="utf-8")
    assert "0121 496 0000" in page
    for file in (tmp_path / "out").rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        assert "alert(1)</script>" not in text and "javascript:alert" not in text and "onerror" not in text
        assert len(text) < 200_000, "a page that nobody can load"


FILE_AS_A_WHOLE = frozenset({"too-large", "too-slow", "same-address", "address-taken", "unconvertible"})
"""What is true of a file, and of none of its lines."""
