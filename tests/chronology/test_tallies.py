from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

import pytest

import chrono56 as c56

QUERIES: Final[dict[str, Callable[[str], c56.Query]]] = {
    "source": lambda one: c56.Query(source=one),
    "agent": lambda one: c56.Query(agent=one),
    "place": lambda one: c56.Query(place=one),
}


@pytest.mark.parametrize(
    ("facet", "reading"),
    [("source", ""), ("agent", ""), ("place", ""), ("place", "language=sr")],
)
def test_as_many_are_counted_as_the_query_lists(
    facet: Literal["source", "agent", "place"], reading: str
) -> None:
    told = c56.open_bundled().chronology(reading=reading or None)
    found = {
        "source": (source.id for source in told.sources()),
        "agent": (agent.id for agent in told.agents()),
        "place": (place.id for place in told.places()),
    }

    counts = told.event_counts(facet)

    ids = list(found[facet])
    listed = {one: sum(1 for _ in told.select(QUERIES[facet](one))) for one in ids}
    assert {one: counts.get(one, 0) for one in ids} == listed
    assert counts.keys() <= set(ids)


def test_what_is_united_counts_for_one_and_places_in_a_circle_once(
    tmp_path: Path,
) -> None:
    log = c56.open_log(tmp_path / "log.jsonl", by="anna")
    with log.entry() as entry:
        diary = entry.source("diary")
        for place, whole in (("yard", "house"), ("house", "yard"), ("home", "")):
            entry.place(place, part_of=whole)
        for event, place in (("wedding", "yard"), ("feast", "home")):
            entry.event(event)
            entry.claim(event, c56.Location(place), cite=diary)
    with log.entry() as entry:
        entry.unite("home", "house", reason="one building")

    told = log.chronology()

    assert told.event_counts("place") == {"yard": 2, "house": 2}
    assert (told.duplicates("house"), told.duplicates("yard")) == (("home",), ())
    assert told.as_of("#1").event_counts("place") == {"yard": 1, "house": 1, "home": 1}


def test_what_did_not_happen_and_what_was_retracted_is_not_counted(
    tmp_path: Path,
) -> None:
    log = c56.open_log(tmp_path / "log.jsonl", by="anna")
    with log.entry() as entry:
        diary = entry.source("diary")
        for event, mode in (("strike", "planned"), ("march", "asserted")):
            entry.event(event)
            entry.claim(event, c56.Occurrence(), cite=diary, mode=mode)
        entry.event("march-again")
        entry.claim("march-again", c56.Dating("1956"), cite=diary)
    with log.entry() as entry:
        entry.retract("march-again")

    assert log.chronology().event_counts("source") == {"diary": 1}
