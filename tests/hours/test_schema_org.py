from __future__ import annotations

import pytest

from hyperlocal.hours import opening_hours_specification, read_hours, special_opening_hours_specification
from tests.hours.forms import schema_in_short


def test_a_week() -> None:
    assert opening_hours_specification(read_hours("Mon & Tues 9-12, 1-5")) == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": ["https://schema.org/Monday", "https://schema.org/Tuesday"],
            "opens": opens,
            "closes": closes,
        }
        for opens, closes in (("09:00", "12:00"), ("13:00", "17:00"))
    ]


def test_a_date_with_its_year_is_special() -> None:
    hours = read_hours("closed 24 December 2026 to 2 January 2027")
    assert opening_hours_specification(hours) == []
    assert special_opening_hours_specification(hours) == [
        {
            "@type": "OpeningHoursSpecification",
            "validFrom": "2026-12-24",
            "validThrough": "2027-01-02",
            "opens": "00:00",
            "closes": "00:00",
        }
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Sat 9-5\nSun 9-5\nfirst Saturday 10-12", "Sun 09:00-17:00"),
        ("Sat & Sun 9-5\nJune to August: Sat 9-8", "Sun 09:00-17:00"),
        ("Sat & Sun 9-5\nclosed in school holidays", "nothing"),
        ("Sat & Sun 9-5\nclosed in August", "nothing"),
        ("Sat & Sun 9-5\nclosed 24 December to 2 January", "Sat Sun 09:00-17:00"),
        (
            "Sat & Sun 9-5\nclosed 1 August 2027 to 31 August 2027",
            "Sat Sun 09:00-17:00; 2027-08-01/2027-08-31 00:00-00:00",
        ),
        ("Sat 9-5\nSun 9-12 and 7pm till late", "Sat 09:00-17:00"),
        ("Sat 9-5\nSun 9-12 by appointment", "Sat 09:00-17:00"),
        ("Sat 9-5\nbank holidays by appointment", "Sat 09:00-17:00"),
        ("Sat 9-5\nclosed whenever it rains", "nothing"),
        ("", "nothing"),
    ],
)
def test_only_what_is_true_is_told(typed: str, told: str) -> None:
    assert schema_in_short(read_hours(typed)) == told
