"""Builds of a 300-post site, killed at random moments, a thousand of them: `python -m tests.interruptions 1000`.

Each time something is edited, a build or an undo is killed with all its workers (SIGKILL) at a random moment of the
time that it would take, or just when its first file shows. Then the next build, or `undo`, has to make all well, and
while all this goes on another process reads the website and looks whether a file was ever cut short. What is random
comes from a seed, but for the moments: those are the clock's.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from tempfile import TemporaryDirectory

from hyperlocal.builder import build
from hyperlocal.output.manifest import NAME, STAGING, digest_of, read_manifest

ROOT = Path(__file__).parent.parent
POSTS = 300
FOREIGN = "keep-me.html"
WORDS = ("tea", "cake", "hall", "walk", "choir", "garden", "bridge", "canal")
KNOWN = {"lock", "built.json", "unfinished.json", "memory.sqlite3", "photos.json", "previous"}
"""All that may lie in .hyperlocal/ when a build has ended."""

Tree = dict[str, bytes]
COMMAND = (sys.executable, "-m", "hyperlocal")


def tree(folder: Path) -> Tree:
    """Every file of a website, but for the one that is somebody else's."""
    found = {one.relative_to(folder).as_posix(): one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    return {path: data for path, data in found.items() if path != FOREIGN}


def digest(files: Tree) -> str:
    """One name for a whole website."""
    return digest_of(repr(sorted(files.items())).encode())


def post(number: int, words: str = "") -> str:
    day = f"{2019 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}"
    text = "\n\n".join(f"On {WORDS[number % 8]} number {one} there is *more* to say. {words}" for one in range(8))
    return f"---\ntitle: Post {number}\ndate: {day}\ntags: {WORDS[number % 5]}\n---\n{text}\n"


def make_site(folder: Path, posts: int = POSTS) -> Path:
    (folder / "content/posts").mkdir(parents=True)
    (folder / "static").mkdir()
    settings(folder, "#005a5a")
    for number in range(posts):
        (folder / f"content/posts/post-{number}.md").write_text(post(number), encoding="utf-8")
    return folder


def settings(folder: Path, colour: str) -> None:
    text = (
        "format: 1\nid: 0f5b6c1e-52b7-4d0e-9d2e-3a8a3f6a9b10\ntitle: Hartley Green\n"
        f"base_url: https://hartleygreen.example/\ncolour: '{colour}'\n"
    )
    (folder / "site.yml").write_text(text, encoding="utf-8")


# --- what somebody does between two builds: to the site, and to its twin ---


def change(folder: Path, luck: random.Random) -> None:
    texts = sorted((folder / "content/posts").iterdir())
    file = luck.choice(texts)
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{luck.choice(WORDS)} {luck.random()}\n", encoding="utf-8")


def add(folder: Path, luck: random.Random) -> None:
    number = luck.randrange(1000, 10**6)
    (folder / f"content/posts/post-{number}.md").write_text(post(number), encoding="utf-8")


def take_away(folder: Path, luck: random.Random) -> None:
    luck.choice(sorted((folder / "content/posts").iterdir())).unlink()


def recolour(folder: Path, luck: random.Random) -> None:
    settings(folder, f"#{luck.randrange(0x101010, 0x606060):06x}")


def file_or_folder(folder: Path, luck: random.Random) -> None:
    """`static/x` is a file, then a folder, then a file again."""
    place = folder / "static/x"
    words = f"<p>{luck.random()}</p></html>"
    if place.is_file():
        place.unlink()
        place.mkdir()
        (place / "y.html").write_text(words, encoding="utf-8")
    else:
        shutil.rmtree(place, ignore_errors=True)
        place.write_text(words, encoding="utf-8")


def other_capitals(folder: Path, luck: random.Random) -> None:
    here, there = folder / "static/Map.txt", folder / "static/map.txt"
    if here.exists():
        here.rename(there)
    else:
        there.unlink(missing_ok=True)
        here.write_text(str(luck.random()), encoding="utf-8")


EDITS: tuple[Callable[[Path, random.Random], None], ...] = (
    change, change, change, add, add, take_away, take_away, recolour, file_or_folder, other_capitals,
)  # fmt: skip


def delete_output(site: Path, luck: random.Random) -> None:
    shutil.rmtree(site / "_site")


def empty_output(site: Path, luck: random.Random) -> None:
    shutil.rmtree(site / "_site")
    (site / "_site").mkdir()


def alter_output(site: Path, luck: random.Random) -> None:
    """Some files of the website are deleted or changed by hand."""
    for file in luck.sample(sorted((site / "_site/news").rglob("*.html")), 5):
        if luck.random() < 0.5:
            file.unlink()
        else:
            (site / "altered").write_text("<p>mine</p></html>", encoding="utf-8")
            (site / "altered").replace(file)


def delete_memory(site: Path, luck: random.Random) -> None:
    shutil.rmtree(site / ".hyperlocal")


VANDALS = (delete_output, empty_output, alter_output, delete_memory)


# --- builds, whole and broken off ---


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False)


