"""Checks of plugins: offered, named, listed, and carried out on their own."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import run, village
from tests.plugins.installed import Site

import chrono56
from chrono56 import lookup
from chrono56.chronology.checks.checks import OFFERS
from chrono56.errors import PluginError
from chrono56.plugins.host import PluginHost

CHECK = """
from chrono56 import Finding
from chrono56.plugins import CheckOffer, hookimpl

def odd(chronology):
    for event in chronology.survey.events:
        yield Finding("odd", "{severity}", (event,), "odd")
    {then}

@hookimpl
def chrono56_checks():
    return CheckOffer(
        name="{name}", summary="odd things", severity="{severity}",
        factory=f"{{__name__}}:odd",
    )
"""


def code(name: str = "odd", severity: str = "warning", then: str = "") -> str:
    return CHECK.format(name=name, severity=severity, then=then)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> chrono56.Log:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CHRONO56_PLUGINS", raising=False)
    return village(tmp_path / "chronology.jsonl")


def rules(log: chrono56.Log, *asked: str, **how: Any) -> list[str]:
    return sorted({one.rule for one in chrono56.check(log.chronology(), asked, **how)})


def test_a_plugins_rule_is_checked_among_the_others(
    site: Site, log: chrono56.Log
) -> None:
    site.install("oddities", code())
    (plugin,) = [
        one for one in PluginHost.load().plugins() if one.distribution == "oddities"
    ]

    assert (plugin.offers, plugin.problem) == (("odd",), "")
    assert "odd" in rules(log)
    assert rules(log, "odd") == ["odd"]
    assert "odd" not in rules(log, plugins=False)
    with pytest.raises(PluginError, match="unknown rule 'odd'"):
        rules(log, "odd", plugins=False)


def test_who_asks_for_rules_that_ship_loads_no_plugin(
    site: Site, log: chrono56.Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("exits", "import sys; sys.exit(3)")
    monkeypatch.setattr(PluginHost, "load", lambda: pytest.fail("loaded"))

    assert rules(log, "circle", "unattested") == []


def test_a_rule_that_ships_keeps_its_name(site: Site, log: chrono56.Log) -> None:
    site.install("oddities", code("circle"))
    found = lookup.checks()
    (plugin,) = [
        one for one in PluginHost.load().plugins() if one.offers == ("circle",)
    ]

    assert found["circle"] is OFFERS["circle"]
    assert found["oddities:circle"].provider == "oddities"
    assert plugin.problem == (
        "'circle' is taken by a built-in rule; ask for oddities:circle"
    )
    assert rules(log, "oddities:circle") == ["oddities:circle"]


def test_of_two_plugins_with_one_rule_each_is_checked_once(
    site: Site, log: chrono56.Log
) -> None:
    site.install("a-dist", code())
    site.install("b-dist", code())

    assert {"odd", "b-dist:odd"} <= set(rules(log))
    assert "a-dist:odd" not in lookup.checks()


def test_the_rule_of_failures_can_not_be_taken(site: Site) -> None:
    site.install("oddities", code("check-failed"))

    assert "oddities:check-failed" in lookup.checks()


def test_a_failing_check_is_an_error_on_the_command_line_and_no_crash(
    site: Site, log: chrono56.Log
) -> None:
    site.install("broken", code(then="raise OSError('no network')"))
    outcome = run("check")
    lines = outcome.lines

    assert outcome.status == 1
    assert lines[0] == "error: check-failed"
    assert "the check odd of the plugin broken failed (OSError: no network)" in (
        " ".join(line.strip() for line in lines)
    )
    assert "warning: odd" in lines
    assert log.by == "anna"


def test_rules_of_plugins_are_listed_with_their_provider(
    site: Site, log: chrono56.Log
) -> None:
    site.install("oddities", code())
    *_, last = run("check", "--list", "--json").objects

    assert (last["rule"], last["provider"]) == ("odd", "oddities")
    assert log.by == "anna"
