"""The store: a log's lines in a table to which lines are only ever added."""

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import RLock
from typing import Final

from chrono56.plugins import (
    DamagedLogError,
    DurabilityUnknownError,
    UnreadableLogError,
    WriteError,
)

from chrono56_store_sqlite import tables

_SCHEME: Final = "sqlite://"
_END: Final = "SELECT start + length(text) + 1 FROM line ORDER BY start DESC LIMIT 1"


class SqliteStore:
    """Keep the lines of a log in an SQLite database.

    Appending takes SQLite's own lock for writing, and waits for the disk
    (``synchronous = FULL`` with a write-ahead log); readers wait for nobody.

    Args:
        path: The file; it need not exist yet.
        patience: Seconds to wait for another writer before giving up.
    """

    def __init__(self, path: str | os.PathLike[str], *, patience: float = 30) -> None:
        self._connection: sqlite3.Connection | None = None
        self._path = Path(os.path.realpath(path))
        self._patience = patience
        self._lock = RLock()
        self._unsynced = False
        self._poisoned = False

    @classmethod
    def at(cls, url: str) -> "SqliteStore":
        """Return the store of a URL: ``sqlite://``, and behind it the path as it is.

        Raises:
            UnreadableLogError: It names no file.
        """
        path = url[len(_SCHEME) :]
        if path[:1] == "/" and path[2:3] == ":":  # a drive of Windows: /C:/log.db
            path = path[1:]
        if not path.strip("/"):
            raise UnreadableLogError(url, f"it names no file, as {_SCHEME}/a/b.db does")
        return cls(path)

    def __del__(self) -> None:
        # Whoever closes last lets SQLite put all into the one file.
        if self._connection is not None:
            self._connection.close()

    @property
    def name(self) -> str:
        """Name the store by the URL of its real path."""
        path = self._path.as_posix()
        return f"{_SCHEME}{path}" if path[:1] == "/" else f"{_SCHEME}/{path}"

    def read(self, after: int = 0) -> Iterator[tuple[int, bytes]]:
        """Yield (offset, line) of all lines from the offset *after* on.

        What is appended after the first line was asked for waits for the next reading.
        """
        asked = "SELECT start, text FROM line WHERE start >= ? ORDER BY start"
        try:
            connection = tables.reader(self._path, self._patience)
            if connection is not None:
                with contextlib.closing(connection):
                    yield from connection.execute(asked, (after,))
        except tables.NotALogError as error:
            raise DamagedLogError(self.name, 0, str(error)) from None
        except sqlite3.OperationalError as error:
            raise UnreadableLogError(self.name, str(error)) from error
        except sqlite3.DatabaseError as error:
            raise DamagedLogError(self.name, 0, str(error)) from error

    def tail(self) -> bytes:
        """Return nothing: a transaction leaves no part of a line."""
        return b""

    def append(
        self, write: Callable[[], Sequence[bytes]], *, sync: bool = True
    ) -> None:
        """Keep the lines that *write* returns, in one transaction.

        Args:
            write: Returns the lines, while nobody else can append.
            sync: Wait until the disk has them.

        Raises:
            DamagedLogError: The file is no log.
            WriteError: Nothing was written: no space, no permission, a held lock.
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        with self._writing(sync=sync) as connection:
            lines = write()
            _add(connection, "line", lines, _end(connection))
        if lines:  # else nothing was written, and nothing synced
            self._unsynced = not sync

    def sync(self) -> None:
        """Make all that was appended without waiting survive a power cut.

        Raises:
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        if self._unsynced:
            # A transaction that waits for the disk: all before it is in the same file.
            with self._writing(sync=True) as connection:
                end = _end(connection)
                connection.execute("UPDATE durable SET upto = ?", (end,))
            self._unsynced = False

    def rewrite(
        self, write: Callable[[], Iterable[bytes]], *, aside: bytes = b""
    ) -> str:
        """Replace all lines by those that *write* returns, in one transaction.

        Args:
            write: Returns the lines; it may read the store while they are taken.
            aside: Bytes to keep in the table ``torn``.

        Returns:
            Where they are kept; empty if *aside* is empty.

        Raises:
            DamagedLogError: The file is no log.
            WriteError: Nothing was changed: no space, no permission, a held lock.
            DurabilityUnknownError: The disk did not confirm; verify before going on.
        """
        kept = ""
        with self._writing(sync=True) as connection:
            if not _end(connection):
                raise WriteError(self.name, "there is no log here to rewrite")
            if aside:
                kept = self._keep(connection, aside)
            # Lines are never deleted, so a table goes as a whole.
            connection.execute(tables.LINES.format("rewritten"))
            _add(connection, "rewritten", write(), 0)
            connection.execute("DROP TABLE line")
            connection.execute("ALTER TABLE rewritten RENAME TO line")
            for trigger in tables.TRIGGERS:
                connection.execute(trigger)
        self._unsynced = False
        with self._lock, contextlib.suppress(sqlite3.Error):  # it is done already
            # What was erased is to leave the write-ahead log, too.
            self._open().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return kept

    def _keep(self, connection: sqlite3.Connection, aside: bytes) -> str:
        added = connection.execute("INSERT INTO torn (text) VALUES (?)", (aside,))
        return f"{self.name}, table torn, number {added.lastrowid}"

    @contextlib.contextmanager
    def _writing(self, *, sync: bool) -> Iterator[sqlite3.Connection]:
        """Hold the lock for writing; commit at the end, or undo everything."""
        if self._poisoned:
            raise DurabilityUnknownError(
                self.name, "an earlier sync failed; open the log anew and verify it"
            )
        with self._lock:
            try:
                connection = self._open()
                durability = "FULL" if sync else "NORMAL"
                connection.execute(f"PRAGMA synchronous = {durability}")
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                    connection.execute("COMMIT")
                except BaseException:
                    with contextlib.suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                    raise
            except tables.NotALogError as error:
                raise DamagedLogError(self.name, 0, str(error)) from None
            except sqlite3.Error as error:
                raise self._failure(error) from error

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = tables.writer(self._path, self._patience)
        return self._connection

    def _failure(self, error: sqlite3.Error) -> Exception:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_IOERR"):
            self._poisoned = True
            why = f"the disk did not confirm what was written ({error}); verify the log"
            return DurabilityUnknownError(self.name, why)
        if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
            return DamagedLogError(self.name, 0, str(error))
        if name.startswith("SQLITE_BUSY"):
            held = f"another writer held the log for {self._patience:g} s; try again"
            return WriteError(self.name, held)
        if name == "SQLITE_FULL":
            why = "no space left, nothing was written; make room and retry"
            return WriteError(self.name, why)
        if not self._path.parent.is_dir():
            why = f"no folder {self._path.parent}; create it first"
            return WriteError(self.name, why)
        return WriteError(self.name, f"can't be written ({error})")


def _end(connection: sqlite3.Connection) -> int:
    """Return the offset behind the last line."""
    found: tuple[int] | None = connection.execute(_END).fetchone()
    return found[0] if found else 0


def _add(
    connection: sqlite3.Connection, table: str, lines: Iterable[bytes], start: int
) -> None:
    for line in lines:
        connection.execute(f"INSERT INTO {table} VALUES (?, ?)", (start, line))  # noqa: S608 - names of ours
        start += len(line) + 1
