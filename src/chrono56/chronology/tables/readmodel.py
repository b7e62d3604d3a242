"""The read model: what the log comes to, in SQLite; derived, disposable, caught up."""

import contextlib
import sqlite3
import warnings
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chrono56.chronology.tables import schema
from chrono56.errors import BackwardsWarning, DamagedLogError
from chrono56.log import remembered
from chrono56.log.cache import (
    TABLES,
    cache_path,
    keep_last_used,
    remove_tables,
    stamp_of,
    tables_of_readings,
)
from chrono56.log.log import Log
from chrono56.log.position import Position
from chrono56.log.store import spelt

if TYPE_CHECKING:
    from chrono56.chronology.reading import Reading
    from chrono56.chronology.tables.steps import Progress

_PATIENCE: Final = 30.0  # seconds that one process waits for another to catch up
_READINGS_KEPT: Final = 4  # the tables of one log by readings other than the default


class ReadModel:
    """One state of a log, held open: what other processes add later is not seen.

    Attributes:
        connection: The tables, within a reading transaction.
        reading: The policy by which they were filled; None is the default.
        number: The number of the last entry.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        reading: "Reading | None" = None,
        *,
        is_kept: bool = False,
    ) -> None:
        self.connection = connection
        self.reading = reading
        self._is_kept = is_kept
        connection.execute("BEGIN")
        self.number: int = connection.execute(
            "SELECT coalesce(max(n), 0) FROM entry"
        ).fetchone()[0]

    @staticmethod
    def of(
        log: Log,
        *,
        cache: bool = True,
        reading: "Reading | None" = None,
        progress: "Progress | None" = None,
    ) -> "ReadModel":
        """Return the read model of a log as it is now.

        Args:
            log: The log.
            reading: The policy by which events are told; None is the default. Of the
                other readings' tables the last used few are kept.
            cache: Keep the tables for the next time, and use those that were kept; if
                not, or where they can't be kept, they live in memory.
            progress: Is told how far the filling is, if the tables are filled anew.

        Warns:
            BackwardsWarning: Entries are gone that the log held when it was last used
                here. What is left is answered from.

        Raises:
            DamagedLogError: The log can't be read.
        """
        which = f".{reading.digest}" if reading and reading.digest else ""
        path = cache_path(log.name, log.id, which + TABLES) if cache else None
        if path is not None:
            with contextlib.suppress(OSError, sqlite3.OperationalError):
                before = remembered.recall(log.memory)  # and only then what there is
                kept = _kept(log, path, reading, progress)
                tables = ReadModel(kept, reading, is_kept=True)
                tables._remember(log, before)
                return tables
        return ReadModel.of_entries(log, None, reading, progress)

    @staticmethod
    def of_entries(
        log: Log,
        ids: Collection[str] | None,
        reading: "Reading | None" = None,
        progress: "Progress | None" = None,
    ) -> "ReadModel":
        """Return, in memory, the read model of those entries alone; None is all."""
        connection = _connected(":memory:")
        if ids is None:
            _catch_up(connection, log, reading, progress)
        else:
            # Not at the top, as below.
            from chrono56.chronology.reading import DEFAULT  # noqa: PLC0415
            from chrono56.chronology.tables.filling import erased_by, fill  # noqa: PLC0415

            connection.execute("BEGIN")
            entries = list(log.entries())
            chosen = [entry for entry in entries if entry.id in ids]
            # What was erased later must not come back with what was known before.
            erased = erased_by(entries)
            fill(
                connection,
                log,
                lambda: ((entry, None) for entry in chosen),
                reading or DEFAULT,
                erased,
            )
            connection.execute("COMMIT")
        return ReadModel(connection, reading)

    def _remember(self, log: Log, before: remembered.Remembered | None) -> None:
        """Note how far the log goes, unless it has lost what was noted before."""
        run = self.connection.execute
        if before is not None:
            known = "SELECT 1 FROM entry WHERE id = ?"
            lost = before.complaint(lambda head: bool(run(known, (head,)).fetchone()))
            if lost:
                message = f"{log.name}: {lost}"
                warnings.warn(message, BackwardsWarning, stacklevel=2)
                return
        (heads,) = run(
            "SELECT coalesce(heads, id) FROM entry ORDER BY n DESC LIMIT 1"
        ).fetchone() or ("",)
        if heads:
            now = remembered.Remembered(self.number, tuple(heads.split(",")))
            remembered.go_on(log.memory, before, now)

    def ids_of(self, numbers: Collection[int]) -> frozenset[str]:
        """Return the ids of the entries of these numbers."""
        rows = self.connection.execute(
            "SELECT n, id FROM entry WHERE n BETWEEN ? AND ?",
            (min(numbers, default=0), max(numbers, default=0)),
        )
        return frozenset(entry_id for number, entry_id in rows if number in numbers)

    def under(self, log: Log, number: int, reading: "Reading | None") -> "ReadModel":
        """Return the read model of the first entries of these, by another reading.

        Args:
            log: The log; it may have grown since.
            number: How many entries count; those beyond need not be the same.
            reading: The reading; None is the default.
        """
        if self._is_kept:
            tables = ReadModel.of(log, reading=reading)
            # An entry stands for all before it, unless copies were united since.
            if tables.ids_of((number,)) == self.ids_of((number,)):
                return tables
            tables.close()
        ids = self.ids_of(range(1, number + 1))
        return ReadModel.of_entries(log, ids, reading)

    def copy(self) -> "ReadModel":
        """Return a copy in memory, to try out on it what is not to be kept."""
        connection = _connected(":memory:")
        self.connection.backup(connection)
        return ReadModel(connection, self.reading)

    def close(self) -> None:
        """Close the tables; what was read from them stays good."""
        self.connection.close()


def _kept(
    log: Log, path: Path, reading: "Reading | None", progress: "Progress | None"
) -> sqlite3.Connection:
    """Return the kept tables, caught up; made anew if foreign or damaged."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        _make(log, path, reading, progress)
    if reading is not None and reading.digest:
        keep_last_used(path, _READINGS_KEPT)
    for attempt in (1, 2):
        connection = _connected(str(path))
        try:
            was_overtaken = _catch_up(connection, log, reading, progress)
        except sqlite3.OperationalError:
            connection.close()  # locked, full or read-only: a new file would not help
            raise
        except sqlite3.DatabaseError:
            connection.close()
            if attempt == 2:
                raise
            remove_tables(path)
            _make(log, path, reading, progress)
        except BaseException:
            connection.close()
            raise
        else:
            if was_overtaken:
                _remove_others(path)
            return connection
    raise AssertionError


