"""What holds of every reading of every log."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.chronology.test_laws import ENTANGLED, Batches
from tests.chronology.test_laws import slowly as like_the_others
from tests.chronology.world import (
    EVENTS,
    HEADER,
    IDS,
    SOURCES,
    WHENS,
    branching,
    chronology_of,
    every,
    histories,
    known,
    linear,
    log_of,
    recorded,
    told,
)

from chrono56.chronology import Chronology
from chrono56.chronology.choosing import ordered
from chrono56.chronology.eventrow import known_event
from chrono56.chronology.hearing import every_claim
from chrono56.chronology.properties import told_of
from chrono56.chronology.reading import DEFAULT, RULES, Reading
from chrono56.chronology.state import State
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.log.actions import Recorded
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Figure,
    Location,
    Occurrence,
    Place,
    Record,
    Source,
)

NAMED: list[Recorded] = [Recorded(Source(one)) for one in SOURCES]
"""Readings name only sources that the log has held."""

slowly = settings(like_the_others, max_examples=12)

PREFERENCES = st.lists(st.sampled_from(RULES), unique=True).map(tuple)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "only": st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2),
        "without": st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2),
        "issued_before": st.just("1957"),
        "language": st.just("hu"),
        "reliability": st.sampled_from("AB"),
        "without_mode": st.sampled_from(["denied", "planned"]),
        "anonymous": st.just(False),
        "recorded_by": st.sampled_from(["anna", "bela"]),
    },
)
READINGS = st.builds(
    lambda prefer, filters: Reading(prefer=prefer, **filters), PREFERENCES, FILTERS
)


@slowly
@given(histories(), PREFERENCES, st.data())
def test_any_order_of_rules_orders_claims_in_one_way(
    batches: Batches, prefer: tuple[str, ...], data: st.DataObject
) -> None:
    claims = every_claim(chronology_of(linear(batches))._state)
    reading = Reading(prefer=prefer)
    shuffled = data.draw(st.permutations(claims))

    assert ordered(shuffled, reading) == ordered(claims, reading)


@slowly
@given(histories(), PREFERENCES)
def test_a_reading_without_filters_hears_all_claims(
    batches: Batches, prefer: tuple[str, ...]
) -> None:
    world = chronology_of(linear(batches))

    assert _heard(world.under(Reading(prefer=prefer))) == _heard(world)
    assert told(world.under(DEFAULT)) == told(world)


@slowly
@given(histories(), FILTERS, FILTERS)
def test_another_filter_never_adds_a_claim(
    batches: Batches, some: dict[str, Any], more: dict[str, Any]
) -> None:
    world = chronology_of(linear([NAMED, *batches]))
    wide, narrow = Reading(**some), Reading(**{**more, **some})

    loud, quiet = _heard(world.under(wide)), _heard(world.under(narrow))

    assert quiet.keys() <= loud.keys()
    assert all(quiet[one] <= loud[one] for one in quiet)


def _heard(world: Chronology) -> dict[str, set[Citation]]:
    """Return what is heard: the claims, with the citations that count for each."""
    claims = every_claim(world._state)
    return {one.claim.id: set(one.claim.citations) for one in claims}


@slowly
@given(histories(), READINGS, st.data())
def test_what_was_known_then_and_how_it_is_read_can_be_asked_in_either_order(
    batches: Batches, reading: Reading, data: st.DataObject
) -> None:
    lines = linear([NAMED, *batches])
    number = data.draw(st.integers(1, len(lines)))
    whole = chronology_of(lines)

    then = told(chronology_of(lines[:number]).under(reading))

    assert told(whole.as_of(f"#{number}").under(reading)) == then
    assert told(whole.under(reading).as_of(f"#{number}")) == then


@slowly
@given(histories(), READINGS)
def test_every_row_says_what_is_known_by_its_reading(
    batches: Batches, reading: Reading
) -> None:
    log = log_of(linear([ENTANGLED, *batches]))
    tables = ReadModel.of_entries(log, None, reading)
    state = State(tables.connection, tables.number, reading)
    rows = state.rows("SELECT id, digest FROM event WHERE n_to IS NULL").fetchall()
    known_now = {one: known_event(state, one) for one in IDS}

    assert dict(rows) == {one: it.digest for one, it in known_now.items() if it}


@slowly
@given(histories(), READINGS, st.data())
def test_catching_up_by_a_reading_comes_to_the_same_as_reading_all_at_once(
    batches: Batches, reading: Reading, data: st.DataObject
) -> None:
    lines = branching([NAMED, *batches], data)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        path.write_bytes(HEADER + b"\n" + lines[0][0] + b"\n")
        log = Log(JsonlStore(path))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CHRONO56_CACHE", str(Path(folder) / "cache"))
            for line, _ in lines[1:]:
                with path.open("ab") as file:
                    file.write(line + b"\n")
                if data.draw(st.booleans()):
                    Chronology.open(log, reading=reading).close()
            with Chronology.open(log, reading=reading) as caught_up:
                assert told(caught_up) == told(chronology_of(lines).under(reading))


SAYS = st.one_of(
    st.builds(Dating, WHENS),
    st.just(Occurrence()),
    st.builds(Location, st.sampled_from(["p1", "p2"])),
    st.builds(Figure, st.just("killed"), best=st.integers(1, 3)),
)


@st.composite
def tellings(draw: st.DrawFn) -> list[Claim]:
    """Return claims of three sources, some inferred from claims before them."""
    found: list[Claim] = []
    for number in range(draw(st.integers(1, 8))):
        before = [one.id for one in found]
        cited = draw(st.lists(st.sampled_from(SOURCES), unique=True, max_size=2))
        from_them = st.lists(st.sampled_from(before), unique=True, max_size=2)
        found.append(
            Claim(
                f"c{number}",
                draw(st.sampled_from(EVENTS)),
                draw(SAYS),
                tuple(map(Citation, cited)),
                premises=tuple(draw(from_them)) if before else (),
                mode=draw(st.sampled_from(["asserted", "asserted", "denied"])),
                reason="because",
            )
        )
    return found


@slowly
@given(tellings(), st.sampled_from(SOURCES))
def test_only_a_source_is_a_log_that_holds_only_what_it_says(
    claims: list[Claim], only: str
) -> None:
    kept: dict[str, Claim] = {}
    for claim in claims:
        own = tuple(it for it in claim.citations if it.source == only)
        speaks = bool(own) if claim.citations else bool(claim.premises)
        if speaks and kept.keys() >= set(claim.premises):
            kept[claim.id] = attrs.evolve(claim, citations=own)
    spoken_of = {claim.about for claim in kept.values()}
    sources, places = map(Source, SOURCES), map(Place, ("p1", "p2"))
    there: list[Record] = [*sources, *places]

    world = chronology_of(
        linear([recorded([*there, *map(Event, EVENTS), *claims])])
    ).under(Reading(only=only))
    alone = chronology_of(
        linear([recorded([*there, *map(Event, sorted(spoken_of)), *kept.values()])])
    )

    assert _events(world) == _events(alone)
    assert _disputes(world) == _disputes(alone)
    assert [world.claims(one) for one in spoken_of if not alone.claims(one)] == []


def _events(world: Chronology) -> list[dict[str, Any]]:
    return known(world)["events"]  # type: ignore[no-any-return]


def _disputes(world: Chronology) -> list[tuple[Any, ...]]:
    return [
        (it.about, it.property, it.class_, [view.claim for view in it.claims])
        for it in world.disputes(everything=True)
    ]


@slowly
@given(histories(), READINGS)
def test_a_query_reads_as_it_says(batches: Batches, reading: Reading) -> None:
    world = chronology_of(linear([NAMED, *batches]))

    by_query = list(world.select(every(reading=str(reading))))

    assert by_query == list(world.under(reading).select(every()))


@slowly
@given(histories(), READINGS)
def test_two_readings_differ_both_ways_alike(
    batches: Batches, reading: Reading
) -> None:
    world = chronology_of(linear([NAMED, *batches]))
    other = world.under(reading)

    there, back = world.diff(other), other.diff(world)

    assert {(it.about, it.property, it.claims) for it in there} == {
        (it.about, it.property, it.claims) for it in back
    }
    assert [(it.before, it.after, it.before_by) for it in there] == [
        (it.after, it.before, it.after_by) for it in back
    ]
    assert other.diff(world.under(reading)) == ()


@slowly
@given(histories(), PREFERENCES)
def test_what_two_readings_tell_differently_is_all_in_their_differences(
    batches: Batches, prefer: tuple[str, ...]
) -> None:
    world = chronology_of(linear(batches))
    other = world.under(Reading(prefer=prefer))
    differing = {
        (one, name)
        for one in IDS
        for before in [told_of(world._state, one).values]
        for after in [told_of(other._state, one).values]
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
    }
    valued = {(it.about, it.property) for it in world.diff(other) if it.before_by}

    assert valued <= differing
    assert differing == {
        (it.about, it.property)
        for it in world.diff(other)
        if it.what not in ("single-sourced", "corroborated")
    }


@slowly
@given(histories(5), READINGS, st.data())
def test_what_the_writer_of_a_branch_knew_is_read_alike(
    batches: Batches, reading: Reading, data: st.DataObject
) -> None:
    lines = branching([NAMED, *batches], data)
    here = data.draw(st.sampled_from([entry_id for _, entry_id in lines]))
    world = chronology_of(lines)

    then = told(world.as_of(here).under(reading))

    assert told(world.under(reading).as_of(here)) == then
