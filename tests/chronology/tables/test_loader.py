"""A whole log filled at once comes to what adding its entries one by one comes to."""

from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.chronology.test_readings import READINGS
from tests.chronology.world import branching, histories, linear, log_of, recorded

from chrono56.chronology.reading import DEFAULT, Reading
from chrono56.chronology.tables import hand
from chrono56.chronology.tables.builder import Builder
from chrono56.chronology.tables.filling import erased_by
from chrono56.chronology.tables.readmodel import ReadModel
from chrono56.log.actions import Action, Ranked, Recorded, Retracted, Revised, United
from chrono56.log.canonical import address
from chrono56.log.log import Log
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Derivation,
    Event,
    Figure,
    Location,
    Occurrence,
    Ordering,
    Participation,
    Place,
    Relation,
    Source,
    Statement,
    Value,
)

TABLES = {
    "entry": "*",
    "act": "*",
    "record": "*",
    "judgement": "*",
    "finding": "*",
    "tie": "*",
    "event": "id, n_from, n_to, kind, labels, whenever, as_written, sources, dispute,"
    " occurrence, place, revisions, first, digest, day, width, year_from",
    "temp.mention_found": "term, doc",
    "temp.thing_found JOIN event ON version = doc": "id, n_from, term",
    "temp.words_found JOIN event ON version = doc": "id, n_from, term, offset",
}
FULL_TEXT = ("mention", "thing", "words")

slowly = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def _distinct(columns: str, table: str) -> str:
    return f"SELECT DISTINCT {columns} FROM {table}"  # noqa: S608 - our words


def rows(tables: ReadModel) -> dict[str, Any]:
    """Return all that tables hold, whatever order it came in."""
    run = tables.connection.execute
    for name in FULL_TEXT:
        found = f"temp.{name}_found USING fts5vocab(main, {name}, instance)"
        run(f"CREATE VIRTUAL TABLE IF NOT EXISTS {found}")
    return {
        table: sorted(map(repr, run(_distinct(columns, table))))
        for table, columns in TABLES.items()
    }


def added_one_by_one(log: Log, reading: Reading = DEFAULT) -> ReadModel:
    tables = ReadModel.of_entries(log, [], reading)
    builder = Builder(tables.connection, erased_by(log.entries()), reading)
    for entry in log.entries():
        builder.add(entry)
    return tables


ENTITIES = recorded(
    [
        Source("s1", reliability="B"),
        Source("s2", derived_from=(Derivation("s1"),)),
        Source("s3", anonymous=True),
        Place("p1", {"en": "Square"}),
        Place("p2", {"hu": "tér"}, part_of="p1"),
        Agent("a1", labels={"en": "x"}),
        Agent("a2"),
    ]
)


DATES = (
    *("1956-10-23", "1956-10-24", "1956-10", "0044~", "1956-11-04T04:15"),
    *("1956-10-23/1956-11-04", "1956-10-26~", "[1956-10-22,1956-10-24]"),
)


def plain_values() -> st.SearchStrategy[Value]:
    return st.one_of(
        *[st.builds(Dating, st.sampled_from(DATES))] * 2,
        st.builds(Dating, st.sampled_from(DATES), st.sampled_from(["start", "end"])),
        st.builds(
            Ordering,
            st.sampled_from(["whole", "end"]),
            other=st.sampled_from(["e1", "e2"]),
            least=st.just("P1D"),
        ),
        st.sampled_from(["p1", "p2", "a1"]).map(Location),
        st.builds(
            Participation,
            st.sampled_from(["a1", "a2", "p1", "s1"]),
            st.sampled_from(["appointee", "participant", "of-another-kind"]),
        ),
        st.builds(Figure, st.just("killed"), best=st.integers(1, 2)),
        st.builds(Figure, st.just("killed"), low=st.just(2), scope=st.just("army")),
        st.builds(
            Statement,
            st.sampled_from(["Terror!", "terror", "x"]),
            st.just("en"),
            st.sampled_from(["", "a1", "a2"]),
        ),
        st.just(Occurrence()),
        st.builds(
            Relation,
            st.sampled_from(["part_of", "caused"]),
            st.sampled_from(["e1", "e2"]),
        ),
    )


def plain_claims() -> st.SearchStrategy[Claim]:
    """Return claims as most are: one source, and mostly asserted."""
    citation = st.builds(
        Citation,
        st.sampled_from(["s1", "s2", "s3"]),
        st.sampled_from(["", "12"]),
        st.sampled_from(["page", "line"]),
        st.sampled_from(["", "the square"]),
    )
    return st.builds(
        Claim,
        st.integers(1, 40).map(lambda number: f"c{number}"),
        st.sampled_from(["e1", "e2", "e3"]),
        plain_values(),
        st.lists(citation, min_size=1, max_size=2),
        as_written=st.sampled_from(["", "on 23 October"]),
        reason=st.sampled_from(["", "as it seems"]),
        confidence=st.sampled_from(["medium", "low"]),
        mode=st.sampled_from(
            ["asserted"] * 5 + ["planned", "supposed", "denied", "feared"]
        ),
    )


