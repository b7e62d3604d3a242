from pathlib import Path

import pytest

import chrono56 as c56
from chrono56.errors import MissingLogError, WriteError


def test_a_log_is_started_for_a_recorder_and_only_read_by_others(
    tmp_path: Path,
) -> None:
    path = tmp_path / "log.jsonl"
    with pytest.raises(MissingLogError):
        c56.open_log(path)

    started = c56.open_log(path, by="anna")

    assert c56.open_log(path).id == started.id
    with (
        pytest.raises(WriteError, match="say who records"),
        c56.open_log(path).entry() as entry,
    ):
        entry.agent("otto")


def test_a_log_in_memory_leaves_nothing_behind(tmp_path: Path) -> None:
    log = c56.open_log("memory:", by="anna")
    with log.entry() as entry:
        entry.event("rising")

    assert [event.id for event in log.chronology()] == ["rising"]
    assert list(tmp_path.iterdir()) == []


def test_a_log_in_memory_is_not_there_before_somebody_records() -> None:
    with pytest.raises(MissingLogError, match="memory:: no such log"):
        c56.open_log("memory:")


def test_two_logs_in_memory_are_two() -> None:
    assert c56.open_log("memory:", by="a").id != c56.open_log("memory:", by="a").id


def test_the_bundled_chronology_is_for_reading() -> None:
    log = c56.open_bundled()

    assert log.by == ""
    assert len(log.chronology()) > 220
    with pytest.raises(WriteError), log.entry() as entry:
        entry.agent("otto")


def test_a_chronology_may_be_read_while_nothing_else_holds_it() -> None:
    log = c56.open_log("memory:", by="anna")
    with log.entry() as entry:
        for number in range(100):
            entry.event(f"event-{number}")

    found = [event.id for event in log.chronology()]
    found_on = [event.id for event in c56.open_bundled().chronology().on("11-04")]
    history = [item.number for item in log.chronology().history()]
    sources = [source.id for source in c56.open_bundled().chronology().sources()]
    disputes = [one.property for one in c56.open_bundled().chronology().disputes()]
    findings = list(log.chronology().findings())

    assert len(found) == 100
    assert found_on
    assert history == [1]
    assert sources
    assert disputes
    assert findings == []


def test_an_earlier_state_is_opened_by_its_name() -> None:
    log = c56.open_log("memory:", by="anna")
    for name in ("one", "two"):
        with log.entry() as entry:
            entry.event(name)

    assert [event.id for event in log.chronology(as_of="#1")] == ["one"]


def test_an_export_finds_its_format_by_name(tmp_path: Path) -> None:
    log = c56.open_log("memory:", by="anna")
    target = tmp_path / "x.csv"

    report = c56.export(log.chronology(), "csv", target, options={"bom": True})

    assert (report.events, report.path) == (0, str(target))
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
