from __future__ import annotations

import json
from datetime import date

from hyperlocal.hours import BankHolidays, machine, read_hours

HOLIDAYS = BankHolidays(first=2026, last=2027, days=frozenset({date(2026, 12, 28), date(2026, 12, 25)}))


def test_what_a_browser_is_told() -> None:
    read = read_hours("Mon-Fri 9-12, 1-5, ring first\nclosed bank holidays\nclosed Easter Monday\nSat 7pm till late")
    assert machine(read, HOLIDAYS, "Europe/London") == {
        "z": "Europe/London",
        "u": [2026, 2027],
        "b": [20261225, 20261228],
        "r": [
            {"s": 1, "d": [0, 1, 2, 3, 4], "p": [[540, 720], [780, 1020]], "k": 1, "m": "ring first"},
            {"s": 1, "d": [5], "p": [[1140, -1]], "k": 1},
            {"b": 1, "e": 1},
            {"l": [20260406, 20270329], "e": 1},
        ],
    }


def test_other_rules() -> None:
    read = read_hours(
        "Oct to March: Tue by appointment\nfirst Sun 2-4pm, term time only\nschool holidays 10-12\n"
        "other times by appointment\nevery other Thursday from 7 January 2027 10-12\nclosed 1 May 2027\n"
        "open bank holidays as usual"
    )
    assert not read.unread
    told = machine(read, HOLIDAYS, "Europe/London")
    assert told is not None
    assert (told["o"], told["q"]) == ("by appointment", 1)
    assert "m" not in told
    assert told["r"] == [
        {"s": 1, "d": [6], "n": [1], "p": [[840, 960]], "x": 1},
        {"s": 1, "d": [3], "f": 20270107, "p": [[600, 720]]},
        {"s": 2, "d": [1], "t": [[1001, 331]], "k": 2},
        {"s": 1, "h": 1, "p": [[600, 720]]},
        {"t": [[20270501, 20270501]], "e": 1},
    ]


def test_it_is_small() -> None:
    read = read_hours("Mon-Fri 9-5\nSat 10-12\nclosed bank holidays")
    assert len(json.dumps(machine(read, HOLIDAYS, "Europe/London"), separators=(",", ":"))) < 250


def test_nothing_is_told_where_nothing_could_be_said() -> None:
    assert machine(read_hours("Mon 9-5\nsnow"), HOLIDAYS, "Europe/London") is None
    assert machine(read_hours("ring first"), HOLIDAYS, "Europe/London") is None
