"""Events that nobody dates, placed among the others."""

import pytest
from tests.chronology.world import new_log

from chrono56.chronology import Chronology, Query
from chrono56.dates import Verdict
from chrono56.log.log import Log
from chrono56.model import Citation, Dating, Occurrence, Ordering, Relation

S = Citation("s")


def week() -> Log:
    """Return a log of four dated events, and some that only stand to others."""
    log = new_log()
    with log.entry() as entry:
        entry.source("s")
        for number in range(1, 5):
            entry.event(f"day-{number}")
            entry.claim(f"day-{number}", Dating(f"1956-11-0{number}"), cite=S)
        for event in ("next", "between", "late", "alone", "plan"):
            entry.event(event, kind="society.strike")
        entry.claim("next", Ordering(other="day-1", least="P1D", most="P1D"), cite=S)
        entry.claim("between", Ordering(other="day-1", least="P1D"), cite=S)
        entry.claim("between", Ordering(other="day-4", most="-P1D"), cite=S)
        entry.claim("late", Ordering(other="day-4", least="PT0S"), cite=S)
        entry.claim("alone", Occurrence(), cite=S)
        entry.claim("plan", Occurrence(), cite=S, mode="planned")
        entry.claim("plan", Ordering(other="next", least="P0D", most="P0D"), cite=S)
    return log


def found(query: Query) -> list[tuple[str, str]]:
    """Return the ids and verdicts of what is found; a star for what is derived."""
    return [
        (
            event.id + "*" * event.derived,
            "" if event.verdict is None else event.verdict.value,
        )
        for event in Chronology.open(week(), cache=False).select(query)
    ]


def test_undated_events_stand_where_others_place_them() -> None:
    assert [event for event, _ in found(Query(related=True))] == [
        "day-1",
        "day-2",
        "next*",
        "between*",
        "day-3",
        "day-4",
        "late*",
        "alone",
    ]


def test_without_being_asked_for_they_stand_at_the_end() -> None:
    assert [event for event, _ in found(Query())][4:] == [
        "alone",
        "between",
        "late",
        "next",
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            Query(on_day="1956-11-02", related=True),
            [("day-2", "certain"), ("next*", "certain"), ("between*", "possible")],
        ),
        (
            Query(during=("1956-11-02", "1956-11-03"), related=True),
            [
                ("day-2", "certain"),
                ("next*", "certain"),
                ("between*", "certain"),
                ("day-3", "certain"),
            ],
        ),
        (
            Query(on_day="11-02", certainty="possible", related=True),
            [("between*", "possible"), ("late*", "possible")],
        ),
        (
            Query(on_day="1956-11-02", kind="society", related=True),
            [("next*", "certain"), ("between*", "possible")],
        ),
        (Query(on_day="1956-11-02"), [("day-2", "certain")]),
    ],
)
def test_they_are_certain_or_possible_as_their_date_is(
    query: Query, expected: list[tuple[str, str]]
) -> None:
    assert found(query) == expected


def test_what_was_only_planned_is_placed_if_it_is_asked_for() -> None:
    query = Query(on_day="1956-11-02", everything=True, related=True)

    assert ("plan*", Verdict.CERTAIN.value) in found(query)


def test_those_left_out_are_counted() -> None:
    chronology = Chronology.open(week(), cache=False)

    assert chronology.undated(Query(on_day="1956-11-02"), most=100) == 3
    assert chronology.undated(Query(kind="life"), most=100) == 0


def test_a_duplicate_that_is_ordered_places_what_it_was_united_into() -> None:
    log = week()
    with log.entry() as entry:
        entry.unite("next", "alone", reason="the same")

    (placed,) = (
        event
        for event in Chronology.open(log, cache=False).on("1956-11-02", related=True)
        if event.id == "alone"
    )
    assert str(placed.when) == "1956-11-02"


def test_a_part_falls_within_its_whole() -> None:
    log = week()
    with log.entry() as entry:
        entry.event("parade")
        entry.claim("parade", Relation("part_of", "day-3"), cite=S)

    assert [
        event.id
        for event in Chronology.open(log, cache=False).on("1956-11-03", related=True)
    ] == ["between", "day-3", "parade"]
