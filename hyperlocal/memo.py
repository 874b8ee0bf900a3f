"""A `map` that remembers: results of pure functions, kept from one build to the next in one file.

A result is named by a hash of the job, of the function's name and of the recipe (our own source, the libraries'
versions); so nothing has ever to be declared stale. The file is a SQLite database: safe for two builds at once and when
a build is killed. It may be deleted at any moment. When it cannot be read or written, everything is worked out again.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import zlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from enum import Enum
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, Generic, TypeVar

from hyperlocal.share import over_processes, over_threads
from hyperlocal.values import dataclass

Job = TypeVar("Job")
Result = TypeVar("Result")

_SPARE = 500
"""Results that are not needed now but may be again: those of a text that is being changed to and fro."""
_SPARE_BYTES = 64_000_000
"""And how large the file may be beside them: photos are heavy."""
_DAMAGED = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
"""What SQLite says of a file that is none of ours. All else may be over the next time: locked, read-only, disk full."""


class Cores(Enum):
    """How what is missing is shared out."""

    PROCESSES = "processes"
    THREADS = "threads"


def _itself(job: Any) -> Any:
    return job


def _nobody(job: object) -> str:
    return ""


def _always(result: object) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Generic[Job, Result]):
    """A pure function whose results are worth remembering.

    `key` names all that a result depends on. `dump` writes a result as bytes and `load` reads it for the job; what
    `map` gives has always been through both, so that it makes no difference whether it was remembered. `ready` is asked
    before a job is done: it gives the job with all that it needs, under the key which that then has; None when that is
    not to be had, and the result not to be remembered. Nor is a result that is not `lasting`, and none when `same`,
    which is asked afterwards, says that what was read meanwhile is not what the key names. Functions and jobs can be
    pickled. `least` is the number of jobs for each core from which on a process pays; of `single` work all jobs there
    are come at once. `owner` names what a result is made of, for results that must be forgotten with it ("" for none).
    """

    name: str
    run: Callable[[Job], Result]
    key: Callable[[Job], str]
    dump: Callable[[Result], bytes]
    load: Callable[[Job, bytes], Result]
    ready: Callable[[Job], Job | None] = _itself
    lasting: Callable[[Result], bool] = _always
    same: Callable[[Job], bool] = _always
    cores: Cores = Cores.PROCESSES
    least: int = 25
    single: bool = False
    owner: Callable[[Job], str] = _nobody


class Memo:
    """Remembers in `file`; without one it remembers nothing, and gives the same results. When another process holds
    the file, it has so many seconds' `patience`.

    `worked_out` counts, by the name of the work, the results that were not remembered. `warm` keeps those of `single`
    work at hand as they are, for a process that asks for them again and again.
    """

    def __init__(self, file: Path | None = None, recipe: str = "", *, warm: bool = False, patience: float = 5) -> None:
        self.worked_out: Counter[str] = Counter()
        # by the name of the work and the key of the job: the key in the file, and the result
        self._at_hand: dict[str, dict[str, tuple[bytes, Any]]] | None = {} if warm else None
        self._store = _Store(file, patience)
        self._recipe = recipe
        self._used: set[bytes] = set()

    def map(self, work: Work[Job, Result], jobs: Sequence[Job]) -> list[Result]:
        """The result of each job, in order."""
        at_hand = self._at_hand.get(work.name, {}) if work.single and self._at_hand is not None else {}
        names = [work.key(job) for job in jobs]
        keys = [at_hand[name][0] if name in at_hand else self._key(work, name) for name in names]
        found = self._store.get(key for key, name in zip(keys, names, strict=True) if name not in at_hand)
        missing: dict[bytes, Job] = {}
        passing: set[bytes] = set()
        for place, job in enumerate(jobs):
            if keys[place] not in found and names[place] not in at_hand:
                ready = work.ready(job)
                if ready is None:
                    keys[place] = b"%d" % place  # shorter than every key, and no other's
                    passing.add(keys[place])
                    found[keys[place]] = work.dump(work.run(job))
                else:
                    names[place] = work.key(ready)
                    keys[place] = self._key(work, names[place])
                    missing[keys[place]] = ready
        for part in self._worked_out(work, list(missing.items())):
            passing.update(key for key, _, lasting in part if not (lasting and work.same(missing[key])))
            self._store.put((key, work.owner(missing[key]), value) for key, value, _ in part if key not in passing)
            found.update((key, value) for key, value, _ in part)
        self._used.update(keys)
        rows = list(zip(names, keys, jobs, strict=True))
        results = [at_hand[name][1] if name in at_hand else work.load(job, found[key]) for name, key, job in rows]
        if work.single and self._at_hand is not None:
            kept = zip(rows, results, strict=True)
            self._at_hand[work.name] = {name: (key, result) for (name, key, _), result in kept if key not in passing}
        return results

    def need(self, work: Work[Job, Result], jobs: Iterable[Job]) -> None:
        """These are not to be forgotten, though nobody had to ask for them this time."""
        self._used.update(self._key(work, work.key(job)) for job in jobs)

    def owners(self) -> set[str]:
        """Whatever owns a result that is remembered."""
        return self._store.owners()

    def forget(self, owners: Collection[str]) -> None:
        """Nothing of these is left in the file, not even where it was."""
        self._store.drop(owners)

    def tidy(self) -> None:
        """Forget what was not needed since this memo was made, once there is more of that than of the rest."""
        self._store.keep_only(self._used)

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def _key(self, work: Work[Job, Result], name: str) -> bytes:
        told = f"{self._recipe}\0{work.name}\0{name}"
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def _worked_out(
        self, work: Work[Job, Result], missing: list[tuple[bytes, Job]]
    ) -> Iterator[list[tuple[bytes, bytes, bool]]]:
        """(key, dumped result, whether to keep it) in parts, each worth keeping by itself."""
        keys, jobs = [key for key, _ in missing], [job for _, job in missing]
        self.worked_out[work.name] += len(jobs)
        run = partial(_dumped, work.run, work.dump, work.lasting)
        if work.cores is Cores.THREADS:
            for key, result in zip(keys, over_threads(run, jobs), strict=True):
                yield [(key, *result)]
            return
        done = 0
        for results in over_processes(run, jobs, least=work.least):
            yield [(key, *result) for key, result in zip(keys[done : done + len(results)], results, strict=True)]
            done += len(results)


def _dumped(
    run: Callable[[Any], Any], dump: Callable[[Any], bytes], lasting: Callable[[Any], bool], job: Any
) -> tuple[bytes, bool]:
    result = run(job)
    return dump(result), lasting(result)


class _Store:
    """key -> bytes, in a SQLite file that is opened when it is needed. Whatever goes wrong there is no fault of the
    site's: it then holds nothing. Threads may share it; another process has its own."""

    def __init__(self, file: Path | None, patience: float) -> None:
        self._file, self._patience = file, patience
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        found: dict[bytes, bytes] = {}
        with self._open() as connection:
            if connection is not None:
                ask = connection.execute
                for key in keys:
                    row = ask("SELECT value FROM kept WHERE key = ?", (key,)).fetchone()
                    value = _sound(row[0]) if row else None
                    if value is not None:
                        found[key] = value
        return found

    def put(self, results: Iterable[tuple[bytes, str, bytes]]) -> None:
        rows = [(key, owner, zlib.crc32(value).to_bytes(4, "big") + value) for key, owner, value in results]
        with self._open(make=bool(rows)) as connection:
            if connection is not None:
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?)", rows)
                connection.commit()

    def owners(self) -> set[str]:
        with self._open() as connection:
            if connection is not None:
                found = connection.execute("SELECT DISTINCT owner FROM kept WHERE owner != ''").fetchall()
                return {bytes(owner).decode("utf-8", "replace") for (owner,) in found}
        return set()

    def drop(self, owners: Collection[str]) -> None:
        with self._open() as connection:
            if connection is not None and owners:
                connection.execute("PRAGMA secure_delete = ON")  # the bytes too, not only their place in the list
                connection.executemany("DELETE FROM kept WHERE owner = ?", [(owner,) for owner in owners])
                connection.commit()

    def keep_only(self, keys: set[bytes]) -> None:
        with self._open() as connection:
            if connection is None or not self._is_crowded(connection, keys):
                return
            kept = {bytes(key) for (key,) in connection.execute("SELECT key FROM kept")}
            connection.executemany("DELETE FROM kept WHERE key = ?", [(key,) for key in kept - keys])
            connection.commit()
            connection.execute("VACUUM")

    def _is_crowded(self, connection: sqlite3.Connection, keys: set[bytes]) -> bool:
        """Whether there is much beside what these keys stand for."""
        (count,) = connection.execute("SELECT count(*) FROM kept").fetchone()
        if count > 2 * len(keys) + _SPARE:
            return True
        (pages,), (size,) = (connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size"))
        if pages * size <= _SPARE_BYTES:
            return False
        ask = connection.execute
        rows = (ask("SELECT length(value) FROM kept WHERE key = ?", (key,)).fetchone() for key in keys)
        return bool(pages * size > 2 * sum(row[0] for row in rows if row) + _SPARE_BYTES)

    def close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextlib.contextmanager
    def _open(self, *, make: bool = False) -> Iterator[sqlite3.Connection | None]:
        """The connection, or None where there is nothing to read (or, to `make`, no place to write)."""
        with self._lock:
            try:
                yield self._connected(make)
            except sqlite3.Error as fault:
                self._give_up(fault)

    def _connected(self, make: bool) -> sqlite3.Connection | None:
        try:
            if self._connection is None and self._file is not None and (make or self._file.exists()):
                self._connection = _connect(self._file, self._patience)
        except (sqlite3.Error, OSError) as fault:
            self._give_up(fault)
        return self._connection

    def _give_up(self, fault: Exception) -> None:
        """Go on without. A file that is none of ours makes room for one that will be."""
        with contextlib.suppress(sqlite3.Error):
            if self._connection is not None:
                self._connection.close()
        # An error with a longer number is a kind of the one with its last byte.
        damaged = getattr(fault, "sqlite_errorcode", -1) & 0xFF in _DAMAGED
        if damaged and self._file is not None:
            for name in ("", "-journal"):
                with contextlib.suppress(OSError):
                    self._file.with_name(self._file.name + name).unlink()
        self._connection = self._file = None


def _connect(file: Path, patience: float) -> sqlite3.Connection:
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(file, timeout=patience, check_same_thread=False)
    connection.text_factory = bytes  # damage may make text of what was bytes: its sum tells, not an error
    try:
        # A power cut may cost what is remembered, and each result has a sum of its own: no waiting for the disk.
        connection.execute("PRAGMA synchronous = OFF")
        # The long value last: SQLite reads on from page to page to what lies behind it.
        columns = "key BLOB PRIMARY KEY, owner TEXT NOT NULL, value BLOB NOT NULL"
        connection.execute(f"CREATE TABLE IF NOT EXISTS kept ({columns})")
        connection.execute("CREATE INDEX IF NOT EXISTS owned ON kept (owner) WHERE owner != ''")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _sound(kept: object) -> bytes | None:
    """The value, if it is as it was written."""
    if not isinstance(kept, bytes) or len(kept) < 4 or int.from_bytes(kept[:4], "big") != zlib.crc32(kept[4:]):
        return None
    return kept[4:]
