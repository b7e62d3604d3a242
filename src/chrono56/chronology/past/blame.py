"""Who put there what is shown: back from each property to the entry, and the claim."""

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from chrono56.chronology.fields import fields_of
from chrono56.chronology.hearing import standing_claim
from chrono56.chronology.past.accounts import Blame, EntryView, Shown
from chrono56.chronology.past.history import entry_view
from chrono56.chronology.properties import told_of
from chrono56.chronology.showing import claims, viewed
from chrono56.chronology.state import State
from chrono56.chronology.views import ClaimView
from chrono56.chronology.weighing import DEPRECATED, NORMAL
from chrono56.model import Claim, Event, Record, Source

_EVENT_VERSIONS: Final = """SELECT n_from, n_to FROM event
    WHERE id = :id AND n_from <= :n ORDER BY n_from DESC"""
_RECORD_VERSIONS: Final = """SELECT n_from, act FROM record
    WHERE target = :id AND n_from <= :n ORDER BY n_from DESC"""
_RANKED_SINCE: Final = """SELECT n_from FROM judgement
    WHERE target = :id AND what = 'rank' AND value = :rank AND $held"""


def blame(state: State, record_id: str) -> Iterator[Blame]:
    """Yield for all that is shown of a standing record which entry is the reason."""
    record = state.record(record_id)
    if isinstance(record, Event):
        yield from _of_event(state, state.root(record_id))
    else:
        yield from _of_fields(state, record_id, record)
    for view in claims(state, record_id):
        yield from _of_claim(state, view.claim.about, view)
    if isinstance(record, Claim):
        weighed = standing_claim(state, record_id)
        if weighed is not None:
            yield from _of_rank(state, record_id, viewed(state, weighed))


def _of_event(state: State, event_id: str) -> Iterator[Blame]:
    told = told_of(state, event_id)
    since = _told_since(state, event_id, told.values)
    for name, value in told.values.items():
        entry = entry_view(state, since[name])
        taken = told.claims.get(name, ())
        plain = Blame(about=event_id, property=name, value=value, entry=entry)
        yield from (attrs.evolve(plain, claim=viewed(state, one)) for one in taken)
        if not taken:
            yield plain


def _told_since(
    state: State, event_id: str, values: Mapping[str, Shown]
) -> dict[str, int]:
    """Return since which entry each property is shown as it is, without a break."""
    since: dict[str, int] = {}
    same = set(values)
    begin = state.number + 1
    for n_from, n_to in state.rows(_EVENT_VERSIONS, id=event_id):
        if n_to is not None and n_to < begin:
            break  # it was united into another in between
        before = told_of(state.at(n_from), event_id).values
        same = {name for name in same if before.get(name) == values[name]}
        if not same:
            break
        since.update(dict.fromkeys(same, n_from))
        begin = n_from
    return since


def _of_fields(state: State, record_id: str, record: Record | None) -> Iterator[Blame]:
    """Yield since which version each field of a record says what it says."""
    since: dict[str, int] = {}
    values: dict[str, str] = {}
    same: set[str] = set()
    for n_from, act in state.rows(_RECORD_VERSIONS, id=record_id):
        fields = fields_of(state.decoded(act))
        if not values:
            values, same = fields, set(fields)
        same = {name for name in same if fields.get(name) == values[name]}
        since.update(dict.fromkeys(same, n_from))
    for name, text in values.items():
        said = record.says if name == "says" and isinstance(record, Claim) else text
        entry = entry_view(state, since[name])
        yield Blame(about=record_id, property=name, value=said, entry=entry)
    rank, _ = state.judgement(record_id, "rank")
    judged = _ranked_by(state, record_id, rank)
    if judged is not None and isinstance(record, Source):
        yield Blame(about=record_id, property="rank", value=rank, entry=judged)


def _of_claim(state: State, about: str, view: ClaimView) -> Iterator[Blame]:
    entry = entry_view(state, view.entry)
    yield Blame(
        about=about, property="claim", value=view.claim, entry=entry, claim=view
    )
    yield from _of_rank(state, about, view)


def _of_rank(state: State, about: str, view: ClaimView) -> Iterator[Blame]:
    """Yield who judged a claim, unless nobody did."""
    if view.rank == NORMAL:
        return
    entry = _judged_by(state, view.claim, view.rank)
    yield Blame(about=about, property="rank", value=view.rank, entry=entry, claim=view)


def _judged_by(state: State, claim: Claim, rank: str) -> EntryView:
    """Return the entry that judged a claim so, or else one of its premises or sources.

    No premise is the reason why a claim is preferred.
    """
    ahead = [claim.id]
    for here in ahead:  # grows while it is read
        found = _ranked_by(state, here, rank)
        if found is not None:
            return found
        record = state.record(here)
        if isinstance(record, Claim):
            because = [state.root(one.source) for one in record.citations]
            because += record.premises if rank == DEPRECATED else ()
            ahead += [one for one in because if one not in ahead]
    msg = f"{claim.id} is {rank}, but nobody ranked anything so"
    raise LookupError(msg)


def _ranked_by(state: State, record_id: str, rank: str) -> EntryView | None:
    row = state.rows(_RANKED_SINCE, id=record_id, rank=rank).fetchone()
    return None if row is None else entry_view(state, row[0])
