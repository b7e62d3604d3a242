"""Looking up many claims at once: what is found is what each look-up would find."""

import pytest
from tests.chronology.world import new_log

from chrono56.chronology import Chronology
from chrono56.chronology.ahead import Ahead
from chrono56.chronology.state import State
from chrono56.log.log import Log
from chrono56.model import Citation, Claim, Dating, Figure, Ordering, Relation

S = Citation("s")


def told_of_three_events() -> Log:
    log = new_log()
    with log.entry() as entry:
        entry.source("s")
        for event in ("a", "b", "c"):
            entry.event(event)
        entry.claim("a", Dating("1956-10-23"), cite=S, id="day")
        entry.claim("a", Figure("killed", best=3), cite=S, id="killed")
        entry.claim("b", Ordering(other="a", least="PT0S"), cite=S, id="after")
        entry.claim("c", Relation("part_of", "a"), cite=S, id="part")
        entry.claim("c", Ordering(other="b", least="PT0S"), cite=S, id="wrong")
    with log.entry() as entry:
        entry.revise(Claim("after", "b", Ordering(other="c", least="PT0S"), (S,)))
        entry.retract("wrong", reason="a slip")
        entry.rank("day", "preferred", reason="the minutes")
    return log


def state_of(log: Log, as_of: str = "") -> State:
    return Chronology.open(log, cache=False, as_of=as_of)._state


def ids(state: State, acts: list[int]) -> list[str]:
    return [state.decoded(act).id for act in acts]


def test_claims_of_some_types_are_found_in_order_of_recording() -> None:
    state = state_of(told_of_three_events())
    ahead = Ahead.of(state)

    found = ahead.claims_on_any(["a", "b", "c"], ["dating", "ordering", "relation"])

    assert ids(state, found) == ["day", "part", "after"]
    assert found == sorted(found)
    assert ahead.claims_on_any(["nothing"], ["dating"]) == []


def test_a_claim_ties_what_it_names_or_named_as_long_as_it_stands() -> None:
    log = told_of_three_events()
    now, then = state_of(log), state_of(log, "#1")

    assert sorted(ids(now, Ahead.of(now).tying(["a"]))) == ["after", "part"]
    assert sorted(ids(now, Ahead.of(now).tying(["b", "c"]))) == ["after", "part"]
    assert sorted(ids(then, Ahead.of(then).tying(["c"]))) == ["part", "wrong"]


def recorded(state: State, acts: list[int]) -> list[tuple[object, ...]]:
    claims = [(act, state.decoded(act)) for act in acts]
    return [
        (claim, state.recording(act, claim.id), state.judgement(claim.id, "rank"))
        for act, claim in claims
    ]


@pytest.mark.parametrize("as_of", ["#1", "#2"])
def test_what_was_looked_up_at_once_is_what_each_would_be(as_of: str) -> None:
    log = told_of_three_events()
    state, alone = state_of(log, as_of), state_of(log, as_of)
    ahead = Ahead.of(state)
    acts = ahead.claims_on_any(["a", "b", "c"], ["dating", "figure", "ordering"])
    asked: list[str] = []

    ahead.look_up(acts)
    state.connection.set_trace_callback(asked.append)
    found = recorded(ahead, acts)
    state.connection.set_trace_callback(None)

    assert asked == []
    assert found == recorded(alone, acts)


@pytest.mark.parametrize("as_of", ["#1", "#2"])
def test_where_records_stand_is_looked_up_at_once(as_of: str) -> None:
    log = told_of_three_events()
    state, alone = state_of(log, as_of), state_of(log, as_of)
    ahead = Ahead.of(state)
    entities, claims = ["a", "b", "s", "nothing"], ["day", "wrong", "part"]
    asked: list[str] = []

    ahead.look_for([*entities, *claims])
    state.connection.set_trace_callback(asked.append)
    held = [ahead.held(one) for one in [*entities, *claims]]
    roots = [ahead.root(one) for one in entities]
    state.connection.set_trace_callback(None)

    assert asked == []
    assert held == [alone.held(one) for one in [*entities, *claims]]
    assert roots == [alone.root(one) for one in entities]


def test_of_none_and_of_what_is_known_nothing_is_asked() -> None:
    ahead = Ahead.of(state_of(told_of_three_events()))
    ahead.look_for(["a", "nothing"])
    asked: list[str] = []

    ahead.connection.set_trace_callback(asked.append)
    ahead.look_for(["a", "nothing"])
    ahead.look_up([])
    found = [*ahead.mentioned([]), *ahead.holders(), *ahead.tying([])]
    ahead.connection.set_trace_callback(None)

    assert asked == []
    assert found == []


def test_who_mentions_any_is_who_mentions_each() -> None:
    ahead = Ahead.of(state_of(told_of_three_events()))

    assert ahead.mentioned(["s", "a", "day", "nothing"]) == {"s"}
    assert ahead.holders("a", "b", "nothing") == ("after", "day", "killed")
    assert (ahead.holders("a"), ahead.holders("b")) == (("day", "killed"), ("after",))
