"""What is known of one event, as the columns by which it is found and listed."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import attrs

from chrono56.chronology.choosing import UNHEARD, chosen
from chrono56.chronology.disputes import (
    UNIQUE,
    classes,
    contradicted,
    of_stated,
    severity,
)
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.lineage import Witness
from chrono56.chronology.state import State
from chrono56.chronology.tables.entering import Rows
from chrono56.chronology.tables.schema import (
    BEYOND,
    UNDATED,
    UNDATED_WIDTH,
    WIDTHS,
    YEAR,
    bound,
    sign,
)
from chrono56.chronology.weighing import Weighed
from chrono56.dates import When
from chrono56.days import civil_from_days
from chrono56.log.canonical import dumps
from chrono56.model import Agent, Event, Figure, Participation, Place, Statement
from chrono56.text import folded

_DIGEST: Final = 16  # bytes

UNDATED_AS: Final = ("", (UNDATED, 0, 0, 0, UNDATED_WIDTH, 0, 0, 0, 0))
"""What `dated_as` returns of no date."""


class KnownEvent(NamedTuple):
    """What is known of an event, as its row has it, and by what it is found.

    Attributes:
        told: The columns from ``retracted`` to ``place``.
        dated: Those from ``day`` to ``year_to``.
        facets: The sources, places and agents by which it is found, see `facet_of`.
        text: The words by which it is found, those that stand for its kind and for what
            is counted among them.
        digest: A digest of this and of all else that is known of it.
    """

    told: tuple[int | str, ...]
    dated: tuple[int, ...]
    facets: tuple[str, ...]
    text: str
    digest: bytes


def add_event(
    rows: Rows,
    version: int,
    event_id: str,
    number: int,
    revisions: tuple[int, int],
    known: KnownEvent,
) -> None:
    """Let what is known of an event hold from the entry *number* on.

    Args:
        rows: Collects the rows.
        version: The number of the row.
        event_id: The event.
        number: The number of the entry.
        revisions: How often what is known was revised, and the number of the entry
            from which on it was first told.
        known: What is known.
    """
    told, dated, facets, text, digest = known
    row = (version, event_id, number, *told, *revisions, digest, *dated)
    rows.of["event"].append(row)
    if facets:
        rows.of["thing"].append((version, " ".join(facets)))
    rows.of["words"].append((version, text))


def known_event(state: State, event_id: str) -> KnownEvent | None:
    """Return what is known of an event; None if there is none, or it is a duplicate."""
    held = state.held(event_id)
    if held is None or held.type != "event" or state.root(event_id) != event_id:
        return None
    event = state.decoded(held.act)
    if not isinstance(event, Event):
        return None
    members = state.united(event_id)
    claims = claims_about(state, members)
    said = chosen(claims, state.reading)
    labels = _labels(state, members, event)
    counted = [one for one in claims if one.counts]
    found = classes(claims)
    stated = of_stated(contradicted(state, claims))
    found += [(_ids(one.claims), one.class_) for one in stated]
    whenever, dated = dated_as(said.when)
    told = (
        int(held.retracted),
        event.kind,
        dumps(labels).decode(),
        whenever,
        said.as_written,
        " ".join(sorted({it for one in counted for it in one.sources})),
        severity(class_ for _, class_ in found),
        _occurrence(state, members, said.occurrence),
        said.place,
    )
    facets = _facets(counted)
    text = _words(state, event, labels, counted, facets)
    weights = [_weight(one) for one in claims]
    digest = digest_of(told, text, sorted(said.claims), found, weights)
    named = tuple(facet_of(what, one) for what, one in facets)
    return KnownEvent(told, dated, named, text, digest)


def facet_of(what: str, named: str) -> str:
    """Return a facet: the text that stands for what an event can be found by.

    Args:
        what: ``source``, ``place`` or ``agent``.
        named: The id of that.
    """
    return f"{what}={named}"


def weight_of(
    judged: tuple[str, str],
    grade: str,
    sources: Sequence[str],
    witnesses: Iterable[Witness],
) -> bytes:
    """Return what stands for who speaks in a claim, as far as a reading may look at it.

    Args:
        judged: The rank that the claim has, and why.
        grade: How reliable they are.
        sources: The ids of the sources it cites.
        witnesses: Who stands behind it.
    """
    heard = sorted((one.source, sorted(one.origins)) for one in witnesses)
    return _digest(dumps((judged, grade, sources, heard)))


def weight_of_named(named: str | Sequence[str]) -> bytes:
    """Return the same of what a claim names: an agent, or a place and what it is in."""
    return _digest(dumps(named))


def digest_of(
    told: tuple[int | str, ...],
    text: str,
    chosen: Sequence[str],
    found: Iterable[tuple[str, str]],
    weights: Iterable[bytes],
) -> bytes:
    """Return what tells all that is known of an event from what else may be.

    What a claim says is told by the address of its act, and who speaks by the voice's
    weight: so all that is left to be spelt out is what the row and its words say, what
    was chosen by the reading, and what came of comparing.

    Args:
        told: The columns from ``retracted`` to ``place``; the others follow from these.
        text: The words by which it is found.
        chosen: The ids of the claims that were chosen, sorted.
        found: Properties, and the class of what is said of each; `UNIQUE` says nothing.
        weights: All of each claim that a reading or a comparison may look at: the
            address of its act, and the weights of who speaks in it and what it names;
            each is as long as the others.
    """
    rivals = sorted([one for one in found if one[1] != UNIQUE])
    return _digest(b"".join((dumps((told, text, chosen, rivals)), *weights)))


def _digest(known: bytes) -> bytes:
    return hashlib.sha256(known).digest()[:_DIGEST]


def _occurrence(state: State, members: Iterable[str], heard: str) -> str:
    """Return how an event's occurrence stands, by what is heard of it.

    Where suppositions are not heard, what was only supposed must not pass for what
    happened because somebody says where; and so for plans and denials.
    """
    unheard = state.reading.without_mode
    if not unheard or heard == UNHEARD:
        return heard
    whole = state.under(attrs.evolve(state.reading, without_mode=()))
    said = chosen(claims_about(whole, members), whole.reading)
    return UNHEARD if said.occurrence in unheard else said.occurrence


def _ids(claims: Iterable[Weighed]) -> str:
    return " ".join(weighed.claim.id for weighed in claims)


def _weight(weighed: Weighed) -> bytes:
    judged = weighed.rank, weighed.rank_reason
    speaking = judged, weighed.reliability, weighed.sources, weighed.witnesses
    says = weighed.claim.says  # by a union it may be another agent's
    named = says.agent if isinstance(says, Participation) else weighed.places or ""
    address = bytes.fromhex(weighed.address)
    return address + weight_of(*speaking) + weight_of_named(named)


def _labels(state: State, members: Iterable[str], event: Event) -> dict[str, str]:
    merged = dict(event.labels)
    for member in members:
        other = state.record(member)
        if isinstance(other, Event):
            merged = {**other.labels, **merged}
    return dict(sorted(merged.items()))


def dated_as(when: When | None) -> tuple[str, tuple[int, ...]]:
    """Return a date's EDTF, and the columns from ``day`` to ``year_to``."""
    if when is None:
        return UNDATED_AS
    day, minute, rank, latest_key, edtf = when.sort_key
    earliest, latest = day, latest_key
    if rank:  # a bound is open or unknown
        earliest, latest = bound(when.earliest, -BEYOND), bound(when.latest, BEYOND)
    width = bisect_left(WIDTHS, latest - earliest + 1)
    in_year = _part_of_year(earliest, latest)
    key = (day, minute, rank, latest_key)
    return edtf, (*key, width, earliest, latest, *in_year)


