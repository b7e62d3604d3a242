"""What is told in few words is what is known; a plain claim is as it is weighed."""

import math
from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.chronology.tables.test_loader import DATES, ENTITIES
from tests.chronology.test_readings import READINGS
from tests.chronology.world import linear, log_of, recorded

from chrono56.chronology import telling
from chrono56.chronology.choosing import best_of
from chrono56.chronology.disputes import class_of
from chrono56.chronology.eventrow import known_event
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.plain import PlainClaim
from chrono56.chronology.reading import DEFAULT, Reading
from chrono56.chronology.said import told_by
from chrono56.chronology.speaking import NOBODY, Speaking
from chrono56.chronology.tables.passing import Passing
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.chronology.tables.schema import BEYOND
from chrono56.chronology.weighing import Weighed
from chrono56.log.actions import Action, Ranked, United
from chrono56.log.canonical import dumps
from chrono56.log.codec import record_to_json
from chrono56.log.forms import form_of_record
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Place,
    Record,
    Source,
    Value,
)

Telling = list[tuple[Value, str, str]]
"""What claims about one event say, by which source, and in which mode."""

SOURCES = ("s1", "s2", "s3", "s4")  # s2 copies s1, s3 is anonymous
OTHERS: list[Record] = [Source("s4", reliability="A"), Place("p3")]
VALUES: tuple[Value, ...] = (
    *map(Dating, DATES),
    *map(Dating, ("1956-10-23/1956-10-24", "1956-10-25?", "1956", "[..1956-10-23]")),
    *(Figure("killed", best=61), Figure("killed", low=50, approx=True), Location("p1")),
    *(Location("p2"), Location("p3")),
)
MODES = ("asserted",) * 6 + ("denied", "supposed")

tellings = st.lists(
    st.tuples(
        st.sampled_from(VALUES), st.sampled_from(SOURCES), st.sampled_from(MODES)
    ),
    min_size=1,
    max_size=6,
)
judgements = st.lists(
    st.one_of(
        st.builds(
            Ranked,
            st.sampled_from(["c0", "c1", "c2", "s1", "s2"]),
            st.sampled_from(["preferred", "deprecated"]),
            st.sampled_from(["", "a misprint"]),
        ),
        st.sampled_from([United("s4", "s1"), United("p3", "p2")]),
    ),
    max_size=2,
)
slowly = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def claims_of(told: Telling) -> list[Claim]:
    return [
        Claim(f"c{number}", "e1", says, (Citation(source),), mode=mode)
        for number, (says, source, mode) in enumerate(told)
    ]


def state_of(
    claims: Sequence[Claim], judged: Sequence[Action], reading: Reading = DEFAULT
) -> Speaking:
    """Return what stands in a log of one event, the claims about it, and judgements."""
    entities = [*ENTITIES, *recorded(OTHERS)]
    log = log_of(linear([entities, [*recorded([Event("e1"), *claims]), *judged]]))
    tables = ReadModel.of_entries(log, None, reading)
    return Speaking(tables.connection, tables.number, reading)


def plain_claims_in(state: Speaking, claims: Sequence[Claim]) -> list[PlainClaim]:
    """Return plain claims as they are compared, in a world where nothing is united."""
    found = []
    for weighed, claim in zip(claims_about(state, ["e1"]), claims, strict=True):
        told = told_by(form_of_record(dumps(record_to_json(claim))))
        assert told is not None
        address = bytes.fromhex(weighed.address)
        where = weighed.order, weighed.number, address, b""
        passing = Passing._make((claim.id, *where, *told, weighed.first, None))
        voice = state.voices[passing.source]
        among = state.named.get(passing.key[0])
        named = NOBODY if among is None else among[passing.key[1]]
        assert voice is not None
        assert named is not None
        rank = state.judgement(claim.id, "rank")
        voice = voice.ranked(rank) if any(rank) else voice
        found.append(PlainClaim(passing, passing.key, passing.mode, voice, named))
    return found


CONFLICT: Telling = [
    (Dating("1956-10-23"), "s1", "asserted"),
    (Dating("1956-10-24"), "s4", "asserted"),
]
SLIP: Telling = [CONFLICT[0], (Dating("1956-10-24"), "s2", "asserted")]
BOTH: Telling = [CONFLICT[0], (Dating("1956-10-24"), "s1", "asserted"), CONFLICT[1]]
RUMOUR: Telling = [CONFLICT[0], (Dating("1956-11"), "s3", "asserted")]


@slowly
@given(tellings, judgements, READINGS)
@example(CONFLICT, [Ranked("c1", "preferred")], DEFAULT)
@example(SLIP, [], DEFAULT)
@example(BOTH, [Ranked("s1", "deprecated")], DEFAULT)
@example(RUMOUR, [United("s4", "s1")], DEFAULT)
def test_what_is_told_in_few_words_is_what_is_known(
    told: Telling, judged: list[Action], reading: Reading
) -> None:
    state = state_of(claims_of(told), judged, reading)

    assert dict(telling.told_anew(state, ["e1"])) == {"e1": known_event(state, "e1")}


@pytest.mark.parametrize("told", [CONFLICT, SLIP, BOTH, RUMOUR])
def test_it_takes_few_words_to_tell_of_rivals(
    told: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = state_of(claims_of(told), [Ranked("s1", "preferred")])
    monkeypatch.setattr(telling, "known_event", None)

    ((_, known),) = telling.told_anew(state, ["e1"])
    assert known is not None


def test_dates_that_lie_apart_are_compared_unopened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    claims = claims_of(CONFLICT)
    rivals = plain_claims_in(state_of(claims, []), claims)
    monkeypatch.setattr(PlainClaim, "says", None)

    assert class_of("date", rivals) == "conflicting"
    assert best_of(rivals, DEFAULT) is rivals[1]  # the more reliable one


@slowly
@given(tellings, judgements.map(lambda judged: [it for it in judged if _is_rank(it)]))
def test_a_plain_claim_is_the_rival_as_which_it_is_weighed(
    told: Telling, judged: list[Action]
) -> None:
    claims = claims_of(told)
    state = state_of(claims, judged)
    weighed = claims_about(state, ["e1"])
    plain = plain_claims_in(state, claims)

    assert [_as_compared(one) for one in plain] == [_as_compared(it) for it in weighed]
    for (one, other), (it, its_rival) in zip(
        combinations(plain, 2), combinations(weighed, 2), strict=True
    ):
        assert (one.stand == other.stand) == (it.stand == its_rival.stand)


def _is_rank(action: Action) -> bool:
    return isinstance(action, Ranked)


def _as_compared(rival: Weighed | PlainClaim) -> tuple[Any, ...]:
    """Return all that comparing and choosing asks of a claim, its side apart."""
    low, high, *solid = rival.reach
    unbound = -math.inf if low == -BEYOND else low, math.inf if high == BEYOND else high
    return (
        *(rival.says, rival.mode, rival.places, rival.order, rival.first),
        *(rival.rank, rival.counts, rival.sources, rival.reliability),
        *(rival.witnesses, rival.voices, rival.point, unbound, solid, rival.minutes),
    )
