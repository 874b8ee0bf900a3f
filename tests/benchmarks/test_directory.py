"""The made-up county: the same each time, and nothing in it that hyperlocal would have to remark on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from benchmarks import directory
from hyperlocal.builder import prepare
from hyperlocal.problems import Severity


def test_profiles_are_the_same_each_time_and_sound(tmp_path: Path) -> None:
    assert list(directory.profiles(20)) == list(directory.profiles(20))
    directory.write(tmp_path / "site", 20)
    prepared = prepare(tmp_path / "site", datetime(2026, 11, 22, tzinfo=UTC))
    assert len(prepared.site.organisations) == 20
    assert sum(len(one.organisation.services) for one in prepared.site.organisations) == 40
    assert [one for one in prepared.problems if one.severity is not Severity.ADVICE] == []
