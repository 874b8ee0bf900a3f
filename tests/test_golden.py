"""A whole small site, in and out. tests/golden/hamlet is documentation: read source/ beside expected/.

`python -m pytest tests/test_golden.py --update-golden` rewrites expected/; read the difference before you commit it.
"""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image

from hyperlocal.builder import build

HAMLET = Path(__file__).parent / "golden" / "hamlet"
# The style sheet has its own tests, and 404.html carries it inside.
LEFT_OUT = {"theme/style.css", "404.html", ".hyperlocal.json"}


def made(tmp_path: Path) -> dict[str, str]:
    source, output = tmp_path / "source", tmp_path / "out"
    shutil.copytree(HAMLET / "source", source)
    found = build(source, output, datetime(2026, 11, 22, 12, tzinfo=UTC))
    assert found.problems == ()
    files = {file.relative_to(output).as_posix(): file for file in sorted(output.rglob("*")) if file.is_file()}
    pictures = {path: told(file) for path, file in files.items() if file.suffix in (".png", ".jpg", ".ico")}
    texts = {path: file.read_text(encoding="utf-8") for path, file in files.items() if path not in pictures}
    texts |= {f"{path}.txt": text for path, text in pictures.items()}
    # The version of the style sheet would change every page.
    return {path: re.sub(r"\?v=[0-9a-f]{8}", "?v=", text) for path, text in texts.items() if path not in LEFT_OUT}


def told(picture: Path) -> str:
    """What stands for a picture: its bytes are those of a certain version of the libraries."""
    with Image.open(picture) as image:
        return f"{image.format}, {image.width} x {image.height} pixels\n"


def test_the_hamlet_comes_out_as_it_did(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    found = made(tmp_path)
    expected = HAMLET / "expected"
    if pytestconfig.getoption("--update-golden"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, text in found.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_text(text, encoding="utf-8", newline="\n")
    known = {
        file.relative_to(expected).as_posix(): file.read_text(encoding="utf-8")
        for file in expected.rglob("*")
        if file.is_file()
    }
    assert sorted(found) == sorted(known)
    for path, text in found.items():
        assert text == known[path], f"{path} differs; if that is meant: --update-golden"
