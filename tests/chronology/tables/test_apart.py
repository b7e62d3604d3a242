"""Three processes fill the tables of a long log, or else one does it alone."""

import io
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.chronology.tables.test_loader import DISPUTED, ENTITIES, rows
from tests.chronology.world import HEADER, linear

from chrono56.chronology.tables import apart, filling, reading_ahead
from chrono56.chronology.tables.apart import Apart
from chrono56.chronology.tables.loader import Loader
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.chronology.tables.second import fill, receive, send
from chrono56.errors import DamagedLogError
from chrono56.log.actions import Action, Erasure, Ranked, Retracted
from chrono56.log.canonical import address
from chrono56.log.codec import action_to_json
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="elsewhere one process does it always"
)

DATED = address(action_to_json(DISPUTED[1]))
BATCHES: list[list[Action]] = [
    ENTITIES,
    DISPUTED,
    [Ranked("c1", "preferred"), Retracted("c2"), Retracted(action=DATED)],
]


@pytest.fixture(autouse=True)
def _every_log_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "LONG", 0)
    monkeypatch.setattr(apart, "_cores", lambda: 2)


def log_at(path: Path, lines: list[bytes]) -> Log:
    path.write_bytes(b"".join(line + b"\n" for line in (HEADER, *lines)))
    return Log(JsonlStore(path))


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Log:
    return log_at(tmp_path / "log.jsonl", [line for line, _ in linear(BATCHES)])


