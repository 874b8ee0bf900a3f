"""A build or an undo, killed before each single thing that it does to the disk: `python -m tests.steps`.

Python tells of every file that is opened, moved, linked or removed; the process kills itself at the first of those,
then, in a new try, at the second, and so on to the last. After each, everything must be made well by what comes next:
another build, an undo, or a build after the memory was deleted.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from hyperlocal import unchanged
from hyperlocal.builder import build
from hyperlocal.cli import run
from tests.interruptions import Tree, left_behind, post, settings, tree

_CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.chmod", "os.truncate"}
NEXT = ("build", "undo", "forget")


# --- sites, and what is done to them ---


def first(site: Path) -> None:
    """Nothing has been built."""
    for number in range(4):
        (site / f"content/posts/post-{number}.md").write_text(post(number), encoding="utf-8")
    (site / "static/x").mkdir()
    (site / "static/x/y.txt").write_text("in a folder", encoding="utf-8")
    (site / "static/Map.txt").write_text("one", encoding="utf-8")
    (site / "static/plain").write_text("a file", encoding="utf-8")


def second(site: Path) -> None:
    """Something to go back from."""
    (site / "static/Map.txt").write_text("two", encoding="utf-8")
    (site / "content/posts/post-3.md").write_text(post(3, "Changed."), encoding="utf-8")


def third(site: Path) -> None:
    """One changed, one added, one gone, a file for a folder, a folder for a file, and other capitals."""
    (site / "content/posts/post-0.md").write_text(post(0, "Changed."), encoding="utf-8")
    (site / "content/posts/post-7.md").write_text(post(7), encoding="utf-8")
    (site / "content/posts/post-1.md").unlink()
    shutil.rmtree(site / "static/x")
    (site / "static/x").write_text("now a file", encoding="utf-8")
    (site / "static/plain").unlink()
    (site / "static/plain").mkdir()
    (site / "static/plain/z.txt").write_text("now in a folder", encoding="utf-8")
    (site / "static/Map.txt").rename(site / "static/map.txt")


def fourth(site: Path) -> None:
    """Every page in other colours."""
    settings(site, "#402060")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What has been built, one after the other, what was edited then, and the command that is broken off."""

    built: tuple[Callable[[Path], None], ...]
    edited: Callable[[Path], None] | None
    command: str = "build"
    prepared: Callable[[Path], None] = lambda site: None


SCENES = {
    "a first build": Scene(built=(), edited=first),
    "a first build into an empty folder": Scene(built=(), edited=first, prepared=lambda site: (site / "_site").mkdir()),
    "a second build": Scene(built=(first,), edited=third),
    "a third build": Scene(built=(first, second), edited=third),
    "every page anew": Scene(built=(first, third), edited=fourth),
    "an undo": Scene(built=(first, second, third), edited=None, command="undo"),
}


# --- breaking off ---


def forked(act: Callable[[], int]) -> int:
    """The exit status of `act` in a process of its own; minus the signal that killed it."""
    child = os.fork()
    if child == 0:
        status = 99
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            status = act()
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(step: int, site: Path, command: str) -> bool:
    """Run it and kill it before the step of this number. Whether it got so far."""
    done = 0

    def watch(event: str, told: tuple[object, ...]) -> None:
        nonlocal done
        writes = event == "open" and isinstance(told[2], int) and told[2] & (os.O_WRONLY | os.O_RDWR)
        if event in _CHANGES or (writes and str(site) in str(told[0])):
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    def act() -> int:
        sys.addaudithook(watch)
        return run([command, str(site)])

    return forked(act) == -signal.SIGKILL


