"""What is kept of a log by readings other than the default."""

import os
from pathlib import Path

import pytest
from tests.log.world import authorise

from chrono56.chronology import Chronology
from chrono56.log.cache import TABLES, cache_path, tables_of_readings
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.model import Occurrence


@pytest.fixture(name="log")
def _log(tmp_path: Path) -> Log:
    log = Log(JsonlStore(tmp_path / "log.jsonl"), by="anna")
    log.begin()
    _record(log, "e1")
    return log


def _record(log: Log, event: str) -> None:
    with log.entry() as entry:
        source = entry.source(f"source-of-{event}")
        made = entry.event(event, labels={"en": f"the secret of {event}"})
        entry.claim(made, Occurrence(), cite=source)


def _ids(log: Log, reading: str) -> list[str]:
    with Chronology.open(log, reading=reading) as chronology:
        return [event.id for event in chronology]


def _kept(log: Log) -> list[Path]:
    path = cache_path(log.name, log.id, TABLES)
    assert path is not None
    return tables_of_readings(path)


def test_each_reading_has_tables_of_its_own(log: Log) -> None:
    assert _ids(log, "only=source-of-e1") == ["e1"]
    assert _ids(log, "without=source-of-e1") == []
    assert _ids(log, "default") == ["e1"]
    assert len(_kept(log)) == 2


def test_tables_of_a_reading_are_gone_on_with(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    _ids(log, "reliability=B")
    _record(log, "e2")
    monkeypatch.setattr("chrono56.chronology.tables.filling.fill", None)

    assert _ids(log, "reliability=B") == []


def test_only_those_used_last_are_kept(log: Log) -> None:
    grades = "ABCDE"
    for age, grade in enumerate(grades[:4]):
        _ids(log, f"reliability={grade}")
        os.utime(_newest(log), ns=(0, age))
    _ids(log, "reliability=A")
    _ids(log, "reliability=E")

    kept = set(_kept(log))

    assert len(kept) == 4
    _ids(log, "reliability=A")
    assert set(_kept(log)) == kept
    _ids(log, "reliability=B")
    assert set(_kept(log)) != kept


def _newest(log: Log) -> Path:
    return max(_kept(log), key=lambda path: path.stat().st_mtime_ns)


def test_without_a_cache_no_reading_is_kept(log: Log, tmp_path: Path) -> None:
    with Chronology.open(log, cache=False) as told, told.under("reliability=B"):
        pass

    assert not (tmp_path / "cache").exists()


@pytest.mark.filterwarnings("ignore::chrono56.errors.ErasureWarning")
def test_what_is_erased_is_gone_from_all_tables(log: Log) -> None:
    _ids(log, "only=source-of-e1")
    _ids(log, "prefer=earlier")
    assert all(b"secret of e1" in path.read_bytes() for path in _kept(log))
    log.erase("e1", reason="asked for")

    assert _kept(log) == []


def test_what_others_erased_is_gone_from_all_tables_when_one_is_read(log: Log) -> None:
    _ids(log, "only=source-of-e1")
    _ids(log, "default")
    first, *_ = log.entries()
    authorise(log, first.addresses[1])

    _ids(log, "default")

    assert _kept(log) == []


def test_a_chronology_stands_still_by_whatever_reading(log: Log) -> None:
    with Chronology.open(log) as before:
        _record(log, "e2")
        with before.under("prefer=earlier") as still:
            assert [event.id for event in still] == ["e1"]
        with Chronology.open(log) as now, now.under("prefer=earlier") as then:
            assert {event.id for event in then} == {"e1", "e2"}


def test_a_reading_that_is_left_again_is_the_one_before(log: Log) -> None:
    with Chronology.open(log) as told:
        there = told.under("only=source-of-e1")
        back = there.under("default")
        assert str(back.reading) == "default"
        assert list(back) == list(told)
        there.close()
        same = told.under(told.reading)
        same.close()  # it shares the tables
        assert len(told) == 1


def test_of_copies_that_were_united_meanwhile_the_old_state_is_read(
    log: Log, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(Path(log.name).read_bytes())
    other = Log(JsonlStore(copy), by="bela")
    _record(other, "e0")
    _record(log, "e2")
    with Chronology.open(log) as before:
        theirs = copy.read_bytes().splitlines(keepends=True)[2:]
        with Path(log.name).open("ab") as file:
            file.writelines(theirs)
        with before.under("prefer=earlier") as still:
            assert {event.id for event in still} == {"e1", "e2"}
