"""The table of tools: each has a layout, its files and a program; nothing lies about unused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import floors, install, machine
from benchmarks.corpus import corpus
from benchmarks.layouts import LAYOUTS
from benchmarks.sites import PEERS, write_site
from benchmarks.tools import BY_NAME, TOOLS, Tool, command_of, environment_of, site_folder


def test_every_layout_and_every_folder_belongs_to_a_tool() -> None:
    assert {tool.layout for tool in TOOLS} == set(LAYOUTS)
    assert {name for tool in TOOLS for name in tool.peers} == {one.name for one in PEERS.iterdir() if one.is_dir()}
    assert len(BY_NAME) == len(TOOLS)


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if not tool.modules], ids=lambda tool: tool.name)
def test_a_site_is_written_with_settings_style_pictures_and_notes(tool: Tool, tmp_path: Path) -> None:
    write_site(tool, corpus(24), tmp_path, "24")
    site = site_folder(tmp_path, "24", tool)
    assert len(list((site / tool.pictures).iterdir())) == 10
    assert not tool.style or (site / tool.style).read_text(encoding="utf-8").startswith("/* The one style sheet")
    assert site.with_suffix(".json").is_file()
    assert len(list(site.rglob("*.md"))) >= 24 + 1 + 1


def test_words_of_a_command(tmp_path: Path) -> None:
    hugo = tmp_path / "tools/hugo/lib/python3.11/site-packages/hugo/binaries/hugo"
    with pytest.raises(FileNotFoundError, match="not installed"):
        command_of(BY_NAME["hugo"], tmp_path, tmp_path, tmp_path)
    hugo.parent.mkdir(parents=True)
    hugo.write_text("", encoding="utf-8")
    assert command_of(BY_NAME["hugo"], tmp_path, tmp_path, tmp_path)[0] == str(hugo.resolve())
    own = Path(sys.executable)
    assert command_of(BY_NAME["hyperlocal"], tmp_path / "site", tmp_path, own) == [
        str(own),
        "build",
        str((tmp_path / "site").resolve()),
    ]


def test_a_preview_is_at_its_port_and_on_this_computer_alone(tmp_path: Path) -> None:
    own = Path(sys.executable)
    words = command_of(BY_NAME["hyperlocal"], tmp_path, tmp_path, own, port=8123)
    assert words == [str(own), "serve", str(tmp_path.resolve()), "--port", "8123"]
    previews = {tool.name: tool.preview for tool in TOOLS if tool.preview}
    assert all("{port}" in preview for preview in previews.values())
    # hyperlocal listens nowhere else: see tests/server.
    assert all("127.0.0.1" in preview for name, preview in previews.items() if name != "hyperlocal")


def test_the_environment_is_in_utf_8_and_free_of_our_own_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    env = environment_of(BY_NAME["hugo"], Path("/site"))
    assert env["LC_ALL"] == "C.UTF-8"
    assert env["HUGO_CACHEDIR"] == f"{Path('/site')}/.cache"
    assert "PYTHONPATH" not in env


def test_the_hash_of_a_symbol() -> None:
    """The value that the System V gABI gives as its example."""
    assert install.elf_hash(b"printf") == 0x077905A6


def test_what_cannot_be_installed_is_told(tmp_path: Path) -> None:
    with pytest.raises(install.CannotInstall, match="jekyll-that-is-not-there"):
        install.run([str(tmp_path / "jekyll-that-is-not-there")])
    with pytest.raises(install.CannotInstall, match="out of luck"):
        install.run([sys.executable, "-c", "raise SystemExit('out of luck')"])


def test_the_floor_writes_what_there_was(tmp_path: Path) -> None:
    for path in ("site/content/a.md", "site/out/index.html", "site/out/news/index.html"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(path, encoding="utf-8")
    floors.rewrite(str(tmp_path / "site"), str(tmp_path / "site/out"), str(tmp_path / "copy"))
    assert sorted(str(file.relative_to(tmp_path)) for file in (tmp_path / "copy").rglob("*.html")) == [
        str(Path("copy/index.html")),
        str(Path("copy/news/index.html")),
    ]


def test_the_machine_is_described_without_a_path_of_it(tmp_path: Path) -> None:
    found = machine.describe(tmp_path, tmp_path / "hyperlocal")
    assert int(found["Cores"]) >= 1
    assert str(tmp_path) not in " ".join(found.values())
    assert machine.table({"Cores": "2"})[-1] == "| Cores | 2 |"
