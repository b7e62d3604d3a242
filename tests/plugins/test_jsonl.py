"""The plugin that ships: it works with what is public, and with nothing else."""

import ast
import io
import json
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import attrs
import pytest
from tests.exporters.world import event, rich, shelf

from chrono56.exporters.runner import export
from chrono56.plugins.host import PluginHost

FOLDER = Path(__file__).parents[2] / "plugins" / "chrono56-jsonl"


@attrs.frozen
class Point:
    """The entry point that pip would make of the plugin's own declaration."""

    name: str
    value: str
    dist: Any = None

    def load(self) -> Any:
        return import_module(self.value)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> PluginHost:
    monkeypatch.setattr(sys, "path", [str(FOLDER / "src"), *sys.path])
    declared = tomllib.loads((FOLDER / "pyproject.toml").read_text())
    points = declared["project"]["entry-points"]["chrono56"]
    return PluginHost.load([Point(name, value) for name, value in points.items()], {})


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


def test_it_imports_only_what_is_public() -> None:
    for path in (FOLDER / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            ours = {name for name in names if name and name.split(".")[0] == "chrono56"}
            assert ours <= {"chrono56", "chrono56.plugins"}, path
