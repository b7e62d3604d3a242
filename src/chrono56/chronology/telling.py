"""Telling events anew from the tables: plain ones in few words, as most are plain."""

from typing import Final

from chrono56.chronology.eventrow import KnownEvent, known_event
from chrono56.chronology.plain import plain_event
from chrono56.chronology.said import called, told_by
from chrono56.chronology.speaking import Speaking
from chrono56.chronology.tables.passing import AtHand, Passing
from chrono56.log.forms import CLAIM_ID, form_of_record

_IS_FIRST: Final = """verb = 'record' AND NOT EXISTS (SELECT 1 FROM act AS other
    WHERE other.target = record.target AND other.seq < record.act
    AND other.verb IN ('record', 'revise'))"""
# The event, unless it is retracted, or a duplicate, or has one.
_EVENT: Final = f"""SELECT act, n, address, body FROM record
    WHERE target = :id AND type = 'event' AND retracted = 0 AND $held AND {_IS_FIRST}
    AND NOT EXISTS (SELECT 1 FROM judgement WHERE target = :id AND what = 'unite')
    AND NOT EXISTS (SELECT 1 FROM judgement WHERE value = :id AND what = 'unite')
    """  # noqa: S608 - our words
# The claims about it; whether each is as it was first recorded, and no claim is about
# it; and whether it was ever ranked.
_CLAIMS: Final = f"""SELECT act, n, address, body, {_IS_FIRST}
    AND NOT EXISTS (SELECT 1 FROM act AS other WHERE other.about = record.target),
    EXISTS (SELECT 1 FROM judgement WHERE target = record.target AND what = 'rank')
    FROM record WHERE about = :id AND +type = 'claim' AND retracted = 0 AND $held
    ORDER BY act
    """  # noqa: S608 - our words


def told_anew(state: Speaking, event_id: str) -> KnownEvent | None:
    """Return what is known of an event; None if there is none, or it is a duplicate."""
    event = _plain(state, event_id)
    known = None if event is None else plain_event(state, event)
    return known or known_event(state, event_id)


def _plain(state: Speaking, event_id: str) -> AtHand | None:
    """Return an event with the claims about it; None if one of these is not plain."""
    row = state.rows(_EVENT, id=event_id).fetchone()
    if row is None:
        return None
    act, number, address, body = row
    known = called(form_of_record(body))
    if known is None:
        return None
    event = AtHand(event_id, act, number, address, body, *known, is_plain=True)
    ranks = {}
    for act, number, address, body, is_alone, is_ranked in state.rows(
        _CLAIMS, id=event_id
    ):
        form = form_of_record(body) if is_alone else None
        told = told_by(form)
        if form is None or told is None:
            return None
        claim = Passing(form[CLAIM_ID], act, number, address, body, *told, first=act)
        event.claims.append(claim)
        if is_ranked and any(rank := state.judgement(claim.id, "rank")):
            ranks[claim.id] = rank
    event.ranks = ranks
    named = state.are_mentioned(claim.id for claim in event.claims)
    return None if named else event
