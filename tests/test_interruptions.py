"""Never half a site: builds that are killed, at random and at each step, two at once, changes in the middle.

HYPERLOCAL_INTERRUPTIONS=1000 does so many random trials (else as many as fit into 40 seconds) and kills at every step.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from PIL import Image

from hyperlocal.builder import Step, build
from hyperlocal.lock import locked
from hyperlocal.output.manifest import STAGING
from tests.interruptions import (
    COMMAND,
    FOREIGN,
    ROOT,
    Tree,
    change,
    killed,
    left_behind,
    make_site,
    passed,
    reader,
    recolour,
    run,
    tree,
    trials,
)
from tests.steps import SCENES
from tests.whole_files import fault_in

COUNT = int(os.environ.get("HYPERLOCAL_INTERRUPTIONS", "0"))

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are ended in another way on this system")


def fresh(site: Path, place: Path) -> Tree:
    """The website as a build into a new place makes it, with nothing remembered."""
    shutil.copytree(site, place, ignore=shutil.ignore_patterns("_site", ".hyperlocal"))
    build(place, place / "_site", datetime.now(UTC))
    return tree(place / "_site")


# --- killed ---


def test_after_random_interruptions_the_next_build_is_as_a_fresh_one(tmp_path: Path) -> None:
    counts = trials(COUNT or 25, tmp_path, seed=20261122, seconds=float("inf") if COUNT else 40)
    assert counts["trials"] == COUNT or (not COUNT and counts["trials"] > 0)
    assert counts["files read meanwhile, all of them whole"] > 0


@pytest.mark.parametrize("name", SCENES)
def test_each_step_may_be_the_last(name: str) -> None:
    command = [sys.executable, "-m", "tests.steps", name, "1" if COUNT else "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    steps, faults = json.loads(done.stdout)
    assert faults == []
    assert steps >= 10


KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from hyperlocal.builder import build

def killed(step):
    if not step.looking and step.photos <= int(sys.argv[2]):
        os.kill(os.getpid(), signal.SIGKILL)

build(Path(sys.argv[1]), Path(sys.argv[1]) / "_site", datetime.now(UTC), progress=killed)
"""


