"""The read model: what the log comes to, in SQLite; derived, disposable, caught up."""

import contextlib
import sqlite3
from collections.abc import Collection
from pathlib import Path
from typing import Final

from chrono56.chronology import schema
from chrono56.chronology.cache import cache_folder, cache_path, remove
from chrono56.log.log import Log
from chrono56.log.position import Position

_PATIENCE: Final = 30.0  # seconds that one process waits for another to catch up


class ReadModel:
    """One state of a log, held open: what other processes add later is not seen.

    Attributes:
        connection: The tables, within a reading transaction.
        number: The number of the last entry.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.execute("BEGIN")
        self.number: int = connection.execute(
            "SELECT coalesce(max(n), 0) FROM entry"
        ).fetchone()[0]

    @staticmethod
    def of(log: Log, *, cache: bool = True) -> "ReadModel":
        """Return the read model of a log as it is now.

        Args:
            log: The log.
            cache: Keep the tables for the next time, and use those that were kept; if
                not, or where they can't be kept, they live in memory.

        Raises:
            DamagedLogError: The log can't be read.
        """
        folder = cache_folder() if cache else None
        path = cache_path(log.name, log.id, folder) if folder else None
        if path is not None:
            with contextlib.suppress(OSError, sqlite3.OperationalError):
                return ReadModel(_kept(log, path))
        return ReadModel.of_entries(log, None)

    @staticmethod
    def of_entries(log: Log, ids: Collection[str] | None) -> "ReadModel":
        """Return, in memory, the read model of those entries alone; None is all."""
        connection = _connected(":memory:")
        if ids is None:
            _catch_up(connection, log)
        else:
            # Not at the top, as below.
            from chrono56.chronology.filling import erased_by, fill  # noqa: PLC0415

            connection.execute("BEGIN")
            entries = list(log.entries())
            chosen = [entry for entry in entries if entry.id in ids]
            # What was erased later must not come back with what was known before.
            erased = erased_by(entries)
            fill(connection, log, lambda: ((entry, None) for entry in chosen), erased)
            connection.execute("COMMIT")
        return ReadModel(connection)

    def ids_of(self, numbers: Collection[int]) -> frozenset[str]:
        """Return the ids of the entries of these numbers."""
        rows = self.connection.execute("SELECT n, id FROM entry")
        return frozenset(entry_id for number, entry_id in rows if number in numbers)

    def close(self) -> None:
        """Close the tables; what was read from them stays good."""
        self.connection.close()


def _kept(log: Log, path: Path) -> sqlite3.Connection:
    """Return the kept tables, caught up; made anew if foreign or damaged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for attempt in (1, 2):
        connection = _connected(str(path))
        try:
            _catch_up(connection, log)
        except sqlite3.OperationalError:
            connection.close()  # locked, full or read-only: a new file would not help
            raise
        except sqlite3.DatabaseError:
            connection.close()
            if attempt == 2:
                raise
            remove(path)
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise AssertionError


class _Tables(sqlite3.Connection):
    """A connection that closes itself when the last that reads from it is gone."""

    def __del__(self) -> None:
        self.close()


def _connected(path: str) -> sqlite3.Connection:
    # Transactions are ours to begin. One thread at a time may use the connection, but
    # it need not be the one that opened it.
    return sqlite3.connect(
        path,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
        factory=_Tables,
    )


def _catch_up(connection: sqlite3.Connection, log: Log) -> None:
    """Take in what the log has gained, in one transaction; all anew if it must be."""
    if _is_current(connection, log):
        return
    # Not at the top: most often nothing is new, and then it is wanted fast.
    from chrono56.chronology.filling import fill, go_on  # noqa: PLC0415

    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased must go here too
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have caught up while we waited.
        position = _position(connection, log)
        goes_on = position is not None and go_on(connection, log, position)
        if not goes_on:
            fill(connection, log, log.read)
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    if not goes_on:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _is_current(connection: sqlite3.Connection, log: Log) -> bool:
    position = _position(connection, log)
    return position is not None and log.ends_at(position)


def _position(connection: sqlite3.Connection, log: Log) -> Position | None:
    """Return how far the tables go; None where they can't be gone on with."""
    if connection.execute("PRAGMA application_id").fetchone() != (schema.APPLICATION,):
        if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
            msg = "tables of another program"
            raise sqlite3.DatabaseError(msg)
        return None
    if connection.execute("PRAGMA user_version").fetchone() != (schema.VERSION,):
        return None
    meta = dict(connection.execute("SELECT name, value FROM meta"))
    if meta.get("log") != log.id or "entry" not in meta:
        return None
    position = Position(int(meta["start"]), int(meta["end"]), meta["entry"])
    return position if log.holds(position) else None
