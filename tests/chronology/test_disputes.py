from collections.abc import Sequence

import attrs
import pytest
from tests.chronology.world import chronology_of, linear, log_of, recorded

from chrono56.chronology import Chronology
from chrono56.log.actions import Action, Ranked, Recorded, Retracted, Revised
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Location,
    Occurrence,
    Participation,
    Place,
    Record,
    Relation,
    Source,
    Statement,
    Value,
)

SOURCES = (
    Source("a"),
    Source("b"),
    Source("copy-of-a", derived_from=[Derivation("a")]),
    Source("rumour", anonymous=True),
)
Told = tuple[str, Value]


def _told(*told: Told, mode: str = "asserted") -> list[Claim]:
    """Return claims about the event: each by these sources, in these words."""
    return [
        Claim(
            f"c{i}", "e", says, tuple(map(Citation, by.split())), mode=mode, reason="r"
        )
        for i, (by, says) in enumerate(told, 1)
    ]


def _chronology(claims: Sequence[Claim], *more: Action) -> Chronology:
    places = [Place("p"), Place("q"), Place("in-p", part_of="p")]
    records: list[Record] = [*SOURCES, Event("e"), *places, *claims]
    return chronology_of(linear([[*recorded(records), *more]]))


def _classes(chronology: Chronology) -> dict[str, str]:
    return {one.property: one.class_ for one in chronology.disputes(everything=True)}


@pytest.mark.parametrize(
    ("told", "class_", "disputed"),
    [
        ([("a", Dating("1956-10-28"))], "unique", False),
        ([("a copy-of-a", Dating("1956-10-28"))], "unique", False),
        ([("a", Dating("1956-10")), ("a", Dating("1956-10-28"))], "unique", False),
        ([("a b", Dating("1956-10-28"))], "agreed", False),
        ([("a", Dating("1956-10-28")), ("b", Dating("1956-10-28"))], "agreed", False),
        ([("a", Dating("1956-10")), ("b", Dating("1956-10-28"))], "refined", False),
        (
            [("a", Dating("1956-10-28")), ("b", Dating("1956-10-31"))],
            "conflicting",
            True,
        ),
        (
            [
                ("a", Dating("1862-03-06/1862-03-08")),
                ("copy-of-a", Dating("1862-03-06")),
            ],
            "copying",
            False,
        ),
        (
            [("a", Dating("1956-10-28")), ("a", Dating("1956-10-31"))],
            "self-contradictory",
            True,
        ),
        (
            [("a", Dating("1956-10-28")), ("rumour", Dating("1956-10-31"))],
            "self-contradictory",
            True,
        ),
        # Who gives rivals counts for none of them, and b is left alone.
        (
            [("a b", Dating("1956-10-28")), ("a", Dating("1956-10-31"))],
            "self-contradictory",
            True,
        ),
        # That a copy differs as well does not make b any steadier.
        (
            [("a b", Dating("1956-10-28")), ("copy-of-a b", Dating("1956-10-31"))],
            "self-contradictory",
            True,
        ),
        # A recorder's own inference is a voice.
        (
            [("a", Dating("1956-10-28")), ("", Dating("1956-10-31"))],
            "conflicting",
            True,
        ),
    ],
)
def test_dates_are_compared_over_independent_sources(
    told: list[Told], class_: str, disputed: bool
) -> None:
    chronology = _chronology(_told(*told))

    assert _classes(chronology) == {"date": class_}
    assert chronology.event("e").disputed is disputed
    shown = class_ in ("conflicting", "copying", "self-contradictory")
    assert len(list(chronology.disputes())) == shown


