"""The store that ships: kept promises, and a log in it that is used like any other."""

import sqlite3
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path

import pytest
from tests.cli.command import run
from tests.plugins.installed import PLUGINS, points_of

import chrono56 as c56
from chrono56.log.store import Store
from chrono56.plugins.host import PluginHost
from chrono56.testing import check_store


@pytest.fixture(autouse=True)
def _installed(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = PLUGINS / "chrono56-store-sqlite" / "src"
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    host = PluginHost.load(points_of("chrono56-store-sqlite"), {})
    monkeypatch.setattr(PluginHost, "load", lambda: host)


def open_in(folder: Path) -> Store:
    store: Store = import_module("chrono56_store_sqlite.store").SqliteStore(
        folder / "log.db"
    )
    return store


def test_it_keeps_what_every_store_promises() -> None:
    check_store(open_in)


def test_its_lines_and_offsets_are_those_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    log = c56.open_log(f"sqlite://{path}", by="anna")
    with log.entry("a first") as entry:
        entry.event("rising", labels={"hu": "Felkelés"})
    with closing(sqlite3.connect(path)) as connection:
        asked = "SELECT CAST(text AS TEXT) FROM line ORDER BY start"
        text = "".join(f"{line}\n" for (line,) in connection.execute(asked))
    (tmp_path / "log.jsonl").write_text(text, "utf-8")
    same = c56.open_log(tmp_path / "log.jsonl")

    assert list(same.store.read()) == list(log.store.read())
    assert same.verify() == log.verify()
    assert same.verify().is_sound


def test_what_is_erased_leaves_the_database_and_the_chronology(tmp_path: Path) -> None:
    log = c56.open_log(f"sqlite://{tmp_path}/log.db", by="anna")
    with log.entry() as entry:
        witness = c56.Agent("w-1", "person", {"en": "A witness"})
        entry.record(witness, erasable=True)
    assert log.chronology().agent("w-1") == witness
    log.erase("w-1", reason="asked for")

    with pytest.raises(c56.UnknownIdError):
        log.chronology().agent("w-1")
    assert log.verify().is_sound
    for file in tmp_path.iterdir():
        assert b"A witness" not in file.read_bytes()


def test_the_command_line_starts_fills_and_asks_it(tmp_path: Path) -> None:
    url = f"sqlite://{tmp_path}/log.db"
    steps = [
        ("init", "--by", "anna", "--title", "A village"),
        ("add", "source", "diary", "--by", "anna"),
        *[
            (
                "add",
                "event",
                "march",
                "--by",
                "anna",
                "--when",
                "1956-10-24",
                "--cite",
                "diary",
            )
        ],
        ("on", "10-24"),
        ("verify",),
    ]
    outcomes = [run(*step, "--log", url) for step in steps]

    assert [outcome.err for outcome in outcomes if outcome.status] == []
    assert "march" in outcomes[3].out
    assert run("init", "--by", "anna", "--log", url).err == (
        f"chrono56: {url}: something stands there already; name another file\n"
    )


def test_a_database_of_another_program_is_damage(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute("CREATE TABLE x (y)")
    outcome = run("stats", "--log", f"sqlite://{tmp_path}/x.db")

    assert outcome.status == 3
    assert outcome.err == (
        f"chrono56: sqlite://{tmp_path}/x.db:"
        " not a log: a database of another program\n"
    )