# --- what comes next ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A scene made ready: a copy of the site in `start`, the website as it was before (`now`), the one before that
    (`earlier`), and the one that a build gives (`target`)."""

    site: Path
    start: Path
    earlier: Tree | None
    now: Tree
    target: Tree


def long_ago(site: Path, hours: int) -> None:
    """What was written just now was written so many hours ago: else the disk's clock might hide a second change, and
    hyperlocal would look at it again."""
    now = time.time()
    for file in [site / "site.yml", *(site / "content").rglob("*"), *(site / "static").rglob("*")]:
        if file.is_file() and file.stat().st_mtime > now - 1800:
            os.utime(file, (now - 3600 * hours, now - 3600 * hours))


def made_ready(folder: Path, scene: Scene) -> Stage:
    site = folder / "site"
    (site / "content/posts").mkdir(parents=True)
    (site / "static").mkdir()
    settings(site, "#005a5a")
    states: list[Tree] = []
    for number, edit in enumerate(scene.built):
        edit(site)
        long_ago(site, 9 - number)
        assert forked(lambda: run(["build", str(site)])) == 0
        states.append(tree(site / "_site"))
    if scene.edited is not None:
        scene.edited(site)
    long_ago(site, 1)
    scene.prepared(site)
    shutil.copytree(site, folder / "start")
    shutil.copytree(site, folder / "twin", ignore=shutil.ignore_patterns(".hyperlocal", "_site"))
    build(folder / "twin", folder / "twin/_site", datetime.now(UTC))
    return Stage(
        site=site,
        start=folder / "start",
        earlier=states[-2] if len(states) > 1 else None,
        now=states[-1] if states else {},
        target=tree(folder / "twin/_site"),
    )


def wrong(stage: Stage, scene: Scene, next_one: str) -> Iterator[str]:
    """What is not well after the command was killed, and then `next_one` was done."""
    site = stage.site
    allowed = [stage.now, stage.target, stage.earlier or {}]
    for path, data in tree(site / "_site").items():
        if not path.startswith(".hyperlocal") and all(data != one.get(path) for one in allowed):
            yield f"{path} is not whole"
    if next_one == "undo":
        yield from wrong_undo(stage, scene)
    elif next_one == "forget":
        shutil.rmtree(site / ".hyperlocal", ignore_errors=True)
    status = forked(lambda: run(["build", str(site)]))
    found = tree(site / "_site")
    if status != 0 or found != stage.target:
        yield f"a build after it: status {status}, {different(found, stage.target)}"
    yield from left_behind(site)
    if unchanged.nothing_to_do(unchanged.Asked(str(site))) is None:
        yield "and then there was still something to do"


def wrong_undo(stage: Stage, scene: Scene) -> Iterator[str]:
    """An undo gives the last whole build, or says that there is none and leaves all as it is."""
    before = tree(stage.site / "_site")
    status = forked(lambda: run(["undo", str(stage.site)]))
    found = tree(stage.site / "_site")
    known = [one for one in (stage.now, stage.earlier, stage.target if scene.command == "undo" else None) if one]
    if status == 0 and found not in known:
        yield f"an undo after it gives no whole build: {different(found, stage.now)}"
    if status != 0 and (found != before or stage.earlier or (stage.now and before != stage.now)):
        yield f"an undo after it: status {status}"


def different(found: Tree, expected: Tree) -> list[str]:
    return sorted(path for path in {*found, *expected} if found.get(path) != expected.get(path))[:5]


def faults(name: str, *, stride: int = 1) -> tuple[int, list[str]]:
    """How many steps were the last one, and all that was not well. After each step each of `NEXT` is done; with a
    `stride`, one of them in turn after every so manieth step."""
    scene = SCENES[name]
    tried = 0
    told: list[str] = []
    with TemporaryDirectory(prefix="hyperlocal-") as folder:
        stage = made_ready(Path(folder).resolve(), scene)
        for step in count(1, stride):
            reached = False
            for next_one in NEXT if stride == 1 else (NEXT[step % len(NEXT)],):
                shutil.rmtree(stage.site)
                shutil.copytree(stage.start, stage.site)
                reached = killed_at(step, stage.site, scene.command)
                told += [f"{name}, step {step}, then {next_one}: {one}" for one in wrong(stage, scene, next_one)]
            if not reached:
                break
            tried += 1
    return tried, told


def main() -> None:
    """Print [steps, faults] of a scene as JSON, with the stride of each; without a name, all of it, to be read."""
    if len(sys.argv) > 2:
        sys.stdout.write(json.dumps(faults(sys.argv[1], stride=int(sys.argv[2]))))
        return
    for name in SCENES:
        steps, told = faults(name)
        sys.stdout.write("\n".join([f"{name}: {steps} steps, {len(told)} faults", *told, ""]))
        sys.stdout.flush()


if __name__ == "__main__":
    main()
