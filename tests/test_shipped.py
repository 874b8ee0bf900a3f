"""The data that comes with hyperlocal is found, in a checkout and in a wheel."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from hyperlocal import shipped as checkout
from hyperlocal.shipped import shipped


@pytest.mark.parametrize(("name", "inside"), [("themes", "commons/theme.yml"), ("starter_site", "kits/group/kit.yml")])
def test_the_folders_are_there(name: str, inside: str) -> None:
    assert shipped(name).is_absolute()
    assert (shipped(name) / inside).is_file()


def test_a_folder_inside_the_package_wins_over_one_beside_it(tmp_path: Path) -> None:
    package = tmp_path / "hyperlocal"
    for folder in (package / "themes", tmp_path / "themes", tmp_path / "starter_site"):
        folder.mkdir(parents=True)
    shutil.copy(checkout.__file__, package / "shipped.py")
    spec = importlib.util.spec_from_file_location("installed_shipped", package / "shipped.py")
    assert spec is not None and spec.loader is not None
    installed = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(installed)
    assert installed.shipped("themes") == package.resolve() / "themes"
    assert installed.shipped("starter_site") == tmp_path.resolve() / "starter_site"
