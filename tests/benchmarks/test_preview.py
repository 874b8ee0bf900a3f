"""The benchmark of the preview: a real preview of a small site, real saves, and a table that says what was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import preview
from benchmarks.corpus import corpus
from benchmarks.sites import write_site
from benchmarks.tools import BY_NAME, own_script


@pytest.fixture
def work(tmp_path: Path) -> Path:
    write_site(BY_NAME["hyperlocal"], corpus(10), tmp_path, "10")
    return tmp_path


def test_each_save_is_waited_for_and_the_preview_ends(work: Path) -> None:
    with preview.served("hyperlocal", work, own_script(), "10") as port:
        found = preview.saves(work, {"hyperlocal": port}, 2, "10")
        assert b"</html>" in preview.page(port, "/")
        assert preview.page(port, "/nothing/") == b""
    assert len(found["hyperlocal"]) == 2 and all(took > 0 for took in found["hyperlocal"])
    assert preview.page(port, "/") == b"", "nobody listens there any more"


def test_what_never_comes_is_told(work: Path) -> None:
    with preview.served("hyperlocal", work, own_script(), "10") as port:
        preview.until(port, "/", b"</html>", 60)
        with pytest.raises(TimeoutError, match="no b'otters'"):
            preview.until(port, "/", b"otters", 0.1)


def test_the_table_says_who_was_how_quick() -> None:
    described = {"Cores": "2", "Memory": "4 GiB"}
    found = {"hyperlocal": [80.0, 90.0, 120.0], "hugo": [170.0, 180.0, 200.0]}
    made = preview.report(found, described, {"hugo": "hugo 1.2"}, ["zola was not measured: no network."])
    assert "| hyperlocal | 80 | 90 | 120 |  |" in made
    assert "| hugo 1.2 | 170 | 180 | 200 | 0.50 |" in made
    assert "3 times" in made and "100 ms: met" in made and "- zola was not measured" in made
    slow = preview.report({"hyperlocal": [100.1]}, described, {}, [])
    assert "100 ms: **not met**" in slow
