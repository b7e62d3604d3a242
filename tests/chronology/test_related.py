"""Events that are tied to each other: what of them is read, and what follows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.world import new_log

from chrono56.chronology import Chronology, related
from chrono56.chronology.ahead import Ahead
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.network.narrowing import Terms, Timing, chosen_timing
from chrono56.chronology.reading import DEFAULT
from chrono56.chronology.related import Related, connected, groups
from chrono56.log.log import Log
from chrono56.model import Citation, Claim, Dating, Figure, Ordering, Relation, Value

EVENTS = ("a", "b", "c", "d", "e", "f")
S = Citation("s")


def log_of_events() -> Log:
    log = new_log()
    with log.entry() as entry:
        entry.source("s")
        for event in EVENTS:
            entry.event(event)
    return log


def claimed(claims: list[tuple[str, Value]]) -> Chronology:
    """Return the chronology of the events, each claim about one of them."""
    log = log_of_events()
    with log.entry() as entry:
        for about, says in claims:
            entry.claim(about, says, cite=S)
    return Chronology.open(log, cache=False)


def tied(log: Log, event: str, as_of: str = "") -> set[str]:
    chronology = Chronology.open(log, cache=False, as_of=as_of)
    return set(connected(Ahead.of(chronology._state), event))


def test_orders_and_parts_lead_on_in_both_directions_and_nothing_else_does() -> None:
    log = log_of_events()
    with log.entry() as entry:
        entry.claim("a", Ordering(other="b", least="PT0S"), cite=S)
        entry.claim("c", Relation("part_of", "b"), cite=S)
        entry.claim("c", Relation("caused", "d"), cite=S)
        entry.claim("e", Dating("1956"), cite=S)

    assert tied(log, "a") == tied(log, "b") == tied(log, "c") == {"a", "b", "c"}
    assert tied(log, "d") == {"d"}


def test_a_tie_that_was_taken_back_or_revised_leads_nowhere() -> None:
    log = log_of_events()
    with log.entry() as entry:
        entry.claim("a", Ordering(other="b", least="PT0S"), cite=S, id="c1")
        entry.claim("a", Ordering(other="c", least="PT0S"), cite=S, id="c2")
    with log.entry() as entry:
        entry.retract("c1", reason="a mistake")
        entry.revise(Claim("c2", "a", Ordering(other="d", least="PT0S"), (S,)))

    assert tied(log, "a") == {"a", "d"}
    assert tied(log, "b") == {"b"}
    assert tied(log, "a", "#2") == {"a", "b", "c"}


def test_a_retracted_event_ties_no_others_together() -> None:
    log = log_of_events()
    with log.entry() as entry:
        entry.claim("a", Ordering(other="b", least="PT0S"), cite=S)
        entry.claim("b", Ordering(other="c", least="PT0S"), cite=S)
    with log.entry() as entry:
        entry.retract("b", reason="it never was")

    assert tied(log, "a") == {"a"}
    assert tied(log, "c") == {"c"}


def test_ties_of_a_duplicate_are_ties_of_what_it_was_united_into() -> None:
    log = log_of_events()
    with log.entry() as entry:
        entry.claim("a", Ordering(other="b", least="PT0S"), cite=S)
        entry.claim("c", Ordering(other="d", least="PT0S"), cite=S)
        entry.unite("b", "d", reason="the same")

    assert tied(log, "a") == tied(log, "c") == {"a", "c", "d"}


def values(event: str) -> st.SearchStrategy[Value]:
    others = st.sampled_from([one for one in EVENTS if one != event])
    days = st.integers(23, 29).map(lambda day: f"1956-10-{day}")
    points = st.sampled_from(["whole", "start", "end"])
    return st.one_of(
        st.builds(Dating, days, points),
        st.builds(Ordering, other=others, least=st.sampled_from(["PT0S", "P1D"])),
        others.map(lambda other: Relation("part_of", other)),
        st.just(Figure("killed", best=1)),
    )


told = st.lists(
    st.sampled_from(EVENTS).flatmap(lambda one: st.tuples(st.just(one), values(one))),
    max_size=9,
    unique_by=str,
)


@settings(max_examples=60)
@given(told)
def test_what_is_asked_of_one_event_needs_only_those_tied_to_it(
    claims: list[tuple[str, Value]],
) -> None:
    state = claimed(claims)._state
    related = Related(state)
    heard = [claims_about(state, [event]) for event in EVENTS]
    every = [one for it in heard for one in it]
    chosen = [one for it in heard for one in chosen_timing(it, DEFAULT)]
    whole = Timing(state, chosen, Terms(state, every))

    apart = {
        tuple(one.claim.id for one in claims)
        for event in EVENTS
        for claims in related.timing(event).contradictions
    }
    assert apart == {tuple(one.claim.id for one in it) for it in whole.contradictions}
    for event in EVENTS:
        assert related.timing(event).when(event) == whole.when(event)


@settings(max_examples=40)
@given(told)
def test_groups_are_found_together_as_each_alone_and_each_once(
    claims: list[tuple[str, Value]],
) -> None:
    state = Ahead.of(claimed(claims)._state)

    together = list(groups(state, EVENTS))

    assert sorted(event for group in together for event in group) == sorted(EVENTS)
    for group in together:
        for event in group:
            assert group == connected(state, event)


@settings(max_examples=40)
@given(told)
def test_the_contradictions_of_all_are_those_of_each(
    claims: list[tuple[str, Value]],
) -> None:
    chronology = claimed(claims)
    everything = {_ids(one) for one in chronology._related.contradictions()}

    each = {
        _ids(one)
        for event in EVENTS
        for one in Related(chronology._state).contradictions_about(event)
    }

    assert everything == each


def test_however_few_are_looked_up_at_once_the_same_is_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = log_of_events()
    with log.entry() as entry:
        for one, other in (("a", "b"), ("c", "d")):
            entry.claim(one, Ordering(other=other, least="PT1S"), cite=S)
            entry.claim(other, Ordering(other=one, least="PT1S"), cite=S)
    found = []
    for most in (1_000, 1):
        monkeypatch.setattr(related, "_AT_ONCE", most)
        chronology = Chronology.open(log, cache=False)
        found.append([_ids(one) for one in chronology._related.contradictions()])

    assert len(found[0]) == 2
    assert found[0] == found[1]


def _ids(comparison: object) -> frozenset[str]:
    return frozenset(one.claim.id for one in comparison.claims)  # type: ignore[attr-defined]
