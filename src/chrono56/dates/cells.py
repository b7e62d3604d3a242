"""Sets of points side by side, as the bits of numbers.

A line is cut into cells of which each set has all or nothing: into days, as far as the
sets have grids, and else wherever a stretch begins or ends. So sets are compared a
century at a time, and none of their days or minutes is looked at by itself.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import attrs

from chrono56.dates.centuries import centuries
from chrono56.dates.points import Part, Points

Cells = tuple[int, list[int]]
"""How many cells there are in a row, and for each set the cells it has, as bits."""


def is_subset(one: Points, other: Points) -> bool:
    """Say whether all points of *one* are in *other*."""
    if one is other:
        return True
    if one.lo < other.lo or one.hi > other.hi:
        return False
    if len(other.parts) == 1 and other.parts[0].grid is None:
        return True
    rows = _Cut(one.lo, one.hi, (one, other)).rows()
    return not any(inner & ~outer for _, (inner, outer) in rows)


def are_joined(starts: Points, ends: Points, points: Points, *, inside: bool) -> bool:
    """Say whether there is a way from a start to an end that is not before it.

    Args:
        starts: Where a way may start.
        ends: Where it may end.
        points: What the way keeps to, start and end included.
        inside: Whether it keeps to these points, or to all that are none of them.
    """
    lo, hi = starts.lo, ends.hi
    if lo > hi:
        return False
    goes_on = 0
    for width, (first, last, way) in _Cut(lo, hi, (starts, ends, points)).rows():
        if not inside:
            way = ~way & (1 << width) - 1
        begun = (first | goes_on) & way
        # A sum carries each start through to the end of the way that it is on.
        reached = ((way + begun ^ way) | begun) & way
        if reached & last:
            return True
        goes_on = reached >> width - 1
    return False


@attrs.frozen
class _Cut:
    """Sets on a stretch of a line, both of whose ends are inclusive."""

    lo: int
    hi: int
    sets: tuple[Points, ...]

    def rows(self) -> Iterator[Cells]:
        """Yield rows of cells that follow each other, ascending."""
        parts = [part for each in self.sets for part in self._overlapping(each)]
        edges = {point for part in parts for point in (part.lo, part.hi + 1)}
        cuts = sorted(point for point in edges if self.lo < point <= self.hi)
        grids = [part for part in parts if part.grid is not None]
        if not grids:
            yield self._row(self.lo, self.hi + 1, cuts)
            return
        size = self.sets[0].size
        first = max(min(part.lo for part in grids), self.lo) // size
        last = min(max(part.hi for part in grids), self.hi) // size
        if first * size > self.lo:
            yield self._row(self.lo, first * size, cuts)
        yield from self._rows_of_days(first, last, cuts)
        if (last + 1) * size <= self.hi:
            yield self._row((last + 1) * size, self.hi + 1, cuts)

    def _overlapping(self, points: Points) -> list[Part]:
        return [
            part for part in points.parts if part.lo <= self.hi and part.hi >= self.lo
        ]

    def _rows_of_days(self, first: int, last: int, cuts: list[int]) -> Iterator[Cells]:
        """Yield the cells of some days: each is one, but those that are cut."""
        size = self.sets[0].size
        edges = (self.lo, *cuts, self.hi + 1)
        torn = sorted({edge // size for edge in edges if edge % size})
        days = [
            [
                Part(part.lo // size, part.hi // size, part.grid)
                for part in self._overlapping(each)
            ]
            for each in self.sets
        ]
        for start, width, found in centuries(days, first, last):
            begin, end = max(start, first), min(start + width, last + 1)
            here = torn[bisect_left(torn, begin) : bisect_left(torn, end)]
            for day in (*here, end):
                if begin < day:
                    mask = (1 << day - begin) - 1
                    yield day - begin, [bits >> begin - start & mask for bits in found]
                if day < end:
                    dawn, dusk = day * size, (day + 1) * size
                    yield self._row(max(dawn, self.lo), min(dusk, self.hi + 1), cuts)
                begin = day + 1

    def _row(self, begin: int, end: int, cuts: list[int]) -> Cells:
        """Return the cells between two points, the latter excluded.

        They are of a single day if there is a grid.
        """
        inner = cuts[bisect_right(cuts, begin) : bisect_left(cuts, end)]
        edges = [begin, *inner, end]
        day = begin // self.sets[0].size
        rows = []
        for each in self.sets:
            bits = 0
            for part in each.parts:
                lo, hi = max(part.lo, begin), min(part.hi + 1, end)
                if lo < hi and (part.grid is None or part.grid.next(day) == day):
                    first, following = bisect_left(edges, lo), bisect_left(edges, hi)
                    bits |= (1 << following) - (1 << first)
            rows.append(bits)
        return len(edges) - 1, rows
