"""A log that is read ahead is told in frames, to be told of, and to be entered."""

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest
from tests.chronology.tables.test_loader import DISPUTED, ENTITIES
from tests.chronology.world import HEADER, linear

from chrono56.chronology.tables import reading_ahead
from chrono56.chronology.tables.cutting import Cutter, DisorderError
from chrono56.chronology.tables.entering import Rows
from chrono56.chronology.tables.reading_ahead import read_ahead
from chrono56.chronology.tables.second import receive
from chrono56.log.actions import Action, Ranked
from chrono56.log.envelope import header_address
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log

BATCHES: list[list[Action]] = [ENTITIES, DISPUTED, [Ranked("c1", "preferred")]]
LINES = [line for line, _ in linear(BATCHES)]


def told(path: Path, lines: list[bytes]) -> tuple[list[Any], list[Any]]:
    """Return the frames that are told of a log of these lines, and those of rows."""
    path.write_bytes(b"".join(line + b"\n" for line in (HEADER, *lines)))
    streams = io.BytesIO(), io.BytesIO()
    read_ahead(str(path), *streams)
    return frames_in(streams[0]), frames_in(streams[1])


def frames_in(stream: io.BytesIO) -> list[Any]:
    stream.seek(0)
    found = []
    with contextlib.suppress(EOFError):
        while True:
            found.append(receive(stream))
    return found


class _Noted:
    def __init__(self) -> None:
        self.ran: list[Any] = []

    def executemany(self, statement: str, rows: Any) -> None:
        self.ran.append((statement, list(rows)))


def test_what_is_told_is_what_one_process_cuts_and_enters(tmp_path: Path) -> None:
    ((some, *behind), _), entered = told(tmp_path / "log", LINES)
    noted = _Noted()
    rows = Rows(noted)
    cutter = Cutter(rows, header_address(HEADER), {})
    entries = list(Log(JsonlStore(tmp_path / "log")).read())
    cut = [cutter.cut(entry) for entry, _ in entries]
    rows.write()

    assert some == cut
    assert entered == [["many", noted.ran]]
    assert behind == [entries[-1][1].start, entries[-1][1].end, entries[-1][0].id]


def test_all_is_told_however_many_are_told_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ((together, *behind), end), _ = told(tmp_path / "log", LINES)
    monkeypatch.setattr(reading_ahead, "_AT_ONCE", 1)
    (*apart, last), entered = told(tmp_path / "log", LINES)

    assert [cut for some, *_ in apart for cut in some] == together
    assert len(apart) == len(entered) == len(LINES)
    assert apart[-1][1:] == behind
    assert last is end is None


def test_a_damaged_line_is_the_last_that_is_told(tmp_path: Path) -> None:
    path = tmp_path / "log"
    broken = LINES[1].replace(b"bela", b"anna")
    (*_, last), _ = told(path, [LINES[0], broken, LINES[2]])

    assert last == (str(path), 3, "the id is not the hash of the entry")


@pytest.mark.parametrize("order", [(1, 0), (0, 2, 1), (0, 0)])
def test_what_is_not_in_order_is_not_told(
    order: tuple[int, ...], tmp_path: Path
) -> None:
    with pytest.raises(DisorderError):
        told(tmp_path / "log", [LINES[number] for number in order])
