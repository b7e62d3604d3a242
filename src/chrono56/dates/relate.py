"""What can be said about two uncertain dates: before, overlaps, within, the same.

A date stands for what it leaves open. A window (a date, or a set ``[…]``) is one of
its points; a set ``{…}`` is all of its points; an extent is every stretch from a point
of its start to a point of its end. A statement is certain if it holds for every choice,
impossible if for none.
"""

from enum import Enum
from typing import Final

import attrs

from chrono56.dates.cells import are_joined, is_subset
from chrono56.dates.grids import Grid
from chrono56.dates.lines import (
    DAYS,
    WALL,
    Line,
    points_of,
    resolved_line_for,
    sure_points_of,
)
from chrono56.dates.masks import days_matching
from chrono56.dates.points import Part, Points, gridded, shared
from chrono56.dates.shape import ALL_OF, FAR, Date, Extent, Shape, dates_of
from chrono56.dates.verdict import Verdict, judge
from chrono56.days import civil_from_days, days_from_civil, month_length

_LEAP_GAP: Final = 8  # years, at most, from one 29 February to the next


class Kind(Enum):
    """How a date stands for its points."""

    ONE = "one of them"
    ALL = "all of them"
    EXTENT = "a stretch from one to another"


@attrs.frozen
class Placed:
    """A date on a line.

    Attributes:
        kind: How the date stands for its points.
        points: All the points it may have.
        sure: The points that a window leaves open or a set has, whatever its clock
            times are; None if there are none.
        starts: The points at which it may start.
        ends: The points at which it may end.
        first_start: The least point at which it may start.
        last_start: The greatest point at which it may start.
        first_end: The least point at which it may end.
        last_end: The greatest point at which it may end.
    """

    kind: Kind
    points: Points
    sure: Points | None
    starts: Points
    ends: Points
    first_start: int
    last_start: int
    first_end: int
    last_end: int

    @property
    def is_fixed(self) -> bool:
        """Whether start and end leave no choice."""
        return self.first_start == self.last_start and self.first_end == self.last_end


def placed(shape: Shape, line: Line) -> Placed:
    """Return a date as it stands on a line."""
    if isinstance(shape, Extent):
        return _placed_extent(shape, line)
    points = points_of(shape, line)
    sure = sure_points_of(shape, line) if line.is_civil else points
    lo, hi = points.lo, points.hi
    if not shape.flags & ALL_OF:
        return Placed(Kind.ONE, points, sure, points, points, lo, hi, lo, hi)
    last_start, first_end = lo, hi
    if sure is None or sure.lo != lo:
        last_start = lo + line.per_day - 1
    if sure is None or sure.hi != hi:
        first_end = hi - line.per_day + 1
    starts = Points([Part(lo, last_start)], line.per_day)
    ends = Points([Part(first_end, hi)], line.per_day)
    return Placed(Kind.ALL, points, sure, starts, ends, lo, last_start, first_end, hi)


def _placed_extent(shape: Extent, line: Line) -> Placed:
    starts, ends = points_of(shape.start, line), points_of(shape.end, line)
    # A start that follows every end, or an end before every start, is no choice.
    last_start = starts.previous(ends.hi)
    first_end = ends.next(starts.lo)
    if last_start is None or first_end is None:
        msg = f"the interval {shape.text} is reversed"
        raise AssertionError(msg)
    lo, hi = starts.lo, ends.hi
    points = Points([Part(lo, hi)], line.per_day)
    return Placed(
        Kind.EXTENT, points, points, starts, ends, lo, last_start, first_end, hi
    )


def both_placed(one: Shape, other: Shape) -> tuple[Placed, Placed]:
    """Return two dates as they stand on the line on which they can be compared."""
    line = resolved_line_for(one, other)
    return placed(one, line), placed(other, line)


def before(one: Shape, other: Shape) -> Verdict:
    """Say whether *one* ends before *other* starts."""
    a, b = both_placed(one, other)
    return judge(
        certain=a.last_end < b.first_start, possible=a.first_end < b.last_start
    )


def overlaps(one: Shape, other: Shape) -> Verdict:
    """Say whether the two share a point."""
    a, b = both_placed(one, other)
    match a.kind, b.kind:
        case (Kind.ALL, Kind.ONE) | (Kind.EXTENT, Kind.ONE | Kind.ALL):
            a, b = b, a
        case _:
            pass
    return judge(certain=_always_meet(a, b), possible=_may_meet(a, b))


def _may_meet(a: Placed, b: Placed) -> bool:
    if b.kind is not Kind.EXTENT:
        return shared(a.points, b.points) is not None
    return a.points.meets(b.first_start, b.last_end)


def _always_meet(a: Placed, b: Placed) -> bool:
    match a.kind, b.kind:
        case Kind.ONE, Kind.ONE:
            return a.is_fixed and b.is_fixed and _may_meet(a, b)
        case Kind.ONE, Kind.ALL:
            return b.sure is not None and is_subset(a.points, b.sure)
        case Kind.ALL, Kind.ALL:
            # By civil days, either has some point of each of its days.
            return any(
                sure is not None and shared(sure, points) is not None
                for sure, points in ((a.sure, b.points), (b.sure, a.points))
            )
        case Kind.ALL, _:
            return not _fits_in_a_gap(b, a.sure) or any(
                b.last_start <= part.lo and part.hi <= b.first_end
                for part in a.points.parts
            )
        case _:
            # Also for one point a: it then starts and ends at the same point.
            return a.last_start <= b.first_end and b.last_start <= a.first_end


