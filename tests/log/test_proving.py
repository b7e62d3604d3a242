"""A process that proves lines tells them, and what it found, to the one that asked."""

import io
from pathlib import Path

import pytest
from tests.log.world import seeded

from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.log.proving import tell_proven, told_lines


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Log:
    log = seeded(JsonlStore(tmp_path / "log.jsonl"))
    with log.entry("and one more") as entry:
        entry.event("defeat", kind="conflict.battle")
    return log


def told(log: Log) -> bytes:
    stream = io.BytesIO()
    tell_proven(log.name, stream)
    return stream.getvalue()


def test_every_line_is_told_with_what_came_of_its_proof(log: Log) -> None:
    lines = list(told_lines(io.BytesIO(told(log))))

    assert [(offset, line) for offset, line, _ in lines] == list(log.store.read())
    assert [proof for _, _, proof in lines] == [
        None,  # the header has none
        *((entry.digests, entry.spelt) for entry, _ in log.read()),
    ]


def test_lines_are_told_many_at_a_time(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = told(log)
    monkeypatch.setattr("chrono56.log.proving._AT_ONCE", 1)
    apart = told(log)

    assert len(apart) > len(together)
    assert list(told_lines(io.BytesIO(apart))) == list(told_lines(io.BytesIO(together)))


def test_a_line_that_is_not_proven_is_told_without_a_proof(log: Log) -> None:
    path = Path(log.name)
    path.write_bytes(path.read_bytes().replace(b"defeat", b"return"))
    *_, (_, line, proof) = told_lines(io.BytesIO(told(log)))

    assert b"return" in line
    assert proof is None


def test_what_ends_before_its_end_is_found_out(log: Log) -> None:
    all_told = told(log)

    for end in range(len(all_told)):
        with pytest.raises((EOFError, ValueError)):
            list(told_lines(io.BytesIO(all_told[:end])))


def test_a_log_reads_what_is_told_as_it_reads_itself(log: Log) -> None:
    ahead = told_lines(io.BytesIO(told(log)))

    assert [
        (entry, entry.addresses, entry.do, where)
        for entry, where in log.read(ahead=ahead)
    ] == [(entry, entry.addresses, entry.do, where) for entry, where in log.read()]
