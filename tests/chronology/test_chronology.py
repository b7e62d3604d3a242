import sqlite3

import pytest
from tests.chronology.world import chronology_of, linear, log_of, new_log, recorded
from tests.log.world import write_entry

from chrono56.chronology import Chronology, Query
from chrono56.errors import PointError, UnknownIdError
from chrono56.log.actions import (
    Action,
    Ranked,
    Recorded,
    Titled,
)
from chrono56.model import (
    Agent,
    Citation,
    Claim,
    Dating,
    Event,
    Occurrence,
    Place,
    Record,
    Source,
)

CLAIM = Claim(
    "c1", "rising", Dating("1956-10-23"), (Citation("book"),), as_written="23rd"
)
BATCHES: list[list[Action]] = [
    [Titled("Fifty-six"), *recorded([Source("book"), Event("rising")])],
    [Recorded(CLAIM)],
    [Ranked("c1", "preferred", "the best there is")],
    recorded([Event("assault", labels={"en": "The assault", "hu": "A támadás"})]),
]
LINES = linear(BATCHES)


@pytest.fixture(name="chronology")
def _chronology() -> Chronology:
    return chronology_of(LINES)


def test_a_chronology_says_whose_it_is(chronology: Chronology) -> None:
    assert chronology.log_id == "test-log"
    assert chronology.title == "Fifty-six"
    assert chronology.head == LINES[-1][1]
    assert chronology.as_of_text == ""
    assert chronology.as_of("#2").as_of_text == "#2"
    assert chronology.as_of("#2").head == LINES[1][1]


def test_an_empty_log_has_an_empty_chronology() -> None:
    with Chronology.open(new_log(), cache=False) as chronology:
        assert (len(chronology), list(chronology), chronology.head) == (0, [], "")
        assert chronology.stats().events == 0


def test_an_event_shows_what_is_known_of_it(chronology: Chronology) -> None:
    event = chronology.event("rising")

    assert str(event.when) == "1956-10-23"
    assert event.as_written == "23rd"
    assert event.sources == ("book",)
    assert event.revision.sequence == 2
    assert event.revision.first == "2024-03-01T00:00:00.000000Z"
    assert event.revision.last == "2024-03-01T02:00:00.000000Z"
    assert event.verdict is None


@pytest.mark.parametrize(
    ("language", "label"),
    [("hu", "A támadás"), ("hu-HU", "A támadás"), ("sr", "The assault")],
)
def test_an_event_is_named_in_the_nearest_language(
    chronology: Chronology, language: str, label: str
) -> None:
    assert chronology.event("assault").label(language) == label
    assert chronology.event("rising").label(language) == "rising"


def test_claims_say_how_they_came_into_the_log(chronology: Chronology) -> None:
    (view,) = chronology.claims("rising")

    assert view.claim == CLAIM
    assert (view.rank, view.rank_reason) == ("preferred", "the best there is")
    assert (view.entry, view.at, view.by) == (2, "2024-03-01T01:00:00.000000Z", "bela")


@pytest.mark.parametrize(
    "what", ["event", "record", "source", "agent", "place", "claims"]
)
def test_an_unknown_id_is_answered_with_those_that_look_like_it(
    chronology: Chronology, what: str
) -> None:
    with pytest.raises(UnknownIdError) as caught:
        getattr(chronology, what)("risin")

    expected = ("rising",) if what in ("event", "record", "claims") else ()
    assert caught.value.near == expected


@pytest.mark.parametrize("name", ["Győr", "GYŐR", "Győr tér", "gyor-ter"])
def test_who_asks_by_a_name_is_told_the_id_that_is_like_it(name: str) -> None:
    told = chronology_of(linear([[Recorded(Place("gyor-ter", {"hu": "Győr tér"}))]]))

    with pytest.raises(UnknownIdError) as caught:
        told.place(f"{name}s")

    assert caught.value.near == ("gyor-ter",)


def test_disputes_and_history_of_nothing_are_an_error(chronology: Chronology) -> None:
    with pytest.raises(UnknownIdError):
        chronology.disputes("nothing")
    with pytest.raises(UnknownIdError):
        chronology.history("nothing")


@pytest.mark.parametrize(
    ("point", "number"),
    [
        ("#1", 1),
        ("#4", 4),
        (LINES[1][1], 2),
        (LINES[1][1][:8], 2),
        ("2024-02-29", 0),
        ("2024-03-01", 4),
        ("2024-03-01T01:00:00Z", 2),
        ("2024-03-01T00:59:59.999999Z", 1),
        ("2024-03-01T03:00:00+02:00", 2),
        ("2024-03-01T02:30", 3),
        ("2024-03-01T00:59:59.5Z", 1),
        ("2100-01-01", 4),
        ("0500-01-01", 0),
        ("0001-01-01T00:00:00Z", 0),
    ],
)
def test_a_point_in_history_is_a_number_an_id_a_day_or_an_instant(
    chronology: Chronology, point: str, number: int
) -> None:
    before = chronology.as_of(point)

    assert before.stats().entries == number
    assert before.as_of_text == point
    assert len(list(chronology.select(Query(as_of=point)))) == len(before)
    assert before.as_of("#4").stats().entries == 4