def _fits_in_a_gap(extent: Placed, points: Points | None) -> bool:
    """Say whether the extent can lie where none of the *points* is."""
    if points is None:
        return True
    return are_joined(extent.starts, extent.ends, points, inside=False)


def within(one: Shape, other: Shape) -> Verdict:
    """Say whether all of *one* falls within what *other* names.

    An extent names what is from its start to its end; a window or a set names all
    that it leaves open, so that 23 October is certainly within October.
    """
    a, b = both_placed(one, other)
    if b.kind is Kind.EXTENT:
        certain = b.last_start <= a.first_start and a.last_end <= b.first_end
    else:
        certain = b.sure is not None and is_subset(a.points, b.sure)
    return judge(certain=certain, possible=_may_be_within(a, b))


def _may_be_within(a: Placed, b: Placed) -> bool:
    match a.kind:
        case Kind.ONE:
            return shared(a.points, b.points) is not None
        case Kind.ALL:
            return is_subset(a.points, b.points)
        case Kind.EXTENT:
            return are_joined(a.starts, a.ends, b.points, inside=True)


def same_as(one: Shape, other: Shape) -> Verdict:
    """Say whether the two are of the same points."""
    a, b = both_placed(one, other)
    possible = _may_be_same(a, b)
    certain = possible and a.is_fixed and b.is_fixed
    if certain and a.kind is b.kind is Kind.ALL:
        # By civil days, some day between the first and the last may not be settled.
        certain = all(
            it.sure is not None and is_subset(it.points, it.sure) for it in (a, b)
        )
    return judge(certain=certain, possible=possible)


def _may_be_same(a: Placed, b: Placed) -> bool:
    if a.kind is Kind.ALL and b.kind is Kind.ALL:
        return is_subset(a.points, b.points) and is_subset(b.points, a.points)
    if a.kind is Kind.ALL:
        a, b = b, a
    if b.kind is Kind.ALL:
        whole = Points([Part(b.first_start, b.last_end)], b.points.size)
        if not is_subset(whole, b.points):
            return False
    starts, ends = shared(a.starts, b.starts), shared(a.ends, b.ends)
    if starts is None or ends is None:
        return False
    if Kind.ONE in (a.kind, b.kind):
        return shared(starts, ends) is not None
    return starts.lo <= ends.hi


def contains_day(shape: Shape, day: int) -> Verdict:
    """Say whether a date includes the day of that number."""
    date = placed(shape, DAYS)
    if date.kind is Kind.EXTENT:
        return judge(
            certain=date.last_start <= day <= date.first_end,
            possible=date.first_start <= day <= date.last_end,
        )
    possible = date.points.meets(day, day)
    certain = date.kind is Kind.ALL or date.is_fixed
    return judge(certain=possible and certain, possible=possible)


def falls_on(shape: Shape, month: int, day: int) -> Verdict:
    """Say whether a date includes that day of any year."""
    date = placed(shape, DAYS)
    if date.kind is Kind.EXTENT:
        return judge(
            certain=_recurs(month, day, date.last_start, date.first_end),
            possible=_recurs(month, day, date.first_start, date.last_end),
        )
    wanted = Grid.of_any_year(days_matching(f"{month:02}", f"{day:02}"))
    possible, always = False, True
    for part in date.points.parts:
        if part.grid is None:
            here = _recurs(month, day, part.lo, part.hi)
            only = here and part.lo == part.hi
        else:
            here = bool(gridded([part.grid & wanted], part.lo, part.hi, size=1))
            only = not gridded(part.grid.minus(wanted), part.lo, part.hi, size=1)
        possible = possible or here
        always = always and only
    return judge(
        certain=possible and (always or date.kind is Kind.ALL), possible=possible
    )


def _recurs(month: int, day: int, first: int, last: int) -> bool:
    """Say whether a day of the year lies from day number *first* to *last*."""
    if last < first:
        return False
    year = civil_from_days(first)[0]
    last_year = min(civil_from_days(last)[0], year + _LEAP_GAP)
    return any(
        day <= month_length(year, month)
        and first <= days_from_civil(year, month, day) <= last
        for year in range(year, last_year + 1)
    )


def minutes_of(shape: Shape, day: int) -> tuple[int, int]:
    """Return the first and last minute that a date leaves open, counted from *day*."""
    line = WALL
    start = shape.start if isinstance(shape, Extent) else shape
    end = shape.end if isinstance(shape, Extent) else shape
    midnight = line.run_of_days(day, day)[0]
    return points_of(start, line).lo - midnight, points_of(end, line).hi - midnight


def anchor_minute(shape: Shape) -> int:
    """Return the minute by which a date is sorted within its day; -1 without one."""
    if shape.lo == -FAR:
        last = shape.end if isinstance(shape, Extent) else shape
        known = (_minute(date) for date in dates_of(last) if date.hi == shape.hi)
        return max(known, default=-1)
    first = shape.start if isinstance(shape, Extent) else shape
    return min(_minute(date) for date in dates_of(first) if date.lo == shape.lo)


def _minute(date: Date) -> int:
    return -1 if date.clock is None else date.clock.first // 60
