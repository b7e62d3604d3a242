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
from chrono56.log.actions import (
    RANKS,
    Action,
    Erasure,
    Ranked,
    Recorded,
    Retracted,
    Revised,
    Titled,
    United,
    UnknownAction,
)
from chrono56.log.entry import Addressed
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
    Ordering,
    Participation,
    Place,
    Record,
    Relation,
    Source,
    Statement,
)

HEADER = write_header("test-log")
EVENTS, SOURCES, PLACES = ("e1", "e2", "e3"), ("s1", "s2", "s3"), ("p1", "p2")
CLAIMS = ("c1", "c2", "c3", "c4", "c1-c2")
AGENTS = ("a1", "a2", "a1:a2")
IDS = (*EVENTS, *SOURCES, "s1.s2", *PLACES, "p1_p2", *CLAIMS, *AGENTS)

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


def _recorder(number: int) -> str:
    return "anna" if number % 3 == 2 else "bela"


def linear(batches: Sequence[Sequence[Action]]) -> list[Line]:
    """Write each batch as an entry that follows the one before."""
    parents: tuple[str, ...] = (header_address(HEADER),)
    lines = []
    for number, actions in enumerate(batches):
        line, entry = write_entry(
            actions, at=instant(number), by=_recorder(number), parents=parents
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
            batch,
            at=instant(number),
            by=_recorder(number),
            parents=tuple(sorted(parents)),
        )
        lines.append((line, entry.id))
    return lines


def joining(lines: list[Line], actions: Sequence[Action]) -> list[Line]:
    """Write actions as an entry that follows all that none followed yet."""
    entries = list(log_of(lines).entries())
    followed = {one for entry in entries for one in entry.parents}
    parents = sorted(entry.id for entry in entries if entry.id not in followed)
    at = instant(len(lines))
    line, entry = write_entry(actions, at=at, by="bela", parents=parents)
    return [*lines, (line, entry.id)]


def recorded(records: Sequence[Record]) -> list[Action]:
    """Return the actions that record these."""
    return [Recorded(record) for record in records]


def chronology_of(lines: Iterable[Line]) -> Chronology:
    """Return the chronology of these lines, derived in memory."""
    return Chronology.open(log_of(lines), cache=False)


WITH = {"place": PLACES, "agent": ("a1", "a2"), "source": SOURCES}
"""Of what kinds of things, and by which ids, events are asked for."""


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
        "with": {
            f"{name} {one}": [it.id for it in chronology.select(every(**{name: one}))]
            for name, some in WITH.items()
            for one in some
        },
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
    """Return a dispute without who judged it when: what is done again comes later."""
    judgements = [
        attrs.evolve(one, entry=0, at="", by="") for one in dispute.judgements
    ]
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
LABELS = st.dictionaries(st.sampled_from(["en", "hu"]), st.sampled_from("xyz"))

_POINTS = st.sampled_from(["whole", "start", "end"])
_ANY_EVENT, _ANY_SOURCE = st.sampled_from(EVENTS), st.sampled_from([*SOURCES, "s1.s2"])
_ANY_PLACE, _ANY_CLAIM = st.sampled_from([*PLACES, "p1_p2"]), st.sampled_from(CLAIMS)
_ANY_AGENT, _ANY_ID = st.sampled_from(AGENTS), st.sampled_from(IDS)

VALUES = st.one_of(
    st.builds(Dating, WHENS, _POINTS),
    st.just(Occurrence()),
    st.builds(Location, _ANY_PLACE),
    st.builds(Participation, _ANY_AGENT, st.just("appointee")),
    st.builds(Figure, st.just("killed"), best=st.integers(1, 3)),
    st.builds(Relation, st.just("contradicts"), _ANY_CLAIM),
    st.builds(Relation, st.sampled_from(["contradicts", "part_of"]), _ANY_ID),
    st.builds(Ordering, _POINTS, other=_ANY_EVENT, least=st.just("P1D")),
    st.builds(Statement, st.sampled_from("xy"), st.just("en"), _ANY_AGENT),
)
"""Some of each value that a claim can have."""