def started(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Return where other processes fill tables from now on."""
    found: list[Path] = []
    begin: Callable[..., None] = Apart.__init__

    def noted(self: Apart, path: Path, *rest: object) -> None:
        found.append(path)
        begin(self, path, *rest)

    monkeypatch.setattr(Apart, "__init__", noted)
    return found


def test_three_processes_come_to_what_one_comes_to(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = started(monkeypatch)

    assert rows(ReadModel.of(log)) == rows(ReadModel.of_entries(log, None))
    assert len(places) == 1


def test_how_far_it_is_is_told_all_the_same(log: Log) -> None:
    shares: list[float] = []
    ReadModel.of(log, progress=shares.append)

    assert shares == sorted(shares)
    assert len(shares) > 10
    assert shares[-1] <= 1


def test_what_was_erased_does_not_come_in(tmp_path: Path) -> None:
    lines = [line for line, _ in linear([*BATCHES, [Erasure(DATED, "a name")]])]
    log = log_at(tmp_path / "log.jsonl", lines)

    assert rows(ReadModel.of(log)) == rows(ReadModel.of_entries(log, None))


def test_a_log_in_disorder_is_filled_in_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [line for line, _ in linear(BATCHES)]
    log = log_at(tmp_path / "log.jsonl", [lines[0], lines[2], lines[1], lines[0]])
    places = started(monkeypatch)

    assert rows(ReadModel.of(log)) == rows(ReadModel.of_entries(log, None))
    assert len(places) == 1


@pytest.mark.parametrize(
    "source",
    [
        "raise SystemExit(3)",
        "import sys; sys.stdin.buffer.read(50)",
        "no Python at all",
    ],
)
def test_one_does_it_if_the_second_fails(
    source: str, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_source", lambda: source)
    places = started(monkeypatch)

    assert rows(ReadModel.of(log)) == rows(ReadModel.of_entries(log, None))
    assert len(places) == 1


def test_one_does_it_if_the_second_is_killed_at_the_end(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: Apart) -> None:
        self._process.kill()
        self.ask(["COMMIT"])
        self.wait()

    monkeypatch.setattr(Apart, "finish", killed)

    assert rows(ReadModel.of(log)) == rows(ReadModel.of_entries(log, None))


@pytest.mark.parametrize(
    "alone",
    [(apart, "_cores", lambda: 1), (apart, "_source", str), (sys, "executable", "")],
    ids=["one core", "no text", "no Python"],
)
def test_one_does_it_where_there_can_not_be_a_second(
    alone: tuple[object, str, object], log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = started(monkeypatch)
    monkeypatch.setattr(*alone)

    assert rows(ReadModel.of(log)) == rows(ReadModel.of_entries(log, None))
    assert places == []


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(3)",
        "no Python at all",
        "import sys; sys.stdout.buffer.write(b'1234567')",
    ],
)
def test_one_does_it_if_the_one_that_reads_ahead_fails(
    program: str, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_ahead, "PROGRAM", program)
    places = started(monkeypatch)

    assert rows(ReadModel.of(log)) == rows(ReadModel.of_entries(log, None))
    assert len(places) == 1


def test_one_says_what_is_wrong_where_an_entry_is_missing(tmp_path: Path) -> None:
    lines = [line for line, _ in linear(BATCHES)]
    log = log_at(tmp_path / "log.jsonl", [lines[0], lines[2]])

    with pytest.raises(DamagedLogError, match="an entry is missing that others follow"):
        ReadModel.of(log)


def test_a_damaged_line_is_told_by_its_number_all_the_same(tmp_path: Path) -> None:
    lines = [line for line, _ in linear(BATCHES)]
    lines[1] = lines[1].replace(b"bela", b"anna")
    log = log_at(tmp_path / "log.jsonl", lines)

    with pytest.raises(DamagedLogError) as found:
        ReadModel.of(log)

    assert (found.value.line, found.value.why) == (
        3,
        "the id is not the hash of the entry",
    )


def test_a_short_log_is_filled_in_by_one(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "LONG", Path(log.name).stat().st_size + 1)
    places = started(monkeypatch)
    ReadModel.of(log)

    assert places == []


def test_what_goes_wrong_ends_the_second(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[subprocess.Popen[bytes]] = []

    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    def noted(*args: object, **options: object) -> subprocess.Popen[bytes]:
        begun.append(popen(*args, **options))
        return begun[-1]

    popen: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", noted)
    monkeypatch.setattr(Loader, "add", broken)

    with pytest.raises(KeyboardInterrupt):
        ReadModel.of(log)

    reads, fills = (process.returncode for process in begun)
    killed = -9
    assert fills == killed
    assert reads in {0, killed}  # it may have been ready


def asked(*frames: object) -> io.BytesIO:
    stream = io.BytesIO()
    for frame in frames:
        send(stream, frame)
    stream.seek(0)
    return stream


TABLE = ["run", ["BEGIN", "CREATE TABLE t (a)"]]
ROWS = ["many", [("INSERT INTO t VALUES (?)", [(1,), (2,)])]]


def filled(path: Path, frames: io.BytesIO, beside: io.BytesIO | None = None) -> Any:
    """Return what is told of it, and what the table then holds."""
    told = io.BytesIO()
    fill(str(path), frames, beside or io.BytesIO(), told)
    told.seek(0)
    return [receive(told) for _ in TABLE[1]], [
        row for (row,) in sqlite3.connect(path).execute("SELECT a FROM t")
    ]


class TestTheSecond:
    def test_tells_what_is_done_and_keeps_what_was_committed(
        self, tmp_path: Path
    ) -> None:
        frames = asked(TABLE, ROWS, ["run", ["COMMIT"]], ["end"])

        assert filled(tmp_path / "t", frames) == (TABLE[1], [1, 2])

    def test_takes_in_what_comes_beside_when_it_is_told_to(
        self, tmp_path: Path
    ) -> None:
        last = ["many", [("INSERT INTO t VALUES (?)", [(3,)])]]
        frames = asked(TABLE, ["beside"], last, ["run", ["COMMIT"]], ["end"])

        _, found = filled(tmp_path / "t", frames, asked(ROWS, ROWS))

        assert found == [1, 2, 3]

    @pytest.mark.parametrize("cut", [0, 1, 30])
    def test_gives_up_when_nobody_asks_any_more(self, tmp_path: Path, cut: int) -> None:
        frames = asked(TABLE, ROWS).getvalue()
        stream = io.BytesIO(frames[: len(frames) - cut])

        with pytest.raises(EOFError):
            filled(tmp_path / "t", stream)

    def test_gives_up_when_nothing_comes_beside(self, tmp_path: Path) -> None:
        with pytest.raises(EOFError):
            filled(tmp_path / "t", asked(TABLE, ["beside"], ["end"]))
