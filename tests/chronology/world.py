"""Small logs for the tests of the chronology, some of them by a foreign hand."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import Any

import attrs
from hypothesis import strategies as st
from tests.log.world import write_entry

from chrono56.chronology import Chronology
from chrono56.chronology.views import Dispute
from chrono56.clock import FixedClock
from chrono56.errors import UnknownIdError
from chrono56.log.actions import Action, Ranked, Recorded, Retracted, Revised, United
from chrono56.log.envelope import header_address, write_header
from chrono56.log.log import Log
from chrono56.log.memory import MemoryStore
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
    Participation,
    Place,
    Record,
    Relation,
    Source,
)

HEADER = write_header("test-log")
EVENTS, SOURCES, PLACES = ("e1", "e2", "e3"), ("s1", "s2", "s3"), ("p1", "p2")
CLAIMS = ("c1", "c2", "c3", "c4", "c5")
IDS = (*EVENTS, *SOURCES, *PLACES, *CLAIMS, "a1", "a2")

Line = tuple[bytes, str]
"""A line of a log, and the id of its entry."""


def new_log() -> Log:
    """Return an empty log in memory with a steady clock and counted ids."""
    ids = count(1)
    log = Log(
        MemoryStore(),
        by="anna",
        clock=FixedClock("2024-03-01T09:00:00Z", step_seconds=3600),
        new_id=lambda: f"random-{next(ids)}",
    )
    log.begin("test-log")
    return log


def log_of(lines: Iterable[Line]) -> Log:
    """Return a log that holds these lines, whatever they say."""
    return Log(MemoryStore("memory", [HEADER, *(line for line, _ in lines)]))


def instant(number: int) -> str:
    """Return the time at which the entry of a number is written."""
    return f"2024-03-{1 + number // 24:02}T{number % 24:02}:00:00.000000Z"


def linear(batches: Sequence[Sequence[Action]]) -> list[Line]:
    """Write each batch as an entry that follows the one before."""
    parents: tuple[str, ...] = (header_address(HEADER),)
    lines = []
    for number, actions in enumerate(batches):
        line, entry = write_entry(
            actions, at=instant(number), by="bela", parents=parents
        )
        parents = (entry.id,)
        lines.append((line, entry.id))
    return lines


def branching(batches: Sequence[Sequence[Action]], draw: st.DataObject) -> list[Line]:
    """Write each batch behind one or two of the entries before it."""
    lines = linear(batches[:1])
    for number, batch in enumerate(batches[1:], 1):
        ids = sorted(entry_id for _, entry_id in lines)
        parents = draw.draw(
            st.lists(st.sampled_from(ids), min_size=1, max_size=2, unique=True)
        )
        line, entry = write_entry(
            batch, at=instant(number), by="bela", parents=tuple(sorted(parents))
        )
        lines.append((line, entry.id))
    return lines


def recorded(records: Sequence[Record]) -> list[Action]:
    """Return the actions that record these."""
    return [Recorded(record) for record in records]


def chronology_of(lines: Iterable[Line]) -> Chronology:
    """Return the chronology of these lines, derived in memory."""
    return Chronology.open(log_of(lines), cache=False)


def told(chronology: Chronology) -> dict[str, Any]:
    """Return all that a chronology tells, for comparison."""
    everything = list(chronology.select(every()))
    return {
        "title": chronology.title,
        "head": chronology.head,
        "events": [attrs.asdict(event) for event in everything],
        "claims": {one: list(_claims(chronology, one)) for one in IDS},
        "disputes": list(chronology.disputes(everything=True)),
        "sources": list(chronology.sources()),
        "findings": list(chronology.findings()),
        "history": list(chronology.history()),
        "stats": chronology.stats(),
        "search": [event.id for event in chronology.search("e")],
        "in p1": [event.id for event in chronology.select(every(place="p1"))],
    }


def known(chronology: Chronology) -> dict[str, Any]:
    """Return what a chronology tells, how it came about left out."""
    facts = told(chronology)
    for name in ("head", "findings", "history", "stats"):
        del facts[name]
    for event in facts["events"]:
        del event["revision"]
    facts["disputes"] = [_without_entries(one) for one in facts["disputes"]]
    return facts


def _without_entries(dispute: Dispute) -> Dispute:
    """Return a dispute without where it was judged: what is done again comes later."""
    judgements = [attrs.evolve(one, entry=0, at="") for one in dispute.judgements]
    return attrs.evolve(dispute, judgements=tuple(judgements))


def every(**filters: Any) -> Any:
    """Return a query for all events, whether or not they happened."""
    from chrono56.chronology import Query

    return Query(everything=True, **filters)


def _claims(chronology: Chronology, about: str) -> Iterator[Any]:
    try:
        yield from chronology.claims(about)
    except UnknownIdError:
        yield "unknown"


WHENS = st.sampled_from(
    ["1956-10", "1956-10-23", "1956-10-31", "1956-11-04T04:15", "1956-10-23/1956-11-04"]
)


def values() -> st.SearchStrategy[Any]:
    """Return some of each value that a claim can have."""
    return st.one_of(
        st.builds(Dating, WHENS, st.sampled_from(["whole", "start", "end"])),
        st.just(Occurrence()),
        st.builds(Location, st.sampled_from(PLACES)),
        st.builds(Participation, st.sampled_from(["a1", "a2"]), st.just("appointee")),
        st.builds(Figure, st.just("killed"), best=st.integers(1, 3)),
        st.builds(Relation, st.just("contradicts"), st.sampled_from(CLAIMS)),
    )


def records() -> st.SearchStrategy[Any]:
    """Return records of a small world, in which all refer to each other."""
    labels = st.dictionaries(st.sampled_from(["en", "hu"]), st.sampled_from("xyz"))
    claim = st.builds(
        Claim,
        st.sampled_from(CLAIMS),
        st.sampled_from([*EVENTS, "c1", "s1"]),
        values(),
        st.lists(st.builds(Citation, st.sampled_from(SOURCES)), max_size=2),
        premises=st.lists(st.sampled_from(CLAIMS), max_size=1).map(tuple),
        mode=st.sampled_from(["asserted", "asserted", "denied", "planned"]),
        reason=st.just("because"),
    )
    derived = st.lists(st.builds(Derivation, st.sampled_from(SOURCES)), max_size=1)
    return st.one_of(
        claim,
        claim,
        st.builds(Event, st.sampled_from(EVENTS), labels=labels),
        st.builds(
            Source,
            st.sampled_from(SOURCES),
            reliability=st.sampled_from("ABF"),
            derived_from=derived,
            anonymous=st.booleans(),
        ),
        st.builds(
            Place, st.sampled_from(PLACES), labels, part_of=st.sampled_from(["", "p1"])
        ),
        st.builds(Agent, st.sampled_from(["a1", "a2"]), labels=labels),
    )


@st.composite
def histories(draw: st.DrawFn, most: int = 8) -> list[list[Action]]:
    """Return batches of actions, many of which make little sense."""
    batches: list[list[Action]] = []
    addresses: list[str] = []
    for _ in range(draw(st.integers(1, most))):
        options: list[st.SearchStrategy[Action]] = [
            records().map(Recorded),
            records().map(Recorded),
            records().map(Revised),
            st.builds(Retracted, st.sampled_from(IDS)),
            st.builds(
                Ranked,
                st.sampled_from([*CLAIMS, *SOURCES]),
                st.sampled_from(["preferred", "normal", "deprecated"]),
            ),
            st.builds(United, st.sampled_from(IDS), st.sampled_from(IDS)),
        ]
        if addresses:
            undone = st.sampled_from(addresses)
            options.append(undone.map(lambda address: Retracted(action=address)))
        batch = draw(st.lists(st.one_of(options), min_size=1, max_size=4))
        _, entry = write_entry(
            batch, at=instant(0), by="bela", parents=(header_address(HEADER),)
        )
        addresses += entry.addresses
        batches.append(batch)
    return batches
