"""The fixture `whole_sites`, shared by the test modules that say `pytest_plugins = ("tests.built_sites",)`.

It stands by itself, and not in conftest.py, so that no other test waits for what it imports.
"""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.whole_sites import NAMES, Whole, built


@pytest.fixture(scope="session")
def whole_sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Whole]:
    """Every site by its name, built once for all tests."""
    return {name: built(name, tmp_path_factory.mktemp(name)) for name in NAMES}
