"""The exporter: it fills a temporary database, and gives the bytes of its file."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import Final

import attrs
from immutabledict import immutabledict

from chrono56 import Chronology
from chrono56.plugins import ExportContext, counted
from chrono56_sqlite import LOSES
from chrono56_sqlite.filling import Filling

_MAGIC: Final = b"SQLite format 3\0"  # how each such file begins
_PAGE: Final = 4096
_CHUNK: Final = 16 * _PAGE
# The types of b-tree pages, and how long their headers are.
_B_TREES: Final = immutabledict({2: 12, 5: 12, 10: 8, 13: 8})
# Where the header tells which SQLite wrote the file, for information only. We tell the
# first that can read it (it has FTS5), lest an upgrade of SQLite change the bytes.
_WRITER: Final = slice(96, 100)
_READS_IT: Final = (3_009_000).to_bytes(4, "big")
_FOLDER: Final = Path(__file__).parent
# Some builds have secure_delete on; without it bytes that are not used hold leftovers.
_SETUP: Final = f"""
PRAGMA page_size = {_PAGE};
PRAGMA encoding = 'UTF-8';
PRAGMA auto_vacuum = NONE;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA secure_delete = ON;
BEGIN;
"""


@attrs.frozen(kw_only=True)
class SqliteOptions:
    """Choose what is in the database.

    Attributes:
        search: Whether there is a table for full text search.
    """

    search: bool = attrs.field(
        default=True, metadata={"help": "add a table for full text search (FTS5)"}
    )


class SqliteExporter:
    """Write a database; its tables are those of ``tables.sql``."""

    def chunks(self, chronology: Chronology, context: ExportContext) -> Iterator[bytes]:
        """Yield the bytes of the database, which waits on disk until it is whole."""
        yield _MAGIC
        with _passing_file() as path:
            _fill(path, chronology, context)
            yield from _bytes_of(path)


@contextmanager
def _passing_file() -> Iterator[Path]:
    descriptor, name = mkstemp(suffix=".db")
    os.close(descriptor)
    path = Path(name)
    try:
        yield path
    finally:
        path.unlink()


def _fill(path: Path, chronology: Chronology, context: ExportContext) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(_SETUP + _script("tables.sql"))
        database.execute("INSERT INTO provenance VALUES (?)", (context.provenance,))
        told = {
            "format": "1",
            "generator": context.generator,
            "language": context.language,
            "log": chronology.log_id,
            "reading": str(chronology.reading),
            "title": chronology.title,
        }
        database.executemany("INSERT INTO metadata VALUES (?, ?)", told.items())
        losses = [(loss.what, loss.how) for loss in LOSES]
        database.executemany("INSERT INTO losses VALUES (?, ?)", losses)
        Filling(database, chronology, context.language, context.dates).fill()
        (number,) = database.execute("SELECT count(*) FROM events").fetchone()
        context.hold(counted(number, "event"))
        database.execute("COMMIT")
        if context.options.search:
            database.executescript(_script("search.sql"))


def _script(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _bytes_of(path: Path) -> Iterator[bytes]:
    """Yield a database behind its first bytes, without what its writer left in it."""
    with path.open("rb") as file:
        pages = bytearray(file.read(_CHUNK))
        pages[_WRITER] = _READS_IT
        _clear_gap(pages, 0, header=100)
        yield bytes(pages[len(_MAGIC) : _PAGE])
        del pages[:_PAGE]
        while pages:
            for start in range(0, len(pages), _PAGE):
                _clear_gap(pages, start, header=start)
            yield bytes(pages)
            pages = bytearray(file.read(_CHUNK))


def _clear_gap(pages: bytearray, start: int, header: int) -> None:
    """Put zeros between the cell pointers of a b-tree page and its cells.

    What stands there has no meaning, and differs from version to version (SQLite's file
    format, 1.6). Other pages begin with the number of a page, and so, below 32 million
    pages, with a zero.
    """
    long = _B_TREES.get(pages[header])
    if long is None:
        return
    cells = int.from_bytes(pages[header + 3 : header + 5], "big")
    content = int.from_bytes(pages[header + 5 : header + 7], "big")
    gap = slice(header + long + 2 * cells, start + content)
    pages[gap] = bytes(gap.stop - gap.start)
