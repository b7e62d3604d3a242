"""On which events a change bears: the claims about them, and all that these name."""

from collections.abc import Iterable
from typing import Final

from chrono56.chronology import fold
from chrono56.chronology.ahead import Ahead

# What claims are about; and where a word stands in each, 0 if nowhere: only with that
# one it may say that it contradicts another claim.
_ABOUT: Final = """SELECT seq, about, instr(body, :word) FROM act
    WHERE seq IN (SELECT value FROM json_each(:some))"""
_CONTRADICTING: Final = b'"contradicts"'
_WITH_ROW: Final = """SELECT DISTINCT id FROM event
    WHERE id IN (SELECT value FROM json_each(:some))
    AND n_from <= :n AND n_to IS NULL"""


def reached(state: Ahead, touched: Iterable[str]) -> list[str]:
    """Return the ids of the events on which a change may bear.

    Args:
        state: What stands after the change.
        touched: The ids of what was changed.
    """
    events: dict[str, None] = {}
    seen = {""}
    ahead = set(touched) - seen
    while ahead:
        seen |= ahead
        state.look_for(ahead)
        kinds = {one: _kind(state, one) for one in sorted(ahead)}
        told = [one for one, kind in kinds.items() if kind in ("event", "")]
        # A duplicate has no row of its own, but loses one when it is united; and it
        # stays one when its own record is taken back.
        told += _with_row(state, kinds.keys() - told)
        for one in sorted(told):
            events.update(dict.fromkeys((one, state.root(one))))
        # As a rule none names an event; but a claim may cite one as its source.
        known = [one for one, kind in kinds.items() if kind == "event"]
        named = (kinds.keys() - known) | state.mentioned(known)
        claims = [one for one in named if kinds[one] == "claim"]
        # Who names a duplicate means what it was united into.
        united = [it for one in named.difference(claims) for it in state.united(one)]
        beside = _borne_on(state, claims).union(united, state.holders(*named))
        ahead = beside - seen
    return list(events)


def _kind(state: Ahead, record_id: str) -> str:
    held = state.held(record_id)
    return held.type if held else ""


def _with_row(state: Ahead, ids: Iterable[str]) -> list[str]:
    """Return those of some ids that are still listed as events."""
    return [one for (one,) in state.rows_among(_WITH_ROW, ids)]


def _borne_on(state: Ahead, claims: Iterable[str]) -> set[str]:
    """Return the ids of the events and claims on which some claims bear."""
    named: set[str] = set()
    acts = [held.act for one in claims if (held := state.held(one))]
    for act, about, place in state.rows_among(_ABOUT, acts, word=_CONTRADICTING):
        # Few have to be opened.
        named |= set(fold.borne_on(state.decoded(act))) if place else {about or ""}
    state.look_for(named)
    return {one for one in named if _kind(state, one) in ("event", "claim")}
