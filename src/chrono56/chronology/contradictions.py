"""Contradictions that show only when events are held against each other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from chrono56.chronology.disputes import (
    AGREED,
    CONFLICTING,
    COPYING,
    ORDER,
    REFINED,
    SELF_CONTRADICTORY,
    UNIQUE,
    Comparison,
    compared,
)
from chrono56.chronology.lineage import independent
from chrono56.chronology.network.narrowing import (
    Terms,
    Timing,
    chosen_timing,
    is_timing,
)
from chrono56.chronology.sides import sides_of
from chrono56.chronology.state import State
from chrono56.chronology.weighing import Weighed
from chrono56.model import Dating, Ordering, Relation

_COMPATIBLE: Final = (UNIQUE, AGREED, REFINED)


def contradictions(
    state: State, heard: Mapping[str, Sequence[Weighed]]
) -> list[Comparison]:
    """Return the smallest sets of claims that can't all hold, each once.

    They are looked for on three levels: within each source, by what it says alone;
    between the sources, by all that counts; and in what the reading goes by. What an
    event's own dates show as a dispute is left out.

    Args:
        state: What stood when, and the reading that chooses among datings.
        heard: The claims by the event that they are about, of all events that are tied.

    Returns:
        The sets in order of recording.
    """
    every = [one for claims in heard.values() for one in claims if is_timing(one)]
    terms = Terms(state, every)
    whole = Timing(state, every, terms)
    if not whole.contradictions:
        return []  # all of it can hold, and so can any part
    told = [one for it in heard.values() for one in chosen_timing(it, state.reading)]
    found: dict[frozenset[str], tuple[Weighed, ...]] = {}
    by_source = [Timing(state, level, terms) for level in _by_source(every)]
    for timing in (*by_source, whole, Timing(state, told, terms)):
        timing.reveal()
        for claims in timing.contradictions:
            found.setdefault(_ids(claims), claims)
    followed = _ids(told)
    return [
        _comparison(found[ids], in_reading=ids <= followed)
        for ids in sorted(found, key=lambda ids: [one.order for one in found[ids]])
        if not _is_shown(state, found[ids], heard)
    ]


def events_in(state: State, claims: Iterable[Weighed]) -> tuple[str, ...]:
    """Return the ids of the events that claims date or order, as they come."""
    found: dict[str, None] = {}
    for weighed in claims:
        found[state.root(weighed.claim.about)] = None
        if isinstance(weighed.claim.says, Ordering | Relation):
            found[state.root(weighed.claim.says.other)] = None
    return tuple(found)


def _by_source(claims: Iterable[Weighed]) -> Iterator[list[Weighed]]:
    cited: dict[str, list[Weighed]] = {}
    for weighed in claims:
        for source in weighed.sources:
            cited.setdefault(source, []).append(weighed)
    yield from cited.values()


def _comparison(claims: tuple[Weighed, ...], *, in_reading: bool) -> Comparison:
    voices = [voice for side in sides_of(claims) for voice in side.voices]
    says_it_all = set.intersection(
        *({voice.source for voice in sides_of([one])[0].voices} for one in claims)
    )
    if says_it_all:
        class_ = SELF_CONTRADICTORY
    else:
        class_ = COPYING if independent(voices) == 1 else CONFLICTING
    return Comparison(ORDER, class_, claims, tuple(sorted(says_it_all)), in_reading)


def _is_shown(
    state: State,
    claims: Sequence[Weighed],
    heard: Mapping[str, Sequence[Weighed]],
) -> bool:
    """Say whether the dates of one event show it, compared with each other."""
    if not all(isinstance(one.claim.says, Dating) for one in claims):
        return False
    event, *others = events_in(state, claims)
    if others:
        return False
    ids = _ids(claims)
    return any(
        ids <= _ids(one.claims)
        for one in compared(heard[event])
        if one.class_ not in _COMPATIBLE
    )


def _ids(claims: Iterable[Weighed]) -> frozenset[str]:
    return frozenset(weighed.claim.id for weighed in claims)
