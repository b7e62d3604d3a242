"""The file of a read model is made aside, and is whole once it is in its place."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.chronology.tables.test_cache import counted_at_once

from chrono56.chronology import Chronology
from chrono56.chronology.tables.builder import Builder
from chrono56.chronology.tables.making import make
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.log.cache import TABLES, cache_path, unfinished
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Log:
    log = Log(JsonlStore(tmp_path / "log.jsonl"), by="anna")
    log.begin()
    record(log, 3)
    return log


def record(log: Log, events: int) -> None:
    for _ in range(events):
        with log.entry() as entry:
            entry.event(labels={"en": "It happened"})


def place_of(log: Log) -> Path:
    path = cache_path(log.name, log.id, TABLES)
    assert path is not None
    return path


def count(log: Log) -> int:
    with Chronology.open(log) as chronology:
        return len(chronology)


def connect(path: str) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


def test_nothing_unfinished_is_left(log: Log) -> None:
    assert count(log) == 3
    assert place_of(log).exists()
    assert not unfinished(place_of(log)).exists()


def test_what_was_begun_by_one_who_was_killed_is_begun_anew(log: Log) -> None:
    script = (
        "import os, sys; from chrono56.chronology import Chronology;"
        " from chrono56.chronology.tables import loader;"
        " from chrono56.log.log import Log; from chrono56.log.jsonl import JsonlStore;"
        " loader.Loader.finish = lambda *_: os.kill(os.getpid(), 9);"
        " Chronology.open(Log(JsonlStore(sys.argv[1])))"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, log.name],
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )

    assert killed.returncode != 0
    assert not place_of(log).exists()
    assert unfinished(place_of(log)).exists()
    assert count(log) == 3
    assert not unfinished(place_of(log)).exists()


def test_what_can_not_be_filled_is_not_put_in_its_place(tmp_path: Path) -> None:
    def fill(connection: sqlite3.Connection, _: Path | None) -> None:
        connection.execute("CREATE TABLE half (done)")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(tmp_path / "tables", connect, fill)

    assert {path.name for path in tmp_path.iterdir()} == {"tables.lock"}


def test_what_another_has_made_meanwhile_is_not_made_again(tmp_path: Path) -> None:
    (tmp_path / "tables").write_bytes(b"whole")

    make(tmp_path / "tables", connect, lambda *_: pytest.fail("it is there"))

    assert (tmp_path / "tables").read_bytes() == b"whole"


def test_many_may_want_the_same_tables_at_once(log: Log) -> None:
    assert counted_at_once(log, 3) == ["3"] * 3


@pytest.mark.parametrize("cache", [True, False])
def test_how_far_it_is_is_told_and_at_last_that_all_is_done(
    log: Log, *, cache: bool
) -> None:
    with log.entry() as entry:  # what is judged later than it was recorded
        entry.rank(entry.source("s"), "preferred", reason="an eyewitness")
    shares: list[float] = []
    Chronology.open(log, cache=cache, progress=shares.append).close()

    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_nothing_is_told_where_nothing_is_made(log: Log) -> None:
    count(log)
    record(log, 1)
    Chronology.open(log, progress=lambda _: pytest.fail("it only caught up")).close()


def test_what_an_entry_costs_does_not_depend_on_what_there_is(log: Log) -> None:
    def statements() -> int:
        record(log, 1)
        *_, last = log.entries()
        tables = ReadModel.of(log).copy()
        asked: list[str] = []
        builder = Builder(tables.connection)
        tables.connection.set_trace_callback(asked.append)
        with Log(JsonlStore(log.name), by="anna").entry() as entry:
            entry.event(labels={"en": "It happened"})
        assert entry.appended is not None
        assert entry.appended.parents == (last.id,)
        builder.add(entry.appended)
        return len(asked)

    few = statements()
    record(log, 60)

    assert statements() == few
