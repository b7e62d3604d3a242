"""What is SQLite's own: tables, transactions, files, and what is left after a crash."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import chrono56
import pytest
from chrono56.plugins import (
    DamagedLogError,
    DurabilityUnknownError,
    UnreadableLogError,
    WriteError,
)

from chrono56_store_sqlite.store import SqliteStore

LINES = [b'{"format":1,"log":"test"}', b'{"n":1}', "{'é': 2}".encode()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a folder?#" / "log.db"
    path.parent.mkdir()
    SqliteStore(path).append(lambda: LINES)
    return path


def read(path: Path) -> list[bytes]:
    return [line for _, line in SqliteStore(path).read()]


@contextlib.contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def run(code: str, path: Path) -> str:
    command = [sys.executable, "-c", code, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in (0, -9), done.stderr
    return done.stdout


class TestUrls:
    def test_what_follows_the_scheme_is_the_path_as_it_is(self, path: Path) -> None:
        store = SqliteStore.at(f"sqlite://{path}")

        assert store.name == f"sqlite://{path}"
        assert [line for _, line in store.read()] == LINES

    def test_a_path_without_a_slash_begins_in_the_current_folder(
        self, path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(path.parent)

        assert SqliteStore.at("sqlite://log.db").name == f"sqlite://{path}"

    def test_a_link_and_its_target_have_one_name(self, path: Path) -> None:
        link = path.parent / "link.db"
        link.symlink_to(path)

        assert SqliteStore.at(f"sqlite://{link}").name == f"sqlite://{path}"

    @pytest.mark.parametrize("url", ["sqlite://", "sqlite:///"])
    def test_a_url_without_a_path_is_refused(self, url: str) -> None:
        with pytest.raises(UnreadableLogError, match="names no file"):
            SqliteStore.at(url)


class TestTables:
    @pytest.mark.parametrize(
        ("statement", "why"),
        [
            ("UPDATE line SET text = x'00' WHERE start = 0", "never changed"),
            ("DELETE FROM line WHERE start = 0", "never deleted"),
            ("DELETE FROM line", "never deleted"),
            ("INSERT INTO line VALUES (1000, x'00')", "where the last one ends"),
            ("INSERT INTO line VALUES (1, x'00')", "where the last one ends"),
            ("INSERT INTO line VALUES (0, x'00')", "where the last one ends"),
            (
                "INSERT INTO line SELECT max(start + length(text) + 1), 'x' FROM line",
                "CHECK constraint",
            ),
        ],
    )
    def test_the_database_itself_lets_lines_only_be_added_at_the_end(
        self, path: Path, statement: str, why: str
    ) -> None:
        store = SqliteStore(path)
        store.rewrite(lambda: LINES)  # what holds before must hold after
        with opened(path) as connection, pytest.raises(sqlite3.Error, match=why):
            connection.execute(statement)

        assert read(path) == LINES
        with opened(path) as connection:
            end = sum(len(line) + 1 for line in LINES)
            connection.execute("INSERT INTO line VALUES (?, x'7b7d')", (end,))
        assert read(path) == [*LINES, b"{}"]

    def test_a_database_of_another_program_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "other.db"
        with opened(path) as connection:
            connection.execute("CREATE TABLE line (start, text)")
        before = path.read_bytes()
        store = SqliteStore(path)

        with pytest.raises(DamagedLogError, match="a database of another program"):
            list(store.read())
        with pytest.raises(DamagedLogError, match="a database of another program"):
            store.append(lambda: LINES)
        assert path.read_bytes() == before

    def test_tables_of_a_later_version_are_left_alone(self, path: Path) -> None:
        with opened(path) as connection:
            connection.execute("PRAGMA user_version = 2")

        with pytest.raises(DamagedLogError, match="tables of version 2"):
            list(SqliteStore(path).read())

    def test_a_file_that_is_no_database_is_left_alone(self, tmp_path: Path) -> None:
        path = tmp_path / "notes.txt"
        path.write_text("Dear diary\n" * 200)
        store = SqliteStore(path)

        with pytest.raises(DamagedLogError, match="not a database"):
            list(store.read())
        with pytest.raises(DamagedLogError, match="not a database"):
            store.append(lambda: LINES)
        assert path.read_text() == "Dear diary\n" * 200

    def test_reading_makes_no_file(self, tmp_path: Path) -> None:
        assert list(SqliteStore(tmp_path / "log.db").read()) == []
        assert list(tmp_path.iterdir()) == []

    def test_there_must_be_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match="create it first"):
            SqliteStore(tmp_path / "none" / "log.db").append(lambda: LINES)


class TestTransactions:
    def test_who_waits_too_long_is_told_who_holds_the_log(self, path: Path) -> None:
        with opened(path) as connection:
            connection.execute("BEGIN IMMEDIATE")

            with pytest.raises(WriteError, match=r"held the log for 0\.05 s"):
                SqliteStore(path, patience=0.05).append(lambda: [b"{}"])
            assert read(path) == LINES
        assert read(path) == LINES

    def test_a_reader_in_the_middle_keeps_nobody_from_writing(self, path: Path) -> None:
        reading = SqliteStore(path).read()
        first = next(reading)
        store = SqliteStore(path, patience=0.5)
        store.append(lambda: [b"{}"])
        store.rewrite(lambda: LINES[:1])

        assert [first[1], *(line for _, line in reading)] == LINES
        assert read(path) == LINES[:1]

    def test_a_log_that_was_not_begun_is_not_rewritten(self, tmp_path: Path) -> None:
        with pytest.raises(WriteError, match="no log here"):
            SqliteStore(tmp_path / "log.db").rewrite(lambda: LINES)

    def test_what_is_set_aside_stands_in_a_table(self, path: Path) -> None:
        where = SqliteStore(path).rewrite(lambda: LINES, aside=b"\xff\0")

        assert where == f"sqlite://{path}, table torn, number 1"
        with opened(path) as connection:
            assert connection.execute("SELECT * FROM torn").fetchall() == [
                (1, b"\xff\0")
            ]

    def test_what_a_rewriting_leaves_out_is_in_no_file(self, path: Path) -> None:
        store = SqliteStore(path)
        store.append(lambda: [b'{"name":"who asked to be forgotten"}' * 500])
        store.rewrite(lambda: LINES)

        assert read(path) == LINES
        for file in path.parent.iterdir():
            assert b"forgotten" not in file.read_bytes()


CRASH = """
import os, sys
from chrono56_store_sqlite.store import SqliteStore
store = SqliteStore(sys.argv[1])
for number in range(20):
    store.append(lambda: [b'{"n":%d}' % number] * 100)
