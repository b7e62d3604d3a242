"""Events that are tied to each other by claims, and what follows for all of them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from chrono56.chronology.contradictions import contradictions, events_in
from chrono56.chronology.disputes import Comparison
from chrono56.chronology.hearing import claims_about, standing_claim
from chrono56.chronology.narrowing import Timing, chosen_timing, is_timing
from chrono56.chronology.state import State
from chrono56.chronology.weighing import Weighed
from chrono56.dates import When
from chrono56.model import Ordering, Relation

_TYPES: Final = ("dating", "ordering", "relation")

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
        self._state = state
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
        timing = Timing(
            self._state,
            (
                it
                for one in group.values()
                for it in chosen_timing(one, self._state.reading)
            ),
            [weighed for claims in group.values() for weighed in claims],
        )
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
        return [
            one
            for one in self._found[self._number_of(root)]
            if root in events_in(self._state, one.claims)
        ]

    def contradictions(self) -> Iterator[Comparison]:
        """Yield all contradictions, group by group."""
        numbers = (self._number_of(self._state.root(it)) for it in self._state.tied())
        for number in dict.fromkeys(numbers):
            yield from self._found[number]

    def _number_of(self, root: str) -> int:
        number = self._numbers.get(root)
        if number is None:
            group = connected(self._state, root)
            number = len(self._found)
            self._numbers.update(dict.fromkeys(group, number))
            self._found.append(contradictions(self._state, group))
        return number


def connected(state: State, event: str) -> Group:
    """Return the claims on time about an event and about all that are tied to it."""
    found: dict[str, list[Weighed]] = {}
    ahead = [state.root(event)]
    while ahead:
        here = ahead.pop()
        if here in found:
            continue
        members = state.united(here)
        told = claims_about(state, members, saying=_TYPES)
        found[here] = [one for one in told if _counts(state, one)]
        own = {one.claim.id for one in told}
        named = {it for one in members for it in state.tied_to(one)} - own
        others = (standing_claim(state, one) for one in named)
        for weighed in (*found[here], *others):
            if weighed is not None and _counts(state, weighed):
                ahead += events_in(state, [weighed])
    return found


def _counts(state: State, weighed: Weighed) -> bool:
    """Say whether a claim bounds events in time of which none was retracted."""
    if not is_timing(weighed):
        return False
    named = [weighed.claim.about]
    if isinstance(weighed.claim.says, Ordering | Relation):
        named.append(weighed.claim.says.other)
    held = (state.held(state.root(one)) for one in named)
    return not any(one is not None and one.retracted for one in held)