def _part_of_year(earliest: int, latest: int) -> tuple[int, int]:
    """Return the first and last month * 100 + day; the whole year across its turn."""
    if latest - earliest >= YEAR:
        return 101, 1231
    first_year, first_month, first_day = civil_from_days(earliest)
    if latest == earliest:  # as mostly
        return (first_month * 100 + first_day,) * 2
    last_year, last_month, last_day = civil_from_days(latest)
    if first_year != last_year:
        return 101, 1231
    return first_month * 100 + first_day, last_month * 100 + last_day


def _facets(claims: Iterable[Weighed]) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for weighed in claims:
        found.update(dict.fromkeys(("source", one) for one in weighed.sources))
        if weighed.claim.mode == "denied":
            continue
        if weighed.places:
            found["place", weighed.places[0]] = None
        says = weighed.claim.says
        if isinstance(says, Participation):
            found["agent", says.agent] = None
    return list(found)


def _words(
    state: State,
    event: Event,
    labels: dict[str, str],
    claims: Iterable[Weighed],
    facets: Iterable[tuple[str, str]],
) -> str:
    """Return all words by which an event is found, in their search form."""
    texts = [event.id, *labels.values()]
    signs = [sign("kind", event.kind)]
    for weighed in claims:
        texts.append(weighed.claim.as_written)
        texts += (citation.quote for citation in weighed.claim.citations)
        match weighed.claim.says:
            case Statement(text):
                texts.append(text)
            case Figure(measure) if weighed.claim.mode != "denied":
                signs.append(sign("figure", measure))
    for what, value in facets:
        named = state.record(value) if what in ("place", "agent") else None
        if isinstance(named, (Agent, Place)):
            texts += named.labels.values()
    return "\n".join(dict.fromkeys([*map(folded, filter(None, texts)), *signs]))
