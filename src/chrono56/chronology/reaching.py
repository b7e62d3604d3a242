"""On which events a change bears: the claims about them, and all that these name."""

from collections.abc import Iterable
from typing import Final

from chrono56.chronology import fold
from chrono56.chronology.state import State
from chrono56.log.canonical import dumps

# What claims are about; and where a word stands in each, 0 if nowhere: only with that
# one it may say that it contradicts another claim.
_ABOUT: Final = """SELECT seq, about, instr(body, :word) FROM act
    WHERE seq IN (SELECT value FROM json_each(:acts))"""
_CONTRADICTING: Final = b'"contradicts"'
_ROW: Final = "SELECT 1 FROM event WHERE id = :id AND n_from <= :n AND n_to IS NULL"


def reached(state: State, touched: Iterable[str]) -> Iterable[str]:
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
        beside: list[str] = []
        claims: list[int] = []
        for here in sorted(ahead):
            held = state.held(here)
            kind = held.type if held else ""
            if kind in ("event", "") or _has_row(state, here):
                # A duplicate has no row of its own, but loses one when it is united;
                # and it stays one when its own record is taken back.
                events.update(dict.fromkeys((here, state.root(here))))
            if kind == "event" and not state.are_mentioned((here,)):
                continue  # as a rule; but a claim may cite one as its source
            if held is not None and kind == "claim":
                claims.append(held.act)
            else:
                # Who names a duplicate means what it was united into.
                beside += state.united(here)
            beside += state.holders(here)
        ahead = (_borne_on(state, claims) | set(beside)) - seen
    return events


def _has_row(state: State, record_id: str) -> bool:
    return state.rows(_ROW, id=record_id).fetchone() is not None


def _borne_on(state: State, acts: Iterable[int]) -> set[str]:
    """Return the ids of the events and claims on which recorded claims bear."""
    named: set[str] = set()
    spelt = dumps(list(acts)).decode()
    for act, about, place in state.rows(_ABOUT, acts=spelt, word=_CONTRADICTING):
        # Few have to be opened.
        named |= set(fold.borne_on(state.decoded(act))) if place else {about or ""}
    state.look_for(named)
    held = {one: state.held(one) for one in named}
    return {one for one, it in held.items() if it and it.type in ("event", "claim")}