def deeds() -> st.SearchStrategy[Action]:
    """Return what a recorder does, most of it for the first time."""
    events = st.builds(
        Event,
        st.sampled_from(["e1", "e2", "e3"]),
        st.sampled_from(["other", "politics.act"]),
        st.sampled_from([{}, {"en": "x", "hu": "tér"}]),
    )
    judged = st.sampled_from(["s1", "s2", "c1", "c2", "e1", "p1", "a1"])
    return st.one_of(
        events.map(Recorded),
        *[plain_claims().map(Recorded)] * 5,
        plain_claims().map(Revised),
        st.builds(Ranked, judged, st.sampled_from(["preferred", "deprecated"])),
        st.builds(Retracted, judged),
        st.sampled_from([("s2", "s1"), ("p2", "p1"), ("a1", "a2"), ("e1", "e2")]).map(
            lambda pair: United(*pair)
        ),
    )


DATED = Claim("c1", "e1", Dating("1956-10-23"), (Citation("s1"),))
DISPUTED: list[Action] = [
    Recorded(Event("e1")),
    Recorded(DATED),
    Recorded(Claim("c2", "e1", Dating("1956-10-24"), (Citation("s3"),))),
    Ranked("s3", "preferred"),
]


class TestFillingAtOnceIsAddingOneByOne:
    @slowly
    @given(histories(erasing=True), st.data())
    def test_where_little_makes_sense(
        self, batches: list[list[Action]], data: st.DataObject
    ) -> None:
        log = log_of(branching(batches, data))

        assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))

    @slowly
    @given(st.lists(st.lists(deeds(), min_size=1, max_size=12), min_size=1, max_size=6))
    @example([DISPUTED, [United("a1", "a2")], [Retracted("s3")]])
    @example([DISPUTED, [Retracted(action=address({"record": {}}))], DISPUTED])
    def test_where_most_is_plain(self, batches: list[list[Action]]) -> None:
        log = log_of(linear([ENTITIES, *batches]))

        assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))

    @slowly
    @given(
        st.lists(st.lists(deeds(), min_size=1, max_size=8), min_size=1, max_size=6),
        st.data(),
    )
    def test_where_copies_went_on_apart(
        self, batches: list[list[Action]], data: st.DataObject
    ) -> None:
        log = log_of(branching([ENTITIES, *batches], data))

        assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))

    @slowly
    @given(
        st.lists(st.lists(deeds(), min_size=1, max_size=8), min_size=1, max_size=5),
        READINGS,
    )
    def test_however_it_is_read(
        self, batches: list[list[Action]], reading: Reading
    ) -> None:
        log = log_of(linear([ENTITIES, *batches]))
        at_once = ReadModel.of_entries(log, None, reading)

        assert rows(at_once) == rows(added_one_by_one(log, reading))

    @slowly
    @given(st.lists(st.lists(deeds(), min_size=1, max_size=8), min_size=1, max_size=4))
    @example([[Recorded(Event("e1")), Revised(DATED)]])
    def test_where_sources_and_places_come_last(
        self, batches: list[list[Action]]
    ) -> None:
        log = log_of(linear([*batches, ENTITIES]))

        assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))

    @slowly
    @given(
        st.lists(st.lists(deeds(), min_size=1, max_size=6), min_size=2, max_size=8),
        st.integers(0, 6),
    )
    def test_where_little_is_at_hand(
        self, batches: list[list[Action]], at_hand: int
    ) -> None:
        log = log_of(linear([ENTITIES, *batches]))

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(hand, "AT_HAND", at_hand)
            assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))


def test_an_entry_that_was_taken_in_keeps_no_text_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = log_of(linear([ENTITIES]))
    entries = list(log.entries())
    monkeypatch.setattr(Log, "entries", lambda _: iter(entries))
    ReadModel.of_entries(log, [one.id for one in entries])

    for envelope in [one._envelope for one in entries]:
        assert None in (envelope._do, envelope._spelt)
        assert envelope._forms is None


def test_what_is_denied_of_an_agent_is_told_anew_of_whom_it_was_united_into() -> None:
    denied = Claim("c1", "e1", Participation("a1"), (Citation("s1"),), mode="denied")
    told = [Recorded(Event("e1")), Recorded(denied)]
    log = log_of(linear([ENTITIES, told, [United("a1", "a2")]]))
    versions = "SELECT n_from, n_to FROM event WHERE id = 'e1' ORDER BY n_from"

    for tables in (ReadModel.of_entries(log, None), added_one_by_one(log)):
        assert tables.connection.execute(versions).fetchall() == [(2, 3), (3, None)]


def test_what_is_claimed_of_an_id_that_named_a_source_first_is_told_of_its_event() -> (
    None
):
    batches = [[Recorded(Source("e1"))], [Recorded(Event("e1"))], [Recorded(DATED)]]
    log = log_of(linear([ENTITIES, *batches]))

    assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))


def test_empty_words_are_no_words_by_which_an_event_is_found() -> None:
    batches = [
        [Recorded(Place("p3", {"en": ""})), Recorded(Event("e1", labels={"en": ""}))],
        [Recorded(Claim("c1", "e1", Location("p3"), (Citation("s1"),)))],
    ]
    log = log_of(linear([ENTITIES, *batches]))

    assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))


def test_a_claim_without_an_id_which_no_recorder_writes_tells_nothing() -> None:
    nameless = Claim("", "e1", Dating("1956-10-25"), (Citation("s1"),))
    log = log_of(linear([ENTITIES, DISPUTED, [Recorded(nameless)]]))

    assert rows(ReadModel.of_entries(log, None)) == rows(added_one_by_one(log))
