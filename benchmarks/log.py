"""The log's speed, on the disk of the folder, beside a bare disk, JSON and others.

Peers are a bare write and sync of as many bytes, a line made by hand, unchecked and
checked, a bare loop of orjson over the same lines, and eventsourcing on SQLite. What
waits for the disk is timed by the clock on the wall, the rest by CPU.
"""

import importlib
import itertools
import os
import threading
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Any, Final

import orjson
from benchmarks.growth import Law
from benchmarks.measuring import (
    Cost,
    Deed,
    Effort,
    Peer,
    Row,
    cpu,
    cpu_on,
    peer_of,
    wall,
)

import chrono56 as c56
from chrono56.log.actions import Recorded, Titled
from chrono56.log.cache import stamp_of
from chrono56.log.draft import EntryDraft
from chrono56.log.times import time_after

SINGLE: Final = 300  # appended one by one
BATCH: Final = 4_000
BIG: Final = 60_000  # entries of a log that is read
AT_ONCE: Final = 1_000
LABELS: Final = {"en": "What happened on that day"}
SORTED: Final = orjson.OPT_SORT_KEYS


def drafts(log: c56.Log, number: int) -> list[EntryDraft]:
    """Return so many drafts of an event each."""
    made = [log.draft("one event") for _ in range(number)]
    for draft in made:
        draft.event(labels=LABELS)
    return made


class Shelf:
    """Logs in a folder: new ones to write to, and great ones to read, made once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._new = itertools.count()
        self.great = cache(self._great)

    def path(self, name: str) -> Path:
        """Return where nothing is yet."""
        return self.folder / f"{name}-{next(self._new)}"

    def _great(self, entries: int) -> Path:
        path = self.path("great")
        log = c56.open_log(path, by="anna")
        for size in chunks(entries):
            log.append_many(drafts(log, size))
        return path

    def one_more(self, *, remembers: bool = False) -> Cost:
        """Return what it costs to append an entry to a log of so many."""

        @cache
        def ready(entries: int) -> c56.Log:
            log = c56.open_log(self._great(entries), by="anna", cache=remembers)
            log.append_many(drafts(log, 1))  # the first one also reads what there is
            return log

        def append(log: c56.Log) -> None:
            with log.entry("one event") as entry:
                entry.event(labels=LABELS)

        def cost(size: int) -> float:
            log = ready(size)
            return wall(lambda: append(log))

        return cost

    def in_batches(self, size: int) -> float:
        """Return what it costs to append drafts that were made before, in batches."""
        log = c56.open_log(self.path("batches"), by="anna", cache=False)
        waiting = [drafts(log, number) for number in chunks(size)]
        return wall(lambda: [log.append_many(made) for made in waiting])

    def length(self) -> int:
        """Return how many bytes an entry has."""
        log = c56.open_log(self.path("line"), by="anna", cache=False)
        log.append_many(drafts(log, 1))
        return len(Path(log.name).read_bytes().splitlines(keepends=True)[1])

    def opened(self, deed: Callable[[c56.Log], object], **given: Any) -> Cost:
        """Return what it costs to do something with a great log that was opened."""
        return cpu_on(
            lambda size: c56.open_log(self.great(size), by="anna", **given), deed
        )

    def decoded(self) -> Cost:
        """Return what it costs to read the JSON of every line, and no more."""

        def read(path: Path) -> None:
            with path.open("rb") as file:
                for line in file:
                    orjson.loads(line)

        return cpu_on(self.great, read)


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


def eventsourcing(shelf: Shelf) -> Cost:
    """Return what it costs the peer to save events, up to 1,000 in a transaction."""
    application = importlib.import_module("eventsourcing.application")
    settings = {
        "PERSISTENCE_MODULE": "eventsourcing.sqlite",
        "SQLITE_DBNAME": str(shelf.path("eventsourcing")),
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


def once(cost: Cost) -> Cost:
    """Return what one of them costs, whatever size is asked for."""
    return lambda _: cost(1)


def replay(log: c56.Log) -> None:
    for _ in log.entries():
        pass


def open_every_action(log: c56.Log) -> None:
    for entry in log.entries():
        len(entry.do)


def rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of the table."""
    shelf = Shelf(effort.folder)
    yield from writing(shelf, effort)
    yield from reading(shelf, effort)
    yield from starting(shelf, effort)


