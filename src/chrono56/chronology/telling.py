"""Telling events anew from the tables: plain ones in few words, as most are plain."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

from chrono56.chronology.eventrow import KnownEvent, known_event
from chrono56.chronology.plain import plain_event
from chrono56.chronology.said import called, named_by, told_by
from chrono56.chronology.speaking import Speaking
from chrono56.chronology.tables.passing import AtHand, Passing
from chrono56.log.forms import form_of_record

_IS_FIRST: Final = """verb = 'record' AND NOT EXISTS (SELECT 1 FROM act AS other
    WHERE other.target = record.target AND other.seq < record.act
    AND other.verb IN ('record', 'revise'))"""
# The events, but for what is retracted, or a duplicate, or has one.
_EVENTS: Final = f"""SELECT target, act, n, address, body FROM record
    WHERE target IN (SELECT value FROM json_each(:some))
    AND type = 'event' AND retracted = 0 AND $held AND {_IS_FIRST}
    AND NOT EXISTS (SELECT 1 FROM judgement AS one
        WHERE one.target = record.target AND what = 'unite')
    AND NOT EXISTS (SELECT 1 FROM judgement
        WHERE value = record.target AND what = 'unite')
    """  # noqa: S608 - our words
# The claims about them; whether each is as it was first recorded, and no claim is about
# it; and whether it was ever ranked.
_CLAIMS: Final = f"""SELECT about, target, act, n, address, body, {_IS_FIRST}
    AND NOT EXISTS (SELECT 1 FROM act AS other WHERE other.about = record.target),
    EXISTS (SELECT 1 FROM judgement WHERE target = record.target AND what = 'rank')
    FROM record WHERE about IN (SELECT value FROM json_each(:some))
    AND +type = 'claim' AND retracted = 0 AND $held ORDER BY act
    """  # noqa: S608 - our words

_Row = tuple[Any, ...]


def told_anew(
    state: Speaking, event_ids: Collection[str]
) -> Iterator[tuple[str, KnownEvent | None]]:
    """Yield events with what is known of each; None if it is none, or a duplicate.

    Args:
        state: What stands.
        event_ids: The ids of the events, none twice. What telling them takes is looked
            up together, and kept at hand: they should be some hundreds at most.
    """
    plain = _looked_up(state, event_ids)
    for event_id in event_ids:
        event = plain.get(event_id)
        known = None if event is None else plain_event(state, event)
        yield event_id, known or known_event(state, event_id)


def _looked_up(state: Speaking, event_ids: Collection[str]) -> dict[str, AtHand]:
    """Return the plain events, with the claims about them, which are plain as well.

    What else it takes to tell these and the others is looked up.
    """
    claims: dict[str, list[_Row]] = {event_id: [] for event_id in event_ids}
    for about, *row in state.rows_among(_CLAIMS, event_ids):
        claims[about].append(tuple(row))
    found = {}
    for event_id, act, number, address, body in state.rows_among(_EVENTS, event_ids):
        known = called(form_of_record(body))
        if known is not None:
            event = AtHand(event_id, act, number, address, body, *known)
            if _took(state, event, claims[event_id]):
                found[event_id] = event
    _leave_out_mentioned(state, found)
    state.look_for(_named(state, found.values()))
    state.look_up(
        row[1] for one, rows in claims.items() if one not in found for row in rows
    )
    return found


def _took(state: Speaking, event: AtHand, claims: Iterable[_Row]) -> bool:
    """Take in the claims about an event; say whether all are plain."""
    ranks = {}
    for claim_id, act, number, address, body, is_alone, is_ranked in claims:
        told = told_by(form_of_record(body)) if is_alone else None
        if told is None:
            return False
        claim = Passing(claim_id, act, number, address, body, *told, first=act)
        event.claims.append(claim)
        if is_ranked and any(rank := state.judgement(claim_id, "rank")):
            ranks[claim_id] = rank
    event.ranks = ranks
    return True


def _leave_out_mentioned(state: Speaking, events: dict[str, AtHand]) -> None:
    """Leave out the events about which any claim is mentioned, as by a premise."""
    ids = {claim.id: one for one, it in events.items() for claim in it.claims}
    for claim_id in state.mentioned(ids):
        events.pop(ids[claim_id], None)


def _named(state: Speaking, events: Iterable[AtHand]) -> set[str]:
    """Return the sources, places and agents that were not worked out yet."""
    claims = [claim for event in events for claim in event.claims]
    sources = {claim.source for claim in claims}
    named = {named_by(claim.key) for claim in claims}
    known = state.named.values()
    return {one for one in sources if one not in state.voices}.union(
        one for one in named if not any(one in among for among in known)
    )
