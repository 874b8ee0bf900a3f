"""Opening hours for machines: the one place where the outputs ask for them.

Until hours are read, nothing is said of them in a machine's form, and they are given as they were typed.
"""

from __future__ import annotations

from typing import Any


def schedules(typed: str) -> list[dict[str, Any]]:
    """Open Referral UK's `schedule` for each rule that was understood, without ids. [] when there is none."""
    return []


def specifications(typed: str) -> list[dict[str, Any]]:
    """schema.org's OpeningHoursSpecification for each rule that was understood. [] when there is none."""
    return []