def writing(shelf: Shelf, effort: Effort) -> Iterator[Row]:
    """Yield the rows of what is appended."""
    with FileIO(shelf.path("bare"), "w") as file:
        written = bare(file, shelf.length())
        yield from singly(shelf, effort, written)
        yield from in_batches(shelf, effort, written)


def singly(shelf: Shelf, effort: Effort, written: Cost) -> Iterator[Row]:
    """Yield the rows of one entry more."""
    disk = Peer(name="a bare write and fsync", cost=once(written), most=1.6)
    hand = Peer(name="a line by hand, unchecked", cost=by_hand(shelf.path("by-hand")))
    least = Peer(
        name="a line by hand, checked", cost=checked_by_hand(shelf.path("by-hand"))
    )
    saved = peer_of("eventsourcing", lambda: once(eventsourcing(shelf)), most=1)
    what = "append an entry, durable, to a log of {n}"
    for told, remembers, peer in (
        (what, False, disk),
        (what, False, hand),
        (what, False, least),
        (what, False, saved),
        (f"{what}, with the cache", True, disk),
    ):
        yield Row(
            what=told,
            ours=shelf.one_more(remembers=remembers),
            sizes=effort.sizes(BIG),
            peer=peer,
            law=Law.LOG,
            runs=effort.runs(SINGLE),
        )


def in_batches(shelf: Shelf, effort: Effort, written: Cost) -> Iterator[Row]:
    """Yield the rows of many entries more."""
    for peer in (
        Peer(name="a bare write and fsync", cost=written),
        peer_of("eventsourcing", lambda: eventsourcing(shelf), most=1),
    ):
        yield Row(
            what="append one of {n} entries, durable per 1,000",
            ours=shelf.in_batches,
            sizes=effort.sizes(BATCH),
            each=True,
            peer=peer,
            most=10e-6,
            runs=effort.runs(7),
        )


def reading(shelf: Shelf, effort: Effort) -> Iterator[Row]:
    """Yield the rows of what is read, from a log of many entries."""
    loop = Peer(name="a bare loop of orjson", cost=shelf.decoded())
    fast = Peer(name="a bare loop of orjson", cost=shelf.decoded(), most=1 / 0.3)
    for what, ours, peer, most in (
        ("replay one of {n} entries", shelf.opened(replay), fast, None),
        (
            "replay one of {n}, every line proven",
            shelf.opened(replay, cache=False),
            loop,
            None,
        ),
        (
            "replay one of {n}, every action opened",
            shelf.opened(open_every_action),
            loop,
            None,
        ),
        (
            "verify one of {n}",
            shelf.opened(lambda log: log.verify()),
            loop,
            8e-6,
        ),
    ):
        yield Row(
            what=what,
            ours=ours,
            sizes=effort.sizes(BIG),
            each=True,
            peer=peer,
            most=most,
            runs=effort.runs(3),
        )


def starting(shelf: Shelf, effort: Effort) -> Iterator[Row]:
    """Yield the rows of the first entry that a process appends."""
    titles = itertools.count()

    def start(path: Path, **given: Any) -> Deed:
        title = Titled(f"{next(titles)}")
        return lambda: c56.open_log(path, by="anna", **given).append([title])

    def kept(size: int) -> float:
        path = shelf.great(size)
        start(path)()  # keeps a ledger, as the first does who writes to a long log
        return cpu(start(path))

    def anew(size: int) -> float:
        return cpu(start(shelf.great(size), cache=False))

    what = "start to write to a log of {n} entries"
    sizes, runs = effort.sizes(BIG), effort.runs(3)
    yield Row(what=f"{what}, anew", ours=anew, sizes=sizes, runs=runs)
    law = Law.LOG if effort.share == 1 else Law.LINEAR  # short logs keep no ledger
    yield Row(what=f"{what}, a ledger kept", ours=kept, sizes=sizes, law=law, runs=runs)
