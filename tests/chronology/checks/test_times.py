"""What can't all be so: each rule at its smallest, and at its nearest miss."""

import pytest
from tests.chronology.checking import chronology, claim, dated, found, severities

from chrono56.findings import Finding
from chrono56.log.actions import Ranked
from chrono56.model import Claim, Dating, Event, Ordering, Record, Relation, Source

WORLD = (Source("a"), Source("b"), Event("march"), Event("shots"))
RULES = ("contradiction", "end-before-start", "part-outside-whole")


def by_rule(*records: Record) -> dict[str, list[Finding]]:
    told = chronology(*WORLD, *records)
    return {rule: list(told.check([rule])) for rule in RULES}


def after(least: str | None, most: str | None = None) -> Claim:
    return claim("o", "shots", Ordering(other="march", least=least, most=most))


class TestContradiction:
    def test_dates_and_an_order_that_can_not_all_be_so_are_found_with_who_says_so(
        self,
    ) -> None:
        claims = dated("march", "1956-10-24"), dated("shots", "1956-10-23", "b")
        (finding,) = by_rule(*claims, after("PT0S"))["contradiction"]

        assert (finding.severity, set(finding.about)) == ("error", {"march", "shots"})
        assert finding.claims == ("march-whole-a", "shots-whole-b", "o")
        assert finding.text == (
            "not all can be so: march: 24 October 1956 (a); shots: 23 October 1956 (b);"
            " shots: after march (a)"
        )

    @pytest.mark.parametrize(
        ("march", "shots", "order"),
        [
            ("1956-10-23", "1956-10-23", after("PT0S")),
            ("1956-10-24", "1956-10", after("PT0S")),
            ("1956-10-24~", "1956-10-23", after("PT0S")),
            ("1956-10-23", "1956-10-25", after("P1D", "P2D")),
            ("1956-10-23", "1956-10-22", after(None, "PT0S")),
        ],
    )
    def test_what_can_be_so_in_any_way_is_no_contradiction(
        self, march: str, shots: str, order: Claim
    ) -> None:
        claims = dated("march", march), dated("shots", shots), order

        assert by_rule(*claims) == {rule: [] for rule in RULES}

    def test_rival_dates_are_a_dispute_and_none(self) -> None:
        claims = dated("march", "1956-10-24"), dated("march", "1956-10-25", "b")

        assert by_rule(*claims)["contradiction"] == []

    def test_one_that_a_recorder_stated_is_a_notice(self) -> None:
        claims = dated("march", "1956-10-24"), dated("shots", "1956-10-23", "b")
        stated = claim("r", "march-whole-a", Relation("contradicts", "shots-whole-b"))
        (finding,) = by_rule(*claims, after("PT0S"), stated)["contradiction"]

        assert finding.severity == "notice"
        assert finding.text.startswith("recorded as a contradiction: march: 24 Oct")

    def test_a_deprecated_claim_settles_it(self) -> None:
        claims = dated("march", "1956-10-24"), dated("shots", "1956-10-23", "b")
        records = (*WORLD, *claims, after("PT0S"))

        assert found("contradiction", *records, then=[Ranked("o", "deprecated")]) == []

    @pytest.mark.parametrize(
        ("order", "words"),
        [
            (after(None, "PT0S"), "shots: before march"),
            (after(None, "-P1D"), "shots: at least 1 day before march"),
            (after("-P9D", "-P1D"), "shots: 1 day to 9 days before march"),
            (after("-P1D", "-P1D"), "shots: 1 day before march"),
        ],
    )
    def test_an_order_is_told_in_words(self, order: Claim, words: str) -> None:
        claims = dated("march", "1956-10-23"), dated("shots", "1956-10-24"), order
        (finding,) = by_rule(*claims)["contradiction"]

        assert f"; {words} (a)" in finding.text


class TestEndBeforeStart:
    def test_an_end_that_is_over_before_the_start_is_found(self) -> None:
        start = dated("march", "1956-10-24", point="start")
        told = by_rule(start, dated("march", "1956-10-23", "b", "end"))
        (finding,) = told.pop("end-before-start")

        assert (finding.severity, finding.about) == ("error", ("march",))
        assert finding.text == (
            "not all can be so: start of march: 24 October 1956 (a);"
            " end of march: 23 October 1956 (b)"
        )
        assert [*told.values()] == [[], []]

    @pytest.mark.parametrize("end", ["1956-10-24", "1956-10", "1956-10-23~"])
    def test_an_end_that_may_be_as_late_is_none(self, end: str) -> None:
        start = dated("march", "1956-10-24", point="start")

        assert by_rule(start, dated("march", end, point="end")) == {
            rule: [] for rule in RULES
        }


class TestPartOutsideWhole:
    PART = claim("p", "shots", Relation("part_of", "march"))

    def test_a_part_outside_the_whole_is_found(self) -> None:
        claims = dated("march", "1956-10-23"), dated("shots", "1956-10-24")
        (finding,) = by_rule(*claims, self.PART)["part-outside-whole"]

        assert (finding.severity, set(finding.about)) == ("error", {"march", "shots"})
        assert "shots is a part of march (a)" in finding.text

    @pytest.mark.parametrize("shots", ["1956-10-23T21:00", "1956-10", "1956-10-24~"])
    def test_a_part_that_may_be_within_it_is_none(self, shots: str) -> None:
        claims = dated("march", "1956-10-23"), dated("shots", shots)

        assert by_rule(*claims, self.PART) == {rule: [] for rule in RULES}

    def test_what_was_only_planned_to_be_a_part_is_none(self) -> None:
        claims = dated("march", "1956-10-23"), dated("shots", "1956-10-24")
        planned = claim("p", "shots", Relation("part_of", "march"), mode="planned")

        assert by_rule(*claims, planned)["part-outside-whole"] == []


def test_a_start_outside_the_whole_is_a_contradiction_of_one_event() -> None:
    whole = claim("w", "march", Dating("1956-10-24/1956-10-26"))
    told = by_rule(whole, dated("march", "1956-10-23", "b", "start"))

    assert severities(told["contradiction"]) == ["error"]
    assert told["end-before-start"] == []
