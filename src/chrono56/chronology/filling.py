"""Filling the tables of the read model: with what is new, or with everything anew."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping

from chrono56.chronology import schema
from chrono56.chronology.builder import Builder
from chrono56.errors import DamagedLogError
from chrono56.log import chain
from chrono56.log.actions import Erasure
from chrono56.log.entry import Entry
from chrono56.log.envelope import header_address
from chrono56.log.log import Log
from chrono56.log.position import Position

Reader = Callable[[], Iterable[tuple[Entry, Position | None]]]


def go_on(connection: sqlite3.Connection, log: Log, position: Position) -> bool:
    """Add what the log holds behind *position*.

    Returns:
        Whether that could be done; if not, the tables have to be filled anew.
    """
    builder = Builder(connection)
    for entry, behind in log.read(position):
        if not _follows(connection, log, builder, entry) or erased_by([entry]):
            return False
        builder.add(entry)
        position = behind
    _remember(connection, log, position)
    return True


def fill(
    connection: sqlite3.Connection,
    log: Log,
    read: Reader,
    known_erased: Mapping[str, str] | None = None,
) -> None:
    """Fill the tables anew; twice, where text came in that a later entry erases.

    Args:
        connection: The read model, within a transaction.
        log: The log.
        read: Yields the entries to take in, each with the position behind it.
        known_erased: The addresses of actions whose text must not come in, and when
            their erasure was recorded.
    """
    erased = dict(known_erased or {})
    while True:
        builder, position = _filled(connection, log, read, erased)
        if not builder.to_erase:
            break
        erased |= builder.to_erase
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


def _filled(
    connection: sqlite3.Connection, log: Log, read: Reader, erased: Mapping[str, str]
) -> tuple[Builder, Position | None]:
    position = None
    _clear(connection)
    builder = Builder(connection, erased)
    for entry, position in read():  # noqa: B007 - the last position counts
        if not _follows(connection, log, builder, entry):
            break
        builder.add(entry)
    else:
        return builder, position
    # Copies were united: the lines are not in canonical order, or not each once.
    _clear(connection)
    builder = Builder(connection, erased)
    pairs = list(read())
    for entry in chain.in_order(entry for entry, _ in pairs):
        if lost := _lost_parents(connection, log, entry):
            raise DamagedLogError(
                log.name,
                0,
                f"an entry is missing that others follow ({lost[0][: chain.SHOWN]});"
                " merge an intact copy, which brings it back",
            )
        builder.add(entry)
    return builder, pairs[-1][1]


def _follows(
    connection: sqlite3.Connection, log: Log, builder: Builder, entry: Entry
) -> bool:
    in_order = builder.continues(entry)
    return in_order and not _lost_parents(connection, log, entry)


def _lost_parents(connection: sqlite3.Connection, log: Log, entry: Entry) -> list[str]:
    known = "SELECT 1 FROM entry WHERE id = ?"
    root = header_address(log.header())
    return [
        parent
        for parent in entry.parents
        if parent != root and not connection.execute(known, (parent,)).fetchone()
    ]


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
