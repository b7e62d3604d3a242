"""A survey tells what the single questions tell, in a handful of queries."""

from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.checking import chronology, dated, took_part
from tests.chronology.world import IDS, branching, chronology_of, histories

import chrono56
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.state import State
from chrono56.chronology.whole import Whole
from chrono56.log.actions import Retracted, United
from chrono56.model import Agent, Event, Place, Source

WORLD = (Source("a"), Agent("eva"), Event("march"), Event("parade"), Place("square"))


@settings(max_examples=60)
@given(histories(), st.data())
def test_whatever_the_log_holds_it_tells_what_the_tables_tell(
    batches: list[list[Any]], data: st.DataObject
) -> None:
    told = chronology_of(branching(batches, data))
    state: State = told._state
    survey = told.survey

    assert isinstance(survey.state, Whole)
    for one in IDS:
        assert survey.state.held(one) == state.held(one)
        assert survey.root(one) == state.root(one)
        assert survey.state.united(one) == state.united(one)
        for what in ("rank", "unite", "title"):
            assert survey.state.judgement(one, what) == state.judgement(one, what)
        heard = claims_about(state, state.united(one)) if one == state.root(one) else []
        assert sorted(survey.claims_about(one), key=lambda it: it.order) == heard
    assert list(survey.events.values()) == list(
        told.select(chrono56.Query(everything=True))
    )
    assert list(survey.sources.values()) == list(told.sources())


def test_a_circle_of_premises_is_heard_alike_wherever_it_is_entered() -> None:
    one, other = dated("march", "1956"), dated("parade", "1956", "b")
    circle = (
        attrs.evolve(one, premises=(other.id,), reason="the parade was in the march"),
        attrs.evolve(other, premises=(one.id,), reason="the march was a parade"),
    )
    told = chronology(*WORLD, Source("b"), *circle)
    heard = [*told.survey.claims_about("march"), *told.survey.claims_about("parade")]

    assert {len(weighed.witnesses) for weighed in heard} == {2}
    assert heard == [
        weighed
        for event in ("march", "parade")
        for weighed in claims_about(told._state, [event])
    ]


def test_it_takes_a_handful_of_queries_however_much_there_is() -> None:
    counts = []
    for size in (3, 300):
        events = [Event(f"e{n}", labels={"en": "E"}) for n in range(size)]
        claims = [dated(one.id, "1956") for one in events]
        told = chronology(Source("a"), *events, *claims)
        asked: list[str] = []
        told._state.connection.set_trace_callback(asked.append)
        list(told.check())
        counts.append(len(asked))

    assert counts[0] == counts[1] < 20


def test_duplicates_are_what_they_were_united_into() -> None:
    claims = took_part("eva", "parade"), dated("march", "1956")
    survey = chronology(*WORLD, *claims, then=[United("parade", "march")]).survey

    assert [*survey.events] == ["march"]
    assert [one.claim.id for one in survey.claims_about("march")] == [
        "eva-parade",
        "march-whole-a",
    ]
    assert survey.root("parade") == "march"


def test_dates_are_those_that_are_asserted_of_the_points_asked_for() -> None:
    start = dated("march", "1956-10", point="start")
    survey = chronology(*WORLD, start, dated("march", "1956")).survey

    assert {one: str(when) for one, when in survey.dates("march", "start").items()} == {
        "march-start-a": "1956-10"
    }
    assert [*survey.dates("march", "whole", "start")] == [
        "march-start-a",
        "march-whole-a",
    ]
    assert survey.dates("parade", "whole") == {}


def test_what_is_named_but_does_not_stand_is_missing() -> None:
    claims = took_part("eva", "march"), took_part("pal", "march")
    then = [Retracted("march", reason="r")]
    survey = chronology(*WORLD, *claims, then=then).survey

    assert survey.missing == {
        "march": ("eva-march", "pal-march"),
        "pal": ("pal-march",),
    }


def test_names_are_in_quotes_and_ids_are_not() -> None:
    named = Event("rising", labels={"hu": "Felkelés"})
    survey = chronology(*WORLD, named).survey

    assert [survey.label(one) for one in ("rising", "march", "nobody")] == [
        "“Felkelés”",
        "march",
        "nobody",
    ]