@pytest.mark.parametrize(
    ("told", "classes"),
    [
        ([("a", Location("p")), ("b", Location("in-p"))], {"place": "refined"}),
        ([("a", Location("p")), ("b", Location("q"))], {"place": "conflicting"}),
        # Several places of one source are where it happened, not rivals.
        ([("a", Location("p")), ("a", Location("q"))], {"place": "unique"}),
        (
            [
                ("a", Participation("x", "appointee")),
                ("b", Participation("y", "appointee")),
            ],
            {"role appointee": "conflicting"},
        ),
        (
            [
                ("a", Participation("x", "appointee")),
                ("a", Participation("y", "appointee")),
            ],
            {"role appointee": "unique"},
        ),
        (
            [
                ("a", Participation("x", "witness")),
                ("b", Participation("y", "witness")),
            ],
            {"role witness of x": "unique", "role witness of y": "unique"},
        ),
        (
            [("a", Figure("killed", low=2500)), ("b", Figure("killed", best=2652))],
            {"figure killed": "refined"},
        ),
        (
            [("a", Figure("killed", best=1)), ("b", Figure("wounded", best=2))],
            {"figure killed": "unique", "figure wounded": "unique"},
        ),
        (
            [("a", Dating("1956", "start")), ("b", Dating("1957", "end"))],
            {"start": "unique", "end": "unique"},
        ),
    ],
)
def test_each_property_is_compared_by_itself(
    told: list[Told], classes: dict[str, str]
) -> None:
    assert _classes(_chronology(_told(*told))) == classes


def _claim(claim_id: str, by: str, says: Value, mode: str = "asserted") -> Claim:
    return Claim(claim_id, "e", says, (Citation(by),), mode=mode)


def test_a_plan_never_conflicts_with_what_happened() -> None:
    plan = _claim("c1", "a", Dating("1956-10-28"), "planned")
    fact = _claim("c2", "b", Dating("1956-10-31"))

    assert _classes(_chronology([plan, fact])) == {"date": "unique"}


def test_a_denial_conflicts_with_what_it_denies() -> None:
    denial = _claim("c1", "a", Occurrence(), "denied")
    claim = _claim("c2", "b", Occurrence())

    assert _classes(_chronology([denial, claim])) == {"occurrence": "conflicting"}


def test_who_dates_an_event_contradicts_who_denies_it() -> None:
    denial = _claim("c1", "a", Occurrence(), "denied")
    dating = _claim("c2", "b", Dating("1956-10-28"))
    chronology = _chronology([denial, dating])

    assert _classes(chronology) == {"occurrence": "conflicting", "date": "unique"}
    assert chronology.event("e").occurrence == "asserted"
    assert len(chronology) == 1


def test_deprecated_claims_are_out_of_disputes() -> None:
    claims = _told(("a", Dating("1956-10-28")), ("b", Dating("1956-10-31")))
    settled = _chronology(claims, Ranked("c2", "deprecated", "a misprint"))

    assert not list(settled.disputes())
    assert [view.rank for view in settled.claims("e")] == ["normal", "deprecated"]
    assert settled.event("e").sources == ("a",)


def test_a_deprecated_source_takes_its_claims_with_it() -> None:
    claims = _told(("a", Dating("1956-10-28")), ("b", Dating("1956-10-31")))
    settled = _chronology(claims, Ranked("b", "deprecated", "a forgery"))
    view = settled.claims("e")[-1]

    assert not list(settled.disputes())
    assert (view.rank, view.rank_reason) == (
        "deprecated",
        "its source b is deprecated: a forgery",
    )


def test_a_rank_of_the_claim_itself_outdoes_that_of_its_source() -> None:
    claims = _told(("a", Dating("1956-10-28")), ("b", Dating("1956-10-31")))
    ranks = (
        Ranked("b", "deprecated", "a forgery"),
        Ranked("c2", "preferred", "but this"),
    )

    chosen = _chronology(claims, *ranks).event("e")

    assert str(chosen.when) == "1956-10-31"
    assert chosen.sources == ("a", "b")


def test_a_stated_contradiction_is_a_dispute_of_both_events() -> None:
    claims = [
        Claim("c1", "e", Figure("divisions", best=12), (Citation("a"),)),
        Claim("c2", "f", Figure("divisions", best=16), (Citation("b"),)),
        Claim("c3", "c1", Relation("contradicts", "c2"), reason="the same divisions"),
    ]
    chronology = _chronology(claims, Recorded(Event("f")))
    (dispute,) = chronology.disputes()

    assert (dispute.about, dispute.property, dispute.class_) == (
        ("e", "f"),
        "contradiction",
        "conflicting",
    )
    assert [view.claim.id for view in dispute.claims] == ["c1", "c2"]
    assert chronology.event("e").disputed
    assert chronology.event("f").disputed
    assert list(chronology.disputes("f")) == [dispute]


