"""The seam for opening hours: what it may give, whatever reads the hours behind it."""

from __future__ import annotations

from hyperlocal.output.timetable import schedules, specifications


def test_hours_are_for_machines_or_not_at_all() -> None:
    for typed in ("", "whenever the light is on", "Monday to Friday 9am to 5pm"):
        assert all("id" not in one and all(one.values()) for one in schedules(typed))
        assert all(one["@type"] == "OpeningHoursSpecification" for one in specifications(typed))
    assert schedules("whenever the light is on") == [] and specifications("") == []
