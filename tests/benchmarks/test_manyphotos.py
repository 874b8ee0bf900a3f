"""The sites with many photos and with large ones: sound, and shown whole."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from benchmarks import manyphotos
from hyperlocal.builder import build
from hyperlocal.output import PictureFile
from hyperlocal.problems import Severity


def test_every_photo_is_shown_and_there_is_nothing_to_mend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manyphotos, "SIZE", (160, 120))
    site = tmp_path / "site"
    manyphotos.write(site, 12)
    made = build(site, tmp_path / "out", datetime(2026, 11, 22, tzinfo=UTC))
    shown = {one.photo.path for one in made.prepared.plan.outputs if isinstance(one, PictureFile)}
    assert shown == {f"content/photos/many-{number}.jpg" for number in range(12)}
    assert [one for one in made.problems if one.severity is not Severity.ADVICE] == []
    before = (site / "content/photos/many-3.jpg").stat()
    manyphotos.write(site, 12)
    assert (site / "content/photos/many-3.jpg").stat() == before, "made once"
