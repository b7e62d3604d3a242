"""Claims and disputes as readers see them."""

from collections.abc import Iterable, Iterator, Sequence

from chrono56.chronology.disputes import (
    COPYING,
    DISPUTED,
    Comparison,
    class_of_stated,
    compared,
    contradicted,
)
from chrono56.chronology.hearing import claims_about
from chrono56.chronology.reading import listed
from chrono56.chronology.state import State
from chrono56.chronology.views import ClaimView, Dispute
from chrono56.chronology.weighing import Weighed


def claims(state: State, about: str) -> tuple[ClaimView, ...]:
    """Return the standing claims about something, the chosen first, deprecated last."""
    return _views(state, claims_about(state, state.united(state.root(about))))


def disputes(
    state: State, events: Sequence[str], *, everything: bool
) -> Iterator[Dispute]:
    """Yield the disputes about events; about all, in order of time, if none is given.

    What a recorder stated to be a contradiction is left out where the values show it.
    """
    told: set[frozenset[str]] = set()  # a pair about two events is told once
    for event_id in events or _with_disputes(state, 0 if everything else 1):
        heard = claims_about(state, state.united(event_id))
        comparisons = compared(heard)
        for one in comparisons:
            if everything or one.class_ in (*DISPUTED, COPYING):
                views = _views(state, one.claims)
                yield Dispute((event_id,), one.property, one.class_, views)
        for pair in contradicted(state, heard):
            key = frozenset(weighed.claim.id for weighed in pair)
            if key not in told and not _shown(pair, comparisons):
                told.add(key)
                about = dict.fromkeys(state.root(one.claim.about) for one in pair)
                views = _views(state, pair)
                class_ = class_of_stated(pair)
                yield Dispute(tuple(about), "contradiction", class_, views)


def _with_disputes(state: State, least: int) -> list[str]:
    rows = state.rows(
        "SELECT id FROM event WHERE dispute >= :least AND retracted = 0 AND $held"
        " ORDER BY day, minute, rank, latest_key, whenever, id",
        least=least,
    )
    return [event_id for (event_id,) in rows]


def _shown(pair: Sequence[Weighed], comparisons: Iterable[Comparison]) -> bool:
    """Say whether a comparison shows both claims as disputed already."""
    ids = {weighed.claim.id for weighed in pair}
    return any(
        ids <= {weighed.claim.id for weighed in one.claims}
        for one in comparisons
        if one.class_ in DISPUTED
    )


def _views(state: State, weighed: Iterable[Weighed]) -> tuple[ClaimView, ...]:
    return tuple(_view(state, one) for one in listed(weighed))


def _view(state: State, weighed: Weighed) -> ClaimView:
    at, by = state.rows(
        "SELECT at, by FROM entry WHERE n = :number", number=weighed.number
    ).fetchone()
    return ClaimView(
        claim=weighed.claim,
        rank=weighed.rank,
        rank_reason=weighed.rank_reason,
        entry=weighed.number,
        at=at,
        by=by,
    )
