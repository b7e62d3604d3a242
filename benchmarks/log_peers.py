"""What one would otherwise write to, beside the log: a bare disk, SQLite, others."""

import importlib
import itertools
import os
import sqlite3
import threading
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Any, Final

import orjson
from benchmarks.measuring import Cost, wall

import chrono56 as c56
from chrono56.log.actions import Recorded
from chrono56.log.cache import stamp_of
from chrono56.log.times import time_after

AT_ONCE: Final = 1_000
LABELS: Final = {"en": "What happened on that day"}
SORTED: Final = orjson.OPT_SORT_KEYS


def chunks(number: int) -> Iterator[int]:
    """Yield the sizes of the batches that so many make."""
    for start in range(0, number, AT_ONCE):
        yield min(AT_ONCE, number - start)


@cache
def aggregate() -> type[Any]:
    """Return the peer's class of events; it may be made but once."""
    domain = importlib.import_module("eventsourcing.domain")

    class Event(domain.Aggregate):  # type: ignore[misc, name-defined] # untyped
        def __init__(self, label: str) -> None:
            self.label = label

    return Event


def eventsourcing(path: Path) -> Cost:
    """Return what it costs the peer to save events, up to 1,000 in a transaction."""
    application = importlib.import_module("eventsourcing.application")
    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(path),
    }
    app, event = application.Application(settings), aggregate()

    def cost(size: int) -> float:
        made = [[event(LABELS["en"]) for _ in range(number)] for number in chunks(size)]
        return wall(lambda: [app.save(*some) for some in made])

    cost(1)  # the first one also makes the tables
    return cost


def bare(file: FileIO, length: int) -> Cost:
    """Return what it costs to write as many bytes, and sync them per 1,000 entries."""

    def write(size: int) -> None:
        for number in chunks(size):
            file.write(b"x" * (length * number))
            os.fsync(file)

    return lambda size: wall(lambda: write(size))


def sqlite(path: Path, length: int) -> Cost:
    """Return what it costs to put as many bytes into a table, durable per 1,000."""
    connection = sqlite3.connect(path, isolation_level=None)
    for statement in (
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "CREATE TABLE line (body BLOB NOT NULL)",
    ):
        connection.execute(statement)
    line = b"x" * length

    def write(size: int) -> None:
        for number in chunks(size):
            connection.execute("BEGIN")
            rows = itertools.repeat((line,), number)
            connection.executemany("INSERT INTO line VALUES (?)", rows)
            connection.execute("COMMIT")

    return lambda size: wall(lambda: write(size))


def made_by_hand(record: dict[str, Any], last: str, at: str) -> tuple[bytes, str]:
    """Return the line of an entry that records one thing, and its id."""
    action = orjson.dumps({"record": record, "type": "record"}, option=SORTED)
    where = sha256(action).hexdigest()
    entry = {"at": at, "by": "anna", "do": [where], "parents": [last], "v": 1}
    named = orjson.dumps(entry | {"reason": "one event"}, option=SORTED)
    made = sha256(named).hexdigest()
    body = b'%b],"id":"%b"' % (action, made.encode())
    return named.replace(b'"%b"]' % where.encode(), body, 1) + b"\n", made


def by_hand(path: Path) -> Cost:
    """Return what it costs to append a line by hand: locked, chained and synced."""
    fcntl = importlib.import_module("fcntl")  # which Windows has not
    clock, last = c56.SystemClock(), "0" * 64

    def append() -> None:
        nonlocal last
        lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT)
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
        os.fstat(file)
        record = {"id": os.urandom(16).hex(), "labels": LABELS, "type": "event"}
        line, last = made_by_hand(record, last, clock.now())
        os.write(file, line)
        os.fsync(file)
        os.close(file)
        os.close(lock)

    return lambda _: wall(append)


def checked_by_hand(path: Path) -> Cost:
    """Return what it costs by hand with all that no append may leave out.

    It looks whether anybody else wrote, before it begins and under the lock; holds the
    record against its rules, the time against the one before, and the end of the file
    against a torn line; and knows what is in the log, and how it left it. It is the
    least that one can do in Python.
    """
    fcntl = importlib.import_module("fcntl")
    clock, last, latest = c56.SystemClock(), "0" * 64, ""
    mutex, known, name = threading.Lock(), dict[str, str](), str(path)
    path.write_bytes(b"\n")
    left = stamp_of(name)

    def append() -> None:
        nonlocal last, latest, left
        assert stamp_of(name) == left
        event = c56.Event(os.urandom(16).hex(), "other", LABELS)
        Recorded(event)
        record = {"id": event.id, "labels": dict(event.labels), "type": "event"}
        with mutex:
            lock = os.open(f"{name}.lock", os.O_RDWR | os.O_CREAT)
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file = os.open(name, os.O_RDWR | os.O_APPEND)
            status = os.fstat(file)
            assert stamp_of(name, status) == left
            assert os.pread(file, 1, status.st_size - 1) == b"\n"
            assert event.id not in known
            latest, _ = time_after(latest, clock.now(), "")
            line, last = made_by_hand(record, last, latest)
            os.write(file, line)
            os.fsync(file)
            os.close(file)
            fcntl.flock(lock, fcntl.LOCK_UN)
            os.close(lock)
        known[event.id] = last
        left = stamp_of(name)

    return lambda _: wall(append)