def killed(arguments: list[str], after: Callable[[subprocess.Popen[bytes]], None]) -> bool:
    """Start it, wait as `after` does, and kill it with all that it has started. Whether it was still running."""
    with subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        after(process)
        running = process.poll() is None
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return running


def passed(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait, but no longer than the process runs: whether it still does."""
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def some_time(seconds: float) -> Callable[[subprocess.Popen[bytes]], None]:
    def wait(process: subprocess.Popen[bytes]) -> None:
        passed(process, seconds)

    return wait


def first_file(site: Path, extra: float) -> Callable[[subprocess.Popen[bytes]], None]:
    """Wait until the website begins to change, and a little longer."""
    output = site / "_site"

    def begun() -> bool:
        return (output / STAGING).exists() or (site / f"._site{STAGING}").exists()

    def wait(process: subprocess.Popen[bytes]) -> None:
        while passed(process, 0.001):
            if begun():
                passed(process, extra)
                return

    return wait


# --- the reader ---


@contextmanager
def reader(output: Path) -> Iterator[Callable[[], tuple[int, list[str]]]]:
    """Another process that reads the website all the while. Gives a function that ends it: (files read, faults)."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.whole_files", str(output)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:

        def ended() -> tuple[int, list[str]]:
            told = json.loads(process.communicate("")[0])
            return told["read"], told["faults"]

        try:
            yield ended
        finally:
            process.kill()


# --- one trial ---


@dataclass(kw_only=True)
class Trials:
    """A site, its twin (built anew each time, never disturbed), and what is known of its builds: the last two, and the
    digests of all. `earlier` is None where it cannot be told."""

    site: Path
    twin: Path
    luck: random.Random
    earlier: Tree | None = None
    now: Tree = field(default_factory=dict)
    whole: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def output(self) -> Path:
        return self.site / "_site"

    def start(self) -> None:
        """Build a first time, and see how long builds take."""
        for kind, edit in (("first", None), ("recolour", recolour), ("change", change), ("add", add)):
            if edit is not None:
                self.edit(edit)
            self.earlier, self.now = self.now or None, self.fresh()
            self.whole.append(digest(self.now))
            since = time.monotonic()
            assert run("build", self.site).returncode == 0
            self.seconds[kind] = time.monotonic() - since
        self.seconds["undo"] = self.seconds["change"]
        assert tree(self.output) == self.now

    def edit(self, how: Callable[[Path, random.Random], None]) -> None:
        """The same in both folders."""
        seed = self.luck.random()
        for folder in (self.site, self.twin):
            how(folder, random.Random(seed))

    def fresh(self) -> Tree:
        """The website as a build into a new place makes it."""
        shutil.rmtree(self.twin / "_site", ignore_errors=True)
        assert not [
            one for one in build(self.twin, self.twin / "_site", datetime.now(UTC)).problems if one.severity > 1
        ]
        return tree(self.twin / "_site")

    def one(self) -> None:
        """Edit, break off, make well."""
        luck = self.luck
        kind = "change"
        for how in luck.sample(EDITS, luck.choice((1, 1, 2))):
            self.edit(how)
            kind = "recolour" if how is recolour else kind
        vandal = luck.choice(VANDALS) if luck.random() < 0.15 else None
        if vandal is not None:
            vandal(self.site, luck)
            kind = "first" if vandal in (delete_output, empty_output) else "recolour"
        foreign = self.foreign()
        target = self.fresh()
        for _ in range(luck.choice((1, 1, 1, 1, 2))):
            self.broken_off(["build", str(self.site)], kind)
        if vandal is None and luck.random() < 0.25:
            self.undone(target)
            vandal = None if luck.random() < 0.5 else delete_memory
            if vandal is not None:
                vandal(self.site, luck)
        elif vandal is None and self.earlier is not None and luck.random() < 0.15:
            self.broken_off(["undo", str(self.site)], "undo")
        self.healed(target, foreign)
        self.earlier, self.now = (None if vandal else self.now), target
        self.whole.append(digest(target))

    def broken_off(self, arguments: list[str], kind: str) -> None:
        luck = self.luck
        if luck.random() < 0.3:
            moment, after = "at its first file", first_file(self.site, luck.uniform(0, 0.1))
        else:
            moment, after = "at a random moment", some_time(luck.uniform(0, self.seconds[kind] * 1.05))
        running = killed(arguments, after)
        self.counts[f"{arguments[0]} killed {moment}" if running else f"{arguments[0]} had just ended"] += 1
        if running and self.output.is_dir() and tree(self.output) not in (self.now, {}):
            self.counts["of these, with the website half changed"] += 1

    def undone(self, target: Tree) -> None:
        """`undo` gives the last whole build: the one before the build that was broken off, if that had begun."""
        new = self.site / ".hyperlocal/previous-new"
        after = new.exists() and read_manifest(new / "manifest.json") == read_manifest(self.output / NAME)
        if tree(self.output) == target != self.now and (after or not new.exists()):
            # Of two builds the first had ended: it is whole, and what was broken off came after it.
            self.earlier, self.now = self.now, target
        begun = tree(self.output) != self.now or new.exists()
        expected = self.now if begun else self.earlier
        done = run("undo", self.site)
        self.counts["undone after a kill"] += 1
        found = tree(self.output)
        if expected is None and done.returncode != 0:
            assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
            assert found == self.now, "an undo that says it can do nothing changes nothing"
            return
        assert done.returncode == 0, done.stderr
        # After the memory or the website was tampered with, it may be one from further back; but a whole one.
        known = [digest(expected)] if expected is not None else self.whole
        assert digest(found) in known, "undo gives the last whole build, byte for byte"
        self.now = found

    def foreign(self) -> bytes | None:
        """A file of somebody else's, now and then."""
        file = self.output / FOREIGN
        if self.output.is_dir() and any(self.output.iterdir()) and self.luck.random() < 0.5:
            file.write_text(f"<p>{self.luck.random()}</p></html>", encoding="utf-8")
        return file.read_bytes() if file.exists() else None

    def healed(self, target: Tree, foreign: bytes | None) -> None:
        """The next build makes all well, and after it there is nothing to do."""
        sources = [self.site / "site.yml", *(self.site / "content").rglob("*"), *(self.site / "static").rglob("*")]
        settled = time.time() - max(one.stat().st_mtime for one in sources) > 3
        done = run("build", self.site)
        assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
        found = tree(self.output)
        wrong = sorted(path for path in {*found, *target} if found.get(path) != target.get(path))
        assert not wrong, f"not as a fresh build: {wrong[:5]}"
        file = self.output / FOREIGN
        assert (file.read_bytes() if file.exists() else None) == foreign, "a file of somebody else's was touched"
        assert left_behind(self.site) == []
        again = run("build", self.site)
        # What was changed a moment ago may be changed again within the same tick of the disk's clock: it is looked at.
        assert "Nothing has changed" in again.stdout or not settled, again.stdout
        assert tree(self.output) == found


def left_behind(site: Path) -> list[str]:
    """What should not be there after a build that has ended well."""
    output = site / "_site"
    files = read_manifest(output / NAME) or {}
    there = {path: digest_of(data) for path, data in tree(output).items() if path != NAME}
    return [
        *sorted(one.name for one in site.iterdir() if one.name.startswith(("._site", ".hyperlocal-"))),
        *sorted(one.name for one in (site / ".hyperlocal").iterdir() if one.name not in KNOWN),
        *sorted(one.name for one in (site / ".hyperlocal/previous").glob("*") if one.name.endswith((".tmp", ".part"))),
        *sorted(path for path in {*files, *there} if files.get(path) != there.get(path)),
        *sorted(str(one) for one in output.rglob("*") if one.is_dir() and not any(one.iterdir())),
    ]


def trials(count: int, folder: Path, *, seed: int, posts: int = POSTS, seconds: float = inf) -> Mapping[str, int]:
    """Do it so many times, or as often as goes into so many seconds. Gives what was counted; fails by an assertion."""
    began = time.monotonic()
    luck = random.Random(seed)
    these = Trials(site=make_site(folder / "site", posts), twin=make_site(folder / "twin", posts), luck=luck)
    these.start()
    with reader(these.output) as ended:
        for number in range(count):
            if number and time.monotonic() - began > seconds:
                break
            these.counts["trials"] += 1
            try:
                these.one()
            except AssertionError as fault:
                raise AssertionError(f"trial {number} of seed {seed}: {fault}") from fault
            if number % 50 == 49:
                sys.stderr.write(f"{number + 1} of {count}\n")
        read, faults = ended()
    assert faults == [], f"a reader saw files that were not whole: {faults[:5]}"
    these.counts["files read meanwhile, all of them whole"] = read
    return these.counts


def main() -> None:
    """The number of trials, and a seed if it is to be another."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20261122
    with TemporaryDirectory(prefix="hyperlocal-") as folder:
        since = time.monotonic()
        counts = trials(count, Path(folder), seed=seed)
    lines = [f"{value:>9,}  {name}" for name, value in sorted(counts.items())]
    sys.stdout.write(
        "\n".join(
            [
                f"{count:,} trials with {POSTS} posts, seed {seed}, {(time.monotonic() - since) / 60:.1f} minutes:",
                *lines,
                "Each time the next build was as a fresh one, byte for byte, and nothing was left behind.\n",
            ]
        )
    )


if __name__ == "__main__":
    main()
