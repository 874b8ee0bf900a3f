"""Fixtures that many tests share. A test shows its site as a dict of files: see `site` below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples for everyone, however slow or busy the machine is: speed is measured in benchmarks, not here.
settings.register_profile("hyperlocal", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hyperlocal")

SITE_YML = "format: 1\nid: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10\ntitle: Hartley Green\nbase_url: https://hartleygreen.example/\n"

MakeSite = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def site(tmp_path: Path) -> MakeSite:
    """Write a site: path -> text (or bytes). A site.yml is added when the test does not show one."""

    def make(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "site"
        for path, data in {"site.yml": SITE_YML, **files}.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
        return folder

    return make


@pytest.fixture
def thorough(pytestconfig: pytest.Config) -> int:
    """How many times over a test with random changes is to run."""
    return int(pytestconfig.getoption("--thorough"))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` rewrites the golden folders from what the code does now; `--thorough 10` makes the tests with
    random changes ten times as long, with other changes."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden/*/expected")
    parser.addoption("--thorough", type=int, default=1, metavar="N", help="N times as many random changes")
