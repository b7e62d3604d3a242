"""The log's speed, on the disk of the folder, beside a bare disk, JSON and others.

Peers are a bare write and sync of as many bytes, as many bytes put into a table of
SQLite, a line made by hand, unchecked and checked, a bare loop of orjson over the same
lines, and eventsourcing on SQLite. What waits for the disk is timed by the clock on the
wall, the rest by CPU.
"""

import itertools
from collections.abc import Callable, Iterator
from functools import cache
from io import FileIO
from pathlib import Path
from typing import Any, Final

import orjson
from benchmarks.growth import Law
from benchmarks.log_peers import (
    LABELS,
    bare,
    by_hand,
    checked_by_hand,
    chunks,
    eventsourcing,
    sqlite,
)
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
from chrono56.log.actions import Titled
from chrono56.log.draft import EntryDraft

SINGLE: Final = 300  # appended one by one
BATCH: Final = 4_000
BIG: Final = 60_000  # entries of a log that is read
TABLE: Final = "SQLite, WAL, full sync"


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
    length = shelf.length()
    table = sqlite(shelf.path("table"), length)
    with FileIO(shelf.path("bare"), "w") as file:
        written = bare(file, length)
        yield from singly(shelf, effort, written, table)
        yield from in_batches(shelf, effort, written, table)


def singly(shelf: Shelf, effort: Effort, written: Cost, table: Cost) -> Iterator[Row]:
    """Yield the rows of one entry more."""
    disk = Peer(name="a bare write and fsync", cost=once(written), most=1.6)
    hand = Peer(name="a line by hand, unchecked", cost=by_hand(shelf.path("by-hand")))
    least = Peer(
        name="a line by hand, checked", cost=checked_by_hand(shelf.path("by-hand"))
    )
    row = Peer(name=TABLE, cost=once(table))
    saved = peer_of(
        "eventsourcing",
        lambda: once(eventsourcing(shelf.path("eventsourcing"))),
        most=1,
    )
    what = "append an entry, durable, to a log of {n}"
    for told, remembers, peer in (
        (what, False, disk),
        (what, False, hand),
        (what, False, least),
        (what, False, row),
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


def in_batches(
    shelf: Shelf, effort: Effort, written: Cost, table: Cost
) -> Iterator[Row]:
    """Yield the rows of many entries more."""
    for peer in (
        Peer(name="a bare write and fsync", cost=written),
        Peer(name=TABLE, cost=table),
        peer_of(
            "eventsourcing", lambda: eventsourcing(shelf.path("eventsourcing")), most=1
        ),
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
