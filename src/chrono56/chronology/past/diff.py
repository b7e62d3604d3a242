"""What differs between two states: of events and sources, not of lines."""

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby, product
from operator import itemgetter
from typing import Any, Final, TypeAlias

from chrono56.chronology.answering import event_of
from chrono56.chronology.choosing import UNHEARD
from chrono56.chronology.fields import differing, name_of
from chrono56.chronology.hearing import standing_claim
from chrono56.chronology.past.accounts import Change, Shown
from chrono56.chronology.properties import Told, told_of
from chrono56.chronology.state import State
from chrono56.chronology.views import Choice
from chrono56.dates import Verdict, When
from chrono56.log.codec import record_to_json
from chrono56.log.ledger import type_of
from chrono56.model import Claim, Event, Record

# Sorted by the id that comes first, which no two rows that held at a time share.
_RECORDS: Final = (
    "SELECT target, address, retracted FROM record WHERE $held$other ORDER BY target"
)
_JUDGEMENTS: Final = (
    "SELECT target, what, value, reason FROM judgement WHERE $held$other"
    " ORDER BY target, what"
)
_EVENTS: Final = "SELECT id, digest FROM event WHERE $held$other ORDER BY id"
_SEVERAL: Final = """SELECT about FROM record
    WHERE type = 'claim' AND retracted = 0 AND $held
    AND json_extract(CAST(body AS TEXT), '$.says.type') IN ('figure', 'participation')
    GROUP BY about HAVING count(*) > 1"""
_NOT_THEN: Final = " AND (n_from > :other OR n_to <= :other)"


def differences(one: State, other: State) -> list[Change]:
    """Return what differs between two states, sorted by what it is about.

    The states may be of one log or of two, or one state read in two ways. What did not
    change costs next to nothing where both are read from the same tables.
    """
    ids = _differing(one, other, _RECORDS) | _differing(one, other, _JUDGEMENTS)
    changed_events = _differing(one, other, _EVENTS)
    if one.reading.prefer != other.reading.prefer:
        # Which of several figures is chosen does not show in the row of an event.
        changed_events.update(
            it.root(about) for it in (one, other) for about in _with_several(it)
        )
    found = list(_title_changes(one, other))
    for record_id in ids - {""}:
        found += _record_changes(one, other, record_id)
    for event_id in ids | changed_events:
        found += _event_changes(one, other, event_id)
    for claim_id in _claims_reached(one, other, ids):
        found += _claim_changes(one, other, claim_id)
    return sorted(found, key=_place)


def _place(change: Change) -> tuple[Any, ...]:
    """Return where a change is told: first the thing itself, last claims about it."""
    kind, _, _ = change.what.partition(" ")
    is_part = change.property != "event"
    after_its_value = kind in ("single-sourced", "corroborated", "dispute")
    return (
        *(change.about, kind == "claim", is_part, change.property),
        *(after_its_value, change.claims, change.what),
    )


def _differing(one: State, other: State, sql: str) -> set[str]:
    """Return the ids of which the rows that held in two states differ."""
    shared = one.connection is other.connection
    query = sql.replace("$other", _NOT_THEN if shared else "")
    rows = (
        one.rows(query, other=other.number),
        other.rows(query, other=one.number),
    )
    return {
        key
        for key, group in groupby(heapq.merge(*rows), itemgetter(0))
        if any(times == 1 for times in Counter(group).values())
    }


def _title_changes(one: State, other: State) -> Iterator[Change]:
    before, after = (state.judgement("", "title")[0] for state in (one, other))
    yield from _changed("", "title", before, after)


def _changed(about: str, name: str, before: str, after: str) -> Iterator[Change]:
    """Yield how a text changed; empty is nothing."""
    if before != after:
        what = "changed" if before and after else "added" if after else "removed"
        yield Change(about, name, what, before or None, after or None)


