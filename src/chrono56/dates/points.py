"""Sets of points on a line, and what two of them share.

A set is the union of stretches and of gridded stretches: all points whose days are in a
grid. Whatever is asked is answered from the bounds of those, so that no set is ever
walked through.
"""

from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import chain
from typing import Final, Protocol, TypeVar

import attrs

from chrono56.dates.grids import Grid
from chrono56.dates.masks import Run

_EVERY_DAY: Final = Grid.of_any_year()


@attrs.frozen
class Part:
    """The points from one to another, both inclusive.

    Attributes:
        lo: The least point; it is always one of them.
        hi: The greatest point; it is always one of them.
        grid: If not None, only points of the days in it.
    """

    lo: int
    hi: int
    grid: Grid | None = None


class Bounded(Protocol):
    """Whatever lies between two points, both inclusive."""

    @property
    def lo(self) -> int:
        """The least point."""
        ...

    @property
    def hi(self) -> int:
        """The greatest point."""
        ...


B = TypeVar("B", bound=Bounded)


class Points:
    """A set of points, of which there is at least one.

    Args:
        parts: What it is the union of; they may overlap.
        size: Points a day has.
    """

    __slots__ = ("hi", "lo", "parts", "size")

    def __init__(self, parts: Sequence[Part], size: int = 1) -> None:
        self.parts = parts
        self.size = size
        if len(parts) == 1:
            self.lo, self.hi = parts[0].lo, parts[0].hi
        else:
            self.lo = min(part.lo for part in parts)
            self.hi = max(part.hi for part in parts)

    def next(self, point: int) -> int | None:
        """Return the least member not before *point*."""
        if len(self.parts) == 1:
            return _next_in(self.parts[0], point, self.size)
        found = (_next_in(part, point, self.size) for part in self.parts)
        return min((member for member in found if member is not None), default=None)

    def previous(self, point: int) -> int | None:
        """Return the greatest member not after *point*."""
        if len(self.parts) == 1:
            return _previous_in(self.parts[0], point, self.size)
        found = (_previous_in(part, point, self.size) for part in self.parts)
        return max((member for member in found if member is not None), default=None)

    def meets(self, first: int, last: int) -> bool:
        """Say whether a member lies from *first* to *last*, both inclusive."""
        member = self.next(first)
        return member is not None and member <= last

    def runs(self, start: int) -> Iterator[Run]:
        """Yield the runs of members that are not before *start*, joined, ascending."""
        runs = (_runs_in(part, start, self.size) for part in self.parts)
        yield from joined_lazily(merge(*runs))

    def followers(self) -> "Points":
        """Return the points that come next after a member.

        On a line finer than days, a gridded part gives the rest of its days as well.
        """
        found: list[Part] = []
        for part in self.parts:
            lo, hi = part.lo + 1, part.hi + 1
            if part.grid is None:
                found.append(Part(lo, hi))
                continue
            grids = part.grid.day_later()
            if self.size > 1:
                grids = (part.grid, *grids)
            found += gridded(grids, lo, hi, self.size)
        return Points(found, self.size)


def shared(one: Points, *others: Points) -> Points | None:
    """Return the points that are in all of the sets; None if there are none."""
    for other in others:
        if other is one:
            continue
        parts = [
            part
            for a, b in overlapping(one.parts, other.parts)
            if (part := _shared_part(a, b, one.size)) is not None
        ]
        if not parts:
            return None
        one = Points(parts, one.size)
    return one


def first_touch(start: int, one: Points, other: Points) -> int | None:
    """Return the least point of *one*, not before *start*, which *other* goes on from.

    That is, the point after it is in *other*.
    """
    near = shared(other, one.followers())
    point = one.next(start)
    while near is not None and point is not None:
        following = near.next(point + 1)
        if following is None:
            return None
        if following == point + 1:
            return point
        point = one.next(following - 1)
    return None


def overlapping(ones: Sequence[B], others: Sequence[B]) -> Iterator[tuple[B, B]]:
    """Yield each of *ones* with each of *others* whose bounds overlap its own.

    It takes no longer for pairs that are apart.
    """
    if len(ones) == len(others) == 1:
        if ones[0].lo <= others[0].hi and others[0].lo <= ones[0].hi:
            yield ones[0], others[0]
        return
    reached: tuple[list[B], list[B]] = [], []
    sides = chain(((each, 0) for each in ones), ((each, 1) for each in others))
    for each, side in sorted(sides, key=lambda placed: placed[0].lo):
        across = reached[1 - side]
        across[:] = [before for before in across if before.hi >= each.lo]
        for before in across:
            yield (before, each) if side else (each, before)
        reached[side].append(each)


def joined(runs: Sequence[Run]) -> list[Run]:
    """Return runs in ascending order, joined so that none overlap or touch.

    >>> joined([(5, 6), (1, 2), (3, 3)])
    [(1, 3), (5, 6)]
    """
    return list(joined_lazily(sorted(runs)))


def joined_lazily(ascending: Iterable[Run]) -> Iterator[Run]:
    """Yield runs that are in ascending order, joined as by `joined`."""
    found: Run | None = None
    for first, last in ascending:
        if found is None:
            found = first, last
        elif first <= found[1] + 1:
            found = found[0], max(found[1], last)
        else:
            yield found
            found = first, last
    if found is not None:
        yield found


def gridded(grids: Sequence[Grid], lo: int, hi: int, size: int) -> list[Part]:
    """Return the points from *lo* to *hi* whose days are in one of the grids."""
    found = (_clipped(lo, hi, grid, size) for grid in grids)
    return [part for part in found if part is not None]


def _next_in(part: Part, point: int, size: int) -> int | None:
    if point <= part.lo:
        return part.lo
    if point > part.hi:
        return None
    if part.grid is None:
        return point
    day = part.grid.next(point // size)
    if day is None:
        return None
    found = max(point, day * size)
    return found if found <= part.hi else None


def _previous_in(part: Part, point: int, size: int) -> int | None:
    if point >= part.hi:
        return part.hi
    if point < part.lo:
        return None
    if part.grid is None:
        return point
    day = part.grid.previous(point // size)
    if day is None:
        return None
    found = min(point, day * size + size - 1)
    return found if found >= part.lo else None


def _runs_in(part: Part, start: int, size: int) -> Iterator[Run]:
    """Yield the runs of a part's points that are not before *start*, ascending."""
    first = _next_in(part, start, size)
    others = [] if part.grid is None else _EVERY_DAY.minus(part.grid)
    gaps = gridded(others, part.lo, part.hi, size)
    while first is not None:
        following = (_next_in(gap, first, size) for gap in gaps)
        after = min((point for point in following if point is not None), default=None)
        yield first, part.hi if after is None else after - 1
        first = None if after is None else _next_in(part, after, size)


def _clipped(lo: int, hi: int, grid: Grid | None, size: int) -> Part | None:
    """Return the points from *lo* to *hi* in a grid; None if there are none."""
    if lo > hi:
        return None
    if grid is None:
        return Part(lo, hi)
    first, last = grid.next(lo // size), grid.previous(hi // size)
    if first is None or last is None or first > last:
        return None
    return Part(max(lo, first * size), min(hi, last * size + size - 1), grid)


def _shared_part(a: Part, b: Part, size: int) -> Part | None:
    lo, hi = max(a.lo, b.lo), min(a.hi, b.hi)
    if a.grid is None or b.grid is None:
        return _clipped(lo, hi, a.grid or b.grid, size)
    both = a.grid & b.grid
    if not (both.centuries and both.years and both.days):
        return None
    return _clipped(lo, hi, both, size)
