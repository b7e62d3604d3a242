"""Few rows are sorted, many are met in order of time; the answer is the same."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.chronology.world import chronology_of, linear, recorded

from chrono56.chronology import Chronology, Query
from chrono56.dates import When
from chrono56.errors import RecordError
from chrono56.log.actions import Recorded
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Event,
    Location,
    Participation,
    Place,
    Source,
)

DATES = (
    *("-0044-03-15", "1955~", "1956", "1956-10", "1956-11", "1956-10-23", "1956-11-04"),
    *("1956-11-04T04:15", "1956-10-23/1956-11-04", "1920/1980", "0900/1950", "195X"),
    *("[..1956-11-07]", "1956-11-04/", "1956-11-04/..", ""),
)
QUERIES: tuple[dict[str, Any], ...] = (
    {"during": ("1956-10-20", "1956-11-04")},
    {"during": ("1900", "2000"), "kind": "politics"},
    {"on_day": "1956-11-04", "source": "s1"},
    {"on_day": "1956-10", "during": ("1956-10-23", "1957")},
    {"on_day": "1956-11-04", "begins": True},
    {"during": ("1956-11", "1957"), "kind": "politics", "begins": True},
    {"on_day": "11-04"},
    {"on_day": "11-04", "text": "rising"},
    {"on_day": "11-04", "during": ("1956", "1956"), "certainty": "certain"},
    {"kind": "politics"},
    {"kind": "politics.act", "agent": "a1"},
    {"source": "s2"},
    {"place": "p1"},
    {"text": "rising in budapest"},
    {"text": "rising", "source": "s1", "place": "p1", "everything": True},
    {"kind": "politics", "text": "rising"},
    {"kind": "politics.*", "place": "p1"},
    {"kind": "politics.nothing"},
    {"place": "p1", "during": ("1956-11", "1956-11-20")},
    {"source": "s1", "agent": "a1", "during": ("1950", "1956-10")},
    {"text": "rising", "during": ("1956-11", "1956-11-20"), "kind": "other"},
)


# What is asked, and the date from which on it is to begin.
BEGINNING: tuple[tuple[dict[str, Any], str], ...] = (
    ({"on_day": "1956-11-04"}, "1956-11-04"),
    ({"on_day": "1956-10", "source": "s1"}, "1956-10"),
    ({"on_day": "{1956-10-23,1956-11-04}", "text": "rising"}, "1956-10-23"),
    ({"during": ("1956-10", "1957"), "certainty": "possible"}, "1956-10"),
    ({"during": ("1955", "1957"), "on_day": "1956-11-04"}, "1956-11-04"),
    ({"during": ("1955", "1957"), "on_day": "../1956", "place": "p1"}, "1955"),
    ({"during": ("1956", "1957"), "kind": "politics"}, "1956"),
)


@st.composite
def worlds(draw: st.DrawFn) -> Chronology:
    """Return a chronology of some events, each with a few claims."""
    records: list[Any] = [
        *(Source("s1"), Source("s2"), Agent("a1", labels={"hu": "Pál"})),
        *(Place("p1", {"en": "Budapest"}), Place("p2", part_of="p1")),
    ]
    for number in range(draw(st.integers(1, 12))):
        kind = draw(st.sampled_from(["other", "politics.act", "politics.coup"]))
        label = draw(st.sampled_from(["The rising", "A speech"]))
        records.append(Event(f"e{number}", kind, {"en": label}))
        date = draw(st.sampled_from(DATES))
        values = [Dating(date)] if date else []
        values += draw(
            st.lists(
                st.sampled_from([Location("p2"), Location("p1"), Participation("a1")]),
                max_size=2,
            )
        )
        for order, says in enumerate(values):
            cited = Citation(draw(st.sampled_from(["s1", "s2"])))
            records.append(Claim(f"c{number}-{order}", f"e{number}", says, (cited,)))
    return chronology_of(linear([recorded(records)]))


def ids(chronology: Chronology, filters: dict[str, Any]) -> list[str]:
    return [event.id for event in chronology.select(Query(**filters))]


@pytest.mark.parametrize("lanes", [0, 1, 100])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_few_and_many_are_the_same_events_in_the_same_order(
    lanes: int, world: Chronology
) -> None:
    few = [ids(world, filters) for filters in QUERIES]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chrono56.chronology.selecting._FEW", 0)
        patch.setattr("chrono56.chronology.selecting._MOST_LANES", lanes)
        many = [ids(world, filters) for filters in QUERIES]

    assert many == few


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_what_is_selected_is_what_going_through_all_would_find(
    world: Chronology,
) -> None:
    everything = [event.id for event in world]

    for filters in QUERIES:
        if "on_day" not in filters:
            found = ids(world, filters)
            assert found == [one for one in everything if one in found]


@pytest.mark.parametrize("few", [0, 5_000])
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(worlds())
def test_what_begins_is_what_all_that_touches_those_days_has_from_the_first_on(
    few: int, world: Chronology
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chrono56.chronology.selecting._FEW", few)
        for filters, first in BEGINNING:
            day = When.parse(first).earliest
            assert day is not None
            begun = [
                (event.id, event.verdict)
                for event in world.select(Query(**filters))
                if event.when is not None and (event.when.earliest or 0) >= day
            ]
            begins = world.select(Query(**filters, begins=True))
            assert [(event.id, event.verdict) for event in begins] == begun


@pytest.mark.parametrize(
    "filters",
    [{}, {"on_day": "11-04"}, {"on_day": "../1956"}, {"during": ("../1956", "1957")}],
)
def test_what_begins_within_no_days_is_refused(filters: dict[str, Any]) -> None:
    with pytest.raises(RecordError, match="a beginning without days to lie within"):
        Query(**filters, begins=True)


@pytest.mark.parametrize("few", [0, 1, 5_000])
def test_what_was_known_once_is_selected_as_if_nothing_had_followed(
    few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chrono56.chronology.selecting._FEW", few)
    batches = [
        [
            Recorded(Source(f"s{number}")),
            Recorded(Event(f"e{number}", "politics.act", {"en": "The rising"})),
            Recorded(
                Claim(
                    f"c{number}",
                    f"e{number}",
                    Dating(f"1956-11-{9 - number:02}"),
                    (Citation("s0"),),
                )
            ),
        ]
        for number in range(6)
    ]
    whole = chronology_of(linear(batches))

    for number in range(1, 7):
        then, alone = whole.as_of(f"#{number}"), chronology_of(linear(batches[:number]))
        for filters in ({}, *QUERIES):
            wanted = {"s1": "s0"}.get(filters.get("source", ""), "")
            asked = {**filters, **({"source": wanted} if wanted else {})}
            assert ids(then, asked) == ids(alone, asked)


@pytest.mark.parametrize(
    "asked",
    [
        {"kind": "politics"},
        {"kind": "politics.act"},
        {"source": "s"},
        {"during": ("1001", "1499")},
        {"during": ("1001", "1499"), "source": "s", "kind": "politics"},
        {"text": "rising"},
        {},
    ],
    ids=lambda asked: "+".join(asked) or "all",
)
def test_many_rows_come_before_all_of_them_were_read(
    crowd: Chronology, asked: dict[str, Any]
) -> None:
    steps: list[int] = []
    crowd._tables.connection.set_progress_handler(lambda: steps.append(1), 1000)
    next(crowd.select(Query(**asked)))
    first = len(steps)
    steps.clear()
    found = sum(1 for _ in crowd.select(Query(**asked)))

    assert found > 3000
    assert first < len(steps) / 2


@pytest.fixture(scope="module")
def crowd() -> Chronology:
    """Return a chronology with more events than are sorted at once."""
    records: list[Any] = [Source("s")]
    for number in range(6000):
        dating = Dating(f"{1000 + number // 12}-{number % 12 + 1:02}")
        records.append(Event(f"e{number}", "politics.act", {"en": "The rising"}))
        records.append(Claim(f"c{number}", f"e{number}", dating, (Citation("s"),)))
    return chronology_of(linear([recorded(records)]))
