"""The plugin that ships: it works with what is public, and with nothing else."""

import io
import json
import sys
from typing import Any

import pytest
from tests.exporters.world import event, rich, shelf
from tests.plugins.installed import PLUGINS, points_of

from chrono56.exporters.runner import export
from chrono56.plugins.host import PluginHost


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> PluginHost:
    folder = PLUGINS / "chrono56-jsonl" / "src"
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    return PluginHost.load(points_of("chrono56-jsonl"), {})


def lines(host: PluginHost, chronology: Any, **options: object) -> list[Any]:
    stream = io.BytesIO()
    export(chronology, host.exporters()["jsonl"], stream, options=options)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_it_is_offered_without_a_problem(host: PluginHost) -> None:
    (plugin,) = host.plugins()

    assert (plugin.offers, plugin.problem) == (("jsonl",), "")


def test_each_event_is_a_line(host: PluginHost) -> None:
    chronology = rich()
    found = lines(host, chronology)

    assert [one["id"] for one in found] == [one.id for one in chronology]
    assert [one["label"] for one in found] == [one.label() for one in chronology]
    assert [one["when"] for one in found] == [
        None if one.when is None else str(one.when) for one in chronology
    ]


def test_claims_come_with_their_event_unless_they_are_not_wanted(
    host: PluginHost,
) -> None:
    leave = next(one for one in lines(host, rich()) if one["id"] == "leave")

    assert [one["says"]["when"] for one in leave["claims"]] == [
        "1956-10-28",
        "1956-10-31",
    ]
    assert leave["claims"][0]["citations"][0] == {
        "source": "un-1957",
        "locator": "12-14",
        "label": "page",
        "quote": "",
        "via": [],
    }
    assert "claims" not in lines(host, shelf(event()), claims="false")[0]
