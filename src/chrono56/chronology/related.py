"""Events that are tied to each other by claims, and what follows for all of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from chrono56.chronology.ahead import Ahead
from chrono56.chronology.contradictions import contradictions, events_in
from chrono56.chronology.disputes import Comparison
from chrono56.chronology.hearing import Heard, recorded_claims
from chrono56.chronology.network.narrowing import (
    Terms,
    Timing,
    chosen_timing,
    is_timing,
)
from chrono56.chronology.state import State
from chrono56.chronology.weighing import Weighed
from chrono56.dates import When
from chrono56.model import Ordering, Relation

_TYPES: Final = ("dating", "ordering", "relation")
_AT_ONCE: Final = 1_000  # events, and claims, that are looked up with one question

Group = Mapping[str, list[Weighed]]
"""The claims on time by the event they are about, of events tied to each other."""


class Related:
    """Tell what follows from how events stand to each other.

    What is asked of one event is answered from those that are tied to it, however far,
    and from no others. Of such groups the greatest so far is kept, and of each its
    contradictions.

    Args:
        state: What stood when, and the reading that chooses among datings.
    """

    def __init__(self, state: State) -> None:
        self._state = Ahead.of(state)
        self._group: Group = {}
        self._timing: Timing | None = None
        # The number of each event's group, and what was found in that.
        self._numbers: dict[str, int] = {}
        self._found: list[list[Comparison]] = []

    def timing(self, event: str) -> Timing:
        """Return when one and all that are tied to it were, as the reading has it."""
        root = self._state.root(event)
        if self._timing is not None and root in self._group:
            return self._timing
        group = connected(self._state, root)
        terms = Terms(self._state, (it for one in group.values() for it in one))
        told = (
            it
            for one in group.values()
            for it in chosen_timing(one, self._state.reading)
        )
        timing = Timing(self._state, told, terms)
        if self._timing is None or len(group) >= len(self._group):
            self._group, self._timing = group, timing
        return timing

    def placed(self, events: Iterable[str]) -> Iterator[tuple[str, When]]:
        """Yield events, and when they were, as far as that follows from others."""
        for event in events:
            when = self.timing(event).when(event)
            if when is not None:
                yield event, when

    def contradictions_about(self, event: str) -> list[Comparison]:
        """Return the contradictions in which a claim dates or orders an event."""
        root = self._state.root(event)
        self._look_into([root])
        return [
            one
            for one in self._found[self._numbers[root]]
            if root in events_in(self._state, one.claims)
        ]

    def contradictions(self) -> Iterator[Comparison]:
        """Yield all contradictions, group by group."""
        told: set[int] = set()
        tied = self._state.tied()
        while some := [self._state.root(it) for it in islice(tied, _AT_ONCE)]:
            self._look_into(some)
            for number in dict.fromkeys(self._numbers[root] for root in some):
                if number not in told:
                    told.add(number)
                    yield from self._found[number]

    def _look_into(self, roots: Iterable[str]) -> None:
        """Find the contradictions of the groups to which some events belong."""
        new = [root for root in roots if root not in self._numbers]
        for group in groups(self._state, new):
            self._numbers.update(dict.fromkeys(group, len(self._found)))
            self._found.append(contradictions(self._state, group))


def connected(state: Ahead, event: str) -> Group:
    """Return the claims on time about an event and about all that are tied to it."""
    return next(groups(state, [state.root(event)]))


def groups(state: Ahead, roots: Sequence[str]) -> Iterator[Group]:
    """Yield events with all that are tied to them, group by group.

    Args:
        state: What stood when.
        roots: The ids of the events, none of them a duplicate's.

    Yields:
        The claims on time about one and all that are tied to it, however far, each
        group once.
    """
    heard = Heard()
    found: dict[str, list[Weighed]] = {}
    ties: dict[str, set[str]] = {}
    wave = set(roots)
    while wave:
        owners = {one: root for root in sorted(wave) for one in state.united(root)}
        found.update((root, []) for root in wave)
        told = list(_counting(state, state.claims_on_any(owners, _TYPES), heard))
        for weighed in told:
            found[owners[weighed.claim.about]].append(weighed)
        told += _counting(state, state.tying(owners), heard)
        wave = set()
        for weighed in told:
            events = events_in(state, [weighed])
            wave.update(event for event in events if event not in found)
            for event in events:
                ties.setdefault(event, set()).update(events)
    grouped: set[str] = set()
    for root in roots:
        if root not in grouped:
            members = _reached(root, ties)
            grouped.update(members)
            yield {one: found[one] for one in members}


def _reached(start: str, ties: Mapping[str, Iterable[str]]) -> list[str]:
    found, ahead = {start: None}, [start]
    while ahead:
        new = [one for one in ties.get(ahead.pop(), ()) if one not in found]
        found.update(dict.fromkeys(new))
        ahead += new
    return sorted(found)


def _counting(state: Ahead, acts: Sequence[int], heard: Heard) -> Iterator[Weighed]:
    """Yield those that count of the claims on time that actions recorded."""
    for start in range(0, len(acts), _AT_ONCE):
        some = acts[start : start + _AT_ONCE]
        state.look_up(act for act in some if act not in heard)
        for weighed in recorded_claims(state, some, heard):
            if _counts(state, weighed):
                yield weighed


def _counts(state: State, weighed: Weighed) -> bool:
    """Say whether a claim bounds events in time of which none was retracted."""
    if not is_timing(weighed):
        return False
    named = [weighed.claim.about]
    if isinstance(weighed.claim.says, Ordering | Relation):
        named.append(weighed.claim.says.other)
    held = (state.held(state.root(one)) for one in named)
    return not any(one is not None and one.retracted for one in held)
