"""Claims and disputes as readers see them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from chrono56.chronology.choosing import listed
from chrono56.chronology.contradictions import events_in
from chrono56.chronology.disputes import (
    COPYING,
    DISPUTED,
    ORDER,
    SETTLED,
    STATED,
    Comparison,
    Rivalry,
    compared,
    contradicted,
    of_stated,
    rivalry,
    stating,
)
from chrono56.chronology.hearing import claims_about, standing_claim
from chrono56.chronology.state import State
from chrono56.chronology.views import ClaimView, Dispute, Judgement
from chrono56.chronology.weighing import NORMAL, Weighed
from chrono56.log.canonical import dumps
from chrono56.model import Claim, Source

SHOWN: Final = (*DISPUTED, COPYING)
"""The classes that are listed as disputes."""

_EVENTS: Final = (
    "SELECT id FROM event WHERE retracted = 0 AND occurrence != 'unheard' AND $held"
    " AND dispute >= :least"
)
_EVENTS_WITH_MORE: Final = """SELECT id FROM event
    WHERE retracted = 0 AND occurrence != 'unheard' AND $held
    AND (dispute >= :least OR id IN (SELECT value FROM json_each(:bearing)))"""


def claims(state: State, about: str) -> tuple[ClaimView, ...]:
    """Return the standing claims about something, the chosen first, deprecated last."""
    heard = claims_about(state, state.united(state.root(about)))
    return _views(state, heard) if heard else ()


def crediting(state: State, source_id: str) -> tuple[ClaimView, ...]:
    """Return the standing claims whose sources credit a source, in order of recording.

    Args:
        state: What stood when.
        source_id: The source's id, not that of a duplicate.
    """
    named = (it for one in state.united(source_id) for it in state.crediting(one))
    found = {}
    for claim_id in named:
        weighed = standing_claim(state, claim_id)
        if weighed is not None and any(
            source_id in citation.via for citation in weighed.claim.citations
        ):
            found[weighed.order] = weighed
    return tuple(viewed(state, found[order]) for order in sorted(found))


def viewed(state: State, weighed: Weighed) -> ClaimView:
    """Return a claim as a reader sees it, with who recorded it."""
    at, by = _written(state, weighed.number)
    return ClaimView(
        claim=weighed.claim,
        rank=weighed.rank,
        rank_reason=weighed.rank_reason,
        entry=weighed.number,
        at=at,
        by=by,
        witnesses=weighed.witnesses,
    )


def disputes(
    state: State,
    about: Sequence[str],
    *,
    everything: bool,
    settled: bool,
    between: Sequence[Comparison] = (),
) -> Iterator[Dispute]:
    """Yield the disputes about events and sources; about all if none is given.

    Those about events come in order of time, then those about sources, then those that
    show only between events. What a recorder stated to be a contradiction is left out
    where something else shows it.
    """
    told = {_ids(one.claims) for one in between}  # a pair about two events, told once
    for record_id in about or _with_disputes(
        state, 0 if everything else 1, settled=settled
    ):
        heard = claims_about(state, state.united(record_id))
        found = _with_settled(state, heard) if everything or settled else None
        for one in opposed(state, heard) if found is None else found:
            if one.property == STATED:
                key = _ids(one.claims)
                if key in told:
                    continue
                told.add(key)
            elif not everything and one.class_ not in (*SHOWN, SETTLED):
                continue
            yield _dispute(state, record_id, one)
    for one in between:
        yield _dispute(state, "", one)


def opposed(
    state: State, heard: Sequence[Weighed], *, deprecated: bool = False
) -> Iterator[Comparison]:
    """Yield what the claims about one event come to, property by property.

    What a recorder stated to be a contradiction follows as ``contradiction``, unless
    the values show it already.

    Args:
        state: What stood when.
        heard: The claims.
        deprecated: Compare also what is deprecated, as if it were not.
    """
    comparisons = compared(heard, deprecated=deprecated)
    yield from comparisons
    stated = contradicted(state, heard, deprecated=deprecated)
    yield from of_stated(pair for pair in stated if not _shown(pair, comparisons))


def _with_settled(state: State, heard: Sequence[Weighed]) -> Iterator[Comparison]:
    """Yield what claims come to, with those that were deprecated.

    What is in dispute only through these is ``settled``; all else is of the class that
    it is without them.
    """
    counted = {_key(one): one.class_ for one in opposed(state, heard)}
    for one in opposed(state, heard, deprecated=True):
        class_ = counted.get(_key(one), "")
        if class_ not in SHOWN and one.class_ in SHOWN:
            class_ = SETTLED
        if class_:
            yield attrs.evolve(one, class_=class_)


def _key(one: Comparison) -> tuple[str, Rivalry]:
    """Return what tells a comparison from others: of what was stated, what is said."""
    if one.property != STATED:
        return one.property, frozenset()
    return one.property, rivalry(one.claims)


def _ids(claims: Iterable[Weighed]) -> frozenset[str]:
    return frozenset(weighed.claim.id for weighed in claims)


def _dispute(state: State, record_id: str, one: Comparison) -> Dispute:
    about: tuple[str, ...] = (record_id,)
    judgements = list(judgements_of(state, one.claims))
    if one.property == STATED:
        named = (state.root(weighed.claim.about) for weighed in one.claims)
        about = tuple(dict.fromkeys(named))
        judgements += [_stated(state, it) for it in stating(state, one.claims)]
    elif one.property == ORDER:
        about = events_in(state, one.claims)
    counted = [weighed for weighed in one.claims if weighed.counts]
    aside = [weighed for weighed in one.claims if not weighed.counts]
    return Dispute(
        about,
        one.property,
        one.class_,
        _views(state, counted),
        tuple(judgements),
        _views(state, aside),
        one.unsteady,
        one.in_reading,
    )


def judgements_of(state: State, claims: Iterable[Weighed]) -> Iterator[Judgement]:
    """Yield the rankings, of claims and of sources, that bear on claims."""
    for target in dict.fromkeys(one.judged for one in claims if one.rank != NORMAL):
        row = state.rows(
            "SELECT value, reason, n_from FROM judgement"
            " WHERE target = :target AND what = 'rank' AND $held",
            target=target,
        ).fetchone()
        if row is not None:
            verdict, reason, number = row
            at, by = _written(state, number)
            yield Judgement(
                target=target,
                verdict=verdict,
                reason=reason,
                entry=number,
                at=at,
                by=by,
            )


def _stated(state: State, weighed: Weighed) -> Judgement:
    at, by = _written(state, weighed.number)
    return Judgement(
        target=weighed.claim.id,
        verdict="contradicts",
        reason=weighed.claim.reason,
        entry=weighed.number,
        at=at,
        by=by,
    )


def _written(state: State, number: int) -> tuple[str, str]:
    """Return when the entry of a number was written, and by whom."""
    row: tuple[str, str] = state.rows(
        "SELECT at, by FROM entry WHERE n = :number", number=number
    ).fetchone()
    return row


def _with_disputes(state: State, least: int, *, settled: bool) -> list[str]:
    """Return the ids of what may have disputes: events in order of time, then sources.

    Args:
        state: What stood when.
        least: The least severity of an event's disputes; 0 for all events.
        settled: Return also the events on which something deprecated bears.
    """
    rows = state.rows(
        (_EVENTS_WITH_MORE if settled else _EVENTS)
        + " ORDER BY day, minute, rank, latest_key, whenever, id",
        least=least,
        bearing=dumps(sorted(_borne_on_by_deprecated(state))) if settled else b"",
    )
    events = [event_id for (event_id,) in rows]
    spoken_of = state.rows(
        "SELECT target FROM record"
        " WHERE type = 'source' AND type NOT IN ('claim', 'event')"
        " AND retracted = 0 AND $held AND"
        " EXISTS (SELECT 1 FROM act AS claim WHERE claim.about = record.target)"
        " ORDER BY target"
    )
    sources = dict.fromkeys(state.root(source_id) for (source_id,) in spoken_of)
    return [*events, *sources]


def _borne_on_by_deprecated(state: State) -> set[str]:
    """Return what is claimed by claims that are deprecated, or whose sources are."""
    ahead = [
        target
        for (target,) in state.rows(
            "SELECT target FROM judgement"
            " WHERE what = 'rank' AND value = 'deprecated' AND $held"
        )
    ]
    seen: set[str] = set()
    about: set[str] = set()
    while ahead:
        here = ahead.pop()
        record = state.record(here)
        if here not in seen and isinstance(record, (Claim, Source)):
            seen.add(here)
            ahead += state.holders(here)
            ahead += state.united(here)
            if isinstance(record, Claim):
                about.add(state.root(record.about))
    return about


def _shown(pair: Sequence[Weighed], comparisons: Iterable[Comparison]) -> bool:
    """Say whether a comparison shows both claims as disputed already."""
    ids = {weighed.claim.id for weighed in pair}
    return any(
        ids <= {weighed.claim.id for weighed in one.claims}
        for one in comparisons
        if one.class_ in DISPUTED
    )


def _views(state: State, weighed: Iterable[Weighed]) -> tuple[ClaimView, ...]:
    return tuple(viewed(state, one) for one in listed(weighed, state.reading))
