from typing import Any

import attrs
import pytest
from tests.chronology.world import chronology_of, linear, recorded

from chrono56.chronology import Chronology, Query
from chrono56.chronology.choosing import sorted_by
from chrono56.chronology.sides import Company
from chrono56.chronology.weighing import Rival, Weighed
from chrono56.log.actions import Ranked, Retracted, Revised
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Location,
    Occurrence,
    Place,
    Record,
    Source,
)

SOURCES = (
    Source("good", reliability="A"),
    Source("poor", reliability="D"),
    Source("one"),
    Source("two"),
    Source("third"),
    Source("copy", derived_from=[Derivation("one")]),
)


def _claim(number: int, by: str, when: str, point: str = "whole", **more: Any) -> Claim:
    cited = tuple(map(Citation, by.split()))
    return Claim(f"c{number}", "e", Dating(when, point), cited, reason="r", **more)


def _chronology(*claims: Claim, rank: tuple[str, str] | None = None) -> Chronology:
    records: list[Record] = [*SOURCES, Event("e"), Place("p"), *claims]
    ranks = [Ranked(*rank, "so it is")] if rank else []
    return chronology_of(linear([[*recorded(records), *ranks]]))


@pytest.mark.parametrize(
    ("claims", "chosen"),
    [
        # Asserted before planned before supposed.
        (
            [
                _claim(1, "good", "1956-01", mode="supposed"),
                _claim(2, "good", "1956-02", mode="planned"),
                _claim(3, "poor", "1956-03"),
            ],
            "1956-03",
        ),
        (
            [
                _claim(1, "good", "1956-01", mode="supposed"),
                _claim(2, "poor", "1956-02", mode="planned"),
            ],
            "1956-02",
        ),
        # The more reliable source.
        ([_claim(1, "poor", "1956-01-01"), _claim(2, "good", "1956-02")], "1956-02"),
        # More independent sources; a copy adds none.
        ([_claim(1, "one", "1956-01"), _claim(2, "one two", "1956-02")], "1956-02"),
        ([_claim(1, "one", "1956-01"), _claim(2, "two copy", "1956-02")], "1956-02"),
        ([_claim(1, "two", "1956-01"), _claim(2, "one copy", "1956-03")], "1956-01"),
        # A plan does not speak for what happened.
        (
            [
                _claim(1, "one", "1956-01"),
                _claim(2, "two", "1956-03"),
                _claim(3, "copy", "1956-03", mode="planned"),
                _claim(4, "third", "1956-03", mode="supposed"),
            ],
            "1956-01",
        ),
        # What refines has the voices of what it refines.
        ([_claim(1, "one", "1956-10"), _claim(2, "two", "1956-10-23")], "1956-10-23"),
        # The narrower; else the earlier recorded.
        ([_claim(1, "one", "1956-10"), _claim(2, "one", "1956-10-23")], "1956-10-23"),
        (
            [_claim(1, "one", "1956-11-04"), _claim(2, "two", "1956-11-04T04:15")],
            "1956-11-04T04:15",
        ),
        # A night is narrower than a day, though it is of two.
        (
            [
                _claim(1, "one", "1956-11-03"),
                _claim(2, "two", "[1956-11-03T21:00..1956-11-04T06:00]"),
            ],
            "[1956-11-03T21:00..1956-11-04T06:00]",
        ),
        ([_claim(1, "one", "[1956..]"), _claim(2, "two", "1957")], "1957"),
        ([_claim(1, "one", "1956-01"), _claim(2, "two", "1956-03")], "1956-01"),
        # A denial is never chosen.
        ([_claim(1, "good", "1956-01", mode="denied")], "None"),
    ],
)
def test_the_best_claim_gives_the_date(claims: list[Claim], chosen: str) -> None:
    (event,) = _chronology(*claims).select(Query(everything=True))

    assert str(event.when) == chosen


def test_what_is_ranked_preferred_goes_before_all_else() -> None:
    claims = _claim(1, "good", "1956-01-01"), _claim(2, "poor", "1957", mode="planned")

    assert str(_chronology(*claims, rank=("c2", "preferred")).event("e").when) == "1957"
    assert (
        str(_chronology(*claims, rank=("poor", "preferred")).event("e").when) == "1957"
    )


def test_a_revision_that_mends_a_citation_makes_a_claim_no_younger() -> None:
    first, second = _claim(1, "one", "1956-01"), _claim(2, "two", "1956-03")
    mended = attrs.evolve(first, citations=(Citation("one", locator="p. 7"),))
    records = recorded([*SOURCES, Event("e"), first, second])
    chronology = chronology_of(linear([records, [Revised(mended)]]))

    assert str(chronology.event("e").when) == "1956-01"
    assert [view.claim.id for view in chronology.claims("e")] == ["c1", "c2"]
    assert chronology.claims("e")[0].entry == 2


def test_a_rule_is_asked_only_of_claims_that_no_earlier_one_told_apart() -> None:
    asked: list[int] = []

    def by_reliability(claim: Rival, _: Company) -> int:
        return ord(claim.reliability)

    def by_youth(claim: Rival, _: Company) -> int:
        asked.append(claim.first)
        return -claim.first

    claims = [
        Weighed(
            claim=_claim(number, "one", "1956"),
            number=1,
            order=number,
            first=number,
            reliability=grade,
        )
        for number, grade in ((1, "B"), (2, "A"), (3, "B"))
    ]
    ordered = sorted_by((by_reliability, by_youth), claims, Company(()))

    assert [one.claim.id for one in ordered] == ["c2", "c3", "c1"]
    assert asked == [1, 3]