def _record_changes(one: State, other: State, record_id: str) -> Iterator[Change]:
    """Yield how an entity changed; what claims say of events comes elsewhere."""
    before, after = one.record(record_id), other.record(record_id)
    if before and after and type_of(before) == type_of(after):
        if not isinstance(before, (Claim, Event)):
            for name, (old, new) in differing(before, after).items():
                yield from _changed(record_id, name, old, new)
    else:
        yield from _there(record_id, before, after)
    yield from _union_changes(one, other, record_id)
    types = {type_of(it) for it in (before, after) if it is not None}
    if types == {"source"}:
        ranks = (it.judgement(record_id, "rank")[0] for it in (one, other))
        yield from _changed(record_id, "rank", *(rank or "normal" for rank in ranks))


def _there(about: str, before: Record | None, after: Record | None) -> Iterator[Change]:
    if before is not None and not isinstance(before, Claim):
        yield Change(about, type_of(before), "removed", before=name_of(before))
    if after is not None and not isinstance(after, Claim):
        yield Change(about, type_of(after), "added", after=name_of(after))


def _union_changes(one: State, other: State, record_id: str) -> Iterator[Change]:
    into = [state.judgement(record_id, "unite")[0] for state in (one, other)]
    if into[0] == into[1]:
        return
    what = "changed" if all(into) else "united" if into[1] else "parted"
    held = other.held(record_id) or one.held(record_id)
    name = held.type if held else "record"
    yield Change(record_id, name, what, into[0] or None, into[1] or None)


def _event_changes(one: State, other: State, event_id: str) -> Iterator[Change]:
    if _is_duplicate(one, event_id) or _is_duplicate(other, event_id):
        return  # what is told of it, is told of what it was united into
    before, after = told_of(one, event_id), told_of(other, event_id)
    if _is_unheard(one, event_id) or _is_unheard(other, event_id):
        yield from _hearing_changes(one, other, event_id, before, after)
        return
    whys = _whys(one, other, event_id) if one.reading != other.reading else ({}, {})
    for name in before.values.keys() | after.values.keys():
        old, new = before.values.get(name), after.values.get(name)
        if old != new:
            why = [its.get(name, ()) for its in whys]
            yield Change(
                *(event_id, name, _what(old, new), old, new),
                before_by=why[0],
                after_by=why[1],
            )
    yield from _support_changes(event_id, before, after)
    yield from _dispute_changes(event_id, before, after)


def _is_unheard(state: State, event_id: str) -> bool:
    view = event_of(state, event_id)
    return view is not None and view.occurrence == UNHEARD


def _hearing_changes(
    one: State, other: State, event_id: str, before: Told, after: Told
) -> Iterator[Change]:
    """Yield that an event is heard of in one state only; no more is told of it."""
    if before.values and (record := one.record(event_id)):
        yield Change(event_id, "event", "unheard", before=name_of(record))
    if after.values and (record := other.record(event_id)):
        yield Change(event_id, "event", "heard", after=name_of(record))


# A property in dispute, with the ids of the claims where a recorder stated it.
_Dispute: TypeAlias = tuple[str, tuple[str, ...]]
Disputes: TypeAlias = dict[_Dispute, str]
Whys: TypeAlias = dict[str, tuple[Choice, ...]]


def _whys(one: State, other: State, event_id: str) -> tuple[Whys, Whys]:
    """Return for both states why each property is told as it is."""
    # Not at the top: states read alike differ by what was recorded.
    from chrono56.chronology.choices import choices  # noqa: PLC0415

    found: tuple[Whys, Whys] = {}, {}
    for state, whys in zip((one, other), found, strict=True):
        for choice in choices(state, event_id):
            # What starts and ends is told as one date.
            at = "date" if choice.property in ("start", "end") else choice.property
            whys[at] = (*whys.get(at, ()), choice)
    return found


def _with_several(state: State) -> Iterator[str]:
    """Yield what several claims give figures, or people in roles, of."""
    return (about for (about,) in state.rows(_SEVERAL))


def _is_duplicate(state: State, record_id: str) -> bool:
    return state.root(record_id) != record_id


def _what(old: Shown, new: Shown) -> str:
    if old is None or new is None:
        return "added" if old is None else "removed"
    if not isinstance(old, When) or not isinstance(new, When):
        return "changed"
    if old.overlaps(new) is Verdict.IMPOSSIBLE:
        return "moved"
    if _refines(new, old):
        return "narrowed"
    return "widened" if _refines(old, new) else "changed"