def _make(
    log: Log, path: Path, reading: "Reading | None", progress: "Progress | None"
) -> None:
    """Make the tables of all that the log holds, in a file at *path*."""
    # Not at the top: this happens once.
    from chrono56.chronology.reading import DEFAULT  # noqa: PLC0415
    from chrono56.chronology.tables.filling import fill  # noqa: PLC0415
    from chrono56.chronology.tables.making import make  # noqa: PLC0415

    def fill_all(connection: sqlite3.Connection, apart: Path | None) -> None:
        stamp, by = spelt(stamp_of(log.name)), reading or DEFAULT
        fill(connection, log, log.read, by, progress=progress, path=apart)
        _set_stamp(connection, stamp)

    make(path, _connected, fill_all)


def _remove_others(path: Path) -> None:
    """Remove what is kept of the log by other readings: it may hold erased text."""
    for other in tables_of_readings(path):
        if other != path:
            with contextlib.suppress(OSError):
                remove_tables(other)


class _Tables(sqlite3.Connection):
    """A connection that closes itself when the last that reads from it is gone."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.ProgrammingError):  # it was never opened
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


def _catch_up(
    connection: sqlite3.Connection,
    log: Log,
    reading: "Reading | None",
    progress: "Progress | None" = None,
) -> bool:
    """Take in what the log has gained, in one transaction; all anew if it must be.

    Returns:
        Whether there was something that could not be gone on with: copies of the log
        were united, or text was erased.
    """
    stamp = spelt(stamp_of(log.name))
    if _is_current(connection, log, stamp):
        return False
    # Not at the top: most often nothing is new, and then it is wanted fast.
    from chrono56.chronology.reading import DEFAULT  # noqa: PLC0415
    from chrono56.chronology.tables.filling import fill, go_on  # noqa: PLC0415

    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA secure_delete = ON")  # what is erased must go here too
    connection.execute("BEGIN IMMEDIATE")
    try:
        # Asked again: another process may have caught up while we waited.
        position = _position(connection, log)
        by = reading or DEFAULT
        goes_on = position is not None and go_on(connection, log, position, by)
        if not goes_on:
            fill(connection, log, log.read, by, progress=progress)
        _set_stamp(connection, stamp)
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise
    if not goes_on:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return position is not None and not goes_on


def _is_current(connection: sqlite3.Connection, log: Log, stamp: str) -> bool:
    """Say whether the tables have all that the log holds.

    Raises:
        DamagedLogError: The log's file was changed and did not grow: a line is wrong.
    """
    position = _position(connection, log)
    if position is None or not log.ends_at(position):
        return False
    rows = connection.execute("SELECT value FROM meta WHERE name = 'stamp'")
    (before,) = rows.fetchone() or ("",)
    if stamp == before:
        return True
    # Not at the top: this is for a file that was touched, or changed in its place.
    from chrono56.log.chain import verify  # noqa: PLC0415

    for problem in verify(log.store).problems:
        raise DamagedLogError(log.name, problem.line, problem.why)
    with contextlib.suppress(sqlite3.OperationalError):
        _set_stamp(connection, stamp)
    return True


def _set_stamp(connection: sqlite3.Connection, stamp: str) -> None:
    row = ("stamp", stamp)
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", row)


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
