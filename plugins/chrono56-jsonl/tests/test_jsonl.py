"""The plugin as it is installed: listed without a problem, and a line an event."""

import json
from pathlib import Path

import chrono56
from chrono56.plugins.host import PluginHost


def test_it_is_listed_without_a_problem() -> None:
    (plugin,) = [one for one in PluginHost.load().plugins() if one.name == "jsonl"]

    assert plugin.distribution == "chrono56-jsonl"
    assert plugin.offers == ("jsonl",)
    assert plugin.problem == ""


def test_each_event_is_a_line_with_its_claims(tmp_path: Path) -> None:
    log = chrono56.open_log(tmp_path / "log.jsonl", by="anna")
    with log.entry("from the briefing book") as entry:
        book = entry.source("nsa-2002", csl={"type": "webpage", "title": "A\nBook"})
        assault = entry.event("assault", kind="conflict.operation", labels={"en": "őű"})
        entry.claim(assault, chrono56.Dating("1956-11-04"), cite=book.at(paragraph=1))
    chrono56.export(log.chronology(), "jsonl", tmp_path / "1956.jsonl")
    (line,) = map(json.loads, (tmp_path / "1956.jsonl").read_text().splitlines())

    assert (line["id"], line["label"], line["when"]) == ("assault", "őű", "1956-11-04")
    (claim,) = line["claims"]
    assert claim["says"] == {"type": "dating", "when": "1956-11-04", "point": "whole"}
    assert claim["citations"][0]["source"] == "nsa-2002"
