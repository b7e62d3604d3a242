from typing import Any

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from tests.chronology.world import EVENTS, chronology_of, histories, linear, recorded

from chrono56.chronology import Chronology
from chrono56.errors import UnknownIdError
from chrono56.log.actions import (
    Action,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
)
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Participation,
    Place,
    Source,
)

CITED = (Citation("diary", "3"),)
MARCH = Event("march", "other", {"en": "A march"})
DATED = Claim("dated", "march", Dating("1956-10-24"), CITED)
LATER = Claim("later", "march", Dating("1956-10-25"), (Citation("memoir"),))
BATCHES: list[list[Action]] = [
    recorded([Source("diary", reliability="A"), Source("memoir"), Place("square")]),
    recorded([Agent("eva"), MARCH, DATED]),
    [Revised(attrs.evolve(MARCH, labels={"en": "A march", "hu": "Menet"}))],
    recorded([LATER, Claim("there", "march", Location("square"), CITED)]),
    [Revised(attrs.evolve(DATED, confidence="high"))],
    recorded([Claim("led", "march", Participation("eva", "leader"), CITED)]),
    recorded([Claim("dead", "march", Figure("killed", best=3), CITED)]),
    [Ranked("later", "preferred", "seen by many")],
    [Titled("The village")],
]


def reasons(chronology: Chronology, record_id: str) -> dict[str, tuple[Any, ...]]:
    """Return of each property the entry, and the claim with the entry that has it."""
    return {
        it.property: (
            it.entry.number,
            *((it.claim.claim.id, it.claim.entry) if it.claim else ()),
        )
        for it in chronology.blame(record_id)
        if it.property != "claim"
    }


def test_each_property_has_the_entry_and_the_claim_that_put_it_there() -> None:
    assert reasons(chronology_of(linear(BATCHES)), "march") == {
        "kind": (2,),
        "label en": (2,),
        "label hu": (3,),
        "occurrence": (2,),
        "date": (8, "later", 4),
        "place": (4, "there", 4),
        "role leader of eva": (6, "led", 6),
        "figure killed": (7, "dead", 7),
        "rank": (8, "later", 4),
    }


def test_a_claim_that_was_revised_is_no_newer_where_its_value_stayed() -> None:
    chronology = chronology_of(linear(BATCHES)).as_of("#5")

    assert reasons(chronology, "march")["date"] == (2, "dated", 5)


def test_an_entry_without_a_reason_has_that_of_its_judgement() -> None:
    (date,) = [
        it
        for it in chronology_of(linear(BATCHES)).blame("march")
        if it.property == "date"
    ]

    assert (date.value, date.entry.reason) == (
        Dating("1956-10-25").when,
        "seen by many",
    )
    assert date.claim is not None
    assert [it.source for it in date.claim.claim.citations] == ["memoir"]


def test_what_was_taken_back_and_restored_is_shown_since_its_return() -> None:
    taken: list[Action] = [Retracted("dated", reason="a slip")]
    lines = linear([*BATCHES[:3], taken])
    address = next(it.address for it in _actions(chronology_of(lines))[4])
    lines = linear([*BATCHES[:3], taken, [Retracted(action=address)]])

    assert reasons(chronology_of(lines), "march")["date"] == (5, "dated", 2)


def test_each_claim_has_the_entry_that_last_recorded_it() -> None:
    found = chronology_of(linear(BATCHES)).blame("march")

    claims = {
        it.value.id: it.entry.number for it in found if isinstance(it.value, Claim)
    }
    assert claims == {"dated": 5, "later": 4, "there": 4, "led": 6, "dead": 7}


def test_a_rank_that_follows_from_a_source_has_the_judgement_of_the_source() -> None:
    chronology = chronology_of(
        linear([*BATCHES, [Ranked("diary", "deprecated", "no")]])
    )

    ranks = {
        it.claim.claim.id: it.entry.number
        for it in chronology.blame("march")
        if it.property == "rank" and it.claim
    }
    assert ranks == {"dated": 10, "there": 10, "led": 10, "dead": 10, "later": 8}
    assert reasons(chronology, "diary") == {"reliability": (1,), "rank": (10,)}


def test_the_fields_of_a_record_are_as_old_as_what_they_say() -> None:
    versions = [
        Place("well", {"en": "A well"}),
        Place("well", {"en": "A well"}, part_of="square"),
        Place("well", {"en": "The well"}, part_of="square"),
        Place("well", {"en": "A well"}, part_of="square"),
    ]
    batches: list[list[Action]] = [
        recorded([Place("square"), versions[0]]),
        [Revised(versions[1])],
        [Revised(versions[2])],
        [Revised(versions[3])],
    ]

    assert reasons(chronology_of(linear(batches)), "well") == {
        "label en": (4,),
        "part_of": (2,),
    }


def test_a_claim_can_be_asked_itself() -> None:
    chronology = chronology_of(linear(BATCHES))

    assert reasons(chronology, "later") == {
        "about": (4,),
        "citations": (4,),
        "confidence": (4,),
        "mode": (4,),
        "says": (4,),
        "rank": (8, "later", 4),
    }


def test_of_a_duplicate_the_event_it_was_united_into_is_told() -> None:
    batches: list[list[Action]] = [*BATCHES, [Recorded(Event("copy"))]]
    chronology = chronology_of(linear([*batches, [United("march", "copy")]]))

    found = chronology.blame("march")
    assert {it.about for it in found if it.property == "date"} == {"copy"}
    assert reasons(chronology, "copy")["date"][0] == 11


def test_what_was_retracted_or_never_there_has_no_reasons() -> None:
    chronology = chronology_of(linear([*BATCHES, [Retracted("march")]]))

    for record_id in ("march", "nothing"):
        with pytest.raises(UnknownIdError):
            chronology.blame(record_id)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(histories())
def test_a_property_is_shown_since_its_entry_and_was_not_just_before(
    batches: list[list[Action]],
) -> None:
    whole = chronology_of(linear(batches))
    for event_id in EVENTS:
        try:
            found = whole.blame(event_id)
        except UnknownIdError:
            continue
        for one in found:
            if one.property in ("date", "place", "kind") and one.about == event_id:
                number = one.entry.number
                assert _shown(whole, event_id, one.property, number) == one.value
                before = _shown(whole, event_id, one.property, number - 1)
                assert before != one.value


def _shown(whole: Chronology, event_id: str, name: str, number: int) -> Any:
    """Return what an event showed after an entry; None if it was not there."""
    if number == 0:
        return None
    then = whole.as_of(f"#{number}")
    try:
        event = then.event(event_id)
    except UnknownIdError:
        return None
    if event.id != event_id or event.revision.retracted:
        return None
    return getattr(event, {"date": "when"}.get(name, name))


def _actions(chronology: Chronology) -> dict[int, tuple[Any, ...]]:
    return {it.number: it.actions for it in chronology.history()}
