"""Outputs -> a folder: what changed is written, what is no longer planned is removed, the rest is left alone.

Readers see whole files only. The first build is made in a folder beside the place and then renamed; later ones write
each file elsewhere and move it. A build that was broken off at any moment is healed by the next, by this order:

1. what is there is noted, to be kept (`previous`);
2. what stands in the way of new files goes;
3. the names of new files are written down as ours, where nothing is;
4. each file is made, and moved into its place, after the one before it there was kept;
5. what is no longer planned is kept, and goes;
6. the list of what is ours is written, with every digest: from now on this build is whole;
7. the build from step 1 takes the place of the one that was kept.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path

from hyperlocal.output import Output, PictureFile, SketchFile
from hyperlocal.output.manifest import (
    NAME,
    STAGING,
    Way,
    above,
    differs,
    digest_in,
    digest_of,
    folded,
    let_others_read,
    patiently,
    read_manifest,
    replace,
    write_manifest,
)
from hyperlocal.output.previous import Earlier, begin, end
from hyperlocal.output.stage import show, stage_for
from hyperlocal.problems import Problem, Stop, error
from hyperlocal.share import over_processes, over_threads
from hyperlocal.values import dataclass, field

_WORTH_A_PROCESS = 60
"""Pages for each core from which on drawing them in processes pays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """The bytes of an output, and what there is to say of its making."""

    data: bytes
    problems: tuple[Problem, ...] = ()


Draw = Callable[[Output], Drawn]
"""Makes an output. May raise OSError (a source has gone) and `Stop` (nothing can be made)."""