def _refines(fine: When, coarse: When) -> bool:
    """Say whether one date leaves less open than another, and nothing else.

    A stretch of days refines a window; a shorter stretch is another statement.
    """
    return _lies_in(fine, coarse) and not _lies_in(coarse, fine)


def _lies_in(fine: When, coarse: When) -> bool:
    if coarse.is_extent:
        pairs = ((fine.start, coarse.start), (fine.end, coarse.end))
        return fine.is_extent and all(a.within(b) is Verdict.CERTAIN for a, b in pairs)
    return fine.within(coarse) is Verdict.CERTAIN


def _support_changes(event_id: str, before: Told, after: Told) -> Iterator[Change]:
    for name in before.voices.keys() & after.voices.keys():
        old, new = before.voices[name], after.voices[name]
        if (old > 1) != (new > 1):
            what = "corroborated" if new > 1 else "single-sourced"
            yield Change(event_id, name, what, str(old), str(new))


def _dispute_changes(event_id: str, before: Told, after: Told) -> Iterator[Change]:
    grown = dict(_grown(before.disputes, after.disputes))
    for (name, less), (_, more) in grown.items():
        was, now = before.disputes[name, less], after.disputes[name, more]
        both = tuple(sorted({*less, *more}))
        yield Change(event_id, name, "dispute changed", was, now, both)
    told = {*grown.keys(), *grown.values()}
    for key in (before.disputes.keys() | after.disputes.keys()) - told:
        old, new = before.disputes.get(key), after.disputes.get(key)
        if old != new:
            what = "changed" if old and new else "opened" if new else "settled"
            name, claims = key
            yield Change(event_id, name, f"dispute {what}", old, new, claims)


def _grown(old: Disputes, new: Disputes) -> Iterator[tuple[_Dispute, _Dispute]]:
    """Yield the stated contradictions that claims were added to, or taken from."""
    gone, come = old.keys() - new.keys(), new.keys() - old.keys()
    pairs = sorted(product(gone, come), key=sorted)
    for one, other in pairs:
        has_all = set(one[1]) <= set(other[1]) or set(other[1]) <= set(one[1])
        if one[0] == other[0] and has_all and {one, other} <= gone | come:
            gone.discard(one)
            come.discard(other)
            yield one, other


def _claims_reached(one: State, other: State, ids: Iterable[str]) -> set[str]:
    """Return the claims that changed, or rest on sources and claims that did."""
    claims: set[str] = set()
    seen: set[str] = set()
    ahead = list(ids)
    while ahead:
        here = ahead.pop()
        types = {held.type for it in (one, other) if (held := it.held(here))}
        if here in seen or types.isdisjoint(("source", "claim")):
            continue
        seen.add(here)
        if "claim" in types:
            claims.add(here)
        for state in (one, other):
            ahead += state.united(here)
            ahead += state.holders(here)
    return claims


def _claim_changes(one: State, other: State, claim_id: str) -> Iterator[Change]:
    before, after = _claim(one, claim_id), _claim(other, claim_id)
    heard = [standing_claim(state, claim_id) for state in (one, other)]
    if before is None or after is None or _subject(before) != _subject(after):
        if before is not None and heard[0]:
            yield _claim_change("removed", before, None)
        if after is not None and heard[1]:
            yield _claim_change("added", None, after)
        return
    if before != after:
        yield _claim_change("revised", before, after)
    match heard:
        case None, None:
            return
        case None, _:
            yield _claim_change("regained", None, after)
        case _, None:
            yield _claim_change("lost", before, None)
        case old, new if old is not None and new is not None and old.rank != new.rank:
            about, name = _subject(after)
            ids = (claim_id,)
            yield Change(about, name, "claim ranked", old.rank, new.rank, ids)


def _claim(state: State, claim_id: str) -> Claim | None:
    record = state.record(claim_id)
    return record if isinstance(record, Claim) else None


def _subject(claim: Claim) -> tuple[str, str]:
    """Return what a claim is about, and the type of what it says."""
    return claim.about, record_to_json(claim)["says"]["type"]


def _claim_change(what: str, before: Claim | None, after: Claim | None) -> Change:
    (claim, *_) = (it for it in (before, after) if it is not None)
    about, name = _subject(claim)
    return Change(about, name, f"claim {what}", before, after, (claim.id,))
