"""The table of checks, and how checks are run; a plugin's may do anything."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.checking import chronology, dated, found
from tests.chronology.world import branching, chronology_of, histories

import chrono56
from chrono56.chronology import Chronology
from chrono56.chronology.checks.checks import FAILED, OFFERS
from chrono56.chronology.checks.offer import CheckOffer
from chrono56.errors import OfferError, PluginError
from chrono56.findings import SEVERITIES, Finding
from chrono56.log.actions import Retracted
from chrono56.model import Event, Source

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "checks.md"
ORDERLY = (Source("a"), Event("march", labels={"en": "March"}), dated("march", "1956"))


def odd(_: Chronology) -> Iterator[Finding]:
    yield Finding("whatever", "notice", ("march",), "odd")


def breaking(told: Chronology) -> Iterator[Finding]:
    yield from odd(told)
    raise ZeroDivisionError("no more")


def leaving(_: Chronology) -> Iterator[Finding]:
    sys.exit(3)


def babbling(_: Chronology) -> Iterator[Any]:
    yield "odd"


def not_iterable(_: Chronology) -> Any:
    return None


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the checks above be imported as a plugin's would be."""
    module = ModuleType("plugin_checks")
    for check in (odd, breaking, leaving, babbling, not_iterable):
        setattr(module, check.__name__, check)
    monkeypatch.setitem(sys.modules, module.__name__, module)


def offer(check: str, **fields: Any) -> CheckOffer:
    given = {"name": "odd", "summary": "", "severity": "notice", "provider": "p"}
    return CheckOffer(factory=f"plugin_checks:{check}", **{**given, **fields})


class TestTheTable:
    def test_the_reference_lists_every_rule_with_its_severity_and_summary(self) -> None:
        rows = re.findall(
            r"^\| `([\w-]+)` \| (\w+) \| (.+?) \|$", PAGE.read_text(), re.MULTILINE
        )

        assert [(name, severity) for name, severity, _ in rows] == [
            (one.name, one.severity) for one in OFFERS.values()
        ]

    @pytest.mark.parametrize("rule", OFFERS)
    def test_an_orderly_chronology_gives_no_rule_anything_to_find(
        self, rule: str
    ) -> None:
        assert found(rule, *ORDERLY) == []

    @pytest.mark.parametrize("rule", OFFERS)
    def test_an_empty_log_gives_no_rule_anything_to_find(self, rule: str) -> None:
        log = chrono56.open_log("memory:", by="anna")

        assert list(log.chronology().check([rule])) == []

    def test_the_worst_come_first(self) -> None:
        ranked = [SEVERITIES.index(one.severity) for one in OFFERS.values()]

        assert ranked == sorted(ranked)

    def test_the_bundled_chronology_obeys_every_rule_in_its_own_words(self) -> None:
        told = chrono56.open_bundled().chronology()
        found = list(told.check())

        assert found
        for finding in found:
            offered = OFFERS[finding.rule].severity
            assert SEVERITIES.index(finding.severity) >= SEVERITIES.index(offered)
            for one in finding.claims:
                told.record(one)


@settings(max_examples=60)
@given(histories(), st.data())
def test_whatever_the_log_holds_it_can_be_checked(
    batches: list[list[Any]], data: st.DataObject
) -> None:
    told = chronology_of(branching(batches, data))

    for finding in told.check():
        assert finding.text
        assert all(map(told.record, finding.claims))


class TestAsking:
    def test_only_the_rules_that_are_named_are_checked(self) -> None:
        told = chronology(Event("march"), Event("shots", "odd.kind"))

        assert {one.rule for one in told.check()} == {
            *("unattested", "missing-label", "unknown-kind"),
        }
        assert [one.rule for one in told.check(["unknown-kind"])] == ["unknown-kind"]

    def test_an_unknown_rule_is_an_error_before_anything_is_checked(self) -> None:
        with pytest.raises(PluginError, match="unknown rule 'circel'; did you mean"):
            chronology(Event("march")).check(["circle", "circel"])

    def test_each_state_is_checked_as_it_was(self) -> None:
        log = chrono56.open_log("memory:", by="anna")
        with log.entry() as entry:
            march = entry.event("march", labels={"en": "March"})
        with log.entry() as entry:
            book = entry.source("book", csl={"type": "book"})
            entry.claim(march, chrono56.Dating("1956"), cite=book)
        now = log.chronology()

        assert list(chrono56.check(now, plugins=False)) == []
        assert [one.rule for one in chrono56.check(now.as_of("#1"), plugins=False)] == [
            "unattested"
        ]

    def test_what_was_retracted_is_not_checked(self) -> None:
        then = [Retracted("march", reason="a novel")]

        assert found("unattested", Event("march"), then=then) == []


@pytest.mark.usefixtures("plugin")
class TestPlugins:
    def test_a_finding_bears_the_rule_under_which_it_was_asked_for(self) -> None:
        (finding,) = chronology(*ORDERLY).check(offers={"p:odd": offer("odd")})

        assert finding == Finding("p:odd", "notice", ("march",), "odd")

    @pytest.mark.parametrize(
        ("check", "before", "why"),
        [
            ("breaking", ["odd"], "ZeroDivisionError: no more"),
            ("leaving", [], "SystemExit: 3"),
            ("babbling", [], "TypeError: it gave str, not Finding"),
            ("not_iterable", [], "TypeError: 'NoneType' object is not iterable"),
            ("gone", [], "AttributeError: module 'plugin_checks' has no attribute"),
        ],
    )
    def test_a_check_that_fails_is_a_finding_and_harms_no_other(
        self, check: str, before: list[str], why: str
    ) -> None:
        offers = {"bad": offer(check), "good": offer("odd")}
        *first, failure, last = chronology(*ORDERLY).check(offers=offers)

        assert [one.text for one in first] == before
        assert (failure.rule, failure.severity) == (FAILED, "error")
        assert failure.text.startswith(f"the check bad of the plugin p failed ({why}")
        assert last.rule == "good"

    def test_a_fault_of_our_own_is_not_hidden(self) -> None:
        ours = offer("breaking", provider="chrono56")

        with pytest.raises(ZeroDivisionError):
            list(chronology(*ORDERLY).check(offers={"odd": ours}))

    @pytest.mark.parametrize("severity", ["", "fatal", None])
    def test_an_offer_of_no_known_severity_is_refused(self, severity: object) -> None:
        with pytest.raises(OfferError, match="use error, warning, notice"):
            offer("odd", severity=severity)
