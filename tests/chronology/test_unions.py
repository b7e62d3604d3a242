"""Duplicates that were united: one of them stands for all, and it can be undone."""

import pytest
from tests.chronology.world import address, linear, read, recorded, rules, undoing

from chrono56.chronology import Query
from chrono56.log.actions import (
    Action,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    United,
)
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Event,
    Location,
    Participation,
    Place,
    Record,
    Source,
)

EVENT = Event("e1", labels={"en": "The rising"})


def test_claims_about_a_duplicate_count_for_what_it_was_united_into() -> None:
    claim = Claim("c1", "e2", Dating("1956-10-23"), (Citation("s1"),))
    records: list[Record] = [
        Source("s1"),
        EVENT,
        Event("e2", labels={"hu": "A felkelés"}),
        claim,
    ]
    batches: list[list[Action]] = [recorded(records)]
    batches.append([United("e2", "e1", "one and the same")])
    united = read(*batches)
    undo = Retracted(action=address(linear(batches), 2))
    apart = read(*batches, [undo])

    assert [event.id for event in united] == ["e1"]
    assert dict(united.event("e1").labels) == {"en": "The rising", "hu": "A felkelés"}
    assert str(united.event("e2").when) == "1956-10-23"
    assert united.event("e2").id == "e1"
    assert [view.claim for view in united.claims("e1")] == [claim]
    assert [event.id for event in apart] == ["e2", "e1"]
    assert apart.event("e1").when is None


@pytest.mark.parametrize("judged", ["s1", "p1"])
def test_what_befalls_a_record_befalls_claims_that_name_its_duplicate(
    judged: str,
) -> None:
    records: list[Record] = [
        *(Source(one) for one in ("s1", "s2")),
        *(Place(one) for one in ("p1", "p2", "around")),
        EVENT,
        Event("e2"),
        Claim("c1", "e1", Dating("1956-10-23"), (Citation("s2"),)),
        Claim("c2", "e1", Location("p2"), (Citation("s2"),)),
    ]
    acts: dict[str, Action] = {
        "s1": Ranked("s1", "deprecated", "a forgery"),
        "p1": Revised(Place("p1", {"hu": "Budavár"}, part_of="around")),
    }
    united: list[Action] = [United("s2", "s1"), United("p2", "p1")]
    chronology = read(recorded(records), united, [acts[judged]])
    event = chronology.event("e1")

    if judged == "s1":
        assert (event.when, event.place, event.sources) == (None, "", ())
    else:
        assert [one.id for one in chronology.search("budavár")] == ["e1"]
        assert [one.id for one in chronology.select(Query(place="around"))] == ["e1"]


def test_united_agents_places_and_sources_are_one() -> None:
    cited = (Citation("s2"),)
    records: list[Record] = [
        *(Source(one) for one in ("s1", "s2")),
        *(Agent(one) for one in ("a1", "a2", "a3")),
        *(Place(one) for one in ("p1", "p2")),
        Place("p3", part_of="p2"),
        EVENT,
        Claim("c1", "e1", Participation("a3"), cited),
        Claim("c2", "e1", Location("p3"), cited),
    ]
    chronology = read(
        recorded(records),
        [United("a3", "a2"), United("s2", "s1"), United("p2", "p1")],
        [United("a2", "a1")],
    )
    event = chronology.event("e1")

    assert event.sources == ("s1",)
    for filters in (
        {"agent": "a1"},
        {"agent": "a3"},
        {"source": "s2"},
        {"place": "p1"},
    ):
        assert [one.id for one in chronology.search("rising", **filters)] == ["e1"]
    assert chronology.source("s2").id == "s1"
    assert chronology.agent("a3").id == "a1"
    assert chronology.place("p2").id == "p1"
    assert [source.id for source in chronology.sources()] == ["s1"]


def test_a_circle_of_unions_has_the_least_id_for_its_head() -> None:
    chronology = read(
        [Recorded(Event("e2")), Recorded(Event("e1"))],
        [United("e1", "e2"), United("e2", "e1")],
    )

    assert [event.id for event in chronology] == ["e1"]
    assert chronology.event("e2").id == "e1"


def test_a_union_into_what_is_not_there_never_counts() -> None:
    batches: list[list[Action]] = [
        [Recorded(EVENT)],
        [United("e1", "e2"), Recorded(Event("e2"))],
    ]
    undone = [*batches, undoing(batches, 2)]
    redone = [*undone, undoing(undone, 3)]

    for chronology in (read(*batches), read(*redone)):
        assert sorted(event.id for event in chronology) == ["e1", "e2"]
        assert rules(chronology) == ["united-nothing"]


def test_a_union_that_makes_no_sense_leaves_an_earlier_one_as_it_was() -> None:
    chronology = read(
        [Recorded(EVENT), Recorded(Event("e2"))],
        [United("e2", "e1")],
        [United("e2", "nobody"), United("e2", "e2")],
    )

    assert chronology.event("e2").id == "e1"
    assert rules(chronology) == ["united-nothing"] * 2


@pytest.mark.parametrize("gone", ["e1", "e2"])
def test_a_union_counts_again_when_what_was_undone_is_redone(gone: str) -> None:
    batches: list[list[Action]] = [
        [Recorded(EVENT)],
        [Recorded(Event("e2"))],
        [United("e2", "e1")],
    ]
    undone = [*batches, undoing(batches, int(gone[1]))]
    redone = [*undone, undoing(undone, 4)]

    assert [event.id for event in read(*undone)] == ["e1"] * (gone == "e2")
    assert [event.id for event in read(*redone)] == ["e1"]


def test_a_union_goes_on_when_another_program_changes_the_type_of_one() -> None:
    batches: list[list[Action]] = [
        [Recorded(Source("s1")), Recorded(Source("s2"))],
        [United("s2", "s1")],
        [Revised(Agent("s1"))],
        [Ranked("s2", "normal")],
        [Revised(Source("s1"))],
    ]

    assert [source.id for source in read(*batches).sources()] == ["s1"]
