"""What is known of one event, as the columns by which it is found and listed."""

import hashlib
from collections.abc import Iterable
from operator import attrgetter
from typing import Any, Final

import attrs

from chrono56.chronology.disputes import (
    compared,
    contradicted,
    of_stated,
    severity,
)
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.reading import chosen
from chrono56.chronology.schema import BEYOND, MONTH, UNDATED, YEAR, bound
from chrono56.chronology.state import State
from chrono56.chronology.weighing import Weighed
from chrono56.dates import When
from chrono56.days import civil_from_days
from chrono56.log.canonical import dumps
from chrono56.model import Agent, Event, Participation, Place, Statement
from chrono56.text import folded

EVENT_INSERT: Final = (
    "INSERT INTO event (id, n_from, retracted, kind, labels, whenever, as_written,"
    " sources, dispute, occurrence, place, revisions, first, last, digest, day, minute,"
    " rank, latest_key, width, earliest, latest, year_from, year_to)"
    " VALUES (:id, :n_from, :retracted, :kind, :labels, :whenever, :as_written,"
    " :sources, :dispute, :occurrence, :place, :revisions, :first, :last, :digest,"
    " :day, :minute, :rank, :latest_key, :width, :earliest, :latest, :year_from,"
    " :year_to)"
)


@attrs.frozen
class KnownEvent:
    """The columns of an event's row, what it is found by, and a digest of it all."""

    columns: dict[str, Any]
    facets: tuple[tuple[str, str], ...]
    text: str
    digest: bytes


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
    said = chosen(claims)
    labels = _labels(state, members, event)
    counted = [one for one in claims if one.counts]
    found = [(one.property, one.class_) for one in compared(claims)]
    stated = contradicted(state, claims)
    found += [(_ids(pair), of_stated(pair).class_) for pair in stated]
    columns = {
        "retracted": int(held.retracted),
        "kind": event.kind,
        "labels": dumps(labels).decode(),
        "as_written": said.as_written,
        "sources": " ".join(sorted({it for one in counted for it in one.sources})),
        "dispute": severity(class_ for _, class_ in found),
        "occurrence": said.occurrence,
        "place": said.place,
        **_dated(said.when),
    }
    facets = tuple(_facets(counted))
    text = _words(state, event_id, labels, counted, facets)
    heard = [_weight(one) for one in sorted(claims, key=attrgetter("first"))]
    known = (sorted(columns.items()), facets, text, sorted(said.claims), found, heard)
    digest = hashlib.blake2b(repr(known).encode(), digest_size=16).digest()
    return KnownEvent(columns, facets, text, digest)


def _ids(pair: Iterable[Weighed]) -> str:
    return " ".join(weighed.claim.id for weighed in pair)


def _weight(weighed: Weighed) -> tuple[Any, ...]:
    """Return all of a claim that a reading or a comparison may look at."""
    witnesses = sorted((one.source, sorted(one.origins)) for one in weighed.witnesses)
    judged = (weighed.rank, weighed.rank_reason, weighed.reliability)
    return weighed.address, *judged, weighed.sources, witnesses, weighed.places


def width_of(days: int) -> int:
    """Return the class of a number of days: one, to a month, to a year, or more."""
    if days <= 1:
        return 0
    return 1 if days <= MONTH else 2 if days <= YEAR else 3


def _labels(state: State, members: Iterable[str], event: Event) -> dict[str, str]:
    merged = dict(event.labels)
    for member in members:
        other = state.record(member)
        if isinstance(other, Event):
            merged = {**other.labels, **merged}
    return dict(sorted(merged.items()))


def _dated(when: When | None) -> dict[str, Any]:
    if when is None:
        nowhere = dict.fromkeys(("earliest", "latest", "year_from", "year_to"), 0)
        key = {"day": UNDATED, "minute": 0, "rank": 0, "latest_key": 0}
        return {"whenever": "", "width": 4, **key, **nowhere}
    day, minute, rank, latest_key, _ = when.sort_key
    earliest, latest = bound(when.earliest, -BEYOND), bound(when.latest, BEYOND)
    year_from, year_to = _part_of_year(earliest, latest)
    return {
        "whenever": str(when),
        "day": day,
        "minute": minute,
        "rank": rank,
        "latest_key": latest_key,
        "width": width_of(latest - earliest + 1),
        "earliest": earliest,
        "latest": latest,
        "year_from": year_from,
        "year_to": year_to,
    }


def _part_of_year(earliest: int, latest: int) -> tuple[int, int]:
    """Return the first and last month * 100 + day; the whole year across its turn."""
    if latest - earliest >= YEAR:
        return 101, 1231
    first_year, first_month, first_day = civil_from_days(earliest)
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
        if isinstance(weighed.claim.says, Participation):
            found["agent", weighed.claim.says.agent] = None
    return list(found)


def _words(
    state: State,
    event_id: str,
    labels: dict[str, str],
    claims: Iterable[Weighed],
    facets: Iterable[tuple[str, str]],
) -> str:
    """Return all words by which an event is found, in their search form."""
    texts = [event_id, *labels.values()]
    for weighed in claims:
        texts.append(weighed.claim.as_written)
        texts += (citation.quote for citation in weighed.claim.citations)
        if isinstance(weighed.claim.says, Statement):
            texts.append(weighed.claim.says.text)
    for what, value in facets:
        named = state.record(value) if what != "source" else None
        if isinstance(named, (Agent, Place)):
            texts += named.labels.values()
    return folded("\n".join(dict.fromkeys(texts)))
