from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from tests.chronology.world import (
    EVENTS,
    HEADER,
    IDS,
    SOURCES,
    Line,
    branching,
    chronology_of,
    every,
    histories,
    instant,
    joining,
    known,
    linear,
    log_of,
    recorded,
    told,
)

from chrono56.chronology import Chronology
from chrono56.chronology.disputes import ORDER
from chrono56.chronology.eventrow import known_event
from chrono56.chronology.state import State
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.chronology.views import Dispute
from chrono56.log.actions import (
    Action,
    Erased,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    United,
)
from chrono56.log.jsonl import JsonlStore
from chrono56.log.log import Log
from chrono56.model import Citation, Claim, Dating, Event, Relation, Source

Batches = list[list[Action]]
ENTANGLED: list[Action] = [
    *recorded([Source(one) for one in SOURCES]),
    *recorded([Event(one) for one in EVENTS]),
    Recorded(Claim("c1", "e1", Dating("1956-10-23"), (Citation("s2"),))),
    Recorded(Claim("c2", "e2", Dating("1956-10-31"), (Citation("s3"),))),
    Recorded(Claim("c3", "c1", Relation("contradicts", "c2"), reason="as they say")),
    United("s2", "s1"),
    United("s3", "s1"),
]
"""A small world in which what befalls one record befalls others."""

slowly = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.function_scoped_fixture,
    ],
)


@slowly
@given(histories())
def test_any_history_can_be_read(batches: Batches) -> None:
    lines = linear(batches)

    assert told(chronology_of(lines))["head"] == lines[-1][1]


@slowly
@given(histories())
def test_an_event_is_disputed_if_one_of_its_disputes_says_so(batches: Batches) -> None:
    chronology = chronology_of(linear(batches))
    listed = {
        event_id
        for dispute in chronology.disputes()
        for event_id in dispute.about
        if _marks(dispute)
    }

    for event in chronology.select(every()):
        own = chronology.disputes(event.id)
        assert event.disputed is any(map(_marks, own))
        assert event.disputed is (event.id in listed)


def _marks(dispute: Dispute) -> bool:
    """Say whether a dispute marks its events: what takes several to see does not."""
    return dispute.class_ != "copying" and dispute.property != ORDER


@slowly
@given(histories(erasing=True))
@example([[Ranked("s1", "deprecated", "a forgery")]])
@example([[Revised(Claim("c3", "e3", Dating("1956"), reason="misread"))]])
@example([[Revised(Event("c2"))]])
@example([[Revised(Event("s1"))]])
def test_every_row_of_an_event_says_what_is_known_of_it(batches: Batches) -> None:
    tables = ReadModel.of_entries(log_of(linear([ENTANGLED, *batches])), None)
    state = State(tables.connection, tables.number)
    rows = state.rows("SELECT id, digest FROM event WHERE n_to IS NULL").fetchall()
    known_now = {one: known_event(state, one) for one in IDS}

    assert dict(rows) == {one: it.digest for one, it in known_now.items() if it}


@slowly
@given(histories(), st.data())
def test_as_of_an_entry_is_a_log_that_ends_there(
    batches: Batches, data: st.DataObject
) -> None:
    lines = linear(batches)
    number = data.draw(st.integers(1, len(lines)))
    whole = chronology_of(lines)
    part = told(chronology_of(lines[:number]))

    assert told(whole.as_of(f"#{number}")) == part
    assert told(whole.as_of(lines[number - 1][1][:16])) == part
    assert told(whole.as_of(instant(number - 1))) == part


@slowly
@given(histories(erasing=True), st.data())
def test_catching_up_comes_to_the_same_as_reading_all_at_once(
    batches: Batches, data: st.DataObject
) -> None:
    lines = branching(batches, data)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.jsonl"
        path.write_bytes(HEADER + b"\n")
        log = Log(JsonlStore(path))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CHRONO56_CACHE", str(Path(folder) / "cache"))
            for line, _ in lines:
                with path.open("ab") as file:
                    file.write(line + b"\n")
                if data.draw(st.booleans()):
                    Chronology.open(log).close()
            with Chronology.open(log) as caught_up:
                assert told(caught_up) == told(chronology_of(lines))


