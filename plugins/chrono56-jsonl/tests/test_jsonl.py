"""The plugin as it is installed: what it writes, and that it can be read again."""

import json
from pathlib import Path

import chrono56


def a_log(path: Path) -> chrono56.Log:
    log = chrono56.open_log(path, by="anna")
    with log.entry("from the briefing book") as entry:
        book = entry.source("nsa-2002", csl={"type": "webpage", "title": "A\nBook"})
        assault = entry.event("assault", kind="conflict.operation", labels={"en": "őű"})
        entry.place("budapest", labels={"en": "Budapest"})
        entry.claim(assault, chrono56.Dating("1956-11-04"), cite=book.at(paragraph=1))
        entry.claim(assault, chrono56.Location("budapest"), cite=book)
    return log


def test_each_record_is_a_line(tmp_path: Path) -> None:
    log = a_log(tmp_path / "log.jsonl")
    chrono56.export(log.chronology(), "jsonl", tmp_path / "1956.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "1956.jsonl").open()]

    types = [one["type"] for one in lines]
    says = [one["says"] for one in lines if one["type"] == "claim"]

    assert sorted(types) == ["claim", "claim", "event", "place", "source"]
    assert lines[types.index("event")]["labels"] == {"en": "őű"}
    assert {"type": "dating", "when": "1956-11-04"} in says


def test_what_was_exported_makes_the_same_chronology_elsewhere(tmp_path: Path) -> None:
    log = a_log(tmp_path / "log.jsonl")
    chrono56.export(log.chronology(), "jsonl", tmp_path / "1956.jsonl")
    other = chrono56.open_log(tmp_path / "other.jsonl", by="ben")
    report = chrono56.import_file(other, "jsonl", tmp_path / "1956.jsonl")
    chrono56.export(other.chronology(), "jsonl", tmp_path / "again.jsonl")

    assert str(report) == "5 records (1 source, 1 event, 2 claims, 1 place)"
    assert (tmp_path / "again.jsonl").read_bytes() == (
        (tmp_path / "1956.jsonl").read_bytes()
    )
