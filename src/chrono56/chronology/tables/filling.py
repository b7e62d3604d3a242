"""Filling the tables of the read model: with what is new, or with everything anew."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from chrono56.chronology.reading import Reading
from chrono56.chronology.tables import schema
from chrono56.chronology.tables.apart import Ahead, Apart, is_possible
from chrono56.chronology.tables.builder import Builder
from chrono56.chronology.tables.cutting import Cutter, DisorderError
from chrono56.chronology.tables.entering import Rows
from chrono56.chronology.tables.loader import Loader
from chrono56.chronology.tables.making import ALONE, FILLING, SORTING, sync
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

LONG: Final = 8 << 20
"""How many bytes of a log are worth more processes than one."""

_TOGETHER: Final = 4_000  # actions whose rows are written at a time
_INDEXES_OF_ACTS: Final = schema.INDEXES_OF_ACTS.split(";\n")
_INDEXES: Final = schema.INDEXES.split(";\n")


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
        if not all(one == root or builder.holds(one) for one in entry.parents):
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
        path: The file of the tables, if other processes may fill them; they do where
            the log is long.

    Raises:
        InVainError: What other processes did is good for nothing.
    """
    erased = dict(known_erased or {})
    size = size_in(stamp_of(log.store))
    steps = Steps(size, progress)
    is_long = size >= LONG and isinstance(log.store, JsonlStore) and not erased
    with Respite():
        if path is not None and is_long and is_possible():
            loader, position = _filled_apart(connection, log, path, reading, steps)
        else:
            loader, position = _filled(connection, log, read, erased, reading, steps)
        while to_erase := loader.finish(erased, steps):
            erased |= to_erase
            loader, position = _filled(connection, log, read, erased, reading, steps)
    connection.execute(schema.FILLED)
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


def _filled_apart(
    connection: sqlite3.Connection,
    log: Log,
    path: Path,
    reading: Reading,
    steps: Steps,
) -> tuple[Loader, Position | None]:
    """Fill the tables as `_filled` does, with the help of two more processes.

    One reads the log ahead, and one writes what comes of it to the tables; what is
    between, the telling of the events, is done here.

    Args:
        connection: The read model, within a transaction, and within none meanwhile.
        log: The log.
        path: The file of the tables.
        reading: The policy by which the events are told.
        steps: Is told how far it is.

    Raises:
        InVainError: It can't be done so.
    """
    _clear(connection)
    connection.execute("COMMIT")
    position = None
    begin, at_end = (*ALONE, "BEGIN"), (SORTING, *_INDEXES_OF_ACTS, FILLING)
    with Apart(path, begin) as apart, Ahead(log.name, apart, at_end) as ahead:
        rows = Rows(apart)
        loader = Loader(connection, rows, reading)
        for some, position in ahead.entries():
            for cut in some:
                loader.add(cut)
            rows.write()
            apart.send()
            steps.read(position.end)
        apart.wait()
        apart.ask([SORTING, *_INDEXES])
        sync(path)  # meanwhile: so less is left to do at the end
        apart.wait(partial(steps.index, of=len(_INDEXES) + 1))
        apart.finish()
    connection.execute("BEGIN")
    _check_parents(connection, log)
    return loader, position


def _filled(
    connection: sqlite3.Connection,
    log: Log,
    read: Reader,
    erased: Mapping[str, str],
    reading: Reading,
    steps: Steps,
) -> tuple[Loader, Position | None]:
    """Fill the tables once, but for what has to be judged last.

    Args:
        connection: The read model, within a transaction.
        log: The log.
        read: Yields the entries to take in, each with the position behind it.
        erased: The addresses of actions whose text must not come in.
        reading: The policy by which the events are told.
        steps: Is told how far it is.

    Returns:
        A loader that took in all entries, and where the last of them ends.
    """
    root = header_address(log.header())
    taken_in = partial(_taken_in, connection, root, erased, reading, steps)
    try:
        loader, position = taken_in(read())
    except DisorderError:  # copies were united: not each once, or not in order
        pairs = list(read())
        position = pairs[-1][1]
        entries = chain.in_order(entry for entry, _ in pairs)
        loader, _ = taken_in((entry, None) for entry in entries)
    _check_parents(connection, log)
    return loader, position


def _taken_in(
    connection: sqlite3.Connection,
    root: str,
    erased: Mapping[str, str],
    reading: Reading,
    steps: Steps,
    pairs: Iterable[tuple[Entry, Position | None]],
) -> tuple[Loader, Position | None]:
    """Return a loader that took in these entries, and where the last of them ends.

    Raises:
        DisorderError: They are not in canonical order.
    """
    _clear(connection)
    rows = Rows(connection)
    cutter = Cutter(rows, root, erased)
    loader = Loader(connection, rows, reading)
    position = None
    waiting = 0
    for entry, position in pairs:
        loader.add(cutter.cut(entry), cutter.opened)
        waiting += len(entry.actions)
        if waiting > _TOGETHER:
            rows.write()
            waiting = 0
        if position is not None:
            steps.read(position.end)
    rows.write()
    (cache,) = connection.execute("PRAGMA cache_size").fetchone()
    connection.execute(SORTING)
    statements = [*_INDEXES_OF_ACTS, *_INDEXES]
    for number, statement in enumerate(statements, 1):
        connection.execute(statement)
        steps.index(number, of=len(statements))
    connection.execute(f"PRAGMA cache_size = {cache}")
    return loader, position


def _check_parents(connection: sqlite3.Connection, log: Log) -> None:
    """Check that before each entry all came that it follows.

    Raises:
        DamagedLogError: One did not, and so is missing.
    """
    root = header_address(log.header())
    known = "SELECT 1 FROM entry WHERE id = ? AND n < ?"
    for number, parents in connection.execute(
        "SELECT n, parents FROM entry WHERE parents IS NOT NULL"
    ):
        for one in parents.split():
            found = connection.execute(known, (one, number)).fetchone()
            if found is None and one != root:
                raise DamagedLogError(
                    log.name,
                    0,
                    f"an entry is missing that others follow ({one[:SHOWN]});"
                    " merge an intact copy, which brings it back",
                )


def _clear(connection: sqlite3.Connection) -> None:
    # Full-text indexes first: the tables in which they lie go with them.
    made = connection.execute(
        "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"
        " AND name NOT LIKE 'sqlite_%' ORDER BY sql NOT LIKE 'CREATE VIRTUAL %'"
    ).fetchall()
    for kind, name in made:
        connection.execute(f"DROP {kind} IF EXISTS {name}")
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
