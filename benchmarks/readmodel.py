"""The read model of generated logs: building it, catching up, and walking through it.

Peers are the shell of SQLite, which reads the same tables from text or prints their
rows, and knows nothing of what they mean; and beancount, which loads a ledger of
transactions with a day, words, a tag and a source, checks their sums, and sorts them.
"""

import importlib
from collections.abc import Iterator
from functools import partial
from typing import Any, Final

from benchmarks.growth import Law
from benchmarks.measuring import (
    Cost,
    Effort,
    Row,
    cpu,
    cpu_of,
    cpu_on,
    peak_of,
    peer_of,
    tells_peaks,
)
from benchmarks.worlds import SHELL, Worlds, shell_of

import chrono56 as c56
from chrono56.log.cache import remove_tables

LARGEST_LEDGER: Final = 20_000
BUILD: Final = "import chrono56; chronology = chrono56.open_log({!r}).chronology()"
WALK: Final = f"{BUILD}\nfor event in chronology: pass"


class Costs:
    """What things cost with a read model of so many events.

    Args:
        worlds: Where logs and tables are made.
    """

    def __init__(self, worlds: Worlds) -> None:
        self.worlds = worlds

    def building(self, size: int) -> float:
        """Return what it costs to build the tables."""
        remove_tables(self.worlds.place(size))
        return cpu(lambda: self.worlds.chronology(size).close())

    def reloading(self, size: int) -> float:
        """Return what it costs SQLite to write the same tables, read from text."""
        dump, path = self.worlds.dump(size), self.worlds.folder / "reloaded"
        path.unlink(missing_ok=True)
        return cpu_of([SHELL, str(path), f".read {dump}"])

    def catching_up(self, size: int) -> float:
        """Return what it costs to take in one entry more."""
        self.worlds.tables(size)
        log = c56.open_log(self.worlds.log(size), by="anna")
        with log.entry("one more") as entry:
            entry.event(labels={"en": "What happened on that day"})
        return cpu(lambda: self.worlds.chronology(size).close())

    def printing(self, size: int) -> float:
        """Return what it costs SQLite to print the rows of all events, as they lie."""
        tables = str(self.worlds.tables(size))
        return cpu_of([SHELL, tables, "SELECT * FROM event WHERE n_to IS NULL"])

    def bytes_on_disk(self, size: int) -> float:
        """Return how many bytes the tables take."""
        return self.worlds.tables(size).stat().st_size

    def peak(self, code: str, size: int, *, builds: bool) -> float:
        """Return the greatest memory of a process that builds the tables, or reads."""
        tables = self.worlds.tables(size)
        if builds:
            remove_tables(tables)
        return peak_of(code.format(str(self.worlds.log(size))))


def walk(chronology: c56.Chronology) -> None:
    for _ in chronology:
        pass


def loading(worlds: Worlds) -> Cost:
    """Return what it costs beancount to load a ledger; a text is not cached."""
    load = importlib.import_module("beancount.loader").load_string

    return cpu_on(lambda size: worlds.ledger(size).read_text(encoding="utf-8"), load)


def rows(effort: Effort) -> Iterator[Row]:
    """Yield the rows of the table."""
    worlds = Worlds(effort.folder)
    costs, sizes = Costs(worlds), effort.event_sizes()
    runs = effort.runs(3)
    reloaded = shell_of(costs.reloading)
    ledger = min(sizes[-1], LARGEST_LEDGER)
    loaded = peer_of("beancount", lambda: loading(worlds), size=ledger)
    of_each: dict[str, Any] = {"sizes": sizes, "each": True, "runs": runs}
    for peer in (reloaded, loaded):
        what = "build the read model: one of {n} events"
        yield Row(what=what, ours=costs.building, peer=peer, most=60e-6, **of_each)
    yield Row(
        what="catch up with one entry more, after {n} events",
        ours=costs.catching_up,
        sizes=sizes,
        law=Law.LOG,
        runs=effort.runs(5),
    )
    yield Row(
        what="go through all: one of {n} events",
        ours=cpu_on(worlds.chronology, walk),
        peer=shell_of(costs.printing),
        most=10e-6,
        **of_each,
    )
    yield Row(
        what="tables on disk: one of {n} events",
        ours=costs.bytes_on_disk,
        unit="B",
        **of_each | {"runs": 1},
    )
    if tells_peaks():
        yield from memory(costs, sizes)


def memory(costs: Costs, sizes: tuple[int, ...]) -> Iterator[Row]:
    """Yield the rows of the memory that whole processes take at most."""
    for what, code, builds, most, law in (
        ("memory to build it, {n} events", BUILD, True, 1e9, Law.LINEAR),
        ("memory to go through all, {n} events", WALK, False, None, Law.LOG),
    ):
        ours = partial(costs.peak, code, builds=builds)
        yield Row(
            what=what, ours=ours, sizes=sizes, most=most, law=law, runs=1, unit="B"
        )
