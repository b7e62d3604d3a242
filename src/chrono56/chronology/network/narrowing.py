"""Narrowing: when events can have been by all that is dated and ordered, and why."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final, cast

import attrs

from chrono56.chronology.agreement import clash
from chrono56.chronology.choosing import chosen, ordered
from chrono56.chronology.network.constraints import (
    END,
    START,
    WHOLE,
    Constrainer,
    lasting,
)
from chrono56.chronology.network.network import Constraint, Network, Step
from chrono56.chronology.network.walls import when_of, zone_among
from chrono56.chronology.reading import Reading
from chrono56.chronology.state import State
from chrono56.chronology.weighing import Weighed
from chrono56.dates import Verdict, When
from chrono56.model import Claim, Dating, Ordering, Relation

ASSERTED: Final = "asserted"
_POINTS: Final = (WHOLE, START, END)


@attrs.frozen
class Bound:
    """One step of a proof.

    Attributes:
        claim: The claim; None for what holds of any event: no end before its start.
        event: The event that it bounds.
        point: The point of it: ``whole`` of a moment, else ``start`` or ``end``.
        second: The first or last second it leaves: the day number times 86,400, plus
            the second of the day, on the wall clock.
    """

    claim: Weighed | None
    event: str
    point: str
    second: int


class Terms:
    """On what terms events are timed: which of them lasted, and by whose clocks.

    Args:
        state: What stood in the log.
        claims: The claims that decide it; those of no time are passed over.

    Attributes:
        root: Gives the id that unions have led an event's id to.
        lasts: The ids of the events that lasted.
        zone: The zone whose clocks count seconds; empty if nobody names one.
    """

    def __init__(self, state: State, claims: Iterable[Weighed]) -> None:
        told = [one.claim for one in claims if is_timing(one)]
        self.root = state.root
        self.lasts = lasting(told, self.root)
        self.zone = zone_among(
            claim.says.when for claim in told if isinstance(claim.says, Dating)
        )
        self._constrain = Constrainer(self.lasts, self.root, self.zone)
        self._said: dict[str, tuple[Constraint, ...]] = {}

    def of_event(self, event: str) -> Iterator[Constraint]:
        """Yield what holds of any event: that its end is not before its start."""
        return self._constrain.of_event(event)

    def of_claim(self, claim: Claim) -> tuple[Constraint, ...]:
        """Return what a claim says of points in time; worked out once."""
        said = self._said.get(claim.id)
        if said is None:
            said = self._said[claim.id] = tuple(self._constrain.of_claim(claim))
        return said


class Timing:
    """All that is said of when some events were, and what follows.

    Args:
        state: What stood in the log.
        claims: Claims that date and order events; others are passed over.
        terms: On what terms; None for those that the claims themselves decide.
    """

    def __init__(
        self, state: State, claims: Iterable[Weighed], terms: Terms | None = None
    ) -> None:
        # In order of recording: in another order others are found first of the claims
        # that can't all hold, and whichever event is asked, the same must be heard.
        ordered = sorted(filter(is_timing, claims), key=lambda one: one.order)
        self._claims = {one.claim.id: one for one in ordered}
        self._terms = Terms(state, ordered) if terms is None else terms
        told = [one.claim for one in self._claims.values()]
        self._network = Network()
        spoken_of = {self._terms.root(it) for claim in told for it in _named(claim)}
        for event in sorted(self._terms.lasts & spoken_of):
            self._network.add(None, self._terms.of_event(event))
        for claim in told:
            self._network.add(claim.id, self._terms.of_claim(claim))

    @property
    def zone(self) -> str:
        """The zone on whose clocks times are told; empty if nobody names one."""
        return self._terms.zone

    @property
    def contradictions(self) -> tuple[tuple[Weighed, ...], ...]:
        """Give the smallest sets of claims that can't all hold, as they were found.

        All of their claims are left out of what is narrowed.
        """
        return tuple(
            tuple(sorted(map(self._weighed, causes), key=lambda one: one.order))
            for causes in self._network.contradictions
        )

    def reveal(self) -> None:
        """Find more contradictions: those that the ones found hide.

        Afterwards less is left to narrow by, so that this is for lists of them.
        """
        self._network.reveal()

    def when(self, event: str) -> When | None:
        """Return all that is left of when an event was; None if nothing bounds it."""
        found = [
            when_of(self._network.narrowed((event, point)), self.zone)
            for point in self.points(event)
        ]
        if len(found) == 1 or found == [None, None]:
            return found[0]
        return When.extent(*found)

    def points(self, event: str) -> tuple[str, ...]:
        """Return the points that an event has: of a moment, all are one."""
        return (START, END) if event in self._terms.lasts else (WHOLE,)

    def proof(self, event: str, point: str, *, latest: bool = False) -> list[Bound]:
        """Return the proof of a point's first second, or of its last.

        Returns:
            The steps, each resting on the one before; none if it is unbounded.
        """
        steps = self._network.because((event, point), latest=latest)
        return [self._bound(step) for step in steps]

    def _bound(self, step: Step) -> Bound:
        event, point = cast(tuple[str, str], step.point)
        claim = None if step.cause is None else self._weighed(step.cause)
        return Bound(claim, event, point, step.second)

    def _weighed(self, cause: object) -> Weighed:
        return self._claims[str(cause)]


def is_timing(weighed: Weighed) -> bool:
    """Say whether a claim bounds when something was: asserted, and not deprecated."""
    if not weighed.counts or weighed.claim.mode != ASSERTED:
        return False
    match weighed.claim.says:
        case Dating(point=point):
            return point in _POINTS
        case Ordering() | Relation(kind="part_of"):
            return True
        case _:
            return False


def chosen_timing(
    claims: Iterable[Weighed],
    reading: Reading,
    *,
    point_by_point: bool = False,
) -> Iterator[Weighed]:
    """Yield the claims about one event that a reading goes by.

    Of datings that clash, it goes by those that it chooses, and by all that agree with
    them; orderings clash only in the network.

    Args:
        claims: The claims.
        reading: The policy that chooses.
        point_by_point: Choose among datings of one point alone, so that of a start and
            an end that can't both be so both are gone by.
    """
    given = [one for one in claims if is_timing(one)]
    if sum(bool(one.point) for one in given) <= 1:  # as mostly; nothing to choose
        yield from sorted(given, key=lambda one: not one.point)
        return
    first = chosen(given, reading).claims
    datings = [
        weighed
        for point in _POINTS
        for weighed in ordered((one for one in given if one.point == point), reading)
    ]
    datings.sort(key=lambda one: one.claim.id not in first)
    kept: list[Weighed] = []
    for weighed in datings:
        apart = {weighed.point} if point_by_point else _POINTS
        if not any(_are_rivals(weighed, one) for one in kept if one.point in apart):
            kept.append(weighed)
    yield from kept
    yield from (one for one in given if not one.point)


def _named(claim: Claim) -> tuple[str, ...]:
    """Return the ids of the events that a claim dates or orders."""
    if isinstance(claim.says, Ordering | Relation):
        return claim.about, claim.says.other
    return (claim.about,)


def _are_rivals(one: Weighed, other: Weighed) -> bool:
    """Say whether two datings of an event can't both be so, whichever points of it."""
    if {one.point, other.point} != {START, END}:
        return clash(one, other)
    start, end = (
        it.claim.says.when
        for it in sorted((one, other), key=attrgetter("point"), reverse=True)
        if isinstance(it.claim.says, Dating)
    )
    return end.before(start) is Verdict.CERTAIN
