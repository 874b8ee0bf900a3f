"""What all benchmarks can be told."""

from __future__ import annotations

from pathlib import Path

from benchmarks import options
from benchmarks.tools import own_script


def test_each_writes_its_own_table_beside_the_others_unless_it_is_told_where() -> None:
    parser = options.parser("benchmarks.tea", "Tea.", "TEA.md")
    found = parser.parse_args([])
    assert found.out == Path(options.__file__).parent / "TEA.md" and found.hyperlocal == own_script()
    told = parser.parse_args(["--out", "a.md", "--work", "w", "--hyperlocal", "h"])
    assert (told.out, told.work, told.hyperlocal) == (Path("a.md"), Path("w"), Path("h"))
    assert parser.prog == "python -m benchmarks.tea"