def test_a_premise_of_a_stated_contradiction_is_no_party_to_it() -> None:
    claims = [
        Claim("c0", "e", Figure("dead", best=1), (Citation("a"),)),
        Claim("c1", "f", Figure("divisions", best=12), (Citation("a"),)),
        Claim("c2", "f", Figure("tanks", best=16), (Citation("b"),)),
        Claim(
            "c3", "c1", Relation("contradicts", "c2"), premises=("c0",), reason="as c0"
        ),
    ]
    chronology = _chronology(claims, Recorded(Event("f")))

    assert not chronology.event("e").disputed
    assert chronology.event("f").disputed
    assert list(chronology.disputes("e")) == []


@pytest.mark.parametrize("how", ["revised", "undone"])
def test_a_contradiction_that_is_taken_back_leaves_neither_event_disputed(
    how: str,
) -> None:
    stated = Claim("c4", "c1", Relation("contradicts", "c2"), reason="so it seems")
    claims = [
        Claim("c1", "e", Figure("divisions", best=12), (Citation("a"),)),
        Claim("c2", "f", Figure("divisions", best=16), (Citation("b"),)),
        Claim("c3", "g", Figure("divisions", best=18), (Citation("b"),)),
    ]
    records = recorded([*SOURCES, Event("e"), Event("f"), Event("g"), *claims])
    lines = linear([records, [Recorded(stated)]])
    (*_, entry) = log_of(lines).entries()
    taken_back: dict[str, Action] = {
        "revised": Revised(attrs.evolve(stated, says=Relation("contradicts", "c3"))),
        "undone": Retracted(action=entry.addresses[0], reason="misread"),
    }
    chronology = chronology_of(linear([records, [Recorded(stated)], [taken_back[how]]]))
    disputed = {event.id for event in chronology if event.disputed}

    assert chronology.as_of("#2").event("f").disputed
    assert disputed == ({"e", "g"} if how == "revised" else set())


def test_a_stated_contradiction_is_not_told_twice() -> None:
    claims = _told(("a", Dating("1956-10-28")), ("b", Dating("1956-10-31")))
    stated = Claim("c3", "c1", Relation("contradicts", "c2"), reason="as they say")

    disputes = list(_chronology([*claims, stated]).disputes())

    assert [dispute.property for dispute in disputes] == ["date"]


def test_a_contradiction_with_a_claim_about_a_claim_is_listed_among_all() -> None:
    said = Claim("c1", "e", Dating("1956-10"), (Citation("a"),))
    doubt = Claim("c2", "c1", Statement("hardly", "en"), (Citation("b"),))
    stated = Claim("c3", "c2", Relation("contradicts", "c1"), reason="as they say")
    chronology = _chronology([said, doubt, stated])

    assert chronology.event("e").disputed
    assert [one.property for one in chronology.disputes()] == ["contradiction"]


def test_a_contradiction_within_one_source_is_the_sources_own() -> None:
    claims = [
        Claim("c1", "e", Figure("divisions", best=12), (Citation("a"),)),
        Claim("c2", "e", Figure("divisions", best=16, scope="all"), (Citation("a"),)),
        Claim("c3", "c1", Relation("contradicts", "c2"), reason="the same divisions"),
    ]
    (dispute,) = _chronology(claims).disputes()

    assert (dispute.property, dispute.class_) == (
        "contradiction",
        "self-contradictory",
    )
    assert _chronology(claims).event("e").disputed


@pytest.mark.parametrize(
    ("told", "class_"),
    [
        (
            [("a", Dating("1956-11-12", "start")), ("b", Dating("1956-11-10", "end"))],
            "conflicting",
        ),
        (
            [("a", Dating("1957", "start")), ("a", Dating("1956", "end"))],
            "self-contradictory",
        ),
        (
            [("a", Dating("1957", "start")), ("copy-of-a", Dating("1956", "end"))],
            "copying",
        ),
        ([("a", Dating("1956", "start")), ("b", Dating("1956-11", "end"))], None),
    ],
)
def test_an_end_before_the_start_is_a_dispute_of_both(
    told: list[Told], class_: str | None
) -> None:
    found = {one.property: one.class_ for one in _chronology(_told(*told)).disputes()}

    assert found == ({"start and end": class_} if class_ else {})
