"""The temporal network: what dates and orderings leave of each point in time, and why.

Every point is a second, and a second lies within its civil day. So "the next day" and
"half an hour later" are both exact: the one counts days, the other seconds. What can't
all hold is found as a smallest set of causes; these are then left out, all of them, so
that they never spoil the rest.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence
from enum import Enum
from typing import Final, TypeAlias

import attrs

from chrono56.chronology.network.propagation import LEAST, Bounds, Clash, Edges
from chrono56.chronology.tables.threads import Threads

PER_DAY: Final = 86_400
"""The seconds of a civil day."""

_ORDER: Final = 0  # the cause of what holds for every event: no end before its start

Point: TypeAlias = Hashable
Cause: TypeAlias = Hashable


class Grain(Enum):
    """What a constraint counts: civil days, or seconds of the wall clock."""

    DAY = "day"
    SECOND = "second"


@attrs.frozen
class Within:
    """Bound a point by itself.

    Attributes:
        point: The point.
        first: The first day number, or second (day number times the seconds of a day,
            plus the second of the day), at which it may lie; None is unbounded.
        last: The last one, inclusive.
        grain: Which of the two is counted.
    """

    point: Point
    first: int | None
    last: int | None
    grain: Grain = Grain.DAY


@attrs.frozen
class Apart:
    """Bound how far a point lies after another.

    Attributes:
        point: The point.
        other: The point that it is measured from.
        least: The fewest days or seconds after it, negative before; None is unbounded.
        most: The most days or seconds.
        grain: Which of the two is counted.
    """

    point: Point
    other: Point
    least: int | None
    most: int | None
    grain: Grain = Grain.DAY


Constraint = Within | Apart


@attrs.frozen
class Span:
    """The first and last second at which a point can lie; None is unbounded."""

    first: int | None
    last: int | None


@attrs.frozen
class Step:
    """One step of a proof: *cause* bounds *point* at *second*."""

    cause: Cause
    point: Point
    second: int


class Network:
    """Narrow points in time by constraints, each given by a cause.

    Args:
        per_day: The seconds of a day; tests use short days.

    >>> net = Network()
    >>> net.add("radio", [Within("broadcast", 10, 10)])
    >>> net.add("memoir", [Apart("march", "broadcast", 1, 2)])
    >>> net.narrowed("march") == Span(11 * PER_DAY, 13 * PER_DAY - 1)
    True
    >>> net.add("diary", [Apart("broadcast", "march", 0, None)])
    >>> [sorted(causes) for causes in net.contradictions]
    [['diary', 'memoir']]
    """

    def __init__(self, *, per_day: int = PER_DAY) -> None:
        self._per_day = per_day
        self._unknowns: dict[Point, int] = {}
        self._points: list[Point] = []
        self._numbers: dict[Cause, int] = {}
        self._causes: list[Cause] = [None]
        self._said = Threads[int, Constraint]()
        # What holds of a point without a cause, and what bounds it by itself.
        self._orders = Threads[Point, Constraint]()
        self._bounds = Threads[Point, tuple[int, Within]]()
        self._off = bytearray(1)
        # What raises the earliest, and, everything negated, what lowers the latest.
        self._after: list[Edges] = []
        self._before: list[Edges] = []
        self._earliest = Bounds(self._after, self._off, per_day)
        self._latest = Bounds(self._before, self._off, per_day)
        self._contradictions: list[frozenset[Cause]] = []
        self._is_settled = True
        # Unknowns whose constraints may have closed a circle since the last settling.
        self._unsettled: set[int] = set()

    def add(self, cause: Cause, constraints: Iterable[Constraint]) -> None:
        """Add what a cause says; None is what needs no cause, and can't be left out.

        Only what it touches is worked out again, when something is next asked.
        """
        self._say(self._number_of(cause), constraints)

    def _say(self, number: int, constraints: Iterable[Constraint]) -> None:
        self._is_settled = False
        for constraint in constraints:
            if number == _ORDER:
                for point in _points_of(constraint):
                    self._orders.add(point, constraint)
            else:
                self._said.add(number, constraint)
            if isinstance(constraint, Within):
                self._bounds.add(constraint.point, (number, constraint))
                self._bound(constraint, number)
            else:
                self._tie(constraint, number)

    @property
    def contradictions(self) -> tuple[frozenset[Cause], ...]:
        """Give the smallest sets of causes that can't all hold, in order of finding.

        Of none of these sets all but one cause would be contradictory. All causes in
        them are left out of what is narrowed.
        """
        self._settle()
        return tuple(self._contradictions)

    def reveal(self) -> None:
        """Find more contradictions: those that the ones found hide.

        Each cause that was left out is tried again, without the others of its set, and
        left out again. What contradicts it then is left out, too, so that less remains
        to narrow by.
        """
        self._settle()
        ahead = list(self._contradictions)
        tried: set[Cause] = set()
        while ahead:
            for cause in sorted(ahead.pop(0) - tried, key=self._numbers.__getitem__):
                tried.add(cause)
                while (found := self._clash_if_said_again(cause)) is not None:
                    ahead.append(found)

    def _clash_if_said_again(self, cause: Cause) -> frozenset[Cause] | None:
        """Return a set that was not found before, in which a cause is left out anew."""
        known = len(self._contradictions)
        number = self._new_number(cause)
        self._say(number, self._said.of(self._numbers[cause]))
        self._settle()
        if len(self._contradictions) == known:
            self._take_out([number])
            return None
        if self._contradictions[-1] in self._contradictions[:-1]:
            self._contradictions.pop()  # it can't hold, whatever else does
            return None
        return self._contradictions[-1]

    def narrowed(self, point: Point) -> Span:
        """Return what is left of a point; of one that nobody names, everything."""
        self._settle()
        unknown = self._unknowns.get(point)
        if unknown is None:
            return Span(None, None)
        first = self._earliest.values[unknown]
        last = self._latest.values[unknown]
        return Span(
            None if first == LEAST else first,
            None if last == LEAST else self._per_day - 1 - last,
        )

    def because(self, point: Point, *, latest: bool = False) -> tuple[Step, ...]:
        """Return the proof of a point's earliest second, or of its latest.

        Returns:
            The steps, from what is bounded by itself to the point; empty if unbounded.
            Steps without a cause, that an end is not before its start, are among them.
        """
        self._settle()
        side = self._latest if latest else self._earliest
        unknown = self._unknowns.get(point)
        if unknown is None:
            return ()
        steps = [
            Step(
                self._causes[cause],
                self._points[one],
                self._per_day - 1 - value if latest else value,
            )
            for value, one, cause, *_ in side.proof(unknown)
        ]
        return tuple(reversed(steps))

    def _number_of(self, cause: Cause) -> int:
        if cause is None:
            return _ORDER
        number = self._numbers.get(cause)
        if number is None:
            number = self._numbers[cause] = self._new_number(cause)
        return number

    def _new_number(self, cause: Cause) -> int:
        self._causes.append(cause)
        self._off.append(0)
        return len(self._causes) - 1

    def _unknown(self, point: Point) -> int:
        number = self._unknowns.get(point)
        if number is None:
            number = self._unknowns[point] = len(self._points)
            self._points.append(point)
            self._after.append([])
            self._before.append([])
            self._earliest.grow()
            self._latest.grow()
        return number

    def _bound(self, within: Within, cause: int) -> None:
        unknown = self._unknown(within.point)
        unit = self._per_day if within.grain is Grain.DAY else 1
        if within.first is not None:
            self._earliest.start(unknown, within.first * unit, cause)
        if within.last is not None:
            last = (within.last + 1) * unit - 1
            self._latest.start(unknown, self._per_day - 1 - last, cause)
            self._earliest.cap(unknown, last, cause)

    def _tie(self, apart: Apart, cause: int) -> None:
        point, other = self._unknown(apart.point), self._unknown(apart.other)
        by_day = apart.grain is Grain.DAY
        unit = self._per_day if by_day else 1
        if apart.least is not None:
            self._edge(other, point, apart.least * unit, cause, by_day=by_day)
        if apart.most is not None:
            self._edge(point, other, -apart.most * unit, cause, by_day=by_day)

    def _edge(
        self, here: int, there: int, weight: int, cause: int, *, by_day: bool
    ) -> None:
        self._after[here] += (there, weight, cause, by_day)
        self._before[there] += (here, weight, cause, by_day)
        self._earliest.touch(here)
        self._latest.touch(there)
        self._unsettled.add(here)

    def _settle(self) -> None:
        if self._is_settled:
            return
        while (clash := self._clash()) is not None:
            self._leave_out(clash.causes)
        self._unsettled.clear()
        self._is_settled = True
        # Whatever can clash has clashed from below: what is left is consistent.
        self._latest.settle()

    def _clash(self) -> Clash | None:
        return self._earliest.settle() or self._earliest.circle_among_the_unbounded(
            sorted(self._unsettled)
        )

    def _leave_out(self, clashing: Collection[int]) -> None:
        smallest = self._smallest(clashing)
        self._contradictions.append(frozenset(self._causes[one] for one in smallest))
        self._take_out(smallest)

    def _take_out(self, numbers: Collection[int]) -> None:
        for number in numbers:
            self._off[number] = 1
        touched = {
            self._unknowns[point]
            for number in numbers
            for constraint in self._said.of(number)
            for point in _points_of(constraint)
        }
        bare = self._earliest.uncap(numbers)
        for side, back in (
            (self._earliest, self._before),
            (self._latest, self._after),
        ):
            lost = side.forget(touched)
            bare.update(lost)
            for unknown in lost:
                for neighbour in back[unknown][::4]:
                    side.touch(neighbour)
        self._unsettled |= bare
        for unknown in bare:
            for cause, within in self._bounds.of(self._points[unknown]):
                if not self._off[cause]:
                    self._bound(within, cause)

    def _smallest(self, clashing: Collection[int]) -> list[int]:
        """Return causes of a clash of which none can be left out."""
        kept = sorted(set(clashing) - {_ORDER})
        for cause in list(kept):
            if cause in kept:
                clash = self._clash_of([one for one in kept if one != cause])
                if clash is not None:
                    kept = clash
        return kept

    def _clash_of(self, causes: Sequence[int]) -> list[int] | None:
        """Return those of *causes* that clash, if they do when they stand alone."""
        alone = Network(per_day=self._per_day)
        for cause in causes:
            alone.add(cause, self._said.of(cause))  # by its number
        for point in list(alone._points):
            for constraint in self._orders.of(point):
                if alone._knows(constraint):
                    alone.add(None, [constraint])
        clash = alone._clash()
        if clash is None:
            return None
        numbers = clash.causes - {_ORDER}
        return [cause for cause in causes if alone._numbers[cause] in numbers]

    def _knows(self, constraint: Constraint) -> bool:
        return all(point in self._unknowns for point in _points_of(constraint))


def _points_of(constraint: Constraint) -> tuple[Point, ...]:
    if isinstance(constraint, Within):
        return (constraint.point,)
    return constraint.point, constraint.other
