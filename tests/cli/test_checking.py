"""The verb check: what it lists, in which order, and with which status."""

from pathlib import Path
from typing import Any

import pytest
from tests.cli.command import new_log, run

import chrono56 as c56


@pytest.fixture
def odd_log(tmp_path: Path) -> Path:
    """A log with an error, a warning and a notice."""
    path = tmp_path / "chronology.jsonl"
    with new_log(path).entry("what is odd") as entry:
        diary = entry.source("diary", csl={"type": "manuscript"}, reliability="A")
        for id, kind in (("march", "politics.protest"), ("shots", "conflict.riot")):
            entry.event(id, kind=kind, labels={"en": id.capitalize(), "hu": id})
        entry.event("rumour", labels={"en": "A rumour"})
        entry.claim("march", c56.Dating("1956-10-24", "start"), cite=diary, id="begins")
        entry.claim("march", c56.Dating("1956-10-23", "end"), cite=diary, id="ends")
        entry.claim("shots", c56.Dating("1956-10-23"), cite=diary)
    return path


def rules(*arguments: str) -> list[Any]:
    return [one["rule"] for one in run("check", *arguments, "--json").objects]


@pytest.mark.usefixtures("odd_log")
class TestListing:
    def test_the_worst_comes_first_and_notices_are_counted(self) -> None:
        outcome = run("check")

        assert outcome.status == 1
        assert outcome.lines == [
            "error: end-before-start",
            (
                "  not all can be so: start of “March”: 24 October 1956 (diary);"
                " end of “March”:"
            ),
            "    23 October 1956 (diary)",
            "      march",
            "",
            "warning: unattested",
            "  “A rumour”: nothing is claimed of it",
            "      rumour",
        ]
        assert outcome.err == "1 less severe: --severity notice lists all\n"

    def test_a_finding_in_json_has_the_keys_of_findings(self) -> None:
        first, *_ = run("check", "--json").objects

        assert list(first) == ["rule", "severity", "about", "claims", "text"]
        assert first["about"] == ["march"]
        assert first["claims"] == ["begins", "ends"]

    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            ([], ["end-before-start", "unattested"]),
            (
                ["--severity", "notice"],
                ["end-before-start", "unattested", "missing-label"],
            ),
            (["--severity", "error"], ["end-before-start"]),
            (["missing-label"], ["missing-label"]),
            (["missing-label", "unattested"], ["unattested", "missing-label"]),
            (["missing-label", "--severity", "warning"], []),
            (["--kind", "politics"], ["end-before-start"]),
            (["--about", "march"], ["end-before-start"]),
            (["--about", "ends"], ["end-before-start"]),
            (["--about", "rumour", "--kind", "politics"], []),
            (["--as-of", "2025-01-01"], []),
        ],
    )
    def test_filters_narrow_and_what_is_listed_is_status_one(
        self, arguments: list[str], expected: list[str]
    ) -> None:
        assert rules(*arguments) == expected
        assert run("check", *arguments).status == int(bool(expected))

    def test_nothing_found_is_said(self) -> None:
        outcome = run("check", "circle")

        assert (outcome.status, outcome.out, outcome.err) == (0, "", "nothing found\n")

    @pytest.mark.parametrize(
        ("arguments", "status", "message"),
        [
            (["circel"], 2, "unknown rule 'circel'; did you mean 'circle'?"),
            (["--kind", "politic"], 2, "no kind 'politic'; did you mean 'politics'"),
            (["--about", "mars"], 1, "no record 'mars' in this log"),
            (["--severity", "fatal"], 2, "no 'fatal'; fine are error, warning, notice"),
        ],
    )
    def test_what_there_is_not_is_an_error(
        self, arguments: list[str], status: int, message: str
    ) -> None:
        outcome = run("check", *arguments)

        assert outcome.status == status
        assert message in outcome.err


class TestRules:
    def test_the_rules_are_listed_with_their_worst_severity(self) -> None:
        outcome = run("check", "--list", "--no-plugins")

        assert outcome.status == 0
        assert outcome.lines[0] == (
            "error    contradiction          no dates satisfy what is dated and ordered"
        )
        (one,) = run("check", "circle", "--list", "--json", "--no-plugins").objects
        assert one == {
            "rule": "circle",
            "severity": "error",
            "summary": "what is its own part, or its own copy",
            "provider": "chrono56",
        }

    def test_the_bundled_chronology_is_checked_where_there_is_no_other(self) -> None:
        outcome = run("check", "circle")

        assert "reading the bundled chronology" in outcome.err
