"""What sources can't have known, or can't carry alone."""

import attrs
import pytest
from tests.chronology.checking import claim, dated, found, severities

from chrono56.log.actions import Ranked
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Occurrence,
    Record,
    Source,
)

MARCH = Event("march", labels={"en": "The march"})


def report(issued: str) -> Source:
    return Source("a", {"type": "report", "issued": issued})


class TestIssuedBefore:
    def test_a_source_older_than_what_it_tells_is_found(self) -> None:
        (finding,) = found(
            "issued-before", report("1955"), MARCH, dated("march", "1956")
        )

        assert (finding.severity, finding.about) == ("warning", ("a", "march"))
        assert finding.claims == ("march-whole-a",)
        assert finding.text == (
            "a came out (1955) before “The march” (1956), which it tells of"
        )

    @pytest.mark.parametrize(
        ("issued", "when"),
        [
            ("1956", "1956-10-23"),
            ("1955~", "1956"),
            ("1956-10-30", "1956-10-23/1956-11-04"),
            ("[1955, 1957]", "1956"),
            ("n.d.", "1956"),
            ("2006", "1956"),
        ],
    )
    def test_what_it_may_have_known_is_none(self, issued: str, when: str) -> None:
        assert found("issued-before", report(issued), MARCH, dated("march", when)) == []

    def test_other_claims_are_measured_by_all_dates_of_the_event(self) -> None:
        dead = claim("f", "march", Figure("killed", best=3))
        records = (
            report("1955"),
            Source("b"),
            MARCH,
            dead,
            dated("march", "1956", "b"),
        )
        rival = dated("march", "1954", "b", "start")

        assert severities(found("issued-before", *records)) == ["warning"]
        assert found("issued-before", *records, rival) == []

    def test_a_plan_may_come_before_what_is_planned(self) -> None:
        planned = claim("d", "march", Dating("1956"), mode="planned")

        assert found("issued-before", report("1955"), MARCH, planned) == []

    def test_what_is_claimed_of_its_issue_goes_before_its_description(self) -> None:
        records = report("1955"), Source("b"), MARCH, dated("march", "1956")
        issue = claim("i", "a", Dating("1957", "issued"), "b")

        assert found("issued-before", *records, issue) == []

    def test_a_credited_source_is_measured_too(self) -> None:
        cited = Citation("b", via=["a"])
        told = Claim("c", "march", Dating("1956"), [cited])
        (finding,) = found("issued-before", report("1955"), Source("b"), MARCH, told)

        assert finding.about == ("a", "march")


class TestLoneUnreliable:
    @pytest.mark.parametrize(
        ("grades", "severity"),
        [
            ("E", ["warning"]),
            ("D", ["warning"]),
            ("C", []),
            ("F", []),
            ("DE", []),
            ("AE", []),
        ],
    )
    def test_one_source_of_a_bad_grade_is_found(
        self, grades: str, severity: list[str]
    ) -> None:
        sources = [Source(g.lower(), reliability=g) for g in grades]
        claims = [dated("march", "1956", one.id) for one in sources]

        told = found("lone-unreliable", *sources, MARCH, *claims)

        assert severities(told) == severity

    def test_a_copy_of_it_is_no_second_voice(self) -> None:
        original = Source("a", reliability="E")
        copy = Source("b", reliability="D", derived_from=[Derivation("a")])
        claims = dated("march", "1956"), dated("march", "1956", "b")
        (finding,) = found("lone-unreliable", original, copy, MARCH, *claims)

        assert finding.text == "“The march” rests on a, b alone, of grade D"

    def test_what_was_only_planned_is_none(self) -> None:
        planned = claim("o", "march", Occurrence(), mode="planned")

        assert found("lone-unreliable", Source("a", reliability="E"), planned) == []


class TestQuoteWithoutLocator:
    def quoted(self, csl_type: str, locator: str, quote: str) -> list[Record]:
        cited = Citation("a", locator, quote=quote)
        source = Source("a", {"type": csl_type})
        return [source, MARCH, Claim("c", "march", Occurrence(), [cited])]

    @pytest.mark.parametrize(
        ("csl_type", "locator", "quote", "severity"),
        [
            ("book", "", "they marched", ["warning"]),
            ("webpage", "", "they marched", ["notice"]),
            ("book", "12", "they marched", []),
            ("book", "", "", []),
        ],
    )
    def test_a_quote_says_where_it_stands_if_it_can(
        self, csl_type: str, locator: str, quote: str, severity: list[str]
    ) -> None:
        told = found("quote-without-locator", *self.quoted(csl_type, locator, quote))

        assert severities(told) == severity
        assert all(one.about == ("march", "a") for one in told)


class TestCopyDiffers:
    COPY = Source("b", derived_from=[Derivation("a")])
    CLAIMS = (dated("march", "1956-10-23"), dated("march", "1956-10-24", "b"))

    def test_a_slip_of_a_copy_is_a_notice(self) -> None:
        (finding,) = found("copy-differs", Source("a"), self.COPY, MARCH, *self.CLAIMS)

        assert finding.severity == "notice"
        assert finding.claims == ("march-whole-a", "march-whole-b")
        assert finding.text == (
            "“The march” – When it happened: a copy differs from its original,"
            " among a, b"
        )

    def test_a_figure_is_named_as_in_lists(self) -> None:
        crowd = Agent("crowd", labels={"en": "The crowd"})
        told = [
            claim(
                source * 2, "march", Figure("killed", best=best, group="crowd"), source
            )
            for source, best in (("a", 3), ("b", 4))
        ]
        (finding,) = found("copy-differs", Source("a"), self.COPY, MARCH, crowd, *told)

        assert finding.text.startswith("“The march” – Figure: killed, The crowd: a")

    def test_independent_sources_dispute_and_agreeing_copies_do_not(self) -> None:
        same = dated("march", "1956-10-23"), dated("march", "1956-10", "b")
        apart = attrs.evolve(self.COPY, derived_from=())

        assert found("copy-differs", Source("a"), apart, MARCH, *self.CLAIMS) == []
        assert found("copy-differs", Source("a"), self.COPY, MARCH, *same) == []

    def test_a_deprecated_copy_is_none(self) -> None:
        records = Source("a"), self.COPY, MARCH, *self.CLAIMS
        then = [Ranked("b", "deprecated")]

        assert found("copy-differs", *records, then=then) == []