def test_undo_after_a_build_that_was_killed_before_it_changed_anything(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", 60)
    assert run("build", site).returncode == 0
    first = tree(site / "_site")
    change(site, Random(1))
    assert run("build", site).returncode == 0
    second = tree(site / "_site")
    begun = site / ".hyperlocal/previous-new"

    def noted(process: subprocess.Popen[bytes]) -> None:
        while not begun.exists() and passed(process, 0.0005):
            pass

    for _ in range(20):  # it may have ended before it is killed
        for name in ("built.json", "unfinished.json"):  # so that it has to look at everything
            (site / ".hyperlocal" / name).unlink(missing_ok=True)
        if killed(["build", str(site)], noted) and begun.exists():
            break
    assert begun.exists()
    assert "broken off: 0 files put back" in run("undo", site).stdout
    assert tree(site / "_site") == second, "the last whole build"
    assert run("undo", site).returncode == 0
    assert tree(site / "_site") == first


def test_photos_that_were_finished_before_a_kill_are_not_made_again(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", 3)
    photos = [f"content/posts/photo-{number}.jpg" for number in range(9)]
    for number, name in enumerate(photos):
        Image.effect_noise((700, 500), 10 + number).convert("RGB").save(site / name)
    shown = "".join(f"![Tea]({Path(name).name})\n\n" for name in photos)
    (site / "content/posts/photos.md").write_text(f"---\ntitle: Photos\ndate: 2026-06-30\n---\n{shown}")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(site), "4"], cwd=ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL and not (site / "_site").exists()
    again = build(site, site / "_site", datetime.now(UTC))
    assert again.prepared.remembered is not None
    counted = again.prepared.remembered.memo.worked_out
    # Two or more are under way at a time: those that were not finished are made anew, and no others.
    assert 0 < counted["picture"] <= 4 and counted["look"] == 0
    assert tree(site / "_site") == fresh(site, tmp_path / "fresh")
    assert left_behind(site) == []


def test_the_reader_sees_a_file_that_is_cut_short(tmp_path: Path) -> None:
    """Or the test above would prove nothing."""
    page = tmp_path / "index.html"
    page.write_text("<p>whole</p></html>\n")
    with reader(tmp_path) as ended:
        for _ in range(200):
            page.write_text("<p>hal")
            page.write_text("<p>whole</p></html>\n")
        page.write_text("<p>hal")
        read, faults = ended()
    assert read > 0 and faults and faults[-1] == "index.html: 6 bytes without an end"


@pytest.mark.parametrize(
    ("name", "data", "whole"),
    [
        ("a.html", b"<p>x</p></html>\n", True),
        ("a.html", b"<p>x</p></htm", False),
        ("a.html", b"", False),
        ("a.xml", b"<a><b/></a>", True),
        ("a.xml", b"<a><b/></a", False),
        ("a.json", b'{"a": 1}', True),
        ("a.json", b'{"a": 1', False),
        ("a.txt", b"", True),
    ],
)
def test_what_the_reader_takes_for_whole(name: str, data: bytes, whole: bool) -> None:
    assert (fault_in(name, data) == "") is whole


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """In a group of its own, so that its workers can be killed with it."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def begun(process: subprocess.Popen[str], *places: Path) -> bool:
    """Wait until one of the places is there; False when the process ended before."""
    while not any(place.exists() for place in places):
        try:
            process.wait(0.001)
        except subprocess.TimeoutExpired:
            continue
        return False
    return True


@pytest.mark.parametrize("with_workers", [True, False])
def test_a_build_that_was_killed_holds_no_lock(tmp_path: Path, with_workers: bool) -> None:
    """Its workers, if they were not killed too, end by themselves: the next build need not wait for ever."""
    site = make_site(tmp_path / "site", 250)
    with started("build", site) as first:
        assert begun(first, site / f"._site{STAGING}/news")
        if with_workers:
            os.killpg(first.pid, signal.SIGKILL)
        else:
            first.kill()
        first.wait()
        with started("build", site) as second:
            _, err = second.communicate(timeout=120)
    assert second.returncode == 0 and "Traceback" not in err, err
    assert tree(site / "_site") == fresh(site, tmp_path / "fresh") and left_behind(site) == []
    assert err == "" or not with_workers


KILLS_ITSELF = """\
import os, signal
from hyperlocal.share import over_processes

parent = os.getpid()
reader, writer = os.pipe()

def work(job):
    if os.getpid() == parent:
        os.read(reader, 1)
        os.kill(parent, signal.SIGKILL)
    if job == 3:
        os.write(writer, b".")
    return "much" * 1_000_000

list(over_processes(work, range(4), least=1, start="fork", most=2))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="processes are forked on Linux only")
def test_a_worker_whose_results_nobody_will_read_ends(tmp_path: Path) -> None:
    """It holds the lock of the build: if it waited, so would every build to come."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLS_ITSELF], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        # Both pipes end with the last of its processes.
        assert process.communicate(timeout=60) == ("", "")
    assert process.returncode == -signal.SIGKILL


def test_ctrl_c_stops_with_one_word(tmp_path: Path) -> None:
    for attempt in range(8):
        site = make_site(tmp_path / f"site-{attempt}", 300)
        with started("build", site) as process:
            if begun(process, site / f"._site{STAGING}/news"):
                os.killpg(process.pid, signal.SIGINT)
            _, err = process.communicate()
        if process.returncode:  # else this test was held up, and the build was done before it was told
            break
    assert (process.returncode, err.strip()) == (1, "Stopped.")
    assert sorted(one.name for one in site.iterdir()) == [".hyperlocal", "content", "site.yml", "static"]


# --- two at once ---


@pytest.mark.parametrize("edit", [None, recolour])
def test_two_builds_at_once_into_one_folder(tmp_path: Path, edit: Callable[[Path, Random], None] | None) -> None:
    site = make_site(tmp_path / "site", 60)
    if edit is not None:
        assert run("build", site).returncode == 0
        edit(site, Random(1))
    with locked(site / ".hyperlocal", lambda: None):  # so that both have to wait, and begin at the same moment
        builds = [started("build", site) for _ in range(2)]
        said = [one.stderr.readline() for one in builds if one.stderr is not None]
    for one in builds:
        with one:
            _, err = one.communicate()
            assert (one.returncode, err) == (0, "")
    assert said == ["Another build of this site is under way; this one goes on when that has ended.\n"] * 2
    assert tree(site / "_site") == fresh(site, tmp_path / "fresh") and left_behind(site) == []


def test_two_builds_at_once_into_two_folders(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", 60)
    builds = [started("build", site, "--output", tmp_path / name) for name in ("one", "two")]
    for one in builds:
        with one:
            _, err = one.communicate()
            assert one.returncode == 0 and "Traceback" not in err, err
    expected = fresh(site, tmp_path / "fresh")
    assert tree(tmp_path / "one") == tree(tmp_path / "two") == expected
    assert sorted(one.name for one in tmp_path.iterdir()) == ["fresh", "one", "site", "two"]


# --- the memory deleted, a source changed in the middle ---


@pytest.mark.parametrize("at", [1, 5, 12, 20])
@pytest.mark.parametrize("edited", [True, False])
def test_the_memory_may_be_deleted_in_the_middle_of_a_build(tmp_path: Path, at: int, edited: bool) -> None:
    site = make_site(tmp_path / "site", 8)
    if edited:
        build(site, site / "_site", datetime.now(UTC))
        recolour(site, Random(1))

    def progress(step: Step) -> None:
        if step.done >= at:
            shutil.rmtree(site / ".hyperlocal", ignore_errors=True)

    assert build(site, site / "_site", datetime.now(UTC), progress=progress).problems == ()
    expected = fresh(site, tmp_path / "fresh")
    assert tree(site / "_site") == expected
    change(site, Random(2))
    assert run("build", site).returncode == 0
    assert tree(site / "_site") == fresh(site, tmp_path / "again") != expected
    assert left_behind(site) == []


CHANGES_A_SOURCE = '''
"""Changes a source just when the program opens a certain file: once it has been looked for, and before it is read."""
import os, sys

WHEN, DO = os.environ["WHEN"], os.environ["DO"]
done = []

def watch(event, told):
    if event in ("open", "sqlite3.connect") and not done and WHEN in str(told[0]):
        done.append(1)
        exec(DO)

sys.addaudithook(watch)
'''


EDIT_5 = "open('content/posts/post-5.md', 'a').write('Changed.')"
EDIT_0 = "open('content/posts/post-0.md', 'a').write('Changed.')"
GONE_6 = "os.unlink('content/posts/post-6.md')"
ADDED = "open('content/posts/new.md', 'w').write(open('content/posts/post-5.md').read())"
STATIC = "open('static/a.txt', 'w').write('new')"
SETTING = "open('site.yml', 'a').write('tagline: By the canal\\n')"
TEMPLATE = "os.makedirs('templates'); open('templates/post.html', 'w').write('own')"
LOOKED_FOR, READING, DRAWING = "content/posts/post-0.md", "memory.sqlite3", "templates/post.html"
"""Files that are opened when the folder has been scanned and the first text is looked at; when what is remembered is
asked for, and the texts are read; and when pages are drawn."""


@pytest.mark.parametrize(
    ("when", "does"),
    [
        *((LOOKED_FOR, does) for does in (EDIT_5, EDIT_0, GONE_6, ADDED, SETTING)),
        *((READING, does) for does in (EDIT_5, GONE_6, STATIC)),
        *((DRAWING, does) for does in (EDIT_0, ADDED, STATIC, SETTING, TEMPLATE)),
        *((".hyperlocal.json", does) for does in (EDIT_5, STATIC)),
    ],
)
def test_a_source_that_changed_during_a_build_is_seen_by_the_next(tmp_path: Path, when: str, does: str) -> None:
    site = make_site(tmp_path / "site", 8)
    (site / "static/a.txt").write_text("old")
    (tmp_path / "guard").mkdir()
    (tmp_path / "guard/sitecustomize.py").write_text(CHANGES_A_SOURCE)
    environment = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "guard"), str(ROOT)]), "WHEN": when, "DO": does}
    before = {one: one.read_bytes() for one in site.rglob("*") if one.is_file()}
    first = subprocess.run(
        [*COMMAND, "build"], cwd=site, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in first.stderr and first.returncode in (0, 1), first.stderr
    after = {one: one.read_bytes() for one in site.rglob("*") if one.is_file() and before.keys() >= {one}}
    added = [one for one in ("content/posts/new.md", "templates/post.html") if (site / one).exists()]
    assert after != before or added, "nothing was changed, so nothing was tested"
    second = run("build", site)
    assert second.returncode == 0 and "Nothing has changed" not in second.stdout, second.stdout
    assert tree(site / "_site") == fresh(site, tmp_path / "fresh") and left_behind(site) == []


# --- what is somebody else's ---


def test_files_of_others_are_never_touched_whatever_happens(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", 6)
    output = site / "_site"
    mine = [output / name for name in (FOREIGN, "news/mine.txt", "tags/tea/notes.html", ".htaccess", ".git/config")]

    def put() -> list[tuple[int, int]]:
        return [(one.stat().st_ino, one.stat().st_mtime_ns) for one in mine]

    assert run("build", site).returncode == 0
    for one in mine:
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_text("mine")
    before = put()
    for act in ("recolour", "kill", "undo", "build", "empty", "undo", "forget", "build"):
        if act == "recolour":
            recolour(site, Random(3))
            run("build", site)
        elif act == "kill":
            recolour(site, Random(4))
            with started("build", site) as process:
                assert begun(process, output / STAGING)
                passed_on = process.pid
                os.killpg(passed_on, signal.SIGKILL)
        elif act == "empty":
            for text in (site / "content/posts").iterdir():
                text.unlink()
            run("build", site)
        elif act == "forget":
            shutil.rmtree(site / ".hyperlocal")
        else:
            assert run(act, site).returncode == 0
        assert put() == before and all(one.read_text() == "mine" for one in mine), act
