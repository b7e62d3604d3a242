"""All records of a chronology, each once, and none that refers to nothing."""

import chrono56 as c56
from chrono56.exporters.records import records
from chrono56.log.references import references
from chrono56.testing.sample import sample

BOOK = c56.Citation("book")


def log() -> c56.Log:
    made = c56.open_log("memory:", by="anna", clock=c56.FixedClock("2026-01-01T00:00Z"))
    with made.entry() as entry:
        entry.source("book")
        for event in ("march", "strike", "rumour"):
            entry.event(event)
        entry.agent("unnamed")
        entry.place("country")
        entry.place("square", part_of="country")
        entry.claim("strike", c56.Dating("1956-10-23"), cite=BOOK, id="day")
    return made


def ids(made: c56.Log) -> list[str]:
    return [record.id for record in records(made.chronology(cache=False))]


def test_each_record_comes_once_and_what_it_is_about_is_there() -> None:
    found = list(records(sample()))
    known = {record.id for record in found}

    assert len(known) == len(found)
    for record in found:
        assert {target for target, _ in references(record) if target} <= known


def test_nothing_that_stands_is_left_out_even_if_nothing_names_it() -> None:
    assert ids(log()) == [
        *("book", "unnamed", "country", "square"),
        *("strike", "day", "march", "rumour"),
    ]


def test_what_refers_to_something_retracted_is_left_out_and_what_rests_on_it() -> None:
    made = log()
    with made.entry() as entry:
        distance = c56.Ordering(other="rumour", most="PT0S")
        entry.claim("march", distance, cite=BOOK, id="before")
        opinion = c56.Dating("1956-10-22")
        entry.claim("march", opinion, reason="so", premises=["before"], id="inferred")
    assert {"before", "inferred"} < set(ids(made))
    with made.entry() as entry:
        entry.retract("rumour", reason="misheard")

    assert not {"before", "inferred", "rumour"} & set(ids(made))


def test_a_duplicate_comes_along_with_the_claims_about_it() -> None:
    made = log()
    with made.entry() as entry:
        entry.claim("rumour", c56.Dating("1956-10-23"), cite=BOOK, id="heard")
        entry.unite("rumour", "march", reason="the same")

    assert {"rumour", "heard"} < set(ids(made))


def test_claims_about_claims_follow_what_they_are_about() -> None:
    made = log()
    with made.entry() as entry:
        entry.claim("strike", c56.Dating("1956-10-24"), cite=BOOK, id="another")
        against = c56.Relation("contradicts", "day")
        entry.claim("another", against, reason="they exclude each other", id="clash")
    found = ids(made)

    assert found.index("clash") == found.index("another") + 1
