"""Which sources are exported."""

import io
import json
from collections.abc import Callable

import pytest

import chrono56


@pytest.fixture
def told() -> chrono56.Chronology:
    log = chrono56.open_log("memory:", by="anna")
    with log.entry("sources") as entry:
        book, *_ = (entry.source(name) for name in ("book", "archive", "unread"))
        march, guess, *_ = (entry.event(name) for name in ("march", "guess"))
        plan = entry.event("plan")
        cited = chrono56.Citation(book, via=["archive"])
        entry.claim(march, chrono56.Dating("1956-10-23"), cite=cited)
        entry.claim(guess, chrono56.Dating("1956"), reason="it must have been")
        entry.claim(
            plan, chrono56.Occurrence(), cite=entry.source("order"), mode="planned"
        )
    return log.chronology(cache=False)


@pytest.mark.parametrize(
    ("which", "ids"),
    [
        ("cited", ["book"]),
        ("credited", ["archive", "book"]),
        ("all", ["archive", "book", "order", "unread"]),
    ],
)
def test_those_that_were_asked_for_come_by_id(
    told: chrono56.Chronology,
    exported: Callable[..., str],
    which: str,
    ids: list[str],
) -> None:
    items = json.loads(exported(told, "csl-json", sources=which))

    assert [item["id"] for item in items] == ids


def test_events_without_a_source_are_counted(told: chrono56.Chronology) -> None:
    report = chrono56.export(told, "bibtex", io.BytesIO())

    assert report.left_out == (("events without a source", 1),)
    assert str(report) == "1 source, 1 left out (events without a source)"


@pytest.mark.parametrize(
    ("which", "ids"), [("cited", ["book"]), ("credited", ["book", "lost"])]
)
def test_of_a_source_that_was_taken_back_no_more_than_the_id_is_left(
    exported: Callable[..., str], which: str, ids: list[str]
) -> None:
    log = chrono56.open_log("memory:", by="anna")
    with log.entry("a claim") as entry:
        march, lost = entry.event("march"), entry.source("lost", csl={"type": "book"})
        for cited in (lost, chrono56.Citation(entry.source("book"), via=[lost])):
            entry.claim(march, chrono56.Dating("1956"), cite=cited)
    with log.entry("taken back") as entry:
        entry.retract("lost", reason="there is no such book")
    told = log.chronology(cache=False)
    items = json.loads(exported(told, "csl-json", sources=which))

    assert [item["id"] for item in items] == ids
    assert "book" not in {item["type"] for item in items}
