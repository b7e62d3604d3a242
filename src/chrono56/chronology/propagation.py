"""The least values that satisfy a net of "at least" constraints, each with its proof.

An unknown is a day or a second, both counted in seconds; a day is a multiple of the
day's length. Every constraint says that one unknown is at least another plus a weight,
rounded down where it is a day. All of these are monotone, so the least values that
satisfy them one by one are themselves a solution: the bounds are exact.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

import attrs

LEAST: Final = -(1 << 100)
GREATEST: Final = 1 << 100
"""Beyond every second of every year that a date can name."""

Edge = tuple[int, int, int]
"""The unknown that is bounded, by how much more, and the cause."""

# A value that was raised this often is looked at.
_SUSPICIOUS: Final = 8

Label: TypeAlias = "tuple[int, int, int, Label | None]"
"""A value, whose it is, the cause, and what it follows from: a proof."""


@attrs.frozen
class Clash:
    """Name the causes that can't all hold: those of a bound, or of a circle."""

    causes: frozenset[int]


class Bounds:
    """Raise values until every constraint of one direction is satisfied.

    Args:
        is_day: For each unknown, whether it is a day; shared with the owner.
        edges: For each unknown the edges that start there; shared with the owner.
        off: For each cause, whether it is left out; shared with the owner.
        per_day: The length of a day.
    """

    def __init__(
        self, is_day: list[bool], edges: list[list[Edge]], off: bytearray, per_day: int
    ) -> None:
        self._is_day = is_day
        self._edges = edges
        self._off = off
        self._per_day = per_day
        self.values: list[int] = []
        self.labels: list[Label | None] = []
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
        self.caps.append((GREATEST, 0))
        self._raised.append(0)
        self._queued.append(0)
        self._drawn.append(0)

    def start(self, unknown: int, value: int, cause: int) -> None:
        """Bound an unknown from below, by itself."""
        if value > self.values[unknown]:
            self.values[unknown] = value
            self.labels[unknown] = (value, unknown, cause, None)
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
        is_day: list[bool] = []
        edges: list[list[Edge]] = []
        trial = Bounds(is_day, edges, self._off, self._per_day)
        ahead = [one for one in starts if self.values[one] == LEAST]
        while ahead:
            here = ahead.pop()
            if here in numbers:
                continue
            numbers[here] = len(numbers)
            is_day.append(self._is_day[here])
            trial.grow()
            ahead += (it[0] for it in self._edges[here] if self.values[it[0]] == LEAST)
        edges += (
            [
                (numbers[there], weight, cause)
                for there, weight, cause in self._edges[here]
                if there in numbers
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
            labels[unknown] = None
            self._raised[unknown] = self._drawn[unknown] = 0
            self._replaced.discard(unknown)
            self._stale.discard(unknown)
        return list(lost)

    def settle(self) -> Clash | None:
        """Raise values as far as needed; stop at the first clash and return it."""
        values, labels, caps = self.values, self.labels, self.caps
        is_day, off, per_day = self._is_day, self._off, self._per_day
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
            for there, weight, cause in self._edges[here]:
                if off[cause]:
                    continue
                reached = value + weight
                if is_day[there]:
                    reached -= reached % per_day
                if reached > values[there]:
                    circle = self._raise(there, (reached, there, cause, label))
                    if circle is not None:
                        self.touch(here)
                        return circle
                elif reached == values[there]:
                    self._follow_anew(there, (reached, there, cause, label))
        return None

    def _raise(self, unknown: int, label: Label) -> Clash | None:
        """Raise a value; return the circle by which it rests upon itself, if any."""
        self.values[unknown] = label[0]
        self.labels[unknown] = label
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

    def _follow_anew(self, unknown: int, label: Label) -> None:
        """Let a value follow from the latest label of what it follows from anyway.

        Else its proof could hang on a label that its owner has not any more.
        """
        known, below = self.labels[unknown], label[3]
        before = None if known is None else known[3]
        if before is None or below is None or before is below or before[1] != below[1]:
            return
        if any(one is known for one in chain(below)):
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
        for there, _, _ in self._edges[unknown]:
            label = self.labels[there]
            below = None if label is None else label[3]
            if below is not None and below[1] == unknown:
                yield there

    def _uses_left_out(self, label: "Label | None") -> bool:
        return any(self._off[cause] for cause in _causes(label))

    def _circle(self, label: Label) -> Clash | None:
        """Return the circle in a proof, if it raises what it starts from for ever.

        A circle that meets a day moves it by whole days, whatever it is; one that meets
        none moves seconds by seconds. In any other, values may yet come to rest.
        """
        seen: dict[int, int] = {}
        causes: list[int] = []
        last_day = -1
        for place, (_, unknown, cause, _) in enumerate(chain(label)):
            first = seen.get(unknown)
            is_day = self._is_day[unknown]
            if first is not None and (is_day or last_day < first):
                return Clash(frozenset(causes[first:]))
            seen[unknown] = place
            if is_day:
                last_day = place
            causes.append(cause)
        return None


def chain(label: "Label | None") -> Iterator[Label]:
    """Yield the labels of a proof, from the last down to what is bounded by itself."""
    while label is not None:
        yield label
        label = label[3]


def _causes(label: "Label | None") -> list[int]:
    found = []
    while label is not None:
        found.append(label[2])
        label = label[3]
    return found
