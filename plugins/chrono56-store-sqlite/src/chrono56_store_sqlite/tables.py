"""The tables that hold a log: what they promise, and how they are opened."""

import sqlite3
from pathlib import Path
from typing import Final

APPLICATION: Final = 0x63353673  # "c56s", so that other databases are told apart
VERSION: Final = 1

# The start of a line is its offset in the file that all lines would make. Whoever
# appends chooses it, and the triggers see to it that it is where the last line ends:
# two who saw the same end can't both succeed, and no reader ever meets a gap.
LINES: Final = """
    CREATE TABLE {} (
        start INTEGER PRIMARY KEY,
        text BLOB NOT NULL CHECK (typeof(text) = 'blob')
    )
    """
TRIGGERS: Final = (
    """
    CREATE TRIGGER line_at_the_end BEFORE INSERT ON line
    WHEN new.start != coalesce(
        (SELECT start + length(text) + 1 FROM line ORDER BY start DESC LIMIT 1), 0)
    BEGIN SELECT raise(ABORT, 'a line stands only where the last one ends'); END
    """,
    """
    CREATE TRIGGER line_unchanged BEFORE UPDATE ON line
    BEGIN SELECT raise(ABORT, 'lines are never changed'); END
    """,
    """
    CREATE TRIGGER line_undeleted BEFORE DELETE ON line
    BEGIN SELECT raise(ABORT, 'lines are never deleted'); END
    """,
)
_MAKING: Final = (
    LINES.format("line"),
    *TRIGGERS,
    "CREATE TABLE torn (number INTEGER PRIMARY KEY, text BLOB NOT NULL)",
    "CREATE TABLE durable (upto INTEGER NOT NULL)",
    "INSERT INTO durable VALUES (0)",
    f"PRAGMA application_id = {APPLICATION}",
    f"PRAGMA user_version = {VERSION}",
)


class NotALogError(Exception):
    """The database is another program's, or of a later version of this one."""


def writer(path: Path, patience: float) -> sqlite3.Connection:
    """Open a database for appending, and make its tables if it has none.

    Args:
        path: The file; it need not exist.
        patience: Seconds to wait for another writer.

    Raises:
        NotALogError: The tables are not a log's.
        sqlite3.Error: It can't be opened.
    """
    connection = _connected(f"{path.as_uri()}?mode=rwc", patience)
    try:
        connection.execute("PRAGMA secure_delete = ON")  # erased text leaves the file
        if not holds_log(connection):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("BEGIN IMMEDIATE")
            if not holds_log(connection):  # another may have been faster
                for statement in _MAKING:
                    connection.execute(statement)
            connection.execute("COMMIT")
    except BaseException:
        connection.close()
        raise
    return connection


def reader(path: Path, patience: float) -> sqlite3.Connection | None:
    """Open a database for reading; None if there is none, or no log in it yet.

    Raises:
        NotALogError: The tables are not a log's.
        sqlite3.Error: It can't be opened.
    """
    if not path.exists():
        return None
    try:
        return _reader(f"{path.as_uri()}?mode=rw", patience)
    except sqlite3.OperationalError:
        # Where nothing may be written, SQLite can't keep its own books of who reads.
        # Without a WAL all is in the file, and who can't write can't be disturbed.
        if path.with_name(f"{path.name}-wal").exists():
            raise
        return _reader(f"{path.as_uri()}?immutable=1", patience)


def _reader(uri: str, patience: float) -> sqlite3.Connection | None:
    connection = _connected(uri, patience)
    try:
        if holds_log(connection):
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def holds_log(connection: sqlite3.Connection) -> bool:
    """Say whether a database has the tables of a log; an empty one has none yet.

    Raises:
        NotALogError: It has others.
    """
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if (application, version) == (APPLICATION, VERSION):
        return True
    if application == APPLICATION:
        raise NotALogError(f"tables of version {version}; this plugin knows {VERSION}")
    if connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        raise NotALogError("not a log: a database of another program")
    return False


def _connected(uri: str, patience: float) -> sqlite3.Connection:
    # Transactions are ours to begin; a lock of ours lets one thread in at a time.
    return sqlite3.connect(
        uri, patience, isolation_level=None, check_same_thread=False, uri=True
    )
