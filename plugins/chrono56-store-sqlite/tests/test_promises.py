"""What every store promises, as chrono56 itself checks it."""

from pathlib import Path

from chrono56.testing import check_store

from chrono56_store_sqlite.store import SqliteStore


def open_in(folder: Path) -> SqliteStore:
    return SqliteStore(folder / "log.db")


def test_it_keeps_what_every_store_promises() -> None:
    check_store(open_in)
