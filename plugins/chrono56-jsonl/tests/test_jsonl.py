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
    text = (tmp_path / "1956.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.split("\n")[:-1]]

    types = [one["type"] for one in lines]
    says = [one["says"] for one in lines if one["type"] == "claim"]

    assert sorted(types) == ["claim", "claim", "event", "place", "source"]
    assert lines[types.index("event")]["labels"] == {"en": "őű"}
    assert {"type": "dating", "when": "1956-11-04"} in says


def test_what_refers_to_something_retracted_is_left_out_with_it(tmp_path: Path) -> None:
    log = a_log(tmp_path / "log.jsonl")
    with log.entry("another event") as entry:
        later = entry.event("later", labels={"en": "Later"})
        entry.claim(later, chrono56.Relation("responds_to", "assault"), reason="it is")
        entry.claim(later, chrono56.Dating("1957"), reason="so it is")
    with log.entry("a slip") as entry:
        entry.retract("assault", reason="another")
    chrono56.export(log.chronology(), "jsonl", tmp_path / "1956.jsonl")
    other = chrono56.open_log(tmp_path / "other.jsonl", by="ben")
    report = chrono56.import_file(other, "jsonl", tmp_path / "1956.jsonl")

    assert report.counts == {"source": 1, "place": 1, "event": 1, "claim": 1}


def test_without_claims_all_else_is_there(tmp_path: Path) -> None:
    chronology = a_log(tmp_path / "log.jsonl").chronology()
    bare = {"claims": False}
    chrono56.export(chronology, "jsonl", tmp_path / "1956.jsonl", options=bare)
    lines = (tmp_path / "1956.jsonl").read_text(encoding="utf-8").splitlines()

    types = [json.loads(line)["type"] for line in lines]
    assert types == ["source", "place", "event"]


def test_what_was_exported_makes_the_same_chronology_elsewhere(tmp_path: Path) -> None:
    log = a_log(tmp_path / "log.jsonl")
    chrono56.export(log.chronology(), "jsonl", tmp_path / "1956.jsonl")
    other = chrono56.open_log(tmp_path / "other.jsonl", by="ben")
    report = chrono56.import_file(other, "jsonl", tmp_path / "1956.jsonl")
    chrono56.export(other.chronology(), "jsonl", tmp_path / "again.jsonl")

    assert str(report) == "5 records (1 source, 1 place, 1 event, 2 claims)"
    assert (tmp_path / "again.jsonl").read_bytes() == (
        (tmp_path / "1956.jsonl").read_bytes()
    )
