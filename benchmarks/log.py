"""Appending, reading, verifying, beside peers: ``python benchmarks/log.py [FOLDER]``.

Run it on the disk that matters: the folder is where the logs are made. Figures are
medians, in microseconds for one entry. Beside the log stand a bare write and sync of as
many bytes, SQLite (its journal a WAL, synchronous=FULL), and, where it is installed,
eventsourcing on SQLite.
"""

import importlib.util
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import chrono56 as c56
from chrono56.log.draft import EntryDraft

APPENDS = 1000
BATCH = 1000
ROUNDS = 7
BIG = 50_000
LABELS = {"en": "What happened on that day"}


def timed(deed: Callable[[], object], times: int, *, each: int = 1) -> float:
    """Return the median of *times* runs, in microseconds for one of *each*."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        deed()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent) / each * 1e6


def drafts(log: c56.Log, count: int) -> list[EntryDraft]:
    made = [log.draft("one event") for _ in range(count)]
    for draft in made:
        draft.event(labels=LABELS)
    return made


def appending(path: Path) -> Iterator[tuple[str, float]]:
    log = c56.open_log(path, by="anna")

    def append() -> None:
        with log.entry("one event") as entry:
            entry.event(labels=LABELS)

    yield "append one entry, durable", timed(append, APPENDS)

    waiting = [drafts(log, BATCH) for _ in range(ROUNDS)]
    many = timed(lambda: log.append_many(waiting.pop()), ROUNDS, each=BATCH)
    yield f"append_many, {BATCH} entries, durable", many

    def record() -> None:
        with log.entry("many events") as entry:
            for _ in range(BATCH):
                entry.event(labels=LABELS)

    yield f"a record of {BATCH} in one entry", timed(record, ROUNDS, each=BATCH)

    lazy = c56.open_log(path, by="anna", durability="batch")
    lazy.heads()

    def batch() -> None:
        for _ in range(BATCH):
            lazy.append_many(drafts(lazy, 1))
        lazy.sync()

    yield f"{BATCH} appends in a batch, one sync", timed(batch, ROUNDS, each=BATCH)


def reading(path: Path) -> Iterator[tuple[str, float]]:
    log = c56.open_log(path, by="anna")
    for _ in range(BIG // BATCH):
        log.append_many(drafts(log, BATCH))
    ways: dict[str, Callable[[], object]] = {
        "replay": lambda: sum(1 for _ in log.read()),
        "verify": log.verify,
        "verify every record, too": lambda: log.verify(records=True),
        "take the log in, to write": lambda: c56.open_log(path, by="anna").heads(),
    }
    for name, deed in ways.items():
        yield f"{name} ({BIG} entries)", timed(deed, 3, each=BIG)


def bare(path: Path, size: int) -> Iterator[tuple[str, float]]:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    line = b"x" * size

    def write() -> None:
        os.write(handle, line)
        os.fsync(handle)

    yield f"bare write and sync of {size} bytes", timed(write, APPENDS)
    os.close(handle)


def sqlite(path: Path, size: int) -> Iterator[tuple[str, float]]:
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("pragma journal_mode=wal")
    base.execute("pragma synchronous=full")
    base.execute("create table entry (number integer primary key, line blob)")
    line = (b"x" * size,)
    insert = "insert into entry (line) values (?)"
    yield "SQLite: one insert", timed(lambda: base.execute(insert, line), APPENDS)

    def many() -> None:
        base.execute("begin")
        base.executemany(insert, [line] * BATCH)
        base.execute("commit")

    yield f"SQLite: {BATCH} inserts at once", timed(many, ROUNDS, each=BATCH)
    base.close()


def eventsourcing(path: Path) -> Iterator[tuple[str, float]]:
    if importlib.util.find_spec("eventsourcing") is None:
        print("eventsourcing is not installed; pip install eventsourcing, to compare")
        return
    from eventsourcing.application import Application  # noqa: PLC0415 - where there
    from eventsourcing.domain import Aggregate  # noqa: PLC0415 - where it is

    class Event(Aggregate):  # type: ignore[misc] # untyped where not installed
        def __init__(self, label: str) -> None:
            self.label = label

    class Chronicle(Application):  # type: ignore[misc] # as above
        env = {  # noqa: RUF012 - as its documentation has it
            "PERSISTENCE_MODULE": "eventsourcing.sqlite",
            "SQLITE_DBNAME": str(path),
        }

    app = Chronicle()
    label = LABELS["en"]
    yield "eventsourcing: one save", timed(lambda: app.save(Event(label)), APPENDS)
    made = [[Event(label) for _ in range(BATCH)] for _ in range(ROUNDS)]
    many = timed(lambda: app.save(*made.pop()), ROUNDS, each=BATCH)
    yield f"eventsourcing: {BATCH} saved at once", many


def main() -> None:
    place = sys.argv[1] if sys.argv[1:] else None
    with tempfile.TemporaryDirectory(dir=place) as name:
        folder = Path(name)
        os.environ["CHRONO56_CACHE"] = str(folder / "cache")
        log = c56.open_log(folder / "one", by="anna")
        log.append_many(drafts(log, 1))
        size = (folder / "one").read_bytes().splitlines(keepends=True)[1]
        for results in (
            bare(folder / "bare", len(size)),
            appending(folder / "appended"),
            reading(folder / "read"),
            sqlite(folder / "sqlite", len(size)),
            eventsourcing(folder / "eventsourcing"),
        ):
            for what, spent in results:
                print(f"{spent:8.1f} µs  {what}", flush=True)


if __name__ == "__main__":
    main()