CITATIONS = st.builds(
    Citation, _ANY_SOURCE, via=st.lists(_ANY_SOURCE, max_size=1).map(tuple)
)
_CLAIMS = st.builds(
    Claim,
    _ANY_CLAIM,
    _ANY_EVENT | st.sampled_from([*EVENTS, "c1", "s1", "p1"]),
    VALUES,
    st.lists(CITATIONS, max_size=2),
    premises=st.lists(_ANY_CLAIM, max_size=1).map(tuple),
    mode=st.sampled_from(["asserted", "asserted", "denied", "planned"]),
    reason=st.just("because"),
)
_SOURCES = st.builds(
    Source,
    _ANY_SOURCE,
    csl=st.sampled_from([{}, {"issued": "1956-12"}, {"issued": "1990"}]),
    language=st.sampled_from(["", "hu"]),
    reliability=st.sampled_from("ABF"),
    derived_from=st.lists(
        st.builds(Derivation, _ANY_SOURCE, st.sampled_from(["copies", "cites"])),
        max_size=1,
    ),
    anonymous=st.booleans(),
)
RECORDS: st.SearchStrategy[Record] = st.one_of(
    _CLAIMS,
    _CLAIMS,
    st.builds(
        Event, _ANY_EVENT, st.sampled_from(["other", "politics.act"]), labels=LABELS
    ),
    _SOURCES,
    st.builds(Place, _ANY_PLACE, LABELS, part_of=st.sampled_from(["", "p1", "p2"])),
    st.builds(Agent, _ANY_AGENT, labels=LABELS),
    # Other programs may give one id to things of several types.
    st.one_of(st.builds(Event, _ANY_ID), st.builds(Source, _ANY_ID)),
)
"""Records of a small world, in which all refer to each other."""

_UNIONS = st.sampled_from(
    [
        United(duplicate, into)
        for kind in (EVENTS, SOURCES, PLACES, AGENTS)
        for duplicate in kind
        for into in kind
    ]
)

# Made once: to make strategies takes much longer than to draw from them.
_DEEDS: st.SearchStrategy[Action] = st.one_of(
    RECORDS.map(Recorded),
    RECORDS.map(Recorded),
    RECORDS.map(Recorded),
    RECORDS.map(Revised),
    st.builds(Retracted, _ANY_ID),
    st.builds(Ranked, _ANY_CLAIM | _ANY_SOURCE | _ANY_ID, st.sampled_from(list(RANKS))),
    _UNIONS,
    st.builds(United, _ANY_ID, _ANY_ID),
    st.sampled_from([Titled("x"), Titled("y"), UnknownAction("dance")]),
)


@st.composite
def histories(
    draw: st.DrawFn, most: int = 8, *, erasing: bool = False
) -> list[list[Action]]:
    """Return batches of actions, many of which make little sense.

    Args:
        draw: Draws from a strategy.
        most: How many batches there are at most.
        erasing: Whether actions may be erased; then what was known is known no more.
    """
    batches: list[list[Action]] = []
    addresses: list[str] = []
    for _ in range(draw(st.integers(1, most))):
        deeds = _DEEDS
        if addresses:
            done = st.sampled_from(addresses)
            deeds |= done.map(lambda address: Retracted(action=address))
            deeds |= done.map(Erasure) if erasing else st.nothing()
        batch = draw(st.lists(deeds, min_size=1, max_size=4))
        addresses += [Addressed.of(action).address for action in batch]
        batches.append(batch)
    return batches


def address(lines: list[Line], number: int, index: int = 0) -> str:
    """Return the address of an action of an entry, which is counted from 1."""
    return list(log_of(lines).entries())[number - 1].addresses[index]


def undoing(batches: list[list[Action]], number: int) -> list[Action]:
    """Return what undoes an entry, all of it."""
    entry = list(log_of(linear(batches)).entries())[number - 1]
    return [Retracted(action=one) for one in entry.addresses]


def read(*batches: list[Action]) -> Chronology:
    """Return the chronology of entries, one after the other."""
    return chronology_of(linear(batches))


def rules(chronology: Chronology) -> list[str]:
    """Return what is odd about the log, by its rules."""
    return [finding.rule for finding in chronology.findings()]
