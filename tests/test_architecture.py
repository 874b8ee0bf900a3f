"""The house: layers, no cycles, short functions and modules, a test module for each module."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "hyperlocal"
MODULES = sorted(PACKAGE.rglob("*.py"))

LAYERS = {
    "values": 0,
    "problems": 1, "shipped": 1, "dates": 1, "frontmatter": 1, "yamltext": 1, "encoding": 1, "slugs": 1, "palette": 1,
    "wheel": 1, "recipe": 1, "records": 1, "lock": 1, "unchanged": 1, "share": 1, "disk": 1, "timelimit": 1,
    "headfaults": 1, "identifiers": 1, "lettering": 1, "hours": 2, "fields": 2, "registration": 2, "kinds": 2,
    "parts": 2, "memo": 2, "kits": 3, "content": 3, "config": 3, "site": 4, "theme": 4, "output": 5,
    "remembering": 6, "builder": 6, "checks": 6, "scaffolder": 6, "server": 7,
    "importers": 7, "exporters": 7, "cli": 8, "__main__": 9,
}  # fmt: skip
"""A higher module may import a lower one. docs/architecture.md draws the same."""

ARROWS = {
    ("frontmatter", "problems"), ("frontmatter", "yamltext"), ("frontmatter", "headfaults"),
    ("headfaults", "problems"), ("wheel", "shipped"), ("checks", "builder"), ("scaffolder", "builder"),
    ("unchanged", "recipe"),
    ("kinds", "fields"), ("parts", "fields"), ("parts", "kinds"), ("builder", "remembering"),
    ("exporters", "importers"),
}  # fmt: skip
"""Siblings that may import each other, in this direction."""

LONGEST_FUNCTION = 40
LONGEST_MODULE = 300


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """The part of the house a module belongs to: `hyperlocal.output.plan` -> `output`."""
    return module.split(".")[1] if "." in module else ""


def imports(file: Path) -> Iterator[str]:
    """Every own module that a file imports, wherever the import stands in it."""
    known = {name_of(one) for one in MODULES}
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "hyperlocal")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            if (node.module or "").split(".")[0] == "hyperlocal":
                whole = {f"{node.module}.{alias.name}" for alias in node.names}
                yield from whole & known or {str(node.module)}


def code_lines(source: str) -> set[int]:
    """The lines that hold code: no docstrings, comments or blank lines."""
    beside = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type not in beside:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            for inner in node.body:
                if isinstance(inner, ast.Expr) and isinstance(inner.value, ast.Constant):
                    lines -= set(range(inner.lineno, (inner.end_lineno or inner.lineno) + 1))
    return lines


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_imports_go_down_the_layers(file: Path) -> None:
    own = part_of(name_of(file))
    if not own:
        assert list(imports(file)) == [], "the package itself imports nothing"
        return
    for imported in imports(file):
        other = part_of(imported)
        if other in ("", own):
            continue
        allowed = LAYERS[other] < LAYERS[own] or (own, other) in ARROWS
        assert allowed, f"{name_of(file)} (layer {LAYERS[own]}) must not import {imported} (layer {LAYERS[other]})"


def test_there_are_no_cycles() -> None:
    graph = {name_of(file): set(imports(file)) for file in MODULES}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, f"a cycle: {' -> '.join((*trail, module))}"
        if module in done:
            return
        for other in sorted(graph.get(module, ())):
            visit(other, (*trail, module))
        done.add(module)

    for module in graph:
        visit(module, ())
    assert done >= set(graph)


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_functions_and_modules_are_short(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    lines = code_lines(source)
    assert len(lines) <= LONGEST_MODULE, f"{name_of(file)} has {len(lines)} lines of code"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            length = len(lines & set(range(node.lineno, (node.end_lineno or node.lineno) + 1)))
            assert length <= LONGEST_FUNCTION, f"{name_of(file)}.{node.name} has {length} lines of code"


@pytest.mark.parametrize("file", [one for one in MODULES if one.name != "__main__.py"], ids=name_of)
def test_each_module_has_its_test_module(file: Path) -> None:
    below = file.relative_to(PACKAGE)
    if below.name == "__init__.py":
        if below.parent == Path():
            return  # the version alone
        below = below.parent / f"{below.parent.name}.py"
    mirror = ROOT / "tests" / below.parent / f"test_{below.name}"
    assert mirror.is_file(), f"{mirror.relative_to(ROOT)} is missing"
    assert "def test_" in mirror.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", MODULES, ids=name_of)
def test_each_module_says_what_it_is_for(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), f"{name_of(file)} has no docstring"