def die():
    print("writing", flush=True)
    os.kill(os.getpid(), 9)
store.append(die)
"""
FULL = """
import resource, sys
from chrono56_store_sqlite.store import SqliteStore
store = SqliteStore(sys.argv[1])
store.append(lambda: [b"{}"])
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
for line in (b"x" * 1_000_000, b"{}"):
    try:
        store.append(lambda: [line])
    except OSError as error:
        print(type(error).__name__, error)
"""
SYNCS = """
import os, sys
from chrono56_store_sqlite.store import SqliteStore
store = SqliteStore(sys.argv[1])
for step in sys.argv[2]:
    if step == "a": store.append(lambda: [b"{}"])
    elif step == "u": store.append(lambda: [b"{}"], sync=False)
    else: store.sync()
os.kill(os.getpid(), 9)  # before it is closed, for closing syncs too
"""


class TestCrashes:
    def test_a_killed_writer_leaves_whole_transactions(self, path: Path) -> None:
        assert run(CRASH, path) == "writing\n"

        assert len(read(path)) == len(LINES) + 2000
        SqliteStore(path, patience=0.5).append(lambda: [b"{}"])
        assert len(read(path)) == len(LINES) + 2001

    def test_the_files_of_any_moment_hold_all_that_was_kept(self, path: Path) -> None:
        store = SqliteStore(path)
        for number in range(30):
            store.append(lambda: [b"{}" * 500])
            image = path.parent.with_name(f"image-{number}")
            # As a power cut leaves them: what SQLite shares in memory is gone.
            shutil.copytree(
                path.parent, image, ignore=shutil.ignore_patterns("*-shm", "image*")
            )

            assert len(read(image / path.name)) == len(LINES) + number + 1
            shutil.rmtree(image)

    def test_a_write_that_fails_may_be_there_and_nothing_follows(
        self, path: Path
    ) -> None:
        pytest.importorskip("resource", reason="the system can't limit a file's size")
        told = run(FULL, path).splitlines()

        assert len(told) == 2
        assert told[0].startswith("DurabilityUnknownError")
        assert "open the log anew" in told[1]
        assert read(path)[: len(LINES) + 1] == [*LINES, b"{}"]
        SqliteStore(path).append(lambda: [b"{}"])
        assert read(path)[-1] == b"{}"

    @pytest.mark.skipif(not shutil.which("strace"), reason="there is no strace")
    @pytest.mark.parametrize(
        ("steps", "least"), [("a", 1), ("aaa", 3), ("us", 1), ("ua", 1), ("uuus", 1)]
    )
    def test_it_waits_for_the_disk_when_it_is_to(
        self, path: Path, steps: str, least: int
    ) -> None:
        def syncs(steps: str) -> int:
            command = ["strace", "-f", "-e", "trace=fsync,fdatasync"]
            command += [sys.executable, "-c", SYNCS, str(path), steps]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            return done.stderr.count("sync(")

        syncs("a")  # what a crash left is put in order first
        assert syncs(steps) - syncs(steps.strip("as")) >= least


READ = """
import os, sys
from chrono56_store_sqlite.store import SqliteStore
os.setuid(65534)
print(len(list(SqliteStore(sys.argv[1]).read())))
try:
    SqliteStore(sys.argv[1]).append(lambda: [b"{}"])
except OSError as error:
    print(type(error).__name__)
"""


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another"
)
def test_no_export_takes_the_place_of_a_log(path: Path) -> None:
    chronology = chrono56.open_log("memory:", by="anna").chronology(cache=False)

    with pytest.raises(chrono56.Chrono56Error, match="a log is never replaced"):
        chrono56.export(chronology, "csv", path)
    assert read(path) == LINES


def test_a_log_can_be_read_where_nothing_can_be_written(path: Path) -> None:
    for folder in (path.parent, *path.parent.parents[:3]):
        with contextlib.suppress(PermissionError):
            folder.chmod(0o755)

    assert run(READ, path).split() == ["3", "WriteError"]


def test_the_disk_not_confirming_is_told_and_never_asked_again(path: Path) -> None:
    store = SqliteStore(path)
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorname = "SQLITE_IOERR_FSYNC"

    def failing() -> list[bytes]:
        raise error

    with pytest.raises(DurabilityUnknownError, match="did not confirm"):
        store.append(failing)
    with pytest.raises(DurabilityUnknownError, match="open the log anew"):
        store.append(lambda: [b"{}"])
    with pytest.raises(DurabilityUnknownError, match="open the log anew"):
        store.rewrite(lambda: LINES)
    assert read(path) == LINES
