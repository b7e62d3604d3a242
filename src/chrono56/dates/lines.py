"""The line on which two dates are compared: days, minutes or seconds.

Dates without clock times are compared by days. Where either names a clock time, the
line is the finest clock that both can be placed on; a date without a time is then its
whole day.
"""

from functools import lru_cache
from typing import Final

import attrs

from chrono56.dates.masks import Run
from chrono56.dates.points import Part, Points, gridded
from chrono56.dates.shape import (
    CLOCK,
    FAR,
    Choice,
    Clock,
    Date,
    Extent,
    Member,
    Range,
    Shape,
    dates_of,
)

_MINUTES: Final = 1440
_MINUTE: Final = 60
_SECONDS: Final = 86_400
_KEPT: Final = 4096


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

    @property
    def is_civil(self) -> bool:
        """Whether a clock time is some point of its civil day, and not known which."""
        return self.per_day > 1 and not self.clocks

    def run_of_days(self, first: int, last: int) -> Run:
        """Return the points of whole days."""
        return first * self.per_day, (last + 1) * self.per_day - 1

    def runs_of_clock(self, date: Date) -> tuple[Run, ...]:
        """Return the points of a date's clock time; none if only its day counts."""
        clock = date.clock
        if clock is None or not self.clocks:
            return ()
        size = _SECONDS // self.per_day
        midnight = date.lo * self.per_day
        runs: tuple[Run, ...] = ((clock.first, clock.last),)
        if self.instants:
            runs = _instants(date.lo, clock)
        return tuple(
            (midnight + first // size, midnight + last // size) for first, last in runs
        )


DAYS: Final = Line(per_day=1, clocks=False, instants=False)
WALL: Final = Line(per_day=_MINUTES, clocks=True, instants=False)


def line_for(*shapes: Shape) -> Line:
    """Return the line on which dates can be compared as they are written.

    Instants, if every date has a clock time with an offset; the wall clock, if no
    time has a zone or all dates have times in one named zone; else civil days, of
    which it is not known what came first within them. Zones are not resolved, so that
    what can be read never depends on a database.
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


def resolved_line_for(*shapes: Shape) -> Line:
    """Return the line on which dates can be compared, by what their zones mean.

    As `line_for`, but a time in a zone without an offset counts as an instant, too.
    Where that can't be had, by civil days: of zones that are unknown or unknown for
    that year, and of intervals that by their zones would end before they began.
    """
    line = line_for(*shapes)
    if line is DAYS:
        return line
    dates = [date for shape in shapes for date in dates_of(shape)]
    named = [
        (date.lo, date.clock)
        for date in dates
        if date.clock is not None and date.clock.zone and date.clock.offset is None
    ]
    if not named:
        return line
    if all(
        date.clock is not None and (date.clock.zone or date.clock.offset is not None)
        for date in dates
    ):
        runs = [_instants(day, clock) for day, clock in named]
        # The local mean times of old had offsets with seconds.
        exact = all(first % _MINUTE == 0 for each in runs for first, _ in each)
        size = line.per_day if exact else _SECONDS
        instants = Line(size, clocks=True, instants=True)
        if all(runs) and not any(_runs_backward(shape, instants) for shape in shapes):
            return instants
    return Line(line.per_day, clocks=False, instants=False)


def _runs_backward(shape: Shape | Range | None, line: Line) -> bool:
    match shape:
        case Choice(members=members):
            return any(_runs_backward(member, line) for member in members)
        case Extent(start=first, end=last):
            if _runs_backward(first, line) or _runs_backward(last, line):
                return True
        case Range(first=first, last=last):
            pass
        case _:
            return False
    return points_of(first, line).lo > points_of(last, line).hi


def _instants(day: int, clock: Clock) -> tuple[Run, ...]:
    """Return a clock time as seconds from the day's midnight UTC; none if unknown."""
    if clock.offset is None:
        return _instants_in(clock.zone, day, clock.first, clock.last)
    east = clock.offset * _MINUTE
    return ((clock.first - east, clock.last - east),)


@lru_cache(maxsize=_KEPT)
def _instants_in(zone: str, day: int, first: int, last: int) -> tuple[Run, ...]:
    # Dates are read by the thousand; few of them have zones that have to be resolved.
    from chrono56.clock import instants_at  # noqa: PLC0415 - it is paid for then

    return instants_at(zone, day, first, last)


def points_of(shape: Member | Choice | None, line: Line) -> Points:
    """Return the points that a date or set leaves open; all of them for None."""
    match shape:
        case None:
            parts = [Part(*line.run_of_days(-FAR, FAR))]
        case Choice(members=members):
            parts = [part for member in members for part in _parts_of(member, line)]
        case _:
            parts = _parts_of(shape, line)
    return Points(parts, line.per_day)


def sure_points_of(shape: Date | Choice, line: Line) -> Points | None:
    """Return the points that a date or set certainly names; None if there are none.

    By civil days it is not known which points of its day a clock time stands for; the
    rest is what `points_of` returns.
    """
    members = shape.members if isinstance(shape, Choice) else (shape,)
    parts = [
        part
        for member in members
        for part in (
            _sure_range(member, line)
            if isinstance(member, Range)
            else _parts_of(member, line)
        )
        if isinstance(member, Range) or member.clock is None
    ]
    return Points(parts, line.per_day) if parts else None


def _sure_range(member: Range, line: Line) -> list[Part]:
    """Return the points between the ends of a range, a timed end's own day left out."""
    first, last = member.lo, member.hi
    if member.first is not None and member.first.clock is not None:
        first += 1
    if member.last is not None and member.last.clock is not None:
        last -= 1
    return [Part(*line.run_of_days(first, last))] if first <= last else []


def _parts_of(member: Member, line: Line) -> list[Part]:
    if isinstance(member, Range):
        first, last = points_of(member.first, line), points_of(member.last, line)
        return [Part(first.lo, last.hi)]
    runs = line.runs_of_clock(member)
    if runs:
        return [Part(*run) for run in runs]
    lo, hi = line.run_of_days(member.lo, member.hi)
    if member.mask is None:
        return [Part(lo, hi)]
    return gridded(member.mask.grids, lo, hi, line.per_day)
