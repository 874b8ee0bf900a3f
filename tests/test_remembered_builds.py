"""Results do not depend on memory: after any changes a build that remembers equals one that never heard of the site.

Byte for byte, problems and all; and no text and no photo is worked out that has been worked out before.
"""

from __future__ import annotations

import shutil
from hashlib import blake2b
from pathlib import Path
from random import Random

import pytest

from hyperlocal import unchanged
from hyperlocal.builder import Built, Prepared, build, prepare, previews
from hyperlocal.content import load
from hyperlocal.content.filejob import FileJob
from hyperlocal.content.photo import NotAPhoto, Photo, look_at_all
from hyperlocal.dates import Moment, parse_moment
from hyperlocal.output import FeedFile, PageFile
from hyperlocal.output.write import write
from hyperlocal.problems import Problem, worst_first
from tests.changing_site import ChangingSite

MOMENTS = ("2026-11-22", "2026-11-22", "2026-11-23", "2026-06-01 18:00", "2026-06-01 18:30", "2027-03-01")


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def differing(found: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    return [path for path in sorted({*found, *wanted}) if found.get(path) != wanted.get(path)]


class Builds:
    """Builds one changing site again and again, and holds each against a fresh one."""

    def __init__(self, place: Path, seed: int, *, old_posts: int = 0) -> None:
        self.site = ChangingSite(place / "site", seed, old_posts=old_posts)
        self.output = place / "kept"
        self._fresh = place / "fresh"
        self._random = Random(seed)
        self._texts: set[object] = set()
        self._looks: set[str] = set()
        self._pictures: set[tuple[str, tuple[str, ...]]] = set()
        self._options: tuple[Moment, bool, str] = (parse_moment(MOMENTS[0]), False, "")
        self._trusted_times = False
        self._pictures_lost = False

    def step(self) -> None:
        """Some changes, and a build."""
        done = self.site.changes()
        if self._random.random() < 0.2:
            address = self._random.choice(("", "https://ash.example/"))
            self._options = (parse_moment(self._random.choice(MOMENTS)), self._random.random() < 0.4, address)
            done.append(f"options {self._options}")
        done += self._harm()
        self.compare("; ".join(done))

    def compare(self, done: str) -> None:
        now, portable, address = self._options
        asked = unchanged.Asked(str(self.site.folder), str(self.output), address, portable)
        quiet = unchanged.nothing_to_do(asked) if self._trusted_times else None
        before = tree(self.output) if quiet else {}
        built = build(self.site.folder, self.output, now, base_url=address, portable=portable)
        wanted, problems = self._built_afresh()
        found = tree(self.output)
        assert differing(found, wanted) == [], done
        assert built.problems == problems, done
        worked_out, expected = self._worked_out(built), self._expected(built)
        if self._pictures_lost:
            # Those that lie in the output are made when they are needed again, and no one can say when.
            assert worked_out.pop("picture") <= expected.pop("picture") + len(self._pictures), done
        assert worked_out == expected, done
        if quiet:
            assert differing(before, wanted) == [], f"“nothing to do” was said after: {done}"
        self._trust_times()

    def _built_afresh(self) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
        """What nobody remembers anything of: no memory is asked, and the folder is new."""
        now, portable, address = self._options
        shutil.rmtree(self._fresh, ignore_errors=True)
        prepared = prepare(self.site.folder, now, base_url=address, portable=portable)
        written = write(prepared.plan.outputs, self._fresh, prepared.renderer().draw)
        return tree(self._fresh), worst_first((*prepared.problems, *written.problems))

    def _worked_out(self, built: Built) -> dict[str, int]:
        assert built.prepared.remembered is not None
        counted = built.prepared.remembered.memo.worked_out
        return {name: counted[name] for name in ("text", "look", "picture")}

    def _expected(self, built: Built) -> dict[str, int]:
        """How many of each had never been there before."""
        looked: set[str] = set()

        def look(jobs: object) -> list[Photo | NotAPhoto]:
            assert isinstance(jobs, list) and all(isinstance(job, FileJob) for job in jobs)
            looked.update(job.digest for job in jobs)
            return list(look_at_all(jobs))

        load(self.site.folder, trusted=built.prepared.config.raw_html, look=look)
        texts: set[object] = set(self.site.texts())
        pictures = {
            (blake2b(self.site.files[one.source]).hexdigest(), tuple(cut.key for cut in one.made.cuts))
            for one in built.prepared.plan.pictures().values()
        }
        new = {
            "text": len(texts - self._texts),
            "look": len(looked - self._looks),
            "picture": len(pictures - self._pictures),
        }
        self._texts |= texts
        self._looks |= looked
        self._pictures |= pictures
        return new

    def _harm(self) -> list[str]:
        """Now and then somebody takes the memory away, or meddles with the output."""
        chance = self._random.random()
        memory = self.site.folder / unchanged.MEMORY
        if not self.output.is_dir():
            return []
        if chance < 0.03:
            shutil.rmtree(memory)
            self._forget()
            return ["deleted .hyperlocal"]
        if chance < 0.05:
            (memory / "memory.sqlite3").unlink()
            self._forget()
            self._pictures_lost = True
            return ["deleted the store"]
        if chance < 0.07:
            unchanged.drop_table(str(self.site.folder), keep=self._random.random() < 0.5)
            return ["deleted the table"]
        if chance < 0.17:
            path = self._random.choice(sorted(tree(self.output)))
            if path != ".hyperlocal.json":
                if self._random.random() < 0.5:
                    (self.output / path).unlink()
                else:
                    (self.output / path).write_bytes(b"meddled with")
                return [f"meddled with {path}"]
        return []

    def _forget(self) -> None:
        self._pictures_lost = False
        self._texts, self._looks, self._pictures = set(), set(), set()

    def _trust_times(self) -> None:
        """Mostly as if we had looked a good while after the last change, and as if it were the day of the build:
        else everything here is so new that no time is trusted."""
        folder = str(self.site.folder)
        self._trusted_times = self._random.random() < 0.8
        table = unchanged.read_table(folder, unchanged.TABLE)
        if self._trusted_times and table is not None:
            later = {name: table[name] + 10**11 for name in ("scanned", "saved")}
            unchanged.save_table(folder, {**table, **later, "from": 0, "until": 10**20})


@pytest.mark.parametrize("seed", range(4))
def test_a_remembered_build_equals_a_fresh_one(tmp_path: Path, seed: int, thorough: int) -> None:
    for again in range(thorough):
        builds = Builds(tmp_path / str(again), seed + 1000 * again)
        for _ in range(25):
            builds.step()


def seen(prepared: Prepared) -> dict[str, str | bytes]:
    """All that a preview could show: the bytes of each page and feed, and the names of the other files."""
    renderer = prepared.renderer()
    return {
        one.path: renderer.render(one) if isinstance(one, (PageFile, FeedFile)) else renderer.key(one)
        for one in prepared.plan.outputs
    }


@pytest.mark.parametrize("seed", range(4))
def test_a_preview_that_goes_on_equals_one_that_begins_now(tmp_path: Path, seed: int, thorough: int) -> None:
    for again in range(thorough):
        site = ChangingSite(tmp_path / str(again), seed + 1000 * again)
        prepared = previews(site.folder)
        kept, done = 0, ["nothing yet"]
        for step in range(30):
            now = parse_moment(MOMENTS[step // 5 % len(MOMENTS)])
            going_on, fresh = prepared(now), prepare(site.folder, now, drafts=True)
            assert going_on.site == fresh.site and going_on.problems == fresh.problems, done
            found, wanted = seen(going_on), seen(fresh)
            assert [path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path)] == [], done
            assert going_on.remembered is not None and going_on.remembered.joined is not None
            kept += going_on.remembered.joined.kept > 0
            done = site.changes(most=2)
        assert kept > 5


def test_and_so_it_does_where_a_year_has_so_many_posts_that_it_is_split(tmp_path: Path, thorough: int) -> None:
    for again in range(thorough):
        builds = Builds(tmp_path / str(again), 77 + 1000 * again, old_posts=100)
        for _ in range(5):
            builds.step()
