"""What can be said about two uncertain dates: before, overlaps, within, the same.

A date stands for what it leaves open. A window (a date, or a set ``[…]``) is one of
its points; a set ``{…}`` is all of its points; an extent is every stretch from a point
of its start to a point of its end. A statement is certain if it holds for every choice,
impossible if for none.
"""

from enum import Enum
from typing import Final

import attrs

from chrono56.dates.lines import (
    DAYS,
    Line,
    Points,
    first_common,
    is_subset,
    line_for,
    points_of,
)
from chrono56.dates.shape import ALL_OF, FAR, Date, Extent, Shape, dates_of
from chrono56.dates.verdict import Verdict, judge
from chrono56.days import civil_from_days, days_from_civil, month_length

_LEAP_GAP: Final = 8  # years, at most, from one 29 February to the next
_WALL: Final = Line(per_day=1440, clocks=True, instants=False)


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
        starts: The points at which it may start; for a set, all its points.
        ends: The points at which it may end; for a set, all its points.
        first_start: The least point at which it may start.
        last_start: The greatest point at which it may start.
        first_end: The least point at which it may end.
        last_end: The greatest point at which it may end.
    """

    kind: Kind
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
        starts, ends = points_of(shape.start, line), points_of(shape.end, line)
        # A start that follows every end, or an end before every start, is no choice.
        last_start = starts.previous(ends.hi)
        first_end = ends.next(starts.lo)
        if last_start is None or first_end is None:
            msg = f"the interval {shape.text} is reversed"
            raise AssertionError(msg)
        return Placed(
            Kind.EXTENT, starts, ends, starts.lo, last_start, first_end, ends.hi
        )
    points = points_of(shape, line)
    lo, hi = points.lo, points.hi
    if shape.flags & ALL_OF:
        return Placed(Kind.ALL, points, points, lo, lo, hi, hi)
    return Placed(Kind.ONE, points, points, lo, hi, lo, hi)


def _both(one: Shape, other: Shape) -> tuple[Placed, Placed]:
    line = line_for(one, other)
    return placed(one, line), placed(other, line)


def before(one: Shape, other: Shape) -> Verdict:
    """Say whether *one* ends before *other* starts."""
    a, b = _both(one, other)
    return judge(
        certain=a.last_end < b.first_start, possible=a.first_end < b.last_start
    )


def overlaps(one: Shape, other: Shape) -> Verdict:
    """Say whether the two share a point."""
    a, b = _both(one, other)
    match a.kind, b.kind:
        case (Kind.ALL, Kind.ONE) | (Kind.EXTENT, Kind.ONE | Kind.ALL):
            a, b = b, a
        case _:
            pass
    return judge(certain=_always_meet(a, b), possible=_may_meet(a, b))


def _may_meet(a: Placed, b: Placed) -> bool:
    if b.kind is not Kind.EXTENT:
        return first_common(a.starts.lo, a.starts, b.starts) is not None
    if a.kind is not Kind.EXTENT:
        return a.starts.meets(b.first_start, b.last_end)
    return a.first_start <= b.last_end and b.first_start <= a.last_end


def _always_meet(a: Placed, b: Placed) -> bool:
    match a.kind, b.kind:
        case Kind.ONE, Kind.ONE:
            return _is_same_point(a, b)
        case Kind.ONE, Kind.ALL:
            return is_subset(a.starts, b.starts)
        case Kind.ALL, Kind.ALL:
            return _may_meet(a, b)
        case Kind.ALL, _:
            return not _fits_in_a_gap(b, a.starts)
        case _:
            # Also for one point a: it then starts and ends at the same point.
            return a.last_start <= b.first_end and b.last_start <= a.first_end


def _is_same_point(a: Placed, b: Placed) -> bool:
    return a.starts.lo == a.starts.hi == b.starts.lo == b.starts.hi


def _fits_in_a_gap(extent: Placed, points: Points) -> bool:
    """Say whether the extent can lie where none of the *points* is."""
    gap_start = extent.first_start
    for first, last in points.runs(gap_start):
        if _fits(extent, gap_start, first - 1):
            return True
        gap_start = last + 1
    return _fits(extent, gap_start, extent.last_end)


def _fits(extent: Placed, first: int, last: int) -> bool:
    """Say whether the extent can lie from *first* to *last*, both inclusive."""
    start = extent.starts.next(first)
    if start is None or start > last:
        return False
    end = extent.ends.next(start)
    return end is not None and end <= last


def within(one: Shape, other: Shape) -> Verdict:
    """Say whether all of *one* falls within what *other* names.

    An extent names what is from its start to its end; a window or a set names all
    that it leaves open, so that 23 October is certainly within October.
    """
    a, b = _both(one, other)
    if b.kind is not Kind.EXTENT:
        return _within_points(a, b.starts)
    if a.kind is Kind.ONE:
        return judge(
            certain=b.last_start <= a.first_start and a.last_end <= b.first_end,
            possible=a.starts.meets(b.first_start, b.last_end),
        )
    return judge(
        certain=b.last_start <= a.first_start and a.last_end <= b.first_end,
        possible=_fits(a, b.first_start, b.last_end)
        if a.kind is Kind.EXTENT
        else b.first_start <= a.first_start and a.last_end <= b.last_end,
    )


def _within_points(a: Placed, points: Points) -> Verdict:
    match a.kind:
        case Kind.ONE:
            return judge(
                certain=is_subset(a.starts, points),
                possible=first_common(a.starts.lo, a.starts, points) is not None,
            )
        case Kind.ALL:
            inside = is_subset(a.starts, points)
            return judge(certain=inside, possible=inside)
        case Kind.EXTENT:
            return judge(
                certain=points.covers(a.first_start, a.last_end),
                possible=any(
                    _fits(a, max(first, a.first_start), last)
                    for first, last in points.runs(a.first_start)
                ),
            )


def same_as(one: Shape, other: Shape) -> Verdict:
    """Say whether the two are of the same points."""
    a, b = _both(one, other)
    fixed = a.is_fixed and b.is_fixed
    possible = _may_be_same(a, b)
    return judge(certain=possible and fixed, possible=possible)


def _may_be_same(a: Placed, b: Placed) -> bool:
    if a.kind is Kind.ALL and b.kind is Kind.ALL:
        return is_subset(a.starts, b.starts) and is_subset(b.starts, a.starts)
    if a.kind is Kind.ALL:
        a, b = b, a
    if b.kind is Kind.ALL:
        return _may_be_run(a, b)
    if Kind.ONE in (a.kind, b.kind):
        sets = (a.starts, a.ends, b.starts, b.ends)
        return first_common(a.first_start, *sets) is not None
    start = first_common(a.first_start, a.starts, b.starts)
    return start is not None and first_common(start, a.ends, b.ends) is not None


def _may_be_run(a: Placed, all_of: Placed) -> bool:
    """Say whether a window or extent can be all the points of a set."""
    first, last = all_of.first_start, all_of.last_end
    if not all_of.starts.covers(first, last):
        return False
    if a.kind is Kind.ONE and first != last:
        return False
    return a.starts.meets(first, first) and a.ends.meets(last, last)


def contains_day(shape: Shape, day: int) -> Verdict:
    """Say whether a date includes the day of that number."""
    date = placed(shape, DAYS)
    if date.kind is Kind.EXTENT:
        return judge(
            certain=date.last_start <= day <= date.first_end,
            possible=date.first_start <= day <= date.last_end,
        )
    possible = date.starts.meets(day, day)
    certain = date.kind is Kind.ALL or date.starts.lo == date.starts.hi
    return judge(certain=possible and certain, possible=possible)


def falls_on(shape: Shape, month: int, day: int) -> Verdict:
    """Say whether a date includes that day of any year."""
    date = placed(shape, DAYS)
    if date.kind is Kind.EXTENT:
        return judge(
            certain=_recurs(month, day, date.last_start, date.first_end),
            possible=_recurs(month, day, date.first_start, date.last_end),
        )
    possible = False
    always = True
    for first, last in date.starts.runs(date.starts.lo):
        here = _recurs(month, day, first, last)
        possible = possible or here
        always = always and here and first == last
        if possible and not always:
            break
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
    line = _WALL
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
