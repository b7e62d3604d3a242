"""Events without a date, placed among the others by how they stand to them."""

import heapq
from collections.abc import Iterator
from typing import Any

import attrs

from chrono56.chronology.answering import found, judged, undated
from chrono56.chronology.query import Query
from chrono56.chronology.related import Related
from chrono56.chronology.searching import Kinds
from chrono56.chronology.state import State
from chrono56.chronology.views import EventView


def found_related(
    state: State, query: Query, related: Related, kinds: Kinds
) -> Iterator[EventView]:
    """Yield the events that meet a query, also those whose date is only derived.

    They come in order of time, the undated last, as without these.

    Args:
        state: What stood when.
        query: The query.
        related: What follows from how events stand to each other.
        kinds: Gives those beyond what ships, by whose names events are found, too.
    """
    ahead = {view.id: view for view in undated(state, query, kinds)}
    placed = [
        attrs.evolve(ahead[event], when=when, derived=True)
        for event, when in related.placed(ahead)
    ]
    derived = {view.id for view in placed}
    fitting = (judged(view, query) for view in placed)
    return heapq.merge(
        (view for view in found(state, query, kinds) if view.id not in derived),
        sorted((view for view in fitting if view is not None), key=_place),
        key=_place,
    )


def _place(view: EventView) -> tuple[Any, ...]:
    """Return where an event stands in a list."""
    if view.when is None:
        return True, view.id
    return False, *view.when.sort_key, view.id
