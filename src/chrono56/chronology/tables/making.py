"""Making the file of a read model: aside, and put in its place when it is whole.

Whoever wants the same tables waits for who makes them. If that one is killed, what he
left is thrown away and made anew; a file that is in place is always whole.
"""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from chrono56.errors import WriteError
from chrono56.log.cache import remove_tables, unfinished
from chrono56.log.disk import Disk
from chrono56.log.lock import Lock

Connect = Callable[[str], sqlite3.Connection]

Fill = Callable[[sqlite3.Connection, Path | None], None]
"""Fills empty tables, within a transaction; another process may do it at a path."""

_PATIENCE: Final = 600.0  # seconds to wait for another who makes the same

FILLING: Final = "PRAGMA cache_size = -131072"  # KiB
"""How to fill tables with rows."""

ALONE: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    FILLING,
)
"""How to fill new tables: nothing is lost if it fails, and nobody else looks at it."""

SORTING: Final = "PRAGMA cache_size = -4096"  # KiB
"""How to make their indexes: sorted in parts that a core's own cache holds.

A second thread that sorts takes half as much again of the cores, and gains nothing.
"""


class InVainError(Exception):
    """What several processes did is good for nothing; do it anew, with one."""


def make(path: Path, connect: Connect, fill: Fill) -> None:
    """Make the file at *path*, if nobody else has.

    Args:
        path: Where it is to be.
        connect: Opens a file of tables.
        fill: Fills empty tables; once more and alone, if another process fails.

    Raises:
        OSError, sqlite3.OperationalError: It can't be made there.
    """
    new = unfinished(path)
    try:
        with Lock(str(path), _PATIENCE, Disk()):
            if path.exists():
                return
            remove_tables(new)
            try:
                try:
                    _make(new, connect, fill, new)
                except InVainError:
                    remove_tables(new)
                    _make(new, connect, fill, None)
                new.replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    remove_tables(new)
                raise
    except WriteError as error:  # nobody gave the lock up
        raise sqlite3.OperationalError(str(error)) from None


def _make(new: Path, connect: Connect, fill: Fill, apart: Path | None) -> None:
    with contextlib.closing(connect(str(new))) as connection:
        for pragma in ALONE:
            connection.execute(pragma)
        connection.execute("BEGIN")
        fill(connection, apart)
        connection.execute("COMMIT")
    # From now on one writes while others read.
    with contextlib.closing(connect(str(new))) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    sync(new)  # what is in place after a power cut must be whole, too


def sync(path: Path) -> None:
    """Have all that stands in a file reach the disk, as far as it was written."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
