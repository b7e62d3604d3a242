"""The line on which two dates are compared: days, minutes or seconds.

Dates without clock times are compared by days. Where either names a clock time, the
line is the finest clock that both can be placed on; a date without a time is then its
whole day. Zones are never resolved here.
"""

from collections.abc import Callable, Iterable, Iterator
from heapq import merge
from typing import Final

import attrs

from chrono56.dates.masks import Run
from chrono56.dates.shape import (
    CLOCK,
    FAR,
    Choice,
    Date,
    Member,
    Range,
    Shape,
    dates_of,
)

_MINUTES: Final = 1440
_SECONDS: Final = 86_400


@attrs.frozen
class Line:
    """How days and clock times become points.

    Attributes:
        per_day: Points a day has: 1, 1440 or 86400.
        clocks: Whether clock times count; else a timed date is its whole civil day.
        instants: Whether offsets are taken off, so that points are instants.
    """

    per_day: int
    clocks: bool
    instants: bool

    def run_of_days(self, first: int, last: int) -> Run:
        """Return the points of whole days."""
        return first * self.per_day, (last + 1) * self.per_day - 1

    def run_of_clock(self, date: Date) -> Run | None:
        """Return the points of a date's clock time; None if only its day counts."""
        clock = date.clock
        if clock is None or not self.clocks:
            return None
        size = _SECONDS // self.per_day
        midnight = date.lo * self.per_day
        if self.instants:
            midnight -= (clock.offset or 0) * 60 // size
        return midnight + clock.first // size, midnight + clock.last // size


DAYS: Final = Line(per_day=1, clocks=False, instants=False)


def line_for(*shapes: Shape) -> Line:
    """Return the line on which the given dates can be compared.

    Instants, if every date has a clock time with an offset; the wall clock, if no
    time has a zone or all dates have times in one named zone; else civil days, of
    which it is not known what came first within them.
    """
    if not any(shape.flags & CLOCK for shape in shapes):
        return DAYS
    dates = [date for shape in shapes for date in dates_of(shape)]
    clocks = [date.clock for date in dates if date.clock is not None]
    size = _SECONDS if any(clock.to_second for clock in clocks) else _MINUTES
    offsets = {clock.offset for clock in clocks}
    zones = {clock.zone for clock in clocks}
    all_timed = len(clocks) == len(dates)
    if all_timed and None not in offsets:
        return Line(size, clocks=True, instants=True)
    if zones == {""}:
        wall = offsets == {None}
    else:
        # Two offsets in one zone are two sides of a change of its clocks, on which
        # the wall clock may run backwards.
        wall = all_timed and len(zones) == 1 and len(offsets - {None}) <= 1
    return Line(size, clocks=wall, instants=False)


@attrs.frozen
class Points:
    """A set of points on a line, as ascending runs.

    Attributes:
        lo: The least point.
        hi: The greatest point.
        since: Yields the runs from about a point on; runs may touch or overlap.
            None if all points from the least to the greatest are in the set.
    """

    lo: int
    hi: int
    since: Callable[[int], Iterable[Run]] | None = None

    def runs(self, start: int) -> Iterator[Run]:
        """Yield the runs that end at *start* or later, joined so that none touch."""
        if self.since is None:
            if start <= self.hi:
                yield self.lo, self.hi
            return
        joined: Run | None = None
        for first, last in self.since(start):
            if joined is not None and first <= joined[1] + 1:
                joined = joined[0], max(joined[1], last)
                continue
            if joined is not None and joined[1] >= start:
                yield joined
            joined = first, last
        if joined is not None and joined[1] >= start:
            yield joined

    def next(self, point: int) -> int | None:
        """Return the least member not before *point*."""
        if self.since is None:
            return max(self.lo, point) if point <= self.hi else None
        for first, _ in self.runs(point):
            return max(first, point)
        return None

    def previous(self, point: int) -> int | None:
        """Return the greatest member not after *point*."""
        if point >= self.hi:
            return self.hi
        if self.since is None:
            return point if point >= self.lo else None
        found = None
        for first, last in self.runs(self.lo):
            if first > point:
                break
            found = min(last, point)
        return found

    def meets(self, first: int, last: int) -> bool:
        """Say whether a member lies from *first* to *last*, both inclusive."""
        member = self.next(first)
        return member is not None and member <= last

    def covers(self, first: int, last: int) -> bool:
        """Say whether all points from *first* to *last* are members."""
        for start, end in self.runs(first):
            return start <= first and last <= end
        return False


def first_common(start: int, *sets: Points) -> int | None:
    """Return the least point not before *start* that is in all *sets*."""
    point = start
    while True:
        ahead = point
        for points in sets:
            member = points.next(ahead)
            if member is None:
                return None
            ahead = member
        if ahead == point:
            return point
        point = ahead


def is_subset(one: Points, other: Points) -> bool:
    """Say whether all points of *one* are in *other*."""
    if one.lo < other.lo or one.hi > other.hi:
        return False
    return all(other.covers(first, last) for first, last in one.runs(one.lo))


def points_of(shape: Date | Choice | None, line: Line) -> Points:
    """Return the points that a date or set leaves open; all of them for None."""
    if shape is None:
        return Points(*line.run_of_days(-FAR, FAR))
    if isinstance(shape, Choice):
        return _union([_points_of_member(member, line) for member in shape.members])
    return _points_of_member(shape, line)


def _points_of_member(member: Member, line: Line) -> Points:
    if isinstance(member, Range):
        first, last = points_of(member.first, line), points_of(member.last, line)
        return Points(first.lo, last.hi)
    clock_run = line.run_of_clock(member)
    if clock_run is not None:
        return Points(*clock_run)
    lo, hi = line.run_of_days(member.lo, member.hi)
    mask = member.mask
    if mask is None:
        return Points(lo, hi)

    def since(point: int) -> Iterator[Run]:
        day = max(point // line.per_day, member.lo)
        return (line.run_of_days(*run) for run in mask.runs(day))

    return Points(lo, hi, since)


def _union(parts: list[Points]) -> Points:
    def since(point: int) -> Iterator[Run]:
        return merge(*(part.runs(point) for part in parts))

    return Points(min(part.lo for part in parts), max(part.hi for part in parts), since)