@slowly
@given(histories(5, erasing=True), st.data())
def test_lines_mean_the_same_in_any_order_and_number(
    batches: Batches, data: st.DataObject
) -> None:
    lines = branching(batches, data)
    shuffled = data.draw(st.permutations(lines))

    assert told(chronology_of([*shuffled, *lines])) == told(chronology_of(lines))


@slowly
@given(histories(5), st.data())
def test_as_of_an_entry_of_a_branch_is_what_its_writer_knew(
    batches: Batches, data: st.DataObject
) -> None:
    lines = branching(batches, data)
    log = log_of(lines)
    here = data.draw(st.sampled_from([entry.id for entry in log.entries()]))
    parents = {entry.id: entry.parents for entry in log.entries()}
    ancestors: set[str] = set()
    ahead = [here]
    while ahead:
        one = ahead.pop()
        if one in parents and one not in ancestors:
            ancestors.add(one)
            ahead += parents[one]
    known_then = [line for line in lines if line[1] in ancestors]

    assert told(chronology_of(lines).as_of(here)) == told(chronology_of(known_then))


@slowly
@given(histories(erasing=True))
def test_erased_text_says_nothing_whether_or_not_it_is_still_there(
    batches: Batches,
) -> None:
    lines = linear(batches)
    erased = {
        one.action: entry.at
        for entry in log_of(lines).entries()
        for one in entry.do
        if isinstance(one, Erasure)
    }
    without = linear(
        [
            [
                Erased(where) if erased.get(where, "") > entry.at else action
                for action, where in zip(entry.do, entry.addresses, strict=True)
            ]
            for entry in log_of(lines).entries()
        ]
    )

    assert [one for _, one in without] == [one for _, one in lines]
    assert told(chronology_of(without)) == told(chronology_of(lines))


@slowly
@given(histories(5), st.data())
def test_a_reader_is_told_what_a_writer_knows(
    batches: Batches, data: st.DataObject
) -> None:
    log = log_of(branching(batches, data))
    ledger = log.ledger()

    with Chronology.open(log, cache=False) as chronology:
        for one in IDS:
            held, version = chronology._state.held(one), ledger.current(one)
            assert (held is None or held.retracted) is (version is None)
            if held is not None and version is not None:
                _, address, _ = chronology._state.recording(held.act, one)
                assert (held.type, address) == (version.type, version.action)


@slowly
@given(histories(), st.data())
def test_undoing_an_entry_leaves_what_was_there_before(
    batches: Batches, data: st.DataObject
) -> None:
    done = branching(batches, data)
    before = done[:-1]
    last = _addresses(done[-1:])
    assume(before and not set(last) & set(_addresses(before)))
    undone = joining(done, [Retracted(action=one) for one in dict.fromkeys(last)])
    undoing = _addresses(undone[-1:])
    assume(not set(undoing) & set(_addresses(done)))
    redone = joining(undone, [Retracted(action=one) for one in undoing])

    assert known(chronology_of(undone)) == known(chronology_of(before))
    assert known(chronology_of(redone)) == known(chronology_of(done))


def _addresses(lines: list[Line]) -> list[str]:
    return [one for entry in log_of(lines).entries() for one in entry.addresses]


def test_a_chronology_stands_still_while_its_log_grows(tmp_path: Path) -> None:
    log = Log(JsonlStore(tmp_path / "log.jsonl"), by="anna")
    log.begin()
    with log.entry() as entry:
        entry.event("first")
    before = Chronology.open(log)
    with log.entry() as entry:
        entry.event("second")
    after = Chronology.open(log)

    assert [event.id for event in before] == ["first"]
    assert {event.id for event in after} == {"first", "second"}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_lines_makes_no_difference_to_the_numbers(
    order: tuple[int, ...],
) -> None:
    lines = linear([[Retracted("x")], [Retracted("y")], [Retracted("z")]])
    shuffled = [lines[i] for i in order]

    numbers = [item.entry_id for item in chronology_of(shuffled).history()]

    assert numbers == [entry_id for _, entry_id in lines]
