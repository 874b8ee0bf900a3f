"""Files are made whole or not at all, and what is there is left."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hyperlocal.importers.existing import there
from hyperlocal.importers.organisations import Draft, draft, survey
from hyperlocal.importers.saving import save
from tests.conftest import MakeSite

CSV = b"Name,Town\nVillage Hall,Ashby\nHut,Elm\n"
PATHS = ("content/organisations/village-hall.md", "content/organisations/hut.md")


def drafted(folder: Path, data: bytes = CSV) -> Draft:
    return draft(survey(data, "groups.csv", {}), there(folder)[0])


def everything(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_new_files_are_made_and_twice_changes_nothing(site: MakeSite) -> None:
    folder = site({})
    saved = save(folder, drafted(folder), update=True)
    assert (saved.made, saved.changed, saved.problems) == (PATHS, (), ())
    assert (folder / PATHS[0]).read_bytes() == b"---\ntitle: Village Hall\ntown: Ashby\n---\n\n"
    before = everything(folder)
    again = drafted(folder)
    assert again.new == () and again.different == () and len(again.known) == 2
    save(folder, again, update=True)
    assert everything(folder) == before


def test_what_is_there_is_changed_only_when_asked(site: MakeSite) -> None:
    folder = site({PATHS[0]: "---\nname: Village Hall\ntown: Old\n---\nTea.\n"})
    saved = save(folder, drafted(folder), update=False)
    assert saved.made == PATHS[1:] and saved.changed == ()
    assert "town: Old" in (folder / PATHS[0]).read_text()
    assert save(folder, drafted(folder), update=True).changed == PATHS[:1]
    assert (folder / PATHS[0]).read_text() == "---\nname: Village Hall\ntown: Ashby\n---\nTea.\n"
    assert drafted(folder).different == ()


def test_a_file_that_came_meanwhile_is_not_written_over(site: MakeSite) -> None:
    folder = site({})
    planned = drafted(folder)
    (folder / PATHS[0]).parent.mkdir(parents=True)
    (folder / PATHS[0]).write_text("mine")
    saved = save(folder, planned, update=True)
    assert saved.made == PATHS[1:] and [(one.rule, one.path) for one in saved.problems] == [("already-there", PATHS[0])]
    assert (folder / PATHS[0]).read_text() == "mine"


def test_a_file_that_was_changed_meanwhile_is_left(site: MakeSite) -> None:
    folder = site({PATHS[0]: "---\nname: Village Hall\n---\n"})
    planned = drafted(folder)
    (folder / PATHS[0]).write_text("mine")
    saved = save(folder, planned, update=True)
    assert [(one.rule, one.path) for one in saved.problems] == [("changed-meanwhile", PATHS[0])]
    assert (folder / PATHS[0]).read_text() == "mine"


def test_a_place_that_cannot_be_written_to_is_told(site: MakeSite) -> None:
    folder = site({"content/organisations": "a file"})
    saved = save(folder, drafted(folder), update=True)
    assert saved.made == () and {one.rule for one in saved.problems} <= {"cannot-write", "already-there"}
    assert len(saved.problems) == 2


@pytest.mark.skipif(not hasattr(os, "fork"), reason="stops the process as a power cut would")
@pytest.mark.parametrize("after", range(6))
def test_broken_off_at_any_step_it_leaves_whole_files_and_goes_on_the_next_time(site: MakeSite, after: int) -> None:
    folder = site({})
    (folder / "groups.csv").write_bytes(CSV)
    program = f"""
import os, sys
from pathlib import Path
steps = 0
def step(event, arguments):
    global steps
    if event in ("open", "os.link", "os.rename", "os.remove") and "organisations" in str(arguments[0]):
        if steps == {after}:
            os._exit(9)
        steps += 1
sys.addaudithook(step)
from hyperlocal.cli import run
sys.exit(run(["import", "organisations", "groups.csv", "--yes"]))
"""
    ended = subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, timeout=60)
    assert ended.returncode == 9, ended.stderr
    wanted = {
        PATHS[0]: b"---\ntitle: Village Hall\ntown: Ashby\n---\n\n",
        PATHS[1]: b"---\ntitle: Hut\ntown: Elm\n---\n\n",
    }
    made = {str(file.relative_to(folder)): file.read_bytes() for file in (folder / "content").rglob("*.md")}
    assert made.items() <= wanted.items()
    assert {one.path for one in there(folder)[0]} == set(made), "what was not finished is no text of the site"
    saved = save(folder, drafted(folder), update=True)
    assert saved.problems == () and {path: (folder / path).read_bytes() for path in PATHS} == wanted
