"""Telling events anew, many together: what is told is what is known of each."""

import sqlite3

import pytest
from tests.chronology.tables.test_loader import added_one_by_one
from tests.chronology.world import linear, log_of, recorded

from chrono56.chronology.eventrow import known_event
from chrono56.chronology.reading import DEFAULT
from chrono56.chronology.speaking import Speaking
from chrono56.chronology.tables import builder
from chrono56.chronology.telling import told_anew
from chrono56.log.actions import Action, Ranked, Retracted, Revised, United
from chrono56.log.log import Log
from chrono56.model import (
    Citation,
    Claim,
    Dating,
    Event,
    Location,
    Place,
    Relation,
    Source,
)

DAY = Dating("1956-10-23")
REPORT = (Citation("report"),)
MARCHES = [f"march{number}" for number in range(9)]
OTHERS = ["so", "denied", "ranked", "revised", "united", "retracted", "nowhere"]


def log_of_marches() -> Log:
    """Return a log of plain events, and of one that is not for each reason."""
    first = recorded(
        [
            Source("report"),
            Place("square", {"en": "Square"}),
            *map(Event, (*MARCHES, *OTHERS[:-1])),
            *(Claim(f"of-{one}", one, DAY, REPORT) for one in MARCHES),
            *(Claim(f"of-{one}", one, DAY, REPORT) for one in OTHERS[:-1]),
            *(Claim(f"at-{one}", one, Location("square"), REPORT) for one in MARCHES),
            Claim("why", "so", DAY, premises=("of-denied",), reason="on one day"),
            Claim("not", "of-denied", Relation("contradicts", "of-so"), reason="late"),
        ]
    )
    then: list[Action] = [
        Ranked("of-ranked", "preferred", "the minutes"),
        Revised(Claim("of-revised", "revised", Dating("1956-10"), REPORT)),
        United("united", "march0", "one march"),
        Retracted("retracted", reason="a slip"),
        Ranked("report", "deprecated", "hearsay"),
    ]
    return log_of(linear([first, then]))


def standing(log: Log) -> Speaking:
    tables = added_one_by_one(log)
    return Speaking(tables.connection, 2, DEFAULT)


def test_events_are_told_together_as_each_is_known() -> None:
    state = standing(log_of_marches())
    events = [*MARCHES, *OTHERS]

    told = dict(told_anew(state, events))

    assert told == {one: known_event(state, one) for one in events}
    assert [one for one in events if told[one] is None] == ["united", "nowhere"]


@pytest.mark.parametrize("few", [1, 4])
def test_no_more_is_asked_for_many_plain_events_than_for_few(few: int) -> None:
    log = log_of_marches()
    asked: list[list[str]] = []

    for events in (MARCHES[1 : 1 + few], MARCHES[1:]):
        state = standing(log)
        asked.append([])
        state.connection.set_trace_callback(asked[-1].append)
        assert len(list(told_anew(state, events))) == len(events)

    assert len(asked[0]) == len(asked[1]) > 0


def rows_of_events(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    return connection.execute("SELECT * FROM event ORDER BY version").fetchall()


@pytest.mark.parametrize("together", [1, 2, 5])
def test_however_few_are_told_together_the_rows_are_the_same(
    together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = log_of_marches()
    rows = rows_of_events(added_one_by_one(log).connection)

    monkeypatch.setattr(builder, "_TOGETHER", together)

    assert rows_of_events(added_one_by_one(log).connection) == rows
    assert len(rows) > 2 * len(MARCHES)
