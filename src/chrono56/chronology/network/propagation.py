"""The least values that satisfy a net of "at least" constraints, each with its proof.

An unknown is a second, and its day begins with a multiple of the day's length. Every
constraint says that one unknown is at least another plus a weight, or, where it goes
by days, at least the beginning of the other's day plus whole days. All of these are
monotone, so the least values that satisfy them one by one are themselves a solution:
the bounds are exact.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import attrs

LEAST: Final = -(1 << 100)
GREATEST: Final = 1 << 100
"""Beyond every second of every year that a date can name."""

Edges: TypeAlias = list[int]
"""Edges one behind the other, four numbers each: the unknown that is bounded, by how
much more, the cause, and whether it goes by days. So many tuples would be slow to find
in memory, and to look through for garbage."""

# A value that was raised this often is looked at.
_SUSPICIOUS: Final = 8

Label: TypeAlias = "tuple[int, int, int, int, Label | None]"
"""A value, whose it is, the cause, whether that goes by days, and what it follows from:
a proof."""


@attrs.frozen
class Clash:
    """Name the causes that can't all hold: those of a bound, or of a circle."""

    causes: frozenset[int]


class Bounds:
    """Raise values until every constraint of one direction is satisfied.

    Args:
        edges: For each unknown the edges that start there; shared with the owner.
        off: For each cause, whether it is left out; shared with the owner.
        per_day: The length of a day.
    """

    def __init__(self, edges: list[Edges], off: bytearray, per_day: int) -> None:
        self._edges = edges
        self._off = off
        self._per_day = per_day
        self.values: list[int] = []
        self.labels: list[Label | None] = []
        # The labels that first reached the days on which the values lie.
        self._of_days: list[Label | None] = []
        # The greatest values allowed, each with its cause.
        self.caps: list[tuple[int, int]] = []
        self._capped: dict[int, list[int]] = {}
        self._raised: list[int] = []
        self._queued = bytearray()
        self._waiting: deque[int] = deque()
        # Whether others may follow from a value; of these the ones that have another
        # label since, from which nothing was drawn yet; and what follows from a label
        # that was replaced, and can't follow from the new one, which follows from it.
        self._drawn = bytearray()
        self._replaced: set[int] = set()
        self._stale: set[int] = set()

    def grow(self) -> None:
        """Make room for one more unknown."""
        self.values.append(LEAST)
        self.labels.append(None)
        self._of_days.append(None)
        self.caps.append((GREATEST, 0))
        self._raised.append(0)
        self._queued.append(0)
        self._drawn.append(0)

    def start(self, unknown: int, value: int, cause: int) -> None:
        """Bound an unknown from below, by itself."""
        if value > self.values[unknown]:
            self._label((value, unknown, cause, 0, None))
            if self._drawn[unknown]:
                self._replaced.add(unknown)
            self.touch(unknown)

    def cap(self, unknown: int, value: int, cause: int) -> None:
        """Bound an unknown from above; a value beyond that clashes."""
        if value < self.caps[unknown][0]:
            self.caps[unknown] = value, cause
            self._capped.setdefault(cause, []).append(unknown)
            self.touch(unknown)

    def uncap(self, causes: Iterable[int]) -> set[int]:
        """Drop the upper bounds of these causes, and return whose they were."""
        freed = {
            unknown
            for cause in causes
            for unknown in self._capped.pop(cause, ())
            if self.caps[unknown][1] == cause
        }
        for unknown in freed:
            self.caps[unknown] = GREATEST, 0
        return freed

    def touch(self, unknown: int) -> None:
        """Have the constraints that start at an unknown looked at (again)."""
        if self.values[unknown] != LEAST and not self._queued[unknown]:
            self._queued[unknown] = 1
            self._waiting.append(unknown)

    def circle_among_the_unbounded(self, starts: Iterable[int]) -> Clash | None:
        """Return a circle of what has no value, reached from *starts*, if there is one.

        The value of one of them would raise itself for ever, whatever it was.
        """
        numbers: dict[int, int] = {}
        edges: list[Edges] = []
        trial = Bounds(edges, self._off, self._per_day)
        ahead = [one for one in starts if self.values[one] == LEAST]
        while ahead:
            here = ahead.pop()
            if here in numbers:
                continue
            numbers[here] = len(numbers)
            trial.grow()
            ahead += (
                there for there in self._edges[here][::4] if self.values[there] == LEAST
            )
        edges += (
            [
                number
                for there, *rest in each(self._edges[here])
                if there in numbers
                for number in (numbers[there], *rest)
            ]
            for here in numbers
        )
        for number in range(len(numbers)):
            trial.start(number, 0, 0)
        return trial.settle()

    def forget(self, touched: Iterable[int]) -> list[int]:
        """Forget every value whose proof uses a cause that is left out.

        Args:
            touched: The unknowns that these causes bound.

        Returns:
            The unknowns that lost their value.
        """
        labels = self.labels
        ahead = [*touched, *self._doubtful()]
        lost = dict.fromkeys(one for one in ahead if self._uses_left_out(labels[one]))
        ahead = list(lost)
        while ahead:
            new = [one for one in self._followers(ahead.pop()) if one not in lost]
            lost.update(dict.fromkeys(new))
            ahead += new
        for unknown in lost:
            self.values[unknown] = LEAST
            labels[unknown] = self._of_days[unknown] = None
            self._raised[unknown] = self._drawn[unknown] = 0
            self._replaced.discard(unknown)
            self._stale.discard(unknown)
        return list(lost)

    def settle(self) -> Clash | None:
        """Raise values as far as needed; stop at the first clash and return it."""
        values, labels, caps = self.values, self.labels, self.caps
        off, per_day = self._off, self._per_day
        waiting = self._waiting
        while waiting:
            here = waiting.popleft()
            self._queued[here] = 0
            label, value = labels[here], values[here]
            if label is None:
                continue  # it lost its value since
            if value > caps[here][0]:
                self.touch(here)
                return Clash(frozenset({caps[here][1], *_causes(label)}))
            self._replaced.discard(here)
            self._drawn[here] = 1
            day = value - value % per_day
            for there, weight, cause, by_day in each(self._edges[here]):
                if off[cause]:
                    continue
                reached = (day if by_day else value) + weight
                if reached > values[there]:
                    circle = self._raise((reached, there, cause, by_day, label))
                    if circle is not None:
                        self.touch(here)
                        return circle
                elif reached == values[there]:
                    self._follow_anew((reached, there, cause, by_day, label))
        return None

    def proof(self, unknown: int) -> Iterator[Label]:
        """Yield the labels of a proof, from the last down to what is bounded by itself.

        What goes by another's day rests on what first reached that day: the claims that
        tell the hour besides are no part of the proof.
        """
        label = self.labels[unknown]
        while label is not None:
            yield label
            *_, by_day, below = label
            label = self._of_day(below) if by_day and below is not None else below

    def _of_day(self, label: Label) -> Label:
        first = self._of_days[label[1]]
        if first is None or first[0] // self._per_day != label[0] // self._per_day:
            return label
        return label if self._uses_left_out(first) else first

    def _label(self, label: Label) -> None:
        value, unknown, *_ = label
        if value - value % self._per_day > self.values[unknown]:
            self._of_days[unknown] = label
        self.values[unknown] = value
        self.labels[unknown] = label

    def _raise(self, label: Label) -> Clash | None:
        """Raise a value; return the circle by which it rests upon itself, if any."""
        unknown = label[1]
        self._label(label)
        self._raised[unknown] = raised = self._raised[unknown] + 1
        drawn = self._drawn[unknown]
        if drawn:
            self._replaced.add(unknown)
        if not self._queued[unknown]:
            self._queued[unknown] = 1
            # What others follow from goes first, but not again and again.
            if drawn and raised < _SUSPICIOUS:
                self._waiting.appendleft(unknown)
            else:
                self._waiting.append(unknown)
        # Looked at after 8 times, 16, 32, …
        if raised >= _SUSPICIOUS and raised.bit_count() == 1:
            return self._circle(label)
        return None

    def _follow_anew(self, label: Label) -> None:
        """Let a value follow from the latest label of what it follows from anyway.

        Else its proof could hang on a label that its owner has not any more.
        """
        _, unknown, *_, below = label
        known = self.labels[unknown]
        before = None if known is None else known[4]
        if before is None or below is None or before is below or before[1] != below[1]:
            return
        if any(one is before for one in chain(below)):
            self._stale.add(unknown)
        else:
            self.labels[unknown] = label
            self.touch(unknown)
            if self._drawn[unknown]:
                self._replaced.add(unknown)

    def _doubtful(self) -> Iterator[int]:
        """Yield what may follow from labels that their owners have not any more."""
        yield from self._stale
        for unknown in self._replaced:
            yield from self._followers(unknown)

    def _followers(self, unknown: int) -> Iterator[int]:
        for there in self._edges[unknown][::4]:
            label = self.labels[there]
            below = None if label is None else label[4]
            if below is not None and below[1] == unknown:
                yield there

    def _uses_left_out(self, label: "Label | None") -> bool:
        return any(self._off[cause] for cause in _causes(label))

    def _circle(self, label: Label) -> Clash | None:
        """Return the circle in a proof, if it raises what it starts from for ever.

        A circle that goes by a day, and has moved it, moves it by so many days again;
        one that goes by none moves seconds. In any other, values may yet come to rest.
        """
        seen: dict[int, int] = {}
        days: dict[int, tuple[int, int]] = {}
        causes: list[int] = []
        last_day, goes_by_day = -1, 0
        for place, (value, unknown, cause, by_day, _) in enumerate(chain(label)):
            if goes_by_day:
                last_day, day = place, value // self._per_day
                first, later = days.get(unknown, (place, day))
                if later > day:
                    return Clash(frozenset(causes[first:]))
                days[unknown] = place, day
            first = seen.get(unknown, place)
            if last_day <= first < place:
                return Clash(frozenset(causes[first:]))
            seen[unknown] = place
            causes.append(cause)
            goes_by_day = by_day
        return None


def each(edges: Edges) -> Iterator[tuple[int, int, int, int]]:
    """Return the edges one by one."""
    numbers = iter(edges)
    return zip(numbers, numbers, numbers, numbers, strict=True)


def chain(label: "Label | None") -> Iterator[Label]:
    """Yield the labels of a proof, from the last down to what is bounded by itself."""
    while label is not None:
        yield label
        label = label[4]


def _causes(label: "Label | None") -> list[int]:
    found = []
    while label is not None:
        found.append(label[2])
        label = label[4]
    return found
