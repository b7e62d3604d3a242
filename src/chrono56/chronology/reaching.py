"""On which events a change bears: the claims about them, and all that these name."""

from collections.abc import Iterable
from typing import Final

from chrono56.chronology import fold
from chrono56.chronology.state import State

_ROW: Final = "SELECT 1 FROM event WHERE id = :id AND n_from <= :n AND n_to IS NULL"


def reached(state: State, touched: Iterable[str]) -> Iterable[str]:
    """Return the ids of the events on which a change may bear.

    Args:
        state: What stands after the change.
        touched: The ids of what was changed.
    """
    events: dict[str, None] = {}
    seen = {""}
    ahead = list(touched)
    while ahead:
        here = ahead.pop()
        if here in seen:
            continue
        seen.add(here)
        held = state.held(here)
        kind = held.type if held else ""
        if kind in ("event", "") or _has_row(state, here):
            # A duplicate has no row of its own, but loses one when it is united; and it
            # stays one when its own record is taken back.
            events.update(dict.fromkeys((here, state.root(here))))
        if kind == "event" and not state.are_mentioned((here,)):
            continue  # as a rule; but a claim may cite one as its source
        if held is not None and kind == "claim":
            ahead += _beside(state, held.act)
        else:
            # Who names a duplicate means what it was united into.
            ahead += state.united(here)
        ahead += state.holders(here)
    return events


def _has_row(state: State, record_id: str) -> bool:
    return state.rows(_ROW, id=record_id).fetchone() is not None


def _beside(state: State, act: int) -> list[str]:
    """Return the ids of the events and claims on which a claim bears."""
    held = {one: state.held(one) for one in fold.borne_on(state.decoded(act))}
    return [one for one, it in held.items() if it and it.type in ("event", "claim")]