Progress = Callable[[Sequence[Output]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a file that a build made: the key of its output, the digest of its bytes, and what the system
    said of it then."""

    key: str
    digest: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What lets work be left out. `key` names all that an output depends on ("" for “it cannot be told”); `before` is
    what the last build into this folder knew; `memory` the folder in which the build before is kept (None: nowhere);
    `undoing` says that it is that one which is written."""

    key: Callable[[Output], str] = lambda output: ""
    before: Mapping[str, Kept] = field(default_factory=dict)
    memory: Path | None = None
    undoing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What writing did, as paths in the output folder, and what went wrong. `drawn` counts the outputs that had to be
    made to be compared; `kept` is for the next time, the list of what is ours among it."""

    written: tuple[str, ...]
    unchanged: int
    removed: tuple[str, ...]
    problems: tuple[Problem, ...]
    drawn: int = 0
    kept: Mapping[str, Kept] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What became of one output. `digest` is "" when there is no file of it; `stop` holds what ends the build."""

    digest: str = ""
    size: int = 0
    mtime_ns: int = 0
    written: bool = False
    problems: tuple[Problem, ...] = ()
    unread: bool = False
    stop: tuple[Problem, ...] = ()


def write(
    outputs: Sequence[Output],
    folder: Path,
    draw: Draw,
    *,
    known: Known | None = None,
    progress: Progress | None = None,
) -> Written:
    """Bring `folder` into line with `outputs`. Raises `Stop` when the folder cannot be written to.

    `progress` is told which outputs are done, a few at a time.
    """
    known = known or Known()
    step = progress or (lambda outputs: None)
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as they are
    try:
        stage = stage_for(place)
        if stage is None:
            return _brought_into_line(outputs, place, draw, known, step)
        return _first(outputs, place, stage, draw, known, step)
    except OSError as fault:
        raise Stop(_cannot_write(place, fault)) from fault


def _first(outputs: Sequence[Output], folder: Path, stage: Path, draw: Draw, known: Known, step: Progress) -> Written:
    """Everything new: readers see all of it at once."""
    stage.mkdir(parents=True)
    try:
        hand = _Hand(folder=stage, named=folder, ours={}, draw=draw, keeper=None, fresh=True)
        done = dict(_all_done(outputs, hand, step))
        digests = _digests(done)
        show(stage, folder, digests)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    if known.memory:
        end(known.memory, folder, digests)
    return _told(outputs, done, {}, (), folder, known)


def _brought_into_line(outputs: Sequence[Output], folder: Path, draw: Draw, known: Known, step: Progress) -> Written:
    folder.mkdir(parents=True, exist_ok=True)
    staging = folder / STAGING
    shutil.rmtree(staging, ignore_errors=True)
    manifest = read_manifest(folder / NAME)
    ours = manifest or {}
    same = _as_they_were(outputs, folder, ours, known)
    todo = [one for one in outputs if one.path not in same]
    if same:
        step([one for one in outputs if one.path in same])
    keeper = None
    if known.memory and manifest is not None and (todo or len(ours) > len(same)):
        keeper = begin(known.memory, folder, manifest, undoing=known.undoing)
    try:
        removed = _remove(folder, _in_the_way(ours, [one.path for one in outputs]), keeper)
        ours = _claimed(folder, ours, todo)
        hand = _Hand(folder=folder, named=folder, ours=ours, draw=draw, keeper=keeper, fresh=False)
        done = dict(_all_done(todo, hand, step))
        digests = _digests(done) | {path: one.digest for path, one in same.items()}
        # The last good one of a file whose source could not be read this time stays.
        left = [path for path, one in done.items() if one.unread and _is_there(folder, path, ours)]
        digests |= {path: ours[path] or digest_in(folder / path) for path in left}
        removed += _remove(folder, [path for path in ours if path not in digests], keeper)
        write_manifest(folder / NAME, digests, beside=staging)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if known.memory:
        end(known.memory, folder, digests, keeper)
    return _told(outputs, done, same, tuple(removed), folder, known)


def _as_they_were(outputs: Sequence[Output], folder: Path, ours: Mapping[str, str], known: Known) -> dict[str, Kept]:
    """The files that depend on the same as last time, and that nobody has touched since."""
    found: dict[str, Kept] = {}
    root = f"{folder}{os.sep}"
    for output in outputs:
        kept = known.before.get(output.path)
        if kept is None or not kept.key or output.path not in ours or known.key(output) != kept.key:
            continue
        try:
            told = os.lstat(root + output.path)
        except (OSError, ValueError):
            continue
        if (told.st_size, told.st_mtime_ns) == (kept.size, kept.mtime_ns):
            found[output.path] = kept
    return found


def _all_done(outputs: Sequence[Output], hand: _Hand, step: Progress) -> Iterator[tuple[str, _Done]]:
    """Each output made and put into its place. Pictures first: feeds state the length of some."""
    pictures = [one for one in outputs if isinstance(one, (PictureFile, SketchFile))]
    others = [one for one in outputs if not isinstance(one, (PictureFile, SketchFile))]
    sets = [list(group) for _, group in groupby(sorted(pictures, key=_set_of), key=_set_of)]
    for group, results in zip(sets, over_threads(lambda made: [hand(one) for one in made], sets), strict=True):
        yield from zip((one.path for one in group), map(_or_stop, results), strict=True)
        step(group)
    at = 0
    for results in over_processes(hand, others, least=_WORTH_A_PROCESS, sendable=False):
        for done in results:
            yield others[at].path, _or_stop(done)
            at += 1
        step(others[at - len(results) : at])


def _set_of(output: PictureFile | SketchFile) -> tuple[bool, str]:
    """All sizes of a photo are made by one hand, one after the other: from one decoding. What takes longest, first."""
    if isinstance(output, SketchFile):
        return True, output.path
    return False, output.made.photo.path


def _or_stop(done: _Done) -> _Done:
    if done.stop:
        raise Stop(*done.stop)
    return done


class _Hand:
    """Makes one output and puts it into its place, if it is not there already. May be at work in several processes."""

    def __init__(
        self, *, folder: Path, named: Path, ours: Mapping[str, str], draw: Draw, keeper: Earlier | None, fresh: bool
    ) -> None:
        self._folder, self._named, self._ours, self._draw = folder, named, ours, draw
        self._keeper, self._fresh = keeper, fresh
        self._way = Way(folder)
        self._made: set[str] = {""}

    def __call__(self, output: Output) -> _Done:
        try:
            drawn = self._draw(output)
        except OSError as fault:
            return _Done(problems=(_unreadable(output, fault),), unread=True)
        except Stop as stop:
            return _Done(stop=stop.problems)
        try:
            return self._placed(output.path, drawn)
        except OSError as fault:
            return _Done(stop=(_cannot_write(self._named, fault),))

    def _placed(self, path: str, drawn: Drawn) -> _Done:
        digest = digest_of(drawn.data)
        if self._fresh:
            told, written = self._new(path, drawn.data), True
        else:
            file = self._folder / path
            changed = differs(file, drawn.data)
            foreign = file.is_dir() or (path not in self._ours and os.path.lexists(file))
            if not self._way.is_free(path) or (changed and foreign):
                return _Done(problems=(*drawn.problems, _not_ours(path, self._named)))
            # What was altered by somebody, and is made again as it was, is no part of the build before.
            if changed and self._keeper is not None and self._ours.get(path) != digest:
                self._keeper.keep(path)
            told = replace(file, drawn.data, beside=self._folder / STAGING) if changed else file.stat()
            written = changed
        return _Done(
            digest=digest, size=told.st_size, mtime_ns=told.st_mtime_ns, written=written, problems=drawn.problems
        )

    def _new(self, path: str, data: bytes) -> os.stat_result:
        """Write into the folder of a first build, which nobody else can see yet."""
        parent = path.rpartition("/")[0]
        name = f"{self._folder}{os.sep}{path}"
        if parent not in self._made:
            os.makedirs(f"{self._folder}{os.sep}{parent}", exist_ok=True)  # noqa: PTH103 - ten thousand times
            self._made.add(parent)
        with open(name, "wb", buffering=0) as target:  # noqa: PTH123
            target.write(data)
        let_others_read(name)
        return os.stat(name)  # noqa: PTH116


def _digests(done: Mapping[str, _Done]) -> dict[str, str]:
    return {path: one.digest for path, one in done.items() if one.digest}


def _is_there(folder: Path, path: str, ours: Mapping[str, str]) -> bool:
    return path in ours and os.path.lexists(folder / path)


def _told(
    outputs: Sequence[Output],
    done: Mapping[str, _Done],
    same: Mapping[str, Kept],
    removed: tuple[str, ...],
    folder: Path,
    known: Known,
) -> Written:
    written = sorted(path for path, one in done.items() if one.written)
    kept = dict(same)
    for output in outputs:
        one = done.get(output.path)
        # What had something to be said of it is made again, so that it is said again.
        if one is not None and one.digest:
            key = "" if one.problems else known.key(output)
            kept[output.path] = Kept(key=key, digest=one.digest, size=one.size, mtime_ns=one.mtime_ns)
    problems = dict.fromkeys(problem for one in done.values() for problem in one.problems)
    kept[NAME] = _as_it_is(folder / NAME)
    return Written(
        written=tuple(written),
        unchanged=len(_digests(done)) + len(same) - len(written),
        removed=tuple(sorted(removed)),
        problems=tuple(problems),
        drawn=len(done),
        kept=kept,
    )


def _claimed(folder: Path, ours: Mapping[str, str], todo: Sequence[Output]) -> dict[str, str]:
    """What is ours: what earlier builds made, and what this one is about to make where nothing is yet.

    The latter is written down before the first file is, so that a build that was broken off can be gone on with.
    """
    new = {one.path: "" for one in todo if one.path not in ours and not os.path.lexists(folder / one.path)}
    if new:
        write_manifest(folder / NAME, {**ours, **new}, beside=folder / STAGING)
    return {**ours, **new}


def _in_the_way(ours: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Files of ours that must go before the new ones can be written: a file where a folder will be, a folder where a
    file will be, and (on Windows and macOS) the same name in other capitals, or with accents put together otherwise."""
    planned = set(paths)
    stale = [path for path in ours if path not in planned]
    if not stale:
        return []
    taken = set(map(folded, planned))
    folders = {one for path in taken for one in above(path)}
    return [
        path
        for path in stale
        if folded(path) in taken or folded(path) in folders or not taken.isdisjoint(above(folded(path)))
    ]


def _remove(folder: Path, paths: Sequence[str], keeper: Earlier | None) -> list[str]:
    """Take files away, and the folders that are empty then. Returns those that were there.

    The folders of a file that is not there may still be: of a build that was broken off before it made the file, or
    just after it took the file away.
    """
    removed = []
    way = Way(folder)
    for path in paths:
        file = folder / path
        there = os.path.lexists(file)  # asked first: names that no disk can hold raise in pathlib
        if not way.is_free(path) or (there and file.is_dir() and not file.is_symlink()):
            continue
        if there:
            if keeper is not None:
                keeper.keep(path)
            patiently(file.unlink)
            removed.append(path)
        for parent in reversed(above(path)):
            try:
                (folder / parent).rmdir()
            except FileNotFoundError:
                continue
            except OSError:
                break
    return removed


def _as_it_is(file: Path) -> Kept:
    told = file.stat()
    return Kept(key="", digest=digest_in(file), size=told.st_size, mtime_ns=told.st_mtime_ns)


def _not_ours(path: str, folder: Path) -> Problem:
    return error(
        "not-ours",
        f"{folder.name}/{path}",
        None,
        "This file was already here and hyperlocal did not make it, so it was left as it is.",
        "Move it to static/ if it belongs to the site, or build into another folder with --output.",
    )


def _unreadable(output: Output, fault: OSError) -> Problem:
    what = output.source if isinstance(output, PictureFile) else output.path  # all sizes of a photo are told of once
    return error(
        "unreadable",
        output.source or output.path,
        None,
        f"{what} could not be made: {fault.strerror or fault}.",
        "Close other programs that have its source open, and build again.",
    )


def _cannot_write(folder: Path, fault: OSError) -> Problem:
    return error(
        "cannot-write",
        folder.name,
        None,
        f"The folder could not be written to: {fault.strerror or fault}.",
        "Check that there is room on the disk and that the folder is not read-only, then build again.",
    )
