"""What every exporter promises, as chrono56 itself checks it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from chrono56_sqlite import chrono56_exporters

from chrono56.testing import check_exporter, check_plugin


def read(data: bytes) -> Iterator[str]:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        for (label,) in database.execute("SELECT label FROM events"):
            yield label


def test_it_is_found_and_has_no_problem() -> None:
    check_plugin("chrono56-sqlite")


def test_the_exporter_keeps_every_promise() -> None:
    check_exporter(chrono56_exporters(), read=read)
