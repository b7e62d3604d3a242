"""How many events each source tells of, each agent took part in, each place saw."""

from collections import Counter, defaultdict
from functools import cache
from typing import Final, Literal, TypeAlias

from chrono56.chronology.state import State

Facet: TypeAlias = Literal["source", "agent", "place"]

_FOUND_BY: Final = (
    "SELECT substr(term, length(:facet) + 2), event.version"
    " FROM thing_term CROSS JOIN event ON event.version = doc"
    " WHERE term > :facet || '=' AND term < :facet || '>'"  # which comes after "="
    " AND retracted = 0 AND occurrence = 'asserted' AND $held"
)


def event_counts(state: State, facet: Facet) -> dict[str, int]:
    """Count the listed events by the sources, agents or places they are found by.

    A place is also found by what happened in its parts.
    """
    found = state.rows(_FOUND_BY, facet=facet)
    if facet != "place":
        return Counter(value for value, _ in found)
    containing = cache(state.containing)
    events: defaultdict[str, set[int]] = defaultdict(set)
    for place, version in found:
        for one in containing(place):
            events[one].add(version)
    return {place: len(versions) for place, versions in events.items()}