def test_start_and_end_make_an_extent() -> None:
    start = _claim(1, "one", "1956-10-23", "start", as_written="began on 23 October")
    end = _claim(2, "two", "1956-11-04", "end", as_written="was over on 4 November")

    event = _chronology(start, end).event("e")

    assert str(event.when) == "1956-10-23/1956-11-04"
    assert event.as_written == ""


def test_an_event_of_which_only_the_start_is_known_has_an_unknown_end() -> None:
    start = _claim(1, "one", "1956-10-23", "start", as_written="began on 23 October")

    event = _chronology(start).event("e")

    assert str(event.when) == "1956-10-23/"
    assert event.as_written == "began on 23 October"


def test_a_date_of_the_whole_goes_before_start_and_end() -> None:
    whole = _claim(1, "poor", "1956-10")
    start = _claim(2, "good", "1956-10-23", "start")

    assert str(_chronology(whole, start).event("e").when) == "1956-10"


def test_an_asserted_start_goes_before_a_planned_whole() -> None:
    whole = _claim(1, "good", "1956-10-22", mode="planned")
    start = _claim(2, "poor", "1956-10-23", "start")

    assert str(_chronology(whole, start).event("e").when) == "1956-10-23/"


def test_of_an_end_before_the_start_the_start_is_told_and_no_end() -> None:
    start = _claim(1, "one", "1956-11-04", "start")
    end = _claim(2, "two", "1956-10-23", "end")

    assert str(_chronology(start, end).event("e").when) == "1956-11-04/"


@pytest.mark.parametrize(
    ("modes", "dated", "occurrence"),
    [
        ("", "", "asserted"),
        ("asserted planned", "", "asserted"),
        ("planned", "asserted", "asserted"),
        ("supposed", "asserted", "asserted"),
        ("supposed planned", "", "planned"),
        ("supposed", "", "supposed"),
        ("denied", "", "denied"),
        ("denied planned", "", "planned"),
        ("denied", "asserted", "asserted"),
        ("denied", "supposed", "supposed"),
        ("", "planned", "planned"),
        ("foreseen", "", "foreseen"),
    ],
)
def test_the_occurrence_is_what_the_claims_say_of_it(
    modes: str, dated: str, occurrence: str
) -> None:
    claims = [
        Claim(f"o{i}", "e", Occurrence(), (Citation("one"),), mode=mode)
        for i, mode in enumerate(modes.split())
    ]
    claims += [_claim(1, "two", "1956", mode=dated)] if dated else []
    chronology = _chronology(*claims)

    assert chronology.event("e").occurrence == occurrence
    assert len(chronology) == len(list(chronology)) == (occurrence == "asserted")


def test_a_preferred_denial_decides() -> None:
    claims = [
        Claim("no", "e", Occurrence(), (Citation("one"),), mode="denied"),
        Claim("yes", "e", Occurrence(), (Citation("two"),)),
    ]

    assert (
        _chronology(*claims, rank=("no", "preferred")).event("e").occurrence == "denied"
    )


def test_the_chosen_claims_come_first_and_deprecated_ones_last() -> None:
    claims = [
        _claim(1, "poor", "1956-10"),
        _claim(2, "good", "1956-10-23"),
        Claim("c3", "e", Location("p"), (Citation("one"),)),
        _claim(4, "good", "1956-10-24"),
    ]
    views = _chronology(*claims, rank=("c4", "deprecated")).claims("e")

    assert [view.claim.id for view in views] == ["c2", "c3", "c1", "c4"]


def test_an_inference_falls_with_its_premise() -> None:
    premise = _claim(1, "one", "1956-10-23")
    conclusion = Claim(
        "c2", "f", Dating("1956-10-24"), premises=("c1",), reason="the day after"
    )
    records = recorded([*SOURCES, Event("e"), Event("f"), premise, conclusion])
    undone = chronology_of(linear([records, [Retracted("c1", reason="misread")]]))
    ranked = chronology_of(linear([records, [Ranked("c1", "deprecated", "misread")]]))

    assert str(undone.as_of("#1").event("f").when) == "1956-10-24"
    assert undone.event("f").when is None
    assert undone.claims("f") == ()
    assert [view.rank_reason for view in ranked.claims("f")] == [
        "its premise c1 is deprecated"
    ]


def test_a_claim_falls_with_the_last_source_it_cites() -> None:
    both, alone = _claim(1, "one two", "1956-10-23"), _claim(2, "one", "1956-10-24")
    records = recorded([*SOURCES, Event("e"), both, alone])
    one_gone = [Retracted("one", reason="a forgery")]
    lines = linear([records, one_gone, [Retracted("two")]])
    chronology = chronology_of(lines)

    assert chronology.as_of("#1").event("e").sources == ("one", "two")
    (left,) = chronology.as_of("#2").claims("e")
    assert [citation.source for citation in left.claim.citations] == ["two"]
    assert chronology.as_of("#2").event("e").sources == ("two",)
    assert chronology.event("e").when is None
    assert chronology.claims("e") == ()


@pytest.mark.parametrize("premises", [["c1"], ["c2", "c1"], ["c2", "c3", "c1"]])
def test_claims_that_rest_on_each_other_stand_all_the_same(premises: list[str]) -> None:
    claims = [
        Claim(f"c{i}", "e", Dating("1956"), premises=(premise,), reason="so")
        for i, premise in enumerate(premises, 1)
    ]

    assert len(_chronology(*claims).claims("e")) == len(premises)
