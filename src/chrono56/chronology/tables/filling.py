"""Filling the tables of the read model: with what is new, or with everything anew."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import Final

from chrono56.chronology.reading import Reading
from chrono56.chronology.tables import schema
from chrono56.chronology.tables.apart import (
    Apart,
    InVainError,
    is_possible,
    proven_apart,
)
from chrono56.chronology.tables.builder import Builder
from chrono56.chronology.tables.loader import Loader
from chrono56.chronology.tables.making import ALONE
from chrono56.chronology.tables.steps import Progress, Steps
from chrono56.errors import DamagedLogError
from chrono56.log import chain
from chrono56.log.actions import Erasure
from chrono56.log.entry import Entry
from chrono56.log.envelope import header_address
from chrono56.log.garbage import Respite
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.log.position import Position
from chrono56.log.store import size_in, stamp_of
from chrono56.text import SHOWN

Reader = Callable[[], Iterable[tuple[Entry, Position | None]]]

LONG: Final = 4 << 20
"""How many bytes of a log are worth a second process."""

VERY_LONG: Final = 32 << 20
"""How many are worth a third one, which starts slower: it imports what proves them."""


def go_on(
    connection: sqlite3.Connection, log: Log, position: Position, reading: Reading
) -> bool:
    """Add what the log holds behind *position*.

    Returns:
        Whether that could be done; if not, the tables have to be filled anew.
    """
    builder = Builder(connection, reading=reading)
    root = header_address(log.header())
    for entry, behind in log.read(position):
        if not builder.continues(entry) or erased_by([entry]):
            return False
        if _lost_parents(entry, root, builder.holds):
            return False
        builder.add(entry)
        position = behind
    _remember(connection, log, position)
    return True


def fill(
    connection: sqlite3.Connection,
    log: Log,
    read: Reader,
    reading: Reading,
    known_erased: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    path: Path | None = None,
) -> None:
    """Fill the tables anew; twice, where text came in that a later entry erases.

    Args:
        connection: The read model, within a transaction.
        log: The log.
        read: Yields the entries to take in, each with the position behind it.
        reading: The policy by which the events are told.
        known_erased: The addresses of actions whose text must not come in, and when
            their erasure was recorded.
        progress: Is told how far it is.
        path: The file of the tables, if a second process may fill them; it does where
            the log is long.

    Raises:
        InVainError: What a second process filled is good for nothing.
    """
    erased = dict(known_erased or {})
    size = size_in(stamp_of(log.store))
    steps = Steps(size, progress)
    aside = path if size >= LONG and is_possible() else None
    reads: AbstractContextManager[Reader] = contextlib.nullcontext(read)
    if aside and size >= VERY_LONG and isinstance(log.store, JsonlStore):
        reads = _read_ahead(log)
    while True:
        new = partial(Loader, connection, erased, reading)
        with Respite():
            to_erase, position = _loaded(connection, log, reads, new, aside, steps)
        reads = contextlib.nullcontext(read)
        aside = None
        if not to_erase:
            break
        erased |= to_erase
    if position is not None:
        _remember(connection, log, position)


def erased_by(entries: Iterable[Entry]) -> dict[str, str]:
    """Return the addresses of the actions whose text these entries erase, and when.

    Args:
        entries: The entries, in canonical order.
    """
    return {
        action.action: entry.at
        for entry in entries
        for action in entry.do
        if isinstance(action, Erasure)
    }


@contextlib.contextmanager
def _read_ahead(log: Log) -> Iterator[Reader]:
    """Have another process prove the lines of a log; yield what reads them then."""
    with proven_apart(log.store.name) as ahead:
        yield partial(log.read, ahead=ahead)


def _loaded(
    connection: sqlite3.Connection,
    log: Log,
    reads: AbstractContextManager[Reader],
    new: Callable[[Apart | None], Loader],
    aside: Path | None,
    steps: Steps,
) -> tuple[dict[str, str], Position | None]:
    """Fill the tables once.

    Returns:
        What ought not to have come in, see `Loader.finish`, and where the log ends.
    """
    with reads as read, _emptied(connection, aside) as apart:
        loader, position = _filled(connection, log, read, new, apart, steps)
        return loader.finish(steps), position


@contextlib.contextmanager
def _emptied(
    connection: sqlite3.Connection, path: Path | None
) -> Iterator[Apart | None]:
    """Empty the tables; let a second process fill them if they lie at a *path*.

    The connection has to be within a transaction, and is in none meanwhile.
    """
    _clear(connection)
    if path is None:
        yield None
        return
    connection.execute("COMMIT")
    apart = Apart(path, (*ALONE, "BEGIN"))
    try:
        yield apart
    except BaseException:
        apart.abandon()
        raise


def _filled(
    connection: sqlite3.Connection,
    log: Log,
    read: Reader,
    new: Callable[[Apart | None], Loader],
    apart: Apart | None,
    steps: Steps,
) -> tuple[Loader, Position | None]:
    """Return a loader that took in all entries, and where the last of them ends."""
    position = None
    loader = new(apart)
    root = header_address(log.header())
    for entry, position in read():
        if not loader.continues(entry) or _lost_parents(entry, root, loader.holds):
            break
        loader.add(entry)
        if position is not None:
            steps.read(position.end)
    else:
        return loader, position
    # Copies were united: the lines are not in canonical order, or not each once.
    if apart is not None:
        raise InVainError
    _clear(connection)
    loader = new(None)
    pairs = list(read())
    for entry in chain.in_order(entry for entry, _ in pairs):
        if lost := _lost_parents(entry, root, loader.holds):
            raise DamagedLogError(
                log.name,
                0,
                f"an entry is missing that others follow ({lost[0][:SHOWN]});"
                " merge an intact copy, which brings it back",
            )
        loader.add(entry)
    return loader, pairs[-1][1]


def _lost_parents(entry: Entry, root: str, holds: Callable[[str], bool]) -> list[str]:
    """Return the ids of the entries that an entry follows and that are not there."""
    return [one for one in entry.parents if one != root and not holds(one)]


def _clear(connection: sqlite3.Connection) -> None:
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words_%'"
    ).fetchall()
    for (name,) in names:
        connection.execute(f"DROP TABLE {name}")
    for statement in schema.TABLES.split(";\n"):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION}")
    connection.execute(f"PRAGMA user_version = {schema.VERSION}")


def _remember(connection: sqlite3.Connection, log: Log, position: Position) -> None:
    values = {
        "log": log.id,
        "start": str(position.start),
        "end": str(position.end),
        "entry": position.entry,
    }
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())