@pytest.mark.parametrize(
    ("point", "why"),
    [
        ("#0", "#1 to #4 are there"),
        ("#5", "the log has no such entry"),
        ("0000000", "not a point"),
        ("00000000", "no entry's id begins so"),
        ("yesterday", "use #N, at least 8 hex digits"),
        ("2024-02-30", "not a point"),
        ("2024-W01-1", "not a point"),
        ("2024-W01-1T12:00", "not a point"),
        ("20240301T120000", "not a point"),
        ("2024-03-01 12:00", "not a point"),
        ("2024-03-01T12", "not a point"),
        ("2024-03-01T25:00", "not a point"),
        ("0001-01-01T00:00:00+05:00", "not a point"),
        ("9999-12-31T23:59:59-05:00", "not a point"),
        ("", "not a point"),
    ],
)
def test_what_is_no_point_in_history_is_refused(
    chronology: Chronology, point: str, why: str
) -> None:
    with pytest.raises(PointError, match=why):
        chronology.as_of(point)


@pytest.mark.parametrize("point", ["#1", LINES[0][1], "2024-03-01T00:00:00Z"])
def test_closing_an_earlier_state_leaves_the_later_open(point: str) -> None:
    with chronology_of(LINES) as now:
        with now.as_of(point) as then:
            assert [event.id for event in then] == ["rising"]

        assert len(now) == 2


@pytest.mark.parametrize("point", ["", "#1"])
def test_whoever_opened_a_chronology_closes_it(point: str) -> None:
    with Chronology.open(log_of(LINES), cache=False, as_of=point) as chronology:
        assert chronology.event("rising").id == "rising"

    with pytest.raises(sqlite3.ProgrammingError):
        chronology.event("rising")


def test_numbers_end_where_history_branches() -> None:
    line, entry = write_entry(
        [Titled("Elsewhere")],
        at="2024-03-02T00:00:00.000000Z",
        by="bela",
        parents=(LINES[0][1],),
    )
    chronology = chronology_of([*LINES, (line, entry.id)])

    assert chronology.as_of("#4").title == "Fifty-six"
    assert chronology.as_of(entry.id).title == "Elsewhere"
    assert [event.id for event in chronology.as_of(entry.id)] == ["rising"]
    with pytest.raises(PointError, match="name the entry by its id"):
        chronology.as_of("#5")


@pytest.mark.parametrize("most", [1, 7])
def test_what_was_looked_up_is_let_go_before_it_is_too_much(
    most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    records: list[Record] = [Source("s")]
    for number in range(30):
        records.append(Event(f"e{number}"))
        records.append(
            Claim(f"c{number}", f"e{number}", Occurrence(), (Citation("s"),))
        )
    lines = linear([recorded(records)])
    expected = [chronology_of(lines).claims(f"e{number}") for number in range(30)]
    monkeypatch.setattr("chrono56.chronology.past.past._MOST_AT_HAND", most)
    chronology = chronology_of(lines)

    assert [chronology.claims(f"e{number}") for number in range(30)] == expected
    assert [chronology.record(one.id) for one in records] == records
    state = chronology._state
    for kept in (state._decoded, state._held, state._unheld, state._judged):
        assert len(kept) <= most


def test_stats_count_what_there_is() -> None:
    cited = (Citation("book"),)
    records: list[Record] = [
        Agent("nagy"),
        Place("budapest"),
        Event("plan", "politics.act"),
        Event("spring", "politics.act"),
        Claim("c2", "plan", Occurrence(), cited, mode="planned"),
        Claim("c3", "spring", Dating("1957-04/1957-05"), cited),
        Claim("c4", "spring", Dating("1957-03"), cited),
    ]
    stats = chronology_of(linear([*BATCHES, recorded(records)])).stats()

    assert (stats.entries, stats.events, stats.unlisted) == (5, 3, 1)
    assert (stats.undated, stats.disputed, stats.claims) == (1, 1, 4)
    assert (stats.sources, stats.agents, stats.places) == (1, 1, 1)
    assert (stats.first, stats.last) == ("1956-10-23", "1957-03-31")
    assert dict(stats.kinds) == {"other": 2, "politics.act": 1}
    assert dict(stats.years) == {1956: 1, 1957: 1}


@pytest.mark.parametrize(
    ("dates", "first", "last"),
    [
        (["1944-10/", "1956-10-23"], "1944-10-01", "1956-10-23"),
        (["/1944", "1956-10-23/.."], "1956-10-23", "1944-12-31"),
        (["../.."], "", ""),
        ([], "", ""),
    ],
)
def test_stats_span_all_ends_that_are_known(
    dates: list[str], first: str, last: str
) -> None:
    claims = [
        Claim(f"c{i}", f"e{i}", Dating(when), (Citation("s"),))
        for i, when in enumerate(dates)
    ]
    events = [Event(claim.about) for claim in claims]
    stats = chronology_of(linear([recorded([Source("s"), *events, *claims])])).stats()

    assert (stats.first, stats.last) == (first, last)
