"""What the tables hold is found as it was written: whole ids, and when records held."""

import sqlite3

import pytest

import chrono56 as c56
from chrono56.chronology.ahead import Ahead
from chrono56.chronology.tables import schema

ALIKE = ("s1", "s1-2", "s1.b", "s1_b", "a:s1", "1", "s", "or", "near")
NO_IDS = ('s1" OR "s', "s1*", "S1", "", "s1 s", "NEAR(s1 s)", "-", "š1", "'")


def told_of(sources: tuple[str, ...]) -> c56.Chronology:
    """Return a chronology in which each source tells of an event of its own."""
    log = c56.open_log("memory:", by="anna")
    with log.entry() as entry:
        for source in sources:
            cited = entry.source(source)
            event = entry.event(f"of-{source}")
            entry.claim(event, c56.Dating("1956-10-23"), cite=cited)
    return log.chronology()


@pytest.mark.parametrize("source", ALIKE)
def test_an_id_that_is_a_part_of_another_finds_only_its_own(source: str) -> None:
    chronology = told_of(ALIKE)

    found = [event.id for event in chronology.select(c56.Query(source=source))]

    assert found == [f"of-{source}"]


@pytest.mark.parametrize("text", NO_IDS)
def test_what_is_no_id_is_no_expression_of_the_full_text_index(text: str) -> None:
    tables = sqlite3.connect(":memory:")
    tables.executescript(schema.TABLES)
    tables.execute("INSERT INTO mention (rowid, held) VALUES (1, 's1 s s1-2 or near')")
    state = Ahead(tables, 1)

    assert not state.mentioned([text])
    assert not state.holders(text)
    assert state.mentioned([text, "s1"]) == {"s1"}


NEVER, EVER = (2, 2, 0), (2, None, 0)


@pytest.mark.parametrize(
    ("stretches", "held"),
    [
        ([], [EVER]),
        ([NEVER], []),
        ([(2, 4, 0)], [(2, 4, 0)]),
        ([(2, 4, 0), (4, None, 1)], [(2, 4, 0), (4, None, 1)]),
        ([NEVER, (5, 7, 0), (9, None, 0)], [(5, 7, 0), (9, None, 0)]),
        ([(2, None, 1)], [(2, None, 1)]),
    ],
)
def test_a_record_holds_from_its_act_on_unless_its_stretches_say_when(
    stretches: list[tuple[int, ...]], held: list[tuple[int, ...]]
) -> None:
    tables = sqlite3.connect(":memory:")
    tables.executescript(schema.TABLES)
    act = "INSERT INTO act VALUES (?, 2, ?, 'e1', ?, NULL, NULL, x'00', x'00')"
    tables.executemany(act, [(1, "record", "event"), (2, "rank", None)])
    row = "INSERT INTO stretch VALUES (1, ?, ?, ?)"
    tables.executemany(row, stretches)

    found = "SELECT n_from, n_to, retracted FROM record WHERE target = 'e1'"
    assert tables.execute(f"{found} ORDER BY n_from").fetchall() == held
